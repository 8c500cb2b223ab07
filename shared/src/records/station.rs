//! Station of a dot vote: a pinboard, a box of postcards, a second table. Typed in as one count, so that paper and phones are
//! one result with a subtotal each. Dots given on phones stand in the vote itself, one share per phone.
//!
//! A recount is a counter-entry with a reason: what was typed first stays readable.

use super::abfrage::DOTS;
use super::build::{LINE, field};
use super::common::FILES;
use super::field::{Choice, FieldKind, Part, RECORD, RecordDef, choice};
use crate::text::text;

/// Part of R12b: a place where dots were collected on paper.
pub static STATION: RecordDef = RecordDef {
    id: 1121,
    key: "station",
    name: text("Pinnwand", "Pinboard"),
    names: text("Pinnwände", "Pinboards"),
    add: text("Pinnwand eintippen", "Type in a pinboard"),
    empty: (
        text("Noch keine Pinnwand", "No pinboard yet"),
        text(
            "Die Zahlen der Pinnwand abtippen, eine je Antwort.",
            "Type the numbers of the board, one per answer.",
        ),
    ),
    icon: "dots",
    part: Part::Meeting,
    sections: &[
        text("Pinnwand", "Pinboard"),
        text("Punkte", "Dots"),
        text("Nachzählungen", "Recounts"),
    ],
    fields: &[
        field(
            1,
            "abfrage",
            text("Punktabfrage", "Dot vote"),
            FieldKind::Link { to: "abfrage" },
        )
        .required(),
        field(2, "bezeichnung", text("Wo?", "Where?"), LINE)
            .required()
            .hint("Zum Beispiel: Eingang Nord.", "For example: north gate.")
            .search(3),
        field(
            3,
            "art",
            text("Art", "Kind"),
            FieldKind::Choice { choices: KINDS },
        )
        .search(0),
        field(
            20,
            "punkte_1",
            text("Punkte für Antwort 1", "Dots for answer 1"),
            FieldKind::Counter,
        )
        .section(1),
        field(
            21,
            "punkte_2",
            text("Punkte für Antwort 2", "Dots for answer 2"),
            FieldKind::Counter,
        )
        .section(1),
        field(
            22,
            "punkte_3",
            text("Punkte für Antwort 3", "Dots for answer 3"),
            FieldKind::Counter,
        )
        .section(1),
        field(
            23,
            "punkte_4",
            text("Punkte für Antwort 4", "Dots for answer 4"),
            FieldKind::Counter,
        )
        .section(1),
        field(
            24,
            "punkte_5",
            text("Punkte für Antwort 5", "Dots for answer 5"),
            FieldKind::Counter,
        )
        .section(1),
        field(
            25,
            "punkte_6",
            text("Punkte für Antwort 6", "Dots for answer 6"),
            FieldKind::Counter,
        )
        .section(1),
        field(
            26,
            "punkte_7",
            text("Punkte für Antwort 7", "Dots for answer 7"),
            FieldKind::Counter,
        )
        .section(1),
        field(
            27,
            "punkte_8",
            text("Punkte für Antwort 8", "Dots for answer 8"),
            FieldKind::Counter,
        )
        .section(1),
        field(
            30,
            "nachzaehlungen",
            text("Nachzählungen", "Recounts"),
            FieldKind::Corrections { of: DOTS },
        )
        .section(2),
        FILES,
    ],
    title: 2,
    summary: &[3],
    order: 2,
    parent: Some(1),
    ..RECORD
};

const KINDS: &[Choice] = &[
    choice("pinnwand", "Pinnwand", "Pinboard"),
    choice("postkarten", "Postkarten", "Postcards"),
    choice("stimmzettel", "Zettel in der Urne", "Slips in a box"),
];
