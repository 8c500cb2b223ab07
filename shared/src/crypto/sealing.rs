//! The two primitives everything sealed is made of: derive a key for a purpose, seal under it.
//!
//! XChaCha20-Poly1305 with random nonces and HKDF-SHA256 without salt. Sealed form: nonce ‖ ciphertext ‖ tag.

use super::{CryptoError, Entropy};
use crate::crypto::label::labelled;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

/// Number of bytes of a nonce.
pub(crate) const NONCE_BYTES: usize = 24;
/// Number of bytes [`seal`] adds.
pub(crate) const SEAL_BYTES: usize = NONCE_BYTES + 16;

/// A key that is wiped when dropped.
pub(crate) type Key = Zeroizing<[u8; 32]>;

/// Derives the bytes for one purpose from a secret.
pub(crate) fn derive<const N: usize>(
    secret: &[u8],
    label: &str,
    parts: &[&[u8]],
) -> Zeroizing<[u8; N]> {
    let mut key = Zeroizing::new([0; N]);
    // Expanding can only fail beyond 255 blocks of 32 bytes.
    const { assert!(N <= 255 * 32, "longer than HKDF-SHA256 can make") };
    let expanded = Hkdf::<Sha256>::new(None, secret).expand(&labelled(label, parts), key.as_mut());
    debug_assert!(expanded.is_ok(), "checked above");
    key
}

/// Begins an HMAC-SHA256 under a key.
pub(crate) fn keyed_hash(key: &[u8; 32]) -> Hmac<Sha256> {
    // A shorter key counts as one with zeros behind it, up to the block of the hash.
    let mut block = Zeroizing::new([0; 64]);
    for (to, from) in block.iter_mut().zip(key) {
        *to = *from;
    }
    Hmac::<Sha256>::new(&(*block).into())
}

/// Encrypts under `key` and `nonce`; returns ciphertext and tag.
pub(crate) fn encrypt(
    key: &[u8; 32],
    nonce: &[u8; NONCE_BYTES],
    aad: &[u8],
    plain: &[u8],
) -> Vec<u8> {
    #[expect(
        clippy::expect_used,
        reason = "there is no half-sealed value to go on with"
    )]
    XChaCha20Poly1305::new(&(*key).into())
        .encrypt(&XNonce::from(*nonce), Payload { msg: plain, aad })
        .expect("the cipher takes 256 GB, more than any caller can hold")
}

/// Opens what [`encrypt`] made.
pub(crate) fn decrypt(
    key: &[u8; 32],
    nonce: &[u8; NONCE_BYTES],
    aad: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
    XChaCha20Poly1305::new(&(*key).into())
        .decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad })
        .map(Zeroizing::new)
        .map_err(|_| CryptoError::WrongKey)
}

/// Seals with a fresh nonce.
pub(crate) fn seal(key: &[u8; 32], aad: &[u8], plain: &[u8], rng: &mut dyn Entropy) -> Vec<u8> {
    let nonce = rng.make_nonce();
    let mut sealed = nonce.to_vec();
    sealed.extend(encrypt(key, &nonce, aad, plain));
    sealed
}

/// Seals with a nonce that is made from the content under a key of its own: equal content under equal keys is sealed
/// to equal bytes, and two different contents never share a nonce. Opened with [`open`].
pub(crate) fn seal_alike(
    key: &[u8; 32],
    nonce_key: &[u8; 32],
    aad: &[u8],
    plain: &[u8],
) -> Vec<u8> {
    let mac = keyed_hash(nonce_key).chain_update(plain);
    let mut nonce = [0; NONCE_BYTES];
    for (to, from) in nonce.iter_mut().zip(mac.finalize().into_bytes()) {
        *to = from;
    }
    let mut sealed = nonce.to_vec();
    sealed.extend(encrypt(key, &nonce, aad, plain));
    sealed
}

/// Opens a key that [`seal`] sealed.
pub(crate) fn open_key(key: &[u8; 32], aad: &[u8], sealed: &[u8]) -> Result<[u8; 32], CryptoError> {
    let plain = open(key, aad, sealed)?;
    <[u8; 32]>::try_from(plain.as_slice()).map_err(|_| CryptoError::NotCanonical)
}

/// Opens what [`seal`] made.
pub(crate) fn open(
    key: &[u8; 32],
    aad: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
    let short = CryptoError::Length {
        expected: SEAL_BYTES,
        found: sealed.len(),
    };
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE_BYTES>().ok_or(short)?;
    decrypt(key, nonce, aad, sealed)
}
