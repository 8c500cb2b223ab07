//! The Rust half of the comparison with the second implementation of the wire formats (`tests/second/wire.py`).
//!
//! [`sealed`] makes one fresh object of each format for the other side to open, [`open`] opens what the other side
//! sealed. The objects have the form of the pinned ones in `tests/vectors`: secrets, what was sealed, and the bytes.

use crate::headless::SystemEntropy;
use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use shared::batch;
use shared::crypto::{
    DeviceKeys, DevicePublic, Entropy as _, Grant, InvitePayload, InviteSecret, LocalKey, NameOf,
    Passphrase, PassphraseSlot, PlatformSlot, RecoveryCode, SpaceKey, check_join, make_join,
    make_slot, open_name, open_parcel, open_slot, open_space_key, seal_name, seal_parcel,
    seal_space_key, spoken_words, unwrap_previous, wrap_previous,
};
use shared::envelope::{self, Draft, Envelope, EnvelopeKind};
use shared::ids::{Hash, ItemId, MemberId, RecordId, SpaceId, to_hex};
use shared::merge::{Dot, Op, Slot, Sub};
use shared::mlog::{
    Capability, DeviceKind, Entry, MemberOp, Members, Role, SignedEntry, boxes_hash, sign,
    space_kind_number,
};
use shared::protocol::messages::{JoinRequest, KeyBox, Parcel};
use shared::records::SpaceKind;
use shared::value::Value as FieldValue;

const HOST: &str = "127.0.0.1:8080";

/// Makes one fresh object of each format.
///
/// # Errors
///
/// When one cannot be sealed.
pub fn sealed() -> Result<Value> {
    Ok(json!({
        "envelope": envelope()?,
        "box": key_box()?,
        "mlog": mlog()?,
        "slot": slot()?,
        "phone": phone()?,
        "invite": invite()?,
        "recovery": recovery(),
        "parcel": parcel()?,
    }))
}

/// Opens one object of each format and checks what it claims.
///
/// # Errors
///
/// Names the format that differs.
pub fn open(file: &Value) -> Result<()> {
    let formats: [(&str, Check); 8] = [
        ("envelope", open_envelope),
        ("box", open_key_box),
        ("mlog", open_mlog),
        ("slot", open_slots),
        ("phone", open_phone),
        ("invite", open_invite),
        ("recovery", open_recovery),
        ("parcel", open_sealed_parcel),
    ];
    for (name, check) in formats {
        let case = file
            .get(name)
            .with_context(|| format!("{name} is missing"))?;
        check(&Case(case)).with_context(|| format!("{name} of the other side does not open"))?;
    }
    Ok(())
}

/// Opens an object and checks what it claims.
type Check = fn(&Case<'_>) -> Result<()>;

/// An object in a file: named values, bytes as hexadecimal digits.
struct Case<'a>(&'a Value);

impl<'a> Case<'a> {
    fn at(&self, name: &str) -> Result<&'a Value> {
        self.0.get(name).with_context(|| format!("no {name}"))
    }

    fn text(&self, name: &str) -> Result<&'a str> {
        self.at(name)?
            .as_str()
            .with_context(|| format!("{name} is no text"))
    }

    fn bytes(&self, name: &str) -> Result<Vec<u8>> {
        from_hex(self.text(name)?)
    }

    fn array<const N: usize>(&self, name: &str) -> Result<[u8; N]> {
        let bytes = self.bytes(name)?;
        <[u8; N]>::try_from(bytes).map_err(|_| anyhow::anyhow!("{name} has another length"))
    }

    fn texts(&self, name: &str) -> Result<Vec<&'a str>> {
        let texts = self
            .at(name)?
            .as_array()
            .with_context(|| format!("{name} is no list"))?;
        Ok(texts.iter().filter_map(Value::as_str).collect())
    }

    fn keys(&self, name: &str) -> Result<DeviceKeys> {
        let told = Case(self.at(name)?);
        let keys = DeviceKeys::from_seeds(told.array("sign_seed")?, told.array("seal_secret")?);
        ensure!(
            &tell(&keys) == told.0,
            "public keys of {name} differ from its secret ones"
        );
        Ok(keys)
    }
}

