//! Entropy for tests: the same bytes for the same seed. No device is built with it.

use super::Entropy;
use super::label::{TEST_ENTROPY, labelled_hash};

/// The same bytes for the same seed. For tests only: whoever knows the seed knows every key.
#[derive(Debug, Clone)]
pub struct SeededEntropy {
    seed: u64,
    block: u64,
    rest: Vec<u8>,
}

impl SeededEntropy {
    /// Starts the stream of a seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self {
            seed,
            block: 0,
            rest: Vec::new(),
        }
    }
}

impl Entropy for SeededEntropy {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            if self.rest.is_empty() {
                let counter = [self.seed.to_be_bytes(), self.block.to_be_bytes()].concat();
                self.rest = labelled_hash(TEST_ENTROPY, &[&counter]).0.to_vec();
                self.rest.reverse();
                self.block += 1;
            }
            *byte = self.rest.pop().unwrap_or_default();
        }
    }
}
