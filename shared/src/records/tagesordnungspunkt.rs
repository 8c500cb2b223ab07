//! Part of R13: one point of the agenda with what was said, in main points.

use super::build::{LINE, NOTE, field};
use super::field::{FieldKind, MergePolicy, Part, RECORD, RecordDef};
use crate::text::text;

/// Part of R13: a point of the agenda.
pub static TAGESORDNUNGSPUNKT: RecordDef = RecordDef {
    id: 1131,
    key: "tagesordnungspunkt",
    name: text("Tagesordnungspunkt", "Agenda point"),
    names: text("Tagesordnung", "Agenda"),
    add: text("Neuer Punkt", "New point"),
    empty: (
        text("Noch keine Tagesordnung", "No agenda yet"),
        text(
            "Der erste Punkt ist meist die Begrüßung.",
            "The first point is mostly the welcome.",
        ),
    ),
    icon: "agenda",
    part: Part::Minutes,
    sections: &[text("Tagesordnungspunkt", "Agenda point")],
    fields: &[
        field(
            1,
            "protokoll",
            text("Protokoll", "Minutes"),
            FieldKind::Link { to: "protokoll" },
        )
        .required(),
        super::FieldDef {
            merge: MergePolicy::Lww,
            ..field(
                2,
                "reihenfolge",
                text("Reihenfolge", "Order"),
                FieldKind::Number {
                    min: 1,
                    max: 999,
                    unit: None,
                },
            )
        },
        field(3, "titel", text("Punkt", "Point"), LINE)
            .required()
            .search(3),
        field(4, "kernpunkte", text("Kernpunkte", "Main points"), NOTE).no_names(),
        field(
            5,
            "dauer",
            text("Dauer", "Duration"),
            FieldKind::Number {
                min: 0,
                max: 600,
                unit: Some(text("Minuten", "minutes")),
            },
        ),
        field(
            6,
            "begonnen_um",
            text("Begonnen um", "Begun at"),
            FieldKind::DateTime,
        ),
        field(
            7,
            "beendet_um",
            text("Beendet um", "Ended at"),
            FieldKind::DateTime,
        ),
    ],
    title: 3,
    summary: &[5],
    order: 2,
    parent: Some(1),
    ..RECORD
};
