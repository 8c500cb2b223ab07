//! The records that hold one word: slot and weight, ordered by slot.

/// Slots with the weight the word has there.
#[derive(Debug, Default)]
pub(super) struct Postings(Vec<(u32, u8)>);

impl Postings {
    /// Puts a slot in; it must not be in already.
    pub(super) fn add(&mut self, slot: u32, weight: u8) {
        let at = self.0.partition_point(|(other, _)| *other < slot);
        self.0.insert(at, (slot, weight));
    }

    /// Takes a slot out.
    pub(super) fn remove(&mut self, slot: u32) {
        if let Ok(at) = self.0.binary_search_by_key(&slot, |(other, _)| *other) {
            self.0.remove(at);
        }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Raises the score of each slot to `points` times its weight.
    pub(super) fn score(&self, points: u32, best: &mut [u32]) {
        for (slot, weight) in &self.0 {
            if let Some(score) = best.get_mut(*slot as usize) {
                *score = (*score).max(points * u32::from(*weight));
            }
        }
    }
}
