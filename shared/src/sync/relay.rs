//! A server in memory, for simulations: the rules of the real one ([`accept`](super::accept), [`Members`])
//! without a database. Whatever the protocol allows to happen twice, tests make happen twice.

#![expect(
    clippy::result_large_err,
    reason = "a server for tests: its problems are rare and go no further"
)]

mod checkpoints;

use self::checkpoints::Points;
use super::accept::{Candidate, Standing, judge};
use super::http::{HttpRequest, HttpResponse, Method};
use super::recover::{Again, Offered, judge_again};
use crate::crypto::{DevicePublic, check_join_signature, check_parcel_signature, parcel_id};
use crate::envelope::{Envelope, chain_next, chain_start, verify_login};
use crate::ids::{DeviceId, Hash, InviteId, LogEra, SpaceId};
use crate::mlog::{Capability, MemberOp, Members, SignedEntry, boxes_hash};
use crate::protocol::limits::{LOG_KEEP_MS, PAGE_BYTES_MAX, SPACE_BYTES_MAX};
use crate::protocol::messages::{
    AppendRequest, ChallengeRequest, ChallengeResponse, DenyRequest, Head, HeadsResponse,
    InviteRequest, InviteResponse, JoinRequest, JoinsResponse, KeptParcel, KeyBox, LogPage, LogRow,
    MembersResponse, Parcel, PendingJoin, PushRequest, PushResponse, QuarantineResponse,
    RecoverRequest, RecoverResponse, SessionRequest, SessionResponse, SettleRequest,
};
use crate::protocol::{Problem, ProblemCode, routes};
use std::collections::{BTreeMap, BTreeSet};

/// The first era of every log of this server.
const ERA: LogEra = LogEra([7; 8]);

/// A server in memory. Cloning it is a backup; going back to a clone is a restored server.
#[derive(Debug, Clone)]
pub struct Relay {
    host: String,
    spaces: BTreeMap<SpaceId, Kept>,
    sessions: BTreeMap<String, DeviceId>,
    invites: BTreeMap<InviteId, (InviteRequest, DeviceId, Vec<DeviceId>)>,
    joins: Vec<PendingJoin>,
    bootstrap: Option<Hash>,
    tokens: u64,
    denied: BTreeSet<(InviteId, DeviceId)>,
    /// Greatest size of a page; small ones test paging.
    pub page_bytes: usize,
    /// How long envelopes stay that a checkpoint covers, milliseconds.
    pub keep_ms: u64,
}

#[derive(Debug, Clone)]
struct Kept {
    members: Members,
    entries: Vec<Vec<u8>>,
    boxes: Vec<KeyBox>,
    era: LogEra,
    rows: Vec<LogRow>,
    chain: Vec<Hash>,
    /// Of each device: its envelopes' hashes by number, and the entry the last one was made under.
    devices: BTreeMap<DeviceId, (Vec<Hash>, u32)>,
    bytes: u64,
    quarantine: Vec<Parked>,
    /// Numbers up to this are only in a checkpoint; their envelopes are gone.
    floor: u64,
    points: Points,
}

/// A parcel, and the admin device that got it.
#[derive(Debug, Clone)]
struct Parked {
    id: Hash,
    kept: KeptParcel,
    settled_by: Option<DeviceId>,
}

type Answer = Result<Vec<u8>, Problem>;

impl Relay {
    /// Returns an empty server that gives `bootstrap` to its founder.
    #[must_use]
    pub fn new(host: &str, bootstrap: Hash) -> Self {
        Self {
            host: host.to_owned(),
            spaces: BTreeMap::new(),
            sessions: BTreeMap::new(),
            invites: BTreeMap::new(),
            joins: Vec::new(),
            bootstrap: Some(bootstrap),
            tokens: 0,
            denied: BTreeSet::new(),
            page_bytes: PAGE_BYTES_MAX,
            keep_ms: LOG_KEEP_MS,
        }
    }

    /// Answers a request at a time.
    pub fn handle(&mut self, request: &HttpRequest, now_ms: u64) -> HttpResponse {
        match self.answer(request, now_ms) {
            Ok(body) => HttpResponse { status: 200, body },
            Err(problem) => HttpResponse {
                status: problem.status,
                body: serde_json::to_vec(&problem).unwrap_or_default(),
            },
        }
    }

