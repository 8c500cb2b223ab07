//! R16 Angebot: counselling, training or funding that exists already. Support structures vanish, so every entry says when
//! it was last checked. Kept by the project team, read by everyone in the network.

use super::build::{LINE, NOTE, field, state};
use super::common::{DELETE_FROM, LANGUAGES, ORIGIN, SOURCE};
use super::field::{
    Choice, FieldDef, FieldKind, Led, Part, Phase, RECORD, RecordDef, Rule, SpaceKind, StateDef,
    choice,
};
use super::taxonomy::CHALLENGES;
use crate::text::text;

/// R16: an existing offer.
pub static ANGEBOT: RecordDef = RecordDef {
    id: 16,
    key: "angebot",
    name: text("Angebot", "Offer"),
    names: text("Angebote", "Offers"),
    add: text("Neues Angebot", "New offer"),
    empty: (
        text("Noch kein Angebot", "No offer yet"),
        text(
            "Mit den Stellen anfangen, die im Notfall gebraucht werden.",
            "Start with the offices needed in an emergency.",
        ),
    ),
    home: SpaceKind::Network,
    icon: "phone",
    part: Part::Network,
    sections: &[
        text("Das Wichtigste", "Essentials"),
        text("Kontakt", "Contact"),
        text("Zugang", "Access"),
        text("Prüfung", "Checking"),
        ORIGIN,
    ],
    fields: &[
        field(1, "name", text("Name", "Name"), LINE)
            .required()
            .search(3),
        field(2, "traeger", text("Träger", "Provider"), LINE).search(2),
        field(
            3,
            "art",
            text("Art", "Type"),
            FieldKind::Choice { choices: TYPES },
        )
        .search(2),
        field(
            4,
            "beschreibung",
            text("Worum es geht", "What it is about"),
            NOTE,
        )
        .no_names(),
        field(5, "zielgruppe", text("Für wen", "For whom"), LINE),
        field(6, "region", text("Region", "Region"), LINE),
        field(
            7,
            "themen",
            text("Themen", "Topics"),
            FieldKind::Choices {
                choices: CHALLENGES,
                count_max: 0,
            },
        ),
        field(
            8,
            "status",
            text("Stand", "Status"),
            FieldKind::State { states: STATES },
        ),
        field(
            10,
            "telefon",
            text("Telefon", "Telephone"),
            FieldKind::Phone,
        )
        .section(1),
        field(11, "zeiten", text("Zeiten", "Hours"), LINE)
            .section(1)
            .search(0),
        field(12, "email", text("E-Mail", "E-mail"), FieldKind::Email).section(1),
        field(13, "web", text("Webseite", "Website"), FieldKind::Url).section(1),
        field(20, "kosten", text("Kosten", "Costs"), LINE)
            .section(2)
            .search(0),
        field(
            21,
            "anonym",
            text("Anonym möglich", "Anonymous possible"),
            FieldKind::YesNo,
        )
        .section(2),
        field(
            22,
            "anzeige_noetig",
            text(
                "Anzeige bei der Polizei nötig",
                "Report to the police needed",
            ),
            FieldKind::YesNo,
        )
        .section(2),
        field(
            23,
            "sprachen",
            text("Sprachen", "Languages"),
            FieldKind::Choices {
                choices: LANGUAGES,
                count_max: 0,
            },
        )
        .section(2),
        field(
            24,
            "barrierefrei",
            text("Barrierefrei", "Step-free"),
            FieldKind::YesNo,
        )
        .section(2),
        field(
            30,
            "geprueft_am",
            text("Zuletzt geprüft am", "Last checked on"),
            FieldKind::Date,
        )
        .hint(
            "Ohne Prüfung gilt der Eintrag nach 6 Monaten als veraltet.",
            "Without a check the entry counts as outdated after 6 months.",
        )
        .section(3),
        field(
            31,
            "gueltig_bis",
            text("Gültig bis", "Valid until"),
            FieldKind::Date,
        )
        .section(3),
        field(32, "frist", text("Frist", "Deadline"), FieldKind::Date)
            .hint(
                "Zum Beispiel für einen Antrag.",
                "For example for an application.",
            )
            .section(3),
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
    summary: &[3, 10, 30],
    state: Some(8),
    order: 1,
    due: Some(31),
    rules: &[Rule::Order {
        from: "geprueft_am",
        to: "gueltig_bis",
    }],
    led: Led::ByTeam,
    ..RECORD
};

const TYPES: &[Choice] = &[
    choice("mobile_beratung", "Mobile Beratung", "Mobile counselling"),
    choice("opferberatung", "Opferberatung", "Counselling of victims"),
    choice("ausstieg", "Ausstieg, Distanzierung", "Exit, distancing"),
    choice("rechtsberatung", "Rechtsberatung", "Legal advice"),
    choice("polizei", "Polizei", "Police"),
    choice("psychosozial", "psychosoziale Hilfe", "psychosocial help"),
    choice("fortbildung", "Fortbildung", "Training"),
    choice(
        "moderation",
        "Moderation, Konfliktberatung",
        "Moderation, conflict counselling",
    ),
    choice("foerderung", "Förderung", "Funding"),
    choice("praevention", "Prävention", "Prevention"),
    choice("jugend", "Jugend", "Youth"),
    choice(
        "antidiskriminierung",
        "Antidiskriminierung",
        "Anti-discrimination",
    ),
    choice("medien", "Medien und Netz", "Media and internet"),
];

const STATES: &[StateDef] = &[
    state("entwurf", "Entwurf", "draft", Phase::Open, &["geprueft"]),
    state(
        "geprueft",
        "geprüft",
        "checked",
        Phase::Done,
        &["veraltet", "beendet", "entwurf"],
    ),
    state(
        "veraltet",
        "veraltet",
        "outdated",
        Phase::Running,
        &["geprueft", "beendet"],
    ),
    state(
        "beendet",
        "beendet",
        "ended",
        Phase::Stopped,
        &["geprueft", "entwurf"],
    ),
];
