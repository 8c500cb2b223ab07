//! The state on a checkpoint: what of the own log and outbox it covers, and what stands on top of it.

use super::clock;
use super::outbox::Sealed as SealedEnvelope;
use super::rows::Table;
use super::rows::{Write, delete, numbered};
use super::space::{Fold, LogEnd, Space};
use crate::checkpoint::Confirmed;
use crate::envelope::Envelope;
use crate::ids::DeviceId;
use crate::merge::{Op, State, Sub};
use crate::protocol::limits::LOG_KEEP_MS;
use crate::protocol::messages::{LogRow, Point};
use std::collections::BTreeMap;

impl Space {
    /// Whether a checkpoint covers envelopes of this device that it never sealed.
    pub(super) fn is_of_a_copy(&self, me: DeviceId, seq: u64, state: &Confirmed) -> bool {
        let Some(last) = state.authors.get(&me).filter(|_| seq > self.log.seq()) else {
            return false;
        };
        let read = self.log.authors.get(&me).copied().unwrap_or(0);
        let mut sealed = self.outbox.sealed.iter();
        let own = sealed.any(|it| it.dev_seq == last.dev_seq && it.hash == last.hash);
        let own = own || self.heal.has_read(last.hash);
        // Who reads damaged rows again finds its own envelopes.
        last.dev_seq > read && !own && self.mending.is_none()
    }

    /// Returns those of the writes that wait here that a state has as well: up to the last one that is there with its
    /// value and time. Two copies share a beginning, and of a count that was counted on only the total is left.
    pub(super) fn known_to(&self, state: &State) -> Vec<Op> {
        let key_of = |epoch: u32| self.keys.get(&epoch).cloned();
        let sealed = self
            .outbox
            .sealed
            .iter()
            .filter_map(|sealed| SealedEnvelope::read(sealed.bytes.clone(), key_of).ok())
            .flat_map(|(_, ops)| ops);
        let pending = self
            .outbox
            .pending
            .iter()
            .flat_map(|save| save.ops.iter().cloned());
        let there = |op: &Op| {
            state.slot(&op.slot).is_some_and(|slot| {
                let mut versions = slot.versions.iter().chain(&slot.past);
                versions.any(|it| {
                    // A clock that ran ahead was set to the time of receipt.
                    let limited = it.hlc < op.hlc && it.hlc & 0xffff == 0xffff;
                    let one = limited || clock::may_be_one(it.hlc, op.hlc);
                    it.dot == op.dot && it.value == op.value && one
                })
            })
        };
        let waiting: Vec<Op> = sealed.chain(pending).collect();
        let last = waiting.iter().rposition(there);
        let common = last.map_or(0, |last| last + 1);
        waiting.into_iter().take(common).collect()
    }

    /// Moves the log's beginning, and its end where a checkpoint lies beyond it. Returns the changes to stored pages.
    pub(super) fn move_log(
        &mut self,
        manifest: &crate::checkpoint::Manifest,
        state: &Confirmed,
    ) -> Vec<Write> {
        let space = self.members.space;
        let end = self.log.seq();
        let mut gone = Vec::new();
        if end < manifest.seq {
            gone.append(&mut self.log_rows);
            self.tail.clear();
            let era = self.head.as_ref().map(|head| head.era);
            self.log = LogEnd {
                era,
                ..LogEnd::start(space)
            };
            self.log.begin_at(Point {
                seq: manifest.seq,
                chain: manifest.chain,
            });
            self.log.authors = last_numbers(state);
            self.log.key_epoch = state.key_epoch;
        } else {
            // Pages that everybody has in the checkpoint and that are too old to be given back.
            let keep_ms = manifest.time_ms.saturating_sub(LOG_KEEP_MS);
            while let [first, next, ..] = self.log_rows.as_slice() {
                let (first, last) = (*first, next.saturating_sub(1));
                let row = self.tail.at(last, end);
                let old = row.is_none_or(|row| row.received_ms < keep_ms);
                let Some(chain) = self.log.at(last).filter(|_| last <= manifest.seq && old) else {
                    break;
                };
                self.log.forget_to(Point { seq: last, chain });
                self.log_rows.remove(0);
                gone.push(first);
            }
        }
        self.packed_rows = self.packed_rows.min(self.log_rows.len());
        gone.into_iter()
            .map(|first| delete(Table::Log, numbered(space, first)))
            .collect()
    }

