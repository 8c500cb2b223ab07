//! The parts that are cargo commands.

use std::process::Command;

use anyhow::{Context as _, ensure};

use super::Options;
use crate::runner::{install, program};

/// Random histories of every run: three minutes of one core, shared by all.
const SIM_SEEDS: u64 = 20_000;
/// Random histories of the long run.
const SIM_LONG_SEEDS: u64 = 500_000;
/// Damaged inputs for each decoder in the long run.
const FUZZ_LONG_RUNS: u64 = 1_000_000;

fn cargo(arguments: &[&str]) -> Command {
    let mut command = program::command("cargo");
    command.args(arguments);
    command
}

pub(super) fn fmt(_: &Options) -> anyhow::Result<()> {
    program::run(&mut cargo(&["fmt", "--all", "--check"]))
}

/// The app and all it needs are compiled for the browser alone, where they run; everything else natively.
const NATIVE: [&str; 3] = ["--workspace", "--exclude", "app"];
const FOR_BROWSER: [&str; 4] = ["-p", "app", "--target", "wasm32-unknown-unknown"];

pub(super) fn clippy(_: &Options) -> anyhow::Result<()> {
    install::wasm_target()?;
    for packages in [&NATIVE[..], &FOR_BROWSER] {
        let mut command = cargo(&["clippy", "--quiet", "--all-targets"]);
        program::run(command.args(packages).args(["--", "--deny", "warnings"]))?;
    }
    Ok(())
}

/// Checks the server by itself: in a build of the whole workspace another package would turn the feature on for it.
pub(super) fn server_alone(_: &Options) -> anyhow::Result<()> {
    let alone = ["clippy", "--quiet", "-p", "server", "--lib", "--bins"];
    program::run(cargo(&alone).args(["--", "--deny", "warnings"]))?;
    let tree = program::output(&mut cargo(&[
        "tree",
        "-p",
        "server",
        "--edges",
        "normal,features",
    ]))
    .context("cargo tree failed")?;
    ensure!(
        !tree.contains("shared feature \"client\""),
        "the server asks for the feature `client` of shared"
    );
    Ok(())
}

/// Property tests draw their values from the seed: the same code passes or fails today and tomorrow. `--seed` draws others.
pub(super) fn unit(options: &Options) -> anyhow::Result<()> {
    let mut shared = cargo(&["test", "--quiet", "-p", "shared", "--features", "testing"]);
    program::run(shared.env("PROPTEST_RNG_SEED", options.seed.to_string()))?;
    // No --bins: the binaries are command lines around the libraries.
    program::run(&mut with_server(&["--lib"]))
}

/// Tests of `server` and `tests`. Both are always named, whichever has them: cargo then builds all that they need once.
fn with_server(tests: &[&str]) -> Command {
    let mut command = cargo(&["test", "--quiet", "-p", "server", "-p", "tests"]);
    command.args(tests);
    command
}

pub(super) fn words(_: &Options) -> anyhow::Result<()> {
    program::run(&mut cargo(&[
        "test",
        "--quiet",
        "-p",
        "shared",
        "--features",
        "testing",
        "--lib",
        "text",
    ]))
}

pub(super) fn docs(_: &Options) -> anyhow::Result<()> {
    install::wasm_target()?;
    for packages in [&NATIVE[..], &FOR_BROWSER] {
        let mut command = cargo(&["doc", "--quiet", "--no-deps", "--document-private-items"]);
        program::run(
            command
                .args(packages)
                .env("RUSTDOCFLAGS", "--deny warnings"),
        )?;
    }
    Ok(())
}

pub(super) fn api(_: &Options) -> anyhow::Result<()> {
    program::run(&mut with_server(&["--test", "api"]))
}

pub(super) fn scenarios(_: &Options) -> anyhow::Result<()> {
    program::run(&mut with_server(&["--test", "scenarios"]))
}

pub(super) fn blackbox(_: &Options) -> anyhow::Result<()> {
    program::run(&mut with_server(&["--test", "blackbox"]))
}

/// Histories of faults: the kept ones, every point of some, a bug for each law, and then as many random ones as asked for.
pub(super) fn sim(options: &Options) -> anyhow::Result<()> {
    sim_test("laws")?;
    histories(options.seeds.unwrap_or(SIM_SEEDS), options.seed)
}

/// Random histories for an hour and more, beginning where the short run ends unless told otherwise.
pub(super) fn sim_long(options: &Options) -> anyhow::Result<()> {
    let first = options.seed.max(SIM_SEEDS);
    histories(options.seeds.unwrap_or(SIM_LONG_SEEDS), first)
}

/// Damaged bytes for every decoder, those that were once read wrongly first.
pub(super) fn fuzz(_: &Options) -> anyhow::Result<()> {
    sim_test("decoders")
}

/// The same for an hour and more.
pub(super) fn fuzz_long(options: &Options) -> anyhow::Result<()> {
    let mut command = cargo(&["run", "--quiet", "--profile", "sim", "-p", "sim"]);
    let runs = options.seeds.unwrap_or(FUZZ_LONG_RUNS).to_string();
    command.args(["--bin", "fuzz", "--", "--runs", &runs]);
    program::run(command.args(["--seed", &options.seed.to_string()]))?;
    // The router on real storage; its short run is one of the tests of the endpoints.
    let damaged = &mut with_server(&["--test", "api", "damaged"]);
    program::run(damaged.env("DAMAGED_REQUESTS", runs))
}

/// The package stands apart, so that quick code of it is built and little else.
fn sim_test(name: &str) -> anyhow::Result<()> {
    let scope = ["--profile", "sim", "-p", "sim", "--lib", "--test", name];
    program::run(cargo(&["test", "--quiet"]).args(scope))
}

fn histories(seeds: u64, seed: u64) -> anyhow::Result<()> {
    let mut command = cargo(&["run", "--quiet", "--profile", "sim", "-p", "sim"]);
    command.args([
        "--bin",
        "sim",
        "--",
        "--seeds",
        &seeds.to_string(),
        "--seed",
        &seed.to_string(),
    ]);
    program::run(&mut command)
}

pub(super) fn bench(options: &Options) -> anyhow::Result<()> {
    let mut command = cargo(&[
        "run",
        "--quiet",
        "--release",
        "-p",
        "tests",
        "--bin",
        "bench",
        "--",
    ]);
    program::run(command.args(options.n.iter().map(u32::to_string)))?;
    super::browser::costs()?;
    // Sizes that were asked for are those of the exchange alone.
    if options.n.is_empty() {
        super::browser::phone(options)?;
    }
    Ok(())
}
