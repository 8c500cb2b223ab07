//! Part of R18: what a town needs, matched with offers.

use super::build::{NOTE, field};
use super::field::{FieldKind, Part, RECORD, RecordDef, SpaceKind};
use super::taxonomy::CHALLENGES;
use crate::text::text;

/// Part of R18: a need of a municipality.
pub(super) static BEDARF: RecordDef = RecordDef {
    id: 1181,
    key: "bedarf",
    name: text("Bedarf", "Need"),
    names: text("Bedarfe", "Needs"),
    add: text("Neuer Bedarf", "New need"),
    empty: (
        text("Noch kein Bedarf", "No need yet"),
        text(
            "In einem Satz sagen, was fehlt.",
            "Say in one sentence what is missing.",
        ),
    ),
    home: SpaceKind::Network,
    icon: "question",
    part: Part::Network,
    sections: &[
        text("Bedarf", "Need"),
        text("Was daraus wird", "What becomes of it"),
    ],
    fields: &[
        field(
            1,
            "treffen",
            text("Netzwerktreffen", "Network meeting"),
            FieldKind::Link {
                to: "netzwerktreffen",
            },
        ),
        field(
            2,
            "kommune",
            text("Kommune", "Municipality"),
            FieldKind::Link { to: "kommune" },
        ),
        field(
            3,
            "herausforderung",
            text("Herausforderung", "Challenge"),
            FieldKind::Choice {
                choices: CHALLENGES,
            },
        ),
        field(
            4,
            "text",
            text("Was wird gebraucht?", "What is needed?"),
            NOTE,
        )
        .required()
        .search(3)
        .no_names(),
        field(
            10,
            "angebote",
            text("Passende Angebote", "Fitting offers"),
            FieldKind::Links { to: "angebot" },
        )
        .section(1),
        field(11, "verabredung", text("Verabredung", "Agreement"), NOTE)
            .section(1)
            .no_names(),
    ],
    title: 4,
    summary: &[2, 3],
    order: 3,
    parent: Some(1),
    ..RECORD
};
