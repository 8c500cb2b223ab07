//! The parts that are cargo commands.

use std::process::Command;

use anyhow::{Context as _, ensure};

use super::Options;
use crate::runner::{install, program};

fn cargo(arguments: &[&str]) -> Command {
    let mut command = program::command("cargo");
    command.args(arguments);
    command
}

pub(super) fn fmt(_: &Options) -> anyhow::Result<()> {
    program::run(&mut cargo(&["fmt", "--all", "--check"]))
}

pub(super) fn clippy(_: &Options) -> anyhow::Result<()> {
    install::wasm_target()?;
    let deny = ["--", "--deny", "warnings"];
    program::run(cargo(&["clippy", "--quiet", "--workspace", "--all-targets"]).args(deny))?;
    program::run(
        cargo(&[
            "clippy",
            "--quiet",
            "-p",
            "app",
            "--target",
            "wasm32-unknown-unknown",
        ])
        .args(deny),
    )
}

/// Checks the server by itself: in a build of the whole workspace another package would turn the feature on for it.
pub(super) fn server_alone(_: &Options) -> anyhow::Result<()> {
    program::run(&mut cargo(&[
        "check", "--quiet", "-p", "server", "--lib", "--bins",
    ]))?;
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

pub(super) fn unit(_: &Options) -> anyhow::Result<()> {
    program::run(&mut cargo(&[
        "test",
        "--quiet",
        "-p",
        "shared",
        "--features",
        "testing",
    ]))?;
    program::run(&mut cargo(&[
        "test", "--quiet", "--lib", "--bins", "-p", "app", "-p", "server", "-p", "tests",
    ]))
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
    let mut command = cargo(&[
        "doc",
        "--quiet",
        "--workspace",
        "--no-deps",
        "--document-private-items",
    ]);
    program::run(command.env("RUSTDOCFLAGS", "--deny warnings"))
}

pub(super) fn api(_: &Options) -> anyhow::Result<()> {
    program::run(&mut cargo(&[
        "test", "--quiet", "-p", "server", "--test", "*",
    ]))
}

pub(super) fn scenarios(_: &Options) -> anyhow::Result<()> {
    program::run(&mut cargo(&[
        "test",
        "--quiet",
        "-p",
        "tests",
        "--test",
        "scenarios",
    ]))
}

pub(super) fn blackbox(_: &Options) -> anyhow::Result<()> {
    program::run(&mut cargo(&[
        "test", "--quiet", "-p", "tests", "--test", "blackbox",
    ]))
}

/// The machine against a server in memory through faults; it stands beside the machine in `shared`.
pub(super) fn sim(_: &Options) -> anyhow::Result<()> {
    let scope = ["--features", "testing", "--lib", "sync::"];
    program::run(cargo(&["test", "--quiet", "-p", "shared"]).args(scope))
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
    super::browser::costs()
}
