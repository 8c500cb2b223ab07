//! Two records that are the same thing: which might be, and how one takes up the other. Never by itself; a person decides.

use super::day_in;
use crate::ids::RecordId;
use crate::merge::{Edit, RecordState, element_id};
use crate::records::{AKTEUR, FieldDef, FieldKind, RecordDef, Shape};
use crate::text::alike::{self, NameWord};
use crate::value::Value;
use std::collections::BTreeMap;

/// Names each name is compared with at most.
const COMPARED_MAX: usize = 200;

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

/// Returns the places of records whose names may mean the same, see [`alike`], and that nothing else tells apart.
///
/// Only names whose words begin with the same letters are compared, so that thousands cost little.
#[must_use]
pub fn twins(def: &RecordDef, records: &[&RecordState]) -> Vec<(usize, usize)> {
    let mut by_letters: BTreeMap<String, Vec<(Vec<NameWord>, usize)>> = BTreeMap::new();
    for (place, record) in records.iter().enumerate() {
        let name = record.text(def.title).unwrap_or_default();
        let words = alike::name_words(name);
        if !words.is_empty() {
            let letters = alike::first_letters(&words);
            by_letters.entry(letters).or_default().push((words, place));
        }
    }
    let mut found = Vec::new();
    for group in by_letters.values() {
        for (at, (one, place)) in group.iter().enumerate() {
            // The nearest that fits is enough: who unites those two sees the next.
            let others = group.iter().skip(at + 1).take(COMPARED_MAX);
            let record = |place: &usize| records.get(*place).copied();
            let twin = others.into_iter().find(|(other, there)| {
                let apart = record(place)
                    .zip(record(there))
                    .is_some_and(|(one, other)| are_two(def, one, other));
                !apart && alike::same_name(one, other)
            });
            found.extend(twin.map(|(_, other)| (*place, *other)));
        }
    }
    found
}

/// Whether two records of one name are two things all the same: they belong to different records (the checklist of this year's
/// event and of last year's), they happen on different days, or one follows the other because it repeats.
fn are_two(def: &RecordDef, one: &RecordState, other: &RecordState) -> bool {
    let differ = |field: u16| {
        let said = |record: &RecordState| record.value(field).filter(|it| !it.is_empty()).cloned();
        matches!((said(one), said(other)), (Some(one), Some(other)) if one != other)
    };
    let days_differ = |field: u16| matches!((day_in(one, field), day_in(other, field)), (Some(one), Some(other)) if one != other);
    let elsewhere = def
        .fields
        .iter()
        .filter(|field| match field.kind {
            // Who does it, or where somebody is known from, may itself stand there twice.
            FieldKind::Link { to } => to != AKTEUR.key,
            FieldKind::AnyLink => true,
            _ => false,
        })
        .any(|field| differ(field.id));
    let happens = def
        .field(def.order)
        .filter(|field| matches!(field.kind, FieldKind::DateTime));
    let repeats = def.repeats.zip(def.due).filter(|(field, _)| {
        one.value(*field).is_some() && one.value(*field) == other.value(*field)
    });
    elsewhere
        || happens.is_some_and(|field| days_differ(field.id))
        || repeats.is_some_and(|(_, due)| days_differ(due))
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
            FieldKind::Link { .. } | FieldKind::AnyLink
                if record.value(field.id) == Some(&Value::Link(from)) =>
            {
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
