//! Others' envelopes that the log does not have: they came by hand ([`rescue`](super::rescue)), or a restored server lost
//! them and could not take them back ([`heal`](super::heal)).
//!
//! They prove themselves: signed by their author, who could write at the membership entry they name. They are
//! kept beside the own ones in the outbox, count in the state as soon as the author's envelopes before them
//! are there, and are offered to the server as they are. One leaves with the page of the log that contains it.
//! What the server will not take (its author was removed meanwhile, its number is taken by a copy of its
//! author) stays here and goes into the next rescue file; as long as it counts, it is shown as not sent.

use super::device::{Device, cbor};
use super::http::HttpRequest;
use super::machine::{Received, Task};
use super::rescue::Imported;
use super::rows::{Row, Table, delete, numbered, put};
use super::space::{Fold, Space};
use crate::batch;
use crate::crypto::Entropy;
use crate::envelope::{Envelope, open};
use crate::ids::{DeviceId, RecordId, SpaceId};
use crate::mlog::Capability;
use crate::protocol::limits::{CLOCK_AHEAD_MS_MAX, PUSH_BYTES_MAX, PUSH_ENVELOPES_MAX};
use crate::protocol::messages::{LogRow, RecoverRequest, RecoverResponse};
use crate::protocol::routes;

/// One of them.
#[derive(Debug, Clone)]
pub(super) struct Carried {
    pub(super) row: LogRow,
    /// Its writes count in the state.
    pub(super) shown: bool,
    /// Records it writes to.
    pub(super) records: Vec<(RecordId, u16)>,
}

/// What an envelope is to a space.
enum Standing {
    Sound,
    /// Something is missing to judge it.
    Waits,
    Refused,
}

/// Key of the row of a carried envelope. Longer than those of own ones, which only end with the number.
pub(super) fn key(space: SpaceId, device: DeviceId, dev_seq: u64) -> Vec<u8> {
    let mut key = numbered(space, dev_seq);
    key.extend_from_slice(device.as_bytes());
    key
}

/// Whether a row of the outbox is one of these.
pub(super) const fn is_carried(row: &Row) -> bool {
    row.key.len() > 24
}

impl Device {
    /// Takes one envelope out of a rescue file.
    pub(super) fn carry(
        &mut self,
        space: SpaceId,
        bytes: Vec<u8>,
        now_ms: u64,
        imported: &mut Imported,
        rng: &mut dyn Entropy,
    ) {
        let me = self.id();
        let Some(content) = self.spaces.get_mut(&space) else {
            return;
        };
        let Ok(envelope) = Envelope::parse(bytes.clone()) else {
            imported.refused += 1;
            return;
        };
        let header = envelope.header();
        let place = (header.device, header.dev_seq);
        let read_to = content.log.authors.get(&header.device).copied();
        // Own ones are here, or belong to a copy of this device, which is found out at the server.
        let known = header.device == me
            || header.dev_seq <= read_to.unwrap_or(0)
            || content.outbox.carried.contains_key(&place);
        if known {
            imported.known += 1;
            return;
        }
        if matches!(content.standing(&envelope), Standing::Refused) {
            imported.refused += 1;
            return;
        }
        let row = LogRow {
            received_ms: now_ms,
            envelope: bytes,
            recovered: None,
        };
        let key = key(space, place.0, place.1);
        let value = cbor(&row);
        imported
            .writes
            .push(put(&self.local, Table::Outbox, key, &value, rng));
        imported.fresh += 1;
        content.take_carried(place, row);
    }

    /// Shows what can be shown of it now.
    pub(super) fn show_carried(&mut self, space: SpaceId, imported: &mut Imported) {
        let Some(content) = self.spaces.get_mut(&space) else {
            return;
        };
        let fold = content.show_carried();
        self.hlc = self.hlc.max(fold.hlc);
        let waiting = content.outbox.carried.values().filter(|it| !it.shown);
        imported.waiting += waiting.count();
        let records = fold.records.into_iter();
        imported
            .records
            .extend(records.map(|record| (space, record)));
    }

    /// Shows what waited for the answer that has just come.
    pub(super) fn show_all_carried(&mut self, received: &mut Received) {
        for (space, content) in &mut self.spaces {
            let fold = content.show_carried();
            self.hlc = self.hlc.max(fold.hlc);
            let records = fold.records.into_iter();
            received
                .records
                .extend(records.map(|record| (*space, record)));
        }
    }

    pub(super) fn plan_carry(&self, space: SpaceId) -> Option<(Task, HttpRequest)> {
        let content = self.spaces.get(&space)?;
        let idle = content.head.is_none() || content.founding || content.alarm.is_some();
        if idle || content.is_healing() || content.foreign.is_some() || content.carry_refused {
            return None;
        }
        let mut bytes = 1024;
        let rows: Vec<LogRow> = content
            .outbox
            .carried
            .values()
            .filter(|carried| carried.shown)
            .take(PUSH_ENVELOPES_MAX)
            .take_while(|carried| {
                bytes += carried.row.envelope.len() + 32;
                bytes <= PUSH_BYTES_MAX
            })
            // The server says when it received them.
            .map(|carried| LogRow {
                received_ms: 0,
                ..carried.row.clone()
            })
            .collect();
        if rows.is_empty() {
            return None;
        }
        let request = RecoverRequest {
            // No era: nothing is said about the log, so nothing can have parted from it.
            era: None,
            points: Vec::new(),
            after: content.log.seq(),
            entries: Vec::new(),
            boxes: Vec::new(),
            rows,
        };
        let request = HttpRequest::post(routes::recover(space), routes::CBOR, cbor(&request));
        Some((Task::Carry(space), request))
    }