    /// Ends every session, as a restart does.
    pub fn end_sessions(&mut self) {
        self.sessions.clear();
    }

    /// Leaves out so many names of sessions and eras: two servers that were one give out different ones.
    pub fn skip_tokens(&mut self, count: u64) {
        self.tokens = self.tokens.saturating_add(count);
    }

    /// Goes back to a backup, as a restored server does. Tokens of sessions are never given out twice.
    pub fn restore(&mut self, backup: &Self) {
        let tokens = self.tokens;
        *self = backup.clone();
        self.tokens = tokens;
        self.end_sessions();
    }

    /// Returns everything the server holds of a space's log.
    #[must_use]
    pub fn log(&self, space: SpaceId) -> &[LogRow] {
        self.spaces.get(&space).map_or(&[], |kept| &kept.rows)
    }

    /// Returns the running hash of a space's log at each of its numbers, 0 first.
    #[must_use]
    pub fn chain(&self, space: SpaceId) -> &[Hash] {
        self.spaces.get(&space).map_or(&[], |kept| &kept.chain)
    }

    /// Changes stored rows, as a lying server would, and makes the chain fit them.
    pub fn forge(&mut self, space: SpaceId, change: impl FnOnce(&mut Vec<LogRow>)) {
        if let Some(kept) = self.spaces.get_mut(&space) {
            change(&mut kept.rows);
            kept.chain = vec![chain_start(space)];
            for row in &kept.rows {
                let hash = Envelope::parse(row.envelope.clone());
                let hash = hash.map_or(Hash::ZERO, |envelope| envelope.hash());
                let last = kept.chain.last().copied().unwrap_or(Hash::ZERO);
                kept.chain.push(chain_next(last, hash));
            }
        }
    }

    /// Changes stored membership entries, as a lying server would.
    pub fn forge_members(&mut self, space: SpaceId, change: impl FnOnce(&mut Vec<Vec<u8>>)) {
        if let Some(kept) = self.spaces.get_mut(&space) {
            change(&mut kept.entries);
            kept.members.seq = u32::try_from(kept.entries.len()).unwrap_or(u32::MAX);
        }
    }

    /// Changes the key boxes that are handed out, as a lying server would.
    pub fn forge_boxes(&mut self, space: SpaceId, change: impl FnOnce(&mut Vec<KeyBox>)) {
        if let Some(kept) = self.spaces.get_mut(&space) {
            change(&mut kept.boxes);
        }
    }

    /// Returns how many parcels of removed devices wait in a space.
    #[must_use]
    pub fn parcels(&self, space: SpaceId) -> usize {
        self.spaces.get(&space).map_or(0, |kept| {
            let waiting = kept.quarantine.iter();
            waiting.filter(|it| it.settled_by.is_none()).count()
        })
    }

