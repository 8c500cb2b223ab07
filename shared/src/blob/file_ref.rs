//! The reference a record holds: what the file is, where its bytes lie, and the key that opens them.

use super::{CHUNK_PLAIN_BYTES, FILE_BYTES_MAX, FILE_TITLE_CHARS_MAX, PREVIEW_BYTES_MAX};
use crate::ids::Hash;
use core::fmt;
use sha2::{Digest as _, Sha256};

/// What kind of file it is. Nothing else is ever shown, so no file can bring along what a browser would run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// A photo, re-encoded as JPEG.
    Photo,
    /// A PDF file as it came.
    Pdf,
    /// An audio note in `WebM`.
    Webm,
    /// An audio note in `MP4`.
    Mp4,
}

impl FileKind {
    const ALL: [Self; 4] = [Self::Photo, Self::Pdf, Self::Webm, Self::Mp4];

    const fn number(self) -> u8 {
        match self {
            Self::Photo => 1,
            Self::Pdf => 2,
            Self::Webm => 3,
            Self::Mp4 => 4,
        }
    }

    /// Returns the media type under which a browser shows it.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Photo => "image/jpeg",
            Self::Pdf => "application/pdf",
            Self::Webm => "audio/webm",
            Self::Mp4 => "audio/mp4",
        }
    }

    /// Whether it is an audio note.
    #[must_use]
    pub const fn is_audio(self) -> bool {
        matches!(self, Self::Webm | Self::Mp4)
    }
}

/// The key of one file. It seals nothing else, and travels sealed in the log.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlobKey(pub [u8; 32]);

impl fmt::Debug for BlobKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BlobKey([redacted])")
    }
}

/// A file that belongs to a record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileRef {
    /// What it is.
    pub kind: FileKind,
    /// Name of its blob, see [`blob_name`](super::blob_name).
    pub name: Hash,
    /// Key of its chunks.
    pub key: BlobKey,
    /// SHA-256 of the file: says that it is unchanged.
    pub sha256: Hash,
    /// Size of the file.
    pub bytes: u32,
    /// Size of the preview; 0 is none.
    pub preview_bytes: u32,
    /// Width and height of a photo in pixels; length of an audio note in seconds, and 0.
    pub extent: (u16, u16),
    /// What the file is called; empty for photos and audio notes.
    pub title: String,
}

impl FileRef {
    /// Returns the number of chunks, the preview's included.
    #[must_use]
    pub fn chunks(&self) -> u16 {
        let bytes = usize::try_from(self.bytes).unwrap_or(usize::MAX);
        u16::try_from(bytes.div_ceil(CHUNK_PLAIN_BYTES)).map_or(u16::MAX, |it| it.saturating_add(1))
    }

    /// Returns how long chunk `index` is when it is open; `None` if there is none of this number.
    #[must_use]
    pub fn chunk_bytes(&self, index: u16) -> Option<usize> {
        let bytes = usize::try_from(self.bytes).ok()?;
        match index.checked_sub(1) {
            None => usize::try_from(self.preview_bytes).ok(),
            Some(place) => {
                let rest = bytes.checked_sub(usize::from(place).checked_mul(CHUNK_PLAIN_BYTES)?)?;
                (rest > 0).then(|| rest.min(CHUNK_PLAIN_BYTES))
            }
        }
    }

    /// Whether these bytes are what was attached.
    #[must_use]
    pub fn is_unchanged(&self, data: &[u8]) -> bool {
        Hash(Sha256::digest(data).into()) == self.sha256
    }

    /// Whether the numbers are within their limits.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let within = |bytes: u32, max: usize| usize::try_from(bytes).is_ok_and(|it| it <= max);
        self.bytes > 0
            && within(self.bytes, FILE_BYTES_MAX)
            && within(self.preview_bytes, PREVIEW_BYTES_MAX)
            && self.title.chars().count() <= FILE_TITLE_CHARS_MAX
    }
}

/// Number of parts of a reference on the wire.
const PARTS: u64 = 9;

impl<C> minicbor::Encode<C> for FileRef {
    fn encode<W: minicbor::encode::Write>(
        &self,
        e: &mut minicbor::Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        e.array(PARTS)?.u8(self.kind.number())?;
        e.bytes(&self.name.0)?.bytes(&self.key.0)?;
        e.bytes(&self.sha256.0)?;
        e.u32(self.bytes)?.u32(self.preview_bytes)?;
        e.u16(self.extent.0)?.u16(self.extent.1)?;
        e.str(&self.title)?.ok()
    }
}

impl<'b, C> minicbor::Decode<'b, C> for FileRef {
    fn decode(d: &mut minicbor::Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
        let newer = || minicbor::decode::Error::message("not a file of this version");
        if d.array()? != Some(PARTS) {
            return Err(newer());
        }
        let number = d.u8()?;
        let mut kinds = FileKind::ALL.into_iter();
        let kind = kinds.find(|kind| kind.number() == number);
        let mut hash = || Hash::from_slice(d.bytes()?).ok_or_else(newer);
        let (name, key, sha256) = (hash()?, hash()?, hash()?);
        let file = Self {
            kind: kind.ok_or_else(newer)?,
            name,
            key: BlobKey(key.0),
            sha256,
            bytes: d.u32()?,
            preview_bytes: d.u32()?,
            extent: (d.u16()?, d.u16()?),
            title: d.str()?.to_owned(),
        };
        if file.is_sound() {
            Ok(file)
        } else {
            Err(newer())
        }
    }
}
