//! What a long output says of its failures. Whoever reads a log reads its end: there the summary says it again.

use std::io::{BufRead as _, BufReader, Read, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// Greatest number of lines that are kept of one command.
pub(super) const LINES_MAX: usize = 24;
/// Greatest number of characters that are kept of a line.
pub(super) const CHARS_MAX: usize = 200;

/// Words by which cargo's tests, compilers, chromedriver and Playwright name what failed.
const MARKS: &[&str] = &[
    "FAILED",
    "panicked at",
    "assertion",
    "error:",
    "error[",
    "Error:",
    "✘",
    "minimal failing input",
    "timed out",
    "driver failed",
];

/// Lines that name a failure, in the order they came.
#[derive(Debug, Clone, Default)]
pub(super) struct Told(Arc<Mutex<Vec<String>>>);

impl Told {
    /// Hands everything on as it comes, until the end, and keeps the lines that name a failure.
    pub(super) fn pass_on(&self, from: impl Read, mut to: impl Write) {
        for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
            // Whoever no longer reads has chosen so; the command goes on.
            drop(to.write_all(&[&line, &b"\n"[..]].concat()));
            drop(to.flush());
            self.keep(&String::from_utf8_lossy(&line));
        }
    }

    fn keep(&self, line: &str) {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Playwright shows what was expected and what was found with a sign before it.
        let compared = line.trim_start().starts_with(['+', '-']) && !lines.is_empty();
        let named = compared || MARKS.iter().any(|mark| line.contains(mark));
        if named && lines.len() < LINES_MAX {
            lines.push(line.trim().chars().take(CHARS_MAX).collect());
        }
    }

    /// Returns the lines, each behind a line break.
    pub(super) fn lines(&self) -> String {
        let lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lines.iter().map(|line| format!("\n    {line}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(output: &str) -> (String, String) {
        let (told, mut shown) = (Told::default(), Vec::new());
        told.pass_on(output.as_bytes(), &mut shown);
        (told.lines(), String::from_utf8(shown).unwrap())
    }

    #[test]
    fn everything_is_shown_and_what_failed_is_kept() {
        let output =
            "running 2 tests\ntest a ... ok\ntest b ... FAILED\nthread 'b' panicked at b.rs:1\n";
        let (kept, shown) = told(output);
        assert_eq!(shown, output);
        assert_eq!(
            kept,
            "\n    test b ... FAILED\n    thread 'b' panicked at b.rs:1"
        );
    }

    #[test]
    fn what_was_found_instead_is_kept_behind_its_failure_only() {
        let (kept, _) = told("  - a list\n  Error: /heute, light\n  + color-contrast: .tab\n");
        assert_eq!(
            kept,
            "\n    Error: /heute, light\n    + color-contrast: .tab"
        );
    }

    #[test]
    fn of_endless_failures_the_first_are_kept_and_of_endless_lines_the_beginning() {
        let line = format!("error: {}\n", "ä".repeat(CHARS_MAX));
        let (kept, shown) = told(&line.repeat(LINES_MAX + 1));
        assert_eq!(shown.lines().count(), LINES_MAX + 1);
        assert_eq!(kept.trim().lines().count(), LINES_MAX);
        let longest = kept.lines().map(|line| line.trim().chars().count()).max();
        assert_eq!(longest, Some(CHARS_MAX));
    }
}
