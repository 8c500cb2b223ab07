//! The laws of joining, over random histories of several devices.

use super::*;
use crate::ids::{DeviceId, RecordId};
use crate::value::Value;
use proptest::prelude::*;

const DEVICES: usize = 4;

fn device(n: usize) -> DeviceId {
    DeviceId([u8::try_from(n).unwrap() + 1; 16])
}

fn record(n: u8) -> RecordId {
    RecordId([n; 16])
}

/// What one device does next in a history.
#[derive(Debug, Clone)]
enum Step {
    /// Edits record `record`, looking at what it has now.
    Edit {
        device: usize,
        record: u8,
        edit: u8,
        value: i64,
    },
    /// Learns everything `from` has.
    Meet { device: usize, from: usize },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (0..DEVICES, 0..3_u8, 0..7_u8, 0..4_i64)
            .prop_map(|(device, record, edit, value)| Step::Edit { device, record, edit, value }),
        1 => (0..DEVICES, 0..DEVICES).prop_map(|(device, from)| Step::Meet { device, from }),
    ];
    prop::collection::vec(step, 1..60)
}

/// Plays a history; returns each device's own operations in order, and the final state of each device.
fn play(steps: &[Step]) -> (Vec<Vec<Op>>, Vec<State>) {
    let mut written: Vec<Vec<Op>> = vec![Vec::new(); DEVICES];
    let mut states = vec![State::default(); DEVICES];
    for (time, step) in steps.iter().enumerate() {
        match *step {
            Step::Edit {
                device: n,
                record: r,
                edit,
                value,
            } => {
                let state = &mut states[n];
                let prev = state
                    .records
                    .get(&record(r))
                    .map_or_else(Vec::new, |rec| rec.dots(1));
                let edit = match edit {
                    0 | 1 => Edit::Set {
                        field: 1,
                        value: Value::Int(value),
                        prev,
                    },
                    2 => Edit::Put {
                        field: 2,
                        element: [7; 16],
                        value: Value::Int(value),
                    },
                    3 => Edit::Take {
                        field: 2,
                        element: [7; 16],
                    },
                    4 => Edit::Add {
                        field: 3,
                        amount: value,
                    },
                    5 => Edit::Trash,
                    _ => Edit::Restore,
                };
                let op_no =
                    state.seen.get(&device(n)).copied().unwrap_or(0) + 1 + (time as u64 % 2);
                // A clock that runs backwards and jumps: it may only change the order of what is shown.
                let hlc = (time as u64 * 7919) % 101;
                let author = Author {
                    device: device(n),
                    op_no,
                    hlc,
                };
                for op in plan(state, 10, record(r), &[edit], author) {
                    assert_eq!(state.apply(&op), Applied::New);
                    written[n].push(op);
                }
            }
            Step::Meet { device: n, from } => {
                let seen = states[from].seen.clone();
                for (author, ops) in written.clone().iter().enumerate() {
                    let upto = seen.get(&device(author)).copied().unwrap_or(0);
                    for op in ops.iter().filter(|op| op.dot.op_no <= upto) {
                        states[n].apply(op);
                    }
                }
            }
        }
    }
    (written, states)
}

/// Applies all operations in an order drawn from `picks` that keeps each device's own order.
fn interleave(written: &[Vec<Op>], picks: &[usize]) -> State {
    let mut state = State::default();
    let mut next = vec![0; written.len()];
    let mut picks = picks.iter().cycle();
    while next.iter().zip(written).any(|(at, ops)| *at < ops.len()) {
        let wanted = picks.next().copied().unwrap_or(0) % written.len();
        let chosen = (0..written.len())
            .map(|offset| (wanted + offset) % written.len())
            .find(|n| next[*n] < written[*n].len())
            .unwrap();
        let op = &written[chosen][next[chosen]];
        assert_eq!(state.apply(op), Applied::New);
        assert_eq!(state.apply(op), Applied::Known, "twice is once");
        next[chosen] += 1;
    }
    state
}

