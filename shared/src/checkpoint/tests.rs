//! The laws of checkpoints on random histories of several devices, cut everywhere.

use super::*;
use crate::batch;
use crate::crypto::{DeviceKeys, Entropy, SeededEntropy, SpaceKey};
use crate::envelope::{self, Envelope, EnvelopeKind};
use crate::ids::{DeviceId, ItemId, RecordId, SpaceId};
use crate::merge::{Author, Edit, Op, State, element_id, plan as plan_edits};
use crate::value::Value;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const SPACE: SpaceId = SpaceId([5; 16]);
const NOW: u64 = 1_790_000_000_000;
const READER: u16 = 1;

fn key() -> SpaceKey {
    SpaceKey::make(&mut SeededEntropy::new(7))
}

fn keys(n: u8) -> DeviceKeys {
    DeviceKeys::make(&mut SeededEntropy::new(100 + u64::from(n)))
}

/// A log as members of a space read it.
type Log = Vec<(Envelope, u64)>;

/// What devices do, one after the other.
#[derive(Debug, Clone)]
enum Act {
    Edit(u8, Edit),
    Push,
    Pull,
}

fn act() -> impl Strategy<Value = Act> {
    let value = prop_oneof![
        ".{0,12}".prop_map(Value::Text),
        any::<i64>().prop_map(Value::Int),
        Just(Value::Null),
        // A map: nothing this version writes.
        Just(Value::Unknown(vec![0xa1, 0x01, 0x63, 0x61, 0x62, 0x63])),
        Just(Value::Unknown(vec![0xd9, 0xff, 0xff, 0x81, 0x05])),
    ];
    let edit = prop_oneof![
        4 => (1..4_u16, value).prop_map(|(field, value)| Edit::Set { field, value, prev: vec![] }),
        2 => "[a-c ]{1,9}".prop_map(|words| Edit::Set {
            field: 1,
            value: Value::Text(format!("{words} {}", "ein langer Text ".repeat(6))),
            prev: vec![],
        }),
        2 => (0..3_u8).prop_map(|n| Edit::Put {
            field: 60_000,
            element: element_id(&n.to_string()),
            value: Value::Int(i64::from(n)),
        }),
        1 => (0..3_u8).prop_map(|n| Edit::Take { field: 60_000, element: element_id(&n.to_string()) }),
        2 => (1..5_i64).prop_map(|amount| Edit::Add { field: 9, amount }),
        1 => Just(Edit::Trash),
        1 => Just(Edit::Restore),
    ];
    prop_oneof![
        6 => (0..6_u8, edit).prop_map(|(record, edit)| Act::Edit(record, edit)),
        2 => Just(Act::Push),
        2 => Just(Act::Pull),
    ]
}

/// Runs devices against a log; returns what they pushed, in the log's order.
fn log_of(acts: &[(u8, Act)]) -> Log {
    let mut log: Vec<(u8, Vec<Op>)> = Vec::new();
    let mut devices: BTreeMap<u8, (State, usize, Vec<Op>, u64)> = BTreeMap::new();
    for (time, (name, act)) in (0..).zip(acts) {
        let (state, read, unsent, op_no) = devices.entry(*name).or_default();
        match act {
            Act::Edit(record, edit) => {
                let record = RecordId([*record; 16]);
                let mut edit = edit.clone();
                if let Edit::Set { field, prev, .. } = &mut edit {
                    let seen = state.records.get(&record);
                    *prev = seen.map_or_else(Vec::new, |record| record.dots(*field));
                }
                let author = Author {
                    device: keys(*name).id(),
                    op_no: *op_no + 1,
                    hlc: (NOW + time * 1000) << 16,
                };
                // A kind of a later version is a number like any other.
                for op in plan_edits(state, 9_999, record, &[edit], author) {
                    *op_no = op.dot.op_no;
                    state.apply(&op);
                    unsent.push(op);
                }
            }
            Act::Push if !unsent.is_empty() => log.push((*name, core::mem::take(unsent))),
            Act::Push => {}
            Act::Pull => {
                for (_, ops) in log.iter().skip(*read) {
                    for op in ops {
                        state.apply(op);
                    }
                }
                *read = log.len();
            }
        }
    }
    for (name, (_, _, unsent, _)) in devices {
        if !unsent.is_empty() {
            log.push((name, unsent));
        }
    }
    let mut numbers: BTreeMap<u8, u64> = BTreeMap::new();
    let sealed = log.into_iter().map(|(name, ops)| {
        let dev_seq = numbers.entry(name).or_insert(0);
        *dev_seq += 1;
        (sealed(name, *dev_seq, &ops), NOW)
    });
    sealed.collect()
}

