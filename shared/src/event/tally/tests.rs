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
