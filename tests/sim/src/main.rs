//! `cargo ci sim --seeds N --seed S`: N random histories beginning with seed S.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command talks to a terminal"
)]

use clap::Parser;
use sim::act;
use sim::base::Base;
use sim::run::{play, shorten, tell};
use sim::seeds::{self, Kept};
use std::process::ExitCode;

/// Plays random histories of faults.
#[derive(Parser)]
struct Arguments {
    /// Number of histories.
    #[arg(long, default_value_t = 20_000)]
    seeds: u64,
    /// Seed of the first one.
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Plays this one history, as it stands in `seeds.txt` behind the seed.
    #[arg(long)]
    history: Option<String>,
    /// How many broken laws are shown before it ends.
    #[arg(long, default_value_t = 3)]
    show: usize,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let Some(base) = Base::make() else {
        eprintln!("the town of the simulation cannot be made; the tests of `shared` say why");
        return ExitCode::FAILURE;
    };
    if let Some(history) = &arguments.history {
        return play_one(&base, arguments.seed, history);
    }
    let mut failed = 0;
    for seed in arguments.seed..arguments.seed.saturating_add(arguments.seeds) {
        let acts = act::draw(seed);
        let Err(broken) = play(&base, seed, &acts, None) else {
            continue;
        };
        failed += 1;
        let acts = shorten(&base, seed, &acts, broken.law);
        let now = play(&base, seed, &acts, None);
        let what = now.err().unwrap_or(broken).to_string();
        eprintln!("{what}\n  {seed}: {}", act::write(&acts));
        if let Err(error) = seeds::keep(&Kept { seed, acts }, &what) {
            eprintln!("the history could not be kept: {error}");
        }
        if failed >= arguments.show {
            break;
        }
    }
    println!("{} histories, {failed} broke a law", arguments.seeds);
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn play_one(base: &Base, seed: u64, history: &str) -> ExitCode {
    let Some(acts) = act::read(history) else {
        eprintln!("this is no history: {history}");
        return ExitCode::FAILURE;
    };
    let (told, outcome) = tell(base, seed, &acts);
    told.iter().for_each(|line| eprintln!("{line}"));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(broken) => {
            eprintln!("{broken}");
            ExitCode::FAILURE
        }
    }
}
