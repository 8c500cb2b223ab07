//! The two locks: the screen lock with its number and its times, the phone's own lock, and erasing everything.
//!
//! The rules stand in `shared::lock`; here they meet clock, storage and browser. The number of the screen lock is kept
//! sealed among the notes of this device, so it is there only while the keys are.

use super::core::{Core, Handle};
use super::session::Phase;
use crate::error::AppError;
use crate::platform::channel::Word;
use crate::platform::random::BrowserEntropy;
use crate::platform::{clock, leave_nothing, passkey};
use crate::storage::{Durability, StoreError};
use crate::ui::*;
use minicbor::{Decode, Encode};
use shared::crypto::{Entropy as _, LocalKey, PlatformSlot};
use shared::lock::{Due, LockAfter, Pin, Tried, Watch, due, judge};
use shared::sync::{Row, Table, Write};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// Row of [`Table::Notes`] that holds number and time of the screen lock.
const LOCKS: &[u8] = b"locks";
/// Row of [`Table::Vault`] that holds the slot of the phone's own lock.
pub(super) const PHONE_SLOT: &[u8] = b"phone";
/// What the phone calls the passkey.
const PASSKEY_NAME: &str = "Schulterschluss";

/// Whether the phone's own lock (finger, face, its number) opens the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PhoneLock {
    /// Not asked yet, or there is none.
    #[default]
    Missing,
    /// It could.
    Off,
    /// It does.
    On,
}

/// What screens know of the locks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LocksView {
    /// The screen lock has a number. Known only while the keys are in memory.
    pub pin: bool,
    /// The phone's own lock.
    pub phone: PhoneLock,
    /// When the screen lock closes by itself.
    pub after: LockAfter,
}

/// What the locks keep in memory.
#[derive(Default)]
pub(super) struct Guard {
    pin: Option<Pin>,
    wrong: u8,
    phone: Option<PlatformSlot>,
    touched_ms: u64,
    hidden_ms: Option<u64>,
}

/// The form of the row.
#[derive(Default, Encode, Decode)]
struct Kept {
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    pin: Option<Vec<u8>>,
    #[n(1)]
    minutes: u8,
}

/// The two locks and the way to erase everything.
#[derive(Clone, Copy)]
pub struct Locks(pub(super) Handle);

impl Locks {
    /// Returns what there is to lock with.
    #[must_use]
    pub fn view(self) -> Signal<LocksView> {
        self.0.get_value().locks.into()
    }

    /// Closes the screen lock; where nothing could open it again, the full lock.
    pub fn close(self) {
        let core = self.0.get_value();
        if !core.close_screen() {
            spawn_local(async move { core.lock_up().await });
        }
    }

    /// Tries to open the screen lock. After the last wrong number the full lock closes by itself.
    #[must_use]
    pub fn enter(self, pin: &str) -> Tried {
        let core = self.0.get_value();
        let tried = core.try_pin(pin);
        if tried == Tried::Spent {
            spawn_local(async move { core.lock_up().await });
        }
        tried
    }

    /// Opens whichever lock is closed with the phone's own. To be called from a press: browsers ask for one.
    ///
    /// # Errors
    ///
    /// [`AppError::Passkey`] when the phone's lock was not opened; the other way in is still there.
    pub async fn open_with_phone(self) -> Result<(), AppError> {
        let core = self.0.get_value();
        core.open_with_phone().await
    }

    /// Gives the screen lock a number, or another one.
    ///
    /// # Errors
    ///
    /// [`AppError::Pin`] says what is wrong with the number.
    pub async fn set_pin(self, pin: String) -> Result<(), AppError> {
        let core = self.0.get_value();
        let pin = Pin::make(&pin, &mut BrowserEntropy)?;
        core.keep_locks(|guard, _| guard.pin = Some(pin)).await
    }

    /// Takes the number away. The phone's own lock stays as it is.
    ///
    /// # Errors
    ///
    /// When it cannot be stored.
    pub async fn drop_pin(self) -> Result<(), AppError> {
        let core = self.0.get_value();
        core.keep_locks(|guard, _| guard.pin = None).await
    }

    /// Sets when the screen lock closes by itself.
    ///
    /// # Errors
    ///
    /// When it cannot be stored.
    pub async fn set_after(self, after: LockAfter) -> Result<(), AppError> {
        let core = self.0.get_value();
        core.keep_locks(|_, view| view.after = after).await
    }

