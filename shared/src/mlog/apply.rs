//! The rules: which entry counts, and what it changes. First everything is checked, then changed, so that a
//! refused entry leaves no trace.

use super::op::{MemberOp, Policy};
use super::role::{Capability, DeviceKind, Role};
use super::{DeviceEntry, Entry, Member, Members, MlogError, SignedEntry};
use crate::crypto::DevicePublic;
use crate::ids::{DeviceId, Hash, InviteId, MemberId};
use crate::protocol::limits::SPACE_DEVICES_MAX;
use std::collections::BTreeMap;

/// A device on its way into the space.
struct NewDevice<'a> {
    member: MemberId,
    public: &'a DevicePublic,
    kind: DeviceKind,
    name: Option<&'a Vec<u8>>,
    invite: Option<InviteId>,
}

impl Members {
    /// Begins a log with its founding entry.
    ///
    /// # Errors
    ///
    /// [`MlogError::Founding`] if it is no founding entry, or one that contradicts itself;
    /// [`MlogError::Signature`] if the founder did not sign it.
    pub fn found(first: &SignedEntry) -> Result<Self, MlogError> {
        let entry = first.entry();
        let MemberOp::Genesis {
            kind,
            title,
            kid,
            member,
            role,
            name,
            device,
            device_kind,
        } = &entry.op
        else {
            return Err(MlogError::Founding);
        };
        if entry.seq != 1
            || entry.prev != Hash::ZERO
            || entry.key_epoch != 1
            || entry.signer != device.id()
            || *device_kind == DeviceKind::Paper
        {
            return Err(MlogError::Founding);
        }
        if !first.is_signed_by(device) {
            return Err(MlogError::Signature);
        }
        let mut members = Self {
            space: entry.space,
            kind: *kind,
            title: title.clone(),
            seq: 1,
            hash: first.hash(),
            key_epoch: 1,
            kids: BTreeMap::from([(1, *kid)]),
            previous_wraps: BTreeMap::new(),
            members: BTreeMap::new(),
            devices: BTreeMap::new(),
            used_invites: BTreeMap::new(),
            policy: Policy::starting(*kind),
            needs_rotation: false,
            closed: false,
            hashes: vec![first.hash()],
            signers: vec![(entry.signer, entry.claimed_ms)],
            epochs: vec![(1, 1)],
            signed: vec![first.bytes().into()],
        };
        members.put_member(*member, Capability::Admin, *role, name);
        members.put_device(&NewDevice {
            member: *member,
            public: device,
            kind: *device_kind,
            name: None,
            invite: None,
        });
        Ok(members)
    }

    /// Applies the next entry: checks place, signature and rules. Unchanged if there is an error.
    ///
    /// # Errors
    ///
    /// [`MlogError`] says which rule the entry breaks.
    pub fn apply(&mut self, signed: &SignedEntry) -> Result<(), MlogError> {
        let entry = signed.entry();
        self.check_place(entry)?;
        let signer = self
            .devices
            .get(&entry.signer)
            .filter(|it| it.removed_at.is_none());
        let signer = signer.ok_or(MlogError::UnknownSigner)?;
        if !signed.is_signed_by(&signer.public) {
            return Err(MlogError::Signature);
        }
        let capability = self
            .capability(entry.signer)
            .ok_or(MlogError::UnknownSigner)?;
        self.check(&entry.op, signer.member, capability)?;

        self.seq = entry.seq;
        self.hash = signed.hash();
        self.hashes.push(signed.hash());
        self.signers.push((entry.signer, entry.claimed_ms));
        self.signed.push(signed.bytes().into());
        self.change(&entry.op);
        Ok(())
    }

    fn check_place(&self, entry: &Entry) -> Result<(), MlogError> {
        if entry.space != self.space {
            return Err(MlogError::OtherSpace);
        }
        let expected = self.seq.saturating_add(1);
        if entry.seq != expected {
            return Err(MlogError::Seq {
                expected,
                found: entry.seq,
            });
        }
        if entry.prev != self.hash {
            return Err(MlogError::Parted);
        }
        if self.closed {
            return Err(MlogError::Closed);
        }
        if entry.key_epoch != self.key_epoch {
            return Err(MlogError::KeyEpoch {
                expected: self.key_epoch,
                found: entry.key_epoch,
            });
        }
        Ok(())
    }

    fn check(
        &self,
        op: &MemberOp,
        author: MemberId,
        capability: Capability,
    ) -> Result<(), MlogError> {
        let admin = capability == Capability::Admin;
        let only = |allowed: bool| {
            if allowed {
                Ok(())
            } else {
                Err(MlogError::NotAllowed)
            }
        };
        match op {
            MemberOp::Genesis { .. } => Err(MlogError::Founding),
            MemberOp::AddMember {
                member,
                device,
                device_kind,
                ..
            } => {
                only(admin)?;
                if self.members.contains_key(member) {
                    return Err(MlogError::MemberExists);
                }
                // A sheet of paper is added to a person, it does not bring one in.
                if *device_kind == DeviceKind::Paper {
                    return Err(MlogError::PaperRefused);
                }
                self.check_device(device, *device_kind)
            }
            MemberOp::AddDevice {
                member,
                device,
                device_kind,
                ..
            } => {
                only(admin || *member == author)?;
                self.active(*member)?;
                self.check_device(device, *device_kind)
            }
            MemberOp::SetCapability {
                member, capability, ..
            } => {
                only(admin)?;
                self.active(*member)?;
                self.check_admin_stays(|_, owner| {
                    owner == *member && *capability != Capability::Admin
                })
            }
            MemberOp::RemoveDevice { device, .. } => {
                let owner = self.owner(*device)?;
                only(admin || owner == author)?;
                self.check_admin_stays(|id, _| id == *device)
            }
            MemberOp::RemoveMember { member, .. } => {
                only(admin)?;
                self.active(*member)?;
                self.check_admin_stays(|_, owner| owner == *member)
            }
            MemberOp::Rotate { key_epoch, .. } => {
                only(capability >= Capability::Write)?;
                let expected = self.key_epoch.saturating_add(1);
                if *key_epoch == expected && expected > self.key_epoch {
                    Ok(())
                } else {
                    Err(MlogError::KeyEpoch {
                        expected,
                        found: *key_epoch,
                    })
                }
            }
            MemberOp::Policy(_) | MemberOp::Close => only(admin),
            // What somebody calls a device is nobody else's business, admins included.
            MemberOp::NameDevice { device, .. } => only(self.owner(*device)? == author),
        }
    }

