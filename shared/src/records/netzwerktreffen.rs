//! R18 Netzwerktreffen: towns meet, say what they need, and leave with agreements. Needs are records of their own (see
//! `bedarf`), so that every town can write its own before and during the meeting.

use super::build::{COUNT, LINE, NOTE, field, state};
use super::common::{DELETE_FROM, FILES, ORIGIN, SOURCE};
use super::field::{
    Choice, FieldDef, FieldKind, Part, Phase, RECORD, RecordDef, Rule, SpaceKind, StateDef, choice,
};
use crate::text::text;

/// R18: a network meeting.
pub(super) static NETZWERKTREFFEN: RecordDef = RecordDef {
    id: 18,
    key: "netzwerktreffen",
    name: text("Netzwerktreffen", "Network meeting"),
    names: text("Netzwerktreffen", "Network meetings"),
    add: text("Neues Netzwerktreffen", "New network meeting"),
    empty: (
        text("Noch kein Netzwerktreffen", "No network meeting yet"),
        text(
            "Titel, Tag und Ort genügen für die Einladung.",
            "Title, day and place are enough for the invitation.",
        ),
    ),
    home: SpaceKind::Network,
    icon: "network",
    part: Part::Network,
    sections: &[
        text("Das Wichtigste", "Essentials"),
        text("Programm", "Programme"),
        text("Teilnahme", "Attendance"),
        text("Ergebnis", "Result"),
        ORIGIN,
    ],
    fields: &[
        field(1, "titel", text("Titel", "Title"), LINE)
            .no_names()
            .required()
            .search(3),
        field(2, "beginn", text("Beginn", "Begins"), FieldKind::DateTime),
        field(3, "ende", text("Ende", "Ends"), FieldKind::DateTime),
        field(4, "ort", text("Ort", "Place"), LINE).search(2),
        field(
            5,
            "status",
            text("Stand", "Status"),
            FieldKind::State { states: STATES },
        ),
        field(
            6,
            "grund",
            text("Grund", "Reason"),
            FieldKind::Choice { choices: REASONS },
        )
        .when("status", &["verschoben", "abgesagt"])
        .required(),
        field(10, "agenda", text("Agenda", "Agenda"), NOTE)
            .hint(
                "Ein Punkt je Zeile, mit Uhrzeit.",
                "One point per line, with time.",
            )
            .section(1)
            .no_names(),
        field(
            11,
            "anmeldung_bis",
            text("Anmeldung bis", "Registration until"),
            FieldKind::Date,
        )
        .section(1),
        field(
            20,
            "kommunen",
            text("Teilnehmende Kommunen", "Municipalities taking part"),
            FieldKind::Links { to: "kommune" },
        )
        .hint(
            "Nur mit Einverständnis genannt, sonst nur gezählt.",
            "Named with consent only, else counted.",
        )
        .section(2),
        field(
            21,
            "kommunen_zahl",
            text("Zahl der Kommunen", "Number of municipalities"),
            COUNT,
        )
        .section(2),
        field(
            22,
            "teilnehmende_zahl",
            text("Zahl der Teilnehmenden", "Number of participants"),
            COUNT,
        )
        .section(2),
        field(
            30,
            "verabredungen",
            text("Verabredungen", "Agreements"),
            NOTE,
        )
        .section(3)
        .no_names(),
        field(31, "feedback", text("Feedback", "Feedback"), NOTE)
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
    summary: &[2, 4, 5],
    state: Some(5),
    order: 2,
    reason: Some(6),
    rules: &[
        Rule::Order {
            from: "beginn",
            to: "ende",
        },
        Rule::Order {
            from: "anmeldung_bis",
            to: "beginn",
        },
    ],
    ..RECORD
};

const REASONS: &[Choice] = &[
    choice("wetter", "Wetter", "Weather"),
    choice("bedrohung", "Bedrohung", "Threat"),
    choice("personal", "Personal", "Staff"),
    choice("verbot", "Verbot", "Prohibition"),
    choice("sonstiges", "Sonstiges", "Other"),
];

const STATES: &[StateDef] = &[
    state(
        "idee",
        "Idee",
        "idea",
        Phase::Open,
        &["geplant", "abgesagt"],
    ),
    state(
        "geplant",
        "geplant",
        "planned",
        Phase::Open,
        &[
            "angezeigt_genehmigt",
            "bestaetigt",
            "laeuft",
            "verschoben",
            "abgesagt",
            "idee",
        ],
    ),
    state(
        "angezeigt_genehmigt",
        "angezeigt, genehmigt",
        "notified, permitted",
        Phase::Open,
        &["bestaetigt", "laeuft", "verschoben", "abgesagt", "geplant"],
    ),
    state(
        "bestaetigt",
        "bestätigt",
        "confirmed",
        Phase::Open,
        &["laeuft", "verschoben", "abgesagt", "geplant"],
    ),
    state(
        "laeuft",
        "läuft",
        "running",
        Phase::Running,
        &["durchgefuehrt", "abgesagt", "bestaetigt"],
    ),
    state(
        "durchgefuehrt",
        "durchgeführt",
        "held",
        Phase::Done,
        &["nachbereitet", "laeuft"],
    ),
    state(
        "nachbereitet",
        "nachbereitet",
        "debriefed",
        Phase::Done,
        &["ergebnisse_geteilt", "berichtet", "durchgefuehrt"],
    ),
    state(
        "ergebnisse_geteilt",
        "Ergebnisse geteilt",
        "results shared",
        Phase::Done,
        &["berichtet", "nachbereitet"],
    ),
    state(
        "berichtet",
        "berichtet",
        "reported",
        Phase::Done,
        &["ergebnisse_geteilt", "nachbereitet"],
    ),
    state(
        "verschoben",
        "verschoben",
        "postponed",
        Phase::Stopped,
        &["geplant", "abgesagt"],
    )
    .with_reason(),
    state(
        "abgesagt",
        "abgesagt",
        "called off",
        Phase::Stopped,
        &["geplant"],
    )
    .with_reason(),
];
