//! A device whose key box does not open asks for another one; an admin's device gives it. See `mlog::boxes`.
//!
//! An admin seals to the keys that stand in the signed membership log, to a device that is in it: a server that says
//! of somebody that the key is missing gets a box the device has a right to, and nothing else.

use super::device::{Device, cbor};
use super::http::HttpRequest;
use super::machine::Task;
use crate::crypto::{Entropy, seal_space_key};
use crate::ids::{DeviceId, SpaceId};
use crate::mlog::Capability;
use crate::protocol::messages::{AppendRequest, KeyBox, MembersResponse};
use crate::protocol::routes;

impl Device {
    /// Notes, after membership was read, whether this device has to ask for its key: it is in, has none, and the
    /// server does not know yet.
    pub(super) fn note_missing_key(&mut self, space: SpaceId, answer: &MembersResponse) -> bool {
        let me = self.id();
        let Some(content) = self.spaces.get_mut(&space) else {
            return false;
        };
        let epoch = content.members.key_epoch;
        let asked = |it: &KeyBox| it.is_wish() && it.device == me && it.key_epoch == epoch;
        content.asks_key = content.current_key().is_none()
            && content.members.seq >= answer.m_seq
            && content.members.capability(me).is_some()
            && !answer.boxes.iter().any(asked);
        content.asks_key
    }

    /// Returns the wish for a key box that opens.
    pub(super) fn plan_wish(&self, space: SpaceId) -> Option<(Task, HttpRequest)> {
        let content = self.spaces.get(&space).filter(|it| it.asks_key)?;
        let wish = KeyBox::wish(self.id(), content.members.key_epoch);
        Some((Task::AskKey(space), hand_in(space, wish)))
    }

    /// Returns a key box for somebody who has none that opens, if this device is to give one.
    pub(super) fn plan_gift(
        &self,
        space: SpaceId,
        rng: &mut dyn Entropy,
    ) -> Option<(Task, HttpRequest)> {
        let content = self.spaces.get(&space)?;
        let (members, me) = (&content.members, self.id());
        let waiting = content.head.as_ref()?.keyless.as_ref()?;
        if content.alarm.is_some() || members.capability(me) != Some(Capability::Admin) {
            return None;
        }
        let (key, epoch) = (content.current_key()?, members.key_epoch);
        let is_in = |it: &DeviceId| *it != me && members.capability(*it).is_some();
        let device = waiting.iter().copied().find(is_in)?;
        let sealed = seal_space_key(key, space, epoch, members.public(device)?, rng).ok()?;
        let gift = KeyBox {
            device,
            key_epoch: epoch,
            sealed,
        };
        Some((Task::GiveKey(space, device), hand_in(space, gift)))
    }

    /// Whether it was taken or not: should the device still be without a key, the next heads say so.
    pub(super) fn gave_key(&mut self, space: SpaceId, device: DeviceId) {
        let head = self.spaces.get_mut(&space).and_then(|it| it.head.as_mut());
        if let Some(waiting) = head.and_then(|head| head.keyless.as_mut()) {
            waiting.retain(|it| *it != device);
        }
    }

    /// Whether it was taken or not: the next answer about membership says what is known.
    pub(super) fn asked_key(&mut self, space: SpaceId) {
        if let Some(content) = self.spaces.get_mut(&space) {
            content.asks_key = false;
        }
    }
}

fn hand_in(space: SpaceId, key_box: KeyBox) -> HttpRequest {
    let body = AppendRequest {
        entries: Vec::new(),
        boxes: vec![key_box],
    };
    HttpRequest::post(routes::members(space), routes::CBOR, cbor(&body))
}
