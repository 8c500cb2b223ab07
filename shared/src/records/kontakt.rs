//! R9b Kontakt: a person one may call, in the inner circle only. No private address, no political assessment, no
//! export. There is no field for either, and none may be added.

use super::build::{LINE, field};
use super::common::{DELETE_FROM, LANGUAGES, ORIGIN, SOURCE};
use super::field::{
    Choice, FieldDef, FieldKind, Led, Part, Past, RECORD, RecordDef, SpaceKind, choice,
};
use crate::text::text;

/// R9b: a contact.
pub(super) static KONTAKT: RecordDef = RecordDef {
    id: 92,
    key: "kontakt",
    name: text("Kontakt", "Contact"),
    names: text("Kontakte", "Contacts"),
    add: text("Neuer Kontakt", "New contact"),
    empty: (
        text("Noch kein Kontakt", "No contact yet"),
        text(
            "Ein Anzeigename und ein Kanal genügen. Keine Privatadresse.",
            "A display name and one channel are enough. No private address.",
        ),
    ),
    home: SpaceKind::Core,
    icon: "person",
    part: Part::Alliance,
    sections: &[
        text("Kontakt", "Contact"),
        text("Einwilligung und Schutz", "Consent and protection"),
        ORIGIN,
    ],
    fields: &[
        field(
            1,
            "anzeigename",
            text("Anzeigename oder Pseudonym", "Display name or pseudonym"),
            LINE,
        )
        .required()
        .search(3)
        .kept_inside(),
        field(2, "funktion", text("Funktion", "Function"), LINE)
            .search(2)
            .kept_inside(),
        field(
            3,
            "akteur",
            text("Organisation", "Organisation"),
            FieldKind::Link { to: "akteur" },
        )
        .kept_inside(),
        field(
            4,
            "kanal",
            text("Kanal", "Channel"),
            FieldKind::Choice { choices: CHANNELS },
        )
        .kept_inside(),
        field(5, "telefon", text("Telefon", "Telephone"), FieldKind::Phone).kept_inside(),
        field(6, "email", text("E-Mail", "E-mail"), FieldKind::Email).kept_inside(),
        field(
            7,
            "erreichbarkeit",
            text("Erreichbarkeit", "When to reach"),
            LINE,
        )
        .search(0)
        .kept_inside(),
        field(
            8,
            "sprache",
            text("Sprache", "Language"),
            FieldKind::Choice { choices: LANGUAGES },
        )
        .search(0)
        .kept_inside(),
        field(
            10,
            "einwilligung_wofuer",
            text("Eingewilligt in", "Consented to"),
            LINE,
        )
        .hint(
            "Wofür die Angaben genutzt werden dürfen.",
            "What the data may be used for.",
        )
        .section(1)
        .search(0)
        .kept_inside(),
        field(
            11,
            "einwilligung_wie",
            text("Wie eingewilligt", "How consented"),
            FieldKind::Choice { choices: WAYS },
        )
        .section(1)
        .search(0)
        .kept_inside(),
        field(
            12,
            "einwilligung_am",
            text("Eingewilligt am", "Consented on"),
            FieldKind::Date,
        )
        .section(1)
        .kept_inside(),
        field(
            13,
            "widerruf_am",
            text("Widerrufen am", "Withdrawn on"),
            FieldKind::Date,
        )
        .hint(
            "Danach ist der Kontakt zu löschen.",
            "After that the contact is to be deleted.",
        )
        .section(1)
        .kept_inside(),
        field(
            14,
            "schutzbedarf",
            text("Schutzbedarf", "Need for protection"),
            FieldKind::Choice { choices: NEEDS },
        )
        .section(1)
        .search(0)
        .kept_inside(),
        field(
            15,
            "letzter_kontakt",
            text("Letzter Kontakt", "Last contact"),
            FieldKind::Date,
        )
        .past(Past::Was)
        .hint(
            "24 Monate danach wird an das Löschen erinnert.",
            "24 months later the app reminds to delete.",
        )
        .section(1)
        .kept_inside(),
        FieldDef {
            section: 2,
            export: false,
            ..SOURCE
        },
        FieldDef {
            section: 2,
            export: false,
            ..DELETE_FROM
        },
    ],
    title: 1,
    summary: &[2, 4],
    order: 1,
    led: Led::ByPerson,
    ..RECORD
};

const CHANNELS: &[Choice] = &[
    choice("telefon", "Telefon", "Telephone"),
    choice("messenger", "Messenger", "Messenger"),
    choice("email", "E-Mail", "E-mail"),
    choice("persoenlich", "persönlich", "in person"),
    choice(
        "ueber_organisation",
        "über die Organisation",
        "through the organisation",
    ),
];

const WAYS: &[Choice] = &[
    choice("muendlich", "mündlich", "spoken"),
    choice("schriftlich", "schriftlich", "written"),
    choice("elektronisch", "elektronisch", "electronic"),
];

const NEEDS: &[Choice] = &[
    choice("normal", "normal", "normal"),
    choice("erhoeht", "erhöht", "increased"),
];
