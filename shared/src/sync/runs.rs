//! Which run of the app a write was made in.
//!
//! A storage can be copied while the app runs; the memory beside it cannot. So what one run writes is one line, and of two
//! counts of one run the later holds the earlier, although only the later was sent: a count that is not sealed is
//! replaced by the next. A copy that still holds the earlier one has to know that, or it would count it again.
//!
//! Each run has a secret, stored with its first write. An envelope is named by the secret of the run its writes were made
//! in, so whoever has the storage of that run knows it again, and nobody else learns anything: the name is as long and
//! looks as random as it would without.

use super::rows::{Table, Write, put};
use crate::crypto::{Entropy, LocalKey, run_item};
use crate::ids::{ItemId, SpaceId};

/// Greatest number of runs that are remembered while writes wait to be sealed; the oldest are forgotten.
pub(super) const RUNS_MAX: usize = 64;
/// Size of a run in the row that keeps them: a number and a secret.
const RUN_BYTES: usize = 8 + 32;
/// Key of the row that keeps them.
pub(super) const RUNS: &[u8] = b"runs";

/// A run of the app with something written.
#[derive(Debug)]
struct Run {
    /// Number of its first write.
    first: u64,
    secret: [u8; 32],
}

/// The runs whose writes may wait somewhere, in the order of their writes.
#[derive(Debug, Default)]
pub(super) struct Runs {
    list: Vec<Run>,
    /// The last one is the one that runs now.
    begun: bool,
}

impl Runs {
    /// Takes up what was stored: all of them are over.
    pub(super) fn load(&mut self, bytes: &[u8]) -> Option<()> {
        let (runs, rest) = bytes.as_chunks::<RUN_BYTES>();
        for run in runs {
            let (first, secret) = run.split_first_chunk()?;
            self.list.push(Run {
                first: u64::from_be_bytes(*first),
                secret: secret.try_into().ok()?,
            });
        }
        rest.is_empty().then_some(())
    }

    /// One after the other, each as the number of its first write and its secret.
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.list.len() * RUN_BYTES);
        for run in &self.list {
            bytes.extend_from_slice(&run.first.to_be_bytes());
            bytes.extend_from_slice(&run.secret);
        }
        bytes
    }

    /// Notes that a write is made; returns the row to store with it if it is the first of this run. While nothing
    /// `waits` to be sealed, the runs before are of no use.
    pub(super) fn begin(
        &mut self,
        first: u64,
        waits: bool,
        local: &LocalKey,
        rng: &mut dyn Entropy,
    ) -> Option<Write> {
        if self.begun {
            return None;
        }
        self.begun = true;
        if !waits {
            self.list.clear();
        }
        if self.list.len() >= RUNS_MAX {
            self.list.remove(0);
        }
        let secret = rng.make_key();
        self.list.push(Run { first, secret });
        let row = self.bytes();
        Some(put(local, Table::Identity, RUNS.to_vec(), &row, rng))
    }

    /// Returns the run a write of this device was made in, as the number of the run's first write.
    pub(super) fn of(&self, op_no: u64) -> Option<u64> {
        self.find(op_no).map(|run| run.first)
    }

    /// Names an envelope with writes of one run.
    pub(super) fn item(
        &self,
        op_no: u64,
        space: SpaceId,
        dev_seq: u64,
        rng: &mut dyn Entropy,
    ) -> ItemId {
        self.find(op_no).map_or_else(
            || ItemId(rng.make_id()),
            |run| run_item(&run.secret, space, dev_seq),
        )
    }

    /// Returns the run an envelope was named in, if this storage knows it.
    pub(super) fn named(&self, item: ItemId, space: SpaceId, dev_seq: u64) -> Option<u64> {
        let mut runs = self.list.iter();
        let run = runs.find(|run| run_item(&run.secret, space, dev_seq) == item)?;
        Some(run.first)
    }

    fn find(&self, op_no: u64) -> Option<&Run> {
        self.list.iter().rev().find(|run| run.first <= op_no)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::SeededEntropy;

    const SPACE: SpaceId = SpaceId([1; 16]);

    /// Begins a run with each of the numbers; what waits is what came before.
    fn begun(firsts: impl IntoIterator<Item = u64>, waits: bool) -> Runs {
        let local = LocalKey::from_bytes([7; 32]);
        let mut rng = SeededEntropy::new(1);
        let mut runs = Runs::default();
        for first in firsts {
            assert!(runs.begin(first, waits, &local, &mut rng).is_some());
            assert!(runs.begin(first + 1, waits, &local, &mut rng).is_none());
            let stored = runs.bytes();
            runs = Runs::default();
            runs.load(&stored).unwrap();
        }
        runs
    }

    #[test]
    fn a_write_belongs_to_the_run_that_began_last_before_it() {
        let runs = begun([1, 5, 9], true);
        let of = [0, 1, 4, 5, 8, 9, 90].map(|number| runs.of(number));
        assert_eq!(
            of,
            [None, Some(1), Some(1), Some(5), Some(5), Some(9), Some(9)]
        );
    }

    #[test]
    fn an_envelope_is_known_by_its_name_where_the_run_is_known_and_nowhere_else() {
        let (mut rng, runs) = (SeededEntropy::new(2), begun([1, 5], true));
        let item = runs.item(7, SPACE, 3, &mut rng);
        assert_eq!(runs.named(item, SPACE, 3), Some(5));
        assert_eq!(runs.named(item, SPACE, 4), None);
        assert_eq!(runs.named(item, SpaceId([2; 16]), 3), None);
        assert_eq!(begun([1], true).named(item, SPACE, 3), None);
        // Written before runs were known: a name of its own.
        let unknown = Runs::default().item(7, SPACE, 3, &mut rng);
        assert_eq!(runs.named(unknown, SPACE, 3), None);
    }

    #[test]
    fn runs_are_remembered_while_something_waits_and_no_more_than_the_limit() {
        let last = RUNS_MAX as u64;
        assert_eq!(begun(1..=last, true).of(1), Some(1));
        assert_eq!(begun(1..=last + 1, true).of(1), None);
        assert_eq!(begun(1..=last + 1, true).of(2), Some(2));
        let runs = begun(1..=3, false);
        assert_eq!((runs.of(2), runs.of(3)), (None, Some(3)));
    }

    #[test]
    fn damaged_rows_are_no_runs() {
        assert_eq!(Runs::default().load(b"no list"), None);
    }
}
