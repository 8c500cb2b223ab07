//! A device that was copied, or went back to an older state of its storage.
//!
//! Both copies sign with one key and count with one number. The server takes what comes first; the other copy
//! finds an envelope of its own name in the log that it never sealed. It then
//!
//! 1. reads every space to its end, the one with the copy without taking anything from it, and lets what it has
//!    sealed arrive where it still can, so that it knows which of its writes the server holds;
//! 2. makes new keys and renames every write the server does not hold ([`Renaming`]), and takes the page it
//!    stopped at, in one transaction. What the other copy wrote now has another author;
//! 3. is added to its member's devices by the only other device that is always at hand: its own former self,
//!    whose keys it keeps until that is done. The entry is in the membership log for everybody to see.
//!
//! Nothing of this needs a person. The person is told once ([`Device::parted`]).
//!
//! The first step is not stored: a device that dies in between finds the same page again. A count that was
//! made before the copy and not sealed is recognised because it is in both outboxes with one number.

use super::device::{Device, cbor};
use super::machine::Received;
use super::outbox::{Save, Sealed};
use super::page::{Verdict, judge};
use super::removal::Removal;
use super::rows::{Table, Write, delete, numbered, put};
use super::runs::Runs;
use super::space::{Space, Upload};
use crate::batch;
use crate::crypto::{DeviceKeys, Entropy, NameOf, seal_name};
use crate::ids::{DeviceId, SpaceId};
use crate::merge::{Op, Renaming, Sub, Version};
use crate::mlog::{Capability, DeviceKind, MemberOp, Members, SignedEntry, sign};
use crate::protocol::messages::{AppendRequest, Head, LogPage};

/// What waits in each space.
type Outboxes = Vec<(SpaceId, Vec<Save>)>;

/// Key of the row that keeps the former keys.
pub(super) const FORMER: &[u8] = b"former";
/// Key of the row that keeps what the person is to be told.
pub(super) const PARTED: &[u8] = b"parted";

/// What the person is told once: this device had a copy and is a device of its own now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Parted {
    /// Writes that were not on the server and go there under the new name. None is lost.
    #[n(0)]
    pub reissued: u64,
}

/// Keys of the device before it parted from its copy, until the new ones are in every space.
#[derive(Debug, minicbor::Encode, minicbor::Decode)]
pub(super) struct Former {
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    sign: [u8; 32],
    #[n(1)]
    #[cbor(with = "minicbor::bytes")]
    seal: [u8; 32],
}

impl Former {
    fn of(keys: &DeviceKeys) -> Self {
        let (sign, seal) = keys.seeds();
        Self { sign, seal }
    }

    pub(super) fn keys(&self) -> DeviceKeys {
        DeviceKeys::from_seeds(self.sign, self.seal)
    }
}

impl Device {
    /// Returns what the person has not been told yet: that this device had a copy.
    #[must_use]
    pub const fn parted(&self) -> Option<Parted> {
        self.parted
    }

    /// Whether a copy was found and this device is not parted from it yet. It looks through the log then without
    /// taking anything from it.
    #[must_use]
    pub const fn is_parting(&self) -> bool {
        self.parting
    }

    /// Forgets it, once the person was told.
    pub fn parted_was_told(&mut self) -> Vec<Write> {
        self.parted = None;
        vec![delete(Table::Identity, PARTED.to_vec())]
    }

    /// Keys of the session: the former ones until the new ones are in every space.
    pub(super) fn session_keys(&self) -> DeviceKeys {
        let keys = match &self.former {
            Some(former) if !self.former_rests => former.keys().seeds(),
            _ => self.identity.keys.seeds(),
        };
        DeviceKeys::from_seeds(keys.0, keys.1)
    }

    /// The name under which this device is in a space now: its own, or the one it had.
    pub(super) fn name_in(&self, members: &Members) -> DeviceId {
        match &self.former {
            Some(former) if members.capability(self.id()).is_none() => former.keys().id(),
            _ => self.id(),
        }
    }

    /// Whether it is known which writes the server holds: every space that can be read is read to its end,
    /// and what was sealed has arrived wherever the server takes it.
    fn knows_what_arrived(&self) -> bool {
        !self.heads_due
            && self.spaces.values().all(|content| {
                let Some(head) = &content.head else {
                    return true;
                };
                if content.looks_for_more().is_some() {
                    return false;
                }
                let stuck = content.alarm.is_some() || content.foreign.is_some();
                let read = head.seq <= content.log.seq();
                let sent = content.outbox.sealed.is_empty() || content.upload != Upload::Open;
                stuck || (read && sent && !content.is_healing())
            })
    }

