//! R7 Allianz: a local alliance. Who belongs to it is in `mitgliedschaft`; which sectors are covered is computed.

use super::build::{LINE, NOTE, field, state};
use super::common::{DELETE_FROM, FILES, MORE_TOWNS, ORIGIN, SOURCE};
use super::field::{Choice, FieldDef, FieldKind, Part, Phase, RECORD, RecordDef, StateDef, choice};
use crate::text::text;

/// R7: a local alliance.
pub(super) static ALLIANZ: RecordDef = RecordDef {
    id: 7,
    key: "allianz",
    name: text("Allianz", "Alliance"),
    names: text("Allianzen", "Alliances"),
    add: text("Neue Allianz", "New alliance"),
    empty: (
        text("Noch keine Allianz", "No alliance yet"),
        text(
            "Ein Name und ein Anlass genügen. Mitglieder kommen dazu.",
            "A name and an occasion are enough. Members join later.",
        ),
    ),
    icon: "people",
    part: Part::Alliance,
    sections: &[
        text("Das Wichtigste", "Essentials"),
        text("Regeln", "Rules"),
        ORIGIN,
    ],
    fields: &[
        field(1, "name", text("Name", "Name"), LINE)
            .required()
            .search(3),
        field(
            2,
            "status",
            text("Stand", "Status"),
            FieldKind::State { states: STATES },
        ),
        field(3, "anlass", text("Anlass", "Occasion"), NOTE).no_names(),
        field(
            4,
            "form",
            text("Form", "Form"),
            FieldKind::Choice { choices: FORMS },
        ),
        field(
            5,
            "sprecher_funktion",
            text(
                "Spricht für die Allianz (Funktion)",
                "Speaks for the alliance (function)",
            ),
            LINE,
        ),
        field(
            6,
            "treffrhythmus",
            text("Treffrhythmus", "Rhythm of meetings"),
            LINE,
        )
        .hint(
            "Zum Beispiel: jeden zweiten Dienstag.",
            "For example: every second Tuesday.",
        ),
        field(
            7,
            "sichtbarkeit",
            text("Sichtbarkeit", "Visibility"),
            FieldKind::Choice {
                choices: VISIBILITIES,
            },
        )
        .hint(
            "Gilt für alles, was nach außen geht.",
            "Holds for everything that goes out.",
        ),
        field(
            10,
            "selbstverstaendnis",
            text("Selbstverständnis", "Mission statement"),
            NOTE,
        )
        .section(1)
        .no_names(),
        field(
            11,
            "selbstverstaendnis_am",
            text("Beschlossen am", "Adopted on"),
            FieldKind::Date,
        )
        .section(1),
        field(
            12,
            "entscheidung",
            text("Entschieden wird", "Decisions are made"),
            FieldKind::Choice { choices: DECISIONS },
        )
        .section(1),
        field(
            13,
            "aussenvertretung",
            text("Sprechen nach außen", "Speaking in public"),
            NOTE,
        )
        .section(1)
        .no_names(),
        field(
            14,
            "name_oeffentlich",
            text("Name darf öffentlich stehen", "The name may be public"),
            FieldKind::YesNo,
        )
        .section(1),
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
    summary: &[2, 4, 6],
    state: Some(2),
    order: 1,
    ..RECORD
};

const FORMS: &[Choice] = &[
    choice("buendnis", "loses Bündnis", "loose alliance"),
    choice("runder_tisch", "Runder Tisch", "round table"),
    choice("verein", "Verein", "registered club"),
    choice(
        "pfd_buendnis",
        "Bündnis der Partnerschaft für Demokratie",
        "alliance of the Partnership for Democracy",
    ),
    choice(
        "kpr_ag",
        "Arbeitsgruppe des Präventionsrats",
        "working group of the prevention council",
    ),
];

const VISIBILITIES: &[Choice] = &[
    choice("offen", "offen", "open"),
    choice("zurueckhaltend", "zurückhaltend", "reserved"),
    choice("verdeckt", "verdeckt", "hidden"),
];

const DECISIONS: &[Choice] = &[
    choice("konsens", "im Konsens", "by consensus"),
    choice("mehrheit", "mit Mehrheit", "by majority"),
];

const STATES: &[StateDef] = &[
    state(
        "anbahnung",
        "Anbahnung",
        "getting started",
        Phase::Open,
        &["gruendung", "ruhend", "aufgeloest"],
    ),
    state(
        "gruendung",
        "Gründung",
        "being founded",
        Phase::Running,
        &["aktiv", "anbahnung", "ruhend", "aufgeloest"],
    ),
    state(
        "aktiv",
        "aktiv",
        "active",
        Phase::Running,
        &["verstetigt", "gruendung", "ruhend", "aufgeloest"],
    ),
    state(
        "verstetigt",
        "verstetigt",
        "made permanent",
        Phase::Done,
        &["aktiv", "ruhend", "aufgeloest"],
    ),
    state(
        "ruhend",
        "ruhend",
        "on hold",
        Phase::Stopped,
        &["anbahnung", "aktiv", "aufgeloest"],
    ),
    state(
        "aufgeloest",
        "aufgelöst",
        "dissolved",
        Phase::Stopped,
        &["anbahnung", "aktiv"],
    ),
];
