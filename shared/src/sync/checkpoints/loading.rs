//! A checkpoint arrives: its manifest, then its segments, each stored as it comes; one that is not what it says is set aside.

use super::segment_key;
use crate::checkpoint::{
    Doubt, Rest, RestError, Sealed, Segment, SignedAttest, SignedManifest, check_manifest,
    confirmed,
};
use crate::crypto::Entropy;
use crate::ids::{Hash, SpaceId};
use crate::protocol::messages::CheckpointResponse;
use crate::sync::device::Device;
use crate::sync::http::HttpRequest;
use crate::sync::machine::{CALM_MS, Received, Task};
use crate::sync::page::Alarm;
use crate::sync::rows::{Table, Write, delete, put};
use crate::sync::space::READER;

impl Device {
    /// Reads on, as far as that needs a checkpoint. `Some(None)`: only a checkpoint would help, and there is none.
    pub(in crate::sync) fn plan_first_sync(
        &self,
        space: SpaceId,
        now_ms: u64,
    ) -> Option<Option<(Task, HttpRequest)>> {
        let content = self.spaces.get(&space)?;
        let head = content.head.as_ref()?;
        let seq = content.log.seq();
        let below = seq < head.floor;
        let target = head
            .confirmed
            .filter(|target| !content.checkpoints.refused.contains(&target.hash));
        match target {
            // Who reads again after a restored server has something to compare: the log, as long as it is there.
            Some(target) if target.seq > seq && (below || (seq == 0 && !content.reads_again())) => {
                Some(content.plan_fetch(&target, now_ms))
            }
            _ if below => Some(None),
            _ => None,
        }
    }

    /// The manifest of a checkpoint arrived.
    pub(in crate::sync) fn take_manifest(
        &mut self,
        space: SpaceId,
        (hash, now_ms): (Hash, u64),
        answer: CheckpointResponse,
        body: &[u8],
        rng: &mut dyn Entropy,
    ) -> Option<Received> {
        let signed = SignedManifest::parse(answer.manifest).ok()?;
        if signed.hash() != hash {
            return None;
        }
        let attests: Vec<SignedAttest> = answer
            .attests
            .into_iter()
            .filter_map(|bytes| SignedAttest::parse(bytes).ok())
            .collect();
        let content = self.spaces.get_mut(&space)?;
        let manifest = signed.manifest();
        let head = content.head.as_mut()?;
        let counts = head.confirmed.is_some_and(|head| head.hash == hash);
        let doubt = if counts {
            confirmed(&content.members, &signed, &attests)
        } else {
            check_manifest(&content.members, &signed)
        };
        if doubt == Err(Doubt::MembersMissing) {
            head.m_seq = head.m_seq.max(content.members.seq.saturating_add(1));
            return Some(Received::default());
        }
        let told = [head.confirmed, head.proposed].into_iter().flatten();
        let told = told.filter(|head| head.hash == hash);
        let against = told.map(|head| head.against()).max().unwrap_or(0);
        let (points, members) = (&mut content.checkpoints, &content.members);
        points.making.looked.insert(hash, against);
        if check_manifest(members, &signed).is_ok() {
            points.note_contradiction(members, &signed, &attests);
        }
        let rest = points.rest.as_ref();
        if rest.is_some_and(|rest| rest.manifest.hash() == hash) {
            // Asked for what others say about it; what this device rests on it has checked.
            return Some(Received::changed(Vec::new()));
        }
        let read = content.log.at(manifest.seq);
        if doubt.is_err() || read.is_some_and(|chain| chain != manifest.chain) {
            return Some(self.refuse_checkpoint(space, hash, body, rng));
        }
        if manifest.min_reader > READER {
            // Nothing is wrong with it; updating the app reads it.
            content.newer = content.newer.max(1);
            content.checkpoints.refused.insert(hash);
            return Some(Received::changed(Vec::new()));
        }
        if !counts {
            self.check_proposed(space, &signed, now_ms);
            return Some(Received::changed(Vec::new()));
        }
        let mut writes = Vec::new();
        match content.compute_at(manifest.seq, manifest.time_ms) {
            Some(Ok((state, touched))) => {
                if content.digest(&signed, &state) == Some(manifest.digest) {
                    let built = content.build_alike(&signed, &state, &touched, &self.identity.keys);
                    for segment in built.into_iter().flat_map(|built| built.segments) {
                        writes.extend(self.hold(space, &signed, segment.1, rng));
                    }
                } else {
                    self.contradict(space, &signed, &state);
                    return Some(Received::changed(writes));
                }
            }
            Some(Err(_)) => {
                // Not everything is understood here, so it cannot be compared; the log says the same.
                content.checkpoints.refused.insert(hash);
                return Some(Received::changed(writes));
            }
            None => {}
        }
        let content = self.spaces.get_mut(&space)?;
        content.checkpoints.wanted = Some(signed);
        let received = self.rest_if_whole(space, body, rng);
        Some(with_writes(received, writes))
    }

