//! What comes after a finished record that repeats: the same again, due later. Two phones that finish the same record begin the
//! same next one.

use super::{day_in, phase_of, state_of};
use crate::ids::RecordId;
use crate::merge::{Edit, RecordState, derived_record};
use crate::records::{FieldKind, Phase, RecordDef, Repeat, Shape};
use crate::text::dates;
use crate::value::Value;

/// What follows from a step of the workflow.
#[derive(Debug, Clone, PartialEq)]
pub enum FollowUp {
    /// The next record begins.
    Begin(RecordId, Vec<Edit>),
    /// The step was taken back: the next record goes, unless somebody has worked on it.
    Drop(RecordId),
}

/// Returns what follows when `edits` are written to a record that is `before`.
#[must_use]
pub fn follow_up(
    def: &RecordDef,
    id: RecordId,
    before: &RecordState,
    edits: &[Edit],
) -> Option<FollowUp> {
    let (state, due) = (def.state?, def.due?);
    let repeat = Repeat::from_key(before.text(def.repeats?)?)?;
    let day = day_in(before, due)?;
    let next = match repeat {
        Repeat::Days(days) => day.checked_add(days)?,
        Repeat::Months(months) => dates::add_months(day, months)?,
    };
    let FieldKind::State { states } = def.field(state)?.kind else {
        return None;
    };
    let to = edits.iter().find_map(|edit| match edit {
        Edit::Set { field, value, .. } if *field == state => value.as_text(),
        _ => None,
    })?;
    let to = states.iter().find(|state| state.key == to)?;
    let was_done = phase_of(def, before) == Phase::Done;
    let next_id = derived_record(id, def.id, &dates::iso_day(next));
    match (was_done, to.phase == Phase::Done) {
        (false, true) => Some(FollowUp::Begin(next_id, again(def, before, due, next))),
        (true, false) => Some(FollowUp::Drop(next_id)),
        _ => None,
    }
}

/// Whether nobody has worked on a record since it began: nothing of it was ever replaced.
#[must_use]
pub fn is_untouched(def: &RecordDef, record: &RecordState) -> bool {
    let begun = record.created().map(|first| first.dot.device);
    let written = record.changed().map(|last| last.dot.device);
    let as_begun = |field: u16| record.history(field).len() <= 1;
    begun == written
        && state_of(def, record).is_some_and(|state| state.phase == Phase::Open)
        && def
            .fields
            .iter()
            .all(|field| field.kind.shape() != Shape::One || as_begun(field.id))
}

/// The same again: every field but the state, and the later day.
fn again(def: &RecordDef, before: &RecordState, due: u16, next: i32) -> Vec<Edit> {
    let mut edits = Vec::new();
    for field in def.fields {
        match field.kind.shape() {
            Shape::One if Some(field.id) != def.state && Some(field.id) != def.reason => {
                let value = if field.id == due {
                    Some(Value::Date(next))
                } else {
                    before
                        .value(field.id)
                        .filter(|value| !value.is_empty())
                        .cloned()
                };
                edits.extend(value.map(|value| Edit::Set {
                    field: field.id,
                    value,
                    prev: Vec::new(),
                }));
            }
            Shape::Set => {
                let elements = before.elements(field.id).into_iter();
                edits.extend(elements.map(|(element, value)| Edit::Put {
                    field: field.id,
                    element: *element,
                    value: value.clone(),
                }));
            }
            Shape::One | Shape::Counter | Shape::Entries | Shape::Files => {}
        }
    }
    edits
}
