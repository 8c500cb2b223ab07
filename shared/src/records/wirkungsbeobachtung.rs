//! R23 Wirkungsbeobachtung: what changed, with proof. Written when it is seen, never edited into shape for the report.

use super::build::{LINE, NOTE, field};
use super::common::{DELETE_FROM, FILES, ORIGIN, SOURCE};
use super::field::{Choice, FieldDef, FieldKind, Part, Past, RECORD, RecordDef, choice};
use crate::text::text;

/// R23: an observation of effect.
pub static WIRKUNGSBEOBACHTUNG: RecordDef = RecordDef {
    id: 23,
    key: "wirkungsbeobachtung",
    name: text("Beobachtung", "Observation"),
    names: text("Beobachtungen", "Observations"),
    add: text("Neue Beobachtung", "New observation"),
    empty: (
        text("Noch keine Beobachtung", "No observation yet"),
        text(
            "Was ist anders als vor einem Jahr? Auch Kleines zählt.",
            "What is different from a year ago? Small things count.",
        ),
    ),
    icon: "eye",
    part: Part::Effect,
    sections: &[
        text("Beobachtung", "Observation"),
        text("Beleg", "Proof"),
        ORIGIN,
    ],
    fields: &[
        field(
            1,
            "beobachtung",
            text("Was hat sich gezeigt?", "What has shown?"),
            NOTE,
        )
        .required()
        .search(3)
        .no_names(),
        field(2, "datum", text("Datum", "Date"), FieldKind::Date).past(Past::Was),
        field(
            3,
            "ebene",
            text("Ebene", "Level"),
            FieldKind::Choice { choices: LEVELS },
        ),
        field(
            4,
            "bewertung",
            text("War das erwartet?", "Was it expected?"),
            FieldKind::Choice {
                choices: JUDGEMENTS,
            },
        ),
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
            "massnahme",
            text("Maßnahme", "Measure"),
            FieldKind::Link { to: "massnahme" },
        ),
        field(
            7,
            "ziel",
            text("Ziel", "Goal"),
            FieldKind::Link { to: "ziel" },
        ),
        field(
            10,
            "beleg_art",
            text("Beleg", "Proof"),
            FieldKind::Choice { choices: PROOFS },
        )
        .section(1),
        field(
            11,
            "beleg",
            text("Wortlaut oder Fundstelle", "Wording or source"),
            LINE,
        )
        .hint("Zitate ohne Namen.", "Quotations without names.")
        .section(1)
        .no_names(),
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
    summary: &[2, 3, 4],
    order: 2,
    ..RECORD
};

const LEVELS: &[Choice] = &[
    choice("output", "Was wir geschafft haben", "What was done"),
    choice(
        "zielgruppe",
        "Zielgruppe erreicht, zufrieden",
        "Target group reached, content",
    ),
    choice(
        "wissen_haltung",
        "Wissen, Haltung, Handlung",
        "Knowledge, attitude, action",
    ),
    choice("struktur", "Struktur, Umfeld", "Structure, surroundings"),
];

const JUDGEMENTS: &[Choice] = &[
    choice("erwartet", "erwartet", "expected"),
    choice("unerwartet", "unerwartet", "unexpected"),
    choice("negativ", "negativ", "negative"),
];

const PROOFS: &[Choice] = &[
    choice("zitat", "Zitat, anonym", "Quotation, anonymous"),
    choice("zahl", "Zahl", "Number"),
    choice("beschluss", "Beschluss", "Resolution"),
    choice("presse", "Presse", "Press"),
];
