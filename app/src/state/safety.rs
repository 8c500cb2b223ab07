//! What keeps the work of this device safe: where a record is, what was recovered, files from phone to phone.

use super::core::Core;
use super::records::RecordView;
use super::{Records, SyncStatus};
use crate::error::AppError;
use crate::platform::bell::Ring;
use crate::platform::clock;
use crate::platform::random::BrowserEntropy;
use crate::storage::{Durability, StoreError};
use leptos::prelude::*;
use minicbor::{Decode, Encode};
use shared::crypto::LocalKey;
use shared::ids::{DeviceId, SpaceId};
use shared::mlog::Capability;
use shared::sync::{
    Contradiction, Device, Extent, Healed, Imported, Mended, Parted, Receipt, Salvaged, SpaceInfo,
    Table, salvage,
};

/// So many recoveries are kept to be read again.
const PAST_MAX: usize = 24;

/// Something that was recovered, kept after its person was told.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Past {
    /// When it was noticed (restored servers) or told (this device), milliseconds since 1970.
    #[n(0)]
    pub at_ms: u64,
    /// What it was.
    #[n(1)]
    pub what: Recovered,
    /// Its person was told.
    #[n(2)]
    pub told: bool,
}

/// What can be recovered.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum Recovered {
    /// A server that was restored.
    #[n(0)]
    Healed(#[n(0)] Healed),
    /// A damaged storage.
    #[n(1)]
    Mended(#[n(0)] Mended),
    /// A device that had a copy.
    #[n(2)]
    Parted(#[n(0)] Parted),
}

/// Envelopes of a device that are missing: from which number to which.
pub type Missing = (DeviceId, u64, u64);

/// What cannot be read or agreed on in a space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsettled {
    /// Title of the space.
    pub title: String,
    /// The space.
    pub space: SpaceId,
    /// Two devices came to different states.
    pub contradiction: Option<Contradiction>,
    /// This device is one of the two, or its person an admin who has to look after it.
    pub concerned: bool,
    /// Changes of a later version of the app.
    pub newer: usize,
    /// Envelopes that could not be opened.
    pub closed: usize,
}

/// What happened to this device or its server that its person has not been told yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Told {
    /// Some of the storage is damaged and being read again.
    pub mending: bool,
    /// It was, and is whole again.
    pub mended: Option<Mended>,
    /// The device had a copy.
    pub parted: Option<Parted>,
    /// The server was restored.
    pub healed: Vec<Healed>,
}

impl SyncStatus {
    /// Returns how many entries this device has: what a person can open, in all circles. Reactive.
    #[must_use]
    pub fn entries(self) -> usize {
        let core = self.0.get_value();
        core.revision.track();
        core.device.borrow().as_ref().map_or(0, Device::entries)
    }

    /// Returns how many of them a circle has. Reactive.
    #[must_use]
    pub fn entries_in(self, space: SpaceId) -> usize {
        let core = self.0.get_value();
        core.revision.track();
        let device = core.device.borrow();
        device.as_ref().map_or(0, |it| it.entries_in(space))
    }

    /// Returns the number of entries, if the server is known to have all of them. Reactive.
    #[must_use]
    pub fn all_on_server(self) -> Option<usize> {
        let core = self.0.get_value();
        core.revision.track();
        let device = core.device.borrow();
        device.as_ref()?.all_on_server()
    }

    /// Returns what the person has not been told yet. Reactive.
    #[must_use]
    pub fn to_tell(self) -> Told {
        let core = self.0.get_value();
        core.revision.track();
        let untold = core.past.get().into_iter().filter(|past| !past.told);
        let healed = untold.filter_map(|past| match past.what {
            Recovered::Healed(healed) => Some(healed),
            Recovered::Mended(_) | Recovered::Parted(_) => None,
        });
        let healed = healed.collect();
        let device = core.device.borrow();
        device.as_ref().map_or_else(Told::default, |device| Told {
            mending: device.is_mending(),
            mended: device.mended(),
            parted: device.parted(),
            healed,
        })
    }

    /// Forgets it: the person was told.
    pub fn told(self) {
        let core = self.0.get_value();
        wasm_bindgen_futures::spawn_local(async move {
            let writes = {
                let mut device = core.device.borrow_mut();
                let Some(device) = device.as_mut() else {
                    return;
                };
                let mended = device.mended().map(Recovered::Mended);
                let parted = device.parted().map(Recovered::Parted);
                let mut writes = device.mended_was_told();
                writes.extend(device.parted_was_told());
                core.past.update(|all| {
                    all.iter_mut().for_each(|past| past.told = true);
                });
                core.note_past(mended.into_iter().chain(parted), true);
                writes
            };
            if core.save(writes, Durability::Strict).await.is_ok() {
                core.keep_journal().await;
            }
            core.changed([]);
        });
    }

    /// Returns everything that was recovered, newest first, with what of it is still missing. Reactive.
    #[must_use]
    pub fn recovered(self) -> Vec<(Past, Vec<Missing>)> {
        let core = self.0.get_value();
        core.revision.track();
        let device = core.device.borrow();
        let with_missing = |past: Past| {
            let missing = match (&past.what, device.as_ref()) {
                (Recovered::Healed(healed), Some(device)) => device.still_missing(healed),
                _ => Vec::new(),
            };
            (past, missing)
        };
        core.past.get().into_iter().map(with_missing).collect()
    }

