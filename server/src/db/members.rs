//! The membership log of a space: founding it, appending by compare-and-swap, reading it.
//!
//! Entries are judged by the rules every client uses. Beside the signed entries stands what the server needs
//! to answer quickly: one row per device with its capability.

use super::audit::{AuditEvent, insert as audit};
use super::invites::{forget_invites_of, use_invite};
use super::meta::{forget_bootstrap, has_network, is_bootstrap};
use super::spaces::{SpaceRow, find_active_place, find_place, find_space, row_id};
use super::{DbError, Notice, Read, Write};
use rusqlite::{Connection, OptionalExtension};
use shared::envelope::chain_start;
use shared::ids::{DeviceId, Hash, InviteId, LogEra, SpaceId};
use shared::mlog::{
    Capability, KEY_BOX_BYTES, MemberOp, Members, MlogError, SignedEntry, boxes_fit,
    space_kind_number,
};
use shared::protocol::ProblemCode;
use shared::protocol::limits::SPACE_DEVICES_MAX;
use shared::protocol::messages::{KeyBox, MembersResponse};
use shared::records::SpaceKind;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Bytes of entries in one answer; a log that is longer comes in several.
const PAGE_BYTES_MAX: usize = 2 * 1024 * 1024;

/// An append as it came in, parsed but not judged.
#[derive(Debug)]
pub struct Append {
    /// The space.
    pub space: SpaceId,
    /// Who asks; `None` if only a bootstrap token was shown.
    pub device: Option<DeviceId>,
    /// SHA-256 of the bootstrap token that was shown.
    pub bootstrap: Option<[u8; 32]>,
    /// Entries in order.
    pub entries: Vec<SignedEntry>,
    /// Key boxes that belong to them.
    pub boxes: Vec<KeyBox>,
    /// Time of receipt, milliseconds since 1970.
    pub now_ms: u64,
    /// Era of the log, should the append found the space. Random.
    pub era: LogEra,
    /// Bytes the space may hold, should the append found it.
    pub bytes_max: u64,
}

/// What became of an append.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appended {
    /// Last number of the membership log.
    pub m_seq: u32,
}

/// A page of the membership log as it goes over the wire.
pub type MembersPage = MembersResponse;

/// Appends entries and stores key boxes, all or nothing. Entries that are stored already are no error.
///
/// # Errors
///
/// [`ProblemCode::NotFound`], [`ProblemCode::Removed`], [`ProblemCode::Forbidden`],
/// [`ProblemCode::SpaceExists`], [`ProblemCode::StaleMembers`] (with the last stored number),
/// [`ProblemCode::Refused`], [`ProblemCode::Quota`]; what the invitation of an entry refuses.
pub fn append(write: &mut Write<'_>, append: &Append) -> Result<Appended, DbError> {
    let space = find_space(write.db, append.space)?;
    if let Some(space) = &space
        && is_stored(write.db, space, &append.entries)?
    {
        return Ok(Appended { m_seq: space.m_seq });
    }
    let first = append.entries.first().map(SignedEntry::entry);
    if let Some(MemberOp::Genesis { kind, .. }) = first.map(|entry| &entry.op) {
        let by_bootstrap = check_founder(write.db, append, *kind)?;
        if space.is_some() {
            return Err(DbError::refused(ProblemCode::SpaceExists));
        }
        return found(write, append, by_bootstrap);
    }
    // Only a founding entry may come without a session.
    let device = append
        .device
        .ok_or(DbError::refused(ProblemCode::NoSession))?;
    let (space, _) = find_active_place(write.db, append.space, device)?;
    extend(write, append, &space, device)
}

/// Reads entries after number `after` and the asking device's key boxes.
///
/// A removed device still reads up to the entry that removed it, so that it can check who did.
///
/// # Errors
///
/// [`ProblemCode::NotFound`].
pub fn members_page(
    read: &Read<'_>,
    space: SpaceId,
    device: DeviceId,
    after: u32,
) -> Result<MembersPage, DbError> {
    let (space, place) = find_place(&read.tx, space, device)?;
    let m_seq = place.removed_m_seq.unwrap_or(space.m_seq);
    let mut query = read
        .tx
        .prepare_cached("SELECT bytes FROM entry WHERE id > ?1 AND id <= ?2 ORDER BY id")?;
    let from = row_id(space.id, u64::from(after.min(m_seq)))?;
    let mut rows = query.query((from, row_id(space.id, u64::from(m_seq))?))?;
    let (mut entries, mut bytes) = (Vec::new(), 0_usize);
    while let Some(row) = rows.next()? {
        let entry: Vec<u8> = row.get(0)?;
        bytes = bytes.saturating_add(entry.len());
        if bytes > PAGE_BYTES_MAX && !entries.is_empty() {
            break;
        }
        entries.push(entry);
    }
    let boxes = match place.removed_m_seq {
        Some(_) => Vec::new(),
        None => boxes_of_device(&read.tx, &space, device)?,
    };
    Ok(MembersResponse {
        entries,
        boxes,
        m_seq,
    })
}

