//! Membership logs: founding, appending, reading.

use super::checkpoints::Points;
use super::{Answer, ERA, Kept, Relay, cbor, problem, to_cbor};
use crate::crypto::DevicePublic;
use crate::envelope::chain_start;
use crate::ids::{DeviceId, SpaceId};
use crate::mlog::{Capability, MemberOp, Members, SignedEntry, boxes_fit};
use crate::protocol::messages::{AppendRequest, MembersResponse, PendingJoin};
use crate::protocol::{Problem, ProblemCode, routes};
use crate::records::SpaceKind;
use crate::sync::http::HttpRequest;
use std::collections::BTreeMap;

impl Relay {
    pub(super) fn append(&mut self, space: SpaceId, request: &HttpRequest) -> Answer {
        let asked: AppendRequest = cbor(&request.body)?;
        let refused = || problem(ProblemCode::Refused);
        let mut entries = Vec::new();
        for bytes in &asked.entries {
            entries.push(SignedEntry::parse(bytes.clone()).map_err(|_| refused())?);
        }
        let first = entries.first();
        if first.is_none() && asked.boxes.is_empty() {
            return Err(refused());
        }
        let founding = first.is_some_and(|first| first.entry().seq == 1);
        let mut by = None;
        let before = if founding {
            if self.spaces.contains_key(&space) {
                return Err(problem(ProblemCode::SpaceExists));
            }
            self.may_found(request, first)?;
            None
        } else {
            let device = self.device(request)?;
            by = Some(device);
            Some(self.space(space, device)?.members.clone())
        };
        let after = match &before {
            None => Members::replay(&entries).map_err(|_| refused())?,
            Some(before) => {
                let goes_on = |first: &SignedEntry| {
                    first.entry().seq == before.seq + 1 && first.entry().prev == before.hash
                };
                if !first.is_none_or(goes_on) {
                    return Err(problem(ProblemCode::StaleMembers));
                }
                let mut after = before.clone();
                for entry in &entries {
                    after.apply(entry).map_err(|_| refused())?;
                }
                after
            }
        };
        if !boxes_fit(&asked.boxes, &entries, by, before.as_ref(), &after) {
            return Err(refused());
        }
        self.use_invites(&entries);
        // Who was removed is logged out in the same breath.
        self.sessions.retain(|_, device| {
            let now = after.devices.get(device);
            now.is_none_or(|it| it.removed_at.is_none())
        });
        let m_seq = after.seq;
        let kept = self.spaces.entry(space).or_insert_with(|| Kept {
            members: after.clone(),
            entries: Vec::new(),
            boxes: Vec::new(),
            era: ERA,
            rows: Vec::new(),
            chain: vec![chain_start(space)],
            devices: BTreeMap::new(),
            bytes: 0,
            quarantine: Vec::new(),
            floor: 0,
            points: Points::default(),
        });
        kept.members = after;
        kept.entries.extend(asked.entries);
        for key_box in asked.boxes {
            kept.boxes.retain(|it| {
                let same = it.key_epoch == key_box.key_epoch;
                it.device != key_box.device || !(same || it.is_wish())
            });
            kept.boxes.push(key_box);
        }
        Ok(to_cbor(&MembersResponse {
            entries: Vec::new(),
            boxes: Vec::new(),
            m_seq,
        }))
    }

    pub(super) fn use_invites(&mut self, entries: &[SignedEntry]) {
        for entry in entries {
            let (device, invite) = match &entry.entry().op {
                MemberOp::AddMember { device, invite, .. } => (device, invite),
                MemberOp::AddDevice { device, via, .. } => (device, via),
                _ => continue,
            };
            let Some((asked, _, used)) = invite.and_then(|it| self.invites.get_mut(&it)) else {
                continue;
            };
            if !used.contains(&device.id()) {
                used.push(device.id());
            }
            // The request waits until its device is in every space of the invitation.
            let spaces = asked.spaces.len();
            let elsewhere = asked.spaces.iter().filter(|space| {
                let kept = self.spaces.get(space);
                kept.is_some_and(|kept| kept.members.devices.contains_key(&device.id()))
            });
            if elsewhere.count() + 1 >= spaces {
                self.joins
                    .retain(|join| join.request.sign_public != device.sign);
            }
        }
    }

    /// As the server: the first network with the token, a case as an admin of any space, every other space as an admin of a
    /// network; in its own name.
    pub(super) fn may_found(
        &mut self,
        request: &HttpRequest,
        first: Option<&SignedEntry>,
    ) -> Result<(), Problem> {
        let token = request
            .headers
            .iter()
            .find(|(name, _)| *name == routes::BOOTSTRAP_HEADER);
        if let Some((_, token)) = token {
            let expected = self.bootstrap.take().map(|hash| hash.to_string());
            return if expected.as_ref() == Some(token) {
                Ok(())
            } else {
                Err(problem(ProblemCode::Forbidden))
            };
        }
        let device = self.device(request)?;
        let kind = first.and_then(|first| match first.entry().op {
            MemberOp::Genesis { kind, .. } => Some(kind),
            _ => None,
        });
        let admin = |kept: &Kept| {
            let members = &kept.members;
            let here = kind == Some(SpaceKind::Case) || members.kind == SpaceKind::Network;
            here && members.capability(device) == Some(Capability::Admin)
        };
        let own = first.is_some_and(|first| first.entry().signer == device);
        if own && kind != Some(SpaceKind::Network) && self.spaces.values().any(admin) {
            Ok(())
        } else {
            Err(problem(ProblemCode::Forbidden))
        }
    }

    pub(super) fn members(&mut self, space: SpaceId, request: &HttpRequest, after: u64) -> Answer {
        let device = self.device(request)?;
        let kept = self.known(space, device)?;
        // A removed device reads up to the entry that removed it.
        let removed = kept.members.devices.get(&device);
        let removed = removed.and_then(|entry| entry.removed_at);
        let m_seq = removed.unwrap_or(kept.members.seq);
        let after = usize::try_from(after).unwrap_or(usize::MAX);
        let last = usize::try_from(m_seq).unwrap_or(usize::MAX);
        let entries = kept.entries.iter().take(last).skip(after);
        let boxes = kept.boxes.iter();
        let boxes = boxes.filter(|it| it.device == device && removed.is_none());
        Ok(to_cbor(&MembersResponse {
            entries: entries.cloned().collect(),
            boxes: boxes.cloned().collect(),
            m_seq,
        }))
    }
}

impl Kept {
    /// Devices that wait for a key box that opens; admins are told.
    pub(super) fn keyless(&self, asking: DeviceId) -> Option<Vec<DeviceId>> {
        let is_admin = self.members.capability(asking) == Some(Capability::Admin);
        let wishes = self.boxes.iter().filter(|it| it.is_wish());
        let wishes = wishes.map(|it| it.device);
        let wishes = wishes.filter(|it| self.members.capability(*it).is_some());
        let found: Vec<DeviceId> = wishes.collect();
        (is_admin && !found.is_empty()).then_some(found)
    }
}

pub(super) fn device_of(join: &PendingJoin) -> DeviceId {
    let public = DevicePublic {
        sign: join.request.sign_public,
        seal: join.request.seal_public,
    };
    public.id()
}
