//! Benchmarks of sync with headless devices against the real server, as JSON lines.
//!
//! Every line is one run: `{"name", "n", "text", "seconds", "bytes_up", "bytes_down", "server_cpu_seconds",
//! "server_memory_kib", ..}`. Bytes are counted on the socket, headers and framing included. Devices seal, sign
//! and verify everything; the server writes with `synchronous=FULL`. The last lines compare with the goals.
//! Machines are noisy: compare lines of one run.

pub mod crypto;
mod disk;
mod exchange;
mod herd;
mod limit;
mod report;
mod storm;
mod town;

use crate::workload::Text;
use anyhow::Result;
use report::{Goal, Report};
use std::path::Path;

/// Sizes at which the cost of a record is compared: it is not to grow with what is there already.
const FLAT: (usize, usize) = (1_000, 100_000);
/// The smaller size is over in a moment: it is measured so often, and the middle one counts.
const FLAT_ROUNDS: usize = 5;

/// What is to be reached: name, records, figure, most.
const GOALS: &[Goal] = &[
    Goal::most("push", 5_000, "seconds", 0.35),
    Goal::most("first_pull", 5_000, "seconds", 0.2),
    Goal::most("first_pull", 5_000, "bytes_per_record", 120.0),
    Goal::most("delta", 5_000, "seconds_beyond_poke", 0.015),
    Goal::most("delta", 5_000, "bytes", 12_000.0),
    Goal::most("storm", 1_000, "server_has_all_seconds", 0.5),
    Goal::most("storm", 1_000, "seconds", 1.0),
    Goal::most("herd", 500, "seconds", 10.0),
    Goal::most("herd", 500, "push_p99_seconds", 1.0),
    Goal::most("herd", 500, "server_memory_kib", 200.0 * 1024.0),
    Goal::most("disk", 5_000, "bytes_per_record_after_push", 150.0),
    Goal::most("disk", 5_000, "bytes_per_record_after_rounds", 200.0),
    Goal::most("flat", FLAT.1, "push_growth", 1.5),
    Goal::most("flat", FLAT.1, "first_pull_growth", 1.5),
];

/// Runs the benchmarks for these numbers of records, the herd and the comparison of sizes as asked for, and prints a
/// line for each, then the goals that were measured.
///
/// # Errors
///
/// When the server or a device fails.
pub async fn run(binary: &Path, sizes: &[usize], herd: bool, flat: bool) -> Result<()> {
    let mut report = Report::default();
    for n in sizes {
        for text in [Text::Words, Text::Sentences] {
            exchange::run(binary, *n, text, &mut report).await?;
            disk::run(binary, *n, text, &mut report).await?;
        }
    }
    if herd {
        herd::run(binary, &mut report).await?;
    }
    if flat {
        for _ in 0..FLAT_ROUNDS {
            exchange::flat(binary, FLAT.0, &mut report).await?;
        }
        exchange::flat(binary, FLAT.1, &mut report).await?;
        report.growth("flat", FLAT, &["push", "first_pull"])?;
    }
    report.goals(GOALS)
}
