//! What to ask the server next, and what its answer means. One request at a time; no clock, no timers.

use super::asking::bearer;
use super::device::Device;
use super::http::{HttpRequest, HttpResponse, NetFailure};
use super::intents::Errand;
use super::login::{Login, versioned};
use super::removal::Erased;
use super::rows::Write;
use crate::crypto::Entropy;
use crate::ids::{DeviceId, Hash, InviteId, RecordId, SpaceId};
use crate::mlog::SignedEntry;
use crate::protocol::ProblemCode;

/// Wait before asking again whether somebody let this device in.
pub(super) const JOIN_POLL_MS: u64 = 1_000;
/// Wait after an answer that makes no sense or a refusal that may pass.
pub(super) const CALM_MS: u64 = 5_000;

/// What was asked; the next answer belongs to it.
#[derive(Debug)]
pub(super) enum Task {
    Join(InviteId),
    Challenge,
    Session,
    Found(SpaceId),
    Announce(InviteId),
    Heads,
    Members(SpaceId),
    Log(SpaceId),
    /// A later page of the log in which a copy of this device was found.
    Copy(SpaceId),
    Push(SpaceId, usize),
    Joins,
    Add(SpaceId, DeviceId, Box<SignedEntry>),
    Errand(Box<Errand>),
    Link(SpaceId, Box<SignedEntry>),
    AskKey(SpaceId),
    GiveKey(SpaceId, DeviceId),
    Recover(SpaceId, usize),
    Carry(SpaceId),
    /// With the time at which it was asked for.
    Manifest(SpaceId, Hash, u64),
    Segment(SpaceId, Hash),
    Lease(SpaceId, u64),
    Offer(SpaceId),
    PutSegment(SpaceId, Hash),
    Attest(SpaceId),
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
    /// What is in memory no longer says what the rows say: load the device again, once they are stored.
    pub reload: bool,
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
        self.reload |= other.reload;
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
        self.heard.clear();
        let mut writes = Vec::new();
        let (task, request) = self.plan_next(now_ms, &mut writes, rng)?;
        self.task = Some(task);
        Some(Step {
            writes,
            request: versioned(request),
        })
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
                self.told.passes();
                if let Task::Push(space, _) = task
                    && let Some(content) = self.spaces.get_mut(&space)
                {
                    content.outbox.lost = content.outbox.lost.saturating_add(1);
                }
                return Received {
                    offline: true,
                    ..Received::default()
                };
            }
        };
        let mut received = self.answered(task, &response, rng);
        self.show_all_carried(&mut received);
        self.finish_mending(&mut received, rng);
        received.merge(self.part_if_settled(rng));
        received.writes.extend(self.forget_former_if_linked());
        self.hear_again();
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

    /// Returns a request of the app's own with the session's token; `None` while there is no session.
    #[must_use]
    pub fn in_session(&self, request: HttpRequest) -> Option<HttpRequest> {
        match &self.login {
            Login::In(token) => Some(bearer(versioned(request), token)),
            Login::Out | Login::Challenged(_) => None,
        }
    }
}
