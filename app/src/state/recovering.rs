//! The way back with a recovery sheet. Nothing of it is stored before the new device is in: whoever is interrupted
//! types the code again.

use super::core::{Core, SLOT, Setup};
use super::joining::fitting;
use super::session::JoinStep;
use crate::error::AppError;
use crate::net;
use crate::platform::random::BrowserEntropy;
use crate::platform::{address, clock, lasting};
use crate::storage::Durability;
use crate::ui::*;
use shared::crypto::{DeviceKeys, LocalKey, PassphraseSlot, RecoveryCode};
use shared::ids::DeviceId;
use shared::protocol::ProblemCode;
use shared::sync::{Recovery, Table, Write};
use std::rc::Rc;

/// Greatest number of questions to the server before it is given up.
const QUESTIONS_MAX: usize = 400;
/// Wait where the server asks for one.
const WAIT_MS: u64 = 300;

impl Core {
    /// Asks the server what a sheet opens.
    pub(super) async fn read_sheet(&self, code: &str) -> Result<(), AppError> {
        let code = RecoveryCode::from_code(code)?;
        let mut recovery = Recovery::begin(&code, &address::host(), &mut BrowserEntropy);
        // Quiet means that every space of the sheet is read.
        drive(&mut recovery, |_| false).await?;
        recovery.found().ok_or(AppError::SheetUnknown)?;
        self.setup.borrow_mut().recovery = Some(recovery);
        self.join.notify();
        self.join_step(JoinStep::Recover);
        Ok(())
    }

    /// Keeps what the person chose and shows the six words.
    pub(super) fn plan_recovery(&self, name: &str, lost: Vec<DeviceId>) {
        {
            let mut setup = self.setup.borrow_mut();
            setup.name = fitting(name);
            setup.lost = lost;
        }
        self.make_words();
        self.join_step(JoinStep::Words);
    }

    /// Lets this device in with the sheet, stores it with its lock in one transaction, and opens it. It removes the
    /// sheet and what was lost at its first contact.
    pub(super) async fn finish_recovery(
        self: &Rc<Self>,
        local: LocalKey,
        slot: PassphraseSlot,
    ) -> Result<(), AppError> {
        let (recovery, name, lost) = {
            let mut setup = self.setup.borrow_mut();
            let recovery = setup.recovery.take();
            (recovery, setup.name.clone(), setup.lost.clone())
        };
        let mut recovery = recovery.ok_or(AppError::Bug("no recovery"))?;
        let keys = DeviceKeys::make(&mut BrowserEntropy);
        let (public, id) = (keys.public(), keys.id());
        let enrolled = match recovery.enrol(public, &name, &mut BrowserEntropy) {
            Ok(()) => drive(&mut recovery, |it| it.is_enrolled(id)).await,
            Err(error) => Err(error.into()),
        };
        if !recovery.is_enrolled(id) {
            // The sheet is as good as before: the person can try again.
            self.setup.borrow_mut().recovery = Some(recovery);
            return Err(enrolled.err().unwrap_or(AppError::Offline));
        }
        let (device, mut writes) = recovery
            .finish(keys, local, &lost, &mut BrowserEntropy)
            .map_err(|_| AppError::SheetUnknown)?;
        writes.push(Write::Put {
            table: Table::Vault,
            key: SLOT.to_vec(),
            value: slot.encode(),
        });
        self.store()?.commit(writes, Durability::Strict).await?;
        super::prefs::keep_had_store(true);
        *self.slot.borrow_mut() = Some(slot);
        *self.setup.borrow_mut() = Setup::default();
        self.open_device(device, true).await?;
        let _answer = lasting::ask().await;
        Ok(())
    }
}

/// Asks the server until `done`, or until there is nothing more to ask.
async fn drive(recovery: &mut Recovery, done: impl Fn(&Recovery) -> bool) -> Result<(), AppError> {
    for _ in 0..QUESTIONS_MAX {
        if done(recovery) {
            return Ok(());
        }
        let Some(request) = recovery.next(clock::now_ms(), &mut BrowserEntropy) else {
            return Ok(());
        };
        let answer = net::fetch(&request).await;
        let offline = answer.is_err();
        let received = recovery.receive(answer, &mut BrowserEntropy);
        match received.problem {
            _ if offline => return Err(AppError::Offline),
            Some(ProblemCode::LoginRefused) => return Err(AppError::SheetUnknown),
            _ if received.wait_ms.is_some() && recovery.found().is_none() => {
                clock::sleep(WAIT_MS).await;
            }
            _ => {}
        }
    }
    Err(AppError::Offline)
}