fn sealed(name: u8, dev_seq: u64, ops: &[Op]) -> Envelope {
    let keys = keys(name);
    let body = batch::encode(keys.id(), ops).unwrap();
    seal_body(&keys, dev_seq, &body)
}

fn seal_body(keys: &DeviceKeys, dev_seq: u64, body: &[u8]) -> Envelope {
    let mut rng = SeededEntropy::new(dev_seq);
    let draft = envelope::Draft {
        kind: EnvelopeKind::Batch,
        space: SPACE,
        item: ItemId(rng.make_id()),
        device: keys.id(),
        dev_seq,
        m_seq: 1,
        m_hash: Hash::ZERO,
        seen_seq: 0,
        seen_hash: Hash::ZERO,
        key_epoch: 1,
        nonce: rng.make_nonce(),
        plaintext: body,
    };
    envelope::seal(&draft, &key(), keys).unwrap()
}

/// Folds a stretch of a log on top of what came before; returns which records it touched.
fn fold(confirmed: &mut Confirmed, log: &[(Envelope, u64)]) -> BTreeSet<RecordId> {
    let mut touched = BTreeSet::new();
    for (envelope, received_ms) in log {
        let key_of = |_| Some(key());
        confirmed
            .take(envelope, *received_ms, READER, &key_of, &mut touched)
            .unwrap();
    }
    touched
}

fn draft<'a>(
    confirmed: &'a Confirmed,
    touched: &'a BTreeSet<RecordId>,
    before: Option<&'a Rest>,
    key: &'a SpaceKey,
    seq: usize,
) -> Draft<'a> {
    Draft {
        space: SPACE,
        seq: seq as u64,
        chain: Hash([1; 32]),
        confirmed,
        time_ms: NOW,
        touched,
        parent: before.map_or(Hash::ZERO, |before| before.manifest.hash()),
        before,
        key,
        key_epoch: 1,
        m_seq: 1,
        m_hash: Hash::ZERO,
    }
}

