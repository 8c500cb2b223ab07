//! The oracle: everything that was ever saved, by whom, and what the author had on the screen. It knows nothing of the
//! product's way of joining; what must be there follows from the definitions alone.

use shared::ids::RecordId;
use shared::merge::{Dot, Op, Slot, State, Sub};
use shared::value::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Kind of the records people write to.
pub const KIND: u16 = 10;
/// Field that counts.
pub const COUNTER: u16 = 3;
/// Field with elements.
pub const SET: u16 = 4;
/// Kind, field and record only a later version knows.
pub const LATER_KIND: u16 = 900;
/// Field only a later version knows.
pub const LATER_FIELD: u16 = 777;
/// Oldest reader of what only a later version can read.
pub const LATER_READER: u16 = 9;
/// The word that stands in everything people write. It must not be found outside the devices.
pub const MARKER: &str = "Kuckucksuhr";

/// One save.
#[derive(Debug, Clone)]
pub struct Written {
    /// Where to.
    pub slot: Slot,
    /// What.
    pub what: Wrote,
    /// Numbers of the saves whose texts were on the screen in this slot.
    pub seen: BTreeSet<usize>,
}

/// What was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrote {
    /// A text with the number of the save in it.
    Text,
    /// An element was taken out.
    Took,
    /// So many people were counted.
    Counted(i64),
    /// The record went to the Papierkorb, with these versions in it.
    Trashed(BTreeSet<(u16, Sub, Dot)>),
    /// The record was taken out of the Papierkorb.
    Restored,
    /// A value only a later version knows.
    Raw(Vec<u8>),
    /// A text only a later version can read.
    Later,
}

/// Everything that was saved.
#[derive(Debug, Default)]
pub struct Oracle {
    /// Saves, by number.
    pub written: Vec<Written>,
    /// Operations of the saves by their names, without counts (which replace each other before they are sent).
    pub ops: BTreeMap<Dot, (usize, Op)>,
    /// Nothing happened that may lose a write with the only device that had it, or give one another name.
    pub exact: bool,
}

/// Returns the text of a save.
#[must_use]
pub fn text_of(number: usize) -> String {
    format!("{MARKER} {number}")
}

/// Returns the number in a text that [`text_of`] made.
#[must_use]
pub fn number_of(value: &Value) -> Option<usize> {
    let number = value.as_text()?.strip_prefix(MARKER)?.strip_prefix(' ')?;
    number.parse().ok()
}

/// A value of a later version: a tag this version does not know, around the number of the save.
#[must_use]
pub fn raw_of(number: usize) -> Vec<u8> {
    let mut e = minicbor::Encoder::new(Vec::new());
    let number = u64::try_from(number).unwrap_or(u64::MAX);
    // Writing into memory cannot fail.
    drop(
        e.tag(minicbor::data::Tag::new(55_555))
            .and_then(|e| e.u64(number)),
    );
    e.into_writer()
}

/// Returns the numbers of the saves that are in a slot, shown or replaced.
#[must_use]
pub fn numbers_in(state: &State, slot: &Slot) -> BTreeSet<usize> {
    let Some(slot) = state.slot(slot) else {
        return BTreeSet::new();
    };
    let versions = slot.versions.iter().chain(&slot.past);
    versions
        .filter_map(|version| number_of(&version.value))
        .collect()
}

/// Returns the numbers of the saves that are shown in a slot.
#[must_use]
pub fn numbers_shown(state: &State, slot: &Slot) -> BTreeSet<usize> {
    let versions = state.slot(slot).map(|slot| &slot.versions);
    let versions = versions.into_iter().flatten();
    versions
        .filter_map(|version| number_of(&version.value))
        .collect()
}

impl Oracle {
    /// Whether a save is in a state: shown, or replaced and kept. Only what names itself can be looked up.
    #[must_use]
    pub fn is_in(&self, state: &State, number: usize) -> Option<bool> {
        let written = self.written.get(number)?;
        match &written.what {
            Wrote::Text => Some(numbers_in(state, &written.slot).contains(&number)),
            Wrote::Raw(bytes) => {
                let slot = state.slot(&written.slot);
                let versions = slot.map(|slot| slot.versions.iter().chain(&slot.past));
                Some(
                    versions
                        .into_iter()
                        .flatten()
                        .any(|version| version.value == Value::Unknown(bytes.clone())),
                )
            }
            Wrote::Took
            | Wrote::Counted(_)
            | Wrote::Trashed(_)
            | Wrote::Restored
            | Wrote::Later => None,
        }
    }

    /// Returns what is shown in each slot: what nobody named as replaced. What only a later version can read is not.
    #[must_use]
    pub fn shown(&self) -> BTreeMap<Slot, BTreeSet<Dot>> {
        let ops = || {
            let ops = self.ops.values().map(|(_, op)| op);
            ops.filter(|op| op.min_reader < LATER_READER)
        };
        let replaced: BTreeSet<Dot> = ops().flat_map(|op| &op.prev).copied().collect();
        let mut shown: BTreeMap<Slot, BTreeSet<Dot>> = BTreeMap::new();
        for op in ops() {
            let slot = shown.entry(op.slot).or_default();
            if !replaced.contains(&op.dot) {
                slot.insert(op.dot);
            }
        }
        shown
    }

    /// Returns the sum of counts in a record among saves.
    pub fn sum(&self, record: RecordId, saves: impl Iterator<Item = usize>) -> i64 {
        saves
            .filter_map(|number| self.written.get(number))
            .filter(|written| written.slot.record == record)
            .map(|written| match written.what {
                Wrote::Counted(amount) => amount,
                _ => 0,
            })
            .sum()
    }
}
