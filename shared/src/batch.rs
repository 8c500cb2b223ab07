//! A batch: what one envelope carries, and its bytes.
//!
//! ```text
//! batch   = format byte (0 stored, 1 deflate) ‖ CBOR
//! CBOR    = [ 1, hlc_base, op_no_base, [device, ..], [group, ..] ]
//! group   = [ record, kind, [op, ..] ]
//! op      = [ field, value, prev?, sub?, op_no_step?, hlc_step?, min_reader?, before? ]
//! prev    = [ device index, op_no, .. ]     flat; an op_no is counted from op_no_base for device 0, else as it is
//! sub     = null | device index | 16 bytes
//! before  = [ index in prev, (keep, drop, put), .. ]     flat; bytes that stay, bytes that go, text that comes
//! ```
//!
//! Device 0 is the author. Steps count from the operation before in the batch (`op_no` +1, `hlc` +0 when left
//! out). Items at the end of an operation that have their default are left out; items this version does not
//! know are skipped here and kept in the envelope. Operations are grouped by record to keep the record's id
//! out of each of them (sync.md 2.2 has the sizes); [`decode`] returns them in the order of their numbers.

use crate::ids::{DeviceId, RecordId};
use crate::merge::{Before, Dot, Op, Slot, Step, Sub};
use crate::value::Value;
use minicbor::data::Type;
use minicbor::{Decoder, Encoder};
use std::collections::BTreeMap;

/// Greatest number of operations in a batch.
pub const BATCH_OPS_MAX: usize = 8192;
/// Greatest size of a batch before it is deflated, in bytes. An attacker cannot make a reader inflate more.
pub const BATCH_BYTES_MAX: usize = 1024 * 1024;

const STORED: u8 = 0;
const DEFLATED: u8 = 1;
const FORMAT: u64 = 1;
/// Level of deflate: 6 is the knee between size and time on batches of 64 and 1,000 operations.
const LEVEL: u8 = 6;

/// Why bytes are not a batch, or operations do not fit into one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BatchError {
    /// The bytes are damaged or of no format this version knows.
    #[error("not a batch: {0}")]
    Malformed(String),
    /// The batch was written by a newer app; updating the app reads it.
    #[error("batch format {format} is newer than this app; update the app")]
    Newer {
        /// The format found.
        format: u64,
    },
    /// There are too many operations or bytes for one batch.
    #[error(
        "{ops} operations in {bytes} bytes do not fit into a batch of {BATCH_OPS_MAX} operations and {BATCH_BYTES_MAX} bytes"
    )]
    TooLarge {
        /// Number of operations.
        ops: usize,
        /// Number of bytes before deflate.
        bytes: usize,
    },
}

impl From<minicbor::decode::Error> for BatchError {
    fn from(error: minicbor::decode::Error) -> Self {
        Self::Malformed(error.to_string())
    }
}

/// Encodes operations of one author. They may be in any order of records; numbers of operations on the wire
/// follow the order given.
///
/// # Errors
///
/// [`BatchError::TooLarge`] when they do not fit; seal fewer at once.
pub fn encode(author: DeviceId, ops: &[Op]) -> Result<Vec<u8>, BatchError> {
    let cbor = bounded_cbor(author, ops)?;
    let deflated = miniz_oxide::deflate::compress_to_vec(&cbor, LEVEL);
    let (format, body) = if deflated.len() < cbor.len() {
        (DEFLATED, deflated)
    } else {
        (STORED, cbor)
    };
    let mut bytes = Vec::with_capacity(body.len() + 1);
    bytes.push(format);
    bytes.extend_from_slice(&body);
    Ok(bytes)
}

/// Encodes operations without deflating them: for a row on the device itself, where time counts more than size.
///
/// # Errors
///
/// [`BatchError::TooLarge`] when they do not fit.
pub fn encode_stored(author: DeviceId, ops: &[Op]) -> Result<Vec<u8>, BatchError> {
    let mut bytes = bounded_cbor(author, ops)?;
    bytes.insert(0, STORED);
    Ok(bytes)
}

fn bounded_cbor(author: DeviceId, ops: &[Op]) -> Result<Vec<u8>, BatchError> {
    let cbor = to_cbor(author, ops).map_err(|error| BatchError::Malformed(error.to_string()))?;
    if ops.len() > BATCH_OPS_MAX || cbor.len() > BATCH_BYTES_MAX {
        return Err(BatchError::TooLarge {
            ops: ops.len(),
            bytes: cbor.len(),
        });
    }
    Ok(cbor)
}

