//! What to ask the server next, and what its answer means. One request at a time; no clock, no timers.

use super::device::{Device, JOIN, cbor};
use super::heal::recover_task;
use super::http::{HttpRequest, HttpResponse, NetFailure};
use super::intents::Errand;
use super::login::{
    Login, challenge_request, read_challenge, read_session, session_request, versioned,
};
use super::outbox::SealAt;
use super::page::{Alarm, Verdict, judge};
use super::removal::{Erased, Removal};
use super::rows::{Table, Write, delete, numbered, put};
use super::space::{Space, Upload};
use crate::crypto::{Entropy, open_space_key, unwrap_previous};
use crate::ids::{DeviceId, InviteId, RecordId, SpaceId};
use crate::mlog::{Members, SignedEntry};
use crate::protocol::limits::{PAGE_BYTES_MAX, PUSH_BYTES_MAX};
use crate::protocol::messages::{
    HeadsResponse, JoinsResponse, LiveEvent, LogPage, MembersResponse, PushRequest, PushResponse,
};
use crate::protocol::{Problem, ProblemCode, routes};
use crate::records::SpaceKind;

/// Wait before asking again whether somebody let this device in.
const JOIN_POLL_MS: u64 = 1_000;
/// Wait after an answer that makes no sense or a refusal that may pass.
const CALM_MS: u64 = 5_000;

/// What was asked; the next answer belongs to it.
#[derive(Debug)]
pub(super) enum Task {
    Join,
    Challenge,
    Session,
    Found(SpaceId),
    Announce(InviteId),
    Heads,
    Members(SpaceId),
    Log(SpaceId),
    Push(SpaceId, usize),
    Joins,
    Add(SpaceId, DeviceId, Box<SignedEntry>),
    Errand(Box<Errand>),
    Link(SpaceId, Box<SignedEntry>),
    Recover(SpaceId, usize),
}

/// What a driver does next: store the rows, then send the request.
#[derive(Debug)]
pub struct Step {
    /// Rows that have to be on disk before the request leaves.
    pub writes: Vec<Write>,
    /// The request.
    pub request: HttpRequest,
}

/// What an answer led to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// Rows to store, in one transaction.
    pub writes: Vec<Write>,
    /// Records that changed.
    pub records: Vec<(SpaceId, RecordId)>,
    /// Something besides records changed: spaces, members, invitations, what is sent.
    pub changed: bool,
    /// Envelopes the server took.
    pub sent: usize,
    /// Envelopes of others that arrived.
    pub fetched: usize,
    /// Do not ask again before this time has passed, unless something new is to be sent.
    pub wait_ms: Option<u64>,
    /// There was no answer.
    pub offline: bool,
    /// What the server said, if it was no success.
    pub problem: Option<ProblemCode>,
    /// Spaces this device was ordered to erase. Their rows are among `writes`; the app's own go with them.
    pub erased: Vec<Erased>,
}

impl Received {
    pub(super) fn wait(wait_ms: u64) -> Self {
        Self {
            wait_ms: Some(wait_ms),
            ..Self::default()
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.writes.extend(other.writes);
        self.records.extend(other.records);
        self.erased.extend(other.erased);
        self.changed |= other.changed;
    }

    pub(super) fn changed(writes: Vec<Write>) -> Self {
        Self {
            writes,
            changed: true,
            ..Self::default()
        }
    }
}

impl Device {
    /// Returns what to do next; `None` when there is nothing to do until something happens.
    ///
    /// A request that was returned before and not answered is given up; everything may be asked twice.
    pub fn next(&mut self, now_ms: u64, rng: &mut dyn Entropy) -> Option<Step> {
        self.task = None;
        let mut writes = Vec::new();
        let (task, request) = self.plan_next(now_ms, &mut writes, rng)?;
        self.task = Some(task);
        Some(Step {
            writes,
            request: versioned(request),
        })
    }

