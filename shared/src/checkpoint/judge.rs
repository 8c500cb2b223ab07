//! Whom to believe: when a checkpoint counts, for the server that trims by it and for every device that begins with it.
//!
//! The server cannot compute the digest; it only counts signatures. Devices ask the same questions again, so that
//! a server alone can neither make a checkpoint nor keep one alive whose people are gone.

use super::{SignedAttest, SignedManifest};
use crate::ids::{DeviceId, Hash, MemberId};
use crate::mlog::{Capability, Members};
use crate::protocol::ProblemCode;
use crate::protocol::limits::CHECKPOINT_AHEAD_MS_MAX;
use std::collections::BTreeSet;

/// Why a checkpoint does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Doubt {
    /// It is of another space, or names a membership entry that is not the one known here.
    #[error("it names a membership entry that is not the one known here")]
    Members,
    /// Membership entries are missing here: load them and ask again.
    #[error("membership entries are missing here")]
    MembersMissing,
    /// Its maker could not write then.
    #[error("its maker could not write")]
    NotAllowed,
    /// It is sealed with a key that was not the current one.
    #[error("it is sealed with an old key")]
    Key,
    /// The signature is not the maker's.
    #[error("the signature is not the maker's")]
    Signature,
    /// Nobody else has confirmed it.
    #[error("nobody else has confirmed it")]
    Unconfirmed,
    /// Somebody in the space comes to another digest.
    #[error("somebody in the space comes to another digest")]
    Contradicted,
    /// Everybody who vouched for it was removed since.
    #[error("everybody who vouched for it was removed")]
    Gone,
}

/// Checks what a manifest says about its maker, and the signature.
///
/// # Errors
///
/// [`Doubt`].
pub fn check_manifest(members: &Members, signed: &SignedManifest) -> Result<(), Doubt> {
    let manifest = signed.manifest();
    check_entry(members, manifest.m_seq, manifest.m_hash)?;
    if manifest.space != members.space {
        return Err(Doubt::Members);
    }
    if members.capability_at(manifest.device, manifest.m_seq) < Some(Capability::Write) {
        return Err(Doubt::NotAllowed);
    }
    if manifest.key_epoch != members.epoch_at(manifest.m_seq) {
        return Err(Doubt::Key);
    }
    let maker = members.public(manifest.device);
    if maker.is_some_and(|maker| signed.verify(maker)) {
        Ok(())
    } else {
        Err(Doubt::Signature)
    }
}

/// Says whether a checkpoint counts.
///
/// Its maker could write, somebody else who was in the space came to the same digest, nobody who is in it to another,
/// and one of those who vouch is still there. Where there was one person only, the maker is enough.
///
/// # Errors
///
/// [`Doubt`].
pub fn confirmed(
    members: &Members,
    signed: &SignedManifest,
    attests: &[SignedAttest],
) -> Result<(), Doubt> {
    check_manifest(members, signed)?;
    let manifest = signed.manifest();
    let maker = members.member_of(manifest.device);
    let sound = attests
        .iter()
        .filter(|attest| judge_attest(members, signed, attest).is_ok());
    let (agree, differ): (Vec<_>, Vec<_>) =
        sound.partition(|attest| attest.attest().digest == manifest.digest);
    let here = |device: DeviceId| members.capability(device).is_some();
    if differ.iter().any(|attest| here(attest.attest().device)) {
        return Err(Doubt::Contradicted);
    }
    let others = agree
        .iter()
        .filter(|attest| members.member_of(attest.attest().device) != maker);
    if others.count() == 0 && people_at(members, manifest.m_seq) > 1 {
        return Err(Doubt::Unconfirmed);
    }
    let vouch = agree.iter().any(|attest| here(attest.attest().device));
    if vouch || here(manifest.device) {
        Ok(())
    } else {
        Err(Doubt::Gone)
    }
}

/// Checks one attestation of a checkpoint: its device was in the space and signed it.
///
/// # Errors
///
/// [`Doubt`].
pub fn judge_attest(
    members: &Members,
    signed: &SignedManifest,
    attest: &SignedAttest,
) -> Result<(), Doubt> {
    let said = attest.attest();
    if said.space != members.space || said.checkpoint != signed.hash() {
        return Err(Doubt::Members);
    }
    check_entry(members, said.m_seq, said.m_hash)?;
    if members.capability_at(said.device, said.m_seq).is_none() {
        return Err(Doubt::NotAllowed);
    }
    let device = members.public(said.device);
    if device.is_some_and(|device| attest.verify(device)) {
        Ok(())
    } else {
        Err(Doubt::Signature)
    }
}

fn check_entry(members: &Members, m_seq: u32, m_hash: Hash) -> Result<(), Doubt> {
    match members.hash_at(m_seq) {
        Some(hash) if hash == m_hash => Ok(()),
        None if m_seq > members.seq => Err(Doubt::MembersMissing),
        Some(_) | None => Err(Doubt::Members),
    }
}

/// Number of persons who were in the space after entry `m_seq`.
fn people_at(members: &Members, m_seq: u32) -> usize {
    let there = members
        .devices
        .keys()
        .filter(|device| members.capability_at(**device, m_seq).is_some());
    let people: BTreeSet<MemberId> = there
        .filter_map(|device| members.member_of(*device))
        .collect();
    people.len()
}

/// A checkpoint that is offered to a server, with what the server knows about its place.
#[derive(Debug, Clone, Copy)]
pub struct Offer<'a> {
    /// Who offers it.
    pub device: DeviceId,
    /// The membership of the space.
    pub members: &'a Members,
    /// Chain hash the server holds at the checkpoint's number; `None` beyond the head.
    pub chain: Option<Hash>,
    /// Number of the newest checkpoint that counts; 0 for none.
    pub confirmed_seq: u64,
    /// Its name; [`Hash::ZERO`] for none.
    pub confirmed: Hash,
    /// The server's time, milliseconds since 1970.
    pub now_ms: u64,
}

/// Judges an offered checkpoint: devices offer their own, with the key and entries of now, on top of the newest one
/// that counts.
///
/// # Errors
///
/// The code for the client.
pub fn judge_offer(offer: &Offer<'_>, signed: &SignedManifest) -> Result<(), ProblemCode> {
    let (members, manifest) = (offer.members, signed.manifest());
    match members.capability(offer.device) {
        None => return Err(ProblemCode::Removed),
        Some(Capability::Read) => return Err(ProblemCode::Forbidden),
        Some(Capability::Write | Capability::Admin) => {}
    }
    check_manifest(members, signed).map_err(|doubt| match doubt {
        Doubt::MembersMissing => ProblemCode::HealNeeded,
        _ => ProblemCode::Refused,
    })?;
    if manifest.device != offer.device {
        return Err(ProblemCode::Refused);
    }
    if manifest.key_epoch != members.key_epoch {
        return Err(ProblemCode::StaleKey);
    }
    let Some(chain) = offer.chain else {
        return Err(ProblemCode::HealNeeded);
    };
    if manifest.time_ms > offer.now_ms.saturating_add(CHECKPOINT_AHEAD_MS_MAX) {
        // It would leave out what is not old yet.
        return Err(ProblemCode::Refused);
    }
    let follows = manifest.seq > offer.confirmed_seq && manifest.parent == offer.confirmed;
    if chain == manifest.chain && follows {
        Ok(())
    } else {
        Err(ProblemCode::Refused)
    }
}
