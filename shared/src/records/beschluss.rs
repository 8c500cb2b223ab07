//! Beschluss (part of R13): what was decided and how.

use super::build::{NOTE, field};
use super::common::FILES;
use super::field::{Choice, FieldKind, Part, RECORD, RecordDef, choice};
use crate::text::text;

/// R13, second part: a resolution.
pub static BESCHLUSS: RecordDef = RecordDef {
    id: 132,
    key: "beschluss",
    name: text("Beschluss", "Resolution"),
    names: text("Beschlüsse", "Resolutions"),
    add: text("Neuer Beschluss", "New resolution"),
    empty: (
        text("Noch kein Beschluss", "No resolution yet"),
        text(
            "Ein Satz, wie er gelten soll.",
            "One sentence, as it shall hold.",
        ),
    ),
    icon: "decision",
    part: Part::Minutes,
    sections: &[text("Beschluss", "Resolution")],
    fields: &[
        field(
            1,
            "protokoll",
            text("Protokoll", "Minutes"),
            FieldKind::Link { to: "protokoll" },
        )
        .required(),
        field(2, "text", text("Wortlaut", "Wording"), NOTE)
            .required()
            .search(3)
            .no_names(),
        field(
            3,
            "art",
            text("Entschieden", "Decided"),
            FieldKind::Choice { choices: WAYS },
        )
        .required(),
        field(
            4,
            "punkt",
            text("Tagesordnungspunkt", "Agenda point"),
            FieldKind::Link {
                to: "tagesordnungspunkt",
            },
        ),
        field(5, "datum", text("Datum", "Date"), FieldKind::Date),
        FILES,
    ],
    title: 2,
    summary: &[3, 5],
    order: 5,
    parent: Some(1),
    ..RECORD
};

const WAYS: &[Choice] = &[
    choice("konsens", "im Konsens", "by consensus"),
    choice("mehrheit", "mit Mehrheit", "by majority"),
    choice("vertagt", "vertagt", "adjourned"),
];
