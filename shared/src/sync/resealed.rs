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
        let cut = self.heal.rows().map(|row| &row.envelope);
        waiting
            .chain(cut)
            .any(|bytes| self.holds_the_same(envelope, bytes))
    }

    /// Whether `bytes` are an envelope of the same author, number and name with the same writes in it, sealed elsewhere.
    pub(super) fn holds_the_same(&self, envelope: &Envelope, bytes: &[u8]) -> bool {
        let Ok(other) = Envelope::parse(bytes.to_vec()) else {
            return false;
        };
        let (one, two) = (envelope.header(), other.header());
        let read = |envelope: &Envelope| {
            let key = self.keys.get(&envelope.header().key_epoch)?;
            open(envelope, key).ok()
        };
        (one.device, one.dev_seq, one.item) == (two.device, two.dev_seq, two.item)
            // Sealed twice at one place it was, if at all, by two copies of the device.
            && one.m_seq != two.m_seq
            && read(envelope).is_some_and(|content| read(&other) == Some(content))
    }

    /// Whether own writes that were in the log are there no more, so that what is known of the log's own part is not exact.
    pub(super) fn lost_own_writes(&self, me: DeviceId) -> bool {
        let mut lost = self.heal.read_before().filter_map(author_of);
        self.counts_too_much || lost.any(|(author, _)| author == me)
    }

    /// Envelopes that were read before a restore and whose numbers the log has given to others.
    pub(super) fn overtaken(&self) -> impl Iterator<Item = &LogRow> {
        self.heal.read_before().filter(|row| self.is_taken(row))
    }

    /// Whether what is in an envelope that was read before a restore came in another one.
    pub(super) fn came_otherwise(&self, row: &LogRow) -> bool {
        self.is_taken(row)
            && self.tail.rows.iter().any(|there| {
                let there = Envelope::parse(there.envelope.clone());
                there.is_ok_and(|there| self.holds_the_same(&there, &row.envelope))
            })
    }

    fn is_taken(&self, row: &LogRow) -> bool {
        let last = |device| self.log.authors.get(&device).copied().unwrap_or(0);
        author_of(row).is_some_and(|(author, dev_seq)| dev_seq <= last(author))
    }
}
