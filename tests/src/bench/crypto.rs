//! What keys and ciphers cost on this machine, natively. The same work in Chromium is measured by `shared/tests/costs.rs`.

use anyhow::Result;
use serde_json::json;
use shared::crypto::costs;
use std::io::Write as _;
use std::time::Instant;

/// Prints a line for each piece of work: `{"name", "where", "runs", "ms"}`, the time of one run.
///
/// # Errors
///
/// When nothing can be printed.
pub fn run() -> Result<()> {
    for mut cost in costs::all() {
        // Once without counting: the first run finds cold caches.
        (cost.work)();
        let started = Instant::now();
        for _ in 0..cost.runs {
            (cost.work)();
        }
        let ms = started.elapsed().as_secs_f64() * 1_000.0 / f64::from(cost.runs);
        let line = json!({ "name": cost.name, "where": "native", "runs": cost.runs, "ms": ms });
        writeln!(std::io::stdout(), "{line}")?;
    }
    Ok(())
}
