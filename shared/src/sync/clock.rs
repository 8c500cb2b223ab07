//! The server's time, as far as it was told, and what becomes of a clock that runs ahead of it.
//!
//! A reader limits a clock by the time of receipt. That time is not the same for everybody once a server was restored:
//! what is sent again is received again, and the chain does not cover when. So the author sets its clock back itself,
//! when it seals: by the time the server has just told, far enough that no receipt limits it any more. What is sealed
//! is signed, and everybody reads the same. The limit of readers stays for those who do not keep to this.

use super::outbox::Outbox;
use crate::checkpoint::CLOCKS_FROM_MS;
use crate::merge::{Dot, Op, Slot};
use crate::protocol::limits::CLOCK_AHEAD_MS_MAX;
use std::collections::BTreeSet;

/// How far ahead of the time the server told a write may be sealed, milliseconds. Half of what readers allow: the
/// clock of a restored server may stand a little behind.
pub(super) const SEALED_AHEAD_MS_MAX: u64 = CLOCK_AHEAD_MS_MAX / 2;

/// Marks the counter of a clock that was set back; the bits below tell what it was.
const SET_BACK: u64 = 0x8000;
const COUNTER: u64 = 0xffff;

/// What the server last said of its time.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Told {
    /// Milliseconds since 1970; `None` if it has said nothing that can be.
    time_ms: Option<u64>,
    /// It is asked again, because something that waits seems to be ahead of it.
    asked: bool,
    /// It has just been said, because it was asked.
    fresh: bool,
}

impl Told {
    /// Takes note of what the server says.
    pub(super) fn hear(&mut self, time_ms: Option<u64>) {
        self.time_ms = time_ms.filter(|ms| *ms >= CLOCKS_FROM_MS);
        self.fresh |= core::mem::take(&mut self.asked);
    }

    /// Takes note that something was sealed, or that the server is gone: from now on time passes.
    pub(super) const fn passes(&mut self) {
        (self.asked, self.fresh) = (false, false);
    }

    /// Whether something that waits seems to be ahead of the server, so that the server is asked how late it is:
    /// hours may have passed since it last said so.
    pub(super) fn asks(&mut self, outbox: &Outbox) -> bool {
        let ahead = self.latest_ms().is_some_and(|latest_ms| {
            let mut ops = outbox.pending.iter().flat_map(|save| &save.ops);
            ops.any(|op| op.hlc >> 16 > latest_ms)
        });
        self.asked = ahead && !self.fresh;
        self.asked
    }

    /// The greatest time to seal a write with, milliseconds since 1970.
    pub(super) fn latest_ms(self) -> Option<u64> {
        Some(self.time_ms?.saturating_add(SEALED_AHEAD_MS_MAX))
    }
}

/// Returns the clock of the write after the one with clock `last`.
pub(super) fn next(last: u64, now_ms: u64) -> u64 {
    // Not from a clock that was set back: the mark is no part of a time.
    let after = if last & SET_BACK == 0 {
        last.saturating_add(1)
    } else {
        last.saturating_add(COUNTER + 1) & !COUNTER
    };
    after.max(now_ms << 16)
}

/// Sets clocks back that are later than `latest_ms`; they keep their order. Returns what was changed.
pub(super) fn set_back(ops: &mut [Op], latest_ms: u64) -> Vec<(Slot, Dot, u64)> {
    let ahead = |op: &Op| op.hlc >> 16 > latest_ms;
    let clocks: BTreeSet<u64> = ops.iter().filter(|op| ahead(op)).map(|op| op.hlc).collect();
    let clocks: Vec<u64> = clocks.into_iter().collect();
    let mut changed = Vec::new();
    for op in ops.iter_mut().filter(|op| ahead(op)) {
        let place = clocks.binary_search(&op.hlc).unwrap_or_default() as u64;
        op.hlc = (latest_ms.saturating_add(place) << 16) | SET_BACK | trace(op.hlc);
        changed.push((op.slot, op.dot, op.hlc));
    }
    changed
}

