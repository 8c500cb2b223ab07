//! Checkpoints and their segments. Who may be believed is judged in `shared`; here is what is kept.

use super::log::chain_at;
use super::spaces::{SpaceRow, find_active_place};
use super::{DbError, Notice, Read, Write};
use rusqlite::{Connection, OptionalExtension, Row};
use shared::checkpoint::{
    ATTEST_DIGEST_AT, MANIFEST_DIGEST_AT, Offer, SignedAttest, SignedManifest, confirmed,
    judge_attest, judge_offer, segment_hash,
};
use shared::ids::{DeviceId, Hash, SpaceId};
use shared::mlog::Capability;
use shared::protocol::ProblemCode;
use shared::protocol::limits::{ATTESTS_MAX, LEASE_MS, SPACE_SEGMENT_BYTES_MAX};
use shared::protocol::messages::{CheckpointHead, CheckpointResponse};

const DAMAGED: DbError = DbError::Damaged { what: "checkpoint" };
/// How long segments wait for the manifest that names them.
const SEGMENT_WAITS_MS: u64 = 24 * 60 * 60 * 1000;

/// Gives a device the space for making a checkpoint, unless another one has it.
///
/// # Errors
///
/// [`ProblemCode::NotFound`], [`ProblemCode::Removed`], [`ProblemCode::Forbidden`] for a reader.
pub fn lease(
    write: &mut Write<'_>,
    space: SpaceId,
    device: DeviceId,
    now_ms: u64,
) -> Result<bool, DbError> {
    let (space, _) = find_active_place(write.db, space, device)?;
    let members = write.members.get(write.db, &space)?;
    if members.capability(device) < Some(Capability::Write) {
        return Err(DbError::refused(ProblemCode::Forbidden));
    }
    let mut upsert = write.db.prepare_cached(
        "INSERT INTO lease(space, device, until_ms) VALUES (?1, ?2, ?3)
         ON CONFLICT(space) DO UPDATE SET device = ?2, until_ms = ?3
         WHERE device = ?2 OR until_ms <= ?4",
    )?;
    let changed = upsert.execute((space.id, device.0, now_ms.saturating_add(LEASE_MS), now_ms))?;
    Ok(changed > 0)
}

/// Takes a segment of a checkpoint that is about to be offered.
///
/// # Errors
///
/// As [`lease`]; [`ProblemCode::Forbidden`] without the lease, [`ProblemCode::Quota`].
pub fn add_segment(
    write: &mut Write<'_>,
    space: SpaceId,
    device: DeviceId,
    bytes: &[u8],
    now_ms: u64,
) -> Result<(), DbError> {
    let (space, _) = find_active_place(write.db, space, device)?;
    hold_lease(write.db, &space, device, now_ms)?;
    let mut sum = write
        .db
        .prepare_cached("SELECT coalesce(sum(length(bytes)), 0) FROM segment WHERE space = ?1")?;
    let kept: u64 = sum.query_row([space.id], |row| row.get(0))?;
    if kept.saturating_add(bytes.len() as u64) > SPACE_SEGMENT_BYTES_MAX {
        return Err(DbError::Refused {
            code: ProblemCode::Quota,
            have: None,
            limit: Some(SPACE_SEGMENT_BYTES_MAX),
        });
    }
    write
        .db
        .prepare_cached(
            "INSERT OR IGNORE INTO segment(space, hash, received_ms, bytes) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute((space.id, segment_hash(bytes).0, now_ms, bytes))?;
    Ok(())
}

/// Takes a checkpoint whose segments are all there; returns those that are not.
///
/// # Errors
///
/// As [`lease`]; [`ProblemCode::Forbidden`] without the lease, and what [`judge_offer`] says.
pub fn offer(
    write: &mut Write<'_>,
    space: SpaceId,
    device: DeviceId,
    signed: &SignedManifest,
    now_ms: u64,
) -> Result<Vec<Hash>, DbError> {
    let (space, _) = find_active_place(write.db, space, device)?;
    hold_lease(write.db, &space, device, now_ms)?;
    if find(write.db, &space, signed.hash())?.is_some() {
        return Ok(Vec::new());
    }
    let members = write.members.get(write.db, &space)?;
    let manifest = signed.manifest();
    let (newest, _) = heads(write.db, space.id)?;
    let chain = if manifest.seq <= space.head {
        Some(chain_at(write.db, &space, manifest.seq)?)
    } else {
        None
    };
    let offer = Offer {
        device,
        members: &members,
        chain,
        confirmed_seq: newest.map_or(0, |newest| newest.seq),
        confirmed: newest.map_or(Hash::ZERO, |newest| newest.hash),
        now_ms,
    };
    judge_offer(&offer, signed).map_err(DbError::refused)?;
    let mut missing = Vec::new();
    let mut there = write
        .db
        .prepare_cached("SELECT length(bytes) FROM segment WHERE space = ?1 AND hash = ?2")?;
    for part in &manifest.segments {
        let kept = there.query_row((space.id, part.hash.0), |row| row.get::<_, u64>(0));
        match kept.optional()? {
            Some(bytes) if bytes == u64::from(part.bytes) => {}
            // Its name is made from its bytes: a size that is not theirs was invented.
            Some(_) => return Err(DbError::refused(ProblemCode::Refused)),
            None => missing.push(part.hash),
        }
    }
    if missing.is_empty() {
        keep(write, &space, signed)?;
        if !settle(write, &space, signed, now_ms)? {
            write.notices.push(Notice::Proposed {
                space: space.sid,
                seq: manifest.seq,
            });
        }
    }
    Ok(missing)
}

fn keep(write: &Write<'_>, space: &SpaceRow, signed: &SignedManifest) -> Result<(), DbError> {
    let manifest = signed.manifest();
    // Whoever offers has read further than the one that waits; nobody confirms that any more.
    write
        .db
        .prepare_cached("DELETE FROM checkpoint WHERE space = ?1 AND confirmed_ms IS NULL")?
        .execute([space.id])?;
    write
        .db
        .prepare_cached(
            "INSERT INTO checkpoint(space, seq, hash, bytes, manifest) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((
            space.id,
            manifest.seq,
            signed.hash().0,
            manifest.bytes(),
            signed.bytes(),
        ))?;
    write
        .db
        .prepare_cached("DELETE FROM lease WHERE space = ?1")?
        .execute([space.id])?;
    Ok(())
}

