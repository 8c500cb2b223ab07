//! The relay's part in checkpoints: keeps them, counts who confirmed them, drops what they cover.

use super::{Answer, Kept, Relay, cbor, problem, to_cbor};
use crate::checkpoint::{
    Offer, Segment, SignedAttest, SignedManifest, confirmed, judge_attest, judge_offer,
};
use crate::ids::{DeviceId, Hash, SpaceId};
use crate::mlog::Capability;
use crate::protocol::ProblemCode;
use crate::protocol::limits::LEASE_MS;
use crate::protocol::messages::{
    AttestRequest, CheckpointHead, CheckpointResponse, LeaseRequest, LeaseResponse, OfferRequest,
    OfferResponse, SegmentRequest,
};
use crate::sync::http::{HttpRequest, Method};
use std::collections::{BTreeMap, BTreeSet};

/// The checkpoints of a space.
#[derive(Debug, Clone, Default)]
pub(super) struct Points {
    /// Oldest first.
    list: Vec<Point>,
    segments: BTreeMap<Hash, Vec<u8>>,
    /// Who has the lease, and until when.
    lease: Option<(DeviceId, u64)>,
}

#[derive(Debug, Clone)]
struct Point {
    signed: SignedManifest,
    attests: Vec<SignedAttest>,
    confirmed_ms: Option<u64>,
}

impl Point {
    fn head(&self) -> CheckpointHead {
        let manifest = self.signed.manifest();
        let differ = self.attests.iter();
        let differ = differ.filter(|it| it.attest().digest != manifest.digest);
        let against = u32::try_from(differ.count()).ok();
        CheckpointHead {
            seq: manifest.seq,
            hash: self.signed.hash(),
            bytes: manifest.bytes(),
            against: against.filter(|against| *against > 0),
        }
    }
}

impl Points {
    fn newest_confirmed(&self) -> Option<&Point> {
        let mut confirmed = self.list.iter().rev();
        confirmed.find(|point| point.confirmed_ms.is_some())
    }

    pub(super) fn confirmed_head(&self) -> Option<CheckpointHead> {
        self.newest_confirmed().map(Point::head)
    }

    pub(super) fn proposed_head(&self) -> Option<CheckpointHead> {
        let newest = self.list.last();
        newest
            .filter(|point| point.confirmed_ms.is_none())
            .map(Point::head)
    }

    fn missing(&self, signed: &SignedManifest) -> Vec<Hash> {
        let parts = signed.manifest().segments.iter();
        parts
            .map(|part| part.hash)
            .filter(|hash| !self.segments.contains_key(hash))
            .collect()
    }

    /// Keeps the newest two that count, and what is newer.
    fn prune(&mut self) {
        let counts: Vec<usize> = (0..self.list.len())
            .filter(|place| {
                let point = self.list.get(*place);
                point.is_some_and(|point| point.confirmed_ms.is_some())
            })
            .collect();
        let (newest, before) = match counts.as_slice() {
            [.., before, newest] => (*newest, Some(*before)),
            [newest] => (*newest, None),
            [] => return,
        };
        let mut place = 0;
        self.list.retain(|_| {
            let stays = place >= newest || Some(place) == before;
            place += 1;
            stays
        });
        if self.lease.is_none() {
            self.forget_unused_segments();
        }
    }

    fn used(&self) -> BTreeSet<Hash> {
        let points = self.list.iter();
        let parts = points.flat_map(|point| &point.signed.manifest().segments);
        parts.map(|part| part.hash).collect()
    }

    fn forget_unused_segments(&mut self) {
        let used = self.used();
        self.segments.retain(|hash, _| used.contains(hash));
    }
}

impl Relay {
    /// Returns where the newest checkpoint stands that counts.
    #[must_use]
    pub fn checkpoint(&self, space: SpaceId) -> Option<CheckpointHead> {
        self.spaces.get(&space)?.points.confirmed_head()
    }

    /// Returns how many checkpoints are kept.
    #[must_use]
    pub fn checkpoints(&self, space: SpaceId) -> usize {
        self.spaces
            .get(&space)
            .map_or(0, |kept| kept.points.list.len())
    }

    /// Returns the number up to which only a checkpoint is kept.
    #[must_use]
    pub fn floor(&self, space: SpaceId) -> u64 {
        self.spaces.get(&space).map_or(0, |kept| kept.floor)
    }