    fn answer(&mut self, request: &HttpRequest, now_ms: u64) -> Answer {
        let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
        let parts: Vec<&str> = path.split('/').skip(2).collect();
        match (request.method, parts.as_slice()) {
            (Method::Post, ["auth", "challenge"]) => {
                let asked: ChallengeRequest = json(&request.body)?;
                self.tokens += 1;
                let mut nonce = [0; 32];
                for (to, from) in nonce
                    .iter_mut()
                    .zip(asked.device.0.iter().chain(&self.tokens.to_be_bytes()))
                {
                    *to = *from;
                }
                Ok(to_json(&ChallengeResponse { nonce: Hash(nonce) }))
            }
            (Method::Post, ["auth", "session"]) => self.session(&json(&request.body)?),
            (Method::Get, ["invites", id]) => self.preview(id),
            (Method::Post, ["invites", id, "join"]) => self.join(id, cbor(&request.body)?),
            (Method::Post, ["invites"]) => {
                let device = self.device(request)?;
                let invite: InviteRequest = cbor(&request.body)?;
                for space in &invite.spaces {
                    let may = self.space(*space, device)?.members.capability(device);
                    if may != Some(Capability::Admin) && !invite.own_device {
                        return Err(problem(ProblemCode::Forbidden));
                    }
                }
                self.invites
                    .entry(invite.invite)
                    .or_insert((invite, device, Vec::new()));
                Ok(Vec::new())
            }
            (Method::Post, ["invites", id, "withdraw"]) => {
                let device = self.device(request)?;
                let id: InviteId = id.parse().map_err(|_| problem(ProblemCode::NotFound))?;
                self.may_decide(id, device)?;
                self.invites.remove(&id);
                self.joins.retain(|join| join.invite != id);
                Ok(Vec::new())
            }
            (Method::Post, ["invites", id, "deny"]) => {
                let device = self.device(request)?;
                let id: InviteId = id.parse().map_err(|_| problem(ProblemCode::NotFound))?;
                let asked: DenyRequest = cbor(&request.body)?;
                self.may_decide(id, device)?;
                self.denied.insert((id, asked.device));
                self.joins
                    .retain(|join| (join.invite, device_of(join)) != (id, asked.device));
                Ok(Vec::new())
            }
            (Method::Get, ["joins"]) => {
                let device = self.device(request)?;
                let joins = self.joins.iter();
                let joins = joins.filter(|join| self.may_decide(join.invite, device).is_ok());
                Ok(to_cbor(&JoinsResponse {
                    joins: joins.cloned().collect(),
                }))
            }
            (Method::Post, ["heads"]) => self.heads(request, now_ms),
            (Method::Post, ["s", space, "quarantine", "settle"]) => {
                let space: SpaceId = space.parse().map_err(|_| problem(ProblemCode::NotFound))?;
                self.settle(space, request)
            }
            (method, ["s", space, "checkpoint" | "segment", rest @ ..]) => {
                let space: SpaceId = space.parse().map_err(|_| problem(ProblemCode::NotFound))?;
                let call = (method, parts.get(2).copied().unwrap_or_default());
                self.checkpoint_call(space, call, rest, request, now_ms)
            }
            (method, ["s", space, call]) => {
                let space: SpaceId = space.parse().map_err(|_| problem(ProblemCode::NotFound))?;
                match (method, *call) {
                    (Method::Post, "members") => self.append(space, request),
                    (Method::Get, "members") => {
                        self.members(space, request, number(query, "after="))
                    }
                    (Method::Post, "recover") => self.recover(space, request, now_ms),
                    (Method::Post, "push") => self.push(space, request, now_ms),
                    (Method::Post, "quarantine") => self.park(space, request, now_ms),
                    (Method::Get, "quarantine") => self.parked(space, request),
                    (Method::Get, "log") => {
                        let era = query.split('&').find_map(|pair| pair.strip_prefix("era="));
                        let kept = self.spaces.get(&space);
                        let now = kept.map(|kept| kept.era.to_string());
                        if now.is_some_and(|now| era.is_some_and(|era| era != now)) {
                            return Err(problem(ProblemCode::EraChanged));
                        }
                        self.page(space, request, number(query, "after="))
                    }
                    _ => Err(problem(ProblemCode::NotFound)),
                }
            }
            _ => Err(problem(ProblemCode::NotFound)),
        }
    }

    fn session(&mut self, asked: &SessionRequest) -> Answer {
        let refused = || problem(ProblemCode::LoginRefused);
        let signature = unhex(&asked.signature);
        let public = self.public(asked.device).ok_or_else(refused)?;
        if !verify_login(&public, &self.host, &asked.nonce, &signature) {
            return Err(refused());
        }
        self.tokens += 1;
        let token = format!("token-{}", self.tokens);
        self.sessions.insert(token.clone(), asked.device);
        Ok(to_json(&SessionResponse { token }))
    }

    fn public(&self, device: DeviceId) -> Option<DevicePublic> {
        self.spaces
            .values()
            .find_map(|kept| kept.members.public(device).copied())
    }

    fn device(&self, request: &HttpRequest) -> Result<DeviceId, Problem> {
        let token = request
            .headers
            .iter()
            .find(|(name, _)| *name == "authorization");
        let token = token.and_then(|(_, value)| value.strip_prefix("Bearer "));
        let device = token.and_then(|token| self.sessions.get(token)).copied();
        device.ok_or_else(|| problem(ProblemCode::NoSession))
    }

