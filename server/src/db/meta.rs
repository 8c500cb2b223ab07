//! The one-time token of an empty installation. Only its hash is stored.

use super::{DbError, Read, Write};
use rusqlite::{Connection, OptionalExtension};
use shared::mlog::space_kind_number;
use shared::records::SpaceKind;

const BOOTSTRAP: &str = "bootstrap";
const QUIET_UNTIL: &str = "quiet_until_ms";

/// Remembers until when a restored server takes back old envelopes only.
///
/// # Errors
///
/// [`DbError::Sqlite`].
pub(super) fn keep_quiet_until(db: &Connection, until_ms: u64) -> Result<(), DbError> {
    let mut insert =
        db.prepare_cached("INSERT OR REPLACE INTO meta(key, value) VALUES (?1, ?2)")?;
    insert.execute((QUIET_UNTIL, until_ms.to_be_bytes()))?;
    Ok(())
}

/// Returns until when a restored server takes back old envelopes only, in milliseconds since 1970; 0 if it was
/// not restored.
///
/// # Errors
///
/// [`DbError::Sqlite`].
pub fn quiet_until_ms(read: &Read<'_>) -> Result<u64, DbError> {
    let mut query = read
        .tx
        .prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
    let kept = query
        .query_row([QUIET_UNTIL], |row| row.get::<_, [u8; 8]>(0))
        .optional()?;
    Ok(kept.map_or(0, u64::from_be_bytes))
}

/// Keeps the hash of a new bootstrap token; an older token ends.
///
/// # Errors
///
/// [`DbError::Sqlite`].
pub fn keep_bootstrap(db: &Connection, token_hash: [u8; 32]) -> Result<(), DbError> {
    let mut insert =
        db.prepare_cached("INSERT OR REPLACE INTO meta(key, value) VALUES (?1, ?2)")?;
    insert.execute((BOOTSTRAP, token_hash))?;
    Ok(())
}

/// Ends the bootstrap token.
///
/// # Errors
///
/// [`DbError::Sqlite`].
pub(super) fn forget_bootstrap(db: &Connection) -> Result<(), DbError> {
    db.prepare_cached("DELETE FROM meta WHERE key = ?1")?
        .execute([BOOTSTRAP])?;
    Ok(())
}

/// Says whether this is the hash of the bootstrap token.
///
/// # Errors
///
/// [`DbError::Sqlite`].
pub(super) fn is_bootstrap(db: &Connection, token_hash: [u8; 32]) -> Result<bool, DbError> {
    let mut query = db.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
    let kept = query
        .query_row([BOOTSTRAP], |row| row.get::<_, [u8; 32]>(0))
        .optional()?;
    Ok(kept == Some(token_hash))
}

/// Says whether a space of kind network was founded.
///
/// # Errors
///
/// [`DbError::Sqlite`].
pub fn has_network(db: &Connection) -> Result<bool, DbError> {
    let mut query = db.prepare_cached("SELECT EXISTS(SELECT 1 FROM space WHERE kind = ?1)")?;
    Ok(query.query_row([space_kind_number(SpaceKind::Network)], |row| row.get(0))?)
}

impl Read<'_> {
    /// Says whether a space of kind network was founded.
    ///
    /// # Errors
    ///
    /// [`DbError::Sqlite`].
    pub fn has_network(&self) -> Result<bool, DbError> {
        has_network(&self.tx)
    }
}

impl Write<'_> {
    /// Keeps the hash of a new bootstrap token, unless the network was founded. Returns whether it was kept.
    ///
    /// # Errors
    ///
    /// [`DbError::Sqlite`].
    pub fn make_bootstrap(&mut self, token_hash: [u8; 32]) -> Result<bool, DbError> {
        let is_founded = has_network(self.db)?;
        if !is_founded {
            keep_bootstrap(self.db, token_hash)?;
        }
        Ok(!is_founded)
    }
}
