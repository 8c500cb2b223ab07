//! Whole devices against a server in memory, through loss, repetition, dead batteries and lies.

use self::trust::{ask, code_for, let_in};
use super::relay::Relay;
use super::*;
use crate::crypto::{DeviceKeys, Entropy, InviteSecret, LocalKey, SeededEntropy};
use crate::ids::{Hash, MemberId, RecordId, SpaceId};
use crate::merge::{Edit, State};
use crate::mlog::{Capability, Role};
use crate::protocol::ProblemCode;
use crate::records::SpaceKind;
use crate::value::Value;
use proptest::prelude::*;
use std::collections::BTreeMap;

mod attacks;
mod checkpoints;
mod festival;
mod fork;
mod heal;
mod live;
mod mend;
mod receipts;
mod rescue;
mod same;
mod slow_line;
mod trust;

const HOST: &str = "relay.test";
const NOW: u64 = 1_790_000_000_000;

/// A device with its storage.
struct Phone {
    device: Device,
    rows: BTreeMap<(Table, Vec<u8>), Vec<u8>>,
    rng: SeededEntropy,
    clock: u64,
    /// Time at the server while it exchanges.
    relay_ms: u64,
}

/// What happens to an exchange on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    None,
    RequestLost,
    ReplyLost,
    Twice,
    /// The battery dies after the rows were stored and before the request leaves.
    DiesBefore,
    /// The battery dies after the server answered and before anything was stored.
    DiesAfter,
}

impl Phone {
    fn new(seed: u64, name: &str) -> Self {
        let mut rng = SeededEntropy::new(seed);
        let identity = Identity {
            keys: DeviceKeys::make(&mut rng),
            member: MemberId(rng.make_id()),
            name: name.to_owned(),
        };
        let local = LocalKey::make(&mut rng);
        let (device, writes) = Device::create(identity, local, HOST, &mut rng);
        let mut phone = Self {
            device,
            rows: BTreeMap::new(),
            rng,
            clock: NOW,
            relay_ms: NOW,
        };
        phone.commit(writes);
        phone
    }

    fn commit(&mut self, writes: Vec<Write>) {
        for write in writes {
            match write {
                Write::Put { table, key, value } => drop(self.rows.insert((table, key), value)),
                Write::Delete { table, key } => drop(self.rows.remove(&(table, key))),
            }
        }
    }

    fn die(&mut self) {
        let local = LocalKey::from_bytes(*self.device.local_key().as_bytes());
        self.device = Device::load(local, HOST, self.all_rows()).unwrap();
    }

    fn all_rows(&self) -> Vec<Row> {
        let rows = self.rows.iter().map(|((table, key), value)| Row {
            table: *table,
            key: key.clone(),
            value: value.clone(),
        });
        rows.collect()
    }

    fn exchange(&mut self, relay: &mut Relay, fault: Fault) -> Option<Received> {
        let step = self.device.next(self.clock, &mut self.rng)?;
        self.commit(step.writes);
        let lost = Err(NetFailure);
        let answer = match fault {
            Fault::DiesBefore => {
                self.die();
                return Some(Received::default());
            }
            Fault::RequestLost => lost,
            Fault::None | Fault::DiesAfter => Ok(relay.handle(&step.request, self.relay_ms)),
            Fault::ReplyLost => {
                relay.handle(&step.request, self.relay_ms);
                lost
            }
            Fault::Twice => {
                relay.handle(&step.request, self.relay_ms);
                Ok(relay.handle(&step.request, self.relay_ms))
            }
        };
        if fault == Fault::DiesAfter {
            self.die();
            return Some(Received::default());
        }
        let received = self.device.receive(answer, &mut self.rng);
        self.commit(received.writes.clone());
        if received.reload {
            self.die();
        }
        Some(received)
    }

    /// Exchanges without faults until there is nothing to do.
    fn settle(&mut self, relay: &mut Relay) {
        self.device.retry();
        for _ in 0..2000 {
            if self.exchange(relay, Fault::None).is_none() {
                return;
            }
        }
        panic!("never quiet: {:?}", self.device.spaces());
    }

