//! Fields and lists that several kinds share, so that the same thing has the same words everywhere.
//!
//! `domain.md` names fields common to all records. Who created and changed what, when, and the versions come
//! from the history of the record; the circle comes from its space. What is left is here, with the numbers 901
//! and up. Children take these from the record they belong to.

use super::build::{LINE, field};
use super::field::{Choice, FieldDef, FieldKind, choice};
use crate::text::{Text, text};

/// Heading of the last section of every form that has [`SOURCE`] and [`DELETE_FROM`].
pub(super) const ORIGIN: Text = text("Herkunft und Frist", "Origin and retention");

/// Where the record comes from.
pub(super) const SOURCE: FieldDef = field(
    901,
    "quelle",
    text("Quelle", "Source"),
    FieldKind::Choice { choices: SOURCES },
)
.search(0);

const SOURCES: &[Choice] = &[
    choice("selbst", "Selbst erfasst", "Own record"),
    choice("gemeldet", "Gemeldet", "Reported to us"),
    choice("protokoll", "Aus einem Protokoll", "From minutes"),
    choice("import", "Übernommen", "Imported"),
];

/// From when on the record is to be deleted.
pub(super) const DELETE_FROM: FieldDef = field(
    902,
    "loeschen_ab",
    text("Löschen ab", "Delete from"),
    FieldKind::Date,
)
.hint(
    "Ab diesem Tag wird an das Löschen erinnert. Leer: die übliche Frist gilt.",
    "From this day on the app reminds to delete. Empty: the usual period applies.",
);

/// Towns that share the record, besides the one it lives in.
pub(super) const MORE_TOWNS: FieldDef = field(
    903,
    "weitere_kommunen",
    text("Weitere Kommunen", "Other municipalities"),
    FieldKind::Links { to: "kommune" },
)
.hint(
    "Wenn mehrere Orte das gemeinsam tun.",
    "If several towns do this together.",
);

/// Photos, PDF files and audio notes that belong to the record. Not part of the form: they are added and shown on
/// the record's page.
pub(super) const FILES: FieldDef = field(
    904,
    "anhaenge",
    text("Anhänge", "Attachments"),
    FieldKind::Files,
);

/// Part of the town, as text: there is no official list.
pub(super) const fn part_of_town(id: u16) -> FieldDef {
    field(id, "ortsteil", text("Ortsteil", "Part of town"), LINE)
}

/// Languages in which something is offered.
pub(super) const LANGUAGES: &[Choice] = &[
    choice("de", "Deutsch", "German"),
    choice("hsb", "Obersorbisch", "Upper Sorbian"),
    choice("einfach", "Einfache Sprache", "Plain German"),
    choice("dgs", "Gebärdensprache", "Sign language"),
    choice("en", "Englisch", "English"),
    choice("pl", "Polnisch", "Polish"),
    choice("cs", "Tschechisch", "Czech"),
    choice("uk", "Ukrainisch", "Ukrainian"),
    choice("ar", "Arabisch", "Arabic"),
    choice("andere", "Andere", "Other"),
];

/// Whom something is for.
pub(super) const TARGET_GROUPS: &[Choice] = &[
    choice("kinder", "Kinder bis 13", "Children up to 13"),
    choice("jugendliche", "Jugendliche 14–17", "Young people 14–17"),
    choice(
        "junge_erwachsene",
        "Junge Erwachsene 18–26",
        "Young adults 18–26",
    ),
    choice("erwachsene", "Erwachsene", "Adults"),
    choice("seniorinnen", "Senior*innen", "Older people"),
    choice("familien", "Familien", "Families"),
    choice("engagierte", "Vereine und Ehrenamt", "Clubs and volunteers"),
    choice("verwaltung", "Verwaltung", "Administration"),
    choice("politik", "Rat und Amt", "Council and office holders"),
    choice(
        "fachkraefte",
        "Fachkräfte und Multiplikator*innen",
        "Professionals and multipliers",
    ),
    choice("schule", "Schule und Kita", "Schools and day care"),
    choice("unternehmen", "Unternehmen", "Businesses"),
    choice(
        "migration",
        "Migrant*innen und Geflüchtete",
        "Migrants and refugees",
    ),
    choice("sorbisch", "Sorb*innen", "Sorbs"),
    choice(
        "demokratiefern",
        "Demokratie-skeptische Menschen",
        "People sceptical of democracy",
    ),
    choice("alle", "Alle im Ort", "Everyone in town"),
];

/// The thirteen districts of Saxony by the first five digits of the AGS.
pub(super) const DISTRICTS: &[Choice] = &[
    choice("14511", "Chemnitz", "Chemnitz"),
    choice("14521", "Erzgebirgskreis", "Erzgebirgskreis"),
    choice("14522", "Mittelsachsen", "Mittelsachsen"),
    choice("14523", "Vogtlandkreis", "Vogtlandkreis"),
    choice("14524", "Zwickau", "Zwickau"),
    choice("14612", "Dresden", "Dresden"),
    choice("14625", "Bautzen", "Bautzen"),
    choice("14626", "Görlitz", "Görlitz"),
    choice("14627", "Meißen", "Meißen"),
    choice(
        "14628",
        "Sächsische Schweiz-Osterzgebirge",
        "Sächsische Schweiz-Osterzgebirge",
    ),
    choice("14713", "Leipzig, Stadt", "Leipzig, city"),
    choice("14729", "Landkreis Leipzig", "Leipzig district"),
    choice("14730", "Nordsachsen", "Nordsachsen"),
];
