//! What a page of the log says beside its envelopes, which no hash and no signature covers.
//!
//! Times of receipt order what is shown. A bit of one that changed on the way would give one phone another order than
//! all others, unnoticed. The sum is against accidents, below or without TLS; it binds no server that lies.

use super::messages::LogPage;
use crate::crypto::label::{PAGE, labelled_hash};

impl LogPage {
    /// Returns the page with its sum.
    #[must_use]
    pub fn summed(self) -> Self {
        Self {
            sum: Some(self.sum_now()),
            ..self
        }
    }

    /// Whether the page came as it was sent. Servers from before there were sums send none; their pages count as whole.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.sum.is_none_or(|sum| sum == self.sum_now())
    }

    /// The first eight bytes of a hash over era, ends, times and marks.
    fn sum_now(&self) -> u64 {
        let mut fixed = self.era.0.to_vec();
        for number in [self.last, self.head, self.floor] {
            fixed.extend(number.to_be_bytes());
        }
        for row in &self.rows {
            fixed.extend(row.received_ms.to_be_bytes());
            fixed.push(u8::from(row.recovered == Some(true)));
        }
        let hash = labelled_hash(PAGE, &[&fixed]).0;
        hash.iter()
            .take(8)
            .fold(0, |sum, byte| sum << 8 | u64::from(*byte))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{Hash, LogEra};
    use crate::protocol::messages::LogRow;

    fn page() -> LogPage {
        let row = |received_ms, recovered| LogRow {
            received_ms,
            envelope: vec![7; 20],
            recovered,
        };
        LogPage {
            era: LogEra([1; 8]),
            rows: vec![
                row(1_790_000_000_000, None),
                row(1_790_000_000_900, Some(true)),
            ],
            last: 4,
            chain: Hash([2; 32]),
            head: 9,
            floor: 1,
            sum: None,
        }
    }

    #[test]
    fn no_bit_of_what_no_hash_covers_changes_unnoticed() {
        let sent = page().summed();
        assert!(sent.is_whole());
        let bytes = minicbor::to_vec(&sent).unwrap();
        for bit in 0..bytes.len() * 8 {
            let mut arrived = bytes.clone();
            arrived[bit / 8] ^= 1 << (bit % 8);
            let Ok(read) = minicbor::decode::<LogPage>(&arrived) else {
                continue;
            };
            let covered_else = LogPage {
                chain: sent.chain,
                rows: sent.rows.clone(),
                ..read.clone()
            };
            let same_rows = read.rows.iter().zip(&sent.rows).all(|(read, sent)| {
                (read.received_ms, read.recovered) == (sent.received_ms, sent.recovered)
            });
            let harmless = same_rows
                && read.rows.len() == sent.rows.len()
                && LogPage {
                    sum: sent.sum,
                    ..covered_else
                } == sent;
            assert!(harmless || !read.is_whole(), "bit {bit}: {read:?}");
        }
    }

    #[test]
    fn a_page_of_a_server_without_sums_counts() {
        assert!(page().is_whole());
        let bytes = minicbor::to_vec(page()).unwrap();
        assert_eq!(minicbor::decode::<LogPage>(&bytes).unwrap().sum, None);
    }
}
