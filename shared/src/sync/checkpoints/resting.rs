//! The state is built anew on a checkpoint that is whole: one that has just been opened, or the stored one after a start.

use super::{Checkpoints, RestRow, SEGMENT, rest_key, segment_key};
use crate::checkpoint::{Confirmed, Rest, Segment, SignedManifest};
use crate::crypto::Entropy;
use crate::ids::{RecordId, SpaceId};
use crate::merge::State;
use crate::sync::copied::{Foreign, Known};
use crate::sync::device::{Device, cbor};
use crate::sync::machine::Received;
use crate::sync::resting::last_numbers;
use crate::sync::rows::{Row, Table, delete, put};
use crate::sync::space::LogEnd;

impl Device {
    /// Builds the state anew on a checkpoint that was opened and checked.
    pub(super) fn rest_on(
        &mut self,
        space: SpaceId,
        rest: Rest,
        state: Confirmed,
        later: bool,
        rng: &mut dyn Entropy,
    ) -> Received {
        let (me, lost) = (self.id(), self.lost_own_writes());
        let Some(content) = self.spaces.get_mut(&space) else {
            return Received::default();
        };
        let manifest = rest.manifest.manifest().clone();
        if content.is_of_a_copy(me, manifest.seq, &state) {
            if lost {
                return self.load_again(rng);
            }
            let ops = content.known_to(&state.state).into_iter();
            content.foreign = Some(Foreign {
                ops: ops.map(|op| Known { op, run: None }).collect(),
                pages: Vec::new(),
                behind: Vec::new(),
                looked: None,
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
        let mut received = Received::changed(writes);
        self.finish_reading(space, &mut received, rng);
        if let Some(content) = self.spaces.get(&space) {
            let records = differing(&before, &content.state).into_iter();
            received.records = records.map(|record| (space, record)).collect();
        }
        received
    }

    /// Takes up a row of [`Table::Checkpoints`]; `None` if it is damaged, or its space cannot be read.
    pub(in crate::sync) fn load_checkpoint(&mut self, space: SpaceId, row: &Row) -> Option<()> {
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
    /// behind it with it, see [`mend`](crate::sync::mend).
    pub(in crate::sync) fn load_rest(&mut self) {
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
