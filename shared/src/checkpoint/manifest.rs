//! The manifest: what a checkpoint consists of, and what it says about itself. Signed by the device that made it.
//!
//! | bytes | field |
//! |---|---|
//! | 1, 1 | version (1), suite (1) |
//! | 16 | space |
//! | 8, 32 | number of the log, chain hash there |
//! | 32 | manifest this one is built on; zeros for the first |
//! | 32 | keyed digest of the state |
//! | 8 | time the state was tidied for, milliseconds since 1970 |
//! | 4, 2 | key epoch of the segments, oldest reader that understands them |
//! | 16, 4, 32 | maker, membership entry it acted under, hash of that entry |
//! | 4, (32, 4)* | number of segments; hash and size of each, oldest records first |
//! | 4, n | size of the sealed device vector, the vector |
//! | 64 | Ed25519 signature of the maker |
//!
//! Numbers are big-endian. The layout is signed: it never changes, a new one gets a new version.

use super::{LayoutError, SIGNATURE_BYTES, SUITE, VERSION};
use crate::crypto::DevicePublic;
use crate::crypto::label::{MANIFEST, MANIFEST_SIGNATURE, labelled_hash};
use crate::ids::{DeviceId, Hash, SpaceId};
use crate::layout::Reader;
use crate::protocol::limits::SEGMENT_BYTES_MAX;

/// Greatest number of segments of a checkpoint: a hundred times what two years of a town need.
pub const MANIFEST_SEGMENTS_MAX: usize = 4096;
/// Greatest size of a manifest.
pub const MANIFEST_BYTES_MAX: usize = 256 * 1024;

/// Where the digest begins in the bytes of a manifest.
pub const MANIFEST_DIGEST_AT: usize = 2 + 16 + 8 + 32 + 32;

/// One segment of a checkpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SegmentRef {
    /// Hash of its sealed bytes.
    pub hash: Hash,
    /// Number of its sealed bytes.
    pub bytes: u32,
}

/// A manifest before it is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// The space.
    pub space: SpaceId,
    /// Number of the log whose state it is.
    pub seq: u64,
    /// Chain hash at that number.
    pub chain: Hash,
    /// Hash of the manifest it is built on; [`Hash::ZERO`] for the first.
    pub parent: Hash,
    /// Keyed digest of the state.
    pub digest: Hash,
    /// Time the state was tidied for, milliseconds since 1970, see `tidy`.
    pub time_ms: u64,
    /// Number of the space key the segments are sealed with.
    pub key_epoch: u32,
    /// Oldest reader that understands the records.
    pub min_reader: u16,
    /// Device that made it.
    pub device: DeviceId,
    /// Last membership entry the maker knew.
    pub m_seq: u32,
    /// Hash of that entry.
    pub m_hash: Hash,
    /// Segments, those with the oldest records first.
    pub segments: Vec<SegmentRef>,
    /// How far each device's envelopes and writes are in it, sealed.
    pub vector: Vec<u8>,
}

