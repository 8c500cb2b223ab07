//! What is sealed opens in its place, with its key, and nowhere else.

use super::*;
use crate::ids::{DeviceId, Hash, MemberId, SpaceId};
use crate::mlog::KEY_BOX_BYTES;
use crate::mlog::{Capability, Role};
use proptest::prelude::*;

const SPACE: SpaceId = SpaceId([7; 16]);

fn rng(seed: u64) -> SeededEntropy {
    SeededEntropy::new(seed)
}

#[test]
fn keys_read_back_from_their_seeds_and_sign_for_one_purpose() {
    let keys = DeviceKeys::make(&mut rng(1));
    let (sign, seal) = keys.seeds();
    assert_eq!(DeviceKeys::from_seeds(sign, seal).public(), keys.public());
    assert_eq!(keys.id(), keys.public().id());
    let signature = keys.sign(label::LOGIN, b"text");
    assert!(keys.public().verify(label::LOGIN, b"text", &signature));
    assert!(!keys.public().verify(label::JOIN, b"text", &signature));
    assert!(!keys.public().verify(label::LOGIN, b"texts", &signature));
    assert!(
        !keys
            .public()
            .verify(label::LOGIN, b"text", &signature[..63])
    );
    assert!(
        !DeviceKeys::make(&mut rng(2))
            .public()
            .verify(label::LOGIN, b"text", &signature)
    );
}

#[test]
fn a_key_box_opens_for_its_device_space_and_epoch_only() {
    let (keys, other) = (DeviceKeys::make(&mut rng(1)), DeviceKeys::make(&mut rng(2)));
    let key = SpaceKey::make(&mut rng(3));
    let kid = key.kid(SPACE, 4);
    let sealed = seal_space_key(&key, SPACE, 4, &keys.public(), &mut rng(5)).unwrap();
    assert_eq!(sealed.len(), KEY_BOX_BYTES);
    assert_eq!(
        open_space_key(&sealed, SPACE, 4, &kid, &keys)
            .unwrap()
            .as_bytes(),
        key.as_bytes()
    );

    let wrong = |result: Result<SpaceKey, CryptoError>| {
        assert_eq!(result.unwrap_err(), CryptoError::WrongKey);
    };
    wrong(open_space_key(&sealed, SPACE, 4, &kid, &other));
    wrong(open_space_key(&sealed, SPACE, 5, &kid, &keys));
    wrong(open_space_key(&sealed, SpaceId([8; 16]), 4, &kid, &keys));
    wrong(open_space_key(&sealed, SPACE, 4, &Hash::ZERO, &keys));
    for bit in 0..sealed.len() * 8 {
        // The highest bit of an X25519 point is ignored by its specification, but hashed by HPKE.
        let mut changed = sealed.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        wrong(open_space_key(&changed, SPACE, 4, &kid, &keys));
    }
    assert_eq!(
        open_space_key(&sealed[..79], SPACE, 4, &kid, &keys).unwrap_err(),
        CryptoError::Length {
            expected: 80,
            found: 79
        }
    );
}

#[test]
fn a_box_cannot_be_made_for_a_point_of_low_order() {
    let public = DevicePublic {
        sign: [1; 32],
        seal: [0; 32],
    };
    let sealed = seal_space_key(&SpaceKey::make(&mut rng(1)), SPACE, 1, &public, &mut rng(2));
    assert_eq!(sealed, Err(CryptoError::PublicKey));
}

#[test]
fn the_key_before_opens_under_the_new_one_and_must_be_the_agreed_one() {
    let (old, new) = (SpaceKey::make(&mut rng(1)), SpaceKey::make(&mut rng(2)));
    let wrapped = wrap_previous(&new, 2, &old, SPACE, &mut rng(3));
    assert_eq!(wrapped.len(), crate::mlog::PREVIOUS_WRAP_BYTES);
    let kid = old.kid(SPACE, 1);
    let opened = unwrap_previous(&new, 2, &wrapped, SPACE, &kid).unwrap();
    assert_eq!(opened.as_bytes(), old.as_bytes());
    assert_eq!(
        unwrap_previous(&new, 2, &wrapped, SPACE, &new.kid(SPACE, 1)).unwrap_err(),
        CryptoError::KeyMismatch
    );
    for (key, epoch, space) in [
        (&old, 2, SPACE),
        (&new, 3, SPACE),
        (&new, 2, SpaceId([0; 16])),
    ] {
        let opened = unwrap_previous(key, epoch, &wrapped, space, &kid);
        assert_eq!(opened.unwrap_err(), CryptoError::WrongKey);
    }
}

