//! Counting while the phone is locked: the keys are not in memory, whoever holds the phone can add one and nothing else.
//!
//! On the disk stands a number that the screen shows anyway, and sealed beside it the event it belongs to. With the next
//! unlock the number becomes a count of that event and goes away, in one transaction: it counts exactly once, also when the
//! battery falls out in between (`shared::event::under_lock`).

use super::core::{Core, Handle};
use crate::error::AppError;
use crate::platform::bell::Ring;
use crate::platform::clock;
use crate::platform::random::BrowserEntropy;
use crate::storage::Durability;
use crate::ui::*;
use shared::crypto::{Entropy, LocalKey};
use shared::event::under_lock::Locked;
use shared::event::{number, tally};
use shared::ids::{RecordId, SpaceId};
use shared::merge::Edit;
use shared::records::{COUNTED, ZAEHLUNG};
use shared::sync::{Row, Table, Write};
use shared::value::Value;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// Row of [`Table::Vault`]: the number.
const COUNT: &[u8] = b"counted";
/// Row of [`Table::Notes`]: the event, sealed.
const EVENT: &[u8] = b"counted-for";

/// What is counted under lock, as far as this window knows.
#[derive(Default)]
pub(super) struct UnderLockState {
    /// What the screen shows; `None` when the mode is off.
    pub shown: RwSignal<Option<i64>>,
    /// What is on the disk; `None` while a write is under way or after one failed, for then either may be there.
    stored: RwSignal<Option<i64>>,
    /// Why the last write failed.
    failed: RwSignal<Option<AppError>>,
    writing: Cell<bool>,
}

/// Counting while the phone is locked.
#[derive(Clone, Copy)]
pub struct UnderLock(pub(super) Handle);

impl UnderLock {
    /// Returns the number of this phone; `None` when it does not count under lock.
    #[must_use]
    pub fn count(self) -> Signal<Option<i64>> {
        self.0.get_value().under_lock.shown.into()
    }

    /// Whether everything counted is on the disk. Reactive.
    #[must_use]
    pub fn is_stored(self) -> bool {
        let core = self.0.get_value();
        core.under_lock.stored.get() == Some(core.under_lock.shown.get().unwrap_or(0))
    }

    /// Returns why the last write failed; the next tap tries again.
    #[must_use]
    pub fn failed(self) -> Signal<Option<AppError>> {
        self.0.get_value().under_lock.failed.into()
    }

    /// Locks the phone and goes on counting for an event.
    ///
    /// # Errors
    ///
    /// When it could not be stored, or what was counted before could not be; then the phone stays open.
    pub async fn begin(self, event: RecordId) -> Result<(), AppError> {
        let core = self.0.get_value();
        // A number that could not become a count with the last unlock is not written over.
        match core.take_count().await {
            // Its event is not on this phone any more: it went with its circle.
            Err(AppError::NotFound) if !core.is_mending() => {}
            taken => taken?,
        }
        let writes = {
            let device = core.device.borrow();
            let local = device.as_ref().ok_or(AppError::Locked)?.local_key();
            beginning(event, local, &mut BrowserEntropy)
        };
        core.store()?
            .commit(writes, Durability::Strict)
            .await
            .map_err(AppError::Store)?;
        core.under_lock.stored.set(Some(0));
        core.under_lock.failed.set(None);
        core.under_lock.shown.set(Some(0));
        core.lock_up().await;
        Ok(())
    }

    /// Counts one.
    pub fn plus(self) {
        self.change(Locked::plus);
    }

    /// Takes the last one back.
    pub fn minus(self) {
        self.change(Locked::minus);
    }

    fn change(self, how: fn(Locked) -> Locked) {
        let core = self.0.get_value();
        core.under_lock.shown.update(|shown| {
            if let Some(count) = shown {
                *count = how(Locked { count: *count }).count;
            }
        });
        if core.under_lock.writing.replace(true) {
            return;
        }
        spawn_local(async move {
            while core.write_count().await {}
            core.under_lock.writing.set(false);
        });
    }
}

fn put(table: Table, key: &[u8], value: Vec<u8>) -> Write {
    Write::Put {
        table,
        key: key.to_vec(),
        value,
    }
}

fn delete(table: Table, key: &[u8]) -> Write {
    Write::Delete {
        table,
        key: key.to_vec(),
    }
}

/// The rows with which counting under lock begins: the event, sealed, and nobody counted.
pub(super) fn beginning(event: RecordId, local: &LocalKey, rng: &mut dyn Entropy) -> Vec<Write> {
    let sealed = local.seal_row(Table::Notes.name(), EVENT, event.as_bytes(), rng);
    vec![put(Table::Notes, EVENT, sealed), counted(0)]
}

