//! Stand-ins with the names of `shared::merge`, until that module is there.

use shared::ids::{DeviceId, RecordId};
use shared::value::Value;
use std::collections::BTreeMap;

/// Name of one write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dot {
    /// Who wrote.
    pub device: DeviceId,
    /// Number of the write on that device.
    pub op_no: u64,
}

/// A value and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Name of the write.
    pub dot: Dot,
    /// Clock: milliseconds since 1970 in the upper 48 bits.
    pub hlc: u64,
    /// The value.
    pub value: Value,
}

/// Sum and shares of a counter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counter {
    /// Sum over all devices.
    pub total: i64,
    /// Running count of each device.
    pub shares: Vec<(DeviceId, i64)>,
}

/// One change to a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Writes a field; `prev` are the versions the author had on screen.
    Set {
        /// Field.
        field: u16,
        /// New value.
        value: Value,
        /// Versions it replaces.
        prev: Vec<Dot>,
    },
    /// Puts an element into a set.
    Put {
        /// Field.
        field: u16,
        /// Element id.
        element: [u8; 16],
        /// Value of the element.
        value: Value,
    },
    /// Takes an element out of a set.
    Take {
        /// Field.
        field: u16,
        /// Element id.
        element: [u8; 16],
    },
    /// Adds to this device's share of a counter.
    Add {
        /// Field.
        field: u16,
        /// Amount.
        amount: i64,
    },
    /// Moves the record to the Papierkorb.
    Trash,
    /// Takes it out again.
    Restore,
}

/// Element id of a choice key or text.
#[must_use]
pub fn element_id(text: &str) -> [u8; 16] {
    let mut id = [0; 16];
    for (place, byte) in id.iter_mut().zip(text.bytes()) {
        *place = byte;
    }
    id
}

/// A record as this device knows it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecordState {
    pub(super) record: Option<RecordId>,
    pub(super) fields: BTreeMap<u16, Vec<Version>>,
    pub(super) sets: BTreeMap<u16, BTreeMap<[u8; 16], Value>>,
    pub(super) counts: BTreeMap<u16, Counter>,
    pub(super) trash: bool,
}

impl RecordState {
    /// Returns the version that is shown.
    #[must_use]
    pub fn shown(&self, field: u16) -> Option<&Version> {
        self.fields.get(&field)?.first()
    }

    /// Returns the distinct versions, newest first; more than one is a conflict.
    #[must_use]
    pub fn distinct(&self, field: u16) -> Vec<&Version> {
        self.fields.get(&field).map(|list| list.iter().collect()).unwrap_or_default()
    }

    /// Returns all versions.
    #[must_use]
    pub fn versions(&self, field: u16) -> &[Version] {
        self.fields.get(&field).map(Vec::as_slice).unwrap_or_default()
    }

    /// Returns the names of all versions, for [`Edit::Set`].
    #[must_use]
    pub fn dots(&self, field: u16) -> Vec<Dot> {
        self.versions(field).iter().map(|version| version.dot).collect()
    }

    /// Returns the elements of a set that are present.
    #[must_use]
    pub fn elements(&self, field: u16) -> Vec<(&[u8; 16], &Value)> {
        self.sets.get(&field).map(|set| set.iter().collect()).unwrap_or_default()
    }

    /// Returns sum and shares of a counter.
    #[must_use]
    pub fn counter(&self, field: u16) -> Counter {
        self.counts.get(&field).cloned().unwrap_or_default()
    }

    /// Whether the record is in the Papierkorb.
    #[must_use]
    pub const fn trashed(&self) -> bool {
        self.trash
    }

    /// Whether somebody edited while somebody else moved it to the Papierkorb.
    #[must_use]
    pub const fn edited_after_trash(&self) -> bool {
        false
    }

    /// Returns the oldest version.
    #[must_use]
    pub fn created(&self) -> Option<&Version> {
        self.fields.values().flatten().min_by_key(|version| version.hlc)
    }

    /// Returns the newest version.
    #[must_use]
    pub fn changed(&self) -> Option<&Version> {
        self.fields.values().flatten().max_by_key(|version| version.hlc)
    }

    /// Returns every version the field ever had, newest first.
    #[must_use]
    pub fn history(&self, field: u16) -> Vec<&Version> {
        self.distinct(field)
    }

    pub(super) fn apply(&mut self, edits: Vec<Edit>, device: DeviceId, op_no: &mut u64, hlc: u64) {
        for edit in edits {
            *op_no += 1;
            let dot = Dot { device, op_no: *op_no };
            match edit {
                Edit::Set { field, value, prev } => {
                    let list = self.fields.entry(field).or_default();
                    list.retain(|version| !prev.contains(&version.dot));
                    list.insert(0, Version { dot, hlc, value });
                }
                Edit::Put { field, element, value } => {
                    self.sets.entry(field).or_default().insert(element, value);
                }
                Edit::Take { field, element } => {
                    self.sets.entry(field).or_default().remove(&element);
                }
                Edit::Add { field, amount } => {
                    let counter = self.counts.entry(field).or_default();
                    counter.total += amount;
                    match counter.shares.first_mut() {
                        Some(share) => share.1 += amount,
                        None => counter.shares.push((device, amount)),
                    }
                }
                Edit::Trash => self.trash = true,
                Edit::Restore => self.trash = false,
            }
        }
    }
}
