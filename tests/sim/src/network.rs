//! The way between phones and server, and what goes wrong on it.

use crate::act::Fault;
use crate::dice::Dice;
use crate::law::{BLIND, Broken, CURSOR, DAMAGED, Lawful};
use crate::oracle::MARKER;
use crate::phone::HOST;
use crate::points::Told;
use crate::sabotage::Sabotage;
use crate::world::World;
use shared::crypto::{DeviceKeys, Entropy as _, SeededEntropy, SpaceKey};
use shared::envelope::{Draft, Envelope, EnvelopeKind, chain_next, chain_start, seal};
use shared::ids::{Hash, ItemId};
use shared::protocol::messages::{
    ChallengeRequest, ChallengeResponse, HeadsResponse, LogPage, PushRequest, PushResponse,
    RecoverRequest, SessionRequest, SessionResponse,
};
use shared::protocol::{Problem, ProblemCode, routes};
use shared::sync::relay::Relay;
use shared::sync::{HttpRequest, HttpResponse, NetFailure, Table, Write};
use std::collections::VecDeque;

/// Requests that are remembered to arrive late.
const LATE_MAX: usize = 12;

/// What the way remembers.
#[derive(Debug)]
pub struct Way {
    dice: Dice,
    late: VecDeque<(usize, HttpRequest)>,
    /// The last answer to anybody.
    old: Option<HttpResponse>,
    /// Envelopes the broken member has sent.
    poison: u64,
    /// What was told of checkpoints.
    pub(crate) told: Told,
}

/// What came of an exchange.
#[derive(Debug, Clone, Copy, Default)]
pub struct Moved {
    /// There was nothing to do.
    pub idle: bool,
    /// The device was asked for patience.
    pub waits: bool,
    /// Something was stored, sent or fetched.
    pub moved: bool,
}

impl Way {
    /// Begins a way with its own chance.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self {
            dice: Dice::new(!seed),
            late: VecDeque::new(),
            old: None,
            poison: 0,
            told: Told::new(),
        }
    }
}

