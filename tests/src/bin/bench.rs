//! `cargo ci bench`: prints what keys and sync cost, as JSON lines.
//!
//! Arguments are numbers of records, `herd` (five hundred devices return) and `flat` (whether a record costs the same
//! among a hundred thousand); without one, everything is measured.

use anyhow::Result;

/// Numbers of records when none are named.
const SIZES: [usize; 3] = [1_000, 5_000, 20_000];

fn main() -> Result<()> {
    let (mut sizes, mut herd, mut flat) = (Vec::new(), false, false);
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "herd" => herd = true,
            "flat" => flat = true,
            number => sizes.push(number.parse()?),
        }
    }
    if sizes.is_empty() && !herd && !flat {
        sizes.extend(SIZES);
        (herd, flat) = (true, true);
    }
    tests::bench::crypto::run()?;
    let binary = tests::server_process::build(true)?;
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(tests::bench::run(&binary, &sizes, herd, flat))
}
