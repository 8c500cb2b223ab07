//! The secret half of a device. It never leaves the device it was made on.

use super::label::{LOGIN, labelled};
use super::sealing::Key;
use super::{DevicePublic, Entropy};
use crate::ids::{DeviceId, Hash};
use core::fmt;
use ed25519_dalek::{Signer, SigningKey};
use zeroize::Zeroizing;

/// Secret keys of a device: one to sign, one to be sealed to. Wiped when dropped; no copies.
pub struct DeviceKeys {
    sign: SigningKey,
    seal: Key,
    public: DevicePublic,
    id: DeviceId,
}

impl DeviceKeys {
    /// Makes new keys, and so a new device.
    #[must_use]
    pub fn make(rng: &mut dyn Entropy) -> Self {
        Self::from_seeds(rng.make_key(), rng.make_key())
    }

    /// Takes up keys that were stored: the Ed25519 seed and the X25519 secret.
    #[must_use]
    pub fn from_seeds(sign: [u8; 32], seal: [u8; 32]) -> Self {
        let (sign, seal) = (Zeroizing::new(sign), Zeroizing::new(seal));
        let key = SigningKey::from_bytes(&sign);
        let seal_public = x25519_dalek::PublicKey::from(&x25519_dalek::StaticSecret::from(*seal));
        let public = DevicePublic {
            sign: key.verifying_key().to_bytes(),
            seal: seal_public.to_bytes(),
        };
        Self {
            sign: key,
            seal,
            public,
            id: public.id(),
        }
    }

    /// Returns what [`Self::from_seeds`] takes, for storing it sealed. The caller wipes it.
    #[must_use]
    pub fn seeds(&self) -> ([u8; 32], [u8; 32]) {
        (self.sign.to_bytes(), *self.seal)
    }

    /// Returns the public half.
    #[must_use]
    pub const fn public(&self) -> DevicePublic {
        self.public
    }

    /// Returns the device's name.
    #[must_use]
    pub const fn id(&self) -> DeviceId {
        self.id
    }

    /// Signs `message` for the purpose `label`; see [`DevicePublic::verify`].
    #[must_use]
    pub fn sign(&self, label: &str, message: &[u8]) -> [u8; 64] {
        self.sign.sign(&labelled(label, &[message])).to_bytes()
    }

    /// Answers a login challenge of `host`; see [`verify_login`](crate::envelope::verify_login).
    #[must_use]
    pub fn sign_login(&self, host: &str, nonce: &Hash) -> [u8; 64] {
        self.sign(LOGIN, &crate::envelope::login_body(host, self.id, nonce))
    }

    /// Returns the X25519 secret.
    pub(crate) const fn seal_secret(&self) -> &Key {
        &self.seal
    }
}

impl fmt::Debug for DeviceKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DeviceKeys({}, [redacted])", self.id)
    }
}
