//! R22 Anfrage: somebody wrote through the public form. Sealed in the browser, opened by the project team, answered within five
//! working days. A way back is voluntary.

use super::build::{LINE, NOTE, field, state};
use super::common::{DELETE_FROM, FILES, LANGUAGES, ORIGIN, SOURCE};
use super::field::{
    Choice, FieldDef, FieldKind, Led, Part, Phase, RECORD, RecordDef, Rule, SpaceKind, StateDef,
    choice,
};
use crate::text::text;

/// R22: an enquiry.
pub static ANFRAGE: RecordDef = RecordDef {
    id: 22,
    key: "anfrage",
    name: text("Anfrage", "Enquiry"),
    names: text("Anfragen", "Enquiries"),
    add: text("Neue Anfrage", "New enquiry"),
    empty: (
        text("Keine Anfrage offen", "No open enquiry"),
        text(
            "Neue Anfragen erscheinen hier von selbst.",
            "New enquiries appear here by themselves.",
        ),
    ),
    home: SpaceKind::Team,
    icon: "inbox",
    part: Part::Team,
    sections: &[
        text("Anfrage", "Enquiry"),
        text("Rückkanal", "Way back"),
        text("Bearbeitung", "Handling"),
        ORIGIN,
    ],
    fields: &[
        field(1, "nachricht", text("Nachricht", "Message"), NOTE)
            .required()
            .search(3)
            .kept_inside(),
        field(
            2,
            "art",
            text("Art", "Type"),
            FieldKind::Choice { choices: TYPES },
        )
        .required(),
        field(
            3,
            "status",
            text("Stand", "Status"),
            FieldKind::State { states: STATES },
        ),
        field(
            4,
            "eingang_am",
            text("Eingang am", "Came in on"),
            FieldKind::Date,
        )
        .hint(
            "Antwort innerhalb von 5 Arbeitstagen.",
            "Answer within 5 working days.",
        ),
        field(
            5,
            "kommune_ags",
            text("Kommune", "Municipality"),
            FieldKind::Ags,
        ),
        field(
            6,
            "sprache",
            text("Sprache", "Language"),
            FieldKind::Choice { choices: LANGUAGES },
        )
        .search(0),
        field(
            10,
            "rueckkanal",
            text("Telefon oder E-Mail", "Telephone or e-mail"),
            LINE,
        )
        .hint("Freiwillig.", "Voluntary.")
        .section(1)
        .search(0)
        .kept_inside(),
        field(
            11,
            "rueckruf",
            text("Rückruf gewünscht", "Call back wanted"),
            FieldKind::YesNo,
        )
        .section(1),
        field(
            12,
            "einwilligung",
            text("Einwilligung in die Bearbeitung", "Consent to handling"),
            FieldKind::YesNo,
        )
        .section(1),
        field(
            20,
            "zustaendig",
            text("Zuständig (Funktion)", "In charge (function)"),
            LINE,
        )
        .section(2),
        field(
            21,
            "beantwortet_am",
            text("Beantwortet am", "Answered on"),
            FieldKind::Date,
        )
        .section(2),
        field(
            22,
            "umgewandelt_in",
            text("Umgewandelt in", "Turned into"),
            FieldKind::Choice { choices: TARGETS },
        )
        .section(2)
        .when("status", &["umgewandelt"]),
        field(23, "notiz", text("Notiz", "Note"), NOTE)
            .section(2)
            .no_names()
            .kept_inside(),
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
    summary: &[2, 4, 3],
    state: Some(3),
    order: 4,
    rules: &[Rule::Order {
        from: "eingang_am",
        to: "beantwortet_am",
    }],
    charge: &[20],
    led: Led::ByPerson,
    ..RECORD
};

const TYPES: &[Choice] = &[
    choice(
        "kommune_partner",
        "Kommune als Partner",
        "Municipality as partner",
    ),
    choice("vernetzung", "Vernetzung", "Networking"),
    choice(
        "stelle_gk",
        "Stelle als Gemeindekümmernde",
        "Post as town caretaker",
    ),
    choice("beratung", "Beratung", "Counselling"),
    choice("presse", "Presse", "Press"),
    choice("sonstiges", "Sonstiges", "Other"),
];

const TARGETS: &[Choice] = &[
    choice("kommune", "Kommune", "Municipality"),
    choice("allianz", "Allianz", "Alliance"),
    choice("fall", "Fall", "Case"),
    choice("bewerbung", "Bewerbung", "Application"),
];

const STATES: &[StateDef] = &[
    state("neu", "neu", "new", Phase::Open, &["gesichtet", "spam"]),
    state(
        "gesichtet",
        "gesichtet",
        "seen",
        Phase::Running,
        &["zugeordnet", "beantwortet", "spam", "neu"],
    ),
    state(
        "zugeordnet",
        "zugeordnet",
        "assigned",
        Phase::Running,
        &["beantwortet", "gesichtet", "spam"],
    ),
    state(
        "beantwortet",
        "beantwortet",
        "answered",
        Phase::Done,
        &["umgewandelt", "geloescht", "zugeordnet"],
    ),
    state(
        "umgewandelt",
        "umgewandelt",
        "turned into something else",
        Phase::Done,
        &["geloescht", "beantwortet"],
    ),
    // What is deleted cannot go back.
    state("geloescht", "gelöscht", "deleted", Phase::Stopped, &[]),
    state(
        "spam",
        "Spam",
        "spam",
        Phase::Stopped,
        &["neu", "geloescht"],
    ),
];
