//! What a checkpoint leaves out.
//!
//! Replaced versions and deleted records go after 400 days: longer than any phone is expected to lie in a drawer. Until
//! then a deleted record keeps its values, so that an edit made elsewhere without knowing of the deletion meets the
//! whole record. A clock that stands in 1970 makes nothing old. What goes is a pure function of the state and a time, and what has gone once stays gone.

use crate::ids::RecordId;
use crate::merge::{ALIVE, RecordState, State, Version};

const DAY_MS: u64 = 24 * 60 * 60 * 1000;
/// Replaced versions older than this are left out.
pub const HISTORY_MS: u64 = 400 * DAY_MS;
/// Records that were deleted longer ago than this are left out.
pub const TOMBSTONE_MS: u64 = 400 * DAY_MS;
/// 2025-01-01, milliseconds since 1970. There was no app before: a clock that says so is wrong, and nothing is old by it.
pub const CLOCKS_FROM_MS: u64 = 1_735_689_600_000;
/// Greatest number of replaced versions of one slot; the oldest go first.
pub const PAST_VERSIONS_MAX: usize = 100;

/// Leaves out what is too old at a time, and returns the records that changed or went.
pub fn tidy(state: &mut State, time_ms: u64) -> Vec<RecordId> {
    let mut touched = Vec::new();
    state.records.retain(|id, record| {
        let record = std::sync::Arc::make_mut(record);
        let gone = deleted_before(record, time_ms.saturating_sub(TOMBSTONE_MS));
        if gone || tidy_record(record, time_ms.saturating_sub(HISTORY_MS)) {
            touched.push(*id);
        }
        !gone
    });
    touched
}

fn deleted_before(record: &RecordState, time_ms: u64) -> bool {
    record.trashed()
        && record
            .versions(ALIVE)
            .iter()
            .all(|deletion| older(deletion, time_ms))
}

fn older(version: &Version, time_ms: u64) -> bool {
    (CLOCKS_FROM_MS..time_ms).contains(&version.time_ms())
}

fn tidy_record(record: &mut RecordState, time_ms: u64) -> bool {
    let mut changed = false;
    for slot in record.slots.values_mut() {
        let before = slot.past.len();
        slot.past.retain(|version| !older(version, time_ms));
        if slot.past.len() > PAST_VERSIONS_MAX {
            let mut ages: Vec<_> = slot.past.iter().map(age).collect();
            ages.sort_unstable();
            let oldest = ages.get(ages.len() - PAST_VERSIONS_MAX).copied();
            slot.past.retain(|version| Some(age(version)) >= oldest);
        }
        changed |= slot.past.len() != before;
    }
    let before = record.slots.len();
    // A slot of which nothing is left says no more than one that never was.
    record.slots.retain(|_, slot| {
        !(slot.versions.is_empty() && slot.early.is_empty() && slot.past.is_empty())
    });
    changed || record.slots.len() != before
}

fn age(version: &Version) -> (u64, crate::merge::Dot) {
    (version.hlc, version.dot)
}
