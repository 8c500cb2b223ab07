//! What the membership logs add up to, kept in memory for the spaces in use.
//!
//! Only the writer thread has it. A change puts a new state in as its last act, so a change that is undone
//! leaves the old one; when a commit fails everything is forgotten and read again.

use super::DbError;
use super::spaces::{SpaceRow, row_id};
use rusqlite::Connection;
use shared::mlog::{Members, SignedEntry};
use std::collections::HashMap;
use std::sync::Arc;

/// Greatest number of spaces kept.
const SPACES_MAX: usize = 256;

#[derive(Default)]
pub(super) struct MembersCache {
    by_space: HashMap<i64, Kept>,
    clock: u64,
}

struct Kept {
    members: Arc<Members>,
    used: u64,
}

impl MembersCache {
    /// Returns the members of a space as its stored entries say.
    pub(super) fn get(
        &mut self,
        db: &Connection,
        space: &SpaceRow,
    ) -> Result<Arc<Members>, DbError> {
        self.clock += 1;
        if let Some(kept) = self.by_space.get_mut(&space.id) {
            kept.used = self.clock;
            return Ok(Arc::clone(&kept.members));
        }
        let members = Arc::new(load(db, space)?);
        self.put(space.id, Arc::clone(&members));
        Ok(members)
    }

    /// Replaces what is kept for a space.
    pub(super) fn put(&mut self, space: i64, members: Arc<Members>) {
        self.clock += 1;
        if self.by_space.len() >= SPACES_MAX && !self.by_space.contains_key(&space) {
            let oldest = self
                .by_space
                .iter()
                .min_by_key(|(_, kept)| kept.used)
                .map(|(id, _)| *id);
            if let Some(oldest) = oldest {
                self.by_space.remove(&oldest);
            }
        }
        self.by_space.insert(
            space,
            Kept {
                members,
                used: self.clock,
            },
        );
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.by_space.clear();
    }
}

fn load(db: &Connection, space: &SpaceRow) -> Result<Members, DbError> {
    let mut rows =
        db.prepare_cached("SELECT bytes FROM entry WHERE id > ?1 AND id <= ?2 ORDER BY id")?;
    let range = (
        row_id(space.id, 0)?,
        row_id(space.id, u64::from(space.m_seq))?,
    );
    let entries = rows.query_map(range, |row| row.get::<_, Vec<u8>>(0))?;
    let mut members: Option<Members> = None;
    for bytes in entries {
        let entry = SignedEntry::parse(bytes?).map_err(|_| DAMAGED)?;
        match &mut members {
            None => members = Some(Members::found(&entry).map_err(|_| DAMAGED)?),
            Some(members) => members.apply(&entry).map_err(|_| DAMAGED)?,
        }
    }
    members
        .filter(|members| members.seq == space.m_seq)
        .ok_or(DAMAGED)
}

const DAMAGED: DbError = DbError::Damaged {
    what: "membership log",
};
