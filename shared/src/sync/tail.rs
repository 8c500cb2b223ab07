//! The last envelopes of a log, kept as they came: a device offers them again to a server that was restored.

use crate::protocol::messages::LogRow;
use std::collections::VecDeque;

/// Greatest number of bytes of signed envelopes a space keeps to offer them again.
pub(super) const TAIL_BYTES_MAX: usize = 20 * 1024 * 1024;

/// The last envelopes of a log as they came.
#[derive(Debug, Default)]
pub(super) struct Tail {
    pub(super) rows: VecDeque<LogRow>,
    bytes: usize,
}

impl Tail {
    pub(super) fn push(&mut self, row: LogRow) {
        self.bytes += row.envelope.len();
        self.rows.push_back(row);
        while self.bytes > TAIL_BYTES_MAX {
            let Some(row) = self.rows.pop_front() else {
                return;
            };
            self.bytes -= row.envelope.len();
        }
    }

    /// Rows after number `after` of a log that ends at `end`; `None` if they are no longer kept.
    pub(super) fn after(&self, after: u64, end: u64) -> Option<impl Iterator<Item = &LogRow>> {
        let count = usize::try_from(end.saturating_sub(after)).ok()?;
        Some(self.rows.range(self.rows.len().checked_sub(count)?..))
    }

    /// Number of rows that are kept.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Rows from one number to another of a log that ends at `end`; those that are no longer kept are left out.
    pub(super) fn between(&self, first: u64, last: u64, end: u64) -> impl Iterator<Item = &LogRow> {
        let numbers = (1..=end).rev().zip(self.rows.iter().rev());
        let count = usize::try_from(end.saturating_sub(last)).unwrap_or(usize::MAX);
        let wanted = numbers
            .skip(count)
            .take_while(move |(seq, _)| *seq >= first);
        let rows: Vec<&LogRow> = wanted.map(|(_, row)| row).collect();
        rows.into_iter().rev()
    }

    /// Every envelope that is kept, oldest first.
    pub(super) fn envelopes(&self) -> impl Iterator<Item = &[u8]> {
        self.rows.iter().map(|row| row.envelope.as_slice())
    }

    /// Row `seq` of a log that ends at `end`, if it is kept.
    pub(super) fn at(&self, seq: u64, end: u64) -> Option<&LogRow> {
        self.after(seq.checked_sub(1)?, end)?.next()
    }

    /// Forgets everything: what comes next does not follow.
    pub(super) fn clear(&mut self) {
        self.rows.clear();
        self.bytes = 0;
    }

    /// Forgets the last rows.
    pub(super) fn cut(&mut self, count: usize) {
        let keep = self.rows.len().saturating_sub(count);
        for row in self.rows.drain(keep..) {
            self.bytes -= row.envelope.len();
        }
    }
}