fn from_hex(text: &str) -> Result<Vec<u8>> {
    let places = (0..text.len()).step_by(2);
    let digits = places.map(|at| text.get(at..at + 2).unwrap_or_default());
    digits
        .map(|pair| u8::from_str_radix(pair, 16).context("no hexadecimal digits"))
        .collect()
}

fn tell(keys: &DeviceKeys) -> Value {
    let ((sign, seal), public) = (keys.seeds(), keys.public());
    json!({
        "sign_seed": to_hex(&sign),
        "seal_secret": to_hex(&seal),
        "sign_public": to_hex(&public.sign),
        "seal_public": to_hex(&public.seal),
        "device": keys.id().to_string(),
    })
}

fn keys() -> DeviceKeys {
    DeviceKeys::make(&mut SystemEntropy)
}

fn space() -> SpaceId {
    SpaceId(SystemEntropy.make_id())
}

fn envelope() -> Result<Value> {
    let (author, key, space) = (keys(), SpaceKey::make(&mut SystemEntropy), space());
    let ops: Vec<Op> = (1..=20).map(|op_no| op(author.public(), op_no)).collect();
    let body = batch::encode(author.id(), &ops)?;
    let draft = Draft {
        kind: EnvelopeKind::Batch,
        space,
        item: ItemId(SystemEntropy.make_id()),
        device: author.id(),
        dev_seq: 3,
        m_seq: 2,
        m_hash: Hash(SystemEntropy.make_key()),
        seen_seq: 70_000,
        seen_hash: Hash(SystemEntropy.make_key()),
        key_epoch: 4,
        nonce: SystemEntropy.make_nonce(),
        plaintext: &body,
    };
    let sealed = envelope::seal(&draft, &key, &author)?;
    let (start, nonce) = (envelope::chain_start(space), Hash(SystemEntropy.make_key()));
    Ok(json!({
        "author": tell(&author),
        "space_key": to_hex(key.as_bytes()),
        "body": to_hex(&body),
        "envelope": to_hex(sealed.bytes()),
        "hash": sealed.hash().to_string(),
        "chain_start": start.to_string(),
        "chain_1": envelope::chain_next(start, sealed.hash()).to_string(),
        "login_host": HOST,
        "login_nonce": nonce.to_string(),
        "login_signature": to_hex(&author.sign_login(HOST, &nonce)),
    }))
}

fn op(author: DevicePublic, op_no: u64) -> Op {
    Op {
        kind: 10,
        slot: Slot {
            record: RecordId([7; 16]),
            field: 1,
            sub: Sub::None,
        },
        dot: Dot {
            device: author.id(),
            op_no,
        },
        hlc: 1 << 40,
        prev: Vec::new(),
        min_reader: 0,
        value: FieldValue::Text(format!("Röhrsdorfer Bänke {op_no}")),
        before: None,
    }
}

fn open_envelope(case: &Case<'_>) -> Result<()> {
    let author = case.keys("author")?;
    let read = Envelope::parse(case.bytes("envelope")?)?;
    read.verify(&author.public())?;
    let key = SpaceKey::from_bytes(case.array("space_key")?);
    let body = envelope::open(&read, &key)?;
    ensure!(body == case.bytes("body")?, "another body");
    let (writer, ops) = batch::decode(&body)?;
    ensure!(writer == author.id() && !ops.is_empty(), "another batch");
    let start = envelope::chain_start(read.header().space);
    let chain = envelope::chain_next(start, read.hash());
    let claimed = [case.text("chain_start")?, case.text("chain_1")?];
    ensure!(
        [start.to_string(), chain.to_string()] == claimed,
        "another chain"
    );
    let (host, nonce) = (case.text("login_host")?, Hash(case.array("login_nonce")?));
    let signature = case.bytes("login_signature")?;
    ensure!(
        envelope::verify_login(&author.public(), host, &nonce, &signature),
        "another login"
    );
    Ok(())
}

