//! Last year's event as this year's.

use crate::event::number;
use crate::merge::{Edit, RecordState};
use crate::records::{Shape, VERANSTALTUNG};
use crate::text::dates;
use crate::value::Value;

/// What of last year's event holds for this year's: everything planned; nothing that was applied for, done or learned.
const NOT_COPIED: &[&str] = &[
    "beginn",
    "ende",
    "status",
    "grund",
    "grund_text",
    "angezeigt_am",
    "bekanntgabe_am",
    "sicherheitscheck",
    "foerderhinweis",
    "freigabe",
    "ergebnis",
    "stoerung",
    "lief",
    "lief_nicht",
    "naechstes_mal",
    "bericht_zahl",
    "quelle",
    "loeschen_ab",
];
const PERMIT_FIELDS: &[&str] = &["versammlungsanzeige", "sondernutzung", "gema"];

/// Returns what makes a copy of an event that begins at another time. Permits have to be asked for again.
#[must_use]
pub fn copy(event: &RecordState, begin: i64) -> Vec<Edit> {
    let set = |field: u16, value: Value| Edit::Set {
        field,
        value,
        prev: Vec::new(),
    };
    let mut edits = Vec::new();
    for field in VERANSTALTUNG
        .fields
        .iter()
        .filter(|field| !NOT_COPIED.contains(&field.key))
    {
        match field.kind.shape() {
            Shape::One => {
                let Some(value) = event.value(field.id).filter(|value| !value.is_empty()) else {
                    continue;
                };
                let again =
                    PERMIT_FIELDS.contains(&field.key) && value.as_text() != Some("nicht_noetig");
                let value = if again {
                    Value::Text("offen".to_owned())
                } else {
                    value.clone()
                };
                edits.push(set(field.id, value));
            }
            Shape::Set => edits.extend(event.elements(field.id).into_iter().map(
                |(element, value)| Edit::Put {
                    field: field.id,
                    element: *element,
                    value: value.clone(),
                },
            )),
            Shape::Counter | Shape::Entries | Shape::Files => {}
        }
    }
    let time = |key: &str| match event.value(number(&VERANSTALTUNG, key)) {
        Some(Value::DateTime(minutes)) => Some(*minutes),
        _ => None,
    };
    edits.push(set(
        number(&VERANSTALTUNG, "beginn"),
        Value::DateTime(begin),
    ));
    if let (Some(from), Some(to)) = (time("beginn"), time("ende")) {
        let end = begin.saturating_add(to.saturating_sub(from));
        edits.push(set(number(&VERANSTALTUNG, "ende"), Value::DateTime(end)));
    }
    edits
}

/// Returns the same weekday and time about a year later: 52 weeks.
#[must_use]
pub const fn next_year(begin: i64) -> i64 {
    begin.saturating_add(364 * dates::DAY_MINUTES)
}
