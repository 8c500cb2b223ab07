//! The parts that need a browser: wasm tests through chromedriver, stories through Playwright.

use super::Options;
use crate::runner::app_build::{Profile, build_app};
use crate::runner::{browser_stories, dist, install, program, target};

/// Runs the app's unit tests, the store's contract on real IndexedDB, the known answers of the ciphers, and the renderer and
/// the generic pages on a real page.
pub(super) fn wasm(_: &Options) -> anyhow::Result<()> {
    let tests = ["--lib", "--test", "browser", "--test", "renderer"];
    in_chromium(&[&["-p", "app"], &tests[..]].concat(), &[])
}

/// Prints what keys and ciphers cost in Chromium, with the code built as phones get it, as JSON lines.
pub(super) fn costs() -> anyhow::Result<()> {
    let build = [
        "-p",
        "shared",
        "--features",
        "testing",
        "--test",
        "costs",
        "--profile",
        "wasm",
    ];
    in_chromium(&build, &["--nocapture"])
}

/// Runs a test in headless Chromium; `webdriver.json` beside the manifest carries its flags.
fn in_chromium(test: &[&str], flags: &[&str]) -> anyhow::Result<()> {
    install::for_app()?;
    install::chromium()?;
    let driver = install::chromedriver()?;
    program::run(
        program::command("cargo")
            // Not --quiet: cargo hands it on to the runner, which does not know it.
            .args(["test", "--target", "wasm32-unknown-unknown"])
            .args(test)
            .arg("--")
            .args(flags)
            .env(
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
                "wasm-bindgen-test-runner",
            )
            .env("CHROMEDRIVER", driver)
            // Seconds. Just installed, on a busy machine, it needs more than the five it is given otherwise.
            .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60")
            .env("WASM_BINDGEN_TEST_TIMEOUT", "300"),
    )
}

pub(super) fn stories(_: &Options) -> anyhow::Result<()> {
    playwright(&["--grep-invert", "@axe"])
}

pub(super) fn axe(_: &Options) -> anyhow::Result<()> {
    playwright(&["--grep", "@axe"])
}

/// Measures the app in Chromium slowed down four times, as JSON lines.
pub(super) fn phone(_: &Options) -> anyhow::Result<()> {
    playwright(&["--config", "figures.config.ts"])
}

/// Runs the chosen stories against the finished app and the same binary `cargo start` runs.
fn playwright(arguments: &[&str]) -> anyhow::Result<()> {
    install::npm_packages()?;
    let chromium = install::chromium()?;
    build_app(Profile::Release)?;
    program::run(program::command("cargo").args([
        "build", "--quiet", "-p", "tests", "--bin", "start", "--bin", "probe",
    ]))?;
    program::run(
        program::command(browser_stories().join("node_modules/.bin/playwright"))
            .arg("test")
            .args(arguments)
            .current_dir(browser_stories())
            .env("CHROMIUM", chromium)
            .env("START", target().join("debug/start"))
            .env("PROBE", target().join("debug/probe"))
            .env("SCHULTERSCHLUSS_DIST", dist()),
    )
}
