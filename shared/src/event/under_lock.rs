//! Counting while the keys are not in memory: whoever holds the phone can add one and nothing else.
//!
//! What is stored then is a number, and it is no secret: it stands on the screen. Where it belongs to is sealed with the key
//! of the device and waits. When the phone is unlocked, number and place meet: the count is written to its record and the
//! number is taken away in one transaction, so that it counts exactly once, whatever happens in between.

/// Version of the row.
const VERSION: u8 = 1;

/// What has been counted under lock.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Locked {
    /// Visitors counted since the phone was locked.
    pub count: i64,
}

impl Locked {
    /// Counts one more.
    #[must_use]
    pub const fn plus(self) -> Self {
        Self {
            count: self.count.saturating_add(1),
        }
    }

    /// Takes the last one back; there is nothing below zero.
    #[must_use]
    pub fn minus(self) -> Self {
        Self {
            count: self.count.saturating_sub(1).max(0),
        }
    }

    /// Returns the bytes of the row.
    #[must_use]
    pub fn encode(self) -> Vec<u8> {
        let mut bytes = vec![VERSION];
        bytes.extend(self.count.to_be_bytes());
        bytes
    }

    /// Reads the row; `None` if it is no such row.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let (version, count) = bytes.split_first()?;
        let count = i64::from_be_bytes(count.try_into().ok()?);
        (*version == VERSION && count >= 0).then_some(Self { count })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn there_is_nothing_below_zero() {
        let locked = Locked::default().minus();
        assert_eq!(locked.count, 0);
        assert_eq!(locked.plus().plus().minus().count, 1);
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_count_or_nothing(bytes in proptest::collection::vec(any::<u8>(), 0..12)) {
            if let Some(locked) = Locked::decode(&bytes) {
                prop_assert_eq!(locked.encode(), bytes);
            }
        }

        #[test]
        fn what_is_stored_is_read_back(count in 0..i64::MAX) {
            let locked = Locked { count };
            prop_assert_eq!(Locked::decode(&locked.encode()), Some(locked));
        }
    }
}
