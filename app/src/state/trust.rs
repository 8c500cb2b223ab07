//! Who is in which circle, and what a person decides about it.
//!
//! Every decision is on the disk before the screen says so, and is carried out as soon as there is a server; until
//! then it stands among the [`Trust::decisions`].

use super::core::{Core, Handle};
use super::joining::invite_error;
use super::sync::Invitation;
use crate::error::AppError;
use crate::platform::bell::Ring;
use crate::platform::clock;
use crate::platform::random::BrowserEntropy;
use crate::storage::Durability;
use crate::ui::*;
use shared::ids::{DeviceId, Hash, InviteId, MemberId, SpaceId};
use shared::mlog::{Capability, DeviceKind, Policy, Role};
use shared::records::{self, RecordDef};
use shared::sync::{
    AdminError, Decided, Decision, Device, InviteProblem, LeftOver, Person, PersonDevice,
    SpaceInfo, WaitingJoin, Write,
};

/// What a person orders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    /// A person goes out of a circle; the devices erase their copies.
    RemoveMember(SpaceId, MemberId),
    /// A device goes out of every circle in which this device may order it; it erases its copies.
    RemoveDevice(DeviceId),
    /// A person is called something else and may do something else.
    SetRole(SpaceId, MemberId, Role, Capability),
    /// How long content is kept (days, 0 is not decided) and whether recovery sheets are allowed.
    Rules(SpaceId, u16, bool),
    /// A circle ends and stays readable.
    Close(SpaceId),
    /// The spoken words were the same: this device may come in.
    LetIn(InviteId, DeviceId),
    /// This device may not come in.
    TurnAway(InviteId, DeviceId),
    /// An invitation is taken back.
    Withdraw(InviteId),
    /// A decision that was not carried out yet is given up.
    GiveUp(u64),
    /// Unsent work of a removed device becomes own work.
    TakeOver(SpaceId, Hash),
    /// Unsent work of a removed device is thrown away.
    Discard(SpaceId, Hash),
    /// An alarm was cleared up.
    LiftAlarm(SpaceId),
    /// An own device is called something else, in every circle it is in.
    NameDevice(DeviceId, String),
}

/// A device of the person at hand, with every circle it is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnDevice {
    /// What is known of it.
    pub device: PersonDevice,
    /// Its circles.
    pub circles: Vec<SpaceInfo>,
    /// Whether it is being removed.
    pub going: bool,
    /// Whether it gets another name.
    pub renamed: bool,
}

/// Unsent work of a removed device.
#[derive(Debug, Clone)]
pub struct LeftWork {
    /// Names it in orders.
    pub parcel: Hash,
    /// Whose it was, if the name is known.
    pub name: Option<String>,
    /// When the server received it, milliseconds since 1970.
    pub received_ms: u64,
    /// What was written, one line per field: kind of record, number of the field, value; counters with their count.
    pub lines: Vec<(&'static RecordDef, u16, shared::value::Value)>,
}

/// Circles, people, devices, invitations.
#[derive(Clone, Copy)]
pub struct Trust(pub(super) Handle);

impl Trust {
    /// Reads something off the device; nothing while it is locked. Reactive.
    fn read<T: Default>(self, read: impl FnOnce(&Device) -> T) -> T {
        let core = self.0.get_value();
        core.revision.track();
        core.device.borrow().as_ref().map(read).unwrap_or_default()
    }

    /// Returns every circle of this device with its state, in the order of lists. Reactive.
    #[must_use]
    pub fn circles(self) -> Vec<SpaceInfo> {
        let mut circles = self.read(Device::spaces);
        circles.sort_by(|a, b| (a.kind, &a.title, a.id).cmp(&(b.kind, &b.title, b.id)));
        circles
    }

    /// Returns one circle. Reactive.
    #[must_use]
    pub fn circle(self, space: SpaceId) -> Option<SpaceInfo> {
        self.circles().into_iter().find(|circle| circle.id == space)
    }

    /// Returns the people of a circle with their devices, in the order they came. Reactive.
    #[must_use]
    pub fn people(self, space: SpaceId) -> Vec<Person> {
        self.read(|device| device.people(space))
    }

    /// Returns the rules of a circle. Reactive.
    #[must_use]
    pub fn rules(self, space: SpaceId) -> Option<Policy> {
        self.read(|device| device.members(space).map(|members| members.policy))
    }