/// Folds a log with a checkpoint at each cut, each packed, sealed, opened and built on.
fn through_checkpoints(log: &Log, cuts: &[usize]) -> Confirmed {
    let mut held = BTreeMap::new();
    let mut rest: Option<Rest> = None;
    let mut confirmed = Confirmed::default();
    let mut from = 0;
    for cut in cuts {
        let mut touched = fold(&mut confirmed, &log[from..*cut]);
        confirmed.tidy(NOW, &mut touched);
        let key = key();
        let draft = draft(&confirmed, &touched, rest.as_ref(), &key, *cut);
        let built = build(&draft, &keys(0)).unwrap();
        held.extend(built.segments);
        let signed = SignedManifest::parse(built.manifest.bytes().to_vec()).unwrap();
        let (opened, again, later) = Rest::open(&signed, &held, &key).unwrap();
        assert_eq!(again, confirmed);
        assert!(!later);
        (rest, confirmed, from) = (Some(opened), again, *cut);
    }
    fold(&mut confirmed, &log[from..]);
    confirmed
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_prefix_as_a_checkpoint_and_the_rest_are_the_whole_at_every_cut(
        acts in prop::collection::vec((0..4_u8, act()), 1..40)
    ) {
        let log = log_of(&acts);
        let mut whole = Confirmed::default();
        fold(&mut whole, &log);
        for cut in 0..=log.len() {
            prop_assert_eq!(&through_checkpoints(&log, &[cut]), &whole);
        }
        let every: Vec<usize> = (0..=log.len()).collect();
        prop_assert_eq!(through_checkpoints(&log, &every), whole);
    }

    #[test]
    fn reading_again_what_a_checkpoint_covers_changes_nothing(
        acts in prop::collection::vec((0..4_u8, act()), 1..40)
    ) {
        let log = log_of(&acts);
        let mut once = through_checkpoints(&log, &[log.len() / 2]);
        let whole = once.state.clone();
        fold(&mut once, &log);
        prop_assert_eq!(once.state, whole);
    }

    #[test]
    fn what_is_left_out_does_not_depend_on_when_it_is_left_out(
        acts in prop::collection::vec((0..4_u8, act()), 1..40),
        days in 0..900_u64,
    ) {
        let log = log_of(&acts);
        let cut = log.len() / 2;
        let later = NOW + days * 24 * 60 * 60 * 1000;
        let mut ignored = BTreeSet::new();
        let mut at_once = Confirmed::default();
        fold(&mut at_once, &log);
        at_once.tidy(later, &mut ignored);
        let mut twice = Confirmed::default();
        fold(&mut twice, &log[..cut]);
        // Before anything is old enough, tidying changes nothing.
        let before = twice.clone();
        twice.tidy(NOW, &mut ignored);
        prop_assert_eq!(&twice, &before);
        fold(&mut twice, &log[cut..]);
        twice.tidy(later, &mut ignored);
        prop_assert_eq!(&twice, &at_once);
        let again = twice.clone();
        twice.tidy(later, &mut ignored);
        prop_assert_eq!(twice, again);
    }

    #[test]
    fn any_bytes_are_an_error_or_a_segment(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let sealed = Segment::from_bytes(bytes.clone());
        prop_assert!(sealed.open(&key(), SPACE, 1).is_err());
        let ids = [RecordId([1; 16])];
        drop(codec::unpack(&ids, &bytes));
        drop(columns::unpack(&ids, &bytes, 1 << 20));
        drop(SignedManifest::parse(bytes.clone()));
        drop(SignedAttest::parse(bytes));
    }
}

/// A town with many records, so that there are many segments.
fn many(count: usize) -> (Confirmed, BTreeSet<RecordId>) {
    let mut confirmed = Confirmed::default();
    let mut touched = BTreeSet::new();
    let mut rng = SeededEntropy::new(3);
    for n in 0..count {
        let record = RecordId(rng.make_id());
        let text = |field| Edit::Set {
            field,
            value: Value::Text(crate::ids::to_hex(&rng_bytes(n, field))),
            prev: vec![],
        };
        let author = Author {
            device: DeviceId([1; 16]),
            op_no: n as u64 * 2 + 1,
            hlc: (NOW + n as u64) << 16,
        };
        for op in plan_edits(&confirmed.state, 10, record, &[text(1), text(2)], author) {
            confirmed.state.apply(&op);
        }
        touched.insert(record);
    }
    (confirmed, touched)
}

fn rng_bytes(n: usize, field: u16) -> [u8; 64] {
    let mut bytes = [0; 64];
    SeededEntropy::new(n as u64 * 10 + u64::from(field)).fill(&mut bytes);
    bytes
}

fn parts(built: &Built) -> BTreeSet<Hash> {
    let parts = built.manifest.manifest().segments.iter();
    parts.map(|part| part.hash).collect()
}

