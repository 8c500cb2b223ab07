//! Few large rows instead of many small ones: pages of the log that came one by one are put together.
//!
//! A phone that is online gets a page for each save of anybody. Opening thousands of small rows would make every
//! start slower; a browser reads one row of 200 kB as fast as a few of 200 B. Putting together is one
//! transaction: either the old rows are there or the new one.

use super::device::{Device, cbor};
use super::rows::{Table, Write, delete, numbered, put};
use super::space::Space;
use crate::crypto::Entropy;
use crate::ids::Hash;
use crate::protocol::messages::LogPage;
use core::ops::Range;

/// So many rows may come before they are put together.
const LOOSE_ROWS_MAX: usize = 64;
/// A row of this many bytes of envelopes is full.
const PACK_BYTES_MAX: usize = 256 * 1024;

impl Device {
    /// Puts small rows of the log together, where there are many. Returns the changes, to be made in one
    /// transaction each time after something was stored; mostly there are none.
    pub fn pack(&mut self, rng: &mut dyn Entropy) -> Vec<Write> {
        let mut writes = Vec::new();
        for (space, content) in &mut self.spaces {
            let loose = content.log_rows.len().saturating_sub(content.packed_rows);
            if loose < LOOSE_ROWS_MAX || content.is_healing() || content.mending.is_some() {
                continue;
            }
            for (first, page, gone) in content.pack() {
                let key = numbered(*space, first);
                writes.push(put(&self.local, Table::Log, key, &cbor(&page), rng));
                let gone = gone.into_iter();
                writes.extend(gone.map(|first| delete(Table::Log, numbered(*space, first))));
            }
            content.packed_rows = content.log_rows.len();
        }
        writes
    }
}

impl Space {
    /// Returns the new rows, each with the ones that go into it; afterwards the list of rows is the new one.
    fn pack(&mut self) -> Vec<(u64, LogPage, Vec<u64>)> {
        let Some(era) = self.log.era else {
            return Vec::new();
        };
        let end = self.log.seq();
        let from = end.saturating_sub(self.tail.len() as u64).saturating_add(1);
        // Rows whose envelopes are no longer in memory stay as they are.
        let kept = self.log_rows.partition_point(|first| *first < from);
        let rows = self.log_rows.split_off(kept);
        let ends = rows
            .iter()
            .skip(1)
            .map(|next| next.saturating_sub(1))
            .chain([end]);
        let rows: Vec<(u64, u64)> = rows.iter().copied().zip(ends).collect();
        let sizes: Vec<usize> = rows
            .iter()
            .map(|(first, last)| {
                let envelopes = self.tail.between(*first, *last, end);
                envelopes.map(|row| row.envelope.len()).sum()
            })
            .collect();
        let mut packs = Vec::new();
        for place in plan(&sizes) {
            let together = rows.get(place).unwrap_or_default();
            let (Some((first, _)), Some((_, last))) = (together.first(), together.last()) else {
                continue;
            };
            self.log_rows.push(*first);
            if together.len() == 1 {
                continue;
            }
            let page = LogPage {
                era,
                rows: self.tail.between(*first, *last, end).cloned().collect(),
                last: *last,
                chain: self.log.at(*last).unwrap_or(Hash::ZERO),
                head: *last,
                floor: 0,
                sum: None,
            };
            let gone = together.iter().skip(1).map(|(first, _)| *first);
            packs.push((*first, page, gone.collect()));
        }
        packs
    }
}

/// Decides which neighbours go together. A row that is half full or more stays alone.
fn plan(sizes: &[usize]) -> Vec<Range<usize>> {
    let mut packs: Vec<(Range<usize>, usize)> = Vec::new();
    for (at, size) in sizes.iter().enumerate() {
        match packs.last_mut() {
            Some((pack, bytes))
                if *size < PACK_BYTES_MAX / 2
                    && *bytes < PACK_BYTES_MAX / 2
                    && *bytes + *size <= PACK_BYTES_MAX =>
            {
                pack.end = at + 1;
                *bytes += *size;
            }
            _ => packs.push((at..at + 1, *size)),
        }
    }
    packs.into_iter().map(|(pack, _)| pack).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_neighbours_go_together_and_full_rows_stay_alone() {
        const HALF: usize = PACK_BYTES_MAX / 2;
        let packs = |sizes: &[usize]| -> Vec<(usize, usize)> {
            plan(sizes).iter().map(|it| (it.start, it.end)).collect()
        };
        assert_eq!(packs(&[]), []);
        assert_eq!(packs(&[1]), [(0, 1)]);
        assert_eq!(packs(&[1, 2, 3]), [(0, 3)]);
        let mixed = [(0, 1), (1, 3), (3, 4), (4, 5)];
        assert_eq!(packs(&[HALF, 1, 2, HALF, 3]), mixed);
        assert_eq!(packs(&[HALF - 1, HALF - 1, 1]), [(0, 2), (2, 3)]);
        assert_eq!(packs(&[PACK_BYTES_MAX * 9, 1]), [(0, 1), (1, 2)]);
    }
}
