//! Who got access when, and what was refused: for looking back after something happened.
//!
//! No content, no address, no name; the time to the minute; kept for 180 days.

use super::{DbError, Read, Write};
use rusqlite::Connection;
use shared::ids::{DeviceId, SpaceId};

const MINUTE_MS: u64 = 60 * 1000;
/// How long a row is kept, in minutes.
const KEPT_MINUTES: u64 = 180 * 24 * 60;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuditEvent {
    /// A device logged in.
    Session,
    /// A space was founded or its membership changed.
    Members,
    /// A device was removed and its session ended.
    Removed,
    /// A removed device read the order to go.
    ToldToGo,
    /// An invitation was made.
    Invite,
    /// An invitation was taken back.
    Withdraw,
    /// A join request was turned down.
    Deny,
    /// Somebody asked to be let in.
    Join,
    /// A push or an append was refused.
    Refused,
    /// A removed device handed in unsent work.
    Parcel,
    /// An admin decided about unsent work.
    Settle,
}

impl AuditEvent {
    const fn name(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Members => "members",
            Self::Removed => "removed",
            Self::ToldToGo => "told_to_go",
            Self::Invite => "invite",
            Self::Withdraw => "withdraw",
            Self::Deny => "deny",
            Self::Join => "join",
            Self::Refused => "refused",
            Self::Parcel => "parcel",
            Self::Settle => "settle",
        }
    }
}

/// A row of the audit table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// Minutes since 1970.
    pub at_min: u64,
    /// What happened.
    pub event: String,
    /// Why, if something was refused.
    pub code: Option<String>,
    /// Which device.
    pub device: Option<DeviceId>,
    /// In which space.
    pub space: Option<SpaceId>,
}

/// Writes a row in the transaction of what it tells of.
///
/// # Errors
///
/// [`DbError::Sqlite`].
pub fn audit(
    write: &mut Write<'_>,
    event: AuditEvent,
    device: Option<DeviceId>,
    space: Option<SpaceId>,
    now_ms: u64,
) -> Result<(), DbError> {
    insert(write.db, event, None, (device, space), now_ms)
}

/// Writes down that something was refused, and with which code.
///
/// # Errors
///
/// [`DbError::Sqlite`].
pub fn audit_refusal(
    write: &mut Write<'_>,
    code: &str,
    device: DeviceId,
    space: SpaceId,
    now_ms: u64,
) -> Result<(), DbError> {
    let who = (Some(device), Some(space));
    insert(write.db, AuditEvent::Refused, Some(code), who, now_ms)
}

pub(super) fn insert(
    db: &Connection,
    event: AuditEvent,
    code: Option<&str>,
    (device, space): (Option<DeviceId>, Option<SpaceId>),
    now_ms: u64,
) -> Result<(), DbError> {
    let mut insert = db.prepare_cached(
        "INSERT INTO audit(at_min, event, code, device, space) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    let (device, space) = (device.map(|it| it.0), space.map(|it| it.0));
    insert.execute((now_ms / MINUTE_MS, event.name(), code, device, space))?;
    Ok(())
}

/// Returns the rows since a time, oldest first; at most 10,000.
///
/// # Errors
///
/// [`DbError::Sqlite`].
pub fn list_audit(read: &Read<'_>, since_ms: u64) -> Result<Vec<AuditRow>, DbError> {
    let mut query = read.tx.prepare_cached(
        "SELECT at_min, event, code, device, space FROM audit WHERE at_min >= ?1
         ORDER BY id LIMIT 10000",
    )?;
    let rows = query.query_map([since_ms / MINUTE_MS], |row| {
        Ok(AuditRow {
            at_min: row.get(0)?,
            event: row.get(1)?,
            code: row.get(2)?,
            device: row.get::<_, Option<[u8; 16]>>(3)?.map(DeviceId),
            space: row.get::<_, Option<[u8; 16]>>(4)?.map(SpaceId),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Forgets rows that are older than 180 days.
///
/// # Errors
///
/// [`DbError::Sqlite`].
pub fn prune_audit(write: &mut Write<'_>, now_ms: u64) -> Result<(), DbError> {
    let oldest = (now_ms / MINUTE_MS).saturating_sub(KEPT_MINUTES);
    write
        .db
        .prepare_cached("DELETE FROM audit WHERE at_min < ?1")?
        .execute([oldest])?;
    Ok(())
}
