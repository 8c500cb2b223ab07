//! What a record shows: the newest version, all of them, the elements of a set, the sum of a counter.

use super::op::{ALIVE, Dot, Sub, Version};
use super::state::{RecordState, SlotState};
use crate::ids::DeviceId;
use crate::value::Value;
use std::collections::BTreeMap;

/// The view of a counter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counter {
    /// Sum of all shares.
    pub total: i64,
    /// What each device counted, in the order of device ids.
    pub shares: Vec<(DeviceId, i64)>,
    /// Time of the newest count, milliseconds since 1970; 0 if nothing was counted.
    pub newest_ms: u64,
}

/// A version of a field that can be taken, and the write that first said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Side<'a> {
    /// What is taken.
    pub version: &'a Version,
    /// Who said it, and when.
    pub author: &'a Version,
}

impl RecordState {
    /// Returns the version that is shown first: the newest by clock, then by dot.
    #[must_use]
    pub fn shown(&self, field: u16) -> Option<&Version> {
        self.versions(field)
            .iter()
            .max_by_key(|version| (version.hlc, version.dot))
    }

    /// Returns the value that is shown first.
    #[must_use]
    pub fn value(&self, field: u16) -> Option<&Value> {
        self.shown(field).map(|version| &version.value)
    }

    /// Returns the text that is shown first.
    #[must_use]
    pub fn text(&self, field: u16) -> Option<&str> {
        self.value(field).and_then(Value::as_text)
    }

    /// Returns every version of a field with one value.
    #[must_use]
    pub fn versions(&self, field: u16) -> &[Version] {
        self.slots
            .get(&(field, Sub::None))
            .map_or(&[], |slot| &slot.versions)
    }

    /// Returns one version for each different value, newest first. More than one is a conflict.
    #[must_use]
    pub fn distinct(&self, field: u16) -> Vec<&Version> {
        let mut versions: Vec<_> = self.versions(field).iter().collect();
        versions.sort_unstable_by_key(|version| core::cmp::Reverse((version.hlc, version.dot)));
        let mut distinct: Vec<&Version> = Vec::new();
        for version in versions {
            if distinct.iter().all(|other| other.value != version.value) {
                distinct.push(version);
            }
        }
        distinct
    }

