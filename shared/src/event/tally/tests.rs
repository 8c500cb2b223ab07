use super::*;
use crate::event::testing::{Phone, reader_of};
use crate::ids::RecordId;
use crate::merge::Edit;
use proptest::prelude::*;

const COUNT: RecordId = RecordId([1; 16]);

#[test]
fn a_correction_is_an_entry_of_its_own_and_the_taps_stay() {
    let mut phone = Phone::new(1);
    let without = number(&ZAEHLUNG, "ohne");
    phone.write(
        &ZAEHLUNG,
        COUNT,
        &[Edit::Add {
            field: without,
            amount: 30,
        }],
    );
    phone.write(
        &ZAEHLUNG,
        COUNT,
        &[Edit::Put {
            field: number(&ZAEHLUNG, "korrekturen"),
            element: [9; 16],
            value: Value::Correction {
                field: without,
                amount: -4,
                reason: "Kinder doppelt".to_owned(),
            },
        }],
    );
    let state = &phone.state.records[&COUNT];
    assert_eq!(counted(state), 26);
    assert_eq!(state.counter(without).total, 30);
    let entries: Vec<_> = corrections(state).collect();
    assert_eq!(entries, [(without, -4, "Kinder doppelt")]);
}

#[test]
fn estimates_and_addenda_are_part_of_the_sum_and_named() {
    let set = |key: &str, value| Edit::Set {
        field: number(&ZAEHLUNG, key),
        value,
        prev: vec![],
    };
    let add = |amount| Edit::Add {
        field: number(&ZAEHLUNG, "ohne"),
        amount,
    };
    let mut counted = Phone::new(1);
    counted.write(&ZAEHLUNG, COUNT, &[add(100)]);
    let mut guessed = Phone::new(2);
    guessed.write(
        &ZAEHLUNG,
        COUNT,
        &[
            set("methode", Value::Text("geschaetzt".to_owned())),
            add(40),
        ],
    );
    let mut late = Phone::new(3);
    late.write(
        &ZAEHLUNG,
        COUNT,
        &[set("nachtrag", Value::Bool(true)), add(5)],
    );
    let states = [counted, guessed, late].map(|phone| phone.state.records[&COUNT].clone());
    assert_eq!(
        visitors(states.iter().map(|state| &**state)),
        Visitors {
            total: 145,
            estimated: 40,
            addendum: 5
        }
    );
}

const EVENT: RecordId = RecordId([8; 16]);

fn tap(phone: &mut Phone, by: i64) {
    let event = phone.record(EVENT);
    let counts: Vec<(RecordId, RecordState)> = phone
        .state
        .records
        .iter()
        .filter(|(_, record)| record.kind == ZAEHLUNG.id)
        .map(|(id, record)| (*id, RecordState::clone(record)))
        .collect();
    let counts = counts.iter().map(|(id, state)| (*id, state));
    let (id, mut edits) = sheet(EVENT, is_reported(&event), counts);
    edits.push(Edit::Add {
        field: number(&ZAEHLUNG, "ohne"),
        amount: by,
    });
    phone.write(&ZAEHLUNG, id, &edits);
}

fn of_event(phone: &Phone) -> Visitors {
    let counts = phone.state.records.values().map(AsRef::as_ref);
    visitors_of(
        &phone.record(EVENT),
        counts.filter(|record: &&RecordState| record.kind == ZAEHLUNG.id),
    )
}

#[test]
fn what_is_counted_after_the_report_is_an_addendum_and_the_report_stays() {
    let mut phone = Phone::new(1);
    tap(&mut phone, 12);
    let total = of_event(&phone).total;
    let edits = close_report(&phone.record(EVENT), total);
    phone.write(&VERANSTALTUNG, EVENT, &edits);
    tap(&mut phone, 3);
    let sum = of_event(&phone);
    assert_eq!((sum.reported(), sum.addendum, sum.total), (12, 3, 15));
}