impl World<'_> {
    /// One request of a phone and its answer. At every point between two effects the battery may die.
    pub(crate) fn exchange(&mut self, who: usize, fault: Fault) -> Lawful<Moved> {
        let (town, now_ms) = (self.town(), self.clock_ms(who));
        let Some(phone) = self.phones.get_mut(who) else {
            return Ok(Moved::default());
        };
        let Some(step) = phone.device.next(now_ms, &mut phone.rng) else {
            return Ok(Moved {
                idle: true,
                ..Moved::default()
            });
        };
        let dead = Moved {
            moved: true,
            ..Moved::default()
        };
        if self.dies(fault == Fault::DiesBeforeStoring) {
            return self.battery_dies(who).map(|()| dead);
        }
        self.store(who, &step.writes)?;
        if self.dies(fault == Fault::DiesBeforeSending) {
            return self.battery_dies(who).map(|()| dead);
        }
        let mut request = step.request;
        if self.does(Sabotage::Leaks) && !self.oracle.written.is_empty() {
            request = request.with("x-debug", MARKER.to_owned());
        }
        self.check_request(who, &request)?;
        let path = request.path.clone();
        let answer = self.deliver(who, request, fault);
        if let Ok(answer) = &answer {
            self.check_page(who, &path, answer)?;
        }
        self.note(|| {
            let status = answer.as_ref().map_or(0, |answer| answer.status);
            format!("   phone {who} {path} {fault:?} {status}")
        });
        if self.dies(fault == Fault::DiesWaiting) {
            return self.battery_dies(who).map(|()| dead);
        }
        let damaged = answer.as_ref().ok().cloned();
        let Some(phone) = self.phones.get_mut(who) else {
            return Ok(dead);
        };
        let received = phone.device.receive(answer, &mut phone.rng);
        let mut writes = received.writes.clone();
        let forged = matches!(fault, Fault::RowFlipped | Fault::RowRepeated)
            && damaged.as_ref().is_some_and(is_marked);
        if forged && self.does(Sabotage::StoresDamaged) {
            self.store_damaged(who, damaged, &mut writes);
        }
        let kept = |write: &Write| {
            matches!(
                write,
                Write::Put {
                    table: Table::Log,
                    ..
                }
            )
        };
        if forged && writes.iter().any(kept) {
            let what = format!("phone {who} stored a page with {fault:?}");
            return Err(Broken::new(DAMAGED, what));
        }
        if self.dies(fault == Fault::DiesBeforeKeeping) {
            return self.battery_dies(who).map(|()| dead);
        }
        self.store(who, &writes)?;
        if self.does(Sabotage::EmptiesOutboxEarly) && received.sent > 0 {
            self.empty_outbox(who)?;
        }
        // A device says itself when it has to be loaded again.
        if received.reload || self.dies(fault == Fault::DiesAfterKeeping) {
            return self.battery_dies(who).map(|()| dead);
        }
        if self.does(Sabotage::BringsBack) && received.records.iter().any(|it| it.0 == town) {
            self.bring_back(who)?;
        }
        Ok(Moved {
            idle: false,
            waits: received.wait_ms.is_some(),
            // What is given back to a server is news to everybody else.
            moved: !writes.is_empty()
                || received.sent > 0
                || received.fetched > 0
                || path.ends_with("/recover"),
        })
    }

    /// No readable word leaves the device, and it asks for nothing it has not stored what comes before.
    fn check_request(&mut self, who: usize, request: &HttpRequest) -> Lawful {
        let mut headers = request.headers.iter().map(|(_, value)| value.as_str());
        let readable = |bytes: &[u8]| contains(bytes, MARKER.as_bytes());
        if readable(&request.body) || headers.any(|it| readable(it.as_bytes())) {
            let what = format!("phone {who} sends readable text to {}", request.path);
            return Err(Broken::new(BLIND, what));
        }
        let town = self.town();
        let Some(phone) = self.phones.get_mut(who) else {
            return Ok(());
        };
        phone.healing |= request.path.ends_with("/recover");
        let looks = phone.healing || phone.device.is_parting();
        let Some(after) = after_of(&request.path).filter(|_| !looks) else {
            return Ok(());
        };
        let local = phone.device.local_key();
        let stored = phone.disk.log_begins(town, local) + phone.disk.log(town, local).len();
        if after > stored {
            let what = format!("phone {who} reads on after {after} and has stored {stored}");
            return Err(Broken::new(CURSOR, what));
        }
        Ok(())
    }

    fn deliver(
        &mut self,
        who: usize,
        request: HttpRequest,
        fault: Fault,
    ) -> Result<HttpResponse, NetFailure> {
        let route = self.phones.get(who).map_or(0, |phone| phone.route);
        if fault == Fault::RequestLost {
            return Err(NetFailure);
        }
        let mut arriving = request.clone();
        match fault {
            // What a device offers to a restored server is refused when it is damaged; a device takes that for a lie.
            Fault::RequestCut => {
                self.may_alarm = true;
                let keep = self.way.dice.below(arriving.body.len());
                arriving.body.truncate(keep);
            }
            Fault::RequestFlipped => {
                self.may_alarm = true;
                flip(&mut arriving.body, &mut self.way.dice);
            }
            _ => {}
        }
        let mut answer = self.serve(who, route, &arriving, false);
        if fault == Fault::Twice {
            answer = self.serve(who, route, &arriving, true);
        }
        self.way.late.push_back((route, request.clone()));
        if self.way.late.len() > LATE_MAX {
            self.way.late.pop_front();
        }
        let truth = answer.clone();
        self.way.told.listen(&request, &answer);
        let answer = match fault {
            Fault::ReplyLost => return Err(NetFailure),
            Fault::ReplyCut => {
                let keep = self.way.dice.below(answer.body.len());
                answer.body.truncate(keep);
                answer
            }
            Fault::ReplyFlipped => {
                self.may_alarm = true;
                flip(&mut answer.body, &mut self.way.dice);
                answer
            }
            Fault::OldReply => {
                self.may_alarm = true;
                self.way.old.clone().unwrap_or(answer)
            }
            _ => self.lie(route, &request, answer, fault),
        };
        self.way.old = Some(truth);
        Ok(answer)
    }

    /// The server answers, in restore mode or with a bug.
    fn serve(
        &mut self,
        who: usize,
        route: usize,
        request: &HttpRequest,
        again: bool,
    ) -> HttpResponse {
        let town = self.town();
        let push = request.path.ends_with("/push");
        let busy = self.acts < self.restoring_until
            || (self.poisoned && self.does(Sabotage::OneBlocksAll));
        if push && busy {
            return refusal(ProblemCode::Busy);
        }
        let now_ms = if self.does(Sabotage::BelievesClocks) {
            self.clock_ms(who)
        } else {
            self.now_ms()
        };
        let takes_nothing =
            request.path.ends_with("/recover") && self.does(Sabotage::TakesNothingBack);
        let (repeats, renumbers) = (
            self.does(Sabotage::KeepsRepeats),
            self.does(Sabotage::Renumbers),
        );
        let Some(relay) = self.servers.get_mut(route) else {
            return refusal(ProblemCode::Internal);
        };
        if takes_nothing {
            return relay.handle(&without_rows(request), now_ms);
        }
        let answer = relay.handle(request, now_ms);
        if route == 0 {
            if request.path.ends_with("/recover") {
                self.watch.look_again();
            }
            self.watch.remember(relay, town);
        }
        if request.path.ends_with("/checkpoint") && self.does(Sabotage::DropsEarly) {
            self.drop_early(route);
        }
        let Some(relay) = self.servers.get_mut(route) else {
            return answer;
        };
        if push && again && repeats {
            relay.forge(town, |rows| rows.extend(rows.last().cloned()));
        }
        if push && renumbers {
            relay.forge(town, |rows| {
                if let [.., a, b] = rows.as_mut_slice() {
                    std::mem::swap(a, b);
                }
            });
        }
        answer
    }

    /// An earlier request arrives once more.
    pub(crate) fn late(&mut self, number: usize) {
        let count = self.way.late.len().max(1);
        if let Some((route, request)) = self.way.late.get(number % count).cloned() {
            drop(self.serve(0, route, &request, true));
        }
    }

    /// Flips one bit.
    pub(crate) fn flip(&mut self, bytes: &mut [u8]) {
        flip(bytes, &mut self.way.dice);
    }

    /// What a lying server makes of its answer. What it changes in a page, it makes the chain fit.
    fn lie(
        &mut self,
        route: usize,
        request: &HttpRequest,
        answer: HttpResponse,
        fault: Fault,
    ) -> HttpResponse {
        let changed = match fault {
            Fault::HeadHidden | Fault::SpaceHidden => lie_in_heads(&answer, request, fault),
            Fault::PointOld
            | Fault::PointUnconfirmed
            | Fault::PointForeign
            | Fault::FloorRaised => self.way.told.lie(request, &answer, fault),
            Fault::RowDropped | Fault::RowsSwapped | Fault::RowRepeated | Fault::RowFlipped => {
                self.lie_in_page(route, request, &answer, fault)
            }
            _ => None,
        };
        match changed {
            Some(body) => {
                self.may_alarm = true;
                HttpResponse {
                    status: answer.status,
                    body,
                }
            }
            None => answer,
        }
    }

    fn lie_in_page(
        &mut self,
        route: usize,
        request: &HttpRequest,
        answer: &HttpResponse,
        fault: Fault,
    ) -> Option<Vec<u8>> {
        let after = after_of(&request.path)?;
        let mut page: LogPage = minicbor::decode(&answer.body).ok()?;
        let first = page.rows.first().cloned()?;
        match fault {
            Fault::RowDropped => drop(page.rows.remove(0)),
            Fault::RowsSwapped => page.rows.reverse(),
            Fault::RowRepeated => page.rows.push(first),
            _ => {
                let place = self.way.dice.below(page.rows.len());
                flip(&mut page.rows.get_mut(place)?.envelope, &mut self.way.dice);
            }
        }
        let before = *self.servers.get(route)?.chain(self.town()).get(after)?;
        let hashes = page.rows.iter().map(|row| {
            let envelope = Envelope::parse(row.envelope.clone());
            envelope.map_or(Hash::ZERO, |envelope| envelope.hash())
        });
        page.chain = hashes.fold(before, chain_next);
        page.last = u64::try_from(after + page.rows.len()).ok()?;
        page.head = page.head.max(page.last);
        let mut body = minicbor::to_vec(page.summed()).ok()?;
        mark(&mut body, fault);
        Some(body)
    }

    /// The bug that keeps a damaged page.
    fn store_damaged(
        &mut self,
        who: usize,
        damaged: Option<HttpResponse>,
        writes: &mut Vec<Write>,
    ) {
        let town = self.town();
        let (Some(phone), Some(damaged)) = (self.phones.get_mut(who), damaged) else {
            return;
        };
        let mut key = town.0.to_vec();
        key.extend_from_slice(&u64::MAX.to_be_bytes());
        let local = phone.device.local_key();
        let value = local.seal_row(Table::Log.name(), &key, &damaged.body, &mut phone.rng);
        writes.push(Write::Put {
            table: Table::Log,
            key,
            value,
        });
    }

    /// The bug that empties the outbox with the answer to the push.
    fn empty_outbox(&mut self, who: usize) -> Lawful {
        let town = self.town();
        let keys: Vec<Vec<u8>> = self.phones.get(who).map_or_else(Vec::new, |phone| {
            phone.disk.keys(Table::Outbox, town).cloned().collect()
        });
        let writes: Vec<Write> = keys
            .into_iter()
            .map(|key| Write::Delete {
                table: Table::Outbox,
                key,
            })
            .collect();
        self.store(who, &writes)
    }

    /// A member whose app is broken sends an envelope that is sealed with a key nobody has.
    pub(crate) fn poison(&mut self) {
        let (town, now_ms) = (self.town(), self.now_ms());
        if self.restored {
            // Its app keeps no log, so it could not heal a server.
            return;
        }
        let mut rng = SeededEntropy::new(0xbad);
        let (sign, seal_seed) = self.base.broken;
        let keys = DeviceKeys::from_seeds(sign, seal_seed);
        let Some(members) = self
            .phones
            .first()
            .and_then(|phone| phone.device.members(town))
        else {
            return;
        };
        let draft = Draft {
            kind: EnvelopeKind::Batch,
            space: town,
            item: ItemId(rng.make_id()),
            device: keys.id(),
            dev_seq: self.way.poison + 1,
            m_seq: members.seq,
            m_hash: members.hash,
            seen_seq: 0,
            seen_hash: chain_start(town),
            key_epoch: members.key_epoch,
            nonce: rng.make_nonce(),
            plaintext: b"broken",
        };
        let Ok(envelope) = seal(&draft, &SpaceKey::make(&mut rng), &keys) else {
            return;
        };
        let Some(relay) = self.servers.first_mut() else {
            return;
        };
        let Some(session) = login(&keys, relay, now_ms) else {
            return;
        };
        let push = PushRequest {
            envelopes: vec![envelope.bytes().to_vec()],
        };
        let body = minicbor::to_vec(&push).unwrap_or_default();
        let request = HttpRequest::post(routes::push(town), routes::CBOR, body);
        let request = request.with("authorization", session);
        let answer = relay.handle(&request, now_ms);
        if let Ok(answer) = minicbor::decode::<PushResponse>(&answer.body) {
            self.poisoned |= answer.dev_seq > self.way.poison;
            self.way.poison = answer.dev_seq;
        }
    }
}

