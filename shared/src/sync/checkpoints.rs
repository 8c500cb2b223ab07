//! Beginning with a checkpoint, resting on one, and how much of it is there.
//!
//! A device that has read nothing, or less than the server still has, loads the newest checkpoint that counts: the
//! manifest, then segments, newest first, each stored as it arrives. What is in them is shown at once; it counts when
//! all are there and their digest is the one that was confirmed. Then the log is read from there.
//!
//! A device that has read beyond a new checkpoint computes it from what it has, and loads only what it cannot. Either
//! way the state is built anew: the checkpoint, the log behind it, what waits in the outbox. The log before it stays
//! for [`LOG_KEEP_MS`](crate::protocol::limits::LOG_KEEP_MS), to give it back to a restored server; reading it again changes nothing.

mod loading;
mod resting;
mod space;

use super::making::Making;
use crate::checkpoint::{Rest, Sealed, Segment, SignedAttest, SignedManifest, judge_attest};
use crate::ids::{DeviceId, Hash, SpaceId};
use crate::mlog::Members;
use crate::protocol::messages::Point;
use std::collections::{BTreeMap, BTreeSet};

/// Marks of the rows of [`Table::Checkpoints`](super::rows::Table::Checkpoints), behind the space: the manifest, and segments by their hash.
const REST: u8 = 0;
const SEGMENT: u8 = 1;

/// What a device knows of the checkpoints of a space.
#[derive(Debug, Default)]
pub(super) struct Checkpoints {
    /// The one the state rests on.
    pub(super) rest: Option<Rest>,
    /// There are parts of a later version in it, so no other is built on it here.
    pub(super) later: bool,
    /// Segments that are stored here.
    pub(super) held: BTreeMap<Hash, Segment<Sealed>>,
    /// The one that is being loaded.
    pub(super) wanted: Option<SignedManifest>,
    /// Those that are not what they say, or are for a later reader.
    pub(super) refused: BTreeSet<Hash>,
    /// What is under way with an own one, or with one of others that waits to be confirmed.
    pub(super) making: Making,
    /// Two devices came to different states at one point of the log.
    pub(super) contradiction: Option<Contradiction>,
}

/// Two devices came to different states at one point of the log: one of them lies or has a fault. The server drops
/// nothing while it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contradiction {
    /// Number of the log.
    pub seq: u64,
    /// Who made the checkpoint.
    pub maker: DeviceId,
    /// Who came to something else.
    pub other: DeviceId,
}

impl Checkpoints {
    /// Takes note of who signed another digest than the checkpoint's maker.
    pub(super) fn note_contradiction(
        &mut self,
        members: &Members,
        signed: &SignedManifest,
        attests: &[SignedAttest],
    ) {
        let manifest = signed.manifest();
        let differs = attests.iter().find(|attest| {
            attest.attest().digest != manifest.digest
                && judge_attest(members, signed, attest).is_ok()
        });
        let differs = differs.map(|attest| attest.attest().device);
        // Whoever was named first stays named.
        let same = (manifest.seq, manifest.device);
        let known = self.contradiction.filter(|it| {
            it.seq > manifest.seq || ((it.seq, it.maker) == same && differs.is_some())
        });
        self.contradiction = known.or(differs.map(|other| Contradiction {
            seq: manifest.seq,
            maker: manifest.device,
            other,
        }));
    }
}

/// How much of the checkpoint a space begins with is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Bytes that are stored.
    pub bytes_done: u64,
    /// Bytes in all.
    pub bytes_all: u64,
}

/// The row that says on which checkpoint a space rests.
#[derive(Debug, minicbor::Encode, minicbor::Decode)]
struct RestRow {
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    manifest: Vec<u8>,
    /// Where the stored log begins.
    #[n(1)]
    from: Point,
}

fn rest_key(space: SpaceId) -> Vec<u8> {
    [&space.0[..], &[REST]].concat()
}

fn segment_key(space: SpaceId, hash: Hash) -> Vec<u8> {
    [&space.0[..], &[SEGMENT], &hash.0].concat()
}
