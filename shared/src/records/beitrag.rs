//! R12a Beitrag: an idea card, as a citizen wrote it. Short, without names, moderated before it is shown.

use super::build::{LINE, NOTE, field, state};
use super::common::FILES;
use super::common::LANGUAGES;
use super::common::part_of_town;
use super::field::{FieldKind, Part, Phase, RECORD, RecordDef, StateDef};
use crate::text::text;

/// R12a: an idea card.
pub static BEITRAG: RecordDef = RecordDef {
    id: 121,
    key: "beitrag",
    name: text("Karte", "Card"),
    names: text("Karten", "Cards"),
    add: text("Neue Karte", "New card"),
    empty: (
        text("Noch keine Karte", "No card yet"),
        text(
            "Abschreiben, was auf der Pinnwand steht. Ohne Namen.",
            "Copy what is on the pinboard. Without names.",
        ),
    ),
    icon: "card",
    part: Part::Meeting,
    sections: &[text("Karte", "Card"), text("Prüfung", "Moderation")],
    fields: &[
        field(
            1,
            "text",
            text("Was steht auf der Karte?", "What is on the card?"),
            FieldKind::LongText { chars_max: 280 },
        )
        .required()
        .no_names()
        .search(3),
        field(2, "thema", text("Thema", "Topic"), LINE).search(2),
        part_of_town(3),
        field(
            4,
            "sprache",
            text("Sprache", "Language"),
            FieldKind::Choice { choices: LANGUAGES },
        )
        .search(0),
        field(
            5,
            "veranstaltung",
            text("Veranstaltung", "Event"),
            FieldKind::Link {
                to: "veranstaltung",
            },
        ),
        field(
            6,
            "beteiligung",
            text("Beteiligung", "Participation"),
            FieldKind::Link { to: "beteiligung" },
        ),
        field(
            7,
            "status",
            text("Prüfung", "Moderation"),
            FieldKind::State { states: STATES },
        )
        .section(1)
        .hint(
            "Hass und Namen werden nicht veröffentlicht.",
            "Hate and names are not published.",
        ),
        field(8, "status_grund", text("Grund", "Reason"), NOTE)
            .section(1)
            .when("status", &["nicht_veroeffentlicht"])
            .required()
            .no_names(),
        FILES,
    ],
    title: 1,
    summary: &[2, 3, 7],
    state: Some(7),
    order: 1,
    parent: Some(5),
    reason: Some(8),
    ..RECORD
};

const STATES: &[StateDef] = &[
    state(
        "neu",
        "neu",
        "new",
        Phase::Open,
        &["geprueft", "zusammengefasst", "nicht_veroeffentlicht"],
    ),
    state(
        "geprueft",
        "geprüft",
        "checked",
        Phase::Done,
        &["zusammengefasst", "nicht_veroeffentlicht", "neu"],
    ),
    state(
        "zusammengefasst",
        "zusammengefasst",
        "merged with others",
        Phase::Done,
        &["geprueft", "nicht_veroeffentlicht", "neu"],
    ),
    state(
        "nicht_veroeffentlicht",
        "nicht veröffentlicht",
        "not published",
        Phase::Stopped,
        &["geprueft", "neu"],
    )
    .with_reason(),
];
