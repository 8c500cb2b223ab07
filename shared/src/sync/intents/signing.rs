//! A wish becomes signed entries on top of the log known here, with the new key whenever somebody is out without one.

use super::{Signed, Wish};
use crate::crypto::{Entropy, NameOf, SpaceKey, seal_name, seal_space_key, wrap_previous};
use crate::ids::{DeviceId, SpaceId};
use crate::mlog::{
    Capability, DeviceKind, KEY_BOX_BYTES, MemberOp, Members, MlogError, Policy, boxes_hash, sign,
};
use crate::protocol::messages::KeyBox;
use crate::sync::device::Device;
use crate::sync::space::Space;

impl Space {
    fn seal_device_name(
        &self,
        device: DeviceId,
        name: &str,
        rng: &mut dyn Entropy,
    ) -> Result<Vec<u8>, MlogError> {
        let (of, epoch) = (NameOf::Device(device), self.members.key_epoch);
        let key = self.current_key().ok_or(MlogError::NotAllowed)?;
        seal_name(of, name, key, self.members.space, epoch, rng)
            .map_err(|_| MlogError::Field { field: "name" })
    }
}

impl Device {
    /// Signs the entries that fulfil a wish, on top of the log known here.
    pub(in crate::sync) fn sign_wish(
        &self,
        space: SpaceId,
        wish: &Wish,
        now_ms: u64,
        rng: &mut dyn Entropy,
    ) -> Result<Signed, MlogError> {
        let content = self.spaces.get(&space).ok_or(MlogError::OtherSpace)?;
        let op = match wish {
            Wish::RemoveMember { member, wipe } => MemberOp::RemoveMember {
                member: *member,
                wipe: *wipe,
            },
            Wish::RemoveDevice { device, wipe } => MemberOp::RemoveDevice {
                device: *device,
                wipe: *wipe,
            },
            Wish::SetCapability {
                member,
                capability,
                role,
            } => MemberOp::SetCapability {
                member: *member,
                capability: *capability,
                role: *role,
            },
            Wish::AddDevice {
                member,
                device,
                kind,
                name,
            } => MemberOp::AddDevice {
                member: *member,
                device: *device,
                device_kind: DeviceKind::from_number(*kind).unwrap_or(DeviceKind::Phone),
                name: content.seal_device_name(device.id(), name, rng)?,
                via: None,
            },
            Wish::NameDevice { device, name } => MemberOp::NameDevice {
                device: *device,
                name: content.seal_device_name(*device, name, rng)?,
            },
            Wish::Policy {
                retention_days,
                paper,
            } => MemberOp::Policy(Policy {
                retention_days: *retention_days,
                paper: *paper,
                ..content.members.policy
            }),
            Wish::Close => MemberOp::Close,
            Wish::TakeOver { .. } | Wish::Discard { .. } => return Err(MlogError::NotAllowed),
        };
        self.sign_change(space, vec![op], now_ms, rng)
    }

    /// Signs operations and, if somebody is out without a new key afterwards, the change of the key.
    pub(in crate::sync) fn sign_change(
        &self,
        space: SpaceId,
        ops: Vec<MemberOp>,
        now_ms: u64,
        rng: &mut dyn Entropy,
    ) -> Result<Signed, MlogError> {
        let content = self.spaces.get(&space).ok_or(MlogError::OtherSpace)?;
        let key = content.current_key().ok_or(MlogError::NotAllowed)?;
        let mut members = content.members.clone();
        let mut entries = Vec::new();
        let mut append = |members: &mut Members, op: MemberOp| {
            let entry = members.next_entry(op, self.id(), now_ms);
            let entry = sign(&entry, &self.identity.keys)?;
            members.apply(&entry)?;
            entries.push(entry);
            Ok::<(), MlogError>(())
        };
        let mut boxes = Vec::new();
        for op in ops {
            let new = match &op {
                MemberOp::AddDevice { device, .. } | MemberOp::AddMember { device, .. } => {
                    Some(*device)
                }
                _ => None,
            };
            append(&mut members, op)?;
            if let Some(device) = new {
                let epoch = members.key_epoch;
                let sealed = seal_space_key(key, space, epoch, &device, rng)
                    .map_err(|_| MlogError::Field { field: "device" })?;
                boxes.push(KeyBox {
                    device: device.id(),
                    key_epoch: epoch,
                    sealed,
                });
            }
        }
        let may = members.capability(self.id()) >= Some(Capability::Write);
        if !members.needs_rotation || !may || members.closed {
            return Ok(Signed {
                entries,
                boxes,
                key: None,
            });
        }
        let (new, epoch) = (SpaceKey::make(rng), members.key_epoch.saturating_add(1));
        let handed_out = hand_out(&new, &members, epoch, rng);
        let op = MemberOp::Rotate {
            key_epoch: epoch,
            kid: new.kid(space, epoch),
            prev_wrap: wrap_previous(&new, epoch, key, space, rng),
            boxes_hash: boxes_hash(&handed_out),
        };
        append(&mut members, op)?;
        boxes.extend(handed_out);
        Ok(Signed {
            entries,
            boxes,
            key: Some((epoch, new)),
        })
    }
}

/// Seals a new key to every device that is in the space. A device whose key is unusable gets noise: it must
/// not be able to hold up the removal of another.
fn hand_out(key: &SpaceKey, members: &Members, epoch: u32, rng: &mut dyn Entropy) -> Vec<KeyBox> {
    let seal = |(device, entry): (DeviceId, &crate::mlog::DeviceEntry)| {
        let sealed = seal_space_key(key, members.space, epoch, &entry.public, rng);
        let sealed = sealed.unwrap_or_else(|_| {
            let mut noise = vec![0; KEY_BOX_BYTES];
            rng.fill(&mut noise);
            noise
        });
        KeyBox {
            device,
            key_epoch: epoch,
            sealed,
        }
    };
    members.active_devices().map(seal).collect()
}
