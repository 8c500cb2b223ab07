//! Spaces and the devices in them: where each stands.

use super::{DbError, Read};
use rusqlite::{Connection, OptionalExtension, Row};
use shared::crypto::DevicePublic;
use shared::ids::{DeviceId, Hash, LogEra, SpaceId};
use shared::mlog::Capability;
use shared::protocol::ProblemCode;
use shared::protocol::messages::Head;

/// Greatest number of devices without a key that an admin is told of at once; the others come after them.
const KEYLESS_LISTED_MAX: u32 = 32;
/// Bits of a row number that count inside a space.
const SEQ_BITS: u32 = 40;

/// A row of `space`.
pub(super) struct SpaceRow {
    pub(super) id: i64,
    pub(super) sid: SpaceId,
    pub(super) era: LogEra,
    pub(super) head: u64,
    pub(super) chain: Hash,
    pub(super) floor: u64,
    pub(super) bytes: u64,
    pub(super) bytes_max: u64,
    pub(super) m_seq: u32,
}

/// A row of `device`: one device in one space.
pub(super) struct DeviceRow {
    pub(super) id: i64,
    pub(super) removed_m_seq: Option<u32>,
    pub(super) dev_seq: u64,
    pub(super) m_seq: u32,
}

/// Returns the number of row `seq` of a space: the space above, the place inside it below.
pub(super) fn row_id(space: i64, seq: u64) -> Result<i64, DbError> {
    let seq = i64::try_from(seq).ok().filter(|seq| *seq < 1 << SEQ_BITS);
    let seq = seq.ok_or(DbError::Damaged { what: "row number" })?;
    Ok((space << SEQ_BITS) | seq)
}

/// Returns a space, if the server has it.
pub(super) fn find_space(db: &Connection, space: SpaceId) -> Result<Option<SpaceRow>, DbError> {
    let mut query = db.prepare_cached(
        "SELECT id, era, head, chain, floor, bytes, bytes_max, m_seq FROM space WHERE sid = ?1",
    )?;
    let found = query.query_row([space.0], |row| {
        Ok(SpaceRow {
            id: row.get(0)?,
            sid: space,
            era: LogEra(row.get(1)?),
            head: row.get(2)?,
            chain: Hash(row.get(3)?),
            floor: row.get(4)?,
            bytes: row.get(5)?,
            bytes_max: row.get(6)?,
            m_seq: row.get(7)?,
        })
    });
    Ok(found.optional()?)
}

/// Returns a space and the asking device's place in it.
///
/// A space the server does not have and a space of others answer alike.
///
/// # Errors
///
/// [`ProblemCode::NotFound`] for a device that never was in the space.
pub(super) fn find_place(
    db: &Connection,
    space: SpaceId,
    device: DeviceId,
) -> Result<(SpaceRow, DeviceRow), DbError> {
    const NOT_FOUND: DbError = DbError::refused(ProblemCode::NotFound);
    let space = find_space(db, space)?.ok_or(NOT_FOUND)?;
    let device = find_device(db, &space, device)?.ok_or(NOT_FOUND)?;
    Ok((space, device))
}

/// As [`find_place`], for what only a present member may do.
///
/// # Errors
///
/// [`ProblemCode::NotFound`]; [`ProblemCode::Removed`].
pub(super) fn find_active_place(
    db: &Connection,
    space: SpaceId,
    device: DeviceId,
) -> Result<(SpaceRow, DeviceRow), DbError> {
    let (space, device) = find_place(db, space, device)?;
    match device.removed_m_seq {
        Some(m_seq) => Err(DbError::refused_at(ProblemCode::Removed, u64::from(m_seq))),
        None => Ok((space, device)),
    }
}

