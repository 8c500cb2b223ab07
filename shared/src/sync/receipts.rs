//! Where a record is: only here, on the server, on other devices.
//!
//! Nobody reports anything for this. That the server has a write is known from the log it came back in; that
//! another device has it is known from that device's own envelopes, each of which names the point of the log
//! its author had read (`seen_seq`, checked against the chain). A device that only reads says nothing, so
//! there may be more copies than are known, never fewer.

use super::device::Device;
use super::space::{Space, Upload};
use crate::envelope::Header;
use crate::ids::{DeviceId, RecordId, SpaceId};
use crate::merge::{RecordState, State};
use crate::records;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where the newest writes of a record are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Receipt {
    /// Something of it is on this device only.
    Here,
    /// The server has all of it.
    Server,
    /// The server has all of it, and so many other devices are known to have it too.
    Devices(usize),
}

/// What is known about where writes are, for one space.
#[derive(Debug, Default)]
pub(super) struct Witnesses {
    /// The last write to each record.
    last: BTreeMap<RecordId, Last>,
    /// How far each author had read the log when it last wrote.
    read_to: BTreeMap<DeviceId, u64>,
}

#[derive(Debug, Clone, Copy)]
struct Last {
    /// Its number in the log.
    seq: u64,
    author: DeviceId,
    /// Number of the last write of anybody else: who wrote last need not have read it.
    others: u64,
}

impl Last {
    /// Whether a device that has read so far has everything up to this write.
    fn is_known_to(&self, device: DeviceId, read_to: u64) -> bool {
        let needs = if device == self.author {
            self.others
        } else {
            self.seq
        };
        read_to >= needs
    }
}

impl Witnesses {
    /// Takes note of an envelope's author, whose view of the log was found to be ours.
    pub(super) fn saw(&mut self, author: &Header) {
        let read_to = self.read_to.entry(author.device).or_insert(0);
        *read_to = author.seen_seq.max(*read_to);
    }

    /// Takes note of a write at a number of the log.
    pub(super) fn wrote(&mut self, record: RecordId, seq: u64, author: DeviceId) {
        let before = self.last.get(&record);
        let others = before.map_or(0, |last| {
            if last.author == author {
                last.others
            } else {
                last.seq
            }
        });
        let last = Last {
            seq,
            author,
            others,
        };
        self.last.insert(record, last);
    }

    /// Forgets what came after a number: the log is read again from there.
    pub(super) fn cut(&mut self, seq: u64) {
        self.last.retain(|_, last| last.seq <= seq);
        for read_to in self.read_to.values_mut() {
            *read_to = seq.min(*read_to);
        }
    }
}

impl Device {
    /// Returns where a record is; `None` for one that is not known here.
    #[must_use]
    pub fn receipt(&self, space: SpaceId, record: RecordId) -> Option<Receipt> {
        let content = self.spaces.get(&space)?;
        content.state.records.get(&record)?;
        let waits = content
            .outbox
            .unsent()
            .any(|(waiting, _)| waiting == record);
        if waits || content.founding {
            return Some(Receipt::Here);
        }
        // What the server took and has not sent back yet is there; nobody else can be known to have it.
        let came_back = content
            .outbox
            .sealed
            .iter()
            .all(|sealed| sealed.records.iter().all(|(waiting, _)| *waiting != record));
        let last = content.witnesses.last.get(&record).filter(|_| came_back);
        let Some(last) = last else {
            return Some(Receipt::Server);
        };
        let me = self.name_in(&content.members);
        let count = content
            .members
            .active_devices()
            .map(|(device, _)| device)
            .filter(|device| {
                let read_to = content.witnesses.read_to.get(device);
                *device != me && read_to.is_some_and(|to| last.is_known_to(*device, *to))
            })
            .count();
        Some(match count {
            0 => Receipt::Server,
            count => Receipt::Devices(count),
        })
    }

    /// Returns how many entries a space has: what a person can open there. A record in the Papierkorb, or of a kind only a later
    /// version knows, is none.
    #[must_use]
    pub fn entries_in(&self, space: SpaceId) -> usize {
        let content = self.spaces.get(&space);
        content.map_or(0, |content| entries(&content.state))
    }

    /// Returns how many entries this device has, in all its spaces.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.spaces.values().map(|it| entries(&it.state)).sum()
    }

    /// Returns the number of entries of all spaces, if the server is known to have everything of each of them:
    /// it was asked, this device has read all it has, and nothing waits here.
    #[must_use]
    pub fn all_on_server(&self) -> Option<usize> {
        let known = self.spaces.values().all(Space::is_on_server);
        (known && !self.spaces.is_empty()).then(|| self.entries())
    }
}

fn entries(state: &State) -> usize {
    let opens =
        |record: &&Arc<RecordState>| records::by_id(record.kind).is_some() && !record.trashed();
    state.records.values().filter(opens).count()
}

impl Space {
    fn is_on_server(&self) -> bool {
        let read = self.head.as_ref().map(|head| head.seq <= self.log.seq());
        read == Some(true)
            && !self.founding
            && self.alarm.is_none()
            && !self.is_healing()
            && self.mending.is_none()
            && self.upload == Upload::Open
            && self.outbox.unsent().next().is_none()
    }
}
