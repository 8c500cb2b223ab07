//! A server that shows what cannot have happened: the space becomes read-only, and what it showed is kept as
//! evidence.
//!
//! Evidence holds the answer as it came (sealed envelopes, signed entries), where this device stood, and no
//! content. Two colleagues who lay theirs side by side see who was shown what.

use super::device::{Device, cbor};
use super::loading::LoadError;
use super::page::Alarm;
use super::rows::{Row, Table, Write, delete, put};
use crate::crypto::Entropy;
use crate::ids::{DeviceId, Hash, SpaceId};

/// Keys of evidence in [`Table::Identity`]; the space stands behind.
pub(super) const ALARM: &[u8] = b"alarm";
/// Greatest number of bytes of an answer that are kept.
const ANSWER_BYTES_MAX: usize = 2 * 1024 * 1024;

/// What a server showed, and where this device stood.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Evidence {
    /// What is wrong.
    #[n(0)]
    pub alarm: Alarm,
    /// The space.
    #[n(1)]
    pub space: SpaceId,
    /// The device that saw it.
    #[n(2)]
    pub device: DeviceId,
    /// Last entry of the membership log known here, with its hash.
    #[n(3)]
    pub m_seq: u32,
    /// Hash of that entry.
    #[n(4)]
    pub m_hash: Hash,
    /// Number up to which the log was read.
    #[n(5)]
    pub seq: u64,
    /// Chain hashes at the numbers before it, newest last; at most 64.
    #[n(6)]
    pub chain: Vec<Hash>,
    /// The server's answer as it came, in CBOR (a log page, membership entries, or a head).
    #[n(7)]
    #[cbor(with = "minicbor::bytes")]
    pub answer: Vec<u8>,
}

impl Device {
    /// Returns what the server showed when the alarm was raised, as CBOR of [`Evidence`].
    #[must_use]
    pub fn evidence(&self, space: SpaceId) -> Option<Vec<u8>> {
        self.evidence.get(&space).map(cbor)
    }

    /// Lifts an alarm: a person has cleared it up. What the server shows is judged anew.
    pub fn lift_alarm(&mut self, space: SpaceId) -> Vec<Write> {
        if let Some(content) = self.spaces.get_mut(&space) {
            content.alarm = None;
        }
        self.wake_former();
        self.heads_due = true;
        self.forget_alarm(space).into_iter().collect()
    }

    /// Raises an alarm and keeps the answer that caused it.
    ///
    /// What a restored server or a copied device brings about is not kept over a restart: it may heal.
    pub(super) fn raise(
        &mut self,
        space: SpaceId,
        alarm: Alarm,
        answer: &[u8],
        rng: &mut dyn Entropy,
    ) -> Vec<Write> {
        self.note_alarm(space, alarm, answer);
        if matches!(alarm, Alarm::Rollback | Alarm::Fork) {
            return Vec::new();
        }
        let row = self.evidence(space).unwrap_or_default();
        let key = alarm_key(space);
        vec![put(&self.local, Table::Identity, key, &row, rng)]
    }

    /// Raises an alarm until the device starts again, and keeps the answer that caused it as long.
    pub(super) fn note_alarm(&mut self, space: SpaceId, alarm: Alarm, answer: &[u8]) {
        let device = self.id();
        let Some(content) = self.spaces.get_mut(&space) else {
            return;
        };
        content.alarm = Some(alarm);
        let known = content.log.chain.len().saturating_sub(64);
        let evidence = Evidence {
            alarm,
            space,
            device,
            m_seq: content.members.seq,
            m_hash: content.members.hash,
            seq: content.log.seq(),
            chain: content.log.chain.iter().skip(known).copied().collect(),
            answer: answer.iter().take(ANSWER_BYTES_MAX).copied().collect(),
        };
        self.evidence.insert(space, evidence);
    }

    pub(super) fn load_alarm(&mut self, row: &Row, value: &[u8]) -> Result<(), LoadError> {
        let evidence: Evidence = minicbor::decode(value).map_err(|_| LoadError::Damaged {
            table: row.table.name(),
        })?;
        self.evidence.insert(evidence.space, evidence);
        Ok(())
    }

    /// Brings the alarms of stored evidence back, once the spaces are there.
    pub(super) fn restore_alarms(&mut self) {
        for (space, evidence) in &self.evidence {
            if let Some(content) = self.spaces.get_mut(space) {
                content.alarm = Some(evidence.alarm);
            }
        }
    }

    pub(super) fn forget_alarm(&mut self, space: SpaceId) -> Option<Write> {
        self.evidence.remove(&space)?;
        Some(delete(Table::Identity, alarm_key(space)))
    }
}

fn alarm_key(space: SpaceId) -> Vec<u8> {
    [ALARM, &space.0].concat()
}
