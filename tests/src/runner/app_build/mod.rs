//! Builds the app into `dist`.
//!
//! Trunk compiles and bundles into a staging folder; then the bundle is finished in memory (smaller wasm, one style
//! sheet, the service worker's file list, compressed siblings) and written in one go.
//!
//! The steps after Trunk are not a Trunk hook, because a hook that starts cargo would wait for the lock of the cargo
//! that started Trunk.

mod bundle;
mod compress;
mod digest;
mod optimise;
mod scripts;
mod service_worker;
mod size;
mod smaller;
mod styles;

pub use bundle::Bundle;
pub use size::{FileSize, first_visit};

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::Context as _;

use super::{dist, install, program, root, say, stamp, target};

/// How the wasm is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Small and fast, what phones get: cargo profile `wasm`, then wasm-opt.
    Release,
    /// Built quickly, for work on the app.
    Dev,
}

impl Profile {
    const fn name(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Dev => "dev",
        }
    }
}

/// Builds the app into `dist` unless what lies there was made from the same sources with the same profile.
/// Returns whether it had to build.
///
/// # Errors
/// When a tool is missing and cannot be installed, or a step fails.
pub fn build_app(profile: Profile) -> anyhow::Result<bool> {
    let wanted = stamp::of(&sources(), profile.name())?;
    let kept = stamp_file();
    if dist().join("index.html").is_file() && stamp::is_current(&kept, &wanted) {
        return Ok(false);
    }
    install::for_app()?;
    let started = Instant::now();
    say::step(match profile {
        Profile::Release => "building the app for phones, three to eight minutes the first time",
        Profile::Dev => "building the app for development, one to three minutes the first time",
    });
    let staging = target().join("trunk").join(profile.name());
    trunk(profile, &staging)?;
    let mut bundle = Bundle::read(&staging)?;
    if profile == Profile::Release {
        optimise::wasm(&mut bundle)?;
    }
    finish(&mut bundle)?;
    if profile == Profile::Release {
        compress::add_siblings(&mut bundle)?;
    }
    bundle.write(&dist())?;
    fs::write(&kept, &wanted).with_context(|| format!("cannot write {}", kept.display()))?;
    say::step(&format!(
        "the app is built, {} s",
        started.elapsed().as_secs()
    ));
    Ok(true)
}

/// Everything after compiling that works on the files alone.
fn finish(bundle: &mut Bundle) -> anyhow::Result<()> {
    scripts::tidy(bundle);
    styles::join(bundle)?;
    bundle.rename_loader()?;
    bundle.tidy_page()?;
    service_worker::fill_in(bundle)
}

fn sources() -> Vec<PathBuf> {
    [
        "app",
        "shared",
        "style",
        "Trunk.toml",
        "Cargo.toml",
        "Cargo.lock",
        "tests/src/runner/app_build",
    ]
    .iter()
    .map(|place| root().join(place))
    .collect()
}

/// Beside `dist`, not in it: everything in `dist` is served.
fn stamp_file() -> PathBuf {
    dist().with_extension("stamp.tmp")
}

fn trunk(profile: Profile, staging: &PathBuf) -> anyhow::Result<()> {
    let mut command = program::command("trunk");
    // Trunk reads NO_COLOR as a flag that wants true or false.
    command
        .env_remove("NO_COLOR")
        .args(["--log", "warn", "build", "--dist"])
        .arg(staging);
    if profile == Profile::Release {
        command.arg("--release");
        smaller::ask_for(&mut command);
    }
    program::run(&mut command)
}
