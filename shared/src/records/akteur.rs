//! R8 Akteur: an organisation in the town. Persons are contacts, kept in the inner circle; a single person
//! who acts publicly is the sector `einzelperson`. There is no class for opponents, and none will be added.

use super::build::{LINE, NOTE, field};
use super::common::{DELETE_FROM, MORE_TOWNS, ORIGIN, SOURCE, part_of_town};
use super::field::{Choice, FieldDef, FieldKind, Part, Past, RECORD, RecordDef, choice};
use crate::text::text;

/// R8: an organisation.
pub static AKTEUR: RecordDef = RecordDef {
    id: 8,
    key: "akteur",
    name: text("Akteur", "Organisation"),
    names: text("Akteure", "Organisations"),
    add: text("Neuer Akteur", "New organisation"),
    empty: (
        text("Noch kein Akteur", "No organisation yet"),
        text(
            "Mit den Organisationen anfangen, mit denen schon gesprochen wurde.",
            "Start with the organisations already talked to.",
        ),
    ),
    icon: "people",
    part: Part::Alliance,
    sections: &[
        text("Das Wichtigste", "Essentials"),
        text("Was sie einbringen", "What they bring"),
        text("Öffentlicher Kontakt", "Public contact"),
        ORIGIN,
    ],
    fields: &[
        field(
            1,
            "name",
            text("Name der Organisation", "Name of the organisation"),
            LINE,
        )
        .required()
        .search(3),
        field(
            2,
            "sektor",
            text("Sektor", "Sector"),
            FieldKind::Choice { choices: SECTORS },
        )
        .search(2),
        field(
            3,
            "bereich_zivilgesellschaft",
            text("Bereich", "Area"),
            FieldKind::Choice { choices: CIVIL },
        )
        .when("sektor", &["zivilgesellschaft"]),
        field(
            4,
            "bereich_politik",
            text("Gremium", "Body"),
            FieldKind::Choice { choices: POLITICS },
        )
        .when("sektor", &["politik"]),
        field(
            5,
            "bereich_schule",
            text("Einrichtung", "Institution"),
            FieldKind::Choice { choices: SCHOOLS },
        )
        .when("sektor", &["schule"]),
        field(
            6,
            "bereich_kirche",
            text("Gemeinschaft", "Community"),
            FieldKind::Choice { choices: CHURCHES },
        )
        .when("sektor", &["kirche"]),
        field(
            7,
            "bereich_unternehmen",
            text("Branche", "Trade"),
            FieldKind::Choice {
                choices: BUSINESSES,
            },
        )
        .when("sektor", &["unternehmen"]),
        field(
            8,
            "bereich_sicherheit",
            text("Behörde", "Authority"),
            FieldKind::Choice { choices: SECURITY },
        )
        .when("sektor", &["sicherheit"]),
        field(
            9,
            "bereich_sorbisch",
            text("Sorbische Organisation", "Sorbian organisation"),
            FieldKind::Choice { choices: SORBIAN },
        )
        .when("sektor", &["sorbisch"]),
        part_of_town(10),
        field(
            11,
            "zuletzt_gesprochen",
            text("Zuletzt gesprochen am", "Last talked on"),
            FieldKind::Date,
        )
        .past(Past::Was)
        .hint(
            "Nach 8 Wochen erinnert die App an ein Gespräch.",
            "After 8 weeks the app reminds of a talk.",
        ),
        field(12, "wirkungskreis", text("Wirkungskreis", "Reach"), LINE)
            .hint(
                "Zum Beispiel: Ortsteil, ganze Stadt, Landkreis.",
                "For example: part of town, town, district.",
            )
            .section(1),
        field(
            13,
            "angebote",
            text("Angebot und Ressourcen", "Offer and resources"),
            FieldKind::Choices {
                choices: RESOURCES,
                count_max: 0,
            },
        )
        .section(1),
        field(
            14,
            "angebot_text",
            text("Angebot genauer", "Offer in detail"),
            NOTE,
        )
        .section(1),
        field(15, "barrieren", text("Barrieren", "Barriers"), NOTE)
            .hint(
                "Was es schwer macht mitzumachen: Zeiten, Wege, Stufen, Sprache.",
                "What makes it hard to take part: times, distances, steps, language.",
            )
            .section(1)
            .no_names(),
        field(
            20,
            "telefon",
            text("Telefon", "Telephone"),
            FieldKind::Phone,
        )
        .hint(
            "Nur öffentlich bekannte Nummern.",
            "Publicly known numbers only.",
        )
        .section(2),
        field(21, "email", text("E-Mail", "E-mail"), FieldKind::Email)
            .hint(
                "Nur öffentlich bekannte Adressen.",
                "Publicly known addresses only.",
            )
            .section(2),
        field(22, "web", text("Webseite", "Website"), FieldKind::Url).section(2),
        FieldDef {
            section: 3,
            ..MORE_TOWNS
        },
        FieldDef {
            section: 3,
            ..SOURCE
        },
        FieldDef {
            section: 3,
            ..DELETE_FROM
        },
    ],
    title: 1,
    summary: &[2, 10, 11],
    order: 1,
    ..RECORD
};

