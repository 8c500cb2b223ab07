//! R2 Begleitung: accompanying a municipality for at least a year. The state is the phase; its history is kept by
//! the record, and going back is normal.

use super::build::{LINE, NOTE, field, state};
use super::common::{DELETE_FROM, FILES, MORE_TOWNS, ORIGIN, SOURCE};
use super::field::{
    Choice, FieldDef, FieldKind, Part, Past, Phase, RECORD, RecordDef, Rule, StateDef, choice,
};
use crate::text::text;

/// R2: the accompaniment of a municipality.
pub static BEGLEITUNG: RecordDef = RecordDef {
    id: 2,
    key: "begleitung",
    name: text("Begleitung", "Accompaniment"),
    names: text("Begleitungen", "Accompaniments"),
    add: text("Neue Begleitung", "New accompaniment"),
    empty: (
        text("Noch keine Begleitung", "No accompaniment yet"),
        text(
            "Mit dem ersten Gespräch anfangen: Beginn und Auftrag.",
            "Start with the first talk: beginning and mandate.",
        ),
    ),
    icon: "clock",
    part: Part::Accompaniment,
    sections: &[
        text("Das Wichtigste", "Essentials"),
        text("Auftrag und Vereinbarung", "Mandate and agreement"),
        text("Zusammenarbeit", "Working together"),
        text("Abschluss", "Conclusion"),
        ORIGIN,
    ],
    fields: &[
        field(1, "titel", text("Titel", "Title"), LINE)
            .hint(
                "Meist genügt der Name der Kommune.",
                "The name of the municipality is mostly enough.",
            )
            .required()
            .search(3),
        field(
            2,
            "kommune",
            text("Kommune", "Municipality"),
            FieldKind::Link { to: "kommune" },
        ),
        field(
            3,
            "phase",
            text("Phase", "Phase"),
            FieldKind::State { states: PHASES },
        )
        .hint(
            "Zurückgehen ist normal. Der Verlauf bleibt.",
            "Going back is normal. The history stays.",
        ),
        field(4, "phase_grund", text("Grund", "Reason"), NOTE)
            .when("phase", &["ruhend", "abgebrochen"])
            .required()
            .no_names(),
        field(5, "beginn", text("Beginn", "Begins"), FieldKind::Date).past(Past::OnceBegun),
        field(
            6,
            "ende_geplant",
            text("Geplantes Ende", "Planned end"),
            FieldKind::Date,
        )
        .hint(
            "Mindestens 12 Monate nach dem Beginn.",
            "At least 12 months after the beginning.",
        ),
        field(
            7,
            "naechste_schritte",
            text("Nächste Schritte", "Next steps"),
            NOTE,
        )
        .no_names(),
        field(
            10,
            "auftraggeber",
            text("Auftrag von (Funktion)", "Mandate from (function)"),
            LINE,
        )
        .hint(
            "Zum Beispiel: Bürgermeisteramt. Kein Name.",
            "For example: office of mayor. No name.",
        )
        .section(1),
        field(
            11,
            "vereinbarung_am",
            text("Vereinbarung vom", "Agreement of"),
            FieldKind::Date,
        )
        .section(1),
        field(
            12,
            "unterzeichnet_durch",
            text("Unterzeichnet durch (Funktion)", "Signed by (function)"),
            LINE,
        )
        .section(1),
        field(
            13,
            "vereinbarung_datei",
            text("Ablageort der Vereinbarung", "Where the agreement is kept"),
            LINE,
        )
        .section(1)
        .search(0),
        field(14, "erwartungen", text("Erwartungen", "Expectations"), NOTE)
            .section(1)
            .no_names(),
        field(15, "ziele", text("Ziele", "Aims"), NOTE)
            .section(1)
            .no_names(),
        field(
            20,
            "gespraechsrhythmus",
            text("Rhythmus der Gespräche", "Rhythm of talks"),
            FieldKind::Choice { choices: RHYTHMS },
        )
        .section(2),
        field(
            21,
            "zustaendig",
            text("Zuständige Gemeindekümmernde", "Caretakers in charge"),
            LINE,
        )
        .hint("Funktion oder Kürzel.", "Function or initials.")
        .section(2),
        field(22, "teamtandem", text("Teamtandem", "Team tandem"), LINE)
            .hint(
                "Wer aus dem Projektteam mitgeht.",
                "Who from the project team goes along.",
            )
            .section(2),
        field(
            30,
            "abschlussbilanz",
            text("Abschlussbilanz", "Final review"),
            NOTE,
        )
        .section(3)
        .no_names(),
        field(
            31,
            "uebergabe_an",
            text("Übergabe an (Funktion)", "Handed over to (function)"),
            LINE,
        )
        .section(3),
        field(32, "ende", text("Beendet am", "Ended on"), FieldKind::Date)
            .past(Past::Was)
            .section(3),
        FieldDef {
            section: 4,
            ..MORE_TOWNS
        },
        FieldDef {
            section: 4,
            ..SOURCE
        },
        FieldDef {
            section: 4,
            ..DELETE_FROM
        },
        FILES,
    ],
    title: 1,
    summary: &[3, 5, 6],
    state: Some(3),
    order: 5,
    due: Some(6),
    reason: Some(4),
    rules: &[
        Rule::Order {
            from: "beginn",
            to: "ende_geplant",
        },
        Rule::MonthsAtLeast {
            from: "beginn",
            to: "ende_geplant",
            months: 12,
        },
        Rule::Order {
            from: "beginn",
            to: "ende",
        },
    ],
    charge: &[21],
    ..RECORD
};

