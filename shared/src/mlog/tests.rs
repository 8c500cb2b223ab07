use super::*;
use crate::crypto::{DeviceKeys, DevicePublic, Entropy, SeededEntropy};
use crate::ids::{DeviceId, Hash, InviteId, MemberId, SpaceId};
use crate::protocol::messages::KeyBox;
use crate::records::SpaceKind;
use proptest::prelude::*;

const SPACE: SpaceId = SpaceId([7; 16]);
const FOUNDER: MemberId = member(0);

const fn member(n: u8) -> MemberId {
    MemberId([n; 16])
}

fn keys(n: u8) -> DeviceKeys {
    DeviceKeys::make(&mut SeededEntropy::new(u64::from(n)))
}

fn public(n: u8) -> DevicePublic {
    keys(n).public()
}

fn genesis(kind: SpaceKind) -> Entry {
    Entry {
        space: SPACE,
        seq: 1,
        prev: Hash::ZERO,
        key_epoch: 1,
        op: MemberOp::Genesis {
            kind,
            title: vec![1; 72],
            kid: Hash([1; 32]),
            member: FOUNDER,
            role: Role::Projektteam,
            name: vec![2; 72],
            device: public(0),
            device_kind: DeviceKind::Service,
        },
        signer: keys(0).id(),
        claimed_ms: 1_000,
    }
}

fn founded(kind: SpaceKind) -> Members {
    Members::found(&sign(&genesis(kind), &keys(0)).unwrap()).unwrap()
}

fn add_member(n: u8, capability: Capability) -> MemberOp {
    MemberOp::AddMember {
        member: member(n),
        capability,
        role: Role::Gk,
        name: vec![n; 72],
        device: public(n),
        device_kind: DeviceKind::Phone,
        invite: Some(InviteId([n; 16])),
    }
}

fn add_device(owner: u8, n: u8, device_kind: DeviceKind) -> MemberOp {
    let device = public(n);
    MemberOp::AddDevice {
        member: member(owner),
        device,
        device_kind,
        name: vec![n],
        via: None,
    }
}

fn set_capability(n: u8, capability: Capability) -> MemberOp {
    MemberOp::SetCapability {
        member: member(n),
        capability,
        role: Role::Allianz,
    }
}

fn remove_device(n: u8) -> MemberOp {
    MemberOp::RemoveDevice {
        device: keys(n).id(),
        wipe: true,
    }
}

fn name_device(n: u8) -> MemberOp {
    MemberOp::NameDevice {
        device: keys(n).id(),
        name: vec![8; 72],
    }
}

fn remove_member(n: u8) -> MemberOp {
    MemberOp::RemoveMember {
        member: member(n),
        wipe: false,
    }
}

fn rotate(key_epoch: u32) -> MemberOp {
    MemberOp::Rotate {
        key_epoch,
        kid: Hash([9; 32]),
        prev_wrap: vec![3; PREVIOUS_WRAP_BYTES],
        boxes_hash: boxes_hash(&[]),
    }
}

fn act(members: &mut Members, signer: u8, op: MemberOp) -> Result<(), MlogError> {
    let keys = keys(signer);
    let entry = members.next_entry(op, keys.id(), 2_000);
    members.apply(&sign(&entry, &keys).unwrap())
}

/// Founder 0 (admin), 1 (admin), 2 (write), 3 (read).
fn town() -> Members {
    let mut members = founded(SpaceKind::Town);
    act(&mut members, 0, add_member(1, Capability::Admin)).unwrap();
    act(&mut members, 1, add_member(2, Capability::Write)).unwrap();
    act(&mut members, 0, add_member(3, Capability::Read)).unwrap();
    members
}

fn capability(members: &Members, n: u8) -> Option<Capability> {
    members.capability(keys(n).id())
}

