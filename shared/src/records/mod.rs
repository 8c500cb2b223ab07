//! Every kind of record, and the one list that everything else walks.
//!
//! Adding a kind is one file and two lines here: its `mod` and its entry in [`ALL`].
//!
//! **Numbers.** A kind has the number of its entry in `domain.md` §3: R10 → 10. An entry with a letter has
//! ten times the number plus the place of the letter: R9b → 92, R12a → 121. R13 names three kinds in one entry:
//! Protokoll 131, Beschluss 132, Aufgabe 133. Children that `domain.md` only implies have 1000 + ten times the
//! number of the parent's entry + 1, 2 …: the goals of R4 → 1041. Kinds that only the product asks for have 2001 and up:
//! the inbox. Numbers are never reused, nor are those of fields.
//! Field 0 of every record is reserved (whether the record is alive), 901 and up are common fields.

mod abfrage;
mod akteur;
mod akteurskarte;
mod allianz;
mod analyse;
mod anfrage;
mod angebot;
mod antwort;
mod aufgabe;
mod ausgabe;
mod austauschbeitrag;
mod baustein;
mod bedarf;
mod begleitung;
mod beitrag;
mod beratungsfall;
mod beratungskontakt;
mod beschluss;
mod beteiligung;
pub mod build;
mod common;
mod expertise;
mod field;
mod herausforderung;
mod kommune;
mod kontakt;
mod massnahme;
mod mitgliedschaft;
mod netzwerktreffen;
mod notiz;
mod oeffentlichkeitsarbeit;
mod protokoll;
mod rueckmeldung;
#[cfg(any(test, feature = "testing"))]
pub mod sample;
mod schutzplan;
mod station;
mod stelle;
mod strategie;
mod tagesordnungspunkt;
mod taxonomy;
#[cfg(any(test, feature = "testing"))]
pub mod trial;
mod veranstaltung;
mod verweis;
mod vorfall;
mod wirkungsbeobachtung;
mod zaehlung;
mod ziel;
mod zwischenbilanz;

pub use abfrage::ABFRAGE;
pub use akteur::{AKTEUR, SECTORS};
pub use allianz::ALLIANZ;
pub use anfrage::ANFRAGE;
pub use angebot::ANGEBOT;
pub use antwort::ANTWORT;
pub use aufgabe::AUFGABE;
pub use ausgabe::AUSGABE;
pub use austauschbeitrag::AUSTAUSCHBEITRAG;
pub use baustein::BAUSTEIN;
pub use begleitung::BEGLEITUNG;
pub use beitrag::BEITRAG;
pub use beschluss::BESCHLUSS;
pub use beteiligung::BETEILIGUNG;
pub use field::{
    Choice, FIELD, FieldDef, FieldKind, JOINT, Joint, Led, MergePolicy, Part, Past, Phase, RECORD,
    RecordDef, Repeat, Required, Rule, Shape, SpaceKind, StateDef, Visible, choice,
};
pub use herausforderung::HERAUSFORDERUNG;
pub use kommune::KOMMUNE;
pub use massnahme::MASSNAHME;
pub use mitgliedschaft::MITGLIEDSCHAFT;
pub use notiz::NOTIZ;
pub use protokoll::PROTOKOLL;
pub use rueckmeldung::RUECKMELDUNG;
pub use station::STATION;
pub use strategie::STRATEGIE;
pub use tagesordnungspunkt::TAGESORDNUNGSPUNKT;
pub use taxonomy::SIZES;
pub use veranstaltung::VERANSTALTUNG;
pub use vorfall::VORFALL;
pub use wirkungsbeobachtung::WIRKUNGSBEOBACHTUNG;
pub use zaehlung::{COUNTED, ZAEHLUNG};
pub use ziel::ZIEL;
pub use zwischenbilanz::ZWISCHENBILANZ;

/// Every kind the app shows, in the order in which lists of kinds show them.
pub static ALL: &[&RecordDef] = &[
    &VERANSTALTUNG,
    &ZAEHLUNG,
    &BETEILIGUNG,
    &ABFRAGE,
    &STATION,
    &BEITRAG,
    &RUECKMELDUNG,
    &AUFGABE,
    &NOTIZ,
    &PROTOKOLL,
    &TAGESORDNUNGSPUNKT,
    &BESCHLUSS,
    &AUSGABE,
    &begleitung::BEGLEITUNG,
    &ZWISCHENBILANZ,
    &analyse::ANALYSE,
    &akteurskarte::AKTEURSKARTE,
    &STRATEGIE,
    &ZIEL,
    &MASSNAHME,
    &stelle::STELLE,
    &ALLIANZ,
    &AKTEUR,
    &MITGLIEDSCHAFT,
    &oeffentlichkeitsarbeit::OEFFENTLICHKEITSARBEIT,
    &WIRKUNGSBEOBACHTUNG,
    &KOMMUNE,
    &herausforderung::HERAUSFORDERUNG,
    &austauschbeitrag::AUSTAUSCHBEITRAG,
    &antwort::ANTWORT,
    &BAUSTEIN,
    &expertise::EXPERTISE,
    &netzwerktreffen::NETZWERKTREFFEN,
    &bedarf::BEDARF,
    &angebot::ANGEBOT,
    &ANFRAGE,
    &VORFALL,
    &schutzplan::SCHUTZPLAN,
    &kontakt::KONTAKT,
    &verweis::VERWEIS,
    &beratungsfall::BERATUNGSFALL,
    &beratungskontakt::BERATUNGSKONTAKT,
    &verweis::FALLVERWEIS,
];

/// Finds a kind by its key.
#[must_use]
pub fn by_key(key: &str) -> Option<&'static RecordDef> {
    known().find(|def| def.key == key)
}

/// Finds a kind by its number on the wire.
#[must_use]
pub fn by_id(id: u16) -> Option<&'static RecordDef> {
    known().find(|def| def.id == id)
}

/// Every kind; in tests that add one, that one too.
fn known() -> impl Iterator<Item = &'static RecordDef> {
    let all = ALL.iter().copied();
    #[cfg(any(test, feature = "testing"))]
    let all = all.chain(trial::added());
    all
}

/// Returns the kinds whose records belong to records of `parent`.
pub fn children_of(parent: &RecordDef) -> impl Iterator<Item = &'static RecordDef> {
    let parent = parent.key;
    ALL.iter().copied().filter(move |def| {
        def.parent
            .and_then(|id| def.field(id))
            .is_some_and(|field| matches!(field.kind, FieldKind::Link { to } if to == parent))
    })
}

#[cfg(test)]
mod tests;