    /// Parts from the copy, if it is time.
    pub(super) fn part_if_settled(&mut self, rng: &mut dyn Entropy) -> Received {
        if !self.parting || !self.knows_what_arrived() {
            return Received::default();
        }
        if self.lost_own_writes() {
            return self.load_again(rng);
        }
        self.parting = false;
        let Some((outboxes, mut writes)) = self.open_outboxes() else {
            // An own envelope that does not open any more: nothing is changed, a person has to look.
            for content in self.spaces.values_mut() {
                if content.foreign.take().is_some() {
                    content.alarm = Some(super::Alarm::Fork);
                }
            }
            return Received::default();
        };
        let pages: Vec<(SpaceId, Vec<u8>)> = self
            .spaces
            .iter_mut()
            .filter_map(|(space, content)| Some((*space, content.foreign.as_mut()?)))
            .flat_map(|(space, foreign)| {
                let pages = core::mem::take(&mut foreign.pages).into_iter();
                pages.map(move |page| (space, page))
            })
            .collect();
        let old = self.id();
        let former = Former::of(&self.identity.keys);
        self.identity.keys = DeviceKeys::make(rng);
        let new = self.id();
        let mut parted = Parted { reissued: 0 };
        for (space, saves) in outboxes {
            if let Some(content) = self.spaces.get_mut(&space) {
                parted.reissued += content.rename(old, new, saves, &self.runs);
            }
        }
        for (space, content) in &self.spaces {
            for save in &content.outbox.pending {
                // What was encoded under the old name is encoded under the new one: the sizes are the same.
                let bytes = batch::encode_stored(new, &save.ops).unwrap_or_default();
                let key = numbered(*space, save.first);
                writes.push(put(&self.local, Table::Pending, key, &bytes, rng));
            }
        }
        writes.push(self.identity_row(rng));
        // A copy of a copy: the oldest keys that are still in the spaces are the ones to keep.
        let former = self.former.take().unwrap_or(former);
        let row = cbor(&former);
        writes.push(put(
            &self.local,
            Table::Identity,
            FORMER.to_vec(),
            &row,
            rng,
        ));
        let row = cbor(&parted);
        writes.push(put(
            &self.local,
            Table::Identity,
            PARTED.to_vec(),
            &row,
            rng,
        ));
        self.former = Some(former);
        self.parted = Some(parted);
        self.heads_due = true;
        let mut received = Received::changed(writes);
        // What both copies held leaves the outbox here, so the page with it is stored here too.
        for (space, bytes) in pages {
            let Ok(page) = minicbor::decode::<LogPage>(&bytes) else {
                continue;
            };
            // One that a lying server made up is read again: an alarm now would keep the new name out.
            let content = self.spaces.get(&space);
            let verdict = content.map(|content| judge(content, new, &page));
            if matches!(verdict, Some(Verdict::Sound { .. })) {
                received.merge(self.take_page(space, &page, &bytes, rng));
            }
        }
        received
    }

    /// Returns the writes of every outbox as saves, and the changes that remove their rows.
    fn open_outboxes(&self) -> Option<(Outboxes, Vec<Write>)> {
        let (mut outboxes, mut writes) = (Vec::new(), Vec::new());
        for (space, content) in &self.spaces {
            let mut saves = Vec::new();
            for sealed in &content.outbox.sealed {
                let key_of = |epoch: u32| content.keys.get(&epoch).cloned();
                let (_, ops) = Sealed::read(sealed.bytes.clone(), key_of).ok()?;
                writes.push(delete(Table::Outbox, numbered(*space, sealed.dev_seq)));
                saves.push(Save::of(ops, sealed.bytes.len()));
            }
            for save in &content.outbox.pending {
                writes.push(delete(Table::Pending, numbered(*space, save.first)));
                saves.push(save.clone());
            }
            outboxes.push((*space, saves));
        }
        Some((outboxes, writes))
    }

    /// Returns the next space in which the former keys let the new ones in.
    pub(super) fn plan_link(
        &self,
        now_ms: u64,
        rng: &mut dyn Entropy,
    ) -> Option<(SpaceId, SignedEntry, AppendRequest)> {
        let former = self.former.as_ref()?.keys();
        let (old, new) = (former.id(), self.id());
        let (space, content) = self.spaces.iter().find(|(space, content)| {
            let members = &content.members;
            content.needs_link(old, new)
                && content
                    .head
                    .as_ref()
                    .is_some_and(|head| head.m_seq <= members.seq)
                && !self.refused_adds.contains(&(**space, new))
        })?;
        let (key, epoch) = (content.current_key()?, content.members.key_epoch);
        let name = &self.identity.name;
        let name = seal_name(NameOf::Device(new), name, key, *space, epoch, rng).ok()?;
        let kind = content.members.devices.get(&old).map(|device| device.kind);
        let op = MemberOp::AddDevice {
            member: content.members.member_of(old)?,
            device: self.identity.keys.public(),
            device_kind: kind.unwrap_or(DeviceKind::Phone),
            name,
            via: None,
        };
        let entry = sign(&content.members.next_entry(op, old, now_ms), &former).ok()?;
        let request = AppendRequest {
            entries: vec![entry.bytes().to_vec()],
            boxes: Vec::new(),
        };
        Some((*space, entry, request))
    }

