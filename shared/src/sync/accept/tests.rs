//! The table of the judgement: one case per rule and per place where two rules meet.

use super::*;
use crate::crypto::{DeviceKeys, Entropy, SeededEntropy, SpaceKey};
use crate::envelope::{Draft, EnvelopeKind, chain_start, seal};
use crate::ids::{ItemId, MemberId};
use crate::mlog::{DeviceKind, MemberOp, Role, sign};
use crate::records::SpaceKind;

const SPACE: SpaceId = SpaceId([7; 16]);
const BYTES_MAX: u64 = 1 << 20;

/// A space with an admin, somebody who writes and somebody who reads.
struct World {
    rng: SeededEntropy,
    key: SpaceKey,
    admin: DeviceKeys,
    writer: DeviceKeys,
    reader: DeviceKeys,
    members: Members,
}

impl World {
    fn new() -> Self {
        let mut rng = SeededEntropy::new(1);
        let key = SpaceKey::make(&mut rng);
        let keys = [(); 3].map(|()| DeviceKeys::make(&mut rng));
        let [admin, writer, reader] = keys;
        let genesis = crate::mlog::Entry {
            space: SPACE,
            seq: 1,
            prev: Hash::ZERO,
            key_epoch: 1,
            op: MemberOp::Genesis {
                kind: SpaceKind::Town,
                title: vec![1; 40],
                kid: key.kid(SPACE, 1),
                member: MemberId([1; 16]),
                role: Role::Gk,
                name: vec![2; 40],
                device: admin.public(),
                device_kind: DeviceKind::Phone,
            },
            signer: admin.id(),
            claimed_ms: 1,
        };
        let members = Members::found(&sign(&genesis, &admin).unwrap()).unwrap();
        let mut world = Self {
            rng,
            key,
            admin,
            writer,
            reader,
            members,
        };
        let (writer, reader) = (world.writer.public(), world.reader.public());
        world.append(world.add(2, Capability::Write, writer));
        world.append(world.add(3, Capability::Read, reader));
        world
    }

    fn add(&self, member: u8, capability: Capability, device: DevicePublic) -> MemberOp {
        MemberOp::AddMember {
            member: MemberId([member; 16]),
            capability,
            role: Role::Allianz,
            name: vec![2; 40],
            device,
            device_kind: DeviceKind::Phone,
            invite: None,
        }
    }

    fn append(&mut self, op: MemberOp) {
        let entry = self.members.next_entry(op, self.admin.id(), 2);
        self.members
            .apply(&sign(&entry, &self.admin).unwrap())
            .unwrap();
    }

    fn rotate(&mut self) {
        self.append(MemberOp::Rotate {
            key_epoch: 2,
            kid: Hash([3; 32]),
            prev_wrap: vec![0; crate::mlog::PREVIOUS_WRAP_BYTES],
            boxes_hash: Hash::ZERO,
        });
    }

    fn envelope(
        &mut self,
        keys: &DeviceKeys,
        dev_seq: u64,
        change: impl FnOnce(&mut Draft<'_>),
    ) -> Candidate {
        let mut draft = Draft {
            kind: EnvelopeKind::Batch,
            space: SPACE,
            item: ItemId(self.rng.make_id()),
            device: keys.id(),
            dev_seq,
            m_seq: self.members.seq,
            m_hash: self.members.hash,
            seen_seq: 0,
            seen_hash: chain_start(SPACE),
            key_epoch: self.members.key_epoch,
            nonce: self.rng.make_nonce(),
            plaintext: b"words",
        };
        change(&mut draft);
        let envelope = seal(&draft, &self.key, keys).unwrap();
        let mut candidate = Candidate::check(envelope, &keys.public());
        candidate.seen = Some(chain_start(SPACE));
        candidate
    }

    fn standing(&self, device: DeviceId) -> Standing<'_> {
        Standing {
            space: SPACE,
            device,
            members: &self.members,
            dev_seq: 0,
            m_seq: 0,
            head: 0,
            bytes: 0,
            bytes_max: BYTES_MAX,
        }
    }

