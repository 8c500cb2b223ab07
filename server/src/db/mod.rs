//! The only place that knows which database this is.
//!
//! One writer thread behind a bounded queue takes every change and commits in groups; a few read-only
//! connections answer pulls. Rows go in, domain types come out. No HTTP here, and no SQL anywhere else.

mod audit;
mod backup;
mod blobs;
mod checkpoints;
mod error;
mod invites;
mod log;
mod members;
mod members_cache;
mod meta;
mod migrate;
mod parcels;
mod readers;
mod recover;
mod sessions;
mod spaces;
mod trim;
mod writer;

pub use audit::{AuditEvent, AuditRow, audit, audit_refusal, list_audit, prune_audit};
pub use backup::{BackupError, BackupReport, back_up, restore};
pub use blobs::{BlobOffer, drop_blob, find_chunk, list_blobs, offer_blob, prune_blobs, put_chunk};
pub use checkpoints::{add_segment, attest, find_checkpoint, find_segment, lease, offer};
pub use error::DbError;
pub use invites::{
    Invite, JoinOutcome, add_invite, add_join, deny_join, find_invite, list_joins, prune_invites,
    withdraw_invite,
};
pub use log::{Page, PageQuery, Pushed, page_of_log, push};
pub use members::{Append, Appended, MembersPage, append, is_removed, members_page, note_told};
pub use meta::{has_network, keep_bootstrap, quiet_until_ms};
pub use parcels::{add_parcel, list_parcels, prune_parcels, settle_parcel};
pub use readers::Read;
pub use recover::{Recover, recover};
pub use sessions::{StoredSession, find_public, keep_session, list_sessions, touch_sessions};
pub use spaces::{heads_of_device, spaces_of_device};
pub use trim::trim;
pub use writer::{Notice, Write, WriteCounts};

use readers::Readers;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use writer::Writer;

/// How long a connection waits for another process that has the file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// Size of a page of the file: small, because every table and index of an idle town takes at least one.
const PAGE_BYTES: i64 = 4096;
/// Name of the database file in the data folder.
pub const FILE_NAME: &str = "schulterschluss.sqlite";

/// Where the database is and how much may wait.
#[derive(Debug, Clone)]
pub struct DbOptions {
    /// Folder of all data; made if it is missing.
    pub folder: PathBuf,
    /// Greatest number of writes that wait; more are refused with [`DbError::Busy`].
    pub queue_jobs_max: usize,
    /// Greatest number of writes in one commit.
    pub group_jobs_max: usize,
    /// Number of read-only connections.
    pub readers: usize,
}

/// The database: one writer, some readers. Cloning gives another handle.
#[derive(Clone)]
pub struct Db {
    writer: Arc<Writer>,
    readers: Arc<Readers>,
}

impl Db {
    /// Opens the database and brings it to the newest schema.
    ///
    /// `notify` is called on the writer thread for each notice, after the commit it belongs to.
    ///
    /// # Errors
    ///
    /// [`DbError::Folder`], [`DbError::TooNew`], [`DbError::Sqlite`].
    pub fn open(
        options: &DbOptions,
        notify: impl Fn(Notice) + Send + 'static,
    ) -> Result<Self, DbError> {
        make_folder(&options.folder)?;
        let path = options.folder.join(FILE_NAME);
        let mut connection = Connection::open(&path)?;
        tune_writer(&connection)?;
        migrate::migrate(&mut connection)?;
        give_pages_back(&connection)?;
        let readers = (0..options.readers.max(1))
            .map(|_| open_reader(&path))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            writer: Arc::new(Writer::start(connection, options, notify)),
            readers: Arc::new(Readers::new(readers)),
        })
    }

    /// Runs `change` in the writer's next group; returns after the commit.
    ///
    /// An error undoes this change and no other.
    ///
    /// # Errors
    ///
    /// What `change` returns; [`DbError::Busy`], [`DbError::Closed`], [`DbError::Commit`].
    pub async fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&mut Write<'_>) -> Result<T, DbError> + Send + 'static,
    ) -> Result<T, DbError> {
        self.writer.write(change).await
    }

    /// Runs `question` on a read-only connection and a blocking thread; it sees one state of the file.
    ///
    /// # Errors
    ///
    /// What `question` returns; [`DbError::Closed`].
    pub async fn read<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Read<'_>) -> Result<T, DbError> + Send + 'static,
    ) -> Result<T, DbError> {
        Readers::read(&self.readers, question).await
    }

    /// Folds what was written into the database file, when the writer comes to it: what is idle takes no room
    /// beside it.
    ///
    /// # Errors
    ///
    /// [`DbError::Busy`], [`DbError::Closed`].
    pub fn fold(&self) -> Result<(), DbError> {
        self.writer.fold()
    }

    /// Returns how many writes and commits there were.
    #[must_use]
    pub fn counts(&self) -> WriteCounts {
        self.writer.counts()
    }

    /// Takes no more writes, waits until every waiting one is committed, and closes the file.
    pub fn close(&self) {
        // The writer goes last: only it may fold the write-ahead file into the database.
        self.readers.close();
        self.writer.close();
    }
}

