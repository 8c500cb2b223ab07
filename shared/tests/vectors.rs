//! Bytes written by version 1 still open, and are still written alike; see `tests/vectors/README.md`.
//!
//! Every case rebuilds its object from the inputs of the file and compares it with the pinned bytes, then
//! opens the pinned bytes. A missing file is printed in full, to be looked at and pinned by hand.

#![cfg(feature = "testing")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that fails says where"
)]

use serde_json::{Value, json};
use shared::batch;
use shared::blob::{FileKind, Place, Plain, open_chunk, open_file, seal_blob};
use shared::checkpoint::{
    Attest, Confirmed, Draft as CheckpointDraft, LastEnvelope, Manifest, Rest, Segment, SegmentRef,
    SignedAttest, SignedManifest, build,
};
use shared::crypto::{
    DeviceKeys, Entropy, Grant, InvitePayload, InviteSecret, LocalKey, NameOf, Passphrase,
    PassphraseSlot, PlatformSlot, RecoveryCode, SeededEntropy, SpaceKey, check_join, make_join,
    make_slot, open_name, open_parcel, open_slot, open_space_key, seal_name, seal_parcel,
    seal_space_key, spoken_words, unwrap_previous, wrap_previous,
};
use shared::envelope::{self, Draft, Envelope, EnvelopeKind};
use shared::ids::{DeviceId, Hash, InviteId, ItemId, MemberId, RecordId, SpaceId, to_hex};
use shared::merge::{ALIVE, Before, Dot, Edit, Op, Slot, Step, Sub};
use shared::mlog::{
    Capability, DeviceKind, Entry, MemberOp, Members, Policy, Role, SignedEntry, boxes_hash, sign,
    space_kind_number,
};
use shared::protocol::messages::{JoinRequest, KeyBox, Parcel};
use shared::records::SpaceKind;
use shared::sync::{Device, Extent, Identity, NewSpace, Row, Write};
use shared::value::Value as Stored;

const SPACE: SpaceId = SpaceId(*b"space of vectors");
const BOTH_SIDES: &str = "the writer and the pinned file differ: formats of version 1 never change";

fn rng(seed: u64) -> SeededEntropy {
    SeededEntropy::new(seed)
}

/// Returns the pinned file after comparing it with what would be written today.
fn pinned(folder: &str, written: &Value) -> Value {
    pinned_as(folder, "v1", written)
}

/// As [`pinned`], for what was added to a format later.
fn pinned_as(folder: &str, file: &str, written: &Value) -> Value {
    let path = format!(
        "{}/../tests/vectors/{folder}/{file}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let written_text = serde_json::to_string_pretty(written).unwrap();
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|_| panic!("no {path}; it would be\n{written_text}"));
    let pinned: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(&pinned, written, "{BOTH_SIDES}");
    pinned
}

fn bytes(value: &Value) -> Vec<u8> {
    let text = value.as_str().unwrap();
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap())
        .collect()
}

fn array<const N: usize>(value: &Value) -> [u8; N] {
    bytes(value).try_into().unwrap()
}

fn seeds(keys: &DeviceKeys) -> Value {
    let (sign, seal) = keys.seeds();
    let public = keys.public();
    json!({
        "sign_seed": to_hex(&sign),
        "seal_secret": to_hex(&seal),
        "sign_public": to_hex(&public.sign),
        "seal_public": to_hex(&public.seal),
        "device": keys.id().to_string(),
    })
}

fn keys_of(value: &Value) -> DeviceKeys {
    DeviceKeys::from_seeds(array(&value["sign_seed"]), array(&value["seal_secret"]))
}