    fn space(&mut self, space: SpaceId, device: DeviceId) -> Result<&mut Kept, Problem> {
        let kept = self.known(space, device)?;
        if kept.members.capability(device).is_some() {
            Ok(kept)
        } else {
            Err(problem(ProblemCode::Removed))
        }
    }

    /// A space the device is or was in.
    fn known(&mut self, space: SpaceId, device: DeviceId) -> Result<&mut Kept, Problem> {
        self.spaces
            .get_mut(&space)
            .filter(|kept| kept.members.devices.contains_key(&device))
            .ok_or_else(|| problem(ProblemCode::NotFound))
    }

    fn may_decide(&self, invite: InviteId, device: DeviceId) -> Result<(), Problem> {
        let (request, owner, _) = self
            .invites
            .get(&invite)
            .ok_or_else(|| problem(ProblemCode::InviteUnknown))?;
        let admin = request.spaces.iter().any(|space| {
            let kept = self.spaces.get(space);
            kept.and_then(|kept| kept.members.capability(device)) == Some(Capability::Admin)
        });
        if admin || *owner == device {
            Ok(())
        } else {
            Err(problem(ProblemCode::InviteUnknown))
        }
    }

    fn park(&mut self, space: SpaceId, request: &HttpRequest, now_ms: u64) -> Answer {
        let device = self.device(request)?;
        let parcel: Parcel = cbor(&request.body)?;
        let kept = self.known(space, device)?;
        let public = kept.members.public(device).copied();
        if kept.members.capability(device).is_some() {
            return Err(problem(ProblemCode::Forbidden));
        }
        if !public.is_some_and(|it| check_parcel_signature(space, &parcel, &it)) {
            return Err(problem(ProblemCode::Refused));
        }
        let id = parcel_id(space, &parcel);
        if kept.quarantine.iter().all(|it| it.id != id) {
            kept.quarantine.push(Parked {
                id,
                kept: KeptParcel {
                    device,
                    received_ms: now_ms,
                    parcel,
                },
                settled_by: None,
            });
        }
        Ok(Vec::new())
    }

    fn admin(&mut self, space: SpaceId, device: DeviceId) -> Result<&mut Kept, Problem> {
        let kept = self.space(space, device)?;
        if kept.members.capability(device) == Some(Capability::Admin) {
            Ok(kept)
        } else {
            Err(problem(ProblemCode::Forbidden))
        }
    }

    fn parked(&mut self, space: SpaceId, request: &HttpRequest) -> Answer {
        let device = self.device(request)?;
        let waiting = self.admin(space, device)?.quarantine.iter();
        let waiting = waiting.filter(|it| it.settled_by.is_none());
        Ok(to_cbor(&QuarantineResponse {
            parcels: waiting.map(|it| it.kept.clone()).collect(),
        }))
    }

    fn settle(&mut self, space: SpaceId, request: &HttpRequest) -> Answer {
        let device = self.device(request)?;
        let asked: SettleRequest = cbor(&request.body)?;
        let mut waiting = self.admin(space, device)?.quarantine.iter_mut();
        let parked = waiting.find(|it| it.id == asked.parcel);
        let parked = parked.ok_or_else(|| problem(ProblemCode::NotFound))?;
        if *parked.settled_by.get_or_insert(device) == device {
            Ok(Vec::new())
        } else {
            Err(problem(ProblemCode::NotFound))
        }
    }

    fn preview(&self, id: &str) -> Answer {
        let id: InviteId = id
            .parse()
            .map_err(|_| problem(ProblemCode::InviteUnknown))?;
        let (invite, _, used) = self
            .invites
            .get(&id)
            .ok_or_else(|| problem(ProblemCode::InviteUnknown))?;
        Ok(to_cbor(&InviteResponse {
            expires_ms: invite.expires_ms,
            uses_max: invite.uses_max,
            uses: u32::try_from(used.len()).unwrap_or(u32::MAX),
            payload: invite.payload.clone(),
        }))
    }

