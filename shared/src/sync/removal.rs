//! This device was removed from a space: it checks the signed order, hands in what it had not sent, and erases
//! its copy.
//!
//! The server only says that the device is not in the space. That alone erases nothing: the membership log has
//! to carry an entry, signed by somebody who could, that removes this device. Unsent work goes to a quarantine,
//! sealed to the admins; nothing of it counts before one of them takes it over.

use super::device::{Device, cbor};
use super::http::HttpRequest;
use super::intents::{Errand, errand};
use super::invites::Invite;
use super::machine::{Received, Task};
use super::outbox::Sealed;
use super::rows::{Table, Write, delete, numbered};
use super::space::Space;
use crate::batch;
use crate::crypto::{Entropy, seal_parcel};
use crate::ids::{InviteId, SpaceId};
use crate::merge::Op;
use crate::mlog::Capability;
use crate::protocol::routes;

/// Greatest number of operations in one parcel.
const PARCEL_OPS_MAX: usize = 4096;
/// Greatest number of bytes of saves in one parcel.
const PARCEL_SAVES_BYTES_MAX: usize = 200 * 1024;

/// How far the leave-taking is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Removal {
    /// The server does not list the space: ask the membership log.
    Suspected,
    /// The log says so: hand in what was not sent.
    Leaving,
    /// Everything is handed in; the copy may stay.
    Left,
}

/// A space that was erased from this device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erased {
    /// The space.
    pub space: SpaceId,
    /// What it was called.
    pub title: String,
    /// Who ordered it, if the name is known.
    pub by: Option<String>,
    /// When, milliseconds since 1970 by the clock of who ordered it.
    pub at_ms: u64,
}

/// What goes into one parcel.
struct Unsent {
    ops: Vec<Op>,
    saves: Vec<u64>,
    sealed: Vec<u64>,
}

impl Space {
    pub(super) fn has_unsent(&self) -> bool {
        !self.outbox.pending.is_empty() || self.unsent_sealed().next().is_some()
    }

    fn unsent_sealed(&self) -> impl Iterator<Item = &Sealed> {
        let taken = self.outbox.taken;
        let sealed = self.outbox.sealed.iter();
        sealed.filter(move |sealed| sealed.dev_seq > taken)
    }

    /// Returns the oldest work that fits into one parcel.
    fn next_unsent(&self) -> Option<Unsent> {
        if let Some(first) = self.unsent_sealed().next() {
            let key_of = |epoch: u32| self.keys.get(&epoch).cloned();
            let ops = Sealed::read(first.bytes.clone(), key_of);
            return Some(Unsent {
                ops: ops.map(|(_, ops)| ops).unwrap_or_default(),
                saves: Vec::new(),
                sealed: vec![first.dev_seq],
            });
        }
        let mut unsent = Unsent {
            ops: Vec::new(),
            saves: Vec::new(),
            sealed: Vec::new(),
        };
        let mut bytes = 0;
        for save in &self.outbox.pending {
            bytes += save.bytes;
            let full = unsent.ops.len() + save.ops.len() > PARCEL_OPS_MAX
                || bytes > PARCEL_SAVES_BYTES_MAX;
            if full && !unsent.ops.is_empty() {
                break;
            }
            unsent.ops.extend(save.ops.iter().cloned());
            unsent.saves.push(save.first);
        }
        (!unsent.saves.is_empty()).then_some(unsent)
    }
}

impl Device {
    /// Returns what to ask about a space this device may have been removed from.
    pub(super) fn plan_removal(&mut self, rng: &mut dyn Entropy) -> Option<(Task, HttpRequest)> {
        let (space, content) = self.spaces.iter().find(|(_, content)| {
            matches!(content.removal, Some(Removal::Suspected | Removal::Leaving))
        })?;
        let space = *space;
        if content.removal == Some(Removal::Suspected) {
            let path = format!("{}?after={}", routes::members(space), content.members.seq);
            return Some((Task::Members(space), HttpRequest::get(path)));
        }
        let unsent = content.next_unsent()?;
        let admins: Vec<_> = content
            .members
            .active_devices()
            .filter(|(id, _)| content.members.capability(*id) == Some(Capability::Admin))
            .map(|(_, device)| device.public)
            .collect();
        let body = batch::encode_stored(self.id(), &unsent.ops).unwrap_or_default();
        let parcel = seal_parcel(&body, space, &self.identity.keys, &admins, rng).ok()?;
        let request = HttpRequest::post(routes::quarantine(space), routes::CBOR, cbor(&parcel));
        let deliver = Errand::Deliver {
            space,
            saves: unsent.saves,
            sealed: unsent.sealed,
        };
        Some((errand(deliver), request))
    }

