//! Dropping what a checkpoint covers.
//!
//! Of an envelope stay its number, its author's number, its hash and the chain: what repeated pushes, other devices'
//! views of the log and a restored server are judged by. Of the newest one the header stays too: it says which key is in
//! use.

use super::checkpoints::prune;
use super::spaces::row_id;
use super::{DbError, Write};
use rusqlite::Connection;
use shared::envelope::{Envelope, HEADER_BYTES};

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
        left -= drop_envelopes(db, space, (floor, head), left)?;
    }
    give_back(db)?;
    Ok(left == 0)
}

/// Gives the pages of what was dropped back to the disk.
fn give_back(db: &Connection) -> Result<(), DbError> {
    let mut step = db.prepare_cached("PRAGMA incremental_vacuum")?;
    let mut pages = step.query([])?;
    // One page for each row of the answer.
    while pages.next()?.is_some() {}
    Ok(())
}

fn drop_envelopes(
    db: &Connection,
    space: i64,
    (floor, head): (u64, u64),
    rows_max: usize,
) -> Result<usize, DbError> {
    let mut query = db.prepare_cached(
        "SELECT id, envelope FROM log WHERE id > ?1 AND id <= ?2 AND hash IS NULL ORDER BY id LIMIT ?3",
    )?;
    let range = (row_id(space, 0)?, row_id(space, floor)?, rows_max);
    let newest = row_id(space, head)?;
    let rows = query
        .query_map(range, |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<Vec<(i64, Vec<u8>)>, _>>()?;
    let mut update = db.prepare_cached("UPDATE log SET envelope = ?3, hash = ?2 WHERE id = ?1")?;
    let mut bytes = 0_usize;
    let count = rows.len();
    for (id, envelope) in rows {
        bytes = bytes.saturating_add(envelope.len());
        let envelope =
            Envelope::parse(envelope).map_err(|_| DbError::Damaged { what: "envelope" })?;
        let header = envelope.bytes().get(..HEADER_BYTES).unwrap_or_default();
        let kept = if id == newest { header } else { &[] };
        update.execute((id, envelope.hash().0, kept))?;
    }
    db.prepare_cached("UPDATE space SET bytes = max(0, bytes - ?2) WHERE id = ?1")?
        .execute((space, bytes))?;
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pages_of_what_was_dropped_go_back_to_the_disk() {
        let folder = tempfile::TempDir::new().unwrap();
        let mut db = Connection::open(folder.path().join("pages.sqlite")).unwrap();
        super::super::tune_writer(&db).unwrap();
        db.execute_batch("CREATE TABLE part(bytes BLOB)").unwrap();
        for _ in 0..20 {
            db.execute("INSERT INTO part VALUES (randomblob(100000))", [])
                .unwrap();
        }
        let tx = db.transaction().unwrap();
        tx.execute("DELETE FROM part", []).unwrap();
        give_back(&tx).unwrap();
        tx.commit().unwrap();
        let free: u64 = db
            .pragma_query_value(None, "freelist_count", |row| row.get(0))
            .unwrap();
        assert_eq!(free, 0);
    }
}
