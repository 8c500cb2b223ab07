//! Making a checkpoint, and confirming one of others.
//!
//! When it is worth its while (`checkpoint::plan`) and nothing else is to be done, a device asks the
//! server for the lease, computes, offers the manifest, sends the segments the server lacks, and offers it again. All of
//! this is in memory: whoever dies in between leaves some segments the server drops later.
//!
//! A device of another person that sees the offer computes the same for itself and signs what it came to. The digest has
//! to be the same; if it is not, that is signed too, and nothing is dropped.

use super::device::{Device, cbor};
use super::http::HttpRequest;
use super::machine::{Received, Task};
use super::space::{Space, Upload};
use crate::checkpoint::{
    Attest, Built, Confirmed, Draft, Due, SignedAttest, SignedManifest, Standing, When, build, plan,
};
use crate::ids::{DeviceId, Hash, RecordId, SpaceId};
use crate::mlog::Capability;
use crate::protocol::limits::CHECKPOINT_AHEAD_MS_MAX;
use crate::protocol::messages::{
    AttestRequest, CheckpointHead, Head, LeaseRequest, LeaseResponse, OfferRequest, OfferResponse,
    SegmentRequest,
};
use crate::protocol::routes;
use std::collections::{BTreeMap, BTreeSet};

/// How often a checkpoint is offered before it is given up.
const OFFERS_MAX: u32 = 3;
/// Envelopes that have to come before a refused device tries again.
const RETRY_ROWS: u64 = 16;

/// What is under way in a space.
#[derive(Debug, Default)]
pub(super) struct Making {
    own: Option<Own>,
    /// What this device came to for a checkpoint, to be sent.
    attest: Option<SignedAttest>,
    /// Checkpoints it has said something about, or cannot say anything about.
    pub(super) judged: BTreeSet<Hash>,
    /// How many devices were against a checkpoint when this one last looked.
    pub(super) looked: BTreeMap<Hash, u32>,
    /// Another device has the lease.
    yields: bool,
    /// The server refused one; not tried again before this number of the log.
    not_before: u64,
}

/// A checkpoint of this device that the server does not have yet.
#[derive(Debug)]
struct Own {
    built: Built,
    /// What the server lacks; `None` until it was asked.
    missing: Option<Vec<Hash>>,
    offers: u32,
}

impl Making {
    /// After a login or at a person's wish.
    pub(super) const fn retry(&mut self) {
        self.yields = false;
    }
}

impl Device {
    /// Changes when a checkpoint is worth its while, until the app is closed.
    pub const fn make_checkpoints(&mut self, when: When) {
        self.when = when;
    }

    /// Returns what to do for checkpoints of a space whose log is read and whose outbox is sent.
    pub(super) fn plan_checkpoint(
        &self,
        space: SpaceId,
        now_ms: u64,
    ) -> Option<(Task, HttpRequest)> {
        let content = self.spaces.get(&space)?;
        let head = content.head.as_ref()?;
        let busy = content.alarm.is_some()
            || content.founding
            || content.mending.is_some()
            || content.foreign.is_some()
            || content.is_healing()
            || self.parting
            || self.former.is_some()
            || head.seq > content.log.seq()
            || head.m_seq > content.members.seq
            || content.current_key().is_none();
        if busy {
            return None;
        }
        let points = &content.checkpoints;
        if let Some(attest) = &points.making.attest {
            let hash = attest.attest().checkpoint;
            let body = cbor(&AttestRequest {
                attest: attest.bytes().to_vec(),
            });
            let path = routes::attest(space, hash);
            let request = HttpRequest::post(path, routes::CBOR, body);
            return Some((Task::Attest(space), request));
        }
        let rests_on = content.rests_on();
        let end = content.log.seq();
        let next = head.confirmed.filter(|next| {
            next.seq > rests_on
                && next.seq <= end
                && !points.refused.contains(&next.hash)
                // What lies behind it has to be here to be put on top of it.
                && content.tail.after(next.seq, end).is_some()
        });
        if let Some(next) = next {
            return content.plan_fetch(&next, now_ms);
        }
        let proposed = head.proposed.filter(|it| {
            !points.refused.contains(&it.hash) && !points.making.judged.contains(&it.hash)
        });
        if let Some(proposed) = proposed {
            let path = routes::checkpoint(space, proposed.hash);
            let task = Task::Manifest(space, proposed.hash, now_ms);
            return Some((task, HttpRequest::get(path)));
        }
        if let Some(disputed) = content.disputed(head) {
            let path = routes::checkpoint(space, disputed.hash);
            let task = Task::Manifest(space, disputed.hash, now_ms);
            return Some((task, HttpRequest::get(path)));
        }
        if let Some(own) = &points.making.own {
            return content.plan_own(own);
        }
        content.due(self.name_in(&content.members), &self.when)?;
        let body = cbor(&LeaseRequest { seq: end });
        let request = HttpRequest::post(routes::lease(space), routes::CBOR, body);
        Some((Task::Lease(space, now_ms), request))
    }

