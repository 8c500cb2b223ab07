//! Beginning with a checkpoint, resting on one, and how much of it is there.
//!
//! A device that has read nothing, or less than the server still has, loads the newest checkpoint that counts: the
//! manifest, then segments, newest first, each stored as it arrives. What is in them is shown at once; it counts when
//! all are there and their digest is the one that was confirmed. Then the log is read from there.
//!
//! A device that has read beyond a new checkpoint computes it from what it has, and loads only what it cannot. Either
//! way the state is built anew: the checkpoint, the log behind it, what waits in the outbox. The log before it stays
//! for [`LOG_KEEP_MS`](crate::protocol::limits::LOG_KEEP_MS), to give it back to a restored server; reading it again changes nothing.

use super::device::{Device, cbor};
use super::fork::Foreign;
use super::http::HttpRequest;
use super::machine::{CALM_MS, Received, Task};
use super::making::Making;
use super::page::Alarm;
use super::resting::last_numbers;
use super::rows::{Row, Table, Write, delete, put};
use super::space::{LogEnd, READER, Space};
use crate::checkpoint::{
    Built, Confirmed, Doubt, Draft, NotWhole, Rest, RestError, Sealed, Segment, SignedAttest,
    SignedManifest, build, check_manifest, confirmed, judge_attest,
};
use crate::crypto::Entropy;
use crate::envelope::Envelope;
use crate::ids::{DeviceId, Hash, RecordId, SpaceId};
use crate::merge::State;
use crate::mlog::Members;
use crate::protocol::messages::{CheckpointHead, CheckpointResponse, LogRow, Point};
use crate::protocol::routes;
use std::collections::{BTreeMap, BTreeSet};

/// Marks of the rows of [`Table::Checkpoints`], behind the space: the manifest, and segments by their hash.
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