    fn plan_next(
        &mut self,
        now_ms: u64,
        writes: &mut Vec<Write>,
        rng: &mut dyn Entropy,
    ) -> Option<(Task, HttpRequest)> {
        if let Some(joining) = self
            .joining
            .as_ref()
            .filter(|joining| joining.problem.is_none())
            && !joining.sent
        {
            let body = cbor(&joining.request);
            let request = HttpRequest::post(routes::join(joining.invite), routes::CBOR, body);
            return Some((Task::Join, request));
        }
        if let Some(step) = self.plan_founding() {
            return Some(step);
        }
        if self.spaces.is_empty()
            && !self.calling
            && self.joining.as_ref().is_none_or(|j| j.problem.is_some())
        {
            return None;
        }
        let token = match &self.login {
            Login::Out => {
                return Some((Task::Challenge, challenge_request(&self.session_keys())));
            }
            Login::Challenged(nonce) => {
                let request = session_request(&self.session_keys(), &self.host, *nonce);
                return Some((Task::Session, request));
            }
            Login::In(token) => token.clone(),
        };
        let (task, request) = self.plan_in_session(now_ms, writes, rng)?;
        Some((task, bearer(request, &token)))
    }

    /// The network comes first: its founder may found the others.
    fn plan_founding(&self) -> Option<(Task, HttpRequest)> {
        let network = |space: &SpaceId| {
            self.spaces
                .get(space)
                .is_some_and(|space| space.members.kind == SpaceKind::Network)
        };
        let first = self.founding.keys().find(|space| network(space));
        let space = *first.or_else(|| self.founding.keys().next())?;
        let founding = self.founding.get(&space)?;
        let request = HttpRequest::post(
            routes::members(space),
            routes::CBOR,
            cbor(&founding.request),
        );
        match (&founding.bootstrap, &self.login) {
            (Some(token), _) => Some((
                Task::Found(space),
                request.with(routes::BOOTSTRAP_HEADER, token.to_string()),
            )),
            (None, Login::In(token)) => Some((Task::Found(space), bearer(request, token))),
            (None, Login::Out | Login::Challenged(_)) => None,
        }
    }

    fn plan_in_session(
        &mut self,
        now_ms: u64,
        writes: &mut Vec<Write>,
        rng: &mut dyn Entropy,
    ) -> Option<(Task, HttpRequest)> {
        let open = self
            .invites
            .values()
            .find(|invite| !invite.announced && invite.problem.is_none());
        if let Some(invite) = open {
            let body = cbor(&invite.request);
            let request = HttpRequest::post(routes::INVITES.to_owned(), routes::CBOR, body);
            return Some((Task::Announce(invite.id()), request));
        }
        if self.heads_due {
            return Some(heads_step());
        }
        if let Some(space) = self.unread.keys().next() {
            let path = format!("{}?after=0", routes::members(*space));
            return Some((Task::Members(*space), HttpRequest::get(path)));
        }
        if let Some(step) = self.plan_removal(rng) {
            return Some(step);
        }
        let spaces: Vec<SpaceId> = self.spaces.keys().copied().collect();
        for space in &spaces {
            if let Some(request) = self.plan_heal(*space, rng) {
                let (task, body) = recover_task(*space, &request);
                let path = routes::recover(*space);
                return Some((task, HttpRequest::post(path, routes::CBOR, body)));
            }
        }
        for space in &spaces {
            if let Some(step) = self.plan_read(*space) {
                return Some(step);
            }
        }
        if let Some(step) = self.plan_errand(now_ms, writes, rng) {
            return Some(step);
        }
        if let Some((space, entry, request)) = self.plan_link(now_ms, rng) {
            let request = HttpRequest::post(routes::members(space), routes::CBOR, cbor(&request));
            return Some((Task::Link(space, Box::new(entry)), request));
        }
        for space in &spaces {
            if let Some(step) = self.plan_push(*space, writes, rng) {
                return Some(step);
            }
        }
        if self.joins_due {
            return Some((Task::Joins, HttpRequest::get(routes::JOINS.to_owned())));
        }
        let Some(add) = self.next_add() else {
            // Not in every promised space yet: ask again, each time after a wait.
            return self.joining.is_some().then(heads_step);
        };
        let (entry, request) = self.sign_add(&add, now_ms, rng)?;
        let request = HttpRequest::post(routes::members(add.space), routes::CBOR, cbor(&request));
        Some((Task::Add(add.space, add.device(), Box::new(entry)), request))
    }

