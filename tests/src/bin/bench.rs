//! `cargo ci bench`: prints what sync costs, as JSON lines. Arguments are numbers of records; without one, all
//! sizes are measured, then the herd and whether a record costs the same among a hundred thousand.

use anyhow::Result;

/// Numbers of records when none are named.
const SIZES: [usize; 3] = [1_000, 5_000, 20_000];

fn main() -> Result<()> {
    let mut sizes = Vec::new();
    for argument in std::env::args().skip(1) {
        sizes.push(argument.parse()?);
    }
    // The herd and a hundred thousand records take minutes: only without a choice of sizes.
    let whole = sizes.is_empty();
    if whole {
        sizes.extend(SIZES);
    }
    tests::bench::crypto::run()?;
    let binary = tests::server_process::build(true)?;
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        tests::bench::run(&binary, &sizes).await?;
        if whole {
            tests::bench::run_large(&binary).await?;
        }
        Ok(())
    })
}
