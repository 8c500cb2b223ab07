//! What is looked at on the server: its log never changes behind what was handed out, its numbers are whole, and what it
//! drops is in a checkpoint that counts.

use crate::law::{Broken, EXACTLY_ONCE, LOG, Lawful, TRIMMED};
use shared::envelope::Envelope;
use shared::ids::{DeviceId, Hash, SpaceId};
use shared::mlog::Members;
use shared::protocol::messages::LogRow;
use shared::sync::relay::Relay;
use std::collections::{BTreeMap, BTreeSet};

/// Remembers the server's log: whether it only grows, and the envelopes it has dropped since.
#[derive(Debug, Clone, Default)]
pub struct LogWatch {
    /// The running hash at each number.
    known: Vec<Hash>,
    /// So many rows were looked at.
    sure: usize,
    /// Every envelope there ever was, by number and running hash.
    envelopes: BTreeMap<(usize, Hash), Vec<u8>>,
}

impl LogWatch {
    /// Looks at the log; `may_go_back` after the server was restored.
    ///
    /// # Errors
    ///
    /// When something that was there is gone or has another number.
    pub fn look(&mut self, relay: &Relay, space: SpaceId, may_go_back: bool) -> Lawful {
        let chain = relay.chain(space).get(1..).unwrap_or_default();
        let same = self.known.iter().zip(chain).all(|(a, b)| a == b);
        if !may_go_back && (!same || chain.len() < self.known.len()) {
            return Err(Broken::new(LOG, "the server renumbered its log"));
        }
        self.remember(relay, space);
        self.known = chain.to_vec();
        let floor = relay.floor(space);
        let covered = relay.checkpoint(space).map_or(0, |head| head.seq);
        if floor > covered {
            let what =
                format!("the log is dropped up to {floor}, a checkpoint counts for {covered}");
            return Err(Broken::new(TRIMMED, what));
        }
        Ok(())
    }

    /// Remembers envelopes before the server drops them.
    pub fn remember(&mut self, relay: &Relay, space: SpaceId) {
        let chain = relay.chain(space).iter().skip(1);
        let rows = relay.log(space).iter().zip(chain).enumerate();
        for (place, (row, chain)) in rows.skip(self.sure) {
            if !row.envelope.is_empty() {
                let envelope = self.envelopes.entry((place, *chain));
                envelope.or_insert_with(|| row.envelope.clone());
            }
        }
        self.sure = relay.log(space).len();
    }

    /// The log may be another one from here on.
    pub const fn look_again(&mut self) {
        self.sure = 0;
    }

    /// Returns the whole log, with the envelopes the server has dropped.
    #[must_use]
    pub fn whole(&self, relay: &Relay, space: SpaceId) -> Vec<LogRow> {
        let chain = relay.chain(space).iter().skip(1);
        let rows = relay.log(space).iter().zip(chain).enumerate();
        rows.map(|(place, (row, chain))| {
            let dropped = row.envelope.is_empty();
            let known = self.envelopes.get(&(place, *chain)).filter(|_| dropped);
            LogRow {
                envelope: known.unwrap_or(&row.envelope).clone(),
                ..row.clone()
            }
        })
        .collect()
    }

    /// Whether an envelope stood in the log at a number up to `seq`.
    #[must_use]
    pub fn has(&self, envelope: &[u8], seq: u64) -> bool {
        let last = usize::try_from(seq).unwrap_or(usize::MAX);
        let up_to = self.envelopes.range(..(last, Hash::ZERO));
        up_to.into_iter().any(|(_, known)| known == envelope)
    }
}

/// Checks the final log: every envelope once, the numbers of each author without a gap, every signature good.
///
/// # Errors
///
/// When one of this is not so.
pub fn check_log(log: &[LogRow], members: &Members) -> Lawful {
    let mut numbers: BTreeMap<DeviceId, u64> = BTreeMap::new();
    let mut hashes: BTreeSet<Hash> = BTreeSet::new();
    for (place, row) in log.iter().enumerate() {
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
