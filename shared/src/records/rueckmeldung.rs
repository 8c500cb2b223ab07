//! R12c Rückmeldung: what became of it. The step people resent when it is missing.

use super::build::{LINE, NOTE, field};
use super::field::{Choice, FieldKind, Part, Past, RECORD, RecordDef, choice};
use crate::text::text;

/// R12c: the answer to a participation.
pub static RUECKMELDUNG: RecordDef = RecordDef {
    id: 123,
    key: "rueckmeldung",
    name: text("Rückmeldung", "Answer"),
    names: text("Rückmeldungen", "Answers"),
    add: text("Neue Rückmeldung", "New answer"),
    empty: (
        text("Noch keine Rückmeldung", "No answer yet"),
        text(
            "Auch ein Nein mit Begründung ist eine Antwort.",
            "A no with reasons is an answer too.",
        ),
    ),
    icon: "chat",
    part: Part::Meeting,
    sections: &[text("Rückmeldung", "Answer")],
    fields: &[
        field(
            1,
            "beteiligung",
            text("Beteiligung", "Participation"),
            FieldKind::Link { to: "beteiligung" },
        )
        .required(),
        field(
            2,
            "text",
            text("Was wurde daraus?", "What became of it?"),
            NOTE,
        )
        .required()
        .search(3)
        .no_names(),
        field(
            3,
            "entscheidung",
            text("Entscheidung", "Decision"),
            FieldKind::Choice { choices: DECISIONS },
        )
        .required(),
        field(4, "warum", text("Warum?", "Why?"), NOTE)
            .when("entscheidung", &["teilweise", "nicht_moeglich"])
            .required()
            .no_names(),
        field(
            5,
            "von",
            text("Antwort von (Gremium)", "Answer by (body)"),
            LINE,
        ),
        field(6, "datum", text("Datum", "Date"), FieldKind::Date).past(Past::Was),
    ],
    title: 2,
    summary: &[3, 6],
    order: 6,
    parent: Some(1),
    ..RECORD
};

const DECISIONS: &[Choice] = &[
    choice("umgesetzt", "umgesetzt", "done"),
    choice("in_arbeit", "in Arbeit", "in progress"),
    choice("teilweise", "teilweise", "partly"),
    choice("nicht_moeglich", "nicht möglich", "not possible"),
];
