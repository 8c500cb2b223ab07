//! One device's writes under another device's name: what a copied or rolled-back device does with the writes
//! nobody has seen yet.
//!
//! Only writes above a number are renamed; what the log holds keeps its name. The numbers stay, so their order
//! stays. A share of a counter holds everything its device ever counted: under the new name it begins with
//! what was counted above the number, and the old share goes back to what the log holds.

use super::op::{Dot, Op, Sub, Version};
use super::state::{SlotState, State};
use crate::ids::{DeviceId, RecordId};
use crate::value::Value;
use std::collections::BTreeMap;

/// Own shares of counters as the log holds them, by record and field.
pub type Counted = BTreeMap<(RecordId, u16), Version>;

/// Which writes get which name.
#[derive(Debug, Clone, Copy)]
pub struct Renaming<'a> {
    /// The name so far.
    pub old: DeviceId,
    /// The new name.
    pub new: DeviceId,
    /// Writes up to this number keep their name.
    pub above: u64,
    /// Shares of the old name in the log.
    pub counted: &'a Counted,
    /// What shares in the log hold of the shares that wait, each record and field once.
    pub held: &'a [Held],
}

/// A share that waits and a share in the log have one beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// The record and field that are counted.
    pub slot: (RecordId, u16),
    /// How much both hold.
    pub total: i64,
    /// Number of the write that waits, if the share in the log holds all of it: it is not kept.
    pub whole: Option<u64>,
}

impl Renaming<'_> {
    /// Renames a write of the old device.
    pub fn op(&self, op: &mut Op) {
        let counts = op.slot.sub == Sub::Device(self.old);
        if counts {
            op.slot.sub = Sub::Device(self.new);
            op.value = self.share(op.slot.record, op.slot.field, &op.value);
            // What the log holds of the old share is no version of the new one.
            op.prev.retain(|dot| self.renames(*dot));
        }
        op.dot = self.dot(op.dot);
        for dot in &mut op.prev {
            *dot = self.dot(*dot);
        }
        self.value(&mut op.value);
        if let Some(before) = &mut op.before {
            before.dot = self.dot(before.dot);
        }
    }

    /// Renames the same writes in a state they were applied to: the same state as if they had been applied
    /// under the new name.
    pub fn state(&self, state: &mut State) {
        for (id, record) in &mut state.records {
            let record = std::sync::Arc::make_mut(record);
            let slots = core::mem::take(&mut record.slots);
            for ((field, sub), mut slot) in slots {
                if sub == Sub::Device(self.old) {
                    let (moved, stays): (Vec<_>, Vec<_>) = core::mem::take(&mut slot.versions)
                        .into_iter()
                        .partition(|version| self.renames(version.dot));
                    let whole = self.held((*id, field)).and_then(|held| held.whole);
                    slot.versions = stays;
                    slot.versions
                        .retain(|version| Some(version.dot.op_no) != whole);
                    if whole.is_some() || !moved.is_empty() {
                        slot.versions
                            .extend(self.counted.get(&(*id, field)).cloned());
                    }
                    if !moved.is_empty() {
                        let mut share = SlotState::default();
                        for mut version in moved {
                            version.dot = self.dot(version.dot);
                            version.value = self.share(*id, field, &version.value);
                            share.versions.push(version);
                        }
                        record.slots.insert((field, Sub::Device(self.new)), share);
                    }
                    if slot == SlotState::default() {
                        continue;
                    }
                }
                self.slot(&mut slot);
                record.slots.insert((field, sub), slot);
            }
        }
        if let Some(seen) = state.seen.get_mut(&self.old)
            && *seen > self.above
        {
            let newest = core::mem::replace(seen, self.above);
            state.seen.insert(self.new, newest);
        }
        if self.above == 0 {
            state.seen.remove(&self.old);
        }
    }

    fn slot(&self, slot: &mut SlotState) {
        for version in slot.versions.iter_mut().chain(&mut slot.past) {
            version.dot = self.dot(version.dot);
            self.value(&mut version.value);
            if let Some(before) = &mut version.before {
                before.dot = self.dot(before.dot);
            }
        }
        for dot in &mut slot.early {
            *dot = self.dot(*dot);
        }
        slot.versions.sort_unstable_by_key(|version| version.dot);
        slot.past.sort_unstable_by_key(|version| version.dot);
        slot.early.sort_unstable();
    }

    fn renames(&self, dot: Dot) -> bool {
        dot.device == self.old && dot.op_no > self.above
    }

    fn dot(&self, dot: Dot) -> Dot {
        if self.renames(dot) {
            Dot {
                device: self.new,
                ..dot
            }
        } else {
            dot
        }
    }

    fn held(&self, slot: (RecordId, u16)) -> Option<&Held> {
        self.held.iter().find(|held| held.slot == slot)
    }

    fn share(&self, record: RecordId, field: u16, value: &Value) -> Value {
        let slot = (record, field);
        let counted = || self.counted.get(&slot)?.value.as_int();
        let held = self.held(slot).map(|held| held.total);
        let before = held.or_else(counted);
        match value.as_int() {
            Some(total) => Value::Int(total.saturating_sub(before.unwrap_or(0))),
            None => value.clone(),
        }
    }

    /// A deletion names the newest write it saw of each device.
    fn value(&self, value: &mut Value) {
        let Value::Deleted(seen) = value else { return };
        let newest = seen
            .iter_mut()
            .find(|(device, op_no)| *device == self.old && *op_no > self.above);
        if let Some((_, op_no)) = newest {
            let number = core::mem::replace(op_no, self.above);
            seen.push((self.new, number));
            seen.retain(|(_, op_no)| *op_no > 0);
            seen.sort_unstable();
        }
    }
}
