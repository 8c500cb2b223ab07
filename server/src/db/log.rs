//! The log of a space: envelopes in the server's order, each with the running hash up to it.

use super::spaces::{DeviceRow, SpaceRow, find_active_place, row_id};
use super::{DbError, Notice, Read, Write};
use rusqlite::{Connection, OptionalExtension};
use shared::envelope::{Envelope, chain_next, chain_start};
use shared::ids::{DeviceId, Hash, LogEra, SpaceId};
use shared::protocol::ProblemCode;
use shared::protocol::messages::{LogPage, LogRow};
use shared::sync::accept::{Candidate, Standing, judge};

/// What became of a push.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pushed {
    /// How many envelopes were known before or are stored now.
    pub accepted: usize,
    /// Last number of the device that is stored.
    pub dev_seq: u64,
    /// Last number of the log.
    pub head: u64,
    /// Why the rest was not taken.
    pub refused: Option<ProblemCode>,
}

/// Which page of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageQuery {
    /// Era the reader knows; `None` on the first visit.
    pub era: Option<LogEra>,
    /// Rows after this number.
    pub after: u64,
    /// Greatest sum of envelope sizes; one envelope comes in any case.
    pub bytes_max: usize,
    /// Greatest distance of the reader from the end of the log.
    pub behind_max: u64,
}

/// A page as it goes over the wire.
pub type Page = LogPage;

/// Stores the part of a push that fits, as one change.
///
/// # Errors
///
/// [`ProblemCode::NotFound`], [`ProblemCode::Removed`]; [`DbError::Sqlite`]. A refused envelope is no error:
/// what came before it is stored.
pub fn push(
    write: &mut Write<'_>,
    space: SpaceId,
    device: DeviceId,
    mut candidates: Vec<Candidate>,
    now_ms: u64,
) -> Result<Pushed, DbError> {
    let (space, place) = find_active_place(write.db, space, device)?;
    let members = write.members.get(write.db, &space)?;
    look_up(write.db, &space, &place, &mut candidates)?;
    let standing = Standing {
        space: space.sid,
        device,
        members: &members,
        dev_seq: place.dev_seq,
        m_seq: place.m_seq,
        head: space.head,
        bytes: space.bytes,
        bytes_max: space.bytes_max,
    };
    let verdict = judge(&standing, &candidates);
    let fresh = candidates.iter().skip(verdict.known).take(verdict.fresh);
    let fresh: Vec<&Envelope> = fresh.map(|candidate| &candidate.envelope).collect();
    let (head, dev_seq) = store(write, &space, &place, &fresh, now_ms)?;
    Ok(Pushed {
        accepted: verdict.known + verdict.fresh,
        dev_seq,
        head,
        refused: verdict.refused,
    })
}

/// Reads a page of the log of a space.
///
/// # Errors
///
/// [`ProblemCode::NotFound`], [`ProblemCode::Removed`]; [`ProblemCode::EraChanged`] if the reader knows
/// another era; [`ProblemCode::BelowFloor`] if it asks for what is only in a checkpoint;
/// [`ProblemCode::HealNeeded`] if the reader has more than the server; [`DbError::Busy`] if it is farther behind
/// than there is room for.
pub fn page_of_log(
    read: &Read<'_>,
    space: SpaceId,
    device: DeviceId,
    query: &PageQuery,
) -> Result<Page, DbError> {
    let (space, _) = find_active_place(&read.tx, space, device)?;
    if query.era.is_some_and(|era| era != space.era) {
        return Err(DbError::refused(ProblemCode::EraChanged));
    }
    if query.after > space.head {
        return Err(DbError::refused_at(ProblemCode::HealNeeded, space.head));
    }
    if query.after < space.floor {
        return Err(DbError::refused_at(ProblemCode::BelowFloor, space.floor));
    }
    if space.head - query.after > query.behind_max {
        return Err(DbError::Busy);
    }
    let mut chain = chain_at(&read.tx, &space, query.after)?;
    let mut rows_of_page = read.tx.prepare_cached(
        "SELECT received_ms, envelope, chain, recovered FROM log WHERE id > ?1 AND id <= ?2 ORDER BY id",
    )?;
    let range = (
        row_id(space.id, query.after)?,
        row_id(space.id, space.head)?,
    );
    let mut found = rows_of_page.query(range)?;
    let mut rows = Vec::new();
    let (mut last, mut bytes) = (query.after, 0_usize);
    while let Some(row) = found.next()? {
        let envelope: Vec<u8> = row.get(1)?;
        bytes = bytes.saturating_add(envelope.len());
        if bytes > query.bytes_max && !rows.is_empty() {
            break;
        }
        rows.push(LogRow {
            received_ms: row.get(0)?,
            envelope,
            recovered: row.get::<_, bool>(3)?.then_some(true),
        });
        chain = Hash(row.get(2)?);
        last += 1;
    }
    Ok(LogPage {
        era: space.era,
        rows,
        last,
        chain,
        head: space.head,
        floor: space.floor,
        sum: None,
    }
    .summed())
}

