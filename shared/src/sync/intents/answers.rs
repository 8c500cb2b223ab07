//! What the server says to a request about membership: taken, refused, or too late.

use super::Errand;
use crate::crypto::{Entropy, SpaceKey};
use crate::ids::SpaceId;
use crate::mlog::SignedEntry;
use crate::protocol::ProblemCode;
use crate::sync::device::Device;
use crate::sync::invites::InviteProblem;
use crate::sync::machine::Received;
use crate::sync::removal::Removal;
use crate::sync::rows::{Table, Write, numbered, put};

/// Wait before signing again on top of what another admin did.
const AGAIN_MS: u64 = 500;

impl Device {
    pub(in crate::sync) fn errand_done(
        &mut self,
        errand: Errand,
        body: &[u8],
        rng: &mut dyn Entropy,
    ) -> Option<Received> {
        match errand {
            Errand::Change {
                space,
                intent,
                entries,
                key,
            } => {
                let mut writes = self.take_change(space, &entries, key, rng)?;
                writes.extend(intent.map(|number| self.drop_intent(number)));
                let mut received = Received::changed(writes);
                self.leave_if_removed(space, &mut received);
                Some(received)
            }
            Errand::Settle { space, intent } => Some(self.settled(space, intent, rng)),
            Errand::Withdraw(invite) => Some(self.withdrawn(invite)),
            Errand::Deny(invite, device) => {
                self.denials.remove(&(invite, device));
                Some(Received::default())
            }
            Errand::Deliver {
                space,
                saves,
                sealed,
            } => Some(self.delivered(space, &saves, &sealed)),
            Errand::Quarantine(space) => {
                self.quarantine_due.remove(&space);
                self.take_quarantine(space, minicbor::decode(body).ok()?);
                Some(Received::changed(Vec::new()))
            }
        }
    }

    fn take_change(
        &mut self,
        space: SpaceId,
        entries: &[SignedEntry],
        key: Option<(u32, SpaceKey)>,
        rng: &mut dyn Entropy,
    ) -> Option<Vec<Write>> {
        let content = self.spaces.get_mut(&space)?;
        let mut writes = Vec::new();
        for entry in entries {
            content.members.apply(entry).ok()?;
            let row = numbered(space, u64::from(content.members.seq));
            writes.push(put(&self.local, Table::Members, row, entry.bytes(), rng));
        }
        if let Some((epoch, key)) = key {
            let row = numbered(space, u64::from(epoch));
            writes.push(put(&self.local, Table::Keys, row, key.as_bytes(), rng));
            content.keys.insert(epoch, key);
        }
        Some(writes)
    }

    pub(in crate::sync) fn errand_failed(&mut self, errand: Errand, code: ProblemCode) -> Received {
        match errand {
            Errand::Change { space, intent, .. } => {
                self.heads_due = true;
                if code != ProblemCode::StaleMembers {
                    match intent.and_then(|number| self.intents.get_mut(&number)) {
                        Some(intent) => intent.problem = Some(code),
                        None => drop(self.refused_rotations.insert(space)),
                    }
                }
                Received {
                    changed: true,
                    ..Received::wait(AGAIN_MS)
                }
            }
            // Another admin has decided: what they took over comes with the log.
            Errand::Settle { intent, .. } => Received::changed(vec![self.drop_intent(intent)]),
            Errand::Withdraw(invite) => match code {
                ProblemCode::InviteUnknown | ProblemCode::NotFound => self.withdrawn(invite),
                _ => {
                    if let Some(invite) = self.invites.get_mut(&invite) {
                        invite.problem = Some(InviteProblem::Refused(code));
                    }
                    Received::changed(Vec::new())
                }
            },
            Errand::Deny(invite, device) => {
                self.denials.remove(&(invite, device));
                Received::default()
            }
            // The order to erase stands above what cannot be handed in.
            Errand::Deliver { space, .. } => self.leave(space),
            Errand::Quarantine(space) => {
                self.quarantine_due.remove(&space);
                Received::default()
            }
        }
    }

    /// Goes on with the removal of this device if the log now says that it is out.
    pub(in crate::sync) fn leave_if_removed(&mut self, space: SpaceId, received: &mut Received) {
        let me = self.id();
        let Some(content) = self.spaces.get_mut(&space) else {
            return;
        };
        let out = content
            .members
            .devices
            .get(&me)
            .is_some_and(|it| it.removed_at.is_some());
        if out && content.removal != Some(Removal::Left) {
            content.removal = Some(Removal::Leaving);
        }
        let idle = content.removal == Some(Removal::Leaving) && !content.has_unsent();
        if idle {
            received.merge(self.leave(space));
        }
    }
}
