//! Part of R3: one organisation or role on the map of actors, and how near it is to the project.
//!
//! Never persons, and no class for opponents: the scale ends at "not yet talked to".

use super::build::{LINE, NOTE, field};
use super::field::{Choice, FieldKind, Part, RECORD, RecordDef, choice};
use crate::text::text;

/// Part of R3: a place on the map of actors.
pub(super) static AKTEURSKARTE: RecordDef = RecordDef {
    id: 1031,
    key: "akteurskarte",
    name: text("Platz auf der Akteurskarte", "Place on the actor map"),
    names: text("Akteurskarte", "Actor map"),
    add: text("Auf die Karte setzen", "Put on the map"),
    empty: (
        text("Die Karte ist leer", "The map is empty"),
        text(
            "Mit den Organisationen anfangen, die schon mittragen.",
            "Start with the organisations that already carry it.",
        ),
    ),
    icon: "map",
    part: Part::Accompaniment,
    sections: &[text("Platz auf der Karte", "Place on the map")],
    fields: &[
        field(
            1,
            "analyse",
            text("Analyse", "Analysis"),
            FieldKind::Link { to: "analyse" },
        )
        .required(),
        field(
            2,
            "akteur",
            text("Akteur", "Organisation"),
            FieldKind::Link { to: "akteur" },
        ),
        field(
            3,
            "rolle",
            text("Organisation oder Rolle", "Organisation or role"),
            LINE,
        )
        .hint(
            "Wenn es noch kein Akteur ist. Keine Personen.",
            "If it is no organisation yet. No persons.",
        )
        .search(3)
        .no_names(),
        field(
            4,
            "naehe",
            text("Nähe zum Vorhaben", "Nearness to the project"),
            FieldKind::Choice { choices: NEARNESS },
        )
        .required(),
        field(5, "notiz", text("Notiz", "Note"), NOTE).no_names(),
    ],
    title: 3,
    summary: &[2, 4],
    order: 3,
    parent: Some(1),
    ..RECORD
};

const NEARNESS: &[Choice] = &[
    choice("tragend", "tragend", "carrying"),
    choice("unterstuetzend", "unterstützend", "supporting"),
    choice("offen", "offen", "open"),
    choice(
        "nicht_angesprochen",
        "noch nicht angesprochen",
        "not yet talked to",
    ),
];