    /// Returns the distinct versions of a field, newest first, each with the write that first said it. Whoever takes a
    /// decision back writes all versions again, and did not say them: where one device holds several, who said it first
    /// counts.
    #[must_use]
    pub fn sides(&self, field: u16) -> Vec<Side<'_>> {
        let distinct = self.distinct(field);
        let history = self.history(field);
        let sides = distinct.iter().map(|version| {
            let by_one = |other: &&&Version| other.dot.device == version.dot.device;
            let written_again = distinct.iter().filter(by_one).count() > 1;
            let said = |old: &&Version| written_again && old.value == version.value;
            let author = history.iter().rev().copied().find(said);
            Side {
                version,
                author: author.unwrap_or(version),
            }
        });
        sides.collect()
    }

    /// Returns the names of every version of a field: what a save that saw them all replaces.
    #[must_use]
    pub fn dots(&self, field: u16) -> Vec<Dot> {
        self.versions(field)
            .iter()
            .map(|version| version.dot)
            .collect()
    }

    /// Returns the fields with more than one different value. Sets and counters have none.
    pub fn conflicts(&self) -> impl Iterator<Item = u16> + '_ {
        self.slots.iter().filter_map(|((field, sub), slot)| {
            let one_value = *sub == Sub::None && *field != ALIVE;
            let differ = slot.versions.windows(2).any(|pair| match pair {
                [a, b] => a.value != b.value,
                _ => false,
            });
            (one_value && differ).then_some(*field)
        })
    }

    /// Returns the elements of a set that are present, in the order of their ids. Put wins over take.
    #[must_use]
    pub fn elements(&self, field: u16) -> Vec<(&[u8; 16], &Value)> {
        self.set_slots(field)
            .filter_map(|(id, slot)| {
                let present = slot
                    .versions
                    .iter()
                    .filter(|version| version.value != Value::Null);
                present
                    .max_by_key(|version| (version.hlc, version.dot))
                    .map(|version| (id, &version.value))
            })
            .collect()
    }

    /// Returns the version of an element that is shown, if the element is present.
    #[must_use]
    pub fn element(&self, field: u16, id: &[u8; 16]) -> Option<&Version> {
        self.slots
            .get(&(field, Sub::Element(*id)))?
            .versions
            .iter()
            .filter(|version| version.value != Value::Null)
            .max_by_key(|version| (version.hlc, version.dot))
    }

    fn set_slots(&self, field: u16) -> impl Iterator<Item = (&[u8; 16], &SlotState)> {
        self.slots
            .range((field, Sub::Element([0; 16]))..=(field, Sub::Element([255; 16])))
            .filter_map(|((_, sub), slot)| match sub {
                Sub::Element(id) => Some((id, slot)),
                Sub::None | Sub::Device(_) => None,
            })
    }

    /// Returns the sum of a counter with each device's share.
    #[must_use]
    pub fn counter(&self, field: u16) -> Counter {
        let from = (field, Sub::Device(DeviceId([0; 16])));
        let to = (field, Sub::Device(DeviceId([255; 16])));
        let mut counter = Counter::default();
        for ((_, sub), slot) in self.slots.range(from..=to) {
            let Sub::Device(device) = sub else { continue };
            let newest = slot
                .versions
                .iter()
                .max_by_key(|version| (version.hlc, version.dot));
            let Some(version) = newest else { continue };
            let share = version.value.as_int().unwrap_or(0);
            counter.total = counter.total.saturating_add(share);
            counter.newest_ms = counter.newest_ms.max(version.time_ms());
            counter.shares.push((*device, share));
        }
        counter
    }

    /// Whether the record is in the Papierkorb and nobody edited it without knowing.
    #[must_use]
    pub fn trashed(&self) -> bool {
        self.deletion().is_some_and(|seen| self.covered(&seen))
    }

    /// Returns who moved the record to the Papierkorb, while somebody else edited it without knowing: the
    /// record stays visible and says so.
    #[must_use]
    pub fn edited_after_trash(&self) -> Option<&Version> {
        let seen = self.deletion()?;
        if self.covered(&seen) {
            None
        } else {
            self.shown(ALIVE)
        }
    }

    /// Returns the oldest write still known, which stands for the record's beginning.
    #[must_use]
    pub fn created(&self) -> Option<&Version> {
        self.all_versions()
            .min_by_key(|version| (version.hlc, version.dot))
    }

    /// Returns the newest write.
    #[must_use]
    pub fn changed(&self) -> Option<&Version> {
        self.slots
            .values()
            .flat_map(|slot| &slot.versions)
            .max_by_key(|version| (version.hlc, version.dot))
    }

    /// Returns everything that was ever written to a field, newest first.
    #[must_use]
    pub fn history(&self, field: u16) -> Vec<&Version> {
        let mut versions: Vec<_> = self
            .slots
            .range((field, Sub::None)..=(field, Sub::Element([255; 16])))
            .flat_map(|(_, slot)| slot.versions.iter().chain(&slot.past))
            .collect();
        versions.sort_unstable_by_key(|version| core::cmp::Reverse((version.hlc, version.dot)));
        versions
    }

    /// Returns, for each device, its newest write in the record: what somebody who looks at it now has seen.
    #[must_use]
    pub fn newest_by_device(&self) -> BTreeMap<DeviceId, u64> {
        let mut newest = BTreeMap::new();
        for version in self.all_versions() {
            let op_no = newest.entry(version.dot.device).or_insert(0);
            *op_no = version.dot.op_no.max(*op_no);
        }
        newest
    }

    fn all_versions(&self) -> impl Iterator<Item = &Version> {
        self.slots
            .values()
            .flat_map(|slot| slot.versions.iter().chain(&slot.past))
    }

    /// What the deletion saw, if every version of the alive slot is one (restoring wins).
    fn deletion(&self) -> Option<BTreeMap<DeviceId, u64>> {
        let versions = self.versions(ALIVE);
        let mut all = BTreeMap::new();
        for version in versions {
            let Value::Deleted(seen) = &version.value else {
                return None;
            };
            for (device, op_no) in seen {
                let newest = all.entry(*device).or_insert(0);
                *newest = (*op_no).max(*newest);
            }
        }
        (!versions.is_empty()).then_some(all)
    }

    fn covered(&self, seen: &BTreeMap<DeviceId, u64>) -> bool {
        self.slots
            .iter()
            .filter(|((field, _), _)| *field != ALIVE)
            .all(|(_, slot)| {
                slot.versions.iter().all(|version| {
                    seen.get(&version.dot.device)
                        .is_some_and(|op_no| version.dot.op_no <= *op_no)
                })
            })
    }
}
