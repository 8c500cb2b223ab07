//! R3 Analyse: situation and resources of a town. Talks are counted by sector, never by person; positions towards the
//! project are records of their own (see `akteurskarte`).

use super::build::{LINE, NOTE, field, state};
use super::common::{DELETE_FROM, ORIGIN, SOURCE};
use super::field::{Choice, FieldDef, FieldKind, Part, Phase, RECORD, RecordDef, StateDef, choice};
use crate::text::text;

/// R3: an analysis of situation and resources.
pub(super) static ANALYSE: RecordDef = RecordDef {
    id: 3,
    key: "analyse",
    name: text("Analyse", "Analysis"),
    names: text("Analysen", "Analyses"),
    add: text("Neue Analyse", "New analysis"),
    empty: (
        text("Noch keine Analyse", "No analysis yet"),
        text(
            "Mit den ersten Gesprächen anfangen: nach Sektoren zählen, Themen notieren.",
            "Start with the first talks: count by sector, note topics.",
        ),
    ),
    icon: "search",
    part: Part::Accompaniment,
    sections: &[
        text("Das Wichtigste", "Essentials"),
        text("Gespräche nach Sektor", "Talks by sector"),
        text("Was sich zeigt", "What shows"),
        text("Selbst-Check", "Self-check"),
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
        field(
            3,
            "begleitung",
            text("Begleitung", "Accompaniment"),
            FieldKind::Link { to: "begleitung" },
        ),
        field(4, "beginn", text("Beginn", "Begins"), FieldKind::Date),
        field(
            5,
            "methoden",
            text("Methoden", "Methods"),
            FieldKind::Choices {
                choices: METHODS,
                count_max: 0,
            },
        ),
        field(
            10,
            "gespraeche_zivilgesellschaft",
            text("Zivilgesellschaft", "Civil society"),
            FieldKind::Counter,
        )
        .section(1),
        field(
            11,
            "gespraeche_verwaltung",
            text("Verwaltung", "Administration"),
            FieldKind::Counter,
        )
        .section(1),
        field(
            12,
            "gespraeche_politik",
            text("Politik", "Politics"),
            FieldKind::Counter,
        )
        .section(1),
        field(
            13,
            "gespraeche_schule",
            text("Schule und Kita", "Schools and day care"),
            FieldKind::Counter,
        )
        .section(1),
        field(
            14,
            "gespraeche_kirche",
            text("Kirche und Religion", "Church and religion"),
            FieldKind::Counter,
        )
        .section(1),
        field(
            15,
            "gespraeche_unternehmen",
            text("Unternehmen", "Business"),
            FieldKind::Counter,
        )
        .section(1),
        field(
            16,
            "gespraeche_sicherheit",
            text("Sicherheit", "Security"),
            FieldKind::Counter,
        )
        .section(1),
        field(
            17,
            "gespraeche_wohlfahrt",
            text("Wohlfahrt", "Welfare"),
            FieldKind::Counter,
        )
        .section(1),
        field(
            18,
            "gespraeche_medien",
            text("Medien", "Media"),
            FieldKind::Counter,
        )
        .section(1),
        field(
            19,
            "gespraeche_wissenschaft",
            text("Wissenschaft", "Research"),
            FieldKind::Counter,
        )
        .section(1),
        field(
            20,
            "gespraeche_sorbisch",
            text("Sorbisch", "Sorbian"),
            FieldKind::Counter,
        )
        .section(1),
        field(
            21,
            "gespraeche_einzelperson",
            text("Einzelpersonen", "Individuals"),
            FieldKind::Counter,
        )
        .section(1),
        field(
            22,
            "korrekturen",
            text("Korrekturen", "Corrections"),
            FieldKind::Corrections { of: TALKS },
        )
        .section(1),
        field(30, "themen", text("Themen", "Topics"), NOTE)
            .section(2)
            .no_names(),
        field(
            31,
            "konfliktlinien",
            text("Konfliktlinien", "Lines of conflict"),
            NOTE,
        )
        .hint(
            "Gruppen und Anliegen, keine Personen.",
            "Groups and concerns, no persons.",
        )
        .section(2)
        .no_names(),
        field(32, "ressourcen", text("Ressourcen", "Resources"), NOTE)
            .section(2)
            .no_names(),
        field(
            40,
            "check_steuerung",
            text("Management und Steuerung", "Management and steering"),
            FieldKind::Choice { choices: MARKS },
        )
        .hint(
            "1 heißt: fast nichts da. 5 heißt: trägt.",
            "1 means almost nothing there, 5 means it carries.",
        )
        .section(3)
        .search(0),
        field(
            41,
            "check_oeffnung",
            text("Öffnung und Antirassismus", "Openness and anti-racism"),
            FieldKind::Choice { choices: MARKS },
        )
        .section(3)
        .search(0),
        field(
            42,
            "check_teilhabe",
            text("Zugang und Teilhabe", "Access and participation"),
            FieldKind::Choice { choices: MARKS },
        )
        .section(3)
        .search(0),
        field(
            43,
            "check_wirtschaft",
            text("Arbeit und Wirtschaft", "Work and economy"),
            FieldKind::Choice { choices: MARKS },
        )
        .section(3)
        .search(0),
        field(
            44,
            "check_engagement",
            text("Engagement und Beteiligung", "Engagement and involvement"),
            FieldKind::Choice { choices: MARKS },
        )
        .section(3)
        .search(0),
        field(
            45,
            "check_zusammenhalt",
            text("Zusammenhalt und Begegnung", "Cohesion and encounter"),
            FieldKind::Choice { choices: MARKS },
        )
        .section(3)
        .search(0),
        field(
            46,
            "check_konflikt",
            text(
                "Kommunikation und Konfliktmanagement",
                "Communication and conflict management",
            ),
            FieldKind::Choice { choices: MARKS },
        )
        .section(3)
        .search(0),
        field(
            50,
            "schlussfolgerungen",
            text("Schlussfolgerungen", "Conclusions"),
            NOTE,
        )
        .section(4)
        .no_names(),
        field(
            51,
            "freigabe_durch",
            text("Freigegeben durch (Funktion)", "Released by (function)"),
            LINE,
        )
        .section(4),
        field(
            52,
            "freigabe_am",
            text("Freigegeben am", "Released on"),
            FieldKind::Date,
        )
        .section(4),
        FieldDef {
            section: 5,
            ..SOURCE
        },
        FieldDef {
            section: 5,
            ..DELETE_FROM
        },
    ],
    title: 1,
    summary: &[2, 4],
    state: Some(2),
    order: 4,
    ..RECORD
};

