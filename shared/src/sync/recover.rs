//! What a restored server takes back from its clients, as a pure function of what it holds.
//!
//! Clients keep the signed bytes of what they read. After a restore each of them offers what the server lacks,
//! its own envelopes and others', in the order it read them. While the server's log is the beginning of the
//! client's, envelopes land on their old numbers with their old hashes. Once somebody has written on top of
//! the restored log, the two have parted: the log gets a new era, what is missing is appended and marked, and
//! clients read again from the last common point. Names of writes stay, so the records end up the same.
//!
//! An envelope proves itself: its author signed it, its number follows the author's last one, and its author
//! could write at the membership entry it names. Only in a parted history its view of the log proves nothing,
//! because the log it saw is gone; readers are told by the mark on the row.

use crate::crypto::DevicePublic;
use crate::envelope::Envelope;
use crate::ids::{Hash, SpaceId};
use crate::mlog::{Capability, Members};
use crate::protocol::ProblemCode;

/// An envelope that is offered again, with what the server knows about it.
#[derive(Debug, Clone)]
pub struct Offered {
    /// The envelope.
    pub envelope: Envelope,
    /// Hash of the stored envelope with the same number of the same device.
    pub known: Option<Hash>,
    /// Last stored number of its device; 0 for none.
    pub dev_seq: u64,
    /// Membership entry that envelope was made under; 0 for none.
    pub m_seq: u32,
    /// Key epoch of the last stored envelope of the log; 0 for none.
    pub key_epoch: u32,
    /// Chain hash the server holds at the number the author has seen.
    pub seen: Option<Hash>,
    signed: bool,
}

impl Offered {
    /// Checks the signature; the rest is filled in by whoever knows the past.
    #[must_use]
    pub fn check(envelope: Envelope, author: Option<&DevicePublic>) -> Self {
        let signed = author.is_some_and(|author| envelope.verify(author).is_ok());
        Self {
            envelope,
            known: None,
            dev_seq: 0,
            m_seq: 0,
            key_epoch: 0,
            seen: None,
            signed,
        }
    }
}

/// What becomes of an offered envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// It is there.
    Known,
    /// It belongs at the end of the log.
    Append,
}

/// Judges one offered envelope. `parted` says whether its place in the log is taken by another one, or whether it
/// was marked before: then what its author had seen proves nothing.
///
/// # Errors
///
/// [`ProblemCode::DeviceFork`] if its number is taken by another envelope of its author;
/// [`ProblemCode::NeedDevSeq`] if an earlier one is missing; [`ProblemCode::StaleMembers`] if membership
/// entries are missing; [`ProblemCode::Refused`] for what no reader would accept.
pub fn judge_again(
    space: SpaceId,
    members: &Members,
    offered: &Offered,
    parted: bool,
) -> Result<Again, ProblemCode> {
    let header = offered.envelope.header();
    if header.space != space {
        return Err(ProblemCode::Refused);
    }
    match offered.known {
        Some(hash) if hash == offered.envelope.hash() => return Ok(Again::Known),
        Some(_) => return Err(ProblemCode::DeviceFork),
        None => {}
    }
    if header.m_seq > members.seq {
        return Err(ProblemCode::StaleMembers);
    }
    if offered.dev_seq.checked_add(1) != Some(header.dev_seq) {
        return Err(ProblemCode::NeedDevSeq);
    }
    let may = members.capability_at(header.device, header.m_seq) >= Some(Capability::Write);
    let sound = members.hash_at(header.m_seq) == Some(header.m_hash)
        && header.m_seq >= offered.m_seq
        // Readers take no old key behind a newer one: it could be from somebody removed.
        && header.key_epoch >= offered.key_epoch
        && header.key_epoch == members.epoch_at(header.m_seq)
        && (parted || offered.seen == Some(header.seen_hash));
    if may && sound && offered.signed {
        Ok(Again::Append)
    } else {
        Err(ProblemCode::Refused)
    }
}