    fn join(&mut self, id: &str, request: JoinRequest) -> Answer {
        let invite: InviteId = id
            .parse()
            .map_err(|_| problem(ProblemCode::InviteUnknown))?;
        check_join_signature(invite, &request).map_err(|_| problem(ProblemCode::Refused))?;
        let (asked, _, used) = self
            .invites
            .get(&invite)
            .ok_or_else(|| problem(ProblemCode::InviteUnknown))?;
        if used.len() >= usize::try_from(asked.uses_max).unwrap_or(usize::MAX) {
            return Err(problem(ProblemCode::InviteUsed));
        }
        let joining = DevicePublic {
            sign: request.sign_public,
            seal: request.seal_public,
        };
        if self.denied.contains(&(invite, joining.id())) {
            return Err(problem(ProblemCode::Refused));
        }
        let known = self
            .joins
            .iter()
            .any(|join| join.request.sign_public == request.sign_public);
        if !known {
            self.joins.push(PendingJoin { invite, request });
        }
        Ok(Vec::new())
    }

    fn heads(&self, request: &HttpRequest, now_ms: u64) -> Answer {
        let device = self.device(request)?;
        let spaces = self
            .spaces
            .iter()
            .filter(|(_, kept)| kept.members.capability(device).is_some())
            .map(|(space, kept)| Head {
                space: *space,
                era: kept.era,
                seq: kept.rows.len() as u64,
                chain: kept.chain.last().copied().unwrap_or(Hash::ZERO),
                floor: kept.floor,
                m_seq: kept.members.seq,
                m_hash: kept.members.hash,
                confirmed: kept.points.confirmed_head(),
                proposed: kept.points.proposed_head(),
            })
            .collect();
        Ok(to_cbor(&HeadsResponse {
            spaces,
            time_ms: Some(now_ms),
        }))
    }

    fn append(&mut self, space: SpaceId, request: &HttpRequest) -> Answer {
        let asked: AppendRequest = cbor(&request.body)?;
        let refused = || problem(ProblemCode::Refused);
        let mut entries = Vec::new();
        for bytes in &asked.entries {
            entries.push(SignedEntry::parse(bytes.clone()).map_err(|_| refused())?);
        }
        let first = entries.first().ok_or_else(refused)?;
        let founding = first.entry().seq == 1;
        let before = if founding {
            if self.spaces.contains_key(&space) {
                return Err(problem(ProblemCode::SpaceExists));
            }
            self.may_found(request)?;
            None
        } else {
            let device = self.device(request)?;
            Some(self.space(space, device)?.members.clone())
        };
        let after = match &before {
            None => Members::replay(&entries).map_err(|_| refused())?,
            Some(before) => {
                if first.entry().seq != before.seq + 1 || first.entry().prev != before.hash {
                    return Err(problem(ProblemCode::StaleMembers));
                }
                let mut after = before.clone();
                for entry in &entries {
                    after.apply(entry).map_err(|_| refused())?;
                }
                after
            }
        };
        for entry in &entries {
            if let MemberOp::Rotate {
                key_epoch,
                boxes_hash: hash,
                ..
            } = &entry.entry().op
            {
                let boxes = asked.boxes.iter().filter(|it| it.key_epoch == *key_epoch);
                let boxes: Vec<KeyBox> = boxes.cloned().collect();
                let covered: BTreeSet<DeviceId> = boxes.iter().map(|it| it.device).collect();
                let active: BTreeSet<DeviceId> = after.active_devices().map(|it| it.0).collect();
                if covered != active || boxes_hash(&boxes) != *hash {
                    return Err(refused());
                }
            }
        }
        self.use_invites(&entries);
        // Who was removed is logged out in the same breath.
        self.sessions.retain(|_, device| {
            let now = after.devices.get(device);
            now.is_none_or(|it| it.removed_at.is_none())
        });
        let m_seq = after.seq;
        let kept = self.spaces.entry(space).or_insert_with(|| Kept {
            members: after.clone(),
            entries: Vec::new(),
            boxes: Vec::new(),
            era: ERA,
            rows: Vec::new(),
            chain: vec![chain_start(space)],
            devices: BTreeMap::new(),
            bytes: 0,
            quarantine: Vec::new(),
            floor: 0,
            points: Points::default(),
        });
        kept.members = after;
        kept.entries.extend(asked.entries);
        kept.boxes.extend(asked.boxes);
        Ok(to_cbor(&MembersResponse {
            entries: Vec::new(),
            boxes: Vec::new(),
            m_seq,
        }))
    }

