//! The join request: what an invited device sends, and what an admin's device checks before letting it in.

use super::label::JOIN;
use super::{CryptoError, DevicePublic};
use crate::ids::InviteId;
use crate::protocol::messages::JoinRequest;

#[cfg(feature = "client")]
use super::{
    DeviceKeys, Entropy, InviteSecret,
    label::{SPOKEN, labelled_hash},
    passphrase::word_at,
};
#[cfg(feature = "client")]
use crate::ids::{Hash, MemberId};

/// Checks that a join request is signed by the device it names. The server can do this much.
///
/// # Errors
///
/// [`CryptoError::JoinSignature`].
pub fn check_join_signature(
    invite: InviteId,
    request: &JoinRequest,
) -> Result<DevicePublic, CryptoError> {
    let device = DevicePublic {
        sign: request.sign_public,
        seal: request.seal_public,
    };
    if device.verify(JOIN, &signed_bytes(invite, request), &request.signature) {
        Ok(device)
    } else {
        Err(CryptoError::JoinSignature)
    }
}

/// Makes the request of a person who was invited.
///
/// # Errors
///
/// [`CryptoError::TooLong`] for a name beyond [`NAME_BYTES_MAX`](super::NAME_BYTES_MAX).
#[cfg(feature = "client")]
pub fn make_join(
    secret: &InviteSecret,
    keys: &DeviceKeys,
    member: MemberId,
    name: &str,
    rng: &mut dyn Entropy,
) -> Result<JoinRequest, CryptoError> {
    let public = keys.public();
    let mut request = JoinRequest {
        member,
        sign_public: public.sign,
        seal_public: public.seal,
        name_sealed: secret.seal_name(member, name, rng)?,
        signature: Vec::new(),
        mac: Hash::ZERO,
    };
    request.signature = keys
        .sign(JOIN, &signed_bytes(secret.invite_id(), &request))
        .to_vec();
    request.mac = secret.mac(&mac_bytes(secret, &request));
    Ok(request)
}

/// Checks a join request with the invitation's secret; returns the device and the person's name.
///
/// # Errors
///
/// [`CryptoError::JoinInvitation`] if it was not made with this invitation, [`CryptoError::JoinSignature`],
/// [`CryptoError::WrongKey`] or [`CryptoError::NotCanonical`] if the name does not open.
#[cfg(feature = "client")]
pub fn check_join(
    secret: &InviteSecret,
    request: &JoinRequest,
) -> Result<(DevicePublic, String), CryptoError> {
    if !secret.verify_mac(&mac_bytes(secret, request), &request.mac) {
        return Err(CryptoError::JoinInvitation);
    }
    let device = check_join_signature(secret.invite_id(), request)?;
    Ok((
        device,
        secret.open_name(request.member, &request.name_sealed)?,
    ))
}

/// Returns four words (44 bits) that both sides read to each other where an admin must be sure whom the
/// request came from.
#[cfg(feature = "client")]
#[must_use]
pub fn spoken_words(
    invite: InviteId,
    inviter: &DevicePublic,
    joining: &DevicePublic,
) -> [&'static str; 4] {
    let parts: [&[u8]; 5] = [
        invite.as_bytes(),
        &inviter.sign,
        &inviter.seal,
        &joining.sign,
        &joining.seal,
    ];
    let hash = labelled_hash(SPOKEN, &parts).0;
    let mut bits = hash
        .iter()
        .take(8)
        .fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte));
    [(); 4].map(|()| {
        let place = usize::try_from(bits >> 53).unwrap_or_default();
        bits <<= 11;
        word_at(place)
    })
}

fn signed_bytes(invite: InviteId, request: &JoinRequest) -> Vec<u8> {
    let mut bytes = Vec::new();
    bytes.extend_from_slice(invite.as_bytes());
    bytes.extend_from_slice(request.member.as_bytes());
    bytes.extend_from_slice(&request.sign_public);
    bytes.extend_from_slice(&request.seal_public);
    bytes.extend_from_slice(&request.name_sealed);
    bytes
}

#[cfg(feature = "client")]
fn mac_bytes(secret: &InviteSecret, request: &JoinRequest) -> Vec<u8> {
    let signed = signed_bytes(secret.invite_id(), request);
    [
        &(signed.len() as u64).to_be_bytes(),
        signed.as_slice(),
        &request.signature,
    ]
    .concat()
}