/// Returns a device's place in a space.
pub(super) fn find_device(
    db: &Connection,
    space: &SpaceRow,
    device: DeviceId,
) -> Result<Option<DeviceRow>, DbError> {
    let mut query = db.prepare_cached(
        "SELECT id, removed_m_seq, dev_seq, m_seq FROM device WHERE device = ?1 AND space = ?2",
    )?;
    let found = query.query_row((device.0, space.id), |row| {
        Ok(DeviceRow {
            id: row.get(0)?,
            removed_m_seq: row.get(1)?,
            dev_seq: row.get(2)?,
            m_seq: row.get(3)?,
        })
    });
    Ok(found.optional()?)
}

/// Returns where every space of a device stands, in the order of their ids.
///
/// # Errors
///
/// [`DbError::Sqlite`].
pub fn heads_of_device(read: &Read<'_>, device: DeviceId) -> Result<Vec<Head>, DbError> {
    let mut query = read.tx.prepare_cached(
        "SELECT s.sid, s.era, s.head, s.chain, s.floor, s.m_seq, s.m_hash, s.id, d.capability
         FROM device d JOIN space s ON s.id = d.space
         WHERE d.device = ?1 AND d.removed_m_seq IS NULL ORDER BY s.sid",
    )?;
    let rows = query.query_map([device.0], |row| {
        let is_admin = row.get::<_, u8>(8)? == Capability::Admin as u8;
        Ok((head_of_row(row)?, row.get::<_, i64>(7)?, is_admin))
    })?;
    let mut heads = Vec::new();
    for row in rows {
        let (mut head, space, is_admin) = row?;
        (head.confirmed, head.proposed) = super::checkpoints::heads(&read.tx, space)?;
        if is_admin {
            head.keyless = keyless(&read.tx, space)?;
        }
        heads.push(head);
    }
    Ok(heads)
}

/// Returns the devices of a space whose key box did not open, if there are any.
fn keyless(db: &Connection, space: i64) -> Result<Option<Vec<DeviceId>>, DbError> {
    let mut query = db.prepare_cached(
        "SELECT DISTINCT k.device FROM key_box k
         JOIN device d ON d.space = k.space AND d.device = k.device
         WHERE k.space = ?1 AND length(k.sealed) = 0 AND d.removed_m_seq IS NULL LIMIT ?2",
    )?;
    let found = query.query_map((space, KEYLESS_LISTED_MAX), |row| row.get(0).map(DeviceId))?;
    let found: Vec<DeviceId> = found.collect::<Result<_, _>>()?;
    Ok((!found.is_empty()).then_some(found))
}

/// Returns the spaces a device may read.
///
/// # Errors
///
/// [`DbError::Sqlite`].
pub fn spaces_of_device(read: &Read<'_>, device: DeviceId) -> Result<Vec<SpaceId>, DbError> {
    let mut query = read.tx.prepare_cached(
        "SELECT s.sid FROM device d JOIN space s ON s.id = d.space
         WHERE d.device = ?1 AND d.removed_m_seq IS NULL",
    )?;
    let spaces = query.query_map([device.0], |row| row.get(0).map(SpaceId))?;
    Ok(spaces.collect::<Result<_, _>>()?)
}

/// Returns the keys of a device that is or was in any space.
pub(super) fn public_of_device(
    db: &Connection,
    device: DeviceId,
) -> Result<Option<DevicePublic>, DbError> {
    let mut query = db.prepare_cached("SELECT sign, seal FROM device WHERE device = ?1 LIMIT 1")?;
    let found = query.query_row([device.0], |row| {
        Ok(DevicePublic {
            sign: row.get(0)?,
            seal: row.get(1)?,
        })
    });
    Ok(found.optional()?)
}

fn head_of_row(row: &Row<'_>) -> rusqlite::Result<Head> {
    Ok(Head {
        space: SpaceId(row.get(0)?),
        era: LogEra(row.get(1)?),
        seq: row.get(2)?,
        chain: Hash(row.get(3)?),
        floor: row.get(4)?,
        m_seq: row.get(5)?,
        m_hash: Hash(row.get(6)?),
        confirmed: None,
        proposed: None,
        keyless: None,
    })
}
