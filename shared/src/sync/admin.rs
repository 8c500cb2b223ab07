//! Who is in a space, and what a person may decide about it. Each decision is checked here at once and carried
//! out by the machine as soon as there is a server ([`intents`](super::intents)).

use super::device::Device;
use super::intents::Wish;
use super::rows::Write;
use super::space::Space;
use crate::crypto::{Entropy, NameOf, open_name};
use crate::ids::{DeviceId, MemberId, SpaceId};
use crate::mlog::{Capability, DeviceKind, MlogError, Role};
use crate::protocol::ProblemCode;
use crate::records::SpaceKind;
use std::collections::BTreeSet;

/// A person in a space, for screens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The person.
    pub member: MemberId,
    /// Display name; `None` if the key it was sealed with is not here.
    pub name: Option<String>,
    /// What the person is called.
    pub role: Role,
    /// What the person may do.
    pub capability: Capability,
    /// Since when, milliseconds since 1970 by the clock of who let them in.
    pub since_ms: u64,
    /// Who let them in.
    pub added_by: Option<String>,
    /// Whether it is the person of this device.
    pub me: bool,
    /// The person's devices that are in the space.
    pub devices: Vec<PersonDevice>,
}

/// A device of a person, for screens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonDevice {
    /// The device.
    pub id: DeviceId,
    /// What it is.
    pub kind: DeviceKind,
    /// What the person calls it; `None` for the device the person came with.
    pub name: Option<String>,
    /// Since when it is in the space, milliseconds since 1970.
    pub since_ms: u64,
    /// Whether it is this one.
    pub this: bool,
}

/// A device that was removed elsewhere and is still in a space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOver {
    /// Where it still is.
    pub space: SpaceId,
    /// Whose it is.
    pub member: MemberId,
    /// The device.
    pub device: DeviceId,
}

/// A decision the server has not taken yet, for screens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Names it for [`Device::drop_decision`].
    pub number: u64,
    /// The space.
    pub space: SpaceId,
    /// What was decided.
    pub what: Decided,
    /// Why the server does not take it, if so.
    pub problem: Option<ProblemCode>,
}

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decided {
    /// A person goes.
    RemoveMember(MemberId),
    /// A device goes.
    RemoveDevice(DeviceId),
    /// A person may do more or less.
    SetCapability(MemberId, Capability),
    /// A device or recovery sheet comes.
    AddDevice(DeviceId, DeviceKind),
    /// The rules of the space change.
    Policy,
    /// The space ends.
    Close,
    /// Unsent work of a removed device is taken over.
    TakeOver,
    /// Unsent work of a removed device is thrown away.
    Discard,
    /// A device is called something else.
    NameDevice(DeviceId),
}

/// Why a decision cannot be carried out. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AdminError {
    /// The device is no member of the space, or its key is not here yet.
    #[error("the device is no member of the space")]
    NoSpace,
    /// Only an admin may do this (or the person it is about).
    #[error("only an admin may do this")]
    NotAllowed,
    /// Nobody could let anyone in any more: make another person admin first.
    #[error("the last admin cannot go")]
    LastAdmin,
    /// No such person or device in the space.
    #[error("no such person or device in the space")]
    Unknown,
    /// The space takes no recovery sheets: a second admin is the way back.
    #[error("this space takes no recovery sheets")]
    NoPaper,
    /// The space is read-only: what the server shows cannot have happened.
    #[error("the space is read-only since an alarm")]
    Alarm,
    /// The name is too long to be sealed.
    #[error("the name is too long")]
    Name,
}

impl Device {
    /// Returns the people of a space with their devices, in the order they came.
    #[must_use]
    pub fn people(&self, space: SpaceId) -> Vec<Person> {
        let Some(content) = self.spaces.get(&space) else {
            return Vec::new();
        };
        let members = &content.members;
        let mut people: Vec<(u32, Person)> = members
            .active_members()
            .map(|(id, member)| {
                let of = NameOf::Member(id);
                let key = content.keys.get(&member.name_epoch);
                let name = key.and_then(|key| {
                    open_name(of, &member.name, key, space, member.name_epoch).ok()
                });
                let by = members.signed_by(member.added_at);
                let person = Person {
                    member: id,
                    name,
                    role: member.role,
                    capability: member.capability,
                    since_ms: by.map_or(0, |(_, at_ms)| at_ms),
                    added_by: by.and_then(|(device, _)| content.name_of(device)),
                    me: id == self.identity.member,
                    devices: self.devices_of(space, id),
                };
                (member.added_at, person)
            })
            .collect();
        people.sort_by_key(|(added_at, person)| (*added_at, person.member));
        people.into_iter().map(|(_, person)| person).collect()
    }

