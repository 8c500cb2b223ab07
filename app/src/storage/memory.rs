//! A store in memory, for tests and headless devices. Its disk outlives the store, like a real one.

use super::{Durability, Job, Store, StoreError, parts};
use shared::sync::{Row, Table, Write};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

type Tables = BTreeMap<Table, BTreeMap<Vec<u8>, Vec<u8>>>;

/// What stays when a [`MemoryStore`] is dropped.
#[derive(Debug, Clone, Default)]
pub struct MemoryDisk(Rc<RefCell<Tables>>);

/// A store on a [`MemoryDisk`].
#[derive(Debug, Clone)]
pub struct MemoryStore(MemoryDisk);

impl MemoryDisk {
    /// Opens the disk.
    #[must_use]
    pub fn open(&self) -> MemoryStore {
        MemoryStore(self.clone())
    }
}

impl MemoryStore {
    fn read(&self, tables: &[Table]) -> Vec<Row> {
        let disk = self.0.0.borrow();
        let mut rows = Vec::new();
        for table in tables {
            for (key, value) in disk.get(table).into_iter().flatten() {
                rows.push(Row {
                    table: *table,
                    key: key.clone(),
                    value: value.clone(),
                });
            }
        }
        rows
    }

    fn write(&self, changes: &[Write]) -> Result<(), StoreError> {
        let changes = changes.iter().map(parts).collect::<Result<Vec<_>, _>>()?;
        let mut disk = self.0.0.borrow_mut();
        for (table, key, value) in changes {
            let rows = disk.entry(table).or_default();
            match value {
                Some(value) => drop(rows.insert(key.to_vec(), value.to_vec())),
                None => drop(rows.remove(key)),
            }
        }
        Ok(())
    }
}

impl Store for MemoryStore {
    fn load(&self, tables: &[Table]) -> Job<'_, Vec<Row>> {
        let rows = self.read(tables);
        Box::pin(async { Ok(rows) })
    }

    fn keys(&self, table: Table) -> Job<'_, Vec<Vec<u8>>> {
        let rows = self.read(&[table]);
        Box::pin(async { Ok(rows.into_iter().map(|row| row.key).collect()) })
    }

    fn get(&self, table: Table, key: Vec<u8>) -> Job<'_, Option<Vec<u8>>> {
        let mut rows = self.read(&[table]).into_iter();
        let found = rows.find(|row| row.key == key).map(|row| row.value);
        Box::pin(async { Ok(found) })
    }

    fn commit(&self, changes: Vec<Write>, _: Durability) -> Job<'_, ()> {
        Box::pin(async move { self.write(&changes) })
    }
}

#[cfg(test)]
mod tests {
    use super::super::contract;
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn memory_keeps_the_contract() {
        let broken = contract::run_now(async {
            let mut broken = Vec::new();
            for promise in contract::ALL {
                let disk = MemoryDisk::default();
                let open = || -> Job<'static, Rc<dyn Store>> {
                    let store: Rc<dyn Store> = Rc::new(disk.open());
                    Box::pin(async { Ok(store) })
                };
                if let Err(how) = promise.check(&open).await {
                    broken.push((promise.name, how));
                }
            }
            broken
        });
        assert_eq!(broken, Vec::new());
    }
}
