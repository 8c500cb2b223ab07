//! A batch as bytes: operations grouped by record, times and numbers as steps.

use super::FORMAT;
use crate::ids::{DeviceId, RecordId};
use crate::merge::{Op, Sub};
use minicbor::Encoder;
use std::collections::BTreeMap;

type Groups<'a> = Vec<((RecordId, u16), Vec<&'a Op>)>;

/// Writing into memory cannot fail; the type says so.
pub(super) type WriteError = minicbor::encode::Error<core::convert::Infallible>;

pub(super) fn to_cbor(author: DeviceId, ops: &[Op]) -> Result<Vec<u8>, WriteError> {
    let hlc_base = ops.first().map_or(0, |op| op.hlc);
    let op_no_base = ops.first().map_or(0, |op| op.dot.op_no);
    let mut devices = Devices::new(author);
    let mut body = Vec::new();
    let mut e = Encoder::new(&mut body);
    let groups = grouped(ops);
    e.array(groups.len() as u64)?;
    let (mut op_no, mut hlc) = (op_no_base.wrapping_sub(1), hlc_base);
    for ((record, kind), group) in &groups {
        e.array(3)?
            .bytes(&record.0)?
            .u16(*kind)?
            .array(group.len() as u64)?;
        for op in group {
            op_to_cbor(&mut e, op, op_no_base, (op_no, hlc), &mut devices)?;
            (op_no, hlc) = (op.dot.op_no, op.hlc);
        }
    }
    let mut bytes = Vec::with_capacity(body.len() + 64);
    let mut e = Encoder::new(&mut bytes);
    e.array(5)?.u64(FORMAT)?.u64(hlc_base)?.u64(op_no_base)?;
    e.array(devices.list.len() as u64)?;
    for device in &devices.list {
        e.bytes(&device.0)?;
    }
    bytes.extend_from_slice(&body);
    Ok(bytes)
}

/// Groups by record in the order of first appearance, so that equal input gives equal bytes.
fn grouped(ops: &[Op]) -> Groups<'_> {
    let mut places: BTreeMap<(RecordId, u16), usize> = BTreeMap::new();
    let mut groups: Groups<'_> = Vec::new();
    for op in ops {
        let key = (op.slot.record, op.kind);
        let place = *places.entry(key).or_insert_with(|| {
            groups.push((key, Vec::new()));
            groups.len() - 1
        });
        if let Some((_, group)) = groups.get_mut(place) {
            group.push(op);
        }
    }
    groups
}

struct Devices {
    list: Vec<DeviceId>,
    index: BTreeMap<DeviceId, u64>,
}

impl Devices {
    fn new(author: DeviceId) -> Self {
        Self {
            list: vec![author],
            index: BTreeMap::from([(author, 0)]),
        }
    }

    fn index(&mut self, device: DeviceId) -> u64 {
        let next = self.list.len() as u64;
        *self.index.entry(device).or_insert_with(|| {
            self.list.push(device);
            next
        })
    }
}

fn op_to_cbor(
    e: &mut Encoder<&mut Vec<u8>>,
    op: &Op,
    op_no_base: u64,
    (op_no, hlc): (u64, u64),
    devices: &mut Devices,
) -> Result<(), WriteError> {
    let op_no_step = op.dot.op_no.wrapping_sub(op_no).cast_signed();
    let hlc_step = op.hlc.wrapping_sub(hlc).cast_signed();
    let before = op.before.as_deref().and_then(|before| {
        let index = op.prev.iter().position(|dot| *dot == before.dot)?;
        Some((index, before))
    });
    let length = if before.is_some() {
        8
    } else if op.min_reader != 0 {
        7
    } else if hlc_step != 0 {
        6
    } else if op_no_step != 1 {
        5
    } else if op.slot.sub != Sub::None {
        4
    } else if op.prev.is_empty() {
        2
    } else {
        3
    };
    e.array(length)?.u16(op.slot.field)?;
    e.encode(&op.value)?;
    if length >= 3 {
        e.array(op.prev.len() as u64 * 2)?;
        for dot in &op.prev {
            let index = devices.index(dot.device);
            e.u64(index)?;
            // Own earlier writes are near, so their distance is a short number.
            if index == 0 {
                e.i64(dot.op_no.wrapping_sub(op_no_base).cast_signed())?
            } else {
                e.u64(dot.op_no)?
            };
        }
    }
    if length >= 4 {
        match op.slot.sub {
            Sub::None => e.null()?,
            Sub::Device(device) => e.u64(devices.index(device))?,
            Sub::Element(id) => e.bytes(&id)?,
        };
    }
    if length >= 5 {
        e.i64(op_no_step)?;
    }
    if length >= 6 {
        e.i64(hlc_step)?;
    }
    if length >= 7 {
        e.u16(op.min_reader)?;
    }
    if let Some((index, before)) = before {
        e.array(before.steps.len() as u64 * 3 + 1)?
            .u64(index as u64)?;
        for step in &before.steps {
            e.u64(step.keep as u64)?
                .u64(step.drop as u64)?
                .str(&step.put)?;
        }
    }
    Ok(())
}
