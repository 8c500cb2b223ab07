//! A kind that stands in no list: for tests that show that a definition is all a kind needs.

use super::build::{LINE, field, state};
use super::field::{FieldKind, Phase, RECORD, RecordDef, StateDef};
use crate::text::text;

/// The kind.
pub static TRIAL: RecordDef = RecordDef {
    id: 60_001,
    key: "probe",
    name: text("Probe", "Trial"),
    names: text("Proben", "Trials"),
    add: text("Neue Probe", "New trial"),
    empty: (
        text("Keine Probe", "No trial"),
        text("Eine anlegen.", "Add one."),
    ),
    sections: &[text("Probe", "Trial")],
    fields: &[
        field(1, "titel", text("Titel", "Title"), LINE)
            .required()
            .search(3),
        field(2, "bis", text("Bis", "Due"), FieldKind::Date),
        field(
            3,
            "stand",
            text("Stand", "Status"),
            FieldKind::State { states: STATES },
        ),
    ],
    summary: &[2],
    state: Some(3),
    order: 2,
    due: Some(2),
    ..RECORD
};

const STATES: &[StateDef] = &[
    state("offen", "offen", "open", Phase::Open, &["fertig"]),
    state("fertig", "fertig", "done", Phase::Done, &["offen"]),
];
