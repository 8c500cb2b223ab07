//! R4 Strategie: what the town has agreed to reach. Goals are records of their own (see `ziel`), so that two people
//! can work on different goals. The short form is what leaves the circle.

use super::build::{LINE, NOTE, field, state};
use super::common::{DELETE_FROM, MORE_TOWNS, ORIGIN, SOURCE, TARGET_GROUPS};
use super::field::{FieldDef, FieldKind, Part, Phase, RECORD, RecordDef, StateDef};
use crate::text::text;

/// R4: a strategy.
pub static STRATEGIE: RecordDef = RecordDef {
    id: 4,
    key: "strategie",
    name: text("Strategie", "Strategy"),
    names: text("Strategien", "Strategies"),
    add: text("Neue Strategie", "New strategy"),
    empty: (
        text("Noch keine Strategie", "No strategy yet"),
        text(
            "Mit einem Leitziel anfangen. Der Rest wächst darunter.",
            "Start with one guiding goal. The rest grows below it.",
        ),
    ),
    icon: "brick",
    part: Part::Accompaniment,
    sections: &[
        text("Das Wichtigste", "Essentials"),
        text("Inhalt", "Content"),
        text("Beschluss", "Resolution"),
        ORIGIN,
    ],
    fields: &[
        field(1, "titel", text("Titel", "Title"), LINE)
            .required()
            .search(3),
        field(
            2,
            "status",
            text("Stand", "Status"),
            FieldKind::State { states: STATES },
        ),
        field(
            3,
            "begleitung",
            text("Begleitung", "Accompaniment"),
            FieldKind::Link { to: "begleitung" },
        ),
        field(
            4,
            "kurzfassung",
            text(
                "Kurzfassung in Einfacher Sprache",
                "Short form in plain language",
            ),
            NOTE,
        )
        .hint(
            "Das liest das Rathaus und später alle. Kurze Sätze, keine Namen.",
            "The town hall reads this, later everyone. Short sentences, no names.",
        )
        .no_names()
        .search(2),
        field(
            10,
            "zielgruppen",
            text("Zielgruppen", "Target groups"),
            FieldKind::Choices {
                choices: TARGET_GROUPS,
                count_max: 0,
            },
        )
        .section(1),
        field(11, "prinzipien", text("Prinzipien", "Principles"), NOTE)
            .section(1)
            .no_names(),
        field(
            12,
            "naechste_pruefung",
            text("Nächste Überprüfung", "Next review"),
            FieldKind::Date,
        )
        .section(1),
        field(
            20,
            "gremium",
            text("Beschlossen durch (Gremium)", "Resolved by (body)"),
            LINE,
        )
        .section(2),
        field(
            21,
            "beschluss_am",
            text("Beschlossen am", "Resolved on"),
            FieldKind::Date,
        )
        .section(2),
        FieldDef {
            section: 3,
            ..MORE_TOWNS
        },
        FieldDef {
            section: 3,
            ..SOURCE
        },
        FieldDef {
            section: 3,
            ..DELETE_FROM
        },
    ],
    title: 1,
    summary: &[2, 21],
    state: Some(2),
    order: 1,
    due: Some(12),
    ..RECORD
};

const STATES: &[StateDef] = &[
    state(
        "entwurf",
        "Entwurf",
        "draft",
        Phase::Open,
        &["in_abstimmung"],
    ),
    state(
        "in_abstimmung",
        "in Abstimmung",
        "being agreed",
        Phase::Running,
        &["beschlossen", "entwurf"],
    ),
    state(
        "beschlossen",
        "beschlossen",
        "resolved",
        Phase::Running,
        &["in_umsetzung", "in_abstimmung"],
    ),
    state(
        "in_umsetzung",
        "in Umsetzung",
        "being implemented",
        Phase::Running,
        &["ueberprueft", "beendet", "beschlossen"],
    ),
    state(
        "ueberprueft",
        "überprüft",
        "reviewed",
        Phase::Running,
        &["fortgeschrieben", "beendet", "in_umsetzung"],
    ),
    state(
        "fortgeschrieben",
        "fortgeschrieben",
        "continued",
        Phase::Running,
        &["in_umsetzung", "in_abstimmung", "beendet"],
    ),
    state(
        "beendet",
        "beendet",
        "ended",
        Phase::Done,
        &["in_umsetzung", "fortgeschrieben"],
    ),
];