#[test]
fn envelope_v1() {
    let (keys, key) = (DeviceKeys::make(&mut rng(1)), SpaceKey::make(&mut rng(2)));
    let body = b"the body of an envelope is what a batch is written to".repeat(6);
    let draft = Draft {
        kind: EnvelopeKind::Batch,
        space: SPACE,
        item: ItemId(rng(3).make_id()),
        device: keys.id(),
        dev_seq: 0x0102_0304_0506_0708,
        m_seq: 0x1112_1314,
        m_hash: Hash([0x21; 32]),
        seen_seq: 0x3132_3334_3536_3738,
        seen_hash: Hash([0x41; 32]),
        key_epoch: 0x5152_5354,
        nonce: rng(4).make_nonce(),
        plaintext: &body,
    };
    let sealed = envelope::seal(&draft, &key, &keys).unwrap();
    let chain = envelope::chain_next(envelope::chain_start(SPACE), sealed.hash());
    let login = keys.sign_login("sync.example:8080", &Hash([7; 32]));
    let file = pinned(
        "envelope",
        &json!({
            "author": seeds(&keys),
            "space_key": to_hex(key.as_bytes()),
            "body": to_hex(&body),
            "envelope": to_hex(sealed.bytes()),
            "hash": sealed.hash().to_string(),
            "chain_start": envelope::chain_start(SPACE).to_string(),
            "chain_1": chain.to_string(),
            "login_host": "sync.example:8080",
            "login_nonce": Hash([7; 32]).to_string(),
            "login_signature": to_hex(&login),
        }),
    );

    let author = keys_of(&file["author"]).public();
    let read = Envelope::parse(bytes(&file["envelope"])).unwrap();
    assert_eq!(read.verify(&author), Ok(()));
    let key = SpaceKey::from_bytes(array(&file["space_key"]));
    assert_eq!(envelope::open(&read, &key).unwrap(), bytes(&file["body"]));
    let signature = bytes(&file["login_signature"]);
    assert!(envelope::verify_login(
        &author,
        "sync.example:8080",
        &Hash([7; 32]),
        &signature
    ));
}

/// A log with every operation, written by an admin and a second device.
fn log() -> (Vec<SignedEntry>, Members) {
    let people = [1, 2, 3, 4].map(|seed| DeviceKeys::make(&mut rng(seed)));
    let [admin, second, tablet, late] = &people;
    let member = |n: u8| MemberId([n; 16]);
    let (key, next) = (SpaceKey::make(&mut rng(5)), SpaceKey::make(&mut rng(6)));
    let mut source = rng(7);
    let mut name = |of, name: &str, key: &SpaceKey, epoch| {
        seal_name(of, name, key, SPACE, epoch, &mut source).unwrap()
    };
    let first = Entry {
        space: SPACE,
        seq: 1,
        prev: Hash::ZERO,
        key_epoch: 1,
        op: MemberOp::Genesis {
            kind: SpaceKind::Town,
            title: name(NameOf::Space, "Musterstadt", &key, 1),
            kid: key.kid(SPACE, 1),
            member: member(1),
            role: Role::Gk,
            name: name(NameOf::Member(member(1)), "Anna", &key, 1),
            device: admin.public(),
            device_kind: DeviceKind::Phone,
        },
        signer: admin.id(),
        claimed_ms: 1_700_000_000_000,
    };
    let mut source = rng(8);
    let boxes: Vec<KeyBox> = [admin, second]
        .map(|to| KeyBox {
            device: to.id(),
            key_epoch: 2,
            sealed: seal_space_key(&next, SPACE, 2, &to.public(), &mut source).unwrap(),
        })
        .into();
    let ops: Vec<(&DeviceKeys, MemberOp)> = vec![
        (
            admin,
            MemberOp::AddMember {
                member: member(2),
                capability: Capability::Write,
                role: Role::Allianz,
                name: name(NameOf::Member(member(2)), "Ben", &key, 1),
                device: second.public(),
                device_kind: DeviceKind::Desktop,
                invite: Some(InviteId([9; 16])),
            },
        ),
        (
            second,
            MemberOp::AddDevice {
                member: member(2),
                device: tablet.public(),
                device_kind: DeviceKind::Paper,
                name: name(NameOf::Device(tablet.id()), "Blatt", &key, 1),
                via: None,
            },
        ),
        (
            admin,
            MemberOp::SetCapability {
                member: member(2),
                capability: Capability::Admin,
                role: Role::Rathaus,
            },
        ),
        (
            second,
            MemberOp::RemoveDevice {
                device: tablet.id(),
                wipe: true,
            },
        ),
        (
            second,
            MemberOp::Rotate {
                key_epoch: 2,
                kid: next.kid(SPACE, 2),
                prev_wrap: wrap_previous(&next, 2, &key, SPACE, &mut rng(9)),
                boxes_hash: boxes_hash(&boxes),
            },
        ),
        (
            second,
            MemberOp::AddMember {
                member: member(4),
                capability: Capability::Read,
                role: Role::Lesen,
                name: name(NameOf::Member(member(4)), "Dora", &next, 2),
                device: late.public(),
                device_kind: DeviceKind::Service,
                invite: None,
            },
        ),
        (
            admin,
            MemberOp::RemoveMember {
                member: member(4),
                wipe: false,
            },
        ),
        (
            admin,
            MemberOp::Policy(Policy {
                retention_days: 365,
                paper: false,
                protocol_min: 1,
            }),
        ),
        (admin, MemberOp::Close),
    ];
    let mut entries = vec![sign(&first, admin).unwrap()];
    let mut members = Members::found(&entries[0]).unwrap();
    for (place, (signer, op)) in ops.into_iter().enumerate() {
        let claimed_ms = 1_700_000_000_001 + place as u64;
        let entry = sign(&members.next_entry(op, signer.id(), claimed_ms), signer).unwrap();
        members.apply(&entry).unwrap();
        entries.push(entry);
    }
    (entries, members)
}

