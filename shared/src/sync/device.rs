//! One device with all its spaces: what it holds, how it begins, what it says of itself.

use super::alarm::Evidence;
use super::clock::Told;
use super::fork::{Former, Parted};
use super::heal::Healed;
use super::intents::Intent;
use super::invites::{Invite, Joining};
use super::joins::{Approvals, Checked};
use super::login::Login;
use super::machine::Task;
use super::mend::Mended;
use super::quarantine::QuarantinedWork;
use super::rows::{Table, Write, put};
use super::runs::Runs;
use super::space::{Space, SpaceInfo, Upload};
use crate::checkpoint::When;
use crate::crypto::{DeviceKeys, Entropy, LocalKey};
use crate::ids::{DeviceId, Hash, InviteId, MemberId, RecordId, SpaceId};
use crate::merge::State;
use crate::mlog::Members;
use crate::protocol::messages::{AppendRequest, Head, LiveEvent};
use std::collections::{BTreeMap, BTreeSet};

/// Who a device is.
#[derive(Debug)]
pub struct Identity {
    /// Its keys.
    pub keys: DeviceKeys,
    /// The person it belongs to.
    pub member: MemberId,
    /// The person's display name.
    pub name: String,
}

/// Everything one device knows. See the [module](super) for how it is driven.
#[derive(Debug)]
pub struct Device {
    pub(super) identity: Identity,
    pub(super) local: LocalKey,
    pub(super) host: String,
    pub(super) spaces: BTreeMap<SpaceId, Space>,
    pub(super) op_no: u64,
    pub(super) hlc: u64,
    pub(super) runs: Runs,
    pub(super) login: Login,
    pub(super) joining: Option<Joining>,
    pub(super) invites: BTreeMap<InviteId, Invite>,
    pub(super) founding: BTreeMap<SpaceId, Founding>,
    pub(super) joins: Vec<Checked>,
    pub(super) refused_adds: BTreeSet<(SpaceId, DeviceId)>,
    /// Spaces the server listed that are not known here yet.
    pub(super) unread: BTreeMap<SpaceId, Head>,
    pub(super) heads_due: bool,
    pub(super) told: Told,
    pub(super) joins_due: bool,
    pub(super) task: Option<Task>,
    /// What the live stream said while the task is under way.
    pub(super) heard: Vec<LiveEvent>,
    pub(super) intents: BTreeMap<u64, Intent>,
    /// Number of the last intent. No answer to one that was given up is taken for that to a later one.
    pub(super) intent_no: u64,
    pub(super) refused_rotations: BTreeSet<SpaceId>,
    pub(super) denials: BTreeSet<(InviteId, DeviceId)>,
    pub(super) approvals: Approvals,
    pub(super) quarantine_due: BTreeSet<SpaceId>,
    pub(super) parcels: BTreeMap<(SpaceId, Hash), QuarantinedWork>,
    pub(super) evidence: BTreeMap<SpaceId, Evidence>,
    /// Log in although there is no space yet: a recovery sheet finds its spaces that way.
    pub(super) calling: bool,
    /// A copy of this device was found; how it parts from it is told in [`fork`](super::fork).
    pub(super) parting: bool,
    pub(super) former: Option<Former>,
    /// The former keys can do nothing now and are kept: a space does not say yet whether they are still in it.
    pub(super) former_rests: bool,
    pub(super) parted: Option<Parted>,
    pub(super) healed: Vec<Healed>,
    /// Spaces whose members or keys could not be read, see [`mend`](super::mend).
    pub(super) lost: BTreeSet<SpaceId>,
    /// Rows of the checkpoints of those spaces.
    pub(super) lost_rows: Vec<(SpaceId, Vec<u8>)>,
    pub(super) mended: Option<Mended>,
    pub(super) unreadable: usize,
    /// When a checkpoint is worth its while.
    pub(super) when: When,
}

/// A founding entry the server has not taken yet.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub(super) struct Founding {
    #[n(0)]
    pub(super) request: AppendRequest,
    #[n(1)]
    pub(super) bootstrap: Option<Hash>,
}

#[derive(minicbor::Encode, minicbor::Decode)]
pub(super) struct IdentityRow {
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    pub(super) sign: [u8; 32],
    #[n(1)]
    #[cbor(with = "minicbor::bytes")]
    pub(super) seal: [u8; 32],
    #[n(2)]
    pub(super) member: MemberId,
    #[n(3)]
    pub(super) name: String,
}

pub(super) const ME: &[u8] = b"me";
pub(super) const JOIN: &[u8] = b"join";

/// One record with writes the server does not hold yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unsent {
    /// The space.
    pub space: SpaceId,
    /// Kind of the record.
    pub kind: u16,
    /// The record.
    pub record: RecordId,
}

impl Device {
    /// Begins a device; returns it with the rows that keep it. The slots that open `local` are the caller's.
    pub fn create(
        identity: Identity,
        local: LocalKey,
        host: &str,
        rng: &mut dyn Entropy,
    ) -> (Self, Vec<Write>) {
        let device = Self::empty(identity, local, host);
        let write = device.identity_row(rng);
        (device, vec![write])
    }

