//! One content in two envelopes, and what becomes of what a restored server lost: what waits is sealed again when key or members
//! have changed meanwhile.
//!
//! A restored server may be given back either of the two, by whoever read it first. The number, the name and the writes in
//! it are the same, so either will do; no copy of the device is at work.

use super::carried;
use super::device::cbor;
use super::heal::{Healed, author_of};
use super::machine::Received;
use super::outbox::Sealed;
use super::rows::{Table, Write, numbered, put};
use super::space::Space;
use crate::crypto::{Entropy, LocalKey};
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

    /// Puts own envelopes that had come back once, and that the server did not take back, into the outbox again, before what
    /// waits there. They are refused for their key or their view, and sealed again then.
    fn take_back(&mut self, me: DeviceId, local: &LocalKey, rng: &mut dyn Entropy) -> Vec<Write> {
        let read = |row: &LogRow| {
            let envelope = Envelope::parse(row.envelope.clone()).ok()?;
            let key_of = |epoch: u32| self.keys.get(&epoch).cloned();
            let own = envelope.header().device == me;
            let (sealed, _) = own.then(|| Sealed::read(row.envelope.clone(), key_of).ok())??;
            Some(sealed)
        };
        let first = self.log.authors.get(&me).copied().unwrap_or(0);
        let lost = self.heal.read_before().filter_map(read);
        let mut own: Vec<Sealed> = lost.filter(|sealed| sealed.dev_seq > first).collect();
        own.sort_by_key(|sealed| sealed.dev_seq);
        // One that was sealed twice is there twice.
        own.dedup_by_key(|sealed| sealed.dev_seq);
        let next = |(place, sealed): &(usize, Sealed)| {
            sealed.dev_seq == first.saturating_add(*place as u64).saturating_add(1)
        };
        let own = own.into_iter().enumerate().take_while(next);
        let own: Vec<Sealed> = own.map(|(_, sealed)| sealed).collect();
        let mut writes = Vec::new();
        for sealed in own.into_iter().rev() {
            let row = numbered(self.members.space, sealed.dev_seq);
            writes.push(put(local, Table::Outbox, row, &sealed.bytes, rng));
            self.outbox.sealed.push_front(sealed);
        }
        self.counts_too_much |= !writes.is_empty();
        writes
    }

    /// Ends reading again. What was read before and has not come back stays here: own envelopes in the outbox, others' among
    /// those that are carried, unless the log has what is in them.
    pub(super) fn end_reading(
        &mut self,
        me: DeviceId,
        local: &LocalKey,
        rng: &mut dyn Entropy,
        received: &mut Received,
    ) -> Healed {
        received.writes.append(&mut self.heal.held);
        received.writes.extend(self.take_back(me, local, rng));
        let lost = self.lost_of_others(me);
        // What a copy of its author has overtaken comes again under another name, and counts no more under this.
        let overtaken = lost.iter().any(|row| self.is_taken(row));
        received.reload |= overtaken || self.heal.reload;
        for row in lost {
            let Some(place) = author_of(&row.envelope) else {
                continue;
            };
            if !self.outbox.carried.contains_key(&place) {
                let key = carried::key(self.members.space, place.0, place.1);
                let row_bytes = cbor(&row);
                received
                    .writes
                    .push(put(local, Table::Outbox, key, &row_bytes, rng));
                self.take_carried(place, row);
            }
        }
        self.finish(true)
    }
}
