//! The cases of Project Wycheproof: what goes wrong in the corners. `tests/vectors/wycheproof` says where they are from.
#![expect(
    clippy::expect_used,
    reason = "a file of the repository that cannot be read is a mistake of the repository"
)]

use super::{array, hex};
use crate::crypto::sealing::{decrypt, encrypt};
use crate::crypto::{DevicePublic, SeededEntropy, SpaceKey, seal_space_key};
use crate::ids::SpaceId;
use serde_json::Value;

/// Number of bytes of a nonce of XChaCha20-Poly1305; cases with others cannot even be written with our types.
const NONCE_BYTES: usize = 24;

macro_rules! cases {
    ($file:literal) => {
        read(include_str!(concat!(
            "../../../../tests/vectors/wycheproof/",
            $file
        )))
    };
}

struct Case(Value);

impl Case {
    fn text(&self, name: &str) -> &str {
        self.0.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        hex(self.text(name))
    }

    fn number(&self, name: &str) -> u64 {
        self.0.get(name).and_then(Value::as_u64).unwrap_or_default()
    }

    fn has_flag(&self, name: &str) -> bool {
        let flags = self.0.get("flags").and_then(Value::as_array);
        flags.is_some_and(|flags| flags.iter().any(|flag| flag == name))
    }

    fn is_valid(&self) -> bool {
        self.text("result") == "valid"
    }

    fn name(&self) -> String {
        format!("case {}: {}", self.number("id"), self.text("comment"))
    }
}

fn read(file: &str) -> Vec<Case> {
    let cases: Vec<Value> = serde_json::from_str(file).expect("the file is JSON");
    cases.into_iter().map(Case).collect()
}

/// Strict verification takes every valid signature of these keys and no other one.
#[cfg_attr(test, test)]
pub(super) fn ed25519() {
    use ed25519_dalek::{Signature, VerifyingKey};
    let cases = cases!("ed25519.json");
    assert_eq!(cases.len(), 151);
    for case in cases {
        let verified = VerifyingKey::from_bytes(&array(case.text("pk"))).is_ok_and(|key| {
            Signature::from_slice(&case.bytes("sig"))
                .is_ok_and(|signature| key.verify_strict(&case.bytes("msg"), &signature).is_ok())
        });
        assert_eq!(verified, case.is_valid(), "{}", case.name());
    }
}

/// The exchange gives the expected secret, and nothing is sealed to a key that would make the secret zero.
#[cfg_attr(test, test)]
pub(super) fn x25519() {
    let cases = cases!("x25519.json");
    assert_eq!(cases.len(), 518);
    let mut rng = SeededEntropy::new(1);
    let key = SpaceKey::make(&mut rng);
    let mut zero = 0;
    for case in cases {
        let (private, public) = (array(case.text("private")), array(case.text("public")));
        let shared = x25519_dalek::x25519(private, public);
        assert_eq!(shared.to_vec(), case.bytes("shared"), "{}", case.name());
        let is_zero = shared == [0; 32];
        assert_eq!(
            is_zero,
            case.has_flag("ZeroSharedSecret"),
            "{}",
            case.name()
        );
        if is_zero {
            zero += 1;
            let to = DevicePublic {
                sign: [1; 32],
                seal: public,
            };
            let sealed = seal_space_key(&key, SpaceId([1; 16]), 1, &to, &mut rng);
            assert!(sealed.is_err(), "{}", case.name());
        }
    }
    assert!(zero > 20, "weak keys are among the cases");
}

#[cfg_attr(test, test)]
pub(super) fn xchacha20_poly1305() {
    let cases = cases!("xchacha20_poly1305.json");
    assert_eq!(cases.len(), 315);
    let mut tried = 0;
    for case in cases {
        let (iv, aad, plain) = (case.bytes("iv"), case.bytes("aad"), case.bytes("msg"));
        let Ok(nonce) = <[u8; NONCE_BYTES]>::try_from(iv) else {
            assert!(!case.is_valid(), "{}", case.name());
            continue;
        };
        tried += 1;
        let key = array(case.text("key"));
        let sealed = [case.bytes("ct"), case.bytes("tag")].concat();
        let opened = decrypt(&key, &nonce, &aad, &sealed);
        assert_eq!(opened.is_ok(), case.is_valid(), "{}", case.name());
        if let Ok(opened) = opened {
            assert_eq!(*opened, plain, "{}", case.name());
            assert_eq!(
                encrypt(&key, &nonce, &aad, &plain),
                sealed,
                "{}",
                case.name()
            );
        }
    }
    assert!(tried > 250, "most cases have a nonce of 24 bytes: {tried}");
}

#[cfg_attr(test, test)]
pub(super) fn hkdf_sha256() {
    use hkdf::Hkdf;
    let cases = cases!("hkdf_sha256.json");
    assert_eq!(cases.len(), 86);
    for case in cases {
        let salt = case.bytes("salt");
        let key = Hkdf::<sha2::Sha256>::new(Some(&salt), &case.bytes("ikm"));
        let mut made = vec![0; usize::try_from(case.number("size")).unwrap_or_default()];
        let expanded = key.expand(&case.bytes("info"), &mut made).is_ok();
        assert_eq!(expanded, case.is_valid(), "{}", case.name());
        assert!(!expanded || made == case.bytes("okm"), "{}", case.name());
    }
}
