//! What is looked at on the server: its log never changes behind what was handed out, and its numbers are whole.

use crate::law::{Broken, EXACTLY_ONCE, LOG, Lawful};
use shared::envelope::Envelope;
use shared::ids::{DeviceId, Hash, SpaceId};
use shared::mlog::Members;
use shared::sync::relay::Relay;
use std::collections::{BTreeMap, BTreeSet};

/// Remembers the server's log to see whether it only grows.
#[derive(Debug, Clone, Default)]
pub struct LogWatch {
    known: Vec<Vec<u8>>,
}

impl LogWatch {
    /// Looks at the log; `may_go_back` after the server was restored.
    ///
    /// # Errors
    ///
    /// When something that was there is gone or has another number.
    pub fn look(&mut self, relay: &Relay, space: SpaceId, may_go_back: bool) -> Lawful {
        let log = relay.log(space);
        let same = self
            .known
            .iter()
            .zip(log)
            .all(|(before, now)| *before == now.envelope);
        if !may_go_back && (!same || log.len() < self.known.len()) {
            return Err(Broken::new(LOG, "the server renumbered its log"));
        }
        if may_go_back {
            self.known.clear();
        }
        let more = log.iter().skip(self.known.len());
        self.known.extend(more.map(|row| row.envelope.clone()));
        Ok(())
    }
}

/// Checks the final log: every envelope once, the numbers of each author without a gap, every signature good.
///
/// # Errors
///
/// When one of this is not so.
pub fn check_log(relay: &Relay, space: SpaceId, members: &Members) -> Lawful {
    let mut numbers: BTreeMap<DeviceId, u64> = BTreeMap::new();
    let mut hashes: BTreeSet<Hash> = BTreeSet::new();
    for (place, row) in relay.log(space).iter().enumerate() {
        let Ok(envelope) = Envelope::parse(row.envelope.clone()) else {
            return Err(Broken::new(LOG, format!("row {place} is no envelope")));
        };
        let header = envelope.header();
        let number = numbers.entry(header.device).or_insert(0);
        if !hashes.insert(envelope.hash()) || header.dev_seq <= *number {
            let what = format!("number {} of a device is there twice", header.dev_seq);
            return Err(Broken::new(EXACTLY_ONCE, what));
        }
        if header.dev_seq != *number + 1 {
            let what = format!("number {} of a device is missing", *number + 1);
            return Err(Broken::new(LOG, what));
        }
        *number = header.dev_seq;
        let author = members.public(header.device);
        if author.is_none_or(|author| envelope.verify(author).is_err()) {
            return Err(Broken::new(LOG, format!("row {place} is signed by nobody")));
        }
    }
    Ok(())
}