#[test]
fn every_purpose_space_and_epoch_has_its_own_key() {
    let key = SpaceKey::make(&mut rng(1));
    let mut derived = std::collections::BTreeSet::new();
    for space in [SPACE, SpaceId([8; 16])] {
        for epoch in [1, 2] {
            derived.insert(*key.content_key(space, epoch));
            derived.insert(*key.name_key(space, epoch));
            derived.insert(*key.state_key(space, epoch));
            derived.insert(key.kid(space, epoch).0);
        }
    }
    derived.insert(*key.as_bytes());
    assert_eq!(derived.len(), 17);
}

#[test]
fn a_name_opens_for_whom_it_was_sealed_and_hides_its_length() {
    let key = SpaceKey::make(&mut rng(1));
    let of = NameOf::Member(MemberId([3; 16]));
    let sealed = seal_name(of, "Jörg", &key, SPACE, 1, &mut rng(2)).unwrap();
    assert_eq!(
        open_name(of, &sealed, &key, SPACE, 1),
        Ok("Jörg".to_owned())
    );
    let others = [
        NameOf::Space,
        NameOf::Device(DeviceId([3; 16])),
        NameOf::Member(MemberId([4; 16])),
    ];
    for other in others {
        assert_eq!(
            open_name(other, &sealed, &key, SPACE, 1),
            Err(CryptoError::WrongKey)
        );
    }
    assert_eq!(
        open_name(of, &sealed, &key, SPACE, 2),
        Err(CryptoError::WrongKey)
    );
    let longer = seal_name(
        of,
        "Annegret Sommerfeld-Winter",
        &key,
        SPACE,
        1,
        &mut rng(2),
    )
    .unwrap();
    assert_eq!(longer.len(), sealed.len());
    let longest = seal_name(of, &"x".repeat(NAME_BYTES_MAX), &key, SPACE, 1, &mut rng(2)).unwrap();
    assert_eq!(longest.len(), crate::mlog::SEALED_NAME_BYTES_MAX);
    assert_eq!(
        seal_name(of, &"x".repeat(256), &key, SPACE, 1, &mut rng(2)),
        Err(CryptoError::TooLong {
            bytes: 256,
            bytes_max: NAME_BYTES_MAX
        })
    );
}

#[test]
fn a_row_opens_in_its_place_only() {
    let key = LocalKey::make(&mut rng(1));
    let sealed = key.seal_row("records", b"key", b"plain", &mut rng(2));
    assert_eq!(
        key.open_row("records", b"key", &sealed),
        Ok(b"plain".to_vec())
    );
    assert_eq!(
        key.open_row("record", b"skey", &sealed),
        Err(CryptoError::WrongKey)
    );
    assert_eq!(
        key.open_row("records", b"kex", &sealed),
        Err(CryptoError::WrongKey)
    );
    let other = LocalKey::make(&mut rng(3));
    assert_eq!(
        other.open_row("records", b"key", &sealed),
        Err(CryptoError::WrongKey)
    );
    let again = LocalKey::from_bytes(*key.as_bytes());
    assert_eq!(
        again.open_row("records", b"key", &sealed),
        Ok(b"plain".to_vec())
    );
    assert!(key.open_row("records", b"key", &sealed[..23]).is_err());
}

fn payload(spaces: u8) -> InvitePayload {
    let grant = |n| Grant {
        space: SpaceId([n; 16]),
        kind: 3,
        capability: Capability::Write,
        title: "Musterstadt".to_owned(),
        genesis: Hash([n; 32]),
        m_seq: 9,
        m_hash: Hash([n; 32]),
    };
    InvitePayload {
        title: "Netzwerk".to_owned(),
        role: Role::Allianz,
        grants: (0..spaces).map(grant).collect(),
        inviter: DeviceKeys::make(&mut rng(1)).public(),
        inviter_name: "Anna".to_owned(),
        expires_ms: 1,
        uses_max: 1,
        member: None,
    }
}

#[test]
fn an_invitation_is_read_with_its_secret_only() {
    let secret = InviteSecret::make(&mut rng(1));
    let sealed = secret.seal_payload(&payload(2), &mut rng(2)).unwrap();
    assert_eq!(secret.open_payload(&sealed), Ok(payload(2)));
    let other = InviteSecret::make(&mut rng(3));
    assert_ne!(other.invite_id(), secret.invite_id());
    assert_eq!(other.open_payload(&sealed), Err(CryptoError::WrongKey));
    let most = crate::protocol::limits::INVITE_GRANTS_MAX as u8;
    assert!(secret.seal_payload(&payload(most), &mut rng(2)).is_ok());
    assert!(matches!(
        secret.seal_payload(&payload(60), &mut rng(2)),
        Err(CryptoError::TooLong { .. })
    ));
}