#[test]
fn mlog_v1() {
    let (entries, members) = log();
    let file = pinned(
        "mlog",
        &json!({
            "space": SPACE.to_string(),
            "first_key": to_hex(SpaceKey::make(&mut rng(5)).as_bytes()),
            "entries": entries.iter().map(|entry| to_hex(entry.bytes())).collect::<Vec<_>>(),
            "hashes": entries.iter().map(|entry| entry.hash().to_string()).collect::<Vec<_>>(),
        }),
    );

    let texts = file["entries"].as_array().unwrap();
    let read: Vec<SignedEntry> = texts
        .iter()
        .map(|text| SignedEntry::parse(bytes(text)).unwrap())
        .collect();
    let folded = Members::replay(&read).unwrap();
    assert_eq!(folded, members);
    assert_eq!((folded.seq, folded.key_epoch, folded.closed), (10, 2, true));
    assert!(folded.needs_rotation);
    let key = SpaceKey::from_bytes(array(&file["first_key"]));
    assert_eq!(key.kid(SPACE, 1), folded.kids[&1]);
    let title = open_name(NameOf::Space, &folded.title, &key, SPACE, 1);
    assert_eq!(title, Ok("Musterstadt".to_owned()));
}

#[test]
fn mlog_v1_with_a_named_device() {
    let (admin, key) = (DeviceKeys::make(&mut rng(1)), SpaceKey::make(&mut rng(5)));
    let mut entries: Vec<SignedEntry> = log().0.into_iter().take(1).collect();
    let mut members = Members::found(&entries[0]).unwrap();
    let of = NameOf::Device(admin.id());
    let op = MemberOp::NameDevice {
        device: admin.id(),
        name: seal_name(of, "Telefon am Tresen", &key, SPACE, 1, &mut rng(10)).unwrap(),
    };
    let entry = members.next_entry(op, admin.id(), 1_700_000_000_001);
    entries.push(sign(&entry, &admin).unwrap());
    let file = pinned_as(
        "mlog",
        "v1-name-device",
        &json!({
            "space": SPACE.to_string(),
            "first_key": to_hex(key.as_bytes()),
            "entries": entries.iter().map(|entry| to_hex(entry.bytes())).collect::<Vec<_>>(),
            "hashes": entries.iter().map(|entry| entry.hash().to_string()).collect::<Vec<_>>(),
        }),
    );
    let read = SignedEntry::parse(bytes(&file["entries"][1])).unwrap();
    members.apply(&read).unwrap();
    let sealed = members.devices[&admin.id()].name.as_ref().unwrap();
    let name = open_name(of, sealed, &key, SPACE, 1);
    assert_eq!(name, Ok("Telefon am Tresen".to_owned()));
}