/// Says whether a device was removed from a space it is known in.
///
/// # Errors
///
/// [`ProblemCode::NotFound`].
pub fn is_removed(read: &Read<'_>, space: SpaceId, device: DeviceId) -> Result<bool, DbError> {
    let (_, place) = find_place(&read.tx, space, device)?;
    Ok(place.removed_m_seq.is_some())
}

/// Writes down that a removed device was told so, each time it asks.
///
/// # Errors
///
/// [`DbError::Sqlite`].
pub fn note_told(
    write: &mut Write<'_>,
    space: SpaceId,
    device: DeviceId,
    now_ms: u64,
) -> Result<(), DbError> {
    let who = (Some(device), Some(space));
    audit(write.db, AuditEvent::ToldToGo, None, who, now_ms)
}

/// Says whether these very entries are in the log: then this is a repeated request.
fn is_stored(db: &Connection, space: &SpaceRow, entries: &[SignedEntry]) -> Result<bool, DbError> {
    let mut query = db.prepare_cached("SELECT hash FROM entry WHERE id = ?1")?;
    for entry in entries {
        let id = row_id(space.id, u64::from(entry.entry().seq))?;
        let hash = query.query_row([id], |row| row.get(0)).optional()?;
        if hash.map(Hash) != Some(entry.hash()) {
            return Ok(false);
        }
    }
    Ok(!entries.is_empty())
}

/// Checks who may found a space: the first network with the bootstrap token, a case as an admin of any space, every
/// other space as an admin of a network. Returns whether it was the token.
fn check_founder(db: &Connection, append: &Append, kind: SpaceKind) -> Result<bool, DbError> {
    if let Some(token_hash) = append.bootstrap {
        let fits = is_bootstrap(db, token_hash)? && !has_network(db)?;
        if fits && kind == SpaceKind::Network {
            return Ok(true);
        }
        return Err(DbError::refused(ProblemCode::Forbidden));
    }
    let device = append
        .device
        .ok_or(DbError::refused(ProblemCode::NoSession))?;
    let signer = append.entries.first().map(|entry| entry.entry().signer);
    let mut query = db.prepare_cached(
        "SELECT EXISTS(SELECT 1 FROM device d JOIN space s ON s.id = d.space
         WHERE d.device = ?1 AND d.capability = ?2 AND d.removed_m_seq IS NULL AND (?4 OR s.kind = ?3))",
    )?;
    let network = space_kind_number(SpaceKind::Network);
    let anywhere = kind == SpaceKind::Case;
    let is_admin: bool = query.query_row(
        (device.0, Capability::Admin as u8, network, anywhere),
        |row| row.get(0),
    )?;
    if is_admin && kind != SpaceKind::Network && signer == Some(device) {
        Ok(false)
    } else {
        Err(DbError::refused(ProblemCode::Forbidden))
    }
}

fn found(write: &mut Write<'_>, append: &Append, by_bootstrap: bool) -> Result<Appended, DbError> {
    let members = Members::replay(&append.entries).map_err(|error| refusal(&error, 0))?;
    if members.space != append.space {
        return Err(DbError::refused(ProblemCode::Refused));
    }
    write
        .db
        .prepare_cached(
            "INSERT INTO space(sid, kind, era, head, chain, floor, bytes, bytes_max, m_seq, m_hash,
             founded_ms) VALUES (?1, ?2, ?3, 0, ?4, 0, 0, ?5, 0, ?6, ?7)",
        )?
        .execute((
            append.space.0,
            space_kind_number(members.kind),
            append.era.0,
            chain_start(append.space).0,
            append.bytes_max,
            Hash::ZERO.0,
            append.now_ms,
        ))?;
    if by_bootstrap {
        forget_bootstrap(write.db)?;
    }
    let space = find_space(write.db, append.space)?.ok_or(DbError::Damaged { what: "space" })?;
    store(write, append, &space, None, members, None)
}

fn extend(
    write: &mut Write<'_>,
    append: &Append,
    space: &SpaceRow,
    device: DeviceId,
) -> Result<Appended, DbError> {
    let before = write.members.get(write.db, space)?;
    if append.entries.is_empty() && append.boxes.is_empty() {
        return Err(DbError::refused_at(
            ProblemCode::Refused,
            u64::from(space.m_seq),
        ));
    }
    let mut after = Members::clone(&before);
    for entry in &append.entries {
        after
            .apply(entry)
            .map_err(|error| refusal(&error, space.m_seq))?;
    }
    store(write, append, space, Some(&before), after, Some(device))
}