    fn plan_read(&self, space: SpaceId) -> Option<(Task, HttpRequest)> {
        let content = self.spaces.get(&space)?;
        let head = content.head.as_ref()?;
        let waits = content.is_healing() && !content.reads_again();
        if content.alarm.is_some() || content.founding || content.foreign.is_some() || waits {
            return None;
        }
        if head.m_seq > content.members.seq || content.current_key().is_none() {
            // Without the current key the whole list is read again: the answer carries the key boxes.
            let path = format!("{}?after={}", routes::members(space), content.members.seq);
            return Some((Task::Members(space), HttpRequest::get(path)));
        }
        if head.seq > content.log.seq() {
            let era = content.log.era.unwrap_or(head.era);
            let after = content.log.seq();
            let path = format!(
                "{}?era={era}&after={after}&bytes_max={PAGE_BYTES_MAX}",
                routes::log(space)
            );
            return Some((Task::Log(space), HttpRequest::get(path)));
        }
        None
    }

    fn plan_push(
        &mut self,
        space: SpaceId,
        writes: &mut Vec<Write>,
        rng: &mut dyn Entropy,
    ) -> Option<(Task, HttpRequest)> {
        // The former keys hold the session until the new ones are everywhere.
        let parted = self.former.is_some();
        let parting = self.parting;
        let content = self.spaces.get_mut(&space)?;
        let idle = content.head.is_none() || content.founding || content.alarm.is_some();
        if idle
            || parted
            || content.is_healing()
            || content.foreign.is_some()
            || content.upload != Upload::Open
        {
            return None;
        }
        let keys = &self.identity.keys;
        let mut bytes = 0;
        while bytes < PUSH_BYTES_MAX && !content.outbox.pending.is_empty() && !parting {
            let key = content.current_key()?.clone();
            let (at, dev_seq) = (content.seal_at(), content.next_dev_seq(keys.id()));
            match content.outbox.seal(at, dev_seq, &key, keys, rng) {
                Ok(Some((sealed, rows))) => {
                    bytes += sealed.bytes.len();
                    let key = numbered(space, sealed.dev_seq);
                    writes.push(put(&self.local, Table::Outbox, key, &sealed.bytes, rng));
                    let rows = rows
                        .into_iter()
                        .map(|row| delete(Table::Pending, numbered(space, row)));
                    writes.extend(rows);
                }
                Ok(None) => break,
                Err(_) => {
                    // A save is limited far below an envelope; what cannot be sealed stays and is shown.
                    content.upload = Upload::Blocked(ProblemCode::TooLarge);
                    return None;
                }
            }
        }
        let envelopes = content.outbox.to_send();
        if envelopes.is_empty() {
            return None;
        }
        let count = envelopes.len();
        let body = cbor(&PushRequest { envelopes });
        Some((
            Task::Push(space, count),
            HttpRequest::post(routes::push(space), routes::CBOR, body),
        ))
    }

    /// Takes the answer to the request of the last [`Self::next`].
    pub fn receive(
        &mut self,
        answer: Result<HttpResponse, NetFailure>,
        rng: &mut dyn Entropy,
    ) -> Received {
        let Some(task) = self.task.take() else {
            return Received::default();
        };
        let response = match answer {
            Ok(response) => response,
            Err(NetFailure) => {
                return Received {
                    offline: true,
                    ..Received::default()
                };
            }
        };
        let mut received = self.answered(task, &response, rng);
        let parting = self.part_if_settled(rng);
        received.changed |= !parting.is_empty();
        received.writes.extend(parting);
        received.writes.extend(self.forget_former_if_linked());
        received
    }

    fn answered(&mut self, task: Task, response: &HttpResponse, rng: &mut dyn Entropy) -> Received {
        match response.success() {
            Ok(_) => self
                .succeed(task, response, rng)
                .unwrap_or_else(|| Received {
                    problem: Some(ProblemCode::Malformed),
                    ..Received::wait(CALM_MS)
                }),
            Err(problem) => {
                let received = self.fail(task, &problem);
                Received {
                    problem: Some(problem.code),
                    ..received
                }
            }
        }
    }