/// Decodes a batch and returns its author and its operations in the order of their numbers.
///
/// # Errors
///
/// When the bytes are damaged, too large when inflated, or newer than this version.
pub fn decode(bytes: &[u8]) -> Result<(DeviceId, Vec<Op>), BatchError> {
    let batch = read(bytes)?;
    Ok((batch.author, batch.ops))
}

/// A batch with its author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Who wrote it.
    pub author: DeviceId,
    /// The operations, in the order of their numbers.
    pub ops: Vec<Op>,
    /// There are parts of a later version in it, which were skipped.
    pub later: bool,
}

/// As [`decode`], and says whether everything in the batch was understood.
///
/// # Errors
///
/// As [`decode`].
pub fn read(bytes: &[u8]) -> Result<Batch, BatchError> {
    let malformed = |what: &str| BatchError::Malformed(what.to_owned());
    let (format, body) = bytes.split_first().ok_or_else(|| malformed("empty"))?;
    let inflated;
    let cbor = match *format {
        STORED if body.len() <= BATCH_BYTES_MAX => body,
        STORED => return Err(malformed("too large")),
        DEFLATED => {
            inflated = miniz_oxide::inflate::decompress_to_vec_with_limit(body, BATCH_BYTES_MAX)
                .map_err(|error| BatchError::Malformed(error.to_string()))?;
            inflated.as_slice()
        }
        other => {
            return Err(BatchError::Newer {
                format: u64::from(other),
            });
        }
    };
    let mut batch = from_cbor(cbor)?;
    batch.ops.sort_by_key(|op| op.dot.op_no);
    if batch
        .ops
        .windows(2)
        .any(|pair| matches!(pair, [a, b] if a.dot == b.dot))
    {
        return Err(malformed("two operations with one number"));
    }
    Ok(batch)
}

/// Writing into memory cannot fail; the type says so.
type WriteError = minicbor::encode::Error<core::convert::Infallible>;

fn to_cbor(author: DeviceId, ops: &[Op]) -> Result<Vec<u8>, WriteError> {
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

type Groups<'a> = Vec<((RecordId, u16), Vec<&'a Op>)>;

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

fn array(d: &mut Decoder<'_>) -> Result<u64, BatchError> {
    d.array()?
        .ok_or_else(|| BatchError::Malformed("array of indefinite length".to_owned()))
}

