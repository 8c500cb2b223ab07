//! Keys and what is sealed with them. One fixed suite, no negotiation.
//!
//! XChaCha20-Poly1305, Ed25519 (strict verification), HPKE base mode X25519/HKDF-SHA256/ChaCha20-Poly1305,
//! HKDF-SHA256, SHA-256, Argon2id. Every key, hash and signature has its purpose in a [`label`].
//!
//! Without the feature `client` only what a server may do is here: name a device, verify. Random bytes come
//! in through [`Entropy`]; nothing here reads a clock or stores anything. Secret types are wiped when
//! dropped and print `[redacted]`.

mod device_public;
mod error;
mod join;
pub mod label;
mod parcel_id;

#[cfg(feature = "client")]
mod device_keys;
#[cfg(feature = "client")]
mod entropy;
#[cfg(feature = "client")]
mod invite;
#[cfg(feature = "client")]
mod invite_code;
#[cfg(feature = "client")]
mod key_box;
#[cfg(feature = "client")]
mod local_key;
#[cfg(feature = "client")]
mod name;
#[cfg(feature = "client")]
mod parcel;
#[cfg(feature = "client")]
pub mod passphrase;
#[cfg(feature = "client")]
mod platform_slot;
#[cfg(feature = "client")]
mod recovery;
#[cfg(feature = "client")]
mod rescue;
#[cfg(feature = "client")]
mod run_item;
#[cfg(feature = "client")]
pub(crate) mod sealing;
#[cfg(feature = "client")]
mod slot;
#[cfg(feature = "client")]
mod space_key;

#[cfg(all(feature = "client", feature = "testing"))]
pub mod costs;
#[cfg(all(feature = "client", any(test, feature = "testing")))]
pub mod known_answers;
#[cfg(all(feature = "client", any(test, feature = "testing")))]
mod seeded;

#[cfg(feature = "client")]
pub use self::{
    device_keys::DeviceKeys,
    entropy::Entropy,
    invite::{Grant, InvitePayload, InviteSecret},
    invite_code::{INVITE_CODE_CHARS, InviteCodeError},
    join::{check_join, make_join, spoken_words},
    key_box::{open_space_key, seal_space_key},
    local_key::LocalKey,
    name::{NAME_BYTES_MAX, NameOf, open_name, seal_name},
    parcel::{open_parcel, seal_parcel},
    passphrase::{Passphrase, PassphraseError},
    platform_slot::PlatformSlot,
    recovery::{RECOVERY_CODE_CHARS, RecoveryCode, RecoveryCodeError},
    rescue::{open_rescue, seal_rescue},
    run_item::run_item,
    slot::{PassphraseSlot, make_slot, open_slot},
    space_key::{SpaceKey, unwrap_previous, wrap_previous},
};
pub use device_public::DevicePublic;
pub(crate) use device_public::plain_hash;
pub use error::CryptoError;
pub use join::check_join_signature;
pub use parcel_id::{check_parcel_signature, parcel_id};
#[cfg(all(feature = "client", any(test, feature = "testing")))]
pub use seeded::SeededEntropy;

#[cfg(test)]
#[cfg(feature = "client")]
mod tests;
