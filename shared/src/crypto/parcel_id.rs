//! The name of a parcel and who signed it. The server can check this much and no more.

use super::label::{PARCEL, PARCEL_SIGNATURE, labelled_hash};
use super::{DevicePublic, plain_hash};
use crate::ids::{Hash, SpaceId};
use crate::protocol::messages::Parcel;

/// Returns the name of a parcel: a hash over the space and everything in it but the signature.
#[must_use]
pub fn parcel_id(space: SpaceId, parcel: &Parcel) -> Hash {
    let mut boxes = Vec::new();
    for parcel_box in &parcel.boxes {
        boxes.extend(parcel_box.device.0);
        boxes.extend((parcel_box.sealed.len() as u64).to_be_bytes());
        boxes.extend_from_slice(&parcel_box.sealed);
    }
    let parts: [&[u8]; 3] = [
        space.as_bytes(),
        &plain_hash(&parcel.sealed).0,
        &plain_hash(&boxes).0,
    ];
    labelled_hash(PARCEL, &parts)
}

/// Says whether `from` signed the parcel for this space.
#[must_use]
pub fn check_parcel_signature(space: SpaceId, parcel: &Parcel, from: &DevicePublic) -> bool {
    let id = parcel_id(space, parcel);
    from.verify(PARCEL_SIGNATURE, &id.0, &parcel.signature)
}