fn key_box() -> Result<Value> {
    let rng = &mut SystemEntropy;
    let (keys, space, member) = (keys(), space(), MemberId(SystemEntropy.make_id()));
    let (old, new) = (SpaceKey::make(rng), SpaceKey::make(rng));
    let name = "Zoë aus Oberröblingen";
    Ok(json!({
        "space": space.to_string(),
        "key_epoch": 9,
        "device": tell(&keys),
        "key": to_hex(new.as_bytes()),
        "kid": new.kid(space, 9).to_string(),
        "box": to_hex(&seal_space_key(&new, space, 9, &keys.public(), rng)?),
        "key_before": to_hex(old.as_bytes()),
        "kid_before": old.kid(space, 8).to_string(),
        "wrapped_before": to_hex(&wrap_previous(&new, 9, &old, space, rng)),
        "member": member.to_string(),
        "name": name,
        "name_sealed": to_hex(&seal_name(NameOf::Member(member), name, &new, space, 9, rng)?),
    }))
}

fn open_key_box(case: &Case<'_>) -> Result<()> {
    let (keys, space) = (case.keys("device")?, SpaceId(case.array("space")?));
    let epoch = case.at("key_epoch")?.as_u64().context("no number")?;
    let epoch = u32::try_from(epoch)?;
    let kid = Hash(case.array("kid")?);
    let key = open_space_key(&case.bytes("box")?, space, epoch, &kid, &keys)?;
    ensure!(key.as_bytes() == &case.array("key")?, "another key");
    let kid = Hash(case.array("kid_before")?);
    let before = unwrap_previous(&key, epoch, &case.bytes("wrapped_before")?, space, &kid)?;
    ensure!(
        before.as_bytes() == &case.array("key_before")?,
        "another key before"
    );
    let of = NameOf::Member(MemberId(case.array("member")?));
    let name = open_name(of, &case.bytes("name_sealed")?, &key, space, epoch)?;
    ensure!(name == case.text("name")?, "another name");
    Ok(())
}

fn mlog() -> Result<Value> {
    let rng = &mut SystemEntropy;
    let (space, admin, guest) = (space(), keys(), keys());
    let (first, second) = (SpaceKey::make(rng), SpaceKey::make(rng));
    let (member, other) = (MemberId(rng.make_id()), MemberId(rng.make_id()));
    let genesis = Entry {
        space,
        seq: 1,
        prev: Hash::ZERO,
        key_epoch: 1,
        op: MemberOp::Genesis {
            kind: SpaceKind::Town,
            title: seal_name(NameOf::Space, "Musterau", &first, space, 1, rng)?,
            kid: first.kid(space, 1),
            member,
            role: Role::Gk,
            name: seal_name(NameOf::Member(member), "Anna", &first, space, 1, rng)?,
            device: admin.public(),
            device_kind: DeviceKind::Phone,
        },
        signer: admin.id(),
        claimed_ms: 1_800_000_000_000,
    };
    let boxes = [KeyBox {
        device: admin.id(),
        key_epoch: 2,
        sealed: seal_space_key(&second, space, 2, &admin.public(), rng)?,
    }];
    let ops = [
        MemberOp::AddMember {
            member: other,
            capability: Capability::Write,
            role: Role::Allianz,
            name: seal_name(NameOf::Member(other), "Ben", &first, space, 1, rng)?,
            device: guest.public(),
            device_kind: DeviceKind::Desktop,
            invite: None,
        },
        MemberOp::NameDevice {
            device: admin.id(),
            name: seal_name(NameOf::Device(admin.id()), "Tresen", &first, space, 1, rng)?,
        },
        MemberOp::RemoveMember {
            member: other,
            wipe: true,
        },
        MemberOp::Rotate {
            key_epoch: 2,
            kid: second.kid(space, 2),
            prev_wrap: wrap_previous(&second, 2, &first, space, rng),
            boxes_hash: boxes_hash(&boxes),
        },
    ];
    let mut entries = vec![sign(&genesis, &admin)?];
    let mut members = Members::found(&sign(&genesis, &admin)?)?;
    for op in ops {
        let entry = sign(
            &members.next_entry(op, admin.id(), 1_800_000_000_001),
            &admin,
        )?;
        members.apply(&entry)?;
        entries.push(entry);
    }
    let hashes = entries.iter().map(|entry| entry.hash().to_string());
    Ok(json!({
        "space": space.to_string(),
        "first_key": to_hex(first.as_bytes()),
        "hashes": hashes.collect::<Vec<_>>(),
        "entries": entries.iter().map(|entry| to_hex(entry.bytes())).collect::<Vec<_>>(),
    }))
}

