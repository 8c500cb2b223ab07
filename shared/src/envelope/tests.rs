use super::padding::{is_padded_size, padded_bytes};
use super::*;
use crate::crypto::{DeviceKeys, Entropy, SeededEntropy, SpaceKey};
use crate::ids::{DeviceId, ItemId};
use proptest::prelude::*;

fn keys() -> DeviceKeys {
    DeviceKeys::make(&mut SeededEntropy::new(1))
}

fn space_key() -> SpaceKey {
    SpaceKey::make(&mut SeededEntropy::new(2))
}

fn draft<'a>(device: DeviceId, plaintext: &'a [u8]) -> Draft<'a> {
    Draft {
        kind: EnvelopeKind::Batch,
        space: SpaceId([7; 16]),
        item: ItemId([8; 16]),
        device,
        dev_seq: 1,
        m_seq: 2,
        m_hash: Hash([3; 32]),
        seen_seq: 4,
        seen_hash: Hash([5; 32]),
        key_epoch: 6,
        nonce: SeededEntropy::new(9).make_nonce(),
        plaintext,
    }
}

fn sealed(plaintext: &[u8]) -> Envelope {
    let keys = keys();
    seal(&draft(keys.id(), plaintext), &space_key(), &keys).unwrap()
}

#[test]
fn what_was_sealed_is_parsed_verified_and_opened() {
    let envelope = sealed(b"batch");
    assert_eq!(
        envelope.bytes().len(),
        HEADER_BYTES + 256 + TAG_BYTES + SIGNATURE_BYTES
    );
    let read = Envelope::parse(envelope.bytes().to_vec()).unwrap();
    assert_eq!(read, envelope);
    assert_eq!(read.verify(&keys().public()), Ok(()));
    assert_eq!(open(&read, &space_key()), Ok(b"batch".to_vec()));
}

#[test]
fn every_changed_bit_is_refused_by_reading_or_by_the_signature() {
    let (envelope, public) = (sealed(b"batch"), keys().public());
    for bit in 0..envelope.bytes().len() * 8 {
        let mut bytes = envelope.bytes().to_vec();
        bytes[bit / 8] ^= 1 << (bit % 8);
        if let Ok(read) = Envelope::parse(bytes) {
            assert!(read.verify(&public).is_err(), "bit {bit}");
        }
    }
}

#[test]
fn every_changed_bit_before_the_signature_is_refused_by_the_cipher() {
    let (envelope, key) = (sealed(b"batch"), space_key());
    for bit in 0..(envelope.bytes().len() - SIGNATURE_BYTES) * 8 {
        let mut bytes = envelope.bytes().to_vec();
        bytes[bit / 8] ^= 1 << (bit % 8);
        if let Ok(read) = Envelope::parse(bytes) {
            assert_eq!(open(&read, &key), Err(EnvelopeError::WrongKey), "bit {bit}");
        }
    }
}

#[test]
fn another_author_key_space_or_epoch_does_not_do() {
    let envelope = sealed(b"batch");
    let other = DeviceKeys::make(&mut SeededEntropy::new(3));
    assert_eq!(
        envelope.verify(&other.public()),
        Err(EnvelopeError::ForeignAuthor)
    );
    // The right signing key beside another sealing key is another device.
    let mixed = DevicePublic {
        seal: other.public().seal,
        ..keys().public()
    };
    assert_eq!(envelope.verify(&mixed), Err(EnvelopeError::ForeignAuthor));
    let key = SpaceKey::make(&mut SeededEntropy::new(4));
    assert_eq!(open(&envelope, &key), Err(EnvelopeError::WrongKey));
    let forged = Draft {
        device: other.id(),
        ..draft(other.id(), b"batch")
    };
    assert_eq!(
        seal(&forged, &space_key(), &keys()),
        Err(EnvelopeError::ForeignAuthor)
    );
}

#[test]
fn an_envelope_that_ends_early_or_late_is_refused() {
    let bytes = sealed(b"batch").bytes().to_vec();
    for found in 0..bytes.len() {
        assert_eq!(
            Envelope::parse(bytes[..found].to_vec()),
            Err(EnvelopeError::Length { found }),
        );
    }
    let long = [bytes.as_slice(), &[0]].concat();
    assert_eq!(
        Envelope::parse(long),
        Err(EnvelopeError::Length {
            found: bytes.len() + 1
        })
    );
}

#[test]
fn what_a_newer_app_writes_is_named() {
    let bytes = sealed(b"batch").bytes().to_vec();
    let with = |place: usize, value: u8| {
        let mut bytes = bytes.clone();
        bytes[place] = value;
        Envelope::parse(bytes).unwrap_err()
    };
    assert_eq!(with(0, 2), EnvelopeError::UnknownVersion { found: 2 });
    assert_eq!(with(1, 2), EnvelopeError::UnknownSuite { found: 2 });
    assert_eq!(with(2, 2), EnvelopeError::UnknownKind { found: 2 });
    assert_eq!(with(3, 1), EnvelopeError::UnknownFlags { found: 1 });
}

#[test]
fn the_largest_body_fits_and_one_byte_more_does_not() {
    let largest = vec![1; BODY_BYTES_MAX];
    let envelope = sealed(&largest);
    assert!(envelope.bytes().len() <= ENVELOPE_BYTES_MAX);
    assert_eq!(open(&envelope, &space_key()), Ok(largest));
    let keys = keys();
    let larger = vec![1; BODY_BYTES_MAX + 1];
    assert!(matches!(
        seal(&draft(keys.id(), &larger), &space_key(), &keys),
        Err(EnvelopeError::TooLarge { .. })
    ));
    assert!(matches!(
        Envelope::parse(vec![1; ENVELOPE_BYTES_MAX + 1]),
        Err(EnvelopeError::TooLarge { .. })
    ));
}

