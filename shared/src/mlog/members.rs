//! The folded membership log: who is in the space now, and who was at any earlier entry.
//!
//! Removed members and devices stay, with the entry that removed them, because what they wrote before still
//! has to verify.

use super::op::{MemberOp, Policy};
use super::role::{Capability, DeviceKind, Role};
use super::{Entry, MlogError, SignedEntry};
use crate::crypto::DevicePublic;
use crate::ids::{DeviceId, Hash, InviteId, MemberId, SpaceId};
use crate::protocol::limits::ADMINS_MIN;
use crate::records::SpaceKind;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A person in the space, or one who was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// What the person may do (did last, if removed).
    pub capability: Capability,
    /// What the person is called.
    pub role: Role,
    /// Sealed display name.
    pub name: Vec<u8>,
    /// Epoch of the key the name is sealed with.
    pub name_epoch: u32,
    /// Entry that let the person in.
    pub added_at: u32,
    /// Entry that removed the person.
    pub removed_at: Option<u32>,
    /// What the person could do from which entry on, oldest first.
    pub capabilities: Vec<(u32, Capability)>,
}

/// A device in the space, or one that was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceEntry {
    /// Whose device.
    pub member: MemberId,
    /// Its keys.
    pub public: DevicePublic,
    /// What it is.
    pub kind: DeviceKind,
    /// Sealed name of the device; `None` for the device a person came with.
    pub name: Option<Vec<u8>>,
    /// Epoch of the key the name is sealed with.
    pub name_epoch: u32,
    /// Entry that added it.
    pub added_at: u32,
    /// Entry that removed it, alone or with its member.
    pub removed_at: Option<u32>,
    /// Whether it was told to delete its copy.
    pub wipe: bool,
}

/// The state of a space's membership after its last entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Members {
    /// The space.
    pub space: SpaceId,
    /// Its kind.
    pub kind: SpaceKind,
    /// Sealed title (key epoch 1).
    pub title: Vec<u8>,
    /// Number of the last entry.
    pub seq: u32,
    /// Hash of the last entry.
    pub hash: Hash,
    /// Number of the space key in use.
    pub key_epoch: u32,
    /// Commitments to all keys by epoch.
    pub kids: BTreeMap<u32, Hash>,
    /// Each older key sealed under the next, by the epoch of the newer.
    pub previous_wraps: BTreeMap<u32, Vec<u8>>,
    /// Everyone who is or was in the space.
    pub members: BTreeMap<MemberId, Member>,
    /// Every device that is or was in the space.
    pub devices: BTreeMap<DeviceId, DeviceEntry>,
    /// Devices by the invitation they came with.
    pub used_invites: BTreeMap<InviteId, Vec<DeviceId>>,
    /// Rules of the space.
    pub policy: Policy,
    /// Somebody was removed and the key has not changed yet.
    pub needs_rotation: bool,
    /// The space has ended.
    pub closed: bool,
    /// Hash of every entry; the founding entry is first.
    pub(super) hashes: Vec<Hash>,
    /// Who signed each entry, and when by their clock.
    pub(super) signers: Vec<(DeviceId, u64)>,
    /// From which entry on each key was in use, oldest first.
    pub(super) epochs: Vec<(u32, u32)>,
    /// The signed entries as they came, to give them back to a server that lost them.
    pub(super) signed: Vec<Arc<[u8]>>,
}

