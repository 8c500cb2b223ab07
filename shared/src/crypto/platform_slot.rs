//! A second lock of a device: its local key, wrapped under what the phone's own lock gives out (WebAuthn PRF).
//!
//! The phone's secure hardware computes 32 bytes from a salt after a finger, a face or the phone's own number. They
//! never leave this device's memory. Losing the passkey loses nothing: the passphrase slot is always there.

use super::label::{PLATFORM_KEY, PLATFORM_SLOT, labelled};
use super::sealing::{Key, derive, open_key, seal};
use super::slot::{SEALED_BYTES, VERSION, check_head};
use super::{CryptoError, Entropy, LocalKey};
use crate::layout::Reader;

/// Locked by the phone's own lock. 1 is the passphrase.
const KIND: u8 = 2;
/// Number of bytes of the salt, and of what the phone computes from it.
const PRF_BYTES: usize = 32;
/// Greatest length of a passkey's name (WebAuthn, 4.1).
const CREDENTIAL_BYTES_MAX: usize = 1023;

/// A local key wrapped under the phone's own lock with XChaCha20-Poly1305.
///
/// Encoded form: version, kind, salt, sealed key, name of the passkey (the rest).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlatformSlot {
    salt: [u8; PRF_BYTES],
    sealed: Vec<u8>,
    credential: Vec<u8>,
}

impl PlatformSlot {
    /// Wraps a local key under what the phone computed from `salt` with the passkey `credential`.
    ///
    /// # Errors
    ///
    /// [`CryptoError::TooLong`] for a name longer than passkeys have.
    pub fn make(
        prf: &[u8; PRF_BYTES],
        salt: [u8; PRF_BYTES],
        credential: &[u8],
        local: &LocalKey,
        rng: &mut dyn Entropy,
    ) -> Result<Self, CryptoError> {
        if credential.len() > CREDENTIAL_BYTES_MAX {
            return Err(CryptoError::TooLong {
                bytes: credential.len(),
                bytes_max: CREDENTIAL_BYTES_MAX,
            });
        }
        let mut slot = Self {
            salt,
            sealed: Vec::new(),
            credential: credential.to_vec(),
        };
        slot.sealed = seal(&slot.key(prf), &slot.aad(), local.as_bytes(), rng);
        Ok(slot)
    }

    /// Opens the slot with what the phone computed from [`Self::salt`].
    ///
    /// # Errors
    ///
    /// [`CryptoError::WrongKey`] if it is not what the slot was made with.
    pub fn open(&self, prf: &[u8; PRF_BYTES]) -> Result<LocalKey, CryptoError> {
        open_key(&self.key(prf), &self.aad(), &self.sealed).map(LocalKey::from_bytes)
    }

    /// Returns what the phone has to compute from.
    #[must_use]
    pub const fn salt(&self) -> &[u8; PRF_BYTES] {
        &self.salt
    }

    /// Returns the name of the passkey.
    #[must_use]
    pub fn credential(&self) -> &[u8] {
        &self.credential
    }

    /// Writes the slot.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let head = [VERSION, KIND];
        let parts: [&[u8]; 4] = [&head, &self.salt, &self.sealed, &self.credential];
        parts.concat()
    }

    /// Reads a slot.
    ///
    /// # Errors
    ///
    /// [`CryptoError::Length`], [`CryptoError::SlotVersion`], [`CryptoError::SlotKind`], [`CryptoError::TooLong`].
    pub fn decode(bytes: &[u8]) -> Result<Self, CryptoError> {
        const FIXED_BYTES: usize = 2 + PRF_BYTES + SEALED_BYTES;
        check_head(bytes, KIND)?;
        if bytes.len() > FIXED_BYTES + CREDENTIAL_BYTES_MAX {
            return Err(CryptoError::TooLong {
                bytes: bytes.len(),
                bytes_max: FIXED_BYTES + CREDENTIAL_BYTES_MAX,
            });
        }
        let mut reader = Reader::new(bytes);
        (|| {
            let [_version, _kind] = reader.take()?;
            Some(Self {
                salt: reader.take()?,
                sealed: reader.slice(SEALED_BYTES)?.to_vec(),
                credential: reader
                    .slice(bytes.len().checked_sub(FIXED_BYTES)?)?
                    .to_vec(),
            })
        })()
        .ok_or(CryptoError::Length {
            expected: FIXED_BYTES,
            found: bytes.len(),
        })
    }

    fn key(&self, prf: &[u8; PRF_BYTES]) -> Key {
        derive(prf, PLATFORM_KEY, &[&self.salt])
    }

    fn aad(&self) -> Vec<u8> {
        let head = [VERSION, KIND];
        labelled(PLATFORM_SLOT, &[&head, &self.salt, &self.credential])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::SeededEntropy;

    fn slot() -> (PlatformSlot, LocalKey) {
        let mut rng = SeededEntropy::new(1);
        let local = LocalKey::make(&mut rng);
        let slot = PlatformSlot::make(&[7; 32], [3; 32], b"passkey", &local, &mut rng).unwrap();
        (slot, local)
    }

    #[test]
    fn a_slot_reads_back_and_opens_with_its_answer_only() {
        let (slot, local) = slot();
        let read = PlatformSlot::decode(&slot.encode()).unwrap();
        assert_eq!(read, slot);
        assert_eq!(
            (read.salt(), read.credential()),
            (&[3; 32], &b"passkey"[..])
        );
        assert_eq!(read.open(&[7; 32]).unwrap().as_bytes(), local.as_bytes());
        assert_eq!(read.open(&[8; 32]).unwrap_err(), CryptoError::WrongKey);
    }

    #[test]
    fn no_changed_bit_of_a_slot_opens() {
        let bytes = slot().0.encode();
        for bit in 0..bytes.len() * 8 {
            let mut changed = bytes.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            let opened = PlatformSlot::decode(&changed).and_then(|slot| slot.open(&[7; 32]));
            assert!(opened.is_err(), "bit {bit}");
        }
    }

    #[test]
    fn a_slot_of_another_kind_version_or_length_is_named() {
        let (slot, local) = slot();
        let bytes = slot.encode();
        let fixed = bytes.len() - b"passkey".len();
        for found in 0..fixed {
            let length = CryptoError::Length {
                expected: fixed,
                found,
            };
            assert_eq!(PlatformSlot::decode(&bytes[..found]), Err(length));
        }
        let mut other = bytes;
        other[1] = 1;
        let kind = CryptoError::SlotKind { found: 1 };
        assert_eq!(PlatformSlot::decode(&other), Err(kind));
        other[0] = 2;
        let version = CryptoError::SlotVersion { found: 2 };
        assert_eq!(PlatformSlot::decode(&other), Err(version));
        let mut rng = SeededEntropy::new(2);
        let mut make =
            |bytes: usize| PlatformSlot::make(&[7; 32], [3; 32], &vec![1; bytes], &local, &mut rng);
        let longest = make(CREDENTIAL_BYTES_MAX).unwrap();
        assert_eq!(PlatformSlot::decode(&longest.encode()), Ok(longest.clone()));
        let longer = [longest.encode(), vec![1]].concat();
        assert!(make(CREDENTIAL_BYTES_MAX + 1).is_err() && PlatformSlot::decode(&longer).is_err());
    }
}
