//! R14 Beratungsfall: counselling, with a case number instead of a name, in a circle of its own. It documents the process,
//! not people; narrative stays short and never leaves in an export.

use super::build::{LINE, NOTE, field, state};
use super::common::{DELETE_FROM, DISTRICTS, FILES, ORIGIN, SOURCE};
use super::field::{
    Choice, FieldDef, FieldKind, Led, Part, Phase, RECORD, RecordDef, SpaceKind, StateDef, choice,
};
use super::taxonomy::{CHALLENGES, ENMITY, INCIDENTS, SIZES};
use crate::text::text;

/// R14: a counselling case.
pub(super) static BERATUNGSFALL: RecordDef = RecordDef {
    id: 14,
    key: "beratungsfall",
    name: text("Beratungsfall", "Counselling case"),
    names: text("Beratungsfälle", "Counselling cases"),
    add: text("Neuer Beratungsfall", "New counselling case"),
    empty: (
        text("Noch kein Beratungsfall", "No counselling case yet"),
        text(
            "Mit einer Fallnummer anfangen. Kein Name.",
            "Start with a case number. No name.",
        ),
    ),
    home: SpaceKind::Case,
    icon: "lock",
    part: Part::Counselling,
    sections: &[
        text("Das Wichtigste", "Essentials"),
        text("Anlass", "Occasion"),
        text("Einschätzung und Leistungen", "Assessment and services"),
        text("Ergebnis", "Result"),
        text("Rahmen", "Setting"),
        ORIGIN,
    ],
    fields: &[
        field(1, "fallnummer", text("Fallnummer", "Case number"), LINE)
            .hint(
                "Eine Nummer, aus der niemand erkennbar ist.",
                "A number that reveals nobody.",
            )
            .required()
            .search(3)
            .no_names(),
        field(
            2,
            "status",
            text("Stand", "Status"),
            FieldKind::State { states: STATES },
        ),
        field(3, "status_grund", text("Grund", "Reason"), NOTE)
            .when("status", &["abgebrochen"])
            .no_names()
            .kept_inside(),
        field(
            4,
            "dringlichkeit",
            text("Dringlichkeit", "Urgency"),
            FieldKind::Choice { choices: URGENCIES },
        ),
        field(
            5,
            "eingang",
            text("Eingang", "Came in by"),
            FieldKind::Choice { choices: WAYS_IN },
        ),
        field(
            6,
            "eingang_am",
            text("Eingang am", "Came in on"),
            FieldKind::Date,
        ),
        field(
            7,
            "wiedervorlage",
            text("Wieder melden am", "Call back on"),
            FieldKind::Date,
        ),
        field(
            8,
            "ratsuchende",
            text("Ratsuchende", "Who seeks advice"),
            FieldKind::Choice { choices: CLIENTS },
        ),
        field(
            10,
            "anlass_vorfall",
            text("Anlass: Vorfall", "Occasion: incident"),
            FieldKind::Choices {
                choices: INCIDENTS,
                count_max: 0,
            },
        )
        .section(1),
        field(
            11,
            "anlass_herausforderung",
            text("Anlass: Lage", "Occasion: situation"),
            FieldKind::Choices {
                choices: CHALLENGES,
                count_max: 0,
            },
        )
        .section(1),
        field(
            12,
            "phaenomene",
            text("Phänomene", "Phenomena"),
            FieldKind::Choices {
                choices: ENMITY,
                count_max: 0,
            },
        )
        .section(1),
        field(
            13,
            "vorfaelle",
            text("Vorfälle", "Incidents"),
            FieldKind::Links { to: "vorfall" },
        )
        .section(1),
        field(
            14,
            "auftrag",
            text(
                "Auftrag in den Worten der Ratsuchenden",
                "Mandate in their own words",
            ),
            NOTE,
        )
        .section(1)
        .no_names()
        .kept_inside(),
        field(
            15,
            "landkreis",
            text("Landkreis", "District"),
            FieldKind::Choice { choices: DISTRICTS },
        )
        .hint(
            "In die Auswertung gehen nur Landkreis und Größe.",
            "Only district and size go into evaluations.",
        )
        .section(1),
        field(
            16,
            "groessenklasse",
            text("Größe des Ortes", "Size of the town"),
            FieldKind::Choice { choices: SIZES },
        )
        .section(1)
        .search(0),
        field(
            20,
            "gefaehrdung",
            text("Gefährdungseinschätzung", "Risk assessment"),
            FieldKind::Choice { choices: RISKS },
        )
        .hint(
            "Wenn es hier nicht einzuschätzen ist: weiterverweisen.",
            "If it cannot be judged here: refer on.",
        )
        .section(2),
        field(
            21,
            "leistungen",
            text("Leistungen", "Services"),
            FieldKind::Choices {
                choices: SERVICES,
                count_max: 0,
            },
        )
        .section(2),
        field(22, "ziele", text("Ziele", "Aims"), NOTE)
            .section(2)
            .no_names()
            .kept_inside(),
        field(23, "verlauf", text("Verlauf", "Course"), NOTE)
            .hint(
                "Kurz halten. Was im Raum war, gehört in Stichworte je Kontakt.",
                "Keep it short. Details belong in key words per contact.",
            )
            .section(2)
            .no_names()
            .kept_inside(),
        field(
            30,
            "ergebnis",
            text("Auftrag erfüllt", "Mandate fulfilled"),
            FieldKind::Choice { choices: RESULTS },
        )
        .section(3),
        field(
            31,
            "sicherheit_vorher",
            text("Handlungssicherheit vorher", "Confidence to act before"),
            FieldKind::Choice { choices: MARKS },
        )
        .hint(
            "Selbsteinschätzung, 1 wenig bis 5 viel.",
            "Own judgement, 1 little to 5 much.",
        )
        .section(3)
        .search(0),
        field(
            32,
            "sicherheit_nachher",
            text("Handlungssicherheit nachher", "Confidence to act after"),
            FieldKind::Choice { choices: MARKS },
        )
        .section(3)
        .search(0),
        field(
            33,
            "abgeschlossen_am",
            text("Abgeschlossen am", "Closed on"),
            FieldKind::Date,
        )
        .hint(
            "6 Monate danach bleibt nur das anonyme Blatt.",
            "6 months later only the anonymous sheet remains.",
        )
        .section(3),
        field(
            40,
            "einwilligung",
            text(
                "Einwilligung in diese Aufzeichnung",
                "Consent to this record",
            ),
            FieldKind::YesNo,
        )
        .hint(
            "Vor dem Notieren sagen, was aufgeschrieben wird.",
            "Say what is written down before noting it.",
        )
        .section(4),
        field(
            41,
            "einwilligung_am",
            text("Eingewilligt am", "Consented on"),
            FieldKind::Date,
        )
        .section(4),
        field(
            42,
            "zweite_person",
            text(
                "Zweite Beratungsperson (Funktion)",
                "Second adviser (function)",
            ),
            LINE,
        )
        .section(4)
        .kept_inside(),
        field(
            43,
            "supervision",
            text("Supervision", "Supervision"),
            FieldKind::YesNo,
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
        FILES.kept_inside(),
    ],
    title: 1,
    summary: &[2, 4, 7],
    state: Some(2),
    order: 7,
    reason: Some(3),
    rules: &[super::Rule::Order {
        from: "eingang_am",
        to: "abgeschlossen_am",
    }],
    led: Led::ByPerson,
    ..RECORD
};

const WAYS_IN: &[Choice] = &[
    choice("persoenlich", "persönlich", "in person"),
    choice("telefon", "Telefon", "telephone"),
    choice("mail", "Mail", "mail"),
    choice("veranstaltung", "Veranstaltung", "event"),
    choice("verweis", "Verweis", "referral"),
];

const CLIENTS: &[Choice] = &[
    choice("buergermeisterin", "Bürgermeister*in", "Mayor"),
    choice("ratsmitglied", "Ratsmitglied", "Councillor"),
    choice("verwaltung", "Verwaltung", "Administration"),
    choice("verein", "Verein", "Club"),
    choice("initiative", "Initiative", "Initiative"),
    choice("kirche", "Kirche", "Church"),
    choice("schule", "Schule", "School"),
    choice("unternehmen", "Unternehmen", "Business"),
    choice("jugend", "Jugend", "Young people"),
    choice("einzelperson", "Einzelperson", "Individual"),
    choice("angehoerige", "Angehörige", "Relatives"),
];

const URGENCIES: &[Choice] = &[
    choice("akut", "akut", "acute"),
    choice("zeitnah", "zeitnah", "soon"),
    choice("planbar", "planbar", "can be planned"),
];

const RISKS: &[Choice] = &[
    choice("gering", "gering", "low"),
    choice("erhoeht", "erhöht", "increased"),
    choice("akut", "akut", "acute"),
    choice(
        "nicht_einschaetzbar",
        "hier nicht einschätzbar, weiterverweisen",
        "cannot be judged here, refer on",
    ),
];

const SERVICES: &[Choice] = &[
    choice("erstberatung", "Erstberatung", "First counselling"),
    choice(
        "lageeinschaetzung",
        "Lageeinschätzung",
        "Assessment of the situation",
    ),
    choice(
        "prozessbegleitung",
        "Prozessbegleitung",
        "Accompanying a process",
    ),
    choice("moderation", "Moderation", "Moderation"),
    choice("strategie", "Strategie", "Strategy"),
    choice("qualifizierung", "Qualifizierung", "Training"),
    choice(
        "begleitung_termine",
        "Begleitung zu Terminen",
        "Going along to appointments",
    ),
    choice(
        "oeffentlichkeit",
        "Öffentlichkeitsberatung",
        "Advice on publicity",
    ),
    choice("verweis", "Verweis", "Referral"),
];

/// Services of a contact are those of a case.
pub(super) const CONTACT_SERVICES: &[Choice] = SERVICES;

const RESULTS: &[Choice] = &[
    choice("voll", "voll", "fully"),
    choice("teilweise", "teilweise", "partly"),
    choice("nicht", "nicht", "not"),
    choice("abgebrochen", "abgebrochen", "broken off"),
];

const MARKS: &[Choice] = &[
    choice("1", "1", "1"),
    choice("2", "2", "2"),
    choice("3", "3", "3"),
    choice("4", "4", "4"),
    choice("5", "5", "5"),
];

const STATES: &[StateDef] = &[
    state(
        "anfrage",
        "Anfrage",
        "enquiry",
        Phase::Open,
        &["erstgespraech", "verwiesen", "abgebrochen"],
    ),
    state(
        "erstgespraech",
        "Erstgespräch",
        "first talk",
        Phase::Running,
        &["auftrag_geklaert", "verwiesen", "abgebrochen", "anfrage"],
    ),
    state(
        "auftrag_geklaert",
        "Auftrag geklärt",
        "mandate clear",
        Phase::Running,
        &["in_beratung", "erstgespraech", "verwiesen", "abgebrochen"],
    ),
    state(
        "in_beratung",
        "in Beratung",
        "counselling",
        Phase::Running,
        &[
            "abschluss_vereinbart",
            "auftrag_geklaert",
            "verwiesen",
            "abgebrochen",
        ],
    ),
    state(
        "abschluss_vereinbart",
        "Abschluss vereinbart",
        "conclusion agreed",
        Phase::Running,
        &["abgeschlossen", "in_beratung", "verwiesen", "abgebrochen"],
    ),
    state(
        "abgeschlossen",
        "abgeschlossen",
        "closed",
        Phase::Done,
        &["anonymisiert", "in_beratung"],
    ),
    // What is anonymous cannot go back.
    state(
        "anonymisiert",
        "anonymisiert",
        "made anonymous",
        Phase::Done,
        &[],
    ),
    state(
        "verwiesen",
        "verwiesen",
        "referred",
        Phase::Done,
        &["in_beratung", "abgeschlossen", "anonymisiert"],
    ),
    state(
        "abgebrochen",
        "abgebrochen",
        "broken off",
        Phase::Stopped,
        &["erstgespraech", "in_beratung", "anonymisiert"],
    )
    .with_reason(),
];
