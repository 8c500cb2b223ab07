//! A store that fails where a test wants it to: it refuses one commit, or the phone dies just before or just after one.
//! As everywhere, half a commit does not exist ([`contract`](super::contract)).

use super::{Durability, Job, MemoryDisk, MemoryStore, Store, StoreError};
use shared::sync::{Row, Table, Write};
use std::cell::Cell;

/// How a commit fails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The browser refuses it; the next one works.
    Refuse(StoreError),
    /// The battery falls out before anything is written.
    DieBefore,
    /// The battery falls out when it is written, before anybody is told.
    DieAfter,
}

/// The store.
pub(crate) struct FaultyStore {
    disk: MemoryStore,
    /// Commits that still work before the fault.
    left: Cell<usize>,
    fault: Fault,
    dead: Cell<bool>,
}

impl FaultyStore {
    /// Opens a disk on which the commit of this number, counted from 0, fails.
    pub(crate) fn open(disk: &MemoryDisk, number: usize, fault: Fault) -> Self {
        Self {
            disk: disk.open(),
            left: Cell::new(number),
            fault,
            dead: Cell::new(false),
        }
    }

    /// Whether the phone is off.
    pub(crate) const fn is_dead(&self) -> bool {
        self.dead.get()
    }

    fn off<T>() -> Result<T, StoreError> {
        Err(StoreError::Unavailable)
    }
}

impl Store for FaultyStore {
    fn load(&self, tables: &[Table]) -> Job<'_, Vec<Row>> {
        if self.dead.get() {
            return Box::pin(std::future::ready(Self::off()));
        }
        self.disk.load(tables)
    }

    fn keys(&self, table: Table) -> Job<'_, Vec<Vec<u8>>> {
        if self.dead.get() {
            return Box::pin(std::future::ready(Self::off()));
        }
        self.disk.keys(table)
    }

    fn get(&self, table: Table, key: Vec<u8>) -> Job<'_, Option<Vec<u8>>> {
        if self.dead.get() {
            return Box::pin(std::future::ready(Self::off()));
        }
        self.disk.get(table, key)
    }

    fn commit(&self, changes: Vec<Write>, durability: Durability) -> Job<'_, ()> {
        if self.dead.get() {
            return Box::pin(std::future::ready(Self::off()));
        }
        let Some(left) = self.left.get().checked_sub(1) else {
            // Only once.
            self.left.set(usize::MAX);
            return match &self.fault {
                Fault::Refuse(error) => Box::pin(std::future::ready(Err(error.clone()))),
                Fault::DieBefore => {
                    self.dead.set(true);
                    Box::pin(std::future::ready(Self::off()))
                }
                Fault::DieAfter => {
                    let job = self.disk.commit(changes, durability);
                    Box::pin(async move {
                        job.await?;
                        self.dead.set(true);
                        Self::off()
                    })
                }
            };
        };
        self.left.set(left);
        self.disk.commit(changes, durability)
    }
}
