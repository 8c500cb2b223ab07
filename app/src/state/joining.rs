//! The way in with an invitation: reading it, six words, keys, the request.

use super::core::{CODE, Core, SLOT, Setup};
use super::session::{JoinStep, JoinView, Phase, role_words};
use crate::error::AppError;
use crate::net;
use crate::platform::bell::Ring;
use crate::platform::random::BrowserEntropy;
use crate::platform::{address, clock, lasting, work};
use crate::storage::Durability;
use crate::ui::*;
use shared::crypto::{
    DeviceKeys, Entropy as _, InvitePayload, InviteSecret, LocalKey, NAME_BYTES_MAX, Passphrase,
};
use shared::ids::MemberId;
use shared::sync::{
    Device, Identity, InviteProblem, Table, Write, is_table_code, preview_request,
    preview_uses_left, read_preview, read_table_code,
};
use std::rc::Rc;

impl Core {
    /// Reads an invitation from its code or a whole link, and shows it.
    pub(super) async fn open_invitation(self: &Rc<Self>, code: &str) {
        self.join_step(JoinStep::Reading);
        if is_table_code(code) {
            self.open_table_code(code);
            return;
        }
        // People paste whole links; the code is what stands behind the mark.
        let code = code.rsplit("#j1.").next().unwrap_or(code).trim();
        match self.read_invitation(code).await {
            Ok((secret, payload, uses_left)) => {
                self.keep_code(code).await;
                self.join.set(self.join_view(&payload, uses_left));
                self.setup.borrow_mut().invite = Some((secret, payload));
                self.join_step(JoinStep::Welcome);
            }
            Err(AppError::Offline) => {
                // Kept for the next try: the link is no longer in the address.
                self.keep_code(code).await;
                self.setup.borrow_mut().code = Some(code.to_owned());
                self.join_step(JoinStep::Failed(AppError::Offline));
            }
            Err(error) => {
                self.drop_code().await;
                self.join_step(JoinStep::Failed(error));
            }
        }
    }

    /// Reads an invitation that was scanned at a table: everything is in it, no server is asked.
    fn open_table_code(&self, code: &str) {
        let read = read_table_code(code)
            .map_err(|problem| invite_error(&problem))
            .and_then(|(secret, payload)| {
                if payload.expires_ms <= clock::now_ms() {
                    return Err(AppError::InviteExpired);
                }
                Ok((secret, payload))
            });
        match read {
            Ok((secret, payload)) => {
                self.join.set(self.join_view(&payload, None));
                let mut setup = self.setup.borrow_mut();
                setup.invite = Some((secret, payload));
                setup.at_table = true;
                drop(setup);
                self.join_step(JoinStep::Welcome);
            }
            Err(error) => self.join_step(JoinStep::Failed(error)),
        }
    }

    /// Reads what the server has of an invitation, and how often it may still be used.
    async fn read_invitation(
        &self,
        code: &str,
    ) -> Result<(InviteSecret, InvitePayload, Option<u32>), AppError> {
        let secret = InviteSecret::from_code(code)?;
        let response = net::fetch(&preview_request(&secret))
            .await
            .map_err(|_| AppError::Offline)?;
        let payload = read_preview(&secret, &response).map_err(|problem| invite_error(&problem))?;
        if payload.expires_ms <= clock::now_ms() {
            return Err(AppError::InviteExpired);
        }
        let uses_left = preview_uses_left(&response);
        Ok((secret, payload, uses_left))
    }

    fn join_view(&self, payload: &InvitePayload, uses_left: Option<u32>) -> JoinView {
        JoinView {
            title: payload.title.clone(),
            role: Some(role_words(payload.role)),
            inviter: payload.inviter_name.clone(),
            expires_ms: payload.expires_ms,
            uses_left,
            known_device: self.device.borrow().is_some(),
            further: payload.member.is_some(),
        }
    }

    /// Until there are words, the code is the only thing to go on with after a kill. It opens no content: whoever
    /// finds it can ask to join, which an admin sees.
    async fn keep_code(&self, code: &str) {
        if self.slot.borrow().is_none()
            && let Ok(store) = self.store()
        {
            let (table, key, value) = (Table::Vault, CODE.to_vec(), code.as_bytes().to_vec());
            let _lost = store
                .commit(vec![Write::Put { table, key, value }], Durability::Strict)
                .await;
        }
    }

    async fn drop_code(&self) {
        if let Ok(store) = self.store() {
            let row = Write::Delete {
                table: Table::Vault,
                key: CODE.to_vec(),
            };
            let _kept = store.commit(vec![row], Durability::Relaxed).await;
        }
    }

    /// Accepts the shown invitation.
    pub(super) fn accept(self: &Rc<Self>, name: &str) {
        if self.device.borrow().is_some() {
            let core = Rc::clone(self);
            wasm_bindgen_futures::spawn_local(async move {
                if let Err(error) = core.join_again().await {
                    core.join_step(JoinStep::Failed(error));
                }
            });
            return;
        }
        self.setup.borrow_mut().name = fitting(name);
        self.make_words();
        self.join_step(JoinStep::Words);
    }

    /// Chooses six words anew.
    pub(super) fn make_words(&self) {
        self.setup.borrow_mut().words = Some(Passphrase::make(&mut BrowserEntropy));
        self.join.notify();
    }

