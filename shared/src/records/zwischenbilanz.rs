//! Part of R2: the review after 3, 6, 9 and 12 months. Written once, then only read.

use super::build::{NOTE, field};
use super::field::{Choice, FieldKind, Part, Past, RECORD, RecordDef, choice};
use crate::text::text;

/// Part of R2: an interim review.
pub static ZWISCHENBILANZ: RecordDef = RecordDef {
    id: 1021,
    key: "zwischenbilanz",
    name: text("Zwischenbilanz", "Interim review"),
    names: text("Zwischenbilanzen", "Interim reviews"),
    add: text("Neue Zwischenbilanz", "New interim review"),
    empty: (
        text("Noch keine Zwischenbilanz", "No interim review yet"),
        text(
            "Die erste ist nach drei Monaten dran.",
            "The first is due after three months.",
        ),
    ),
    icon: "report",
    part: Part::Accompaniment,
    sections: &[text("Zwischenbilanz", "Interim review")],
    fields: &[
        field(
            1,
            "begleitung",
            text("Begleitung", "Accompaniment"),
            FieldKind::Link { to: "begleitung" },
        )
        .required(),
        field(
            2,
            "monat",
            text("Zeitpunkt", "Time"),
            FieldKind::Choice { choices: MONTHS },
        )
        .required(),
        field(3, "datum", text("Gehalten am", "Held on"), FieldKind::Date).past(Past::Was),
        field(4, "erreicht", text("Erreicht", "Achieved"), NOTE).no_names(),
        field(5, "offen", text("Noch offen", "Still open"), NOTE).no_names(),
        field(
            6,
            "geaendert",
            text("Was sich ändern soll", "What is to change"),
            NOTE,
        )
        .no_names(),
    ],
    title: 2,
    summary: &[3],
    order: 3,
    parent: Some(1),
    same: &[2],
    ..RECORD
};

const MONTHS: &[Choice] = &[
    choice("3", "nach 3 Monaten", "after 3 months"),
    choice("6", "nach 6 Monaten", "after 6 months"),
    choice("9", "nach 9 Monaten", "after 9 months"),
    choice("12", "nach 12 Monaten", "after 12 months"),
];
