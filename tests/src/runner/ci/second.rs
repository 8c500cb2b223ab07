//! The wire formats against their second implementation: each side opens what the other has just sealed.

use std::fs;
use std::path::PathBuf;

use anyhow::Context as _;

use super::Options;
use crate::runner::{install, program, root, target};
use crate::second;

/// Pinned objects of version 1, one file each.
const PINNED: [&str; 9] = [
    "envelope", "box", "mlog", "slot", "phone", "invite", "recovery", "parcel", "blob",
];

pub(super) fn check(_: &Options) -> anyhow::Result<()> {
    let python = install::python()?;
    let folder = target().join("second");
    fs::create_dir_all(&folder).context("cannot make target/second")?;
    let (ours, theirs) = (folder.join("rust.json"), folder.join("python.json"));
    fs::write(&ours, second::sealed()?.to_string()).context("cannot write what Rust sealed")?;
    let script = root().join("tests/second/wire.py");
    let mut files: Vec<PathBuf> = PINNED
        .iter()
        .map(|kind| root().join("tests/vectors").join(kind).join("v1.json"))
        .collect();
    files.push(root().join("tests/vectors/mlog/v1-name-device.json"));
    files.push(ours);
    program::run(
        program::command(&python)
            .arg(&script)
            .arg("open")
            .args(files),
    )?;
    program::run(
        program::command(&python)
            .arg(&script)
            .arg("seal")
            .arg(&theirs),
    )?;
    let file = fs::read_to_string(&theirs).context("cannot read what Python sealed")?;
    second::open(&serde_json::from_str(&file).context("Python wrote something unexpected")?)
}
