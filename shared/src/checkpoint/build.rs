//! From a state to a checkpoint and back, and what is taken over from the one before.

use super::columns::Packer;
use super::fold::{Confirmed, LastEnvelope};
use super::segment::{Sealed, Segment, SegmentError};
use super::{Manifest, SegmentRef, SignedManifest};
use crate::crypto::label::{VECTOR, labelled};
use crate::crypto::sealing::{open, seal_alike};
use crate::crypto::{DeviceKeys, SpaceKey};
use crate::ids::{DeviceId, Hash, RecordId, SpaceId};
use crate::merge::{RecordState, State};
use minicbor::{Decode, Encode};
use std::collections::{BTreeMap, BTreeSet};

/// Bytes before deflate at which a segment is full: small enough that one lost on the way costs little.
const SEGMENT_FULL_BYTES: usize = 256 * 1024;
/// Below this a segment is packed anew together with what is new.
const SEGMENT_SMALL_BYTES: u32 = 32 * 1024;

/// A checkpoint a device rests on: its manifest and where the log it still keeps begins.
#[derive(Debug, Clone)]
pub struct Rest {
    /// The manifest.
    pub manifest: SignedManifest,
    /// Records of each segment, in the order of the manifest.
    pub records: Vec<Vec<RecordId>>,
}

/// Why a checkpoint cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RestError {
    /// A segment is missing.
    #[error("a segment is missing")]
    Missing,
    /// A segment does not open.
    #[error(transparent)]
    Segment(#[from] SegmentError),
    /// The device vector does not open.
    #[error("the device vector does not open")]
    Vector,
    /// A record is in two segments.
    #[error("a record is in two segments")]
    Twice,
    /// The digest of what is in it is another one than it says.
    #[error("it holds something else than it says")]
    Digest,
}

/// How far each device's envelopes and writes are in a checkpoint.
#[derive(Debug, Encode, Decode)]
struct Vector {
    #[n(0)]
    key_epoch: u32,
    #[n(1)]
    authors: Vec<Author>,
    #[n(2)]
    seen: Vec<Seen>,
}

#[derive(Debug, Encode, Decode)]
struct Author {
    #[n(0)]
    device: DeviceId,
    #[n(1)]
    dev_seq: u64,
    #[n(2)]
    hash: Hash,
}

#[derive(Debug, Encode, Decode)]
struct Seen {
    #[n(0)]
    device: DeviceId,
    #[n(1)]
    op_no: u64,
}

impl Rest {
    /// Opens a checkpoint whose segments are all there, and checks that it holds what it says.
    ///
    /// The last part of the answer says whether there are parts of a later version in it: then no new checkpoint may be
    /// built on it here.
    ///
    /// # Errors
    ///
    /// [`RestError`].
    pub fn open(
        signed: &SignedManifest,
        segments: &BTreeMap<Hash, Segment<Sealed>>,
        key: &SpaceKey,
    ) -> Result<(Self, Confirmed, bool), RestError> {
        let manifest = signed.manifest();
        let (space, key_epoch) = (manifest.space, manifest.key_epoch);
        let mut later = false;
        let mut confirmed = open_vector(manifest, key).ok_or(RestError::Vector)?;
        let mut ids = Vec::with_capacity(manifest.segments.len());
        for part in &manifest.segments {
            let segment = segments.get(&part.hash).ok_or(RestError::Missing)?;
            let (records, newer) = segment.open(key, space, key_epoch)?.records()?;
            later |= newer;
            ids.push(records.iter().map(|(id, _)| *id).collect());
            for (id, record) in records {
                if confirmed.state.records.insert(id, record.into()).is_some() {
                    return Err(RestError::Twice);
                }
            }
        }
        if confirmed.digest(key, space, key_epoch) != manifest.digest {
            return Err(RestError::Digest);
        }
        let rest = Self {
            manifest: signed.clone(),
            records: ids,
        };
        Ok((rest, confirmed, later))
    }
}

/// Everything a checkpoint is built from.
#[derive(Debug)]
pub struct Draft<'a> {
    /// The space.
    pub space: SpaceId,
    /// Number of the log.
    pub seq: u64,
    /// Chain hash there.
    pub chain: Hash,
    /// The state there, tidied.
    pub confirmed: &'a Confirmed,
    /// Time it was tidied for, milliseconds since 1970.
    pub time_ms: u64,
    /// Records that changed since the checkpoint before.
    pub touched: &'a BTreeSet<RecordId>,
    /// Name of the newest checkpoint that counts; [`Hash::ZERO`] if there is none.
    pub parent: Hash,
    /// The checkpoint the state was computed on, whose segments are taken over.
    pub before: Option<&'a Rest>,
    /// The key, and its number.
    pub key: &'a SpaceKey,
    /// Number of the key.
    pub key_epoch: u32,
    /// Last membership entry the maker knows.
    pub m_seq: u32,
    /// Hash of that entry.
    pub m_hash: Hash,
}

/// A checkpoint that was built.
#[derive(Debug, Clone)]
pub struct Built {
    /// Its manifest.
    pub manifest: SignedManifest,
    /// Segments that are not in the checkpoint before.
    pub segments: BTreeMap<Hash, Segment<Sealed>>,
}

