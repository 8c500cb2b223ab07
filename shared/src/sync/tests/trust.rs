//! Membership decided by people. Here is what the stories of its files have in common.

mod histories;
mod inviting;
mod recovering;
mod removing;

use super::*;
use crate::crypto::RecoveryCode;
use crate::ids::DeviceId;
use crate::protocol::ProblemCode;
use crate::protocol::limits::OWN_DEVICE_INVITES_MAX;

impl Phone {
    fn keep(&mut self, writes: Vec<Write>) {
        self.commit(writes);
    }

    /// Settles and returns what was erased meanwhile.
    fn settle_all(&mut self, relay: &mut Relay) -> Vec<Erased> {
        self.device.retry();
        let mut erased = Vec::new();
        for _ in 0..300 {
            match self.exchange(relay, Fault::None) {
                None => return erased,
                Some(received) => erased.extend(received.erased),
            }
        }
        panic!("never quiet: {:?}", self.device.spaces());
    }

    /// Asks for a while whether somebody let this device in.
    fn wait(&mut self, relay: &mut Relay) {
        for _ in 0..10 {
            self.exchange(relay, Fault::None);
        }
    }

    fn rows_of(&self, space: SpaceId) -> usize {
        let own = |key: &[u8]| key.windows(16).any(|part| part == space.0);
        self.rows.keys().filter(|(_, key)| own(key)).count()
    }

    fn epoch(&self, space: SpaceId) -> u32 {
        self.device.members(space).unwrap().key_epoch
    }
}

/// Joins with a code and waits until the request is sent.
pub(super) fn knock(relay: &mut Relay, seed: u64, name: &str, code: &str) -> Phone {
    let mut phone = Phone::new(seed, name);
    let secret = InviteSecret::from_code(code).unwrap();
    let payload = read_preview(&secret, &relay.handle(&preview_request(&secret), NOW)).unwrap();
    if let Some(member) = payload.member {
        let mut rng = SeededEntropy::new(seed);
        let identity = Identity {
            keys: DeviceKeys::make(&mut rng),
            member,
            name: name.to_owned(),
        };
        let local = LocalKey::make(&mut rng);
        let (device, writes) = Device::create(identity, local, HOST, &mut rng);
        phone = Phone {
            device,
            rows: BTreeMap::new(),
            rng,
            clock: NOW,
            relay_ms: NOW,
        };
        phone.commit(writes);
    }
    ask(relay, &mut phone, code);
    phone
}

/// Asks to be let in with a code and waits until the request is sent.
pub(super) fn ask(relay: &mut Relay, phone: &mut Phone, code: &str) {
    let secret = InviteSecret::from_code(code).unwrap();
    let payload = read_preview(&secret, &relay.handle(&preview_request(&secret), NOW)).unwrap();
    let writes = phone
        .device
        .join(&secret, &payload, &mut phone.rng)
        .unwrap();
    phone.commit(writes);
    while phone
        .exchange(relay, Fault::None)
        .unwrap()
        .wait_ms
        .is_none()
    {}
}

/// Invites into a space; returns the code.
pub(super) fn code_for(
    relay: &mut Relay,
    phone: &mut Phone,
    space: SpaceId,
    capability: Capability,
) -> String {
    let (id, writes) = phone
        .device
        .invite(
            "Musterau",
            Role::Gk,
            &[(space, capability)],
            1000,
            1,
            NOW,
            &mut phone.rng,
        )
        .unwrap();
    phone.commit(writes);
    phone.settle(relay);
    code_of(phone, id)
}

fn code_of(phone: &Phone, id: crate::ids::InviteId) -> String {
    let invitations = phone.device.invitations();
    let invite = invitations.iter().find(|invite| invite.id == id);
    invite.unwrap().code.clone()
}

pub(super) fn remove(
    relay: &mut Relay,
    phones: &mut [Phone],
    space: SpaceId,
    who: usize,
    wipe: bool,
) {
    let member = phones[who].device.member();
    let admin = &mut phones[0];
    let writes = admin
        .device
        .remove_member(space, member, wipe, &mut admin.rng)
        .unwrap();
    admin.keep(writes);
    admin.settle(relay);
    assert!(admin.device.decisions().is_empty());
}

/// A person compares the words and agrees.
pub(super) fn let_in(relay: &mut Relay, admin: &mut Phone) {
    admin.settle(relay);
    for waiting in admin.device.joins() {
        let writes = admin
            .device
            .approve(waiting.invite, waiting.device, &mut admin.rng);
        admin.keep(writes);
    }
    admin.settle(relay);
}
