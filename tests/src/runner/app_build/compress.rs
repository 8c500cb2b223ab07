//! Puts a brotli and a gzip sibling beside every file that becomes smaller by it, so that the server never compresses.

use std::io::Write as _;

use anyhow::Context as _;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::Bundle;

/// Below this many bytes a compressed copy saves nothing that counts.
const WORTH_BYTES_MIN: usize = 256;

/// Adds `name.br` and `name.gz` where they are smaller than the file.
pub(super) fn add_siblings(bundle: &mut Bundle) -> anyhow::Result<()> {
    let mut siblings = Vec::new();
    for (name, bytes) in &bundle.files {
        if bytes.len() < WORTH_BYTES_MIN || name.ends_with(".png") {
            continue;
        }
        siblings.push((
            format!("{name}.br"),
            bytes.len(),
            brotli(bytes).with_context(|| format!("brotli of {name}"))?,
        ));
        siblings.push((
            format!("{name}.gz"),
            bytes.len(),
            gzip(bytes).with_context(|| format!("gzip of {name}"))?,
        ));
    }
    bundle.files.extend(
        siblings
            .into_iter()
            .filter(|(_, raw, small)| small.len() < *raw)
            .map(|(name, _, small)| (name, small)),
    );
    Ok(())
}

fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let params = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut small, &params)?;
    Ok(small)
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}
