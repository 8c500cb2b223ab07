//! R24 Öffentlichkeitsarbeit: what was published, whether the funding notice stood on it, how it was received.

use super::build::{COUNT, LINE, NOTE, field};
use super::common::{DELETE_FROM, FILES, MORE_TOWNS, ORIGIN, SOURCE};
use super::field::{Choice, FieldDef, FieldKind, Part, RECORD, RecordDef, choice};
use crate::text::text;

/// R24: a piece of publicity.
pub(super) static OEFFENTLICHKEITSARBEIT: RecordDef = RecordDef {
    id: 24,
    key: "oeffentlichkeitsarbeit",
    name: text("Öffentlichkeitsarbeit", "Publicity"),
    names: text("Öffentlichkeitsarbeit", "Publicity"),
    add: text("Neue Veröffentlichung", "New publication"),
    empty: (
        text("Noch nichts veröffentlicht", "Nothing published yet"),
        text(
            "Auch ein Aushang im Schaukasten gehört hierher.",
            "A notice in the showcase belongs here too.",
        ),
    ),
    icon: "print",
    part: Part::Effect,
    sections: &[
        text("Das Wichtigste", "Essentials"),
        text("Prüfung und Beleg", "Check and proof"),
        ORIGIN,
    ],
    fields: &[
        field(1, "titel", text("Titel", "Title"), LINE)
            .required()
            .search(3),
        field(
            2,
            "art",
            text("Art", "Type"),
            FieldKind::Choice { choices: TYPES },
        ),
        field(3, "datum", text("Datum", "Date"), FieldKind::Date),
        field(
            4,
            "veranstaltung",
            text("Veranstaltung", "Event"),
            FieldKind::Link {
                to: "veranstaltung",
            },
        ),
        field(5, "reichweite", text("Reichweite", "Reach"), COUNT).hint(
            "Ungefähr: Auflage, Aufrufe, Abonnements.",
            "Roughly: print run, views, subscriptions.",
        ),
        field(
            6,
            "resonanz",
            text("Resonanz", "Response"),
            FieldKind::Choice { choices: RESPONSES },
        ),
        field(7, "notiz", text("Notiz", "Note"), NOTE).no_names(),
        field(
            10,
            "foerderhinweis",
            text(
                "Förderhinweis und Logo drauf",
                "Funding notice and logo on it",
            ),
            FieldKind::YesNo,
        )
        .section(1),
        field(
            11,
            "freigabe",
            text("Freigegeben", "Released"),
            FieldKind::YesNo,
        )
        .section(1),
        field(
            12,
            "beleg",
            text(
                "Ablageort des Belegexemplars",
                "Where the specimen copy is kept",
            ),
            LINE,
        )
        .section(1)
        .search(0),
        field(13, "web", text("Webseite", "Website"), FieldKind::Url).section(1),
        FieldDef {
            section: 2,
            ..MORE_TOWNS
        },
        FieldDef {
            section: 2,
            ..SOURCE
        },
        FieldDef {
            section: 2,
            ..DELETE_FROM
        },
        FILES,
    ],
    title: 1,
    summary: &[2, 3, 6],
    order: 3,
    ..RECORD
};

const TYPES: &[Choice] = &[
    choice("presse", "Presse", "Press"),
    choice("amtsblatt", "Amtsblatt", "Official gazette"),
    choice("social", "Soziale Medien", "Social media"),
    choice("plakat", "Plakat", "Poster"),
    choice("web", "Webseite", "Website"),
];

const RESPONSES: &[Choice] = &[
    choice("positiv", "positiv", "positive"),
    choice("neutral", "neutral", "neutral"),
    choice("feindlich", "feindlich", "hostile"),
];
