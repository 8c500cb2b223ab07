//! Records from the bytes of the first format, row after row. What is packed now stands in `columns`.
//!
//! ```text
//! records = [ 1, [device, ..], [record, ..] ]           ids of records stand apart, in the same order
//! record  = [ kind, slot, .. ]
//! slot    = [ field, value, op_no_step?, hlc_step?, device?, sub? ]        one version and nothing else
//!         | [ -1 - field, sub, [version, ..], [device, op_no, ..] early, [version, ..] past ]
//! version = [ value, op_no_step?, hlc_step?, device?, before? ]
//! sub     = null | device index | 16 bytes
//! before  = [ device, op_no, (keep, drop, put), .. ]         flat; the way back to the version a text was made from
//! ```
//!
//! Steps count from the version before: `op_no` from the last one of the same device (+1 when left out), `hlc` from the
//! last one of all (+0 when left out), and a device that is left out is the last one. Items at the end that have their
//! default are left out; items this version does not know are skipped, and the reader is told that there were some.

use super::segment::SegmentError;
use crate::ids::{DeviceId, RecordId};
use crate::merge::{Before, Dot, RecordState, SlotState, Step, Sub, Version};
use crate::value::Value;
use minicbor::Decoder;
use minicbor::data::Type;
use std::collections::BTreeMap;

const FORMAT: u64 = 1;

/// What steps count from.
#[derive(Debug, Default)]
struct Last {
    device: usize,
    hlc: u64,
    /// By device.
    op_nos: Vec<u64>,
}

impl Last {
    fn op_no(&mut self, device: usize) -> &mut u64 {
        if self.op_nos.len() <= device {
            self.op_nos.resize(device + 1, 0);
        }
        // The list was just made long enough.
        #[expect(clippy::indexing_slicing, reason = "resized above")]
        &mut self.op_nos[device]
    }
}

/// Records with their ids, in the order they were packed.
pub(super) type Records = Vec<(RecordId, RecordState)>;

/// Unpacks records. `true` if there are parts of a later version among them.
///
/// # Errors
///
/// When the bytes are damaged or of a later format.
pub(super) fn unpack(ids: &[RecordId], cbor: &[u8]) -> Result<(Records, bool), SegmentError> {
    let mut d = Decoder::new(cbor);
    let parts = array(&mut d)?;
    if parts < 3 {
        return Err(SegmentError::Malformed("too few parts".to_owned()));
    }
    let format = d.u64()?;
    if format != FORMAT {
        return Err(SegmentError::Newer { format });
    }
    let mut devices = Vec::new();
    for _ in 0..array(&mut d)? {
        devices.push(d.decode::<DeviceId>()?);
    }
    let mut reader = RecordReader {
        devices,
        last: Last::default(),
        later: parts > 3,
    };
    if array(&mut d)? != ids.len() as u64 {
        return Err(SegmentError::Malformed("number of records".to_owned()));
    }
    let mut records = Vec::with_capacity(ids.len());
    for id in ids {
        records.push((*id, reader.record(&mut d)?));
    }
    if parts == 3 && d.position() != cbor.len() {
        return Err(SegmentError::Malformed("bytes behind the end".to_owned()));
    }
    Ok((records, reader.later))
}

struct RecordReader {
    devices: Vec<DeviceId>,
    last: Last,
    later: bool,
}

impl RecordReader {
    fn record(&mut self, d: &mut Decoder<'_>) -> Result<RecordState, SegmentError> {
        let slots = array(d)?
            .checked_sub(1)
            .ok_or_else(|| SegmentError::Malformed("record without kind".to_owned()))?;
        let mut record = RecordState {
            kind: d.u16()?,
            slots: BTreeMap::new(),
        };
        for _ in 0..slots {
            let (place, slot) = self.slot(d)?;
            if record.slots.insert(place, slot).is_some() {
                return Err(SegmentError::Malformed("two slots of one name".to_owned()));
            }
        }
        Ok(record)
    }