/// Builds a checkpoint. Pure: the same state on top of the same checkpoint gives the same segments on every device.
///
/// # Errors
///
/// [`SegmentError::TooLarge`] when a single record is larger than a segment may be, or there are too many segments.
pub fn build(draft: &Draft<'_>, keys: &DeviceKeys) -> Result<Built, SegmentError> {
    let mut packing = Packing {
        draft,
        parts: Vec::new(),
        segments: BTreeMap::new(),
        packer: Packer::default(),
    };
    let state = &draft.confirmed.state;
    let before = draft
        .before
        .filter(|before| before.manifest.manifest().key_epoch == draft.key_epoch);
    let mut known: BTreeSet<RecordId> = BTreeSet::new();
    let mut rest: Vec<RecordId> = Vec::new();
    for (part, ids) in before.iter().flat_map(|before| before.parts()) {
        known.extend(ids);
        let changed = ids
            .iter()
            .any(|id| draft.touched.contains(id) || !state.records.contains_key(id));
        if part.bytes < SEGMENT_SMALL_BYTES {
            rest.extend(ids);
        } else if changed {
            packing.pack(state, ids)?;
            packing.close()?;
        } else {
            packing.parts.push(*part);
        }
    }
    let mut new: Vec<(&RecordId, &RecordState)> = state
        .records
        .iter()
        .filter(|(id, _)| !known.contains(id))
        .map(|(id, record)| (id, &**record))
        .collect();
    // Oldest first: what is newest stands in the last segments, and is what people need first.
    new.sort_by_cached_key(|(id, record)| {
        let created = record.created().map(|version| (version.hlc, version.dot));
        (created, **id)
    });
    rest.extend(new.into_iter().map(|(id, _)| id));
    packing.pack(state, &rest)?;
    packing.close()?;

    let Packing {
        parts, segments, ..
    } = packing;
    let too_large = SegmentError::TooLarge {
        bytes: parts.len().saturating_mul(SEGMENT_FULL_BYTES),
    };
    let manifest = Manifest {
        space: draft.space,
        seq: draft.seq,
        chain: draft.chain,
        parent: draft.parent,
        digest: draft
            .confirmed
            .digest(draft.key, draft.space, draft.key_epoch),
        time_ms: draft.time_ms,
        key_epoch: draft.key_epoch,
        min_reader: draft.confirmed.min_reader,
        device: keys.id(),
        m_seq: draft.m_seq,
        m_hash: draft.m_hash,
        segments: parts,
        vector: seal_vector(draft),
    };
    let manifest = SignedManifest::sign(&manifest, keys).ok_or(too_large)?;
    Ok(Built { manifest, segments })
}

impl Rest {
    fn parts(&self) -> impl Iterator<Item = (&SegmentRef, &Vec<RecordId>)> {
        self.manifest.manifest().segments.iter().zip(&self.records)
    }
}

struct Packing<'a> {
    draft: &'a Draft<'a>,
    parts: Vec<SegmentRef>,
    segments: BTreeMap<Hash, Segment<Sealed>>,
    packer: Packer,
}

impl Packing<'_> {
    fn pack(&mut self, state: &State, ids: &[RecordId]) -> Result<(), SegmentError> {
        for id in ids {
            let Some(record) = state.records.get(id) else {
                continue;
            };
            self.packer.push(*id, record);
            if self.packer.bytes() >= SEGMENT_FULL_BYTES {
                self.close()?;
            }
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), SegmentError> {
        if self.packer.is_empty() {
            return Ok(());
        }
        let open = Segment::of(core::mem::take(&mut self.packer));
        let draft = self.draft;
        let sealed = open.seal(draft.key, draft.space, draft.key_epoch)?;
        self.parts.push(SegmentRef {
            hash: sealed.hash(),
            // Sealing has checked that it is far below.
            bytes: u32::try_from(sealed.bytes().len()).unwrap_or(u32::MAX),
        });
        self.segments.insert(sealed.hash(), sealed);
        Ok(())
    }
}

fn seal_vector(draft: &Draft<'_>) -> Vec<u8> {
    let confirmed = draft.confirmed;
    let authors = confirmed.authors.iter().map(|(device, last)| Author {
        device: *device,
        dev_seq: last.dev_seq,
        hash: last.hash,
    });
    let seen = confirmed.state.seen.iter().map(|(device, op_no)| Seen {
        device: *device,
        op_no: *op_no,
    });
    let vector = Vector {
        key_epoch: confirmed.key_epoch,
        authors: authors.collect(),
        seen: seen.collect(),
    };
    // Writing into memory cannot fail.
    let plain = minicbor::to_vec(&vector).unwrap_or_default();
    let (key, nonce_key) = draft.key.segment_keys(draft.space, draft.key_epoch);
    let aad = vector_aad(draft.space, draft.seq);
    seal_alike(&key, &nonce_key, &aad, &plain)
}

fn open_vector(manifest: &Manifest, key: &SpaceKey) -> Option<Confirmed> {
    let (key, _) = key.segment_keys(manifest.space, manifest.key_epoch);
    let aad = vector_aad(manifest.space, manifest.seq);
    let plain = open(&key, &aad, &manifest.vector).ok()?;
    let vector: Vector = minicbor::decode(&plain).ok()?;
    let mut confirmed = Confirmed {
        key_epoch: vector.key_epoch,
        min_reader: manifest.min_reader,
        ..Confirmed::default()
    };
    for Author {
        device,
        dev_seq,
        hash,
    } in vector.authors
    {
        let last = LastEnvelope { dev_seq, hash };
        confirmed.authors.insert(device, last);
    }
    let seen = vector.seen.into_iter().map(|it| (it.device, it.op_no));
    confirmed.state.seen = seen.collect();
    Some(confirmed)
}

fn vector_aad(space: SpaceId, seq: u64) -> Vec<u8> {
    labelled(VECTOR, &[space.as_bytes(), &seq.to_be_bytes()])
}
