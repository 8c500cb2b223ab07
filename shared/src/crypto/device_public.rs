//! The public half of a device: what others verify with and seal to.

use super::label::labelled;
use crate::ids::{DeviceId, Hash};
use ed25519_dalek::{Signature, VerifyingKey};
use minicbor::{Decode, Encode};
use sha2::{Digest, Sha256};

/// Public keys of a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct DevicePublic {
    /// Ed25519 public key.
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    pub sign: [u8; 32],
    /// X25519 public key.
    #[n(1)]
    #[cbor(with = "minicbor::bytes")]
    pub seal: [u8; 32],
}

impl DevicePublic {
    /// Number of bytes of both keys.
    pub const BYTES: usize = 64;

    /// Returns the device's name: the first half of SHA-256 over both keys. New keys are a new device.
    #[must_use]
    pub fn id(&self) -> DeviceId {
        let hash = Sha256::new()
            .chain_update(self.sign)
            .chain_update(self.seal)
            .finalize();
        let mut id = [0; DeviceId::BYTES];
        for (to, from) in id.iter_mut().zip(hash) {
            *to = from;
        }
        DeviceId(id)
    }

    /// Says whether `signature` is this device's over `label` and `message`.
    ///
    /// Weak keys and signatures in more than one form are refused (`verify_strict`).
    #[must_use]
    pub fn verify(&self, label: &str, message: &[u8], signature: &[u8]) -> bool {
        let Ok(key) = VerifyingKey::from_bytes(&self.sign) else {
            return false;
        };
        let Ok(signature) = Signature::from_slice(signature) else {
            return false;
        };
        key.verify_strict(&labelled(label, &[message]), &signature)
            .is_ok()
    }
}

/// Hashes bytes without a label, where a format contains the hash of a part.
#[must_use]
pub(crate) fn plain_hash(bytes: &[u8]) -> Hash {
    Hash(Sha256::digest(bytes).into())
}
