//! What this device has not yet seen come back: saves that wait to be sealed, and sealed envelopes.

use super::carried::Carried;
use super::clock;
use super::runs::Runs;
use crate::batch;
use crate::crypto::{CryptoError, DeviceKeys, Entropy, SpaceKey};
use crate::envelope::{self, Draft, Envelope, EnvelopeError, EnvelopeKind};
use crate::ids::{DeviceId, Hash, ItemId, RecordId};
use crate::merge::{Dot, Op, Slot, Sub};
use crate::protocol::limits::{ENVELOPE_BYTES_MAX, PUSH_BYTES_MAX, PUSH_ENVELOPES_MAX};
use std::collections::{BTreeMap, VecDeque};

/// Greatest number of operations sealed into one envelope.
const SEAL_OPS_MAX: usize = 4096;
/// Greatest number of bytes (before deflate) sealed into one envelope. Deflated or not, it fits the limit.
const SEAL_BYTES_MAX: usize = 240 * 1024;

/// Both halves of the outbox.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    /// Saves in the order of their operations.
    pub(super) pending: VecDeque<Save>,
    /// Envelopes in the order of their numbers.
    pub(super) sealed: VecDeque<Sealed>,
    /// Others' envelopes that came by hand, or that a restored server lost.
    pub(super) carried: BTreeMap<(DeviceId, u64), Carried>,
    /// Last number the server said it holds. Not stored: sending again is harmless.
    pub(super) taken: u64,
    /// How often in a row a push found no answer; each halves the next.
    pub(super) lost: u32,
}

/// One save that is not sealed yet.
#[derive(Debug, Clone)]
pub(super) struct Save {
    /// First operation number: the key of the save's row.
    pub(super) first: u64,
    pub(super) ops: Vec<Op>,
    /// Size of the row before sealing, for deciding how much to seal at once.
    pub(super) bytes: usize,
    /// It was on disk when the app started. A copy of the disk may send it too, so it stays as it is.
    pub(super) fixed: bool,
}

impl Save {
    /// Makes a save of writes that were sealed or stored before.
    pub(super) fn of(ops: Vec<Op>, bytes: usize) -> Self {
        Self {
            first: ops.first().map_or(0, |op| op.dot.op_no),
            ops,
            bytes,
            fixed: true,
        }
    }
}

/// One sealed envelope that has not come back.
#[derive(Debug, Clone)]
pub(super) struct Sealed {
    pub(super) dev_seq: u64,
    pub(super) hash: Hash,
    pub(super) bytes: Vec<u8>,
    /// Records it writes to, for "not yet sent" on screens.
    pub(super) records: Vec<(RecordId, u16)>,
}

/// The place in membership and log an envelope is sealed at.
#[derive(Debug, Clone, Copy)]
pub(super) struct SealAt {
    pub(super) space: crate::ids::SpaceId,
    pub(super) m_seq: u32,
    pub(super) m_hash: Hash,
    pub(super) seen_seq: u64,
    pub(super) seen_hash: Hash,
    pub(super) key_epoch: u32,
}

/// What saves are sealed with.
#[derive(Debug, Clone, Copy)]
pub(super) struct SealWith<'a> {
    pub(super) key: &'a SpaceKey,
    pub(super) keys: &'a DeviceKeys,
    pub(super) runs: &'a Runs,
}

/// How pending rows change when a save replaces counts that are not sealed yet.
#[derive(Debug, Default)]
pub(super) struct Pruned {
    /// Rows that are empty now.
    pub(super) removed: Vec<u64>,
    /// Rows that have fewer operations now.
    pub(super) changed: Vec<Save>,
}

/// What sealing made and changed.
#[derive(Debug)]
pub(super) struct JustSealed {
    pub(super) sealed: Sealed,
    /// Rows that are empty now.
    pub(super) rows: Vec<u64>,
    /// Clocks that were set back.
    pub(super) clocks: Vec<(Slot, Dot, u64)>,
}

