//! The primitives give the answers of their specifications, through the crates and calls of [`crypto`](super).
//!
//! The same checks run natively, where each is a test, and in a browser, which walks [`ALL`]: a compiler or a browser
//! that computes wrongly is noticed before it seals anything.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a check that fails says where; no device is built with this module"
)]

mod wycheproof;

use super::label;
use super::sealing::{decrypt, encrypt};
use super::{DeviceKeys, Entropy};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit};
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use sha2::{Digest, Sha256};

/// Every check; each panics where it fails.
pub const ALL: &[fn()] = &[
    sha_256_of_fips_180,
    chacha20_poly1305_of_rfc_8439_2_8_2,
    xchacha20_poly1305_of_the_draft_a_3_1,
    ed25519_of_rfc_8032_7_1,
    x25519_of_rfc_7748_6_1,
    hkdf_sha_256_of_rfc_5869_a_1_and_a_3,
    hmac_sha_256_of_rfc_4231_4_3,
    argon2id_of_rfc_9106_5_3,
    hpke_base_x25519_chacha20_poly1305_of_rfc_9180_a_2_1,
    a_weak_key_verifies_nothing,
    wycheproof::ed25519,
    wycheproof::x25519,
    wycheproof::xchacha20_poly1305,
    wycheproof::hkdf_sha256,
];

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u32> = text
        .chars()
        .filter_map(|digit| digit.to_digit(16))
        .collect();
    digits
        .chunks_exact(2)
        .map(|pair| u8::try_from(pair[0] * 16 + pair[1]).unwrap())
        .collect()
}

fn array<const N: usize>(text: &str) -> [u8; N] {
    hex(text).try_into().unwrap()
}

const SUNSCREEN: &[u8] =
    b"Ladies and Gentlemen of the class of '99: If I could offer you only one \
tip for the future, sunscreen would be it.";
const SUNSCREEN_AAD: &str = "50515253c0c1c2c3c4c5c6c7";
const SUNSCREEN_KEY: &str = "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f";

#[cfg_attr(test, test)]
fn sha_256_of_fips_180() {
    let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(Sha256::digest(b"abc").to_vec(), hex(expected));
}

#[cfg_attr(test, test)]
fn chacha20_poly1305_of_rfc_8439_2_8_2() {
    let expected = hex(
        "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92728b
         1a71de0a9e060b2905d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc
         3ff4def08e4b7a9de576d26586cec64b61161ae10b594f09e26a7e902ecbd0600691",
    );
    let cipher = ChaCha20Poly1305::new(&array::<32>(SUNSCREEN_KEY).into());
    let nonce = array::<12>("070000004041424344454647").into();
    let aad = hex(SUNSCREEN_AAD);
    let sealed = cipher
        .encrypt(
            &nonce,
            Payload {
                msg: SUNSCREEN,
                aad: &aad,
            },
        )
        .unwrap();
    assert_eq!(sealed, expected);
}

#[cfg_attr(test, test)]
fn xchacha20_poly1305_of_the_draft_a_3_1() {
    let expected = hex(
        "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39
         ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9
         21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49",
    );
    let (key, nonce) = (
        array(SUNSCREEN_KEY),
        array("404142434445464748494a4b4c4d4e4f5051525354555657"),
    );
    let aad = hex(SUNSCREEN_AAD);
    assert_eq!(encrypt(&key, &nonce, &aad, SUNSCREEN), expected);
    assert_eq!(
        decrypt(&key, &nonce, &aad, &expected).unwrap().as_slice(),
        SUNSCREEN
    );
}

#[cfg_attr(test, test)]
fn ed25519_of_rfc_8032_7_1() {
    use ed25519_dalek::{Signature, Signer, SigningKey};
    let cases = [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b
             d25bf5f0595bbe24655141438e7a100b",
        ),
        (
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659
             4a7c15e9716ed28dc027beceea1ec40a",
        ),
    ];
    for (seed, public, message, signature) in cases {
        let key = SigningKey::from_bytes(&array(seed));
        assert_eq!(key.verifying_key().to_bytes().to_vec(), hex(public));
        assert_eq!(
            DeviceKeys::from_seeds(array(seed), [1; 32])
                .public()
                .sign
                .to_vec(),
            hex(public)
        );
        let made = key.sign(&hex(message));
        assert_eq!(made.to_bytes().to_vec(), hex(signature));
        let read = Signature::from_slice(&hex(signature)).unwrap();
        assert!(
            key.verifying_key()
                .verify_strict(&hex(message), &read)
                .is_ok()
        );
    }
}