const METHODS: &[Choice] = &[
    choice("einzelgespraech", "Einzelgespräch", "One-to-one talk"),
    choice("gruppengespraech", "Gruppengespräch", "Group talk"),
    choice("begehung", "Begehung", "Walk through town"),
    choice("dokumente", "Dokumente", "Documents"),
    choice("selbst_check", "Selbst-Check", "Self-check"),
    choice("medien_netz", "Medien und Netz", "Media and internet"),
];

const MARKS: &[Choice] = &[
    choice("1", "1", "1"),
    choice("2", "2", "2"),
    choice("3", "3", "3"),
    choice("4", "4", "4"),
    choice("5", "5", "5"),
];

const TALKS: &[&str] = &[
    "gespraeche_zivilgesellschaft",
    "gespraeche_verwaltung",
    "gespraeche_politik",
    "gespraeche_schule",
    "gespraeche_kirche",
    "gespraeche_unternehmen",
    "gespraeche_sicherheit",
    "gespraeche_wohlfahrt",
    "gespraeche_medien",
    "gespraeche_wissenschaft",
    "gespraeche_sorbisch",
    "gespraeche_einzelperson",
];

const STATES: &[StateDef] = &[
    state(
        "erhebung",
        "Erhebung",
        "gathering",
        Phase::Running,
        &["entwurf"],
    ),
    state(
        "entwurf",
        "Entwurf",
        "draft",
        Phase::Running,
        &["rueckgespiegelt", "erhebung"],
    ),
    state(
        "rueckgespiegelt",
        "rückgespiegelt",
        "reflected back",
        Phase::Running,
        &["freigegeben", "entwurf", "erhebung"],
    ),
    state(
        "freigegeben",
        "freigegeben",
        "released",
        Phase::Done,
        &["erhebung", "entwurf"],
    ),
];
