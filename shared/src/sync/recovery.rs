//! The way back with nothing but paper.
//!
//! A recovery sheet is a device of its person in the spaces that allow it (`network`, towns). It can do one
//! thing: let a new device in. The new device then removes the sheet and whatever was lost, which changes the
//! keys, and a new sheet is printed. Confidential spaces know no sheets: there the second admin invites a new
//! device for the same person ([`Device::invite_device`](super::Device::invite_device)).

use super::admin::{AdminError, PersonDevice};
use super::device::{Device, Identity};
use super::http::{HttpRequest, HttpResponse, NetFailure};
use super::intents::Wish;
use super::loading::LoadError;
use super::machine::Received;
use super::rows::{Row, Table, Write, put};
use super::space::SpaceInfo;
use crate::crypto::{DeviceKeys, DevicePublic, Entropy, LocalKey, RecoveryCode};
use crate::ids::{DeviceId, MemberId, SpaceId};
use crate::mlog::DeviceKind;
use std::collections::BTreeMap;

/// Name of a recovery sheet among a person's devices.
const PAPER: &str = "Wiederherstellungsblatt";

/// Who a recovery sheet belongs to, and what it opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recoverable {
    /// The person.
    pub member: MemberId,
    /// The person's display name.
    pub name: String,
    /// The spaces that come back.
    pub spaces: Vec<SpaceInfo>,
    /// The person's devices, the lost one among them.
    pub devices: Vec<PersonDevice>,
}

/// A recovery under way. Nothing of it is stored: whoever is interrupted types the code again.
#[derive(Debug)]
pub struct Recovery {
    paper: Device,
    rows: BTreeMap<(Table, Vec<u8>), Vec<u8>>,
    host: String,
}

impl Device {
    /// Makes a recovery sheet for every space that allows it. The code is shown once and never stored.
    ///
    /// # Errors
    ///
    /// [`AdminError::NoPaper`] if no space allows one.
    pub fn make_paper(
        &mut self,
        rng: &mut dyn Entropy,
    ) -> Result<(RecoveryCode, Vec<Write>), AdminError> {
        let code = RecoveryCode::make(rng);
        let device = code.keys().public();
        let spaces: Vec<SpaceId> = self
            .spaces
            .iter()
            .filter(|(_, content)| content.members.policy.paper && content.alarm.is_none())
            .filter(|(_, content)| content.members.capability(self.id()).is_some())
            .map(|(space, _)| *space)
            .collect();
        let mut writes = Vec::new();
        for space in spaces {
            let wish = Wish::AddDevice {
                member: self.identity.member,
                device,
                kind: DeviceKind::Paper as u8,
                name: PAPER.to_owned(),
            };
            writes.extend(self.decide(space, wish, rng)?);
        }
        if writes.is_empty() {
            return Err(AdminError::NoPaper);
        }
        Ok((code, writes))
    }
}

impl Recovery {
    /// Begins with a typed code. `host` is the server's host and port.
    #[must_use]
    pub fn begin(code: &RecoveryCode, host: &str, rng: &mut dyn Entropy) -> Self {
        let identity = Identity {
            keys: code.keys(),
            // Known once the membership log is read.
            member: MemberId([0; 16]),
            name: String::new(),
        };
        let (mut paper, _) = Device::create(identity, LocalKey::make(rng), host, rng);
        paper.calling = true;
        Self {
            paper,
            rows: BTreeMap::new(),
            host: host.to_owned(),
        }
    }

    /// Returns the next request; `None` when there is nothing to do.
    pub fn next(&mut self, now_ms: u64, rng: &mut dyn Entropy) -> Option<HttpRequest> {
        let step = self.paper.next(now_ms, rng)?;
        self.keep(step.writes);
        Some(step.request)
    }

    /// Takes the answer. [`ProblemCode::LoginRefused`](crate::protocol::ProblemCode::LoginRefused) says that
    /// no sheet has this code; a sheet that was used opens no space.
    pub fn receive(
        &mut self,
        answer: Result<HttpResponse, NetFailure>,
        rng: &mut dyn Entropy,
    ) -> Received {
        let mut received = self.paper.receive(answer, rng);
        self.keep(core::mem::take(&mut received.writes));
        received
    }

