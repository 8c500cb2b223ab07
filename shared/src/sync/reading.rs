//! What was judged is applied: pages of the log, envelope by envelope.

use super::space::{Fold, Space};
use crate::batch;
use crate::envelope::{Envelope, chain_next, open};
use crate::ids::DeviceId;
use crate::merge::Op;
use crate::protocol::limits::CLOCK_AHEAD_MS_MAX;
use crate::protocol::messages::LogPage;

impl Space {
    /// Applies a stored page, which was judged before it was stored. Returns the greatest clock in it; `None` if
    /// it is not the page that comes next, or not as it was.
    pub(super) fn replay(
        &mut self,
        me: DeviceId,
        first: Option<u64>,
        page: Option<LogPage>,
    ) -> Option<u64> {
        let page = page?;
        let next = self.log.seq().saturating_add(1);
        let mut chain = self.log.hash();
        let mut envelopes = Vec::with_capacity(page.rows.len());
        for row in &page.rows {
            let envelope = Envelope::parse(row.envelope.clone()).ok()?;
            chain = chain_next(chain, envelope.hash());
            envelopes.push(envelope);
        }
        if first != Some(next) || chain != page.chain {
            return None;
        }
        let mut hlc = 0;
        self.log.era = Some(page.era);
        self.log_rows.push(next);
        for (envelope, row) in envelopes.iter().zip(page.rows) {
            let fold = self.take(me, envelope, row.received_ms);
            self.tail.push(row);
            hlc = hlc.max(fold.hlc);
        }
        Some(hlc)
    }

    /// Takes an envelope that was judged: moves the log's end and applies what it carries.
    pub(super) fn take(&mut self, me: DeviceId, envelope: &Envelope, received_ms: u64) -> Fold {
        let header = envelope.header();
        let chain = chain_next(self.log.hash(), envelope.hash());
        self.log.chain.push(chain);
        // A checkpoint may have said already how far its author is.
        let last = self.log.authors.entry(header.device).or_insert(0);
        let fresh = header.dev_seq > *last;
        *last = header.dev_seq.max(*last);
        self.log.key_epoch = self.log.key_epoch.max(header.key_epoch);
        if self.log.at(header.seen_seq) == Some(header.seen_hash) {
            self.witnesses.saw(header);
        }
        let ops = self.read_envelope(envelope);
        let seq = self.log.seq();
        for op in ops.iter().flatten() {
            self.witnesses.wrote(op.slot.record, seq, header.device);
        }
        if self.heal.known.remove(&envelope.hash()) {
            // It counts already; what may be new is when it arrived.
            if ops.is_some() {
                self.apply_read(me, header.device, ops, received_ms);
            }
            return Fold::default();
        }
        if header.device == me && fresh {
            self.confirmed = self.confirmed.saturating_add(1);
        }
        self.apply_read(me, header.device, ops, received_ms)
    }

    /// Applies what was read of an envelope; `None` if it could not be read.
    pub(super) fn apply_read(
        &mut self,
        me: DeviceId,
        author: DeviceId,
        ops: Option<Vec<Op>>,
        received_ms: u64,
    ) -> Fold {
        let Some(ops) = ops else {
            self.quarantined = self.quarantined.saturating_add(1);
            return Fold::default();
        };
        let latest_ms = received_ms.saturating_add(CLOCK_AHEAD_MS_MAX);
        let hlc_max = (latest_ms << 16) | 0xffff;
        if author == me {
            self.note_own(me, &ops, hlc_max);
        }
        let fold = self.apply(&ops, hlc_max);
        // Own writes and those that came by hand were shown before it was known when they would arrive.
        for (slot, dot, hlc) in &fold.known {
            self.state.settle_clock(slot, *dot, *hlc);
        }
        fold
    }

    /// Opens an envelope that was judged.
    pub(super) fn read_envelope(&self, envelope: &Envelope) -> Option<Vec<Op>> {
        let header = envelope.header();
        let key = self.keys.get(&header.key_epoch)?;
        let (author, ops) = batch::decode(&open(envelope, key).ok()?).ok()?;
        (author == header.device).then_some(ops)
    }
}
