//! `cargo ci bench`: prints what keys and sync cost, as JSON lines.
//!
//! Arguments are numbers of records, `herd` (five hundred devices return) and `flat` (whether a record costs the same
//! among a hundred thousand) and `keys` (keys and ciphers only); without one, everything is measured.

use anyhow::Result;

/// Numbers of records when none are named.
const SIZES: [usize; 3] = [1_000, 5_000, 20_000];

fn main() -> Result<()> {
    let (mut sizes, mut herd, mut flat, mut keys) = (Vec::new(), false, false, false);
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "herd" => herd = true,
            "flat" => flat = true,
            "keys" => keys = true,
            number => sizes.push(number.parse()?),
        }
    }
    tests::bench::crypto::run()?;
    if sizes.is_empty() && !herd && !flat {
        if keys {
            return Ok(());
        }
        sizes.extend(SIZES);
        (herd, flat) = (true, true);
    }
    let binary = tests::server_process::build(true)?;
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(tests::bench::run(&binary, &sizes, herd, flat))
}
