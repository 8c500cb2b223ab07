//! The envelope: the unit on the wire and in the log.
//!
//! header (168 bytes, signed, bound to the body) ‖ sealed body ‖ Ed25519 signature (64 bytes). An [`Envelope`]
//! is sealed; what comes out of [`open`] is the body of a batch. Parsing, hashing and verifying need no
//! space key and are all the server can do. Anything that is not in its one canonical form is refused.

mod header;
mod login;
pub mod padding;
#[cfg(feature = "client")]
mod seal;

pub use header::{EnvelopeKind, HEADER_BYTES, Header};
#[cfg(feature = "client")]
pub(crate) use login::login_body;
pub use login::{login_message, verify_login};
pub use padding::PLAINTEXT_BYTES_MIN;
#[cfg(feature = "client")]
pub use seal::{BODY_BYTES_MAX, Draft, open, seal};

use crate::crypto::label::{CHAIN, CHAIN_START, ENVELOPE, ENVELOPE_SIGNATURE, labelled_hash};
use crate::crypto::{DevicePublic, plain_hash};
use crate::ids::{Hash, SpaceId};
use crate::protocol::limits::ENVELOPE_BYTES_MAX;

/// Number of bytes of a signature.
pub const SIGNATURE_BYTES: usize = 64;
/// Number of bytes the cipher adds.
pub const TAG_BYTES: usize = 16;

/// Why an envelope is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EnvelopeError {
    /// The bytes end too early or too late.
    #[error("an envelope cannot have {found} bytes")]
    Length {
        /// Number of bytes found.
        found: usize,
    },
    /// The envelope is larger than allowed: make a smaller batch.
    #[error("an envelope of {bytes} bytes is above the limit of {bytes_max}")]
    TooLarge {
        /// Size of the envelope.
        bytes: usize,
        /// Greatest size.
        bytes_max: usize,
    },
    /// Written by a newer version of the app: update.
    #[error("envelope version {found} is not known")]
    UnknownVersion {
        /// Version found.
        found: u8,
    },
    /// Sealed with another suite: update.
    #[error("suite {found} is not known")]
    UnknownSuite {
        /// Suite found.
        found: u8,
    },
    /// Another kind of content: update.
    #[error("envelope kind {found} is not known")]
    UnknownKind {
        /// Kind found.
        found: u8,
    },
    /// Flags this version does not know: update.
    #[error("envelope flags {found} are not known")]
    UnknownFlags {
        /// Flags found.
        found: u8,
    },
    /// The sealed body has a size that padding never makes.
    #[error("a sealed body of {ct_len} bytes is not padded")]
    NotPadded {
        /// Size of the sealed body.
        ct_len: u32,
    },
    /// The key to verify with belongs to another device than the header names.
    #[error("the envelope names another author")]
    ForeignAuthor,
    /// The signature is not the author's.
    #[error("the signature is not the author's")]
    Signature,
    /// The space key does not fit, or the bytes were changed.
    #[error("the space key does not fit or the bytes were changed")]
    WrongKey,
    /// The opened body is not padded in the one allowed form.
    #[error("the padding is not canonical")]
    Padding,
}

/// A sealed envelope whose layout is sound. Whether its author wrote it, [`Envelope::verify`] says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    header: Header,
    bytes: Vec<u8>,
    hash: Hash,
}

impl Envelope {
    /// Reads an envelope.
    ///
    /// # Errors
    ///
    /// [`EnvelopeError`]: anything that is not exactly one envelope in its canonical form.
    pub fn parse(bytes: Vec<u8>) -> Result<Self, EnvelopeError> {
        let found = bytes.len();
        if found > ENVELOPE_BYTES_MAX {
            return Err(EnvelopeError::TooLarge {
                bytes: found,
                bytes_max: ENVELOPE_BYTES_MAX,
            });
        }
        let (head, rest) = bytes
            .split_first_chunk::<HEADER_BYTES>()
            .ok_or(EnvelopeError::Length { found })?;
        let header = Header::decode(head)?;
        let (body, signature) = rest
            .split_at_checked(header.ct_bytes())
            .ok_or(EnvelopeError::Length { found })?;
        if signature.len() != SIGNATURE_BYTES {
            return Err(EnvelopeError::Length { found });
        }
        let hash = envelope_hash(head, body);
        Ok(Self {
            header,
            bytes,
            hash,
        })
    }

    /// Returns the header.
    #[must_use]
    pub const fn header(&self) -> &Header {
        &self.header
    }

    /// Returns the bytes as they are sent and stored.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the hash of header and sealed body. The signature is not in it; it is over it.
    #[must_use]
    pub const fn hash(&self) -> Hash {
        self.hash
    }

    /// Checks that `author` is the device the header names and signed the envelope.
    ///
    /// # Errors
    ///
    /// [`EnvelopeError::ForeignAuthor`], [`EnvelopeError::Signature`].
    pub fn verify(&self, author: &DevicePublic) -> Result<(), EnvelopeError> {
        if author.id() != self.header.device {
            return Err(EnvelopeError::ForeignAuthor);
        }
        let signature = self.bytes.last_chunk::<SIGNATURE_BYTES>();
        let signature = signature.ok_or(EnvelopeError::Length {
            found: self.bytes.len(),
        })?;
        if author.verify(ENVELOPE_SIGNATURE, &self.hash.0, signature) {
            Ok(())
        } else {
            Err(EnvelopeError::Signature)
        }
    }

    /// Returns the sealed body.
    #[cfg(feature = "client")]
    fn sealed_body(&self) -> &[u8] {
        let end = self.bytes.len().saturating_sub(SIGNATURE_BYTES);
        self.bytes.get(HEADER_BYTES..end).unwrap_or_default()
    }
}

/// Returns the chain hash before the first envelope of a space.
#[must_use]
pub fn chain_start(space: SpaceId) -> Hash {
    labelled_hash(CHAIN_START, &[space.as_bytes()])
}

/// Returns the chain hash after one more envelope.
#[must_use]
pub fn chain_next(chain: Hash, envelope: Hash) -> Hash {
    labelled_hash(CHAIN, &[&chain.0, &envelope.0])
}

fn envelope_hash(header: &[u8; HEADER_BYTES], body: &[u8]) -> Hash {
    labelled_hash(ENVELOPE, &[header, &plain_hash(body).0])
}

#[cfg(test)]
#[cfg(feature = "client")]
mod tests;