    pub(super) fn carried_over(&mut self, space: SpaceId, answer: &RecoverResponse) -> Received {
        if let Some(content) = self.spaces.get_mut(&space) {
            if let Some(head) = &mut content.head {
                head.seq = answer.head.max(head.seq);
            }
            // What was stored comes back in the log; what was not waits for a login or a person.
            content.carry_refused = answer.refused.is_some() || answer.stored == 0;
        }
        Received {
            sent: usize::try_from(answer.stored).unwrap_or(0),
            ..Received::changed(Vec::new())
        }
    }
}

impl Space {
    /// Takes up a carried envelope from its row or from a rescue file.
    pub(super) fn take_carried(&mut self, place: (DeviceId, u64), row: LogRow) {
        self.carry_refused = false;
        let carried = Carried {
            row,
            shown: false,
            records: Vec::new(),
        };
        self.outbox.carried.insert(place, carried);
    }

    /// Applies what can be applied: sound, and everything its author wrote before is there.
    pub(super) fn show_carried(&mut self) -> Fold {
        let mut all = Fold::default();
        let places: Vec<_> = self.outbox.carried.keys().copied().collect();
        for (device, dev_seq) in places {
            let logged = self.log.authors.get(&device).copied().unwrap_or(0);
            let before = dev_seq.saturating_sub(1);
            let parted = self.outbox.carried.range((device, 0)..=(device, logged));
            let follows = before == logged && parted.count() == 0
                || self
                    .outbox
                    .carried
                    .get(&(device, before))
                    .is_some_and(|carried| carried.shown);
            let Some(carried) = self.outbox.carried.get(&(device, dev_seq)) else {
                continue;
            };
            if carried.shown || !follows {
                continue;
            }
            let Some((ops, latest_ms)) = self.open_carried(carried) else {
                continue;
            };
            let fold = self.apply(&ops, (latest_ms << 16) | 0xffff);
            all.hlc = all.hlc.max(fold.hlc);
            all.records.extend(fold.records);
            if let Some(carried) = self.outbox.carried.get_mut(&(device, dev_seq)) {
                carried.shown = true;
                carried.records = ops.iter().map(|op| (op.slot.record, op.kind)).collect();
            }
        }
        all
    }

    fn open_carried(&self, carried: &Carried) -> Option<(Vec<crate::merge::Op>, u64)> {
        let envelope = Envelope::parse(carried.row.envelope.clone()).ok()?;
        if !matches!(self.standing(&envelope), Standing::Sound) {
            return None;
        }
        let key = self.keys.get(&envelope.header().key_epoch)?;
        let (author, ops) = batch::decode(&open(&envelope, key).ok()?).ok()?;
        let latest_ms = carried.row.received_ms.saturating_add(CLOCK_AHEAD_MS_MAX);
        (author == envelope.header().device).then_some((ops, latest_ms))
    }

    fn standing(&self, envelope: &Envelope) -> Standing {
        let header = envelope.header();
        if header.space != self.members.space {
            return Standing::Refused;
        }
        if header.m_seq > self.members.seq || !self.keys.contains_key(&header.key_epoch) {
            return Standing::Waits;
        }
        let may = self.members.capability_at(header.device, header.m_seq);
        let signed = self
            .members
            .public(header.device)
            .is_some_and(|author| envelope.verify(author).is_ok());
        let sound = signed
            && may >= Some(Capability::Write)
            && self.members.hash_at(header.m_seq) == Some(header.m_hash)
            && self.members.epoch_at(header.m_seq) == header.key_epoch;
        if sound {
            Standing::Sound
        } else {
            Standing::Refused
        }
    }

    /// An envelope came in the log: what was carried of it goes.
    ///
    /// If the log has another one of that number, its author had a copy: the carried one stays, as the only
    /// trace of what the other copy wrote, and no longer counts in the state.
    pub(super) fn arrived(&mut self, envelope: &Envelope, received: &mut Received) {
        let header = envelope.header();
        let place = (header.device, header.dev_seq);
        let Some(carried) = self.outbox.carried.get(&place) else {
            return;
        };
        let bytes = &carried.row.envelope;
        if bytes != envelope.bytes() && !self.holds_the_same(envelope, bytes) {
            if self.is_healing() {
                // What was read so far is not stored yet.
                self.heal.reload |= carried.shown;
            } else {
                received.reload |= carried.shown;
            }
            return;
        }
        self.outbox.carried.remove(&place);
        let key = key(self.members.space, place.0, place.1);
        received.writes.push(delete(Table::Outbox, key));
    }
}
