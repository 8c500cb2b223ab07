//! What a device asks next: the order of questions, and the requests they become.

use super::device::{Device, cbor};
use super::heal::recover_task;
use super::http::HttpRequest;
use super::login::{Login, challenge_request, session_request};
use super::machine::Task;
use super::outbox::{SealAt, SealWith};
use super::rows::{Table, Write, delete, numbered, put};
use super::space::{Space, Upload};
use crate::crypto::Entropy;
use crate::ids::{DeviceId, SpaceId};
use crate::protocol::limits::PAGE_BYTES_MAX;
use crate::protocol::messages::PushRequest;
use crate::protocol::{ProblemCode, routes};
use crate::records::SpaceKind;

impl Device {
    pub(super) fn plan_next(
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
            return Some((Task::Join(joining.invite), request));
        }
        if let Some(step) = self.plan_founding() {
            return Some(step);
        }
        if self.spaces.is_empty()
            && self.lost.is_empty()
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
    pub(super) fn plan_founding(&self) -> Option<(Task, HttpRequest)> {
        let network = |space: &&SpaceId| {
            let content = self.spaces.get(space);
            content.is_some_and(|it| it.members.kind == SpaceKind::Network)
        };
        let space = *self
            .to_found()
            .find(network)
            .or_else(|| self.to_found().next())?;
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

    /// The spaces the server has not taken yet. What it refused waits until everything is tried again, and keeps nothing else
    /// from it meanwhile.
    pub(super) fn to_found(&self) -> impl Iterator<Item = &SpaceId> {
        let open = |space: &&SpaceId| {
            let content = self.spaces.get(space);
            content.is_some_and(|it| it.upload == Upload::Open)
        };
        self.founding.keys().filter(open)
    }

    pub(super) fn plan_in_session(
        &mut self,
        now_ms: u64,
        writes: &mut Vec<Write>,
        rng: &mut dyn Entropy,
    ) -> Option<(Task, HttpRequest)> {
        let founding = &self.founding;
        let open = self.invites.values_mut().find(|it| {
            // The server takes no invitation into a space it does not have yet.
            let mut spaces = it.request.spaces.iter();
            let there = !spaces.any(|space| founding.contains_key(space));
            there && !it.announced && !it.withdrawn && it.problem.is_none()
        });
        if let Some(invite) = open {
            invite.told = true;
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
            let content = self.spaces.get(space);
            // Who was removed meanwhile decides what a restored server may still take back.
            if content.is_some_and(|it| it.is_healing() && it.lacks_members()) {
                return self.plan_members(*space);
            }
            if let Some(request) = self.plan_heal(*space, rng) {
                let (task, body) = recover_task(*space, &request);
                let path = routes::recover(*space);
                return Some((task, HttpRequest::post(path, routes::CBOR, body)));
            }
        }
        for space in &spaces {
            if let Some(step) = self.plan_read(*space, now_ms) {
                return Some(step);
            }
        }
        for space in &spaces {
            if let Some(step) = self.plan_carry(*space) {
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
        for space in &spaces {
            if let Some(step) = self.plan_gift(*space, rng) {
                return Some(step);
            }
        }
        if self.joins_due {
            return Some((Task::Joins, HttpRequest::get(routes::JOINS.to_owned())));
        }
        let Some(add) = self.next_add() else {
            for space in &spaces {
                if let Some(step) = self.plan_checkpoint(*space, now_ms) {
                    return Some(step);
                }
            }
            // Not in every promised space yet: ask again, each time after a wait.
            return self.joining.is_some().then(heads_step);
        };
        let (entry, request) = self.sign_add(&add, now_ms, rng)?;
        let request = HttpRequest::post(routes::members(add.space), routes::CBOR, cbor(&request));
        Some((Task::Add(add.space, add.device(), Box::new(entry)), request))
    }

    pub(super) fn plan_read(&self, space: SpaceId, now_ms: u64) -> Option<(Task, HttpRequest)> {
        let content = self.spaces.get(&space)?;
        let head = content.head.as_ref()?;
        let read = |after: u64| {
            let era = content.log.era.unwrap_or(head.era);
            let path = routes::log(space);
            let path = format!("{path}?era={era}&after={after}&bytes_max={PAGE_BYTES_MAX}");
            HttpRequest::get(path)
        };
        if let Some(looked) = content.looks_for_more() {
            return Some((Task::Copy(space), read(looked)));
        }
        if !content.is_readable() {
            return None;
        }
        if let Some(step) = self.plan_wish(space) {
            return Some(step);
        }
        if content.lacks_members() || content.current_key().is_none() {
            // Without the current key the whole list is read again: the answer carries the key boxes.
            return self.plan_members(space);
        }
        if let Some(step) = self.plan_first_sync(space, now_ms) {
            return step;
        }
        if head.seq > content.log.seq() {
            return Some((Task::Log(space), read(content.log.seq())));
        }
        None
    }

    fn plan_members(&self, space: SpaceId) -> Option<(Task, HttpRequest)> {
        let after = self.spaces.get(&space)?.members.seq;
        let path = format!("{}?after={after}", routes::members(space));
        Some((Task::Members(space), HttpRequest::get(path)))
    }

    pub(super) fn plan_push(
        &mut self,
        space: SpaceId,
        writes: &mut Vec<Write>,
        rng: &mut dyn Entropy,
    ) -> Option<(Task, HttpRequest)> {
        // The former keys hold the session until the new ones are everywhere.
        let parted = self.former.is_some() && !self.former_rests;
        let parting = self.parting;
        let content = self.spaces.get_mut(&space)?;
        let idle = content.head.is_none() || content.founding || content.alarm.is_some();
        if idle
            || parted
            || content.is_healing()
            || content.foreign.is_some()
            || content.mending.is_some()
            || content.upload != Upload::Open
        {
            return None;
        }
        if self.told.asks(&content.outbox) {
            return Some(heads_step());
        }
        let latest_ms = self.told.latest_ms();
        let keys = &self.identity.keys;
        let mut bytes = 0;
        while bytes < content.outbox.push_bytes_max().max(1)
            && !content.outbox.pending.is_empty()
            && !parting
        {
            let key = content.current_key()?.clone();
            let (at, dev_seq) = (content.seal_at(), content.next_dev_seq(keys.id()));
            let with = SealWith {
                key: &key,
                keys,
                runs: &self.runs,
            };
            match content.outbox.seal(at, dev_seq, latest_ms, &with, rng) {
                Ok(Some(made)) => {
                    self.told.passes();
                    bytes += made.sealed.bytes.len();
                    let key = numbered(space, made.sealed.dev_seq);
                    let row = &made.sealed.bytes;
                    writes.push(put(&self.local, Table::Outbox, key, row, rng));
                    for (slot, dot, hlc) in made.clocks {
                        content.state.settle_clock(&slot, dot, hlc);
                    }
                    let rows = made
                        .rows
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
}

impl Space {
    /// Whether the membership log has to be asked for: the server has more of it than was read here, or what waits is sealed
    /// again behind it.
    fn lacks_members(&self) -> bool {
        let again = self.seal_again_above.is_some();
        let head = self.head.as_ref().filter(|_| self.alarm.is_none());
        head.is_some_and(|head| again || head.m_seq > self.members.seq)
    }

    /// Whether anything may be read of it now.
    pub(super) fn is_readable(&self) -> bool {
        let waits = self.is_healing() && !self.reads_again();
        self.alarm.is_none() && !self.founding && self.foreign.is_none() && !waits
    }

    pub(super) fn seal_at(&self) -> SealAt {
        SealAt {
            space: self.members.space,
            m_seq: self.members.seq,
            m_hash: self.members.hash,
            seen_seq: self.log.seq(),
            seen_hash: self.log.hash(),
            key_epoch: self.members.key_epoch,
        }
    }

    pub(super) fn next_dev_seq(&self, me: DeviceId) -> u64 {
        let confirmed = self.log.authors.get(&me).copied().unwrap_or(0);
        let sealed = self.outbox.sealed.back().map_or(0, |sealed| sealed.dev_seq);
        // While the log of a restored server is read again, it does not show yet which numbers are taken.
        let taken = self.heal.before.get(&me).copied().unwrap_or(0);
        confirmed.max(sealed).max(taken).saturating_add(1)
    }
}

fn heads_step() -> (Task, HttpRequest) {
    let path = routes::HEADS.to_owned();
    (
        Task::Heads,
        HttpRequest::post(path, routes::CBOR, Vec::new()),
    )
}

pub(super) fn bearer(request: HttpRequest, token: &str) -> HttpRequest {
    request.with("authorization", format!("Bearer {token}"))
}
