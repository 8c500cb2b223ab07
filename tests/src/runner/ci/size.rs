//! Weighs the first visit.

use anyhow::ensure;

use super::Options;
use crate::runner::app_build::{Profile, build_app, first_visit};
use crate::runner::{dist, install, say};

/// What the first visit should download at most, everything included.
const FIRST_VISIT_BYTES_GOAL: usize = 400_000;
/// What it may download: what it did in November 2026 (some 1,024 kB, with the screens of trust, events, minutes, lists
/// and storage and with attachments), with 2 kB of room for what mends an error; a build without the sources of the
/// standard library is some 20 kB larger and fails. To be lowered with every screen that becomes smaller, until it is the goal.
const FIRST_VISIT_BYTES_MAX: usize = 1_026_000;

pub(super) fn check(_: &Options) -> anyhow::Result<()> {
    install::npm_packages()?;
    build_app(Profile::Release)?;
    let files = first_visit(&dist())?;
    say::result(&format!(
        "{:<44}{:>12}{:>12}",
        "file", "raw bytes", "sent bytes"
    ));
    for file in &files {
        say::result(&format!(
            "{:<44}{:>12}{:>12}",
            file.name, file.raw, file.sent
        ));
    }
    let raw: usize = files.iter().map(|file| file.raw).sum();
    let sent: usize = files.iter().map(|file| file.sent).sum();
    say::result(&format!("{:<44}{raw:>12}{sent:>12}", "first visit"));
    if sent > FIRST_VISIT_BYTES_GOAL {
        say::problem(&format!(
            "the first visit is {} bytes above its goal of {FIRST_VISIT_BYTES_GOAL}",
            sent - FIRST_VISIT_BYTES_GOAL
        ));
    }
    ensure!(
        sent <= FIRST_VISIT_BYTES_MAX,
        "the first visit downloads {sent} bytes, {FIRST_VISIT_BYTES_MAX} are allowed"
    );
    Ok(())
}