impl Outbox {
    /// Takes the unsealed counts that `ops` replace out of earlier saves; `ops` take over what those replaced.
    ///
    /// Only counts: of everything else the history keeps each version. Without this, a thousand taps without
    /// signal would be a thousand operations.
    pub(super) fn prune(&mut self, ops: &mut [Op]) -> Pruned {
        let mut pruned = Pruned::default();
        for op in ops
            .iter_mut()
            .filter(|op| matches!(op.slot.sub, Sub::Device(_)))
        {
            let mut prev = Vec::new();
            for dot in core::mem::take(&mut op.prev) {
                let found = self
                    .pending
                    .iter_mut()
                    .rev()
                    .filter(|save| !save.fixed)
                    .find_map(|save| {
                        let place = save.ops.iter().position(|earlier| earlier.dot == dot)?;
                        Some((save.ops.remove(place), save.first))
                    });
                let Some((earlier, first)) = found else {
                    prev.push(dot);
                    continue;
                };
                prev.extend(earlier.prev);
                if !pruned.removed.contains(&first) {
                    pruned.removed.push(first);
                }
            }
            op.prev = prev;
        }
        // Rows named as removed that still hold operations are changed instead.
        for save in &self.pending {
            if !save.ops.is_empty() && pruned.removed.contains(&save.first) {
                pruned.changed.push(save.clone());
            }
        }
        pruned
            .removed
            .retain(|first| !pruned.changed.iter().any(|save| save.first == *first));
        self.pending.retain(|save| !save.ops.is_empty());
        pruned
    }

    /// Seals the oldest saves, all of one run of the app, into one envelope, no clock later than `latest_ms`; returns it with the rows it empties
    /// and the clocks that were set back.
    ///
    /// # Errors
    ///
    /// When the envelope cannot be made; the saves stay where they are.
    pub(super) fn seal(
        &mut self,
        at: SealAt,
        dev_seq: u64,
        latest_ms: Option<u64>,
        with: &SealWith<'_>,
        rng: &mut dyn Entropy,
    ) -> Result<Option<JustSealed>, EnvelopeError> {
        let SealWith { key, keys, runs } = *with;
        let (mut ops, mut rows, mut bytes) = (Vec::new(), Vec::new(), 0);
        let run = self.pending.front().map(|save| runs.of(save.first));
        for save in &self.pending {
            if run != Some(runs.of(save.first)) {
                break;
            }
            let full =
                ops.len() + save.ops.len() > SEAL_OPS_MAX || bytes + save.bytes > SEAL_BYTES_MAX;
            if !ops.is_empty() && full {
                break;
            }
            ops.extend(save.ops.iter().cloned());
            rows.push(save.first);
            bytes += save.bytes;
        }
        if ops.is_empty() {
            return Ok(None);
        }
        let clocks = latest_ms.map_or_else(Vec::new, |latest| clock::set_back(&mut ops, latest));
        let body = batch::encode(keys.id(), &ops).map_err(|_| EnvelopeError::TooLarge {
            bytes,
            bytes_max: ENVELOPE_BYTES_MAX,
        })?;
        let first = rows.first().copied().unwrap_or_default();
        let item = runs.item(first, at.space, dev_seq, rng);
        let draft = draft(at, item, dev_seq, &body, keys, rng);
        let envelope = envelope::seal(&draft, key, keys)?;
        self.pending.drain(..rows.len());
        let sealed = Sealed::new(&envelope, &ops);
        self.sealed.push_back(sealed.clone());
        Ok(Some(JustSealed {
            sealed,
            rows,
            clocks,
        }))
    }

    /// Seals every envelope above `taken` again, with the same numbers, after the key or the members changed.
    ///
    /// # Errors
    ///
    /// When an envelope cannot be opened or sealed; nothing changes then.
    pub(super) fn seal_again(
        &mut self,
        taken: u64,
        at: SealAt,
        key_of: impl Fn(u32) -> Option<SpaceKey>,
        keys: &DeviceKeys,
        rng: &mut dyn Entropy,
    ) -> Result<Vec<Sealed>, EnvelopeError> {
        let key = key_of(at.key_epoch).ok_or(EnvelopeError::WrongKey)?;
        let mut again = Vec::new();
        for sealed in self.sealed.iter().filter(|sealed| sealed.dev_seq > taken) {
            let old = Envelope::parse(sealed.bytes.clone())?;
            let old_key = key_of(old.header().key_epoch).ok_or(EnvelopeError::WrongKey)?;
            let body = envelope::open(&old, &old_key)?;
            let draft = draft(at, old.header().item, sealed.dev_seq, &body, keys, rng);
            let envelope = envelope::seal(&draft, &key, keys)?;
            again.push(Sealed {
                hash: envelope.hash(),
                bytes: envelope.bytes().to_vec(),
                ..sealed.clone()
            });
        }
        for new in &again {
            if let Some(old) = self
                .sealed
                .iter_mut()
                .find(|old| old.dev_seq == new.dev_seq)
            {
                *old = new.clone();
            }
        }
        Ok(again)
    }

