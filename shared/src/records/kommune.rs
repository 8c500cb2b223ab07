//! R1 Kommune: a municipality in the network. No name of a person belongs here.
//!
//! Level and trend of each challenge are records of their own (see `herausforderung`), because they are
//! judged at different times by different people.

use super::build::{COUNT, LINE, NOTE, field, state};
use super::common::{DELETE_FROM, DISTRICTS, ORIGIN, SOURCE};
use super::field::{
    Choice, FieldKind, Part, Phase, RECORD, RecordDef, SpaceKind, StateDef, choice,
};
use crate::text::text;

/// R1: a municipality.
pub static KOMMUNE: RecordDef = RecordDef {
    id: 1,
    key: "kommune",
    name: text("Kommune", "Municipality"),
    names: text("Kommunen", "Municipalities"),
    add: text("Neue Kommune", "New municipality"),
    empty: (
        text("Noch keine Kommune", "No municipality yet"),
        text(
            "Namen tippen, aus der amtlichen Liste wählen. Der Rest steht dann schon da.",
            "Type a name and pick it from the official list. The rest is filled in.",
        ),
    ),
    home: SpaceKind::Network,
    icon: "town",
    part: Part::Network,
    sections: &[
        text("Das Wichtigste", "Essentials"),
        text("Verwaltung", "Administration"),
        text("Strukturen", "Structures"),
        text("Ressourcen", "Resources"),
        ORIGIN,
    ],
    fields: &[
        field(
            1,
            "ags",
            text("Gemeindeschlüssel (AGS)", "Municipality key (AGS)"),
            FieldKind::Ags,
        )
        .hint(
            "Name, Landkreis oder Schlüssel tippen.",
            "Type the name, the district or the key.",
        )
        .search(2),
        field(2, "name", text("Name", "Name"), LINE)
            .required()
            .search(3),
        field(
            3,
            "typ",
            text("Typ", "Type"),
            FieldKind::Choice { choices: TYPES },
        ),
        field(
            4,
            "landkreis",
            text("Landkreis", "District"),
            FieldKind::Choice { choices: DISTRICTS },
        ),
        field(
            5,
            "status",
            text("Stand", "Status"),
            FieldKind::State { states: STATES },
        ),
        field(6, "status_grund", text("Grund", "Reason"), LINE)
            .no_names()
            .when("status", &["abgelehnt", "ruhend"]),
        field(
            7,
            "sichtbarkeit",
            text("Im Netzwerk sichtbar als", "Shown in the network as"),
            FieldKind::Choice {
                choices: VISIBILITIES,
            },
        ),
        field(
            8,
            "einwohner",
            text("Einwohner*innen", "Inhabitants"),
            COUNT,
        )
        .section(1),
        field(
            9,
            "einwohner_stichtag",
            text("Stichtag", "Reference date"),
            FieldKind::Date,
        )
        .section(1),
        field(
            10,
            "flaeche",
            text("Fläche", "Area"),
            FieldKind::Number {
                min: 0,
                max: 100_000,
                unit: Some(text("ha", "ha")),
            },
        )
        .section(1),
        field(11, "ortsteile", text("Ortsteile", "Parts of town"), NOTE)
            .hint("Ein Ortsteil je Zeile.", "One part per line.")
            .section(1),
        field(
            12,
            "sorbisches_siedlungsgebiet",
            text(
                "Im sorbischen Siedlungsgebiet",
                "In the Sorbian settlement area",
            ),
            FieldKind::YesNo,
        )
        .section(1),
        field(
            13,
            "name_hsb",
            text("Name obersorbisch", "Name in Upper Sorbian"),
            LINE,
        )
        .section(1)
        .when("sorbisches_siedlungsgebiet", &["ja"])
        .search(3),
        field(
            14,
            "verwaltungsverband",
            text("Verwaltungsverband", "Administrative association"),
            LINE,
        )
        .section(1),
        field(
            15,
            "buergermeisteramt",
            text("Bürgermeisteramt", "Office of mayor"),
            FieldKind::Choice { choices: MAYORS },
        )
        .section(1),
        field(
            16,
            "wahltermine",
            text("Wahltermine", "Election dates"),
            NOTE,
        )
        .no_names()
        .hint(
            "Ein Termin je Zeile: Tag und Wahl.",
            "One per line: day and election.",
        )
        .section(1),
        field(
            17,
            "strukturen",
            text("Bestehende Strukturen", "Existing structures"),
            FieldKind::Choices {
                choices: STRUCTURES,
                count_max: 0,
            },
        )
        .section(2),
        field(
            18,
            "asskomm_stufe",
            text("Stand bei ASSKomm", "Step with ASSKomm"),
            FieldKind::Choice { choices: ASSKOMM },
        )
        .section(2)
        .when("strukturen", &["kpr_asskomm"]),
        field(
            19,
            "vereinsdichte",
            text("Vereinsdichte", "Density of clubs"),
            FieldKind::Choice { choices: DENSITIES },
        )
        .section(3),
        field(20, "raeume", text("Räume", "Rooms"), NOTE)
            .no_names()
            .hint("Wo man sich treffen kann.", "Where people can meet.")
            .section(3),
        field(
            21,
            "schluesselinstitutionen",
            text("Schlüsselinstitutionen", "Key institutions"),
            NOTE,
        )
        .no_names()
        .section(3),
        field(
            22,
            "foerderzugang",
            text("Zugang zu Förderung", "Access to funding"),
            NOTE,
        )
        .no_names()
        .section(3),
        super::FieldDef {
            section: 4,
            ..SOURCE
        },
        super::FieldDef {
            section: 4,
            ..DELETE_FROM
        },
    ],
    title: 2,
    summary: &[4, 8, 5],
    state: Some(5),
    order: 2,
    reason: Some(6),
    ..RECORD
};

