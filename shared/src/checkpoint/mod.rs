//! Checkpoints: the whole state of a space at one number of its log, so that nobody has to read the log from its
//! beginning and the server need not keep it.
//!
//! The server cannot read, so a device makes a checkpoint and a device of another person checks it:
//!
//! 1. The state at number S is a pure function of the checkpoint before and the envelopes up to S
//!    ([`Confirmed`]): whoever has read up to S knows it, whatever waits in the own outbox.
//! 2. Its records are packed into sealed [`Segment`]s of about the same size, each named by the hash of its bytes.
//!    Segments none of whose records changed are taken over from the checkpoint before (`build`).
//! 3. A signed [`SignedManifest`] lists them with the keyed digest of the state. Who comes to the same digest
//!    signs an [`SignedAttest`]; then the checkpoint counts ([`confirmed`]) and the server drops what it covers.
//! 4. Whoever begins with a checkpoint computes the digest of what it got. A checkpoint that says anything else than
//!    what it holds is refused.
//!
//! What a checkpoint leaves out is named in `tidy`: history and deleted records of more than 400 days.

mod attest;
#[cfg(feature = "client")]
mod build;
#[cfg(feature = "client")]
mod codec;
#[cfg(feature = "client")]
mod columns;
#[cfg(feature = "client")]
mod digest;
#[cfg(feature = "client")]
mod fold;
mod judge;
mod manifest;
#[cfg(feature = "client")]
mod plan;
#[cfg(feature = "client")]
mod segment;
#[cfg(test)]
#[cfg(feature = "testing")]
mod tests;
#[cfg(feature = "client")]
mod tidy;

pub use self::{
    attest::{ATTEST_DIGEST_AT, Attest, SignedAttest},
    judge::{Doubt, Offer, check_manifest, confirmed, judge_attest, judge_offer},
    manifest::{
        MANIFEST_BYTES_MAX, MANIFEST_DIGEST_AT, MANIFEST_SEGMENTS_MAX, Manifest, SegmentRef,
        SignedManifest,
    },
};
#[cfg(feature = "client")]
pub use self::{
    build::{Built, Draft, Rest, RestError, build},
    fold::{Confirmed, LastEnvelope, NotWhole},
    plan::{Due, Standing, When, plan},
    segment::{Open, Sealed, Segment, SegmentError},
    tidy::{CLOCKS_FROM_MS, HISTORY_MS, PAST_VERSIONS_MAX, TOMBSTONE_MS, tidy},
};

use crate::ids::Hash;

/// Returns the name of a segment: the hash of its sealed bytes.
#[must_use]
pub fn segment_hash(bytes: &[u8]) -> Hash {
    crate::crypto::label::labelled_hash(crate::crypto::label::SEGMENT, &[bytes])
}

/// Number of bytes of a signature.
const SIGNATURE_BYTES: usize = 64;
/// Version of the signed layouts.
const VERSION: u8 = 1;
/// The one suite.
const SUITE: u8 = 1;

/// Why bytes are not a manifest or an attestation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LayoutError {
    /// The bytes end too early or too late, or are larger than the limit.
    #[error("{found} bytes are too few or too many")]
    Length {
        /// Number of bytes found.
        found: usize,
    },
    /// The layout is newer than this version: update.
    #[error("version {version} with suite {suite} is not known to this version of the app")]
    Newer {
        /// Version found.
        version: u8,
        /// Suite found.
        suite: u8,
    },
}