proptest! {
    #[test]
    fn the_order_of_arrival_does_not_matter(
        steps in steps(),
        one in prop::collection::vec(0..DEVICES, 1..40),
        two in prop::collection::vec(0..DEVICES, 1..40),
    ) {
        let (written, _) = play(&steps);
        prop_assert_eq!(interleave(&written, &one), interleave(&written, &two));
    }

    #[test]
    fn devices_that_have_learnt_everything_hold_the_same(steps in steps()) {
        let (written, states) = play(&steps);
        let all = interleave(&written, &[0]);
        for mut state in states {
            for ops in &written {
                for op in ops {
                    state.apply(op);
                }
            }
            prop_assert_eq!(&state, &all);
        }
    }

    #[test]
    fn every_write_is_shown_or_was_replaced_by_someone_who_saw_it(steps in steps()) {
        let (written, _) = play(&steps);
        let state = interleave(&written, &[1, 3, 0]);
        let all: Vec<&Op> = written.iter().flatten().collect();
        for op in &all {
            let slot = state.slot(&op.slot).unwrap();
            let shown = slot.versions.iter().any(|version| version.dot == op.dot);
            let replaced = all.iter().any(|other| other.slot == op.slot && other.prev.contains(&op.dot));
            prop_assert!(shown != replaced, "{op:?}");
            if !matches!(op.slot.sub, Sub::Device(_)) {
                let past = slot.past.iter().any(|version| version.dot == op.dot && version.value == op.value);
                prop_assert!(shown != past, "the history keeps what was replaced");
            }
        }
        for record in state.records.values() {
            for slot in record.slots.values() {
                prop_assert!(slot.early.is_empty(), "nothing waits once everything has arrived");
            }
        }
    }

    #[test]
    fn every_shown_value_was_written_by_somebody(steps in steps()) {
        let (written, _) = play(&steps);
        let state = interleave(&written, &[2]);
        for (id, record) in &state.records {
            for ((field, sub), slot) in &record.slots {
                for version in slot.versions.iter().chain(&slot.past) {
                    let author = written.iter().flatten().find(|op| op.dot == version.dot).unwrap();
                    prop_assert_eq!(&author.value, &version.value);
                    prop_assert_eq!(author.slot, Slot { record: *id, field: *field, sub: *sub });
                }
            }
        }
    }

    #[test]
    fn a_counter_is_the_sum_of_what_each_device_counted(steps in steps()) {
        let (written, _) = play(&steps);
        let state = interleave(&written, &[3, 1]);
        for r in 0..3 {
            let counted: i64 = steps.iter().map(|step| match step {
                Step::Edit { record, edit: 4, value, .. } if *record == r => *value,
                _ => 0,
            }).sum();
            let total = state.records.get(&record(r)).map_or(0, |record| record.counter(3).total);
            prop_assert_eq!(total, counted);
        }
    }
}

fn author(n: usize, op_no: u64, hlc: u64) -> Author {
    Author {
        device: device(n),
        op_no,
        hlc,
    }
}

fn apply(state: &mut State, ops: &[Op]) {
    for op in ops {
        assert_eq!(state.apply(op), Applied::New);
    }
}

fn set(value: &str, prev: Vec<Dot>) -> Edit {
    Edit::Set {
        field: 1,
        value: Value::Text(value.to_owned()),
        prev,
    }
}

#[test]
fn two_edits_that_did_not_see_each_other_are_both_kept_until_a_person_decides() {
    let mut base = State::default();
    apply(
        &mut base,
        &plan(
            &State::default(),
            10,
            record(1),
            &[set("10 Uhr", vec![])],
            author(0, 1, 1),
        ),
    );
    let dots = base.records[&record(1)].dots(1);
    let mine = plan(
        &base,
        10,
        record(1),
        &[set("9 Uhr", dots.clone())],
        author(0, 2, 5),
    );
    let theirs = plan(
        &base,
        10,
        record(1),
        &[set("11 Uhr", dots)],
        author(1, 1, 9),
    );
    let mut state = base.clone();
    apply(&mut state, &theirs);
    apply(&mut state, &mine);
    let rec = &state.records[&record(1)];
    let sides: Vec<_> = rec
        .distinct(1)
        .iter()
        .map(|v| v.value.as_text().unwrap())
        .collect();
    assert_eq!(sides, ["11 Uhr", "9 Uhr"]);
    assert_eq!(rec.conflicts().collect::<Vec<_>>(), [1]);

    let decided = plan(
        &state,
        10,
        record(1),
        &[set("9 Uhr", rec.dots(1))],
        author(1, 2, 20),
    );
    apply(&mut state, &decided);
    let rec = &state.records[&record(1)];
    assert_eq!(rec.text(1), Some("9 Uhr"));
    assert_eq!(rec.conflicts().count(), 0);
    assert_eq!(
        rec.history(1).len(),
        4,
        "the version not taken stays in the history"
    );
}