const RHYTHMS: &[Choice] = &[
    choice("woechentlich", "jede Woche", "every week"),
    choice("zweiwoechentlich", "alle zwei Wochen", "every two weeks"),
    choice("monatlich", "jeden Monat", "every month"),
    choice("bei_bedarf", "bei Bedarf", "when needed"),
];

/// Every phase may go back to every earlier one: only the history is monotone.
const PHASES: &[StateDef] = &[
    state(
        "kontakt",
        "Erstkontakt",
        "first contact",
        Phase::Open,
        &["auftrag", "ruhend", "abgebrochen"],
    ),
    state(
        "auftrag",
        "Auftragsklärung",
        "clarifying the mandate",
        Phase::Running,
        &["vereinbarung", "kontakt", "ruhend", "abgebrochen"],
    ),
    state(
        "vereinbarung",
        "Kooperationsvereinbarung",
        "cooperation agreement",
        Phase::Running,
        &["analyse", "auftrag", "kontakt", "ruhend", "abgebrochen"],
    ),
    state(
        "analyse",
        "Situations- und Ressourcenanalyse",
        "analysis of situation and resources",
        Phase::Running,
        &[
            "strategie",
            "vereinbarung",
            "auftrag",
            "ruhend",
            "abgebrochen",
        ],
    ),
    state(
        "strategie",
        "Strategieentwicklung",
        "developing the strategy",
        Phase::Running,
        &[
            "abstimmung",
            "analyse",
            "vereinbarung",
            "auftrag",
            "ruhend",
            "abgebrochen",
        ],
    ),
    state(
        "abstimmung",
        "Abstimmung vor Ort",
        "agreement in town",
        Phase::Running,
        &[
            "umsetzung",
            "strategie",
            "analyse",
            "auftrag",
            "ruhend",
            "abgebrochen",
        ],
    ),
    state(
        "umsetzung",
        "Umsetzung",
        "implementation",
        Phase::Running,
        &[
            "verstetigung",
            "abstimmung",
            "strategie",
            "analyse",
            "ruhend",
            "abgebrochen",
        ],
    ),
    state(
        "verstetigung",
        "Verstetigung und Übergabe",
        "making permanent, handing over",
        Phase::Running,
        &[
            "abschluss",
            "umsetzung",
            "strategie",
            "analyse",
            "ruhend",
            "abgebrochen",
        ],
    ),
    state(
        "abschluss",
        "Abschluss und Nachbereitung",
        "conclusion and debrief",
        Phase::Done,
        &["verstetigung", "umsetzung"],
    ),
    state(
        "ruhend",
        "ruhend",
        "on hold",
        Phase::Stopped,
        &[
            "kontakt",
            "auftrag",
            "vereinbarung",
            "analyse",
            "strategie",
            "abstimmung",
            "umsetzung",
            "verstetigung",
            "abgebrochen",
        ],
    )
    .with_reason(),
    state(
        "abgebrochen",
        "abgebrochen",
        "broken off",
        Phase::Stopped,
        &["kontakt", "auftrag", "ruhend"],
    )
    .with_reason(),
];
