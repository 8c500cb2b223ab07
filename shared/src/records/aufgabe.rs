//! Aufgabe (part of R13): who does what by when. Responsible is an organisation or a function.

use super::build::{LINE, NOTE, field, state};
use super::common::{DELETE_FROM, FILES, ORIGIN, SOURCE};
use super::field::{FieldDef, FieldKind, Part, Phase, RECORD, RecordDef, Repeat, StateDef};
use crate::text::text;

/// R13, third part: a task.
pub static AUFGABE: RecordDef = RecordDef {
    id: 133,
    key: "aufgabe",
    name: text("Aufgabe", "Task"),
    names: text("Aufgaben", "Tasks"),
    add: text("Neue Aufgabe", "New task"),
    empty: (
        text("Keine Aufgabe offen", "No open task"),
        text(
            "Eine Zeile genügt: was zu tun ist.",
            "One line is enough: what is to be done.",
        ),
    ),
    icon: "task",
    part: Part::Minutes,
    sections: &[
        text("Das Wichtigste", "Essentials"),
        text("Gehört zu", "Belongs to"),
        ORIGIN,
    ],
    fields: &[
        field(
            1,
            "titel",
            text("Was ist zu tun?", "What is to be done?"),
            LINE,
        )
        .required()
        .search(3),
        field(2, "bis", text("Bis", "Due"), FieldKind::Date),
        field(
            3,
            "verantwortlich",
            text("Wer macht es?", "Who does it?"),
            LINE,
        )
        .hint(
            "Funktion oder Organisation, zum Beispiel Heimatverein.",
            "Function or organisation, for example the local history club.",
        )
        .search(2),
        field(
            4,
            "status",
            text("Stand", "Status"),
            FieldKind::State { states: STATES },
        ),
        field(5, "notiz", text("Notiz", "Note"), NOTE).no_names(),
        field(
            11,
            "wiederholung",
            text("Wiederholt sich", "Repeats"),
            FieldKind::Choice {
                choices: Repeat::CHOICES,
            },
        )
        .hint(
            "Ist sie erledigt, entsteht die nächste von selbst. Dafür braucht es den Tag bei „Bis“.",
            "Once it is done the next one appears by itself. This needs the day it is due.",
        )
        .search(0),
        field(
            6,
            "organisation",
            text("Verantwortliche Organisation", "Organisation in charge"),
            FieldKind::Link { to: "akteur" },
        )
        .section(1),
        field(
            7,
            "veranstaltung",
            text("Veranstaltung", "Event"),
            FieldKind::Link {
                to: "veranstaltung",
            },
        )
        .section(1),
        field(
            8,
            "protokoll",
            text("Protokoll", "Minutes"),
            FieldKind::Link { to: "protokoll" },
        )
        .section(1),
        field(
            9,
            "massnahme",
            text("Maßnahme", "Measure"),
            FieldKind::Link { to: "massnahme" },
        )
        .section(1),
        field(
            10,
            "punkt",
            text("Tagesordnungspunkt", "Agenda point"),
            FieldKind::Link {
                to: "tagesordnungspunkt",
            },
        )
        .section(1),
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
    state: Some(4),
    order: 2,
    due: Some(2),
    repeats: Some(11),
    ..RECORD
};

const STATES: &[StateDef] = &[
    state(
        "offen",
        "offen",
        "open",
        Phase::Open,
        &["in_arbeit", "erledigt", "entfaellt"],
    ),
    state(
        "in_arbeit",
        "in Arbeit",
        "in progress",
        Phase::Running,
        &["erledigt", "offen", "entfaellt"],
    ),
    state(
        "erledigt",
        "erledigt",
        "done",
        Phase::Done,
        &["offen", "in_arbeit"],
    ),
    state(
        "entfaellt",
        "entfällt",
        "dropped",
        Phase::Stopped,
        &["offen", "in_arbeit"],
    ),
];