    /// Signs what this device comes to for a checkpoint that waits to be confirmed.
    pub(super) fn check_proposed(&mut self, space: SpaceId, signed: &SignedManifest, now_ms: u64) {
        let member = self.member();
        let Some(content) = self.spaces.get_mut(&space) else {
            return;
        };
        let manifest = signed.manifest();
        let making = &mut content.checkpoints.making;
        if !making.judged.insert(signed.hash()) {
            return;
        }
        let own = content.members.member_of(manifest.device) == Some(member);
        if own || manifest.time_ms > now_ms.saturating_add(CHECKPOINT_AHEAD_MS_MAX) {
            return;
        }
        // What is not here or not understood cannot be confirmed; somebody else can.
        let computed = content.compute_at(manifest.seq, manifest.time_ms);
        if let Some(Ok((state, _))) = computed {
            self.attest(space, signed, &state);
        }
    }

    /// Says that a checkpoint others confirmed is not what this device comes to.
    pub(super) fn contradict(
        &mut self,
        space: SpaceId,
        signed: &SignedManifest,
        state: &Confirmed,
    ) {
        if let Some(content) = self.spaces.get_mut(&space) {
            content.checkpoints.refused.insert(signed.hash());
            content.checkpoints.making.judged.insert(signed.hash());
        }
        self.attest(space, signed, state);
    }

    fn attest(&mut self, space: SpaceId, signed: &SignedManifest, state: &Confirmed) {
        let Some(content) = self.spaces.get_mut(&space) else {
            return;
        };
        let Some(digest) = content.digest(signed, state) else {
            return;
        };
        let attest = Attest {
            space,
            checkpoint: signed.hash(),
            digest,
            device: self.identity.keys.id(),
            m_seq: content.members.seq,
            m_hash: content.members.hash,
        };
        let signed_attest = SignedAttest::sign(&attest, &self.identity.keys);
        let (points, members) = (&mut content.checkpoints, &content.members);
        points.note_contradiction(members, signed, signed_attest.as_slice());
        points.making.attest = signed_attest;
    }

    /// The server took an attestation, or will not.
    pub(super) fn attested(&mut self, space: SpaceId) -> Received {
        self.heads_due = true;
        if let Some(content) = self.spaces.get_mut(&space) {
            content.checkpoints.making.attest = None;
        }
        Received::changed(Vec::new())
    }

    /// Changes a text in the checkpoint that is about to be offered, as a lying member would.
    #[cfg(test)]
    pub(super) fn lie_in_checkpoint(&mut self, space: SpaceId, record: RecordId) {
        let keys = &self.identity.keys;
        let content = self.spaces.get_mut(&space).unwrap();
        let seq = content.log.seq();
        let (mut state, touched) = content.compute_at(seq, 0).unwrap().unwrap();
        let record = state.state.records.get_mut(&record).unwrap();
        let slots = &mut std::sync::Arc::make_mut(record).slots;
        for slot in slots.values_mut() {
            for version in &mut slot.versions {
                version.value = crate::value::Value::Text("gelogen".to_owned());
            }
        }
        content.checkpoints.making.own = content.pack_state(&state, &touched, 0, keys);
    }

    /// The lease was granted: computes the checkpoint.
    pub(super) fn leased(
        &mut self,
        space: SpaceId,
        now_ms: u64,
        answer: &LeaseResponse,
    ) -> Received {
        let keys = &self.identity.keys;
        let Some(content) = self.spaces.get_mut(&space) else {
            return Received::default();
        };
        let own = if answer.granted {
            content.make(now_ms, keys)
        } else {
            content.checkpoints.making.yields = true;
            return Received::default();
        };
        if own.is_none() {
            content.give_up();
        }
        content.checkpoints.making.own = own;
        Received::default()
    }

    /// The server says what it lacks of an offered checkpoint.
    pub(super) fn offered(&mut self, space: SpaceId, answer: OfferResponse) -> Received {
        let Some(content) = self.spaces.get_mut(&space) else {
            return Received::default();
        };
        if answer.missing.is_empty() {
            content.checkpoints.making.own = None;
            self.heads_due = true;
            return Received::changed(Vec::new());
        }
        let held = &content.checkpoints.held;
        let making = &mut content.checkpoints.making;
        let known = making.own.as_ref().is_some_and(|own| {
            let has = |hash| own.built.segments.contains_key(hash) || held.contains_key(hash);
            own.offers < OFFERS_MAX && answer.missing.iter().all(has)
        });
        if !known {
            content.give_up();
        } else if let Some(own) = &mut making.own {
            own.missing = Some(answer.missing);
            own.offers += 1;
        }
        Received::default()
    }

