//! Invitations and the requests of those who follow them. The server knows neither names nor keys in them.

use super::audit::{AuditEvent, insert as audit};
use super::spaces::{SpaceRow, find_active_place};
use super::{DbError, Notice, Read, Write};
use rusqlite::{Connection, OptionalExtension};
use shared::ids::{DeviceId, InviteId, SpaceId};
use shared::mlog::Capability;
use shared::protocol::ProblemCode;
use shared::protocol::limits::{INVITES_OPEN_MAX, OWN_DEVICE_INVITES_MAX};
use shared::protocol::messages::{InviteRequest, InviteResponse, JoinRequest, PendingJoin};

/// Greatest number of requests for an invitation that may be used fewer times than this.
const JOINS_PER_INVITE_MIN: u32 = 10;
/// Greatest number of requests one answer lists.
const JOINS_LISTED_MAX: u32 = 200;
/// How long an invitation is kept after its end, so that it can say that it has expired.
const KEPT_AFTER_MS: u64 = 30 * 24 * 60 * 60 * 1000;

/// An invitation as it goes over the wire.
pub type Invite = InviteResponse;

/// What became of a request to join.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JoinOutcome {
    /// It waits now.
    Stored,
    /// The device had asked before.
    Repeated,
}

/// Stores an invitation of a device that is admin of every space it leads to.
///
/// # Errors
///
/// [`ProblemCode::NotFound`] for a space of others, [`ProblemCode::Forbidden`] without being admin,
/// [`ProblemCode::Quota`] with the limit of open invitations, [`ProblemCode::Refused`] if the id is taken.
pub fn add_invite(
    write: &mut Write<'_>,
    device: DeviceId,
    request: &InviteRequest,
    now_ms: u64,
) -> Result<(), DbError> {
    let db = write.db;
    let mut spaces = Vec::new();
    let mut is_admin = true;
    for space in &request.spaces {
        match space_of_admin(db, *space, device) {
            Ok(space) => spaces.push(space),
            // A further device of one's own needs no admin: it can be let in as nothing else.
            Err(DbError::Refused {
                code: ProblemCode::Forbidden,
                ..
            }) if request.own_device => {
                is_admin = false;
                spaces.push(find_active_place(db, *space, device)?.0.id);
            }
            Err(error) => return Err(error),
        }
    }
    if let Some(is_same) = is_same_invite(db, device, request)? {
        return if is_same {
            Ok(())
        } else {
            Err(DbError::refused(ProblemCode::Refused))
        };
    }
    if !is_admin && open_device_invites_of(db, device, now_ms)? >= OWN_DEVICE_INVITES_MAX as u64 {
        return Err(DbError::Refused {
            code: ProblemCode::Quota,
            have: None,
            limit: Some(OWN_DEVICE_INVITES_MAX as u64),
        });
    }
    for space in &spaces {
        let limit = Some(INVITES_OPEN_MAX as u64);
        if open_invites(db, *space, now_ms)? >= INVITES_OPEN_MAX as u64 {
            return Err(DbError::Refused {
                code: ProblemCode::Quota,
                have: None,
                limit,
            });
        }
    }
    let mut insert = db.prepare_cached(
        "INSERT INTO invite(id, device, expires_ms, uses_max, payload, own_device)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    let id = request.invite.0;
    insert.execute((
        id,
        device.0,
        request.expires_ms,
        request.uses_max,
        &request.payload,
        request.own_device,
    ))?;
    audit(db, AuditEvent::Invite, None, (Some(device), None), now_ms)?;
    let mut link = db.prepare_cached("INSERT INTO invite_space(invite, space) VALUES (?1, ?2)")?;
    for space in spaces {
        link.execute((id, space))?;
    }
    Ok(())
}

/// Returns an invitation that can still be used.
///
/// # Errors
///
/// [`ProblemCode::InviteUnknown`], [`ProblemCode::InviteExpired`], [`ProblemCode::InviteUsed`].
pub fn find_invite(read: &Read<'_>, invite: InviteId, now_ms: u64) -> Result<Invite, DbError> {
    let found = load(&read.tx, invite)?;
    check_open(&found, now_ms)?;
    Ok(found)
}

/// Keeps a request to join until an admin's device completes it.
///
/// # Errors
///
/// As [`find_invite`]; [`ProblemCode::TooMany`] if too many wait for this invitation.
pub fn add_join(
    write: &mut Write<'_>,
    invite: InviteId,
    device: DeviceId,
    request: &JoinRequest,
    now_ms: u64,
) -> Result<JoinOutcome, DbError> {
    let db = write.db;
    let found = load(db, invite)?;
    if has_join(db, invite, device)? {
        return if is_denied(db, invite, device)? {
            Err(DbError::refused(ProblemCode::Refused))
        } else {
            Ok(JoinOutcome::Repeated)
        };
    }
    check_open(&found, now_ms)?;
    let mut count = db.prepare_cached("SELECT count(*) FROM join_request WHERE invite = ?1")?;
    let waiting: u32 = count.query_row([invite.0], |row| row.get(0))?;
    let limit = found.uses_max.max(JOINS_PER_INVITE_MIN);
    if waiting >= limit {
        let limit = Some(u64::from(limit));
        return Err(DbError::Refused {
            code: ProblemCode::TooMany,
            have: None,
            limit,
        });
    }
    let mut insert = db.prepare_cached(
        "INSERT INTO join_request(invite, device, request, received_ms) VALUES (?1, ?2, ?3, ?4)",
    )?;
    let request = minicbor::to_vec(request).map_err(|_| DAMAGED)?;
    insert.execute((invite.0, device.0, request, now_ms))?;
    audit(db, AuditEvent::Join, None, (Some(device), None), now_ms)?;
    let admins = admins_of_invite(db, invite)?;
    write.notices.push(Notice::Join { admins });
    Ok(JoinOutcome::Stored)
}

/// Lists the requests that wait for an admin of a space they lead to, oldest first.
///
/// A request waits until its device is in every space of the invitation, unless the invitation was used up by
/// others.
///
/// # Errors
///
/// [`DbError::Sqlite`].
pub fn list_joins(read: &Read<'_>, device: DeviceId) -> Result<Vec<PendingJoin>, DbError> {
    let mut query = read.tx.prepare_cached(
        "SELECT j.invite, j.request FROM join_request j JOIN invite i ON i.id = j.invite
         WHERE j.denied = 0
           AND EXISTS(SELECT 1 FROM invite_space l JOIN device d ON d.space = l.space
             WHERE l.invite = i.id AND d.device = ?1
               AND (d.capability = ?2 OR (i.own_device = 1 AND i.device = ?1))
               AND d.removed_m_seq IS NULL)
           AND EXISTS(SELECT 1 FROM invite_space l WHERE l.invite = i.id
             AND NOT EXISTS(SELECT 1 FROM device d WHERE d.space = l.space AND d.device = j.device))
           AND (EXISTS(SELECT 1 FROM invite_use u WHERE u.invite = i.id AND u.device = j.device)
             OR (SELECT count(*) FROM invite_use u WHERE u.invite = i.id) < i.uses_max)
         ORDER BY j.id LIMIT ?3",
    )?;
    let mut rows = query.query((device.0, Capability::Admin as u8, JOINS_LISTED_MAX))?;
    let mut joins = Vec::new();
    while let Some(row) = rows.next()? {
        let request: Vec<u8> = row.get(1)?;
        let request = minicbor::decode(&request).map_err(|_| DAMAGED)?;
        joins.push(PendingJoin {
            invite: InviteId(row.get(0)?),
            request,
        });
    }
    Ok(joins)
}

/// Takes an invitation back, with the requests that came with it.
///
/// # Errors
///
/// [`ProblemCode::InviteUnknown`] for an invitation that is none, or of somebody else's spaces.
pub fn withdraw_invite(
    write: &mut Write<'_>,
    device: DeviceId,
    invite: InviteId,
    now_ms: u64,
) -> Result<(), DbError> {
    may_decide(write.db, device, invite)?;
    write
        .db
        .prepare_cached("DELETE FROM invite WHERE id = ?1")?
        .execute([invite.0])?;
    let who = (Some(device), None);
    audit(write.db, AuditEvent::Withdraw, None, who, now_ms)
}

/// Turns a request down. Its device cannot ask again with the same invitation and is told so.
///
/// An invitation for one person ends with it: somebody else has its link. Who asked before may still be let in.
///
/// # Errors
///
/// As [`withdraw_invite`].
pub fn deny_join(
    write: &mut Write<'_>,
    device: DeviceId,
    invite: InviteId,
    joining: DeviceId,
    now_ms: u64,
) -> Result<(), DbError> {
    may_decide(write.db, device, invite)?;
    write
        .db
        .prepare_cached(
            "UPDATE join_request SET denied = 1, request = x'' WHERE invite = ?1 AND device = ?2",
        )?
        .execute((invite.0, joining.0))?;
    write
        .db
        .prepare_cached(
            "UPDATE invite SET expires_ms = min(expires_ms, ?2) WHERE id = ?1 AND uses_max = 1",
        )?
        .execute((invite.0, now_ms))?;
    let who = (Some(joining), None);
    audit(write.db, AuditEvent::Deny, None, who, now_ms)
}

/// Checks that a device invited with this invitation, or is admin of a space it leads to.
fn may_decide(db: &Connection, device: DeviceId, invite: InviteId) -> Result<(), DbError> {
    let mut query = db.prepare_cached(
        "SELECT EXISTS(SELECT 1 FROM invite i WHERE i.id = ?1
           AND EXISTS(SELECT 1 FROM invite_space l JOIN device d ON d.space = l.space
             WHERE l.invite = i.id AND d.device = ?2 AND d.removed_m_seq IS NULL
               AND (d.capability = ?3 OR i.device = ?2)))",
    )?;
    let may: bool = query.query_row((invite.0, device.0, Capability::Admin as u8), |row| {
        row.get(0)
    })?;
    if may {
        Ok(())
    } else {
        Err(DbError::refused(ProblemCode::InviteUnknown))
    }
}

