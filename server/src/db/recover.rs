//! Taking back from clients what a restored server lacks. What counts is judged in `shared`.

use super::log::chain_at;
use super::members::store_recovered;
use super::spaces::{SpaceRow, find_active_place, find_device, find_space, row_id};
use super::{DbError, Notice, Write};
use rusqlite::OptionalExtension;
use shared::envelope::{Envelope, HEADER_BYTES, Header, chain_next};
use shared::ids::{DeviceId, Hash, LogEra, SpaceId};
use shared::mlog::{Members, SignedEntry};
use shared::protocol::ProblemCode;
use shared::protocol::messages::{KeyBox, LogRow, Point, RecoverResponse};
use shared::sync::recover::{Again, Offered, judge_again};
use std::sync::Arc;

/// What a client gives back, parsed but not judged.
#[derive(Debug)]
pub struct Recover {
    /// The space.
    pub space: SpaceId,
    /// Who gives it back.
    pub device: DeviceId,
    /// Era of the client's log.
    pub era: Option<LogEra>,
    /// Points of the client's log.
    pub points: Vec<Point>,
    /// Number in the client's log before the first row.
    pub after: u64,
    /// Membership entries.
    pub entries: Vec<SignedEntry>,
    /// Key boxes, kept only where there is none.
    pub boxes: Vec<KeyBox>,
    /// Rows of the client's log.
    pub rows: Vec<(LogRow, Envelope)>,
    /// Era of the log, should the histories have parted. Random.
    pub new_era: LogEra,
    /// Time of receipt, milliseconds since 1970.
    pub now_ms: u64,
}

/// Stores what is missing. What came before a refused row stays; what comes behind it is stored where the histories
/// have parted.
///
/// # Errors
///
/// [`ProblemCode::NotFound`], [`ProblemCode::Removed`]; [`DbError::Sqlite`].
pub fn recover(write: &mut Write<'_>, recover: Recover) -> Result<RecoverResponse, DbError> {
    let (space, _) = find_active_place(write.db, recover.space, recover.device)?;
    let mut common = None;
    for point in &recover.points {
        if point.seq <= space.head && chain_at(write.db, &space, point.seq)? == point.chain {
            common = common.max(Some(point.seq));
        }
    }
    let (members, mut refused) = take_members(write, &space, &recover)?;
    let space = find_space(write.db, recover.space)?.ok_or(DbError::Damaged { what: "space" })?;
    let mut end = End {
        head: space.head,
        chain: space.chain,
        bytes: space.bytes,
        key_epoch: newest_epoch(write, &space)?,
        parted: false,
        stored: 0,
    };
    for (number, (row, envelope)) in (1..).zip(recover.rows) {
        // Where the histories have parted, or nothing is said about the log, no number has to be kept: one that is refused
        // keeps nobody else's out.
        if refused.is_some() && !end.parted && recover.era.is_some() {
            break;
        }
        let seq = recover.after.saturating_add(number);
        let received_ms = match row.received_ms {
            0 => recover.now_ms,
            // Nobody has received it later than now.
            known => known.min(recover.now_ms),
        };
        let row = LogRow { received_ms, ..row };
        let taken = take_row(write, &space, &members, &mut end, seq, &row, envelope)?;
        refused = refused.or(taken);
    }
    let starts_era = end.parted && end.stored > 0 && recover.era == Some(space.era);
    let era = if starts_era {
        recover.new_era
    } else {
        space.era
    };
    write
        .db
        .prepare_cached(
            "UPDATE space SET era = ?2, head = ?3, chain = ?4, bytes = ?5 WHERE id = ?1",
        )?
        .execute((space.id, era.0, end.head, end.chain.0, end.bytes))?;
    if end.stored > 0 || starts_era {
        write.notices.push(Notice::Grown {
            space: space.sid,
            head: end.head,
            m_seq: space.m_seq,
        });
    }
    // Last: what fails before is undone, and the members that are kept in memory are the old ones.
    write.members.put(space.id, members);
    Ok(RecoverResponse {
        era,
        head: end.head,
        m_seq: space.m_seq,
        common,
        stored: end.stored,
        refused: refused.map(crate::error::code_name),
        parted: end.parted,
    })
}

