//! Attachments: photos, PDF files and audio notes, too large for the log and kept beside it.
//!
//! What a record holds is a [`FileRef`]: a value like any other, sealed in the log, with the file's own key and the
//! name under which the server keeps its bytes. The bytes themselves are cut into chunks, each sealed for itself:
//!
//! ```text
//! chunk 0  = the preview (may be empty)
//! chunk n  = bytes (n-1)·256 KiB … of the file
//! sealed   = nonce (24) ‖ XChaCha20-Poly1305(padded chunk), bound to space ‖ element ‖ index ‖ last
//! name     = SHA-256(label ‖ (hash of sealed chunk ‖ its size (4))*)
//! ```
//!
//! `element` is the id under which the reference stands in its record, so a chunk opens in one place only. A chunk that
//! is missing, doubled, exchanged or from another file does not open; one that is left out at the end is missed because
//! the reference says how long the file is. The server knows names, sizes and times. It cannot tell which record a
//! blob belongs to, so clients tell it what nobody refers to any longer ([`plan()`]).

mod file_ref;
#[cfg(feature = "client")]
mod plan;
#[cfg(feature = "client")]
mod seal;
#[cfg(test)]
#[cfg(feature = "testing")]
mod tests;

pub use self::file_ref::{BlobKey, FileKind, FileRef};
#[cfg(feature = "client")]
pub use self::{
    plan::{Plan, files_of, plan},
    seal::{BlobError, Place, Plain, Sealed, open_chunk, open_file, seal_blob},
};

use crate::crypto::label::{BLOB, BLOB_CHUNK, labelled_hash};
use crate::envelope::padding::is_padded_size;
use crate::ids::Hash;
use crate::protocol::limits::{BLOB_CHUNK_BYTES_MAX, BLOB_CHUNKS_MAX};
use crate::protocol::messages::ChunkRef;

/// Bytes of a file in one chunk; the last one has fewer.
pub const CHUNK_PLAIN_BYTES: usize = 256 * 1024;
/// Greatest size of a file.
pub const FILE_BYTES_MAX: usize = 8 * 1024 * 1024;
/// Greatest size of a preview.
pub const PREVIEW_BYTES_MAX: usize = 48 * 1024;
/// Greatest number of characters of a file's title.
pub const FILE_TITLE_CHARS_MAX: usize = 120;
/// Longest side of a photo in pixels.
pub const PHOTO_PIXELS_MAX: u32 = 1600;
/// Longest side of a preview in pixels.
pub const PREVIEW_PIXELS_MAX: u32 = 360;
/// Longest audio note in seconds.
pub const AUDIO_SECONDS_MAX: u16 = 300;
/// Nonce and tag of a sealed chunk.
const SEAL_BYTES: usize = 40;

/// Returns the hash of a sealed chunk.
#[must_use]
pub fn chunk_hash(sealed: &[u8]) -> Hash {
    labelled_hash(BLOB_CHUNK, &[sealed])
}

/// Describes a sealed chunk.
#[must_use]
pub fn chunk_ref(sealed: &[u8]) -> ChunkRef {
    ChunkRef {
        hash: chunk_hash(sealed),
        bytes: u32::try_from(sealed.len()).unwrap_or(u32::MAX),
    }
}

/// Returns the name of a blob: a hash over its chunks, in order.
#[must_use]
pub fn blob_name(chunks: &[ChunkRef]) -> Hash {
    let mut parts = Vec::with_capacity(chunks.len() * 36);
    for chunk in chunks {
        parts.extend(chunk.hash.0);
        parts.extend(chunk.bytes.to_be_bytes());
    }
    labelled_hash(BLOB, &[&parts])
}

/// Returns the bytes of all chunks together; `None` if they are not what a blob may consist of.
#[must_use]
pub fn list_bytes(chunks: &[ChunkRef]) -> Option<u64> {
    let fits = |chunk: &ChunkRef| {
        let bytes = usize::try_from(chunk.bytes).unwrap_or(usize::MAX);
        let padded = bytes.checked_sub(SEAL_BYTES);
        bytes <= BLOB_CHUNK_BYTES_MAX && padded.is_some_and(|it| it > 0 && is_padded_size(it))
    };
    let count = (1..=BLOB_CHUNKS_MAX).contains(&chunks.len());
    (count && chunks.iter().all(fits))
        .then(|| chunks.iter().map(|chunk| u64::from(chunk.bytes)).sum())
}
