//! What keeps the work of this device safe: where a record is, what was recovered, files from phone to phone.

use super::core::Core;
use super::records::RecordView;
use super::{Records, SyncStatus};
use crate::error::AppError;
use crate::platform::bell::Ring;
use crate::platform::clock;
use crate::platform::random::BrowserEntropy;
use crate::storage::Durability;
use leptos::prelude::*;
use shared::sync::{Extent, Healed, Imported, Mended, Parted, Receipt};

/// Greatest number of restored servers that are told of.
const HEALED_MAX: usize = 8;

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
    /// Returns the number of records, if the server is known to have all of them. Reactive.
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
        let healed = core.healed.get();
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
                let mut writes = device.mended_was_told();
                writes.extend(device.parted_was_told());
                writes
            };
            core.healed.set(Vec::new());
            if core.save(writes, Durability::Strict).await.is_ok() {
                core.keep_journal().await;
            }
            core.changed([]);
        });
    }

    /// Makes a rescue file. What is sealed for it is on the disk before the file is there.
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
        core.save(writes, Durability::Strict).await?;
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
    pub(super) fn note_healed(&self) -> bool {
        let mut new = {
            let mut device = self.device.borrow_mut();
            let device = device.as_mut();
            device.map_or_else(Vec::new, |device| device.take_healed())
        };
        new.retain(|healed| healed.offered > 0 || !healed.missing.is_empty());
        let any = !new.is_empty();
        if any {
            self.healed.update(|healed| {
                healed.splice(0..0, new);
                healed.truncate(HEALED_MAX);
            });
        }
        any
    }
}