const TYPES: &[Choice] = &[
    choice("stadt", "Stadt", "Town"),
    choice(
        "grosse_kreisstadt",
        "Große Kreisstadt",
        "Large district town",
    ),
    choice("gemeinde", "Gemeinde", "Rural municipality"),
    choice("ortsteil", "Ortsteil", "Part of a municipality"),
];

const VISIBILITIES: &[Choice] = &[
    choice("name", "mit Namen", "by name"),
    choice(
        "anonym",
        "„Stadt im Landkreis, Größe ungefähr“",
        "“town in the district, rough size”",
    ),
];

const MAYORS: &[Choice] = &[
    choice("hauptamtlich", "hauptamtlich", "full-time"),
    choice("ehrenamtlich", "ehrenamtlich", "honorary"),
];

const STRUCTURES: &[Choice] = &[
    choice(
        "pfd",
        "Partnerschaft für Demokratie (PfD)",
        "Partnership for Democracy (PfD)",
    ),
    choice(
        "kpr_asskomm",
        "Präventionsrat (KPR) oder ASSKomm",
        "Prevention council (KPR) or ASSKomm",
    ),
    choice("jugendforum", "Jugendforum", "Youth forum"),
    choice("integrationsrat", "Integrationsrat", "Integration council"),
    choice(
        "ort_der_demokratie",
        "Ort der Demokratie",
        "Place of democracy",
    ),
];

const ASSKOMM: &[Choice] = &[
    choice("kontaktiert", "kontaktiert", "contacted"),
    choice(
        "kooperationsvereinbarung",
        "Kooperationsvereinbarung",
        "cooperation agreement",
    ),
    choice("coach", "Coach", "coach"),
    choice(
        "sicherheitsanalyse",
        "Sicherheitsanalyse",
        "security analysis",
    ),
    choice(
        "kpr",
        "Kommunaler Präventionsrat",
        "municipal prevention council",
    ),
];

const DENSITIES: &[Choice] = &[
    choice("gering", "wenige Vereine", "few clubs"),
    choice("mittel", "einige Vereine", "some clubs"),
    choice("hoch", "viele Vereine", "many clubs"),
];

const STATES: &[StateDef] = &[
    state(
        "interessiert",
        "interessiert",
        "interested",
        Phase::Open,
        &["in_klaerung", "abgelehnt", "ruhend"],
    ),
    state(
        "in_klaerung",
        "in Klärung",
        "being clarified",
        Phase::Running,
        &["partner", "interessiert", "abgelehnt", "ruhend"],
    ),
    state(
        "partner",
        "Partner",
        "partner",
        Phase::Running,
        &["alumni", "in_klaerung", "ruhend"],
    ),
    state(
        "alumni",
        "Alumni",
        "alumni",
        Phase::Done,
        &["partner", "in_klaerung"],
    ),
    state(
        "abgelehnt",
        "abgelehnt",
        "declined",
        Phase::Stopped,
        &["interessiert", "in_klaerung"],
    )
    .with_reason(),
    state(
        "ruhend",
        "ruhend",
        "on hold",
        Phase::Stopped,
        &["interessiert", "in_klaerung", "partner"],
    )
    .with_reason(),
];
