//! What towns have together.
//!
//! Neither reads the other's circle, so a joint event or alliance lives where both read: in the network. Which kinds may be joint,
//! and what of them goes along, stands in their definitions ([`Joint`](crate::records::Joint)).
//!
//! What is written at a joint **event** goes along: counts, dots, cards, minutes add up in one result. What hangs on a joint
//! **alliance** names a town's organisations and what people said at its table; it stays in the town, and refers to it.

mod release;

pub use release::{Referring, Release, former, id_of, is_too_late, lead, release};

use crate::ids::RecordId;
use crate::merge::{Edit, RecordState};
use crate::records::{FieldDef, FieldKind, Part, RecordDef, SpaceKind, by_key};
use crate::value::Value;

/// Key of the field that names the towns, in every kind that has it.
const TOWNS: &str = "weitere_kommunen";

/// Returns the towns a record names as taking part.
#[must_use]
pub fn towns(def: &RecordDef, record: &RecordState) -> Vec<RecordId> {
    let Some(field) = def.field_by_key(TOWNS) else {
        return Vec::new();
    };
    let elements = record.elements(field.id).into_iter();
    elements
        .filter_map(|(_, value)| match value {
            Value::Link(town) => Some(*town),
            _ => None,
        })
        .collect()
}

/// Whether records of a kind go where what they belong to lives: what is written at a meeting, during or about it.
#[must_use]
pub fn goes_along(def: &RecordDef) -> bool {
    def.home == SpaceKind::Town && matches!(def.part, Part::Meeting | Part::Minutes)
}

/// Whether records of a kind of the towns may live in the network, because towns have them together.
#[must_use]
pub fn may_be_shared(def: &RecordDef) -> bool {
    def.joint.is_some() || goes_along(def)
}

/// Whether a field says what its record belongs to.
fn belongs(field: &FieldDef) -> bool {
    match field.kind {
        FieldKind::Link { to } | FieldKind::Links { to } => by_key(to).is_some_and(goes_along),
        _ => false,
    }
}

/// Returns what a record that is made by these edits belongs to.
#[must_use]
pub fn owner_in(def: &RecordDef, edits: &[Edit]) -> Option<RecordId> {
    if !goes_along(def) {
        return None;
    }
    edits.iter().find_map(|edit| match edit {
        Edit::Set {
            field,
            value: Value::Link(owner),
            ..
        }
        | Edit::Put {
            field,
            value: Value::Link(owner),
            ..
        } if def.field(*field).is_some_and(belongs) => Some(*owner),
        _ => None,
    })
}

/// Returns what a record belongs to.
#[must_use]
pub fn owners(def: &RecordDef, record: &RecordState) -> Vec<RecordId> {
    let mut owners = Vec::new();
    for field in def.fields.iter().filter(|field| belongs(field)) {
        if let Some(Value::Link(owner)) = record.value(field.id) {
            owners.push(*owner);
        }
        owners.extend(
            record
                .elements(field.id)
                .into_iter()
                .filter_map(|(_, value)| match value {
                    Value::Link(owner) => Some(*owner),
                    _ => None,
                }),
        );
    }
    owners
}

#[cfg(test)]
mod tests;
