//! When a checkpoint is worth its while. Pure: figures in, a decision out.

/// From when on a checkpoint is worth its while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// Below this many bytes of envelopes since the last checkpoint nobody makes one for their size.
    pub tail_bytes_min: u64,
    /// Share of the last checkpoint's size, in percent, that the envelopes since then have to reach.
    pub tail_percent: u64,
    /// So many envelopes are enough whatever their size: each costs every newcomer a signature check.
    pub tail_rows_max: u64,
}

impl When {
    /// What devices keep to.
    pub const DEFAULT: Self = Self {
        tail_bytes_min: 64 * 1024,
        tail_percent: 50,
        tail_rows_max: 1024,
    };
}

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
pub const fn plan(now: &Standing, when: &When) -> Option<Due> {
    if !now.may_write || !now.whole {
        return None;
    }
    if now.new_key && now.checkpoint_bytes > 0 && now.tail_rows > 0 {
        return Some(Due::Key);
    }
    if now.tail_rows >= when.tail_rows_max {
        return Some(Due::Rows);
    }
    let share = now.checkpoint_bytes / 100 * when.tail_percent;
    if now.tail_bytes >= when.tail_bytes_min && now.tail_bytes >= share {
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
                    tail_bytes: When::DEFAULT.tail_bytes_min - 1,
                    tail_rows: When::DEFAULT.tail_rows_max - 1,
                    ..idle
                },
                None,
            ),
            (
                Standing {
                    tail_bytes: When::DEFAULT.tail_bytes_min,
                    ..idle
                },
                Some(Due::Size),
            ),
            (
                Standing {
                    tail_rows: When::DEFAULT.tail_rows_max,
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
                    tail_rows: 1,
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
                    tail_rows: When::DEFAULT.tail_rows_max,
                    may_write: false,
                    ..idle
                },
                None,
            ),
            (
                Standing {
                    tail_rows: When::DEFAULT.tail_rows_max,
                    whole: false,
                    ..idle
                },
                None,
            ),
        ];
        for (standing, due) in table {
            assert_eq!(plan(&standing, &When::DEFAULT), due, "{standing:?}");
        }
    }
}
