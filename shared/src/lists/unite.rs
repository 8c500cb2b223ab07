//! Two records that are the same thing: which might be, and how one takes up the other. Never by itself; a person decides.

use super::title_text;
use crate::ids::RecordId;
use crate::merge::{Edit, RecordState, element_id};
use crate::records::{FieldDef, FieldKind, RecordDef, Shape};
use crate::text::fold;
use crate::value::Value;

/// Letters from which a word tells records apart.
const WORD_LETTERS_MIN: usize = 3;

/// Whether records of a kind may be united: named by words, and holding nothing that would be counted twice.
#[must_use]
pub fn may_unite(def: &RecordDef) -> bool {
    let named = def
        .field(def.title)
        .is_some_and(|title| matches!(title.kind, FieldKind::Text { .. }));
    let counts = def
        .fields
        .iter()
        .any(|field| matches!(field.kind.shape(), Shape::Counter | Shape::Entries));
    named && !counts && def.parent.is_none()
}

/// Returns the places of records that have the same words in their names, whatever their order and spelling.
#[must_use]
pub fn twins(def: &RecordDef, records: &[&RecordState]) -> Vec<(usize, usize)> {
    let mut names: Vec<(Vec<String>, usize)> = records
        .iter()
        .enumerate()
        .filter_map(|(place, record)| Some((name_words(&title_text(def, record)?), place)))
        .filter(|(words, _)| !words.is_empty())
        .collect();
    names.sort();
    names
        .windows(2)
        .filter_map(|pair| match pair {
            [(words, one), (others, other)] if words == others => Some((*one, *other)),
            _ => None,
        })
        .collect()
}

fn name_words(title: &str) -> Vec<String> {
    let mut words: Vec<String> = fold::words(title)
        .into_iter()
        .map(|word| word.folded.short)
        .filter(|word| word.chars().count() >= WORD_LETTERS_MIN)
        .collect();
    words.sort();
    words.dedup();
    words
}

/// Returns the fields in which both say something, and not the same.
#[must_use]
pub fn differences(
    def: &RecordDef,
    into: &RecordState,
    from: &RecordState,
) -> Vec<&'static FieldDef> {
    def.fields
        .iter()
        .filter(|field| matches!(field.kind.shape(), Shape::One))
        .filter(|field| {
            let said =
                |record: &RecordState| record.value(field.id).filter(|it| !it.is_empty()).cloned();
            match (said(into), said(from)) {
                (Some(one), Some(other)) => one != other,
                _ => false,
            }
        })
        .collect()
}

/// Returns what `into` takes up from `from`: what it does not say itself, every element of sets, and the fields in `theirs`.
#[must_use]
pub fn take_up(
    def: &RecordDef,
    into: &RecordState,
    from: &RecordState,
    theirs: &[u16],
) -> Vec<Edit> {
    let mut edits = Vec::new();
    for field in def.fields {
        match field.kind.shape() {
            Shape::One => {
                let own = into.value(field.id).filter(|value| !value.is_empty());
                let other = from.value(field.id).filter(|value| !value.is_empty());
                let Some(value) = other.filter(|other| {
                    own.is_none() || (theirs.contains(&field.id) && own != Some(*other))
                }) else {
                    continue;
                };
                edits.push(Edit::Set {
                    field: field.id,
                    value: value.clone(),
                    prev: into.dots(field.id),
                });
            }
            Shape::Set | Shape::Files => {
                for (element, value) in from.elements(field.id) {
                    if into.element(field.id, element).is_none() {
                        edits.push(Edit::Put {
                            field: field.id,
                            element: *element,
                            value: value.clone(),
                        });
                    }
                }
            }
            Shape::Counter | Shape::Entries => {}
        }
    }
    edits
}

/// Returns what a record that refers to `from` writes to refer to `into`; nothing if it does not.
#[must_use]
pub fn point_to(
    def: &RecordDef,
    record: &RecordState,
    from: RecordId,
    into: RecordId,
) -> Vec<Edit> {
    let mut edits = Vec::new();
    for field in def.fields {
        match field.kind {
            FieldKind::Link { .. } if record.value(field.id) == Some(&Value::Link(from)) => {
                edits.push(Edit::Set {
                    field: field.id,
                    value: Value::Link(into),
                    prev: record.dots(field.id),
                });
            }
            FieldKind::Links { .. } => {
                let old = Value::Link(from);
                let elements = record.elements(field.id);
                let found = elements.iter().find(|(_, value)| **value == old);
                if let Some((element, _)) = found {
                    edits.push(Edit::Put {
                        field: field.id,
                        element: element_id(&into.to_string()),
                        value: Value::Link(into),
                    });
                    edits.push(Edit::Take {
                        field: field.id,
                        element: **element,
                    });
                }
            }
            _ => {}
        }
    }
    edits
}

/// Returns the edits that undo `edits`, made on `before`, in a record that is `now`. What somebody changed since is theirs.
#[must_use]
pub fn back(edits: &[Edit], before: &RecordState, now: &RecordState) -> Vec<Edit> {
    edits
        .iter()
        .filter_map(|edit| match edit {
            Edit::Set { field, value, .. } => {
                let untouched = now.value(*field) == Some(value);
                untouched.then(|| Edit::Set {
                    field: *field,
                    value: before.value(*field).cloned().unwrap_or(Value::Null),
                    prev: now.dots(*field),
                })
            }
            Edit::Put { field, element, .. } => Some(Edit::Take {
                field: *field,
                element: *element,
            }),
            Edit::Take { field, element } => {
                let value = before.element(*field, element)?.value.clone();
                Some(Edit::Put {
                    field: *field,
                    element: *element,
                    value,
                })
            }
            Edit::Add { .. } | Edit::Trash | Edit::Restore => None,
        })
        .collect()
}