    /// Judges one envelope of the writer with number `dev_seq`.
    fn one(&mut self, dev_seq: u64, change: impl FnOnce(&mut Draft<'_>)) -> Verdict {
        let keys = clone(&self.writer);
        let candidate = self.envelope(&keys, dev_seq, change);
        judge(&self.standing(keys.id()), &[candidate])
    }
}

fn clone(keys: &DeviceKeys) -> DeviceKeys {
    let (sign, seal) = keys.seeds();
    DeviceKeys::from_seeds(sign, seal)
}

fn refused(code: ProblemCode) -> Verdict {
    Verdict {
        known: 0,
        fresh: 0,
        refused: Some(code),
    }
}

const FRESH: Verdict = Verdict {
    known: 0,
    fresh: 1,
    refused: None,
};

#[test]
fn what_follows_is_accepted() {
    assert_eq!(World::new().one(1, |_| ()), FRESH);
}

#[test]
fn each_broken_rule_has_its_code() {
    type Change = fn(&mut Draft<'_>);
    let cases: [(&str, u64, Change, ProblemCode); 9] = [
        (
            "another space",
            1,
            |d| d.space = SpaceId([8; 16]),
            ProblemCode::Refused,
        ),
        ("number zero", 0, |_| (), ProblemCode::Refused),
        ("a gap", 2, |_| (), ProblemCode::NeedDevSeq),
        (
            "has seen more",
            1,
            |d| d.seen_seq = 1,
            ProblemCode::HealNeeded,
        ),
        (
            "has seen something else",
            1,
            |d| d.seen_hash = Hash([9; 32]),
            ProblemCode::HealNeeded,
        ),
        (
            "knows more members",
            1,
            |d| d.m_seq = 4,
            ProblemCode::HealNeeded,
        ),
        (
            "knows other members",
            1,
            |d| d.m_hash = Hash([9; 32]),
            ProblemCode::Refused,
        ),
        (
            "an older key",
            1,
            |d| d.key_epoch = 0,
            ProblemCode::StaleKey,
        ),
        (
            "a future key",
            1,
            |d| d.key_epoch = 2,
            ProblemCode::StaleKey,
        ),
    ];
    for (name, dev_seq, change, code) in cases {
        assert_eq!(World::new().one(dev_seq, change), refused(code), "{name}");
    }
}

#[test]
fn an_earlier_rule_answers_first() {
    let mut world = World::new();
    let gap_and_heal = world.one(5, |draft| draft.seen_seq = 9);
    assert_eq!(gap_and_heal, refused(ProblemCode::NeedDevSeq));
    let heal_and_key = world.one(1, |draft| (draft.seen_seq, draft.key_epoch) = (9, 7));
    assert_eq!(heal_and_key, refused(ProblemCode::HealNeeded));
}

#[test]
fn somebody_else_s_envelope_is_refused() {
    let mut world = World::new();
    let (writer, admin) = (clone(&world.writer), world.admin.id());
    let candidate = world.envelope(&writer, 1, |_| ());
    assert_eq!(
        judge(&world.standing(admin), &[candidate]),
        refused(ProblemCode::Refused)
    );
}

#[test]
fn a_forged_signature_is_refused() {
    let mut world = World::new();
    let writer = clone(&world.writer);
    let sealed = world.envelope(&writer, 1, |_| ());
    let mut bytes = sealed.envelope.bytes().to_vec();
    *bytes.last_mut().unwrap() ^= 1;
    let envelope = Envelope::parse(bytes).unwrap();
    let candidate = Candidate {
        seen: sealed.seen,
        ..Candidate::check(envelope, &writer.public())
    };
    assert_eq!(
        judge(&world.standing(writer.id()), &[candidate]),
        refused(ProblemCode::Refused)
    );
}

#[test]
fn who_only_reads_may_not_write() {
    let mut world = World::new();
    let reader = clone(&world.reader);
    let candidate = world.envelope(&reader, 1, |_| ());
    let verdict = judge(&world.standing(reader.id()), &[candidate]);
    assert_eq!(verdict, refused(ProblemCode::Forbidden));
}

#[test]
fn a_known_number_is_accepted_whatever_has_changed_since() {
    let mut world = World::new();
    let writer = clone(&world.writer);
    let mut candidate = world.envelope(&writer, 1, |_| ());
    candidate.known = Some(candidate.envelope.hash());
    world.rotate();
    let standing = Standing {
        dev_seq: 1,
        ..world.standing(writer.id())
    };
    let verdict = judge(&standing, &[candidate]);
    assert_eq!(
        verdict,
        Verdict {
            known: 1,
            fresh: 0,
            refused: None
        }
    );
}

#[test]
fn a_known_number_with_another_hash_is_a_copied_device() {
    let mut world = World::new();
    let writer = clone(&world.writer);
    let mut candidate = world.envelope(&writer, 1, |_| ());
    candidate.known = Some(Hash([1; 32]));
    let standing = Standing {
        dev_seq: 1,
        ..world.standing(writer.id())
    };
    assert_eq!(
        judge(&standing, &[candidate]),
        refused(ProblemCode::DeviceFork)
    );
}

#[test]
fn after_a_key_change_the_old_key_is_stale() {
    let mut world = World::new();
    let writer = clone(&world.writer);
    let candidate = world.envelope(&writer, 1, |_| ());
    world.rotate();
    let verdict = judge(&world.standing(writer.id()), &[candidate]);
    assert_eq!(verdict, refused(ProblemCode::StaleKey));
}

#[test]
fn an_older_membership_entry_under_the_same_key_is_fine() {
    let mut world = World::new();
    let writer = clone(&world.writer);
    let candidate = world.envelope(&writer, 1, |_| ());
    let newcomer = DeviceKeys::make(&mut world.rng).public();
    world.append(world.add(4, Capability::Read, newcomer));
    assert_eq!(judge(&world.standing(writer.id()), &[candidate]), FRESH);
}

#[test]
fn a_removed_or_demoted_device_may_not_write_under_an_older_entry() {
    let mut world = World::new();
    let writer = clone(&world.writer);
    let candidate = world.envelope(&writer, 1, |_| ());
    let (member, capability) = (MemberId([2; 16]), Capability::Read);
    world.append(MemberOp::SetCapability {
        member,
        capability,
        role: Role::Lesen,
    });
    let verdict = judge(
        &world.standing(writer.id()),
        std::slice::from_ref(&candidate),
    );
    assert_eq!(verdict, refused(ProblemCode::Forbidden));
    world.append(MemberOp::RemoveMember {
        member,
        wipe: false,
    });
    let verdict = judge(&world.standing(writer.id()), &[candidate]);
    assert_eq!(verdict, refused(ProblemCode::Removed));
}

#[test]
fn a_valid_prefix_is_accepted() {
    let mut world = World::new();
    let writer = clone(&world.writer);
    let numbers = [1, 2, 4, 5];
    let push: Vec<_> = numbers
        .map(|number| world.envelope(&writer, number, |_| ()))
        .into();
    let verdict = judge(&world.standing(writer.id()), &push);
    let code = Some(ProblemCode::NeedDevSeq);
    assert_eq!(
        verdict,
        Verdict {
            known: 0,
            fresh: 2,
            refused: code
        }
    );
}

#[test]
fn an_old_number_behind_a_new_one_is_refused() {
    let mut world = World::new();
    let writer = clone(&world.writer);
    let push: Vec<_> = [1, 1]
        .map(|number| world.envelope(&writer, number, |_| ()))
        .into();
    let verdict = judge(&world.standing(writer.id()), &push);
    let code = Some(ProblemCode::Refused);
    assert_eq!(
        verdict,
        Verdict {
            known: 0,
            fresh: 1,
            refused: code
        }
    );
}

#[test]
fn a_full_space_takes_what_still_fits() {
    let mut world = World::new();
    let writer = clone(&world.writer);
    let push: Vec<_> = [1, 2]
        .map(|number| world.envelope(&writer, number, |_| ()))
        .into();
    let one = push.first().unwrap().envelope.bytes().len() as u64;
    let standing = Standing {
        bytes_max: one * 2 - 1,
        ..world.standing(writer.id())
    };
    let verdict = judge(&standing, &push);
    assert_eq!(
        verdict,
        Verdict {
            known: 0,
            fresh: 1,
            refused: Some(ProblemCode::Quota)
        }
    );
}

#[test]
fn a_device_does_not_go_back_to_an_older_membership_entry() {
    let mut world = World::new();
    let writer = clone(&world.writer);
    let candidate = world.envelope(&writer, 2, |_| ());
    let newcomer = DeviceKeys::make(&mut world.rng).public();
    world.append(world.add(4, Capability::Read, newcomer));
    let standing = Standing {
        dev_seq: 1,
        m_seq: 4,
        ..world.standing(writer.id())
    };
    assert_eq!(
        judge(&standing, &[candidate]),
        refused(ProblemCode::Refused)
    );
}
