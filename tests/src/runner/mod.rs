//! What the commands `cargo start` and `cargo ci` share.
//!
//! Where things are, running other programs, saying what happens, installing what is missing, building the app.
//! Stories and benchmarks do not belong here.

pub mod app_build;
pub mod ci;
pub mod install;
pub mod program;
pub mod say;
pub mod stamp;
pub mod start;
mod told;

use std::env;
use std::path::{Path, PathBuf};

/// Returns the folder of the workspace.
pub fn root() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap_or(tests).to_path_buf()
}

/// Returns the folder cargo builds into: `CARGO_TARGET_DIR`, else `target`.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// Returns the folder the finished app lies in, ready to be served.
pub fn dist() -> PathBuf {
    env::var_os("SCHULTERSCHLUSS_DIST").map_or_else(|| root().join("dist"), |dir| root().join(dir))
}

/// Returns the folder of the browser stories, which is also where npm packages are installed.
pub fn browser_stories() -> PathBuf {
    root().join("tests/browser")
}