    /// `None`: the answer is not what the call answers.
    fn succeed(
        &mut self,
        task: Task,
        response: &HttpResponse,
        rng: &mut dyn Entropy,
    ) -> Option<Received> {
        let body = response.body.as_slice();
        match task {
            Task::Join => {
                self.joining.as_mut()?.sent = true;
                Some(Received::default())
            }
            Task::Challenge => {
                self.login = Login::Challenged(read_challenge(response)?);
                Some(Received::default())
            }
            Task::Session => {
                self.login = Login::In(read_session(response)?);
                self.retry();
                for content in self.spaces.values_mut() {
                    // It may be another server by now, or a restored one: it says again what it holds.
                    content.outbox.taken = 0;
                }
                Some(Received {
                    changed: true,
                    ..Received::default()
                })
            }
            Task::Found(space) => Some(self.founded(space)),
            Task::Announce(invite) => {
                let invite = self.invites.get_mut(&invite)?;
                invite.announced = true;
                let (key, row) = (invite.id().0.to_vec(), cbor(invite));
                Some(Received::changed(vec![put(
                    &self.local,
                    Table::Invites,
                    key,
                    &row,
                    rng,
                )]))
            }
            Task::Heads => Some(self.take_heads(minicbor::decode(body).ok()?)),
            Task::Members(space) => {
                let members = minicbor::decode(body).ok()?;
                Some(self.take_members(space, &members, rng))
            }
            Task::Log(space) => {
                let page = minicbor::decode(body).ok()?;
                Some(self.take_page(space, &page, body, rng))
            }
            Task::Push(space, count) => {
                Some(self.pushed(space, count, &minicbor::decode(body).ok()?))
            }
            Task::Errand(errand) => self.errand_done(*errand, body, rng),
            Task::Recover(space, sent) => {
                Some(self.take_recovered(space, sent, &minicbor::decode(body).ok()?))
            }
            Task::Joins => {
                let joins: JoinsResponse = minicbor::decode(body).ok()?;
                self.joins_due = false;
                self.check_joins(joins.joins);
                Some(Received::default())
            }
            Task::Add(space, _, entry) | Task::Link(space, entry) => {
                let content = self.spaces.get_mut(&space)?;
                content.members.apply(&entry).ok()?;
                let key = numbered(space, u64::from(content.members.seq));
                Some(Received::changed(vec![put(
                    &self.local,
                    Table::Members,
                    key,
                    entry.bytes(),
                    rng,
                )]))
            }
        }
    }

    fn founded(&mut self, space: SpaceId) -> Received {
        self.founding.remove(&space);
        self.heads_due = true;
        if let Some(content) = self.spaces.get_mut(&space) {
            content.founding = false;
        }
        Received::changed(vec![delete(Table::Founding, space.0.to_vec())])
    }

    fn take_heads(&mut self, heads: HeadsResponse) -> Received {
        self.heads_due = false;
        let mut received = Received {
            changed: true,
            ..Received::default()
        };
        for (space, content) in &mut self.spaces {
            let listed = heads.spaces.iter().any(|head| head.space == *space);
            if !listed && !content.founding {
                content.upload = Upload::Blocked(ProblemCode::Removed);
                content.head = None;
                content.removal = content.removal.or(Some(Removal::Suspected));
            } else if content.removal == Some(Removal::Suspected) {
                content.removal = None;
            }
        }
        let known = heads
            .spaces
            .iter()
            .all(|head| self.spaces.contains_key(&head.space));
        for head in heads.spaces {
            if let Some(content) = self.spaces.get_mut(&head.space) {
                content.compare(&head);
                content.head = Some(head);
            } else {
                self.unread.insert(head.space, head);
            }
        }
        if known && self.joining.is_some() && !self.joined() {
            // Logged in, but not in every promised space yet.
            received.wait_ms = Some(JOIN_POLL_MS);
        }
        received
    }