    /// Whether a circle has ended. Reactive.
    #[must_use]
    pub fn is_closed(self, space: SpaceId) -> bool {
        self.read(|device| device.members(space).is_some_and(|members| members.closed))
    }

    /// Returns what was decided about a circle and not carried out yet. Reactive.
    #[must_use]
    pub fn decisions(self, space: SpaceId) -> Vec<Decision> {
        let mut decisions = self.read(Device::decisions);
        decisions.retain(|decision| decision.space == space);
        decisions
    }

    /// Returns who asked to be let in with an invitation of this device. Reactive.
    #[must_use]
    pub fn waiting(self) -> Vec<WaitingJoin> {
        self.read(Device::joins)
    }

    /// Returns the four words this device's person reads out while it waits to be let in. Reactive.
    #[must_use]
    pub fn join_words(self) -> Option<[&'static str; 4]> {
        self.read(Device::join_words)
    }

    /// Returns the code this device shows to the inviting one while it waits at a table. Reactive.
    #[must_use]
    pub fn table_answer(self) -> Option<String> {
        self.read(Device::table_answer)
    }

    /// Returns the code that lets somebody at the same table join without any network. Reactive.
    #[must_use]
    pub fn table_code(self, invite: InviteId) -> Option<String> {
        self.read(|device| device.table_code(invite))
    }

    /// Takes the code the invited device shows.
    ///
    /// # Errors
    ///
    /// [`AppError::InviteDamaged`], [`AppError::AnswerUnknown`], or when it cannot be stored.
    pub async fn take_table_answer(self, code: String) -> Result<(), AppError> {
        let core = self.0.get_value();
        let writes = {
            let mut device = core.device.borrow_mut();
            let device = device.as_mut().ok_or(AppError::Locked)?;
            let taken = device.take_table_answer(&code, &mut BrowserEntropy);
            taken.map_err(|problem| match problem {
                InviteProblem::Unknown => AppError::AnswerUnknown,
                other => invite_error(&other),
            })?
        };
        core.keep_decided(writes).await
    }

    /// Returns the devices of the person at hand, each once. Reactive.
    #[must_use]
    pub fn own_devices(self) -> Vec<OwnDevice> {
        self.read(|device| {
            let decided: Vec<Decided> = device.decisions().into_iter().map(|it| it.what).collect();
            let mut own: Vec<OwnDevice> = Vec::new();
            for space in device.spaces() {
                for found in device.devices_of(space.id, device.member()) {
                    match own.iter_mut().find(|it| it.device.id == found.id) {
                        Some(known) => known.circles.push(space.clone()),
                        None => own.push(OwnDevice {
                            going: decided.contains(&Decided::RemoveDevice(found.id)),
                            renamed: decided.contains(&Decided::NameDevice(found.id)),
                            device: found,
                            circles: vec![space.clone()],
                        }),
                    }
                }
            }
            own.sort_by_key(|it| (!it.device.this, it.device.since_ms));
            own
        })
    }

    /// Returns devices that were removed elsewhere and are still in a circle where this device may remove them. Reactive.
    #[must_use]
    pub fn left_over(self) -> Vec<LeftOver> {
        self.read(Device::left_over)
    }

    /// Returns the unsent work of removed devices that waits for a decision in a circle. Reactive.
    #[must_use]
    pub fn left_work(self, space: SpaceId) -> Vec<LeftWork> {
        self.read(|device| {
            let works = device.quarantine(space).into_iter();
            works
                .map(|work| LeftWork {
                    parcel: work.parcel,
                    name: work.name.clone(),
                    received_ms: work.received_ms,
                    lines: work
                        .ops
                        .iter()
                        .filter_map(|op| {
                            let def = records::by_id(op.kind)?;
                            def.field(op.slot.field)?;
                            Some((def, op.slot.field, op.value.clone()))
                        })
                        .collect(),
                })
                .collect()
        })
    }

    /// Asks the server again for unsent work of removed devices.
    pub fn look_for_left_work(self) {
        let core = self.0.get_value();
        if let Some(device) = core.device.borrow_mut().as_mut() {
            device.look_into_quarantine();
        }
        core.bell.ring(Ring::Loud);
    }

