//! A kind that stands in no list: for tests that show that a definition is all a kind needs. [`add`] does for one test what the
//! line in [`ALL`](super::ALL) does for a kind.

use super::build::{LINE, field, state};
use super::field::{FieldKind, Phase, RECORD, RecordDef, StateDef};
use crate::text::text;
use core::sync::atomic::{AtomicBool, Ordering};

static ADDED: AtomicBool = AtomicBool::new(false);

/// Adds the kind to those that are found by key and number, until the process ends.
pub fn add() {
    ADDED.store(true, Ordering::Relaxed);
}

/// Returns the kind once it was added.
pub(super) fn added() -> Option<&'static RecordDef> {
    ADDED.load(Ordering::Relaxed).then_some(&TRIAL)
}

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
