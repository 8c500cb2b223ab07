//! Which files the server has, kept on the disk.

use super::carry::Stop;
use super::known::LOOK_MS;
use crate::platform::random::BrowserEntropy;
use crate::state::core::Core;
use crate::storage::Durability;
use shared::ids::Hash;
use shared::sync::{Table, Write};

/// Row of [`Table::Notes`] that holds the names of the files the server has.
const SAFE: &[u8] = b"files";

impl Core {
    /// Returns what the server had when this was last kept: without network nothing newer is known.
    pub(super) async fn kept_safe(&self) -> Vec<Hash> {
        let row = match self.store() {
            Ok(store) => store.get(Table::Notes, SAFE.to_vec()).await.ok().flatten(),
            Err(_) => None,
        };
        let device = self.device.borrow();
        let plain = row.zip(device.as_ref()).and_then(|(row, device)| {
            let local = device.local_key();
            local.open_row(Table::Notes.name(), SAFE, &row).ok()
        });
        let mut names = Vec::new();
        for name in plain.unwrap_or_default().chunks(32) {
            names.extend(Hash::from_slice(name));
        }
        names
    }

    pub(super) async fn keep_safe(&self) -> Result<(), Stop> {
        let write = {
            let mut blobs = self.blobs.borrow_mut();
            let device = self.device.borrow();
            let Some(device) = device.as_ref().filter(|_| blobs.learnt) else {
                return Ok(());
            };
            blobs.learnt = false;
            let mut plain = Vec::new();
            for name in &blobs.safe {
                plain.extend(name.0);
            }
            let (table, key) = (Table::Notes, SAFE.to_vec());
            let local = device.local_key();
            let value = local.seal_row(table.name(), &key, &plain, &mut BrowserEntropy);
            Write::Put { table, key, value }
        };
        let store = self.store().map_err(|_| Stop::Over)?;
        let kept = store.commit(vec![write], Durability::Relaxed).await;
        kept.map_err(|_| Stop::Later(LOOK_MS))
    }
}
