//! What removed devices had not sent, before the eyes of an admin: read it, take it over as own writes that
//! say so, or throw it away.
//!
//! The server gives each parcel to one admin device only, so that two admins who decide at once do not count
//! the same visitors twice. Taken over means: the same values, written by this device on top of what the
//! removed person had seen, with a mark in [`TAKEN_OVER_FIELD`].

use super::device::Device;
use super::intents::Wish;
use super::machine::Received;
use super::rows::Write;
use crate::batch;
use crate::crypto::{Entropy, open_parcel, parcel_id};
use crate::ids::{DeviceId, Hash, RecordId, SpaceId};
use crate::merge::{ALIVE, Dot, Edit, Op, RecordState, Slot, State, Sub};
use crate::mlog::Capability;
use crate::protocol::ProblemCode;
use crate::protocol::messages::QuarantineResponse;
use crate::value::Value;
use std::collections::BTreeMap;

/// Field of every record in which stands whose unsent work was taken over: a set of devices.
pub const TAKEN_OVER_FIELD: u16 = 0xfff0;

/// Unsent work of a removed device, opened.
#[derive(Debug, Clone, PartialEq)]
pub struct QuarantinedWork {
    /// Names it for [`Device::take_over`] and [`Device::discard`].
    pub parcel: Hash,
    /// The removed device.
    pub device: DeviceId,
    /// Display name of its person.
    pub name: Option<String>,
    /// When the server received it, milliseconds since 1970.
    pub received_ms: u64,
    /// What was written, without what had arrived before the removal.
    pub ops: Vec<Op>,
}

/// Returns the devices whose unsent work was taken over into a record.
pub fn taken_over(record: &RecordState) -> impl Iterator<Item = DeviceId> {
    let elements = record.elements(TAKEN_OVER_FIELD);
    elements.into_iter().map(|(element, _)| DeviceId(*element))
}

impl Device {
    /// Returns the work that waits for a decision in a space, oldest first.
    #[must_use]
    pub fn quarantine(&self, space: SpaceId) -> Vec<&QuarantinedWork> {
        let decided = |parcel: Hash| {
            let mut intents = self.intents.values();
            intents.any(|intent| intent.wish.parcel() == Some(parcel))
        };
        let mut work: Vec<_> = self
            .parcels
            .iter()
            .filter(|((place, parcel), _)| *place == space && !decided(*parcel))
            .map(|(_, work)| work)
            .collect();
        work.sort_by_key(|work| (work.received_ms, work.parcel));
        work
    }

    /// Asks the server again for unsent work of removed devices.
    pub fn look_into_quarantine(&mut self) {
        let me = self.id();
        let with_removed = |content: &super::space::Space| {
            let members = &content.members;
            members.capability(me) == Some(Capability::Admin)
                && members.devices.values().any(|it| it.removed_at.is_some())
        };
        let due = self.spaces.iter().filter(|(_, it)| with_removed(it));
        self.quarantine_due = due.map(|(space, _)| *space).collect();
    }

    /// Takes work over: it becomes own writes as soon as the server gave the parcel to this device.
    pub fn take_over(
        &mut self,
        space: SpaceId,
        parcel: Hash,
        now_ms: u64,
        rng: &mut dyn Entropy,
    ) -> Vec<Write> {
        let Some(work) = self.parcels.get(&(space, parcel)) else {
            return Vec::new();
        };
        let Ok(body) = batch::encode_stored(work.device, &work.ops) else {
            return Vec::new();
        };
        let wish = Wish::TakeOver {
            parcel,
            from: work.device,
            body,
            at_ms: now_ms,
        };
        vec![self.wish(space, wish, rng)]
    }

    /// Throws work away.
    pub fn discard(&mut self, space: SpaceId, parcel: Hash, rng: &mut dyn Entropy) -> Vec<Write> {
        vec![self.wish(space, Wish::Discard { parcel }, rng)]
    }

