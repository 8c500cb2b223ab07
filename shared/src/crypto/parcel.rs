//! A parcel: what a removed device had not sent, for the admins' eyes only.
//!
//! The removed device no longer gets the space's key, so the parcel has a key of its own, sealed to each
//! admin's device. It is signed, and nothing in it counts before an admin takes it over.

use super::key_box::{open_from, seal_to};
use super::label::{PARCEL, PARCEL_BOX, PARCEL_SIGNATURE, labelled};
use super::sealing::{open, seal};
use super::{
    CryptoError, DeviceKeys, DevicePublic, Entropy, check_parcel_signature, parcel_id, plain_hash,
};
use crate::envelope::padding::{pad, unpad};
use crate::ids::{DeviceId, SpaceId};
use crate::protocol::messages::{Parcel, ParcelBox};
use zeroize::Zeroizing;

/// Seals `body` to the devices of admins and signs it. Devices whose key is unusable are left out.
///
/// # Errors
///
/// [`CryptoError::PublicKey`] if no device is left that could open it.
pub fn seal_parcel(
    body: &[u8],
    space: SpaceId,
    from: &DeviceKeys,
    to: &[DevicePublic],
    rng: &mut dyn Entropy,
) -> Result<Parcel, CryptoError> {
    let key = Zeroizing::new(rng.make_key());
    let sealed = seal(&key, &aad(space, from.id()), &pad(body), rng);
    let bound = plain_hash(&sealed).0;
    let boxes: Vec<ParcelBox> = to
        .iter()
        .filter_map(|device| {
            let info = info(space, from.id(), device.id());
            let sealed = seal_to(device, &info, &bound, &key, rng).ok()?;
            Some(ParcelBox {
                device: device.id(),
                sealed,
            })
        })
        .collect();
    if boxes.is_empty() {
        return Err(CryptoError::PublicKey);
    }
    let mut parcel = Parcel {
        sealed,
        boxes,
        signature: Vec::new(),
    };
    let id = parcel_id(space, &parcel);
    parcel.signature = from.sign(PARCEL_SIGNATURE, &id.0).to_vec();
    Ok(parcel)
}

/// Checks who signed a parcel and opens it.
///
/// # Errors
///
/// [`CryptoError::WrongKey`] for a forged, changed or foreign parcel, [`CryptoError::NotCanonical`] if its
/// content is none.
pub fn open_parcel(
    parcel: &Parcel,
    space: SpaceId,
    from: &DevicePublic,
    keys: &DeviceKeys,
) -> Result<Vec<u8>, CryptoError> {
    if !check_parcel_signature(space, parcel, from) {
        return Err(CryptoError::WrongKey);
    }
    let mine = parcel.boxes.iter().find(|it| it.device == keys.id());
    let mine = mine.ok_or(CryptoError::WrongKey)?;
    let info = info(space, from.id(), keys.id());
    let key = open_from(&mine.sealed, &info, &plain_hash(&parcel.sealed).0, keys)?;
    let padded = open(&Zeroizing::new(key), &aad(space, from.id()), &parcel.sealed)?;
    unpad(&padded)
        .map(<[u8]>::to_vec)
        .ok_or(CryptoError::NotCanonical)
}

fn aad(space: SpaceId, from: DeviceId) -> Vec<u8> {
    labelled(PARCEL, &[space.as_bytes(), from.as_bytes()])
}

fn info(space: SpaceId, from: DeviceId, to: DeviceId) -> Vec<u8> {
    let parts: [&[u8]; 3] = [space.as_bytes(), from.as_bytes(), to.as_bytes()];
    labelled(PARCEL_BOX, &parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::SeededEntropy;

    const SPACE: SpaceId = SpaceId([5; 16]);

    #[test]
    fn a_parcel_opens_for_each_admin_and_nobody_else() {
        let mut rng = SeededEntropy::new(3);
        let keys: Vec<DeviceKeys> = (0..4).map(|_| DeviceKeys::make(&mut rng)).collect();
        let [from, one, two, other] = keys.as_slice() else {
            panic!("four keys");
        };
        let to = [one.public(), two.public()];
        let parcel = seal_parcel(b"words", SPACE, from, &to, &mut rng).unwrap();
        for admin in [one, two] {
            let body = open_parcel(&parcel, SPACE, &from.public(), admin).unwrap();
            assert_eq!(body, b"words");
        }
        let wrong = [
            open_parcel(&parcel, SPACE, &from.public(), other),
            open_parcel(&parcel, SPACE, &other.public(), one),
            open_parcel(&parcel, SpaceId([6; 16]), &from.public(), one),
        ];
        assert!(wrong.iter().all(Result::is_err));
        let mut changed = parcel.clone();
        changed.sealed[40] ^= 1;
        assert!(open_parcel(&changed, SPACE, &from.public(), one).is_err());
        let mut moved = parcel;
        moved.boxes.pop();
        assert!(open_parcel(&moved, SPACE, &from.public(), one).is_err());
    }
}
