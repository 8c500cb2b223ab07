//! Rows in memory: storage for headless devices. A commit is all or nothing.

use shared::sync::{Row, Table, Write};
use std::collections::BTreeMap;

/// Rows by table and key.
#[derive(Debug, Clone, Default)]
pub struct MemoryRows {
    rows: BTreeMap<(Table, Vec<u8>), Vec<u8>>,
}

impl MemoryRows {
    /// Stores the writes as one transaction.
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
    pub fn all(&self) -> Vec<Row> {
        let row = |((table, key), value): (&(Table, Vec<u8>), &Vec<u8>)| Row {
            table: *table,
            key: key.clone(),
            value: value.clone(),
        };
        self.rows.iter().map(row).collect()
    }

    /// Returns the number of rows of a table.
    #[must_use]
    pub fn count(&self, table: Table) -> usize {
        self.rows.keys().filter(|(of, _)| *of == table).count()
    }

    /// Returns every stored byte, for searching them.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.rows
            .iter()
            .flat_map(|((_, key), value)| key.iter().chain(value).copied())
            .collect()
    }
}