fn from_cbor(cbor: &[u8]) -> Result<Batch, BatchError> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value() -> impl Strategy<Value = Value> {
        prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::Bool),
            any::<i64>().prop_map(Value::Int),
            ".{0,40}".prop_map(Value::Text),
            prop::collection::vec(any::<u8>(), 0..20).prop_map(Value::Bytes),
            any::<[u8; 16]>().prop_map(|id| Value::Link(RecordId(id))),
            any::<i32>().prop_map(Value::Date),
            any::<i64>().prop_map(Value::DateTime),
            prop::collection::vec(
                (any::<u8>().prop_map(|n| DeviceId([n; 16])), any::<u64>()),
                0..3
            )
            .prop_map(Value::Deleted),
            (any::<u16>(), any::<i64>(), ".{0,10}").prop_map(|(field, amount, reason)| {
                Value::Correction {
                    field,
                    amount,
                    reason,
                }
            }),
            // A float and a tagged array: values of a later version.
            Just(Value::Unknown(vec![
                0xfb, 0x40, 0x09, 0x21, 0xfb, 0x54, 0x44, 0x2d, 0x18
            ])),
            Just(Value::Unknown(vec![0xd9, 0xff, 0xff, 0x82, 0x01, 0x02])),
        ]
    }

    fn way_back() -> impl Strategy<Value = Option<Vec<Step>>> {
        let step = (0..9_usize, 0..9_usize, ".{0,9}");
        let step = step.prop_map(|(keep, drop, put)| Step { keep, drop, put });
        prop::option::of(prop::collection::vec(step, 0..3))
    }

    fn ops() -> impl Strategy<Value = Vec<Op>> {
        let device = || (0..4_u8).prop_map(|n| DeviceId([n; 16]));
        let sub = prop_oneof![
            Just(Sub::None),
            device().prop_map(Sub::Device),
            any::<[u8; 16]>().prop_map(Sub::Element)
        ];
        let prev = prop::collection::vec((device(), 1..u64::MAX), 0..3);
        let op = (
            0..4_u8,
            any::<u16>(),
            sub,
            prev,
            value(),
            any::<u64>(),
            any::<u16>(),
            1..9_u64,
            way_back(),
        );
        (prop::collection::vec(op, 0..20), 1..u64::MAX / 2).prop_map(|(ops, base)| {
            let mut op_no = base;
            ops.into_iter()
                .map(
                    |(record, field, sub, prev, value, hlc, min_reader, step, way_back)| {
                        op_no += step;
                        let prev: Vec<Dot> = prev
                            .into_iter()
                            .map(|(device, op_no)| Dot { device, op_no })
                            .collect();
                        let before = prev
                            .last()
                            .zip(way_back)
                            .map(|(dot, steps)| Box::new(Before { dot: *dot, steps }));
                        Op {
                            kind: 10,
                            slot: Slot {
                                record: RecordId([record; 16]),
                                field,
                                sub,
                            },
                            dot: Dot {
                                device: DeviceId([0; 16]),
                                op_no,
                            },
                            hlc,
                            prev,
                            min_reader: min_reader % 2,
                            value,
                            before,
                        }
                    },
                )
                .collect()
        })
    }

    proptest! {
        #[test]
        fn a_batch_reads_back_what_it_wrote(ops in ops()) {
            let bytes = encode(DeviceId([0; 16]), &ops).unwrap();
            let (author, back) = decode(&bytes).unwrap();
            prop_assert_eq!(author, DeviceId([0; 16]));
            prop_assert_eq!(&back, &ops);
        }

        #[test]
        fn any_bytes_are_a_batch_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..300), format in 0..3_u8) {
            let mut bytes = bytes;
            bytes.insert(0, format);
            let _outcome = decode(&bytes);
        }

        #[test]
        fn a_truncated_batch_is_an_error(ops in ops(), cut in 0..1000_usize) {
            let mut bytes = vec![STORED];
            bytes.extend(to_cbor(DeviceId([0; 16]), &ops).unwrap());
            bytes.truncate(cut % bytes.len());
            prop_assert!(decode(&bytes).is_err());
        }
    }

    #[test]
    fn a23_a_batch_that_would_inflate_without_end_is_refused() {
        let mut bomb = vec![DEFLATED];
        bomb.extend(miniz_oxide::deflate::compress_to_vec(
            &vec![0; BATCH_BYTES_MAX + 1],
            9,
        ));
        assert!(bomb.len() < 2000);
        assert!(matches!(decode(&bomb), Err(BatchError::Malformed(_))));
    }

    #[test]
    fn parts_of_a_later_version_at_the_end_of_an_operation_are_skipped() {
        let op = Op {
            kind: 10,
            slot: Slot {
                record: RecordId([1; 16]),
                field: 1,
                sub: Sub::None,
            },
            dot: Dot {
                device: DeviceId([0; 16]),
                op_no: 1,
            },
            hlc: 5,
            prev: vec![],
            min_reader: 0,
            value: Value::Int(1),
            before: None,
        };
        let mut bytes = Vec::new();
        let mut e = Encoder::new(&mut bytes);
        e.array(5)
            .unwrap()
            .u64(1)
            .unwrap()
            .u64(5)
            .unwrap()
            .u64(1)
            .unwrap();
        e.array(1).unwrap().bytes(&[0; 16]).unwrap();
        e.array(1)
            .unwrap()
            .array(3)
            .unwrap()
            .bytes(&[1; 16])
            .unwrap()
            .u16(10)
            .unwrap();
        e.array(1)
            .unwrap()
            .array(9)
            .unwrap()
            .u16(1)
            .unwrap()
            .i64(1)
            .unwrap();
        e.array(0)
            .unwrap()
            .null()
            .unwrap()
            .i64(1)
            .unwrap()
            .i64(0)
            .unwrap()
            .u16(0)
            .unwrap();
        e.str("of a later shape").unwrap().str("later").unwrap();
        bytes.insert(0, STORED);
        assert_eq!(decode(&bytes).unwrap().1, [op]);
    }

    #[test]
    fn one_operation_more_than_a_batch_takes_is_refused() {
        let op = |op_no| Op {
            kind: 1,
            slot: Slot {
                record: RecordId([1; 16]),
                field: 1,
                sub: Sub::None,
            },
            dot: Dot {
                device: DeviceId([0; 16]),
                op_no,
            },
            hlc: 5,
            prev: vec![],
            min_reader: 0,
            value: Value::Null,
            before: None,
        };
        let ops: Vec<Op> = (1..=BATCH_OPS_MAX as u64).map(op).collect();
        assert!(encode(DeviceId([0; 16]), &ops).is_ok());
        let ops: Vec<Op> = (1..=BATCH_OPS_MAX as u64 + 1).map(op).collect();
        assert!(matches!(
            encode(DeviceId([0; 16]), &ops),
            Err(BatchError::TooLarge { .. })
        ));
    }
}
