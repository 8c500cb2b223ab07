//! The server's judgement of a push, as a pure function.
//!
//! The order of the questions is part of the protocol:
//!
//! 1. Is it known? A number the server holds with the same hash is accepted without effect, whatever has
//!    changed since: a lost reply must not look like anything else. Another hash is a copied device.
//! 2. Does it follow? A missing number asks for what lies between.
//! 3. Has its author seen more, or something else, than the server holds? Then the server was restored, and
//!    clients heal it before anything new goes on top.
//! 4. May the author write, under which entry of the membership log, and with which key?
//! 5. Did the author sign it?
//! 6. Is there room?
//!
//! A valid prefix is accepted. What the judgement needs to know of the past is looked up before and comes in
//! as data; nothing here reads a database.

use crate::crypto::DevicePublic;
use crate::envelope::Envelope;
use crate::ids::{DeviceId, Hash, SpaceId};
use crate::mlog::{Capability, Members};
use crate::protocol::ProblemCode;

/// Where space and device stand when the push arrives.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// The space that is pushed into.
    pub space: SpaceId,
    /// The device that pushes: authors push their own envelopes only.
    pub device: DeviceId,
    /// The membership of the space.
    pub members: &'a Members,
    /// Last number of the device that is stored; 0 for none.
    pub dev_seq: u64,
    /// Membership entry that envelope was made under; 0 for none.
    pub m_seq: u32,
    /// Last number of the log.
    pub head: u64,
    /// Bytes of envelopes the space holds.
    pub bytes: u64,
    /// Bytes of envelopes the space may hold.
    pub bytes_max: u64,
}

/// One envelope of a push with what the server knows about it.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The envelope.
    pub envelope: Envelope,
    /// Hash of the stored envelope with the same number of the same device, if there is one.
    pub known: Option<Hash>,
    /// Chain hash the server holds at the number the author has seen; `None` beyond the head.
    pub seen: Option<Hash>,
    signed: bool,
}

impl Candidate {
    /// Checks the signature of an envelope. This is the costly part and needs nothing of the past, so a
    /// server does it before it asks its writer.
    #[must_use]
    pub fn check(envelope: Envelope, author: &DevicePublic) -> Self {
        let signed = envelope.verify(author).is_ok();
        Self {
            envelope,
            known: None,
            seen: None,
            signed,
        }
    }
}

/// How much of a push is accepted: first `known`, then `fresh` envelopes, from the front.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// Envelopes that were stored before.
    pub known: usize,
    /// Envelopes to store now.
    pub fresh: usize,
    /// Why the next one, and so all after it, is not accepted.
    pub refused: Option<ProblemCode>,
}

/// Judges the envelopes of one push in their order.
#[must_use]
pub fn judge(standing: &Standing<'_>, candidates: &[Candidate]) -> Verdict {
    let mut now = *standing;
    let mut verdict = Verdict {
        known: 0,
        fresh: 0,
        refused: None,
    };
    for candidate in candidates {
        match judge_one(&now, candidate, verdict.fresh > 0) {
            Ok(Place::Known) => verdict.known += 1,
            Ok(Place::Next) => {
                verdict.fresh += 1;
                now.dev_seq = candidate.envelope.header().dev_seq;
                now.m_seq = candidate.envelope.header().m_seq;
                now.bytes = now
                    .bytes
                    .saturating_add(candidate.envelope.bytes().len() as u64);
            }
            Err(code) => {
                verdict.refused = Some(code);
                break;
            }
        }
    }
    verdict
}

enum Place {
    Known,
    Next,
}

fn judge_one(
    now: &Standing<'_>,
    candidate: &Candidate,
    after_fresh: bool,
) -> Result<Place, ProblemCode> {
    let header = candidate.envelope.header();
    if header.space != now.space || header.device != now.device || header.dev_seq == 0 {
        return Err(ProblemCode::Refused);
    }
    if header.dev_seq <= now.dev_seq {
        // Behind a new number stands only the next one: a push is in order.
        if after_fresh {
            return Err(ProblemCode::Refused);
        }
        // A number whose envelope is no longer kept was accepted once; a copy of the device that sends it
        // again is found out when it reads the log.
        return match candidate.known {
            Some(hash) if hash != candidate.envelope.hash() => Err(ProblemCode::DeviceFork),
            Some(_) | None => Ok(Place::Known),
        };
    }
    if now.dev_seq.checked_add(1) != Some(header.dev_seq) {
        return Err(ProblemCode::NeedDevSeq);
    }
    if header.seen_seq > now.head
        || candidate.seen != Some(header.seen_hash)
        || header.m_seq > now.members.seq
    {
        return Err(ProblemCode::HealNeeded);
    }
    check_rights(now, candidate)?;
    if !candidate.signed {
        return Err(ProblemCode::Refused);
    }
    let bytes = candidate.envelope.bytes().len() as u64;
    if now.bytes.saturating_add(bytes) > now.bytes_max {
        return Err(ProblemCode::Quota);
    }
    Ok(Place::Next)
}

fn check_rights(now: &Standing<'_>, candidate: &Candidate) -> Result<(), ProblemCode> {
    let header = candidate.envelope.header();
    let members = now.members;
    match members.capability(now.device) {
        None => return Err(ProblemCode::Removed),
        Some(Capability::Read) => return Err(ProblemCode::Forbidden),
        Some(Capability::Write | Capability::Admin) => {}
    }
    if members.closed {
        return Err(ProblemCode::Forbidden);
    }
    if members.lacks_admins() {
        return Err(ProblemCode::NeedsAdmins);
    }
    // Readers ask the same questions of every envelope; what they would refuse must not be stored.
    if members.hash_at(header.m_seq) != Some(header.m_hash) || header.m_seq < now.m_seq {
        return Err(ProblemCode::Refused);
    }
    if header.key_epoch != members.key_epoch {
        return Err(ProblemCode::StaleKey);
    }
    if header.key_epoch != members.epoch_at(header.m_seq) {
        return Err(ProblemCode::Refused);
    }
    match members.capability_at(now.device, header.m_seq) {
        Some(Capability::Write | Capability::Admin) => Ok(()),
        // The author may write by now but could not when it was sealed: seal again under the newer entry.
        Some(Capability::Read) | None => Err(ProblemCode::StaleKey),
    }
}

#[cfg(test)]
#[cfg(feature = "client")]
mod tests;