    fn use_invites(&mut self, entries: &[SignedEntry]) {
        for entry in entries {
            let (device, invite) = match &entry.entry().op {
                MemberOp::AddMember { device, invite, .. } => (device, invite),
                MemberOp::AddDevice { device, via, .. } => (device, via),
                _ => continue,
            };
            let Some((asked, _, used)) = invite.and_then(|it| self.invites.get_mut(&it)) else {
                continue;
            };
            if !used.contains(&device.id()) {
                used.push(device.id());
            }
            // The request waits until its device is in every space of the invitation.
            let spaces = asked.spaces.len();
            let elsewhere = asked.spaces.iter().filter(|space| {
                let kept = self.spaces.get(space);
                kept.is_some_and(|kept| kept.members.devices.contains_key(&device.id()))
            });
            if elsewhere.count() + 1 >= spaces {
                self.joins
                    .retain(|join| join.request.sign_public != device.sign);
            }
        }
    }

    fn may_found(&mut self, request: &HttpRequest) -> Result<(), Problem> {
        let token = request
            .headers
            .iter()
            .find(|(name, _)| *name == routes::BOOTSTRAP_HEADER);
        if let Some((_, token)) = token {
            let expected = self.bootstrap.take().map(|hash| hash.to_string());
            return if expected.as_ref() == Some(token) {
                Ok(())
            } else {
                Err(problem(ProblemCode::Forbidden))
            };
        }
        let device = self.device(request)?;
        let admin = |kept: &Kept| kept.members.capability(device) == Some(Capability::Admin);
        if self.spaces.values().any(admin) {
            Ok(())
        } else {
            Err(problem(ProblemCode::Forbidden))
        }
    }

    fn members(&mut self, space: SpaceId, request: &HttpRequest, after: u64) -> Answer {
        let device = self.device(request)?;
        let kept = self.known(space, device)?;
        // A removed device reads up to the entry that removed it.
        let removed = kept.members.devices.get(&device);
        let removed = removed.and_then(|entry| entry.removed_at);
        let m_seq = removed.unwrap_or(kept.members.seq);
        let after = usize::try_from(after).unwrap_or(usize::MAX);
        let last = usize::try_from(m_seq).unwrap_or(usize::MAX);
        let entries = kept.entries.iter().take(last).skip(after);
        let boxes = kept.boxes.iter();
        let boxes = boxes.filter(|it| it.device == device && removed.is_none());
        Ok(to_cbor(&MembersResponse {
            entries: entries.cloned().collect(),
            boxes: boxes.cloned().collect(),
            m_seq,
        }))
    }

    fn push(&mut self, space: SpaceId, request: &HttpRequest, now_ms: u64) -> Answer {
        let device = self.device(request)?;
        let asked: PushRequest = cbor(&request.body)?;
        let kept = self.space(space, device)?;
        let author = kept.members.public(device).copied();
        let author = author.ok_or_else(|| problem(ProblemCode::NotFound))?;
        let (hashes, m_seq) = kept.devices.get(&device).cloned().unwrap_or_default();
        let mut candidates = Vec::new();
        for bytes in asked.envelopes {
            let envelope = Envelope::parse(bytes).map_err(|_| problem(ProblemCode::Malformed))?;
            let mut candidate = Candidate::check(envelope, &author);
            let header = candidate.envelope.header();
            let at = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
            candidate.known = hashes.get(at(header.dev_seq.wrapping_sub(1))).copied();
            candidate.seen = kept.chain.get(at(header.seen_seq)).copied();
            candidates.push(candidate);
        }
        let standing = Standing {
            space,
            device,
            members: &kept.members,
            dev_seq: hashes.len() as u64,
            m_seq,
            head: kept.rows.len() as u64,
            bytes: kept.bytes,
            bytes_max: SPACE_BYTES_MAX,
        };
        let verdict = judge(&standing, &candidates);
        let fresh = candidates.iter().skip(verdict.known).take(verdict.fresh);
        for candidate in fresh {
            let (hash, header) = (candidate.envelope.hash(), candidate.envelope.header());
            let chain = chain_next(kept.chain.last().copied().unwrap_or(Hash::ZERO), hash);
            kept.chain.push(chain);
            kept.bytes += candidate.envelope.bytes().len() as u64;
            kept.rows.push(LogRow {
                received_ms: now_ms,
                envelope: candidate.envelope.bytes().to_vec(),
                recovered: None,
            });
            let known = kept.devices.entry(device).or_default();
            known.0.push(hash);
            known.1 = header.m_seq;
        }
        let refused = verdict
            .refused
            .and_then(|code| serde_json::to_value(code).ok()?.as_str().map(str::to_owned));
        let dev_seq = kept
            .devices
            .get(&device)
            .map_or(0, |known| known.0.len() as u64);
        Ok(to_cbor(&PushResponse {
            dev_seq,
            head: kept.rows.len() as u64,
            refused,
        }))
    }