    /// A segment arrived.
    pub(in crate::sync) fn take_segment(
        &mut self,
        space: SpaceId,
        hash: Hash,
        body: &[u8],
        rng: &mut dyn Entropy,
    ) -> Option<Received> {
        let segment = Segment::from_bytes(body.to_vec());
        if segment.hash() != hash {
            return None;
        }
        let content = self.spaces.get_mut(&space)?;
        let signed = content.checkpoints.wanted.clone()?;
        let records = content.preview(&segment, signed.manifest().key_epoch);
        let writes = self.hold(space, &signed, segment, rng);
        let mut received = self.rest_if_whole(space, &[], rng);
        let records = records.into_iter().map(|record| (space, record));
        received.records.extend(records);
        received.changed = true;
        Some(with_writes(received, writes))
    }

    /// Stores a segment, if it belongs to a checkpoint.
    fn hold(
        &mut self,
        space: SpaceId,
        signed: &SignedManifest,
        segment: Segment<Sealed>,
        rng: &mut dyn Entropy,
    ) -> Vec<Write> {
        let hash = segment.hash();
        let parts = &signed.manifest().segments;
        let Some(content) = self.spaces.get_mut(&space) else {
            return Vec::new();
        };
        let held = &mut content.checkpoints.held;
        if held.contains_key(&hash) || parts.iter().all(|part| part.hash != hash) {
            return Vec::new();
        }
        let key = segment_key(space, hash);
        let row = put(&self.local, Table::Checkpoints, key, segment.bytes(), rng);
        held.insert(hash, segment);
        vec![row]
    }

    /// Rests on the wanted checkpoint, once everything of it is there.
    fn rest_if_whole(&mut self, space: SpaceId, body: &[u8], rng: &mut dyn Entropy) -> Received {
        let Some(content) = self.spaces.get_mut(&space) else {
            return Received::default();
        };
        let Some(signed) = content.checkpoints.wanted.clone() else {
            return Received::default();
        };
        let manifest = signed.manifest();
        let Some(key) = content.keys.get(&manifest.key_epoch) else {
            return Received::default();
        };
        match Rest::open(&signed, &content.checkpoints.held, key) {
            Ok((rest, state, later)) => self.rest_on(space, rest, state, later, rng),
            Err(RestError::Missing) => Received::default(),
            Err(_) => self.refuse_checkpoint(space, signed.hash(), body, rng),
        }
    }

    /// Sets a checkpoint aside that is not what it says. Where nothing else can be read, that is an alarm.
    fn refuse_checkpoint(
        &mut self,
        space: SpaceId,
        hash: Hash,
        body: &[u8],
        rng: &mut dyn Entropy,
    ) -> Received {
        let Some(content) = self.spaces.get_mut(&space) else {
            return Received::default();
        };
        content.checkpoints.refused.insert(hash);
        content.checkpoints.wanted = None;
        let gone = content.forget_unused_segments(None);
        let mut writes: Vec<Write> = gone
            .into_iter()
            .map(|hash| delete(Table::Checkpoints, segment_key(space, hash)))
            .collect();
        let floor = content.head.as_ref().map_or(0, |head| head.floor);
        if content.log.seq() < floor {
            writes.extend(self.raise(space, Alarm::Checkpoint, body, rng));
        }
        Received {
            wait_ms: Some(CALM_MS),
            ..Received::changed(writes)
        }
    }
}

fn with_writes(mut received: Received, mut writes: Vec<Write>) -> Received {
    writes.append(&mut received.writes);
    Received { writes, ..received }
}
