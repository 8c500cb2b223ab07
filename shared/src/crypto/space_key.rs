//! The key of a space: everyone in the space has it, nobody else does.
//!
//! The key itself seals nothing. Each purpose has its own key derived from it, bound to the space and the
//! number of the key (`key_epoch`).

use super::label::{
    CONTENT_KEY, KEY_ID, NAME_KEY, PREVIOUS_KEY, RESCUE_KEY, SEGMENT_KEY, SEGMENT_NONCE, STATE_KEY,
};
use super::sealing::{Key, derive, open_key, seal};
use super::{CryptoError, Entropy};
use crate::ids::{Hash, SpaceId};
use core::fmt;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// Secret of a space for one key epoch. Wiped when dropped.
#[derive(Clone)]
pub struct SpaceKey(Key);

impl SpaceKey {
    /// Makes a new key.
    #[must_use]
    pub fn make(rng: &mut dyn Entropy) -> Self {
        Self(Zeroizing::new(rng.make_key()))
    }

    /// Takes up a key that was stored.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Returns the bytes, for storing them sealed.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Returns the public commitment that the membership log carries: it binds everyone to one key.
    #[must_use]
    pub fn kid(&self, space: SpaceId, key_epoch: u32) -> Hash {
        Hash(*self.derive(KEY_ID, space, key_epoch))
    }

    /// Returns the key for envelope bodies.
    pub(crate) fn content_key(&self, space: SpaceId, key_epoch: u32) -> Key {
        self.derive(CONTENT_KEY, space, key_epoch)
    }

    /// Returns the key for names and titles.
    pub(crate) fn name_key(&self, space: SpaceId, key_epoch: u32) -> Key {
        self.derive(NAME_KEY, space, key_epoch)
    }

    /// Returns the key for keyed digests of merged state.
    #[must_use]
    pub fn state_key(&self, space: SpaceId, key_epoch: u32) -> Zeroizing<[u8; 32]> {
        self.derive(STATE_KEY, space, key_epoch)
    }

    /// Returns the key for a part of a rescue file.
    pub(crate) fn rescue_key(&self, space: SpaceId, key_epoch: u32) -> Key {
        self.derive(RESCUE_KEY, space, key_epoch)
    }

    /// Returns the keys for segments of checkpoints: one that seals, one that makes nonces from content.
    pub(crate) fn segment_keys(&self, space: SpaceId, key_epoch: u32) -> (Key, Key) {
        (
            self.derive(SEGMENT_KEY, space, key_epoch),
            self.derive(SEGMENT_NONCE, space, key_epoch),
        )
    }

    fn derive(&self, label: &str, space: SpaceId, key_epoch: u32) -> Key {
        derive(
            &*self.0,
            label,
            &[space.as_bytes(), &key_epoch.to_be_bytes()],
        )
    }

    /// Says whether this is the key the commitment stands for.
    pub(crate) fn matches(&self, space: SpaceId, key_epoch: u32, kid: &Hash) -> bool {
        self.kid(space, key_epoch).0.ct_eq(&kid.0).into()
    }
}

impl fmt::Debug for SpaceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SpaceKey([redacted])")
    }
}

/// Seals the key before a rotation under the new one, so that newcomers can read what is older.
///
/// [`PREVIOUS_WRAP_BYTES`](crate::mlog::PREVIOUS_WRAP_BYTES) long.
#[must_use]
pub fn wrap_previous(
    new: &SpaceKey,
    new_epoch: u32,
    old: &SpaceKey,
    space: SpaceId,
    rng: &mut dyn Entropy,
) -> Vec<u8> {
    let key = new.derive(PREVIOUS_KEY, space, new_epoch);
    seal(&key, &wrap_aad(space, new_epoch), old.as_bytes(), rng)
}

/// Opens what [`wrap_previous`] sealed and checks it against the commitment of the older key.
///
/// # Errors
///
/// [`CryptoError::WrongKey`] for another key or changed bytes, [`CryptoError::KeyMismatch`] when what was
/// wrapped is not the key `old_kid` stands for.
pub fn unwrap_previous(
    new: &SpaceKey,
    new_epoch: u32,
    wrapped: &[u8],
    space: SpaceId,
    old_kid: &Hash,
) -> Result<SpaceKey, CryptoError> {
    let key = new.derive(PREVIOUS_KEY, space, new_epoch);
    let old = open_key(&key, &wrap_aad(space, new_epoch), wrapped).map(SpaceKey::from_bytes)?;
    if old.matches(space, new_epoch.saturating_sub(1), old_kid) {
        Ok(old)
    } else {
        Err(CryptoError::KeyMismatch)
    }
}

fn wrap_aad(space: SpaceId, new_epoch: u32) -> Vec<u8> {
    super::label::labelled(PREVIOUS_KEY, &[space.as_bytes(), &new_epoch.to_be_bytes()])
}
