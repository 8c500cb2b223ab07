//! Blobs: attachments as sealed chunks. They lie in the database like everything else, so that a backup has them and
//! no name ever becomes a path.
//!
//! An offer reserves the room and says which chunks are missing; each chunk is checked against the offer. So an upload
//! goes on wherever it was cut off, from whichever device, and repeating any of it changes nothing.

use super::spaces::{SpaceRow, find_active_place};
use super::{DbError, Read, Write};
use rusqlite::{Connection, OptionalExtension};
use shared::blob::{blob_name, chunk_hash};
use shared::ids::{DeviceId, Hash, SpaceId};
use shared::mlog::Capability;
use shared::protocol::ProblemCode;
use shared::protocol::limits::{BLOB_KEEP_MS, BLOB_UNFINISHED_MS, SPACE_BLOBS_MAX};
use shared::protocol::messages::{BlobHead, BlobsResponse, ChunkRef};

/// Blobs removed in one go; others wait for the writer meanwhile.
const PRUNE_MAX: usize = 16;

/// What is offered.
#[derive(Debug, Clone)]
pub struct BlobOffer {
    /// The chunks.
    pub chunks: Vec<ChunkRef>,
    /// Their bytes together.
    pub bytes: u64,
    /// Bytes of blobs the space may hold.
    pub bytes_max: u64,
}

/// Takes an offer; returns the numbers of the chunks that are missing. What was dropped is wanted again.
///
/// # Errors
///
/// [`ProblemCode::NotFound`], [`ProblemCode::Removed`], [`ProblemCode::Forbidden`] for a reader,
/// [`ProblemCode::NeedsAdmins`], [`ProblemCode::Quota`].
pub fn offer_blob(
    write: &mut Write<'_>,
    space: SpaceId,
    device: DeviceId,
    offer: &BlobOffer,
    now_ms: u64,
) -> Result<Vec<u16>, DbError> {
    let space = writable(write, space, device)?;
    let name = blob_name(&offer.chunks);
    let db = write.db;
    if let Some(blob) = find(db, &space, name)? {
        db.prepare_cached("UPDATE blob SET dropped_ms = NULL, touched_ms = ?2 WHERE id = ?1")?
            .execute((blob, now_ms))?;
        return missing(db, blob);
    }
    let (count, kept) = totals(db, &space)?;
    let full = kept.saturating_add(offer.bytes) > offer.bytes_max;
    if full || count >= SPACE_BLOBS_MAX {
        return Err(DbError::Refused {
            code: ProblemCode::Quota,
            have: None,
            limit: Some(if full {
                offer.bytes_max
            } else {
                SPACE_BLOBS_MAX as u64
            }),
        });
    }
    db.prepare_cached(
        "INSERT INTO blob(space, name, bytes, offered_ms, touched_ms, missing) VALUES (?1, ?2, ?3, ?4, ?4, ?5)",
    )?
    .execute((space.id, name.0, offer.bytes, now_ms, offer.chunks.len()))?;
    let blob = db.last_insert_rowid();
    let mut insert = db.prepare_cached(
        "INSERT INTO blob_chunk(blob, place, hash, size) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (place, chunk) in offer.chunks.iter().enumerate() {
        insert.execute((blob, place, chunk.hash.0, chunk.bytes))?;
    }
    missing(db, blob)
}

/// Takes a chunk of a blob that was offered.
///
/// # Errors
///
/// As [`offer_blob`]; [`ProblemCode::NotFound`] for a chunk nobody offered, [`ProblemCode::Refused`] for other bytes
/// than were offered.
pub fn put_chunk(
    write: &mut Write<'_>,
    space: SpaceId,
    device: DeviceId,
    (name, place): (Hash, u16),
    bytes: &[u8],
    now_ms: u64,
) -> Result<(), DbError> {
    let space = writable(write, space, device)?;
    let db = write.db;
    let blob = find(db, &space, name)?.ok_or(NOT_FOUND)?;
    let mut query = db.prepare_cached(
        "SELECT id, hash, bytes IS NULL FROM blob_chunk WHERE blob = ?1 AND place = ?2",
    )?;
    let found = query.query_row((blob, place), |row| {
        Ok((
            row.get::<_, i64>(0)?,
            Hash(row.get(1)?),
            row.get::<_, bool>(2)?,
        ))
    });
    let (chunk, hash, open) = found.optional()?.ok_or(NOT_FOUND)?;
    if chunk_hash(bytes) != hash {
        return Err(DbError::refused(ProblemCode::Refused));
    }
    if open {
        db.prepare_cached("UPDATE blob_chunk SET bytes = ?2 WHERE id = ?1")?
            .execute((chunk, bytes))?;
        db.prepare_cached("UPDATE blob SET missing = missing - 1, touched_ms = ?2 WHERE id = ?1")?
            .execute((blob, now_ms))?;
    }
    Ok(())
}

/// Takes note that nobody refers to a blob any longer. It stays for [`BLOB_KEEP_MS`], and whoever still refers to it
/// offers it again.
///
/// # Errors
///
/// As [`offer_blob`]; [`ProblemCode::NotFound`] for a blob that is not there.
pub fn drop_blob(
    write: &mut Write<'_>,
    space: SpaceId,
    device: DeviceId,
    name: Hash,
    now_ms: u64,
) -> Result<(), DbError> {
    let space = writable(write, space, device)?;
    let blob = find(write.db, &space, name)?.ok_or(NOT_FOUND)?;
    write
        .db
        .prepare_cached("UPDATE blob SET dropped_ms = ?2 WHERE id = ?1 AND dropped_ms IS NULL")?
        .execute((blob, now_ms))?;
    Ok(())
}

