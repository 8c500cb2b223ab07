//! What makes the compiled app smaller than a profile can.
//!
//! Measured on the app of November 2026: the standard library built for size, without the words of panics, takes off some
//! 8 % after wasm-opt and brotli. It needs the library's sources and options the stable compiler hides; where they are
//! missing, the app is built without them, larger but the same.

use std::process::Command;

use crate::runner::{install, say};

/// Only options that change no result: `-Zfmt-debug=none` would empty every `{:?}`. A panic ends the app at once and without words, which nobody with a phone could read anyway.
const SILENT: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none";

/// Sets what the build needs in the environment of `command`.
pub(super) fn ask_for(command: &mut Command) {
    const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";
    if let Err(why) = install::std_sources() {
        say::problem(&format!(
            "the app will be larger, the standard library's sources are missing: {why:#}"
        ));
        return;
    }
    command
        .env(FLAGS, SILENT)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
        .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size");
}
