//! How long to wait before asking again: longer after each failure, and spread by chance.
//!
//! The wait is anywhere between nothing and a bound that doubles ("full jitter"): five hundred phones that lost the
//! server in one moment do not come back in one moment. Chance is an argument, as everywhere here.

use super::machine::Received;
use crate::protocol::ProblemCode;

/// Counts failures in a row and says how long to wait after each.
#[derive(Debug, Default, Clone, Copy)]
pub struct BackOff {
    failures: u32,
}

impl BackOff {
    const FIRST_MS: u64 = 1_000;
    const LONGEST_MS: u64 = 5 * 60 * 1_000;
    /// While somebody looks at the screen, a server that is back is found within this time.
    const LONGEST_SEEN_MS: u64 = 20 * 1_000;

    /// Starts from the beginning.
    pub const fn reset(&mut self) {
        self.failures = 0;
    }

    /// Whether something failed since the beginning.
    #[must_use]
    pub const fn has_failed(&self) -> bool {
        self.failures > 0
    }

    /// Returns how long to wait after an answer; `None` if what comes next may be asked at once. `spread` is a
    /// random number, `seen` whether somebody looks at the screen.
    pub fn after(&mut self, received: &Received, spread: u64, seen: bool) -> Option<u64> {
        if received.offline {
            return Some(self.next_ms(spread, seen));
        }
        if received.problem.is_some_and(is_overload) {
            // What the server asks for is the least: all it turned away were told the same.
            let asked_ms = received.wait_ms.unwrap_or(0);
            return Some(asked_ms.saturating_add(self.next_ms(spread, seen)));
        }
        self.reset();
        received.wait_ms
    }

    /// Returns how long to wait after one more failure.
    pub fn next_ms(&mut self, spread: u64, seen: bool) -> u64 {
        let most = if seen {
            Self::LONGEST_SEEN_MS
        } else {
            Self::LONGEST_MS
        };
        let bound = Self::FIRST_MS
            .saturating_mul(1 << self.failures.min(16))
            .min(most);
        self.failures = self.failures.saturating_add(1);
        spread % bound.saturating_add(1)
    }
}

/// Whether the server is fine and only has too much to do, or no room.
const fn is_overload(code: ProblemCode) -> bool {
    matches!(
        code,
        ProblemCode::Busy
            | ProblemCode::TooMany
            | ProblemCode::Timeout
            | ProblemCode::CannotStore
            | ProblemCode::Internal
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bound_doubles_up_to_five_minutes_or_what_a_person_would_wait() {
        for (seen, most) in [
            (false, BackOff::LONGEST_MS),
            (true, BackOff::LONGEST_SEEN_MS),
        ] {
            let mut back_off = BackOff::default();
            let bounds: Vec<u64> = (0..20)
                .map(|_| {
                    let mut twin = back_off;
                    let bound = (0..).find(|n| twin.clone().next_ms(n + 1, seen) != n + 1);
                    twin.next_ms(0, seen);
                    back_off = twin;
                    bound.unwrap_or_default()
                })
                .collect();
            assert_eq!(bounds[..3], [1_000, 2_000, 4_000]);
            assert!(bounds.iter().all(|bound| *bound <= most));
            assert_eq!(bounds.last(), Some(&most));
            back_off.reset();
            assert_eq!(back_off.next_ms(1_000, seen), 1_000);
        }
    }

    #[test]
    fn the_waits_of_many_fill_the_whole_stretch() {
        let waits = (0..1_000).map(|n: u64| BackOff::default().next_ms(n * 7_919, true));
        let mut tenths = [0; 10];
        waits.for_each(|ms| tenths[usize::try_from(ms * 10 / 1_001).unwrap()] += 1);
        assert!(
            tenths.iter().all(|count| (50..200).contains(count)),
            "{tenths:?}"
        );
    }

    #[test]
    fn who_is_turned_away_waits_as_long_as_it_was_asked_to_and_some_more() {
        let busy = Received {
            problem: Some(ProblemCode::Busy),
            ..Received::wait(1_000)
        };
        let mut back_off = BackOff::default();
        assert_eq!(back_off.after(&busy, 0, true), Some(1_000));
        assert_eq!(back_off.after(&busy, 1_500, true), Some(2_500));
        assert!(back_off.has_failed());
        let answered = Received::default();
        assert_eq!(back_off.after(&answered, 99, true), None);
        assert!(!back_off.has_failed());
        // A wait that is no failure is not spread: one device asks whether it was let in.
        assert_eq!(back_off.after(&Received::wait(7), 99, true), Some(7));
        let offline = Received {
            offline: true,
            ..Received::default()
        };
        assert_eq!(back_off.after(&offline, 700, true), Some(700));
    }
}
