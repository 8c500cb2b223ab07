//! What holds at an event, without screen and without clock: how counts and dots add up, what a typed line means, what has
//! to be done by when, how formats run, what leaves as calendar, poster and text.
//!
//! Everything here is a function of records, times and words. Nothing is stored, nothing is drawn.

pub mod body;
pub mod calendar;
pub mod cards;
pub mod dots;
pub mod formats;
pub mod lines;
pub mod outcome;
pub mod plan;
pub mod proposals;
pub mod ready;
pub mod shifts;
pub mod tally;
pub mod task_line;
#[cfg(test)]
pub(crate) mod testing;
pub mod under_lock;

use crate::records::RecordDef;

/// Returns the number of a field; 0, which no field has, for a key the kind does not know.
#[must_use]
pub fn number(def: &RecordDef, key: &str) -> u16 {
    def.field_by_key(key).map_or(0, |field| field.id)
}
