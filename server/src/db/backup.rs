//! Backups: one file that was checked when it was made, and is checked again before it is used.
//!
//! A backup is made beside a running server. Restoring needs the server to be stopped: the file is replaced.
//! What was accepted after the backup comes back from the clients ([`recover`](mod@super::recover)); for half an
//! hour the restored server takes nothing else, so that the old numbers are still free for it.

use super::log::hash_of_number;
use super::meta::keep_quiet_until;
use super::spaces::{find_device, find_space, row_id};
use super::{DbError, FILE_NAME, make_folder, migrate, tune_writer};
use rusqlite::{Connection, OpenFlags};
use shared::envelope::{Envelope, chain_next, chain_start};
use shared::ids::{DeviceId, Hash, SpaceId};
use shared::mlog::{Members, SignedEntry};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What a checked file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BackupReport {
    /// Spaces.
    pub spaces: u64,
    /// Membership entries; each was verified.
    pub entries: u64,
    /// Envelopes; number, chain and signature of each were verified.
    pub envelopes: u64,
}

/// Why there is no backup, or nothing was restored. The data folder is as it was.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The file cannot be read or written.
    #[error("cannot use {path}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// There is a file of this name already: choose another name.
    #[error("{0} exists already; choose another name")]
    Exists(PathBuf),
    /// A server runs on the data folder: stop it first.
    #[error("a server is running on this data folder; stop it first")]
    Running,
    /// The file is damaged: use an older backup.
    #[error("the file is damaged ({what}); use an older backup")]
    Damaged {
        /// What does not fit.
        what: String,
    },
    /// The database failed.
    #[error("the database failed")]
    Db(#[from] DbError),
}

impl From<rusqlite::Error> for BackupError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Db(error.into())
    }
}

/// Copies the database of a data folder into a new file and checks the copy.
///
/// # Errors
///
/// [`BackupError`]; a copy that does not pass the check is removed.
pub fn back_up(folder: &Path, to: &Path) -> Result<BackupReport, BackupError> {
    if to.exists() {
        return Err(BackupError::Exists(to.to_owned()));
    }
    let source = folder.join(FILE_NAME);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
    let db = Connection::open_with_flags(&source, flags).map_err(DbError::from)?;
    db.busy_timeout(super::BUSY_TIMEOUT)?;
    let name = to.to_str().ok_or_else(|| BackupError::Damaged {
        what: "the name of the file is not UTF-8".to_owned(),
    })?;
    db.execute("VACUUM INTO ?1", [name])?;
    let report = sync(to).and_then(|()| check(to));
    if report.is_err() {
        // Nobody should find it and take it for a backup.
        drop(std::fs::remove_file(to));
    }
    report
}

/// Puts a checked backup in the place of a data folder's database. The file that was there stays beside it
/// under another name. Until `quiet_until_ms` the server takes back old envelopes only.
///
/// # Errors
///
/// [`BackupError`].
pub fn restore(
    folder: &Path,
    from: &Path,
    quiet_until_ms: u64,
) -> Result<BackupReport, BackupError> {
    let report = check(from)?;
    make_folder(folder)?;
    let place = folder.join(FILE_NAME);
    let file = |path: &Path| {
        let path = path.to_owned();
        move |source| BackupError::File { path, source }
    };
    if place.exists() {
        stop_using(&place)?;
    }
    let fresh = folder.join("restoring.sqlite");
    std::fs::copy(from, &fresh).map_err(file(&fresh))?;
    {
        let mut db = Connection::open(&fresh)?;
        tune_writer(&db)?;
        migrate::migrate(&mut db)?;
        keep_quiet_until(&db, quiet_until_ms)?;
        // Tokens from before are nobody's any more.
        db.execute("DELETE FROM session", [])?;
        leave_wal(&db)?;
    }
    sync(&fresh)?;
    if place.exists() {
        let aside = (1_u32..)
            .map(|number| folder.join(format!("before-restore-{number}.sqlite")))
            .find(|path| !path.exists());
        if let Some(aside) = aside {
            std::fs::rename(&place, &aside).map_err(file(&aside))?;
        }
    }
    std::fs::rename(&fresh, &place).map_err(file(&place))?;
    sync(folder)?;
    Ok(report)
}

/// Folds the write-ahead file in. Only possible while nobody else has the file open.
fn stop_using(place: &Path) -> Result<(), BackupError> {
    let Ok(db) = Connection::open(place) else {
        return Ok(());
    };
    match leave_wal(&db) {
        Err(rusqlite::Error::SqliteFailure(error, _))
            if error.code == rusqlite::ErrorCode::DatabaseBusy
                || error.code == rusqlite::ErrorCode::DatabaseLocked =>
        {
            Err(BackupError::Running)
        }
        // A damaged file is a reason to restore, none to refuse.
        _ => Ok(()),
    }
}