#[test]
fn a_segment_of_which_nothing_changed_is_taken_over() {
    let (mut confirmed, touched) = many(6_000);
    let key = key();
    let first = build(&draft(&confirmed, &touched, None, &key, 1), &keys(0)).unwrap();
    assert!(parts(&first).len() > 5, "{}", parts(&first).len());
    let (rest, _, _) = Rest::open(&first.manifest, &first.segments, &key).unwrap();

    let nothing = BTreeSet::new();
    let again = build(&draft(&confirmed, &nothing, Some(&rest), &key, 2), &keys(1)).unwrap();
    assert_eq!(
        parts(&again),
        parts(&first),
        "the same state, the same names"
    );

    // One record is edited: its segment is packed anew, and with it what is small.
    let edited = rest.records[0][0];
    let author = Author {
        device: DeviceId([2; 16]),
        op_no: 1,
        hlc: (NOW + 9_999) << 16,
    };
    for op in plan_edits(&confirmed.state, 10, edited, &[Edit::Trash], author) {
        confirmed.state.apply(&op);
    }
    let touched = BTreeSet::from([edited]);
    let second = build(&draft(&confirmed, &touched, Some(&rest), &key, 3), &keys(0)).unwrap();
    assert!(second.segments.len() <= 3, "{}", second.segments.len());
    let mut held = first.segments.clone();
    held.extend(second.segments.clone());
    let (_, opened, _) = Rest::open(&second.manifest, &held, &key).unwrap();
    assert_eq!(opened, confirmed);

    // A new key seals everything anew.
    let mut rekeyed = draft(&confirmed, &nothing, Some(&rest), &key, 4);
    rekeyed.key_epoch = 2;
    let third = build(&rekeyed, &keys(0)).unwrap();
    assert!(parts(&third).is_disjoint(&parts(&first)));
}

#[test]
fn a_checkpoint_that_holds_something_else_than_it_says_does_not_open() {
    let (confirmed, touched) = many(10);
    let key = key();
    let built = build(&draft(&confirmed, &touched, None, &key, 1), &keys(0)).unwrap();
    type Held = BTreeMap<Hash, Segment<Sealed>>;
    let open = |signed: &SignedManifest, held: &Held| Rest::open(signed, held, &key).map(|_| ());
    assert_eq!(open(&built.manifest, &built.segments), Ok(()));
    assert_eq!(
        open(&built.manifest, &BTreeMap::new()),
        Err(RestError::Missing)
    );
    let lie = |change: fn(&mut Manifest)| {
        let mut manifest = built.manifest.manifest().clone();
        change(&mut manifest);
        SignedManifest::sign(&manifest, &keys(0)).unwrap()
    };
    let digest = lie(|manifest| manifest.digest = Hash([9; 32]));
    assert_eq!(open(&digest, &built.segments), Err(RestError::Digest));
    let twice = lie(|manifest| manifest.segments.push(manifest.segments[0]));
    assert_eq!(open(&twice, &built.segments), Err(RestError::Twice));
    let less = lie(|manifest| manifest.segments.clear());
    assert_eq!(open(&less, &built.segments), Err(RestError::Digest));
    let vector = lie(|manifest| manifest.vector.clear());
    assert_eq!(open(&vector, &built.segments), Err(RestError::Vector));
    let moved = lie(|manifest| manifest.seq = 2);
    assert_eq!(open(&moved, &built.segments), Err(RestError::Vector));
    let other = SpaceKey::make(&mut SeededEntropy::new(8));
    assert!(Rest::open(&built.manifest, &built.segments, &other).is_err());
}

#[test]
fn history_and_deleted_records_go_after_four_hundred_days_and_not_before() {
    let mut state = State::default();
    let record = RecordId([1; 16]);
    let mut op_no = 0;
    let mut edit = |state: &mut State, edit: Edit| {
        op_no += 1;
        let author = Author {
            device: DeviceId([1; 16]),
            op_no,
            hlc: NOW << 16,
        };
        for op in plan_edits(state, 10, record, &[edit], author) {
            state.apply(&op);
        }
    };
    for n in 0..=PAST_VERSIONS_MAX as i64 + 1 {
        let prev = state
            .records
            .get(&record)
            .map_or_else(Vec::new, |record| record.dots(1));
        let (field, value) = (1, Value::Int(n));
        edit(&mut state, Edit::Set { field, value, prev });
    }
    let past = |state: &State| state.records[&record].history(1).len() - 1;
    assert_eq!(past(&state), PAST_VERSIONS_MAX + 1);
    assert_eq!(tidy(&mut state, NOW + HISTORY_MS), [record]);
    assert_eq!(past(&state), PAST_VERSIONS_MAX, "the oldest went");
    tidy(&mut state, NOW + HISTORY_MS + 1);
    assert_eq!(past(&state), 0);
    edit(&mut state, Edit::Trash);
    assert_eq!(tidy(&mut state, NOW + TOMBSTONE_MS), []);
    assert_eq!(tidy(&mut state, NOW + TOMBSTONE_MS + 1), [record]);
    assert!(state.records.is_empty());
    assert_eq!(
        state.seen[&DeviceId([1; 16])],
        op_no,
        "it is not written again"
    );
}