#[test]
fn slot_v1() {
    let mut source = rng(1);
    let (words, local) = (Passphrase::make(&mut source), LocalKey::make(&mut source));
    let slot = make_slot(&words, &local, &mut source).unwrap();
    let row = local.seal_row("records", b"key", b"value", &mut source);
    let file = pinned(
        "slot",
        &json!({
            "words": words.to_text().as_str(),
            "local_key": to_hex(local.as_bytes()),
            "slot": to_hex(&slot.encode()),
            "row_table": "records",
            "row_key": to_hex(b"key"),
            "row_value": to_hex(b"value"),
            "row": to_hex(&row),
        }),
    );

    let words = Passphrase::parse(file["words"].as_str().unwrap()).unwrap();
    let slot = PassphraseSlot::decode(&bytes(&file["slot"])).unwrap();
    let opened = open_slot(&slot, &words).unwrap();
    assert_eq!(opened.as_bytes(), &array(&file["local_key"]));
    let value = opened
        .open_row("records", b"key", &bytes(&file["row"]))
        .unwrap();
    assert_eq!(value, bytes(&file["row_value"]));
}

#[test]
fn phone_v1() {
    let mut source = rng(1);
    let (prf, salt) = (source.make_key(), source.make_key());
    let local = LocalKey::make(&mut source);
    let slot = PlatformSlot::make(&prf, salt, b"a passkey", &local, &mut source).unwrap();
    let file = pinned(
        "phone",
        &json!({
            "prf": to_hex(&prf),
            "local_key": to_hex(local.as_bytes()),
            "credential": to_hex(b"a passkey"),
            "slot": to_hex(&slot.encode()),
        }),
    );

    let slot = PlatformSlot::decode(&bytes(&file["slot"])).unwrap();
    assert_eq!(slot.credential(), bytes(&file["credential"]));
    let opened = slot.open(&array(&file["prf"])).unwrap();
    assert_eq!(opened.as_bytes(), &array(&file["local_key"]));
}

#[test]
fn recovery_v1() {
    let code = RecoveryCode::make(&mut rng(1));
    let file = pinned(
        "recovery",
        &json!({ "code": code.to_code(), "device": seeds(&code.keys()) }),
    );

    let read = RecoveryCode::from_code(file["code"].as_str().unwrap()).unwrap();
    assert_eq!(read.keys().id(), keys_of(&file["device"]).id());
}

#[test]
fn parcel_v1() {
    let mut source = rng(1);
    let (from, admin) = (DeviceKeys::make(&mut source), DeviceKeys::make(&mut source));
    let body = b"what was not sent".repeat(20);
    let parcel = seal_parcel(&body, SPACE, &from, &[admin.public()], &mut source).unwrap();
    let file = pinned(
        "parcel",
        &json!({
            "space": SPACE.to_string(),
            "from": seeds(&from),
            "admin": seeds(&admin),
            "body": to_hex(&body),
            "parcel": to_hex(&minicbor::to_vec(&parcel).unwrap()),
        }),
    );

    let parcel: Parcel = minicbor::decode(&bytes(&file["parcel"])).unwrap();
    let (from, admin) = (keys_of(&file["from"]).public(), keys_of(&file["admin"]));
    let opened = open_parcel(&parcel, SPACE, &from, &admin).unwrap();
    assert_eq!(opened, bytes(&file["body"]));
}