#[test]
fn a_code_is_read_as_people_type_it() {
    let secret = InviteSecret([0xff; 16]);
    assert_eq!(secret.to_code(), "ZZZZZZZZZZZZZZZZZZZZZZZZZW");
    let secret = InviteSecret([0; 16]);
    assert_eq!(secret.to_code(), "0".repeat(26));
    assert_eq!(InviteSecret::from_code(&"o".repeat(26)), Ok(secret));
    let ones = InviteSecret::from_code("1IlL1 11111-11111-11111-1111-0O").unwrap();
    assert_eq!(ones.to_code(), format!("{}00", "1".repeat(24)));
    let length = |found| {
        Err(InviteCodeError::Length {
            expected: 26,
            found,
        })
    };
    assert_eq!(InviteSecret::from_code(""), length(0));
    assert_eq!(InviteSecret::from_code(&"0".repeat(27)), length(27));
    let typed = format!("00 00u{}", "0".repeat(21));
    assert_eq!(
        InviteSecret::from_code(&typed),
        Err(InviteCodeError::Character { position: 5 })
    );
    let typed = format!("{}1", "0".repeat(25));
    assert_eq!(InviteSecret::from_code(&typed), Err(InviteCodeError::End));
}

#[test]
fn a_join_request_counts_with_its_invitation_and_its_keys_only() {
    let secret = InviteSecret::make(&mut rng(1));
    let keys = DeviceKeys::make(&mut rng(2));
    let request = make_join(&secret, &keys, MemberId([5; 16]), "Ben", &mut rng(3)).unwrap();
    assert_eq!(
        check_join(&secret, &request),
        Ok((keys.public(), "Ben".to_owned()))
    );
    assert_eq!(
        check_join_signature(secret.invite_id(), &request),
        Ok(keys.public())
    );

    let other = InviteSecret::make(&mut rng(4));
    assert_eq!(
        check_join(&other, &request),
        Err(CryptoError::JoinInvitation)
    );
    assert_eq!(
        check_join_signature(other.invite_id(), &request),
        Err(CryptoError::JoinSignature)
    );
    let mut changed = request.clone();
    changed.member = MemberId([6; 16]);
    assert_eq!(
        check_join(&secret, &changed),
        Err(CryptoError::JoinInvitation)
    );
    let mut changed = request;
    changed.seal_public = [1; 32];
    assert_eq!(
        check_join(&secret, &changed),
        Err(CryptoError::JoinInvitation)
    );

    // Somebody with the link cannot bring in keys that are not theirs.
    let foreign = DeviceKeys::make(&mut rng(5)).public();
    let mut stolen = make_join(&secret, &keys, MemberId([5; 16]), "Ben", &mut rng(3)).unwrap();
    stolen.sign_public = foreign.sign;
    assert_eq!(
        check_join_signature(secret.invite_id(), &stolen),
        Err(CryptoError::JoinSignature)
    );
}

#[test]
fn the_spoken_words_depend_on_both_sides() {
    let (a, b, c) = (1, 2, 3);
    let public = |seed| DeviceKeys::make(&mut rng(seed)).public();
    let invite = InviteSecret::make(&mut rng(9)).invite_id();
    let words = spoken_words(invite, &public(a), &public(b));
    assert_eq!(words, spoken_words(invite, &public(a), &public(b)));
    assert_ne!(words, spoken_words(invite, &public(a), &public(c)));
    assert_ne!(words, spoken_words(invite, &public(c), &public(b)));
    assert!(
        words
            .iter()
            .all(|word| passphrase::every_word().any(|known| known == *word))
    );
}

