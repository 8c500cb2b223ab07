//! The only place of the commands that writes to the terminal. Progress goes to standard error, results that another
//! program may read (`ready …`, `invite …`, JSON lines) to standard output.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "commands talk to a terminal"
)]

use std::io::Write as _;

/// Writes one line a program may read, and makes it visible at once.
pub fn result(line: &str) {
    println!("{line}");
    // A closed pipe is the reader's choice; the command goes on.
    drop(std::io::stdout().flush());
}

/// Writes one line about what happens now.
pub fn step(line: &str) {
    eprintln!("· {line}");
}

/// Writes one line that needs attention.
pub fn problem(line: &str) {
    eprintln!("! {line}");
}