/// Whether two clocks may be those of one write, each of them set back or not.
pub(super) fn may_be_one(a: u64, b: u64) -> bool {
    let set_back = |clock: u64| clock & SET_BACK != 0;
    a == b || ((set_back(a) || set_back(b)) && trace(a) == trace(b))
}

/// Whether one write is there twice, sealed by two copies of its author.
pub(super) fn same_write(a: &Op, b: &Op) -> bool {
    may_be_one(a.hlc, b.hlc)
        && *a
            == Op {
                hlc: a.hlc,
                ..b.clone()
            }
}

/// What is left of a clock that was set back: two copies of a device tell their writes apart by it.
const fn trace(clock: u64) -> u64 {
    if clock & SET_BACK != 0 {
        return clock & (SET_BACK - 1);
    }
    // Multiplied so that clocks which are close to each other leave different traces.
    clock.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 49
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{DeviceId, RecordId};
    use crate::merge::Sub;
    use crate::value::Value;

    fn op(op_no: u64, hlc: u64) -> Op {
        let (record, device) = (RecordId([1; 16]), DeviceId([2; 16]));
        Op {
            kind: 1,
            slot: Slot {
                record,
                field: 1,
                sub: Sub::None,
            },
            dot: Dot { device, op_no },
            hlc,
            prev: Vec::new(),
            min_reader: 0,
            value: Value::Int(1),
            before: None,
        }
    }

    #[test]
    fn clocks_at_the_limit_stay_and_those_beyond_keep_their_order() {
        let ms = |op: &Op| op.hlc >> 16;
        let mut ops = vec![
            op(1, 1_000 << 16 | 7),
            op(2, 1_001 << 16),
            op(3, 1_001 << 16),
        ];
        ops.push(op(4, 9_000 << 16));
        let changed = set_back(&mut ops, 1_000);
        assert_eq!(ops[0].hlc, 1_000 << 16 | 7);
        assert_eq!(
            ops.iter().map(ms).collect::<Vec<_>>(),
            [1_000, 1_000, 1_000, 1_001]
        );
        assert_eq!(ops[1].hlc, ops[2].hlc, "one save stays one save");
        assert_eq!(changed.len(), 3);
        assert!(set_back(&mut ops, 1_001).is_empty());
    }

    #[test]
    fn a_write_that_two_copies_set_back_is_one_and_two_taps_are_two() {
        let tap = op(1, 90_000_000 << 16);
        let sealed = |ahead: &Op, latest_ms| {
            let mut ops = [ahead.clone()];
            drop(set_back(&mut ops, latest_ms));
            ops.into_iter().next().unwrap()
        };
        let (here, there) = (sealed(&tap, 1_000), sealed(&tap, 5_000));
        assert!(same_write(&tap, &here) && same_write(&here, &tap) && same_write(&here, &there));
        for later_ms in 1..500 {
            let other = op(1, (90_000_000 + later_ms) << 16);
            assert!(!same_write(&tap, &other) && !same_write(&here, &other));
            assert!(!same_write(&here, &sealed(&other, 5_000)), "{later_ms}");
        }
        assert!(!same_write(&here, &op(2, here.hlc)));
    }

    #[test]
    fn the_next_clock_is_later_and_not_marked() {
        let (set_back, limited) = (5 << 16 | SET_BACK | 3, 5 << 16 | COUNTER);
        assert_eq!(next(set_back, 1), 6 << 16);
        assert_eq!(next(limited, 1), 6 << 16);
        assert_eq!(next(5 << 16, 1), 5 << 16 | 1);
        assert_eq!(next(5 << 16, 9), 9 << 16);
    }

    #[test]
    fn a_time_before_the_first_version_of_the_app_is_none() {
        let mut told = Told::default();
        assert_eq!(told.latest_ms(), None);
        told.hear(Some(CLOCKS_FROM_MS - 1));
        assert_eq!(told.latest_ms(), None);
        told.hear(Some(CLOCKS_FROM_MS));
        assert_eq!(told.latest_ms(), Some(CLOCKS_FROM_MS + SEALED_AHEAD_MS_MAX));
    }
}