/// A sealed object: its name, its bytes, and whether bytes open as it.
type Sealed = (&'static str, Vec<u8>, Box<dyn Fn(&[u8]) -> bool>);

fn every_sealed_object() -> Vec<Sealed> {
    let source = &mut rng(40);
    let keys = || DeviceKeys::make(&mut rng(41));
    let key = || SpaceKey::make(&mut rng(42));
    let (old, local) = (SpaceKey::make(source), || LocalKey::make(&mut rng(43)));
    let secret = || InviteSecret(rng(44).make_id());
    let (kid, old_kid) = (key().kid(SPACE, 2), old.kid(SPACE, 1));
    let member = MemberId([4; 16]);
    let join = make_join(&secret(), &keys(), member, "Ben", source).unwrap();
    let sender = DeviceKeys::make(source);
    let from = sender.public();
    let parcel = seal_parcel(b"words", SPACE, &sender, &[keys().public()], source).unwrap();
    vec![
        (
            "key box",
            seal_space_key(&key(), SPACE, 2, &keys().public(), source).unwrap(),
            Box::new(move |it| open_space_key(it, SPACE, 2, &kid, &keys()).is_ok()),
        ),
        (
            "key before",
            wrap_previous(&key(), 2, &old, SPACE, source),
            Box::new(move |it| unwrap_previous(&key(), 2, it, SPACE, &old_kid).is_ok()),
        ),
        (
            "name",
            seal_name(NameOf::Space, "Musterau", &key(), SPACE, 2, source).unwrap(),
            Box::new(move |it| open_name(NameOf::Space, it, &key(), SPACE, 2).is_ok()),
        ),
        (
            "row",
            local().seal_row("drafts", b"key", b"half typed", source),
            Box::new(move |it| local().open_row("drafts", b"key", it).is_ok()),
        ),
        (
            "invitation",
            secret().seal_payload(&payload(1), source).unwrap(),
            Box::new(move |it| secret().open_payload(it).is_ok()),
        ),
        (
            "join request",
            minicbor::to_vec(&join).unwrap(),
            Box::new(move |it| {
                minicbor::decode(it).is_ok_and(|it| check_join(&secret(), &it).is_ok())
            }),
        ),
        (
            "parcel",
            minicbor::to_vec(&parcel).unwrap(),
            Box::new(move |it| {
                minicbor::decode(it).is_ok_and(|it| open_parcel(&it, SPACE, &from, &keys()).is_ok())
            }),
        ),
    ]
}

/// Envelopes, membership entries and slots have their own test of this kind beside them.
#[test]
fn p2_no_sealed_object_opens_with_one_changed_bit() {
    for (name, bytes, opens) in every_sealed_object() {
        assert!(opens(&bytes), "{name} opens as it is");
        for bit in 0..bytes.len() * 8 {
            let mut changed = bytes.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(!opens(&changed), "{name}, bit {bit}");
        }
    }
}

#[test]
fn p7_no_secret_is_ever_printed() {
    let mut bytes = [0; 32];
    rng(1).fill(&mut bytes);
    let printed = [
        format!("{:?}", DeviceKeys::from_seeds(bytes, bytes)),
        format!("{:?}", SpaceKey::from_bytes(bytes)),
        format!("{:?}", LocalKey::from_bytes(bytes)),
        format!("{:?}", InviteSecret::make(&mut rng(1))),
        format!("{:?}", Passphrase::make(&mut rng(1))),
        format!("{:?}", RecoveryCode::make(&mut rng(1))),
        format!("{:?}", crate::lock::Pin::make("2580", &mut rng(1)).unwrap()),
    ];
    for text in printed {
        assert!(text.contains("[redacted]"), "{text}");
        let secret = crate::ids::to_hex(&bytes[..4]);
        assert!(!text.contains(&secret) && !text.contains(&format!("{:?}", &bytes[..4])));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_code_reads_back(secret: [u8; 16]) {
        let secret = InviteSecret(secret);
        prop_assert_eq!(InviteSecret::from_code(&secret.to_code()), Ok(secret));
    }

    #[test]
    fn any_typed_code_or_passphrase_is_an_answer(typed in ".{0,40}") {
        if let Ok(secret) = InviteSecret::from_code(&typed) {
            prop_assert_eq!(secret.to_code().len(), INVITE_CODE_CHARS);
        }
        let _read = Passphrase::parse(&typed);
        let _word = passphrase::complete(&typed);
    }

    #[test]
    fn any_name_reads_back(name in ".{0,60}", seed: u64) {
        let key = SpaceKey::make(&mut rng(seed));
        let sealed = seal_name(NameOf::Space, &name, &key, SPACE, 1, &mut rng(seed)).unwrap();
        prop_assert_eq!(open_name(NameOf::Space, &sealed, &key, SPACE, 1), Ok(name));
    }

    #[test]
    fn any_bytes_are_an_error_where_sealed_ones_are_meant(bytes: Vec<u8>) {
        let keys = DeviceKeys::make(&mut rng(1));
        let key = SpaceKey::make(&mut rng(1));
        prop_assert!(open_space_key(&bytes, SPACE, 1, &Hash::ZERO, &keys).is_err());
        prop_assert!(unwrap_previous(&key, 2, &bytes, SPACE, &Hash::ZERO).is_err());
        prop_assert!(open_name(NameOf::Space, &bytes, &key, SPACE, 1).is_err());
        prop_assert!(LocalKey::make(&mut rng(1)).open_row("t", b"", &bytes).is_err());
        prop_assert!(InviteSecret::make(&mut rng(1)).open_payload(&bytes).is_err());
        prop_assert!(PassphraseSlot::decode(&bytes).is_err());
    }
}
