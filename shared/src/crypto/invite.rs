//! An invitation: a one-time secret that is shown as a QR code or sent as a link.
//!
//! The secret lets somebody read what they are invited to and send a join request that an admin's device
//! recognises. It never carries a space key: whoever steals the link can only ask to join.

use super::invite_code::{self, InviteCodeError};
use super::label::{INVITE_ID, INVITE_MAC, INVITE_NAME, INVITE_PAYLOAD, labelled};
use super::name::{pad_name, unpad_name};
use super::sealing::{Key, SEAL_BYTES, derive, open, seal};
use super::{CryptoError, DevicePublic, Entropy};
use crate::envelope::padding::{pad, unpad};
use crate::ids::{Hash, InviteId, MemberId, SpaceId};
use crate::mlog::{Capability, Role};
use crate::protocol::limits::INVITE_PAYLOAD_BYTES_MAX;
use core::fmt;
use hmac::{Hmac, KeyInit, Mac};
use minicbor::{Decode, Encode};
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// The secret of an invitation. Wiped when dropped.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct InviteSecret(pub [u8; 16]);

impl InviteSecret {
    /// Makes a new secret.
    #[must_use]
    pub fn make(rng: &mut dyn Entropy) -> Self {
        Self(rng.make_id())
    }

    /// Writes the code that stands behind `#j1.` in a link and under a QR code.
    #[must_use]
    pub fn to_code(&self) -> String {
        invite_code::write(&self.0)
    }

    /// Reads a code as people type it: either case, O for 0, I and L for 1, spaces and hyphens anywhere.
    ///
    /// # Errors
    ///
    /// [`InviteCodeError`] says which character is wrong.
    pub fn from_code(code: &str) -> Result<Self, InviteCodeError> {
        invite_code::read(code).map(Self)
    }

    /// Returns the public name of the invitation.
    #[must_use]
    pub fn invite_id(&self) -> InviteId {
        InviteId(*derive(&self.0, INVITE_ID, &[]))
    }

    /// Seals what the invited person reads before joining.
    ///
    /// # Errors
    ///
    /// [`CryptoError::TooLong`] beyond [`INVITE_PAYLOAD_BYTES_MAX`].
    pub fn seal_payload(
        &self,
        payload: &InvitePayload,
        rng: &mut dyn Entropy,
    ) -> Result<Vec<u8>, CryptoError> {
        let body = minicbor::to_vec(payload).map_err(|_| CryptoError::NotCanonical)?;
        let padded = pad(&body);
        let bytes_max = INVITE_PAYLOAD_BYTES_MAX - SEAL_BYTES;
        if padded.len() > bytes_max {
            return Err(CryptoError::TooLong {
                bytes: padded.len(),
                bytes_max,
            });
        }
        Ok(seal(
            &self.key(INVITE_PAYLOAD),
            &self.aad(INVITE_PAYLOAD),
            &padded,
            rng,
        ))
    }

    /// Opens what [`Self::seal_payload`] sealed.
    ///
    /// # Errors
    ///
    /// [`CryptoError::WrongKey`] for another invitation, [`CryptoError::NotCanonical`] if the content is none
    /// this version understands.
    pub fn open_payload(&self, sealed: &[u8]) -> Result<InvitePayload, CryptoError> {
        let padded = open(&self.key(INVITE_PAYLOAD), &self.aad(INVITE_PAYLOAD), sealed)?;
        let body = unpad(&padded).ok_or(CryptoError::NotCanonical)?;
        minicbor::decode(body).map_err(|_| CryptoError::NotCanonical)
    }

    /// Seals the display name of the person who joins.
    ///
    /// # Errors
    ///
    /// [`CryptoError::TooLong`] beyond [`NAME_BYTES_MAX`](super::NAME_BYTES_MAX).
    pub fn seal_name(
        &self,
        member: MemberId,
        name: &str,
        rng: &mut dyn Entropy,
    ) -> Result<Vec<u8>, CryptoError> {
        Ok(seal(
            &self.key(INVITE_NAME),
            &self.name_aad(member),
            &pad_name(name)?,
            rng,
        ))
    }

    /// Opens what [`Self::seal_name`] sealed.
    ///
    /// # Errors
    ///
    /// [`CryptoError::WrongKey`], [`CryptoError::NotCanonical`].
    pub fn open_name(&self, member: MemberId, sealed: &[u8]) -> Result<String, CryptoError> {
        unpad_name(&open(
            &self.key(INVITE_NAME),
            &self.name_aad(member),
            sealed,
        )?)
    }

    /// Returns the code that proves a message was written by somebody with the invitation.
    #[must_use]
    pub fn mac(&self, message: &[u8]) -> Hash {
        Hash(self.hmac(message).finalize().into_bytes().into())
    }

    /// Says, in constant time, whether `mac` belongs to `message`.
    #[must_use]
    pub fn verify_mac(&self, message: &[u8], mac: &Hash) -> bool {
        self.hmac(message).verify(&mac.0.into()).is_ok()
    }

    fn hmac(&self, message: &[u8]) -> Hmac<Sha256> {
        // A key of one block of the hash is taken as it is.
        let key = derive::<64>(&self.0, INVITE_MAC, &[]);
        Hmac::<Sha256>::new(&(*key).into()).chain_update(message)
    }

    fn key(&self, label: &str) -> Key {
        derive(&self.0, label, &[])
    }

    fn aad(&self, label: &str) -> Vec<u8> {
        labelled(label, &[self.invite_id().as_bytes()])
    }

    fn name_aad(&self, member: MemberId) -> Vec<u8> {
        labelled(
            INVITE_NAME,
            &[self.invite_id().as_bytes(), member.as_bytes()],
        )
    }
}

impl fmt::Debug for InviteSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InviteSecret([redacted])")
    }
}

/// What the invited person reads before joining, and what the device checks the server's answers against.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct InvitePayload {
    /// Name of the network or town.
    #[n(0)]
    pub title: String,
    /// What the person will be.
    #[n(1)]
    pub role: Role,
    /// Spaces the person gets into.
    #[n(2)]
    pub grants: Vec<Grant>,
    /// Public keys of the inviting device.
    #[n(3)]
    pub inviter: DevicePublic,
    /// Display name of the inviting person.
    #[n(4)]
    pub inviter_name: String,
    /// When the invitation ends, milliseconds since 1970.
    #[n(5)]
    pub expires_ms: u64,
    /// How often it may be used.
    #[n(6)]
    pub uses_max: u32,
    /// The person a further device is invited for; `None` invites a new person.
    #[n(7)]
    pub member: Option<MemberId>,
}

/// One space an invitation leads to.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Grant {
    /// The space.
    #[n(0)]
    pub space: SpaceId,
    /// Kind of the space, as [`space_kind_number`](crate::mlog::space_kind_number) writes it.
    #[n(1)]
    pub kind: u8,
    /// What the person may do there.
    #[n(2)]
    pub capability: Capability,
    /// Title of the space.
    #[n(3)]
    pub title: String,
    /// Hash of the space's founding entry: the server cannot show another space under this name.
    #[n(4)]
    pub genesis: Hash,
    /// Last membership entry the inviter knew: the server cannot show an older list.
    #[n(5)]
    pub m_seq: u32,
    /// Hash of that entry.
    #[n(6)]
    pub m_hash: Hash,
}