    /// Returns the devices of a person that are in a space, in the order they came.
    #[must_use]
    pub fn devices_of(&self, space: SpaceId, member: MemberId) -> Vec<PersonDevice> {
        let Some(content) = self.spaces.get(&space) else {
            return Vec::new();
        };
        let members = &content.members;
        let mut devices: Vec<(u32, PersonDevice)> = members
            .active_devices()
            .filter(|(_, device)| device.member == member)
            .map(|(id, device)| {
                let since = members.signed_by(device.added_at);
                let shown = PersonDevice {
                    id,
                    kind: device.kind,
                    name: content.device_name(id),
                    since_ms: since.map_or(0, |(_, at_ms)| at_ms),
                    this: id == self.id(),
                };
                (device.added_at, shown)
            })
            .collect();
        devices.sort_by_key(|(added_at, device)| (*added_at, device.id));
        devices.into_iter().map(|(_, device)| device).collect()
    }

    /// Returns devices that are lost and still in a space where this device may remove them.
    ///
    /// Lost is what was removed from another space while its person stayed: a paper or a person's other phone says so only
    /// where it is let in, and no paper opens confidential spaces.
    #[must_use]
    pub fn left_over(&self) -> Vec<LeftOver> {
        let mut lost = BTreeSet::new();
        for members in self.spaces.values().map(|content| &content.members) {
            for (id, device) in &members.devices {
                let person = members.members.get(&device.member);
                let stays = person.is_some_and(|it| it.removed_at.is_none());
                if device.removed_at.is_some() && stays {
                    lost.insert(*id);
                }
            }
        }
        let mut found = Vec::new();
        for (space, content) in &self.spaces {
            let members = &content.members;
            let admin = members.capability(self.id()) == Some(Capability::Admin);
            let there = members
                .active_devices()
                .filter(|(id, _)| lost.contains(id) && *id != self.id());
            let may = there.filter(|(_, it)| admin || it.member == self.member());
            found.extend(may.map(|(device, it)| LeftOver {
                space: *space,
                member: it.member,
                device,
            }));
        }
        found
    }

    /// Removes a person with all devices and changes the key. With `wipe` the devices erase their copies.
    ///
    /// # Errors
    ///
    /// [`AdminError`].
    pub fn remove_member(
        &mut self,
        space: SpaceId,
        member: MemberId,
        wipe: bool,
        rng: &mut dyn Entropy,
    ) -> Result<Vec<Write>, AdminError> {
        self.decide(space, Wish::RemoveMember { member, wipe }, rng)
    }

    /// Removes a device of this person, or as admin of anyone, and changes the key.
    ///
    /// # Errors
    ///
    /// [`AdminError`].
    pub fn remove_device(
        &mut self,
        space: SpaceId,
        device: DeviceId,
        wipe: bool,
        rng: &mut dyn Entropy,
    ) -> Result<Vec<Write>, AdminError> {
        self.decide(space, Wish::RemoveDevice { device, wipe }, rng)
    }

    /// Removes a lost device from every space where this device may; returns the spaces in which it may not.
    pub fn remove_lost(
        &mut self,
        device: DeviceId,
        rng: &mut dyn Entropy,
    ) -> (Vec<Write>, Vec<(SpaceId, AdminError)>) {
        let there: Vec<SpaceId> = self
            .spaces
            .iter()
            .filter(|(_, content)| content.members.capability(device).is_some())
            .map(|(space, _)| *space)
            .collect();
        let (mut writes, mut left) = (Vec::new(), Vec::new());
        for space in there {
            match self.remove_device(space, device, true, rng) {
                Ok(row) => writes.extend(row),
                Err(error) => left.push((space, error)),
            }
        }
        (writes, left)
    }

    /// Calls a device of this person something else in every space it is in. What was wished before and is not
    /// carried out yet is forgotten.
    ///
    /// # Errors
    ///
    /// [`AdminError::Unknown`] for a device that is in no space, [`AdminError::NotAllowed`] for somebody else's.
    pub fn name_device(
        &mut self,
        device: DeviceId,
        name: &str,
        rng: &mut dyn Entropy,
    ) -> Result<Vec<Write>, AdminError> {
        let there = |content: &Space| content.alarm.is_none() && !content.members.closed;
        let spaces: Vec<SpaceId> = self
            .spaces
            .iter()
            .filter(|(_, it)| it.members.capability(device).is_some() && there(it))
            .map(|(space, _)| *space)
            .collect();
        if spaces.is_empty() {
            return Err(AdminError::Unknown);
        }
        let stale: Vec<u64> = self
            .intents
            .iter()
            .filter(
                |(_, it)| matches!(it.wish, Wish::NameDevice { device: of, .. } if of == device),
            )
            .map(|(number, _)| *number)
            .collect();
        let mut writes = Vec::new();
        for space in spaces {
            let name = name.to_owned();
            writes.extend(self.decide(space, Wish::NameDevice { device, name }, rng)?);
        }
        writes.extend(stale.into_iter().map(|number| self.drop_intent(number)));
        Ok(writes)
    }