#[test]
fn a_body_that_is_padded_otherwise_is_refused() {
    use crate::crypto::sealing::encrypt;
    let keys = keys();
    let reseal = |padded: &[u8]| {
        let mut header = sealed(b"").header().clone();
        header.ct_len = (padded.len() + TAG_BYTES) as u32;
        let head = header.encode();
        let key = space_key().content_key(header.space, header.key_epoch);
        let body = encrypt(&key, &header.nonce, &head, padded);
        let signature = keys.sign(ENVELOPE_SIGNATURE, &envelope_hash(&head, &body).0);
        Envelope::parse([head.as_slice(), &body, &signature].concat())
    };
    let mut padded = vec![0; 256];
    padded[3] = 1;
    assert_eq!(open(&reseal(&padded).unwrap(), &space_key()), Ok(vec![0]));
    padded[255] = 1;
    assert_eq!(
        open(&reseal(&padded).unwrap(), &space_key()),
        Err(EnvelopeError::Padding)
    );
    padded[0] = 255;
    assert_eq!(
        open(&reseal(&padded).unwrap(), &space_key()),
        Err(EnvelopeError::Padding)
    );
    // A short body in a longer padding than it needs.
    let long = vec![0; padded_bytes(300)];
    assert_eq!(
        open(&reseal(&long).unwrap(), &space_key()),
        Err(EnvelopeError::Padding)
    );
    assert_eq!(
        reseal(&[0; 240]),
        Err(EnvelopeError::NotPadded { ct_len: 256 })
    );
    assert_eq!(
        reseal(&[0; 257]),
        Err(EnvelopeError::NotPadded { ct_len: 273 })
    );
}

#[test]
fn padding_adds_at_most_an_eighth_and_hides_the_last_bits() {
    let cases = [
        (0, 256),
        (4, 256),
        (256, 256),
        (257, 272),
        (1000, 1024),
        (1024, 1024),
        (1025, 1088),
    ];
    for (bytes, padded) in cases {
        assert_eq!(padded_bytes(bytes), padded);
    }
    for bytes in 256..ENVELOPE_BYTES_MAX {
        let padded = padded_bytes(bytes);
        assert!(
            padded >= bytes && padded * 100 <= bytes * 112,
            "{bytes} -> {padded}"
        );
        assert!(is_padded_size(padded));
    }
    assert!(padded_bytes(usize::MAX) > 0);
}

#[test]
fn the_chain_depends_on_space_and_order() {
    let (a, b) = (Hash([1; 32]), Hash([2; 32]));
    let start = chain_start(SpaceId([1; 16]));
    assert_ne!(start, chain_start(SpaceId([2; 16])));
    assert_ne!(
        chain_next(chain_next(start, a), b),
        chain_next(chain_next(start, b), a)
    );
}

#[test]
fn a_login_counts_for_one_host_and_one_challenge() {
    let (keys, nonce) = (keys(), Hash([1; 32]));
    let signature = keys.sign_login("a.example:8080", &nonce);
    let public = keys.public();
    assert!(verify_login(&public, "a.example:8080", &nonce, &signature));
    assert!(!verify_login(&public, "b.example:8080", &nonce, &signature));
    assert!(!verify_login(
        &public,
        "a.example:8080",
        &Hash([2; 32]),
        &signature
    ));
    assert!(!verify_login(
        &public,
        "a.example:8080",
        &nonce,
        &signature[1..]
    ));
    let message = login_message("a.example:8080", keys.id(), &nonce);
    assert!(message.starts_with(b"schulterschluss/v1/login\0"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_body_comes_back(body in proptest::collection::vec(any::<u8>(), 0..3000)) {
        let envelope = sealed(&body);
        prop_assert_eq!(open(&envelope, &space_key()), Ok(body));
        let read = Envelope::parse(envelope.bytes().to_vec()).unwrap();
        prop_assert_eq!(read.bytes(), envelope.bytes());
    }

    #[test]
    fn any_header_that_is_read_is_written_alike(
        ids: ([u8; 16], [u8; 16], [u8; 16]),
        numbers: (u64, u32, u64, u32),
        hashes: ([u8; 32], [u8; 32], [u8; 24]),
        bytes in 0_usize..200_000,
    ) {
        let header = Header {
            kind: EnvelopeKind::Batch,
            flags: 0,
            space: SpaceId(ids.0),
            item: ItemId(ids.1),
            device: DeviceId(ids.2),
            dev_seq: numbers.0,
            m_seq: numbers.1,
            m_hash: Hash(hashes.0),
            seen_seq: numbers.2,
            seen_hash: Hash(hashes.1),
            key_epoch: numbers.3,
            ct_len: (padded_bytes(bytes) + TAG_BYTES) as u32,
            nonce: hashes.2,
        };
        prop_assert_eq!(Header::decode(&header.encode()), Ok(header));
    }

    #[test]
    fn any_bytes_are_an_error_or_written_alike(mut bytes: Vec<u8>, start in 0_usize..169) {
        let real = sealed(b"x");
        let mut mixed = real.bytes().get(..start).unwrap().to_vec();
        mixed.append(&mut bytes);
        if let Ok(header) = Header::decode(&mixed) {
            prop_assert_eq!(header.encode().to_vec(), mixed.clone());
        }
        if let Ok(envelope) = Envelope::parse(mixed.clone()) {
            prop_assert_eq!(envelope.bytes(), mixed.as_slice());
        }
    }
}
