//! A finished task that repeats begins anew.

use super::*;

fn weekly(status: &str) -> RecordState {
    let values = [
        ("titel", text_of("Schaukasten")),
        ("bis", Value::Date(TODAY)),
        ("wiederholung", text_of("woche")),
        ("status", text_of(status)),
    ];
    record(&AUFGABE, MINE, 20_700, &values)
}

fn step_to(status: &str) -> Vec<Edit> {
    vec![Edit::Set {
        field: AUFGABE.state.unwrap(),
        value: text_of(status),
        prev: vec![],
    }]
}

#[test]
fn a_finished_task_that_repeats_begins_anew_once_on_every_phone() {
    let id = RecordId([7; 16]);
    let next = |status: &str, to: &str| follow_up(&AUFGABE, id, &weekly(status), &step_to(to));
    let Some(FollowUp::Begin(next_id, edits)) = next("offen", "erledigt") else {
        unreachable!("a weekly task has a next one");
    };
    let day = edits.iter().find_map(|edit| match edit {
        Edit::Set { field, value, .. } if Some(*field) == AUFGABE.due => Some(value.clone()),
        _ => None,
    });
    assert_eq!(day, Some(Value::Date(TODAY + 7)));
    let says_state =
        |edit: &Edit| matches!(edit, Edit::Set { field, .. } if Some(*field) == AUFGABE.state);
    assert!(!edits.iter().any(says_state), "the next one begins open");
    assert_eq!(
        next("in_arbeit", "erledigt"),
        Some(FollowUp::Begin(next_id, edits))
    );
    assert_eq!(next("erledigt", "offen"), Some(FollowUp::Drop(next_id)));
    assert_eq!(next("offen", "entfaellt"), None);
    assert_eq!(next("offen", "in_arbeit"), None);
    let once = task("A", Some(TODAY), "offen");
    assert_eq!(follow_up(&AUFGABE, id, &once, &step_to("erledigt")), None);
}

#[test]
fn only_a_next_one_nobody_worked_on_may_go_again() {
    assert!(is_untouched(&AUFGABE, &weekly("offen")));
    assert!(!is_untouched(&AUFGABE, &weekly("in_arbeit")));
    let mut worked = weekly("offen");
    for slot in worked.slots.values_mut() {
        let past = slot.versions[0].clone();
        slot.past.push(past);
    }
    assert!(!is_untouched(&AUFGABE, &worked));
}

#[test]
fn every_choice_of_repeating_can_be_read() {
    for choice in Repeat::CHOICES {
        assert!(Repeat::from_key(choice.key).is_some(), "{}", choice.key);
    }
    assert_eq!(Repeat::from_key("nie"), None);
    for def in ALL.iter().filter(|def| def.repeats.is_some()) {
        assert!(def.due.is_some() && def.state.is_some(), "{}", def.key);
    }
}
