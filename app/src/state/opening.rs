//! From a loaded page to open keys, and back: the store, the one writer, unlocking, locking.

use super::core::{CODE, Core, SLOT};
use super::drafts::Drafts;
use super::locks::PHONE_SLOT;
use super::room::read_words;
use super::session::{JoinStep, Phase};
use super::sync;
use crate::error::AppError;
use crate::platform::bell::Ring;
use crate::platform::channel::{Channel, Word};
use crate::platform::writer_lock::{Ask, WriterLock};
use crate::platform::{address, clock, events, leave_nothing, service_worker, work};
use crate::storage::{Store, StoreError};
use crate::sync_driver;
use crate::ui::*;
use shared::crypto::{LocalKey, PassphraseSlot, PlatformSlot};
use shared::ids::Hash;
use shared::sync::{Device, Table};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// Fragment of an invitation link, before its code.
const INVITATION: &str = "j1.";
/// Fragment of the one-time link of an empty installation, before its token.
const FOUNDING: &str = "b1.";
/// How often the times of the locks are looked at.
const LOOK_MS: u64 = 15 * 1_000;
/// How long the other window has to finish what it is writing.
const HAND_OVER_MS: u64 = 1_500;

impl Core {
    /// Begins: takes the secret out of the address first of all, then opens the store.
    pub(super) fn start(self: &Rc<Self>) {
        self.read_fragment();
        let core = Rc::clone(self);
        *self.channel.borrow_mut() = Channel::open(move |word| core.heard(word));
        self.listen();
        let core = Rc::clone(self);
        spawn_local(async move { core.open().await });
        let update = self.update;
        spawn_local(service_worker::register(move || update.set(true)));
        let core = Rc::clone(self);
        spawn_local(async move {
            loop {
                clock::sleep(LOOK_MS).await;
                core.close_what_is_due();
                core.close_room_in_time();
            }
        });
    }

    fn listen(self: &Rc<Self>) {
        let core = Rc::clone(self);
        events::on_network(move |online| core.network(online));
        let core = Rc::clone(self);
        events::on_touch(move || core.touched());
        let core = Rc::clone(self);
        events::on_visibility(move |visible| {
            core.seen(visible);
            let core = Rc::clone(&core);
            spawn_local(async move {
                if visible {
                    core.network(true);
                } else {
                    core.flush_drafts().await;
                }
            });
        });
        let core = Rc::clone(self);
        events::on_leaving(move || {
            let core = Rc::clone(&core);
            spawn_local(async move { core.flush_drafts().await });
        });
        let core = Rc::clone(self);
        events::on_fragment(move || {
            if core.read_fragment() {
                let core = Rc::clone(&core);
                spawn_local(async move { core.follow_link().await });
            }
        });
    }

    /// Takes an invitation or founding token out of the address. Returns whether there was one.
    fn read_fragment(&self) -> bool {
        let Some(fragment) = address::take_fragment() else {
            return false;
        };
        let mut setup = self.setup.borrow_mut();
        if let Some(code) = fragment.strip_prefix(INVITATION) {
            setup.code = Some(code.to_owned());
        } else if let Some(token) = fragment.strip_prefix(FOUNDING) {
            // A damaged token is shown as one that founds nothing any more.
            setup.token = Some(token.parse().unwrap_or(Hash::ZERO));
        } else {
            return false;
        }
        true
    }

    /// Tells the machine that the network may be back, or shows that it is gone.
    fn network(&self, online: bool) {
        if online {
            if let Some(device) = self.device.borrow_mut().as_mut() {
                device.retry();
            }
            self.bell.ring(Ring::Loud);
            self.live_bell.ring(Ring::Loud);
            self.keep_shell();
        } else {
            self.link.set(sync::Link::Offline);
        }
    }

    /// Sees to it that the files of the app are kept, until they are: with the first visit the signal may have broken off.
    pub(crate) fn keep_shell(&self) {
        if self.shell_kept.get_untracked() {
            return;
        }
        let (kept, update) = (self.shell_kept, self.update);
        spawn_local(async move {
            kept.set(service_worker::ensure(move || update.set(true)).await);
        });
    }

