//! R9 Mitgliedschaft: an organisation in an alliance. Naming it in public needs its consent.

use super::build::{NOTE, field, state};
use super::field::{Choice, FieldKind, Part, Phase, RECORD, RecordDef, Rule, StateDef, choice};
use crate::text::text;

/// R9: an organisation's membership in an alliance.
pub static MITGLIEDSCHAFT: RecordDef = RecordDef {
    id: 9,
    key: "mitgliedschaft",
    name: text("Mitgliedschaft", "Membership"),
    names: text("Mitgliedschaften", "Memberships"),
    add: text("Mitglied aufnehmen", "Add member"),
    empty: (
        text("Noch keine Mitglieder", "No members yet"),
        text(
            "Die Organisationen aufnehmen, die schon mitmachen.",
            "Add the organisations already taking part.",
        ),
    ),
    icon: "link",
    part: Part::Alliance,
    sections: &[text("Mitgliedschaft", "Membership")],
    fields: &[
        field(
            1,
            "allianz",
            text("Allianz", "Alliance"),
            FieldKind::Link { to: "allianz" },
        )
        .required(),
        field(
            2,
            "akteur",
            text("Akteur", "Organisation"),
            FieldKind::Link { to: "akteur" },
        )
        .required(),
        field(
            3,
            "rolle",
            text("Rolle", "Role"),
            FieldKind::Choice { choices: ROLES },
        ),
        field(
            4,
            "status",
            text("Stand", "Status"),
            FieldKind::State { states: STATES },
        ),
        field(5, "aufgaben", text("Aufgaben", "Tasks"), NOTE).no_names(),
        field(6, "seit", text("Seit", "Since"), FieldKind::Date),
        field(7, "bis", text("Bis", "Until"), FieldKind::Date),
        field(
            8,
            "einwilligung",
            text("Darf öffentlich genannt werden", "May be named in public"),
            FieldKind::Choice { choices: CONSENTS },
        )
        .hint(
            "Ohne Ja wird die Organisation nirgends genannt.",
            "Without a yes the organisation is named nowhere.",
        ),
    ],
    title: 2,
    summary: &[3, 4],
    state: Some(4),
    order: 2,
    parent: Some(1),
    same: &[2],
    rules: &[Rule::Order {
        from: "seit",
        to: "bis",
    }],
    ..RECORD
};

const ROLES: &[Choice] = &[
    choice("kern", "Kern", "core"),
    choice("aktiv", "aktiv", "active"),
    choice("unterstuetzend", "unterstützend", "supporting"),
    choice("informiert", "informiert", "informed"),
];

const CONSENTS: &[Choice] = &[
    choice("nein", "nein", "no"),
    choice("ja", "ja", "yes"),
    choice("widerrufen", "widerrufen", "withdrawn"),
];

const STATES: &[StateDef] = &[
    state(
        "angefragt",
        "angefragt",
        "asked",
        Phase::Open,
        &["zugesagt", "ausgeschieden"],
    ),
    state(
        "zugesagt",
        "zugesagt",
        "agreed",
        Phase::Open,
        &["aktiv", "angefragt", "ausgeschieden"],
    ),
    state(
        "aktiv",
        "aktiv",
        "active",
        Phase::Running,
        &["pausiert", "ausgeschieden"],
    ),
    state(
        "pausiert",
        "pausiert",
        "pausing",
        Phase::Stopped,
        &["aktiv", "ausgeschieden"],
    ),
    state(
        "ausgeschieden",
        "ausgeschieden",
        "left",
        Phase::Stopped,
        &["angefragt", "aktiv"],
    ),
];