    /// Takes out of the outbox what a checkpoint covers; returns the keys of the rows.
    pub(super) fn outbox_in(&mut self, me: DeviceId, state: &Confirmed) -> Vec<Vec<u8>> {
        let space = self.members.space;
        let last = |device: &DeviceId| state.authors.get(device).map_or(0, |last| last.dev_seq);
        let own = last(&me);
        let mut keys = Vec::new();
        self.outbox.sealed.retain(|sealed| {
            let stays = sealed.dev_seq > own;
            if !stays {
                keys.push(numbered(space, sealed.dev_seq));
            }
            stays
        });
        self.outbox.carried.retain(|(device, dev_seq), carried| {
            carried.shown = false;
            let stays = *dev_seq > last(device);
            if !stays {
                keys.push(super::carried::key(space, *device, *dev_seq));
            }
            stays
        });
        keys
    }

    /// Begins the state with a checkpoint.
    pub(super) fn set_state(&mut self, me: DeviceId, state: Confirmed) -> Fold {
        self.confirmed = state.authors.get(&me).map_or(0, |last| last.dev_seq);
        self.state = state.state;
        self.own_op_no = self.state.seen.get(&me).copied().unwrap_or(0);
        self.own_counts.clear();
        let mut fold = Fold::default();
        for (id, record) in &self.state.records {
            for ((field, sub), slot) in &record.slots {
                for version in &slot.versions {
                    fold.hlc = fold.hlc.max(version.hlc);
                    if *sub == Sub::Device(me) {
                        self.own_counts.insert((*id, *field), version.clone());
                    }
                }
            }
        }
        fold
    }

    /// Builds the state anew: a checkpoint, the log behind it, what waits here.
    pub(super) fn build_state(&mut self, me: DeviceId, state: Confirmed, seq: u64) -> Fold {
        let mut all = self.set_state(me, state);
        (self.newer, self.quarantined) = (0, 0);
        let end = self.log.seq();
        let rows = self.tail.after(seq.min(end), end);
        let rows: Vec<LogRow> = rows.map_or_else(Vec::new, |rows| rows.cloned().collect());
        for row in rows {
            let Ok(envelope) = Envelope::parse(row.envelope) else {
                continue;
            };
            let ops = self.read_envelope(&envelope);
            let author = envelope.header().device;
            if author == me {
                self.confirmed = self.confirmed.saturating_add(1);
            }
            let fold = self.apply_read(me, author, ops, row.received_ms);
            all.hlc = all.hlc.max(fold.hlc);
        }
        let mut waiting = Vec::new();
        for sealed in &self.outbox.sealed {
            let key_of = |epoch: u32| self.keys.get(&epoch).cloned();
            if let Ok((_, ops)) = SealedEnvelope::read(sealed.bytes.clone(), key_of) {
                waiting.extend(ops);
            }
        }
        // What was read before the server was restored counts until it comes back.
        let read: Vec<LogRow> = self.heal.read_before().cloned().collect();
        for row in read {
            let Ok(envelope) = Envelope::parse(row.envelope) else {
                continue;
            };
            let ops = self.read_envelope(&envelope);
            let fold = self.apply_read(me, envelope.header().device, ops, row.received_ms);
            all.hlc = all.hlc.max(fold.hlc);
        }
        let pending = self.outbox.pending.iter();
        waiting.extend(pending.flat_map(|save| save.ops.iter().cloned()));
        let fold = self.apply(&waiting, u64::MAX);
        all.hlc = all.hlc.max(fold.hlc);
        all
    }
}

pub(super) fn last_numbers(state: &Confirmed) -> BTreeMap<DeviceId, u64> {
    let authors = state.authors.iter();
    authors
        .map(|(device, last)| (*device, last.dev_seq))
        .collect()
}