    /// Exchanges without faults until something is so, and no further.
    fn exchange_until(&mut self, relay: &mut Relay, is_so: impl Fn(&Self) -> bool) {
        self.device.retry();
        while !is_so(self) {
            assert!(self.exchange(relay, Fault::None).is_some());
        }
    }

    fn write(&mut self, space: SpaceId, record: RecordId, edits: Vec<Edit>) {
        let writes = self
            .device
            .write(space, &[(10, record, edits)], self.clock, &mut self.rng)
            .unwrap();
        self.commit(writes);
    }

    fn set(&mut self, space: SpaceId, record: RecordId, field: u16, text: &str) {
        let dots = self
            .state(space)
            .records
            .get(&record)
            .map_or_else(Vec::new, |r| r.dots(field));
        self.write(
            space,
            record,
            vec![Edit::Set {
                field,
                value: Value::Text(text.to_owned()),
                prev: dots,
            }],
        );
    }

    fn state(&self, space: SpaceId) -> &State {
        self.device.state(space).unwrap()
    }

    fn total(&self, space: SpaceId, record: RecordId) -> i64 {
        self.state(space)
            .records
            .get(&record)
            .map_or(0, |record| record.counter(3).total)
    }
}

/// What people see, without the order in which it came.
fn seen(state: &State) -> Vec<String> {
    let mut lines = Vec::new();
    for (id, record) in &state.records {
        for (slot, content) in &record.slots {
            let versions: Vec<_> = content.versions.iter().map(|v| (v.dot, &v.value)).collect();
            lines.push(format!("{id} {slot:?} {versions:?} {:?}", content.early));
        }
    }
    lines
}

const RECORD: RecordId = RecordId([1; 16]);

impl Phone {
    /// Founds a further space, and settles.
    fn found(&mut self, relay: &mut Relay, kind: SpaceKind, title: &str) -> SpaceId {
        let new = NewSpace {
            kind,
            title,
            role: Role::Gk,
            bootstrap: None,
        };
        let (space, writes) = self.device.found(&new, NOW, &mut self.rng).unwrap();
        self.commit(writes);
        self.settle(relay);
        space
    }
}

/// A founder with a network and a town, and `count` people in the town.
fn town(count: u64) -> (Relay, Vec<Phone>, SpaceId) {
    let token = Hash([9; 32]);
    let mut relay = Relay::new(HOST, token);
    let mut founder = Phone::new(1, "Gründerin");
    let mut found = |kind, title, bootstrap| {
        let new = NewSpace {
            kind,
            title,
            role: Role::Gk,
            bootstrap,
        };
        let (space, writes) = founder.device.found(&new, NOW, &mut founder.rng).unwrap();
        founder.commit(writes);
        space
    };
    found(SpaceKind::Network, "Netz", Some(token));
    let town = found(SpaceKind::Town, "Musterau", None);
    founder.settle(&mut relay);
    let grants = [(town, Capability::Write)];
    let (_, writes) = founder
        .device
        .invite(
            "Musterau",
            Role::Allianz,
            &grants,
            1000,
            9,
            NOW,
            &mut founder.rng,
        )
        .unwrap();
    founder.commit(writes);
    founder.settle(&mut relay);
    let code = founder.device.invitations()[0].code.clone();
    let mut phones = vec![founder];
    for n in 1..=count {
        let mut phone = Phone::new(n + 1, "Telefon");
        let secret = InviteSecret::from_code(&code).unwrap();
        let preview = relay.handle(&preview_request(&secret), NOW);
        // Nine may come; every one who came is one less.
        let left = u32::try_from(10 - n).unwrap();
        assert_eq!(preview_uses_left(&preview), Some(left));
        let payload = read_preview(&secret, &preview).unwrap();
        assert_eq!(payload.title, "Musterau");
        let writes = phone
            .device
            .join(&secret, &payload, &mut phone.rng)
            .unwrap();
        phone.commit(writes);
        while phone
            .exchange(&mut relay, Fault::None)
            .unwrap()
            .wait_ms
            .is_none()
        {}
        phones[0].settle(&mut relay);
        phone.settle(&mut relay);
        assert!(!phone.device.is_joining());
        assert_eq!(phone.device.spaces()[0].title, "Musterau");
        phones.push(phone);
    }
    (relay, phones, town)
}