    /// Returns the envelopes of the next push: those the server does not say it holds, as many as fit.
    pub(super) fn to_send(&self) -> Vec<Vec<u8>> {
        let bytes_max = self.push_bytes_max();
        let mut bytes = 16;
        self.sealed
            .iter()
            .filter(|sealed| sealed.dev_seq > self.taken)
            .take(PUSH_ENVELOPES_MAX)
            .enumerate()
            .take_while(|(place, sealed)| {
                bytes += sealed.bytes.len() + 8;
                *place == 0 || bytes <= bytes_max
            })
            .map(|(_, sealed)| sealed.bytes.clone())
            .collect()
    }

    /// Returns the size of the next push. On a line that is too slow for a large one smaller ones get through, one
    /// envelope at the least.
    pub(super) fn push_bytes_max(&self) -> usize {
        PUSH_BYTES_MAX.checked_shr(self.lost).unwrap_or(0)
    }

    /// Returns the records with writes the server does not say it holds, others' that came by hand among them,
    /// with their kinds.
    pub(super) fn unsent(&self) -> impl Iterator<Item = (RecordId, u16)> + '_ {
        let sealed = self
            .sealed
            .iter()
            .filter(|sealed| sealed.dev_seq > self.taken)
            .flat_map(|sealed| sealed.records.iter().copied());
        let pending = self
            .pending
            .iter()
            .flat_map(|save| save.ops.iter().map(|op| (op.slot.record, op.kind)));
        let carried = self
            .carried
            .values()
            .flat_map(|carried| carried.records.iter().copied());
        sealed.chain(pending).chain(carried)
    }

    /// Returns every envelope that has not come back, own and others'.
    pub(super) fn waiting(&self) -> impl Iterator<Item = &[u8]> {
        let own = self.sealed.iter().map(|sealed| sealed.bytes.as_slice());
        let carried = self.carried.values();
        own.chain(carried.map(|carried| carried.row.envelope.as_slice()))
    }
}

impl Sealed {
    pub(super) fn new(envelope: &Envelope, ops: &[Op]) -> Self {
        let mut records: Vec<_> = ops.iter().map(|op| (op.slot.record, op.kind)).collect();
        records.sort_unstable();
        records.dedup();
        Self {
            dev_seq: envelope.header().dev_seq,
            hash: envelope.hash(),
            bytes: envelope.bytes().to_vec(),
            records,
        }
    }

    /// Opens the envelope and reads what it carries.
    ///
    /// # Errors
    ///
    /// When the key does not fit.
    pub(super) fn read(
        bytes: Vec<u8>,
        key_of: impl Fn(u32) -> Option<SpaceKey>,
    ) -> Result<(Self, Vec<Op>), CryptoError> {
        let envelope = Envelope::parse(bytes).map_err(|_| CryptoError::NotCanonical)?;
        let key = key_of(envelope.header().key_epoch).ok_or(CryptoError::WrongKey)?;
        let body = envelope::open(&envelope, &key).map_err(|_| CryptoError::WrongKey)?;
        let (_, ops) = batch::decode(&body).map_err(|_| CryptoError::NotCanonical)?;
        Ok((Self::new(&envelope, &ops), ops))
    }
}

fn draft<'a>(
    at: SealAt,
    item: ItemId,
    dev_seq: u64,
    plaintext: &'a [u8],
    keys: &DeviceKeys,
    rng: &mut dyn Entropy,
) -> Draft<'a> {
    Draft {
        kind: EnvelopeKind::Batch,
        space: at.space,
        item,
        device: keys.id(),
        dev_seq,
        m_seq: at.m_seq,
        m_hash: at.m_hash,
        seen_seq: at.seen_seq,
        seen_hash: at.seen_hash,
        key_epoch: at.key_epoch,
        nonce: rng.make_nonce(),
        plaintext,
    }
}