/// The twelve sectors; gaps of an alliance are sectors without a member.
pub const SECTORS: &[Choice] = &[
    choice("zivilgesellschaft", "Zivilgesellschaft", "Civil society"),
    choice("verwaltung", "Verwaltung", "Administration"),
    choice("politik", "Politik", "Politics"),
    choice("schule", "Schule und Kita", "Schools and day care"),
    choice("kirche", "Kirche und Religion", "Church and religion"),
    choice("unternehmen", "Unternehmen", "Business"),
    choice("sicherheit", "Sicherheit", "Security"),
    choice("wohlfahrt", "Wohlfahrt", "Welfare"),
    choice("medien", "Medien", "Media"),
    choice("wissenschaft", "Wissenschaft", "Research"),
    choice("sorbisch", "Sorbisch", "Sorbian"),
    choice("einzelperson", "Einzelperson", "Individual"),
];

const CIVIL: &[Choice] = &[
    choice("sport", "Sport", "Sport"),
    choice("kultur", "Kultur", "Culture"),
    choice("heimat", "Heimat", "Local history"),
    choice("sozial", "Sozial", "Social"),
    choice(
        "feuerwehr_rettung",
        "Feuerwehr, Rettung",
        "Fire brigade, rescue",
    ),
    choice("jugend", "Jugend", "Youth"),
    choice("seniorinnen", "Senior*innen", "Older people"),
    choice(
        "migrantinnen",
        "Migrant*innenorganisation",
        "Migrants’ organisation",
    ),
    choice("umwelt", "Umwelt", "Environment"),
    choice("initiative", "Initiative", "Initiative"),
];

const POLITICS: &[Choice] = &[
    choice("rat", "Rat", "Council"),
    choice("fraktion", "Fraktion als Gremium", "Group in the council"),
];

const SCHOOLS: &[Choice] = &[
    choice("schule", "Schule", "School"),
    choice("kita", "Kita", "Day care"),
    choice("hort", "Hort", "After-school care"),
    choice("hochschule", "Hochschule", "University"),
    choice("vhs", "Volkshochschule", "Adult education centre"),
];

const CHURCHES: &[Choice] = &[
    choice("ev", "evangelisch", "Protestant"),
    choice("kath", "katholisch", "Catholic"),
    choice("freikirche", "Freikirche", "Free church"),
    choice(
        "andere",
        "andere Religionsgemeinschaft",
        "other religious community",
    ),
];

const BUSINESSES: &[Choice] = &[
    choice("handwerk", "Handwerk", "Crafts"),
    choice("handel", "Handel", "Retail"),
    choice("landwirtschaft", "Landwirtschaft", "Farming"),
    choice("gastronomie", "Gastronomie", "Restaurants and inns"),
    choice("industrie", "Industrie", "Industry"),
    choice("kammer", "Kammer", "Chamber"),
];

const SECURITY: &[Choice] = &[
    choice("polizei", "Polizei", "Police"),
    choice("ordnungsamt", "Ordnungsamt", "Public order office"),
];

const SORBIAN: &[Choice] = &[
    choice("domowina", "Domowina", "Domowina"),
    choice("ortsgruppe", "Ortsgruppe", "Local group"),
];

const RESOURCES: &[Choice] = &[
    choice("raum", "Raum", "Room"),
    choice("technik", "Technik", "Equipment"),
    choice("ehrenamtliche", "Ehrenamtliche", "Volunteers"),
    choice("kontakte", "Kontakte", "Contacts"),
    choice("geld", "Geld", "Money"),
    choice("reichweite", "Reichweite", "Publicity"),
];
