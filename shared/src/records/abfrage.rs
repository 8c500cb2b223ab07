//! R12b Abfrage: one question with dots. Each option has a counter, so that several phones add up; the number on a
//! pinboard is typed in as one count of its own, see `station`.

use super::build::{LINE, field, state};
use super::common::FILES;
use super::field::{Choice, FieldKind, Part, Phase, RECORD, RecordDef, StateDef, choice};
use crate::text::text;

/// R12b: a question with dots.
pub static ABFRAGE: RecordDef = RecordDef {
    id: 122,
    key: "abfrage",
    name: text("Punktabfrage", "Dot vote"),
    names: text("Punktabfragen", "Dot votes"),
    add: text("Neue Punktabfrage", "New dot vote"),
    empty: (
        text("Noch keine Punktabfrage", "No dot vote yet"),
        text(
            "Eine Frage und zwei Antworten genügen.",
            "One question and two answers are enough.",
        ),
    ),
    icon: "dots",
    part: Part::Meeting,
    sections: &[
        text("Frage", "Question"),
        text("Antworten", "Answers"),
        text("Punkte", "Dots"),
        text("Korrekturen", "Corrections"),
    ],
    fields: &[
        field(1, "frage", text("Frage", "Question"), LINE)
            .required()
            .search(3),
        field(
            2,
            "beteiligung",
            text("Beteiligung", "Participation"),
            FieldKind::Link { to: "beteiligung" },
        ),
        field(
            3,
            "veranstaltung",
            text("Veranstaltung", "Event"),
            FieldKind::Link {
                to: "veranstaltung",
            },
        ),
        field(
            4,
            "punkte_regel",
            text("Punkte je Person", "Dots per person"),
            FieldKind::Number {
                min: 1,
                max: 10,
                unit: None,
            },
        )
        .hint(
            "Meist einer. Mehrere dürfen auf dieselbe Antwort.",
            "Mostly one. Several may go on the same answer.",
        ),
        field(
            5,
            "altersgruppe",
            text("Nur eine Altersgruppe", "One age band only"),
            FieldKind::Choice { choices: BANDS },
        )
        .hint(
            "Für eine eigene Pinnwand, zum Beispiel der Jugend.",
            "For a board of its own, for example of young people.",
        )
        .search(0),
        field(
            6,
            "status",
            text("Stand", "Status"),
            FieldKind::State { states: STATES },
        ),
        field(
            7,
            "zwischenstand",
            text("Zwischenstand", "Running result"),
            FieldKind::Choice { choices: SHOWN },
        )
        .hint(
            "Wer den Stand sieht, klebt anders. Verborgen ist ehrlicher.",
            "Who sees the result votes differently. Hidden is more honest.",
        )
        .search(0),
        field(10, "antwort_1", text("Antwort 1", "Answer 1"), LINE)
            .section(1)
            .required(),
        field(11, "antwort_2", text("Antwort 2", "Answer 2"), LINE)
            .section(1)
            .required(),
        field(12, "antwort_3", text("Antwort 3", "Answer 3"), LINE).section(1),
        field(13, "antwort_4", text("Antwort 4", "Answer 4"), LINE).section(1),
        field(14, "antwort_5", text("Antwort 5", "Answer 5"), LINE).section(1),
        field(15, "antwort_6", text("Antwort 6", "Answer 6"), LINE).section(1),
        field(16, "antwort_7", text("Antwort 7", "Answer 7"), LINE).section(1),
        field(17, "antwort_8", text("Antwort 8", "Answer 8"), LINE).section(1),
        field(
            20,
            "punkte_1",
            text("Punkte für Antwort 1", "Dots for answer 1"),
            FieldKind::Counter,
        )
        .section(2),
        field(
            21,
            "punkte_2",
            text("Punkte für Antwort 2", "Dots for answer 2"),
            FieldKind::Counter,
        )
        .section(2),
        field(
            22,
            "punkte_3",
            text("Punkte für Antwort 3", "Dots for answer 3"),
            FieldKind::Counter,
        )
        .section(2),
        field(
            23,
            "punkte_4",
            text("Punkte für Antwort 4", "Dots for answer 4"),
            FieldKind::Counter,
        )
        .section(2),
        field(
            24,
            "punkte_5",
            text("Punkte für Antwort 5", "Dots for answer 5"),
            FieldKind::Counter,
        )
        .section(2),
        field(
            25,
            "punkte_6",
            text("Punkte für Antwort 6", "Dots for answer 6"),
            FieldKind::Counter,
        )
        .section(2),
        field(
            26,
            "punkte_7",
            text("Punkte für Antwort 7", "Dots for answer 7"),
            FieldKind::Counter,
        )
        .section(2),
        field(
            27,
            "punkte_8",
            text("Punkte für Antwort 8", "Dots for answer 8"),
            FieldKind::Counter,
        )
        .section(2),
        field(
            30,
            "korrekturen",
            text("Korrekturen", "Corrections"),
            FieldKind::Corrections { of: DOTS },
        )
        .hint(
            "Eine Gegenbuchung mit Grund.",
            "A counter-entry with a reason.",
        )
        .section(3),
        FILES,
    ],
    title: 1,
    summary: &[5],
    state: Some(6),
    order: 1,
    parent: Some(2),
    ..RECORD
};

const STATES: &[StateDef] = &[
    state("offen", "offen", "open", Phase::Open, &["geschlossen"]),
    state(
        "geschlossen",
        "geschlossen",
        "closed",
        Phase::Done,
        &["offen"],
    ),
];

const SHOWN: &[Choice] = &[
    choice("verborgen", "verborgen", "hidden"),
    choice(
        "nach_dem_kleben",
        "nach dem Kleben zeigen",
        "shown after voting",
    ),
];

const BANDS: &[Choice] = &[
    choice("alter_0_13", "0–13", "0–13"),
    choice("alter_14_17", "14–17", "14–17"),
    choice("alter_18_26", "18–26", "18–26"),
    choice("alter_27_59", "27–59", "27–59"),
    choice("alter_60", "60+", "60+"),
];

pub(super) const DOTS: &[&str] = &[
    "punkte_1", "punkte_2", "punkte_3", "punkte_4", "punkte_5", "punkte_6", "punkte_7", "punkte_8",
];
