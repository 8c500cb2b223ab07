//! The membership log: single entries, and sequences of changes signed by whoever.

use super::{Target, alike};
use crate::dice::Dice;
use shared::crypto::{DeviceKeys, DevicePublic, Entropy as _, SeededEntropy};
use shared::ids::{Hash, MemberId, SpaceId};
use shared::mlog::{
    Capability, DeviceKind, MemberOp, Members, Policy, Role, SignedEntry, boxes_hash, sign,
};
use shared::records::SpaceKind;
use std::sync::OnceLock;

const SPACE: SpaceId = SpaceId([5; 16]);
/// People and devices that take part in a sequence.
const SEATS: u64 = 5;
/// Greatest number of changes in a sequence.
const CHANGES_MAX: usize = 40;

pub(super) fn targets() -> Vec<Target> {
    vec![
        Target {
            name: "entry",
            sound: sound().iter().map(|entry| entry.bytes().to_vec()).collect(),
            read: read_entry,
            fixed_bytes: 64 * 1024,
            bytes_per_byte: 16,
        },
        Target {
            name: "membership",
            sound: (0..4_u8).map(|n| vec![n; 64]).collect(),
            read: read_sequence,
            fixed_bytes: 512 * 1024,
            bytes_per_byte: 64,
        },
    ]
}

struct Seat {
    keys: DeviceKeys,
    member: MemberId,
}

fn seats() -> &'static Vec<Seat> {
    static SEATS_MADE: OnceLock<Vec<Seat>> = OnceLock::new();
    SEATS_MADE.get_or_init(|| {
        let seat = |seed| {
            let mut rng = SeededEntropy::new(seed);
            Seat {
                keys: DeviceKeys::make(&mut rng),
                member: MemberId(rng.make_id()),
            }
        };
        (1..=SEATS).map(seat).collect()
    })
}

fn public(number: usize) -> Option<DevicePublic> {
    seats().get(number).map(|seat| seat.keys.public())
}

fn genesis() -> Option<SignedEntry> {
    let seat = seats().first()?;
    let op = MemberOp::Genesis {
        kind: SpaceKind::Town,
        title: vec![1; 40],
        kid: Hash([1; 32]),
        member: seat.member,
        role: Role::Gk,
        name: vec![2; 40],
        device: seat.keys.public(),
        device_kind: DeviceKind::Phone,
    };
    let entry = shared::mlog::Entry {
        space: SPACE,
        seq: 1,
        prev: Hash::ZERO,
        key_epoch: 1,
        op,
        signer: seat.keys.id(),
        claimed_ms: 1,
    };
    sign(&entry, &seat.keys).ok()
}

/// A log with several kinds of entries.
fn sound() -> &'static Vec<SignedEntry> {
    static SOUND: OnceLock<Vec<SignedEntry>> = OnceLock::new();
    SOUND.get_or_init(|| {
        let mut log: Vec<SignedEntry> = genesis().into_iter().collect();
        let Ok(mut members) = Members::replay(&log) else {
            return log;
        };
        let mut dice = Dice::new(11);
        for _ in 0..60 {
            let Some(entry) = change(&members, &mut dice) else {
                continue;
            };
            if members.apply(&entry).is_ok() && !members.closed {
                log.push(entry);
            }
        }
        log
    })
}

