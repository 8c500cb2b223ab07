//! R6 Stelle: the post of a caretaker, from need to permanence. About the post, never about who holds it.

use super::build::{LINE, NOTE, field, state};
use super::common::{DELETE_FROM, MORE_TOWNS, ORIGIN, SOURCE};
use super::field::{
    Choice, FieldDef, FieldKind, Part, Phase, RECORD, RecordDef, Rule, StateDef, choice,
};
use crate::text::text;

/// R6: the post of a caretaker.
pub(super) static STELLE: RecordDef = RecordDef {
    id: 6,
    key: "stelle",
    name: text("Stelle", "Post"),
    names: text("Stellen", "Posts"),
    add: text("Neue Stelle", "New post"),
    empty: (
        text("Noch keine Stelle", "No post yet"),
        text(
            "Mit dem Bedarf anfangen: wofür und wie viel.",
            "Start with the need: what for and how much.",
        ),
    ),
    icon: "person",
    part: Part::Post,
    sections: &[
        text("Das Wichtigste", "Essentials"),
        text("Finanzierung", "Funding"),
        text("Profil", "Profile"),
        text("Dauer", "Duration"),
        ORIGIN,
    ],
    fields: &[
        field(1, "titel", text("Bezeichnung", "Name of the post"), LINE)
            .required()
            .search(3),
        field(
            2,
            "status",
            text("Stand", "Status"),
            FieldKind::State { states: STATES },
        ),
        field(3, "traeger", text("Träger", "Employer"), LINE).search(2),
        field(
            4,
            "umfang",
            text("Umfang", "Extent"),
            FieldKind::Number {
                min: 0,
                max: 500,
                unit: Some(text("% einer vollen Stelle", "% of a full post")),
            },
        )
        .hint(
            "50 heißt: halbe Stelle (0,5 VZÄ).",
            "50 means half a post (0.5 FTE).",
        ),
        field(
            5,
            "naechster_schritt",
            text("Nächster Schritt", "Next step"),
            LINE,
        ),
        field(
            10,
            "finanzierung",
            text("Finanziert durch", "Funded by"),
            FieldKind::Choices {
                choices: FUNDERS,
                count_max: 0,
            },
        )
        .section(1),
        field(
            11,
            "finanzierung_text",
            text("Finanzierung genauer", "Funding in detail"),
            NOTE,
        )
        .section(1),
        field(
            12,
            "kosten_jahr",
            text("Kosten im Jahr", "Costs per year"),
            FieldKind::Money,
        )
        .section(1),
        field(20, "aufgabenprofil", text("Aufgabenprofil", "Tasks"), NOTE)
            .section(2)
            .no_names(),
        field(
            21,
            "qualifizierungsplan",
            text("Qualifizierungsplan", "Training plan"),
            NOTE,
        )
        .section(2)
        .no_names(),
        field(30, "beginn", text("Beginn", "Begins"), FieldKind::Date).section(3),
        field(31, "ende", text("Ende", "Ends"), FieldKind::Date).section(3),
        field(
            32,
            "verstetigung",
            text("Verstetigung", "Making it permanent"),
            NOTE,
        )
        .hint(
            "Was nach dem Förderende trägt.",
            "What carries it after the funding ends.",
        )
        .section(3)
        .no_names(),
        FieldDef {
            section: 4,
            ..MORE_TOWNS
        },
        FieldDef {
            section: 4,
            ..SOURCE
        },
        FieldDef {
            section: 4,
            ..DELETE_FROM
        },
    ],
    title: 1,
    summary: &[2, 3, 4],
    state: Some(2),
    order: 1,
    rules: &[Rule::Order {
        from: "beginn",
        to: "ende",
    }],
    ..RECORD
};

const FUNDERS: &[Choice] = &[
    choice("bund", "Bund", "Federation"),
    choice("land", "Land", "State of Saxony"),
    choice("kommune", "Kommune", "Municipality"),
    choice("traeger", "Träger", "Employer"),
];

const STATES: &[StateDef] = &[
    state("bedarf", "Bedarf", "need", Phase::Open, &["konzept"]),
    state(
        "konzept",
        "Konzept",
        "concept",
        Phase::Running,
        &["finanzierung", "bedarf"],
    ),
    state(
        "finanzierung",
        "Finanzierung",
        "funding",
        Phase::Running,
        &["beschluss", "konzept"],
    ),
    state(
        "beschluss",
        "Beschluss",
        "resolution",
        Phase::Running,
        &["ausschreibung", "finanzierung"],
    ),
    state(
        "ausschreibung",
        "Ausschreibung",
        "call for applications",
        Phase::Running,
        &["besetzt", "beschluss"],
    ),
    state(
        "besetzt",
        "besetzt",
        "filled",
        Phase::Running,
        &["verstetigt", "beendet", "ausschreibung"],
    ),
    state(
        "verstetigt",
        "verstetigt",
        "made permanent",
        Phase::Done,
        &["besetzt", "beendet"],
    ),
    state(
        "beendet",
        "beendet",
        "ended",
        Phase::Stopped,
        &["besetzt", "bedarf"],
    ),
];
