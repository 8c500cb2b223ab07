//! R20 Baustein: a format that worked and can be taken over: steps, costs, templates, what helps and what trips.

use super::build::{COUNT, LINE, NOTE, field, state};
use super::common::{DELETE_FROM, FILES, ORIGIN, SOURCE};
use super::field::{FieldDef, FieldKind, Part, Phase, RECORD, RecordDef, SpaceKind, StateDef};
use super::taxonomy::{CHALLENGES, SIZES};
use crate::text::text;

/// R20: a transferable format.
pub static BAUSTEIN: RecordDef = RecordDef {
    id: 20,
    key: "baustein",
    name: text("Baustein", "Building block"),
    names: text("Bausteine", "Building blocks"),
    add: text("Neuer Baustein", "New building block"),
    empty: (
        text("Noch kein Baustein", "No building block yet"),
        text(
            "Was hat geklappt und lässt sich woanders wiederholen?",
            "What worked and can be repeated elsewhere?",
        ),
    ),
    home: SpaceKind::Network,
    icon: "stone",
    part: Part::Network,
    sections: &[
        text("Das Wichtigste", "Essentials"),
        text("Aufwand", "Effort"),
        text("So geht es", "How it works"),
        text("Erfahrung", "Experience"),
        ORIGIN,
    ],
    fields: &[
        field(1, "titel", text("Titel", "Title"), LINE)
            .no_names()
            .required()
            .search(3),
        field(
            2,
            "kurzbeschreibung",
            text("Kurzbeschreibung", "Short description"),
            FieldKind::LongText { chars_max: 600 },
        )
        .search(2)
        .no_names(),
        field(
            3,
            "herausforderungen",
            text("Hilft bei", "Helps with"),
            FieldKind::Choices {
                choices: CHALLENGES,
                count_max: 0,
            },
        ),
        field(4, "format", text("Format", "Format"), LINE).no_names(),
        field(
            5,
            "ortsgroesse",
            text("Erprobt in Orten mit", "Tried in towns of"),
            FieldKind::Choices {
                choices: SIZES,
                count_max: 0,
            },
        )
        .search(0),
        field(
            6,
            "status",
            text("Stand", "Status"),
            FieldKind::State { states: STATES },
        ),
        field(
            10,
            "vorlauf",
            text("Vorlauf", "Lead time"),
            FieldKind::Number {
                min: 0,
                max: 104,
                unit: Some(text("Wochen", "weeks")),
            },
        )
        .section(1),
        field(11, "personal", text("Personal", "People needed"), LINE)
            .no_names()
            .section(1),
        field(12, "kosten", text("Kosten", "Costs"), FieldKind::Money).section(1),
        field(20, "schritte", text("Schritte", "Steps"), NOTE)
            .hint("Ein Schritt je Zeile.", "One step per line.")
            .section(2)
            .no_names(),
        field(
            21,
            "material",
            text("Material und Vorlagen", "Material and templates"),
            NOTE,
        )
        .section(2)
        .no_names(),
        field(
            30,
            "gelingensbedingungen",
            text("Damit es gelingt", "What makes it work"),
            NOTE,
        )
        .section(3)
        .no_names(),
        field(
            31,
            "stolpersteine",
            text("Stolpersteine", "Stumbling blocks"),
            NOTE,
        )
        .section(3)
        .no_names(),
        field(32, "wirkung", text("Wirkung", "Effect"), NOTE)
            .section(3)
            .no_names(),
        field(
            33,
            "getestet_zahl",
            text(
                "Getestet in so vielen Kommunen",
                "Tried in so many municipalities",
            ),
            COUNT,
        )
        .section(3),
        field(
            34,
            "getestet_in",
            text("Getestet in", "Tried in"),
            FieldKind::Links { to: "kommune" },
        )
        .section(3),
        field(
            35,
            "ansprechbar",
            text("Ansprechbar (Funktion)", "Can be asked (function)"),
            LINE,
        )
        .section(3)
        .no_names(),
        FieldDef {
            section: 4,
            ..SOURCE
        },
        FieldDef {
            section: 4,
            ..DELETE_FROM
        },
        FILES,
    ],
    title: 1,
    summary: &[3, 6],
    state: Some(6),
    order: 1,
    ..RECORD
};

const STATES: &[StateDef] = &[
    state(
        "vorschlag",
        "Vorschlag",
        "proposal",
        Phase::Open,
        &["redaktion"],
    ),
    state(
        "redaktion",
        "Redaktion",
        "being edited",
        Phase::Running,
        &["erprobt", "vorschlag"],
    ),
    state(
        "erprobt",
        "erprobt",
        "tried",
        Phase::Running,
        &["veroeffentlicht", "redaktion"],
    ),
    state(
        "veroeffentlicht",
        "veröffentlicht",
        "published",
        Phase::Done,
        &["ueberarbeiten"],
    ),
    state(
        "ueberarbeiten",
        "überarbeiten",
        "to be revised",
        Phase::Running,
        &["redaktion", "veroeffentlicht"],
    ),
];