/// The end of the log while rows are added.
struct End {
    head: u64,
    chain: Hash,
    bytes: u64,
    key_epoch: u32,
    parted: bool,
    stored: u64,
}

fn newest_epoch(write: &Write<'_>, space: &SpaceRow) -> Result<u32, DbError> {
    let mut last = write
        .db
        .prepare_cached("SELECT envelope FROM log WHERE id = ?1")?;
    let last = last.query_row([row_id(space.id, space.head)?], |row| row.get(0));
    let Some(bytes): Option<Vec<u8>> = last.optional()? else {
        return Ok(0);
    };
    // Of one that is only in a checkpoint the header is left.
    let header = bytes.get(..HEADER_BYTES).map(Header::decode);
    match header {
        Some(Ok(header)) => Ok(header.key_epoch),
        Some(Err(_)) | None => Err(DbError::Damaged { what: "envelope" }),
    }
}

fn take_members(
    write: &mut Write<'_>,
    space: &SpaceRow,
    recover: &Recover,
) -> Result<(Arc<Members>, Option<ProblemCode>), DbError> {
    let before = write.members.get(write.db, space)?;
    let mut after = Members::clone(&before);
    let mut fresh = Vec::new();
    for entry in &recover.entries {
        if after.hash_at(entry.entry().seq) == Some(entry.hash()) {
            continue;
        }
        if after.apply(entry).is_err() {
            return Ok((before, Some(ProblemCode::Refused)));
        }
        fresh.push(entry);
    }
    store_recovered(write, space, &before, &after, &fresh, &recover.boxes)?;
    Ok((Arc::new(after), None))
}

fn take_row(
    write: &Write<'_>,
    space: &SpaceRow,
    members: &Members,
    end: &mut End,
    seq: u64,
    row: &LogRow,
    envelope: Envelope,
) -> Result<Option<ProblemCode>, DbError> {
    let header = envelope.header().clone();
    let (hash, bytes) = (envelope.hash(), envelope.bytes().to_vec());
    if seq <= end.head {
        let mut there = write
            .db
            .prepare_cached("SELECT coalesce(hash = ?3, envelope = ?2) FROM log WHERE id = ?1")?;
        let place = (row_id(space.id, seq)?, &bytes, hash.0);
        let same = there.query_row(place, |row| row.get(0));
        end.parted |= !same.optional()?.unwrap_or(false);
    } else if seq > end.head.saturating_add(1) {
        end.parted = true;
    }
    let author = members.public(header.device);
    let mut offered = Offered::check(envelope, author);
    let Some(place) = find_device(write.db, space, header.device)? else {
        return Ok(Some(ProblemCode::StaleMembers));
    };
    offered.known = super::log::hash_of_number(write.db, &place, header.dev_seq)?;
    offered.dev_seq = place.dev_seq;
    offered.m_seq = place.m_seq;
    offered.key_epoch = end.key_epoch;
    if header.seen_seq <= end.head {
        offered.seen = Some(chain_at(write.db, space, header.seen_seq)?);
    }
    // The view its author had of a log that parted once can never be checked again.
    let recovered = end.parted || row.recovered == Some(true);
    match judge_again(space.sid, members, &offered, recovered) {
        Ok(Again::Known) => return Ok(None),
        Ok(Again::Append) => {}
        Err(code) => return Ok(Some(code)),
    }
    end.head += 1;
    end.chain = chain_next(end.chain, hash);
    end.bytes = end.bytes.saturating_add(bytes.len() as u64);
    end.stored += 1;
    end.key_epoch = header.key_epoch;
    let id = row_id(space.id, end.head)?;
    write
        .db
        .prepare_cached(
            "INSERT INTO log(id, device, dev_seq, received_ms, chain, envelope, recovered)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute((
            id,
            place.id,
            header.dev_seq,
            row.received_ms,
            end.chain.0,
            &bytes,
            recovered,
        ))?;
    write
        .db
        .prepare_cached("UPDATE device SET dev_seq = ?2, m_seq = ?3 WHERE id = ?1")?
        .execute((place.id, header.dev_seq, header.m_seq))?;
    Ok(None)
}