    /// The server has a segment.
    pub(super) fn segment_sent(&mut self, space: SpaceId, hash: Hash) -> Received {
        if let Some(content) = self.spaces.get_mut(&space)
            && let Some(own) = &mut content.checkpoints.making.own
            && let Some(missing) = &mut own.missing
        {
            missing.retain(|it| *it != hash);
        }
        Received::default()
    }
}

impl Space {
    /// Returns a checkpoint of which more devices say that they come to something else than this one knows of: whoever
    /// made it, or agreed, is to know it too.
    fn disputed(&self, head: &Head) -> Option<CheckpointHead> {
        let points = &self.checkpoints;
        let looked = |it: &CheckpointHead| points.making.looked.get(&it.hash).copied();
        let mut heads = [head.confirmed, head.proposed].into_iter().flatten();
        heads
            .find(|it| it.against() > looked(it).unwrap_or(0) && !points.refused.contains(&it.hash))
    }

    /// Says whether a checkpoint is due and this device may make it.
    fn due(&self, name: DeviceId, when: &When) -> Option<Due> {
        let head = self.head.as_ref()?;
        let making = &self.checkpoints.making;
        let end = self.log.seq();
        if making.yields || end < making.not_before {
            return None;
        }
        let confirmed = head.confirmed.map_or((0, 0), |it| (it.seq, it.bytes));
        let (last, bytes) = head.proposed.map_or(confirmed, |it| (it.seq, it.bytes));
        if confirmed.0 > self.rests_on() {
            // The newest one is not what this device comes to, or cannot be read here.
            return None;
        }
        let rows = self.tail.after(last.min(end), end)?;
        let tail_bytes = rows.map(|row| row.envelope.len() as u64).sum();
        let rest = self.checkpoints.rest.as_ref();
        let epoch = rest.map(|rest| rest.manifest.manifest().key_epoch);
        let standing = Standing {
            may_write: self.members.capability(name) >= Some(Capability::Write)
                && self.upload == Upload::Open
                && !self.members.closed,
            whole: self.newer == 0 && self.quarantined == 0 && !self.checkpoints.later,
            tail_rows: end.saturating_sub(last),
            tail_bytes,
            checkpoint_bytes: bytes,
            new_key: head.proposed.is_none()
                && epoch.is_some_and(|epoch| epoch != self.members.key_epoch),
        };
        plan(&standing, when)
    }

    fn make(&self, now_ms: u64, keys: &crate::crypto::DeviceKeys) -> Option<Own> {
        let (state, touched) = self.compute_at(self.log.seq(), now_ms)?.ok()?;
        self.pack_state(&state, &touched, now_ms, keys)
    }

    /// Packs what was computed for the end of the log.
    fn pack_state(
        &self,
        state: &Confirmed,
        touched: &BTreeSet<RecordId>,
        now_ms: u64,
        keys: &crate::crypto::DeviceKeys,
    ) -> Option<Own> {
        let newest = self.head.as_ref()?.confirmed;
        let draft = Draft {
            space: self.members.space,
            seq: self.log.seq(),
            chain: self.log.hash(),
            confirmed: state,
            time_ms: now_ms,
            touched,
            parent: newest.map_or(Hash::ZERO, |newest| newest.hash),
            before: self.checkpoints.rest.as_ref(),
            key: self.current_key()?,
            key_epoch: self.members.key_epoch,
            m_seq: self.members.seq,
            m_hash: self.members.hash,
        };
        let built = build(&draft, keys).ok()?;
        Some(Own {
            built,
            missing: None,
            offers: 0,
        })
    }

    fn plan_own(&self, own: &Own) -> Option<(Task, HttpRequest)> {
        let space = self.members.space;
        let next = own.missing.as_ref().and_then(|missing| missing.first());
        let Some(hash) = next else {
            let body = cbor(&OfferRequest {
                manifest: own.built.manifest.bytes().to_vec(),
            });
            let request = HttpRequest::post(routes::checkpoints(space), routes::CBOR, body);
            return Some((Task::Offer(space), request));
        };
        let segment = own.built.segments.get(hash);
        let segment = segment.or_else(|| self.checkpoints.held.get(hash))?;
        let body = cbor(&SegmentRequest {
            segment: segment.bytes().to_vec(),
        });
        let request = HttpRequest::post(routes::segments(space), routes::CBOR, body);
        Some((Task::PutSegment(space, *hash), request))
    }

    /// Leaves it to others, until the log has grown.
    pub(super) fn give_up(&mut self) {
        let not_before = self.log.seq().saturating_add(RETRY_ROWS);
        let making = &mut self.checkpoints.making;
        making.own = None;
        making.not_before = not_before;
    }
}
