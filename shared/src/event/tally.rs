//! How many came: the sum of all counts of an event, of all phones, with every counter-entry.
//!
//! A total never goes back silently: whoever was counted too much is taken off by an entry with a reason. Counts that came
//! after the report are an addendum and stand beside it: what was counted by people who knew that it is closed goes into a
//! record of its own, and what arrives late from others is the difference to the number that stands in the report.

use super::number;
use crate::ids::RecordId;
use crate::merge::{Edit, RecordState, derived_record};
use crate::records::{COUNTED, FieldDef, FieldKind, VERANSTALTUNG, ZAEHLUNG};
use crate::value::Value;

/// Names the count that comes after the report, in its id.
const ADDENDUM: &str = "nachtrag";

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

impl Visitors {
    /// Returns the number of the report: everyone but the addendum.
    #[must_use]
    pub const fn reported(&self) -> i64 {
        self.total.saturating_sub(self.addendum)
    }
}

/// Whether the report of an event is closed: what is counted now is an addendum.
#[must_use]
pub fn is_reported(event: &RecordState) -> bool {
    event.text(number(&VERANSTALTUNG, "status")) == Some("berichtet")
}

/// Returns what closing the report writes: the state, and the number that stands in it from now on.
#[must_use]
pub fn close_report(event: &RecordState, total: i64) -> Vec<Edit> {
    let set = |key: &str, value: Value| {
        let field = number(&VERANSTALTUNG, key);
        Edit::Set {
            field,
            value,
            prev: event.dots(field),
        }
    };
    vec![
        set("status", Value::Text("berichtet".to_owned())),
        set("bericht_zahl", Value::Int(total)),
    ]
}

/// Adds up the counts of one event. While its report is closed, everything beside the number that stands in it is addendum,
/// whenever and by whomever it was counted.
pub fn visitors_of<'s>(
    event: &RecordState,
    counts: impl IntoIterator<Item = &'s RecordState>,
) -> Visitors {
    let sum = visitors(counts);
    let closed = event.value(number(&VERANSTALTUNG, "bericht_zahl"));
    match closed.and_then(Value::as_int) {
        Some(closed) if is_reported(event) => Visitors {
            addendum: sum.total.saturating_sub(closed),
            ..sum
        },
        _ => sum,
    }
}

/// Returns the record that taps of an event go to, and what it needs to have if it is begun with them.
///
/// One record per event is enough: each device has its own share in it. The first one is taken by all. What comes after the
/// report goes into a record of its own, so that the report stays what it was.
pub fn sheet<'s>(
    event: RecordId,
    reported: bool,
    counts: impl IntoIterator<Item = (RecordId, &'s RecordState)>,
) -> (RecordId, Vec<Edit>) {
    let fitting = counts
        .into_iter()
        .filter(|(_, count)| !is_estimate(count) && is_addendum(count) == reported);
    match fitting.map(|(id, _)| id).min() {
        Some(id) => (id, Vec::new()),
        None => {
            let name = if reported { ADDENDUM } else { "" };
            let id = derived_record(event, ZAEHLUNG.id, name);
            (id, begin(event, "gezaehlt", reported))
        }
    }
}

/// Returns what a new count of an event has from the start.
#[must_use]
pub fn begin(event: RecordId, method: &str, reported: bool) -> Vec<Edit> {
    let set = |field: u16, value| Edit::Set {
        field,
        value,
        prev: Vec::new(),
    };
    let mut edits = vec![
        set(ZAEHLUNG.parent.unwrap_or_default(), Value::Link(event)),
        set(number(&ZAEHLUNG, "methode"), Value::Text(method.to_owned())),
    ];
    if reported {
        edits.push(set(number(&ZAEHLUNG, "nachtrag"), Value::Bool(true)));
    }
    edits
}

/// Adds up counts.
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
        .fold(0, i64::saturating_add)
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
        .fold(0, |sum, (_, amount, _)| sum.saturating_add(amount))
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