/// Writes what the entries changed. `device` is `None` for a founder, who is in the space only now.
fn store(
    write: &mut Write<'_>,
    append: &Append,
    space: &SpaceRow,
    before: Option<&Members>,
    after: Members,
    device: Option<DeviceId>,
) -> Result<Appended, DbError> {
    if !boxes_fit(&append.boxes, &append.entries, device, before, &after) {
        let have = u64::from(append_base(before));
        return Err(DbError::refused_at(ProblemCode::Refused, have));
    }
    store_entries(write.db, append, space)?;
    write
        .db
        .prepare_cached("UPDATE space SET m_seq = ?2, m_hash = ?3 WHERE id = ?1")?
        .execute((space.id, after.seq, after.hash.0))?;
    let removed = store_devices(write.db, space, before, &after)?;
    store_boxes(write.db, space, &append.boxes)?;
    for (invite, device) in invites_used(append) {
        use_invite(write.db, space, invite, device, append.now_ms)?;
    }
    let signer = append.entries.last().map(|entry| entry.entry().signer);
    let who = (signer, Some(append.space));
    audit(write.db, AuditEvent::Members, None, who, append.now_ms)?;
    for device in &removed {
        let who = (Some(*device), Some(append.space));
        audit(write.db, AuditEvent::Removed, None, who, append.now_ms)?;
        write
            .db
            .prepare_cached("DELETE FROM session WHERE device = ?1")?
            .execute([device.0])?;
        forget_invites_of(write.db, space, *device)?;
    }
    let active: Vec<DeviceId> = after.active_devices().map(|(id, _)| id).collect();
    let m_seq = after.seq;
    if append.boxes.iter().any(KeyBox::is_wish) {
        let is_admin = |it: &DeviceId| after.capability(*it) == Some(Capability::Admin);
        let admins = active.iter().copied().filter(is_admin).collect();
        write.notices.push(Notice::Join { admins });
    }
    write.notices.push(Notice::Members {
        space: append.space,
        active,
        removed,
    });
    write.notices.push(Notice::Grown {
        space: append.space,
        head: space.head,
        m_seq,
    });
    write.members.put(space.id, Arc::new(after));
    Ok(Appended { m_seq })
}

/// Stores entries that clients gave back after a restore, and key boxes where there are none. Whoever is in the
/// space may give them back: an entry is signed, and a box that does not open is worth nothing.
pub(super) fn store_recovered(
    write: &mut Write<'_>,
    space: &SpaceRow,
    before: &Members,
    after: &Members,
    entries: &[&SignedEntry],
    boxes: &[KeyBox],
) -> Result<(), DbError> {
    let mut insert = write
        .db
        .prepare_cached("INSERT INTO entry(id, hash, bytes) VALUES (?1, ?2, ?3)")?;
    for entry in entries {
        let id = row_id(space.id, u64::from(entry.entry().seq))?;
        insert.execute((id, entry.hash().0, entry.bytes()))?;
    }
    let mut insert = write.db.prepare_cached(
        "INSERT OR IGNORE INTO key_box(space, device, key_epoch, sealed) VALUES (?1, ?2, ?3, ?4)",
    )?;
    let active: BTreeSet<DeviceId> = after.active_devices().map(|(id, _)| id).collect();
    let fitting = boxes.iter().filter(|key_box| {
        active.contains(&key_box.device)
            && after.kids.contains_key(&key_box.key_epoch)
            && key_box.sealed.len() == KEY_BOX_BYTES
    });
    for key_box in fitting {
        let (device, epoch) = (key_box.device.0, key_box.key_epoch);
        insert.execute((space.id, device, epoch, &key_box.sealed))?;
    }
    if entries.is_empty() {
        return Ok(());
    }
    write
        .db
        .prepare_cached("UPDATE space SET m_seq = ?2, m_hash = ?3 WHERE id = ?1")?
        .execute((space.id, after.seq, after.hash.0))?;
    let removed = store_devices(write.db, space, Some(before), after)?;
    for device in &removed {
        write
            .db
            .prepare_cached("DELETE FROM session WHERE device = ?1")?
            .execute([device.0])?;
        forget_invites_of(write.db, space, *device)?;
    }
    write.notices.push(Notice::Members {
        space: space.sid,
        active: active.into_iter().collect(),
        removed,
    });
    write.notices.push(Notice::Grown {
        space: space.sid,
        head: space.head,
        m_seq: after.seq,
    });
    Ok(())
}