    /// Returns the row that keeps keys and name.
    pub(super) fn identity_row(&self, rng: &mut dyn Entropy) -> Write {
        let (sign, seal) = self.identity.keys.seeds();
        let row = IdentityRow {
            sign,
            seal,
            member: self.identity.member,
            name: self.identity.name.clone(),
        };
        put(&self.local, Table::Identity, ME.to_vec(), &cbor(&row), rng)
    }

    pub(super) fn empty(identity: Identity, local: LocalKey, host: &str) -> Self {
        Self {
            identity,
            local,
            host: host.to_owned(),
            spaces: BTreeMap::new(),
            op_no: 0,
            hlc: 0,
            runs: Runs::default(),
            login: Login::Out,
            joining: None,
            invites: BTreeMap::new(),
            founding: BTreeMap::new(),
            joins: Vec::new(),
            refused_adds: BTreeSet::new(),
            unread: BTreeMap::new(),
            heads_due: true,
            told: Told::default(),
            joins_due: false,
            task: None,
            heard: Vec::new(),
            intents: BTreeMap::new(),
            intent_no: 0,
            refused_rotations: BTreeSet::new(),
            denials: BTreeSet::new(),
            approvals: Approvals::default(),
            quarantine_due: BTreeSet::new(),
            parcels: BTreeMap::new(),
            evidence: BTreeMap::new(),
            calling: false,
            parting: false,
            former: None,
            former_rests: false,
            parted: None,
            healed: Vec::new(),
            lost: BTreeSet::new(),
            lost_rows: Vec::new(),
            mended: None,
            unreadable: 0,
            when: When::DEFAULT,
        }
    }

    /// Returns how many rows were passed over because they cannot be read. No record is among them.
    #[must_use]
    pub const fn unreadable(&self) -> usize {
        self.unreadable
    }

    /// Returns the device's name in logs.
    #[must_use]
    pub fn id(&self) -> DeviceId {
        self.identity.keys.id()
    }

    /// Returns the person the device belongs to.
    #[must_use]
    pub const fn member(&self) -> MemberId {
        self.identity.member
    }

    /// Returns the person's display name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.identity.name
    }

    /// Returns the key that seals this device's rows, for the app's own rows (drafts, notes).
    #[must_use]
    pub const fn local_key(&self) -> &LocalKey {
        &self.local
    }

    /// Returns what screens need to know of each space whose key is here.
    #[must_use]
    pub fn spaces(&self) -> Vec<SpaceInfo> {
        // Who waits for the newest key only goes on reading what is here, and sees an alarm.
        let readable = self.spaces.values().filter(|space| !space.keys.is_empty());
        readable
            .map(|space| space.info(self.name_in(&space.members)))
            .collect()
    }

    /// Returns the records of a space.
    #[must_use]
    pub fn state(&self, space: SpaceId) -> Option<&State> {
        self.spaces.get(&space).map(|space| &space.state)
    }

    /// Returns who is in a space and may do what.
    #[must_use]
    pub fn members(&self, space: SpaceId) -> Option<&Members> {
        self.spaces.get(&space).map(|space| &space.members)
    }

    /// Returns the display name of the person a device belongs to.
    #[must_use]
    pub fn name_of(&self, space: SpaceId, device: DeviceId) -> Option<String> {
        self.spaces.get(&space)?.name_of(device)
    }

    /// Returns the records with writes the server does not hold yet.
    #[must_use]
    pub fn unsent(&self) -> BTreeSet<Unsent> {
        self.spaces
            .iter()
            .flat_map(|(space, content)| {
                content.outbox.unsent().map(|(record, kind)| Unsent {
                    space: *space,
                    kind,
                    record,
                })
            })
            .collect()
    }

    /// Returns how many envelopes of this device came back from the server.
    #[must_use]
    pub fn confirmed(&self) -> u64 {
        self.spaces.values().map(|space| space.confirmed).sum()
    }

    /// Whether the device waits for somebody to let it in.
    #[must_use]
    pub const fn is_joining(&self) -> bool {
        self.joining.is_some()
    }

    /// As [`Self::retry`] at once, with the keys this device speaks with now.
    pub(super) fn retry_refused(&mut self) {
        self.heads_due = true;
        self.joins_due = !self.invites.is_empty();
        self.refused_adds.clear();
        self.refused_rotations.clear();
        for intent in self.intents.values_mut() {
            intent.problem = None;
        }
        self.look_into_quarantine();
        for space in self.spaces.values_mut() {
            space.upload = Upload::Open;
            space.carry_refused = false;
            space.checkpoints.making.retry();
        }
    }
}

pub(super) fn cbor<T: minicbor::Encode<()>>(value: &T) -> Vec<u8> {
    // Encoding into memory cannot fail for these types: the writer's error is `Infallible`.
    minicbor::to_vec(value).unwrap_or_default()
}
