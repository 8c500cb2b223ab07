//! A space key sealed to one device: HPKE base mode, X25519, HKDF-SHA256, ChaCha20-Poly1305 (RFC 9180).

use super::entropy::Rng;
use super::label::{KEY_BOX, labelled};
use super::{CryptoError, DeviceKeys, DevicePublic, Entropy, SpaceKey};
use crate::ids::{DeviceId, Hash, SpaceId};
use crate::mlog::KEY_BOX_BYTES;
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use zeroize::Zeroizing;

/// Seals the key of a space to a device.
///
/// # Errors
///
/// [`CryptoError::PublicKey`] if the device's key is no point a key can be agreed with.
pub fn seal_space_key(
    key: &SpaceKey,
    space: SpaceId,
    key_epoch: u32,
    to: &DevicePublic,
    rng: &mut dyn Entropy,
) -> Result<Vec<u8>, CryptoError> {
    let info = info(space, key_epoch, to.id());
    seal_to(to, &info, &key.kid(space, key_epoch).0, key.as_bytes(), rng)
}

/// Opens a key box with the device's keys and checks it against the commitment in the membership log.
///
/// # Errors
///
/// [`CryptoError::Length`], [`CryptoError::WrongKey`] for a box of another device, space or epoch or changed
/// bytes, [`CryptoError::KeyMismatch`] if the key is not the one `kid` stands for.
pub fn open_space_key(
    sealed: &[u8],
    space: SpaceId,
    key_epoch: u32,
    kid: &Hash,
    keys: &DeviceKeys,
) -> Result<SpaceKey, CryptoError> {
    let info = info(space, key_epoch, keys.id());
    let bytes = open_from(sealed, &info, &kid.0, keys)?;
    let key = SpaceKey::from_bytes(bytes);
    if key.matches(space, key_epoch, kid) {
        Ok(key)
    } else {
        Err(CryptoError::KeyMismatch)
    }
}

/// Seals 32 bytes to a device. `info` names what for and whom, `aad` what they are bound to.
pub(super) fn seal_to(
    to: &DevicePublic,
    info: &[u8],
    aad: &[u8],
    plain: &[u8; 32],
    rng: &mut dyn Entropy,
) -> Result<Vec<u8>, CryptoError> {
    let public = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(&to.seal)
        .map_err(|_| CryptoError::PublicKey)?;
    let (encapsulated, sealed) = hpke::single_shot_seal_with_rng::<
        ChaCha20Poly1305,
        HkdfSha256,
        X25519HkdfSha256,
    >(&OpModeS::Base, &public, info, plain, aad, &mut Rng(rng))
    .map_err(|_| CryptoError::PublicKey)?;
    let mut bytes = encapsulated.to_bytes().to_vec();
    bytes.extend(sealed);
    Ok(bytes)
}

/// Opens what [`seal_to`] sealed.
pub(super) fn open_from(
    sealed: &[u8],
    info: &[u8],
    aad: &[u8],
    keys: &DeviceKeys,
) -> Result<[u8; 32], CryptoError> {
    let length = CryptoError::Length {
        expected: KEY_BOX_BYTES,
        found: sealed.len(),
    };
    if sealed.len() != KEY_BOX_BYTES {
        return Err(length);
    }
    let (encapsulated, ciphertext) = sealed.split_first_chunk::<32>().ok_or(length)?;
    let encapsulated = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(encapsulated)
        .map_err(|_| CryptoError::WrongKey)?;
    let secret = <X25519HkdfSha256 as Kem>::PrivateKey::from_bytes(keys.seal_secret().as_slice())
        .map_err(|_| CryptoError::WrongKey)?;
    let plain = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &secret,
        &encapsulated,
        info,
        ciphertext,
        aad,
    )
    .map(Zeroizing::new)
    .map_err(|_| CryptoError::WrongKey)?;
    <[u8; 32]>::try_from(plain.as_slice()).map_err(|_| CryptoError::Length {
        expected: 32,
        found: plain.len(),
    })
}

fn info(space: SpaceId, key_epoch: u32, to: DeviceId) -> Vec<u8> {
    labelled(
        KEY_BOX,
        &[space.as_bytes(), &key_epoch.to_be_bytes(), to.as_bytes()],
    )
}
