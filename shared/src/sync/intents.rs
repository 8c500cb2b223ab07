//! What a person decided about membership, kept until the server took it.
//!
//! An intent is a wish for how things shall be ("this device is out"), not an entry: each time it is carried
//! out it is signed anew on top of the newest membership log. So a lost reply, a concurrent change and a dead
//! battery end alike: whoever looks again finds the wish fulfilled or signs again.
//!
//! Every removal changes the key in the same append. Where somebody went without a new key (a reader removed
//! an own device), the next writing device that looks makes one.

use super::device::{Device, cbor};
use super::http::HttpRequest;
use super::invites::InviteProblem;
use super::loading::LoadError;
use super::machine::{Received, Task};
use super::removal::Removal;
use super::rows::{Row, Table, Write, delete, numbered, put};
use super::space::Space;
use crate::crypto::{
    DevicePublic, Entropy, NameOf, SpaceKey, open_name, seal_name, seal_space_key, wrap_previous,
};
use crate::ids::{DeviceId, Hash, InviteId, MemberId, SpaceId};
use crate::mlog::{
    Capability, DeviceKind, KEY_BOX_BYTES, MemberOp, Members, MlogError, Policy, Role, SignedEntry,
    boxes_hash, sign,
};
use crate::protocol::messages::{AppendRequest, DenyRequest, KeyBox, SettleRequest};
use crate::protocol::{ProblemCode, routes};

