//! What a device does about the blobs of a space: send what the server lacks, name what nobody refers to.
//!
//! The queue is stored nowhere: it follows from what records refer to, what lies here and what the server says it
//! has. So it survives a kill, and a server restored from a backup gets back what any phone still holds.

use super::FileRef;
use crate::ids::Hash;
use crate::merge::RecordState;
use crate::protocol::limits::BLOB_YOUNG_MS;
use crate::protocol::messages::BlobHead;
use crate::records::{FieldKind, RecordDef};
use crate::value::Value;
use std::collections::BTreeSet;

/// What to do about the blobs of one space.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Send these: the server lacks them, or was told to forget them.
    pub offer: Vec<Hash>,
    /// Nobody refers to these any longer.
    pub drop: Vec<Hash>,
    /// Referred to, and neither here nor on the server: another phone may bring them.
    pub missing: Vec<Hash>,
}

/// Returns the files a record holds, with the elements they stand under, those attached first.
pub fn files_of<'s>(def: &RecordDef, state: &'s RecordState) -> Vec<([u8; 16], &'s FileRef)> {
    let fields = def
        .fields
        .iter()
        .filter(|field| matches!(field.kind, FieldKind::Files));
    let mut files: Vec<(u64, [u8; 16], &FileRef)> = fields
        .flat_map(|field| {
            let elements = state.elements(field.id).into_iter();
            elements.filter_map(|(element, value)| match value {
                Value::File(file) => {
                    let hlc = state.element(field.id, element).map_or(0, |it| it.hlc);
                    Some((hlc, *element, &**file))
                }
                _ => None,
            })
        })
        .collect();
    files.sort_unstable_by_key(|(hlc, element, _)| (*hlc, *element));
    files
        .into_iter()
        .map(|(_, element, file)| (element, file))
        .collect()
}

/// Plans from the names records refer to, those of which every chunk is here, and what the server listed.
#[must_use]
pub fn plan(
    wanted: &BTreeSet<Hash>,
    held: &BTreeSet<Hash>,
    listed: &[BlobHead],
    server_ms: u64,
) -> Plan {
    let kept: BTreeSet<Hash> = listed
        .iter()
        .filter(|head| head.complete)
        .map(|head| head.name)
        .collect();
    let safe: BTreeSet<Hash> = listed
        .iter()
        .filter(|head| head.complete && !head.dropped)
        .map(|head| head.name)
        .collect();
    let offer = wanted
        .intersection(held)
        .filter(|name| !safe.contains(*name));
    // What has just come may belong to a save that is still on its way.
    let old = |head: &&BlobHead| head.at_ms.saturating_add(BLOB_YOUNG_MS) <= server_ms;
    let drop = listed
        .iter()
        .filter(|head| !head.dropped && !wanted.contains(&head.name))
        .filter(old);
    let missing = wanted
        .iter()
        .filter(|name| !held.contains(*name) && !kept.contains(*name));
    Plan {
        offer: offer.copied().collect(),
        drop: drop.map(|head| head.name).collect(),
        missing: missing.copied().collect(),
    }
}
