//! What keys and ciphers cost: the pieces of work that are measured, natively and in a browser.
//!
//! Measuring is the caller's business, because this crate has no clock. Each piece is what the app really does, setting
//! up left out.
#![expect(
    clippy::unwrap_used,
    reason = "work that fails has no cost; no device is built with this module"
)]

use super::{
    DeviceKeys, DevicePublic, Entropy as _, LocalKey, Passphrase, SeededEntropy, SpaceKey,
    make_slot, open_slot, seal_space_key, wrap_previous,
};
use crate::envelope::{self, Draft, Envelope, EnvelopeKind};
use crate::ids::{Hash, ItemId, MemberId, SpaceId};
use crate::mlog::{DeviceKind, Entry, MemberOp, Members, Role, boxes_hash, sign};
use crate::protocol::messages::KeyBox;
use crate::records::SpaceKind;

/// Number of devices in the space whose key changes.
const DEVICES: usize = 100;
const SPACE: SpaceId = SpaceId(*b"a space of costs");

/// A piece of work.
pub struct Cost {
    /// Its name in the list of measurements.
    pub name: &'static str,
    /// How often it is done for one figure.
    pub runs: u32,
    /// What the app may take for it at most, milliseconds, if a limit is set.
    pub ms_max: Option<f64>,
    /// Does it.
    pub work: Box<dyn FnMut()>,
}

/// Returns every piece of work, set up and ready.
#[must_use]
pub fn all() -> Vec<Cost> {
    let mut costs = vec![rotation(), unlock()];
    for (seal, open, bytes) in [
        ("crypto_seal_1_kib", "crypto_open_1_kib", 1024),
        ("crypto_seal_64_kib", "crypto_open_64_kib", 64 * 1024),
    ] {
        costs.push(sealing(seal, bytes));
        costs.push(opening(open, bytes));
    }
    costs
}

/// Changes the key of a space with a hundred devices: boxes, the key before, the signed entry.
fn rotation() -> Cost {
    let mut rng = SeededEntropy::new(1);
    let admin = DeviceKeys::make(&mut rng);
    let old = SpaceKey::make(&mut rng);
    let member = MemberId(rng.make_id());
    let genesis = Entry {
        space: SPACE,
        seq: 1,
        prev: Hash::ZERO,
        key_epoch: 1,
        op: MemberOp::Genesis {
            kind: SpaceKind::Town,
            title: vec![0; 72],
            kid: old.kid(SPACE, 1),
            member,
            role: Role::Gk,
            name: vec![0; 72],
            device: admin.public(),
            device_kind: DeviceKind::Phone,
        },
        signer: admin.id(),
        claimed_ms: 0,
    };
    let members = Members::found(&sign(&genesis, &admin).unwrap()).unwrap();
    let devices: Vec<DevicePublic> = (0..DEVICES)
        .map(|_| DeviceKeys::make(&mut rng).public())
        .collect();
    let work = move || {
        let new = SpaceKey::make(&mut rng);
        let boxes: Vec<KeyBox> = devices
            .iter()
            .map(|device| KeyBox {
                device: device.id(),
                key_epoch: 2,
                sealed: seal_space_key(&new, SPACE, 2, device, &mut rng).unwrap(),
            })
            .collect();
        let op = MemberOp::Rotate {
            key_epoch: 2,
            kid: new.kid(SPACE, 2),
            prev_wrap: wrap_previous(&new, 2, &old, SPACE, &mut rng),
            boxes_hash: boxes_hash(&boxes),
        };
        sign(&members.next_entry(op, admin.id(), 1), &admin).unwrap();
    };
    Cost {
        name: "crypto_rotation_100_devices",
        runs: 5,
        ms_max: Some(150.0),
        work: Box::new(work),
    }
}

/// Stretches six words into the key of a slot with 64 MiB.
fn unlock() -> Cost {
    let mut rng = SeededEntropy::new(2);
    let (words, local) = (Passphrase::make(&mut rng), LocalKey::make(&mut rng));
    let slot = make_slot(&words, &local, &mut rng).unwrap();
    Cost {
        name: "crypto_unlock_64_mib",
        runs: 3,
        ms_max: Some(1_500.0),
        work: Box::new(move || drop(open_slot(&slot, &words).unwrap())),
    }
}

/// Pads, seals and signs an envelope.
fn sealing(name: &'static str, bytes: usize) -> Cost {
    let (author, key) = parties();
    let body = vec![7; bytes];
    Cost {
        name,
        runs: 200,
        ms_max: None,
        work: Box::new(move || drop(envelope(&author, &key, &body))),
    }
}

/// Parses, verifies and opens an envelope.
fn opening(name: &'static str, bytes: usize) -> Cost {
    let (author, key) = parties();
    let sealed = envelope(&author, &key, &vec![7; bytes]).bytes().to_vec();
    let public = author.public();
    let work = move || {
        let read = Envelope::parse(sealed.clone()).unwrap();
        read.verify(&public).unwrap();
        drop(envelope::open(&read, &key).unwrap());
    };
    Cost {
        name,
        runs: 200,
        ms_max: None,
        work: Box::new(work),
    }
}

fn parties() -> (DeviceKeys, SpaceKey) {
    let mut rng = SeededEntropy::new(3);
    (DeviceKeys::make(&mut rng), SpaceKey::make(&mut rng))
}

fn envelope(author: &DeviceKeys, key: &SpaceKey, body: &[u8]) -> Envelope {
    let draft = Draft {
        kind: EnvelopeKind::Batch,
        space: SPACE,
        item: ItemId([1; 16]),
        device: author.id(),
        dev_seq: 1,
        m_seq: 1,
        m_hash: Hash::ZERO,
        seen_seq: 0,
        seen_hash: Hash::ZERO,
        key_epoch: 1,
        nonce: [9; 24],
        plaintext: body,
    };
    envelope::seal(&draft, key, author).unwrap()
}
