//! After the faults: everybody exchanges until it is quiet, and then each law is looked at.

use crate::act::Fault;
use crate::law::{
    BLIND, Broken, CLOCKS, CONVERGENCE, DAMAGED, DELETED, DURABLE, EXACTLY_ONCE, LATER_VERSIONS,
    LIVENESS, Lawful, NO_INVENTED_VALUE, NO_LOST_UPDATE, ORDER, RESTORED, TRIMMED, TWO_HISTORIES,
};
use crate::network::contains;
use crate::oracle::{COUNTER, LATER_READER, MARKER, Wrote, number_of, numbers_in, numbers_shown};
use crate::phone::Phone;
use crate::sabotage::Sabotage;
use crate::server::check_log;
use crate::world::World;
use shared::batch;
use shared::crypto::SpaceKey;
use shared::envelope::{Envelope, open};
use shared::ids::{DeviceId, RecordId};
use shared::merge::{ALIVE, Dot, Op, RecordState, Slot, State, Sub, Version};
use shared::protocol::limits::CLOCK_AHEAD_MS_MAX;
use shared::protocol::messages::LogRow;
use shared::sync::relay::Relay;
use shared::sync::{Alarm, Table, Upload};
use shared::value::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Rounds after which everything has arrived everywhere.
const ROUNDS_MAX: usize = 12;
/// Rounds at whose beginning a person lifts alarms: a lie can cause one after it was told.
const LIFTS_MAX: usize = 3;
/// Requests of one phone in one round.
const REQUESTS_MAX: usize = 120;

