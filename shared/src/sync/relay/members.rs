//! Membership logs: founding, appending, reading.

use super::checkpoints::Points;
use super::{Answer, ERA, Kept, Relay, cbor, problem, to_cbor};
use crate::crypto::DevicePublic;
use crate::envelope::chain_start;
use crate::ids::{DeviceId, SpaceId};
use crate::mlog::{Capability, MemberOp, Members, SignedEntry, boxes_hash};
use crate::protocol::messages::{AppendRequest, KeyBox, MembersResponse, PendingJoin};
use crate::protocol::{Problem, ProblemCode, routes};
use crate::sync::http::HttpRequest;
use std::collections::{BTreeMap, BTreeSet};

impl Relay {
    pub(super) fn append(&mut self, space: SpaceId, request: &HttpRequest) -> Answer {
        let asked: AppendRequest = cbor(&request.body)?;
        let refused = || problem(ProblemCode::Refused);
        let mut entries = Vec::new();
        for bytes in &asked.entries {
            entries.push(SignedEntry::parse(bytes.clone()).map_err(|_| refused())?);
        }
        let first = entries.first().ok_or_else(refused)?;
        let founding = first.entry().seq == 1;
        let before = if founding {
            if self.spaces.contains_key(&space) {
                return Err(problem(ProblemCode::SpaceExists));
            }
            self.may_found(request)?;
            None
        } else {
            let device = self.device(request)?;
            Some(self.space(space, device)?.members.clone())
        };
        let after = match &before {
            None => Members::replay(&entries).map_err(|_| refused())?,
            Some(before) => {
                if first.entry().seq != before.seq + 1 || first.entry().prev != before.hash {
                    return Err(problem(ProblemCode::StaleMembers));
                }
                let mut after = before.clone();
                for entry in &entries {
                    after.apply(entry).map_err(|_| refused())?;
                }
                after
            }
        };
        for entry in &entries {
            if let MemberOp::Rotate {
                key_epoch,
                boxes_hash: hash,
                ..
            } = &entry.entry().op
            {
                let boxes = asked.boxes.iter().filter(|it| it.key_epoch == *key_epoch);
                let boxes: Vec<KeyBox> = boxes.cloned().collect();
                let covered: BTreeSet<DeviceId> = boxes.iter().map(|it| it.device).collect();
                let active: BTreeSet<DeviceId> = after.active_devices().map(|it| it.0).collect();
                if covered != active || boxes_hash(&boxes) != *hash {
                    return Err(refused());
                }
            }
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
        kept.boxes.extend(asked.boxes);
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

    pub(super) fn may_found(&mut self, request: &HttpRequest) -> Result<(), Problem> {
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
        let admin = |kept: &Kept| kept.members.capability(device) == Some(Capability::Admin);
        if self.spaces.values().any(admin) {
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

pub(super) fn device_of(join: &PendingJoin) -> DeviceId {
    let public = DevicePublic {
        sign: join.request.sign_public,
        seal: join.request.seal_public,
    };
    public.id()
}