/// Forgets invitations that ended long ago, with their requests.
///
/// # Errors
///
/// [`DbError::Sqlite`].
pub fn prune_invites(write: &mut Write<'_>, now_ms: u64) -> Result<(), DbError> {
    let mut delete = write
        .db
        .prepare_cached("DELETE FROM invite WHERE expires_ms < ?1")?;
    delete.execute([now_ms.saturating_sub(KEPT_AFTER_MS)])?;
    Ok(())
}

/// Counts that an invitation let a device into a space.
///
/// An invitation the server never saw is allowed: two people may have met without signal.
///
/// # Errors
///
/// [`ProblemCode::Refused`] if it does not lead to the space; [`ProblemCode::InviteUsed`];
/// [`ProblemCode::InviteExpired`] if the device did not ask in time.
pub(super) fn use_invite(
    db: &Connection,
    space: &SpaceRow,
    invite: InviteId,
    device: DeviceId,
    now_ms: u64,
) -> Result<(), DbError> {
    let found = match load(db, invite) {
        Ok(found) => found,
        Err(DbError::Refused {
            code: ProblemCode::InviteUnknown,
            ..
        }) => return Ok(()),
        Err(error) => return Err(error),
    };
    let mut leads = db.prepare_cached(
        "SELECT EXISTS(SELECT 1 FROM invite_space WHERE invite = ?1 AND space = ?2)",
    )?;
    let leads_here: bool = leads.query_row((invite.0, space.id), |row| row.get(0))?;
    if !leads_here {
        return Err(DbError::refused_at(
            ProblemCode::Refused,
            u64::from(space.m_seq),
        ));
    }
    let mut used = db.prepare_cached(
        "SELECT EXISTS(SELECT 1 FROM invite_use WHERE invite = ?1 AND device = ?2)",
    )?;
    if used.query_row((invite.0, device.0), |row| row.get(0))? {
        return Ok(());
    }
    // Who asked in time may be let in later.
    let now_ms = if has_join(db, invite, device)? {
        0
    } else {
        now_ms
    };
    check_open(&found, now_ms)?;
    db.prepare_cached("INSERT INTO invite_use(invite, device) VALUES (?1, ?2)")?
        .execute((invite.0, device.0))?;
    Ok(())
}

