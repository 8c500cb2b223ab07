//! What the answers of the server mean: entries, keys, pages, receipts. Each is judged whole before any of it counts.

use super::device::{Device, JOIN, cbor};
use super::http::HttpResponse;
use super::login::{Login, read_challenge, read_session};
use super::machine::{CALM_MS, JOIN_POLL_MS, Received, Task};
use super::page::{Alarm, Verdict, judge};
use super::removal::Removal;
use super::rows::{Table, delete, numbered, put};
use super::space::{Space, Upload};
use crate::crypto::{Entropy, open_space_key, unwrap_previous};
use crate::ids::SpaceId;
use crate::mlog::{Members, SignedEntry};
use crate::protocol::messages::{
    HeadsResponse, JoinsResponse, LogPage, MembersResponse, PushResponse,
};
use crate::protocol::{Problem, ProblemCode};

impl Device {
    /// `None`: the answer is not what the call answers.
    pub(super) fn succeed(
        &mut self,
        task: Task,
        response: &HttpResponse,
        rng: &mut dyn Entropy,
    ) -> Option<Received> {
        let body = response.body.as_slice();
        match task {
            Task::Join(invite) => {
                // Another invitation may have been followed meanwhile; that one has not been asked about yet.
                if let Some(joining) = self.joining.as_mut().filter(|it| it.invite == invite) {
                    joining.sent = true;
                }
                Some(Received::default())
            }
            Task::Challenge => {
                self.login = Login::Challenged(read_challenge(response)?);
                Some(Received::default())
            }
            Task::Session => {
                self.login = Login::In(read_session(response)?);
                self.retry_refused();
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
                let page = whole_page(body)?;
                Some(self.take_page(space, &page, body, rng))
            }
            Task::Copy(space) => {
                self.look_for_more(space, &whole_page(body)?, body);
                Some(Received::default())
            }
            Task::Push(space, count) => {
                Some(self.pushed(space, count, &minicbor::decode(body).ok()?))
            }
            Task::Errand(errand) => self.errand_done(*errand, body, rng),
            Task::Recover(space, sent) => self.take_recovered(space, sent, body, rng),
            Task::Manifest(space, hash, now_ms) => {
                let answer = minicbor::decode(body).ok()?;
                self.take_manifest(space, (hash, now_ms), answer, body, rng)
            }
            Task::Segment(space, hash) => self.take_segment(space, hash, body, rng),
            Task::Lease(space, now_ms) => {
                Some(self.leased(space, now_ms, &minicbor::decode(body).ok()?))
            }
            Task::Offer(space) => Some(self.offered(space, minicbor::decode(body).ok()?)),
            Task::PutSegment(space, hash) => Some(self.segment_sent(space, hash)),
            Task::Attest(space) => Some(self.attested(space)),
            Task::Carry(space) => Some(self.carried_over(space, &minicbor::decode(body).ok()?)),
            Task::Joins => {
                let joins: JoinsResponse = minicbor::decode(body).ok()?;
                self.joins_due = false;
                self.check_joins(joins.joins);
                Some(Received::changed(Vec::new()))
            }
            Task::AskKey(space) => {
                self.asked_key(space);
                Some(Received::default())
            }
            Task::GiveKey(space, device) => {
                self.gave_key(space, device);
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

    pub(super) fn founded(&mut self, space: SpaceId) -> Received {
        self.founding.remove(&space);
        self.heads_due = true;
        if let Some(content) = self.spaces.get_mut(&space) {
            content.founding = false;
        }
        Received::changed(vec![delete(Table::Founding, space.0.to_vec())])
    }

    pub(super) fn take_heads(&mut self, heads: HeadsResponse) -> Received {
        self.heads_due = false;
        self.told.hear(heads.time_ms);
        let mut received = Received {
            changed: true,
            ..Received::default()
        };
        let unlinked = self.unlinked();
        for (space, content) in &mut self.spaces {
            let listed = heads.spaces.iter().any(|head| head.space == *space);
            if !listed && unlinked.contains(space) {
                // Asked under a name that is not in it.
                content.head = None;
            } else if !listed && !content.founding {
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
        let mut raised = Vec::new();
        for head in heads.spaces {
            if let Some(content) = self.spaces.get_mut(&head.space) {
                let before = content.alarm;
                content.compare(&head);
                if let Some(alarm) = content.alarm.filter(|_| before.is_none()) {
                    raised.push((head.space, alarm, cbor(&head)));
                }
                content.head = Some(head);
            } else {
                self.unread.insert(head.space, head);
            }
        }
        for (space, alarm, shown) in raised {
            self.note_alarm(space, alarm, &shown);
        }
        let mut spaces = self.spaces.values();
        let keyless =
            spaces.any(|it| it.head.is_some() && it.is_readable() && it.current_key().is_none());
        if known && !keyless && self.joining.is_some() && !self.joined() {
            // Logged in, but not in every promised space yet.
            received.wait_ms = Some(JOIN_POLL_MS);
        }
        received
    }

    pub(super) fn take_members(
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
                if self.is_entering(space) {
                    return Received {
                        wait_ms: Some(CALM_MS),
                        problem: Some(ProblemCode::Malformed),
                        ..Received::changed(writes)
                    };
                }
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
        let asks = self.note_missing_key(space, answer);
        if self.joining.is_some() && self.joined() {
            self.joining = None;
            writes.push(delete(Table::Identity, JOIN.to_vec()));
        }
        let mut received = Received {
            wait_ms: (stuck && !asks).then_some(CALM_MS),
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
    pub(super) fn take_entry(&mut self, space: SpaceId, bytes: &[u8]) -> bool {
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
        let mut content = Space::new(members);
        if self.lost.contains(&space) {
            content.mending = Some(self.mending_of_lost(space));
        }
        self.spaces.insert(space, content);
        true
    }

    /// Whether nothing of a space can be read yet. There is nothing to protect then and nobody to show an alarm: what does
    /// not fit the founding entry of the invitation is asked for again.
    fn is_entering(&self, space: SpaceId) -> bool {
        let content = self.spaces.get(&space);
        self.joining.is_some() && content.is_none_or(|it| it.keys.is_empty())
    }

    pub(super) fn joined(&self) -> bool {
        self.joining.as_ref().is_some_and(|joining| {
            joining.spaces.iter().all(|promised| {
                self.spaces
                    .get(&promised.space)
                    .is_some_and(|space| space.current_key().is_some())
            })
        })
    }

    pub(super) fn take_page(
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
                if self.lost_own_writes() {
                    return self.load_again(rng);
                }
                self.found_copy(space, page, bytes);
                return Received {
                    changed: true,
                    ..Received::default()
                };
            }
            Verdict::Unsound(
                alarm @ (Alarm::Chain
                | Alarm::Witness
                | Alarm::Gap
                | Alarm::Rollback
                | Alarm::NotAllowed),
            ) if content.may_be_restored() => {
                // A server that was restored and written to shows this too: ask what it has in common.
                content.begin_heal(Some((alarm, bytes.to_vec())));
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
            // While reading again, the server may have been restored to just here.
            let mut received = Received::wait(CALM_MS);
            self.finish_reading(space, &mut received, rng);
            return received;
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
            content.arrived(envelope, &mut received);
            let header = envelope.header();
            if header.device == me {
                if content.upload == Upload::Blocked(ProblemCode::DeviceFork) {
                    // The number was taken by the same writes, sealed before, or this is not yet the page that says by what.
                    content.upload = Upload::Open;
                }
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
        self.finish_reading(space, &mut received, rng);
        received
    }

    pub(super) fn pushed(
        &mut self,
        space: SpaceId,
        count: usize,
        answer: &PushResponse,
    ) -> Received {
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
        if content.outbox.to_send().is_empty() {
            // The next push may be on a better line.
            content.outbox.lost = 0;
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
}

impl Space {
    /// Opens the key boxes of an answer, and the older keys that are sealed under newer ones.
    pub(super) fn open_keys(
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

pub(super) fn read_code(name: &str) -> Option<ProblemCode> {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).ok()
}

/// A page that is read as it was sent. Another is asked for again, as if it had broken off.
fn whole_page(body: &[u8]) -> Option<LogPage> {
    let page: LogPage = minicbor::decode(body).ok()?;
    page.is_whole().then_some(page)
}
