//! A few read-only connections, lent one at a time to blocking threads.

use super::DbError;
use rusqlite::{Connection, Transaction};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;

/// One state of the database, for reading.
pub struct Read<'a> {
    pub(super) tx: Transaction<'a>,
}

pub(super) struct Readers {
    free: Mutex<Vec<Connection>>,
    permits: Arc<Semaphore>,
}

impl Readers {
    pub(super) fn new(connections: Vec<Connection>) -> Self {
        let permits = Arc::new(Semaphore::new(connections.len()));
        Self {
            free: Mutex::new(connections),
            permits,
        }
    }

    pub(super) async fn read<T: Send + 'static>(
        this: &Arc<Self>,
        question: impl FnOnce(&Read<'_>) -> Result<T, DbError> + Send + 'static,
    ) -> Result<T, DbError> {
        let permit = Arc::clone(&this.permits).acquire_owned().await;
        let permit = permit.map_err(|_| DbError::Closed)?;
        let this = Arc::clone(this);
        // The connection goes back before the permit does, also when the caller has gone away.
        let answer = tokio::task::spawn_blocking(move || {
            let mut db = this.take().ok_or(DbError::Closed)?;
            let answer = ask(&mut db, question);
            this.give_back(db);
            drop(permit);
            answer
        });
        answer.await.map_err(|_| DbError::Closed)?
    }

    pub(super) fn close(&self) {
        self.permits.close();
        self.free
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }

    fn take(&self) -> Option<Connection> {
        self.free
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop()
    }

    fn give_back(&self, db: Connection) {
        if !self.permits.is_closed() {
            self.free
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(db);
        }
    }
}

fn ask<T>(
    db: &mut Connection,
    question: impl FnOnce(&Read<'_>) -> Result<T, DbError>,
) -> Result<T, DbError> {
    let read = Read {
        tx: db.transaction()?,
    };
    question(&read)
}
