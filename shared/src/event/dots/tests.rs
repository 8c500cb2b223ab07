use super::*;
use crate::event::testing::{Phone, reader_of};
use proptest::prelude::*;

const VOTE: RecordId = RecordId([7; 16]);

fn result(phone: &Phone) -> Outcome {
    let boards: Vec<_> = phone
        .state
        .records
        .iter()
        .filter(|(_, record)| record.kind == STATION.id)
        .map(|(id, record)| (*id, &**record))
        .collect();
    outcome(&phone.record(VOTE), &boards)
}

#[test]
fn nobody_sticks_more_dots_than_the_rule_allows() {
    let mut ballot = Ballot::default();
    assert!(ballot.give(0, 3) && ballot.give(0, 3) && ballot.give(4, 3));
    assert!(!ballot.give(1, 3), "three are used");
    assert!(ballot.take(0) && ballot.give(1, 3));
    assert!(!ballot.take(7), "there is no dot");
    assert!(!ballot.give(ANSWERS_MAX, 3), "there is no such answer");
    assert_eq!((ballot.on(0), ballot.on(1), ballot.left(3)), (1, 1, 0));
}

#[test]
fn a_ballot_that_is_taken_back_leaves_nothing() {
    let mut phone = Phone::new(1);
    let mut ballot = Ballot::default();
    ballot.give(2, 2);
    ballot.give(2, 2);
    phone.write(&ABFRAGE, VOTE, &ballot.edits(1));
    assert_eq!(result(&phone).dots[2], 2);
    phone.write(&ABFRAGE, VOTE, &ballot.edits(-1));
    assert_eq!(result(&phone).total(), 0);
}

#[test]
fn typing_a_board_in_again_is_a_recount_with_its_reason() {
    let mut phone = Phone::new(1);
    let board = RecordId([3; 16]);
    phone.write(
        &STATION,
        board,
        &type_in(None, [34, 10, 0, 0, 0, 0, 0, 0], ""),
    );
    let seen = phone.state.records[&board].clone();
    phone.write(
        &STATION,
        board,
        &type_in(Some(&seen), [31, 10, 2, 0, 0, 0, 0, 0], "zwei übersehen"),
    );
    let outcome = result(&phone);
    assert_eq!(outcome.dots[..3], [31, 10, 2]);
    assert_eq!(outcome.log.len(), 2, "{:?}", outcome.log);
    assert!(
        outcome
            .log
            .iter()
            .all(|entry| entry.reason == "zwei übersehen")
    );
    let again = phone.state.records[&board].clone();
    assert!(type_in(Some(&again), [31, 10, 2, 0, 0, 0, 0, 0], "noch einmal").is_empty());
}

#[test]
fn two_people_who_recount_one_board_at_once_take_off_once() {
    let mut anna = Phone::new(1);
    let board = RecordId([3; 16]);
    let ops = anna.write(
        &STATION,
        board,
        &type_in(None, [34, 0, 0, 0, 0, 0, 0, 0], ""),
    );
    let mut ben = Phone::new(2);
    ben.read(&ops);
    let recount = |phone: &mut Phone| {
        let seen = phone.state.records[&board].clone();
        phone.write(
            &STATION,
            board,
            &type_in(Some(&seen), [31, 0, 0, 0, 0, 0, 0, 0], "nachgezählt"),
        )
    };
    let of_anna = recount(&mut anna);
    let of_ben = recount(&mut ben);
    anna.read(&of_ben);
    ben.read(&of_anna);
    assert_eq!(result(&anna), result(&ben));
    assert_eq!(result(&anna).dots[0], 31);
}

#[test]
fn up_down_and_up_again_ends_at_the_last_number() {
    let mut phone = Phone::new(1);
    let board = RecordId([3; 16]);
    phone.write(
        &STATION,
        board,
        &type_in(None, [34, 0, 0, 0, 0, 0, 0, 0], ""),
    );
    for number in [31, 34, 31] {
        let seen = phone.state.records[&board].clone();
        phone.write(
            &STATION,
            board,
            &type_in(Some(&seen), [number, 0, 0, 0, 0, 0, 0, 0], "noch einmal"),
        );
        assert_eq!(result(&phone).dots[0], number);
    }
}

