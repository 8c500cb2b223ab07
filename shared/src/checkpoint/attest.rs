//! An attestation: a second device says what it computed for the state of a checkpoint. 192 bytes.
//!
//! version (1) ‖ suite (1) ‖ space ‖ hash of the manifest ‖ digest the device came to ‖ device ‖ membership entry it
//! acted under ‖ hash of that entry, big-endian, then the Ed25519 signature over the hash of all this.

use super::{LayoutError, SIGNATURE_BYTES, SUITE, VERSION};
use crate::crypto::DevicePublic;
use crate::crypto::label::{ATTEST, ATTEST_SIGNATURE, labelled_hash};
use crate::ids::{DeviceId, Hash, SpaceId};
use crate::layout::Reader;

/// Where the digest begins in the bytes of an attestation.
pub const ATTEST_DIGEST_AT: usize = 2 + 16 + 32;

/// An attestation before it is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attest {
    /// The space.
    pub space: SpaceId,
    /// The checkpoint: hash of its manifest.
    pub checkpoint: Hash,
    /// Digest the device came to itself. Another one than the manifest's is a contradiction.
    pub digest: Hash,
    /// The device.
    pub device: DeviceId,
    /// Last membership entry it knew.
    pub m_seq: u32,
    /// Hash of that entry.
    pub m_hash: Hash,
}

impl Attest {
    #[cfg(feature = "client")]
    fn encode(&self) -> Vec<u8> {
        let mut bytes = vec![VERSION, SUITE];
        bytes.extend(self.space.0);
        bytes.extend(self.checkpoint.0);
        bytes.extend(self.digest.0);
        bytes.extend(self.device.0);
        bytes.extend(self.m_seq.to_be_bytes());
        bytes.extend(self.m_hash.0);
        bytes
    }

    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            space: SpaceId(reader.take()?),
            checkpoint: Hash(reader.take()?),
            digest: Hash(reader.take()?),
            device: DeviceId(reader.take()?),
            m_seq: reader.u32()?,
            m_hash: Hash(reader.take()?),
        })
    }
}

/// An attestation with its signature. Whether its device signed it, [`Self::verify`] says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedAttest {
    attest: Attest,
    bytes: Vec<u8>,
    hash: Hash,
}

impl SignedAttest {
    /// Signs an attestation; `None` with other keys than its device's.
    #[cfg(feature = "client")]
    #[must_use]
    pub fn sign(attest: &Attest, keys: &crate::crypto::DeviceKeys) -> Option<Self> {
        let mut bytes = attest.encode();
        let hash = labelled_hash(ATTEST, &[&bytes]);
        bytes.extend(keys.sign(ATTEST_SIGNATURE, &hash.0));
        Self::parse(bytes)
            .ok()
            .filter(|_| keys.id() == attest.device)
    }

    /// Reads an attestation.
    ///
    /// # Errors
    ///
    /// [`LayoutError`]: anything that is not exactly one attestation.
    pub fn parse(bytes: Vec<u8>) -> Result<Self, LayoutError> {
        let found = bytes.len();
        let length = LayoutError::Length { found };
        let end = found.checked_sub(SIGNATURE_BYTES).ok_or(length)?;
        let signed = bytes.get(..end).ok_or(length)?;
        let mut reader = Reader::new(signed);
        match reader.take().ok_or(length)? {
            [VERSION, SUITE] => {}
            [version, suite] => return Err(LayoutError::Newer { version, suite }),
        }
        let attest = Attest::decode(&mut reader)
            .filter(|_| reader.end())
            .ok_or(length)?;
        let hash = labelled_hash(ATTEST, &[signed]);
        Ok(Self {
            attest,
            bytes,
            hash,
        })
    }

    /// Returns what it says.
    #[must_use]
    pub const fn attest(&self) -> &Attest {
        &self.attest
    }

    /// Returns the bytes as they are sent and stored.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Says whether `device` is the one it names and signed it.
    #[must_use]
    pub fn verify(&self, device: &DevicePublic) -> bool {
        let signature = self.bytes.last_chunk::<SIGNATURE_BYTES>();
        device.id() == self.attest.device
            && signature
                .is_some_and(|signature| device.verify(ATTEST_SIGNATURE, &self.hash.0, signature))
    }
}
