//! The next request about membership: a wish that is not fulfilled, an invitation, a key that is due, what waits to be taken over.

use super::{Errand, Signed, errand};
use crate::crypto::Entropy;
use crate::ids::SpaceId;
use crate::mlog::Capability;
use crate::protocol::messages::{AppendRequest, DenyRequest, SettleRequest};
use crate::protocol::{ProblemCode, routes};
use crate::sync::device::{Device, cbor};
use crate::sync::http::HttpRequest;
use crate::sync::machine::Task;
use crate::sync::rows::Write;

impl Device {
    /// Returns the next request about membership, if there is one.
    pub(in crate::sync) fn plan_errand(
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
            if invite.withdrawn {
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
