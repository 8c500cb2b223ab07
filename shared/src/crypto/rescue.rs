//! Sealing one space's part of a rescue file: whoever has the space's key can open it, nobody else.

use super::label::{RESCUE_KEY, labelled};
use super::sealing::{open, seal};
use super::{CryptoError, Entropy, SpaceKey};
use crate::ids::SpaceId;

/// Seals a part under the key of an epoch.
#[must_use]
pub fn seal_rescue(
    plain: &[u8],
    key: &SpaceKey,
    space: SpaceId,
    key_epoch: u32,
    rng: &mut dyn Entropy,
) -> Vec<u8> {
    let sealing = key.rescue_key(space, key_epoch);
    seal(&sealing, &aad(space, key_epoch), plain, rng)
}

/// Opens a part.
///
/// # Errors
///
/// [`CryptoError::WrongKey`] for another key or changed bytes.
pub fn open_rescue(
    sealed: &[u8],
    key: &SpaceKey,
    space: SpaceId,
    key_epoch: u32,
) -> Result<Vec<u8>, CryptoError> {
    let sealing = key.rescue_key(space, key_epoch);
    open(&sealing, &aad(space, key_epoch), sealed).map(|plain| plain.to_vec())
}

fn aad(space: SpaceId, key_epoch: u32) -> Vec<u8> {
    labelled(RESCUE_KEY, &[space.as_bytes(), &key_epoch.to_be_bytes()])
}
