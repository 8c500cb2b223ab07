//! The header of an envelope: what the server may know. It is signed, and it is bound to the sealed body.
//!
//! | bytes | field |
//! |---|---|
//! | 1, 1, 1, 1 | version (1), suite (1), kind, flags (0) |
//! | 16, 16, 16 | space, item, device |
//! | 8 | number of the device's envelope in the space, from 1 without gaps |
//! | 4, 32 | membership entry the author acted under, and its hash |
//! | 8, 32 | last point of the log the author has verified, and the chain there |
//! | 4 | key epoch |
//! | 4 | size of the sealed body |
//! | 24 | nonce |
//!
//! Numbers are big-endian. The layout is signed: it never changes, a new one gets a new version.

use super::padding::{PLAINTEXT_BYTES_MIN, is_padded_size};
use super::{EnvelopeError, SIGNATURE_BYTES, TAG_BYTES};
use crate::ids::{DeviceId, Hash, ItemId, SpaceId};
use crate::layout::Reader;
use crate::protocol::limits::ENVELOPE_BYTES_MAX;

/// Number of bytes of a header.
pub const HEADER_BYTES: usize = 168;
const VERSION: u8 = 1;
const SUITE: u8 = 1;

/// What is sealed in an envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum EnvelopeKind {
    /// Operations on records. 2 (checkpoint) and 3 (attest) are reserved.
    Batch = 1,
}

/// The header of an envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// What is sealed.
    pub kind: EnvelopeKind,
    /// Reserved, 0.
    pub flags: u8,
    /// Where it belongs.
    pub space: SpaceId,
    /// Random name of this envelope.
    pub item: ItemId,
    /// Author.
    pub device: DeviceId,
    /// The author's how-many-th envelope in this space, from 1 without gaps.
    pub dev_seq: u64,
    /// Last membership entry the author knew.
    pub m_seq: u32,
    /// Hash of that entry.
    pub m_hash: Hash,
    /// Last number of the log the author had verified.
    pub seen_seq: u64,
    /// Chain hash at that number.
    pub seen_hash: Hash,
    /// Number of the space key the body is sealed with.
    pub key_epoch: u32,
    /// Number of bytes of the sealed body with its tag.
    pub ct_len: u32,
    /// Nonce of the body.
    pub nonce: [u8; 24],
}

impl Header {
    /// Writes the header.
    #[must_use]
    pub fn encode(&self) -> [u8; HEADER_BYTES] {
        let mut bytes = [0; HEADER_BYTES];
        let fields: [&[u8]; 13] = [
            &[VERSION, SUITE, self.kind as u8],
            &[self.flags],
            &self.space.0,
            &self.item.0,
            &self.device.0,
            &self.dev_seq.to_be_bytes(),
            &self.m_seq.to_be_bytes(),
            &self.m_hash.0,
            &self.seen_seq.to_be_bytes(),
            &self.seen_hash.0,
            &self.key_epoch.to_be_bytes(),
            &self.ct_len.to_be_bytes(),
            &self.nonce,
        ];
        for (to, from) in bytes.iter_mut().zip(fields.into_iter().flatten()) {
            *to = *from;
        }
        bytes
    }

    /// Reads a header.
    ///
    /// # Errors
    ///
    /// [`EnvelopeError`]: wrong length, an unknown version, suite, kind or flag, or a size no padded body has.
    pub fn decode(bytes: &[u8]) -> Result<Self, EnvelopeError> {
        let length = EnvelopeError::Length { found: bytes.len() };
        let mut reader = Reader::new(bytes);
        let [version, suite, kind, flags] = reader.take().ok_or(length.clone())?;
        if version != VERSION {
            return Err(EnvelopeError::UnknownVersion { found: version });
        }
        if suite != SUITE {
            return Err(EnvelopeError::UnknownSuite { found: suite });
        }
        if kind != EnvelopeKind::Batch as u8 {
            return Err(EnvelopeError::UnknownKind { found: kind });
        }
        if flags != 0 {
            return Err(EnvelopeError::UnknownFlags { found: flags });
        }
        let header = Self::fields(&mut reader)
            .filter(|_| reader.end())
            .ok_or(length)?;
        header.check_size()?;
        Ok(header)
    }

    fn fields(reader: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            kind: EnvelopeKind::Batch,
            flags: 0,
            space: SpaceId(reader.take()?),
            item: ItemId(reader.take()?),
            device: DeviceId(reader.take()?),
            dev_seq: reader.u64()?,
            m_seq: reader.u32()?,
            m_hash: Hash(reader.take()?),
            seen_seq: reader.u64()?,
            seen_hash: Hash(reader.take()?),
            key_epoch: reader.u32()?,
            ct_len: reader.u32()?,
            nonce: reader.take()?,
        })
    }

    fn check_size(&self) -> Result<(), EnvelopeError> {
        let ct_len = self.ct_bytes();
        let bytes = HEADER_BYTES + SIGNATURE_BYTES + ct_len;
        if bytes > ENVELOPE_BYTES_MAX {
            return Err(EnvelopeError::TooLarge {
                bytes,
                bytes_max: ENVELOPE_BYTES_MAX,
            });
        }
        match ct_len.checked_sub(TAG_BYTES) {
            Some(plain) if plain >= PLAINTEXT_BYTES_MIN && is_padded_size(plain) => Ok(()),
            _ => Err(EnvelopeError::NotPadded {
                ct_len: self.ct_len,
            }),
        }
    }

    /// Returns the size of the sealed body; saturated, so that sums with it do not overflow.
    pub(super) fn ct_bytes(&self) -> usize {
        usize::try_from(self.ct_len)
            .unwrap_or(usize::MAX)
            .min(usize::MAX / 4)
    }
}