impl World<'_> {
    /// Ends the faults and checks every law.
    ///
    /// # Errors
    ///
    /// The first law that is found broken.
    pub fn end(&mut self) -> Lawful {
        self.calm_down();
        self.exchange_until_quiet()?;
        self.look_at_server()?;
        self.trim_kept();
        self.check_server()?;
        self.check_phones()?;
        self.check_state()
    }

    fn calm_down(&mut self) {
        self.restoring_until = 0;
        let looks_away = self.does(Sabotage::LooksAway);
        if !looks_away {
            self.servers.truncate(1);
        }
        self.servers.iter_mut().for_each(Relay::end_sessions);
        self.servers.iter_mut().for_each(Relay::end_leases);
        for phone in &mut self.phones {
            phone.clock_off_ms = 0;
            phone.form = None;
            if !looks_away {
                phone.route = 0;
            }
        }
    }

    /// A person clears up what a lying server showed. What is shown then is judged anew.
    fn lift_alarms(&mut self) -> Lawful<bool> {
        let (town, mut any) = (self.town(), false);
        if !self.may_alarm {
            return Ok(false);
        }
        for who in 0..self.phones.len() {
            let Some(phone) = self.phones.get_mut(who) else {
                continue;
            };
            let spaces = phone.device.spaces();
            if spaces.iter().any(|space| space.alarm.is_some()) {
                any = true;
                let writes = phone.device.lift_alarm(town);
                self.store(who, &writes)?;
            }
        }
        Ok(any)
    }

    fn exchange_until_quiet(&mut self) -> Lawful {
        for phone in &mut self.phones {
            // A request to be let in that came damaged is refused for good; its person would begin again.
            phone.removed |= phone.device.join_problem().is_some();
        }
        for round in 0..ROUNDS_MAX {
            let mut moved = round < LIFTS_MAX && self.lift_alarms()?;
            for who in 0..self.phones.len() {
                if let Some(phone) = self.phones.get_mut(who) {
                    phone.device.retry();
                }
                moved |= self.exchange_alone(who)?;
                // Who asks to be let in has sent something that only the next round answers.
                let asks = |phone: &Phone| phone.device.is_joining() && !phone.removed;
                moved |= self.phones.get(who).is_some_and(asks);
            }
            if !moved {
                return Ok(());
            }
        }
        Err(Broken::new(LIVENESS, "it never gets quiet"))
    }

    fn exchange_alone(&mut self, who: usize) -> Lawful<bool> {
        let mut any = false;
        for _ in 0..REQUESTS_MAX {
            let moved = self.exchange(who, Fault::None)?;
            any |= moved.moved;
            if moved.idle || moved.waits {
                return Ok(any);
            }
        }
        let what = format!("phone {who} asks for ever");
        Err(Broken::new(LIVENESS, what))
    }

    /// Everybody is up to date, holds the same, and holds it after a restart.
    fn check_phones(&mut self) -> Lawful {
        let town = self.town();
        for who in 0..self.phones.len() {
            let Some(phone) = self.phones.get(who).filter(|phone| !phone.removed) else {
                continue;
            };
            if phone.device.is_joining() {
                let what = format!("phone {who} is not let in");
                return Err(Broken::new(LIVENESS, what));
            }
            let info = phone.device.spaces().into_iter().find(|it| it.id == town);
            let Some(info) = info else {
                return Err(Broken::new(LIVENESS, format!("phone {who} has no space")));
            };
            if let Some(alarm) = info.alarm {
                let law = match alarm {
                    Alarm::Rollback if self.restored => RESTORED,
                    _ => LIVENESS,
                };
                return Err(Broken::new(law, format!("phone {who}: alarm {alarm:?}")));
            }
            let sent = phone.device.unsent().is_empty() && info.upload == Upload::Open;
            if !sent || !info.complete {
                let what = format!("phone {who} is not through: {info:?}");
                let law = if self.trimmed { TRIMMED } else { LIVENESS };
                return Err(Broken::new(law, what));
            }
            self.check_bounds(who)?;
            self.check_row_bytes(who)?;
        }
        let Some((first, all)) = self.settled().next().map(|(n, it)| (n, it.clone())) else {
            return Ok(());
        };
        for (who, state) in self.settled() {
            if let Some(why) = difference(&all, state) {
                let law = if self.servers.len() > 1 {
                    TWO_HISTORIES
                } else {
                    CONVERGENCE
                };
                let what = format!("phones {first} and {who} differ: {why}");
                return Err(Broken::new(law, what));
            }
        }
        for who in 0..self.phones.len() {
            self.battery_dies(who)?;
        }
        for (who, state) in self.settled() {
            if let Some(why) = difference(&all, state) {
                let what = format!("phone {who} differs after a restart: {why}");
                return Err(Broken::new(DURABLE, what));
            }
        }
        Ok(())
    }

    /// What is stored is not readable, and the stored log is the server's.
    fn check_row_bytes(&self, who: usize) -> Lawful {
        let (Some(phone), Some(relay)) = (self.phones.get(who), self.servers.first()) else {
            return Ok(());
        };
        let local = phone.device.local_key();
        let rows = phone.disk.rows();
        if rows
            .iter()
            .any(|row| contains(&row.value, MARKER.as_bytes()))
        {
            let what = format!("phone {who} stores readable text");
            return Err(Broken::new(BLIND, what));
        }
        let stored = phone.disk.log(self.town(), local);
        let begins = phone.disk.log_begins(self.town(), local);
        let log = self.watch.whole(relay, self.town());
        let log = log.get(begins..).unwrap_or_default();
        let same = stored.len() == log.len()
            && stored
                .iter()
                .zip(log)
                .all(|(a, b)| a.envelope == b.envelope);
        if same || self.servers.len() > 1 {
            return Ok(());
        }
        let what = format!("phone {who} has stored another log than the server's");
        Err(Broken::new(DAMAGED, what))
    }

    /// States of the phones that are in the space.
    fn settled(&self) -> impl Iterator<Item = (usize, &State)> {
        let town = self.town();
        let phones = self.phones.iter().enumerate();
        let phones = phones.filter(|(_, phone)| !phone.removed);
        phones.filter_map(move |(who, phone)| Some((who, phone.device.state(town)?)))
    }

    fn check_server(&self) -> Lawful {
        let founder = self.phones.first().map(|phone| &phone.device);
        match (
            self.servers.first(),
            founder.and_then(|founder| founder.members(self.town())),
        ) {
            (Some(relay), Some(members)) => {
                check_log(&self.watch.whole(relay, self.town()), members)?;
                self.check_kept(relay)
            }
            _ => Ok(()),
        }
    }

    fn check_state(&self) -> Lawful {
        let Some((_, state)) = self.settled().next() else {
            return Ok(());
        };
        let log = self.open_log();
        self.check_folds(state, &log)?;
        self.check_written(state)?;
        self.check_counts(state)?;
        if self.oracle.exact {
            self.check_deleted(state)?;
        }
        self.check_values(state)?;
        self.check_clocks(state)?;
        self.check_later(&log)?;
        if self.oracle.exact {
            self.check_exactly(state)?;
        }
        Ok(())
    }

    /// Every operation of the server's log with its latest time, as a member reads it.
    fn open_log(&self) -> Vec<(Op, u64)> {
        let (Some(phone), Some(relay)) = (
            self.phones.iter().find(|phone| !phone.removed),
            self.servers.first(),
        ) else {
            return Vec::new();
        };
        self.open_rows(phone, &self.watch.whole(relay, self.town()))
    }

    /// Every operation in rows of the log with its latest time.
    pub(crate) fn open_rows(&self, phone: &Phone, rows: &[LogRow]) -> Vec<(Op, u64)> {
        let keys = self.keys_of(phone);
        let mut ops = Vec::new();
        for row in rows {
            let Ok(envelope) = Envelope::parse(row.envelope.clone()) else {
                continue;
            };
            let key = keys.get(&u64::from(envelope.header().key_epoch));
            let body = key.and_then(|key| open(&envelope, key).ok());
            let Some((_, batch)) = body.and_then(|body| batch::decode(&body).ok()) else {
                continue;
            };
            let latest = (row.received_ms.saturating_add(CLOCK_AHEAD_MS_MAX) << 16) | 0xffff;
            ops.extend(batch.into_iter().map(|op| (op, latest)));
        }
        ops
    }

    /// Keys of the town by their numbers, as a phone has stored them.
    pub(crate) fn keys_of(&self, phone: &Phone) -> BTreeMap<u64, SpaceKey> {
        let mut keys: BTreeMap<u64, SpaceKey> = BTreeMap::new();
        for key in phone.disk.keys(Table::Keys, self.town()) {
            let opened = phone
                .disk
                .open(Table::Keys, key, phone.device.local_key())
                .and_then(|bytes| <[u8; 32]>::try_from(bytes.as_slice()).ok());
            let epoch = key.get(16..).and_then(|it| it.try_into().ok());
            if let (Some(opened), Some(epoch)) = (opened, epoch) {
                keys.insert(u64::from_be_bytes(epoch), SpaceKey::from_bytes(opened));
            }
        }
        keys
    }

    /// The log folds to what the phones hold, in any order that keeps each device's own, and with repetitions.
    fn check_folds(&self, state: &State, log: &[(Op, u64)]) -> Lawful {
        let mut devices: BTreeMap<DeviceId, Vec<Op>> = BTreeMap::new();
        let mut ops = Vec::new();
        for (op, latest) in log {
            let op = Op {
                hlc: op.hlc.min(*latest),
                ..op.clone()
            };
            devices.entry(op.dot.device).or_default().push(op.clone());
            ops.push(op);
        }
        let folded = self.fold(ops.iter());
        if let Some(why) = difference(&folded, state) {
            return Err(Broken::new(
                CONVERGENCE,
                format!("the log folds to another state: {why}"),
            ));
        }
        // Device after device, and every operation twice.
        let other = devices.values().rev().flatten();
        let twice = self.fold(other.flat_map(|op| [op, op]));
        if let Some(why) = difference(&twice, state) {
            let what = format!("another order with repetitions ends in another state: {why}");
            return Err(Broken::new(ORDER, what));
        }
        Ok(())
    }

    pub(crate) fn fold<'o>(&self, ops: impl Iterator<Item = &'o Op>) -> State {
        let mut state = State::default();
        for op in ops {
            if op.min_reader >= LATER_READER {
                state.pass_over(op.dot);
                continue;
            }
            if self.does(Sabotage::LaterClockWins) {
                let there = state.slot(&op.slot).map(|slot| slot.versions.clone());
                let prev = there.into_iter().flatten().map(|version| version.dot);
                state.apply(&Op {
                    prev: prev.collect(),
                    ..op.clone()
                });
                continue;
            }
            let mut op = op.clone();
            if self.does(Sabotage::TwiceIsTwice)
                && state.seen.get(&op.dot.device) == Some(&op.dot.op_no)
            {
                op.dot.op_no += 1 << 32;
            }
            state.apply(&op);
        }
        state
    }

    /// What any live party holds is there; what is hidden was seen by who hid it.
    fn check_written(&self, state: &State) -> Lawful {
        let mut held: BTreeSet<usize> = BTreeSet::new();
        for phone in self.phones.iter().filter(|phone| !phone.removed) {
            held.extend(&phone.holds);
        }
        for number in &held {
            if self.oracle.is_in(state, *number) == Some(false) {
                let written = self.oracle.written.get(*number).map(|it| &it.what);
                let law = match written {
                    Some(Wrote::Raw(_)) => LATER_VERSIONS,
                    _ => self.law_of_loss(),
                };
                return Err(Broken::new(law, format!("save {number} is nowhere")));
            }
        }
        let mut slots: BTreeSet<Slot> = BTreeSet::new();
        slots.extend(self.oracle.written.iter().map(|written| written.slot));
        for slot in slots {
            let (all, shown) = (numbers_in(state, &slot), numbers_shown(state, &slot));
            for number in &all {
                let mut hiders = self
                    .oracle
                    .written
                    .iter()
                    .enumerate()
                    .filter(|(_, by)| by.slot == slot && by.seen.contains(number));
                let hidden = !shown.contains(number);
                if hidden && hiders.clone().next().is_none() {
                    let what = format!("save {number} is hidden and nobody who wrote saw it");
                    return Err(Broken::new(NO_LOST_UPDATE, what));
                }
                let replaced = hiders.any(|(by, _)| all.contains(&by));
                if !hidden && replaced && self.copies < 2 {
                    let what = format!("save {number} is shown although it was replaced");
                    return Err(Broken::new(NO_LOST_UPDATE, what));
                }
            }
        }
        Ok(())
    }

    /// Counts are exact; after copies, what somebody still holds counts, and nothing counts twice.
    fn check_counts(&self, state: &State) -> Lawful {
        let mut held: BTreeSet<usize> = BTreeSet::new();
        for phone in self.phones.iter().filter(|phone| !phone.removed) {
            held.extend(&phone.holds);
        }
        let records: BTreeSet<RecordId> = self
            .oracle
            .written
            .iter()
            .map(|it| it.slot.record)
            .collect();
        let points = self
            .servers
            .first()
            .is_some_and(|it| it.checkpoint(self.town()).is_some());
        for record in records {
            let least = self.oracle.sum(record, held.iter().copied());
            let most = self.oracle.sum(record, 0..self.oracle.written.len());
            let there = state.records.get(&record);
            let total = there.map_or(0, |it| it.counter(COUNTER).total);
            if total < least {
                let what = format!("{total} counted, {least} are held");
                return Err(Broken::new(self.law_of_loss(), what));
            }
            // Of a count that a copy counted on, a checkpoint keeps the total alone: whoever finds its own in it cannot tell.
            let may_be_twice = self.copies > 1 || (self.copies > 0 && points);
            if (total > most && !may_be_twice) || (self.oracle.exact && total != most) {
                let what = format!("{total} counted, {most} were written");
                return Err(Broken::new(EXACTLY_ONCE, what));
            }
        }
        Ok(())
    }

    /// Every value was written by somebody, where it is.
    fn check_values(&self, state: &State) -> Lawful {
        for (id, record) in &state.records {
            for ((field, sub), content) in &record.slots {
                let slot = Slot {
                    record: *id,
                    field: *field,
                    sub: *sub,
                };
                for version in content.versions.iter().chain(&content.past) {
                    if !self.was_written(&slot, version) {
                        let what = format!("nobody wrote {:?} to {slot:?}", version.value);
                        return Err(Broken::new(NO_INVENTED_VALUE, what));
                    }
                }
            }
        }
        Ok(())
    }

    fn was_written(&self, slot: &Slot, version: &Version) -> bool {
        let mut here = self.oracle.written.iter().enumerate();
        match &version.value {
            Value::Int(_) => matches!(slot.sub, Sub::Device(_)) && slot.field == COUNTER,
            value => here.any(|(number, written)| {
                let same = match &written.what {
                    Wrote::Text => number_of(value) == Some(number),
                    Wrote::Raw(bytes) => *value == Value::Unknown(bytes.clone()),
                    Wrote::Took => *value == Value::Null,
                    Wrote::Trashed(_) => matches!(value, Value::Deleted(_)),
                    Wrote::Restored => *value == Value::Bool(true),
                    Wrote::Counted(_) | Wrote::Later => false,
                };
                same && written.slot == *slot
            }),
        }
    }

    /// No time shown is later than ten minutes after the server received it.
    fn check_clocks(&self, state: &State) -> Lawful {
        let latest_ms = self.now_ms().saturating_add(CLOCK_AHEAD_MS_MAX);
        let slots = state.records.values().flat_map(|it| it.slots.values());
        let mut versions = slots.flat_map(|slot| slot.versions.iter().chain(&slot.past));
        match versions.find(|version| version.time_ms() > latest_ms) {
            Some(version) => {
                let ahead = version.time_ms() - latest_ms;
                let what = format!("a version is shown from {ahead} ms in the future");
                Err(Broken::new(CLOCKS, what))
            }
            None => Ok(()),
        }
    }

    /// What only a later version can read is in the log as it was written, and everybody knows that it waits.
    fn check_later(&self, log: &[(Op, u64)]) -> Lawful {
        let later = || log.iter().filter(|(op, _)| op.min_reader == LATER_READER);
        if self.oracle.exact {
            for (dot, (_, op)) in &self.oracle.ops {
                // Its author sets a clock that ran ahead back; nothing else of it changes.
                let same = |there: &Op| {
                    Op {
                        hlc: op.hlc,
                        ..there.clone()
                    } == *op
                        && there.hlc <= op.hlc
                };
                if op.min_reader == LATER_READER && !later().any(|(there, _)| same(there)) {
                    let what = format!("{dot:?} of a later version is not in the log");
                    return Err(Broken::new(LATER_VERSIONS, what));
                }
            }
        }
        let wait = later().count();
        for phone in self.phones.iter().filter(|phone| !phone.removed) {
            let spaces = phone.device.spaces();
            let info = spaces.iter().find(|info| info.id == self.town());
            let count = info.map_or(0, |info| info.waiting_for_update);
            if count != wait {
                let what = format!("{wait} writes wait for an update, a phone says {count}");
                return Err(Broken::new(LATER_VERSIONS, what));
            }
        }
        Ok(())
    }

    /// What is shown is exactly what nobody named as replaced.
    fn check_exactly(&self, state: &State) -> Lawful {
        for (slot, dots) in self.oracle.shown() {
            let versions = state.slot(&slot).map(|slot| &slot.versions);
            let there: BTreeSet<Dot> = versions
                .into_iter()
                .flatten()
                .map(|version| version.dot)
                .collect();
            if there != dots {
                let what = format!("{slot:?} shows {there:?}, written was {dots:?}");
                return Err(Broken::new(NO_LOST_UPDATE, what));
            }
        }
        Ok(())
    }

    /// A record is in the Papierkorb if all that is in it was seen by those who put it there.
    fn check_deleted(&self, state: &State) -> Lawful {
        let expected = self.oracle.shown();
        for (id, record) in &state.records {
            let alive = Slot {
                record: *id,
                field: ALIVE,
                sub: Sub::None,
            };
            let dots = expected.get(&alive).into_iter().flatten();
            let deleters: Option<Vec<_>> = dots
                .map(|dot| {
                    let (number, _) = self.oracle.ops.get(dot)?;
                    match &self.oracle.written.get(*number)?.what {
                        Wrote::Trashed(seen) => Some(seen),
                        _ => None,
                    }
                })
                .collect();
            let deleters = deleters.unwrap_or_default();
            let all = slots_but_alive(record).all(|(field, sub, version)| {
                let place = (field, sub, version.dot);
                deleters.iter().any(|seen| seen.contains(&place))
            });
            let deleted = !deleters.is_empty() && all;
            if deleted != record.trashed() {
                let what = format!("{id}: deleted {deleted}, shown as {}", record.trashed());
                return Err(Broken::new(DELETED, what));
            }
        }
        Ok(())
    }
}

fn slots_but_alive(record: &RecordState) -> impl Iterator<Item = (u16, Sub, &Version)> {
    let slots = record
        .slots
        .iter()
        .filter(|((field, _), _)| *field != ALIVE);
    slots.flat_map(|((field, sub), slot)| {
        slot.versions
            .iter()
            .map(move |version| (*field, *sub, version))
    })
}

/// Says where two states differ.
pub(crate) fn difference(a: &State, b: &State) -> Option<String> {
    if a == b {
        return None;
    }
    for (id, record) in &a.records {
        let Some(other) = b.records.get(id) else {
            return Some(format!("record {id} is missing"));
        };
        for (place, slot) in &record.slots {
            if other.slots.get(place) != Some(slot) {
                return Some(format!(
                    "{id} {place:?}: {slot:?} and {:?}",
                    other.slots.get(place)
                ));
            }
        }
    }
    Some(format!("the rest: {:?} and {:?}", a.seen, b.seen))
}
