//! `cargo ci`: everything that must hold, in named parts. `cargo ci fmt unit` runs two of them, `cargo ci --list` names
//! them all. The exit code is failure when one part failed.

use std::process::ExitCode;

use clap::Parser;
use tests::runner::{ci, say};

/// Runs what continuous integration runs, in named parts.
#[derive(Parser)]
#[command(bin_name = "cargo ci")]
struct Arguments {
    /// Parts to run; all that run by default when none is named.
    parts: Vec<String>,
    /// Names the parts and ends.
    #[arg(long)]
    list: bool,
    /// Number of records for the benchmark; may be given several times.
    #[arg(long)]
    n: Vec<u32>,
    /// Number of random histories or damaged inputs for `sim`, `sim-long` and `fuzz-long`.
    #[arg(long)]
    seeds: Option<u64>,
    /// Seed of the first of them, and of what `unit` draws for its property tests.
    #[arg(long, default_value_t = 0)]
    seed: u64,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if arguments.list {
        ci::PARTS
            .iter()
            .for_each(|part| say::result(&format!("{:<14}{}", part.name, part.about)));
        return ExitCode::SUCCESS;
    }
    if let Some(unknown) = arguments
        .parts
        .iter()
        .find(|name| ci::PARTS.iter().all(|part| part.name != name.as_str()))
    {
        say::problem(&format!(
            "there is no part called {unknown}; cargo ci --list names them"
        ));
        return ExitCode::FAILURE;
    }
    let options = ci::Options {
        n: arguments.n,
        seeds: arguments.seeds,
        seed: arguments.seed,
    };
    if ci::run(&arguments.parts, &options) == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