    fn recover(&mut self, space: SpaceId, request: &HttpRequest, now_ms: u64) -> Answer {
        let device = self.device(request)?;
        let asked: RecoverRequest = cbor(&request.body)?;
        self.tokens += 1;
        let fresh_era = self.tokens.to_be_bytes();
        let kept = self.space(space, device)?;
        let at = |seq: u64| usize::try_from(seq).unwrap_or(usize::MAX);
        let common = asked
            .points
            .iter()
            .filter(|point| kept.chain.get(at(point.seq)) == Some(&point.chain))
            .map(|point| point.seq)
            .max();
        let mut refused = kept.recover_members(&asked).err();
        let (mut parted, mut stored) = (false, 0);
        for (number, row) in asked.rows.into_iter().enumerate() {
            if refused.is_some() {
                break;
            }
            let place = at(asked.after).saturating_add(number);
            let row = LogRow {
                received_ms: if row.received_ms == 0 {
                    now_ms
                } else {
                    row.received_ms.min(now_ms)
                },
                ..row
            };
            match kept.recover_row(space, row, place, &mut parted) {
                Ok(Again::Known) => {}
                Ok(Again::Append) => stored += 1,
                Err(code) => refused = Some(code),
            }
        }
        if parted && stored > 0 && asked.era == Some(kept.era) {
            // As good as random: it never comes again, not even after a restore.
            kept.era = LogEra(fresh_era);
        }
        Ok(to_cbor(&RecoverResponse {
            era: kept.era,
            head: kept.rows.len() as u64,
            m_seq: kept.members.seq,
            common,
            parted,
            stored,
            refused: refused
                .and_then(|code| serde_json::to_value(code).ok()?.as_str().map(str::to_owned)),
        }))
    }

    fn page(&mut self, space: SpaceId, request: &HttpRequest, after: u64) -> Answer {
        let device = self.device(request)?;
        let limit = self.page_bytes;
        let kept = self.space(space, device)?;
        if after < kept.floor {
            return Err(problem(ProblemCode::BelowFloor));
        }
        let floor = kept.floor;
        let mut bytes = 0;
        let from = usize::try_from(after).unwrap_or(usize::MAX);
        let rows: Vec<LogRow> = kept
            .rows
            .iter()
            .skip(from)
            .take_while(|row| {
                let first = bytes == 0;
                bytes += row.envelope.len();
                first || bytes <= limit
            })
            .cloned()
            .collect();
        let last = from.saturating_add(rows.len());
        let chain = kept
            .chain
            .get(last)
            .copied()
            .ok_or_else(|| problem(ProblemCode::HealNeeded))?;
        let head = kept.rows.len() as u64;
        Ok(to_cbor(&LogPage {
            era: kept.era,
            rows,
            last: last as u64,
            chain,
            head,
            floor,
        }))
    }
}

fn device_of(join: &PendingJoin) -> DeviceId {
    let public = DevicePublic {
        sign: join.request.sign_public,
        seal: join.request.seal_public,
    };
    public.id()
}