    /// Makes the device and stores it with its lock in one transaction, then goes on to join or found.
    pub(super) async fn confirm_words(self: &Rc<Self>) -> Result<(), AppError> {
        let (words, name) = {
            let setup = self.setup.borrow();
            let words = setup.words.clone().ok_or(AppError::Bug("no words"))?;
            (words, setup.name.clone())
        };
        let rng = &mut BrowserEntropy;
        let local = LocalKey::make(rng);
        let slot = work::wrap(&words, &local).await?;
        let recovers = self.setup.borrow().recovery.is_some();
        if recovers {
            return self.finish_recovery(local, slot).await;
        }
        let identity = Identity {
            keys: DeviceKeys::make(rng),
            member: self
                .invited_member()
                .unwrap_or_else(|| MemberId(rng.make_id())),
            name,
        };
        let (mut device, mut writes) = Device::create(identity, local, &address::host(), rng);
        let (table, key) = (Table::Vault, SLOT.to_vec());
        writes.push(Write::Put {
            table,
            key,
            value: slot.encode(),
        });
        writes.push(Write::Delete {
            table,
            key: CODE.to_vec(),
        });
        {
            let setup = self.setup.borrow();
            if let Some((secret, payload)) = &setup.invite {
                let rows = if setup.at_table {
                    device.join_at_table(secret, payload, rng)
                } else {
                    device.join(secret, payload, rng)
                };
                writes.extend(rows.map_err(|_| AppError::NameTooLong)?);
            } else if let Some(plan) = &setup.founding {
                writes.extend(plan.found(&mut device, setup.token, clock::now_ms(), rng)?);
            }
        }
        self.store()?.commit(writes, Durability::Strict).await?;
        super::prefs::keep_had_store(true);
        *self.slot.borrow_mut() = Some(slot);
        *self.setup.borrow_mut() = Setup::default();
        let founded = !device.is_joining();
        self.open_device(device, founded).await?;
        let _answer = lasting::ask().await;
        Ok(())
    }

    /// Whose further device this becomes, if the invitation says so.
    fn invited_member(&self) -> Option<MemberId> {
        let setup = self.setup.borrow();
        setup
            .invite
            .as_ref()
            .and_then(|(_, payload)| payload.member)
    }

    /// Joins further spaces with a device that has keys. Whoever is in some already goes on there meanwhile.
    async fn join_again(self: &Rc<Self>) -> Result<(), AppError> {
        let (invite, at_table) = {
            let mut setup = self.setup.borrow_mut();
            (setup.invite.take(), setup.at_table)
        };
        let (secret, payload) = invite.ok_or(AppError::Bug("no invitation"))?;
        let me = self.device.borrow().as_ref().map(Device::member);
        if payload.member.is_some() && payload.member != me {
            return Err(AppError::InviteOtherPerson);
        }
        let known: Vec<_> = self
            .spaces
            .with_untracked(|spaces| spaces.iter().map(|space| space.id).collect());
        if payload
            .grants
            .iter()
            .all(|grant| known.contains(&grant.space))
        {
            self.phase.set(Phase::Open);
            return Ok(());
        }
        let writes = {
            let mut device = self.device.borrow_mut();
            let device = device.as_mut().ok_or(AppError::Locked)?;
            let rng = &mut BrowserEntropy;
            if at_table {
                device.join_at_table(&secret, &payload, rng)
            } else {
                device.join(&secret, &payload, rng)
            }
            .map_err(|_| AppError::NameTooLong)?
        };
        self.save(writes, Durability::Strict).await?;
        if known.is_empty() {
            self.join_step(JoinStep::Waiting);
        } else {
            self.phase.set(Phase::Open);
        }
        self.bell.ring(Ring::Loud);
        Ok(())
    }

    /// Leaves an invitation that cannot be used: back to where it was opened, or, on a device that is nowhere yet,
    /// to the beginning.
    pub(super) async fn leave_invitation(self: &Rc<Self>) {
        self.drop_code().await;
        {
            let mut setup = self.setup.borrow_mut();
            setup.invite = None;
            setup.code = None;
        }
        let known = self.device.borrow().is_some();
        let somewhere = !self.spaces.with_untracked(Vec::is_empty);
        self.phase.set(match (known, somewhere) {
            (true, true) => Phase::Open,
            // The device has keys and words: the next invitation is joined with them.
            (true, false) | (false, _) => Phase::Empty,
        });
    }

    pub(super) fn join_step(&self, step: JoinStep) {
        self.phase.set(Phase::Joining(step));
    }
}

/// Cuts a name to what fits into the membership list; the form has said so before.
pub(super) fn fitting(name: &str) -> String {
    let mut name = name.trim().to_owned();
    while name.len() > NAME_BYTES_MAX {
        name.pop();
    }
    name
}

/// Returns what an unusable invitation means for the person.
pub(crate) fn invite_error(problem: &InviteProblem) -> AppError {
    match problem {
        InviteProblem::Damaged => AppError::InviteDamaged,
        InviteProblem::Unknown => AppError::InviteUnknown,
        InviteProblem::Expired => AppError::InviteExpired,
        InviteProblem::Used => AppError::InviteUsed,
        InviteProblem::TurnedAway => AppError::TurnedAway,
        InviteProblem::Refused(code) => AppError::Refused(*code),
        InviteProblem::TooManyOpen => AppError::TooManyInvites,
        InviteProblem::TooManyDevices => AppError::TooManyDevices,
        InviteProblem::NotAdmin => AppError::ReadOnly,
    }
}