#[test]
fn invite_v1() {
    let mut source = rng(1);
    let secret = InviteSecret::make(&mut source);
    let (inviter, joining) = (DeviceKeys::make(&mut source), DeviceKeys::make(&mut source));
    let payload = InvitePayload {
        title: "Netzwerk".to_owned(),
        role: Role::Allianz,
        grants: vec![Grant {
            space: SPACE,
            kind: space_kind_number(SpaceKind::Town),
            capability: Capability::Write,
            title: "Musterstadt".to_owned(),
            genesis: Hash([1; 32]),
            m_seq: 12,
            m_hash: Hash([2; 32]),
        }],
        inviter: inviter.public(),
        inviter_name: "Anna".to_owned(),
        expires_ms: 1_700_000_000_000,
        uses_max: 1,
        member: None,
    };
    let sealed = secret.seal_payload(&payload, &mut source).unwrap();
    let member = MemberId(source.make_id());
    let join = make_join(&secret, &joining, member, "Ben", &mut source).unwrap();
    let file = pinned(
        "invite",
        &json!({
            "secret": to_hex(&secret.0),
            "code": secret.to_code(),
            "invite": secret.invite_id().to_string(),
            "payload_plain": to_hex(&minicbor::to_vec(&payload).unwrap()),
            "payload": to_hex(&sealed),
            "inviter": seeds(&inviter),
            "joining": seeds(&joining),
            "name": "Ben",
            "join": to_hex(&minicbor::to_vec(&join).unwrap()),
            "spoken": spoken_words(secret.invite_id(), &inviter.public(), &joining.public()),
        }),
    );

    let secret = InviteSecret::from_code(file["code"].as_str().unwrap()).unwrap();
    assert_eq!(secret.open_payload(&bytes(&file["payload"])), Ok(payload));
    let request: JoinRequest = minicbor::decode(&bytes(&file["join"])).unwrap();
    let joining = keys_of(&file["joining"]).public();
    assert_eq!(
        check_join(&secret, &request),
        Ok((joining, "Ben".to_owned()))
    );
}

#[test]
fn box_v1() {
    let mut source = rng(1);
    let keys = DeviceKeys::make(&mut source);
    let (old, new) = (SpaceKey::make(&mut source), SpaceKey::make(&mut source));
    let sealed = seal_space_key(&new, SPACE, 2, &keys.public(), &mut source).unwrap();
    let wrapped = wrap_previous(&new, 2, &old, SPACE, &mut source);
    let of = NameOf::Member(MemberId([3; 16]));
    let name = seal_name(of, "Jörg", &new, SPACE, 2, &mut source).unwrap();
    let file = pinned(
        "box",
        &json!({
            "space": SPACE.to_string(),
            "key_epoch": 2,
            "device": seeds(&keys),
            "key": to_hex(new.as_bytes()),
            "kid": new.kid(SPACE, 2).to_string(),
            "box": to_hex(&sealed),
            "key_before": to_hex(old.as_bytes()),
            "kid_before": old.kid(SPACE, 1).to_string(),
            "wrapped_before": to_hex(&wrapped),
            "member": MemberId([3; 16]).to_string(),
            "name": "Jörg",
            "name_sealed": to_hex(&name),
        }),
    );

    let (keys, kid) = (keys_of(&file["device"]), Hash(array(&file["kid"])));
    let key = open_space_key(&bytes(&file["box"]), SPACE, 2, &kid, &keys).unwrap();
    assert_eq!(key.as_bytes(), &array(&file["key"]));
    let kid = Hash(array(&file["kid_before"]));
    let before = unwrap_previous(&key, 2, &bytes(&file["wrapped_before"]), SPACE, &kid).unwrap();
    assert_eq!(before.as_bytes(), &array(&file["key_before"]));
    let name = open_name(of, &bytes(&file["name_sealed"]), &key, SPACE, 2);
    assert_eq!(name, Ok("Jörg".to_owned()));
}