impl Manifest {
    /// Returns the bytes that are hashed.
    #[cfg(feature = "client")]
    fn encode(&self) -> Vec<u8> {
        let count = u32::try_from(self.segments.len()).unwrap_or(u32::MAX);
        let vector = u32::try_from(self.vector.len()).unwrap_or(u32::MAX);
        let mut bytes = vec![VERSION, SUITE];
        bytes.extend(self.space.0);
        bytes.extend(self.seq.to_be_bytes());
        bytes.extend(self.chain.0);
        bytes.extend(self.parent.0);
        bytes.extend(self.digest.0);
        bytes.extend(self.time_ms.to_be_bytes());
        bytes.extend(self.key_epoch.to_be_bytes());
        bytes.extend(self.min_reader.to_be_bytes());
        bytes.extend(self.device.0);
        bytes.extend(self.m_seq.to_be_bytes());
        bytes.extend(self.m_hash.0);
        bytes.extend(count.to_be_bytes());
        for segment in &self.segments {
            bytes.extend(segment.hash.0);
            bytes.extend(segment.bytes.to_be_bytes());
        }
        bytes.extend(vector.to_be_bytes());
        bytes.extend(&self.vector);
        bytes
    }

    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        let space = SpaceId(reader.take()?);
        let seq = reader.u64()?;
        let chain = Hash(reader.take()?);
        let parent = Hash(reader.take()?);
        let digest = Hash(reader.take()?);
        let time_ms = reader.u64()?;
        let key_epoch = reader.u32()?;
        let min_reader = u16::from_be_bytes(reader.take()?);
        let device = DeviceId(reader.take()?);
        let m_seq = reader.u32()?;
        let m_hash = Hash(reader.take()?);
        let count = usize::try_from(reader.u32()?).ok()?;
        if count > MANIFEST_SEGMENTS_MAX {
            return None;
        }
        let mut segments = Vec::new();
        for _ in 0..count {
            let hash = Hash(reader.take()?);
            let bytes = reader.u32()?;
            if usize::try_from(bytes).ok()? > SEGMENT_BYTES_MAX {
                return None;
            }
            segments.push(SegmentRef { hash, bytes });
        }
        let vector = usize::try_from(reader.u32()?).ok()?;
        let vector = reader.slice(vector)?.to_vec();
        Some(Self {
            space,
            seq,
            chain,
            parent,
            digest,
            time_ms,
            key_epoch,
            min_reader,
            device,
            m_seq,
            m_hash,
            segments,
            vector,
        })
    }

    /// Returns the number of bytes of all segments.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        let sizes = self.segments.iter().map(|segment| u64::from(segment.bytes));
        sizes.sum()
    }
}

/// A manifest with its signature, in its one form. Whether its maker signed it, [`Self::verify`] says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedManifest {
    manifest: Manifest,
    bytes: Vec<u8>,
    hash: Hash,
}

impl SignedManifest {
    /// Signs a manifest; `None` if it has more segments or bytes than one may have, or other keys than its maker's.
    #[cfg(feature = "client")]
    #[must_use]
    pub fn sign(manifest: &Manifest, keys: &crate::crypto::DeviceKeys) -> Option<Self> {
        let mut bytes = manifest.encode();
        let hash = labelled_hash(MANIFEST, &[&bytes]);
        bytes.extend(keys.sign(MANIFEST_SIGNATURE, &hash.0));
        Self::parse(bytes)
            .ok()
            .filter(|_| keys.id() == manifest.device)
    }

    /// Reads a manifest.
    ///
    /// # Errors
    ///
    /// [`LayoutError`]: anything that is not exactly one manifest.
    pub fn parse(bytes: Vec<u8>) -> Result<Self, LayoutError> {
        let found = bytes.len();
        let length = LayoutError::Length { found };
        let end = found.checked_sub(SIGNATURE_BYTES).ok_or(length)?;
        let signed = bytes
            .get(..end)
            .filter(|_| found <= MANIFEST_BYTES_MAX)
            .ok_or(length)?;
        let mut reader = Reader::new(signed);
        match reader.take().ok_or(length)? {
            [VERSION, SUITE] => {}
            [version, suite] => return Err(LayoutError::Newer { version, suite }),
        }
        let manifest = Manifest::decode(&mut reader)
            .filter(|_| reader.end())
            .ok_or(length)?;
        let hash = labelled_hash(MANIFEST, &[signed]);
        Ok(Self {
            manifest,
            bytes,
            hash,
        })
    }

    /// Returns what it says.
    #[must_use]
    pub const fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Returns the bytes as they are sent and stored.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the checkpoint's name: the hash of everything but the signature.
    #[must_use]
    pub const fn hash(&self) -> Hash {
        self.hash
    }

    /// Says whether `maker` is the device it names and signed it.
    #[must_use]
    pub fn verify(&self, maker: &DevicePublic) -> bool {
        let signature = self.bytes.last_chunk::<SIGNATURE_BYTES>();
        maker.id() == self.manifest.device
            && signature
                .is_some_and(|signature| maker.verify(MANIFEST_SIGNATURE, &self.hash.0, signature))
    }
}
