//! Padding that hides how much was written: Padmé (at most 12 % more), never below 256 bytes.
//!
//! Padded form: length (four bytes, big-endian) ‖ body ‖ zeros. Only this one form is read.

/// Smallest padded size.
pub const PLAINTEXT_BYTES_MIN: usize = 256;
#[cfg(feature = "client")]
const LENGTH_BYTES: usize = 4;

/// Returns the padded size for so many bytes (length field included).
#[must_use]
pub const fn padded_bytes(bytes: usize) -> usize {
    if bytes <= PLAINTEXT_BYTES_MIN {
        return PLAINTEXT_BYTES_MIN;
    }
    let exponent = bytes.ilog2();
    let mask = (1_usize << (exponent - (exponent.ilog2() + 1))) - 1;
    match bytes.checked_add(mask) {
        Some(sum) => sum & !mask,
        None => bytes,
    }
}

/// Says whether a padded text can have this size.
#[must_use]
pub const fn is_padded_size(bytes: usize) -> bool {
    padded_bytes(bytes) == bytes
}

/// Pads a body. The caller has checked that it is below 4 GB.
#[cfg(feature = "client")]
pub(crate) fn pad(body: &[u8]) -> zeroize::Zeroizing<Vec<u8>> {
    let length = u32::try_from(body.len()).unwrap_or(u32::MAX);
    let bytes = padded_bytes(LENGTH_BYTES + body.len());
    // Reserved in one piece, so that no unwiped copy stays behind.
    let mut padded = zeroize::Zeroizing::new(Vec::with_capacity(bytes));
    padded.extend_from_slice(&length.to_be_bytes());
    padded.extend_from_slice(body);
    padded.resize(bytes, 0);
    padded
}

/// Returns the body of a padded text, if it is in the form [`pad`] writes.
#[cfg(feature = "client")]
pub(crate) fn unpad(padded: &[u8]) -> Option<&[u8]> {
    let (length, rest) = padded.split_first_chunk::<LENGTH_BYTES>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (body, zeros) = rest.split_at_checked(length)?;
    let fits = padded_bytes(LENGTH_BYTES + length) == padded.len();
    (fits && zeros.iter().all(|byte| *byte == 0)).then_some(body)
}
