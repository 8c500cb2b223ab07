//! Cutting a file into sealed chunks, and back.

use super::{
    BlobKey, CHUNK_PLAIN_BYTES, FILE_BYTES_MAX, FILE_TITLE_CHARS_MAX, FileKind, FileRef,
    PREVIEW_BYTES_MAX, blob_name, chunk_ref,
};
use crate::crypto::Entropy;
use crate::crypto::label::{BLOB_KEY, labelled};
use crate::crypto::sealing::{open, seal};
use crate::envelope::padding::{pad, unpad};
use crate::ids::{Hash, SpaceId};
use sha2::{Digest, Sha256};

/// Why a file cannot be sealed or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BlobError {
    /// The file is empty.
    #[error("the file is empty")]
    Empty,
    /// The file, its preview or its title is larger than it may be: take a smaller one.
    #[error("{found} is above the limit of {max}")]
    TooLarge {
        /// Size found.
        found: usize,
        /// Greatest size.
        max: usize,
    },
    /// A chunk is missing, damaged, or belongs elsewhere: fetch it again.
    #[error("chunk {index} is not the one that belongs here")]
    Chunk {
        /// Its number.
        index: u16,
    },
    /// What was opened is not what the reference promises.
    #[error("the file is not the one that was attached")]
    Changed,
}

/// Where a file belongs: its chunks open nowhere else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The space.
    pub space: SpaceId,
    /// The element of the record that holds the reference.
    pub element: [u8; 16],
}

/// A file before it is sealed.
#[derive(Debug, Clone, Copy)]
pub struct Plain<'a> {
    /// What it is.
    pub kind: FileKind,
    /// What it is called.
    pub title: &'a str,
    /// A small picture of it, or nothing.
    pub preview: &'a [u8],
    /// The file.
    pub data: &'a [u8],
    /// See [`FileRef::extent`].
    pub extent: (u16, u16),
}

/// A sealed file: the reference for the record, the chunks for the store and the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The reference.
    pub file: FileRef,
    /// The sealed chunks, the preview's first.
    pub chunks: Vec<Vec<u8>>,
}

/// Seals a file under a new key.
///
/// # Errors
///
/// [`BlobError::Empty`], [`BlobError::TooLarge`].
pub fn seal_blob(
    place: Place,
    plain: &Plain<'_>,
    rng: &mut dyn Entropy,
) -> Result<Sealed, BlobError> {
    let title = plain.title.chars().count();
    for (found, max) in [
        (plain.data.len(), FILE_BYTES_MAX),
        (plain.preview.len(), PREVIEW_BYTES_MAX),
        (title, FILE_TITLE_CHARS_MAX),
    ] {
        if found > max {
            return Err(BlobError::TooLarge { found, max });
        }
    }
    if plain.data.is_empty() {
        return Err(BlobError::Empty);
    }
    let key = rng.make_key();
    let parts: Vec<&[u8]> = core::iter::once(plain.preview)
        .chain(plain.data.chunks(CHUNK_PLAIN_BYTES))
        .collect();
    let mut chunks = Vec::with_capacity(parts.len());
    for (index, part) in (0_u16..).zip(&parts) {
        let last = usize::from(index) + 1 == parts.len();
        chunks.push(seal(&key, &aad(place, index, last), &pad(part), rng));
    }
    let list: Vec<_> = chunks.iter().map(|chunk| chunk_ref(chunk)).collect();
    let size = |bytes: &[u8]| u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    let file = FileRef {
        kind: plain.kind,
        name: blob_name(&list),
        key: BlobKey(key),
        sha256: sha256(plain.data),
        bytes: size(plain.data),
        preview_bytes: size(plain.preview),
        extent: plain.extent,
        title: plain.title.to_owned(),
    };
    Ok(Sealed { file, chunks })
}

/// Opens one chunk.
///
/// # Errors
///
/// [`BlobError::Chunk`] for anything but this chunk of this file in this place.
pub fn open_chunk(
    place: Place,
    file: &FileRef,
    index: u16,
    sealed: &[u8],
) -> Result<Vec<u8>, BlobError> {
    let wrong = BlobError::Chunk { index };
    let bytes = file.chunk_bytes(index).ok_or(wrong)?;
    let last = index + 1 == file.chunks();
    let padded = open(&file.key.0, &aad(place, index, last), sealed).map_err(|_| wrong)?;
    let plain = unpad(&padded).filter(|plain| plain.len() == bytes);
    plain.map(<[u8]>::to_vec).ok_or(wrong)
}

/// Opens a whole file; `chunks` are those from number 1 on.
///
/// # Errors
///
/// [`BlobError::Chunk`]; [`BlobError::Changed`] if its hash is another one than the record says.
pub fn open_file(place: Place, file: &FileRef, chunks: &[Vec<u8>]) -> Result<Vec<u8>, BlobError> {
    let mut data = Vec::new();
    let mut sealed = chunks.iter();
    for index in 1..file.chunks() {
        let chunk = sealed.next().ok_or(BlobError::Chunk { index })?;
        data.extend(open_chunk(place, file, index, chunk)?);
    }
    if sealed.next().is_some() || !file.is_unchanged(&data) {
        return Err(BlobError::Changed);
    }
    Ok(data)
}

fn sha256(bytes: &[u8]) -> Hash {
    Hash(Sha256::digest(bytes).into())
}

fn aad(place: Place, index: u16, last: bool) -> Vec<u8> {
    let parts: [&[u8]; 4] = [
        place.space.as_bytes(),
        &place.element,
        &index.to_be_bytes(),
        &[u8::from(last)],
    ];
    labelled(BLOB_KEY, &parts)
}
