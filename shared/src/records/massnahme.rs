//! R5 Maßnahme: a measure of the strategy, from idea to proof.

use super::build::{LINE, NOTE, field, state};
use super::common::{DELETE_FROM, FILES, MORE_TOWNS, ORIGIN, SOURCE};
use super::field::{
    Choice, FieldDef, FieldKind, Part, Phase, RECORD, RecordDef, Rule, StateDef, choice,
};
use crate::text::text;

/// R5: a measure.
pub static MASSNAHME: RecordDef = RecordDef {
    id: 5,
    key: "massnahme",
    name: text("Maßnahme", "Measure"),
    names: text("Maßnahmen", "Measures"),
    add: text("Neue Maßnahme", "New measure"),
    empty: (
        text("Noch keine Maßnahme", "No measure yet"),
        text(
            "Eine Idee genügt. Ziel und Termin kommen später dazu.",
            "An idea is enough. Goal and date follow later.",
        ),
    ),
    icon: "task",
    part: Part::Accompaniment,
    sections: &[
        text("Das Wichtigste", "Essentials"),
        text("Beteiligte", "Partners"),
        text("Kosten und Risiko", "Costs and risk"),
        text("Ergebnis", "Result"),
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
        field(3, "status_grund", text("Grund", "Reason"), NOTE)
            .when("status", &["verschoben", "verworfen"])
            .required()
            .no_names(),
        field(
            4,
            "art",
            text("Art", "Type"),
            FieldKind::Choice { choices: TYPES },
        ),
        field(
            5,
            "handlungsziel",
            text("Handlungsziel", "Goal for action"),
            FieldKind::Link { to: "ziel" },
        ),
        field(6, "beginn", text("Beginn", "Begins"), FieldKind::Date),
        field(7, "ende", text("Ende", "Ends"), FieldKind::Date),
        field(
            10,
            "verantwortlich",
            text("Verantwortlich (Funktion)", "In charge (function)"),
            LINE,
        )
        .hint(
            "Organisation oder Funktion, kein Name.",
            "Organisation or function, no name.",
        )
        .section(1),
        field(
            11,
            "organisation",
            text("Verantwortliche Organisation", "Organisation in charge"),
            FieldKind::Link { to: "akteur" },
        )
        .section(1),
        field(
            12,
            "partner",
            text("Partner", "Partners"),
            FieldKind::Links { to: "akteur" },
        )
        .section(1),
        field(20, "kosten", text("Kosten", "Costs"), FieldKind::Money).section(2),
        field(21, "finanzierung", text("Finanzierung", "Funding"), LINE).section(2),
        field(22, "risiko", text("Risiko", "Risk"), NOTE)
            .section(2)
            .no_names(),
        field(
            30,
            "zielerreichung",
            text("Ziel erreicht", "Goal reached"),
            FieldKind::Choice { choices: REACHED },
        )
        .section(3)
        .when("status", &["abgeschlossen"]),
        field(31, "begruendung", text("Begründung", "Explanation"), NOTE)
            .section(3)
            .when("status", &["abgeschlossen"])
            .no_names(),
        field(32, "nachweis", text("Nachweis", "Proof"), NOTE)
            .hint(
                "Zum Beispiel: Beschluss, Zeitungsartikel, Zählung.",
                "For example: resolution, article, count.",
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
        FILES,
    ],
    title: 1,
    summary: &[2, 4, 6],
    state: Some(2),
    order: 6,
    due: Some(7),
    reason: Some(3),
    rules: &[Rule::Order {
        from: "beginn",
        to: "ende",
    }],
    ..RECORD
};

const TYPES: &[Choice] = &[
    choice("information", "Information", "Information"),
    choice("begegnung", "Begegnung", "Encounter"),
    choice("beteiligung", "Beteiligung", "Participation"),
    choice("bildung", "Bildung", "Education"),
    choice("schutz", "Schutz", "Protection"),
    choice("vernetzung", "Vernetzung", "Networking"),
    choice("oeffentlichkeit", "Öffentlichkeit", "Publicity"),
    choice("struktur", "Struktur", "Structure"),
];

const REACHED: &[Choice] = &[
    choice("voll", "voll", "fully"),
    choice("teilweise", "teilweise", "partly"),
    choice("nicht", "nicht", "not"),
];

const STATES: &[StateDef] = &[
    state(
        "idee",
        "Idee",
        "idea",
        Phase::Open,
        &["geplant", "verworfen"],
    ),
    state(
        "geplant",
        "geplant",
        "planned",
        Phase::Open,
        &["laufend", "verschoben", "verworfen", "idee"],
    ),
    state(
        "laufend",
        "laufend",
        "under way",
        Phase::Running,
        &["abgeschlossen", "verschoben", "verworfen", "geplant"],
    ),
    state(
        "abgeschlossen",
        "abgeschlossen",
        "finished",
        Phase::Done,
        &["laufend"],
    ),
    state(
        "verschoben",
        "verschoben",
        "postponed",
        Phase::Stopped,
        &["geplant", "laufend", "verworfen"],
    )
    .with_reason(),
    state(
        "verworfen",
        "verworfen",
        "dropped",
        Phase::Stopped,
        &["idee", "geplant"],
    )
    .with_reason(),
];