#[test]
fn what_a_later_version_wrote_is_read_as_far_as_possible_and_never_packed_anew() {
    let keys = keys(1);
    // A write with one part more than this version knows.
    let mut cbor = vec![0_u8];
    let mut e = minicbor::Encoder::new(&mut cbor);
    e.array(5)
        .unwrap()
        .u64(1)
        .unwrap()
        .u64(9)
        .unwrap()
        .u64(1)
        .unwrap();
    e.array(1).unwrap().bytes(&keys.id().0).unwrap();
    e.array(1)
        .unwrap()
        .array(3)
        .unwrap()
        .bytes(&[1; 16])
        .unwrap();
    e.u16(10).unwrap().array(1).unwrap().array(9).unwrap();
    e.u16(1)
        .unwrap()
        .u8(7)
        .unwrap()
        .array(0)
        .unwrap()
        .null()
        .unwrap();
    e.i64(1).unwrap().i64(0).unwrap().u16(0).unwrap();
    e.str("later").unwrap().str("later still").unwrap();
    let envelope = seal_body(&keys, 1, &cbor);
    let key_of = |_| Some(key());
    let mut touched = BTreeSet::new();
    let mut confirmed = Confirmed::default();
    let taken = confirmed.take(&envelope, NOW, READER, &key_of, &mut touched);
    assert_eq!(taken, Err(NotWhole::Newer));

    // A write that asks for a later reader.
    let op = Op {
        min_reader: READER + 1,
        ..log_ops().remove(0)
    };
    let newer = sealed(1, 1, &[op]);
    let taken = confirmed.take(&newer, NOW, READER, &key_of, &mut touched);
    assert_eq!(taken, Err(NotWhole::Newer));
    let taken = confirmed.take(&newer, NOW, READER + 1, &key_of, &mut touched);
    assert_eq!((taken, confirmed.min_reader), (Ok(()), READER + 1));

    // A segment with a slot of more parts: the value is read, and the reader knows that it does not know all.
    let mut cbor = Vec::new();
    let mut e = minicbor::Encoder::new(&mut cbor);
    e.array(3).unwrap().u64(1).unwrap().array(1).unwrap();
    e.bytes(&[3; 16])
        .unwrap()
        .array(1)
        .unwrap()
        .array(2)
        .unwrap();
    e.u16(10)
        .unwrap()
        .array(7)
        .unwrap()
        .u16(1)
        .unwrap()
        .u8(7)
        .unwrap();
    e.i64(1)
        .unwrap()
        .i64(5)
        .unwrap()
        .u64(0)
        .unwrap()
        .null()
        .unwrap();
    e.str("later").unwrap();
    let (records, later) = codec::unpack(&[RecordId([1; 16])], &cbor).unwrap();
    assert!(later);
    assert_eq!(records[0].1.value(1), Some(&Value::Int(7)));
    cbor[1] = 2;
    assert_eq!(
        codec::unpack(&[RecordId([1; 16])], &cbor),
        Err(SegmentError::Newer { format: 2 })
    );
}

fn log_ops() -> Vec<Op> {
    let author = Author {
        device: keys(1).id(),
        op_no: 1,
        hlc: NOW << 16,
    };
    let edit = Edit::Set {
        field: 1,
        value: Value::Int(1),
        prev: vec![],
    };
    plan_edits(&State::default(), 10, RecordId([1; 16]), &[edit], author)
}
