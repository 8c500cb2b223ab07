//! Histories that once broke a law. They are replayed before every run and never removed.

use crate::act::{self, Act};
use std::fs;
use std::io;
use std::path::PathBuf;

/// A kept history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The seed that chooses keys and page sizes.
    pub seed: u64,
    /// What happens.
    pub acts: Vec<Act>,
}

/// Where the histories are kept, one in a line: `seed: act; act; …`. Lines that begin with `#` say what was wrong.
#[must_use]
pub fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("seeds.txt")
}

/// Reads histories; an error names the line that is none.
///
/// # Errors
///
/// When a line cannot be read.
pub fn read(text: &str) -> Result<Vec<Kept>, String> {
    let lines = text.lines().map(str::trim).enumerate();
    let lines = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|(number, line)| {
            let (seed, acts) = line.split_once(':').unwrap_or_default();
            let kept = seed.trim().parse().ok().zip(act::read(acts));
            let kept = kept.map(|(seed, acts)| Kept { seed, acts });
            kept.ok_or_else(|| format!("line {} is no history: {line}", number + 1))
        })
        .collect()
}

/// Adds a history with what was wrong.
///
/// # Errors
///
/// When the file cannot be written.
pub fn keep(kept: &Kept, what: &str) -> io::Result<()> {
    let mut text = fs::read_to_string(path()).unwrap_or_default();
    let line = format!("{}: {}\n", kept.seed, act::write(&kept.acts));
    if !text.contains(&line) {
        text.push_str(&format!("# {what}\n{line}"));
    }
    fs::write(path(), text)
}