    fn take_members(
        &mut self,
        space: SpaceId,
        answer: &MembersResponse,
        rng: &mut dyn Entropy,
    ) -> Received {
        let mut writes = Vec::new();
        let before = self
            .spaces
            .get(&space)
            .map_or(0, |content| content.members.seq);
        for bytes in &answer.entries {
            if !self.take_entry(space, bytes) {
                self.unread.remove(&space);
                // The entries before it counted and are kept.
                writes.extend(self.raise(space, Alarm::Members, &cbor(answer), rng));
                return Received {
                    wait_ms: Some(CALM_MS),
                    ..Received::changed(writes)
                };
            }
            let seq = self
                .spaces
                .get(&space)
                .map_or(0, |content| content.members.seq);
            writes.push(put(
                &self.local,
                Table::Members,
                numbered(space, u64::from(seq)),
                bytes,
                rng,
            ));
        }
        let head = self.unread.remove(&space);
        let Some(content) = self.spaces.get_mut(&space) else {
            return Received::wait(CALM_MS);
        };
        if let Some(head) = head {
            content.head = Some(head);
        }
        if let Some(head) = &mut content.head {
            head.m_seq = answer.m_seq;
        }
        for (epoch, key) in content.open_keys(answer, &self.identity.keys) {
            let row = numbered(space, u64::from(epoch));
            writes.push(put(&self.local, Table::Keys, row, key.as_bytes(), rng));
            content.keys.insert(epoch, key);
        }
        content.name_space();
        let stuck = content.current_key().is_none() || content.members.seq == before;
        let at = content.seal_at();
        if let Some(taken) = content.seal_again_above.take()
            && content.current_key().is_some()
        {
            let keys = content.keys.clone();
            let key_of = |epoch: u32| keys.get(&epoch).cloned();
            let again = content
                .outbox
                .seal_again(taken, at, key_of, &self.identity.keys, rng);
            for sealed in again.unwrap_or_default() {
                let row = numbered(space, sealed.dev_seq);
                writes.push(put(&self.local, Table::Outbox, row, &sealed.bytes, rng));
            }
        }
        let whole = self
            .spaces
            .get(&space)
            .is_some_and(|content| content.members.seq >= answer.m_seq);
        if whole && self.hidden_entries(space) {
            writes.extend(self.raise(space, Alarm::Members, &cbor(answer), rng));
        }
        if self.joining.is_some() && self.joined() {
            self.joining = None;
            writes.push(delete(Table::Identity, JOIN.to_vec()));
        }
        let mut received = Received {
            wait_ms: stuck.then_some(CALM_MS),
            ..Received::changed(writes)
        };
        let asked = |content: &Space| content.removal == Some(Removal::Suspected);
        if self.spaces.get(&space).is_some_and(asked) {
            if let Some(content) = self.spaces.get_mut(&space) {
                content.removal = None;
            }
            self.leave_if_removed(space, &mut received);
        }
        received
    }

    /// Applies one membership entry; the first of a space founds it, if it is the one the invitation promised.
    fn take_entry(&mut self, space: SpaceId, bytes: &[u8]) -> bool {
        let Ok(entry) = SignedEntry::parse(bytes.to_vec()) else {
            return false;
        };
        if let Some(content) = self.spaces.get_mut(&space) {
            return content.members.apply(&entry).is_ok();
        }
        let promised = self.joining.as_ref().and_then(|joining| {
            joining
                .spaces
                .iter()
                .find(|promised| promised.space == space)
        });
        if promised.is_some_and(|promised| promised.genesis != entry.hash()) {
            return false;
        }
        let Ok(members) = Members::found(&entry) else {
            return false;
        };
        if members.space != space {
            return false;
        }
        self.spaces.insert(space, Space::new(members));
        true
    }

    fn joined(&self) -> bool {
        self.joining.as_ref().is_some_and(|joining| {
            joining.spaces.iter().all(|promised| {
                self.spaces
                    .get(&promised.space)
                    .is_some_and(|space| space.current_key().is_some())
            })
        })
    }

