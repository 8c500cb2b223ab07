//! Checks the dependencies: licences and sources from cargo's own metadata, then everything `deny.toml` says with
//! cargo-deny, then known weaknesses where the database of advisories can be reached.

use anyhow::{Context as _, ensure};
use serde_json::Value;

use super::Options;
use crate::runner::{install, program, say};

/// Licences whose code may be linked into a work under EUPL-1.2. The same list stands in `deny.toml`.
const ALLOWED: &[&str] = &[
    "0BSD",
    "BlueOak-1.0.0",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "EUPL-1.2",
    "ISC",
    "MIT",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
    "blessing",
];
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

pub(super) fn check(_: &Options) -> anyhow::Result<()> {
    let metadata = program::output(program::command("cargo").args([
        "metadata",
        "--format-version",
        "1",
        "--locked",
    ]))
    .context("cargo metadata failed; is Cargo.lock current?")?;
    let metadata: Value =
        serde_json::from_str(&metadata).context("cargo metadata wrote something unexpected")?;
    let mut problems = Vec::new();
    for package in metadata
        .get("packages")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        let text = |key: &str| package.get(key).and_then(Value::as_str);
        let name = format!(
            "{} {}",
            text("name").unwrap_or("?"),
            text("version").unwrap_or("?")
        );
        if let Some(source) = text("source").filter(|source| *source != REGISTRY) {
            problems.push(format!("{name} comes from {source}"));
        }
        let licence = text("license").unwrap_or("");
        if !is_allowed(licence) {
            problems.push(format!("{name} has the licence \"{licence}\""));
        }
    }
    ensure!(problems.is_empty(), "{}", problems.join("; "));
    let deny = install::cargo_deny()?;
    let check = |what: &[&str]| {
        program::run(
            program::command(&deny)
                .args([
                    "--log-level",
                    "error",
                    "--locked",
                    "check",
                    "--hide-inclusion-graph",
                ])
                .args(what),
        )
    };
    check(&["licenses", "bans", "sources"])?;
    let fetched = program::output(program::command(&deny).args(["fetch", "db"]));
    if fetched.is_none() {
        say::step("the database of advisories cannot be reached: known weaknesses are not checked");
        return Ok(());
    }
    check(&["--disable-fetch", "advisories"])
}

/// Says whether a licence expression can be satisfied with allowed licences alone: one side of each OR, all of each AND.
fn is_allowed(expression: &str) -> bool {
    let flat = expression.replace('/', " OR ").replace(['(', ')'], " ");
    // Expressions in use are alternatives of conjunctions; a parenthesised OR inside an AND is read more strictly.
    !flat.trim().is_empty()
        && flat.split(" OR ").any(|side| {
            side.split(" AND ")
                .all(|term| ALLOWED.contains(&term.split(" WITH ").next().unwrap_or("").trim()))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_allowed_alternative_is_enough_and_every_conjunct_counts() {
        assert!(is_allowed("MIT OR Apache-2.0"));
        assert!(is_allowed("MIT/Apache-2.0"));
        assert!(is_allowed("LGPL-3.0 OR MIT"));
        assert!(is_allowed("Apache-2.0 WITH LLVM-exception"));
        assert!(is_allowed("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(!is_allowed("MIT AND LGPL-3.0"));
        assert!(!is_allowed("GPL-3.0"));
        assert!(!is_allowed(""));
    }
}
