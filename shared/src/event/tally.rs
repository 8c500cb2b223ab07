//! How many came: the sum of all counts of an event, of all phones, with every counter-entry.
//!
//! A total never goes back silently: whoever was counted too much is taken off by an entry with a reason. Counts that came
//! after the report are an addendum and stand beside it.

use super::number;
use crate::merge::RecordState;
use crate::records::{COUNTED, FieldDef, FieldKind, ZAEHLUNG};
use crate::value::Value;

/// Visitors of an event.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Visitors {
    /// Everyone, corrections included.
    pub total: i64,
    /// How many of them are an estimate.
    pub estimated: i64,
    /// How many of them came in after the report was closed.
    pub addendum: i64,
}

/// Adds up the counts of one event.
pub fn visitors<'s>(counts: impl IntoIterator<Item = &'s RecordState>) -> Visitors {
    let mut sum = Visitors::default();
    for count in counts {
        let counted = counted(count);
        sum.total = sum.total.saturating_add(counted);
        if is_estimate(count) {
            sum.estimated = sum.estimated.saturating_add(counted);
        }
        if is_addendum(count) {
            sum.addendum = sum.addendum.saturating_add(counted);
        }
    }
    sum
}

/// Whether a count is an estimate.
#[must_use]
pub fn is_estimate(count: &RecordState) -> bool {
    count.text(number(&ZAEHLUNG, "methode")) == Some("geschaetzt")
}

/// Whether a count came after the report was closed.
#[must_use]
pub fn is_addendum(count: &RecordState) -> bool {
    count.value(number(&ZAEHLUNG, "nachtrag")) == Some(&Value::Bool(true))
}

/// Returns the number of visitors of one count, corrections included.
#[must_use]
pub fn counted(count: &RecordState) -> i64 {
    counted_fields()
        .map(|field| of_field(count, field.id))
        .sum()
}

/// Returns one counter of a count with its corrections.
#[must_use]
pub fn of_field(count: &RecordState, field: u16) -> i64 {
    count
        .counter(field)
        .total
        .saturating_add(corrected(count, |other| other == field))
}

/// Returns the sum of the corrections to counters that `belongs` accepts.
#[must_use]
pub fn corrected(count: &RecordState, belongs: impl Fn(u16) -> bool) -> i64 {
    corrections(count)
        .filter(|(field, _, _)| belongs(*field))
        .map(|(_, amount, _)| amount)
        .sum()
}

/// Returns every counter-entry of a count: counter, amount, reason.
pub fn corrections(count: &RecordState) -> impl Iterator<Item = (u16, i64, &str)> {
    let field = number(&ZAEHLUNG, "korrekturen");
    count
        .elements(field)
        .into_iter()
        .filter_map(|(_, value)| match value {
            Value::Correction {
                field,
                amount,
                reason,
            } => Some((*field, *amount, reason.as_str())),
            _ => None,
        })
}

/// Returns the counters whose sum is the number of visitors, that without age band first.
pub fn counted_fields() -> impl Iterator<Item = &'static FieldDef> {
    COUNTED.iter().filter_map(|key| ZAEHLUNG.field_by_key(key))
}

/// Returns the counters beside the number of visitors that a plan wants told apart; talks and contacts always.
pub fn marks(wanted: &[&str]) -> Vec<&'static FieldDef> {
    ZAEHLUNG
        .fields
        .iter()
        .filter(|field| matches!(field.kind, FieldKind::Counter) && !COUNTED.contains(&field.key))
        .filter(|field| {
            wanted.is_empty() || group(field.key).is_some_and(|it| wanted.contains(&it))
        })
        .collect()
}

/// Group of a counter in `veranstaltung.zaehlmerkmale`.
fn group(key: &str) -> Option<&'static str> {
    let groups = [
        ("geschlecht_", "geschlecht"),
        ("zg_", "zielgruppen"),
        ("neu", "neu_bekannt"),
        ("bekannt", "neu_bekannt"),
        ("helfende", "gespraeche"),
        ("gespraeche", "gespraeche"),
        ("kontakte", "gespraeche"),
    ];
    groups
        .into_iter()
        .find(|(prefix, _)| key.starts_with(prefix))
        .map(|(_, group)| group)
}

#[cfg(test)]
mod tests;