    fn slot(&mut self, d: &mut Decoder<'_>) -> Result<((u16, Sub), SlotState), SegmentError> {
        let length = array(d)?;
        let short = || SegmentError::Malformed("slot of too few parts".to_owned());
        let field = d.i64()?;
        let mut slot = SlotState::default();
        let known;
        let place = if field >= 0 {
            let field = u16::try_from(field).map_err(|_| short())?;
            let items = length.checked_sub(1).filter(|n| *n > 0).ok_or_else(short)?;
            slot.versions.push(self.version(d, items.min(4))?);
            known = 6;
            let sub = if length >= 6 { self.sub(d)? } else { Sub::None };
            (field, sub)
        } else {
            let field = u16::try_from(-1 - field).map_err(|_| short())?;
            if length < 5 {
                return Err(short());
            }
            let sub = self.sub(d)?;
            slot.versions = self.versions(d)?;
            let early = array(d)?;
            if early % 2 == 1 {
                return Err(SegmentError::Malformed("half a dot".to_owned()));
            }
            for _ in 0..early / 2 {
                let device = index(d)?;
                slot.early.push(Dot {
                    device: self.device(device)?,
                    op_no: d.u64()?,
                });
            }
            slot.past = self.versions(d)?;
            known = 5;
            (field, sub)
        };
        self.skip(d, known, length)?;
        let sorted = slot.versions.is_sorted_by(|a, b| a.dot < b.dot)
            && slot.past.is_sorted_by(|a, b| a.dot < b.dot)
            && slot.early.is_sorted_by(|a, b| a < b);
        if sorted {
            Ok((place, slot))
        } else {
            Err(SegmentError::Malformed("versions out of order".to_owned()))
        }
    }

    fn versions(&mut self, d: &mut Decoder<'_>) -> Result<Vec<Version>, SegmentError> {
        let mut versions = Vec::new();
        for _ in 0..array(d)? {
            let length = array(d)?;
            if length == 0 {
                return Err(SegmentError::Malformed("version without value".to_owned()));
            }
            versions.push(self.version(d, length.min(5))?);
            self.skip(d, 5, length)?;
        }
        Ok(versions)
    }

    fn version(&mut self, d: &mut Decoder<'_>, length: u64) -> Result<Version, SegmentError> {
        let value = d.decode::<Value>()?;
        let step = if length >= 2 { d.i64()? } else { 1 };
        let hlc_step = if length >= 3 { d.i64()? } else { 0 };
        if length >= 4 {
            self.last.device = index(d)?;
        }
        let device = self.device(self.last.device)?;
        let op_no = self.last.op_no(self.last.device);
        *op_no = op_no.wrapping_add_signed(step);
        let op_no = *op_no;
        self.last.hlc = self.last.hlc.wrapping_add_signed(hlc_step);
        let before = if length >= 5 {
            Some(Box::new(self.before(d)?))
        } else {
            None
        };
        Ok(Version {
            dot: Dot { device, op_no },
            hlc: self.last.hlc,
            value,
            before,
        })
    }

    fn before(&self, d: &mut Decoder<'_>) -> Result<Before, SegmentError> {
        let malformed = || SegmentError::Malformed("no way back".to_owned());
        let length = array(d)?.checked_sub(2).filter(|n| n % 3 == 0);
        let dot = Dot {
            device: self.device(index(d)?)?,
            op_no: d.u64()?,
        };
        let size = |number| usize::try_from(number).map_err(|_| malformed());
        let mut steps = Vec::new();
        for _ in 0..length.ok_or_else(malformed)? / 3 {
            steps.push(Step {
                keep: size(d.u64()?)?,
                drop: size(d.u64()?)?,
                put: d.str()?.to_owned(),
            });
        }
        Ok(Before { dot, steps })
    }

    fn sub(&self, d: &mut Decoder<'_>) -> Result<Sub, SegmentError> {
        match d.datatype()? {
            Type::Null => {
                d.null()?;
                Ok(Sub::None)
            }
            Type::Bytes => <[u8; 16]>::try_from(d.bytes()?)
                .map(Sub::Element)
                .map_err(|_| SegmentError::Malformed("element id of the wrong length".to_owned())),
            _ => self.device(index(d)?).map(Sub::Device),
        }
    }

    fn device(&self, index: usize) -> Result<DeviceId, SegmentError> {
        self.devices
            .get(index)
            .copied()
            .ok_or_else(|| SegmentError::Malformed("device index out of range".to_owned()))
    }

    fn skip(&mut self, d: &mut Decoder<'_>, known: u64, length: u64) -> Result<(), SegmentError> {
        for _ in known..length {
            d.skip()?;
            self.later = true;
        }
        Ok(())
    }
}

fn array(d: &mut Decoder<'_>) -> Result<u64, SegmentError> {
    d.array()?
        .ok_or_else(|| SegmentError::Malformed("array of indefinite length".to_owned()))
}

fn index(d: &mut Decoder<'_>) -> Result<usize, SegmentError> {
    usize::try_from(d.u64()?)
        .map_err(|_| SegmentError::Malformed("device index out of range".to_owned()))
}
