//! A device whose storage has a damaged or missing row: everything else stays in use, and what the server has
//! comes back from it.
//!
//! Rows are sealed, so a damaged one does not open, and a missing page of the log leaves a gap. The log of that
//! space then ends before it, and what follows is read anew, own envelopes among them. A space whose members or
//! keys are damaged is left out until the server has said them again. Until a space is read to its end
//!
//! * nothing is sealed in it, because the last own numbers may be in what is missing; for the same reason the
//!   numbers of new writes jump ahead;
//! * nothing is counted in it, because a count builds on what was counted before.
//!
//! Then the device is loaded again from rows that are whole. What was damaged before it was sent is gone; it is
//! counted and said ([`Mended`]). No damaged row is removed before its space is whole.

use super::device::{Device, cbor};
use super::machine::Received;
use super::outbox::{Save, Sealed};
use super::rows::{Row, Table, Write, delete, number_of, numbered, put};
use super::space::Space;
use crate::batch;
use crate::crypto::Entropy;
use crate::ids::SpaceId;

/// Key of the row that keeps what the person is to be told.
pub(super) const MENDED: &[u8] = b"mended";
/// Numbers of writes jump so far, beyond every number that may have been given before.
const OP_NO_GAP: u64 = 1 << 32;

/// What the person is told once: rows of this device were damaged, and everything the server had is back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Mended {
    /// Saves that were on this device only and cannot be read any more.
    #[n(0)]
    pub lost: u64,
}

/// The rows of a space that are damaged, behind a gap, or left over.
#[derive(Debug, Default)]
pub(super) struct Mending(Vec<(Table, Vec<u8>)>);

impl Device {
    /// Whether some of what the server has is being read again because it is damaged here.
    #[must_use]
    pub fn is_mending(&self) -> bool {
        !self.lost.is_empty() || self.spaces.values().any(|space| space.mending.is_some())
    }

    /// Returns what the person has not been told yet.
    #[must_use]
    pub const fn mended(&self) -> Option<Mended> {
        self.mended
    }

    /// Forgets it, once the person was told.
    pub fn mended_was_told(&mut self) -> Vec<Write> {
        self.mended = None;
        vec![delete(Table::Identity, MENDED.to_vec())]
    }

    /// Leaves out a space whose members or keys cannot be read. Its rows stay.
    pub(super) fn lose(&mut self, space: SpaceId) {
        self.spaces.remove(&space);
        self.lost.insert(space);
    }

    /// Takes note of a row that is not what it was.
    pub(super) fn note_damage(&mut self, space: SpaceId, row: &Row) {
        self.note_damaged(space, row.table, row.key.clone());
    }

    /// As [`Self::note_damage`].
    pub(super) fn note_damaged(&mut self, space: SpaceId, table: Table, key: Vec<u8>) {
        if let Some(content) = self.spaces.get_mut(&space) {
            let mending = content.mending.get_or_insert_default();
            mending.0.push((table, key));
        } else if table == Table::Checkpoints {
            self.lost_rows.push((space, key));
        }
    }

    /// Begins to mend a space that was left out. What this device wrote stands in its log, and what waits in it is in
    /// rows; the checkpoint it rested on is loaded anew.
    pub(super) fn mending_of_lost(&mut self, space: SpaceId) -> Mending {
        let (its, others): (Vec<_>, Vec<_>) = core::mem::take(&mut self.lost_rows)
            .into_iter()
            .partition(|(of, _)| *of == space);
        self.lost_rows = others;
        let keys = its.into_iter().map(|(_, key)| (Table::Checkpoints, key));
        Mending(keys.collect())
    }

    /// After loading: numbers that may have been given must not be given again.
    pub(super) fn jump_if_mending(&mut self) {
        if self.is_mending() {
            self.op_no = self.op_no.saturating_add(OP_NO_GAP);
        }
    }

    /// Ends it for each space that is read to its end; then the device is to be loaded again.
    pub(super) fn finish_mending(&mut self, received: &mut Received, rng: &mut dyn Entropy) {
        let me = self.id();
        let mut mended = self.mended.unwrap_or_default();
        let mut done = false;
        for (space, content) in &mut self.spaces {
            let read = content
                .head
                .as_ref()
                .is_some_and(|head| head.seq <= content.log.seq());
            let busy = content.is_healing() || content.foreign.is_some();
            if !read || busy || content.current_key().is_none() {
                continue;
            }
            let Some(mending) = content.mending.take() else {
                continue;
            };
            done = true;
            self.lost.remove(space);
            let logged = content.log.authors.get(&me).copied().unwrap_or(0);
            for (table, key) in mending.0 {
                // What was sealed and is in the log by now has arrived.
                mended.lost += u64::from(match table {
                    Table::Pending => true,
                    Table::Outbox => number_of(&key).is_none_or(|number| number > logged),
                    _ => false,
                });
                // A page that was read again may have taken its place.
                let mut pages = content.log_rows.iter();
                let taken = pages.any(|first| numbered(*space, *first) == key);
                let loaded = content.loaded_anew(&key);
                let replaced = match table {
                    Table::Log => taken,
                    Table::Checkpoints => loaded,
                    _ => false,
                };
                if !replaced {
                    received.writes.push(delete(table, key));
                }
            }
            let (saves, gone) = content.behind_gap(logged);
            for save in saves {
                let bytes = batch::encode_stored(me, &save.ops).unwrap_or_default();
                let key = numbered(*space, save.first);
                let row = put(&self.local, Table::Pending, key, &bytes, rng);
                received.writes.push(row);
            }
            let gone = gone.into_iter();
            let gone = gone.map(|dev_seq| delete(Table::Outbox, numbered(*space, dev_seq)));
            received.writes.extend(gone);
        }
        if done {
            let (key, row) = (MENDED.to_vec(), cbor(&mended));
            let row = put(&self.local, Table::Identity, key, &row, rng);
            received.writes.push(row);
            received.reload = true;
            received.changed = true;
            self.mended = Some(mended);
        }
    }
}

impl Space {
    /// Makes saves of sealed envelopes that cannot be sent as they are, because a number before them is missing.
    /// Returns them with the numbers they had.
    fn behind_gap(&self, logged: u64) -> (Vec<Save>, Vec<u64>) {
        let (mut saves, mut gone) = (Vec::new(), Vec::new());
        let waiting = || {
            let sealed = self.outbox.sealed.iter();
            sealed.filter(|sealed| sealed.dev_seq > logged)
        };
        let numbers = (logged + 1..).zip(waiting());
        if numbers.into_iter().all(|(it, sealed)| it == sealed.dev_seq) {
            return (saves, gone);
        }
        for sealed in waiting() {
            let key_of = |epoch: u32| self.keys.get(&epoch).cloned();
            if let Ok((_, ops)) = Sealed::read(sealed.bytes.clone(), key_of) {
                saves.push(Save::of(ops, sealed.bytes.len()));
                gone.push(sealed.dev_seq);
            }
        }
        (saves, gone)
    }
}
