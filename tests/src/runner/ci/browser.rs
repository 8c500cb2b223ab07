//! The parts that need a browser: wasm tests through chromedriver, stories through Playwright.

use super::Options;
use crate::runner::app_build::{Profile, build_app};
use crate::runner::{browser_stories, dist, install, program, target};

/// Runs the store's contract on real IndexedDB. `app/webdriver.json` carries Chromium's flags.
pub(super) fn wasm(_: &Options) -> anyhow::Result<()> {
    install::for_app()?;
    install::chromium()?;
    let driver = install::chromedriver()?;
    program::run(
        program::command("cargo")
            .args([
                // Not --quiet: cargo hands it on to the runner, which does not know it.
                "test",
                "-p",
                "app",
                "--target",
                "wasm32-unknown-unknown",
                "--test",
                "browser",
                "--test",
                "renderer",
            ])
            .env(
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
                "wasm-bindgen-test-runner",
            )
            .env("CHROMEDRIVER", driver)
            .env("WASM_BINDGEN_TEST_TIMEOUT", "120"),
    )
}

pub(super) fn stories(_: &Options) -> anyhow::Result<()> {
    playwright(&["--grep-invert", "@axe"])
}

pub(super) fn axe(_: &Options) -> anyhow::Result<()> {
    playwright(&["--grep", "@axe"])
}

/// Runs the chosen stories against the finished app and the same binary `cargo start` runs.
fn playwright(arguments: &[&str]) -> anyhow::Result<()> {
    install::npm_packages()?;
    let chromium = install::chromium()?;
    build_app(Profile::Release)?;
    program::run(
        program::command("cargo").args(["build", "--quiet", "-p", "tests", "--bin", "start"]),
    )?;
    program::run(
        program::command(browser_stories().join("node_modules/.bin/playwright"))
            .arg("test")
            .args(arguments)
            .current_dir(browser_stories())
            .env("CHROMIUM", chromium)
            .env("START", target().join("debug/start"))
            .env("SCHULTERSCHLUSS_DIST", dist()),
    )
}
