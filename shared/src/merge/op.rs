//! One write, and the name of the place it goes to.

use super::before::Before;
use crate::ids::{DeviceId, RecordId};
use crate::value::Value;
use sha2::{Digest, Sha256};

/// Field number of the slot that says whether a record is in the Papierkorb.
pub const ALIVE: u16 = 0;

/// Name of one write: the device and its running number. Numbers of a device only grow; gaps are allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dot {
    /// The author.
    pub device: DeviceId,
    /// The author's running number, 1 or greater.
    pub op_no: u64,
}

/// Which of several values of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sub {
    /// The field has one value.
    None,
    /// A device's share of a counter.
    Device(DeviceId),
    /// An element of a set.
    Element([u8; 16]),
}

/// Where one value lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot {
    /// The record.
    pub record: RecordId,
    /// The field's number; [`ALIVE`] is reserved.
    pub field: u16,
    /// Which of its values.
    pub sub: Sub,
}

/// One write to one slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Op {
    /// Kind of the record, see [`RecordDef::id`](crate::records::RecordDef::id).
    pub kind: u16,
    /// Where to.
    pub slot: Slot,
    /// Name of this write.
    pub dot: Dot,
    /// Hybrid logical clock: 48 bits milliseconds since 1970, 16 bits counter. Orders what is shown, no more.
    pub hlc: u64,
    /// Versions of the slot the author had on the screen.
    pub prev: Vec<Dot>,
    /// Oldest reader that understands this write; 0 is every reader.
    pub min_reader: u16,
    /// What was written.
    pub value: Value,
    /// For a long text: the way back to the one it was made from.
    pub before: Option<Box<Before>>,
}

/// A written value with its author and time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Who wrote it.
    pub dot: Dot,
    /// When, see [`Op::hlc`].
    pub hlc: u64,
    /// What.
    pub value: Value,
    /// See [`Op::before`].
    pub before: Option<Box<Before>>,
}

impl Version {
    /// Returns the author's time in milliseconds since 1970.
    #[must_use]
    pub const fn time_ms(&self) -> u64 {
        self.hlc >> 16
    }
}

/// Derives the element id of a set entry that is named by a key: the same key is the same element everywhere.
#[must_use]
pub fn element_id(key: &str) -> [u8; 16] {
    derive(&[b"schulterschluss/v1/element", key.as_bytes()])
}

/// Derives the id of a record that two phones may begin independently, such as the count of an event: both
/// write into one record. `key` tells several of a kind apart; the one everybody means is `""`.
#[must_use]
pub fn derived_record(parent: RecordId, kind: u16, key: &str) -> RecordId {
    let kind = kind.to_be_bytes();
    RecordId(derive(&[
        b"schulterschluss/v1/record",
        &parent.0,
        &kind,
        key.as_bytes(),
    ]))
}

fn derive(parts: &[&[u8]]) -> [u8; 16] {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    let mut id = [0; 16];
    for (to, from) in id.iter_mut().zip(hasher.finalize()) {
        *to = from;
    }
    id
}