    fn take_page(
        &mut self,
        space: SpaceId,
        page: &LogPage,
        bytes: &[u8],
        rng: &mut dyn Entropy,
    ) -> Received {
        let me = self.id();
        let Some(content) = self.spaces.get_mut(&space) else {
            return Received::default();
        };
        let envelopes = match judge(content, me, page) {
            Verdict::Sound { envelopes, end } => {
                content.log.era = end.era;
                envelopes
            }
            Verdict::NeedsMembers => {
                if let Some(head) = &mut content.head {
                    head.m_seq = head.m_seq.max(content.members.seq.saturating_add(1));
                }
                return Received::default();
            }
            Verdict::Unsound(Alarm::Fork) => {
                self.found_copy(space, page);
                return Received {
                    changed: true,
                    ..Received::default()
                };
            }
            Verdict::Unsound(
                alarm @ (Alarm::Chain | Alarm::Witness | Alarm::Gap | Alarm::Rollback),
            ) if !content.is_healing() && content.log.seq() > 0 => {
                // A server that was restored and written to shows this too: ask what it has in common.
                content.begin_heal(Some(alarm));
                return Received::default();
            }
            Verdict::Unsound(alarm) => {
                let writes = self.raise(space, alarm, bytes, rng);
                return Received {
                    wait_ms: Some(CALM_MS),
                    ..Received::changed(writes)
                };
            }
        };
        if let Some(head) = &mut content.head {
            head.seq = page.head;
        }
        if envelopes.is_empty() {
            return Received::wait(CALM_MS);
        }
        let mut received = Received {
            changed: true,
            ..Received::default()
        };
        let first = content.log.seq().saturating_add(1);
        content.log_rows.push(first);
        received.writes.push(put(
            &self.local,
            Table::Log,
            numbered(space, first),
            bytes,
            rng,
        ));
        for ((envelope, received_ms), row) in envelopes.iter().zip(&page.rows) {
            content.tail.push(row.clone());
            let fold = content.take(me, envelope, *received_ms);
            self.hlc = self.hlc.max(fold.hlc);
            received
                .records
                .extend(fold.records.into_iter().map(|record| (space, record)));
            let header = envelope.header();
            if header.device == me {
                content
                    .outbox
                    .sealed
                    .retain(|sealed| sealed.dev_seq != header.dev_seq);
                received
                    .writes
                    .push(delete(Table::Outbox, numbered(space, header.dev_seq)));
            } else {
                received.fetched += 1;
            }
        }
        received.writes = self.finish_reading(space, received.writes);
        received
    }

    fn pushed(&mut self, space: SpaceId, count: usize, answer: &PushResponse) -> Received {
        let Some(content) = self.spaces.get_mut(&space) else {
            return Received::default();
        };
        let sent = content
            .outbox
            .sealed
            .iter()
            .filter(|sealed| {
                sealed.dev_seq > content.outbox.taken && sealed.dev_seq <= answer.dev_seq
            })
            .count();
        // A copy of this device may have more on the server than was sent from here.
        let last = content
            .outbox
            .sealed
            .iter()
            .map(|sealed| sealed.dev_seq)
            .filter(|dev_seq| *dev_seq > content.outbox.taken)
            .take(count)
            .last();
        if answer.refused.as_deref().and_then(read_code) != Some(ProblemCode::DeviceFork) {
            let taken = answer.dev_seq.min(last.unwrap_or(0));
            content.outbox.taken = content.outbox.taken.max(taken);
        }
        if let Some(head) = &mut content.head {
            head.seq = head.seq.max(answer.head);
        }
        let mut received = Received {
            sent,
            changed: true,
            ..Received::default()
        };
        if let Some(code) = answer.refused.as_deref().and_then(read_code) {
            let problem = Problem {
                have: Some(answer.dev_seq),
                ..Problem::new(code)
            };
            received.wait_ms = self.fail(Task::Push(space, count), &problem).wait_ms;
            received.problem = Some(code);
        } else if sent == 0 {
            received.wait_ms = Some(CALM_MS);
        }
        received
    }

