//! Part of R4: a goal of the pyramid. The guiding goal on top, middle goals below, at the foot goals for action that can be
//! measured.

use super::build::{LINE, NOTE, field};
use super::field::{Choice, FieldKind, Part, RECORD, RecordDef, choice};
use crate::text::text;

/// Part of R4: a goal.
pub static ZIEL: RecordDef = RecordDef {
    id: 1041,
    key: "ziel",
    name: text("Ziel", "Goal"),
    names: text("Ziele", "Goals"),
    add: text("Neues Ziel", "New goal"),
    empty: (
        text("Noch kein Ziel", "No goal yet"),
        text(
            "Oben steht ein Leitziel. Darunter, was dazu gehört.",
            "A guiding goal stands on top. Below it what belongs to it.",
        ),
    ),
    icon: "brick",
    part: Part::Accompaniment,
    sections: &[
        text("Ziel", "Goal"),
        text("Woran es zu sehen ist", "How it shows"),
    ],
    fields: &[
        field(
            3,
            "text",
            text("Ziel", "Goal"),
            FieldKind::LongText { chars_max: 500 },
        )
        .hint(
            "Was dann anders ist, in einem Satz.",
            "What is different then, in one sentence.",
        )
        .required()
        .search(3)
        .no_names(),
        field(5, "termin", text("Bis wann", "By when"), FieldKind::Date),
        field(
            1,
            "strategie",
            text("Strategie", "Strategy"),
            FieldKind::Link { to: "strategie" },
        )
        .required(),
        field(
            2,
            "ebene",
            text("Ebene", "Level"),
            FieldKind::Choice { choices: LEVELS },
        )
        .required(),
        field(
            4,
            "oberziel",
            text("Gehört zu", "Belongs to"),
            FieldKind::Link { to: "ziel" },
        )
        .when("ebene", &["mittlerziel", "handlungsziel"]),
        field(10, "indikator", text("Indikator", "Indicator"), LINE)
            .section(1)
            .when("ebene", &["handlungsziel"]),
        field(
            11,
            "ausgangswert",
            text("Ausgangswert", "Value at the start"),
            LINE,
        )
        .section(1)
        .when("ebene", &["handlungsziel"]),
        field(12, "zielwert", text("Zielwert", "Value aimed at"), LINE)
            .section(1)
            .when("ebene", &["handlungsziel"]),
        field(
            13,
            "nachweis",
            text("Quelle des Werts", "Source of the value"),
            LINE,
        )
        .section(1)
        .when("ebene", &["handlungsziel"]),
        field(
            14,
            "stand",
            text("Was schon zu sehen ist", "What shows already"),
            NOTE,
        )
        .section(1)
        .no_names(),
    ],
    title: 3,
    summary: &[2, 5],
    order: 2,
    due: Some(5),
    parent: Some(1),
    ..RECORD
};

const LEVELS: &[Choice] = &[
    choice("leitziel", "Leitziel", "Guiding goal"),
    choice("mittlerziel", "Mittlerziel", "Middle goal"),
    choice("handlungsziel", "Handlungsziel", "Goal for action"),
];