/// Logs in with bare keys; returns the header of the session.
fn login(keys: &DeviceKeys, relay: &mut Relay, now_ms: u64) -> Option<String> {
    let device = keys.id();
    let mut ask = |path: &str, body: Vec<u8>| {
        let request = HttpRequest::post(path.to_owned(), "application/json", body);
        relay.handle(&request, now_ms).body
    };
    let body = serde_json::to_vec(&ChallengeRequest { device }).ok()?;
    let challenge = ask(routes::CHALLENGE, body);
    let ChallengeResponse { nonce } = serde_json::from_slice(&challenge).ok()?;
    let signature = keys.sign_login(HOST, &nonce);
    let asked = SessionRequest {
        device,
        nonce,
        signature: signature.iter().map(|it| format!("{it:02x}")).collect(),
    };
    let session = ask(routes::SESSION, serde_json::to_vec(&asked).ok()?);
    let SessionResponse { token } = serde_json::from_slice(&session).ok()?;
    Some(format!("Bearer {token}"))
}

fn refusal(code: ProblemCode) -> HttpResponse {
    let problem = Problem::new(code);
    HttpResponse {
        status: problem.status,
        body: serde_json::to_vec(&problem).unwrap_or_default(),
    }
}

fn without_rows(request: &HttpRequest) -> HttpRequest {
    let mut request = request.clone();
    if let Ok(mut asked) = minicbor::decode::<RecoverRequest>(&request.body) {
        asked.rows.clear();
        request.body = minicbor::to_vec(&asked).unwrap_or_default();
    }
    request
}