/// Draws a change and who signs it; most are not allowed.
fn change(members: &Members, dice: &mut Dice) -> Option<SignedEntry> {
    let capabilities = [Capability::Read, Capability::Write, Capability::Admin];
    let (signer, other) = (dice.below(seats().len()), dice.below(seats().len()));
    let capability = *dice.pick(&capabilities)?;
    let (member, device) = (seats().get(other)?.member, public(other)?);
    let op = match dice.below(10) {
        0 | 1 => MemberOp::AddMember {
            member,
            capability,
            role: Role::Allianz,
            name: vec![3; 40],
            device,
            device_kind: DeviceKind::Phone,
            invite: None,
        },
        2 => MemberOp::AddDevice {
            member,
            device: public(dice.below(seats().len()))?,
            device_kind: DeviceKind::Phone,
            name: vec![4; 40],
            via: None,
        },
        3 => MemberOp::SetCapability {
            member,
            capability,
            role: Role::Lesen,
        },
        4 => MemberOp::RemoveDevice {
            device: device.id(),
            wipe: dice.once_in(2),
        },
        5 => MemberOp::RemoveMember {
            member,
            wipe: dice.once_in(2),
        },
        6 => MemberOp::Rotate {
            key_epoch: members.key_epoch + 1,
            kid: Hash([6; 32]),
            prev_wrap: vec![5; shared::mlog::PREVIOUS_WRAP_BYTES],
            boxes_hash: boxes_hash(&[]),
        },
        7 => MemberOp::Policy(Policy {
            retention_days: 30,
            paper: dice.once_in(2),
            protocol_min: 1,
        }),
        8 => MemberOp::NameDevice {
            device: device.id(),
            name: vec![7; 40],
        },
        _ if dice.once_in(20) => MemberOp::Close,
        _ => return None,
    };
    let signer = seats().get(signer)?;
    sign(&members.next_entry(op, signer.keys.id(), 2), &signer.keys).ok()
}

/// An entry has one form, and a changed one never counts: it is refused and leaves everything as it was.
fn read_entry(bytes: &[u8]) -> Result<(), String> {
    let Ok(entry) = SignedEntry::parse(bytes.to_vec()) else {
        return Ok(());
    };
    alike(&entry.bytes(), &bytes, "an entry has two forms")?;
    let known = sound().iter().any(|it| it.bytes() == bytes);
    let Some(first) = sound().first() else {
        return Ok(());
    };
    let mut members = Members::found(first).map_err(|error| error.to_string())?;
    for entry_before in sound().iter().skip(1) {
        let before = members.clone();
        let applied = members.apply(&entry).is_ok();
        if applied && !known {
            return Err("a changed entry counts".to_owned());
        }
        if !applied {
            alike(&members, &before, "a refused entry changed something")?;
        }
        members = before;
        members
            .apply(entry_before)
            .map_err(|error| error.to_string())?;
        if usize::try_from(members.seq).unwrap_or(0) > 4 {
            break;
        }
    }
    Ok(())
}

/// Whatever people sign in whatever order: there is an admin, devices belong to members, refused is unchanged.
fn read_sequence(bytes: &[u8]) -> Result<(), String> {
    let seed = bytes.iter().fold(bytes.len() as u64, |seed, byte| {
        seed.wrapping_mul(31).wrapping_add(u64::from(*byte))
    });
    let mut dice = Dice::new(seed);
    let Some(first) = genesis() else {
        return Err("a space cannot be founded".to_owned());
    };
    let mut members = Members::found(&first).map_err(|error| error.to_string())?;
    let mut log = vec![first];
    for _ in 0..bytes.len().min(CHANGES_MAX) {
        let Some(entry) = change(&members, &mut dice) else {
            continue;
        };
        let before = members.clone();
        if members.apply(&entry).is_ok() {
            log.push(entry);
        } else {
            alike(&members, &before, "a refused entry changed something")?;
        }
        well_formed(&members)?;
    }
    let again = Members::replay(&log).map_err(|error| error.to_string())?;
    alike(&again, &members, "a log read again says something else")
}

fn well_formed(members: &Members) -> Result<(), String> {
    if members.admins() == 0 {
        return Err("a space has no admin".to_owned());
    }
    for (device, entry) in members.active_devices() {
        let owner = members.members.get(&entry.member);
        if owner.is_none_or(|owner| owner.removed_at.is_some()) {
            return Err("a device belongs to nobody".to_owned());
        }
        if members.capability(device).is_none() {
            return Err("a device that is in may do nothing".to_owned());
        }
    }
    Ok(())
}