    /// Changes what a person may do and is called.
    ///
    /// # Errors
    ///
    /// [`AdminError`].
    pub fn set_capability(
        &mut self,
        space: SpaceId,
        member: MemberId,
        capability: Capability,
        role: Role,
        rng: &mut dyn Entropy,
    ) -> Result<Vec<Write>, AdminError> {
        let wish = Wish::SetCapability {
            member,
            capability,
            role,
        };
        self.decide(space, wish, rng)
    }

    /// Sets how long content is kept (days; 0 is not decided) and whether recovery sheets are allowed.
    ///
    /// # Errors
    ///
    /// [`AdminError::NoPaper`] for sheets in a confidential space; [`AdminError`].
    pub fn set_policy(
        &mut self,
        space: SpaceId,
        retention_days: u16,
        paper: bool,
        rng: &mut dyn Entropy,
    ) -> Result<Vec<Write>, AdminError> {
        let kind = self.spaces.get(&space).map(|content| content.members.kind);
        if paper && matches!(kind, Some(SpaceKind::Core | SpaceKind::Case)) {
            return Err(AdminError::NoPaper);
        }
        let wish = Wish::Policy {
            retention_days,
            paper,
        };
        self.decide(space, wish, rng)
    }

    /// Ends a space for good; it stays readable.
    ///
    /// # Errors
    ///
    /// [`AdminError`].
    pub fn close_space(
        &mut self,
        space: SpaceId,
        rng: &mut dyn Entropy,
    ) -> Result<Vec<Write>, AdminError> {
        self.decide(space, Wish::Close, rng)
    }

    /// Returns the decisions the server has not taken yet, oldest first.
    #[must_use]
    pub fn decisions(&self) -> Vec<Decision> {
        let what = |wish: &Wish| match wish {
            Wish::RemoveMember { member, .. } => Decided::RemoveMember(*member),
            Wish::RemoveDevice { device, .. } => Decided::RemoveDevice(*device),
            Wish::SetCapability {
                member, capability, ..
            } => Decided::SetCapability(*member, *capability),
            Wish::AddDevice { device, kind, .. } => {
                let kind = DeviceKind::from_number(*kind).unwrap_or(DeviceKind::Phone);
                Decided::AddDevice(device.id(), kind)
            }
            Wish::Policy { .. } => Decided::Policy,
            Wish::Close => Decided::Close,
            Wish::TakeOver { .. } => Decided::TakeOver,
            Wish::Discard { .. } => Decided::Discard,
            Wish::NameDevice { device, .. } => Decided::NameDevice(*device),
        };
        self.intents
            .iter()
            .map(|(number, intent)| Decision {
                number: *number,
                space: intent.space,
                what: what(&intent.wish),
                problem: intent.problem,
            })
            .collect()
    }

    /// Gives up a decision the server has not taken. One that is under way may still be carried out.
    pub fn drop_decision(&mut self, number: u64) -> Vec<Write> {
        if self.intents.contains_key(&number) {
            vec![self.drop_intent(number)]
        } else {
            Vec::new()
        }
    }

    /// Keeps a wish that could be fulfilled now.
    pub(super) fn decide(
        &mut self,
        space: SpaceId,
        wish: Wish,
        rng: &mut dyn Entropy,
    ) -> Result<Vec<Write>, AdminError> {
        let content = self.spaces.get(&space).ok_or(AdminError::NoSpace)?;
        if content.alarm.is_some() {
            return Err(AdminError::Alarm);
        }
        self.sign_wish(space, &wish, 0, rng)
            .map_err(|error| match error {
                MlogError::LastAdmin => AdminError::LastAdmin,
                MlogError::UnknownMember | MlogError::UnknownDevice => AdminError::Unknown,
                MlogError::PaperRefused => AdminError::NoPaper,
                MlogError::OtherSpace | MlogError::UnknownSigner => AdminError::NoSpace,
                MlogError::Field { .. } => AdminError::Name,
                _ => AdminError::NotAllowed,
            })?;
        Ok(vec![self.wish(space, wish, rng)])
    }
}
