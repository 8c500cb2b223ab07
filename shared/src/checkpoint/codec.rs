//! Records to bytes and back, many at a time.
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
use minicbor::data::Type;
use minicbor::{Decoder, Encoder};
use std::collections::BTreeMap;

const FORMAT: u64 = 1;

/// Writing into memory cannot fail; the type says so.
type WriteError = minicbor::encode::Error<core::convert::Infallible>;

/// Packs records one after the other.
#[derive(Debug, Default)]
pub(super) struct Packer {
    ids: Vec<RecordId>,
    body: Vec<u8>,
    last: Last,
    devices: Vec<DeviceId>,
    index: BTreeMap<DeviceId, usize>,
}

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

impl Packer {
    /// Packs one more record.
    pub(super) fn push(&mut self, id: RecordId, record: &RecordState) {
        self.ids.push(id);
        let mut body = core::mem::take(&mut self.body);
        // Writing into memory cannot fail.
        drop(self.record(&mut Encoder::new(&mut body), record));
        self.body = body;
    }

    /// Returns the number of bytes so far, before they are deflated.
    pub(super) fn bytes(&self) -> usize {
        self.body.len() + self.ids.len() * RecordId::BYTES
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Returns the ids, and the rest as CBOR.
    pub(super) fn finish(self) -> (Vec<RecordId>, Vec<u8>) {
        let mut cbor = Vec::with_capacity(self.body.len() + 64);
        drop(head(&mut cbor, &self.devices, self.ids.len()));
        cbor.extend_from_slice(&self.body);
        (self.ids, cbor)
    }

    fn record(
        &mut self,
        e: &mut Encoder<&mut Vec<u8>>,
        record: &RecordState,
    ) -> Result<(), WriteError> {
        e.array(record.slots.len() as u64 + 1)?.u16(record.kind)?;
        for ((field, sub), slot) in &record.slots {
            match slot.versions.as_slice() {
                [version]
                    if version.before.is_none()
                        && slot.early.is_empty()
                        && slot.past.is_empty() =>
                {
                    let known = *sub != Sub::None;
                    let length = if known { 4 } else { self.length(version) };
                    e.array(1 + length + u64::from(known))?.u16(*field)?;
                    self.version(e, version, length)?;
                    if known {
                        self.sub(e, *sub)?;
                    }
                }
                _ => self.slot(e, *field, *sub, slot)?,
            }
        }
        Ok(())
    }

    fn slot(
        &mut self,
        e: &mut Encoder<&mut Vec<u8>>,
        field: u16,
        sub: Sub,
        slot: &SlotState,
    ) -> Result<(), WriteError> {
        e.array(5)?.i64(-1 - i64::from(field))?;
        self.sub(e, sub)?;
        self.versions(e, &slot.versions)?;
        e.array(slot.early.len() as u64 * 2)?;
        for dot in &slot.early {
            let device = self.device(dot.device);
            e.u64(device as u64)?.u64(dot.op_no)?;
        }
        self.versions(e, &slot.past)
    }

    fn versions(
        &mut self,
        e: &mut Encoder<&mut Vec<u8>>,
        versions: &[Version],
    ) -> Result<(), WriteError> {
        e.array(versions.len() as u64)?;
        for version in versions {
            let length = self.length(version);
            e.array(length)?;
            self.version(e, version, length)?;
        }
        Ok(())
    }

    /// How many items a version needs.
    fn length(&mut self, version: &Version) -> u64 {
        let device = self.device(version.dot.device);
        let next = self.last.op_no(device).wrapping_add(1);
        if version.before.is_some() {
            5
        } else if device != self.last.device {
            4
        } else if version.hlc != self.last.hlc {
            3
        } else if version.dot.op_no != next {
            2
        } else {
            1
        }
    }

    fn version(
        &mut self,
        e: &mut Encoder<&mut Vec<u8>>,
        version: &Version,
        length: u64,
    ) -> Result<(), WriteError> {
        e.encode(&version.value)?;
        let device = self.device(version.dot.device);
        let op_no = self.last.op_no(device);
        let step = version.dot.op_no.wrapping_sub(*op_no).cast_signed();
        *op_no = version.dot.op_no;
        if length >= 2 {
            e.i64(step)?;
        }
        if length >= 3 {
            e.i64(version.hlc.wrapping_sub(self.last.hlc).cast_signed())?;
        }
        if length >= 4 {
            e.u64(device as u64)?;
        }
        self.last.hlc = version.hlc;
        self.last.device = device;
        let Some(before) = version.before.as_deref() else {
            return Ok(());
        };
        let device = self.device(before.dot.device);
        e.array(before.steps.len() as u64 * 3 + 2)?
            .u64(device as u64)?
            .u64(before.dot.op_no)?;
        for step in &before.steps {
            e.u64(step.keep as u64)?
                .u64(step.drop as u64)?
                .str(&step.put)?;
        }
        Ok(())
    }

    fn sub(&mut self, e: &mut Encoder<&mut Vec<u8>>, sub: Sub) -> Result<(), WriteError> {
        match sub {
            Sub::None => e.null()?,
            Sub::Device(device) => {
                let device = self.device(device);
                e.u64(device as u64)?
            }
            Sub::Element(id) => e.bytes(&id)?,
        };
        Ok(())
    }

    fn device(&mut self, device: DeviceId) -> usize {
        let next = self.devices.len();
        *self.index.entry(device).or_insert_with(|| {
            self.devices.push(device);
            next
        })
    }
}

fn head(cbor: &mut Vec<u8>, devices: &[DeviceId], records: usize) -> Result<(), WriteError> {
    let mut e = Encoder::new(cbor);
    e.array(3)?.u64(FORMAT)?.array(devices.len() as u64)?;
    for device in devices {
        e.bytes(&device.0)?;
    }
    e.array(records as u64)?;
    Ok(())
}

/// Records with their ids, in the order they were packed.
pub(super) type Records = Vec<(RecordId, RecordState)>;

/// Unpacks what a [`Packer`] packed. `true` if there are parts of a later version among them.
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
