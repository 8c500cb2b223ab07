//! A rescue file out of the rows of a device that cannot be built from them any more.
//!
//! Whoever opens the slots still has the local key, and with it every row that is whole: space keys, pages of the log,
//! sealed envelopes. They prove themselves, so another device of the space can take them in as any other rescue file.
//! Saves that were not sealed cannot be signed without the device's keys; they are counted, and their rows stay.

use super::device::cbor;
use super::rescue::{Content, Part, frame};
use super::rows::{Row, Table, number_of, space_of};
use crate::crypto::{Entropy, LocalKey, SpaceKey, seal_rescue};
use crate::envelope::Envelope;
use crate::ids::SpaceId;
use crate::protocol::messages::{LogPage, LogRow};
use std::collections::BTreeMap;

/// What was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Salvaged {
    /// The rescue file.
    pub file: Vec<u8>,
    /// Envelopes in it.
    pub envelopes: usize,
    /// Rows that could not be read or not be signed: what is only in them is not in the file.
    pub left: usize,
}

/// Makes a rescue file of everything in `rows` that is whole. Changes nothing. `None`: nothing can be opened.
pub fn salvage(
    local: &LocalKey,
    rows: &[Row],
    now_ms: u64,
    rng: &mut dyn Entropy,
) -> Option<Salvaged> {
    let mut keys: BTreeMap<SpaceId, (u32, SpaceKey)> = BTreeMap::new();
    let mut found: BTreeMap<SpaceId, Vec<Vec<u8>>> = BTreeMap::new();
    let mut left = 0_usize;
    for row in rows {
        match row.table {
            Table::Keys => {
                let newest = space_of(&row.key).zip(key(row, local));
                let Some((space, (epoch, key))) = newest else {
                    continue;
                };
                if keys.get(&space).is_none_or(|(known, _)| *known < epoch) {
                    keys.insert(space, (epoch, key));
                }
            }
            Table::Log | Table::Outbox => match space_of(&row.key).zip(envelopes(row, local)) {
                Some((space, whole)) => found.entry(space).or_default().extend(whole),
                None => left = left.saturating_add(1),
            },
            Table::Pending => left = left.saturating_add(1),
            _ => {}
        }
    }
    let mut parts = Vec::new();
    let mut count = 0_usize;
    for (space, envelopes) in found {
        let Some((key_epoch, key)) = keys.get(&space) else {
            left = left.saturating_add(1);
            continue;
        };
        count = count.saturating_add(envelopes.len());
        let plain = cbor(&Content {
            made_ms: now_ms,
            envelopes,
        });
        parts.push(Part {
            space,
            key_epoch: *key_epoch,
            sealed: seal_rescue(&plain, key, space, *key_epoch, rng),
        });
    }
    (count > 0).then(|| Salvaged {
        file: frame(&cbor(&parts)),
        envelopes: count,
        left,
    })
}

fn key(row: &Row, local: &LocalKey) -> Option<(u32, SpaceKey)> {
    let bytes = <[u8; 32]>::try_from(row.open(local).ok()?.as_slice()).ok()?;
    let epoch = number_of(&row.key).and_then(|number| u32::try_from(number).ok())?;
    Some((epoch, SpaceKey::from_bytes(bytes)))
}

/// What a row of the log or the outbox holds, as its authors signed it.
fn envelopes(row: &Row, local: &LocalKey) -> Option<Vec<Vec<u8>>> {
    let bytes = row.open(local).ok()?;
    if row.table == Table::Log {
        let page: LogPage = minicbor::decode(&bytes).ok()?;
        return Some(page.rows.into_iter().map(|row| row.envelope).collect());
    }
    let envelope = match minicbor::decode::<LogRow>(&bytes) {
        Ok(carried) if super::carried::is_carried(row) => carried.envelope,
        _ => bytes,
    };
    Envelope::parse(envelope.clone()).ok()?;
    Some(vec![envelope])
}
