//! Unsent work of removed devices. The server keeps it for the admins and cannot read it.

use super::audit::{AuditEvent, insert as audit};
use super::spaces::{SpaceRow, find_active_place, find_place};
use super::{DbError, Notice, Read, Write};
use rusqlite::{Connection, OptionalExtension};
use shared::crypto::{DevicePublic, check_parcel_signature, parcel_id};
use shared::ids::{DeviceId, Hash, SpaceId};
use shared::mlog::Capability;
use shared::protocol::ProblemCode;
use shared::protocol::limits::{
    PARCEL_BYTES_MAX, PARCEL_LIFE_MS, PARCELS_PAGE_BYTES_MAX, PARCELS_PER_DEVICE_MAX,
    SPACE_DEVICES_MAX,
};
use shared::protocol::messages::{KeptParcel, Parcel, QuarantineResponse};

const DAMAGED: DbError = DbError::Damaged { what: "parcel" };

/// Keeps a parcel of a device that was removed from the space. One that is kept already is no error.
///
/// # Errors
///
/// [`ProblemCode::NotFound`] for a device that never was in the space, [`ProblemCode::Forbidden`] for one that
/// still is, [`ProblemCode::Refused`] for a parcel that is not signed by it, [`ProblemCode::TooLarge`],
/// [`ProblemCode::Quota`].
pub fn add_parcel(
    write: &mut Write<'_>,
    space: SpaceId,
    device: DeviceId,
    parcel: &Parcel,
    now_ms: u64,
) -> Result<(), DbError> {
    let db = write.db;
    let (row, place) = find_place(db, space, device)?;
    if place.removed_m_seq.is_none() {
        return Err(DbError::refused(ProblemCode::Forbidden));
    }
    if parcel.sealed.len() > PARCEL_BYTES_MAX || parcel.boxes.len() > SPACE_DEVICES_MAX {
        return Err(DbError::refused(ProblemCode::TooLarge));
    }
    let author = public_in(db, &row, device)?;
    if !check_parcel_signature(space, parcel, &author) {
        return Err(DbError::refused(ProblemCode::Refused));
    }
    let mut count =
        db.prepare_cached("SELECT count(*) FROM parcel WHERE space = ?1 AND device = ?2")?;
    let kept: u64 = count.query_row((row.id, device.0), |row| row.get(0))?;
    if kept >= PARCELS_PER_DEVICE_MAX as u64 {
        return Err(DbError::Refused {
            code: ProblemCode::Quota,
            have: None,
            limit: Some(PARCELS_PER_DEVICE_MAX as u64),
        });
    }
    let bytes = minicbor::to_vec(parcel).map_err(|_| DAMAGED)?;
    let mut insert = db.prepare_cached(
        "INSERT OR IGNORE INTO parcel(space, hash, device, received_ms, parcel)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    let id = parcel_id(space, parcel);
    insert.execute((row.id, id.0, device.0, now_ms, bytes))?;
    let who = (Some(device), Some(space));
    audit(db, AuditEvent::Parcel, None, who, now_ms)?;
    let admins = admins_of(db, &row)?;
    write.notices.push(Notice::Join { admins });
    Ok(())
}

/// Lists the parcels that wait in a space, oldest first.
///
/// # Errors
///
/// [`ProblemCode::NotFound`], [`ProblemCode::Removed`], [`ProblemCode::Forbidden`] without being admin.
pub fn list_parcels(
    read: &Read<'_>,
    space: SpaceId,
    device: DeviceId,
) -> Result<QuarantineResponse, DbError> {
    let row = space_as_admin(&read.tx, space, device)?;
    let mut query = read.tx.prepare_cached(
        "SELECT device, received_ms, parcel FROM parcel
         WHERE space = ?1 AND settled_by IS NULL ORDER BY id",
    )?;
    let mut rows = query.query([row.id])?;
    let (mut parcels, mut bytes) = (Vec::new(), 0_usize);
    while let Some(row) = rows.next()? {
        let parcel: Vec<u8> = row.get(2)?;
        bytes = bytes.saturating_add(parcel.len());
        if bytes > PARCELS_PAGE_BYTES_MAX && !parcels.is_empty() {
            break;
        }
        parcels.push(KeptParcel {
            device: DeviceId(row.get(0)?),
            received_ms: row.get(1)?,
            parcel: minicbor::decode(&parcel).map_err(|_| DAMAGED)?,
        });
    }
    Ok(QuarantineResponse { parcels })
}

/// Gives a parcel to the admin device that decided about it, and forgets what was in it.
///
/// # Errors
///
/// As [`list_parcels`]; [`ProblemCode::NotFound`] if another device has decided.
pub fn settle_parcel(
    write: &mut Write<'_>,
    space: SpaceId,
    device: DeviceId,
    parcel: Hash,
    now_ms: u64,
) -> Result<(), DbError> {
    let row = space_as_admin(write.db, space, device)?;
    let mut query = write
        .db
        .prepare_cached("SELECT settled_by FROM parcel WHERE space = ?1 AND hash = ?2")?;
    let found: Option<Option<[u8; 16]>> = query
        .query_row((row.id, parcel.0), |row| row.get(0))
        .optional()?;
    match found {
        Some(None) => {}
        Some(Some(by)) if by == device.0 => return Ok(()),
        Some(Some(_)) | None => return Err(DbError::refused(ProblemCode::NotFound)),
    }
    let mut update = write.db.prepare_cached(
        "UPDATE parcel SET settled_by = ?3, parcel = x'' WHERE space = ?1 AND hash = ?2",
    )?;
    update.execute((row.id, parcel.0, device.0))?;
    let who = (Some(device), Some(space));
    audit(write.db, AuditEvent::Settle, None, who, now_ms)
}

/// Forgets parcels nobody decided about in time.
///
/// # Errors
///
/// [`DbError::Sqlite`].
pub fn prune_parcels(write: &mut Write<'_>, now_ms: u64) -> Result<(), DbError> {
    write
        .db
        .prepare_cached("DELETE FROM parcel WHERE received_ms < ?1")?
        .execute([now_ms.saturating_sub(PARCEL_LIFE_MS)])?;
    Ok(())
}

fn space_as_admin(db: &Connection, space: SpaceId, device: DeviceId) -> Result<SpaceRow, DbError> {
    let (row, _) = find_active_place(db, space, device)?;
    if admins_of(db, &row)?.contains(&device) {
        Ok(row)
    } else {
        Err(DbError::refused(ProblemCode::Forbidden))
    }
}

fn admins_of(db: &Connection, space: &SpaceRow) -> Result<Vec<DeviceId>, DbError> {
    let mut query = db.prepare_cached(
        "SELECT device FROM device WHERE space = ?1 AND capability = ?2 AND removed_m_seq IS NULL",
    )?;
    let admins = query.query_map((space.id, Capability::Admin as u8), |row| {
        row.get(0).map(DeviceId)
    })?;
    Ok(admins.collect::<Result<_, _>>()?)
}

fn public_in(db: &Connection, space: &SpaceRow, device: DeviceId) -> Result<DevicePublic, DbError> {
    let mut query =
        db.prepare_cached("SELECT sign, seal FROM device WHERE device = ?1 AND space = ?2")?;
    Ok(query.query_row((device.0, space.id), |row| {
        Ok(DevicePublic {
            sign: row.get(0)?,
            seal: row.get(1)?,
        })
    })?)
}
