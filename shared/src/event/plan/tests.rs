use super::*;
use crate::ids::{DeviceId, RecordId};
use crate::merge::{Author, State, plan as plan_ops};

/// Saturday, 12 September 2026, 13:00.
const BEGIN: i64 = 20_708 * dates::DAY_MINUTES + 13 * 60;

fn event(edits: &[Edit]) -> RecordState {
    let mut state = State::default();
    let author = Author {
        device: DeviceId([1; 16]),
        op_no: 1,
        hlc: 1,
    };
    let id = RecordId([1; 16]);
    for op in plan_ops(&state.clone(), VERANSTALTUNG.id, id, edits, author) {
        state.apply(&op);
    }
    std::sync::Arc::unwrap_or_clone(state.records.remove(&id).unwrap())
}

fn set(key: &str, value: Value) -> Edit {
    Edit::Set {
        field: number(&VERANSTALTUNG, key),
        value,
        prev: vec![],
    }
}

fn text_value(text: &str) -> Value {
    Value::Text(text.to_owned())
}

#[test]
fn every_template_is_of_a_type_that_exists_and_every_type_has_one() {
    let kinds: Vec<&str> = kinds().into_iter().map(|(key, _)| key).collect();
    for template in TEMPLATES {
        assert!(kinds.contains(&template.kind), "{}", template.kind);
        assert!(
            template
                .steps
                .windows(2)
                .all(|pair| pair[0].days_before > pair[1].days_before),
            "{}",
            template.kind
        );
        assert!(template.minutes > 0);
    }
    assert!(kinds.iter().all(|kind| template_of(kind).is_some()));
}

#[test]
fn an_assembly_is_announced_to_the_authority_in_time() {
    let template = template_of("kundgebung").unwrap();
    let day = dates::split(BEGIN).0;
    let steps = steps(template, day, 0);
    let due = steps
        .iter()
        .find(|(title, _)| title.en.starts_with("Give notice"))
        .unwrap()
        .1;
    let announced = steps
        .iter()
        .find(|(title, _)| title.en.starts_with("Announce"))
        .unwrap()
        .1;
    assert_eq!(announced, day - ANNOUNCE_DAYS);
    // The whole day of the notice lies before the 48 hours.
    assert!(i64::from(announced - due) * 24 - 24 >= NOTICE_HOURS);
    let event = event(&presets(template, BEGIN));
    let until = BEGIN - i64::from(ANNOUNCE_DAYS) * dates::DAY_MINUTES - NOTICE_HOURS * 60;
    assert!(warnings(&event, until - 1).contains(&Warning::NoticeDue { until }));
}

#[test]
fn what_is_late_already_is_due_today() {
    let template = template_of("stadtfest").unwrap();
    let today = dates::split(BEGIN).0 - 5;
    let steps = steps(template, dates::split(BEGIN).0, today);
    assert!(steps.iter().all(|(_, due)| *due >= today));
    assert_eq!(steps[0].1, today);
}

#[test]
fn forty_eight_hours_are_counted_to_the_minute() {
    let with = |given: i64| {
        event(&[
            set("beginn", Value::DateTime(BEGIN)),
            set("ende", Value::DateTime(BEGIN + 60)),
            set("versammlungsanzeige", text_value("liegt_vor")),
            set("angezeigt_am", Value::DateTime(given)),
            set("bekanntgabe_am", Value::DateTime(BEGIN - 20_000)),
        ])
    };
    let late =
        |given| warnings(&with(given), BEGIN - 30_000).contains(&Warning::NoticeLate { hours: 47 });
    assert!(!late(BEGIN - 20_000 - NOTICE_HOURS * 60));
    assert!(late(BEGIN - 20_000 - NOTICE_HOURS * 60 + 1));
}

#[test]
fn a_plan_in_the_past_open_permits_and_an_unchecked_logo_are_named() {
    let event = event(&[
        set("beginn", Value::DateTime(BEGIN)),
        set("sondernutzung", text_value("beantragt")),
        set("freigabe", Value::Bool(true)),
    ]);
    let far = warnings(&event, BEGIN - 8 * dates::DAY_MINUTES);
    assert_eq!(far, [Warning::NoEnd, Warning::FundingUnchecked]);
    let near = warnings(&event, BEGIN - dates::DAY_MINUTES);
    let field = number(&VERANSTALTUNG, "sondernutzung");
    assert_eq!(
        near,
        [
            Warning::PermitOpen { field },
            Warning::NoEnd,
            Warning::NoEmergencyContact,
            Warning::FundingUnchecked
        ]
    );
    assert_eq!(warnings(&event, BEGIN + 1)[0], Warning::Past);
}

#[test]
fn an_event_that_runs_is_not_in_the_past() {
    let end = BEGIN + 60;
    let event = event(&[
        set("beginn", Value::DateTime(BEGIN)),
        set("ende", Value::DateTime(end)),
    ]);
    assert!(!warnings(&event, end).contains(&Warning::Past));
    assert!(warnings(&event, end + 1).contains(&Warning::Past));
}

#[test]
fn a_copy_keeps_the_plan_and_forgets_what_was_granted_and_learned() {
    let last = event(&[
        set("titel", text_value("Stadtfest")),
        set("beginn", Value::DateTime(BEGIN)),
        set("ende", Value::DateTime(BEGIN + 420)),
        set("status", text_value("nachbereitet")),
        set("sondernutzung", text_value("liegt_vor")),
        set("gema", text_value("nicht_noetig")),
        set("lief", text_value("Der Chor")),
        set("material", text_value("Bauhof: vier Bänke")),
        Edit::Put {
            field: number(&VERANSTALTUNG, "zielgruppen"),
            element: element("alle"),
            value: text_value("alle"),
        },
    ]);
    let copied = event(&copy(&last, next_year(BEGIN)));
    let value = |key: &str| copied.value(number(&VERANSTALTUNG, key)).cloned();
    assert_eq!(value("titel"), Some(text_value("Stadtfest")));
    assert_eq!(
        value("beginn"),
        Some(Value::DateTime(BEGIN + 364 * dates::DAY_MINUTES))
    );
    assert_eq!(
        value("ende"),
        Some(Value::DateTime(BEGIN + 364 * dates::DAY_MINUTES + 420))
    );
    assert_eq!(value("sondernutzung"), Some(text_value("offen")));
    assert_eq!(value("gema"), Some(text_value("nicht_noetig")));
    assert_eq!(value("material"), Some(text_value("Bauhof: vier Bänke")));
    assert_eq!((value("lief"), value("status")), (None, None));
    assert_eq!(
        copied.elements(number(&VERANSTALTUNG, "zielgruppen")).len(),
        1
    );
    let weekday = |minutes: i64| dates::weekday(dates::split(minutes).0);
    assert_eq!(weekday(next_year(BEGIN)), weekday(BEGIN));
}