    /// Part of the unsent work is with the admins.
    pub(super) fn delivered(&mut self, space: SpaceId, saves: &[u64], sealed: &[u64]) -> Received {
        let Some(content) = self.spaces.get_mut(&space) else {
            return Received::default();
        };
        let outbox = &mut content.outbox;
        outbox.pending.retain(|save| !saves.contains(&save.first));
        outbox.sealed.retain(|it| !sealed.contains(&it.dev_seq));
        let saves = saves.iter().map(|row| (Table::Pending, *row));
        let sealed = sealed.iter().map(|row| (Table::Outbox, *row));
        let rows = saves.chain(sealed);
        let writes = rows.map(|(table, row)| delete(table, numbered(space, row)));
        let mut received = Received::changed(writes.collect());
        self.leave_if_removed(space, &mut received);
        received
    }

    /// Ends the leave-taking: the copy is erased if the order says so.
    pub(super) fn leave(&mut self, space: SpaceId) -> Received {
        let me = self.id();
        let Some(content) = self.spaces.get_mut(&space) else {
            return Received::default();
        };
        content.removal = Some(Removal::Left);
        let Some(entry) = content.members.devices.get(&me) else {
            return Received::changed(Vec::new());
        };
        if !entry.wipe {
            return Received::changed(Vec::new());
        }
        let by = entry
            .removed_at
            .and_then(|at| content.members.signed_by(at));
        let erased = Erased {
            space,
            title: content.title.clone(),
            by: by.and_then(|(device, _)| content.name_of(device)),
            at_ms: by.map_or(0, |(_, at_ms)| at_ms),
        };
        Received {
            erased: vec![erased],
            ..Received::changed(self.erase(space))
        }
    }

    /// Forgets a space; returns what removes every row of it.
    pub(super) fn erase(&mut self, space: SpaceId) -> Vec<Write> {
        let Some(content) = self.spaces.remove(&space) else {
            return Vec::new();
        };
        let mut writes = Vec::new();
        // Keys first: should only a part of this reach the disk, what is left cannot be read.
        let mut rows = |table: Table, numbers: &mut dyn Iterator<Item = u64>| {
            writes.extend(numbers.map(|number| delete(table, numbered(space, number))));
        };
        rows(
            Table::Keys,
            &mut content.keys.keys().map(|it| u64::from(*it)),
        );
        rows(Table::Members, &mut (1..=u64::from(content.members.seq)));
        rows(Table::Log, &mut content.log_rows.iter().copied());
        rows(
            Table::Outbox,
            &mut content.outbox.sealed.iter().map(|it| it.dev_seq),
        );
        rows(
            Table::Pending,
            &mut content.outbox.pending.iter().map(|it| it.first),
        );
        let carried = content.outbox.carried.keys();
        writes.extend(carried.map(|(device, dev_seq)| {
            delete(Table::Outbox, super::carried::key(space, *device, *dev_seq))
        }));
        let checkpoint = content.checkpoint_keys().into_iter();
        writes.extend(checkpoint.map(|key| delete(Table::Checkpoints, key)));
        writes.push(delete(Table::Founding, space.0.to_vec()));
        self.founding.remove(&space);
        let into: Vec<InviteId> = self
            .invites
            .values()
            .filter(|invite| invite.request.spaces.contains(&space))
            .map(Invite::id)
            .collect();
        for invite in into {
            self.invites.remove(&invite);
            writes.push(delete(Table::Invites, invite.0.to_vec()));
        }
        let wishes: Vec<u64> = self
            .intents
            .iter()
            .filter(|(_, intent)| intent.space == space)
            .map(|(number, _)| *number)
            .collect();
        writes.extend(wishes.into_iter().map(|number| self.drop_intent(number)));
        writes.extend(self.forget_alarm(space));
        self.unread.remove(&space);
        self.quarantine_due.remove(&space);
        self.parcels.retain(|(place, _), _| *place != space);
        writes
    }
}