    /// Puts another checkpoint in the place of the newest one, as a lying server would: manifest, attestations, and
    /// segments beside those that are there. It counts.
    pub fn forge_checkpoint(
        &mut self,
        space: SpaceId,
        signed: SignedManifest,
        attests: Vec<SignedAttest>,
        segments: Vec<Vec<u8>>,
    ) {
        if let Some(kept) = self.spaces.get_mut(&space) {
            for bytes in segments {
                let segment = Segment::from_bytes(bytes);
                let hash = segment.hash();
                kept.points.segments.insert(hash, segment.bytes().to_vec());
            }
            kept.points.list = vec![Point {
                signed,
                attests,
                confirmed_ms: Some(0),
            }];
        }
    }

    /// Returns a checkpoint with its attestations.
    #[must_use]
    pub fn checkpoint_of(
        &self,
        space: SpaceId,
        hash: Hash,
    ) -> Option<(SignedManifest, Vec<SignedAttest>)> {
        let mut points = self.spaces.get(&space)?.points.list.iter();
        let point = points.find(|point| point.signed.hash() == hash)?;
        Some((point.signed.clone(), point.attests.clone()))
    }

    /// Returns the newest checkpoint with its attestations.
    #[must_use]
    pub fn newest_checkpoint(&self, space: SpaceId) -> Option<(SignedManifest, Vec<SignedAttest>)> {
        let point = self.spaces.get(&space)?.points.list.last()?;
        Some((point.signed.clone(), point.attests.clone()))
    }

    /// Returns a segment.
    #[must_use]
    pub fn segment(&self, space: SpaceId, hash: Hash) -> Option<&[u8]> {
        let segments = &self.spaces.get(&space)?.points.segments;
        segments.get(&hash).map(Vec::as_slice)
    }

    /// Returns how many segments are kept that belong to no checkpoint.
    #[must_use]
    pub fn unused_segments(&self, space: SpaceId) -> usize {
        self.spaces.get(&space).map_or(0, |kept| {
            let used = kept.points.used();
            let segments = kept.points.segments.keys();
            segments.filter(|hash| !used.contains(hash)).count()
        })
    }

    /// Ends every lease, as time does.
    pub fn end_leases(&mut self) {
        for kept in self.spaces.values_mut() {
            kept.points.lease = None;
        }
    }

    /// Drops envelopes that a checkpoint covers, those that are old enough by now, and segments nobody needs.
    pub fn trim(&mut self, now_ms: u64) {
        let keep_ms = self.keep_ms;
        for kept in self.spaces.values_mut() {
            kept.trim(now_ms, keep_ms);
            if kept.points.lease.is_none_or(|(_, until)| until <= now_ms) {
                kept.points.forget_unused_segments();
            }
        }
    }

    /// Drops envelopes up to a number whether or not a checkpoint covers them, as a server with a defect would.
    pub fn forge_floor(&mut self, space: SpaceId, floor: u64) {
        if let Some(kept) = self.spaces.get_mut(&space) {
            kept.drop_to(floor);
        }
    }

    pub(super) fn checkpoint_call(
        &mut self,
        space: SpaceId,
        call: (Method, &str),
        rest: &[&str],
        request: &HttpRequest,
        now_ms: u64,
    ) -> Answer {
        let device = self.device(request)?;
        let keep_ms = self.keep_ms;
        let kept = self.space(space, device)?;
        let hash = rest.first().and_then(|hash| hash.parse::<Hash>().ok());
        match (call, rest, hash) {
            ((Method::Post, "checkpoint"), ["lease"], _) => {
                let _asked: LeaseRequest = cbor(&request.body)?;
                kept.may_write(device)?;
                let taken = kept.points.lease;
                let granted = taken.is_none_or(|(by, until)| by == device || until <= now_ms);
                if granted {
                    kept.points.lease = Some((device, now_ms.saturating_add(LEASE_MS)));
                }
                Ok(to_cbor(&LeaseResponse { granted }))
            }
            ((Method::Post, "checkpoint"), [], _) => {
                kept.offer(device, cbor(&request.body)?, now_ms, keep_ms)
            }
            ((Method::Get, "checkpoint"), [_], Some(hash)) => {
                let mut points = kept.points.list.iter();
                let point = points.find(|point| point.signed.hash() == hash);
                let point = point.ok_or_else(|| problem(ProblemCode::NotFound))?;
                let attests = point.attests.iter();
                Ok(to_cbor(&CheckpointResponse {
                    manifest: point.signed.bytes().to_vec(),
                    attests: attests.map(|attest| attest.bytes().to_vec()).collect(),
                }))
            }
            ((Method::Post, "checkpoint"), [_, "attest"], Some(hash)) => {
                kept.attest(device, hash, cbor(&request.body)?, now_ms, keep_ms)
            }
            ((Method::Post, "segment"), [], _) => {
                let asked: SegmentRequest = cbor(&request.body)?;
                kept.may_write(device)?;
                kept.holds_lease(device, now_ms)?;
                let segment = Segment::from_bytes(asked.segment);
                let bytes = segment.bytes().to_vec();
                kept.points.segments.insert(segment.hash(), bytes);
                Ok(Vec::new())
            }
            ((Method::Get, "segment"), [_], Some(hash)) => {
                let segment = kept.points.segments.get(&hash).cloned();
                segment.ok_or_else(|| problem(ProblemCode::NotFound))
            }
            _ => Err(problem(ProblemCode::NotFound)),
        }
    }
}

