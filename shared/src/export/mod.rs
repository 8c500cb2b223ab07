//! Taking records out of the app: a table (CSV), data (JSON), contacts (vCard). All walk the definitions.
//!
//! Pure: what is to leave is an argument, the file is the answer; nothing is written here. Fields that are
//! [`kept inside`](crate::records::FieldDef::export) never leave. What leaves is no longer protected, so lists with
//! ways to reach people are given out for one town at a time only.

mod csv;
mod json;
mod vcard;

use crate::ids::{RecordId, SpaceId};
use crate::merge::RecordState;
use crate::records::{FieldDef, FieldKind, RecordDef, Shape, SpaceKind};
use crate::text::Locale;
use crate::value::Value;

/// A record that is to leave.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Its id.
    pub id: RecordId,
    /// The space it lives in.
    pub space: SpaceId,
    /// Its merged state.
    pub state: &'a RecordState,
}

/// What the words of an export need.
pub struct Context<'a> {
    /// Language of headings and choices; numbers and days are German in every language.
    pub locale: Locale,
    /// Title of a linked record, if this device can read it.
    pub title_of: &'a dyn Fn(RecordId) -> Option<String>,
    /// Title of a space.
    pub space_title: &'a dyn Fn(SpaceId) -> Option<String>,
}

/// A file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A table: UTF-8 with byte order mark, semicolons, German numbers and days, for spreadsheets.
    Csv,
    /// Everything with its keys, for programs.
    Json,
    /// Who can be reached how, for address books.
    Vcard,
}

impl Format {
    /// Returns the media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv;charset=utf-8",
            Self::Json => "application/json",
            Self::Vcard => "text/vcard;charset=utf-8",
        }
    }

    /// Returns the end of the file name.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Vcard => "vcf",
        }
    }
}

/// Why nothing leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// Contacts of several towns at once.
    #[error("contacts leave from one town at a time only; choose one town")]
    SeveralTowns,
    /// Every field of the kind is kept inside, or it has no way to reach anybody.
    #[error("this kind has nothing that may leave in this format")]
    NothingToExport,
}

/// Whether a kind has anything that may leave in a format.
#[must_use]
pub fn offers(def: &RecordDef, format: Format) -> bool {
    match format {
        Format::Csv | Format::Json => fields(def).next().is_some(),
        Format::Vcard => fields(def).any(reaches) && fields(def).any(|field| field.id == def.title),
    }
}

/// Writes records of one kind as a file, in the order given.
///
/// # Errors
///
/// When they are contacts of more than one town, or nothing of the kind may leave.
pub fn export(
    def: &RecordDef,
    records: &[Source<'_>],
    format: Format,
    context: &Context<'_>,
) -> Result<String, ExportError> {
    if !offers(def, format) {
        return Err(ExportError::NothingToExport);
    }
    let mut spaces: Vec<SpaceId> = records.iter().map(|record| record.space).collect();
    spaces.sort_unstable();
    spaces.dedup();
    if spaces.len() > 1 && is_contact(def) {
        return Err(ExportError::SeveralTowns);
    }
    Ok(match format {
        Format::Csv => csv::write(def, records, context),
        Format::Json => json::write(def, records),
        Format::Vcard => vcard::write(def, records),
    })
}

/// Whether records of the kind say how to reach somebody in a town. Offers of the network are public.
fn is_contact(def: &RecordDef) -> bool {
    def.home != SpaceKind::Network && def.fields.iter().any(reaches)
}

const fn reaches(field: &FieldDef) -> bool {
    matches!(field.kind, FieldKind::Phone | FieldKind::Email)
}

/// The fields that may leave, in the order of the form; no longer asked for ones too.
fn fields(def: &RecordDef) -> impl Iterator<Item = &'static FieldDef> + use<> {
    def.fields.iter().filter(|field| field.export)
}

/// What a field of a record holds: elements of a set, else every version that stands, the newest first.
fn values(state: &RecordState, field: &FieldDef) -> Vec<Value> {
    let values: Vec<Value> = match field.kind.shape() {
        Shape::Set | Shape::Entries | Shape::Files => state
            .elements(field.id)
            .into_iter()
            .map(|(_, value)| value.clone())
            .collect(),
        Shape::Counter => {
            let counter = state.counter(field.id);
            let counted = !counter.shares.is_empty();
            counted
                .then_some(Value::Int(counter.total))
                .into_iter()
                .collect()
        }
        Shape::One => state
            .distinct(field.id)
            .into_iter()
            .map(|version| version.value.clone())
            .collect(),
    };
    values
        .into_iter()
        .filter(|value| !value.is_empty())
        .collect()
}

#[cfg(test)]
mod tests;
