//! What one space knows of its checkpoints: what is still to be loaded, what it computes itself, what it keeps.

use super::{Progress, rest_key, segment_key};
use crate::checkpoint::{
    Built, Confirmed, Draft, NotWhole, Rest, Sealed, Segment, SignedManifest, build,
};
use crate::envelope::Envelope;
use crate::ids::{Hash, RecordId};
use crate::protocol::messages::{CheckpointHead, LogRow};
use crate::protocol::routes;
use crate::sync::http::HttpRequest;
use crate::sync::machine::Task;
use crate::sync::space::{READER, Space};
use std::collections::BTreeSet;

impl Space {
    /// Asks for the next part of a checkpoint; `None` if all of it is there.
    pub(in crate::sync) fn plan_fetch(
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
    pub(in crate::sync) fn progress(&self) -> Option<Progress> {
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
    pub(in crate::sync) fn rests_on(&self) -> u64 {
        let rest = self.checkpoints.rest.as_ref();
        rest.map_or(0, |rest| rest.manifest.manifest().seq)
    }

    /// Computes what the log says at a number, on top of the checkpoint the state rests on, and which records changed
    /// since that. `None` if a part of the log is not here. Whatever checkpoint one begins with, it comes to the same.
    pub(in crate::sync) fn compute_at(
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
    pub(in crate::sync) fn digest(
        &self,
        signed: &SignedManifest,
        state: &Confirmed,
    ) -> Option<Hash> {
        let epoch = signed.manifest().key_epoch;
        let key = self.keys.get(&epoch)?;
        Some(state.digest(key, self.members.space, epoch))
    }

    /// Packs a state as the maker of a checkpoint did.
    pub(super) fn build_alike(
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
    pub(super) fn preview(&mut self, segment: &Segment<Sealed>, key_epoch: u32) -> Vec<RecordId> {
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
    pub(super) fn preview_held(&mut self) {
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
    pub(super) fn forget_unused_segments(
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

    pub(super) fn rest_bytes(&self) -> Vec<u8> {
        let rest = self.checkpoints.rest.as_ref();
        rest.map_or_else(Vec::new, |rest| rest.manifest.bytes().to_vec())
    }

    /// Whether a row of the checkpoint or a segment was stored again under this key.
    pub(in crate::sync) fn loaded_anew(&self, key: &[u8]) -> bool {
        let space = self.members.space;
        let held = &self.checkpoints.held;
        self.checkpoints.rest.is_some() && key == rest_key(space)
            || held.keys().any(|hash| key == segment_key(space, *hash))
    }

    /// Keys of the rows of the checkpoint and its segments.
    pub(in crate::sync) fn checkpoint_keys(&self) -> Vec<Vec<u8>> {
        let space = self.members.space;
        let segments = self.checkpoints.held.keys();
        let segments = segments.map(|hash| segment_key(space, *hash));
        core::iter::once(rest_key(space)).chain(segments).collect()
    }
}
