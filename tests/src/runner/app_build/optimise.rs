//! Makes the wasm smaller with wasm-opt from the npm package binaryen.

use std::fs;

use anyhow::Context as _;

use super::{Bundle, digest};
use crate::runner::{install, program, say, target};

/// What the compiler emits beyond the first version of WebAssembly; wasm-opt refuses what it is not told of.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Optimises the bundle's wasm for size and gives it a name with its new hash. Without Node.js the wasm stays as it is,
/// larger but working.
pub(super) fn wasm(bundle: &mut Bundle) -> anyhow::Result<()> {
    if let Err(why) = install::npm_packages() {
        say::problem(&format!(
            "the app will be about a fifth larger, wasm-opt is missing: {why:#}"
        ));
        return Ok(());
    }
    let wasm_opt = install::wasm_opt().context("the npm package binaryen has no wasm-opt")?;
    let name = bundle.single(".wasm")?;
    let (raw, small) = (
        target().join("trunk.wasm"),
        target().join("trunk-small.wasm"),
    );
    fs::write(&raw, bundle.bytes(&name)?)
        .with_context(|| format!("cannot write {}", raw.display()))?;
    program::run(
        program::command(wasm_opt)
            // Functions that are alike stand together, which brotli likes.
            .args([
                "-Oz",
                "--reorder-functions-by-name",
                "--strip-debug",
                "--strip-producers",
            ])
            .args(FEATURES)
            .arg(&raw)
            .arg("--output")
            .arg(&small),
    )?;
    let bytes = fs::read(&small).with_context(|| format!("cannot read {}", small.display()))?;
    let renamed = format!("schulterschluss-{}_bg.wasm", digest::short(&bytes));
    bundle.replace(&name, renamed, bytes)
}