#[test]
fn a_space_is_founded_by_the_device_it_names() {
    let members = founded(SpaceKind::Core);
    assert_eq!(
        (members.seq, members.key_epoch, members.kind),
        (1, 1, SpaceKind::Core)
    );
    assert_eq!(capability(&members, 0), Some(Capability::Admin));
    assert_eq!(capability(&members, 1), None);
    assert_eq!(members.hash_at(1), Some(members.hash));
    assert_eq!(members.hash_at(0), None);
    assert!(!members.policy.paper);

    let refused = |change: fn(&mut Entry), signer: u8| {
        let mut entry = genesis(SpaceKind::Town);
        change(&mut entry);
        Members::found(&sign(&entry, &keys(signer)).unwrap())
    };
    let founding = Err(MlogError::Founding);
    assert_eq!(refused(|entry| entry.seq = 2, 0), founding);
    assert_eq!(refused(|entry| entry.key_epoch = 2, 0), founding);
    assert_eq!(refused(|entry| entry.prev = Hash([1; 32]), 0), founding);
    assert_eq!(refused(|entry| entry.signer = keys(1).id(), 1), founding);
    assert_eq!(refused(|entry| entry.op = MemberOp::Close, 0), founding);
    assert_eq!(Members::replay([]), founding);
}

#[test]
fn each_capability_may_what_it_may() {
    use Capability::{Admin, Read, Write};
    // Who (0 admin, 2 write, 3 read) does what, and whether it counts.
    let no = Err(MlogError::NotAllowed);
    let cases: [(u8, MemberOp, Result<(), MlogError>); 25] = [
        (0, add_member(4, Admin), Ok(())),
        (2, add_member(4, Read), no.clone()),
        (3, add_member(4, Read), no.clone()),
        (0, set_capability(2, Read), Ok(())),
        (2, set_capability(2, Admin), no.clone()),
        (2, set_capability(3, Write), no.clone()),
        (0, add_device(3, 5, DeviceKind::Phone), Ok(())),
        (3, add_device(3, 5, DeviceKind::Phone), Ok(())),
        (3, add_device(2, 5, DeviceKind::Phone), no.clone()),
        (2, add_device(0, 5, DeviceKind::Phone), no.clone()),
        (0, remove_device(3), Ok(())),
        (3, remove_device(3), Ok(())),
        (3, remove_device(2), no.clone()),
        (2, remove_device(0), no.clone()),
        (0, remove_member(3), Ok(())),
        (3, remove_member(3), no.clone()),
        (2, remove_member(3), no.clone()),
        (2, rotate(2), Ok(())),
        (3, rotate(2), no.clone()),
        (
            2,
            MemberOp::Policy(Policy::starting(SpaceKind::Town)),
            no.clone(),
        ),
        (2, MemberOp::Close, no.clone()),
        (3, name_device(3), Ok(())),
        (3, name_device(2), no.clone()),
        (0, name_device(3), no),
        (0, name_device(9), Err(MlogError::UnknownDevice)),
    ];
    for (signer, op, expected) in cases {
        let mut members = town();
        let before = members.clone();
        assert_eq!(
            act(&mut members, signer, op.clone()),
            expected,
            "{signer} {op:?}"
        );
        assert_eq!(members == before, expected.is_err());
    }
}

#[test]
fn nobody_gets_in_twice_even_after_removal() {
    let mut members = town();
    let again = add_member(2, Capability::Read);
    assert_eq!(
        act(&mut members, 0, again.clone()),
        Err(MlogError::MemberExists)
    );
    let MemberOp::AddMember {
        device,
        device_kind,
        role,
        name,
        capability,
        ..
    } = again
    else {
        unreachable!()
    };
    let other_name = MemberOp::AddMember {
        member: member(9),
        device,
        device_kind,
        role,
        name,
        capability,
        invite: None,
    };
    assert_eq!(
        act(&mut members, 0, other_name.clone()),
        Err(MlogError::DeviceExists)
    );
    act(&mut members, 0, remove_member(2)).unwrap();
    assert_eq!(
        act(&mut members, 0, other_name),
        Err(MlogError::DeviceExists)
    );
    assert_eq!(
        act(&mut members, 0, add_member(2, Capability::Write)),
        Err(MlogError::MemberExists)
    );
    assert_eq!(
        act(&mut members, 0, add_device(2, 6, DeviceKind::Phone)),
        Err(MlogError::UnknownMember)
    );
    assert_eq!(
        members.used_invites.get(&InviteId([2; 16])),
        Some(&vec![keys(2).id()])
    );
}

