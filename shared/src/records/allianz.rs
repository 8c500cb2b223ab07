//! R7 Allianz: a local alliance. Who belongs to it is in `mitgliedschaft`; which sectors are covered is computed.

use super::build::{LINE, NOTE, field, state};
use super::common::{DELETE_FROM, FILES, MORE_TOWNS, ORIGIN, SOURCE};
use super::field::{
    Choice, FieldDef, FieldKind, JOINT, Joint, Part, Phase, RECORD, RecordDef, StateDef, choice,
};
use crate::text::text;

/// R7: a local alliance.
pub static ALLIANZ: RecordDef = RecordDef {
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
            .search(3)
            .no_names(),
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
        )
        .no_names(),
        field(
            6,
            "treffrhythmus",
            text("Treffrhythmus", "Rhythm of meetings"),
            LINE,
        )
        .hint(
            "Zum Beispiel: jeden zweiten Dienstag.",
            "For example: every second Tuesday.",
        )
        .no_names(),
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
    joint: Some(&SHARED),
    ..RECORD
};

/// Who belongs to it, what was said and decided at its table names people of a town: `team`, so it stays there. Each town hangs
/// its own to the one alliance; a narrower circle may refer to the wider one.
static SHARED: Joint = Joint {
    released: &[
        "name",
        "status",
        "anlass",
        "form",
        "sprecher_funktion",
        "treffrhythmus",
        // Whoever shares a hidden alliance has to know that it is hidden.
        "sichtbarkeit",
        "selbstverstaendnis",
        "selbstverstaendnis_am",
        "entscheidung",
        "aussenvertretung",
        "name_oeffentlich",
    ],
    text: text(
        "Die Allianz zieht ins Netzwerk um, denn nur dort lesen beide Städte. Was eine Stadt an ihr ändert, sieht auch die andere.",
        "The alliance moves to the network, because only there both towns read. What one town changes about it the other sees too.",
    ),
    stays: text(
        "Mitglieder, Protokolle, Beschlüsse, Aufgaben, Anhänge. Was hier schon dazugehört, gehört danach zur gemeinsamen Allianz; lesen kann es weiter nur die eigene Stadt.",
        "Members, minutes, resolutions, tasks, attachments. What belongs here already will belong to the joint alliance; only the own town goes on reading it.",
    ),
    each: Some(text(
        "Mitglieder, Protokolle und Aufgaben führt jede Stadt für sich; hier stehen die der eigenen.",
        "Each town keeps members, minutes and tasks for itself; here stand those of the own one.",
    )),
    parting: &[
        text(
            "Die Allianz bleibt im Netzwerk; in den Papierkorb legen kann sie, wer dort schreiben darf. Die frühere Fassung liegt 30 Tage im Papierkorb der Stadt, die sie ins Netzwerk gegeben hat.",
            "The alliance stays in the network; whoever may write there can put it into the bin. The former version lies in the bin of the town that gave it to the network for 30 days.",
        ),
        text(
            "Mitglieder, Protokolle und Aufgaben bleiben in jeder Stadt. Wer nicht mehr dabei ist, nimmt sich bei „Weitere Kommunen“ heraus.",
            "Members, minutes and tasks stay in each town. Who no longer takes part takes itself out at “Other municipalities”.",
        ),
    ],
    ..JOINT
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