fn lie_in_heads(answer: &HttpResponse, request: &HttpRequest, fault: Fault) -> Option<Vec<u8>> {
    if request.path != routes::HEADS {
        return None;
    }
    let mut heads: HeadsResponse = minicbor::decode(&answer.body).ok()?;
    if fault == Fault::SpaceHidden {
        heads.spaces.clear();
    }
    for head in &mut heads.spaces {
        head.seq = head.seq.saturating_sub(1);
    }
    minicbor::to_vec(&heads).ok()
}

/// The number a request for the log reads on after.
fn after_of(path: &str) -> Option<usize> {
    let (path, query) = path.split_once('?')?;
    if !path.ends_with("/log") {
        return None;
    }
    let after = query.split('&').find_map(|it| it.strip_prefix("after="));
    after?.parse().ok()
}

fn flip(bytes: &mut [u8], dice: &mut Dice) {
    let place = dice.below(bytes.len());
    if let Some(byte) = bytes.get_mut(place) {
        *byte ^= 1 << dice.below(8);
    }
}

/// Bytes behind a page are skipped by every reader; they say here that the page is a lie that must be seen.
const LIE: &[u8] = b"\xf6lie";

fn mark(body: &mut Vec<u8>, fault: Fault) {
    if matches!(fault, Fault::RowFlipped | Fault::RowRepeated) {
        body.extend_from_slice(LIE);
    }
}

fn is_marked(answer: &HttpResponse) -> bool {
    answer.body.ends_with(LIE)
}

/// Whether `bytes` contain `word`.
#[must_use]
pub fn contains(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|part| part == word)
}
