//! The parts of `cargo ci`. A part is a name, one sentence and a function; the table below is the list CI runs, in
//! this order: what fails fastest comes first, what shares a build stands together.

mod browser;
mod licences;
mod rust;
mod second;
mod size;

use std::time::Instant;

use super::say;

/// What the command line adds to the parts' names.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Numbers of records the benchmark runs with, instead of 1,000, 5,000 and 20,000.
    pub n: Vec<u32>,
    /// Number of random histories, instead of the part's own.
    pub seeds: Option<u64>,
    /// Seed of the first random history.
    pub seed: u64,
}

/// One part of the check.
pub struct Part {
    /// The name on the command line.
    pub name: &'static str,
    /// What it shows, for `--list`.
    pub about: &'static str,
    /// Whether it runs when no part is named.
    by_default: bool,
    run: fn(&Options) -> anyhow::Result<()>,
}

const fn part(
    name: &'static str,
    about: &'static str,
    run: fn(&Options) -> anyhow::Result<()>,
) -> Part {
    Part {
        name,
        about,
        by_default: true,
        run,
    }
}

/// All parts, in the order they run.
pub const PARTS: &[Part] = &[
    part("fmt", "the code is formatted", rust::fmt),
    part(
        "server-alone",
        "the server builds without the means to open what it stores",
        rust::server_alone,
    ),
    part(
        "deny",
        "licences, sources, versions and known weaknesses of all dependencies",
        licences::check,
    ),
    part(
        "clippy",
        "no lint warns, natively and for the browser",
        rust::clippy,
    ),
    part(
        "docs",
        "the documentation builds without a warning",
        rust::docs,
    ),
    part(
        "unit",
        "unit and property tests of everything but the app, whose are in wasm",
        rust::unit,
    ),
    part(
        "second",
        "a second implementation opens what is sealed, and the other way round",
        second::check,
    ),
    part(
        "words",
        "every word of the interface stands in every language",
        rust::words,
    ),
    part(
        "api",
        "every endpoint over real HTTP on a real SQLite file",
        rust::api,
    ),
    part(
        "scenarios",
        "stories of people with headless devices and a real server",
        rust::scenarios,
    ),
    part(
        "blackbox",
        "the server's binary killed, stopped, starved, flooded, set back: what was acknowledged is there",
        rust::blackbox,
    ),
    part(
        "sim",
        "20,000 random histories of faults against the laws of sync; --seeds and --seed choose others",
        rust::sim,
    ),
    part(
        "fuzz",
        "damaged bytes for every decoder: no panic, bounded memory, one form",
        rust::fuzz,
    ),
    part(
        "wasm",
        "the app's own tests, the store on real IndexedDB and every known answer of the ciphers, in Chromium",
        browser::wasm,
    ),
    part(
        "size",
        "what the first visit downloads, against its goal of 400 kB",
        size::check,
    ),
    part(
        "browser",
        "stories in Chromium with a server that is really stopped",
        browser::stories,
    ),
    part(
        "axe",
        "no accessibility violation on any screen",
        browser::axe,
    ),
    Part {
        name: "sim-long",
        about: "half a million random histories; only when named",
        by_default: false,
        run: rust::sim_long,
    },
    Part {
        name: "fuzz-long",
        about: "a million damaged inputs for every decoder; only when named",
        by_default: false,
        run: rust::fuzz_long,
    },
    Part {
        name: "bench",
        about: "push, first pull, delta, storm, disk, and the slow phone, as JSON lines; only when named",
        by_default: false,
        run: rust::bench,
    },
    Part {
        name: "phone",
        about: "a slow phone with many records: first sync, unlock, save, search, memory; only when named",
        by_default: false,
        run: browser::phone,
    },
];

/// Runs the named parts, or all when none is named, prints a summary and returns how many failed.
pub fn run(names: &[String], options: &Options) -> usize {
    let chosen: Vec<&Part> = PARTS
        .iter()
        .filter(|part| {
            if names.is_empty() {
                part.by_default
            } else {
                names.iter().any(|name| name == part.name)
            }
        })
        .collect();
    let mut lines = Vec::new();
    let mut problems = Vec::new();
    for part in &chosen {
        say::step(&format!("{}: {}", part.name, part.about));
        let started = Instant::now();
        let outcome = (part.run)(options);
        let seconds = started.elapsed().as_secs();
        let word = if outcome.is_ok() { "ok" } else { "FAILED" };
        if let Err(why) = outcome {
            let problem = format!("{}: {why:#}", part.name);
            say::problem(&problem);
            problems.push(problem);
        }
        say::result(&format!("{:<14}{seconds:>5} s  {word}", part.name));
        lines.push(format!("{:<14}{seconds:>5} s  {word}", part.name));
    }
    if chosen.len() > 1 {
        say::result("");
        lines.iter().for_each(|line| say::result(line));
        // Once more: the log is long, and its end is what is read.
        problems.iter().for_each(|problem| say::problem(problem));
    }
    let failed = problems.len();
    say::result(&format!(
        "{} passed, {failed} failed",
        chosen.len() - failed
    ));
    failed
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_part_has_its_own_name() {
        let names: BTreeSet<&str> = PARTS.iter().map(|part| part.name).collect();
        assert_eq!(names.len(), PARTS.len());
    }
}