    /// Returns whose sheet it is and what it opens; `None` before that is known.
    #[must_use]
    pub fn found(&self) -> Option<Recoverable> {
        let spaces = self.paper.spaces();
        let id = self.paper.id();
        let (space, member) = spaces.iter().find_map(|space| {
            let members = self.paper.members(space.id)?;
            members.capability(id)?;
            Some((space.id, members.member_of(id)?))
        })?;
        let mut devices: Vec<PersonDevice> = Vec::new();
        for space in &spaces {
            for device in self.paper.devices_of(space.id, member) {
                if !device.this && devices.iter().all(|known| known.id != device.id) {
                    devices.push(device);
                }
            }
        }
        let person = self.paper.people(space);
        let person = person.into_iter().find(|person| person.member == member);
        Some(Recoverable {
            member,
            name: person.and_then(|person| person.name).unwrap_or_default(),
            spaces,
            devices,
        })
    }

    /// Lets a new device in, into every space of the sheet.
    ///
    /// # Errors
    ///
    /// [`AdminError::NoSpace`] if the sheet opens nothing (any more).
    pub fn enrol(
        &mut self,
        device: DevicePublic,
        name: &str,
        rng: &mut dyn Entropy,
    ) -> Result<(), AdminError> {
        let found = self.found().ok_or(AdminError::NoSpace)?;
        for space in found.spaces {
            let wish = Wish::AddDevice {
                member: found.member,
                device,
                kind: DeviceKind::Phone as u8,
                name: name.to_owned(),
            };
            let writes = self.paper.decide(space.id, wish, rng)?;
            self.keep(writes);
        }
        Ok(())
    }

    /// Whether the new device is in every space of the sheet.
    #[must_use]
    pub fn is_enrolled(&self, device: DeviceId) -> bool {
        let spaces = self.paper.spaces();
        !spaces.is_empty()
            && spaces.iter().all(|space| {
                let members = self.paper.members(space.id);
                members.is_some_and(|members| members.capability(device).is_some())
            })
    }

    /// Begins the new device with everything the sheet opened; it removes the sheet and the `lost` devices at
    /// its first contact. Returns it with the rows that keep it.
    ///
    /// # Errors
    ///
    /// [`LoadError`] if the code opened nothing.
    pub fn finish(
        self,
        keys: DeviceKeys,
        local: LocalKey,
        lost: &[DeviceId],
        rng: &mut dyn Entropy,
    ) -> Result<(Device, Vec<Write>), LoadError> {
        let found = self.found().ok_or(LoadError::Empty)?;
        let identity = Identity {
            keys,
            member: found.member,
            name: found.name,
        };
        let key = LocalKey::from_bytes(*local.as_bytes());
        let (_, mut writes) = Device::create(identity, local, &self.host, rng);
        for ((table, row), value) in &self.rows {
            if !matches!(table, Table::Members | Table::Keys) {
                continue;
            }
            let sealed = Row {
                table: *table,
                key: row.clone(),
                value: value.clone(),
            };
            let plain = sealed
                .open(&self.paper.local)
                .map_err(|_| LoadError::Damaged {
                    table: table.name(),
                })?;
            writes.push(put(&key, *table, row.clone(), &plain, rng));
        }
        let rows = writes.iter().filter_map(|write| match write {
            Write::Put { table, key, value } => Some(Row {
                table: *table,
                key: key.clone(),
                value: value.clone(),
            }),
            Write::Delete { .. } => None,
        });
        let mut device = Device::load(key, &self.host, rows.collect())?;
        let paper = self.paper.id();
        for space in found.spaces {
            for gone in lost.iter().chain([&paper]) {
                let members = device.members(space.id);
                if members.is_some_and(|members| members.capability(*gone).is_some()) {
                    let wish = Wish::RemoveDevice {
                        device: *gone,
                        wipe: true,
                    };
                    writes.push(device.wish(space.id, wish, rng));
                }
            }
        }
        Ok((device, writes))
    }

    fn keep(&mut self, writes: Vec<Write>) {
        for write in writes {
            match write {
                Write::Put { table, key, value } => drop(self.rows.insert((table, key), value)),
                Write::Delete { table, key } => drop(self.rows.remove(&(table, key))),
            }
        }
    }
}
