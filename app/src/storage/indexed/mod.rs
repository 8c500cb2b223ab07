//! The store in the browser's IndexedDB: one object store per table, binary keys, binary values.

mod database;
mod wait;

use super::{Durability, Job, Store, StoreError, migrations, parts};
use database::Database;
use js_sys::{Array, Uint8Array};
use shared::sync::{Row, Table, Write};
use std::collections::BTreeSet;
use wait::failure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{IdbObjectStore, IdbRequest, IdbTransaction, IdbTransactionMode};

/// A store in the browser.
pub struct IndexedStore {
    database: Database,
}

impl IndexedStore {
    /// Name of the database of the app.
    pub const NAME: &'static str = "schulterschluss";

    /// Opens the database, makes it if there is none, and steps its shape up to the current version.
    ///
    /// # Errors
    ///
    /// Every [`StoreError`]; the database is left as it was.
    pub async fn open(name: &str) -> Result<Self, StoreError> {
        Ok(Self {
            database: Database::open(name).await?,
        })
    }

    /// Whether the database has just been made: there was none of this name.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.database.is_new()
    }

    /// Erases the database: first the slots, without which nothing in it can be opened any more, then all of it.
    ///
    /// Needs neither a connection nor a key, and other windows give way.
    ///
    /// # Errors
    ///
    /// [`StoreError`] of the last step; the slots may be gone all the same.
    pub async fn erase(name: &str) -> Result<(), StoreError> {
        // A database whose slots cannot be reached is deleted as it is.
        if let Ok(store) = Self::open(name).await {
            let slots = store.load(&[Table::Vault]).await.unwrap_or_default();
            let changes = slots
                .into_iter()
                .map(|row| Write::Delete {
                    table: row.table,
                    key: row.key,
                })
                .collect();
            let _deleted_below = store.commit(changes, Durability::Strict).await;
        }
        database::delete(name).await
    }

    async fn read(&self, tables: Vec<Table>) -> Result<Vec<Row>, StoreError> {
        if tables.is_empty() {
            return Ok(Vec::new());
        }
        let transaction = self
            .database
            .begin(
                &names(&tables),
                IdbTransactionMode::Readonly,
                Durability::Relaxed,
            )
            .await?;
        let mut answers = Vec::with_capacity(tables.len());
        for table in tables {
            let store = transaction
                .object_store(table.name())
                .map_err(|error| failure(&error))?;
            let keys = store.get_all_keys().map_err(|error| failure(&error))?;
            let values = store.get_all().map_err(|error| failure(&error))?;
            answers.push((table, keys, values));
        }
        wait::complete(&transaction).await?;
        let mut rows = Vec::new();
        for (table, keys, values) in answers {
            let (keys, values) = (list(&keys)?, list(&values)?);
            if keys.length() != values.length() {
                return Err(StoreError::Corrupted {
                    place: table.name(),
                });
            }
            for (key, value) in keys.iter().zip(values.iter()) {
                let value = value
                    .dyn_into::<Uint8Array>()
                    .map_err(|_| StoreError::Corrupted {
                        place: table.name(),
                    })?;
                rows.push(Row {
                    table,
                    key: Uint8Array::new(&key).to_vec(),
                    value: value.to_vec(),
                });
            }
        }
        Ok(rows)
    }

    /// Asks one question of one table and waits for the answer.
    async fn ask(
        &self,
        table: Table,
        question: impl FnOnce(&IdbObjectStore) -> Result<IdbRequest, JsValue>,
    ) -> Result<JsValue, StoreError> {
        let tables = [table.name()];
        let transaction = self
            .database
            .begin(&tables, IdbTransactionMode::Readonly, Durability::Relaxed)
            .await?;
        let answer = transaction
            .object_store(table.name())
            .and_then(|store| question(&store))
            .map_err(|error| failure(&error))?;
        wait::complete(&transaction).await?;
        answer.result().map_err(|error| failure(&error))
    }

    async fn read_keys(&self, table: Table) -> Result<Vec<Vec<u8>>, StoreError> {
        let keys = self.ask(table, IdbObjectStore::get_all_keys).await?;
        let keys = Array::from(&keys);
        Ok(keys
            .iter()
            .map(|key| Uint8Array::new(&key).to_vec())
            .collect())
    }

    async fn read_one(&self, table: Table, key: Vec<u8>) -> Result<Option<Vec<u8>>, StoreError> {
        let key = Uint8Array::from(key.as_slice());
        let value = self.ask(table, |store| store.get(&key)).await?;
        if value.is_undefined() {
            return Ok(None);
        }
        let place = table.name();
        let value = value.dyn_into::<Uint8Array>();
        value
            .map(|value| Some(value.to_vec()))
            .map_err(|_| StoreError::Corrupted { place })
    }

    async fn write(&self, changes: Vec<Write>, durability: Durability) -> Result<(), StoreError> {
        let tables: BTreeSet<Table> = changes.iter().map(table_of).collect();
        if tables.is_empty() {
            return Ok(());
        }
        let tables = names(&tables.into_iter().collect::<Vec<_>>());
        let transaction = self
            .database
            .begin(&tables, IdbTransactionMode::Readwrite, durability)
            .await?;
        if let Err(error) = put_all(&transaction, &changes) {
            // What was put before must not stay: half a write is no write.
            let _already_over = transaction.abort();
            return Err(error);
        }
        wait::complete(&transaction).await
    }
}

fn names(tables: &[Table]) -> Vec<&'static str> {
    tables.iter().map(|table| table.name()).collect()
}

const fn table_of(change: &Write) -> Table {
    match change {
        Write::Put { table, .. } | Write::Delete { table, .. } => *table,
    }
}

fn put_all(transaction: &IdbTransaction, changes: &[Write]) -> Result<(), StoreError> {
    let mut last: Option<(Table, IdbObjectStore)> = None;
    for change in changes {
        let (table, key, value) = parts(change)?;
        let store = match last.take() {
            Some((name, store)) if name == table => store,
            _ => transaction
                .object_store(table.name())
                .map_err(|error| failure(&error))?,
        };
        let key = Uint8Array::from(key);
        match value {
            Some(value) => store.put_with_key(&Uint8Array::from(value), &key),
            None => store.delete(&key),
        }
        .map_err(|error| failure(&error))?;
        last = Some((table, store));
    }
    Ok(())
}

fn list(request: &IdbRequest) -> Result<Array, StoreError> {
    request
        .result()
        .map_err(|error| failure(&error))
        .map(|list| Array::from(&list))
}

impl Store for IndexedStore {
    fn load(&self, tables: &[Table]) -> Job<'_, Vec<Row>> {
        Box::pin(self.read(tables.to_vec()))
    }

    fn keys(&self, table: Table) -> Job<'_, Vec<Vec<u8>>> {
        Box::pin(self.read_keys(table))
    }

    fn get(&self, table: Table, key: Vec<u8>) -> Job<'_, Option<Vec<u8>>> {
        Box::pin(self.read_one(table, key))
    }

    fn commit(&self, changes: Vec<Write>, durability: Durability) -> Job<'_, ()> {
        Box::pin(self.write(changes, durability))
    }
}
