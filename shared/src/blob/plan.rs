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
    let mut files: Vec<(u64, [u8; 16], &FileRef)> = Vec::new();
    for field in fields {
        for (element, value) in state.elements(field.id) {
            let Value::File(file) = value else { continue };
            let hlc = state.element(field.id, element).map_or(0, |it| it.hlc);
            let place = files.partition_point(|(at, id, _)| (*at, id) < (hlc, element));
            files.insert(place, (hlc, *element, file));
        }
    }
    files
        .into_iter()
        .map(|(_, element, file)| (element, file))
        .collect()
}

/// Plans from the names records refer to, those of which every chunk is here (both sorted), and what the server listed.
#[must_use]
pub fn plan(wanted: &[Hash], held: &[Hash], listed: &[BlobHead], server_ms: u64) -> Plan {
    let mut plan = Plan::default();
    for name in wanted {
        // A server that lists in another order is only offered what it has.
        let place = listed.binary_search_by(|head| head.name.cmp(name));
        let head = place.ok().and_then(|place| listed.get(place));
        let (complete, dropped) = head.map_or((false, false), |it| (it.complete, it.dropped));
        let here = held.binary_search(name).is_ok();
        if here && (!complete || dropped) {
            plan.offer.push(*name);
        } else if !here && !complete {
            plan.missing.push(*name);
        }
    }
    for head in listed {
        // What has just come may belong to a save that is still on its way.
        let old = head.at_ms.saturating_add(BLOB_YOUNG_MS) <= server_ms;
        if old && !head.dropped && wanted.binary_search(&head.name).is_err() {
            plan.drop.push(head.name);
        }
    }
    plan
}