#[test]
fn two_phones_of_a_town_see_what_each_wrote_offline() {
    let (mut relay, mut phones, town) = town(2);
    phones[1].set(town, RECORD, 1, "Stadtfest");
    phones[2].set(town, RecordId([2; 16]), 1, "Runder Tisch");
    for _ in 0..2 {
        for phone in &mut phones {
            phone.settle(&mut relay);
        }
    }
    for phone in &phones {
        assert_eq!(
            phone.state(town).records[&RECORD].text(1),
            Some("Stadtfest")
        );
        assert_eq!(
            phone.state(town).records[&RecordId([2; 16])].text(1),
            Some("Runder Tisch")
        );
        assert!(phone.device.unsent().is_empty());
    }
    let names: Vec<_> = (0..3)
        .map(|n| phones[0].device.name_of(town, phones[n].device.id()))
        .collect();
    assert_eq!(
        names,
        [
            Some("Gründerin".into()),
            Some("Telefon".into()),
            Some("Telefon".into())
        ]
    );
}

#[test]
fn a_thousand_taps_without_signal_are_one_operation_and_the_right_sum() {
    let (mut relay, mut phones, town) = town(2);
    for phone in phones.iter_mut().skip(1) {
        for _ in 0..1000 {
            phone.write(
                town,
                RECORD,
                vec![Edit::Add {
                    field: 3,
                    amount: 1,
                }],
            );
        }
        assert_eq!(
            phone
                .rows
                .keys()
                .filter(|(table, _)| *table == Table::Pending)
                .count(),
            1
        );
        phone.die();
        assert_eq!(phone.total(town, RECORD), 1000);
        phone.settle(&mut relay);
    }
    phones[0].settle(&mut relay);
    assert_eq!(phones[0].total(town, RECORD), 2000);
    assert_eq!(relay.log(town).len(), 2);
}

#[test]
fn an_entry_leaves_the_outbox_only_with_the_page_that_contains_it() {
    let (mut relay, mut phones, town) = town(1);
    let phone = &mut phones[1];
    phone.set(town, RECORD, 1, "Stand");
    let pushed = loop {
        let received = phone.exchange(&mut relay, Fault::None).unwrap();
        if received.sent > 0 {
            break received;
        }
    };
    assert_eq!(pushed.sent, 1);
    assert!(phone.rows.keys().any(|(table, _)| *table == Table::Outbox));
    phone.settle(&mut relay);
    assert!(!phone.rows.keys().any(|(table, _)| *table == Table::Outbox));
    assert_eq!(phone.device.confirmed(), 1);
}

/// What a lying server does to its rows.
type Lie = fn(&mut Vec<crate::protocol::messages::LogRow>);

#[test]
fn a_server_that_changes_drops_or_swaps_rows_is_noticed_and_nothing_of_it_counts() {
    let changes: [(&str, Lie); 4] = [
        ("flipped", |rows| rows[0].envelope[200] ^= 1),
        ("dropped", |rows| drop(rows.remove(0))),
        ("swapped", |rows| rows.swap(0, 1)),
        ("repeated", |rows| rows[1] = rows[0].clone()),
    ];
    for (name, change) in changes {
        let (mut relay, mut phones, town) = town(2);
        for text in ["a", "b"] {
            phones[1].set(town, RECORD, 1, text);
            phones[1].settle(&mut relay);
        }
        relay.forge(town, change);
        phones[2].device.retry();
        while phones[2]
            .exchange(&mut relay, Fault::None)
            .is_some_and(|r| r.wait_ms.is_none())
        {}
        assert!(phones[2].device.spaces()[0].alarm.is_some(), "{name}");
        assert!(phones[2].state(town).records.is_empty(), "{name}");
    }
}