fn open_mlog(case: &Case<'_>) -> Result<()> {
    let space = SpaceId(case.array("space")?);
    let mut entries = Vec::new();
    for text in case.texts("entries")? {
        entries.push(SignedEntry::parse(from_hex(text)?)?);
    }
    let hashes: Vec<String> = entries.iter().map(|it| it.hash().to_string()).collect();
    ensure!(hashes == case.texts("hashes")?, "other hashes");
    let members = Members::replay(&entries)?;
    ensure!(
        (members.space, members.key_epoch, members.admins()) == (space, 2, 1),
        "another outcome"
    );
    let key = SpaceKey::from_bytes(case.array("first_key")?);
    let title = open_name(NameOf::Space, &members.title, &key, space, 1)?;
    ensure!(title == "Musterau", "another title");
    let named = members.devices.iter().find_map(|(id, device)| {
        let sealed = device.name.as_ref()?;
        open_name(NameOf::Device(*id), sealed, &key, space, 1).ok()
    });
    ensure!(
        named.as_deref() == Some("Tresen"),
        "another name of a device"
    );
    Ok(())
}

fn slot() -> Result<Value> {
    let rng = &mut SystemEntropy;
    let (words, local) = (Passphrase::make(rng), LocalKey::make(rng));
    let slot = make_slot(&words, &local, rng)?;
    Ok(json!({
        "words": words.to_text().as_str(),
        "local_key": to_hex(local.as_bytes()),
        "slot": to_hex(&slot.encode()),
        "row_table": "drafts",
        "row_key": to_hex(b"key"),
        "row_value": to_hex(b"half typed"),
        "row": to_hex(&local.seal_row("drafts", b"key", b"half typed", rng)),
    }))
}

fn open_slots(case: &Case<'_>) -> Result<()> {
    let words = Passphrase::parse(case.text("words")?)?;
    let local = open_slot(&PassphraseSlot::decode(&case.bytes("slot")?)?, &words)?;
    ensure!(
        local.as_bytes() == &case.array("local_key")?,
        "another local key"
    );
    let (table, key) = (case.text("row_table")?, case.bytes("row_key")?);
    let value = local.open_row(table, &key, &case.bytes("row")?)?;
    ensure!(value == case.bytes("row_value")?, "another row");
    Ok(())
}

fn phone() -> Result<Value> {
    let rng = &mut SystemEntropy;
    let (prf, salt, local) = (rng.make_key(), rng.make_key(), LocalKey::make(rng));
    let slot = PlatformSlot::make(&prf, salt, b"name of a passkey", &local, rng)?;
    Ok(json!({
        "prf": to_hex(&prf),
        "local_key": to_hex(local.as_bytes()),
        "credential": to_hex(slot.credential()),
        "slot": to_hex(&slot.encode()),
    }))
}

fn open_phone(case: &Case<'_>) -> Result<()> {
    let slot = PlatformSlot::decode(&case.bytes("slot")?)?;
    ensure!(
        slot.credential() == case.bytes("credential")?,
        "another passkey"
    );
    let local = slot.open(&case.array("prf")?)?;
    ensure!(
        local.as_bytes() == &case.array("local_key")?,
        "another local key"
    );
    Ok(())
}