/// One write of each shape: a first value, a text edited with its way back, an element, a deletion.
fn writes() -> Vec<Op> {
    let (me, other) = (DeviceId([1; 16]), DeviceId([2; 16]));
    let record = RecordId([3; 16]);
    let op = |op_no, field, sub, prev: Vec<Dot>, value| Op {
        kind: 12,
        slot: Slot { record, field, sub },
        dot: Dot { device: me, op_no },
        hlc: (1_700_000_000_000 << 16) | op_no,
        prev,
        min_reader: 0,
        value,
        before: None,
    };
    let seen = Dot {
        device: other,
        op_no: 9,
    };
    let text = |text: &str| Stored::Text(text.to_owned());
    let mut edited = op(8, 2, Sub::None, vec![seen], text("Beginn um elf Uhr."));
    edited.before = Some(Box::new(Before {
        dot: seen,
        steps: vec![Step {
            keep: 10,
            drop: 3,
            put: "zehn".to_owned(),
        }],
    }));
    let element = Sub::Element([4; 16]);
    let deleted = Stored::Deleted(vec![(me, 8), (other, 9)]);
    vec![
        op(7, 1, Sub::None, Vec::new(), text("Stadtfest")),
        edited,
        op(9, 3, element, Vec::new(), Stored::Link(RecordId([5; 16]))),
        op(10, 4, Sub::Device(me), Vec::new(), Stored::Int(30)),
        op(11, ALIVE, Sub::None, Vec::new(), deleted),
    ]
}

#[test]
fn batch_v1() {
    let author = DeviceId([1; 16]);
    let written = batch::encode_stored(author, &writes()).unwrap();
    let file = pinned("batch", &json!({ "batch": to_hex(&written) }));

    let (by, ops) = batch::decode(&bytes(&file["batch"])).unwrap();
    assert_eq!((by, ops), (author, writes()));
    let before = writes()[1].before.clone().unwrap();
    let old = before.rebuild("Beginn um elf Uhr.");
    assert_eq!(old.as_deref(), Some("Beginn um zehn Uhr."));
}

/// A value of the pinned file, or what is written today. For bytes that went through deflate: another version of it may
/// write others, which open to the same.
fn once(folder: &str, name: &str, written: &[u8]) -> Value {
    once_in(folder, "v1", name, written)
}

