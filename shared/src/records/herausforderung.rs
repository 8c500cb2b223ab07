//! Part of R1: one challenge of a municipality with level, trend and day of judgement.
//!
//! One record per municipality and challenge, so that two people can judge different challenges at the same time.

use super::build::field;
use super::field::{Choice, FieldKind, Part, RECORD, RecordDef, SpaceKind, choice};
use super::taxonomy::CHALLENGES;
use crate::text::text;

/// Part of R1: a challenge of a municipality.
pub static HERAUSFORDERUNG: RecordDef = RecordDef {
    id: 1011,
    key: "herausforderung",
    name: text("Herausforderung", "Challenge"),
    names: text("Herausforderungen", "Challenges"),
    add: text("Neue Herausforderung", "New challenge"),
    empty: (
        text("Noch kein Profil", "No profile yet"),
        text(
            "Mit dem anfangen, was am meisten drückt. Danach zeigt die App ähnliche Orte.",
            "Start with what weighs most. Then the app shows similar towns.",
        ),
    ),
    home: SpaceKind::Network,
    icon: "brick",
    part: Part::Network,
    sections: &[text("Herausforderung", "Challenge")],
    fields: &[
        field(
            1,
            "kommune",
            text("Kommune", "Municipality"),
            FieldKind::Link { to: "kommune" },
        )
        .required(),
        field(
            2,
            "herausforderung",
            text("Worum geht es?", "What is it about?"),
            FieldKind::Choice {
                choices: CHALLENGES,
            },
        )
        .required()
        .search(3),
        field(
            3,
            "auspraegung",
            text("Ausprägung", "Level"),
            FieldKind::Choice { choices: LEVELS },
        )
        .hint(
            "Eine Einschätzung. Keine Parteinamen.",
            "A judgement. No party names.",
        ),
        field(
            4,
            "trend",
            text("Trend", "Trend"),
            FieldKind::Choice { choices: TRENDS },
        ),
        field(5, "stand", text("Stand vom", "As of"), FieldKind::Date),
    ],
    title: 2,
    summary: &[3, 4, 5],
    order: 2,
    parent: Some(1),
    same: &[2],
    ..RECORD
};

const LEVELS: &[Choice] = &[
    choice("0", "0, kein Thema", "0, no issue"),
    choice("1", "1, vereinzelt", "1, now and then"),
    choice("2", "2, spürbar", "2, noticeable"),
    choice("3", "3, prägend", "3, dominant"),
];

const TRENDS: &[Choice] = &[
    choice("steigend", "nimmt zu", "rising"),
    choice("gleich", "bleibt gleich", "unchanged"),
    choice("fallend", "nimmt ab", "falling"),
];