    /// Becomes the writer, opens the store and shows what is in it.
    pub(super) async fn open(self: Rc<Self>) {
        self.phase.set(Phase::Starting);
        if !self.become_writer(Ask::IfFree).await {
            self.phase.set(Phase::OtherTab);
            return;
        }
        let phase = match self.open_store().await {
            Ok(phase) => phase,
            Err(error) => Phase::Broken(error),
        };
        let follow = phase == Phase::Empty;
        self.phase.set(phase);
        if follow {
            self.follow_link().await;
        }
    }

    async fn become_writer(self: &Rc<Self>, how: Ask) -> bool {
        if self.lock.borrow().as_ref().is_some_and(WriterLock::holds) {
            return true;
        }
        let core = Rc::clone(self);
        let lock = WriterLock::ask(how, move || core.lost()).await;
        let got = lock.is_some();
        *self.lock.borrow_mut() = lock;
        got
    }

    async fn open_store(self: &Rc<Self>) -> Result<Phase, AppError> {
        let (store, new) = open_store().await?;
        let vault = store.load(&[Table::Vault]).await?;
        self.find_count(&vault);
        let slot = vault.iter().find(|row| row.key == SLOT);
        let code = vault.iter().find(|row| row.key == CODE);
        let phone = vault.iter().find(|row| row.key == PHONE_SLOT);
        // One that cannot be read is only one way in less: the words are always there.
        self.find_phone_lock(phone.and_then(|row| PlatformSlot::decode(&row.value).ok()));
        if let Some(code) = code
            && slot.is_none()
        {
            let mut setup = self.setup.borrow_mut();
            if setup.code.is_none() {
                setup.code = String::from_utf8(code.value.clone()).ok();
            }
        }
        let phase = match slot {
            Some(row) => {
                let slot = PassphraseSlot::decode(&row.value)
                    .map_err(|_| StoreError::Corrupted { place: "vault" })?;
                *self.slot.borrow_mut() = Some(slot);
                Phase::Locked
            }
            None if !store.load(&[Table::Identity]).await?.is_empty() => {
                return Err(StoreError::Corrupted { place: "vault" }.into());
            }
            None if new && super::prefs::had_store() => {
                // The browser has thrown the data away. Said once; then the device is as good as new.
                super::prefs::keep_had_store(false);
                return Err(AppError::Emptied);
            }
            None => Phase::Empty,
        };
        *self.store.borrow_mut() = Some(store);
        Ok(phase)
    }

    /// Goes where the link in the address leads, as far as the phase allows; keeps it otherwise.
    pub(super) async fn follow_link(self: &Rc<Self>) {
        let ready = matches!(
            self.phase.get_untracked(),
            Phase::Empty | Phase::Open | Phase::Joining(JoinStep::Failed(_) | JoinStep::Welcome)
        );
        if !ready {
            return;
        }
        let (code, token) = {
            let mut setup = self.setup.borrow_mut();
            (setup.code.take(), setup.token)
        };
        if let Some(code) = code {
            self.open_invitation(&code).await;
        } else if token.is_some() && self.device.borrow().is_none() {
            self.phase.set(Phase::Joining(JoinStep::Founding));
        }
    }

    pub(super) async fn unlock(self: &Rc<Self>, typed: &str) -> Result<(), AppError> {
        let words = read_words(typed)?;
        let slot = self
            .slot
            .borrow()
            .clone()
            .ok_or(AppError::Bug("unlock without a slot"))?;
        let local = work::unwrap(&slot, &words).await?;
        self.open_with(local).await
    }

    /// Opens the device with its local key.
    pub(super) async fn open_with(self: &Rc<Self>, local: LocalKey) -> Result<(), AppError> {
        let device = match self.load_or_salvage(local).await {
            Ok(device) => device,
            Err(error @ AppError::Store(_)) => {
                self.phase.set(Phase::Broken(error.clone()));
                return Err(error);
            }
            Err(error) => return Err(error),
        };
        self.open_device(device, false).await
    }