    /// Returns what the server showed when the alarm was raised, as bytes for a file. Reactive.
    #[must_use]
    pub fn evidence(self, space: SpaceId) -> Option<Vec<u8>> {
        self.read(|device| device.evidence(space))
    }

    /// Keeps an order. It is carried out as soon as there is a server.
    ///
    /// # Errors
    ///
    /// [`AppError::Admin`] when it cannot be carried out; when it cannot be stored. Nothing was changed then.
    pub async fn give(self, order: Order) -> Result<(), AppError> {
        let core = self.0.get_value();
        let writes = {
            let mut device = core.device.borrow_mut();
            plan(device.as_mut().ok_or(AppError::Locked)?, &order)?
        };
        core.keep_decided(writes).await
    }

    /// Makes a recovery sheet for every circle that allows one; returns its code, which is shown once.
    ///
    /// # Errors
    ///
    /// As [`Trust::give`].
    pub async fn make_sheet(self) -> Result<String, AppError> {
        let core = self.0.get_value();
        let (code, writes) = {
            let mut device = core.device.borrow_mut();
            let device = device.as_mut().ok_or(AppError::Locked)?;
            device.make_paper(&mut BrowserEntropy)?
        };
        core.keep_decided(writes).await?;
        Ok(code.to_code())
    }

    /// Makes an invitation for a further device: of the person at hand into every circle, or of somebody who lost
    /// theirs into one circle.
    ///
    /// # Errors
    ///
    /// When this device may not, or it cannot be stored.
    pub async fn invite_device(
        self,
        of: Option<(SpaceId, MemberId)>,
        life_ms: u64,
    ) -> Result<Invitation, AppError> {
        let core = self.0.get_value();
        let (id, writes) = {
            let mut device = core.device.borrow_mut();
            let device = device.as_mut().ok_or(AppError::Locked)?;
            let (now_ms, rng) = (clock::now_ms(), &mut BrowserEntropy);
            match of {
                None => device.invite_own_device(life_ms, now_ms, rng),
                Some((space, member)) => {
                    device.invite_device(member, &[space], life_ms, now_ms, rng)
                }
            }
            .map_err(|problem| invite_error(&problem))?
        };
        core.keep_decided(writes).await?;
        core.announced(id).await
    }
}

/// Turns an order into rows.
fn plan(device: &mut Device, order: &Order) -> Result<Vec<Write>, AdminError> {
    let rng = &mut BrowserEntropy;
    match *order {
        Order::RemoveMember(space, member) => device.remove_member(space, member, true, rng),
        Order::RemoveDevice(lost) => {
            let (writes, left) = device.remove_lost(lost, rng);
            match left.first() {
                Some((_, error)) if writes.is_empty() => Err(*error),
                _ => Ok(writes),
            }
        }
        Order::SetRole(space, member, role, capability) => {
            device.set_capability(space, member, capability, role, rng)
        }
        Order::Rules(space, days, paper) => device.set_policy(space, days, paper, rng),
        Order::Close(space) => device.close_space(space, rng),
        Order::LetIn(invite, who) => Ok(device.approve(invite, who, rng)),
        Order::TurnAway(invite, who) => Ok(device.deny(invite, who, rng)),
        Order::Withdraw(invite) => Ok(device.withdraw(invite, rng)),
        Order::GiveUp(number) => Ok(device.drop_decision(number)),
        Order::TakeOver(space, parcel) => Ok(device.take_over(space, parcel, clock::now_ms(), rng)),
        Order::Discard(space, parcel) => Ok(device.discard(space, parcel, rng)),
        Order::LiftAlarm(space) => Ok(device.lift_alarm(space)),
        Order::NameDevice(which, ref name) => device.name_device(which, name, rng),
    }
}

impl Core {
    /// Stores what was decided, shows it, and wakes the driver.
    pub(super) async fn keep_decided(&self, writes: Vec<Write>) -> Result<(), AppError> {
        self.save(writes, Durability::Strict).await?;
        self.changed([]);
        self.bell.ring(Ring::Loud);
        Ok(())
    }
}

/// Whether a device is a sheet of paper.
#[must_use]
pub fn is_sheet(device: &PersonDevice) -> bool {
    device.kind == DeviceKind::Paper
}