impl Kept {
    fn recover_members(&mut self, asked: &RecoverRequest) -> Result<(), ProblemCode> {
        for bytes in &asked.entries {
            let entry = SignedEntry::parse(bytes.clone()).map_err(|_| ProblemCode::Malformed)?;
            if self.members.hash_at(entry.entry().seq) == Some(entry.hash()) {
                continue;
            }
            self.members
                .apply(&entry)
                .map_err(|_| ProblemCode::Refused)?;
            self.entries.push(bytes.clone());
        }
        for key_box in &asked.boxes {
            let same = |kept: &&KeyBox| {
                kept.device == key_box.device && kept.key_epoch == key_box.key_epoch
            };
            if !self.boxes.iter().any(|kept| same(&kept)) {
                self.boxes.push(key_box.clone());
            }
        }
        Ok(())
    }

    fn recover_row(
        &mut self,
        space: SpaceId,
        row: LogRow,
        place: usize,
        parted: &mut bool,
    ) -> Result<Again, ProblemCode> {
        let envelope = Envelope::parse(row.envelope.clone()).map_err(|_| ProblemCode::Malformed)?;
        if place < self.rows.len() {
            // Of what is trimmed only the chain is left.
            let before = self.chain.get(place).copied().unwrap_or(Hash::ZERO);
            let there = self.chain.get(place.saturating_add(1)).copied();
            *parted |= there != Some(chain_next(before, envelope.hash()));
        } else if place > self.rows.len() {
            *parted = true;
        }
        let (header, hash) = (envelope.header().clone(), envelope.hash());
        let author = self.members.public(header.device);
        let mut offered = Offered::check(envelope, author);
        let at = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        if let Some((hashes, m_seq)) = self.devices.get(&header.device) {
            offered.known = hashes.get(at(header.dev_seq.wrapping_sub(1))).copied();
            offered.dev_seq = hashes.len() as u64;
            offered.m_seq = *m_seq;
        }
        // The view its author had of a log that parted once can never be checked again.
        let marked = *parted || row.recovered == Some(true);
        let newest = self.rows.last();
        let newest = newest.and_then(|row| Envelope::parse(row.envelope.clone()).ok());
        offered.key_epoch = newest.map_or(0, |newest| newest.header().key_epoch);
        offered.seen = self.chain.get(at(header.seen_seq)).copied();
        let again = judge_again(space, &self.members, &offered, marked)?;
        if again == Again::Append {
            let chain = chain_next(self.chain.last().copied().unwrap_or(Hash::ZERO), hash);
            self.chain.push(chain);
            self.bytes += row.envelope.len() as u64;
            self.rows.push(LogRow {
                recovered: marked.then_some(true),
                ..row
            });
            let known = self.devices.entry(header.device).or_default();
            known.0.push(hash);
            known.1 = header.m_seq;
        }
        Ok(again)
    }
}

fn problem(code: ProblemCode) -> Problem {
    Problem::new(code)
}

fn cbor<T: for<'b> minicbor::Decode<'b, ()>>(bytes: &[u8]) -> Result<T, Problem> {
    minicbor::decode(bytes).map_err(|_| problem(ProblemCode::Malformed))
}

fn json<T: for<'b> serde::Deserialize<'b>>(bytes: &[u8]) -> Result<T, Problem> {
    serde_json::from_slice(bytes).map_err(|_| problem(ProblemCode::Malformed))
}

fn to_cbor<T: minicbor::Encode<()>>(value: &T) -> Vec<u8> {
    super::device::cbor(value)
}

fn to_json<T: serde::Serialize>(value: &T) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}

fn number(query: &str, name: &str) -> u64 {
    let value = query.split('&').find_map(|pair| pair.strip_prefix(name));
    value.and_then(|value| value.parse().ok()).unwrap_or(0)
}

fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text
        .chars()
        .filter_map(|c| c.to_digit(16))
        .filter_map(|d| u8::try_from(d).ok())
        .collect();
    digits
        .chunks_exact(2)
        .map(|pair| pair.iter().fold(0, |byte, digit| (byte << 4) | digit))
        .collect()
}