fn invite() -> Result<Value> {
    let rng = &mut SystemEntropy;
    let (secret, inviter, joining) = (InviteSecret::make(rng), keys(), keys());
    let payload = InvitePayload {
        title: "Netzwerk".to_owned(),
        role: Role::Allianz,
        grants: vec![Grant {
            space: space(),
            kind: space_kind_number(SpaceKind::Town),
            capability: Capability::Write,
            title: "Musterau".to_owned(),
            genesis: Hash(rng.make_key()),
            m_seq: 12,
            m_hash: Hash(rng.make_key()),
        }],
        inviter: inviter.public(),
        inviter_name: "Anna".to_owned(),
        expires_ms: 1_900_000_000_000,
        uses_max: 1,
        member: None,
    };
    let join = make_join(&secret, &joining, MemberId(rng.make_id()), "Jörg", rng)?;
    Ok(json!({
        "secret": to_hex(&secret.0),
        "code": secret.to_code(),
        "invite": secret.invite_id().to_string(),
        "payload_plain": to_hex(&minicbor::to_vec(&payload)?),
        "payload": to_hex(&secret.seal_payload(&payload, rng)?),
        "inviter": tell(&inviter),
        "joining": tell(&joining),
        "name": "Jörg",
        "join": to_hex(&minicbor::to_vec(&join)?),
        "spoken": spoken_words(secret.invite_id(), &inviter.public(), &joining.public()),
    }))
}

fn open_invite(case: &Case<'_>) -> Result<()> {
    let secret = InviteSecret::from_code(case.text("code")?)?;
    ensure!(
        secret.invite_id().to_string() == case.text("invite")?,
        "another name"
    );
    let payload = secret.open_payload(&case.bytes("payload")?)?;
    ensure!(
        minicbor::to_vec(&payload)? == case.bytes("payload_plain")?,
        "another payload"
    );
    let (inviter, joining) = (case.keys("inviter")?, case.keys("joining")?.public());
    ensure!(payload.inviter == inviter.public(), "another inviter");
    let request: JoinRequest = minicbor::decode(&case.bytes("join")?)?;
    let (device, name) = check_join(&secret, &request)?;
    ensure!(
        device == joining && name == case.text("name")?,
        "another guest"
    );
    let words = spoken_words(secret.invite_id(), &inviter.public(), &joining);
    ensure!(case.texts("spoken")? == words, "other words");
    Ok(())
}

fn recovery() -> Value {
    let code = RecoveryCode::make(&mut SystemEntropy);
    json!({ "code": code.to_code(), "device": tell(&code.keys()) })
}

fn open_recovery(case: &Case<'_>) -> Result<()> {
    let code = RecoveryCode::from_code(case.text("code")?)?;
    ensure!(
        code.keys().id() == case.keys("device")?.id(),
        "another device"
    );
    Ok(())
}

fn parcel() -> Result<Value> {
    let (from, admin, other, space) = (keys(), keys(), keys(), space());
    let body = b"unsent ".repeat(50);
    let to = [other.public(), admin.public()];
    let parcel = seal_parcel(&body, space, &from, &to, &mut SystemEntropy)?;
    Ok(json!({
        "from": tell(&from),
        "admin": tell(&admin),
        "space": space.to_string(),
        "body": to_hex(&body),
        "parcel": to_hex(&minicbor::to_vec(&parcel)?),
    }))
}

fn open_sealed_parcel(case: &Case<'_>) -> Result<()> {
    let (from, admin) = (case.keys("from")?.public(), case.keys("admin")?);
    let parcel: Parcel = minicbor::decode(&case.bytes("parcel")?)?;
    let body = open_parcel(&parcel, SpaceId(case.array("space")?), &from, &admin)?;
    ensure!(body == case.bytes("body")?, "another body");
    Ok(())
}
