//! `cargo ci fuzz-long`: damaged bytes for every decoder, for as many runs as asked for.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command talks to a terminal"
)]

use clap::Parser;
use peak_alloc::PeakAlloc;
use sim::fuzz::{Meter, feed, targets};
use std::process::ExitCode;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

struct Memory;

impl Meter for Memory {
    fn begin(&self) -> usize {
        MEMORY.reset_peak_usage();
        MEMORY.current_usage()
    }

    fn most(&self) -> usize {
        MEMORY.peak_usage()
    }
}

/// Feeds every decoder with damaged bytes.
#[derive(Parser)]
struct Arguments {
    /// Damaged inputs for each decoder.
    #[arg(long, default_value_t = 2_000)]
    runs: u64,
    /// Seed of the first one.
    #[arg(long, default_value_t = 0)]
    seed: u64,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut failed = 0;
    for target in targets() {
        match feed(&target, arguments.runs, arguments.seed, &Memory) {
            Ok(()) => println!("{:<12} {} inputs", target.name, arguments.runs),
            Err(found) => {
                failed += 1;
                let hex: String = found.input.iter().map(|it| format!("{it:02x}")).collect();
                eprintln!("{}: {}\n{hex}", found.target, found.what);
            }
        }
    }
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
