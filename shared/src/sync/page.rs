//! Judging a page of the log: all of it, before any of it counts.

use super::space::{LogEnd, Space};
use crate::envelope::{Envelope, chain_next};
use crate::ids::{DeviceId, Hash};
use crate::mlog::Capability;
use crate::protocol::messages::LogPage;

/// Why a space stops syncing: what the server shows cannot have happened. Nothing local is lost or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
#[cbor(index_only)]
pub enum Alarm {
    /// The page does not continue the chain it claims.
    #[n(0)]
    Chain,
    /// An author saw another history than the one shown here.
    #[n(1)]
    Witness,
    /// An envelope of an author is missing or comes twice.
    #[n(2)]
    Gap,
    /// An envelope is damaged, of another space, or not signed by its author.
    #[n(3)]
    Forged,
    /// Somebody who may not write wrote, or with a key that was not the current one.
    #[n(4)]
    NotAllowed,
    /// The membership log does not continue the one known here.
    #[n(5)]
    Members,
    /// This device's number was used by a copy of it.
    #[n(6)]
    Fork,
    /// The server's log is shorter than what was read from it before.
    #[n(7)]
    Rollback,
    /// The only checkpoint there is to begin with is not what it says.
    #[n(8)]
    Checkpoint,
}

/// What a page is.
#[derive(Debug)]
pub(super) enum Verdict {
    /// Sound: these envelopes, and the log's end after them.
    Sound {
        /// Envelopes with their time of receipt, in order.
        envelopes: Vec<(Envelope, u64)>,
        /// Where the log ends after them.
        end: LogEnd,
    },
    /// Membership entries are missing to judge it: load them first.
    NeedsMembers,
    /// Unsound: throw the page away and stop.
    Unsound(Alarm),
}

/// Judges a page that was asked for after the end of the log.
pub(super) fn judge(space: &Space, device: DeviceId, page: &LogPage) -> Verdict {
    let mut end = space.log.clone();
    if end.era.is_some_and(|era| era != page.era) {
        return Verdict::Unsound(Alarm::Rollback);
    }
    end.era = Some(page.era);
    let mut envelopes = Vec::with_capacity(page.rows.len());
    for row in &page.rows {
        let Ok(envelope) = Envelope::parse(row.envelope.clone()) else {
            return Verdict::Unsound(Alarm::Forged);
        };
        if envelope.header().m_seq > space.members.seq {
            return Verdict::NeedsMembers;
        }
        let recovered = row.recovered == Some(true);
        if let Err(alarm) = judge_one(space, device, &end, &envelope, recovered) {
            return Verdict::Unsound(alarm);
        }
        end.authors
            .insert(envelope.header().device, envelope.header().dev_seq);
        end.key_epoch = end.key_epoch.max(envelope.header().key_epoch);
        end.chain.push(chain_next(end.hash(), envelope.hash()));
        envelopes.push((envelope, row.received_ms));
    }
    if end.seq() != page.last || end.hash() != page.chain || page.head < page.last {
        return Verdict::Unsound(Alarm::Chain);
    }
    Verdict::Sound { envelopes, end }
}

fn judge_one(
    space: &Space,
    device: DeviceId,
    end: &LogEnd,
    envelope: &Envelope,
    recovered: bool,
) -> Result<(), Alarm> {
    let header = envelope.header();
    if header.space != space.members.space {
        return Err(Alarm::Forged);
    }
    if space.members.hash_at(header.m_seq) != Some(header.m_hash) {
        return Err(Alarm::Members);
    }
    let may = space.members.capability_at(header.device, header.m_seq);
    if may < Some(Capability::Write) || header.key_epoch != space.members.epoch_at(header.m_seq) {
        return Err(Alarm::NotAllowed);
    }
    // Behind the first envelope with a new key none with an old one counts: it could be from somebody removed.
    if header.key_epoch < end.key_epoch {
        return Err(Alarm::NotAllowed);
    }
    if header.dev_seq != end.authors.get(&header.device).copied().unwrap_or(0) + 1 {
        return Err(Alarm::Gap);
    }
    // What was read before and comes again in a new era saw the log that is gone; what lies before the checkpoint this
    // device began with is vouched for by those who confirmed it.
    let known = space.heal.known.contains(&envelope.hash());
    let checked = !known && !recovered && header.seen_seq >= end.from;
    if checked && end.at(header.seen_seq) != Some(header.seen_hash) {
        return Err(Alarm::Witness);
    }
    let author = space
        .members
        .public(header.device)
        .ok_or(Alarm::NotAllowed)?;
    // Always: the hash, by which an envelope is known again, does not cover its signature.
    envelope.verify(author).map_err(|_| Alarm::Forged)?;
    if header.device == device && !known {
        // Own envelopes were signed here; another hash under an own number is a copy of this device.
        return match sealed_hash(space, header.dev_seq) {
            Some(hash) if hash == envelope.hash() => Ok(()),
            _ if space.sealed_otherwise(envelope) => Ok(()),
            // What was sealed is not known for sure while rows are damaged; the signature is.
            None if space.mending.is_some() => Ok(()),
            _ => Err(Alarm::Fork),
        };
    }
    Ok(())
}

fn sealed_hash(space: &Space, dev_seq: u64) -> Option<Hash> {
    space
        .outbox
        .sealed
        .iter()
        .find(|sealed| sealed.dev_seq == dev_seq)
        .map(|sealed| sealed.hash)
}
