//! Who asks to be let in: checking what was asked, and the entries that let them in.

use super::device::Device;
use super::invites::{Invite, InviteProblem};
use super::rows::Write;
use crate::crypto::{
    DevicePublic, Entropy, NameOf, check_join, seal_name, seal_space_key, spoken_words,
};
use crate::ids::{DeviceId, InviteId, MemberId, SpaceId};
use crate::mlog::{Capability, DeviceKind, MemberOp, Role, SignedEntry, sign};
use crate::protocol::messages::{AppendRequest, KeyBox};
use crate::records::SpaceKind;
use std::collections::BTreeSet;

/// Who is let in without being asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Approvals {
    /// By the table of the security design: whoever comes as admin, or into a confidential or the team's
    /// space, waits for a person who has compared four spoken words.
    #[default]
    ByTable,
    /// Everyone with a valid invitation: for a device without a person, such as the demo's founder.
    Automatic,
}

/// Somebody who asked to be let in, for screens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingJoin {
    /// The invitation they came with.
    pub invite: InviteId,
    /// Their device.
    pub device: DeviceId,
    /// Their display name.
    pub name: String,
    /// What they will be.
    pub role: Role,
    /// Spaces they will get into.
    pub spaces: Vec<SpaceId>,
    /// The person whose further device it is; `None` for a new person.
    pub member: Option<MemberId>,
    /// Four words that both sides read to each other.
    pub words: [&'static str; 4],
    /// Whether a person has to compare the words and agree. Otherwise it goes by itself.
    pub needs_words: bool,
    /// Whether a person has agreed.
    pub approved: bool,
}

/// Somebody to let into one space.
#[derive(Debug, Clone)]
pub(super) struct Add {
    pub(super) space: SpaceId,
    invite: InviteId,
    member: MemberId,
    device: DevicePublic,
    name: String,
    role: Role,
    capability: Capability,
    further: bool,
}

/// A join request that was checked with its invitation's secret.
#[derive(Debug, Clone)]
pub(super) struct Checked {
    pub(super) invite: InviteId,
    pub(super) member: MemberId,
    pub(super) device: DevicePublic,
    pub(super) name: String,
}

impl Device {
    /// Returns who asked to be let in with an invitation of this device and is not in yet.
    #[must_use]
    pub fn joins(&self) -> Vec<WaitingJoin> {
        let waiting = self.joins.iter().filter_map(|join| {
            let invite = self.invites.get(&join.invite)?;
            let device = join.device.id();
            self.lacking(join)?;
            Some(WaitingJoin {
                invite: join.invite,
                device,
                name: join.name.clone(),
                role: invite.payload.role,
                spaces: invite.request.spaces.clone(),
                member: invite.payload.member,
                words: spoken_words(join.invite, &invite.payload.inviter, &join.device),
                needs_words: self.needs_words(invite),
                approved: invite.approved.contains(&device),
            })
        });
        waiting.collect()
    }

    /// A person compared the words and agrees.
    pub fn approve(
        &mut self,
        invite: InviteId,
        device: DeviceId,
        rng: &mut dyn Entropy,
    ) -> Vec<Write> {
        if let Some(kept) = self.invites.get_mut(&invite) {
            kept.denied.remove(&device);
            kept.approved.insert(device);
        }
        self.keep_invite(invite, rng)
    }

    /// A person turns a request down; the server forgets it.
    pub fn deny(
        &mut self,
        invite: InviteId,
        device: DeviceId,
        rng: &mut dyn Entropy,
    ) -> Vec<Write> {
        if let Some(kept) = self.invites.get_mut(&invite) {
            kept.approved.remove(&device);
            kept.denied.insert(device);
        }
        self.denials.insert((invite, device));
        self.joins
            .retain(|join| (join.invite, join.device.id()) != (invite, device));
        self.keep_invite(invite, rng)
    }

    /// Returns the four words this device's person reads to the inviting one, while it waits to be let in.
    #[must_use]
    pub fn join_words(&self) -> Option<[&'static str; 4]> {
        let joining = self.joining.as_ref()?;
        let me = self.identity.keys.public();
        Some(spoken_words(joining.invite, joining.inviter.as_ref()?, &me))
    }

    fn needs_words(&self, invite: &Invite) -> bool {
        let by_table = invite.payload.grants.iter().any(|grant| {
            let confidential = self.spaces.get(&grant.space).is_none_or(|content| {
                !matches!(content.members.kind, SpaceKind::Network | SpaceKind::Town)
            });
            confidential || grant.capability == Capability::Admin
        });
        by_table && self.approvals == Approvals::ByTable
    }

    /// Checks join requests; those not made with an invitation of this device are left to other admins.
    pub(super) fn check_joins(&mut self, joins: Vec<crate::protocol::messages::PendingJoin>) {
        self.joins = joins
            .into_iter()
            .filter_map(|join| {
                let invite = self.invites.get(&join.invite)?;
                if invite.withdrawn {
                    return None;
                }
                let (device, name) = check_join(&invite.secret(), &join.request).ok()?;
                Some(Checked {
                    invite: join.invite,
                    member: join.request.member,
                    device,
                    name,
                })
            })
            // Turned away while the list was on its way: the server has not heard of it.
            .filter(|join: &Checked| !self.denials.contains(&(join.invite, join.device.id())))
            .collect();
        self.add_answers();
    }

