//! Notices whether sources changed since something was built from them: one SHA-256 over names and contents.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use sha2::{Digest as _, Sha256};

/// Returns a hash over all files below `places` (files or folders, missing ones are skipped) and over `extra`.
///
/// # Errors
/// When a file cannot be read.
pub fn of(places: &[PathBuf], extra: &str) -> anyhow::Result<String> {
    let mut files = Vec::new();
    for place in places {
        collect(place, &mut files)?;
    }
    files.sort();
    let mut hash = Sha256::new();
    hash.update(extra.as_bytes());
    for file in files {
        let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        hash.update(file.to_string_lossy().as_bytes());
        hash.update(bytes.len().to_be_bytes());
        hash.update(&bytes);
    }
    Ok(hex(&hash.finalize()))
}

/// Says whether `file` holds `stamp`.
pub fn is_current(file: &Path, stamp: &str) -> bool {
    fs::read_to_string(file).is_ok_and(|kept| kept.trim() == stamp)
}

/// Returns bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn collect(place: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    if place.is_file() {
        files.push(place.to_path_buf());
    } else if place.is_dir() {
        for entry in
            fs::read_dir(place).with_context(|| format!("cannot list {}", place.display()))?
        {
            collect(&entry?.path(), files)?;
        }
    }
    Ok(())
}
