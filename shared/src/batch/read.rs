//! A batch from bytes. Whatever they are, the answer is an error or one batch, in bounded memory.

use super::{BATCH_OPS_MAX, Batch, BatchError, FORMAT};
use crate::ids::{DeviceId, RecordId};
use crate::merge::{Before, Dot, Op, Slot, Step, Sub};
use crate::value::Value;
use minicbor::Decoder;
use minicbor::data::Type;

fn array(d: &mut Decoder<'_>) -> Result<u64, BatchError> {
    d.array()?
        .ok_or_else(|| BatchError::Malformed("array of indefinite length".to_owned()))
}

pub(super) fn from_cbor(cbor: &[u8]) -> Result<Batch, BatchError> {
    let malformed = |what: &str| BatchError::Malformed(what.to_owned());
    let mut d = Decoder::new(cbor);
    let parts = array(&mut d)?;
    if parts < 5 {
        return Err(malformed("too few parts"));
    }
    let format = d.u64()?;
    if format != FORMAT {
        return Err(BatchError::Newer { format });
    }
    let (hlc_base, op_no_base) = (d.u64()?, d.u64()?);
    let mut devices = Vec::new();
    for _ in 0..array(&mut d)? {
        devices.push(d.decode::<DeviceId>()?);
    }
    let author = *devices.first().ok_or_else(|| malformed("no author"))?;
    let mut ops = Vec::new();
    let mut reader = OpReader {
        devices: &devices,
        author,
        op_no_base,
        op_no: op_no_base.wrapping_sub(1),
        hlc: hlc_base,
        later: parts > 5,
    };
    for _ in 0..array(&mut d)? {
        if array(&mut d)? < 3 {
            return Err(malformed("group of too few parts"));
        }
        let (record, kind) = (d.decode::<RecordId>()?, d.u16()?);
        for _ in 0..array(&mut d)? {
            if ops.len() == BATCH_OPS_MAX {
                return Err(malformed("too many operations"));
            }
            ops.push(reader.read(&mut d, record, kind)?);
        }
    }
    Ok(Batch {
        author,
        ops,
        later: reader.later,
    })
}

struct OpReader<'a> {
    devices: &'a [DeviceId],
    author: DeviceId,
    op_no_base: u64,
    op_no: u64,
    hlc: u64,
    later: bool,
}

impl OpReader<'_> {
    fn read(&mut self, d: &mut Decoder<'_>, record: RecordId, kind: u16) -> Result<Op, BatchError> {
        let length = array(d)?;
        if length < 2 {
            return Err(BatchError::Malformed(
                "operation of too few parts".to_owned(),
            ));
        }
        let field = d.u16()?;
        let value = d.decode::<Value>()?;
        let prev = if length >= 3 {
            self.prev(d)?
        } else {
            Vec::new()
        };
        let sub = if length >= 4 { self.sub(d)? } else { Sub::None };
        let op_no_step = if length >= 5 { d.i64()? } else { 1 };
        let hlc_step = if length >= 6 { d.i64()? } else { 0 };
        let min_reader = if length >= 7 { d.u16()? } else { 0 };
        let before = if length >= 8 { before(d, &prev)? } else { None };
        self.later |= length >= 8 && before.is_none();
        for _ in 8..length {
            d.skip()?;
            self.later = true;
        }
        self.op_no = self.op_no.wrapping_add_signed(op_no_step);
        self.hlc = self.hlc.wrapping_add_signed(hlc_step);
        if self.op_no == 0 {
            return Err(BatchError::Malformed("operation number 0".to_owned()));
        }
        let dot = Dot {
            device: self.author,
            op_no: self.op_no,
        };
        let slot = Slot { record, field, sub };
        Ok(Op {
            kind,
            slot,
            dot,
            hlc: self.hlc,
            prev,
            min_reader,
            value,
            before,
        })
    }

    fn device(&self, index: u64) -> Result<DeviceId, BatchError> {
        usize::try_from(index)
            .ok()
            .and_then(|index| self.devices.get(index))
            .copied()
            .ok_or_else(|| BatchError::Malformed("device index out of range".to_owned()))
    }

    fn prev(&self, d: &mut Decoder<'_>) -> Result<Vec<Dot>, BatchError> {
        let length = array(d)?;
        if length % 2 != 0 {
            return Err(BatchError::Malformed("half a dot".to_owned()));
        }
        let mut prev = Vec::new();
        for _ in 0..length / 2 {
            let index = d.u64()?;
            let op_no = if index == 0 {
                self.op_no_base.wrapping_add_signed(d.i64()?)
            } else {
                d.u64()?
            };
            prev.push(Dot {
                device: self.device(index)?,
                op_no,
            });
        }
        Ok(prev)
    }

    fn sub(&self, d: &mut Decoder<'_>) -> Result<Sub, BatchError> {
        match d.datatype()? {
            Type::Null => {
                d.null()?;
                Ok(Sub::None)
            }
            Type::Bytes => <[u8; 16]>::try_from(d.bytes()?)
                .map(Sub::Element)
                .map_err(|_| BatchError::Malformed("element id of the wrong length".to_owned())),
            _ => {
                let index = d.u64()?;
                self.device(index).map(Sub::Device)
            }
        }
    }
}

/// Reads the way back of a text. One this version does not understand is none: it only helps merging.
fn before(d: &mut Decoder<'_>, prev: &[Dot]) -> Result<Option<Box<Before>>, BatchError> {
    let start = d.position();
    let before = known_before(d, prev).ok();
    d.set_position(start);
    d.skip()?;
    Ok(before.map(Box::new))
}

fn known_before(d: &mut Decoder<'_>, prev: &[Dot]) -> Result<Before, BatchError> {
    let malformed = || BatchError::Malformed("no way back".to_owned());
    let length = array(d)?;
    let dot = usize::try_from(d.u64()?)
        .ok()
        .and_then(|index| prev.get(index));
    let dot = *dot.ok_or_else(malformed)?;
    let size = |number| usize::try_from(number).map_err(|_| malformed());
    let mut steps = Vec::new();
    for _ in 0..length / 3 {
        steps.push(Step {
            keep: size(d.u64()?)?,
            drop: size(d.u64()?)?,
            put: d.str()?.to_owned(),
        });
    }
    Ok(Before { dot, steps })
}