    /// Returns the next person to let into a space: from join requests, and devices that came with an
    /// invitation to several spaces and are not in all of them yet (this device was stopped in between).
    pub(super) fn next_add(&self) -> Option<Add> {
        let requested = self.joins.iter().cloned();
        let begun = self.invites.values().flat_map(|invite| self.begun(invite));
        requested.chain(begun).find_map(|join| self.missing(&join))
    }

    /// Returns the next space somebody may be let into now.
    pub(super) fn missing(&self, join: &Checked) -> Option<Add> {
        let invite = self.invites.get(&join.invite)?;
        let device = join.device.id();
        let waits = self.needs_words(invite) && !invite.approved.contains(&device);
        let refused = waits || invite.withdrawn || invite.denied.contains(&device);
        if refused { None } else { self.lacking(join) }
    }

    /// Returns the next space somebody who came with an invitation is not in yet.
    fn lacking(&self, join: &Checked) -> Option<Add> {
        let invite = self.invites.get(&join.invite)?;
        let further = invite.payload.member.is_some();
        if invite.payload.member.is_some_and(|it| it != join.member) {
            return None;
        }
        let came = self.came_with(invite);
        let device = join.device.id();
        let full = came.len() >= usize::try_from(invite.payload.uses_max).unwrap_or(usize::MAX);
        if full && !came.contains(&device) {
            return None;
        }
        invite.payload.grants.iter().find_map(|grant| {
            let content = self.spaces.get(&grant.space)?;
            let person = content.members.members.get(&join.member);
            let fits = match person {
                Some(person) => further && person.removed_at.is_none(),
                None => !further,
            };
            let known = content.members.devices.contains_key(&device) || !fits;
            let own = further && join.member == self.identity.member;
            let may = content.members.capability(self.id());
            let admin = may == Some(Capability::Admin) || (own && may.is_some());
            let refused = self.refused_adds.contains(&(grant.space, device));
            let ready = !content.founding && content.current_key().is_some();
            (admin && ready && !known && !refused).then(|| Add {
                space: grant.space,
                invite: join.invite,
                member: join.member,
                device: join.device,
                name: join.name.clone(),
                role: invite.payload.role,
                capability: grant.capability,
                further,
            })
        })
    }

    /// Devices that came with an invitation into any of its spaces.
    pub(super) fn came_with(&self, invite: &Invite) -> BTreeSet<DeviceId> {
        invite
            .request
            .spaces
            .iter()
            .filter_map(|space| {
                self.spaces
                    .get(space)?
                    .members
                    .used_invites
                    .get(&invite.id())
            })
            .flatten()
            .copied()
            .collect()
    }

    fn begun(&self, invite: &Invite) -> Vec<Checked> {
        self.came_with(invite)
            .into_iter()
            .filter_map(|device| {
                invite.request.spaces.iter().find_map(|space| {
                    let content = self.spaces.get(space)?;
                    let entry = content.members.devices.get(&device)?;
                    Some(Checked {
                        invite: invite.id(),
                        member: entry.member,
                        device: entry.public,
                        name: content.name_of(device)?,
                    })
                })
            })
            .collect()
    }

    /// Keeps why nobody gets in with the invitation of an entry that was refused.
    pub(super) fn no_room_for(&mut self, entry: &SignedEntry) {
        let invite = match &entry.entry().op {
            MemberOp::AddMember { invite, .. } => *invite,
            MemberOp::AddDevice { via, .. } => *via,
            _ => None,
        };
        if let Some(kept) = invite.and_then(|it| self.invites.get_mut(&it)) {
            kept.problem = Some(InviteProblem::TooManyDevices);
        }
    }

    /// Signs the entry that lets somebody in, with the space key sealed to the new device.
    pub(super) fn sign_add(
        &self,
        add: &Add,
        now_ms: u64,
        rng: &mut dyn Entropy,
    ) -> Option<(SignedEntry, AppendRequest)> {
        let content = self.spaces.get(&add.space)?;
        let members = &content.members;
        let (key, epoch) = (content.current_key()?, members.key_epoch);
        let of = if add.further {
            NameOf::Device(add.device.id())
        } else {
            NameOf::Member(add.member)
        };
        let name = seal_name(of, &add.name, key, add.space, epoch, rng).ok()?;
        let op = if add.further {
            MemberOp::AddDevice {
                member: add.member,
                device: add.device,
                device_kind: DeviceKind::Phone,
                name,
                via: Some(add.invite),
            }
        } else {
            MemberOp::AddMember {
                member: add.member,
                capability: add.capability,
                role: add.role,
                name,
                device: add.device,
                device_kind: DeviceKind::Phone,
                invite: Some(add.invite),
            }
        };
        let entry = members.next_entry(op, self.id(), now_ms);
        let entry = sign(&entry, &self.identity.keys).ok()?;
        let sealed = seal_space_key(key, add.space, epoch, &add.device, rng).ok()?;
        let boxes = vec![KeyBox {
            device: add.device.id(),
            key_epoch: epoch,
            sealed,
        }];
        let request = AppendRequest {
            entries: vec![entry.bytes().to_vec()],
            boxes,
        };
        Some((entry, request))
    }
}

impl Add {
    pub(super) fn device(&self) -> DeviceId {
        self.device.id()
    }
}
