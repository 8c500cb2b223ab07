//! R15b Schutzplan: a checklist for someone who is threatened. Ticked is what is done; what is open shows by itself.

use super::build::{LINE, NOTE, field};
use super::common::{DELETE_FROM, ORIGIN, SOURCE};
use super::field::{Choice, FieldDef, FieldKind, Part, RECORD, RecordDef, SpaceKind, choice};
use crate::text::text;

/// R15b: a protection plan.
pub(super) static SCHUTZPLAN: RecordDef = RecordDef {
    id: 152,
    key: "schutzplan",
    name: text("Schutzplan", "Protection plan"),
    names: text("Schutzpläne", "Protection plans"),
    add: text("Neuer Schutzplan", "New protection plan"),
    empty: (
        text("Noch kein Schutzplan", "No protection plan yet"),
        text(
            "Eins nach dem anderen. Angekreuzt ist, was erledigt ist.",
            "One after the other. Ticked is what is done.",
        ),
    ),
    home: SpaceKind::Core,
    icon: "shield",
    part: Part::Counselling,
    sections: &[
        text("Wofür", "What for"),
        text("Privat", "Private"),
        text("Digital", "Digital"),
        text("Amt", "Office"),
        text("Veranstaltung", "Event"),
        ORIGIN,
    ],
    fields: &[
        field(
            1,
            "titel",
            text("Kürzel oder Fallnummer", "Initials or case number"),
            LINE,
        )
        .hint("Kein Name.", "No name.")
        .required()
        .search(3)
        .no_names()
        .kept_inside(),
        field(
            2,
            "vorfall",
            text("Vorfall", "Incident"),
            FieldKind::Link { to: "vorfall" },
        ),
        field(
            3,
            "pruefen_am",
            text("Wieder prüfen am", "Check again on"),
            FieldKind::Date,
        ),
        field(4, "notiz", text("Notiz", "Note"), NOTE)
            .no_names()
            .kept_inside(),
        field(
            10,
            "privat",
            text("Privat erledigt", "Private, done"),
            FieldKind::Choices {
                choices: PRIVATE,
                count_max: 0,
            },
        )
        .section(1)
        .search(0),
        field(
            20,
            "digital",
            text("Digital erledigt", "Digital, done"),
            FieldKind::Choices {
                choices: DIGITAL,
                count_max: 0,
            },
        )
        .section(2)
        .search(0),
        field(
            30,
            "amt",
            text("Im Amt erledigt", "In office, done"),
            FieldKind::Choices {
                choices: OFFICE,
                count_max: 0,
            },
        )
        .section(3)
        .search(0),
        field(
            40,
            "veranstaltung",
            text("Für Veranstaltungen erledigt", "For events, done"),
            FieldKind::Choices {
                choices: EVENT,
                count_max: 0,
            },
        )
        .section(4)
        .search(0),
        FieldDef {
            section: 5,
            ..SOURCE
        },
        FieldDef {
            section: 5,
            ..DELETE_FROM
        },
    ],
    title: 1,
    summary: &[3],
    order: 3,
    ..RECORD
};

const PRIVATE: &[Choice] = &[
    choice(
        "auskunftssperre",
        "Auskunftssperre beantragt",
        "Block on the register of residents applied for",
    ),
    choice("familie", "Familie informiert", "Family informed"),
    choice(
        "nachbarn",
        "Nachbarschaft, Schule, Kita wissen Bescheid",
        "Neighbours, school, day care know",
    ),
    choice("haus", "Haus und Weg angesehen", "House and ways looked at"),
];

const DIGITAL: &[Choice] = &[
    choice(
        "adressen",
        "Adressen aus dem Netz genommen",
        "Addresses taken off the internet",
    ),
    choice("passwoerter", "Passwörter erneuert", "Passwords renewed"),
    choice(
        "zwei_faktor",
        "Zweiter Faktor eingeschaltet",
        "Second factor switched on",
    ),
    choice("profile", "Profile eingeschränkt", "Profiles restricted"),
    choice("sicherung", "Beweise gesichert", "Evidence secured"),
];

const OFFICE: &[Choice] = &[
    choice(
        "meldeweg",
        "Meldeweg zur Polizei geklärt",
        "Way to report to the police clear",
    ),
    choice(
        "ansprechperson",
        "Ansprechperson benannt",
        "Contact person named",
    ),
    choice("postweg", "Postweg geregelt", "Handling of post arranged"),
    choice(
        "dienstzimmer",
        "Dienstzimmer und Sprechzeiten geprüft",
        "Office and hours checked",
    ),
];

const EVENT: &[Choice] = &[
    choice("begleitung", "Begleitung vereinbart", "Company arranged"),
    choice("hausrecht", "Hausrecht geklärt", "House rights clear"),
    choice(
        "an_abreise",
        "An- und Abreise bedacht",
        "Arrival and departure planned",
    ),
    choice("polizei", "Polizei informiert", "Police informed"),
];
