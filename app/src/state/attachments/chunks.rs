//! Chunks as they lie here and as they come: sealed under the file's key, one row each.

use super::Trouble;
use super::known::prefix;
use crate::error::AppError;
use crate::state::core::Core;
use crate::storage::Durability;
use shared::blob::{FileRef, Place, open_chunk};
use shared::ids::{Hash, SpaceId};
use shared::protocol::{ProblemCode, routes};
use shared::sync::{HttpRequest, Table, Write};

impl Core {
    /// Opens one chunk: from here if it is whole, else from the server.
    pub(super) async fn chunk(
        &self,
        place: Place,
        file: &FileRef,
        index: u16,
    ) -> Result<Vec<u8>, Trouble> {
        if let Some(sealed) = self.sealed_chunk(place.space, file.name, index).await {
            match open_chunk(place, file, index, &sealed) {
                Ok(plain) => return Ok(plain),
                Err(_) => {
                    let key = self.key_of(place.space, file.name, index);
                    let _gone = self.drop_chunks(key.into_iter().collect()).await;
                }
            }
        }
        let request = HttpRequest::get(routes::blob_chunk(place.space, file.name, index));
        let answer = self
            .try_to_send(request)
            .await
            .map_err(|_| Trouble::Offline)?;
        let sealed = match answer.success() {
            Ok(body) => body.to_vec(),
            Err(problem) if problem.code == ProblemCode::NotFound => return Err(Trouble::Missing),
            Err(_) => return Err(Trouble::Offline),
        };
        let plain = open_chunk(place, file, index, &sealed).map_err(|_| Trouble::Changed)?;
        // A full phone shows it all the same if it is small enough to be fetched in one go.
        let _kept = self
            .keep_chunks(
                place.space,
                file.name,
                index,
                vec![sealed],
                Durability::Relaxed,
            )
            .await;
        Ok(plain)
    }

    /// Returns a chunk as it lies here.
    pub(super) async fn sealed_chunk(
        &self,
        space: SpaceId,
        name: Hash,
        index: u16,
    ) -> Option<Vec<u8>> {
        let key = self.key_of(space, name, index)?;
        self.store().ok()?.get(Table::Blobs, key).await.ok()?
    }

    pub(super) async fn keep_chunks(
        &self,
        space: SpaceId,
        name: Hash,
        first: u16,
        chunks: Vec<Vec<u8>>,
        durability: Durability,
    ) -> Result<(), AppError> {
        let (mut keys, mut writes) = (Vec::new(), Vec::new());
        for (index, value) in (first..).zip(chunks) {
            let mut key = prefix(space, name, index);
            key.extend(u32::try_from(value.len()).unwrap_or(u32::MAX).to_be_bytes());
            keys.push(key.clone());
            writes.push(Write::Put {
                table: Table::Blobs,
                key,
                value,
            });
        }
        self.store()?.commit(writes, durability).await?;
        let mut blobs = self.blobs.borrow_mut();
        for key in keys {
            blobs.keep(key);
        }
        Ok(())
    }

    pub(super) async fn drop_chunks(&self, keys: Vec<Vec<u8>>) -> Result<(), AppError> {
        if keys.is_empty() {
            return Ok(());
        }
        let table = Table::Blobs;
        let writes = keys.iter().map(|key| Write::Delete {
            table,
            key: key.clone(),
        });
        self.store()?
            .commit(writes.collect(), Durability::Strict)
            .await?;
        self.blobs
            .borrow_mut()
            .keys
            .retain(|key| !keys.contains(key));
        self.told();
        Ok(())
    }

    /// Removes chunks of circles this device is not in any longer.
    pub(in crate::state) async fn drop_foreign(&self) -> Result<(), AppError> {
        let gone: Vec<Vec<u8>> = {
            let device = self.device.borrow();
            // Circles whose rows were damaged come back from the server.
            let Some(device) = device.as_ref().filter(|it| !it.is_mending()) else {
                return Ok(());
            };
            let blobs = self.blobs.borrow();
            blobs.keys_if(&|(space, ..)| device.state(space).is_none())
        };
        self.drop_chunks(gone).await
    }

    /// Removes chunks no record refers to, not even one in the Papierkorb. Once after each unlock: what is removed now may
    /// be taken back in a moment.
    pub(super) async fn tidy(&self, space: SpaceId) -> Result<(), AppError> {
        let (_, kept) = self.files(space);
        let gone: Vec<Vec<u8>> = {
            let mut blobs = self.blobs.borrow_mut();
            if !self.has_all_records(space) || blobs.adding > 0 || blobs.look(space).tidied {
                return Ok(());
            }
            blobs.look(space).tidied = true;
            blobs.keys_if(&|(of, name, _)| of == space && kept.binary_search(&name).is_err())
        };
        self.drop_chunks(gone).await
    }

    pub(super) fn key_of(&self, space: SpaceId, name: Hash, index: u16) -> Option<Vec<u8>> {
        let prefix = prefix(space, name, index);
        let blobs = self.blobs.borrow();
        let place = blobs.keys.partition_point(|key| *key < prefix);
        blobs
            .keys
            .get(place)
            .filter(|key| key.starts_with(&prefix))
            .cloned()
    }
}
