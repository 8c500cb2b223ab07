//! What a person decided about membership, kept until the server took it.
//!
//! An intent is a wish for how things shall be ("this device is out"), not an entry: each time it is carried
//! out it is signed anew on top of the newest membership log. So a lost reply, a concurrent change and a dead
//! battery end alike: whoever looks again finds the wish fulfilled or signs again.
//!
//! Every removal changes the key in the same append. Where somebody went without a new key (a reader removed
//! an own device), the next writing device that looks makes one.

mod answers;
mod planning;
mod signing;

use super::device::{Device, cbor};
use super::loading::LoadError;
use super::machine::Task;
use super::rows::{Row, Table, Write, delete, put};
use super::space::Space;
use crate::crypto::{DevicePublic, Entropy, NameOf, SpaceKey, open_name};
use crate::ids::{DeviceId, Hash, InviteId, MemberId, SpaceId};
use crate::mlog::{Capability, Role, SignedEntry};
use crate::protocol::ProblemCode;
use crate::protocol::messages::KeyBox;

/// Keys of intents in [`Table::Identity`]; the number stands behind.
pub(super) const INTENT: &[u8] = b"intent";

/// A wish, stored until it is fulfilled.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub(super) struct Intent {
    #[n(0)]
    pub(super) space: SpaceId,
    #[n(1)]
    pub(super) wish: Wish,
    /// Why the server does not take it; tried again when a person asks for it.
    #[cbor(skip)]
    pub(super) problem: Option<ProblemCode>,
}

/// What shall be.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub(super) enum Wish {
    #[n(0)]
    RemoveMember {
        #[n(0)]
        member: MemberId,
        #[n(1)]
        wipe: bool,
    },
    #[n(1)]
    RemoveDevice {
        #[n(0)]
        device: DeviceId,
        #[n(1)]
        wipe: bool,
    },
    #[n(2)]
    SetCapability {
        #[n(0)]
        member: MemberId,
        #[n(1)]
        capability: Capability,
        #[n(2)]
        role: Role,
    },
    #[n(3)]
    AddDevice {
        #[n(0)]
        member: MemberId,
        #[n(1)]
        device: DevicePublic,
        /// Number of the [`DeviceKind`](crate::mlog::DeviceKind).
        #[n(2)]
        kind: u8,
        #[n(3)]
        name: String,
    },
    #[n(4)]
    Policy {
        #[n(0)]
        retention_days: u16,
        #[n(1)]
        paper: bool,
    },
    #[n(5)]
    Close,
    /// Unsent work of a removed device becomes own writes once the server gave it to this device alone.
    #[n(6)]
    TakeOver {
        #[n(0)]
        parcel: Hash,
        #[n(1)]
        from: DeviceId,
        #[n(2)]
        #[cbor(with = "minicbor::bytes")]
        body: Vec<u8>,
        #[n(3)]
        at_ms: u64,
    },
    #[n(7)]
    Discard {
        #[n(0)]
        parcel: Hash,
    },
    #[n(8)]
    NameDevice {
        #[n(0)]
        device: DeviceId,
        #[n(1)]
        name: String,
    },
}

/// One request about membership; the next answer belongs to it.
#[derive(Debug)]
pub(super) enum Errand {
    Change {
        space: SpaceId,
        intent: Option<u64>,
        entries: Vec<SignedEntry>,
        key: Option<(u32, SpaceKey)>,
    },
    Settle {
        space: SpaceId,
        intent: u64,
    },
    Withdraw(InviteId),
    Deny(InviteId, DeviceId),
    Deliver {
        space: SpaceId,
        saves: Vec<u64>,
        sealed: Vec<u64>,
    },
    Quarantine(SpaceId),
}

/// Entries with what belongs to them, ready to be sent.
pub(super) struct Signed {
    pub(super) entries: Vec<SignedEntry>,
    pub(super) boxes: Vec<KeyBox>,
    pub(super) key: Option<(u32, SpaceKey)>,
}

