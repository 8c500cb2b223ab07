//! `cargo ci bench`: prints what keys and sync cost, as JSON lines. Arguments are numbers of records.

use anyhow::Result;

/// Numbers of records when none are named.
const SIZES: [usize; 3] = [1_000, 5_000, 20_000];

fn main() -> Result<()> {
    let mut sizes = Vec::new();
    for argument in std::env::args().skip(1) {
        sizes.push(argument.parse()?);
    }
    if sizes.is_empty() {
        sizes.extend(SIZES);
    }
    tests::bench::crypto::run()?;
    let binary = tests::server_process::build(true)?;
    let runtime = tokio::runtime::Runtime::new()?;
    for n in sizes {
        runtime.block_on(tests::bench::run(&binary, n))?;
    }
    Ok(())
}
