//! When a checkpoint is worth its while. Pure: figures in, a decision out.

/// Below this many bytes of envelopes since the last checkpoint nobody makes one.
pub const TAIL_BYTES_MIN: u64 = 64 * 1024;
/// Share of the last checkpoint's size, in percent, that the envelopes since then have to reach.
pub const TAIL_PERCENT: u64 = 50;
/// So many envelopes are enough whatever their size: each costs every newcomer a signature check.
pub const TAIL_ROWS_MAX: u64 = 1024;
/// Below this many envelopes a new key alone is no reason.
pub const TAIL_ROWS_MIN: u64 = 1;

/// Where a space stands, as its device sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// The device may write, and nothing keeps it from sending.
    pub may_write: bool,
    /// Everything the server has was read, and all of it was understood.
    pub whole: bool,
    /// Envelopes since the last checkpoint, whether it is confirmed or waits for that.
    pub tail_rows: u64,
    /// Their bytes.
    pub tail_bytes: u64,
    /// Bytes of the last checkpoint; 0 if there is none.
    pub checkpoint_bytes: u64,
    /// The key has changed since the last checkpoint: somebody removed still has the one it is sealed with.
    pub new_key: bool,
}

/// Why it is time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Newcomers would load more than they need, and the server keeps it.
    Size,
    /// Newcomers would check more signatures than they need.
    Rows,
    /// The segments are sealed with a key that somebody removed has.
    Key,
}

/// Says whether and why a checkpoint is due.
#[must_use]
pub const fn plan(now: &Standing) -> Option<Due> {
    if !now.may_write || !now.whole {
        return None;
    }
    if now.new_key && now.checkpoint_bytes > 0 && now.tail_rows >= TAIL_ROWS_MIN {
        return Some(Due::Key);
    }
    if now.tail_rows >= TAIL_ROWS_MAX {
        return Some(Due::Rows);
    }
    let share = now.checkpoint_bytes / 100 * TAIL_PERCENT;
    if now.tail_bytes >= TAIL_BYTES_MIN && now.tail_bytes >= share {
        return Some(Due::Size);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checkpoint_is_made_when_it_saves_more_than_it_costs() {
        let idle = Standing {
            may_write: true,
            whole: true,
            ..Standing::default()
        };
        let table = [
            (idle, None),
            (
                Standing {
                    tail_bytes: TAIL_BYTES_MIN - 1,
                    tail_rows: TAIL_ROWS_MAX - 1,
                    ..idle
                },
                None,
            ),
            (
                Standing {
                    tail_bytes: TAIL_BYTES_MIN,
                    ..idle
                },
                Some(Due::Size),
            ),
            (
                Standing {
                    tail_rows: TAIL_ROWS_MAX,
                    ..idle
                },
                Some(Due::Rows),
            ),
            (
                Standing {
                    tail_bytes: 499_999,
                    checkpoint_bytes: 1_000_000,
                    ..idle
                },
                None,
            ),
            (
                Standing {
                    tail_bytes: 500_000,
                    checkpoint_bytes: 1_000_000,
                    ..idle
                },
                Some(Due::Size),
            ),
            (
                Standing {
                    new_key: true,
                    tail_rows: TAIL_ROWS_MIN,
                    checkpoint_bytes: 1,
                    ..idle
                },
                Some(Due::Key),
            ),
            (
                Standing {
                    new_key: true,
                    checkpoint_bytes: 1,
                    ..idle
                },
                None,
            ),
            (
                Standing {
                    tail_rows: TAIL_ROWS_MAX,
                    may_write: false,
                    ..idle
                },
                None,
            ),
            (
                Standing {
                    tail_rows: TAIL_ROWS_MAX,
                    whole: false,
                    ..idle
                },
                None,
            ),
        ];
        for (standing, due) in table {
            assert_eq!(plan(&standing), due, "{standing:?}");
        }
    }
}
