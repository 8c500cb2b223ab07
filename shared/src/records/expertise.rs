//! R21 Expertise: a publication of the centre, with its check for anonymity on the way.

use super::build::{LINE, NOTE, field, state};
use super::common::{DELETE_FROM, FILES, ORIGIN, SOURCE};
use super::field::{
    Choice, FieldDef, FieldKind, Part, Phase, RECORD, RecordDef, SpaceKind, StateDef, choice,
};
use super::taxonomy::CHALLENGES;
use crate::text::text;

/// R21: an expertise.
pub(super) static EXPERTISE: RecordDef = RecordDef {
    id: 21,
    key: "expertise",
    name: text("Expertise", "Expertise"),
    names: text("Expertisen", "Expertises"),
    add: text("Neue Expertise", "New expertise"),
    empty: (
        text("Noch keine Expertise", "No expertise yet"),
        text(
            "Mit der Frage anfangen, die mehrere Orte stellen.",
            "Start with the question several towns ask.",
        ),
    ),
    home: SpaceKind::Network,
    icon: "report",
    part: Part::Network,
    sections: &[
        text("Das Wichtigste", "Essentials"),
        text("Grundlage", "Basis"),
        text("Veröffentlichung", "Publication"),
        ORIGIN,
    ],
    fields: &[
        field(1, "titel", text("Titel", "Title"), LINE)
            .no_names()
            .required()
            .search(3),
        field(
            2,
            "typ",
            text("Typ", "Type"),
            FieldKind::Choice { choices: TYPES },
        ),
        field(
            3,
            "status",
            text("Stand", "Status"),
            FieldKind::State { states: STATES },
        ),
        field(4, "autorinnen", text("Autor*innen", "Authors"), LINE).hint(
            "Nur wer öffentlich genannt werden will.",
            "Only those who want to be named in public.",
        ),
        field(
            5,
            "themen",
            text("Themen", "Topics"),
            FieldKind::Choices {
                choices: CHALLENGES,
                count_max: 0,
            },
        ),
        field(6, "region", text("Region", "Region"), LINE),
        field(
            7,
            "zusammenfassung",
            text("Zusammenfassung", "Summary"),
            NOTE,
        )
        .no_names(),
        field(
            10,
            "datengrundlage",
            text("Datengrundlage", "Data basis"),
            NOTE,
        )
        .section(1)
        .no_names(),
        field(
            11,
            "mindestfallzahl",
            text("Mindestfallzahl geprüft", "Minimum number of cases checked"),
            FieldKind::YesNo,
        )
        .hint("Zellen unter 5 bleiben leer.", "Cells below 5 stay empty.")
        .section(1),
        field(
            20,
            "sprachfassungen",
            text("Sprachfassungen", "Language versions"),
            FieldKind::Choices {
                choices: VERSIONS,
                count_max: 0,
            },
        )
        .section(2)
        .search(0),
        field(
            21,
            "foerderhinweis",
            text("Förderhinweis geprüft", "Funding notice checked"),
            FieldKind::YesNo,
        )
        .section(2),
        field(
            22,
            "datei",
            text("Ablageort der Datei", "Where the file is kept"),
            LINE,
        )
        .section(2)
        .search(0),
        field(23, "lizenz", text("Lizenz", "Licence"), LINE)
            .section(2)
            .search(0),
        field(
            24,
            "veroeffentlicht_am",
            text("Veröffentlicht am", "Published on"),
            FieldKind::Date,
        )
        .section(2),
        FieldDef {
            section: 3,
            ..SOURCE
        },
        FieldDef {
            section: 3,
            ..DELETE_FROM
        },
        FILES,
    ],
    title: 1,
    summary: &[2, 3, 24],
    state: Some(3),
    order: 1,
    ..RECORD
};

const TYPES: &[Choice] = &[
    choice("bedrohungsanalyse", "Bedrohungsanalyse", "Threat analysis"),
    choice("format_studie", "Format-Studie", "Study of a format"),
    choice("handreichung", "Handreichung", "Guide"),
    choice("kurzdossier", "Kurzdossier", "Short dossier"),
    choice("rechtsinfo", "Rechtsinfo", "Legal information"),
];

const VERSIONS: &[Choice] = &[
    choice("de", "Deutsch", "German"),
    choice("einfach", "Einfache Sprache", "Plain German"),
    choice("leicht", "Leichte Sprache", "Easy German"),
    choice("hsb", "Obersorbisch", "Upper Sorbian"),
];

const STATES: &[StateDef] = &[
    state("idee", "Idee", "idea", Phase::Open, &["recherche"]),
    state(
        "recherche",
        "Recherche",
        "research",
        Phase::Running,
        &["entwurf", "idee"],
    ),
    state(
        "entwurf",
        "Entwurf",
        "draft",
        Phase::Running,
        &["pruefung_anonymitaet", "recherche"],
    ),
    state(
        "pruefung_anonymitaet",
        "Prüfung der Anonymität",
        "anonymity check",
        Phase::Running,
        &["freigabe", "entwurf"],
    ),
    state(
        "freigabe",
        "Freigabe",
        "release",
        Phase::Running,
        &["veroeffentlicht", "pruefung_anonymitaet", "entwurf"],
    ),
    state(
        "veroeffentlicht",
        "veröffentlicht",
        "published",
        Phase::Done,
        &["aktualisiert"],
    ),
    // A new version goes through the check again.
    state(
        "aktualisiert",
        "aktualisiert",
        "updated",
        Phase::Done,
        &["entwurf", "pruefung_anonymitaet"],
    ),
];