#[cfg_attr(test, test)]
fn x25519_of_rfc_7748_6_1() {
    let alice = array("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
    let alice_public = "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a";
    let bob_public = "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f";
    let shared = "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742";
    assert_eq!(
        DeviceKeys::from_seeds([1; 32], alice)
            .public()
            .seal
            .to_vec(),
        hex(alice_public)
    );
    assert_eq!(
        x25519_dalek::x25519(alice, array(bob_public)).to_vec(),
        hex(shared)
    );
}

#[cfg_attr(test, test)]
fn hkdf_sha_256_of_rfc_5869_a_1_and_a_3() {
    use hkdf::Hkdf;
    let ikm = [0x0b; 22];
    let mut okm = [0; 42];
    Hkdf::<Sha256>::new(Some(&hex("000102030405060708090a0b0c")), &ikm)
        .expand(&hex("f0f1f2f3f4f5f6f7f8f9"), &mut okm)
        .unwrap();
    let expected =
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865";
    assert_eq!(okm.to_vec(), hex(expected));
    Hkdf::<Sha256>::new(None, &ikm)
        .expand(&[], &mut okm)
        .unwrap();
    let expected =
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8";
    assert_eq!(okm.to_vec(), hex(expected));
}

#[cfg_attr(test, test)]
fn hmac_sha_256_of_rfc_4231_4_3() {
    use hmac::{Hmac, Mac};
    let mac = Hmac::<Sha256>::new_from_slice(b"Jefe").unwrap();
    let mac = mac
        .chain_update(b"what do ya want for nothing?")
        .finalize()
        .into_bytes();
    let expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    assert_eq!(mac.to_vec(), hex(expected));
}

#[cfg_attr(test, test)]
fn argon2id_of_rfc_9106_5_3() {
    use argon2::{Algorithm, Argon2, AssociatedData, ParamsBuilder, Version};
    let mut builder = ParamsBuilder::new();
    builder.m_cost(32).t_cost(3).p_cost(4).output_len(32);
    builder.data(AssociatedData::new(&[4; 12]).unwrap());
    let params = builder.build().unwrap();
    let argon2 =
        Argon2::new_with_secret(&[3; 8], Algorithm::Argon2id, Version::V0x13, params).unwrap();
    let mut tag = [0; 32];
    argon2
        .hash_password_into(&[1; 32], &[2; 16], &mut tag)
        .unwrap();
    let expected = "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659";
    assert_eq!(tag.to_vec(), hex(expected));
}

/// Gives out what the specification says the sender drew.
struct Given(Vec<u8>);

impl Entropy for Given {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            *byte = self.0.remove(0);
        }
    }
}

#[cfg_attr(test, test)]
fn hpke_base_x25519_chacha20_poly1305_of_rfc_9180_a_2_1() {
    use hpke::{aead::ChaCha20Poly1305, kdf::HkdfSha256, kem::X25519HkdfSha256};
    let info = hex("4f6465206f6e2061204772656369616e2055726e");
    let aad = hex("436f756e742d30");
    let plain = hex("4265617574792069732074727574682c20747275746820626561757479");
    let enc = hex("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a");
    let ciphertext = hex(
        "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28",
    );
    let secret = hex("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb");
    let public = hex("4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a");

    let opened = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &<X25519HkdfSha256 as Kem>::PrivateKey::from_bytes(&secret).unwrap(),
        &<X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(&enc).unwrap(),
        &info,
        &ciphertext,
        &aad,
    );
    assert_eq!(opened.unwrap(), plain);

    let drawn = hex("909a9b35d3dc4713a5e72a4da274b55d3d3821a37e5d099e74a647db583a904b");
    let (made, sealed) =
        hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeS::Base,
            &<X25519HkdfSha256 as Kem>::PublicKey::from_bytes(&public).unwrap(),
            &info,
            &plain,
            &aad,
            &mut super::entropy::Rng(&mut Given(drawn)),
        )
        .unwrap();
    assert_eq!((made.to_bytes().to_vec(), sealed), (enc, ciphertext));
}

#[cfg_attr(test, test)]
fn a_weak_key_verifies_nothing() {
    // The neutral element as public key, with the signature that plain verification would take for anything.
    let mut neutral = [0; 32];
    neutral[0] = 1;
    let public = super::DevicePublic {
        sign: neutral,
        seal: [9; 32],
    };
    let mut signature = [0; 64];
    signature[0] = 1;
    assert!(!public.verify(label::LOGIN, b"anything", &signature));
}
