//! From a jotted note to the record it was really about: which kinds it may become, and what the form begins with.

use crate::merge::RecordState;
use crate::records::{FieldDef, FieldKind, RecordDef, SpaceKind};
use crate::value::Value;

/// Whether a note may become a record of a kind: one of the same town that is named by words and belongs to no other.
#[must_use]
pub fn may_become(from: &RecordDef, to: &RecordDef) -> bool {
    let named = to.field(to.title).is_some_and(|title| {
        matches!(
            title.kind,
            FieldKind::Text { .. } | FieldKind::LongText { .. }
        )
    });
    let free = to.parent.is_none() && to.sorted.is_none();
    named && free && to.home == SpaceKind::Town && from.sorted.is_some()
}

/// Returns what the form of the new record begins with: the words of the note, and its links where the new kind has the
/// same. What does not fit stays in the note, which stays too.
#[must_use]
pub fn beginning(from: &RecordDef, note: &RecordState, to: &RecordDef) -> Vec<(u16, Value)> {
    let words = note.text(from.title).unwrap_or_default();
    let mut fields = name_and_rest(to, words);
    for field in from.fields {
        let FieldKind::Link { to: target } = field.kind else {
            continue;
        };
        let same = to.fields.iter().find(|other| {
            !other.retired && matches!(other.kind, FieldKind::Link { to } if to == target)
        });
        if let (Some(same), Some(Value::Link(id))) = (same, note.value(field.id)) {
            fields.push((same.id, Value::Link(*id)));
        }
    }
    fields
}

/// Returns what some words say as a record of a kind: the first line is its name, the rest its first long text. A name
/// that is too long is cut, and the words stand whole in the text.
#[must_use]
pub fn name_and_rest(to: &RecordDef, words: &str) -> Vec<(u16, Value)> {
    let Some(title) = to.field(to.title) else {
        return Vec::new();
    };
    let words = words.trim();
    let name_max = chars_max(title).unwrap_or(0);
    let whole = matches!(title.kind, FieldKind::LongText { .. });
    if whole && words.chars().count() <= name_max {
        return vec![(title.id, Value::Text(words.to_owned()))];
    }
    let (name, rest) = words.split_once('\n').unwrap_or((words, ""));
    let name = name.trim();
    let short: String = name.chars().take(name_max).collect();
    let cut = short.chars().count() < name.chars().count();
    let mut fields = vec![(title.id, Value::Text(short))];
    let long = to.fields.iter().find(|field| {
        !field.retired && field.id != to.title && matches!(field.kind, FieldKind::LongText { .. })
    });
    let text = if cut { words } else { rest.trim() };
    if let Some(long) = long.filter(|_| !text.is_empty()) {
        let room = chars_max(long).unwrap_or(0);
        fields.push((long.id, Value::Text(text.chars().take(room).collect())));
    }
    fields
}

fn chars_max(field: &'static FieldDef) -> Option<usize> {
    match field.kind {
        FieldKind::Text { chars_max } | FieldKind::LongText { chars_max } => {
            Some(usize::from(chars_max))
        }
        _ => None,
    }
}