/// Takes what a device came to for a checkpoint.
///
/// # Errors
///
/// [`ProblemCode::NotFound`] also for a checkpoint that is no longer kept; [`ProblemCode::Removed`];
/// [`ProblemCode::Refused`] for an attestation that is not the device's own or not sound; [`ProblemCode::Quota`].
pub fn attest(
    write: &mut Write<'_>,
    space: SpaceId,
    device: DeviceId,
    checkpoint: Hash,
    attest: &SignedAttest,
    now_ms: u64,
) -> Result<(), DbError> {
    let (space, _) = find_active_place(write.db, space, device)?;
    let members = write.members.get(write.db, &space)?;
    let found = find(write.db, &space, checkpoint)?;
    let (id, signed) = found.ok_or(DbError::refused(ProblemCode::NotFound))?;
    let own = attest.attest().device == device;
    if !own || judge_attest(&members, &signed, attest).is_err() {
        return Err(DbError::refused(ProblemCode::Refused));
    }
    let mut count = write
        .db
        .prepare_cached("SELECT count(*) FROM attest WHERE checkpoint = ?1 AND device <> ?2")?;
    let kept: u64 = count.query_row((id, device.0), |row| row.get(0))?;
    if kept >= ATTESTS_MAX as u64 {
        return Err(DbError::refused(ProblemCode::Quota));
    }
    write
        .db
        .prepare_cached(
            "INSERT OR REPLACE INTO attest(checkpoint, device, attest) VALUES (?1, ?2, ?3)",
        )?
        .execute((id, device.0, attest.bytes()))?;
    settle(write, &space, &signed, now_ms).map(drop)
}

/// Lets a checkpoint count, if it may; returns whether it does.
fn settle(
    write: &mut Write<'_>,
    space: &SpaceRow,
    signed: &SignedManifest,
    now_ms: u64,
) -> Result<bool, DbError> {
    let members = write.members.get(write.db, space)?;
    let Some((id, _)) = find(write.db, space, signed.hash())? else {
        return Ok(false);
    };
    let attests = attests(write.db, id)?;
    let counts = confirmed(&members, signed, &attests).is_ok();
    if counts {
        write
            .db
            .prepare_cached(
                "UPDATE checkpoint SET confirmed_ms = ?2 WHERE id = ?1 AND confirmed_ms IS NULL",
            )?
            .execute((id, now_ms))?;
    }
    Ok(counts)
}