    /// Lets the phone's own lock open the app. It asks the person three times: to make a passkey, and twice to test it.
    ///
    /// # Errors
    ///
    /// [`AppError::Passkey`] when the phone or the browser cannot do it or the self-test fails; nothing has changed then.
    pub async fn add_phone(self) -> Result<(), AppError> {
        let core = self.0.get_value();
        core.add_phone().await
    }

    /// Takes the phone's own lock away. The six words go on opening the app.
    ///
    /// # Errors
    ///
    /// When it cannot be stored.
    pub async fn drop_phone(self) -> Result<(), AppError> {
        let core = self.0.get_value();
        core.keep_phone(None).await
    }

    /// Erases everything this app has on this device and leaves for an empty page. Needs neither network nor words;
    /// unsent work is lost. What was read by other devices stays there.
    pub fn erase_everything(self) {
        let core = self.0.get_value();
        spawn_local(async move { core.erase_everything().await });
    }
}

impl Core {
    /// Takes note that a person is here.
    pub(super) fn touched(&self) {
        self.guard.borrow_mut().touched_ms = clock::now_ms();
    }

    /// Takes note of whether the page can be seen. What has become due meanwhile closes before anything is shown.
    pub(super) fn seen(self: &Rc<Self>, visible: bool) {
        if visible {
            self.close_what_is_due();
        }
        self.guard.borrow_mut().hidden_ms = (!visible).then(clock::now_ms);
    }

    /// Reads what the notes say of the locks, once the keys are there.
    pub(super) fn open_locks(&self, rows: &[Row], local: &LocalKey) {
        let kept: Kept = rows
            .iter()
            .find(|row| row.table == Table::Notes && row.key == LOCKS)
            .and_then(|row| minicbor::decode(&row.open(local).ok()?).ok())
            .unwrap_or_default();
        let pin = kept.pin.and_then(|bytes| Pin::decode(&bytes).ok());
        self.locks.update(|view| {
            view.pin = pin.is_some();
            view.after = LockAfter::from_minutes(kept.minutes).unwrap_or_default();
        });
        let mut guard = self.guard.borrow_mut();
        guard.pin = pin;
        guard.wrong = 0;
        guard.touched_ms = clock::now_ms();
    }

    /// Forgets what only belongs to open keys.
    pub(super) fn forget_locks(&self) {
        let mut guard = self.guard.borrow_mut();
        guard.pin = None;
        guard.wrong = 0;
        self.locks.update(|view| view.pin = false);
    }

    /// Takes the slot of the phone's own lock from the store, and asks whether the phone could have one.
    pub(super) fn find_phone_lock(self: &Rc<Self>, slot: Option<PlatformSlot>) {
        let on = slot.is_some();
        self.guard.borrow_mut().phone = slot;
        let phone = if on {
            PhoneLock::On
        } else {
            PhoneLock::Missing
        };
        self.locks.update(|view| view.phone = phone);
        if on {
            return;
        }
        let core = Rc::clone(self);
        spawn_local(async move {
            if passkey::is_there().await {
                core.locks.update(|view| {
                    if view.phone == PhoneLock::Missing {
                        view.phone = PhoneLock::Off;
                    }
                });
            }
        });
    }

    /// Closes the lock whose time has come.
    pub(super) fn close_what_is_due(self: &Rc<Self>) {
        if self.device.borrow().is_none() {
            return;
        }
        let watch = {
            let guard = self.guard.borrow();
            Watch {
                opened_ms: self.opened_ms.get(),
                touched_ms: guard.touched_ms,
                hidden_ms: guard.hidden_ms,
                has_screen_lock: guard.pin.is_some() || guard.phone.is_some(),
                after: self.locks.with_untracked(|view| view.after),
            }
        };
        match due(&watch, clock::now_ms()) {
            Due::Nothing => {}
            Due::Screen => drop(self.close_screen()),
            Due::Full => {
                let core = Rc::clone(self);
                spawn_local(async move { core.lock_up().await });
            }
        }
    }

    /// Closes the screen lock over open pages. Returns false where nothing could open it again.
    fn close_screen(&self) -> bool {
        let can_open = {
            let guard = self.guard.borrow();
            guard.pin.is_some() || guard.phone.is_some()
        };
        if can_open && self.phase.get_untracked() == Phase::Open {
            self.phase.set(Phase::ScreenLocked);
        }
        can_open
    }

    fn open_screen(&self) {
        let mut guard = self.guard.borrow_mut();
        guard.wrong = 0;
        guard.touched_ms = clock::now_ms();
        guard.hidden_ms = None;
        drop(guard);
        if self.phase.get_untracked() == Phase::ScreenLocked {
            self.phase.set(Phase::Open);
        }
    }

