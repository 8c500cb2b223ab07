//! What a copy of this device wrote, and what of it this device holds as well. What follows is told in
//! [`fork`](super::fork).

use super::clock;
use super::device::Device;
use super::outbox::Save;
use super::runs::Runs;
use super::space::Space;
use crate::batch;
use crate::crypto::DeviceKeys;
use crate::envelope::{Envelope, open};
use crate::ids::{DeviceId, SpaceId};
use crate::merge::{Held, Op, Sub};
use crate::protocol::messages::LogPage;

/// What shows that a copy of this device wrote.
#[derive(Debug)]
pub(super) struct Foreign {
    /// What the copy wrote, as far as it was seen.
    pub(super) ops: Vec<Known>,
    /// The pages up to the last one with some of it, which count as soon as this device has another name; none if it was a
    /// checkpoint.
    pub(super) pages: Vec<Vec<u8>>,
    /// The pages behind them, as far as the log was looked through.
    pub(super) behind: Vec<Vec<u8>>,
    /// How far the log was looked through for more of it; `None` if there is no more to be had.
    pub(super) looked: Option<u64>,
}

/// A write of a copy.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) op: Op,
    /// The run it was made in, if this device has the storage of that run too, see [`Runs`].
    pub(super) run: Option<u64>,
}

impl Device {
    /// Takes note of a page with envelopes of this device that it never sealed.
    pub(super) fn found_copy(&mut self, space: SpaceId, page: &LogPage, bytes: &[u8]) {
        let keys = &self.identity.keys;
        let Some(content) = self.spaces.get_mut(&space) else {
            return;
        };
        content.foreign = Some(Foreign {
            ops: foreign_ops(content, &self.runs, keys, page),
            pages: vec![bytes.to_vec()],
            behind: Vec::new(),
            looked: Some(page.last),
        });
        if !self.parting {
            self.parting = true;
            self.heads_due = true;
        }
    }

    /// Takes a later page of the log: only what the copy wrote counts for now.
    pub(super) fn look_for_more(&mut self, space: SpaceId, page: &LogPage, bytes: &[u8]) {
        let Some(content) = self.spaces.get_mut(&space) else {
            return;
        };
        let more = foreign_ops(content, &self.runs, &self.identity.keys, page);
        if let Some(foreign) = &mut content.foreign {
            foreign.behind.push(bytes.to_vec());
            if !more.is_empty() {
                // What this device waits with and the copy has sent leaves the outbox with the page that has it.
                foreign.pages.append(&mut foreign.behind);
            }
            foreign.ops.extend(more);
            let goes_on = foreign.looked.is_some_and(|looked| page.last > looked);
            foreign.looked = goes_on.then_some(page.last);
        }
    }
}

impl Space {
    /// Returns how far the log was looked through for what a copy wrote, while there is more of it.
    pub(super) fn looks_for_more(&self) -> Option<u64> {
        let head = self.head.as_ref().filter(|_| self.alarm.is_none())?;
        let looked = self.foreign.as_ref()?.looked?;
        (looked < head.seq).then_some(looked)
    }

    /// Notes which of the writes that wait the other copy has sent: those that were made before the copy was. Returns
    /// for counts how much of what waits the other copy's counts hold already.
    pub(super) fn note_known(
        &mut self,
        old: DeviceId,
        saves: &[Save],
        foreign: &[Known],
        runs: &Runs,
    ) -> Vec<Held> {
        let mut held: Vec<Held> = Vec::new();
        let mut begun = Vec::new();
        let mut known = true;
        for op in saves.iter().flat_map(|save| &save.ops) {
            let same = foreign.iter().find(|it| clock::same_write(&it.op, op));
            let slot = (op.slot.record, op.slot.field);
            if let Some(same) = same.filter(|_| known) {
                // The page with it limits its clock.
                self.note_own(old, std::slice::from_ref(&same.op), u64::MAX);
                held.retain(|held| held.slot != slot);
                continue;
            }
            let run = runs.of(op.dot.op_no);
            let line = foreign.iter().filter(|it| {
                it.op.slot == op.slot
                    && op.slot.sub == Sub::Device(old)
                    && it.run == run
                    && run.is_some()
            });
            let newest = line.max_by_key(|it| it.op.dot.op_no);
            // Of two counts of one run the later replaced the earlier before that was sealed, and holds it.
            let (value, whole) = match newest {
                Some(later) if known && later.op.dot.op_no > op.dot.op_no => {
                    self.own_op_no = self.own_op_no.max(op.dot.op_no);
                    (&op.value, Some(op.dot.op_no))
                }
                Some(earlier) if earlier.op.dot.op_no < op.dot.op_no => {
                    known = false;
                    begun.push(&earlier.op);
                    (&earlier.op.value, None)
                }
                _ => {
                    known = false;
                    continue;
                }
            };
            if let Some(total) = value.as_int() {
                held.retain(|held| held.slot != slot);
                held.push(Held { slot, total, whole });
            }
        }
        // Everything up to the last own write in the log is taken for read, so the page will not bring these counts.
        begun.retain(|op| op.dot.op_no <= self.own_op_no);
        for op in begun {
            self.note_own(old, std::slice::from_ref(op), u64::MAX);
        }
        held
    }
}

/// Reads what the copy wrote, as far as the page shows it.
fn foreign_ops(space: &Space, runs: &Runs, keys: &DeviceKeys, page: &LogPage) -> Vec<Known> {
    let (me, public) = (keys.id(), keys.public());
    let envelopes = page
        .rows
        .iter()
        .filter_map(|row| Envelope::parse(row.envelope.clone()).ok());
    envelopes
        .filter(|envelope| envelope.header().device == me && envelope.verify(&public).is_ok())
        .filter_map(|envelope| {
            let header = envelope.header();
            let key = space.keys.get(&header.key_epoch)?;
            let (_, ops) = batch::decode(&open(&envelope, key).ok()?).ok()?;
            let run = runs.named(header.item, header.space, header.dev_seq);
            Some(ops.into_iter().map(move |op| Known { op, run }))
        })
        .flatten()
        .collect()
}