impl Members {
    /// Folds a whole log.
    ///
    /// # Errors
    ///
    /// [`MlogError`] of the first entry that does not count; an empty log is [`MlogError::Founding`].
    pub fn replay<'a>(
        entries: impl IntoIterator<Item = &'a SignedEntry>,
    ) -> Result<Self, MlogError> {
        let mut entries = entries.into_iter();
        let mut members = Self::found(entries.next().ok_or(MlogError::Founding)?)?;
        for entry in entries {
            members.apply(entry)?;
        }
        Ok(members)
    }

    /// Returns the next entry of this log, ready to be signed.
    #[must_use]
    pub fn next_entry(&self, op: MemberOp, signer: DeviceId, claimed_ms: u64) -> Entry {
        Entry {
            space: self.space,
            seq: self.seq.saturating_add(1),
            prev: self.hash,
            key_epoch: self.key_epoch,
            op,
            signer,
            claimed_ms,
        }
    }

    /// Returns what a device may do now; `None` if it is not in the space.
    #[must_use]
    pub fn capability(&self, device: DeviceId) -> Option<Capability> {
        self.capability_at(device, self.seq)
    }

    /// Returns what a device could do after entry `m_seq`; `None` if it was not in the space then, or the
    /// entry is not known yet.
    #[must_use]
    pub fn capability_at(&self, device: DeviceId, m_seq: u32) -> Option<Capability> {
        let device = self.devices.get(&device)?;
        let there = m_seq <= self.seq
            && device.added_at <= m_seq
            && device
                .removed_at
                .is_none_or(|removed_at| removed_at > m_seq);
        let member = self.members.get(&device.member).filter(|_| there)?;
        let (_, capability) = member
            .capabilities
            .iter()
            .rfind(|(from, _)| *from <= m_seq)?;
        Some(*capability)
    }

    /// Returns the hash of entry `m_seq`.
    #[must_use]
    pub fn hash_at(&self, m_seq: u32) -> Option<Hash> {
        let place = usize::try_from(m_seq).ok()?.checked_sub(1)?;
        self.hashes.get(place).copied()
    }

    /// Returns the device that signed entry `m_seq`, and when by its clock (milliseconds since 1970).
    #[must_use]
    pub fn signed_by(&self, m_seq: u32) -> Option<(DeviceId, u64)> {
        let place = usize::try_from(m_seq).ok()?.checked_sub(1)?;
        self.signers.get(place).copied()
    }

    /// Whether this is a confidential space that takes no content because fewer than two persons are admins:
    /// the loss of one would lock everybody out.
    #[must_use]
    pub fn lacks_admins(&self) -> bool {
        let confidential = matches!(self.kind, SpaceKind::Core | SpaceKind::Case);
        confidential && self.admins() < ADMINS_MIN
    }

    /// Returns the signed entries after number `m_seq`, in order.
    pub fn entries_after(&self, m_seq: u32) -> impl Iterator<Item = &[u8]> {
        let place = usize::try_from(m_seq).unwrap_or(usize::MAX);
        self.signed.iter().skip(place).map(AsRef::as_ref)
    }

    /// Returns the epoch of the key in use after entry `m_seq`; 0 before the founding entry, the newest known
    /// one beyond the last entry.
    #[must_use]
    pub fn epoch_at(&self, m_seq: u32) -> u32 {
        self.epochs
            .iter()
            .rfind(|(from, _)| *from <= m_seq)
            .map_or(0, |(_, epoch)| *epoch)
    }

    /// Returns the keys of a device that is or was in the space.
    #[must_use]
    pub fn public(&self, device: DeviceId) -> Option<&DevicePublic> {
        self.devices.get(&device).map(|device| &device.public)
    }

    /// Returns the member a device belongs or belonged to.
    #[must_use]
    pub fn member_of(&self, device: DeviceId) -> Option<MemberId> {
        self.devices.get(&device).map(|device| device.member)
    }

    /// Walks the devices that are in the space now.
    pub fn active_devices(&self) -> impl Iterator<Item = (DeviceId, &DeviceEntry)> {
        self.devices
            .iter()
            .filter(|(_, device)| device.removed_at.is_none())
            .map(|(id, device)| (*id, device))
    }

    /// Walks the members who are in the space now.
    pub fn active_members(&self) -> impl Iterator<Item = (MemberId, &Member)> {
        self.members
            .iter()
            .filter(|(_, member)| member.removed_at.is_none())
            .map(|(id, member)| (*id, member))
    }

    /// Returns the number of persons who are admins and have a device.
    #[must_use]
    pub fn admins(&self) -> usize {
        self.active_members()
            .filter(|(id, member)| {
                member.capability == Capability::Admin
                    && self
                        .active_devices()
                        .any(|(_, device)| device.member == *id)
            })
            .count()
    }
}