    /// Returns the spaces in which something cannot be read or agreed on. Reactive.
    #[must_use]
    pub fn unsettled(self) -> Vec<Unsettled> {
        let core = self.0.get_value();
        core.revision.track();
        let device = core.device.borrow();
        let spaces = device.as_ref().map(|device| device.spaces());
        let concerned = |info: &SpaceInfo| {
            let (Some(device), Some(it)) = (device.as_ref(), info.contradiction) else {
                return false;
            };
            let members = device.members(info.id);
            let capability = members.and_then(|members| members.capability(device.id()));
            [it.maker, it.other].contains(&device.id()) || capability == Some(Capability::Admin)
        };
        let unsettled = |info: SpaceInfo| Unsettled {
            concerned: concerned(&info),
            title: info.title,
            space: info.id,
            contradiction: info.contradiction,
            newer: info.waiting_for_update,
            closed: info.quarantined,
        };
        let all = spaces.into_iter().flatten().map(unsettled);
        all.filter(|it| it.contradiction.is_some() || it.newer + it.closed > 0)
            .collect()
    }

    /// Returns how many of this device's own notes were passed over because they are damaged. Reactive.
    #[must_use]
    pub fn passed_over(self) -> usize {
        let core = self.0.get_value();
        core.revision.track();
        let device = core.device.borrow();
        device.as_ref().map_or(0, |device| device.unreadable())
    }

    /// Returns why the last save did not reach the disk; `None` once one has. Reactive.
    #[must_use]
    pub fn store_trouble(self) -> Option<StoreError> {
        self.0.get_value().trouble.get()
    }

    /// Returns what could be saved of a storage no device can be built from.
    #[must_use]
    pub fn salvaged(self) -> Option<Salvaged> {
        self.0.get_value().salvaged.borrow().clone()
    }

    /// Makes a rescue file. What is sealed for it is on the disk before the file is there, unless the disk takes nothing
    /// any more: then the file is the more needed, and another device that is first at the server makes this one go on
    /// under a new name, which loses nothing (`what_was_handed_over_before_it_could_be_stored_arrives_once`).
    ///
    /// # Errors
    ///
    /// When the device is locked, does not know its own numbers for sure, or cannot store.
    pub async fn rescue(self, extent: Extent) -> Result<Vec<u8>, AppError> {
        let core = self.0.get_value();
        let (file, writes) = {
            let mut device = core.device.borrow_mut();
            let device = device.as_mut().ok_or(AppError::Locked)?;
            device.rescue(extent, clock::now_ms(), &mut BrowserEntropy)?
        };
        match core.save(writes, Durability::Strict).await {
            Ok(()) | Err(AppError::Store(StoreError::Quota)) => {}
            Err(error) => return Err(error),
        }
        core.bell.ring(Ring::Soft);
        Ok(file)
    }

    /// Takes in a rescue file; what is new is on the disk when this resolves.
    ///
    /// # Errors
    ///
    /// When it is none, or none for this device; nothing was changed.
    pub async fn take_rescue(self, file: &[u8]) -> Result<Imported, AppError> {
        let core = self.0.get_value();
        let mut imported = {
            let mut device = core.device.borrow_mut();
            let device = device.as_mut().ok_or(AppError::Locked)?;
            device.take_rescue(file, clock::now_ms(), &mut BrowserEntropy)?
        };
        let writes = std::mem::take(&mut imported.writes);
        core.save(writes, Durability::Strict).await?;
        core.changed(imported.records.iter().copied());
        core.bell.ring(Ring::Soft);
        Ok(imported)
    }
}

impl Records {
    /// Returns where a record is. Reactive.
    #[must_use]
    pub fn receipt(self, view: &RecordView) -> Option<Receipt> {
        let core = self.0.get_value();
        core.revision.track();
        let device = core.device.borrow();
        device.as_ref()?.receipt(view.space, view.id)
    }
}

impl Core {
    /// Puts small rows together, where there are many.
    pub(crate) async fn pack(&self) {
        let writes = {
            let mut device = self.device.borrow_mut();
            let device = device.as_mut();
            device.map_or_else(Vec::new, |device| device.pack(&mut BrowserEntropy))
        };
        // If it fails, the device was loaded again from the rows as they are; it is tried again later.
        let _later = self.save(writes, Durability::Strict).await;
    }

    /// Takes note of restored servers; returns whether there were any.
    pub(crate) fn note_healed(&self) -> bool {
        let mut new = {
            let mut device = self.device.borrow_mut();
            let device = device.as_mut();
            device.map_or_else(Vec::new, |device| device.take_healed())
        };
        new.retain(|healed| healed.offered > 0 || !healed.missing.is_empty());
        let any = !new.is_empty();
        self.note_past(new.into_iter().map(Recovered::Healed), false);
        any
    }

    fn note_past(&self, new: impl Iterator<Item = Recovered>, told: bool) {
        let at_ms = clock::now_ms();
        let new: Vec<Past> = new.map(|what| Past { at_ms, what, told }).collect();
        if !new.is_empty() {
            self.past.update(|past| {
                past.splice(0..0, new);
                past.truncate(PAST_MAX);
            });
        }
    }

    /// Saves what is whole in a storage no device can be built from.
    pub(super) async fn salvage(&self, local: &LocalKey) {
        let Ok(store) = self.store() else { return };
        let rows = store.load(&Table::ALL).await.unwrap_or_default();
        let saved = salvage(local, &rows, clock::now_ms(), &mut BrowserEntropy);
        *self.salvaged.borrow_mut() = saved;
    }
}
