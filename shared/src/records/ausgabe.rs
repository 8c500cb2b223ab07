//! R29 Herausgabe: what left the app as a file, when, how much of it. Who it was stands in the history, as of every record.

use super::build::{COUNT, LINE, field};
use super::common::DELETE_FROM;
use super::field::{Choice, FieldKind, Part, RECORD, RecordDef, choice};
use crate::text::text;

/// R29: a file that left the app. The app writes it by itself.
pub static AUSGABE: RecordDef = RecordDef {
    id: 29,
    key: "ausgabe",
    name: text("Herausgabe", "Hand-out"),
    names: text("Herausgegeben", "Handed out"),
    add: text("Herausgabe nachtragen", "Add a hand-out"),
    empty: (
        text("Nichts herausgegeben", "Nothing handed out"),
        text(
            "Was als Datei die App verlässt, steht dann hier.",
            "What leaves the app as a file is noted here.",
        ),
    ),
    icon: "save",
    part: Part::Minutes,
    sections: &[text("Herausgabe", "Hand-out")],
    fields: &[
        field(1, "was", text("Was", "What"), LINE)
            .required()
            .search(3),
        field(
            2,
            "format",
            text("Als", "As"),
            FieldKind::Choice { choices: FORMATS },
        ),
        field(3, "anzahl", text("Einträge", "Entries"), COUNT),
        field(4, "am", text("Wann", "When"), FieldKind::DateTime),
        field(5, "zweck", text("Wofür", "What for"), LINE).no_names(),
        DELETE_FROM,
    ],
    title: 1,
    summary: &[2, 3, 4],
    order: 4,
    ..RECORD
};

const FORMATS: &[Choice] = &[
    choice("csv", "Tabelle", "table"),
    choice("json", "Daten", "data"),
    choice("vcard", "Kontakte", "contacts"),
    choice("papier", "Ausdruck", "print"),
];
