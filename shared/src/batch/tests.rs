//! Batches as they are written and read, and bytes that are none.

use super::*;
use crate::ids::RecordId;
use crate::merge::{Before, Dot, Slot, Step, Sub};
use crate::value::Value;
use minicbor::Encoder;
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
