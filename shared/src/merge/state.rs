//! The state of a space: what all operations applied so far leave behind.

use super::op::{Dot, Op, Slot, Sub, Version};
use crate::ids::{DeviceId, RecordId};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Everything a space holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct State {
    /// Records, those in the Papierkorb included. Shared with whoever shows them: only one that is written to is copied.
    pub records: BTreeMap<RecordId, Arc<RecordState>>,
    /// Newest number applied of each device.
    pub seen: BTreeMap<DeviceId, u64>,
}

/// One record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecordState {
    /// Kind, see [`RecordDef::id`](crate::records::RecordDef::id).
    pub kind: u16,
    /// Values by field and place in the field.
    pub slots: BTreeMap<(u16, Sub), SlotState>,
}

/// One slot.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SlotState {
    /// Versions nobody who saw them replaced, in the order of their dots.
    pub versions: Vec<Version>,
    /// Versions somebody replaced that have not arrived yet.
    pub early: Vec<Dot>,
    /// Replaced versions, in the order of their dots, for the history. A counter keeps none.
    pub past: Vec<Version>,
}

/// What applying an operation did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applied {
    /// The operation is new.
    New,
    /// The operation was applied before; nothing changed.
    Known,
}

impl State {
    /// Applies one operation. Operations of one device come in the order of their numbers.
    pub fn apply(&mut self, op: &Op) -> Applied {
        let seen = self.seen.get(&op.dot.device).copied().unwrap_or(0);
        if op.dot.op_no <= seen {
            return Applied::Known;
        }
        let record = Arc::make_mut(self.records.entry(op.slot.record).or_default());
        if record.kind == 0 || (op.kind != 0 && op.kind < record.kind) {
            // Two kinds for one id would be a damaged client; the smaller one wins, so that order does not matter.
            record.kind = op.kind;
        }
        let slot = record
            .slots
            .entry((op.slot.field, op.slot.sub))
            .or_default();
        for dot in &op.prev {
            slot.replace(
                *dot,
                self.seen.get(&dot.device).copied().unwrap_or(0),
                op.slot.sub,
            );
        }
        let version = Version {
            dot: op.dot,
            hlc: op.hlc,
            value: op.value.clone(),
            before: op.before.clone(),
        };
        match slot.early.binary_search(&op.dot) {
            Ok(place) => {
                slot.early.remove(place);
                slot.keep_past(version, op.slot.sub);
            }
            Err(_) => insert(&mut slot.versions, version),
        }
        self.seen.insert(op.dot.device, op.dot.op_no);
        Applied::New
    }

    /// Passes over an operation this version cannot read: its number is taken, and nothing is shown of it until an
    /// update reads it again.
    pub fn pass_over(&mut self, dot: Dot) -> Applied {
        let seen = self.seen.entry(dot.device).or_insert(0);
        if dot.op_no <= *seen {
            return Applied::Known;
        }
        *seen = dot.op_no;
        Applied::New
    }

    /// Gives a write that was applied before the time it has in the log: it was shown before anybody knew when the
    /// server would receive it.
    pub fn settle_clock(&mut self, slot: &Slot, dot: Dot, hlc: u64) {
        let record = self.records.get_mut(&slot.record);
        let record = record.map(Arc::make_mut);
        let Some(slot) = record.and_then(|it| it.slots.get_mut(&(slot.field, slot.sub))) else {
            return;
        };
        let versions = slot.versions.iter_mut().chain(&mut slot.past);
        for version in versions.filter(|version| version.dot == dot) {
            version.hlc = hlc;
        }
    }

    /// Returns the slot, if anything was ever written to it.
    #[must_use]
    pub fn slot(&self, slot: &Slot) -> Option<&SlotState> {
        self.records
            .get(&slot.record)?
            .slots
            .get(&(slot.field, slot.sub))
    }
}

impl SlotState {
    fn replace(&mut self, dot: Dot, seen: u64, sub: Sub) {
        if let Ok(place) = self
            .versions
            .binary_search_by_key(&dot, |version| version.dot)
        {
            let version = self.versions.remove(place);
            self.keep_past(version, sub);
        } else if dot.op_no > seen
            && let Err(place) = self.early.binary_search(&dot)
        {
            self.early.insert(place, dot);
        }
    }

    fn keep_past(&mut self, version: Version, sub: Sub) {
        if !matches!(sub, Sub::Device(_)) {
            insert(&mut self.past, version);
        }
    }
}

fn insert(versions: &mut Vec<Version>, version: Version) {
    if let Err(place) = versions.binary_search_by_key(&version.dot, |other| other.dot) {
        versions.insert(place, version);
    }
}
