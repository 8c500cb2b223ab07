//! Sealing and opening: the only ways between a batch and an [`Envelope`].

use super::header::{EnvelopeKind, HEADER_BYTES, Header};
use super::padding::{pad, padded_bytes, unpad};
use super::{
    ENVELOPE_SIGNATURE, Envelope, EnvelopeError, SIGNATURE_BYTES, TAG_BYTES, envelope_hash,
};
use crate::crypto::sealing::{decrypt, encrypt};
use crate::crypto::{DeviceKeys, SpaceKey};
use crate::ids::{DeviceId, Hash, ItemId, SpaceId};
use crate::protocol::limits::ENVELOPE_BYTES_MAX;

/// Greatest body that fits into an envelope after padding.
pub const BODY_BYTES_MAX: usize = 258_044;

/// Everything that goes into an envelope, before it is sealed.
#[derive(Clone, Copy)]
pub struct Draft<'a> {
    /// What is sealed.
    pub kind: EnvelopeKind,
    /// Where it belongs.
    pub space: SpaceId,
    /// Random name of the envelope.
    pub item: ItemId,
    /// Author; the device of the keys it is signed with.
    pub device: DeviceId,
    /// The author's how-many-th envelope in this space, from 1.
    pub dev_seq: u64,
    /// Last membership entry the author knows.
    pub m_seq: u32,
    /// Hash of that entry.
    pub m_hash: Hash,
    /// Last number of the log the author has verified.
    pub seen_seq: u64,
    /// Chain hash at that number.
    pub seen_hash: Hash,
    /// Number of the space key.
    pub key_epoch: u32,
    /// Random; never used twice under one key.
    pub nonce: [u8; 24],
    /// The body, at most [`BODY_BYTES_MAX`] bytes.
    pub plaintext: &'a [u8],
}

impl core::fmt::Debug for Draft<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(
            f,
            "Draft({:?} {} of {}, [redacted])",
            self.space, self.dev_seq, self.device
        )
    }
}

/// Pads, encrypts and signs.
///
/// # Errors
///
/// [`EnvelopeError::TooLarge`], [`EnvelopeError::ForeignAuthor`] if the keys are not the draft's device.
pub fn seal(
    draft: &Draft<'_>,
    key: &SpaceKey,
    keys: &DeviceKeys,
) -> Result<Envelope, EnvelopeError> {
    if keys.id() != draft.device {
        return Err(EnvelopeError::ForeignAuthor);
    }
    let ct_bytes = padded_bytes(draft.plaintext.len().saturating_add(4)).saturating_add(TAG_BYTES);
    let bytes = ct_bytes.saturating_add(HEADER_BYTES + SIGNATURE_BYTES);
    let too_large = EnvelopeError::TooLarge {
        bytes,
        bytes_max: ENVELOPE_BYTES_MAX,
    };
    if bytes > ENVELOPE_BYTES_MAX {
        return Err(too_large);
    }
    let header = Header {
        kind: draft.kind,
        flags: 0,
        space: draft.space,
        item: draft.item,
        device: draft.device,
        dev_seq: draft.dev_seq,
        m_seq: draft.m_seq,
        m_hash: draft.m_hash,
        seen_seq: draft.seen_seq,
        seen_hash: draft.seen_hash,
        key_epoch: draft.key_epoch,
        ct_len: u32::try_from(ct_bytes).map_err(|_| too_large)?,
        nonce: draft.nonce,
    };
    let head = header.encode();
    let content_key = key.content_key(header.space, header.key_epoch);
    let body = encrypt(&content_key, &header.nonce, &head, &pad(draft.plaintext));
    let hash = envelope_hash(&head, &body);
    let mut bytes = Vec::with_capacity(bytes);
    bytes.extend_from_slice(&head);
    bytes.extend_from_slice(&body);
    bytes.extend_from_slice(&keys.sign(ENVELOPE_SIGNATURE, &hash.0));
    Ok(Envelope {
        header,
        bytes,
        hash,
    })
}

/// Opens an envelope and returns its body. Does not verify the signature: call [`Envelope::verify`] first.
///
/// # Errors
///
/// [`EnvelopeError::WrongKey`], [`EnvelopeError::Padding`].
pub fn open(envelope: &Envelope, key: &SpaceKey) -> Result<Vec<u8>, EnvelopeError> {
    let header = envelope.header();
    let content_key = key.content_key(header.space, header.key_epoch);
    let padded = decrypt(
        &content_key,
        &header.nonce,
        &header.encode(),
        envelope.sealed_body(),
    )
    .map_err(|_| EnvelopeError::WrongKey)?;
    unpad(&padded)
        .map(<[u8]>::to_vec)
        .ok_or(EnvelopeError::Padding)
}
