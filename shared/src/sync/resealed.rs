//! One content in two envelopes: what waits is sealed again when key or members have changed meanwhile.
//!
//! A restored server may be given back either of the two, by whoever read it first. The number, the name and the writes in
//! it are the same, so either will do; no copy of the device is at work.

use super::heal::author_of;
use super::space::Space;
use crate::envelope::{Envelope, open};
use crate::ids::DeviceId;
use crate::protocol::messages::LogRow;

impl Space {
    /// Whether an own envelope holds what this device sealed under its number, if in other bytes.
    pub(super) fn sealed_otherwise(&self, envelope: &Envelope) -> bool {
        let waiting = self.outbox.sealed.iter().map(|sealed| &sealed.bytes);
        let cut = self.heal.cut().map(|row| &row.envelope);
        waiting
            .chain(cut)
            .any(|bytes| self.holds_the_same(envelope, bytes))
    }

    /// Whether `bytes` are an envelope of the same author, number and name with the same writes in it, sealed elsewhere.
    pub(super) fn holds_the_same(&self, envelope: &Envelope, bytes: &[u8]) -> bool {
        let one = envelope.header();
        if author_of(bytes) != Some((one.device, one.dev_seq)) {
            return false;
        }
        let Ok(other) = Envelope::parse(bytes.to_vec()) else {
            return false;
        };
        let two = other.header();
        let read = |envelope: &Envelope| {
            let key = self.keys.get(&envelope.header().key_epoch)?;
            open(envelope, key).ok()
        };
        // Sealed twice at one place it was, if at all, by two copies of the device.
        one.item == two.item
            && one.m_seq != two.m_seq
            && read(envelope).is_some_and(|content| read(&other) == Some(content))
    }

    /// Whether own writes that were in the log are there no more, so that what is known of the log's own part is not exact.
    pub(super) fn lost_own_writes(&self, me: DeviceId) -> bool {
        let mut lost = self.heal.read_before();
        self.counts_too_much
            || lost.any(|row| author_of(&row.envelope).is_some_and(|(author, _)| author == me))
    }

    /// Envelopes that were read before a restore and whose numbers the log has given to others.
    pub(super) fn overtaken(&self) -> impl Iterator<Item = &LogRow> {
        self.heal.read_before().filter(|row| self.is_taken(row))
    }

    /// Others' envelopes that were read before a restore and have come back neither as they were nor sealed again.
    pub(super) fn lost_of_others(&self, me: DeviceId) -> Vec<LogRow> {
        let others = self.heal.read_before().filter(|row| {
            author_of(&row.envelope).is_some_and(|(author, _)| author != me)
                && !(self.is_taken(row) && self.came_otherwise(row))
        });
        others.cloned().collect()
    }

    pub(super) fn is_taken(&self, row: &LogRow) -> bool {
        let last = |device| self.log.authors.get(&device).copied().unwrap_or(0);
        author_of(&row.envelope).is_some_and(|(author, dev_seq)| dev_seq <= last(author))
    }

    fn came_otherwise(&self, row: &LogRow) -> bool {
        let place = author_of(&row.envelope);
        let mut same_place = self.tail.rows.iter();
        same_place.any(|there| {
            author_of(&there.envelope) == place
                && Envelope::parse(there.envelope.clone())
                    .is_ok_and(|there| self.holds_the_same(&there, &row.envelope))
        })
    }
}