    pub(super) fn take_quarantine(&mut self, space: SpaceId, answer: QuarantineResponse) {
        let Some(content) = self.spaces.get(&space) else {
            return;
        };
        self.parcels.retain(|(place, _), _| *place != space);
        for kept in answer.parcels {
            let Some(author) = content.members.devices.get(&kept.device) else {
                continue;
            };
            let keys = &self.identity.keys;
            let body = open_parcel(&kept.parcel, space, &author.public, keys).ok();
            let batch = body.and_then(|body| batch::decode(&body).ok());
            // Only the removed device's own writes: a parcel cannot speak for others.
            let Some((_, ops)) = batch.filter(|(from, _)| *from == kept.device) else {
                continue;
            };
            let seen = content.state.seen.get(&kept.device).copied().unwrap_or(0);
            let new = |op: &Op| op.dot.device == kept.device && op.dot.op_no > seen;
            let parcel = parcel_id(space, &kept.parcel);
            let work = QuarantinedWork {
                parcel,
                device: kept.device,
                name: content.name_of(kept.device),
                received_ms: kept.received_ms,
                ops: ops.into_iter().filter(new).collect(),
            };
            self.parcels.insert((space, parcel), work);
        }
    }

    /// The server gave the parcel to this device: what was wished is done.
    pub(super) fn settled(
        &mut self,
        space: SpaceId,
        number: u64,
        rng: &mut dyn Entropy,
    ) -> Received {
        let Some(intent) = self.intents.get(&number).cloned() else {
            return Received::default();
        };
        let mut received = Received::changed(Vec::new());
        if let Wish::TakeOver {
            from, body, at_ms, ..
        } = &intent.wish
        {
            let ops = batch::decode(body).map(|(_, ops)| ops).unwrap_or_default();
            let state = self.state(space).map(|state| edits_of(&ops, state, *from));
            for change in state.unwrap_or_default() {
                let record = change.1;
                match self.write(space, &[change], *at_ms, rng) {
                    Ok(writes) => received.writes.extend(writes),
                    Err(_) => {
                        // The wish stays; asking again is harmless, and this device may write again some day.
                        if let Some(intent) = self.intents.get_mut(&number) {
                            intent.problem = Some(ProblemCode::Forbidden);
                        }
                        return received;
                    }
                }
                received.records.push((space, record));
            }
        }
        received.writes.push(self.drop_intent(number));
        if let Some(parcel) = intent.wish.parcel() {
            self.parcels.remove(&(space, parcel));
        }
        received
    }
}

/// Turns the writes of a removed device into edits of this one: for each slot what was written last, on top of
/// what the author had seen.
fn edits_of(ops: &[Op], state: &State, from: DeviceId) -> Vec<(u16, RecordId, Vec<Edit>)> {
    let mut last: BTreeMap<Slot, (&Op, Vec<Dot>)> = BTreeMap::new();
    for op in ops {
        let seen = op
            .prev
            .iter()
            .filter(|dot| ops.iter().all(|it| it.dot != **dot));
        let entry = last.entry(op.slot).or_insert((op, Vec::new()));
        entry.0 = op;
        entry.1.extend(seen);
    }
    let mut changes: BTreeMap<(RecordId, u16), Vec<Edit>> = BTreeMap::new();
    for (slot, (op, prev)) in last {
        let field = slot.field;
        let edit = match (slot.sub, &op.value) {
            (Sub::Device(device), value) if device == from => {
                let counted = state.records.get(&slot.record).map_or(0, |record| {
                    let shares = record.counter(field).shares;
                    let share = shares.iter().find(|(id, _)| *id == from);
                    share.map_or(0, |(_, count)| *count)
                });
                Edit::Add {
                    field,
                    amount: value.as_int().unwrap_or(counted).saturating_sub(counted),
                }
            }
            // Nobody counts for another device.
            (Sub::Device(_), _) => continue,
            (Sub::Element(element), Value::Null) => Edit::Take { field, element },
            (Sub::Element(element), value) => Edit::Put {
                field,
                element,
                value: value.clone(),
            },
            (Sub::None, Value::Deleted(_)) if field == ALIVE => Edit::Trash,
            (Sub::None, _) if field == ALIVE => Edit::Restore,
            (Sub::None, value) => Edit::Set {
                field,
                value: value.clone(),
                prev,
            },
        };
        let edits = changes.entry((slot.record, op.kind)).or_default();
        edits.push(edit);
    }
    changes
        .into_iter()
        .map(|((record, kind), mut edits)| {
            edits.push(Edit::Put {
                field: TAKEN_OVER_FIELD,
                element: from.0,
                value: Value::Text(from.to_string()),
            });
            // A move to the Papierkorb comes last: it has seen everything.
            edits.sort_by_key(|edit| matches!(edit, Edit::Trash));
            (kind, record, edits)
        })
        .collect()
}