fn store_entries(db: &Connection, append: &Append, space: &SpaceRow) -> Result<(), DbError> {
    let mut insert = db.prepare_cached("INSERT INTO entry(id, hash, bytes) VALUES (?1, ?2, ?3)")?;
    for entry in &append.entries {
        let id = row_id(space.id, u64::from(entry.entry().seq))?;
        insert.execute((id, entry.hash().0, entry.bytes()))?;
    }
    Ok(())
}

/// Brings the rows of the devices in line; returns the devices that were removed.
fn store_devices(
    db: &Connection,
    space: &SpaceRow,
    before: Option<&Members>,
    after: &Members,
) -> Result<Vec<DeviceId>, DbError> {
    let mut upsert = db.prepare_cached(
        "INSERT INTO device(device, space, sign, seal, capability, removed_m_seq, dev_seq, m_seq)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, 0)
         ON CONFLICT(device, space) DO UPDATE SET capability = excluded.capability,
           removed_m_seq = excluded.removed_m_seq",
    )?;
    let mut removed = Vec::new();
    for (id, device) in &after.devices {
        // What a removed device could do last stays in its row; nothing asks for it.
        let member = after.members.get(&device.member);
        let capability = member.map_or(Capability::Read, |member| member.capability);
        let key = (id.0, space.id, device.public.sign, device.public.seal);
        upsert.execute((
            key.0,
            key.1,
            key.2,
            key.3,
            capability as u8,
            device.removed_at,
        ))?;
        let was_there = before
            .and_then(|before| before.devices.get(id))
            .is_some_and(|device| device.removed_at.is_none());
        if was_there && device.removed_at.is_some() {
            removed.push(*id);
        }
    }
    Ok(removed)
}

fn append_base(before: Option<&Members>) -> u32 {
    before.map_or(0, |before| before.seq)
}

/// Stores boxes. A wish stands in the place of the box that does not open; any box ends the wishes of its device.
fn store_boxes(db: &Connection, space: &SpaceRow, boxes: &[KeyBox]) -> Result<(), DbError> {
    let mut insert = db.prepare_cached(
        "INSERT OR REPLACE INTO key_box(space, device, key_epoch, sealed) VALUES (?1, ?2, ?3, ?4)",
    )?;
    let mut forget = db.prepare_cached(
        "DELETE FROM key_box WHERE space = ?1 AND device = ?2 AND length(sealed) = 0",
    )?;
    for key_box in boxes {
        forget.execute((space.id, key_box.device.0))?;
        insert.execute((
            space.id,
            key_box.device.0,
            key_box.key_epoch,
            &key_box.sealed,
        ))?;
    }
    Ok(())
}

fn boxes_of_device(
    db: &Connection,
    space: &SpaceRow,
    device: DeviceId,
) -> Result<Vec<KeyBox>, DbError> {
    let mut query = db.prepare_cached(
        "SELECT key_epoch, sealed FROM key_box WHERE space = ?1 AND device = ?2 ORDER BY key_epoch",
    )?;
    let boxes = query.query_map((space.id, device.0), |row| {
        Ok(KeyBox {
            device,
            key_epoch: row.get(0)?,
            sealed: row.get(1)?,
        })
    })?;
    Ok(boxes.collect::<Result<_, _>>()?)
}

fn invites_used(append: &Append) -> impl Iterator<Item = (InviteId, DeviceId)> {
    append
        .entries
        .iter()
        .filter_map(|entry| match &entry.entry().op {
            MemberOp::AddMember { device, invite, .. } => {
                invite.map(|invite| (invite, device.id()))
            }
            MemberOp::AddDevice { device, via, .. } => via.map(|invite| (invite, device.id())),
            MemberOp::Genesis { .. }
            | MemberOp::SetCapability { .. }
            | MemberOp::RemoveDevice { .. }
            | MemberOp::RemoveMember { .. }
            | MemberOp::Rotate { .. }
            | MemberOp::Policy(_)
            | MemberOp::Close
            | MemberOp::NameDevice { .. } => None,
        })
}

/// Returns what a client is told about an entry that does not count. `have` is the last stored number.
fn refusal(error: &MlogError, have: u32) -> DbError {
    let have = Some(u64::from(have));
    let (code, limit) = match error {
        MlogError::Seq { .. } | MlogError::Parted | MlogError::KeyEpoch { .. } => {
            (ProblemCode::StaleMembers, None)
        }
        MlogError::NotAllowed | MlogError::UnknownSigner | MlogError::Closed => {
            (ProblemCode::Forbidden, None)
        }
        MlogError::TooManyDevices { .. } => (ProblemCode::Quota, Some(SPACE_DEVICES_MAX as u64)),
        // The rest are entries no honest client makes.
        _ => (ProblemCode::Refused, None),
    };
    DbError::Refused { code, have, limit }
}
