//! The name of an envelope, by the run of the app its writes were made in.

use super::label::{RUN_ITEM, labelled};
use super::sealing::keyed_hash;
use crate::ids::{ItemId, SpaceId};
use hmac::Mac as _;

/// Names the envelope of a space that has this number: the first half of an HMAC-SHA256 under the run's secret.
/// Without the secret it is 16 random bytes.
#[must_use]
pub fn run_item(secret: &[u8; 32], space: SpaceId, dev_seq: u64) -> ItemId {
    let named = labelled(RUN_ITEM, &[space.as_bytes(), &dev_seq.to_be_bytes()]);
    let hash = keyed_hash(secret)
        .chain_update(named)
        .finalize()
        .into_bytes();
    let mut item = ItemId([0; 16]);
    for (to, from) in item.0.iter_mut().zip(hash) {
        *to = from;
    }
    item
}