#[test]
fn whoever_takes_a_decision_back_does_not_become_the_author_of_what_others_wrote() {
    let mut state = State::default();
    let mut write = |value: &str, prev: &dyn Fn(&State) -> Vec<Dot>, by| {
        let prev = prev(&state);
        let ops = plan(&state, 10, record(1), &[set(value, prev)], by);
        apply(&mut state, &ops);
        state.clone()
    };
    let seen = |state: &State| state.records[&record(1)].dots(1);
    let nothing = |_: &State| Vec::new();
    write("9 Uhr", &nothing, author(0, 1, 5));
    let before = write("11 Uhr", &nothing, author(1, 1, 9));
    write("9 Uhr", &seen, author(0, 2, 20));
    // Taken back: both again, the first in the place of the decision, the other beside it.
    write("11 Uhr", &seen, author(0, 3, 30));
    let after = write("9 Uhr", &nothing, author(0, 4, 31));
    let said = |state: &State| {
        let sides = state.records[&record(1)].sides(1);
        let who = sides.iter().map(|side| {
            let text = side.version.value.as_text().unwrap().to_owned();
            (text, side.author.dot.device, side.author.hlc)
        });
        let mut who: Vec<_> = who.collect();
        who.sort();
        who
    };
    assert_eq!(said(&before).len(), 2);
    assert_eq!(said(&after), said(&before));
}

#[test]
fn equal_values_written_by_two_people_are_no_conflict() {
    let mut state = State::default();
    apply(
        &mut state,
        &plan(
            &State::default(),
            10,
            record(1),
            &[set("ja", vec![])],
            author(0, 1, 1),
        ),
    );
    apply(
        &mut state,
        &plan(
            &State::default(),
            10,
            record(1),
            &[set("ja", vec![])],
            author(1, 1, 2),
        ),
    );
    assert_eq!(state.records[&record(1)].distinct(1).len(), 1);
    assert_eq!(state.records[&record(1)].conflicts().count(), 0);
}

#[test]
fn a_record_edited_by_someone_who_did_not_know_it_was_thrown_away_stays_visible() {
    let mut base = State::default();
    apply(
        &mut base,
        &plan(
            &State::default(),
            10,
            record(1),
            &[set("Stand", vec![])],
            author(0, 1, 1),
        ),
    );
    let trash = plan(&base, 10, record(1), &[Edit::Trash], author(0, 2, 2));
    let edit = plan(
        &base,
        10,
        record(1),
        &[set("Stand 2", base.records[&record(1)].dots(1))],
        author(1, 1, 3),
    );

    let mut only_trash = base.clone();
    apply(&mut only_trash, &trash);
    assert!(only_trash.records[&record(1)].trashed());

    let mut both = only_trash.clone();
    apply(&mut both, &edit);
    assert!(!both.records[&record(1)].trashed());
    assert_eq!(
        both.records[&record(1)]
            .edited_after_trash()
            .unwrap()
            .dot
            .device,
        device(0)
    );

    let again = plan(&both, 10, record(1), &[Edit::Trash], author(0, 3, 4));
    apply(&mut both, &again);
    assert!(both.records[&record(1)].trashed());
    let restore = plan(&both, 10, record(1), &[Edit::Restore], author(1, 2, 5));
    apply(&mut both, &restore);
    assert!(!both.records[&record(1)].trashed());
    assert!(both.records[&record(1)].edited_after_trash().is_none());
}

#[test]
fn an_element_put_in_stays_against_a_removal_that_did_not_see_it() {
    let put = |value| Edit::Put {
        field: 2,
        element: [7; 16],
        value: Value::Int(value),
    };
    let take = Edit::Take {
        field: 2,
        element: [7; 16],
    };
    let mut base = State::default();
    apply(
        &mut base,
        &plan(&State::default(), 10, record(1), &[put(1)], author(0, 1, 1)),
    );
    let removed = plan(&base, 10, record(1), &[take], author(0, 2, 9));
    let added = plan(&base, 10, record(1), &[put(2)], author(1, 1, 2));
    let mut state = base;
    apply(&mut state, &removed);
    assert!(state.records[&record(1)].elements(2).is_empty());
    apply(&mut state, &added);
    assert_eq!(
        state.records[&record(1)].elements(2),
        [(&[7; 16], &Value::Int(2))]
    );
}

#[test]
fn two_edits_of_one_slot_in_a_save_leave_one_version() {
    let edits = [
        Edit::Add {
            field: 3,
            amount: 2,
        },
        Edit::Add {
            field: 3,
            amount: 3,
        },
        set("a", vec![]),
        set("b", vec![]),
    ];
    let mut state = State::default();
    let ops = plan(&state, 10, record(1), &edits, author(0, 1, 1));
    apply(&mut state, &ops);
    assert_eq!(state.records[&record(1)].counter(3).total, 5);
    assert_eq!(state.records[&record(1)].versions(1).len(), 1);
    assert_eq!(state.records[&record(1)].text(1), Some("b"));
}
