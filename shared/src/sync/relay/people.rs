//! Who asks to be let in, and what removed devices leave.

use super::{Answer, Kept, Parked, Relay, cbor, problem, to_cbor};
use crate::crypto::{DevicePublic, check_join_signature, check_parcel_signature, parcel_id};
use crate::ids::{DeviceId, InviteId, SpaceId};
use crate::mlog::Capability;
use crate::protocol::messages::{
    InviteResponse, JoinRequest, KeptParcel, Parcel, PendingJoin, QuarantineResponse, SettleRequest,
};
use crate::protocol::{Problem, ProblemCode};
use crate::sync::http::HttpRequest;

impl Relay {
    pub(super) fn may_decide(&self, invite: InviteId, device: DeviceId) -> Result<(), Problem> {
        let (request, owner, _) = self
            .invites
            .get(&invite)
            .ok_or_else(|| problem(ProblemCode::InviteUnknown))?;
        let admin = request.spaces.iter().any(|space| {
            let kept = self.spaces.get(space);
            kept.and_then(|kept| kept.members.capability(device)) == Some(Capability::Admin)
        });
        if admin || *owner == device {
            Ok(())
        } else {
            Err(problem(ProblemCode::InviteUnknown))
        }
    }

    pub(super) fn park(&mut self, space: SpaceId, request: &HttpRequest, now_ms: u64) -> Answer {
        let device = self.device(request)?;
        let parcel: Parcel = cbor(&request.body)?;
        let kept = self.known(space, device)?;
        let public = kept.members.public(device).copied();
        if kept.members.capability(device).is_some() {
            return Err(problem(ProblemCode::Forbidden));
        }
        if !public.is_some_and(|it| check_parcel_signature(space, &parcel, &it)) {
            return Err(problem(ProblemCode::Refused));
        }
        let id = parcel_id(space, &parcel);
        if kept.quarantine.iter().all(|it| it.id != id) {
            kept.quarantine.push(Parked {
                id,
                kept: KeptParcel {
                    device,
                    received_ms: now_ms,
                    parcel,
                },
                settled_by: None,
            });
        }
        Ok(Vec::new())
    }

    pub(super) fn admin(&mut self, space: SpaceId, device: DeviceId) -> Result<&mut Kept, Problem> {
        let kept = self.space(space, device)?;
        if kept.members.capability(device) == Some(Capability::Admin) {
            Ok(kept)
        } else {
            Err(problem(ProblemCode::Forbidden))
        }
    }

    pub(super) fn parked(&mut self, space: SpaceId, request: &HttpRequest) -> Answer {
        let device = self.device(request)?;
        let waiting = self.admin(space, device)?.quarantine.iter();
        let waiting = waiting.filter(|it| it.settled_by.is_none());
        Ok(to_cbor(&QuarantineResponse {
            parcels: waiting.map(|it| it.kept.clone()).collect(),
        }))
    }

    pub(super) fn settle(&mut self, space: SpaceId, request: &HttpRequest) -> Answer {
        let device = self.device(request)?;
        let asked: SettleRequest = cbor(&request.body)?;
        let mut waiting = self.admin(space, device)?.quarantine.iter_mut();
        let parked = waiting.find(|it| it.id == asked.parcel);
        let parked = parked.ok_or_else(|| problem(ProblemCode::NotFound))?;
        if *parked.settled_by.get_or_insert(device) == device {
            Ok(Vec::new())
        } else {
            Err(problem(ProblemCode::NotFound))
        }
    }

    pub(super) fn preview(&self, id: &str) -> Answer {
        let id: InviteId = id
            .parse()
            .map_err(|_| problem(ProblemCode::InviteUnknown))?;
        let (invite, _, used) = self
            .invites
            .get(&id)
            .ok_or_else(|| problem(ProblemCode::InviteUnknown))?;
        Ok(to_cbor(&InviteResponse {
            expires_ms: invite.expires_ms,
            uses_max: invite.uses_max,
            uses: u32::try_from(used.len()).unwrap_or(u32::MAX),
            payload: invite.payload.clone(),
        }))
    }

    pub(super) fn join(&mut self, id: &str, request: JoinRequest) -> Answer {
        let invite: InviteId = id
            .parse()
            .map_err(|_| problem(ProblemCode::InviteUnknown))?;
        check_join_signature(invite, &request).map_err(|_| problem(ProblemCode::Refused))?;
        let (asked, _, used) = self
            .invites
            .get(&invite)
            .ok_or_else(|| problem(ProblemCode::InviteUnknown))?;
        let joining = DevicePublic {
            sign: request.sign_public,
            seal: request.seal_public,
        };
        if used.contains(&joining.id()) {
            return Ok(Vec::new());
        }
        if used.len() >= usize::try_from(asked.uses_max).unwrap_or(usize::MAX) {
            return Err(problem(ProblemCode::InviteUsed));
        }
        if self.denied.contains(&(invite, joining.id())) {
            return Err(problem(ProblemCode::Refused));
        }
        let known = self
            .joins
            .iter()
            .any(|join| join.invite == invite && join.request.sign_public == request.sign_public);
        if !known {
            self.joins.push(PendingJoin { invite, request });
        }
        Ok(Vec::new())
    }
}