fn leave_wal(db: &Connection) -> rusqlite::Result<()> {
    db.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))
}

/// Brings a file or folder to the disk.
fn sync(path: &Path) -> Result<(), BackupError> {
    std::fs::File::open(path)
        .and_then(|file| file.sync_all())
        .map_err(|source| BackupError::File {
            path: path.to_owned(),
            source,
        })
}

/// Checks a file: SQLite's own check, every membership entry, and of every envelope number, chain and signature.
fn check(path: &Path) -> Result<BackupReport, BackupError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    let said: String = db
        .pragma_query_value(None, "integrity_check", |row| row.get(0))
        .map_err(|error| damaged(error.to_string()))?;
    if said != "ok" {
        return Err(damaged(said));
    }
    let mut report = BackupReport::default();
    let mut spaces = db.prepare("SELECT sid FROM space ORDER BY id")?;
    let spaces = spaces.query_map([], |row| row.get::<_, [u8; 16]>(0).map(SpaceId))?;
    for space in spaces {
        check_space(&db, space?, &mut report)?;
    }
    Ok(report)
}

fn check_space(
    db: &Connection,
    sid: SpaceId,
    report: &mut BackupReport,
) -> Result<(), BackupError> {
    let space = find_space(db, sid)?.ok_or_else(|| damaged("space"))?;
    let range = |end: u64| Ok::<_, DbError>((row_id(space.id, 0)?, row_id(space.id, end)?));
    let mut rows =
        db.prepare_cached("SELECT bytes FROM entry WHERE id > ?1 AND id <= ?2 ORDER BY id")?;
    let rows = rows.query_map(range(u64::from(space.m_seq))?, |row| {
        row.get::<_, Vec<u8>>(0)
    })?;
    let mut entries = Vec::new();
    for bytes in rows {
        entries.push(SignedEntry::parse(bytes?).map_err(|_| damaged("membership entry"))?);
    }
    let members = Members::replay(&entries).map_err(|_| damaged("membership log"))?;
    if members.seq != space.m_seq {
        return Err(damaged("membership log"));
    }
    let (mut chain, mut last) = (chain_start(sid), 0);
    let mut authors: BTreeMap<DeviceId, u64> = BTreeMap::new();
    let mut rows = db.prepare_cached(
        "SELECT l.envelope, l.chain, l.hash, d.device, l.dev_seq FROM log l JOIN device d ON d.id = l.device
         WHERE l.id > ?1 AND l.id <= ?2 ORDER BY l.id",
    )?;
    let mut rows = rows.query(range(space.head)?)?;
    while let Some(row) = rows.next()? {
        let (device, dev_seq) = (DeviceId(row.get(3)?), row.get::<_, u64>(4)?);
        let (hash, signed) = match row.get::<_, Option<[u8; 32]>>(2)? {
            // Only in a checkpoint by now.
            Some(hash) => (Hash(hash), true),
            None => {
                let envelope = Envelope::parse(row.get(0)?).map_err(|_| damaged("envelope"))?;
                let header = envelope.header();
                let author = members.public(header.device);
                let signed = author.is_some_and(|author| envelope.verify(author).is_ok());
                let named = (header.device, header.dev_seq) == (device, dev_seq);
                (envelope.hash(), signed && named)
            }
        };
        chain = chain_next(chain, hash);
        last += 1;
        let before = authors.insert(device, dev_seq).unwrap_or(0);
        if chain != Hash(row.get(1)?) || !signed || dev_seq != before + 1 {
            return Err(damaged(format!("envelope {last} of a space")));
        }
    }
    if last != space.head || chain != space.chain {
        return Err(damaged("log"));
    }
    for (device, dev_seq) in authors {
        let place = find_device(db, &space, device)?.ok_or_else(|| damaged("device"))?;
        let known = hash_of_number(db, &place, dev_seq)?;
        if place.dev_seq != dev_seq || known.is_none() {
            return Err(damaged("device"));
        }
    }
    super::checkpoints::check(db, &space, &members)?;
    super::blobs::check(db, &space)?;
    report.spaces += 1;
    report.entries += u64::from(members.seq);
    report.envelopes += last;
    Ok(())
}

fn damaged(what: impl Into<String>) -> BackupError {
    BackupError::Damaged { what: what.into() }
}