    /// Returns whose device it is. Whether it exists is no secret inside the space.
    fn owner(&self, device: DeviceId) -> Result<MemberId, MlogError> {
        let known = self.devices.get(&device);
        let known = known.filter(|it| it.removed_at.is_none());
        Ok(known.ok_or(MlogError::UnknownDevice)?.member)
    }

    fn active(&self, member: MemberId) -> Result<(), MlogError> {
        match self.members.get(&member) {
            Some(known) if known.removed_at.is_none() => Ok(()),
            _ => Err(MlogError::UnknownMember),
        }
    }

    fn check_device(&self, device: &DevicePublic, kind: DeviceKind) -> Result<(), MlogError> {
        if self.devices.contains_key(&device.id()) {
            return Err(MlogError::DeviceExists);
        }
        if kind == DeviceKind::Paper && !self.policy.paper {
            return Err(MlogError::PaperRefused);
        }
        if self.devices.len() >= SPACE_DEVICES_MAX {
            return Err(MlogError::TooManyDevices {
                devices_max: SPACE_DEVICES_MAX,
            });
        }
        Ok(())
    }

    /// Checks that some admin still has a device when those for which `goes` is true no longer count.
    fn check_admin_stays(
        &self,
        goes: impl Fn(DeviceId, MemberId) -> bool,
    ) -> Result<(), MlogError> {
        let stays = self.active_devices().any(|(id, device)| {
            self.capability(id) == Some(Capability::Admin) && !goes(id, device.member)
        });
        if stays {
            Ok(())
        } else {
            Err(MlogError::LastAdmin)
        }
    }

    fn change(&mut self, op: &MemberOp) {
        match op {
            // Refused above.
            MemberOp::Genesis { .. } => {}
            MemberOp::AddMember {
                member,
                capability,
                role,
                name,
                device,
                device_kind,
                invite,
            } => {
                self.put_member(*member, *capability, *role, name);
                self.put_device(&NewDevice {
                    member: *member,
                    public: device,
                    kind: *device_kind,
                    name: None,
                    invite: *invite,
                });
            }
            MemberOp::AddDevice {
                member,
                device,
                device_kind,
                name,
                via,
            } => {
                self.put_device(&NewDevice {
                    member: *member,
                    public: device,
                    kind: *device_kind,
                    name: Some(name),
                    invite: *via,
                });
            }
            MemberOp::SetCapability {
                member,
                capability,
                role,
            } => {
                let seq = self.seq;
                if let Some(member) = self.members.get_mut(member) {
                    member.capability = *capability;
                    member.role = *role;
                    member.capabilities.push((seq, *capability));
                }
            }
            MemberOp::RemoveDevice { device, wipe } => {
                self.take_devices(*wipe, |id, _| id == *device);
            }
            MemberOp::RemoveMember { member, wipe } => {
                if let Some(member) = self.members.get_mut(member) {
                    member.removed_at = Some(self.seq);
                }
                self.take_devices(*wipe, |_, owner| owner == *member);
            }
            MemberOp::Rotate {
                key_epoch,
                kid,
                prev_wrap,
                ..
            } => {
                self.key_epoch = *key_epoch;
                self.kids.insert(*key_epoch, *kid);
                self.previous_wraps.insert(*key_epoch, prev_wrap.clone());
                self.epochs.push((self.seq, *key_epoch));
                self.needs_rotation = false;
            }
            MemberOp::Policy(policy) => self.policy = *policy,
            MemberOp::Close => self.closed = true,
            MemberOp::NameDevice { device, name } => {
                let epoch = self.key_epoch;
                if let Some(device) = self.devices.get_mut(device) {
                    device.name = Some(name.clone());
                    device.name_epoch = epoch;
                }
            }
        }
    }

    fn put_member(&mut self, id: MemberId, capability: Capability, role: Role, name: &[u8]) {
        let member = Member {
            capability,
            role,
            name: name.to_vec(),
            name_epoch: self.key_epoch,
            added_at: self.seq,
            removed_at: None,
            capabilities: vec![(self.seq, capability)],
        };
        self.members.insert(id, member);
    }

    fn put_device(&mut self, new: &NewDevice<'_>) {
        let device = DeviceEntry {
            member: new.member,
            public: *new.public,
            kind: new.kind,
            name: new.name.cloned(),
            name_epoch: self.key_epoch,
            added_at: self.seq,
            removed_at: None,
            wipe: false,
        };
        let id = new.public.id();
        self.devices.insert(id, device);
        if let Some(invite) = new.invite {
            self.used_invites.entry(invite).or_default().push(id);
        }
    }

    fn take_devices(&mut self, wipe: bool, goes: impl Fn(DeviceId, MemberId) -> bool) {
        for (id, device) in &mut self.devices {
            if device.removed_at.is_none() && goes(*id, device.member) {
                device.removed_at = Some(self.seq);
                device.wipe = wipe;
                self.needs_rotation = true;
            }
        }
    }
}