fn once_in(folder: &str, file: &str, name: &str, written: &[u8]) -> Value {
    let path = format!(
        "{}/../tests/vectors/{folder}/{file}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let kept = std::fs::read_to_string(path).ok();
    let kept = kept.and_then(|text| serde_json::from_str::<Value>(&text).ok());
    kept.map_or_else(|| json!(to_hex(written)), |kept| kept[name].clone())
}

/// What the writes leave behind, with a value of a later version, one that was replaced, and one named too early.
fn state_of_writes() -> Confirmed {
    let mut confirmed = Confirmed::default();
    for op in writes() {
        confirmed.state.apply(&op);
    }
    let first = writes().remove(0);
    let later = Op {
        dot: Dot {
            op_no: 12,
            ..first.dot
        },
        prev: vec![first.dot],
        value: Stored::Unknown(vec![0xa1, 0x01, 0x02]),
        ..first
    };
    confirmed.state.apply(&later);
    let last = LastEnvelope {
        dev_seq: 4,
        hash: Hash([6; 32]),
    };
    confirmed.authors.insert(DeviceId([1; 16]), last);
    confirmed.key_epoch = 1;
    confirmed
}

#[test]
fn checkpoint_v1() {
    let (maker, other) = (DeviceKeys::make(&mut rng(1)), DeviceKeys::make(&mut rng(2)));
    let key = SpaceKey::make(&mut rng(3));
    let manifest = Manifest {
        space: SPACE,
        seq: 0x0102_0304_0506_0708,
        chain: Hash([0x11; 32]),
        parent: Hash([0x12; 32]),
        digest: Hash([0x13; 32]),
        time_ms: 0x1112_1314_1516_1718,
        key_epoch: 0x2122_2324,
        min_reader: 0x3132,
        device: maker.id(),
        m_seq: 0x4142_4344,
        m_hash: Hash([0x14; 32]),
        segments: vec![SegmentRef {
            hash: Hash([0x15; 32]),
            bytes: 0x0001_0203,
        }],
        vector: vec![0x16; 5],
    };
    let signed = SignedManifest::sign(&manifest, &maker).unwrap();
    let attest = Attest {
        space: SPACE,
        checkpoint: signed.hash(),
        digest: manifest.digest,
        device: other.id(),
        m_seq: manifest.m_seq,
        m_hash: manifest.m_hash,
    };
    let attested = SignedAttest::sign(&attest, &other).unwrap();
    let confirmed = state_of_writes();
    let touched = confirmed.state.records.keys().copied().collect();
    let draft = CheckpointDraft {
        space: SPACE,
        seq: 4,
        chain: Hash([0x11; 32]),
        confirmed: &confirmed,
        time_ms: 1_700_000_000_000,
        touched: &touched,
        parent: Hash::ZERO,
        before: None,
        key: &key,
        key_epoch: 1,
        m_seq: 1,
        m_hash: Hash([0x14; 32]),
    };
    let built = build(&draft, &maker).unwrap();
    let segment = built.segments.values().next().unwrap();
    let file = pinned(
        "checkpoint",
        &json!({
            "maker": seeds(&maker),
            "other": seeds(&other),
            "space_key": to_hex(key.as_bytes()),
            "manifest": to_hex(signed.bytes()),
            "hash": signed.hash().to_string(),
            "attest": to_hex(attested.bytes()),
            "digest": confirmed.digest(&key, SPACE, 1).to_string(),
            "whole_manifest": once("checkpoint", "whole_manifest", built.manifest.bytes()),
            "whole_segment": once("checkpoint", "whole_segment", segment.bytes()),
        }),
    );

    let read = SignedManifest::parse(bytes(&file["manifest"])).unwrap();
    assert!(read.verify(&keys_of(&file["maker"]).public()));
    assert_eq!(read.manifest(), &manifest);
    let read = SignedAttest::parse(bytes(&file["attest"])).unwrap();
    assert!(read.verify(&keys_of(&file["other"]).public()));
    assert_eq!(read.attest(), &attest);
    let whole = SignedManifest::parse(bytes(&file["whole_manifest"])).unwrap();
    let segment = Segment::from_bytes(bytes(&file["whole_segment"]));
    let held = [(segment.hash(), segment)].into();
    let key = SpaceKey::from_bytes(array(&file["space_key"]));
    let (_, opened, later) = Rest::open(&whole, &held, &key).unwrap();
    assert_eq!((opened, later), (confirmed, false));
}

/// The second format of a segment: columns.
#[test]
fn checkpoint_v2() {
    let maker = DeviceKeys::make(&mut rng(1));
    let key = SpaceKey::make(&mut rng(3));
    let confirmed = state_of_writes();
    let touched = confirmed.state.records.keys().copied().collect();
    let draft = CheckpointDraft {
        space: SPACE,
        seq: 4,
        chain: Hash([0x11; 32]),
        confirmed: &confirmed,
        time_ms: 1_700_000_000_000,
        touched: &touched,
        parent: Hash::ZERO,
        before: None,
        key: &key,
        key_epoch: 1,
        m_seq: 1,
        m_hash: Hash([0x14; 32]),
    };
    let built = build(&draft, &maker).unwrap();
    let segment = built.segments.values().next().unwrap();
    let kept = |name, bytes| once_in("checkpoint", "v2", name, bytes);
    let file = pinned_as(
        "checkpoint",
        "v2",
        &json!({
            "space_key": to_hex(key.as_bytes()),
            "digest": confirmed.digest(&key, SPACE, 1).to_string(),
            "whole_manifest": kept("whole_manifest", built.manifest.bytes()),
            "whole_segment": kept("whole_segment", segment.bytes()),
        }),
    );
    let whole = SignedManifest::parse(bytes(&file["whole_manifest"])).unwrap();
    let segment = Segment::from_bytes(bytes(&file["whole_segment"]));
    let held = [(segment.hash(), segment)].into();
    let key = SpaceKey::from_bytes(array(&file["space_key"]));
    let (_, opened, later) = Rest::open(&whole, &held, &key).unwrap();
    assert_eq!((opened, later), (confirmed, false));
}

#[test]
fn rescue_v1() {
    let mut source = rng(1);
    let identity = Identity {
        keys: DeviceKeys::make(&mut source),
        member: MemberId([2; 16]),
        name: "Anna".to_owned(),
    };
    let local = LocalKey::make(&mut source);
    let (mut device, mut rows) = Device::create(identity, local, "sync.example", &mut source);
    let now_ms = 1_700_000_000_000;
    let new = NewSpace {
        kind: SpaceKind::Town,
        title: "Musterau",
        role: Role::Gk,
        bootstrap: None,
    };
    let (space, founded) = device.found(&new, now_ms, &mut source).unwrap();
    let edit = Edit::Add {
        field: 3,
        amount: 7,
    };
    let changes = [(12, RecordId([3; 16]), vec![edit])];
    rows.extend(founded);
    rows.extend(device.write(space, &changes, now_ms, &mut rng(2)).unwrap());
    // The pinned file was made when storage did not say yet in which run of the app a save was made.
    let _nonce_of_the_save = source.make_nonce();
    let local = LocalKey::from_bytes(*device.local_key().as_bytes());
    let rows = rows.into_iter().filter_map(|write| match write {
        Write::Put { key, .. } if key == b"runs" => None,
        Write::Put { table, key, value } => Some(Row { table, key, value }),
        Write::Delete { .. } => None,
    });
    let mut device = Device::load(local, "sync.example", rows.collect()).unwrap();
    let (made, _) = device.rescue(Extent::All, now_ms, &mut source).unwrap();
    let file = pinned("rescue", &json!({ "file": to_hex(&made) }));

    let file = bytes(&file["file"]);
    let taken = device.take_rescue(&file, now_ms, &mut source).unwrap();
    assert_eq!((taken.known, taken.fresh, taken.other_spaces), (1, 0, 0));
}

#[test]
fn blob_v1() {
    let place = Place {
        space: SPACE,
        element: *b"element of photo",
    };
    let data = b"what a file holds is opaque to everybody but its readers".repeat(9);
    let plain = Plain {
        kind: FileKind::Pdf,
        title: "Plan für den Markt.pdf",
        preview: b"a small picture of it",
        data: &data,
        extent: (210, 297),
    };
    let sealed = seal_blob(place, &plain, &mut rng(21)).unwrap();
    let value = Stored::File(Box::new(sealed.file.clone()));
    let file = pinned(
        "blob",
        &json!({
            "space": SPACE.to_string(),
            "element": to_hex(&place.element),
            "preview": to_hex(plain.preview),
            "data": to_hex(&data),
            "value": to_hex(&minicbor::to_vec(&value).unwrap()),
            "name": sealed.file.name.to_string(),
            "chunks": sealed.chunks.iter().map(|it| to_hex(it)).collect::<Vec<_>>(),
        }),
    );

    let Stored::File(read) = minicbor::decode::<Stored>(&bytes(&file["value"])).unwrap() else {
        panic!("a file")
    };
    let chunks: Vec<Vec<u8>> = (0..2).map(|at| bytes(&file["chunks"][at])).collect();
    let preview = open_chunk(place, &read, 0, &chunks[0]).unwrap();
    assert_eq!(preview, bytes(&file["preview"]));
    let opened = open_file(place, &read, &chunks[1..]).unwrap();
    assert_eq!(opened, bytes(&file["data"]));
}