#[test]
fn a_space_the_server_does_not_let_found_keeps_nothing_else_from_it() {
    let (mut relay, mut phones, town) = town(2);
    let network = phones[0].device.spaces();
    let network = network.iter().find(|it| it.kind == SpaceKind::Network);
    let network = network.unwrap().id;
    let phone = &mut phones[1];
    // Only an admin of the network may.
    let refused = phone.found(&mut relay, SpaceKind::Town, "Beispielsdorf");
    phone.set(refused, RECORD, 1, "dort");
    phone.set(town, RECORD, 1, "hier");
    let (invite, writes) = phone
        .device
        .invite_own_device(1000, NOW, &mut phone.rng)
        .unwrap();
    phone.commit(writes);
    phone.settle(&mut relay);
    let upload = |phone: &Phone, space| {
        let infos = phone.device.spaces();
        infos.iter().find(|it| it.id == space).map(|it| it.upload)
    };
    let code = ProblemCode::Forbidden;
    assert_eq!(upload(phone, refused), Some(Upload::Blocked(code)));
    assert_eq!(upload(phone, town), Some(Upload::Open));
    let invitations = phone.device.invitations();
    let own = invitations.iter().find(|it| it.id == invite).unwrap();
    assert!(own.announced, "a second device may come into the others");
    phones[2].settle(&mut relay);
    assert_eq!(phones[2].texts(town, 1), ["hier"]);
    phones[1].die();
    assert_eq!(phones[1].texts(refused, 1), ["dort"]);
    assert_eq!(phones[1].device.unsent().len(), 1);
    // Who has become one founds it when everything is tried again.
    let code = code_for(&mut relay, &mut phones[0], network, Capability::Admin);
    ask(&mut relay, &mut phones[1], &code);
    let_in(&mut relay, &mut phones[0]);
    phones[1].settle(&mut relay);
    phones[1].settle(&mut relay);
    assert_eq!(upload(&phones[1], refused), Some(Upload::Open));
    assert_eq!(relay.log(refused).len(), 1);
    assert!(phones[1].device.unsent().is_empty());
}

#[test]
fn somebody_who_may_only_read_cannot_write() {
    let (mut relay, mut phones, town) = town(0);
    let grants = [(town, Capability::Read)];
    let founder = &mut phones[0];
    let (_, writes) = founder
        .device
        .invite(
            "Musterau",
            Role::Lesen,
            &grants,
            1000,
            1,
            NOW,
            &mut founder.rng,
        )
        .unwrap();
    founder.commit(writes);
    founder.settle(&mut relay);
    let invitations = founder.device.invitations();
    let code = &invitations
        .iter()
        .find(|invite| invite.role == Role::Lesen)
        .unwrap()
        .code;
    let secret = InviteSecret::from_code(code).unwrap();
    let preview = relay.handle(&preview_request(&secret), NOW);
    assert_eq!(preview_uses_left(&preview), Some(1));
    let payload = read_preview(&secret, &preview).unwrap();
    let mut reader = Phone::new(50, "Presse");
    let writes = reader
        .device
        .join(&secret, &payload, &mut reader.rng)
        .unwrap();
    reader.commit(writes);
    while reader
        .exchange(&mut relay, Fault::None)
        .unwrap()
        .wait_ms
        .is_none()
    {}
    founder.settle(&mut relay);
    reader.settle(&mut relay);
    let edits = vec![Edit::Set {
        field: 1,
        value: Value::Bool(true),
        prev: vec![],
    }];
    let refused = reader
        .device
        .write(town, &[(10, RECORD, edits)], NOW, &mut reader.rng);
    assert_eq!(refused, Err(WriteError::ReadOnly));
    let preview = relay.handle(&preview_request(&secret), NOW);
    assert_eq!(read_preview(&secret, &preview), Err(InviteProblem::Used));
    assert_eq!(preview_uses_left(&preview), Some(0));
}