/// Forgets the invitations of a removed device that lead to the space it was removed from.
pub(super) fn forget_invites_of(
    db: &Connection,
    space: &SpaceRow,
    device: DeviceId,
) -> Result<(), DbError> {
    let mut delete = db.prepare_cached(
        "DELETE FROM invite WHERE device = ?1
         AND id IN (SELECT invite FROM invite_space WHERE space = ?2)",
    )?;
    delete.execute((device.0, space.id))?;
    Ok(())
}

fn load(db: &Connection, invite: InviteId) -> Result<Invite, DbError> {
    let mut query = db.prepare_cached(
        "SELECT expires_ms, uses_max, payload,
           (SELECT count(*) FROM invite_use u WHERE u.invite = i.id)
         FROM invite i WHERE i.id = ?1",
    )?;
    let found = query.query_row([invite.0], |row| {
        Ok(Invite {
            expires_ms: row.get(0)?,
            uses_max: row.get(1)?,
            payload: row.get(2)?,
            uses: row.get(3)?,
        })
    });
    found
        .optional()?
        .ok_or(DbError::refused(ProblemCode::InviteUnknown))
}

fn check_open(invite: &Invite, now_ms: u64) -> Result<(), DbError> {
    if invite.uses >= invite.uses_max {
        return Err(DbError::refused(ProblemCode::InviteUsed));
    }
    if invite.expires_ms <= now_ms {
        return Err(DbError::refused(ProblemCode::InviteExpired));
    }
    Ok(())
}

