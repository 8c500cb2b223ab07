//! R11 Zählung: counting one event. Every counter has one share per device; the sum is taken in the view.
//!
//! A tap counts once: with an age band in that band, else in `ohne`. So the total is the sum of [`COUNTED`];
//! all other counters say how many *of them* (gender, group, new) or stand beside it (helpers, talks, contacts).
//! A correction is an entry of its own with a reason, never a smaller number. Nothing is ever counted from names.

use super::build::{LINE, field};
use super::field::{Choice, FieldKind, Part, RECORD, RecordDef, choice};
use crate::text::text;

/// Keys of the counters whose sum is the number of visitors.
pub const COUNTED: &[&str] = &[
    "ohne",
    "alter_0_13",
    "alter_14_17",
    "alter_18_26",
    "alter_27_59",
    "alter_60",
];

/// R11: a count of an event.
pub static ZAEHLUNG: RecordDef = RecordDef {
    id: 11,
    key: "zaehlung",
    name: text("Zählung", "Count"),
    names: text("Zählungen", "Counts"),
    add: text("Neue Zählung", "New count"),
    empty: (
        text("Noch nichts gezählt", "Nothing counted yet"),
        text(
            "Mehrere Telefone zählen gleichzeitig; die Summe stimmt.",
            "Several phones count at once; the sum is right.",
        ),
    ),
    icon: "plus",
    part: Part::Meeting,
    sections: &[
        text("Zählung", "Count"),
        text("Besucher*innen", "Visitors"),
        text("Außerdem", "Besides"),
        text("Davon", "Of them"),
        text("Korrekturen", "Corrections"),
    ],
    fields: &[
        field(
            1,
            "veranstaltung",
            text("Veranstaltung", "Event"),
            FieldKind::Link {
                to: "veranstaltung",
            },
        )
        .required(),
        field(2, "bezeichnung", text("Bezeichnung", "Name"), LINE)
            .hint(
                "Nur nötig, wenn getrennt gezählt wird, zum Beispiel je Tag.",
                "Only needed if counted separately, for example per day.",
            )
            .search(2),
        field(
            3,
            "methode",
            text("Methode", "Method"),
            FieldKind::Choice { choices: METHODS },
        ),
        field(
            4,
            "nachtrag",
            text("Nachtrag nach dem Bericht", "Addendum after the report"),
            FieldKind::YesNo,
        )
        .hint(
            "Kam, als der Bericht schon stand. Der Bericht bleibt, wie er ist.",
            "Came when the report was closed. The report stays as it is.",
        ),
        field(
            10,
            "ohne",
            text("ohne Altersgruppe", "without age band"),
            FieldKind::Counter,
        )
        .section(1),
        field(11, "alter_0_13", text("0–13", "0–13"), FieldKind::Counter).section(1),
        field(
            12,
            "alter_14_17",
            text("14–17", "14–17"),
            FieldKind::Counter,
        )
        .section(1),
        field(
            13,
            "alter_18_26",
            text("18–26", "18–26"),
            FieldKind::Counter,
        )
        .section(1),
        field(
            14,
            "alter_27_59",
            text("27–59", "27–59"),
            FieldKind::Counter,
        )
        .section(1),
        field(15, "alter_60", text("60+", "60+"), FieldKind::Counter).section(1),
        field(
            20,
            "helfende",
            text("Helfende", "Helpers"),
            FieldKind::Counter,
        )
        .section(2),
        field(
            21,
            "gespraeche",
            text("Gespräche", "Talks"),
            FieldKind::Counter,
        )
        .section(2),
        field(
            22,
            "kontakte_neu",
            text("Neue Kontakte", "New contacts"),
            FieldKind::Counter,
        )
        .section(2),
        field(
            30,
            "geschlecht_w",
            text("weiblich", "female"),
            FieldKind::Counter,
        )
        .section(3),
        field(
            31,
            "geschlecht_m",
            text("männlich", "male"),
            FieldKind::Counter,
        )
        .section(3),
        field(
            32,
            "geschlecht_d",
            text("divers", "diverse"),
            FieldKind::Counter,
        )
        .section(3),
        field(
            33,
            "geschlecht_ka",
            text("Geschlecht: keine Angabe", "gender: not stated"),
            FieldKind::Counter,
        )
        .section(3),
        field(
            40,
            "neu",
            text("zum ersten Mal da", "here for the first time"),
            FieldKind::Counter,
        )
        .section(3),
        field(
            41,
            "bekannt",
            text("schon bekannt", "known already"),
            FieldKind::Counter,
        )
        .section(3),
        field(
            50,
            "zg_familien",
            text("Familien", "families"),
            FieldKind::Counter,
        )
        .section(3),
        field(
            51,
            "zg_schule",
            text("Schule und Kita", "schools and day care"),
            FieldKind::Counter,
        )
        .section(3),
        field(
            52,
            "zg_engagierte",
            text("Vereine und Ehrenamt", "clubs and volunteers"),
            FieldKind::Counter,
        )
        .section(3),
        field(
            53,
            "zg_verwaltung",
            text("Verwaltung und Rat", "administration and council"),
            FieldKind::Counter,
        )
        .section(3),
        field(
            54,
            "zg_unternehmen",
            text("Unternehmen", "businesses"),
            FieldKind::Counter,
        )
        .section(3),
        field(
            55,
            "zg_migration",
            text("Migrant*innen und Geflüchtete", "migrants and refugees"),
            FieldKind::Counter,
        )
        .section(3),
        field(
            60,
            "korrekturen",
            text("Korrekturen", "Corrections"),
            FieldKind::Corrections { of: CORRECTED },
        )
        .hint(
            "Eine Gegenbuchung mit Grund. Die gezählten Taps bleiben stehen.",
            "A counter-entry with a reason. What was tapped stays.",
        )
        .section(4),
    ],
    title: 2,
    summary: &[1, 3],
    order: 2,
    parent: Some(1),
    ..RECORD
};

const METHODS: &[Choice] = &[
    choice("gezaehlt", "gezählt", "counted"),
    choice("geschaetzt", "geschätzt", "estimated"),
    choice("liste", "nach Liste", "from a list"),
    choice("ticket", "nach Tickets", "from tickets"),
];

const CORRECTED: &[&str] = &[
    "ohne",
    "alter_0_13",
    "alter_14_17",
    "alter_18_26",
    "alter_27_59",
    "alter_60",
    "helfende",
    "gespraeche",
    "kontakte_neu",
    "geschlecht_w",
    "geschlecht_m",
    "geschlecht_d",
    "geschlecht_ka",
    "neu",
    "bekannt",
    "zg_familien",
    "zg_schule",
    "zg_engagierte",
    "zg_verwaltung",
    "zg_unternehmen",
    "zg_migration",
];