impl Wish {
    /// Whether the membership is as it shall be.
    fn fulfilled(&self, content: &Space) -> bool {
        let members = &content.members;
        let gone = |member: &MemberId| {
            members
                .members
                .get(member)
                .is_none_or(|it| it.removed_at.is_some())
        };
        match self {
            Self::RemoveMember { member, .. } => gone(member),
            Self::RemoveDevice { device, .. } => members
                .devices
                .get(device)
                .is_none_or(|it| it.removed_at.is_some()),
            Self::SetCapability {
                member,
                capability,
                role,
            } => {
                let same = |it: &crate::mlog::Member| {
                    it.removed_at.is_some() || (it.capability, it.role) == (*capability, *role)
                };
                members.members.get(member).is_none_or(same)
            }
            Self::AddDevice { device, .. } => members.devices.contains_key(&device.id()),
            Self::Policy {
                retention_days,
                paper,
            } => {
                let policy = members.policy;
                (policy.retention_days, policy.paper) == (*retention_days, *paper)
            }
            Self::Close => members.closed,
            Self::NameDevice { device, name } => {
                members.capability(*device).is_none()
                    || content.device_name(*device).as_ref() == Some(name)
            }
            Self::TakeOver { .. } | Self::Discard { .. } => false,
        }
    }

    pub(super) const fn parcel(&self) -> Option<Hash> {
        match self {
            Self::TakeOver { parcel, .. } | Self::Discard { parcel } => Some(*parcel),
            _ => None,
        }
    }
}

impl Space {
    /// Whether entries signed now stand on everything the server said it has.
    pub(super) fn may_change(&self) -> bool {
        let known = self
            .head
            .as_ref()
            .is_some_and(|head| head.m_seq <= self.members.seq);
        let open = !self.founding && self.alarm.is_none() && !self.members.closed;
        known && open && self.removal.is_none() && self.current_key().is_some()
    }

    /// Returns what a device is called, if it has a name and its key is here.
    pub(super) fn device_name(&self, device: DeviceId) -> Option<String> {
        let entry = self.members.devices.get(&device)?;
        let (key, sealed) = (self.keys.get(&entry.name_epoch)?, entry.name.as_ref()?);
        let of = NameOf::Device(device);
        open_name(of, sealed, key, self.members.space, entry.name_epoch).ok()
    }
}

impl Device {
    pub(super) fn load_intent(&mut self, row: &Row, value: &[u8]) -> Result<(), LoadError> {
        let damaged = LoadError::Damaged {
            table: row.table.name(),
        };
        let number = row.key.get(INTENT.len()..).unwrap_or_default();
        let number = number.try_into().map_err(|_| damaged.clone())?;
        let intent = minicbor::decode(value).map_err(|_| damaged)?;
        self.intents.insert(u64::from_be_bytes(number), intent);
        Ok(())
    }

    /// Keeps a wish; returns the row that keeps it.
    pub(super) fn wish(&mut self, space: SpaceId, wish: Wish, rng: &mut dyn Entropy) -> Write {
        let last = self.intents.last_key_value().map_or(0, |(last, _)| *last);
        let number = last.max(self.intent_no).saturating_add(1);
        self.intent_no = number;
        let intent = Intent {
            space,
            wish,
            problem: None,
        };
        let write = put(
            &self.local,
            Table::Identity,
            intent_key(number),
            &cbor(&intent),
            rng,
        );
        self.intents.insert(number, intent);
        write
    }

    pub(super) fn drop_intent(&mut self, number: u64) -> Write {
        self.intents.remove(&number);
        delete(Table::Identity, intent_key(number))
    }
}

pub(super) fn errand(errand: Errand) -> Task {
    Task::Errand(Box::new(errand))
}

fn intent_key(number: u64) -> Vec<u8> {
    [INTENT, &number.to_be_bytes()].concat()
}