#[test]
fn the_last_admin_cannot_go_in_any_way() {
    let mut members = town();
    act(&mut members, 0, set_capability(1, Capability::Write)).unwrap();
    assert_eq!(members.admins(), 1);
    for op in [
        set_capability(0, Capability::Write),
        remove_member(0),
        MemberOp::RemoveDevice {
            device: keys(0).id(),
            wipe: false,
        },
    ] {
        assert_eq!(act(&mut members, 0, op), Err(MlogError::LastAdmin));
    }
    // With a second device the first may go, and the person stays admin.
    act(&mut members, 0, add_device(0, 8, DeviceKind::Desktop)).unwrap();
    act(&mut members, 0, remove_device(0)).unwrap();
    assert_eq!(
        act(&mut members, 8, remove_device(8)),
        Err(MlogError::LastAdmin)
    );
    assert_eq!(
        act(&mut members, 0, remove_device(3)),
        Err(MlogError::UnknownSigner)
    );
    assert_eq!(members.admins(), 1);
}

#[test]
fn a_removed_device_can_do_nothing_but_its_past_still_counts() {
    let mut members = town();
    let (device, before) = (keys(2).id(), members.seq);
    act(&mut members, 0, set_capability(2, Capability::Read)).unwrap();
    act(&mut members, 0, remove_member(2)).unwrap();
    assert_eq!(members.capability(device), None);
    assert_eq!(
        members.capability_at(device, before),
        Some(Capability::Write)
    );
    assert_eq!(
        members.capability_at(device, before + 1),
        Some(Capability::Read)
    );
    assert_eq!(members.capability_at(device, before + 2), None);
    assert_eq!(members.capability_at(device, 1), None);
    assert_eq!(members.capability_at(keys(0).id(), members.seq + 1), None);
    assert_eq!(members.public(device), Some(&public(2)));
    assert_eq!(
        members.devices.get(&device).unwrap().removed_at,
        Some(before + 2)
    );
    assert_eq!(
        act(&mut members, 2, rotate(2)),
        Err(MlogError::UnknownSigner)
    );
    assert!(members.active_devices().all(|(id, _)| id != device));
}

#[test]
fn a_removal_asks_for_a_new_key_until_there_is_one() {
    let mut members = town();
    act(&mut members, 3, remove_device(3)).unwrap();
    assert!(members.needs_rotation);
    assert_eq!(
        act(&mut members, 2, rotate(3)),
        Err(MlogError::KeyEpoch {
            expected: 2,
            found: 3
        })
    );
    let rotated_at = members.seq + 1;
    act(&mut members, 2, rotate(2)).unwrap();
    assert!(!members.needs_rotation);
    assert_eq!(members.key_epoch, 2);
    assert_eq!(members.kids.get(&2), Some(&Hash([9; 32])));
    assert!(members.previous_wraps.contains_key(&2));
    assert_eq!(members.epoch_at(rotated_at - 1), 1);
    assert_eq!(members.epoch_at(rotated_at), 2);
    assert_eq!(members.epoch_at(0), 0);
    // Who did not hear of it yet has to fetch first.
    let mut entry = members.next_entry(add_member(5, Capability::Read), keys(0).id(), 0);
    entry.key_epoch = 1;
    let late = sign(&entry, &keys(0)).unwrap();
    assert_eq!(
        members.apply(&late),
        Err(MlogError::KeyEpoch {
            expected: 2,
            found: 1
        })
    );
}