#[test]
fn what_was_written_with_a_clock_twenty_years_ahead_counts_as_now() {
    let (mut relay, mut phones, town) = town(2);
    phones[1].clock = NOW + 20 * 365 * 86_400_000;
    phones[1].set(town, RECORD, 1, "aus der Zukunft");
    phones[1].settle(&mut relay);
    phones[2].settle(&mut relay);
    phones[2].set(town, RECORD, 1, "jetzt");
    phones[2].settle(&mut relay);
    phones[0].settle(&mut relay);
    assert_eq!(
        phones[0].state(town).records[&RECORD].text(1),
        Some("jetzt")
    );
    assert_eq!(
        phones[0].state(town).records[&RECORD].conflicts().count(),
        0
    );
}

#[test]
fn an_own_envelope_that_comes_back_with_a_damaged_signature_is_not_kept() {
    let (mut relay, mut phones, town) = town(1);
    let phone = &mut phones[1];
    phone.set(town, RECORD, 1, "Stand");
    while phone.exchange(&mut relay, Fault::None).unwrap().sent == 0 {}
    // The hash of an envelope does not cover its signature, so the chain still fits.
    relay.forge(town, |rows| *rows[0].envelope.last_mut().unwrap() ^= 1);
    for _ in 0..5 {
        drop(phone.exchange(&mut relay, Fault::None));
    }
    assert_eq!(phone.device.spaces()[0].alarm, Some(Alarm::Forged));
    assert!(phone.rows.keys().any(|(table, _)| *table == Table::Outbox));
}

#[test]
fn a_phone_whose_clock_was_ahead_shows_the_same_order_as_everybody() {
    let (mut relay, mut phones, town) = town(2);
    phones[1].clock = NOW + 20 * 365 * 86_400_000;
    phones[1].set(town, RECORD, 1, "aus der Zukunft");
    phones[1].settle(&mut relay);
    phones[2].settle(&mut relay);
    assert_eq!(phones[1].state(town), phones[2].state(town));
}

#[test]
fn what_came_by_hand_from_a_clock_ahead_gets_the_time_of_its_arrival() {
    let (mut relay, mut phones, town) = town(2);
    phones[1].clock = NOW + 20 * 365 * 86_400_000;
    phones[1].set(town, RECORD, 1, "aus der Zukunft");
    let (giver, before) = (&mut phones[1], NOW - 60_000);
    let (file, writes) = giver
        .device
        .rescue(Extent::All, before, &mut giver.rng)
        .unwrap();
    giver.commit(writes);
    let taker = &mut phones[2];
    let imported = taker.device.take_rescue(&file, before, &mut taker.rng);
    taker.commit(imported.unwrap().writes);
    for _ in 0..2 {
        for phone in &mut phones {
            phone.settle(&mut relay);
        }
    }
    assert_eq!(phones[2].state(town), phones[0].state(town));
    assert_eq!(phones[1].state(town), phones[0].state(town));
}

#[test]
fn a_write_of_a_later_version_takes_no_number_from_the_older_one() {
    let (mut relay, mut phones, town) = town(2);
    let phone = &mut phones[1];
    let edit = Edit::Set {
        field: 1,
        value: Value::Bool(true),
        prev: vec![],
    };
    let now = phone.clock;
    let writes = phone
        .device
        .write(town, &[(10, RECORD, vec![edit])], now, &mut phone.rng)
        .unwrap();
    phone.commit(writes);
    // What a later version of the app would have stored.
    let local = LocalKey::from_bytes(*phone.device.local_key().as_bytes());
    for ((table, key), value) in &mut phone.rows {
        if *table == Table::Pending {
            let row = local.open_row(table.name(), key, value).unwrap();
            let (author, mut ops) = crate::batch::decode(&row).unwrap();
            ops[0].min_reader = 2;
            let row = crate::batch::encode_stored(author, &ops).unwrap();
            *value = local.seal_row(table.name(), key, &row, &mut phone.rng);
        }
    }
    phone.die();
    phone.set(town, RECORD, 2, "von der alten App");
    for phone in &mut phones[1..] {
        phone.settle(&mut relay);
        assert_eq!(phone.device.spaces()[0].waiting_for_update, 1);
        assert_eq!(
            phone.state(town).records[&RECORD].text(2),
            Some("von der alten App")
        );
    }
    assert_eq!(phones[1].state(town), phones[2].state(town));
}