impl Kept {
    fn may_write(&self, device: DeviceId) -> Result<(), crate::protocol::Problem> {
        if self.members.capability(device) >= Some(Capability::Write) {
            Ok(())
        } else {
            Err(problem(ProblemCode::Forbidden))
        }
    }

    fn holds_lease(&self, device: DeviceId, now_ms: u64) -> Result<(), crate::protocol::Problem> {
        match self.points.lease {
            Some((by, until)) if by == device && until > now_ms => Ok(()),
            Some(_) | None => Err(problem(ProblemCode::Forbidden)),
        }
    }

    fn offer(
        &mut self,
        device: DeviceId,
        asked: OfferRequest,
        now_ms: u64,
        keep_ms: u64,
    ) -> Answer {
        self.holds_lease(device, now_ms)?;
        let signed = SignedManifest::parse(asked.manifest);
        let signed = signed.map_err(|_| problem(ProblemCode::Malformed))?;
        let mut points = self.points.list.iter();
        if points.any(|point| point.signed.hash() == signed.hash()) {
            let missing = Vec::new();
            return Ok(to_cbor(&OfferResponse { missing }));
        }
        let newest = self.points.newest_confirmed().map(Point::head);
        let place = usize::try_from(signed.manifest().seq).unwrap_or(usize::MAX);
        let offer = Offer {
            device,
            members: &self.members,
            chain: self.chain.get(place).copied(),
            confirmed_seq: newest.map_or(0, |newest| newest.seq),
            confirmed: newest.map_or(Hash::ZERO, |newest| newest.hash),
            now_ms,
        };
        judge_offer(&offer, &signed).map_err(problem)?;
        let missing = self.points.missing(&signed);
        if missing.is_empty() {
            // Who offers has seen the one before and made a newer one.
            self.points
                .list
                .retain(|point| point.confirmed_ms.is_some());
            self.points.list.push(Point {
                signed,
                attests: Vec::new(),
                confirmed_ms: None,
            });
            self.points.lease = None;
            self.settle_points(now_ms, keep_ms);
        }
        Ok(to_cbor(&OfferResponse { missing }))
    }

    fn attest(
        &mut self,
        device: DeviceId,
        hash: Hash,
        asked: AttestRequest,
        now_ms: u64,
        keep_ms: u64,
    ) -> Answer {
        let attest = SignedAttest::parse(asked.attest);
        let attest = attest.map_err(|_| problem(ProblemCode::Malformed))?;
        let mut points = self.points.list.iter_mut();
        let point = points.find(|point| point.signed.hash() == hash);
        let point = point.ok_or_else(|| problem(ProblemCode::NotFound))?;
        let sound = attest.attest().device == device
            && judge_attest(&self.members, &point.signed, &attest).is_ok();
        if !sound {
            return Err(problem(ProblemCode::Refused));
        }
        if !point.attests.contains(&attest) {
            point.attests.push(attest);
        }
        self.settle_points(now_ms, keep_ms);
        Ok(Vec::new())
    }

    fn settle_points(&mut self, now_ms: u64, keep_ms: u64) {
        for point in &mut self.points.list {
            let counts = confirmed(&self.members, &point.signed, &point.attests).is_ok();
            if counts && point.confirmed_ms.is_none() {
                point.confirmed_ms = Some(now_ms);
            }
        }
        self.points.prune();
        self.trim(now_ms, keep_ms);
    }

    fn trim(&mut self, now_ms: u64, keep_ms: u64) {
        let old = |point: &&Point| {
            let confirmed_ms = point.confirmed_ms;
            confirmed_ms.is_some_and(|at| at.saturating_add(keep_ms) <= now_ms)
        };
        let Some(point) = self.points.list.iter().rev().find(old) else {
            return;
        };
        self.drop_to(point.signed.manifest().seq);
    }

    fn drop_to(&mut self, floor: u64) {
        // The newest envelope stays: it says which key is in use.
        let last = self.rows.len().saturating_sub(1);
        let cut = usize::try_from(floor).unwrap_or(usize::MAX).min(last);
        for row in self.rows.iter_mut().take(cut) {
            self.bytes = self.bytes.saturating_sub(row.envelope.len() as u64);
            row.envelope = Vec::new();
        }
        self.floor = self.floor.max(floor);
    }
}
