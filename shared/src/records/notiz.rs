//! Notiz: what was jotted down in a hurry, until somebody has the time to put it where it belongs.

use super::build::{field, state};
use super::common::{DELETE_FROM, FILES, ORIGIN};
use super::field::{Choice, FieldDef, FieldKind, Part, Phase, RECORD, RecordDef, StateDef, choice};
use crate::text::text;

/// An entry of the inbox.
pub static NOTIZ: RecordDef = RecordDef {
    id: 2001,
    key: "notiz",
    name: text("Notiz", "Note"),
    names: text("Eingang", "Inbox"),
    add: text("Neue Notiz", "New note"),
    empty: (
        text("Alles einsortiert", "Everything is sorted"),
        text(
            "Unterwegs festhalten, später am Tisch einsortieren.",
            "Jot down on the way, sort at the desk later.",
        ),
    ),
    icon: "inbox",
    part: Part::Minutes,
    sections: &[text("Notiz", "Note"), ORIGIN],
    fields: &[
        field(
            1,
            "text",
            text("Was war?", "What was it?"),
            FieldKind::LongText { chars_max: 2000 },
        )
        .hint(
            "Stichworte genügen. Vertrauliches gehört nicht hierher.",
            "Keywords are enough. Nothing confidential here.",
        )
        .required()
        .no_names()
        .search(3),
        field(
            2,
            "art",
            text("Art", "Sort"),
            FieldKind::Choice { choices: SORTS },
        ),
        field(3, "am", text("Wann", "When"), FieldKind::Date),
        field(
            4,
            "organisation",
            text("Mit wem? (Organisation)", "With whom? (organisation)"),
            FieldKind::Link { to: "akteur" },
        )
        .when("art", &["kontakt"]),
        field(
            5,
            "veranstaltung",
            text("Veranstaltung", "Event"),
            FieldKind::Link {
                to: "veranstaltung",
            },
        ),
        field(
            6,
            "status",
            text("Stand", "Status"),
            FieldKind::State { states: STATES },
        ),
        FieldDef {
            section: 1,
            ..DELETE_FROM
        },
        FILES,
    ],
    title: 1,
    summary: &[2, 4, 6],
    state: Some(6),
    order: 3,
    sorted: Some("einsortiert"),
    ..RECORD
};

const SORTS: &[Choice] = &[
    choice("notiz", "Notiz", "Note"),
    choice("kontakt", "Kontaktaufnahme", "Contact made"),
    choice("idee", "Idee", "Idea"),
];

const STATES: &[StateDef] = &[
    state(
        "eingang",
        "im Eingang",
        "in the inbox",
        Phase::Open,
        &["einsortiert", "erledigt"],
    ),
    state(
        "einsortiert",
        "einsortiert",
        "sorted",
        Phase::Done,
        &["eingang"],
    ),
    state(
        "erledigt",
        "erledigt, nichts weiter",
        "done, nothing more",
        Phase::Done,
        &["eingang"],
    ),
];