    /// Takes a device into use: drafts, journal, screens, the loop. One that has just `founded` its spaces goes on to
    /// the proof that it works offline.
    pub(super) async fn open_device(
        self: &Rc<Self>,
        device: Device,
        founded: bool,
    ) -> Result<(), AppError> {
        let rows = self.store()?.load(&[Table::Drafts, Table::Notes]).await?;
        *self.drafts.borrow_mut() = Drafts::open(&rows, device.local_key());
        let notes = sync::read_journal(&rows, device.local_key());
        self.journal.set(notes.entries);
        self.past.set(notes.past.unwrap_or_default());
        self.last_success.set(notes.last_success_ms);
        self.open_locks(&rows, device.local_key());
        let waiting = device.is_joining();
        *self.device.borrow_mut() = Some(device);
        self.session.set(self.session.get() + 1);
        self.opened_ms.set(clock::now_ms());
        self.renew();
        // What was counted under lock and cannot be written now waits on the disk for the next unlock.
        let _waits = self.take_count().await;
        let no_space = self.spaces.with_untracked(Vec::is_empty);
        self.phase.set(match (waiting, no_space) {
            (true, true) => Phase::Joining(JoinStep::Waiting),
            (false, true) => Phase::Joining(JoinStep::Loading),
            (false, false) if founded => Phase::Joining(JoinStep::Loading),
            // Whoever waits for further spaces goes on in those that are here.
            (_, false) => Phase::Open,
        });
        self.index_in_the_background();
        sync_driver::start(self);
        self.follow_link().await;
        Ok(())
    }

    /// Keeps what is half typed, then drops the keys.
    pub(super) async fn lock_up(&self) {
        self.flush_drafts().await;
        if self.device.borrow().is_some() {
            self.forget();
            self.phase.set(Phase::Locked);
        }
    }

    fn heard(self: &Rc<Self>, word: Word) {
        let holds = self.lock.borrow().as_ref().is_some_and(WriterLock::holds);
        match word {
            Word::TakeOver if holds => {
                let core = Rc::clone(self);
                spawn_local(async move {
                    core.flush_drafts().await;
                    core.lost();
                    if let Some(channel) = core.channel.borrow().as_ref() {
                        channel.say(Word::Released);
                    }
                });
            }
            Word::Wiped => {
                self.lost();
                leave_nothing::leave();
            }
            Word::Released => self.bell.ring(Ring::Loud),
            Word::TakeOver => {}
        }
    }

    /// Stops writing: another window does.
    fn lost(&self) {
        self.forget();
        *self.store.borrow_mut() = None;
        *self.lock.borrow_mut() = None;
        self.phase.set(Phase::OtherTab);
    }

    /// Asks the other window to stop, waits for what it is writing, and takes its place.
    pub(super) async fn take_over(self: &Rc<Self>) {
        self.phase.set(Phase::Starting);
        if let Some(channel) = self.channel.borrow().as_ref() {
            channel.say(Word::TakeOver);
        }
        self.bell.wait(Ring::Loud, HAND_OVER_MS).await;
        if !self.become_writer(Ask::IfFree).await && !self.become_writer(Ask::Steal).await {
            self.phase.set(Phase::OtherTab);
            return;
        }
        Rc::clone(self).open().await;
    }
}

#[cfg(target_arch = "wasm32")]
async fn open_store() -> Result<(Rc<dyn Store>, bool), StoreError> {
    use crate::storage::IndexedStore;
    let store = IndexedStore::open(IndexedStore::NAME).await?;
    let new = store.is_new();
    Ok((Rc::new(store), new))
}

/// Outside of a browser there is no store; tests bring their own.
#[cfg(not(target_arch = "wasm32"))]
async fn open_store() -> Result<(Rc<dyn Store>, bool), StoreError> {
    std::future::ready(Err(StoreError::Unavailable)).await
}
