//! Sessions as they survive a restart, and the keys a login is checked with.

use super::audit::{AuditEvent, insert as audit};
use super::spaces::public_of_device;
use super::{DbError, Read, Write};
use shared::crypto::DevicePublic;
use shared::ids::DeviceId;

/// A row of `session`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSession {
    /// Whose session.
    pub device: DeviceId,
    /// SHA-256 of the token.
    pub token_hash: [u8; 32],
    /// When it began, milliseconds since 1970.
    pub created_ms: u64,
    /// When it was last used; up to a minute behind.
    pub used_ms: u64,
}

/// Returns the keys of a device that is or was in any space.
///
/// # Errors
///
/// [`DbError::Sqlite`].
pub fn find_public(read: &Read<'_>, device: DeviceId) -> Result<Option<DevicePublic>, DbError> {
    public_of_device(&read.tx, device)
}

/// Keeps a session; the device's earlier one ends.
///
/// # Errors
///
/// [`DbError::Sqlite`].
pub fn keep_session(write: &mut Write<'_>, session: &StoredSession) -> Result<(), DbError> {
    let mut insert = write.db.prepare_cached(
        "INSERT OR REPLACE INTO session(device, token_hash, created_ms, used_ms)
         VALUES (?1, ?2, ?3, ?4)",
    )?;
    insert.execute((
        session.device.0,
        session.token_hash,
        session.created_ms,
        session.used_ms,
    ))?;
    let who = (Some(session.device), None);
    audit(write.db, AuditEvent::Session, None, who, session.created_ms)
}

/// Returns every stored session.
///
/// # Errors
///
/// [`DbError::Sqlite`].
pub fn list_sessions(read: &Read<'_>) -> Result<Vec<StoredSession>, DbError> {
    let mut query = read
        .tx
        .prepare_cached("SELECT device, token_hash, created_ms, used_ms FROM session")?;
    let sessions = query.query_map([], |row| {
        Ok(StoredSession {
            device: DeviceId(row.get(0)?),
            token_hash: row.get(1)?,
            created_ms: row.get(2)?,
            used_ms: row.get(3)?,
        })
    })?;
    Ok(sessions.collect::<Result<_, _>>()?)
}

/// Writes down when sessions were last used, and forgets those that have ended.
///
/// # Errors
///
/// [`DbError::Sqlite`].
pub fn touch_sessions(
    write: &mut Write<'_>,
    used: &[(DeviceId, u64)],
    ended: &[[u8; 32]],
) -> Result<(), DbError> {
    let mut update = write
        .db
        .prepare_cached("UPDATE session SET used_ms = ?2 WHERE device = ?1")?;
    for (device, used_ms) in used {
        update.execute((device.0, used_ms))?;
    }
    let mut delete = write
        .db
        .prepare_cached("DELETE FROM session WHERE token_hash = ?1")?;
    for token_hash in ended {
        delete.execute([token_hash])?;
    }
    Ok(())
}