/// Wait before signing again on top of what another admin did.
const AGAIN_MS: u64 = 500;
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
        /// Number of the [`DeviceKind`].
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
        let number = self
            .intents
            .last_key_value()
            .map_or(1, |(last, _)| last.saturating_add(1));
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

    /// Returns the next request about membership, if there is one.
    pub(super) fn plan_errand(
        &mut self,
        now_ms: u64,
        writes: &mut Vec<Write>,
        rng: &mut dyn Entropy,
    ) -> Option<(Task, HttpRequest)> {
        let fulfilled: Vec<u64> = self
            .intents
            .iter()
            .filter(|(_, intent)| {
                self.spaces
                    .get(&intent.space)
                    .is_none_or(|space| intent.wish.fulfilled(space))
            })
            .map(|(number, _)| *number)
            .collect();
        for number in fulfilled {
            writes.push(self.drop_intent(number));
        }
        if let Some(step) = self.plan_invites() {
            return Some(step);
        }
        let numbers: Vec<u64> = self.intents.keys().copied().collect();
        for number in numbers {
            if let Some(step) = self.plan_intent(number, now_ms, rng) {
                return Some(step);
            }
        }
        let spaces: Vec<SpaceId> = self.spaces.keys().copied().collect();
        for space in spaces {
            if let Some(step) = self.plan_rotation(space, now_ms, rng) {
                return Some(step);
            }
        }
        let space = *self.quarantine_due.first()?;
        let request = HttpRequest::get(routes::quarantine(space));
        Some((errand(Errand::Quarantine(space)), request))
    }

    fn plan_invites(&self) -> Option<(Task, HttpRequest)> {
        for invite in self.invites.values().filter(|it| it.problem.is_none()) {
            let id = invite.id();
            if invite.withdrawn && invite.announced {
                let request = HttpRequest::post(routes::withdraw(id), routes::CBOR, Vec::new());
                return Some((errand(Errand::Withdraw(id)), request));
            }
        }
        let (invite, device) = *self.denials.first()?;
        let body = cbor(&DenyRequest { device });
        let request = HttpRequest::post(routes::deny(invite), routes::CBOR, body);
        Some((errand(Errand::Deny(invite, device)), request))
    }

    fn plan_intent(
        &mut self,
        number: u64,
        now_ms: u64,
        rng: &mut dyn Entropy,
    ) -> Option<(Task, HttpRequest)> {
        let intent = self.intents.get(&number)?;
        if intent.problem.is_some() {
            return None;
        }
        let space = intent.space;
        if let Some(parcel) = intent.wish.parcel() {
            let body = cbor(&SettleRequest { parcel });
            let request = HttpRequest::post(routes::settle(space), routes::CBOR, body);
            let settle = Errand::Settle {
                space,
                intent: number,
            };
            return Some((errand(settle), request));
        }
        if !self.spaces.get(&space)?.may_change() {
            return None;
        }
        match self.sign_wish(space, &intent.wish, now_ms, rng) {
            Ok(signed) => Some(send(space, Some(number), signed)),
            Err(_) => {
                // What could be done when it was wished cannot be done any more (the last admin, say).
                self.intents.get_mut(&number)?.problem = Some(ProblemCode::Refused);
                None
            }
        }
    }

    fn plan_rotation(
        &self,
        space: SpaceId,
        now_ms: u64,
        rng: &mut dyn Entropy,
    ) -> Option<(Task, HttpRequest)> {
        let content = self.spaces.get(&space)?;
        let due = content.members.needs_rotation && content.may_change();
        let may = content.members.capability(self.id()) >= Some(Capability::Write);
        if !due || !may || self.refused_rotations.contains(&space) {
            return None;
        }
        let signed = self.sign_change(space, Vec::new(), now_ms, rng).ok()?;
        Some(send(space, None, signed))
    }

    /// Signs the entries that fulfil a wish, on top of the log known here.
    pub(super) fn sign_wish(
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
    pub(super) fn sign_change(
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

    pub(super) fn errand_done(
        &mut self,
        errand: Errand,
        body: &[u8],
        rng: &mut dyn Entropy,
    ) -> Option<Received> {
        match errand {
            Errand::Change {
                space,
                intent,
                entries,
                key,
            } => {
                let mut writes = self.take_change(space, &entries, key, rng)?;
                writes.extend(intent.map(|number| self.drop_intent(number)));
                let mut received = Received::changed(writes);
                self.leave_if_removed(space, &mut received);
                Some(received)
            }
            Errand::Settle { space, intent } => Some(self.settled(space, intent, rng)),
            Errand::Withdraw(invite) => Some(self.withdrawn(invite)),
            Errand::Deny(invite, device) => {
                self.denials.remove(&(invite, device));
                Some(Received::default())
            }
            Errand::Deliver {
                space,
                saves,
                sealed,
            } => Some(self.delivered(space, &saves, &sealed)),
            Errand::Quarantine(space) => {
                self.quarantine_due.remove(&space);
                self.take_quarantine(space, minicbor::decode(body).ok()?);
                Some(Received::changed(Vec::new()))
            }
        }
    }

    fn take_change(
        &mut self,
        space: SpaceId,
        entries: &[SignedEntry],
        key: Option<(u32, SpaceKey)>,
        rng: &mut dyn Entropy,
    ) -> Option<Vec<Write>> {
        let content = self.spaces.get_mut(&space)?;
        let mut writes = Vec::new();
        for entry in entries {
            content.members.apply(entry).ok()?;
            let row = numbered(space, u64::from(content.members.seq));
            writes.push(put(&self.local, Table::Members, row, entry.bytes(), rng));
        }
        if let Some((epoch, key)) = key {
            let row = numbered(space, u64::from(epoch));
            writes.push(put(&self.local, Table::Keys, row, key.as_bytes(), rng));
            content.keys.insert(epoch, key);
        }
        Some(writes)
    }

    pub(super) fn errand_failed(&mut self, errand: Errand, code: ProblemCode) -> Received {
        match errand {
            Errand::Change { space, intent, .. } => {
                self.heads_due = true;
                if code != ProblemCode::StaleMembers {
                    match intent.and_then(|number| self.intents.get_mut(&number)) {
                        Some(intent) => intent.problem = Some(code),
                        None => drop(self.refused_rotations.insert(space)),
                    }
                }
                Received {
                    changed: true,
                    ..Received::wait(AGAIN_MS)
                }
            }
            // Another admin has decided: what they took over comes with the log.
            Errand::Settle { intent, .. } => Received::changed(vec![self.drop_intent(intent)]),
            Errand::Withdraw(invite) => match code {
                ProblemCode::InviteUnknown | ProblemCode::NotFound => self.withdrawn(invite),
                _ => {
                    if let Some(invite) = self.invites.get_mut(&invite) {
                        invite.problem = Some(InviteProblem::Refused(code));
                    }
                    Received::changed(Vec::new())
                }
            },
            Errand::Deny(invite, device) => {
                self.denials.remove(&(invite, device));
                Received::default()
            }
            // The order to erase stands above what cannot be handed in.
            Errand::Deliver { space, .. } => self.leave(space),
            Errand::Quarantine(space) => {
                self.quarantine_due.remove(&space);
                Received::default()
            }
        }
    }

    /// Goes on with the removal of this device if the log now says that it is out.
    pub(super) fn leave_if_removed(&mut self, space: SpaceId, received: &mut Received) {
        let me = self.id();
        let Some(content) = self.spaces.get_mut(&space) else {
            return;
        };
        let out = content
            .members
            .devices
            .get(&me)
            .is_some_and(|it| it.removed_at.is_some());
        if out && content.removal != Some(Removal::Left) {
            content.removal = Some(Removal::Leaving);
        }
        let idle = content.removal == Some(Removal::Leaving) && !content.has_unsent();
        if idle {
            received.merge(self.leave(space));
        }
    }
}

pub(super) fn errand(errand: Errand) -> Task {
    Task::Errand(Box::new(errand))
}

fn send(space: SpaceId, intent: Option<u64>, signed: Signed) -> (Task, HttpRequest) {
    let request = AppendRequest {
        entries: signed
            .entries
            .iter()
            .map(|entry| entry.bytes().to_vec())
            .collect(),
        boxes: signed.boxes,
    };
    let request = HttpRequest::post(routes::members(space), routes::CBOR, cbor(&request));
    let change = Errand::Change {
        space,
        intent,
        entries: signed.entries,
        key: signed.key,
    };
    (errand(change), request)
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

fn intent_key(number: u64) -> Vec<u8> {
    [INTENT, &number.to_be_bytes()].concat()
}