#[test]
fn the_server_holds_no_word_of_what_was_written() {
    let (mut relay, mut phones, town) = town(1);
    phones[1].set(town, RECORD, 1, "MARKER-Kuckucksuhr");
    phones[1].settle(&mut relay);
    let held = format!("{relay:?}").into_bytes();
    let rows: Vec<u8> = relay
        .log(town)
        .iter()
        .flat_map(|row| row.envelope.clone())
        .collect();
    let stored: Vec<u8> = phones[1].rows.values().flatten().copied().collect();
    for bytes in [held, rows, stored] {
        for marker in ["MARKER", "Kuckucksuhr", "Musterau", "Telefon"] {
            assert!(
                !bytes
                    .windows(marker.len())
                    .any(|window| window == marker.as_bytes()),
                "{marker}"
            );
        }
    }
}

/// One step of a random history.
#[derive(Debug, Clone)]
enum Act {
    Set {
        phone: usize,
        record: u8,
        field: u16,
        value: u8,
    },
    Count {
        phone: usize,
        amount: u8,
    },
    Exchange {
        phone: usize,
        fault: Fault,
    },
    Die {
        phone: usize,
    },
    EndSessions,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let fault = prop_oneof![
        5 => Just(Fault::None),
        1 => Just(Fault::RequestLost),
        1 => Just(Fault::ReplyLost),
        1 => Just(Fault::Twice),
        1 => Just(Fault::DiesBefore),
        1 => Just(Fault::DiesAfter),
    ];
    let act = prop_oneof![
        3 => (1..4_usize, 1..3_u8, 1..3_u16, 0..9_u8)
            .prop_map(|(phone, record, field, value)| Act::Set { phone, record, field, value }),
        3 => (1..4_usize, 1..5_u8).prop_map(|(phone, amount)| Act::Count { phone, amount }),
        8 => (1..4_usize, fault).prop_map(|(phone, fault)| Act::Exchange { phone, fault }),
        1 => (1..4_usize).prop_map(|phone| Act::Die { phone }),
        1 => Just(Act::EndSessions),
    ];
    prop::collection::vec(act, 1..80)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn whatever_goes_wrong_on_the_way_everybody_ends_with_everything(acts in acts(), page_bytes in 300..3000_usize) {
        let (mut relay, mut phones, town) = town(3);
        relay.page_bytes = page_bytes;
        let mut counted = 0;
        let mut written: BTreeMap<(usize, u8, u16), String> = BTreeMap::new();
        for (number, act) in acts.into_iter().enumerate() {
            match act {
                Act::Set { phone, record, field, value } => {
                    let text = format!("{number}-{value}");
                    phones[phone].set(town, RecordId([record; 16]), field, &text);
                    written.insert((phone, record, field), text);
                }
                Act::Count { phone, amount } => {
                    let edit = Edit::Add { field: 3, amount: i64::from(amount) };
                    phones[phone].write(town, RECORD, vec![edit]);
                    counted += i64::from(amount);
                }
                Act::Exchange { phone, fault } => drop(phones[phone].exchange(&mut relay, fault)),
                Act::Die { phone } => phones[phone].die(),
                Act::EndSessions => relay.end_sessions(),
            }
        }
        for _ in 0..2 {
            for phone in &mut phones {
                phone.settle(&mut relay);
            }
        }
        let all = seen(phones[0].state(town));
        for phone in &mut phones {
            prop_assert!(phone.device.unsent().is_empty());
            prop_assert_eq!(phone.device.spaces()[0].alarm, None);
            prop_assert_eq!(phone.total(town, RECORD), counted);
            prop_assert_eq!(&seen(phone.state(town)), &all);
            phone.die();
            prop_assert_eq!(&seen(phone.state(town)), &all, "the rows hold the same");
        }
        // The last word of each phone on a field is shown, or a later author replaced what they had seen.
        for ((_, record, field), text) in written {
            let record = &phones[0].state(town).records[&RecordId([record; 16])];
            let known = record.history(field).iter().any(|v| v.value == Value::Text(text.clone()));
            prop_assert!(known, "{text} is nowhere");
        }
    }
}
