//! A segment: some hundred records of a space, packed. Open it is content, sealed it is bytes with a name.
//!
//! ```text
//! open   = format (2) ‖ number of records (4) ‖ their ids (16 each) ‖ streams of `columns`
//!        | format (1) ‖ number of records (4) ‖ their ids (16 each) ‖ deflate(CBOR of `codec`)
//! sealed = nonce (24) ‖ XChaCha20-Poly1305(padded open) with the space and key epoch bound to it
//! ```
//!
//! Ids are random and stay out of what is deflated. The nonce is made from the content: equal records are sealed to
//! equal bytes, so that who knows the records knows the segment, and one that did not change is not sent again.

use super::codec::{self, Records};
use super::columns::{self, Packer};
use super::segment_hash;
use crate::crypto::SpaceKey;
use crate::crypto::label::{SEGMENT_KEY, labelled};
use crate::crypto::sealing::{open, seal_alike};
use crate::envelope::padding::{pad, unpad};
use crate::ids::{Hash, RecordId, SpaceId};
use crate::layout::Reader;
use crate::protocol::limits::SEGMENT_BYTES_MAX;

const FORMAT: u8 = 2;
/// The first format, in which rows stood one after the other. It is read and no longer written.
const FORMAT_ROWS: u8 = 1;
/// Greatest size of what a segment inflates to: an attacker cannot make a reader inflate more.
const PLAIN_BYTES_MAX: usize = 16 * 1024 * 1024;

/// Why bytes are not a segment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SegmentError {
    /// The key does not fit or the bytes were changed.
    #[error("the space key does not fit or the bytes were changed")]
    WrongKey,
    /// The content is damaged.
    #[error("not a segment: {0}")]
    Malformed(String),
    /// It was written by a newer app; updating the app reads it.
    #[error("segment format {format} is newer than this app; update the app")]
    Newer {
        /// The format found.
        format: u64,
    },
    /// It is larger than the server takes.
    #[error("a segment of {bytes} bytes is above the limit of {SEGMENT_BYTES_MAX}")]
    TooLarge {
        /// Size of the sealed segment.
        bytes: usize,
    },
}

impl From<minicbor::decode::Error> for SegmentError {
    fn from(error: minicbor::decode::Error) -> Self {
        Self::Malformed(error.to_string())
    }
}

/// A segment that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    plain: Vec<u8>,
}

/// A segment as it is sent and stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    bytes: Vec<u8>,
    hash: Hash,
}

/// A segment, [`Open`] or [`Sealed`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment<S> {
    form: S,
}

impl Segment<Open> {
    /// Takes what was packed.
    pub(super) fn of(packer: Packer) -> Self {
        let (ids, deflated) = packer.finish();
        let count = u32::try_from(ids.len()).unwrap_or(u32::MAX);
        let mut plain = Vec::with_capacity(5 + ids.len() * RecordId::BYTES + deflated.len());
        plain.push(FORMAT);
        plain.extend(count.to_be_bytes());
        for id in ids {
            plain.extend(id.0);
        }
        plain.extend(deflated);
        Self {
            form: Open { plain },
        }
    }

    /// Returns the records, and whether there are parts of a later version among them.
    ///
    /// # Errors
    ///
    /// [`SegmentError`] of damaged or newer content.
    pub fn records(&self) -> Result<(Records, bool), SegmentError> {
        let malformed = || SegmentError::Malformed("too short".to_owned());
        let mut reader = Reader::new(&self.form.plain);
        let [format] = reader.take().ok_or_else(malformed)?;
        if format != FORMAT && format != FORMAT_ROWS {
            let format = u64::from(format);
            return Err(SegmentError::Newer { format });
        }
        let count = reader.u32().ok_or_else(malformed)?;
        let mut ids = Vec::new();
        for _ in 0..count {
            ids.push(RecordId(reader.take().ok_or_else(malformed)?));
        }
        if format == FORMAT {
            return columns::unpack(&ids, reader.rest(), PLAIN_BYTES_MAX);
        }
        let cbor =
            miniz_oxide::inflate::decompress_to_vec_with_limit(reader.rest(), PLAIN_BYTES_MAX)
                .map_err(|error| SegmentError::Malformed(error.to_string()))?;
        codec::unpack(&ids, &cbor)
    }

    /// Seals the segment for a space.
    ///
    /// # Errors
    ///
    /// [`SegmentError::TooLarge`].
    pub fn seal(
        &self,
        key: &SpaceKey,
        space: SpaceId,
        key_epoch: u32,
    ) -> Result<Segment<Sealed>, SegmentError> {
        let (key, nonce_key) = key.segment_keys(space, key_epoch);
        let aad = aad(space, key_epoch);
        let bytes = seal_alike(&key, &nonce_key, &aad, &pad(&self.form.plain));
        if bytes.len() > SEGMENT_BYTES_MAX {
            let bytes = bytes.len();
            return Err(SegmentError::TooLarge { bytes });
        }
        Ok(Segment::from_bytes(bytes))
    }
}

impl Segment<Sealed> {
    /// Takes sealed bytes. Whether they are the segment that was asked for, [`Self::hash`] says.
    #[must_use]
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        let hash = segment_hash(&bytes);
        Self {
            form: Sealed { bytes, hash },
        }
    }

    /// Returns the segment's name: the hash of its bytes.
    #[must_use]
    pub const fn hash(&self) -> Hash {
        self.form.hash
    }

    /// Returns the bytes as they are sent and stored.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.form.bytes
    }

    /// Opens the segment.
    ///
    /// # Errors
    ///
    /// [`SegmentError::WrongKey`].
    pub fn open(
        &self,
        key: &SpaceKey,
        space: SpaceId,
        key_epoch: u32,
    ) -> Result<Segment<Open>, SegmentError> {
        let (key, _) = key.segment_keys(space, key_epoch);
        let padded = open(&key, &aad(space, key_epoch), &self.form.bytes)
            .map_err(|_| SegmentError::WrongKey)?;
        let plain = unpad(&padded).ok_or(SegmentError::WrongKey)?.to_vec();
        Ok(Segment {
            form: Open { plain },
        })
    }
}

fn aad(space: SpaceId, key_epoch: u32) -> Vec<u8> {
    labelled(SEGMENT_KEY, &[space.as_bytes(), &key_epoch.to_be_bytes()])
}
