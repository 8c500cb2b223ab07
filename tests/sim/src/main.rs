//! `cargo ci sim --seeds N --seed S`: N random histories beginning with seed S.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command talks to a terminal"
)]

use clap::Parser;
use sim::act::{self, Act};
use sim::base::Base;
use sim::law::Broken;
use sim::run::{play, shorten, tell};
use sim::seeds::{self, Kept};
use std::num::NonZero;
use std::ops::Range;
use std::process::ExitCode;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

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
    let seeds = arguments.seed..arguments.seed.saturating_add(arguments.seeds);
    let failed = play_all(&base, seeds, arguments.show);
    println!("{} histories, {failed} broke a law", arguments.seeds);
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Plays histories, each in one thread, on as many cores as there are, until `show` of them broke a law; returns how many
/// did.
fn play_all(base: &Base, seeds: Range<u64>, show: usize) -> usize {
    let (seeds, failed) = (Mutex::new(seeds), Mutex::new(0));
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let play_next = || -> Option<()> {
        let seed = locked(&seeds).next()?;
        let acts = act::draw(seed);
        if let Err(broken) = play(base, seed, &acts, None) {
            // One at a time: they write to one file.
            let mut failed = locked(&failed);
            if *failed >= show {
                return None;
            }
            *failed += 1;
            show_and_keep(base, seed, &acts, broken);
        }
        (*locked(&failed) < show).then_some(())
    };
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| while play_next().is_some() {});
        }
    });
    *locked(&failed)
}

/// The value, also when another thread panicked with it: a number and a range are whole at any time.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Shortens a history that broke a law, shows it and keeps it.
fn show_and_keep(base: &Base, seed: u64, acts: &[Act], broken: Broken) {
    let acts = shorten(base, seed, acts, broken.law);
    let now = play(base, seed, &acts, None);
    let what = now.err().unwrap_or(broken).to_string();
    eprintln!("{what}\n  {seed}: {}", act::write(&acts));
    if let Err(error) = seeds::keep(&Kept { seed, acts }, &what) {
        eprintln!("the history could not be kept: {error}");
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