/// Opens the database for one short command beside a server that may be running.
///
/// # Errors
///
/// As [`Db::open`].
pub fn with_file<T>(
    folder: &Path,
    change: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T, DbError>,
) -> Result<T, DbError> {
    make_folder(folder)?;
    let mut connection = Connection::open(folder.join(FILE_NAME))?;
    tune_writer(&connection)?;
    migrate::migrate(&mut connection)?;
    let tx = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let done = change(&tx)?;
    tx.commit()?;
    Ok(done)
}

/// Makes the data folder, for this user's eyes only.
fn make_folder(folder: &Path) -> Result<(), DbError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(DbError::Folder)
}

fn tune_writer(db: &Connection) -> Result<(), DbError> {
    db.busy_timeout(BUSY_TIMEOUT)?;
    // Before the first table is made, or it has no effect.
    db.pragma_update(None, "page_size", PAGE_BYTES)?;
    db.pragma_update(None, "auto_vacuum", "incremental")?;
    db.pragma_update(None, "journal_mode", "wal")?;
    db.pragma_update(None, "synchronous", "full")?;
    db.pragma_update(None, "wal_autocheckpoint", 4000)?;
    db.pragma_update(None, "secure_delete", true)?;
    tune(db)
}

/// Lets a file that was made without it give the pages of what was dropped back to the disk. Writes it anew, once.
fn give_pages_back(db: &Connection) -> Result<(), DbError> {
    const INCREMENTAL: i64 = 2;
    let now: i64 = db.pragma_query_value(None, "auto_vacuum", |row| row.get(0))?;
    if now != INCREMENTAL {
        db.pragma_update(None, "auto_vacuum", "incremental")?;
        db.execute_batch("VACUUM")?;
    }
    Ok(())
}

fn tune(db: &Connection) -> Result<(), DbError> {
    db.busy_timeout(BUSY_TIMEOUT)?;
    db.pragma_update(None, "cache_size", -65_536)?;
    db.pragma_update(None, "mmap_size", 1_073_741_824_i64)?;
    db.pragma_update(None, "trusted_schema", false)?;
    db.pragma_update(None, "foreign_keys", true)?;
    db.set_prepared_statement_cache_capacity(64);
    Ok(())
}

fn open_reader(path: &Path) -> Result<Connection, DbError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    tune(&db)?;
    db.pragma_update(None, "query_only", true)?;
    Ok(db)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_is_set_up_to_lose_nothing() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join(FILE_NAME);
        let mut db = Connection::open(&path).unwrap();
        tune_writer(&db).unwrap();
        migrate::migrate(&mut db).unwrap();
        let number = |name| {
            db.pragma_query_value(None, name, |row| row.get::<_, i64>(0))
                .unwrap()
        };
        let journal = db.pragma_query_value(None, "journal_mode", |row| row.get::<_, String>(0));
        assert_eq!(journal.unwrap(), "wal");
        assert_eq!(number("synchronous"), 2, "full");
        assert_eq!(number("page_size"), PAGE_BYTES);
        assert_eq!(number("auto_vacuum"), 2, "incremental");
        assert_eq!(number("secure_delete"), 1);
        assert_eq!(number("foreign_keys"), 1);
        assert_eq!(number("trusted_schema"), 0);
        let reader = open_reader(&path).unwrap();
        assert!(
            reader.execute("DELETE FROM meta", []).is_err(),
            "a reader cannot write"
        );
    }
}
