//! From what a person did to operations. Pure: decides, writes nothing.

use super::before::Before;
use super::op::{ALIVE, Dot, Op, Slot, Sub};
use super::state::State;
use crate::ids::{DeviceId, RecordId};
use crate::value::Value;

/// What a person did to a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Gave a field a value.
    Set {
        /// The field.
        field: u16,
        /// The value.
        value: Value,
        /// The versions the person had on the screen, from [`RecordState::dots`](super::RecordState::dots)
        /// when the form was opened. What arrived since stays beside the new value.
        prev: Vec<Dot>,
    },
    /// Put an element into a set, or changed it.
    Put {
        /// The field.
        field: u16,
        /// The element.
        element: [u8; 16],
        /// Its value.
        value: Value,
    },
    /// Took an element out of a set.
    Take {
        /// The field.
        field: u16,
        /// The element.
        element: [u8; 16],
    },
    /// Counted.
    Add {
        /// The counter.
        field: u16,
        /// How many, below zero to take back an own count.
        amount: i64,
    },
    /// Moved the record to the Papierkorb.
    Trash,
    /// Took the record out of the Papierkorb.
    Restore,
}

/// Who writes, with the number and time the first operation gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Author {
    /// The writing device.
    pub device: DeviceId,
    /// Number of the first operation; the following ones count on.
    pub op_no: u64,
    /// Time of the save, see [`Op::hlc`].
    pub hlc: u64,
}

/// Returns the operations that `edits` mean for a record, in order, with running numbers.
#[must_use]
pub fn plan(state: &State, kind: u16, record: RecordId, edits: &[Edit], author: Author) -> Vec<Op> {
    let mut ops: Vec<Op> = Vec::with_capacity(edits.len());
    for edit in edits {
        let (field, sub) = place(edit, author.device);
        let slot = Slot { record, field, sub };
        // A second edit of one slot in the same save builds on the first.
        let earlier = ops.iter().rev().find(|op| op.slot == slot);
        let here: Vec<Dot> = match earlier {
            Some(op) => vec![op.dot],
            None => state.slot(&slot).map_or_else(Vec::new, |slot| {
                slot.versions.iter().map(|version| version.dot).collect()
            }),
        };
        let (value, prev) = match edit {
            Edit::Set { value, prev, .. } => match earlier {
                Some(op) => (value.clone(), vec![op.dot]),
                None => (value.clone(), prev.clone()),
            },
            Edit::Put { value, .. } => (value.clone(), here),
            Edit::Take { .. } => (Value::Null, here),
            Edit::Add { amount, .. } => {
                let so_far = match earlier {
                    Some(op) => op.value.as_int().unwrap_or(0),
                    None => own_count(state, &slot),
                };
                (Value::Int(so_far.saturating_add(*amount)), here)
            }
            Edit::Trash => (Value::Deleted(seen(state, record)), here),
            Edit::Restore => (Value::Bool(true), here),
        };
        let before = way_back(state, &slot, earlier, &prev, &value);
        let op_no = author.op_no.saturating_add(ops.len() as u64);
        let dot = Dot {
            device: author.device,
            op_no,
        };
        ops.push(Op {
            kind,
            slot,
            dot,
            hlc: author.hlc,
            prev,
            min_reader: 0,
            value,
            before,
        });
    }
    ops
}

fn place(edit: &Edit, device: DeviceId) -> (u16, Sub) {
    match edit {
        Edit::Set { field, .. } => (*field, Sub::None),
        Edit::Put { field, element, .. } | Edit::Take { field, element } => {
            (*field, Sub::Element(*element))
        }
        Edit::Add { field, .. } => (*field, Sub::Device(device)),
        Edit::Trash | Edit::Restore => (ALIVE, Sub::None),
    }
}

/// For a long text: the way back to the newest of the versions it was made from.
fn way_back(
    state: &State,
    slot: &Slot,
    earlier: Option<&Op>,
    prev: &[Dot],
    value: &Value,
) -> Option<Box<Before>> {
    let (dot, old) = match earlier {
        Some(op) => (op.dot, &op.value),
        None => {
            let seen = state.slot(slot)?.versions.iter();
            let seen = seen.filter(|version| prev.contains(&version.dot));
            let newest = seen.max_by_key(|version| (version.hlc, version.dot))?;
            (newest.dot, &newest.value)
        }
    };
    Before::of(value.as_text()?, old.as_text()?, dot).map(Box::new)
}

fn own_count(state: &State, slot: &Slot) -> i64 {
    let newest = state
        .slot(slot)
        .and_then(|slot| slot.versions.iter().max_by_key(|v| v.dot));
    newest
        .and_then(|version| version.value.as_int())
        .unwrap_or(0)
}

fn seen(state: &State, record: RecordId) -> Vec<(DeviceId, u64)> {
    state.records.get(&record).map_or_else(Vec::new, |record| {
        record.newest_by_device().into_iter().collect()
    })
}