#[test]
fn only_the_next_entry_of_this_history_counts() {
    let mut members = town();
    let before = members.clone();
    let admin = keys(0);
    let with = |change: &dyn Fn(&mut Entry)| {
        let mut entry = before.next_entry(MemberOp::Close, admin.id(), 0);
        change(&mut entry);
        sign(&entry, &admin).unwrap()
    };
    let cases = [
        (
            with(&|entry| entry.space = SpaceId([8; 16])),
            MlogError::OtherSpace,
        ),
        (
            with(&|entry| entry.seq = 4),
            MlogError::Seq {
                expected: 5,
                found: 4,
            },
        ),
        (
            with(&|entry| entry.seq = 6),
            MlogError::Seq {
                expected: 5,
                found: 6,
            },
        ),
        (with(&|entry| entry.prev = Hash::ZERO), MlogError::Parted),
    ];
    for (entry, error) in cases {
        assert_eq!(members.apply(&entry), Err(error));
    }
    // Two admins at once: the first wins, the second has to look again.
    let first = with(&|_| {});
    let second = sign(
        &before.next_entry(remove_member(3), keys(1).id(), 0),
        &keys(1),
    )
    .unwrap();
    assert_eq!(members, before);
    members.apply(&first).unwrap();
    assert_eq!(
        members.apply(&second),
        Err(MlogError::Seq {
            expected: 6,
            found: 5
        })
    );
    assert!(members.closed);
    assert_eq!(act(&mut members, 0, rotate(2)), Err(MlogError::Closed));
}

#[test]
fn a_forged_entry_does_not_count() {
    let mut members = town();
    let entry = members.next_entry(MemberOp::Close, keys(0).id(), 0);
    assert_eq!(sign(&entry, &keys(1)), Err(MlogError::Signer));
    let mut bytes = sign(&entry, &keys(0)).unwrap().bytes().to_vec();
    bytes.last_mut().map(|byte| *byte ^= 1).unwrap();
    let forged = SignedEntry::parse(bytes).unwrap();
    assert_eq!(members.apply(&forged), Err(MlogError::Signature));
    let stranger = members.next_entry(MemberOp::Close, keys(99).id(), 0);
    let stranger = sign(&stranger, &keys(99)).unwrap();
    assert_eq!(members.apply(&stranger), Err(MlogError::UnknownSigner));
}

#[test]
fn paper_is_taken_where_the_rules_allow_it() {
    let mut members = town();
    act(&mut members, 2, add_device(2, 10, DeviceKind::Paper)).unwrap();
    let strict = Policy {
        paper: false,
        ..members.policy
    };
    act(&mut members, 0, MemberOp::Policy(strict)).unwrap();
    assert_eq!(
        act(&mut members, 2, add_device(2, 11, DeviceKind::Paper)),
        Err(MlogError::PaperRefused)
    );
    let mut case = founded(SpaceKind::Case);
    assert_eq!(
        act(&mut case, 0, add_device(0, 11, DeviceKind::Paper)),
        Err(MlogError::PaperRefused)
    );
}

#[test]
fn a_space_takes_only_so_many_devices() {
    use crate::protocol::limits::SPACE_DEVICES_MAX;
    let mut members = founded(SpaceKind::Town);
    let mut rng = SeededEntropy::new(500);
    let mut add = |members: &mut Members| {
        let device = DeviceKeys::make(&mut rng).public();
        let op = MemberOp::AddDevice {
            member: FOUNDER,
            device,
            device_kind: DeviceKind::Phone,
            name: Vec::new(),
            via: None,
        };
        act(members, 0, op)
    };
    for _ in 1..SPACE_DEVICES_MAX {
        add(&mut members).unwrap();
    }
    assert_eq!(
        add(&mut members),
        Err(MlogError::TooManyDevices {
            devices_max: SPACE_DEVICES_MAX
        })
    );
}