#[test]
fn what_was_counted_by_somebody_who_did_not_know_of_the_report_is_an_addendum_too() {
    let mut desk = Phone::new(1);
    tap(&mut desk, 12);
    // Ben is in a cellar and counts into the sheet everybody has.
    let mut ben = Phone::new(2);
    let counts = desk.state.records.clone();
    ben.state.records = counts;
    let total = of_event(&desk).total;
    let edits = close_report(&desk.record(EVENT), total);
    desk.write(&VERANSTALTUNG, EVENT, &edits);
    let (id, edits) = sheet(EVENT, false, []);
    assert!(!edits.is_empty(), "a first sheet says what it is");
    let late = ben.write(
        &ZAEHLUNG,
        id,
        &[Edit::Add {
            field: number(&ZAEHLUNG, "ohne"),
            amount: 5,
        }],
    );
    desk.read(&late);
    let sum = of_event(&desk);
    assert_eq!((sum.reported(), sum.addendum), (12, 5));
}

#[test]
fn a_report_that_is_opened_again_has_no_addendum_of_its_own() {
    let mut phone = Phone::new(1);
    tap(&mut phone, 12);
    let edits = close_report(&phone.record(EVENT), 10);
    phone.write(&VERANSTALTUNG, EVENT, &edits);
    assert_eq!(of_event(&phone).addendum, 2);
    let status = number(&VERANSTALTUNG, "status");
    let edit = Edit::Set {
        field: status,
        value: Value::Text("nachbereitet".to_owned()),
        prev: phone.record(EVENT).dots(status),
    };
    phone.write(&VERANSTALTUNG, EVENT, &[edit]);
    assert_eq!(of_event(&phone).addendum, 0);
}

#[test]
fn the_plan_chooses_what_is_told_apart() {
    let keys =
        |wanted: &[&str]| -> Vec<&str> { marks(wanted).iter().map(|field| field.key).collect() };
    assert_eq!(keys(&["alter", "neu_bekannt"]), ["neu", "bekannt"]);
    assert_eq!(
        keys(&["gespraeche"]),
        ["helfende", "gespraeche", "kontakte_neu"]
    );
    assert!(keys(&["alter"]).is_empty());
    assert_eq!(
        keys(&[]).len(),
        15,
        "a plan that says nothing offers everything"
    );
}

/// What a helper does in eight hours.
#[derive(Debug, Clone)]
enum Act {
    Tap(u8, usize, i64),
    TakeBack(u8, usize),
    Correct(u8, usize, i64),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        6 => (0u8..5, 0usize..6, 1i64..6).prop_map(|(phone, band, by)| Act::Tap(phone, band, by)),
        1 => (0u8..5, 0usize..6).prop_map(|(phone, band)| Act::TakeBack(phone, band)),
        1 => (0u8..5, 0usize..6, -9i64..9).prop_map(|(phone, band, by)| Act::Correct(phone, band, by)),
    ];
    proptest::collection::vec(act, 1..120)
}

proptest! {
    #[test]
    fn five_phones_have_one_sum_in_whatever_order_their_work_arrives(
        acts in acts(),
        order in any::<u64>(),
    ) {
        let bands: Vec<u16> = counted_fields().map(|field| field.id).collect();
        let mut phones: Vec<Phone> = (1..=5).map(Phone::new).collect();
        let mut ops = Vec::new();
        let (mut sum, mut entries) = (0, 0);
        for (number_of_act, act) in acts.iter().enumerate() {
            let (phone, edit) = match act {
                Act::Tap(phone, band, by) => {
                    sum += by;
                    (*phone, Edit::Add { field: bands[*band], amount: *by })
                }
                Act::TakeBack(phone, band) => {
                    sum -= 1;
                    (*phone, Edit::Add { field: bands[*band], amount: -1 })
                }
                Act::Correct(phone, band, by) => {
                    sum += by;
                    entries += 1;
                    let mut element = [0; 16];
                    element[..8].copy_from_slice(&(number_of_act as u64).to_be_bytes());
                    (*phone, Edit::Put {
                        field: number(&ZAEHLUNG, "korrekturen"),
                        element,
                        value: Value::Correction { field: bands[*band], amount: *by, reason: "nachgezählt".to_owned() },
                    })
                }
            };
            ops.extend(phones[usize::from(phone)].write(&ZAEHLUNG, COUNT, &[edit]));
        }
        let centre = reader_of(&ops, order).record(COUNT);
        prop_assert_eq!(counted(&centre), sum);
        prop_assert_eq!(corrections(&centre).count(), entries);
    }
}