/// Returns a checkpoint with what devices said about it.
///
/// # Errors
///
/// [`ProblemCode::NotFound`], [`ProblemCode::Removed`].
pub fn find_checkpoint(
    read: &Read<'_>,
    space: SpaceId,
    device: DeviceId,
    checkpoint: Hash,
) -> Result<CheckpointResponse, DbError> {
    let (space, _) = find_active_place(&read.tx, space, device)?;
    let found = find(&read.tx, &space, checkpoint)?;
    let (id, signed) = found.ok_or(DbError::refused(ProblemCode::NotFound))?;
    let attests = attests(&read.tx, id)?;
    Ok(CheckpointResponse {
        manifest: signed.bytes().to_vec(),
        attests: attests.iter().map(|it| it.bytes().to_vec()).collect(),
    })
}

/// Returns a segment.
///
/// # Errors
///
/// [`ProblemCode::NotFound`], [`ProblemCode::Removed`].
pub fn find_segment(
    read: &Read<'_>,
    space: SpaceId,
    device: DeviceId,
    segment: Hash,
) -> Result<Vec<u8>, DbError> {
    let (space, _) = find_active_place(&read.tx, space, device)?;
    let mut query = read
        .tx
        .prepare_cached("SELECT bytes FROM segment WHERE space = ?1 AND hash = ?2")?;
    let found = query.query_row((space.id, segment.0), |row| row.get(0));
    found
        .optional()?
        .ok_or(DbError::refused(ProblemCode::NotFound))
}

/// Where the newest checkpoint stands that counts, and the one after it that waits for that.
pub(super) type Heads = (Option<CheckpointHead>, Option<CheckpointHead>);

/// Returns the newest checkpoints of a space.
pub(super) fn heads(db: &Connection, space: i64) -> Result<Heads, DbError> {
    // Digests stand at fixed places (SQL counts from 1): nothing is parsed to answer what every device asks.
    let (theirs, own) = (ATTEST_DIGEST_AT + 1, MANIFEST_DIGEST_AT + 1);
    let one = |sql: &str| -> Result<Option<CheckpointHead>, DbError> {
        Ok(db
            .prepare_cached(sql)?
            .query_row((space, theirs, own), head_of_row)
            .optional()?)
    };
    let confirmed = one("SELECT seq, hash, bytes,
           (SELECT count(*) FROM attest WHERE attest.checkpoint = checkpoint.id
             AND substr(attest, ?2, 32) <> substr(manifest, ?3, 32))
         FROM checkpoint WHERE space = ?1 AND confirmed_ms IS NOT NULL ORDER BY seq DESC LIMIT 1")?;
    let proposed = one("SELECT seq, hash, bytes,
           (SELECT count(*) FROM attest WHERE attest.checkpoint = checkpoint.id
             AND substr(attest, ?2, 32) <> substr(manifest, ?3, 32))
         FROM checkpoint WHERE space = ?1 AND confirmed_ms IS NULL ORDER BY seq DESC LIMIT 1")?;
    Ok((confirmed, proposed))
}

fn head_of_row(row: &Row<'_>) -> rusqlite::Result<CheckpointHead> {
    Ok(CheckpointHead {
        seq: row.get(0)?,
        hash: Hash(row.get(1)?),
        bytes: row.get(2)?,
        against: Some(row.get(3)?).filter(|against| *against > 0),
    })
}

fn hold_lease(
    db: &Connection,
    space: &SpaceRow,
    device: DeviceId,
    now_ms: u64,
) -> Result<(), DbError> {
    let mut query = db
        .prepare_cached("SELECT 1 FROM lease WHERE space = ?1 AND device = ?2 AND until_ms > ?3")?;
    if query.exists((space.id, device.0, now_ms))? {
        Ok(())
    } else {
        Err(DbError::refused(ProblemCode::Forbidden))
    }
}

fn find(
    db: &Connection,
    space: &SpaceRow,
    hash: Hash,
) -> Result<Option<(i64, SignedManifest)>, DbError> {
    let mut query =
        db.prepare_cached("SELECT id, manifest FROM checkpoint WHERE space = ?1 AND hash = ?2")?;
    let found: Option<(i64, Vec<u8>)> = query
        .query_row((space.id, hash.0), |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    found.map_or(Ok(None), |(id, bytes)| {
        let signed = SignedManifest::parse(bytes).map_err(|_| DAMAGED)?;
        Ok(Some((id, signed)))
    })
}

fn attests(db: &Connection, checkpoint: i64) -> Result<Vec<SignedAttest>, DbError> {
    let mut query =
        db.prepare_cached("SELECT attest FROM attest WHERE checkpoint = ?1 ORDER BY device")?;
    let rows = query.query_map([checkpoint], |row| row.get::<_, Vec<u8>>(0))?;
    rows.map(|bytes| SignedAttest::parse(bytes?).map_err(|_| DAMAGED))
        .collect()
}

/// Drops checkpoints that are no longer needed, and segments that belong to none: the newest that counts stays, the
/// one before it as long as the envelopes it covers would, and what waits to be confirmed.
pub(super) fn prune(db: &Connection, keep_ms: u64, now_ms: u64) -> Result<(), DbError> {
    db.prepare_cached(
        "DELETE FROM checkpoint AS old WHERE confirmed_ms IS NOT NULL AND (
           SELECT count(*) FROM checkpoint AS newer
           WHERE newer.space = old.space AND newer.confirmed_ms IS NOT NULL
             AND newer.seq > old.seq AND newer.confirmed_ms <= ?1) > 0
         OR (
           SELECT count(*) FROM checkpoint AS newer
           WHERE newer.space = old.space AND newer.confirmed_ms IS NOT NULL AND newer.seq > old.seq) > 1",
    )?
    .execute([now_ms.saturating_sub(keep_ms)])?;
    let mut query = db.prepare_cached("SELECT id, space, hash, received_ms FROM segment")?;
    let mut rows = query.query([])?;
    let mut used: Option<(i64, std::collections::BTreeSet<Hash>)> = None;
    let mut gone: Vec<i64> = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, space): (i64, i64) = (row.get(0)?, row.get(1)?);
        if used.as_ref().is_none_or(|(of, _)| *of != space) {
            used = Some((space, used_segments(db, space)?));
        }
        let (hash, received_ms) = (Hash(row.get(2)?), row.get::<_, u64>(3)?);
        let waits = received_ms.saturating_add(SEGMENT_WAITS_MS) > now_ms;
        let leased = waits && is_leased(db, space, now_ms)?;
        let needed = used.as_ref().is_some_and(|(_, used)| used.contains(&hash));
        if !needed && !leased {
            gone.push(id);
        }
    }
    let mut delete = db.prepare_cached("DELETE FROM segment WHERE id = ?1")?;
    for id in gone {
        delete.execute([id])?;
    }
    Ok(())
}

