//! R14b Beratungskontakt: one contact of a case, written in the car afterwards. Key words, no sentences about people.

use super::beratungsfall::CONTACT_SERVICES;
use super::build::{LINE, field};
use super::field::{Choice, FieldKind, Part, RECORD, RecordDef, SpaceKind, choice};
use crate::text::text;

/// R14b: a contact of a counselling case.
pub(super) static BERATUNGSKONTAKT: RecordDef = RecordDef {
    id: 142,
    key: "beratungskontakt",
    name: text("Beratungskontakt", "Counselling contact"),
    names: text("Beratungskontakte", "Counselling contacts"),
    add: text("Neuer Beratungskontakt", "New counselling contact"),
    empty: (
        text("Noch kein Kontakt", "No contact yet"),
        text(
            "Tag, Form und ein paar Stichworte genügen.",
            "Day, form and a few key words are enough.",
        ),
    ),
    home: SpaceKind::Case,
    icon: "phone",
    part: Part::Counselling,
    sections: &[text("Kontakt", "Contact")],
    fields: &[
        field(
            1,
            "fall",
            text("Beratungsfall", "Counselling case"),
            FieldKind::Link {
                to: "beratungsfall",
            },
        )
        .required(),
        field(2, "datum", text("Datum", "Date"), FieldKind::Date).required(),
        field(
            3,
            "form",
            text("Form", "Form"),
            FieldKind::Choice { choices: FORMS },
        ),
        field(
            4,
            "dauer",
            text("Dauer", "Duration"),
            FieldKind::Number {
                min: 0,
                max: 96,
                unit: Some(text("Viertelstunden", "quarters of an hour")),
            },
        )
        .hint(
            "In Schritten von 15 Minuten: 4 ist eine Stunde.",
            "In steps of 15 minutes: 4 is one hour.",
        ),
        field(
            5,
            "leistung",
            text("Leistung", "Service"),
            FieldKind::Choice {
                choices: CONTACT_SERVICES,
            },
        ),
        field(
            6,
            "stichworte",
            text("Stichworte", "Key words"),
            FieldKind::LongText { chars_max: 1000 },
        )
        .hint("Keine Namen, kein Wortlaut.", "No names, no verbatim.")
        .search(3)
        .no_names()
        .kept_inside(),
        field(
            7,
            "naechster_schritt",
            text("Nächster Schritt", "Next step"),
            LINE,
        )
        .no_names()
        .kept_inside(),
    ],
    title: 6,
    summary: &[2, 3, 5],
    order: 2,
    parent: Some(1),
    ..RECORD
};

const FORMS: &[Choice] = &[
    choice("vor_ort", "vor Ort", "on site"),
    choice("telefon", "Telefon", "telephone"),
    choice("video", "Video", "video"),
];