#[test]
fn what_a_newer_app_writes_is_named() {
    let bytes = sign(&genesis(SpaceKind::Town), &keys(0))
        .unwrap()
        .bytes()
        .to_vec();
    let with = |place: usize, value: u8| {
        let mut bytes = bytes.clone();
        bytes[place] = value;
        SignedEntry::parse(bytes).unwrap_err()
    };
    // version, suite, space, number, hash before, epoch, then the operation
    let op = 1 + 1 + 16 + 4 + 32 + 4;
    assert_eq!(with(0, 2), MlogError::UnknownVersion { found: 2 });
    assert_eq!(with(1, 9), MlogError::UnknownSuite { found: 9 });
    assert_eq!(with(op, 11), MlogError::UnknownOp { code: 11 });
    assert!(with(op, 11).is_newer());
    assert_eq!(with(op + 1, 6), MlogError::Field { field: "kind" });
    assert!(!with(op + 1, 6).is_newer());
}

fn every_op() -> Vec<MemberOp> {
    let MemberOp::Genesis { .. } = genesis(SpaceKind::Town).op else {
        unreachable!()
    };
    vec![
        genesis(SpaceKind::Town).op,
        add_member(1, Capability::Write),
        add_device(1, 2, DeviceKind::Desktop),
        set_capability(1, Capability::Read),
        remove_device(1),
        remove_member(1),
        rotate(2),
        MemberOp::Policy(Policy {
            retention_days: 30,
            paper: true,
            protocol_min: 2,
        }),
        MemberOp::Close,
        name_device(1),
    ]
}

fn entry_of(op: MemberOp) -> SignedEntry {
    sign(
        &Entry {
            op,
            ..genesis(SpaceKind::Town)
        },
        &keys(0),
    )
    .unwrap()
}

#[test]
fn every_operation_reads_back_and_is_written_alike() {
    for op in every_op() {
        let signed = entry_of(op);
        let read = SignedEntry::parse(signed.bytes().to_vec()).unwrap();
        assert_eq!(read, signed);
        assert!(read.is_signed_by(&public(0)));
        assert!(!read.is_signed_by(&public(1)));
    }
}

#[test]
fn every_changed_bit_of_every_operation_is_refused() {
    let signer = public(0);
    for signed in every_op().into_iter().map(entry_of) {
        for bit in 0..signed.bytes().len() * 8 {
            let mut bytes = signed.bytes().to_vec();
            bytes[bit / 8] ^= 1 << (bit % 8);
            if let Ok(read) = SignedEntry::parse(bytes) {
                assert!(
                    !read.is_signed_by(&signer),
                    "bit {bit} of {:?}",
                    signed.entry().op
                );
            }
        }
        for length in 0..signed.bytes().len() {
            if let Ok(read) = SignedEntry::parse(signed.bytes()[..length].to_vec()) {
                assert!(!read.is_signed_by(&signer));
            }
        }
    }
}

#[test]
fn what_does_not_fit_into_an_entry_is_not_signed() {
    let mut entry = genesis(SpaceKind::Town);
    let op = |name: Vec<u8>| MemberOp::AddDevice {
        member: member(1),
        device: public(1),
        device_kind: DeviceKind::Phone,
        name,
        via: None,
    };
    entry.op = op(vec![0; SEALED_NAME_BYTES_MAX]);
    assert!(sign(&entry, &keys(0)).is_ok());
    entry.op = op(vec![0; SEALED_NAME_BYTES_MAX + 1]);
    assert_eq!(
        sign(&entry, &keys(0)),
        Err(MlogError::Field { field: "name" })
    );
    entry.op = MemberOp::Rotate {
        key_epoch: 2,
        kid: Hash::ZERO,
        prev_wrap: vec![0; 71],
        boxes_hash: Hash::ZERO,
    };
    assert_eq!(
        sign(&entry, &keys(0)),
        Err(MlogError::Field { field: "prev_wrap" })
    );
}

#[test]
fn the_hash_of_boxes_does_not_depend_on_their_order() {
    let key_box = |n: u8| KeyBox {
        device: DeviceId([n; 16]),
        key_epoch: 2,
        sealed: vec![n; 80],
    };
    let hash = boxes_hash(&[key_box(1), key_box(2)]);
    assert_eq!(hash, boxes_hash(&[key_box(2), key_box(1)]));
    assert_ne!(hash, boxes_hash(&[key_box(1), key_box(3)]));
    assert_ne!(hash, boxes_hash(&[key_box(1)]));
}