fn is_leased(db: &Connection, space: i64, now_ms: u64) -> Result<bool, DbError> {
    let mut query = db.prepare_cached("SELECT 1 FROM lease WHERE space = ?1 AND until_ms > ?2")?;
    Ok(query.exists((space, now_ms))?)
}

fn used_segments(db: &Connection, space: i64) -> Result<std::collections::BTreeSet<Hash>, DbError> {
    let mut query = db.prepare_cached("SELECT manifest FROM checkpoint WHERE space = ?1")?;
    let rows = query.query_map([space], |row| row.get::<_, Vec<u8>>(0))?;
    let mut used = std::collections::BTreeSet::new();
    for bytes in rows {
        let signed = SignedManifest::parse(bytes?).map_err(|_| DAMAGED)?;
        used.extend(signed.manifest().segments.iter().map(|part| part.hash));
    }
    Ok(used)
}

/// Checks every kept checkpoint of a space: signature, place in the log, and that all its segments are there.
pub(super) fn check(
    db: &Connection,
    space: &SpaceRow,
    members: &shared::mlog::Members,
) -> Result<(), DbError> {
    let mut query = db.prepare("SELECT manifest FROM checkpoint WHERE space = ?1")?;
    let rows = query.query_map([space.id], |row| row.get::<_, Vec<u8>>(0))?;
    let mut segment = db.prepare("SELECT bytes FROM segment WHERE space = ?1 AND hash = ?2")?;
    for bytes in rows {
        let signed = SignedManifest::parse(bytes?).map_err(|_| DAMAGED)?;
        let manifest = signed.manifest();
        let maker = members.public(manifest.device);
        let sound = maker.is_some_and(|maker| signed.verify(maker))
            && chain_at(db, space, manifest.seq)? == manifest.chain;
        if !sound {
            return Err(DAMAGED);
        }
        for part in &manifest.segments {
            let found = segment.query_row((space.id, part.hash.0), |row| row.get(0));
            let bytes: Vec<u8> = found.optional()?.ok_or(DAMAGED)?;
            if segment_hash(&bytes) != part.hash {
                return Err(DbError::Damaged { what: "segment" });
            }
        }
    }
    Ok(())
}
