//! What a reviewer has to read stays short enough to be read, and nothing in it is unsafe.

#![expect(clippy::unwrap_used, reason = "a test that fails says where")]

use std::fs;
use std::path::Path;

/// Greatest number of lines of code of keys, sealing and envelopes. Comments, blank lines and tests do not count.
const LINES_MAX: usize = 2_050;
/// Modules that no device is built with.
const FOR_TESTS: [&str; 4] = ["tests", "known_answers", "costs", "seeded"];

fn lines(path: &Path) -> usize {
    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
    if FOR_TESTS.contains(&name.as_str()) {
        return 0;
    }
    if path.is_dir() {
        let entries = fs::read_dir(path).unwrap();
        return entries.map(|entry| lines(&entry.unwrap().path())).sum();
    }
    if path.extension().is_none_or(|ending| ending != "rs") {
        return 0;
    }
    let text = fs::read_to_string(path).unwrap();
    let code = text.lines().take_while(|line| *line != "mod tests {");
    code.map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("//"))
        .count()
}

#[test]
fn the_code_of_keys_and_sealing_stays_below_its_limit() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let found = lines(&source.join("crypto")) + lines(&source.join("envelope"));
    assert!(found > 1_000, "the sources are there: {found} lines");
    assert!(
        found <= LINES_MAX,
        "{found} lines of code, {LINES_MAX} are allowed: what can go?"
    );
}

#[test]
fn unsafe_code_is_forbidden_in_every_crate_of_ours() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let workspace = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    assert!(workspace.contains("unsafe_code = \"forbid\""));
    for name in ["app", "server", "shared", "tests"] {
        let manifest = fs::read_to_string(root.join(name).join("Cargo.toml")).unwrap();
        assert!(manifest.contains("[lints]\nworkspace = true"), "{name}");
    }
}
