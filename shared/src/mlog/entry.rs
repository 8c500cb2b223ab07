//! An entry of the membership log: its bytes, its hash, its signature.
//!
//! version ‖ suite ‖ space ‖ number ‖ hash before ‖ key epoch ‖ operation ‖ signer ‖ time, big-endian, then
//! the Ed25519 signature over the hash of all this.

use super::MlogError;
use super::op::{Fields, MemberOp};
use crate::crypto::DevicePublic;
use crate::crypto::label::{ENTRY, ENTRY_SIGNATURE, labelled_hash};
use crate::ids::{DeviceId, Hash, SpaceId};
use crate::layout::Reader;
use crate::protocol::limits::ENTRY_BYTES_MAX;

const VERSION: u8 = 1;
const SUITE: u8 = 1;
const SIGNATURE_BYTES: usize = 64;

/// An entry before it is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The space.
    pub space: SpaceId,
    /// Number of the entry; the founding entry is 1.
    pub seq: u32,
    /// Hash of the entry before; [`Hash::ZERO`] for the first.
    pub prev: Hash,
    /// Key epoch the author knew; names in the entry are sealed with that key.
    pub key_epoch: u32,
    /// What it does.
    pub op: MemberOp,
    /// Device that signs.
    pub signer: DeviceId,
    /// What the author's clock said, milliseconds since 1970. Only shown, never trusted.
    pub claimed_ms: u64,
}

impl Entry {
    /// Returns the bytes that are hashed.
    fn encode(&self) -> Result<Vec<u8>, MlogError> {
        let mut bytes = vec![VERSION, SUITE];
        bytes.extend(self.space.0);
        bytes.extend(self.seq.to_be_bytes());
        bytes.extend(self.prev.0);
        bytes.extend(self.key_epoch.to_be_bytes());
        self.op.encode(&mut bytes)?;
        bytes.extend(self.signer.0);
        bytes.extend(self.claimed_ms.to_be_bytes());
        Ok(bytes)
    }

    fn decode(bytes: &[u8]) -> Result<Self, MlogError> {
        let found = bytes.len() + SIGNATURE_BYTES;
        let mut reader = Reader::new(bytes);
        let mut fields = Fields {
            reader: &mut reader,
            found,
        };
        match fields.take::<2>()? {
            [VERSION, SUITE] => {}
            [VERSION, found] => return Err(MlogError::UnknownSuite { found }),
            [found, _] => return Err(MlogError::UnknownVersion { found }),
        }
        let entry = Self {
            space: SpaceId(fields.take()?),
            seq: u32::from_be_bytes(fields.take()?),
            prev: Hash(fields.take()?),
            key_epoch: u32::from_be_bytes(fields.take()?),
            op: MemberOp::decode(&mut fields)?,
            signer: DeviceId(fields.take()?),
            claimed_ms: u64::from_be_bytes(fields.take()?),
        };
        if reader.end() {
            Ok(entry)
        } else {
            Err(MlogError::Length { found })
        }
    }
}

/// A signed entry whose layout is sound. Whether it counts, [`Members`](super::Members) says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedEntry {
    entry: Entry,
    bytes: Vec<u8>,
    hash: Hash,
}

impl SignedEntry {
    /// Reads an entry with its signature.
    ///
    /// # Errors
    ///
    /// [`MlogError`]: too large, an unknown version, suite or operation ([`MlogError::is_newer`]), or anything
    /// that is not exactly one entry in its canonical form.
    pub fn parse(bytes: Vec<u8>) -> Result<Self, MlogError> {
        let found = bytes.len();
        if found > ENTRY_BYTES_MAX {
            return Err(MlogError::TooLarge {
                bytes: found,
                bytes_max: ENTRY_BYTES_MAX,
            });
        }
        let (body, _) = bytes
            .split_last_chunk::<SIGNATURE_BYTES>()
            .ok_or(MlogError::Length { found })?;
        let entry = Entry::decode(body)?;
        // Canonical or refused: the one form of this entry is the one at hand.
        if entry.encode()? != body {
            return Err(MlogError::Length { found });
        }
        let hash = labelled_hash(ENTRY, &[body]);
        Ok(Self { entry, bytes, hash })
    }

    /// Returns what was signed.
    #[must_use]
    pub const fn entry(&self) -> &Entry {
        &self.entry
    }

    /// Returns the bytes as they are sent and stored.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the hash of the entry. The signature is not in it; it is over it.
    #[must_use]
    pub const fn hash(&self) -> Hash {
        self.hash
    }

    /// Says whether `device` is the signer and signed the entry.
    #[must_use]
    pub fn is_signed_by(&self, device: &DevicePublic) -> bool {
        let signature = self.bytes.last_chunk::<SIGNATURE_BYTES>();
        device.id() == self.entry.signer
            && signature.is_some_and(|it| device.verify(ENTRY_SIGNATURE, &self.hash.0, it))
    }
}

/// Signs an entry.
///
/// # Errors
///
/// [`MlogError::Signer`] if the keys are another device's, [`MlogError::Field`] for a name that is too long.
#[cfg(feature = "client")]
pub fn sign(entry: &Entry, keys: &crate::crypto::DeviceKeys) -> Result<SignedEntry, MlogError> {
    if keys.id() != entry.signer {
        return Err(MlogError::Signer);
    }
    let mut bytes = entry.encode()?;
    let hash = labelled_hash(ENTRY, &[&bytes]);
    bytes.extend_from_slice(&keys.sign(ENTRY_SIGNATURE, &hash.0));
    if bytes.len() > ENTRY_BYTES_MAX {
        return Err(MlogError::TooLarge {
            bytes: bytes.len(),
            bytes_max: ENTRY_BYTES_MAX,
        });
    }
    Ok(SignedEntry {
        entry: entry.clone(),
        bytes,
        hash,
    })
}