/// Returns a chunk and its hash.
///
/// # Errors
///
/// [`ProblemCode::NotFound`] also for a chunk that has not come yet, [`ProblemCode::Removed`].
pub fn find_chunk(
    read: &Read<'_>,
    space: SpaceId,
    device: DeviceId,
    (name, place): (Hash, u16),
) -> Result<(Hash, Vec<u8>), DbError> {
    let (space, _) = find_active_place(&read.tx, space, device)?;
    let blob = find(&read.tx, &space, name)?.ok_or(NOT_FOUND)?;
    let mut query = read.tx.prepare_cached(
        "SELECT hash, bytes FROM blob_chunk WHERE blob = ?1 AND place = ?2 AND bytes IS NOT NULL",
    )?;
    let found = query.query_row((blob, place), |row| Ok((Hash(row.get(0)?), row.get(1)?)));
    found.optional()?.ok_or(NOT_FOUND)
}

/// Returns every blob of a space and how much room there is.
///
/// # Errors
///
/// [`ProblemCode::NotFound`], [`ProblemCode::Removed`].
pub fn list_blobs(
    read: &Read<'_>,
    space: SpaceId,
    device: DeviceId,
    bytes_max: u64,
    now_ms: u64,
) -> Result<BlobsResponse, DbError> {
    let (space, _) = find_active_place(&read.tx, space, device)?;
    let (_, bytes) = totals(&read.tx, &space)?;
    let mut query = read.tx.prepare_cached(
        "SELECT name, missing = 0, dropped_ms IS NOT NULL, offered_ms FROM blob WHERE space = ?1 ORDER BY name",
    )?;
    let rows = query.query_map([space.id], |row| {
        Ok(BlobHead {
            name: Hash(row.get(0)?),
            complete: row.get(1)?,
            dropped: row.get(2)?,
            at_ms: row.get(3)?,
        })
    })?;
    Ok(BlobsResponse {
        blobs: rows.collect::<Result<_, _>>()?,
        bytes,
        bytes_max,
        time_ms: now_ms,
    })
}

/// Removes blobs nobody refers to any longer and uploads nobody finished.
///
/// # Errors
///
/// [`DbError::Sqlite`].
pub fn prune_blobs(write: &mut Write<'_>, now_ms: u64) -> Result<(), DbError> {
    write
        .db
        .prepare_cached(
            "DELETE FROM blob WHERE id IN (SELECT id FROM blob
             WHERE dropped_ms <= ?1 OR (missing > 0 AND touched_ms <= ?2) LIMIT ?3)",
        )?
        .execute((
            now_ms.saturating_sub(BLOB_KEEP_MS),
            now_ms.saturating_sub(BLOB_UNFINISHED_MS),
            PRUNE_MAX,
        ))?;
    Ok(())
}

/// Checks every blob of a space: its name, and each chunk that is there.
pub(super) fn check(db: &Connection, space: &SpaceRow) -> Result<(), DbError> {
    const DAMAGED: DbError = DbError::Damaged { what: "blob" };
    let mut query = db.prepare("SELECT id, name, missing FROM blob WHERE space = ?1")?;
    let mut chunks =
        db.prepare("SELECT hash, size, bytes FROM blob_chunk WHERE blob = ?1 ORDER BY place")?;
    let mut rows = query.query([space.id])?;
    while let Some(row) = rows.next()? {
        let (blob, name, missing): (i64, _, usize) = (row.get(0)?, Hash(row.get(1)?), row.get(2)?);
        let (mut list, mut open) = (Vec::new(), 0_usize);
        let mut parts = chunks.query([blob])?;
        while let Some(part) = parts.next()? {
            let (hash, bytes) = (Hash(part.get(0)?), part.get::<_, Option<Vec<u8>>>(2)?);
            list.push(ChunkRef {
                hash,
                bytes: part.get(1)?,
            });
            match bytes {
                None => open += 1,
                Some(bytes) if chunk_hash(&bytes) == hash => {}
                Some(_) => return Err(DAMAGED),
            }
        }
        if blob_name(&list) != name || open != missing {
            return Err(DAMAGED);
        }
    }
    Ok(())
}

const NOT_FOUND: DbError = DbError::refused(ProblemCode::NotFound);

/// Returns the space, if the device may put something into it.
fn writable(write: &mut Write<'_>, space: SpaceId, device: DeviceId) -> Result<SpaceRow, DbError> {
    let (space, _) = find_active_place(write.db, space, device)?;
    let members = write.members.get(write.db, &space)?;
    if members.closed || members.capability(device) < Some(Capability::Write) {
        return Err(DbError::refused(ProblemCode::Forbidden));
    }
    if members.lacks_admins() {
        return Err(DbError::refused(ProblemCode::NeedsAdmins));
    }
    Ok(space)
}

fn find(db: &Connection, space: &SpaceRow, name: Hash) -> Result<Option<i64>, DbError> {
    let mut query = db.prepare_cached("SELECT id FROM blob WHERE space = ?1 AND name = ?2")?;
    Ok(query
        .query_row((space.id, name.0), |row| row.get(0))
        .optional()?)
}

fn missing(db: &Connection, blob: i64) -> Result<Vec<u16>, DbError> {
    let mut query = db.prepare_cached(
        "SELECT place FROM blob_chunk WHERE blob = ?1 AND bytes IS NULL ORDER BY place",
    )?;
    let rows = query.query_map([blob], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn totals(db: &Connection, space: &SpaceRow) -> Result<(usize, u64), DbError> {
    let mut query =
        db.prepare_cached("SELECT count(*), coalesce(sum(bytes), 0) FROM blob WHERE space = ?1")?;
    Ok(query.query_row([space.id], |row| Ok((row.get(0)?, row.get(1)?)))?)
}