    fn fail(&mut self, task: Task, problem: &Problem) -> Received {
        let code = problem.code;
        match code {
            ProblemCode::NoSession => {
                self.login = Login::Out;
                return Received::default();
            }
            ProblemCode::Busy
            | ProblemCode::TooMany
            | ProblemCode::Timeout
            | ProblemCode::Internal => {
                return Received::wait(problem.retry_after_ms.unwrap_or(CALM_MS));
            }
            ProblemCode::Removed => {
                // Somebody was faster: look at the list of spaces, and then at who ordered it.
                self.heads_due = true;
            }
            _ => {}
        }
        match task {
            Task::Join => {
                if let Some(joining) = &mut self.joining {
                    joining.problem = Some(code);
                }
                Received {
                    changed: true,
                    ..Received::default()
                }
            }
            Task::Challenge | Task::Session => {
                self.login = Login::Out;
                Received::wait(if self.joining.is_some() {
                    JOIN_POLL_MS
                } else {
                    CALM_MS
                })
            }
            Task::Found(space) if code == ProblemCode::SpaceExists => self.founded(space),
            Task::Found(_) | Task::Heads => Received::wait(CALM_MS),
            Task::Announce(invite) => {
                if let Some(invite) = self.invites.get_mut(&invite) {
                    invite.problem = Some(code);
                }
                Received {
                    changed: true,
                    ..Received::default()
                }
            }
            Task::Members(space) | Task::Log(space) => {
                self.unread.remove(&space);
                if let Some(content) = self.spaces.get_mut(&space) {
                    content.upload = Upload::Blocked(code);
                    content.head = None;
                    // Unproven: nothing is erased on the server's word alone.
                    if content.removal == Some(Removal::Suspected) {
                        content.removal = None;
                    }
                    if matches!(code, ProblemCode::EraChanged | ProblemCode::HealNeeded) {
                        content.upload = Upload::Open;
                        content.begin_heal(None);
                        self.heads_due = true;
                        return Received::default();
                    }
                }
                Received {
                    changed: true,
                    ..Received::wait(CALM_MS)
                }
            }
            Task::Errand(errand) => self.errand_failed(*errand, code),
            Task::Push(space, _) => self.push_refused(space, problem),
            Task::Joins => {
                self.joins_due = false;
                Received::wait(CALM_MS)
            }
            Task::Recover(space, _) => {
                if let Some(content) = self.spaces.get_mut(&space) {
                    content.alarm = Some(Alarm::Rollback);
                }
                Received {
                    changed: true,
                    ..Received::default()
                }
            }
            Task::Link(space, _) => {
                let me = self.id();
                if code == ProblemCode::StaleMembers {
                    self.heads_due = true;
                } else {
                    self.refused_adds.insert((space, me));
                }
                Received::default()
            }
            Task::Add(space, device, _) => {
                if code == ProblemCode::StaleMembers {
                    self.heads_due = true;
                } else {
                    self.refused_adds.insert((space, device));
                }
                Received::default()
            }
        }
    }

    fn push_refused(&mut self, space: SpaceId, problem: &Problem) -> Received {
        let Some(content) = self.spaces.get_mut(&space) else {
            return Received::default();
        };
        let have = problem.have.unwrap_or(content.outbox.taken);
        let first = content
            .outbox
            .sealed
            .front()
            .map_or(0, |sealed| sealed.dev_seq);
        match problem.code {
            ProblemCode::NeedDevSeq
                if have < content.outbox.taken && have.saturating_add(1) >= first =>
            {
                content.outbox.taken = have;
                Received::default()
            }
            ProblemCode::StaleMembers | ProblemCode::StaleKey => {
                content.seal_again_above = Some(have);
                if let Some(head) = &mut content.head {
                    head.m_seq = head.m_seq.max(content.members.seq.saturating_add(1));
                }
                Received::default()
            }
            ProblemCode::DeviceFork => {
                // The page that shows it says what the server holds of this device's own writes.
                content.upload = Upload::Blocked(ProblemCode::DeviceFork);
                self.heads_due = true;
                Received {
                    changed: true,
                    ..Received::default()
                }
            }
            ProblemCode::HealNeeded | ProblemCode::NeedDevSeq => {
                // The server has less than it said before. If its heads say so too, it is healed.
                content.upload = Upload::Blocked(problem.code);
                self.heads_due = true;
                Received {
                    changed: true,
                    ..Received::default()
                }
            }
            code => {
                content.upload = Upload::Blocked(code);
                Received {
                    changed: true,
                    ..Received::default()
                }
            }
        }
    }

