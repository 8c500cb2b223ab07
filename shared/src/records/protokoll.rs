//! Protokoll (part of R13): minutes of a meeting. Present are organisations; no list of names is left. Points of the
//! agenda, resolutions and tasks are records of their own, so that two people can write at once. Released minutes are locked
//! by the screens; a correction goes back to the draft.

use super::build::{LINE, NOTE, field, state};
use super::common::{DELETE_FROM, FILES, MORE_TOWNS, ORIGIN, SOURCE};
use super::field::{FieldDef, FieldKind, Part, Phase, RECORD, RecordDef, Rule, StateDef};
use crate::text::text;

/// R13, first part: minutes.
pub static PROTOKOLL: RecordDef = RecordDef {
    id: 131,
    key: "protokoll",
    name: text("Protokoll", "Minutes"),
    names: text("Protokolle", "Minutes"),
    add: text("Neues Protokoll", "New minutes"),
    empty: (
        text("Noch kein Protokoll", "No minutes yet"),
        text(
            "Beim Treffen mitschreiben, am Ende ist es fertig.",
            "Write during the meeting; at its end they are finished.",
        ),
    ),
    icon: "note",
    part: Part::Minutes,
    sections: &[
        text("Treffen", "Meeting"),
        text("Inhalt", "Content"),
        text("Freigabe", "Release"),
        ORIGIN,
    ],
    fields: &[
        field(
            1,
            "titel",
            text("Gremium oder Treffen", "Body or meeting"),
            LINE,
        )
        .required()
        .search(3),
        field(2, "beginn", text("Beginn", "Begins"), FieldKind::DateTime),
        field(3, "ende", text("Ende", "Ends"), FieldKind::DateTime),
        field(4, "ort", text("Ort", "Place"), LINE),
        field(
            5,
            "status",
            text("Stand", "Status"),
            FieldKind::State { states: STATES },
        ),
        field(
            6,
            "veranstaltung",
            text("Veranstaltung", "Event"),
            FieldKind::Link {
                to: "veranstaltung",
            },
        ),
        field(
            7,
            "allianz",
            text("Allianz", "Alliance"),
            FieldKind::Link { to: "allianz" },
        ),
        field(
            8,
            "anwesend",
            text("Anwesende Organisationen", "Organisations present"),
            FieldKind::Links { to: "akteur" },
        )
        .hint(
            "Organisationen statt Personen.",
            "Organisations instead of persons.",
        ),
        field(10, "kernpunkte", text("Kernpunkte", "Main points"), NOTE)
            .section(1)
            .no_names(),
        field(
            11,
            "naechstes_treffen",
            text("Nächstes Treffen", "Next meeting"),
            FieldKind::DateTime,
        )
        .section(1),
        field(
            20,
            "geprueft_durch",
            text("Geprüft durch (Funktion)", "Checked by (function)"),
            LINE,
        )
        .section(2),
        field(
            21,
            "freigegeben_am",
            text("Freigegeben am", "Released on"),
            FieldKind::Date,
        )
        .section(2),
        FieldDef {
            section: 3,
            ..MORE_TOWNS
        },
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
    summary: &[2, 5],
    state: Some(5),
    order: 2,
    rules: &[Rule::Order {
        from: "beginn",
        to: "ende",
    }],
    ..RECORD
};

const STATES: &[StateDef] = &[
    state(
        "mitschrift",
        "Mitschrift",
        "being written",
        Phase::Running,
        &["entwurf"],
    ),
    state(
        "entwurf",
        "Entwurf",
        "draft",
        Phase::Running,
        &["freigegeben", "mitschrift"],
    ),
    state(
        "freigegeben",
        "freigegeben",
        "released",
        Phase::Done,
        &["versandt", "entwurf"],
    ),
    state(
        "versandt",
        "versandt",
        "sent out",
        Phase::Done,
        &["entwurf"],
    ),
];
