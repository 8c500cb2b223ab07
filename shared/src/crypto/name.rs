//! Names of people, devices and spaces: sealed under the space key, because the server stores the
//! membership log they stand in.
//!
//! A name is padded to a multiple of 32 bytes, so that its length says little.

use super::label::{NAME_KEY, labelled};
use super::sealing::{open, seal};
use super::{CryptoError, Entropy, SpaceKey};
use crate::ids::{DeviceId, MemberId, SpaceId};

/// Greatest number of bytes (UTF-8) of a name or title.
pub const NAME_BYTES_MAX: usize = 255;
const PAD_BYTES: usize = 32;

/// Whose name it is. A sealed name opens only for the one it was sealed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameOf {
    /// The title of the space.
    Space,
    /// A person's display name.
    Member(MemberId),
    /// What a person calls a device.
    Device(DeviceId),
}

impl NameOf {
    fn bytes(self) -> [u8; 17] {
        let (kind, id) = match self {
            Self::Space => (0, [0; 16]),
            Self::Member(member) => (1, member.0),
            Self::Device(device) => (2, device.0),
        };
        let mut bytes = [kind; 17];
        for (to, from) in bytes.iter_mut().skip(1).zip(id) {
            *to = from;
        }
        bytes
    }
}

/// Seals a name under the space key.
///
/// # Errors
///
/// [`CryptoError::TooLong`] beyond [`NAME_BYTES_MAX`].
pub fn seal_name(
    of: NameOf,
    name: &str,
    key: &SpaceKey,
    space: SpaceId,
    key_epoch: u32,
    rng: &mut dyn Entropy,
) -> Result<Vec<u8>, CryptoError> {
    let padded = pad_name(name)?;
    let aad = labelled(NAME_KEY, &[&of.bytes()]);
    Ok(seal(&key.name_key(space, key_epoch), &aad, &padded, rng))
}

/// Opens what [`seal_name`] sealed.
///
/// # Errors
///
/// [`CryptoError::WrongKey`], or [`CryptoError::NotCanonical`] if what was sealed is no padded name.
pub fn open_name(
    of: NameOf,
    sealed: &[u8],
    key: &SpaceKey,
    space: SpaceId,
    key_epoch: u32,
) -> Result<String, CryptoError> {
    let aad = labelled(NAME_KEY, &[&of.bytes()]);
    unpad_name(&open(&key.name_key(space, key_epoch), &aad, sealed)?)
}

/// Returns length, name and zeros up to a multiple of 32 bytes.
pub(crate) fn pad_name(name: &str) -> Result<Vec<u8>, CryptoError> {
    let too_long = CryptoError::TooLong {
        bytes: name.len(),
        bytes_max: NAME_BYTES_MAX,
    };
    let mut padded = vec![u8::try_from(name.len()).map_err(|_| too_long)?];
    padded.extend_from_slice(name.as_bytes());
    padded.resize(padded.len().next_multiple_of(PAD_BYTES), 0);
    Ok(padded)
}

/// Reads what [`pad_name`] wrote and nothing else.
pub(crate) fn unpad_name(padded: &[u8]) -> Result<String, CryptoError> {
    let (length, rest) = padded.split_first().ok_or(CryptoError::NotCanonical)?;
    let name = rest
        .get(..usize::from(*length))
        .ok_or(CryptoError::NotCanonical)?;
    let name = core::str::from_utf8(name).map_err(|_| CryptoError::NotCanonical)?;
    if pad_name(name)? == padded {
        Ok(name.to_owned())
    } else {
        Err(CryptoError::NotCanonical)
    }
}