/// The row of a number.
pub(super) fn counted(count: i64) -> Write {
    put(Table::Vault, COUNT, Locked { count }.encode())
}

/// Returns the number that is kept; `None` when the phone does not count under lock.
pub(super) fn count_in(vault: &[Row]) -> Option<i64> {
    let row = vault.iter().find(|row| row.key == COUNT)?;
    Locked::decode(&row.value).map(|locked| locked.count)
}

/// Returns the event that is counted for.
pub(super) fn event_in(notes: &[Row], local: &LocalKey) -> Option<RecordId> {
    let row = notes.iter().find(|row| row.key == EVENT)?;
    let plain = row.open(local).ok()?;
    <[u8; 16]>::try_from(plain.as_slice()).ok().map(RecordId)
}

/// The rows of the count, and those that go with them: one transaction.
pub(super) fn taking(mut count: Vec<Write>) -> Vec<Write> {
    count.extend([delete(Table::Vault, COUNT), delete(Table::Notes, EVENT)]);
    count
}

impl Core {
    /// Writes what the screen shows. The answer says whether to look again.
    async fn write_count(&self) -> bool {
        let Some(count) = self.under_lock.shown.get_untracked() else {
            return false;
        };
        if self.under_lock.stored.get_untracked() == Some(count) {
            return false;
        }
        self.under_lock.stored.set(None);
        let row = counted(count);
        let written = match self.store() {
            Ok(store) => store
                .commit(vec![row], Durability::Strict)
                .await
                .map_err(AppError::Store),
            Err(error) => Err(error),
        };
        match written {
            Ok(()) => {
                self.under_lock.stored.set(Some(count));
                self.under_lock.failed.set(None);
                true
            }
            Err(error) => {
                self.under_lock.failed.set(Some(error));
                false
            }
        }
    }

    /// Goes on counting where it was when the app was closed.
    pub(super) fn find_count(&self, vault: &[Row]) {
        let count = count_in(vault);
        self.under_lock.stored.set(Some(count.unwrap_or(0)));
        self.under_lock.shown.set(count);
    }

    /// After the unlock: the number becomes a count of its event. What cannot be written stays for the next unlock, and
    /// until then the locked phone goes on counting from there.
    pub(super) async fn take_count(self: &Rc<Self>) -> Result<(), AppError> {
        // No tap is taken from here on; one that is being written is on the disk before what follows.
        let Some(count) = self.under_lock.shown.get_untracked() else {
            return Ok(());
        };
        self.under_lock.shown.set(None);
        let taken = self.count_taken(count).await;
        if taken.is_err() {
            self.under_lock.shown.set(Some(count));
        }
        taken
    }

    fn is_mending(&self) -> bool {
        let device = self.device.borrow();
        device.as_ref().is_some_and(|device| device.is_mending())
    }

    /// Writes the number as a count and takes it away, in one transaction.
    async fn count_taken(self: &Rc<Self>, count: i64) -> Result<(), AppError> {
        let notes = self.store()?.load(&[Table::Notes]).await?;
        let mut writes = Vec::new();
        let mut changed = None;
        if count > 0 {
            let mut device = self.device.borrow_mut();
            let device = device.as_mut().ok_or(AppError::Locked)?;
            let event = event_in(&notes, device.local_key()).ok_or(AppError::NotFound)?;
            let (space, record, edits) = self.count_edits(device, event, count)?;
            writes = device
                .write(
                    space,
                    &[(ZAEHLUNG.id, record, edits)],
                    clock::now_ms(),
                    &mut BrowserEntropy,
                )
                .map_err(super::core::write_error)?;
            changed = Some((space, record));
        }
        self.save(taking(writes), Durability::Strict).await?;
        self.changed(changed);
        self.bell.ring(Ring::Soft);
        Ok(())
    }

    /// What counting so many for an event writes: into the event's count, or a new one.
    fn count_edits(
        &self,
        device: &shared::sync::Device,
        event: RecordId,
        count: i64,
    ) -> Result<(SpaceId, RecordId, Vec<Edit>), AppError> {
        let mut shelf = self.shelf.borrow_mut();
        let view = shelf.get(device, event).ok_or(AppError::NotFound)?;
        let parent = ZAEHLUNG.parent.unwrap_or_default();
        let link = Value::Link(event);
        let counts = shelf.list(device, &ZAEHLUNG);
        let counts = counts
            .iter()
            .filter(|it| it.space == view.space && it.state.value(parent) == Some(&link))
            .map(|it| (it.id, &*it.state));
        let (sheet, mut edits) = tally::sheet(event, tally::is_reported(&view.state), counts);
        edits.push(Edit::Add {
            field: number(&ZAEHLUNG, COUNTED.first().copied().unwrap_or_default()),
            amount: count,
        });
        Ok((view.space, sheet, edits))
    }
}
