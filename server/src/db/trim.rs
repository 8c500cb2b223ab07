//! Dropping what a checkpoint covers.
//!
//! Of an envelope stay its number, its author's number, its hash and the chain: what repeated pushes, other devices'
//! views of the log and a restored server are judged by. The newest envelope stays whole: it says which key is in use.

use super::checkpoints::prune;
use super::spaces::row_id;
use super::{DbError, Write};
use rusqlite::Connection;
use shared::envelope::Envelope;

/// Envelopes dropped in one go; others wait for the writer meanwhile.
const ROWS_MAX: usize = 2_000;

/// Drops envelopes whose checkpoint has counted for `keep_ms`, and checkpoints that are no longer needed. Returns whether
/// there is more to do.
///
/// # Errors
///
/// [`DbError::Sqlite`], [`DbError::Damaged`].
pub fn trim(write: &mut Write<'_>, keep_ms: u64, now_ms: u64) -> Result<bool, DbError> {
    let db = write.db;
    db.prepare_cached(
        "UPDATE space SET floor = max(floor, coalesce((
           SELECT max(seq) FROM checkpoint c WHERE c.space = space.id AND c.confirmed_ms <= ?1), 0))
         WHERE EXISTS (SELECT 1 FROM checkpoint c WHERE c.space = space.id AND c.confirmed_ms <= ?1)",
    )?
    .execute([now_ms.saturating_sub(keep_ms)])?;
    prune(db, keep_ms, now_ms)?;
    let mut spaces = db.prepare_cached("SELECT id, floor, head FROM space WHERE floor > 0")?;
    let spaces = spaces
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<Vec<(i64, u64, u64)>, _>>()?;
    let mut left = ROWS_MAX;
    for (space, floor, head) in spaces {
        left -= drop_envelopes(db, space, floor.min(head.saturating_sub(1)), left)?;
    }
    if left < ROWS_MAX {
        // The pages go back to the disk.
        db.prepare_cached("PRAGMA incremental_vacuum")?
            .query_map([], |_| Ok(()))?
            .for_each(drop);
    }
    Ok(left == 0)
}

fn drop_envelopes(
    db: &Connection,
    space: i64,
    upto: u64,
    rows_max: usize,
) -> Result<usize, DbError> {
    let mut query = db.prepare_cached(
        "SELECT id, envelope FROM log WHERE id > ?1 AND id <= ?2 AND hash IS NULL ORDER BY id LIMIT ?3",
    )?;
    let range = (row_id(space, 0)?, row_id(space, upto)?, rows_max);
    let rows = query
        .query_map(range, |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<Vec<(i64, Vec<u8>)>, _>>()?;
    let mut update = db.prepare_cached("UPDATE log SET envelope = x'', hash = ?2 WHERE id = ?1")?;
    let mut bytes = 0_usize;
    let count = rows.len();
    for (id, envelope) in rows {
        bytes = bytes.saturating_add(envelope.len());
        let envelope =
            Envelope::parse(envelope).map_err(|_| DbError::Damaged { what: "envelope" })?;
        update.execute((id, envelope.hash().0))?;
    }
    db.prepare_cached("UPDATE space SET bytes = max(0, bytes - ?2) WHERE id = ?1")?
        .execute((space, bytes))?;
    Ok(count)
}
