//! The purpose labels: every hash, signature, derived key and sealed text names what it is for.
//!
//! A label ends with a zero byte where it is used, so that none is the beginning of another. A label is part
//! of every stored byte of its kind: never change one, add `v2` beside it.

use crate::ids::Hash;
use sha2::{Digest, Sha256};

macro_rules! labels {
    ($($(#[$doc:meta])* $name:ident = $purpose:literal;)*) => {
        $($(#[$doc])* pub const $name: &str = concat!("schulterschluss/v1/", $purpose);)*

        /// Every label.
        pub const ALL: &[&str] = &[$($name),*];
    };
}

labels! {
    /// Hash of an envelope.
    ENVELOPE = "envelope";
    /// Signature of an envelope.
    ENVELOPE_SIGNATURE = "envelope-signature";
    /// Hash before the first envelope of a space.
    CHAIN_START = "chain-start";
    /// Step of the log's hash chain.
    CHAIN = "chain";
    /// Sum over what a page of the log says beside its envelopes.
    PAGE = "page";
    /// Signature that answers a login challenge.
    LOGIN = "login";
    /// Hash of a membership entry.
    ENTRY = "member-entry";
    /// Signature of a membership entry.
    ENTRY_SIGNATURE = "member-entry-signature";
    /// Hash of the key boxes that belong to a rotation.
    KEY_BOXES = "key-boxes";
    /// Key for envelope bodies, from the space key.
    CONTENT_KEY = "content";
    /// Key for names and titles, from the space key.
    NAME_KEY = "name";
    /// Key for keyed digests of merged state, from the space key.
    STATE_KEY = "state";
    /// Key that wraps the space key before, from the space key.
    PREVIOUS_KEY = "prev";
    /// Public commitment to a space key.
    KEY_ID = "kid";
    /// Space key sealed to a device.
    KEY_BOX = "key-box";
    /// Name of an envelope, from the key of the run its writes were made in.
    RUN_ITEM = "run-item";
    /// Key for rows at rest, from the local key.
    ROW_KEY = "row";
    /// Local key wrapped by a passphrase.
    PASSPHRASE_SLOT = "passphrase-slot";
    /// Local key wrapped by the phone's own lock.
    PLATFORM_SLOT = "platform-slot";
    /// Key that wraps it, from what the phone computes.
    PLATFORM_KEY = "platform-key";
    /// Check of the number of the screen lock.
    PIN = "pin";
    /// Name of an invitation, from its secret.
    INVITE_ID = "invite-id";
    /// Key for the payload of an invitation, from its secret.
    INVITE_PAYLOAD = "invite-payload";
    /// Key for the name in a join request, from the invitation's secret.
    INVITE_NAME = "invite-name";
    /// Key for the code over a join request, from the invitation's secret.
    INVITE_MAC = "invite-mac";
    /// Signature of a join request.
    JOIN = "join";
    /// Words two people read to each other before an admin is let in.
    SPOKEN = "spoken";
    /// Signing key of a recovery sheet, from its code.
    RECOVERY_SIGN = "recovery-sign";
    /// Key a recovery sheet is sealed to, from its code.
    RECOVERY_SEAL = "recovery-seal";
    /// Check characters of a recovery code.
    RECOVERY_CHECK = "recovery-check";
    /// Unsent work of a removed device, sealed.
    PARCEL = "parcel";
    /// Key of a parcel, sealed to an admin's device.
    PARCEL_BOX = "parcel-box";
    /// Signature of a parcel.
    PARCEL_SIGNATURE = "parcel-signature";
    /// Key for a space's part of a rescue file, from the space key.
    RESCUE_KEY = "rescue";
    /// Hash at the end of a rescue file.
    RESCUE = "rescue-file";
    /// Name of a segment of a checkpoint.
    SEGMENT = "segment";
    /// Key for segments, from the space key.
    SEGMENT_KEY = "segment-key";
    /// Key for the nonces of segments, from the space key.
    SEGMENT_NONCE = "segment-nonce";
    /// Device vector of a checkpoint, sealed.
    VECTOR = "vector";
    /// Hash of the manifest of a checkpoint.
    MANIFEST = "manifest";
    /// Signature of a manifest.
    MANIFEST_SIGNATURE = "manifest-signature";
    /// Hash of an attestation.
    ATTEST = "attest";
    /// Signature of an attestation.
    ATTEST_SIGNATURE = "attest-signature";
    /// Name of a blob, from its chunks.
    BLOB = "blob";
    /// Hash of a sealed chunk of a blob.
    BLOB_CHUNK = "blob-chunk";
    /// A chunk sealed under the key of its file.
    BLOB_KEY = "blob-key";
    /// Stream of the seeded entropy of tests.
    TEST_ENTROPY = "test-entropy";
}

/// Hashes a label, a zero byte and the parts, in order.
///
/// Only safe against shifted borders if all parts but one have fixed lengths: the caller sees to it.
#[must_use]
pub fn labelled_hash(label: &str, parts: &[&[u8]]) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(label.as_bytes());
    hasher.update([0]);
    for part in parts {
        hasher.update(part);
    }
    Hash(hasher.finalize().into())
}

/// Returns a label, a zero byte and the parts as one text.
#[must_use]
pub fn labelled(label: &str, parts: &[&[u8]]) -> Vec<u8> {
    let bytes = label.len() + 1 + parts.iter().map(|part| part.len()).sum::<usize>();
    let mut text = Vec::with_capacity(bytes);
    text.extend_from_slice(label.as_bytes());
    text.push(0);
    for part in parts {
        text.extend_from_slice(part);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_label_occurs_twice_and_none_contains_the_end_mark() {
        let mut labels = ALL.to_vec();
        labels.sort_unstable();
        labels.dedup();
        assert_eq!(labels.len(), ALL.len());
        assert!(
            ALL.iter()
                .all(|label| label.is_ascii() && !label.contains('\0'))
        );
    }
}
