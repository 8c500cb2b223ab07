//! R19 Austauschbeitrag: towns ask and tell each other. Read by the whole network, so every text is checked for names
//! before it goes out. Answers are records of their own (see `antwort`).

use super::build::{LINE, NOTE, field, state};
use super::common::{DELETE_FROM, FILES, ORIGIN, SOURCE};
use super::field::{
    Choice, FieldDef, FieldKind, Part, Phase, RECORD, RecordDef, SpaceKind, StateDef, choice,
};
use super::taxonomy::CHALLENGES;
use crate::text::text;

/// R19: a post on the exchange board.
pub static AUSTAUSCHBEITRAG: RecordDef = RecordDef {
    id: 19,
    key: "austauschbeitrag",
    name: text("Austauschbeitrag", "Exchange post"),
    names: text("Austauschbeiträge", "Exchange posts"),
    add: text("Andere Orte fragen", "Ask other towns"),
    empty: (
        text("Noch nichts ausgetauscht", "Nothing exchanged yet"),
        text(
            "Wer hatte das schon? Eine Frage an alle Orte.",
            "Who has dealt with this before? One question to all towns.",
        ),
    ),
    home: SpaceKind::Network,
    icon: "chat",
    part: Part::Network,
    sections: &[text("Beitrag", "Post"), text("Anzeige", "Display"), ORIGIN],
    fields: &[
        field(
            1,
            "titel",
            text("Worum geht es?", "What is it about?"),
            LINE,
        )
        .required()
        .search(3)
        .no_names(),
        field(
            2,
            "art",
            text("Art", "Type"),
            FieldKind::Choice { choices: TYPES },
        )
        .required(),
        field(3, "text", text("Text", "Text"), NOTE)
            .hint(
                "Ohne Namen und ohne erkennbare Personen. Alle Orte lesen das.",
                "Without names or recognisable persons. All towns read this.",
            )
            .no_names()
            .search(2),
        field(
            4,
            "herausforderungen",
            text("Herausforderungen", "Challenges"),
            FieldKind::Choices {
                choices: CHALLENGES,
                count_max: 0,
            },
        ),
        field(
            5,
            "anhang",
            text("Ablageort des Anhangs", "Where the attachment is kept"),
            LINE,
        )
        .search(0),
        field(
            6,
            "status",
            text("Stand", "Status"),
            FieldKind::State { states: STATES },
        )
        .hint(
            "Andere Orte sehen den Beitrag erst, wenn er veröffentlicht ist. Verschlüsselt liegt er vorher schon im Netzwerk.",
            "Other towns see the post only once it is published. Before that it already lies, encrypted, in the network.",
        ),
        field(
            10,
            "absender",
            text("Absender zeigen als", "Show sender as"),
            FieldKind::Choice { choices: SENDERS },
        )
        .hint(UNSIGNED.0, UNSIGNED.1)
        .section(1)
        .search(0),
        field(
            11,
            "kommune",
            text("Kommune", "Municipality"),
            FieldKind::Link { to: "kommune" },
        )
        .section(1)
        .when("absender", &["stadt"]),
        field(
            12,
            "ablauf",
            text("Läuft ab am", "Expires on"),
            FieldKind::Date,
        )
        .section(1),
        field(
            13,
            "hilfreich",
            text("Hilfreich", "Helpful"),
            FieldKind::Counter,
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
    summary: &[2, 4, 6],
    state: Some(6),
    order: 12,
    ..RECORD
};

const TYPES: &[Choice] = &[
    choice("frage", "Frage", "Question"),
    choice("erfahrung", "Erfahrung", "Experience"),
    choice("warnung", "Warnung, Muster", "Warning, pattern"),
    choice("vorlage", "Vorlage", "Template"),
    choice("gesuch_angebot", "Gesuch oder Angebot", "Wanted or offered"),
    choice("termin", "Termin", "Date"),
];

/// As whom a post or an answer appears.
pub(super) const SENDERS: &[Choice] = &[
    choice("stadt", "Stadt", "town"),
    choice("anonym", "anonym", "anonymous"),
];

/// Who is told the sender.
pub(super) const UNSIGNED: (&str, &str) = (
    "Nur bei „Stadt“ sehen andere Orte, wer schreibt. Der eigene Ort und die Zentrale sehen es immer.",
    "Other towns see who writes only with “town”. Your own town and the central team always see it.",
);

const STATES: &[StateDef] = &[
    state(
        "entwurf",
        "Entwurf",
        "draft",
        Phase::Open,
        &["namenspruefung", "zurueckgezogen"],
    ),
    state(
        "namenspruefung",
        "Namensprüfung",
        "name check",
        Phase::Running,
        &["veroeffentlicht", "entwurf", "zurueckgezogen"],
    ),
    state(
        "veroeffentlicht",
        "veröffentlicht",
        "published",
        Phase::Running,
        &["beantwortet", "archiviert", "zurueckgezogen"],
    ),
    state(
        "beantwortet",
        "beantwortet",
        "answered",
        Phase::Done,
        &["archiviert", "veroeffentlicht", "zurueckgezogen"],
    ),
    state(
        "archiviert",
        "archiviert",
        "archived",
        Phase::Done,
        &["veroeffentlicht"],
    ),
    state(
        "zurueckgezogen",
        "zurückgezogen",
        "withdrawn",
        Phase::Stopped,
        &["entwurf"],
    ),
];