/// One step of a random history: who signs, and what they try.
fn step() -> impl Strategy<Value = (u8, MemberOp)> {
    let who = 0_u8..8;
    let capability = prop_oneof![
        Just(Capability::Read),
        Just(Capability::Write),
        Just(Capability::Admin)
    ];
    let kind = prop_oneof![Just(DeviceKind::Phone), Just(DeviceKind::Paper)];
    let op = prop_oneof![
        4 => (0_u8..8, capability.clone()).prop_map(|(n, it)| add_member(n, it)),
        2 => (0_u8..8, 0_u8..16, kind).prop_map(|(owner, n, kind)| add_device(owner, n, kind)),
        3 => (0_u8..8, capability).prop_map(|(n, it)| set_capability(n, it)),
        2 => (0_u8..16).prop_map(remove_device),
        2 => (0_u8..8).prop_map(remove_member),
        1 => (0_u8..16).prop_map(name_device),
        2 => (1_u32..5).prop_map(rotate),
        1 => any::<bool>().prop_map(|paper| MemberOp::Policy(Policy {
            retention_days: 1,
            paper,
            protocol_min: 1,
        })),
        1 => Just(genesis(SpaceKind::Town).op),
    ];
    (who, op)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_history_loses_the_last_admin_or_rewrites_the_past(
        steps in proptest::collection::vec(step(), 0..40),
    ) {
        let mut members = founded(SpaceKind::Town);
        let mut entries = vec![sign(&genesis(SpaceKind::Town), &keys(0)).unwrap()];
        for (signer, op) in steps {
            let before = members.clone();
            let signer_keys = keys(signer);
            let entry = sign(&members.next_entry(op, signer_keys.id(), 0), &signer_keys).unwrap();
            match members.apply(&entry) {
                Err(_) => prop_assert_eq!(&members, &before),
                Ok(()) => {
                    prop_assert!(before.capability(signer_keys.id()).is_some());
                    prop_assert_eq!(members.seq, before.seq + 1);
                    entries.push(entry);
                }
            }
            prop_assert!(members.admins() >= 1);
            for device in members.devices.keys() {
                for seq in 0..=before.seq {
                    let (now, then) =
                        (members.capability_at(*device, seq), before.capability_at(*device, seq));
                    prop_assert_eq!(now, then);
                }
            }
            prop_assert_eq!(members.hash_at(before.seq), Some(before.hash));
            prop_assert_eq!(members.epoch_at(before.seq), before.key_epoch);
        }
        let read: Vec<SignedEntry> =
            entries.iter().map(|it| SignedEntry::parse(it.bytes().to_vec()).unwrap()).collect();
        prop_assert_eq!(Members::replay(&read), Ok(members));
    }

    #[test]
    fn any_bytes_are_an_error_or_written_alike(
        mut tail in proptest::collection::vec(any::<u8>(), 0..400),
        keep in 0_usize..64,
        place in 0_usize..9,
    ) {
        let real = entry_of(every_op().swap_remove(place));
        let mut bytes = real.bytes().get(..keep).unwrap().to_vec();
        bytes.append(&mut tail);
        if let Ok(read) = SignedEntry::parse(bytes.clone()) {
            prop_assert_eq!(read.bytes(), bytes.as_slice());
        }
    }
}

#[test]
fn random_bytes_never_panic() {
    let mut rng = SeededEntropy::new(77);
    for length in 0..2_000 {
        let mut bytes = vec![0; length % 700];
        rng.fill(&mut bytes);
        if let Some(version) = bytes.get_mut(..2) {
            version.copy_from_slice(&[1, 1]);
        }
        if let Some(op) = bytes.get_mut(58) {
            *op = (length % 11) as u8;
        }
        if let Ok(read) = SignedEntry::parse(bytes.clone()) {
            assert_eq!(read.bytes(), bytes);
        }
    }
}