fn has_join(db: &Connection, invite: InviteId, device: DeviceId) -> Result<bool, DbError> {
    let mut query = db.prepare_cached(
        "SELECT EXISTS(SELECT 1 FROM join_request WHERE invite = ?1 AND device = ?2)",
    )?;
    Ok(query.query_row((invite.0, device.0), |row| row.get(0))?)
}

fn is_denied(db: &Connection, invite: InviteId, device: DeviceId) -> Result<bool, DbError> {
    let mut query =
        db.prepare_cached("SELECT denied FROM join_request WHERE invite = ?1 AND device = ?2")?;
    Ok(query.query_row((invite.0, device.0), |row| row.get(0))?)
}

/// Counts the open invitations of a device that bring a further one; those for people have a limit of their own.
fn open_device_invites_of(db: &Connection, device: DeviceId, now_ms: u64) -> Result<u64, DbError> {
    let mut query = db.prepare_cached(
        "SELECT count(*) FROM invite i WHERE i.device = ?1 AND i.own_device = 1 AND i.expires_ms > ?2
           AND (SELECT count(*) FROM invite_use u WHERE u.invite = i.id) < i.uses_max",
    )?;
    Ok(query.query_row((device.0, now_ms), |row| row.get(0))?)
}

fn space_of_admin(db: &Connection, space: SpaceId, device: DeviceId) -> Result<i64, DbError> {
    let mut query = db.prepare_cached(
        "SELECT s.id, d.capability FROM space s JOIN device d ON d.space = s.id
         WHERE s.sid = ?1 AND d.device = ?2 AND d.removed_m_seq IS NULL",
    )?;
    let found = query
        .query_row((space.0, device.0), |row| {
            Ok((row.get(0)?, row.get::<_, u8>(1)?))
        })
        .optional()?;
    match found {
        Some((id, capability)) if capability == Capability::Admin as u8 => Ok(id),
        Some(_) => Err(DbError::refused(ProblemCode::Forbidden)),
        None => Err(DbError::refused(ProblemCode::NotFound)),
    }
}

/// Says whether the invitation is stored, and if so whether it is this one.
fn is_same_invite(
    db: &Connection,
    device: DeviceId,
    request: &InviteRequest,
) -> Result<Option<bool>, DbError> {
    let mut query = db.prepare_cached(
        "SELECT device = ?2 AND expires_ms = ?3 AND uses_max = ?4 AND payload = ?5
         FROM invite WHERE id = ?1",
    )?;
    let id = request.invite.0;
    let same = query.query_row(
        (
            id,
            device.0,
            request.expires_ms,
            request.uses_max,
            &request.payload,
        ),
        |row| row.get(0),
    );
    Ok(same.optional()?)
}

fn open_invites(db: &Connection, space: i64, now_ms: u64) -> Result<u64, DbError> {
    let mut query = db.prepare_cached(
        "SELECT count(*) FROM invite_space l JOIN invite i ON i.id = l.invite
         WHERE l.space = ?1 AND i.expires_ms > ?2
           AND (SELECT count(*) FROM invite_use u WHERE u.invite = i.id) < i.uses_max",
    )?;
    Ok(query.query_row((space, now_ms), |row| row.get(0))?)
}

fn admins_of_invite(db: &Connection, invite: InviteId) -> Result<Vec<DeviceId>, DbError> {
    let mut query = db.prepare_cached(
        "SELECT DISTINCT d.device FROM invite_space l JOIN device d ON d.space = l.space
         JOIN invite i ON i.id = l.invite
         WHERE l.invite = ?1 AND (d.capability = ?2 OR (i.own_device = 1 AND i.device = d.device))
           AND d.removed_m_seq IS NULL",
    )?;
    let admins = query.query_map((invite.0, Capability::Admin as u8), |row| {
        row.get(0).map(DeviceId)
    })?;
    Ok(admins.collect::<Result<_, _>>()?)
}

const DAMAGED: DbError = DbError::Damaged {
    what: "join request",
};