    pub(super) fn try_pin(&self, digits: &str) -> Tried {
        let tried = {
            let mut guard = self.guard.borrow_mut();
            let tried = match &guard.pin {
                Some(pin) => judge(pin, digits, guard.wrong),
                None => Tried::Spent,
            };
            guard.wrong = guard.wrong.saturating_add(1);
            tried
        };
        if tried == Tried::Right {
            self.open_screen();
        }
        tried
    }

    pub(super) async fn open_with_phone(self: &Rc<Self>) -> Result<(), AppError> {
        let slot = self.guard.borrow().phone.clone();
        let slot = slot.ok_or(passkey::PasskeyError::Unsupported)?;
        let prf = passkey::ask(slot.credential(), slot.salt()).await?;
        let local = slot
            .open(&prf)
            .map_err(|_| passkey::PasskeyError::Unreliable)?;
        let is_open = self.device.borrow().is_some();
        if is_open {
            self.open_screen();
            return Ok(());
        }
        self.open_with(local).await
    }

    async fn add_phone(self: &Rc<Self>) -> Result<(), AppError> {
        let salt = BrowserEntropy.make_key();
        let made = passkey::make(PASSKEY_NAME, &salt).await?;
        let slot = {
            let device = self.device.borrow();
            let local = device.as_ref().ok_or(AppError::Locked)?.local_key();
            PlatformSlot::make(
                &made.prf,
                salt,
                &made.credential,
                local,
                &mut BrowserEntropy,
            )
            .map_err(|_| passkey::PasskeyError::Unsupported)?
        };
        self.keep_phone(Some(slot)).await
    }

    async fn keep_phone(&self, slot: Option<PlatformSlot>) -> Result<(), AppError> {
        let (table, key) = (Table::Vault, PHONE_SLOT.to_vec());
        let write = match &slot {
            Some(slot) => Write::Put {
                table,
                key,
                value: slot.encode(),
            },
            None => Write::Delete { table, key },
        };
        self.store()?
            .commit(vec![write], Durability::Strict)
            .await?;
        let phone = if slot.is_some() {
            PhoneLock::On
        } else {
            PhoneLock::Off
        };
        self.guard.borrow_mut().phone = slot;
        self.locks.update(|view| view.phone = phone);
        Ok(())
    }

    /// Changes number or time of the screen lock, on the disk first.
    async fn keep_locks(
        &self,
        change: impl FnOnce(&mut Guard, &mut LocksView),
    ) -> Result<(), AppError> {
        let mut view = self.locks.get_untracked();
        let mut changed = Guard {
            pin: self.guard.borrow().pin.clone(),
            ..Guard::default()
        };
        change(&mut changed, &mut view);
        view.pin = changed.pin.is_some();
        let write = {
            let device = self.device.borrow();
            let local = device.as_ref().ok_or(AppError::Locked)?.local_key();
            let kept = Kept {
                pin: changed.pin.as_ref().map(|pin| pin.encode().to_vec()),
                minutes: view.after.minutes(),
            };
            let plain = minicbor::to_vec(&kept).unwrap_or_default();
            let (table, key) = (Table::Notes, LOCKS.to_vec());
            let value = local.seal_row(table.name(), &key, &plain, &mut BrowserEntropy);
            Write::Put { table, key, value }
        };
        self.store()?
            .commit(vec![write], Durability::Strict)
            .await?;
        let mut guard = self.guard.borrow_mut();
        guard.pin = changed.pin;
        guard.wrong = 0;
        self.locks.set(view);
        Ok(())
    }

    async fn erase_everything(&self) {
        self.phase.set(Phase::Starting);
        self.forget();
        *self.store.borrow_mut() = None;
        *self.slot.borrow_mut() = None;
        self.guard.take();
        if let Some(channel) = self.channel.borrow().as_ref() {
            channel.say(Word::Wiped);
        }
        // Slots first; whatever of the rest fails, nothing that is left can be opened.
        let _left_over = erase_store().await;
        let _left_over = leave_nothing::clear().await;
        // Where the browser does not leave, the app is as new.
        self.phase.set(Phase::Empty);
        leave_nothing::leave();
    }
}

#[cfg(target_arch = "wasm32")]
async fn erase_store() -> Result<(), StoreError> {
    use crate::storage::IndexedStore;
    IndexedStore::erase(IndexedStore::NAME).await
}

/// Outside of a browser there is no store; tests bring their own.
#[cfg(not(target_arch = "wasm32"))]
async fn erase_store() -> Result<(), StoreError> {
    std::future::ready(Err(StoreError::Unavailable)).await
}