impl Device {
    /// Reads on, as far as that needs a checkpoint. `Some(None)`: only a checkpoint would help, and there is none.
    pub(super) fn plan_first_sync(
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
    pub(super) fn take_manifest(
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
    pub(super) fn take_segment(
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

    /// Builds the state anew on a checkpoint that was opened and checked.
    fn rest_on(
        &mut self,
        space: SpaceId,
        rest: Rest,
        state: Confirmed,
        later: bool,
        rng: &mut dyn Entropy,
    ) -> Received {
        let me = self.id();
        let Some(content) = self.spaces.get_mut(&space) else {
            return Received::default();
        };
        let manifest = rest.manifest.manifest().clone();
        if content.is_of_a_copy(me, manifest.seq, &state) {
            content.foreign = Some(Foreign {
                ops: content.known_to(&state.state),
                page: None,
            });
            content.checkpoints.wanted = None;
            self.parting = true;
            self.heads_due = true;
            return Received::changed(Vec::new());
        }
        let before = core::mem::take(&mut content.state);
        let mut writes = content.move_log(&manifest, &state);
        content.checkpoints.wanted = None;
        content.checkpoints.later = later;
        content.checkpoints.rest = Some(rest);
        let gone = content.forget_unused_segments(Some(&manifest));
        let gone = gone
            .into_iter()
            .map(|hash| delete(Table::Checkpoints, segment_key(space, hash)));
        writes.extend(gone);
        let arrived = content.outbox_in(me, &state);
        writes.extend(arrived.into_iter().map(|key| delete(Table::Outbox, key)));
        content.heal_on(&state);
        let fold = content.build_state(me, state, manifest.seq);
        self.hlc = self.hlc.max(fold.hlc);
        let seen = content.state.seen.get(&me).copied().unwrap_or(0);
        self.op_no = self.op_no.max(seen);
        let row = RestRow {
            manifest: content.rest_bytes(),
            from: content.log.from(),
        };
        let (key, row) = (rest_key(space), cbor(&row));
        writes.push(put(&self.local, Table::Checkpoints, key, &row, rng));
        let writes = self.finish_reading(space, writes);
        let Some(content) = self.spaces.get_mut(&space) else {
            return Received::default();
        };
        let records = differing(&before, &content.state);
        Received {
            records: records.into_iter().map(|record| (space, record)).collect(),
            ..Received::changed(writes)
        }
    }

    /// Takes up a row of [`Table::Checkpoints`]; `None` if it is damaged, or its space cannot be read.
    pub(super) fn load_checkpoint(&mut self, space: SpaceId, row: &Row) -> Option<()> {
        let content = self.spaces.get_mut(&space)?;
        let value = row.open(&self.local).ok()?;
        if row.key.get(16) == Some(&SEGMENT) {
            let segment = Segment::from_bytes(value);
            content.checkpoints.held.insert(segment.hash(), segment);
            return Some(());
        }
        let rest: RestRow = minicbor::decode(&value).ok()?;
        content.checkpoints.wanted = Some(SignedManifest::parse(rest.manifest).ok()?);
        content.log.begin_at(rest.from);
        Some(())
    }

    /// Rests on the stored checkpoints, before the log is read again. One that is not whole is loaded anew, and the log
    /// behind it with it, see [`mend`](super::mend).
    pub(super) fn load_rest(&mut self) {
        let me = self.id();
        let mut damaged = Vec::new();
        for (space, content) in &mut self.spaces {
            let Some(signed) = content.checkpoints.wanted.take() else {
                content.preview_held();
                continue;
            };
            let epoch = signed.manifest().key_epoch;
            let held = &content.checkpoints.held;
            let opened = content.keys.get(&epoch);
            let opened = opened.and_then(|key| Rest::open(&signed, held, key).ok());
            let Some((rest, state, later)) = opened else {
                let keys = content.checkpoint_keys();
                damaged.extend(keys.into_iter().map(|key| (*space, key)));
                content.checkpoints = Checkpoints::default();
                content.log = LogEnd::start(*space);
                continue;
            };
            content.log.authors = last_numbers(&state);
            content.log.key_epoch = state.key_epoch;
            content.checkpoints.rest = Some(rest);
            content.checkpoints.later = later;
            let fold = content.set_state(me, state);
            self.hlc = self.hlc.max(fold.hlc);
        }
        for (space, key) in damaged {
            self.note_damaged(space, Table::Checkpoints, key);
        }
    }
}

impl Space {
    /// Asks for the next part of a checkpoint; `None` if all of it is there.
    pub(super) fn plan_fetch(
        &self,
        target: &CheckpointHead,
        now_ms: u64,
    ) -> Option<(Task, HttpRequest)> {
        let space = self.members.space;
        let wanted = self.checkpoints.wanted.as_ref();
        let Some(wanted) = wanted.filter(|wanted| wanted.hash() == target.hash) else {
            let path = routes::checkpoint(space, target.hash);
            let task = Task::Manifest(space, target.hash, now_ms);
            return Some((task, HttpRequest::get(path)));
        };
        // The newest records stand last and are what people look for first.
        let parts = wanted.manifest().segments.iter().rev();
        let mut missing = parts.filter(|part| !self.checkpoints.held.contains_key(&part.hash));
        let hash = missing.next()?.hash;
        let request = HttpRequest::get(routes::segment(space, hash));
        Some((Task::Segment(space, hash), request))
    }

    /// How much of the checkpoint this space begins with is there.
    pub(super) fn progress(&self) -> Option<Progress> {
        let wanted = self.checkpoints.wanted.as_ref()?.manifest();
        let held = &self.checkpoints.held;
        let done = wanted
            .segments
            .iter()
            .filter(|part| held.contains_key(&part.hash));
        (self.log.seq() < wanted.seq).then(|| Progress {
            bytes_done: done.map(|part| u64::from(part.bytes)).sum(),
            bytes_all: wanted.bytes(),
        })
    }

    /// Number of the log the state rests on.
    pub(super) fn rests_on(&self) -> u64 {
        let rest = self.checkpoints.rest.as_ref();
        rest.map_or(0, |rest| rest.manifest.manifest().seq)
    }

    /// Computes what the log says at a number, on top of the checkpoint the state rests on, and which records changed
    /// since that. `None` if a part of the log is not here. Whatever checkpoint one begins with, it comes to the same.
    pub(super) fn compute_at(
        &self,
        seq: u64,
        time_ms: u64,
    ) -> Option<Result<(Confirmed, BTreeSet<RecordId>), NotWhole>> {
        let (from, end) = (self.rests_on(), self.log.seq());
        if seq > end || seq < from {
            return None;
        }
        let rows = self.tail.after(from, end)?;
        let count = usize::try_from(seq - from).ok()?;
        let rows: Vec<&LogRow> = rows.take(count).collect();
        Some(self.fold(&rows, time_ms))
    }

    fn fold(
        &self,
        rows: &[&LogRow],
        time_ms: u64,
    ) -> Result<(Confirmed, BTreeSet<RecordId>), NotWhole> {
        let mut state = match &self.checkpoints.rest {
            Some(_) if self.checkpoints.later => return Err(NotWhole::Newer),
            Some(rest) => {
                let epoch = rest.manifest.manifest().key_epoch;
                let key = self.keys.get(&epoch).ok_or(NotWhole::Unreadable)?;
                let opened = Rest::open(&rest.manifest, &self.checkpoints.held, key);
                opened.map_err(|_| NotWhole::Unreadable)?.1
            }
            None => Confirmed::default(),
        };
        let mut touched = BTreeSet::new();
        let key_of = |epoch: u32| self.keys.get(&epoch).cloned();
        for row in rows {
            let envelope = Envelope::parse(row.envelope.clone());
            let envelope = envelope.map_err(|_| NotWhole::Unreadable)?;
            state.take(&envelope, row.received_ms, READER, &key_of, &mut touched)?;
        }
        state.tidy(time_ms, &mut touched);
        Ok((state, touched))
    }

    /// Returns the digest of a state as a checkpoint's manifest would give it.
    pub(super) fn digest(&self, signed: &SignedManifest, state: &Confirmed) -> Option<Hash> {
        let epoch = signed.manifest().key_epoch;
        let key = self.keys.get(&epoch)?;
        Some(state.digest(key, self.members.space, epoch))
    }

    /// Packs a state as the maker of a checkpoint did.
    fn build_alike(
        &self,
        signed: &SignedManifest,
        state: &Confirmed,
        touched: &BTreeSet<RecordId>,
        keys: &crate::crypto::DeviceKeys,
    ) -> Option<Built> {
        let manifest = signed.manifest();
        let draft = Draft {
            space: self.members.space,
            seq: manifest.seq,
            chain: manifest.chain,
            confirmed: state,
            time_ms: manifest.time_ms,
            touched,
            parent: manifest.parent,
            before: self.checkpoints.rest.as_ref(),
            key: self.keys.get(&manifest.key_epoch)?,
            key_epoch: manifest.key_epoch,
            m_seq: manifest.m_seq,
            m_hash: manifest.m_hash,
        };
        build(&draft, keys).ok()
    }

    /// Shows the records of a segment before the others are there. They count only with the whole.
    fn preview(&mut self, segment: &Segment<Sealed>, key_epoch: u32) -> Vec<RecordId> {
        if self.checkpoints.rest.is_some() || self.log.seq() > 0 {
            return Vec::new();
        }
        let Some(key) = self.keys.get(&key_epoch) else {
            return Vec::new();
        };
        let opened = segment.open(key, self.members.space, key_epoch);
        let Ok((records, _)) = opened.and_then(|open| open.records()) else {
            return Vec::new();
        };
        let mut shown = Vec::with_capacity(records.len());
        for (id, record) in records {
            self.state.records.entry(id).or_insert_with(|| {
                shown.push(id);
                record.into()
            });
        }
        shown
    }

    /// Shows what was there when the app was last closed.
    fn preview_held(&mut self) {
        let held: Vec<Segment<Sealed>> = self.checkpoints.held.values().cloned().collect();
        let epochs: Vec<u32> = self.keys.keys().rev().copied().collect();
        for segment in held {
            let shown = |epoch: &u32| !self.preview(&segment, *epoch).is_empty();
            let _found = epochs.iter().copied().any({
                let mut shown = shown;
                move |epoch| shown(&epoch)
            });
        }
    }

    /// Forgets segments that neither the checkpoint the state rests on nor this one has; returns their names.
    fn forget_unused_segments(
        &mut self,
        manifest: Option<&crate::checkpoint::Manifest>,
    ) -> Vec<Hash> {
        let rest = self.checkpoints.rest.as_ref();
        let rest = rest.map(|rest| rest.manifest.manifest());
        let parts = rest
            .into_iter()
            .chain(manifest)
            .flat_map(|manifest| &manifest.segments);
        let used: BTreeSet<Hash> = parts.map(|part| part.hash).collect();
        let mut gone = Vec::new();
        self.checkpoints.held.retain(|hash, _| {
            let stays = used.contains(hash);
            if !stays {
                gone.push(*hash);
            }
            stays
        });
        gone
    }

    fn rest_bytes(&self) -> Vec<u8> {
        let rest = self.checkpoints.rest.as_ref();
        rest.map_or_else(Vec::new, |rest| rest.manifest.bytes().to_vec())
    }

    /// Whether a row of the checkpoint or a segment was stored again under this key.
    pub(super) fn loaded_anew(&self, key: &[u8]) -> bool {
        let space = self.members.space;
        let held = &self.checkpoints.held;
        self.checkpoints.rest.is_some() && key == rest_key(space)
            || held.keys().any(|hash| key == segment_key(space, *hash))
    }

    /// Keys of the rows of the checkpoint and its segments.
    pub(super) fn checkpoint_keys(&self) -> Vec<Vec<u8>> {
        let space = self.members.space;
        let segments = self.checkpoints.held.keys();
        let segments = segments.map(|hash| segment_key(space, *hash));
        core::iter::once(rest_key(space)).chain(segments).collect()
    }
}

/// Returns the records that are not alike in two states.
fn differing(before: &State, after: &State) -> Vec<RecordId> {
    let changed = after
        .records
        .iter()
        .filter(|(id, record)| before.records.get(id) != Some(record));
    let gone = before
        .records
        .iter()
        .filter(|(id, _)| !after.records.contains_key(id));
    changed.chain(gone).map(|(id, _)| *id).collect()
}

fn with_writes(mut received: Received, mut writes: Vec<Write>) -> Received {
    writes.append(&mut received.writes);
    Received { writes, ..received }
}