    /// Returns the request for the live stream, when there is a session.
    #[must_use]
    pub fn live_request(&self) -> Option<HttpRequest> {
        let Login::In(token) = &self.login else {
            return None;
        };
        Some(bearer(
            versioned(HttpRequest::get(routes::LIVE.to_owned())),
            token,
        ))
    }

    /// Takes an event of the live stream. Afterwards [`Self::next`] may have something to do.
    pub fn live(&mut self, event: &LiveEvent) {
        match event {
            LiveEvent::Poke { space, head, m_seq } => {
                match self
                    .spaces
                    .get_mut(space)
                    .and_then(|content| content.head.as_mut())
                {
                    Some(known) => {
                        known.seq = known.seq.max(*head);
                        known.m_seq = known.m_seq.max(*m_seq);
                    }
                    None => self.heads_due = true,
                }
            }
            LiveEvent::Join => {
                self.joins_due = true;
                self.look_into_quarantine();
            }
            LiveEvent::Resync => self.retry(),
        }
    }
}

impl Space {
    fn seal_at(&self) -> SealAt {
        SealAt {
            space: self.members.space,
            m_seq: self.members.seq,
            m_hash: self.members.hash,
            seen_seq: self.log.seq(),
            seen_hash: self.log.hash(),
            key_epoch: self.members.key_epoch,
        }
    }

    fn next_dev_seq(&self, me: DeviceId) -> u64 {
        let confirmed = self.log.authors.get(&me).copied().unwrap_or(0);
        let sealed = self.outbox.sealed.back().map_or(0, |sealed| sealed.dev_seq);
        confirmed.max(sealed).saturating_add(1)
    }

    /// Opens the key boxes of an answer, and the older keys that are sealed under newer ones.
    fn open_keys(
        &self,
        answer: &MembersResponse,
        keys: &crate::crypto::DeviceKeys,
    ) -> Vec<(u32, crate::crypto::SpaceKey)> {
        let space = self.members.space;
        let mut opened = Vec::new();
        for sealed in answer
            .boxes
            .iter()
            .filter(|sealed| sealed.device == keys.id())
        {
            let Some(kid) = self.members.kids.get(&sealed.key_epoch) else {
                continue;
            };
            if self.keys.contains_key(&sealed.key_epoch) {
                continue;
            }
            if let Ok(key) = open_space_key(&sealed.sealed, space, sealed.key_epoch, kid, keys) {
                opened.push((sealed.key_epoch, key));
            }
        }
        for epoch in (2..=self.members.key_epoch).rev() {
            let older = epoch - 1;
            let have = |list: &[(u32, crate::crypto::SpaceKey)], wanted: u32| {
                let found = list
                    .iter()
                    .find(|(epoch, _)| *epoch == wanted)
                    .map(|(_, key)| key.clone());
                found.or_else(|| self.keys.get(&wanted).cloned())
            };
            if have(&opened, older).is_some() {
                continue;
            }
            let (Some(newer), Some(wrapped), Some(kid)) = (
                have(&opened, epoch),
                self.members.previous_wraps.get(&epoch),
                self.members.kids.get(&older),
            ) else {
                continue;
            };
            if let Ok(key) = unwrap_previous(&newer, epoch, wrapped, space, kid) {
                opened.push((older, key));
            }
        }
        opened
    }
}

fn heads_step() -> (Task, HttpRequest) {
    let path = routes::HEADS.to_owned();
    (
        Task::Heads,
        HttpRequest::post(path, routes::CBOR, Vec::new()),
    )
}

fn bearer(request: HttpRequest, token: &str) -> HttpRequest {
    request.with("authorization", format!("Bearer {token}"))
}

fn read_code(name: &str) -> Option<ProblemCode> {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).ok()
}