    /// Forgets the former keys once the new ones are in every space the former ones are in.
    ///
    /// A space that raised an alarm, or that the server does not list, may say later that they are: the former keys are
    /// the only way in, so they rest, and the device goes on under its own name everywhere else.
    pub(super) fn forget_former_if_linked(&mut self) -> Vec<Write> {
        let Some(former) = self.former.as_ref().filter(|_| !self.former_rests) else {
            return Vec::new();
        };
        let (old, new) = (former.keys().id(), self.id());
        let waits = self.heads_due
            || self.joining.is_some()
            || self.to_found().next().is_some()
            || self.spaces.iter().any(|(space, content)| {
                // Whether it was removed, the former name may still read.
                let asks = content.removal == Some(Removal::Suspected);
                content.needs_link(old, new) && (asks || self.can_link(*space, new))
            });
        if waits {
            return Vec::new();
        }
        self.login = super::login::Login::Out;
        if self.spaces.values().any(|it| it.needs_link(old, new)) {
            self.former_rests = true;
            return Vec::new();
        }
        self.former = None;
        vec![delete(Table::Identity, FORMER.to_vec())]
    }

    /// Whether the former keys may still let the new ones into a space: it is there, and was read to its end or can be.
    fn can_link(&self, space: SpaceId, new: DeviceId) -> bool {
        let content = self.spaces.get(&space);
        content.is_some_and(|content| {
            let read = |head: &Head| head.m_seq <= content.members.seq;
            let there = content.head.as_ref();
            there.is_some_and(|head| content.alarm.is_none() || read(head))
                && !self.refused_adds.contains(&(space, new))
        })
    }

    /// Lets the former keys try once more.
    pub(super) fn wake_former(&mut self) {
        if self.former_rests {
            self.former_rests = false;
            self.login = super::login::Login::Out;
        }
    }

    /// Spaces this device is in only under the name it had, while it speaks under its own.
    pub(super) fn unlinked(&self) -> Vec<SpaceId> {
        let former = self.former.as_ref().filter(|_| self.former_rests);
        let Some(old) = former.map(|former| former.keys().id()) else {
            return Vec::new();
        };
        let (new, spaces) = (self.id(), self.spaces.iter());
        let unlinked = spaces.filter(|(_, content)| content.needs_link(old, new));
        unlinked.map(|(space, _)| *space).collect()
    }
}

impl Space {
    /// Whether the space knows the former name and not the new one.
    fn needs_link(&self, old: DeviceId, new: DeviceId) -> bool {
        self.members.capability(old).is_some()
            && !self.members.devices.contains_key(&new)
            && self.current_key().is_some()
    }

    /// Whether this device may write here, under its name or the one it had.
    pub(super) fn may_write(&self, name: DeviceId) -> bool {
        self.members.capability(name) >= Some(Capability::Write)
    }

    /// Remembers what the log holds of this device's own writes, each with its clock limited to `hlc_max`.
    pub(super) fn note_own(&mut self, me: DeviceId, ops: &[Op], hlc_max: u64) {
        for op in ops {
            self.own_op_no = self.own_op_no.max(op.dot.op_no);
            if op.slot.sub == Sub::Device(me) {
                let version = Version {
                    dot: op.dot,
                    hlc: op.hlc.min(hlc_max),
                    value: op.value.clone(),
                    before: None,
                };
                let slot = (op.slot.record, op.slot.field);
                self.own_counts.insert(slot, version);
            }
        }
    }

    /// Renames every write the log does not hold. Returns how many there were.
    fn rename(&mut self, old: DeviceId, new: DeviceId, saves: Vec<Save>, runs: &Runs) -> u64 {
        let foreign = self.foreign.take().map(|it| it.ops).unwrap_or_default();
        let held = self.note_known(old, &saves, &foreign, runs);
        let renaming = Renaming {
            old,
            new,
            above: self.own_op_no,
            counted: &self.own_counts,
            held: &held,
        };
        renaming.state(&mut self.state);
        let mut count = 0;
        self.outbox.sealed.clear();
        self.outbox.pending.clear();
        self.outbox.taken = 0;
        for mut save in saves {
            save.ops.retain(|op| op.dot.op_no > renaming.above);
            for op in &mut save.ops {
                renaming.op(op);
                count += 1;
            }
            if let Some(first) = save.ops.first() {
                save.first = first.dot.op_no;
                self.outbox.pending.push_back(save);
            }
        }
        self.own_op_no = 0;
        self.own_counts.clear();
        self.seal_again_above = None;
        self.upload = Upload::Open;
        count
    }
}
