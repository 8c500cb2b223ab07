//! A server in memory, for simulations: the rules of the real one ([`accept`](super::accept), [`Members`])
//! without a database. Whatever the protocol allows to happen twice, tests make happen twice.

// With the pointers of a browser they are not large.
#![cfg_attr(
    not(target_family = "wasm"),
    expect(
        clippy::result_large_err,
        reason = "a server for tests: its problems are rare and go no further"
    )
)]

mod checkpoints;
mod log;
mod members;
mod people;

use self::checkpoints::Points;
use self::members::device_of;
use super::http::{HttpRequest, HttpResponse, Method};
use crate::crypto::DevicePublic;
use crate::envelope::{Envelope, chain_next, chain_start, verify_login};
use crate::ids::{DeviceId, Hash, InviteId, LogEra, SpaceId};
use crate::mlog::{Capability, Members};
use crate::protocol::limits::{LOG_KEEP_MS, OWN_DEVICE_INVITES_MAX, PAGE_BYTES_MAX};
use crate::protocol::messages::{
    ChallengeRequest, ChallengeResponse, DenyRequest, Head, HeadsResponse, InviteRequest,
    JoinsResponse, KeptParcel, KeyBox, LogRow, PendingJoin, SessionRequest, SessionResponse,
};
use crate::protocol::{Problem, ProblemCode};
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
                let mut is_admin = true;
                for space in &invite.spaces {
                    let may = self.space(*space, device)?.members.capability(device);
                    is_admin &= may == Some(Capability::Admin);
                }
                if !is_admin && !invite.own_device {
                    return Err(problem(ProblemCode::Forbidden));
                }
                let further = self.invites.iter().filter(|(id, (it, owner, used))| {
                    **id != invite.invite && *owner == device && it.own_device && used.is_empty()
                });
                if !is_admin && further.count() >= OWN_DEVICE_INVITES_MAX {
                    return Err(problem(ProblemCode::Quota));
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
                if let Some((asked, ..)) = self.invites.get_mut(&id)
                    && asked.uses_max == 1
                {
                    asked.expires_ms = asked.expires_ms.min(now_ms);
                }
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
                keyless: kept.keyless(device),
            })
            .collect();
        Ok(to_cbor(&HeadsResponse {
            spaces,
            time_ms: Some(now_ms),
        }))
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
