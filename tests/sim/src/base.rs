//! Where every history begins: a town with a founder, three people and a member whose app is broken. Made once.

use crate::disk::Disk;
use crate::phone::HOST;
use shared::crypto::{DeviceKeys, Entropy as _, InviteSecret, LocalKey, SeededEntropy};
use shared::ids::{Hash, MemberId, SpaceId};
use shared::mlog::{Capability, Role};
use shared::records::SpaceKind;
use shared::sync::relay::Relay;
use shared::sync::{Device, Identity, NewSpace, Write, preview_request, read_preview};

/// Time at the server when a history begins.
pub const NOW_MS: u64 = 1_790_000_000_000;
/// Phones every history begins with; the first is the founder's.
pub const PHONES: usize = 4;

/// A device and its storage while the town is made.
#[derive(Debug)]
pub struct Seat {
    /// The device.
    pub device: Device,
    /// Its storage.
    pub disk: Disk,
    /// Its random bytes.
    pub rng: SeededEntropy,
}

/// The beginning of every history.
#[derive(Debug)]
pub struct Base {
    /// The server.
    pub relay: Relay,
    /// Storage of each phone, with the key that opens it.
    pub phones: Vec<([u8; 32], Disk)>,
    /// The town.
    pub town: SpaceId,
    /// An invitation that can be used a few times more.
    pub code: String,
    /// Keys of the member whose app is broken.
    pub broken: ([u8; 32], [u8; 32]),
}

/// Keys of the device of one of the first phones.
#[must_use]
pub fn maker(phone: u64) -> DeviceKeys {
    DeviceKeys::make(&mut SeededEntropy::new(phone + 1))
}

impl Seat {
    /// Begins a device.
    #[must_use]
    pub fn new(seed: u64, name: &str) -> Self {
        let mut rng = SeededEntropy::new(seed);
        let identity = Identity {
            keys: DeviceKeys::make(&mut rng),
            member: MemberId(rng.make_id()),
            name: name.to_owned(),
        };
        let local = LocalKey::make(&mut rng);
        let (device, writes) = Device::create(identity, local, HOST, &mut rng);
        let mut disk = Disk::default();
        disk.commit(&writes);
        Self { device, disk, rng }
    }

    /// Begins a device that asks to be let in; `None` if the invitation does not open.
    #[must_use]
    pub fn join(seed: u64, name: &str, code: &str, relay: &mut Relay, now_ms: u64) -> Option<Self> {
        let mut seat = Self::new(seed, name);
        let secret = InviteSecret::from_code(code).ok()?;
        let preview = relay.handle(&preview_request(&secret), now_ms);
        let payload = read_preview(&secret, &preview).ok()?;
        let writes = seat.device.join(&secret, &payload, &mut seat.rng).ok()?;
        seat.commit(&writes);
        Some(seat)
    }

    fn commit(&mut self, writes: &[Write]) {
        self.disk.commit(writes);
    }

    /// Exchanges until there is nothing to do or the server asks for patience.
    fn settle(&mut self, relay: &mut Relay) {
        self.device.retry();
        for _ in 0..100 {
            let Some(step) = self.device.next(NOW_MS, &mut self.rng) else {
                return;
            };
            self.disk.commit(&step.writes);
            let answer = relay.handle(&step.request, NOW_MS);
            let received = self.device.receive(Ok(answer), &mut self.rng);
            self.disk.commit(&received.writes);
            if received.wait_ms.is_some() {
                return;
            }
        }
    }
}

impl Base {
    /// Makes the town; `None` would be a defect of the product that its unit tests show.
    #[must_use]
    pub fn make() -> Option<Self> {
        let token = Hash([9; 32]);
        let mut relay = Relay::new(HOST, token);
        let mut founder = Seat::new(1, "Gründerin");
        let new = NewSpace {
            kind: SpaceKind::Town,
            title: "Musterau",
            role: Role::Gk,
            bootstrap: Some(token),
        };
        let (town, writes) = founder.device.found(&new, NOW_MS, &mut founder.rng).ok()?;
        founder.commit(&writes);
        founder.settle(&mut relay);
        let grants = [(town, Capability::Write)];
        let rng = &mut founder.rng;
        let device = &mut founder.device;
        let (_, writes) = device
            .invite("Musterau", Role::Allianz, &grants, 1_000, 12, NOW_MS, rng)
            .ok()?;
        founder.commit(&writes);
        founder.settle(&mut relay);
        let code = founder.device.invitations().first()?.code.clone();
        let mut seats = Vec::new();
        for seed in 2..=5 {
            let mut seat = Seat::join(seed, "Telefon", &code, &mut relay, NOW_MS)?;
            seat.settle(&mut relay);
            founder.settle(&mut relay);
            seat.settle(&mut relay);
            seats.push(seat);
        }
        let keys = SeededEntropy::new(5);
        let broken = DeviceKeys::make(&mut { keys }).seeds();
        drop(seats.pop());
        seats.insert(0, founder);
        for seat in &mut seats {
            seat.settle(&mut relay);
        }
        let all = seats.iter().all(|seat| seat.device.spaces().len() == 1);
        let phones = seats
            .iter()
            .map(|seat| (*seat.device.local_key().as_bytes(), seat.disk.clone()))
            .collect();
        relay.end_sessions();
        all.then_some(Self {
            relay,
            phones,
            town,
            code,
            broken,
        })
    }
}
