use super::*;
use crate::ids::RecordId;
use crate::records::build::{COUNT, LINE, NOTE, field, state};
use crate::records::{
    AKTEUR, AUFGABE, BEGLEITUNG, Choice, FIELD, KOMMUNE, Past, Phase, RECORD, VERANSTALTUNG,
    WIRKUNGSBEOBACHTUNG, choice,
};
use crate::text::text;

const LABEL: crate::text::Text = text("Feld", "Field");

fn words(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn code(kind: FieldKind, value: Value) -> Option<Code> {
    validate_field(&field(1, "feld", LABEL, kind), &[&value])
}

#[test]
fn text_beyond_the_limit_is_named_with_both_numbers() {
    assert_eq!(code(LINE, words(&"ä".repeat(200))), None);
    assert_eq!(
        code(LINE, words(&"ä".repeat(201))),
        Some(Code::TooLong {
            chars: 201,
            chars_max: 200
        })
    );
    assert_eq!(
        code(NOTE, words(&"x".repeat(4001))),
        Some(Code::TooLong {
            chars: 4001,
            chars_max: 4000
        })
    );
}

#[test]
fn counts_below_zero_and_beyond_the_greatest_are_named() {
    assert_eq!(code(COUNT, Value::Int(0)), None);
    assert_eq!(code(COUNT, Value::Int(-1)), Some(Code::BelowMin { min: 0 }));
    assert_eq!(
        code(COUNT, Value::Int(1_000_001)),
        Some(Code::AboveMax { max: 1_000_000 })
    );
    assert_eq!(
        code(FieldKind::Money, Value::Int(-5)),
        Some(Code::BelowMin { min: 0 })
    );
    assert_eq!(
        code(FieldKind::Counter, Value::Int(-5)),
        Some(Code::BelowMin { min: 0 })
    );
}

#[test]
fn a_municipality_key_is_judged_step_by_step() {
    for (text, expected) in [
        ("14625020", None),
        (" 14625020 ", None),
        ("1462502", Some(Code::AgsLength { digits: 7 })),
        ("146250200", Some(Code::AgsLength { digits: 9 })),
        ("1462502O", Some(Code::AgsDigits)),
        ("12060052", Some(Code::AgsNotSaxony)),
        ("14999999", Some(Code::AgsUnknown)),
    ] {
        assert_eq!(code(FieldKind::Ags, words(text)), expected, "{text}");
    }
}

#[test]
fn contacts_are_judged_without_being_fussy() {
    for good in [
        "110",
        "0351 855-2223",
        "+49 351 8552223",
        "0800/300 99 44",
        "(03591) 534-0",
    ] {
        assert_eq!(code(FieldKind::Phone, words(good)), None, "{good}");
    }
    for bad in ["12", "Rathaus", "0351x", "+49+351", "123456789012345678"] {
        assert_eq!(
            code(FieldKind::Phone, words(bad)),
            Some(Code::Phone),
            "{bad}"
        );
    }
    for good in ["info@example.org", "a.b+c@sub.example.de"] {
        assert_eq!(code(FieldKind::Email, words(good)), None, "{good}");
    }
    for bad in [
        "info",
        "info@",
        "@example.org",
        "a@b",
        "a b@example.org",
        "a@b@example.org",
        "a@x..de",
    ] {
        assert_eq!(
            code(FieldKind::Email, words(bad)),
            Some(Code::Email),
            "{bad}"
        );
    }
    for good in ["https://example.org", "https://example.org/a?b=c#d"] {
        assert_eq!(code(FieldKind::Url, words(good)), None, "{good}");
    }
    for bad in [
        "example.org",
        "http://example.org",
        "javascript:alert(1)",
        "https://",
        "https://localhost",
        "https://good.example@evil.example/",
        "https://example.org/ x",
        "data:text/html,x",
    ] {
        assert_eq!(code(FieldKind::Url, words(bad)), Some(Code::Url), "{bad}");
    }
}

#[test]
fn required_means_filled_with_more_than_spaces() {
    let required = field(1, "feld", LABEL, LINE).required();
    assert_eq!(validate_field(&required, &[]), Some(Code::Missing));
    assert_eq!(
        validate_field(&required, &[&words("  \n ")]),
        Some(Code::Missing)
    );
    assert_eq!(
        validate_field(&required, &[&Value::Null]),
        Some(Code::Missing)
    );
    assert_eq!(validate_field(&required, &[&words("x")]), None);
}

#[test]
fn more_choices_than_allowed_are_counted_once_each() {
    let aims = VERANSTALTUNG.field_by_key("handlungsziele").unwrap();
    let chosen: Vec<_> = [
        "engagement",
        "vernetzung",
        "toleranzfoerderung",
        "demokratievermittlung",
        "vernetzung",
    ]
    .map(words)
    .into();
    let four: Vec<_> = chosen.iter().collect();
    assert_eq!(
        validate_field(aims, &four),
        Some(Code::TooMany {
            count: 4,
            count_max: 3
        })
    );
    assert_eq!(validate_field(aims, &four[..3]), None);
}

#[test]
fn what_this_version_does_not_know_is_named_but_a_newer_value_stays() {
    static CHOICES: &[Choice] = &[choice("a", "A", "A")];
    let kind = FieldKind::Choice { choices: CHOICES };
    assert_eq!(code(kind, words("b")), Some(Code::UnknownChoice));
    assert_eq!(code(kind, Value::Unknown(vec![0xf7])), None);
    assert_eq!(code(kind, Value::Int(1)), Some(Code::WrongSort));
    assert_eq!(
        code(FieldKind::Link { to: "akteur" }, words("x")),
        Some(Code::WrongSort)
    );
    assert_eq!(
        code(
            FieldKind::Link { to: "akteur" },
            Value::Link(RecordId([1; 16]))
        ),
        None
    );
}

#[test]
fn an_event_that_ends_before_it_begins_is_named_at_its_end() {
    let values = |begin, end| {
        vec![
            (1, words("Stadtfest")),
            (2, Value::DateTime(begin)),
            (3, Value::DateTime(end)),
        ]
    };
    let begin = dates::join(dates::day_number(2026, 9, 12).unwrap(), 13 * 60);
    assert!(validate(&VERANSTALTUNG, &values(begin, begin)).is_empty());
    assert!(validate(&VERANSTALTUNG, &values(begin, begin + 60)).is_empty());
    assert_eq!(
        validate(&VERANSTALTUNG, &values(begin, begin - 1)),
        [Violation {
            field: 3,
            code: Code::BeforeOther { other: 2 }
        }]
    );
}

#[test]
fn a_day_without_time_is_the_whole_day() {
    assert!(!precedes((5, None), (5, Some(600))));
    assert!(!precedes((5, Some(600)), (5, None)));
    assert!(precedes((4, None), (5, Some(0))));
    assert!(precedes((5, Some(0)), (5, Some(1))));
}

#[test]
fn a_year_of_accompaniment_less_one_day_is_advice_not_refusal() {
    static DEF: RecordDef = RecordDef {
        fields: &[
            field(1, "von", LABEL, FieldKind::Date),
            field(2, "bis", LABEL, FieldKind::Date),
        ],
        rules: &[Rule::MonthsAtLeast {
            from: "von",
            to: "bis",
            months: 12,
        }],
        ..RECORD
    };
    let begin = dates::day_number(2026, 3, 1).unwrap();
    let values = |end| vec![(1, Value::Date(begin)), (2, Value::Date(end))];
    let end = dates::day_number(2027, 2, 28).unwrap();
    assert!(validate(&DEF, &values(end)).is_empty());
    let short = validate(&DEF, &values(end - 1));
    assert_eq!(
        short,
        [Violation {
            field: 2,
            code: Code::ShortSpan {
                other: 1,
                months: 12
            }
        }]
    );
    assert!(short.iter().all(|violation| !violation.is_blocking()));
}

#[test]
fn what_was_lies_today_at_the_latest_and_a_plan_only_until_it_is_begun() {
    const TODAY: i32 = 20_783;
    let observed = WIRKUNGSBEOBACHTUNG.field_by_key("datum").unwrap();
    let begins = BEGLEITUNG.field_by_key("beginn").unwrap();
    let planned = BEGLEITUNG.field_by_key("ende_geplant").unwrap();
    let phase = BEGLEITUNG.state.unwrap();
    for (def, field, state, day, expected) in [
        (&WIRKUNGSBEOBACHTUNG, observed, None, TODAY - 1, None),
        (&WIRKUNGSBEOBACHTUNG, observed, None, TODAY, None),
        (
            &WIRKUNGSBEOBACHTUNG,
            observed,
            None,
            TODAY + 1,
            Some(Code::Ahead),
        ),
        (&BEGLEITUNG, begins, None, TODAY + 1, None),
        (&BEGLEITUNG, begins, Some("kontakt"), TODAY + 1, None),
        (&BEGLEITUNG, begins, Some("auftrag"), TODAY, None),
        (
            &BEGLEITUNG,
            begins,
            Some("auftrag"),
            TODAY + 1,
            Some(Code::Ahead),
        ),
        (
            &BEGLEITUNG,
            begins,
            Some("abschluss"),
            TODAY + 1,
            Some(Code::Ahead),
        ),
        (
            &BEGLEITUNG,
            begins,
            Some("ruhend"),
            TODAY + 1,
            Some(Code::Ahead),
        ),
        // A state of a newer version says nothing.
        (&BEGLEITUNG, begins, Some("neuer_stand"), TODAY + 1, None),
        (&BEGLEITUNG, planned, Some("umsetzung"), TODAY + 1, None),
    ] {
        let mut values = vec![(field.id, Value::Date(day))];
        values.extend(state.map(|key| (phase, words(key))));
        let found = validate_past(def, field, &values, TODAY);
        assert_eq!(found, expected, "{} {state:?} {}", field.key, day - TODAY);
        // What is there already is no fault of whoever opens it.
        assert!(
            validate(def, &values)
                .iter()
                .all(|it| it.code != Code::Ahead)
        );
    }
    // The last minute of today is today.
    let last = [(1, Value::DateTime(i64::from(TODAY) * 1_440 + 1_439))];
    let next = [(1, Value::DateTime(i64::from(TODAY + 1) * 1_440))];
    let when = field(1, "wann", LABEL, FieldKind::DateTime).past(Past::Was);
    assert_eq!(validate_past(&RECORD, &when, &last, TODAY), None);
    assert_eq!(
        validate_past(&RECORD, &when, &next, TODAY),
        Some(Code::Ahead)
    );
}

#[test]
fn a_hidden_field_is_not_judged_and_a_shown_one_is() {
    let mut values = vec![(1, words("Stadtfest")), (2, Value::DateTime(600))];
    assert!(validate(&VERANSTALTUNG, &values).is_empty());
    values.push((6, words("abgesagt")));
    assert_eq!(
        validate(&VERANSTALTUNG, &values),
        [Violation {
            field: 7,
            code: Code::Missing
        }]
    );
    values.push((7, words("wetter")));
    assert!(validate(&VERANSTALTUNG, &values).is_empty());
}

#[test]
fn visibility_follows_choices_sets_and_yes_or_no() {
    let town = |values: &[(u16, Value)], key: &str| {
        is_asked(&KOMMUNE, KOMMUNE.field_by_key(key).unwrap(), values)
    };
    assert!(!town(&[], "name_hsb"));
    assert!(!town(&[(12, Value::Bool(false))], "name_hsb"));
    assert!(town(&[(12, Value::Bool(true))], "name_hsb"));
    assert!(town(
        &[(17, words("pfd")), (17, words("kpr_asskomm"))],
        "asskomm_stufe"
    ));
    let retired = crate::records::FieldDef {
        retired: true,
        ..FIELD
    };
    assert!(!is_asked(&AUFGABE, &retired, &[]));
    assert!(is_asked(
        &AKTEUR,
        AKTEUR.field_by_key("bereich_kirche").unwrap(),
        &[(2, words("kirche"))]
    ));
}

#[test]
fn steps_follow_the_workflow_and_never_trap_a_record() {
    let states = [
        state("a", "A", "A", Phase::Open, &["b"]),
        state("b", "B", "B", Phase::Done, &["a"]),
        state("c", "C", "C", Phase::Stopped, &[]),
    ];
    assert!(is_step(&states, None, "a"));
    assert!(is_step(&states, Some("a"), "b"));
    assert!(is_step(&states, Some("c"), "c"));
    assert!(!is_step(&states, Some("a"), "c"));
    assert!(!is_step(&states, Some("a"), "d"));
    assert!(is_step(&states, Some("newer"), "a"));
    let status = VERANSTALTUNG.field_by_key("status").unwrap();
    assert_eq!(
        validate_step(status, Some("idee"), "berichtet"),
        Some(Code::Step)
    );
    assert_eq!(validate_step(status, Some("geplant"), "laeuft"), None);
}

#[test]
fn a_counter_entry_needs_an_amount_and_a_reason_and_leaves_no_negative_count() {
    assert_eq!(validate_correction(10, -3, "Gruppe doppelt"), None);
    assert_eq!(
        validate_correction(10, 0, "Gruppe doppelt"),
        Some(Code::CorrectionEmpty)
    );
    assert_eq!(
        validate_correction(10, -3, " "),
        Some(Code::CorrectionReason)
    );
    assert_eq!(
        validate_correction(2, -3, "x"),
        Some(Code::CountBelowZero { total: -1 })
    );
    assert_eq!(
        validate_correction(0, i64::MIN, "x"),
        Some(Code::AboveMax {
            max: CORRECTION_MAX
        })
    );
}

#[test]
fn violations_come_in_the_order_of_the_form() {
    let found = validate(
        &VERANSTALTUNG,
        &[
            (33, Value::Int(-1)),
            (4, words(&"x".repeat(500))),
            (3, Value::DateTime(0)),
            (2, Value::DateTime(1)),
        ],
    );
    let fields: Vec<_> = found.iter().map(|violation| violation.field).collect();
    assert_eq!(fields, [1, 3, 4, 33]);
}

#[test]
fn days_far_from_any_calendar_are_named() {
    for days in [
        i32::MIN,
        i32::MAX,
        dates::day_number(1900, 1, 1).unwrap() - 1,
    ] {
        assert_eq!(
            code(FieldKind::Date, Value::Date(days)),
            Some(Code::YearOutside)
        );
    }
}
