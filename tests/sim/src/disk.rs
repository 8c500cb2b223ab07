//! The storage of a phone: rows in memory, changed by whole transactions.

use shared::crypto::LocalKey;
use shared::ids::SpaceId;
use shared::protocol::messages::{LogPage, LogRow, Point};
use shared::sync::{Row, Table, Write};
use std::collections::BTreeMap;

/// Rows of a phone. Cloning it copies the phone.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    rows: BTreeMap<(Table, Vec<u8>), Vec<u8>>,
}

impl Disk {
    /// Stores changes, all of them.
    pub fn commit(&mut self, writes: &[Write]) {
        for write in writes {
            match write {
                Write::Put { table, key, value } => {
                    self.rows.insert((*table, key.clone()), value.clone());
                }
                Write::Delete { table, key } => {
                    self.rows.remove(&(*table, key.clone()));
                }
            }
        }
    }

    /// Returns every row.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        self.rows
            .iter()
            .map(|((table, key), value)| Row {
                table: *table,
                key: key.clone(),
                value: value.clone(),
            })
            .collect()
    }

    /// Opens a row; `None` if it is not there or not sealed under `local`.
    #[must_use]
    pub fn open(&self, table: Table, key: &[u8], local: &LocalKey) -> Option<Vec<u8>> {
        let sealed = self.rows.get(&(table, key.to_vec()))?;
        local.open_row(table.name(), key, sealed).ok()
    }

    /// Returns the keys of a table's rows that belong to a space.
    pub fn keys(&self, table: Table, space: SpaceId) -> impl Iterator<Item = &Vec<u8>> {
        let own = move |key: &&Vec<u8>| key.starts_with(&space.0);
        let there = self.rows.keys().filter(move |(place, _)| *place == table);
        there.map(|(_, key)| key).filter(own)
    }

    /// Returns the number behind which the stored log of a space begins: that of the checkpoint it rests on, or less.
    #[must_use]
    pub fn log_begins(&self, space: SpaceId, local: &LocalKey) -> usize {
        let rest = self.open(Table::Checkpoints, &rest_key(space), local);
        let rest = rest.and_then(|bytes| minicbor::decode::<RestRow>(&bytes).ok());
        rest.map_or(0, |rest| usize::try_from(rest.from.seq).unwrap_or(0))
    }

    /// Returns the stored log of a space, in order.
    #[must_use]
    pub fn log(&self, space: SpaceId, local: &LocalKey) -> Vec<LogRow> {
        let pages = self.keys(Table::Log, space).filter_map(|key| {
            let bytes = self.open(Table::Log, key, local)?;
            minicbor::decode::<LogPage>(&bytes).ok()
        });
        pages.flat_map(|page| page.rows).collect()
    }
}

/// The row that says on which checkpoint a space rests, as the device stores it.
#[derive(Debug, minicbor::Decode)]
pub struct RestRow {
    /// The signed manifest.
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    pub manifest: Vec<u8>,
    /// Where the stored log begins.
    #[n(1)]
    pub from: Point,
}

/// Key of that row.
#[must_use]
pub fn rest_key(space: SpaceId) -> Vec<u8> {
    [&space.0[..], &[0]].concat()
}
