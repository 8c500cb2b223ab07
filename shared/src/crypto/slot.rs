//! The lock of a device: its local key, wrapped under the passphrase.
//!
//! A slot lies unsealed in the browser's storage and is what a thief attacks, so the work factors have a
//! floor that is checked on reading: a slot whose factors were lowered is refused before any word is tried.

use super::label::{PASSPHRASE_SLOT, labelled};
use super::sealing::{Key, SEAL_BYTES, open_key, seal};
use super::{CryptoError, Entropy, LocalKey, Passphrase};
use crate::layout::Reader;
use argon2::{Algorithm, Argon2, Params, Version};
use zeroize::Zeroizing;

pub(super) const VERSION: u8 = 1;
/// Locked by a passphrase. 2 is the phone's own lock; 3 (number with the server's share) is reserved.
const KIND: u8 = 1;
/// Memory of a new slot in KiB.
const MEMORY_KIB: u32 = 65_536;
const PASSES: u32 = 3;
/// What a device gets that cannot give that much memory, and the least that is read (OWASP).
const MEMORY_KIB_MIN: u32 = 19_456;
const PASSES_MIN: u32 = 2;
/// The most that is read: more would be an attack on the device's memory.
const MEMORY_KIB_MAX: u32 = 262_144;
const PASSES_MAX: u32 = 16;
const LANES: u32 = 1;
const SALT_BYTES: usize = 16;
/// Number of bytes of a sealed local key.
pub(super) const SEALED_BYTES: usize = 32 + SEAL_BYTES;

/// A local key wrapped under a passphrase with Argon2id and XChaCha20-Poly1305.
///
/// Encoded form: version, kind, memory, passes, lanes, salt, sealed key; big-endian, [`Self::BYTES`] long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassphraseSlot {
    work: Work,
    salt: [u8; SALT_BYTES],
    sealed: Vec<u8>,
}

/// Argon2id work factors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Work {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl PassphraseSlot {
    /// Number of bytes of the encoded form.
    pub const BYTES: usize = 2 + 3 * 4 + SALT_BYTES + SEALED_BYTES;

    /// Writes the slot.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        [self.head(), self.sealed.clone()].concat()
    }

    /// Reads a slot.
    ///
    /// # Errors
    ///
    /// [`CryptoError::Length`], [`CryptoError::SlotVersion`], [`CryptoError::SlotKind`],
    /// [`CryptoError::SlotParameters`].
    pub fn decode(bytes: &[u8]) -> Result<Self, CryptoError> {
        let length = CryptoError::Length {
            expected: Self::BYTES,
            found: bytes.len(),
        };
        check_head(bytes, KIND)?;
        let mut reader = Reader::new(bytes);
        let slot = (|| {
            let [_version, _kind] = reader.take()?;
            let work = Work {
                memory_kib: reader.u32()?,
                passes: reader.u32()?,
                lanes: reader.u32()?,
            };
            let slot = Self {
                work,
                salt: reader.take()?,
                sealed: reader.slice(SEALED_BYTES)?.to_vec(),
            };
            reader.end().then_some(slot)
        })()
        .ok_or(length)?;
        slot.work.check()?;
        Ok(slot)
    }

    /// Returns everything before the sealed key.
    fn head(&self) -> Vec<u8> {
        let mut bytes = vec![VERSION, KIND];
        for factor in [self.work.memory_kib, self.work.passes, self.work.lanes] {
            bytes.extend_from_slice(&factor.to_be_bytes());
        }
        bytes.extend_from_slice(&self.salt);
        bytes
    }

    fn aad(&self) -> Vec<u8> {
        labelled(PASSPHRASE_SLOT, &[&self.head()])
    }

    fn make(
        work: Work,
        words: &Passphrase,
        local: &LocalKey,
        rng: &mut dyn Entropy,
    ) -> Result<Self, CryptoError> {
        let mut salt = [0; SALT_BYTES];
        rng.fill(&mut salt);
        let mut slot = Self {
            work,
            salt,
            sealed: Vec::new(),
        };
        let key = work.stretch(words, &slot.salt)?;
        slot.sealed = seal(&key, &slot.aad(), local.as_bytes(), rng);
        Ok(slot)
    }

    fn open(&self, words: &Passphrase) -> Result<LocalKey, CryptoError> {
        let key = self.work.stretch(words, &self.salt)?;
        open_key(&key, &self.aad(), &self.sealed)
            .map(LocalKey::from_bytes)
            .map_err(|_| CryptoError::WrongPassphrase)
    }
}

/// Checks version and kind of a slot, if it is that long.
pub(super) fn check_head(bytes: &[u8], kind: u8) -> Result<(), CryptoError> {
    match *bytes {
        [found, ..] if found != VERSION => Err(CryptoError::SlotVersion { found }),
        [_, found, ..] if found != kind => Err(CryptoError::SlotKind { found }),
        _ => Ok(()),
    }
}

impl Work {
    fn check(self) -> Result<(), CryptoError> {
        let allowed = (MEMORY_KIB_MIN..=MEMORY_KIB_MAX).contains(&self.memory_kib)
            && (PASSES_MIN..=PASSES_MAX).contains(&self.passes)
            && self.lanes == LANES;
        if allowed { Ok(()) } else { Err(self.refused()) }
    }

    const fn refused(self) -> CryptoError {
        CryptoError::SlotParameters {
            memory_kib: self.memory_kib,
            passes: self.passes,
            lanes: self.lanes,
        }
    }

    fn stretch(self, words: &Passphrase, salt: &[u8]) -> Result<Key, CryptoError> {
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(32))
            .map_err(|_| self.refused())?;
        let mut key = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(words.to_text().as_bytes(), salt, key.as_mut())
            .map_err(|_| CryptoError::Memory {
                memory_kib: self.memory_kib,
            })?;
        Ok(key)
    }
}

/// Wraps a local key under a passphrase. Takes about a quarter of a second on a laptop, more on a phone.
///
/// # Errors
///
/// [`CryptoError::Memory`] if the device cannot even give 19 MiB.
pub fn make_slot(
    words: &Passphrase,
    local: &LocalKey,
    rng: &mut dyn Entropy,
) -> Result<PassphraseSlot, CryptoError> {
    let usual = Work {
        memory_kib: MEMORY_KIB,
        passes: PASSES,
        lanes: LANES,
    };
    let least = Work {
        memory_kib: MEMORY_KIB_MIN,
        passes: PASSES_MIN,
        lanes: LANES,
    };
    match PassphraseSlot::make(usual, words, local, rng) {
        Err(CryptoError::Memory { .. }) => PassphraseSlot::make(least, words, local, rng),
        made => made,
    }
}

/// Opens a slot. Takes as long as [`make_slot`].
///
/// # Errors
///
/// [`CryptoError::WrongPassphrase`]; [`CryptoError::Memory`] if the device cannot give the memory now.
pub fn open_slot(slot: &PassphraseSlot, words: &Passphrase) -> Result<LocalKey, CryptoError> {
    slot.work.check()?;
    slot.open(words)
}

#[cfg(test)]
mod tests;