/// Fills in what the judgement needs to know of the past.
fn look_up(
    db: &Connection,
    space: &SpaceRow,
    place: &DeviceRow,
    candidates: &mut [Candidate],
) -> Result<(), DbError> {
    let mut seen: Option<(u64, Hash)> = None;
    for candidate in candidates {
        let header = candidate.envelope.header();
        let (dev_seq, seen_seq) = (header.dev_seq, header.seen_seq);
        if dev_seq <= place.dev_seq {
            candidate.known = hash_of_number(db, place, dev_seq)?;
        }
        if seen_seq <= space.head {
            let chain = match seen {
                Some((seq, chain)) if seq == seen_seq => chain,
                Some(_) | None => chain_at(db, space, seen_seq)?,
            };
            seen = Some((seen_seq, chain));
            candidate.seen = Some(chain);
        }
    }
    Ok(())
}

fn store(
    write: &mut Write<'_>,
    space: &SpaceRow,
    place: &DeviceRow,
    fresh: &[&Envelope],
    now_ms: u64,
) -> Result<(u64, u64), DbError> {
    let Some(newest) = fresh.last() else {
        return Ok((space.head, place.dev_seq));
    };
    let (mut head, mut chain, mut bytes) = (space.head, space.chain, space.bytes);
    let mut insert = write.db.prepare_cached(
        "INSERT INTO log(id, device, dev_seq, received_ms, chain, envelope)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for envelope in fresh {
        head += 1;
        chain = chain_next(chain, envelope.hash());
        bytes = bytes.saturating_add(envelope.bytes().len() as u64);
        let id = row_id(space.id, head)?;
        let dev_seq = envelope.header().dev_seq;
        insert.execute((id, place.id, dev_seq, now_ms, chain.0, envelope.bytes()))?;
    }
    let header = newest.header();
    write
        .db
        .prepare_cached("UPDATE space SET head = ?2, chain = ?3, bytes = ?4 WHERE id = ?1")?
        .execute((space.id, head, chain.0, bytes))?;
    write
        .db
        .prepare_cached("UPDATE device SET dev_seq = ?2, m_seq = ?3 WHERE id = ?1")?
        .execute((place.id, header.dev_seq, header.m_seq))?;
    write.notices.push(Notice::Grown {
        space: space.sid,
        head,
        m_seq: space.m_seq,
    });
    Ok((head, header.dev_seq))
}

pub(super) fn chain_at(db: &Connection, space: &SpaceRow, seq: u64) -> Result<Hash, DbError> {
    if seq == 0 {
        return Ok(chain_start(space.sid));
    }
    let mut query = db.prepare_cached("SELECT chain FROM log WHERE id = ?1")?;
    let chain = query
        .query_row([row_id(space.id, seq)?], |row| row.get(0))
        .optional()?;
    chain.map(Hash).ok_or(DbError::Damaged { what: "log row" })
}

pub(super) fn hash_of_number(
    db: &Connection,
    place: &DeviceRow,
    dev_seq: u64,
) -> Result<Option<Hash>, DbError> {
    let mut query =
        db.prepare_cached("SELECT envelope, hash FROM log WHERE device = ?1 AND dev_seq = ?2")?;
    // A number beyond SQLite's integers is no number of a stored row.
    let Ok(dev_seq) = i64::try_from(dev_seq) else {
        return Ok(None);
    };
    let found: Option<(Vec<u8>, Option<[u8; 32]>)> = query
        .query_row((place.id, dev_seq), |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    found.map_or(Ok(None), |(bytes, hash)| {
        if let Some(hash) = hash {
            return Ok(Some(Hash(hash)));
        }
        let envelope = Envelope::parse(bytes).map_err(|_| DbError::Damaged { what: "envelope" })?;
        Ok(Some(envelope.hash()))
    })
}