#[derive(Debug, Clone)]
enum Act {
    /// A person at a phone.
    Stick(usize, Vec<usize>),
    /// A board typed in for the first time, or recounted from what this phone sees.
    Board(usize, u8, [u8; ANSWERS_MAX]),
    /// A counter-entry to the phones' dots.
    Correct(usize, usize, i8),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        5 => (0usize..4, proptest::collection::vec(0usize..ANSWERS_MAX, 1..4)).prop_map(|(phone, on)| Act::Stick(phone, on)),
        2 => (0usize..4, 1u8..4, any::<[u8; ANSWERS_MAX]>()).prop_map(|(phone, board, dots)| Act::Board(phone, board, dots)),
        1 => (0usize..4, 0usize..ANSWERS_MAX, -3i8..4).prop_map(|(phone, answer, by)| Act::Correct(phone, answer, by)),
    ];
    proptest::collection::vec(act, 1..60)
}

proptest! {
    /// Phones, boards, recounts, in any order of arrival and with repetition: everybody has the same result, and it is the
    /// sum of the places and of the counter-entries.
    #[test]
    fn the_total_is_the_sum_of_the_places_for_any_order_of_sync(acts in acts(), order in any::<u64>()) {
        let mut phones: Vec<Phone> = (1..=4).map(Phone::new).collect();
        let mut ops = Vec::new();
        let mut stuck = Dots::default();
        for (number_of_act, act) in acts.iter().enumerate() {
            match act {
                Act::Stick(phone, on) => {
                    let mut ballot = Ballot::default();
                    for answer in on {
                        if ballot.give(*answer, 3) {
                            stuck[*answer] += 1;
                        }
                    }
                    ops.extend(phones[*phone].write(&ABFRAGE, VOTE, &ballot.edits(1)));
                }
                Act::Board(phone, board, dots) => {
                    // Each phone types in its own boards, as people do who stand in front of one.
                    let id = RecordId([*board + 16 * (*phone as u8 + 1); 16]);
                    let phone = &mut phones[*phone];
                    let seen = phone.state.records.get(&id).cloned();
                    let typed = dots.map(i64::from);
                    ops.extend(phone.write(&STATION, id, &type_in(seen.as_deref(), typed, "gezählt")));
                    if phone.state.records.contains_key(&id) {
                        prop_assert_eq!(board_dots(&phone.state.records[&id]), typed);
                    }
                }
                Act::Correct(phone, answer, by) => {
                    stuck[*answer] += i64::from(*by);
                    let mut element = [1; 16];
                    element[..8].copy_from_slice(&(number_of_act as u64).to_be_bytes());
                    ops.extend(phones[*phone].write(&ABFRAGE, VOTE, &[Edit::Put {
                        field: number(&ABFRAGE, "korrekturen"),
                        element,
                        value: Value::Correction {
                            field: number(&ABFRAGE, DOTS[*answer]),
                            amount: i64::from(*by),
                            reason: "verklickt".to_owned(),
                        },
                    }]));
                }
            }
        }
        let outcomes = [order, order ^ 0x5555_5555].map(|chance| result(&reader_of(&ops, chance)));
        prop_assert_eq!(&outcomes[0], &outcomes[1]);
        let outcome = &outcomes[0];
        let mut sum = outcome.corrections;
        for place in &outcome.places {
            for (sum, dots) in sum.iter_mut().zip(place.dots) {
                *sum += dots;
            }
        }
        prop_assert_eq!(sum, outcome.dots);
        let mut phones_only = outcome.corrections;
        for place in outcome.places.iter().filter(|it| matches!(it.place, Place::Phone(_))) {
            for (sum, dots) in phones_only.iter_mut().zip(place.dots) {
                *sum += dots;
            }
        }
        prop_assert_eq!(phones_only, stuck);
    }
}
