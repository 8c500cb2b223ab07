//! Adds up what the first visit downloads: every file of the finished app once, brotli where the server would send it.

use std::path::Path;

use super::Bundle;

/// One file of the first visit.
#[derive(Debug, Clone)]
pub struct FileSize {
    /// Path it is served under, without the leading slash.
    pub name: String,
    /// Bytes as they are.
    pub raw: usize,
    /// Bytes on the wire.
    pub sent: usize,
}

/// Lists the files the first visit downloads from the app in `folder`, the largest first.
///
/// # Errors
/// When the folder cannot be read.
pub fn first_visit(folder: &Path) -> anyhow::Result<Vec<FileSize>> {
    let bundle = Bundle::read(folder)?;
    let mut sizes: Vec<FileSize> = bundle
        .files
        .iter()
        .filter(|(name, _)| !name.ends_with(".br") && !name.ends_with(".gz"))
        .map(|(name, bytes)| {
            let sent = bundle
                .files
                .get(&format!("{name}.br"))
                .map_or(bytes.len(), Vec::len);
            FileSize {
                name: name.clone(),
                raw: bytes.len(),
                sent,
            }
        })
        .collect();
    sizes.sort_by(|a, b| b.sent.cmp(&a.sent).then_with(|| a.name.cmp(&b.name)));
    Ok(sizes)
}
