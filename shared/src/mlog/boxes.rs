//! Key boxes: the space key sealed to a device, and what the server can see of one.
//!
//! Only the device it is for sees whether a box opens. One that does not asks for another: it hands in a box without
//! content for itself. That stands in the place of the useless one until an admin gives a good one, and heads tell
//! admins of it. An entry that lets somebody in does not name its box (a rotation does), so it is mended, not refused.

use super::{MemberOp, Members, SignedEntry};
use crate::crypto::label::{KEY_BOXES, labelled_hash};
use crate::ids::{DeviceId, Hash};
use crate::mlog::Capability;
use crate::protocol::messages::KeyBox;
use std::collections::BTreeSet;

/// Number of bytes of a key box: encapsulated key, key, tag.
pub const KEY_BOX_BYTES: usize = 32 + 32 + 16;

impl KeyBox {
    /// Returns the wish of a device for another box than the one it got.
    #[must_use]
    pub const fn wish(device: DeviceId, key_epoch: u32) -> Self {
        Self {
            device,
            key_epoch,
            sealed: Vec::new(),
        }
    }

    /// Says whether this is no box but the wish for one.
    #[must_use]
    pub const fn is_wish(&self) -> bool {
        self.sealed.is_empty()
    }
}

/// Says whether boxes fit the entries they come with: their size, for whom they are, and who may hand them out.
///
/// An admin may give a box to every present device. Everyone else only to devices their own entries bring in, and with
/// a rotation; for itself a device may wish for another one. A rotation has one box for every device, as its entry
/// says. `by` and `before` are `None` for a founder.
#[must_use]
pub fn boxes_fit(
    boxes: &[KeyBox],
    entries: &[SignedEntry],
    by: Option<DeviceId>,
    before: Option<&Members>,
    after: &Members,
) -> bool {
    let rotations: Vec<(u32, Hash)> = entries
        .iter()
        .filter_map(|entry| match &entry.entry().op {
            MemberOp::Rotate {
                key_epoch,
                boxes_hash,
                ..
            } => Some((*key_epoch, *boxes_hash)),
            _ => None,
        })
        .collect();
    let active: BTreeSet<DeviceId> = after.active_devices().map(|(id, _)| id).collect();
    let may = by.and_then(|by| before?.capability(by));
    let may_hand_out = by.is_none() || may == Some(Capability::Admin);
    let fits = |key_box: &KeyBox| {
        let is_new = before.is_none_or(|before| !before.devices.contains_key(&key_box.device));
        let of_rotation = rotations
            .iter()
            .any(|(epoch, _)| *epoch == key_box.key_epoch);
        let fits = if key_box.is_wish() {
            by == Some(key_box.device) && key_box.key_epoch == after.key_epoch
        } else {
            key_box.sealed.len() == KEY_BOX_BYTES && (may_hand_out || is_new || of_rotation)
        };
        fits && active.contains(&key_box.device) && after.kids.contains_key(&key_box.key_epoch)
    };
    boxes.iter().all(fits)
        && rotations.iter().all(|(epoch, hash)| {
            let of_it = boxes.iter().filter(|key_box| key_box.key_epoch == *epoch);
            let of_it: Vec<KeyBox> = of_it.cloned().collect();
            let covered: BTreeSet<DeviceId> = of_it.iter().map(|key_box| key_box.device).collect();
            covered == active && boxes_hash(&of_it) == *hash
        })
}

/// Hashes the key boxes handed out with a rotation, in the order of their devices.
#[must_use]
pub fn boxes_hash(boxes: &[KeyBox]) -> Hash {
    let mut sorted: Vec<&KeyBox> = boxes.iter().collect();
    sorted.sort_by_key(|key_box| (key_box.device, key_box.key_epoch));
    let mut bytes = Vec::new();
    for key_box in sorted {
        bytes.extend(key_box.device.0);
        bytes.extend(key_box.key_epoch.to_be_bytes());
        bytes.extend((key_box.sealed.len() as u64).to_be_bytes());
        bytes.extend_from_slice(&key_box.sealed);
    }
    labelled_hash(KEY_BOXES, &[&bytes])
}
