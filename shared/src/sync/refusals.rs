//! What a refusal means: wait, log in again, load what is missing, seal again, or stop and say so.

use super::device::Device;
use super::invites::InviteProblem;
use super::login::Login;
use super::machine::{CALM_MS, JOIN_POLL_MS, Received, Task};
use super::page::Alarm;
use super::removal::Removal;
use super::space::Upload;
use crate::ids::SpaceId;
use crate::protocol::{Problem, ProblemCode};

impl Device {
    pub(super) fn fail(&mut self, task: Task, problem: &Problem) -> Received {
        let code = problem.code;
        match code {
            ProblemCode::NoSession => {
                self.login = Login::Out;
                return Received::default();
            }
            ProblemCode::Busy
            | ProblemCode::TooMany
            | ProblemCode::Timeout
            | ProblemCode::CannotStore
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
            Task::Join(invite) => {
                if let Some(joining) = self.joining.as_mut().filter(|it| it.invite == invite) {
                    // The inviting device has the request from the table: with it the way in is open.
                    let needless = matches!(
                        code,
                        ProblemCode::InviteUnknown
                            | ProblemCode::NotFound
                            | ProblemCode::InviteUsed
                            | ProblemCode::InviteExpired
                    );
                    if joining.at_table && needless {
                        joining.sent = true;
                        return Received::wait(JOIN_POLL_MS);
                    }
                    joining.problem = Some(code);
                }
                Received {
                    changed: true,
                    ..Received::default()
                }
            }
            Task::Challenge | Task::Session => {
                self.wake_former();
                self.login = Login::Out;
                let Some(joining) = &mut self.joining else {
                    return Received::wait(CALM_MS);
                };
                // Nobody has let this device in: the request, asked again, says whether it was turned away.
                joining.sent = false;
                Received::wait(JOIN_POLL_MS)
            }
            Task::Found(space) if code == ProblemCode::SpaceExists => self.founded(space),
            Task::Found(space) => {
                // Before there is a first network nobody can log in, and nothing else could be done.
                let by_token = self
                    .founding
                    .get(&space)
                    .is_some_and(|it| it.bootstrap.is_some());
                if by_token {
                    return Received::wait(CALM_MS);
                }
                if let Some(content) = self.spaces.get_mut(&space) {
                    content.upload = Upload::Blocked(code);
                }
                self.heads_due = true;
                Received {
                    changed: true,
                    ..Received::default()
                }
            }
            Task::Heads => Received::wait(CALM_MS),
            Task::Announce(id) => {
                let invite = self.invites.get_mut(&id);
                if invite.as_ref().is_some_and(|it| it.withdrawn) {
                    return self.withdrawn(id);
                }
                if let Some(invite) = invite {
                    invite.problem = Some(match code {
                        // Nothing else of an invitation has a limit that is told like this.
                        ProblemCode::Quota => InviteProblem::TooManyOpen,
                        other => InviteProblem::Refused(other),
                    });
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
                    if code == ProblemCode::BelowFloor {
                        content.upload = Upload::Open;
                        self.heads_due = true;
                        return Received::default();
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
            Task::Copy(space) => {
                let content = self.spaces.get_mut(&space);
                if let Some(foreign) = content.and_then(|it| it.foreign.as_mut()) {
                    foreign.looked = None;
                }
                Received::default()
            }
            Task::Manifest(space, ..) | Task::Segment(space, _) => {
                // Another one counts by now, or none.
                self.heads_due = true;
                if let Some(content) = self.spaces.get_mut(&space) {
                    content.checkpoints.wanted = None;
                }
                Received::wait(CALM_MS)
            }
            Task::Lease(space, _) | Task::Offer(space) | Task::PutSegment(space, _) => {
                self.heads_due = true;
                if let Some(content) = self.spaces.get_mut(&space) {
                    content.give_up();
                }
                Received::default()
            }
            Task::Attest(space) => self.attested(space),
            Task::Errand(errand) => self.errand_failed(*errand, code),
            Task::Push(space, _) => self.push_refused(space, problem),
            Task::Joins => {
                self.joins_due = false;
                Received::wait(CALM_MS)
            }
            Task::Carry(space) => {
                if let Some(content) = self.spaces.get_mut(&space) {
                    content.carry_refused = true;
                }
                Received::default()
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
            Task::AskKey(space) => {
                self.asked_key(space);
                Received::wait(CALM_MS)
            }
            Task::GiveKey(space, device) => {
                self.gave_key(space, device);
                Received::default()
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
            Task::Add(space, device, entry) => {
                if code == ProblemCode::StaleMembers {
                    self.heads_due = true;
                    return Received::default();
                }
                self.refused_adds.insert((space, device));
                if code == ProblemCode::Quota {
                    self.no_room_for(&entry);
                }
                Received {
                    changed: true,
                    ..Received::default()
                }
            }
        }
    }

    pub(super) fn push_refused(&mut self, space: SpaceId, problem: &Problem) -> Received {
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
}
