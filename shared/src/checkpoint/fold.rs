//! The state at one number of a log, without anything that waits in an outbox.

use super::tidy::tidy;
use crate::batch;
use crate::crypto::SpaceKey;
use crate::envelope::{Envelope, open};
use crate::ids::{DeviceId, Hash, RecordId, SpaceId};
use crate::merge::{Applied, Op, State};
use crate::protocol::limits::CLOCK_AHEAD_MS_MAX;
use std::collections::{BTreeMap, BTreeSet};

/// A device's last envelope in a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastEnvelope {
    /// Its number.
    pub dev_seq: u64,
    /// Its hash. A device that did not seal it has a copy of itself.
    pub hash: Hash,
}

/// What a log says up to one number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Confirmed {
    /// The records.
    pub state: State,
    /// How far each device's envelopes are in it.
    pub authors: BTreeMap<DeviceId, LastEnvelope>,
    /// Greatest key epoch of an envelope.
    pub key_epoch: u32,
    /// Oldest reader that understands every write.
    pub min_reader: u16,
}

/// Why a device cannot say what a log says: then it makes no checkpoint and confirms none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotWhole {
    /// An envelope does not open, or is no batch.
    #[error("an envelope does not open")]
    Unreadable,
    /// A write or a part of one is of a later version: updating the app helps.
    #[error("a write is of a later version of the app")]
    Newer,
}

impl Confirmed {
    /// Adds the next envelope of the log, which was judged before.
    ///
    /// # Errors
    ///
    /// [`NotWhole`]; nothing may be made of the state then.
    pub fn take(
        &mut self,
        envelope: &Envelope,
        received_ms: u64,
        reader: u16,
        key_of: &dyn Fn(u32) -> Option<SpaceKey>,
        touched: &mut BTreeSet<RecordId>,
    ) -> Result<(), NotWhole> {
        let header = envelope.header();
        let key = key_of(header.key_epoch).ok_or(NotWhole::Unreadable)?;
        let body = open(envelope, &key).map_err(|_| NotWhole::Unreadable)?;
        let batch = batch::read(&body).map_err(|error| match error {
            batch::BatchError::Newer { .. } => NotWhole::Newer,
            _ => NotWhole::Unreadable,
        })?;
        if batch.author != header.device {
            return Err(NotWhole::Unreadable);
        }
        if batch.later || batch.ops.iter().any(|op| op.min_reader > reader) {
            return Err(NotWhole::Newer);
        }
        let latest = (received_ms.saturating_add(CLOCK_AHEAD_MS_MAX) << 16) | 0xffff;
        for op in batch.ops {
            self.min_reader = self.min_reader.max(op.min_reader);
            let op = Op {
                hlc: op.hlc.min(latest),
                ..op
            };
            if self.state.apply(&op) == Applied::New {
                touched.insert(op.slot.record);
            }
        }
        self.key_epoch = self.key_epoch.max(header.key_epoch);
        let last = LastEnvelope {
            dev_seq: header.dev_seq,
            hash: envelope.hash(),
        };
        self.authors.insert(header.device, last);
        Ok(())
    }

    /// Leaves out what is too old at a time, see [`tidy`].
    pub fn tidy(&mut self, time_ms: u64, touched: &mut BTreeSet<RecordId>) {
        touched.extend(tidy(&mut self.state, time_ms));
    }

    /// Returns the digest under the space's state key, by which two devices see that they know the same.
    #[must_use]
    pub fn digest(&self, key: &SpaceKey, space: SpaceId, key_epoch: u32) -> Hash {
        super::digest::digest(self, &key.state_key(space, key_epoch))
    }
}
