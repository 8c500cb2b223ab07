//! Where sealed rows lie on the device, and nothing else: no keys, no records, no idea of what is in a row.
//!
//! Rows, tables and changes are `shared::sync`'s; values are sealed before they get here.
//!
//! Promises of every [`Store`], checked by [`contract`] for each implementation:
//! 1. [`Store::commit`] is one transaction: after any failure or kill either all of it is there or none.
//! 2. When a commit with [`Durability::Strict`] resolves, the rows survive a killed browser.
//! 3. Rows come back in the order of their keys, byte for byte.
//! 4. A store that cannot be read is an error, never an empty store.

pub mod contract;
mod error;
#[cfg(test)]
pub(crate) mod faulty;
#[cfg(target_arch = "wasm32")]
mod indexed;
mod memory;
pub mod migrations;

pub use error::StoreError;
#[cfg(target_arch = "wasm32")]
pub use indexed::IndexedStore;
pub use memory::{MemoryDisk, MemoryStore};

use shared::sync::{Row, Table, Write};
use std::future::Future;
use std::pin::Pin;

/// Greatest length of a key. Keys are ids and numbers.
pub const KEY_BYTES_MAX: usize = 256;

/// A step of the store, to be awaited.
pub type Job<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + 'a>>;

/// How sure a commit has to be before it resolves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// On the disk. For everything a person did.
    Strict,
    /// With the operating system. For what can be fetched again.
    Relaxed,
}

/// A place for rows.
pub trait Store {
    /// Returns every row of the named tables, in the order of the tables and then of the keys.
    fn load(&self, tables: &[Table]) -> Job<'_, Vec<Row>>;

    /// Returns the keys of a table in their order, without the values.
    fn keys(&self, table: Table) -> Job<'_, Vec<Vec<u8>>>;

    /// Returns one value; `None` if there is no such row.
    fn get(&self, table: Table, key: Vec<u8>) -> Job<'_, Option<Vec<u8>>>;

    /// Makes all changes, in order, or none. Resolves when they are as sure as `durability` asks for.
    fn commit(&self, changes: Vec<Write>, durability: Durability) -> Job<'_, ()>;
}

/// Table, key, and the value a change leaves there.
type Parts<'a> = (Table, &'a [u8], Option<&'a [u8]>);

/// Takes a change apart.
fn parts(change: &Write) -> Result<Parts<'_>, StoreError> {
    let (table, key, value) = match change {
        Write::Put { table, key, value } => (*table, key, Some(value.as_slice())),
        Write::Delete { table, key } => (*table, key, None),
    };
    if key.len() > KEY_BYTES_MAX {
        return Err(StoreError::KeyTooLong { bytes: key.len() });
    }
    Ok((table, key, value))
}
