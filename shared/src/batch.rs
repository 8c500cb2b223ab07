//! A batch: what one envelope carries, and its bytes.
//!
//! ```text
//! batch   = format byte (0 stored, 1 deflate) ‖ CBOR
//! CBOR    = [ 1, hlc_base, op_no_base, [device, ..], [group, ..] ]
//! group   = [ record, kind, [op, ..] ]
//! op      = [ field, value, prev?, sub?, op_no_step?, hlc_step?, min_reader?, before? ]
//! prev    = [ device index, op_no, .. ]     flat; an op_no is counted from op_no_base for device 0, else as it is
//! sub     = null | device index | 16 bytes
//! before  = [ index in prev, (keep, drop, put), .. ]     flat; bytes that stay, bytes that go, text that comes
//! ```
//!
//! Device 0 is the author. Steps count from the operation before in the batch (`op_no` +1, `hlc` +0 when left
//! out). Items at the end of an operation that have their default are left out; items this version does not
//! know are skipped here and kept in the envelope. Operations are grouped by record to keep the record's id
//! out of each of them (sync.md 2.2 has the sizes); [`decode`] returns them in the order of their numbers.

mod read;
mod write;

use self::read::from_cbor;
use self::write::to_cbor;
use crate::ids::DeviceId;
use crate::merge::Op;

/// Greatest number of operations in a batch.
pub const BATCH_OPS_MAX: usize = 8192;
/// Greatest size of a batch before it is deflated, in bytes. An attacker cannot make a reader inflate more.
pub const BATCH_BYTES_MAX: usize = 1024 * 1024;

const STORED: u8 = 0;
const DEFLATED: u8 = 1;
const FORMAT: u64 = 1;
/// Level of deflate: 6 is the knee between size and time on batches of 64 and 1,000 operations.
const LEVEL: u8 = 6;

/// Why bytes are not a batch, or operations do not fit into one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BatchError {
    /// The bytes are damaged or of no format this version knows.
    #[error("not a batch: {0}")]
    Malformed(String),
    /// The batch was written by a newer app; updating the app reads it.
    #[error("batch format {format} is newer than this app; update the app")]
    Newer {
        /// The format found.
        format: u64,
    },
    /// There are too many operations or bytes for one batch.
    #[error(
        "{ops} operations in {bytes} bytes do not fit into a batch of {BATCH_OPS_MAX} operations and {BATCH_BYTES_MAX} bytes"
    )]
    TooLarge {
        /// Number of operations.
        ops: usize,
        /// Number of bytes before deflate.
        bytes: usize,
    },
}

impl From<minicbor::decode::Error> for BatchError {
    fn from(error: minicbor::decode::Error) -> Self {
        Self::Malformed(error.to_string())
    }
}

/// Encodes operations of one author. They may be in any order of records; numbers of operations on the wire
/// follow the order given.
///
/// # Errors
///
/// [`BatchError::TooLarge`] when they do not fit; seal fewer at once.
pub fn encode(author: DeviceId, ops: &[Op]) -> Result<Vec<u8>, BatchError> {
    let cbor = bounded_cbor(author, ops)?;
    let deflated = miniz_oxide::deflate::compress_to_vec(&cbor, LEVEL);
    let (format, body) = if deflated.len() < cbor.len() {
        (DEFLATED, deflated)
    } else {
        (STORED, cbor)
    };
    let mut bytes = Vec::with_capacity(body.len() + 1);
    bytes.push(format);
    bytes.extend_from_slice(&body);
    Ok(bytes)
}

/// Encodes operations without deflating them: for a row on the device itself, where time counts more than size.
///
/// # Errors
///
/// [`BatchError::TooLarge`] when they do not fit.
pub fn encode_stored(author: DeviceId, ops: &[Op]) -> Result<Vec<u8>, BatchError> {
    let mut bytes = bounded_cbor(author, ops)?;
    bytes.insert(0, STORED);
    Ok(bytes)
}

fn bounded_cbor(author: DeviceId, ops: &[Op]) -> Result<Vec<u8>, BatchError> {
    let cbor = to_cbor(author, ops).map_err(|error| BatchError::Malformed(error.to_string()))?;
    if ops.len() > BATCH_OPS_MAX || cbor.len() > BATCH_BYTES_MAX {
        return Err(BatchError::TooLarge {
            ops: ops.len(),
            bytes: cbor.len(),
        });
    }
    Ok(cbor)
}

/// Decodes a batch and returns its author and its operations in the order of their numbers.
///
/// # Errors
///
/// When the bytes are damaged, too large when inflated, or newer than this version.
pub fn decode(bytes: &[u8]) -> Result<(DeviceId, Vec<Op>), BatchError> {
    let batch = read(bytes)?;
    Ok((batch.author, batch.ops))
}

/// A batch with its author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Who wrote it.
    pub author: DeviceId,
    /// The operations, in the order of their numbers.
    pub ops: Vec<Op>,
    /// There are parts of a later version in it, which were skipped.
    pub later: bool,
}

/// As [`decode`], and says whether everything in the batch was understood.
///
/// # Errors
///
/// As [`decode`].
pub fn read(bytes: &[u8]) -> Result<Batch, BatchError> {
    let malformed = |what: &str| BatchError::Malformed(what.to_owned());
    let (format, body) = bytes.split_first().ok_or_else(|| malformed("empty"))?;
    let inflated;
    let cbor = match *format {
        STORED if body.len() <= BATCH_BYTES_MAX => body,
        STORED => return Err(malformed("too large")),
        DEFLATED => {
            inflated = miniz_oxide::inflate::decompress_to_vec_with_limit(body, BATCH_BYTES_MAX)
                .map_err(|error| BatchError::Malformed(error.to_string()))?;
            inflated.as_slice()
        }
        other => {
            return Err(BatchError::Newer {
                format: u64::from(other),
            });
        }
    };
    let mut batch = from_cbor(cbor)?;
    batch.ops.sort_by_key(|op| op.dot.op_no);
    if batch
        .ops
        .windows(2)
        .any(|pair| matches!(pair, [a, b] if a.dot == b.dot))
    {
        return Err(malformed("two operations with one number"));
    }
    Ok(batch)
}

#[cfg(test)]
mod tests;
