//! Phones whose storage was copied or went back: every edit of every copy arrives, counted once.

use super::*;

impl Phone {
    /// A second phone with the same storage. Both start anew, as after a restored backup.
    pub(super) fn copy(&mut self, seed: u64) -> Self {
        self.die();
        self.copy_running(seed)
    }

    /// A second phone with the storage as it is now, while the app runs on with what it has in memory.
    pub(super) fn copy_running(&self, seed: u64) -> Self {
        let local = LocalKey::from_bytes(*self.device.local_key().as_bytes());
        let rows = self.rows.iter().map(|((table, key), value)| Row {
            table: *table,
            key: key.clone(),
            value: value.clone(),
        });
        Self {
            device: Device::load(local, HOST, rows.collect()).unwrap(),
            rows: self.rows.clone(),
            rng: SeededEntropy::new(seed),
            // Two taps in one millisecond on two copies would be taken for one.
            clock: self.clock + seed,
            relay_ms: self.relay_ms,
        }
    }

    pub(super) fn count(&mut self, space: SpaceId, amount: i64) {
        self.write(space, RECORD, vec![Edit::Add { field: 3, amount }]);
    }

    pub(super) fn texts(&self, space: SpaceId, field: u16) -> Vec<String> {
        let record = &self.state(space).records[&RECORD];
        let mut texts: Vec<String> = record
            .history(field)
            .iter()
            .filter_map(|version| version.value.as_text().map(str::to_owned))
            .collect();
        texts.sort();
        texts
    }
}

pub(super) fn settle_all(phones: &mut [Phone], relay: &mut Relay) {
    for _ in 0..3 {
        for phone in phones.iter_mut() {
            phone.settle(relay);
        }
    }
}

pub(super) fn assert_alike(phones: &mut [Phone], town: SpaceId) {
    let all = seen(phones[0].state(town));
    for (number, phone) in phones.iter_mut().enumerate() {
        let info = &phone.device.spaces()[0];
        assert_eq!(info.alarm, None, "phone {number}");
        assert_eq!(info.upload, Upload::Open, "phone {number}");
        assert!(phone.device.unsent().is_empty(), "phone {number}");
        assert_eq!(seen(phone.state(town)), all, "phone {number}");
        phone.die();
        assert_eq!(seen(phone.state(town)), all, "phone {number} from its rows");
    }
}

#[test]
fn what_a_copied_phone_and_its_copy_write_arrives_from_both() {
    let (mut relay, mut phones, town) = town(2);
    phones[1].set(town, RECORD, 1, "vorher");
    phones[1].count(town, 10);
    phones[1].settle(&mut relay);
    let mut copy = phones[1].copy(77);
    phones[1].set(town, RECORD, 1, "vom Original");
    phones[1].count(town, 3);
    copy.set(town, RECORD, 1, "von der Kopie");
    copy.count(town, 5);
    phones.push(copy);
    settle_all(&mut phones, &mut relay);
    assert_alike(&mut phones, town);
    assert_eq!(phones[0].total(town, RECORD), 18);
    assert_eq!(
        phones[0].texts(town, 1),
        ["vom Original", "von der Kopie", "vorher"]
    );
    assert_eq!(phones[1].device.parted(), None);
    assert_eq!(phones[3].device.parted(), Some(Parted { reissued: 2 }));
    assert_ne!(phones[1].device.id(), phones[3].device.id());
    assert_eq!(phones[1].device.member(), phones[3].device.member());
    // Both stay devices of the person and go on by themselves.
    phones[1].count(town, 1);
    phones[3].count(town, 1);
    settle_all(&mut phones, &mut relay);
    assert_alike(&mut phones, town);
    assert_eq!(phones[0].total(town, RECORD), 20);
    let writes = phones[3].device.parted_was_told();
    phones[3].commit(writes);
    phones[3].die();
    assert_eq!(phones[3].device.parted(), None);
}

#[test]
fn what_is_founded_between_parting_and_the_new_name_keeps_nothing_from_the_server() {
    let (mut relay, mut phones, town) = town(1);
    phones[0].settle(&mut relay);
    let mut copy = phones[0].copy(77);
    phones[0].count(town, 3);
    phones[0].settle(&mut relay);
    copy.count(town, 5);
    copy.exchange_until(&mut relay, |copy| copy.device.parted().is_some());
    // The session still has the former name, the founding entry the new one.
    let founded = copy.found(&mut relay, SpaceKind::Town, "Beispielsdorf");
    copy.count(founded, 7);
    copy.settle(&mut relay);
    phones.push(copy);
    settle_all(&mut phones, &mut relay);
    assert_alike(&mut phones, town);
    assert_eq!(phones[1].total(town, RECORD), 8);
    assert_eq!(relay.log(founded).len(), 1);
}

#[test]
fn what_was_counted_before_the_copy_and_never_sent_counts_once() {
    let (mut relay, mut phones, town) = town(1);
    phones[1].count(town, 10);
    let mut copy = phones[1].copy(77);
    phones[1].count(town, 3);
    copy.count(town, 5);
    phones.push(copy);
    settle_all(&mut phones, &mut relay);
    assert_alike(&mut phones, town);
    assert_eq!(phones[0].total(town, RECORD), 18);
}

/// A phone that counted 4, was copied while the app ran, and counted on: what was not sealed took the place of what the
/// copy still holds.
fn copied_between_two_counts() -> (Relay, Vec<Phone>, SpaceId) {
    let (relay, mut phones, town) = town(1);
    phones[1].count(town, 4);
    let copy = phones[1].copy_running(77);
    phones[1].count(town, 1);
    phones.push(copy);
    (relay, phones, town)
}

/// One of the two sends first, the other counts on or not, and all is counted once.
fn count_once(sends: usize, counts_on: usize) {
    for (started_anew, amount, sum) in [(false, 0, 5), (false, 2, 7), (true, 0, 5), (true, 2, 7)] {
        let (mut relay, mut phones, town) = copied_between_two_counts();
        if started_anew {
            phones[1].die();
        }
        phones[sends].settle(&mut relay);
        if amount > 0 {
            phones[counts_on].count(town, amount);
        }
        settle_all(&mut phones, &mut relay);
        assert_alike(&mut phones, town);
        assert_eq!(phones[0].total(town, RECORD), sum);
    }
}

#[test]
fn what_was_counted_on_and_sent_holds_what_a_copy_made_meanwhile_still_has() {
    count_once(1, 2);
}

#[test]
fn what_a_copy_sent_is_not_counted_again_by_the_phone_that_counted_on() {
    count_once(2, 1);
}

#[test]
fn counts_of_two_copies_with_one_number_are_two_counts() {
    let (mut relay, mut phones, town) = town(1);
    let mut copy = phones[1].copy_running(77);
    phones[1].count(town, 4);
    phones[1].count(town, 1);
    copy.count(town, 2);
    phones.push(copy);
    settle_all(&mut phones, &mut relay);
    assert_alike(&mut phones, town);
    assert_eq!(phones[0].total(town, RECORD), 7);
}

#[test]
fn a_copy_keeps_what_was_written_between_the_counts_that_took_each_other_s_place() {
    let (mut relay, mut phones, town) = town(1);
    phones[1].count(town, 4);
    phones[1].set(town, RECORD, 1, "dazwischen");
    let mut copy = phones[1].copy_running(77);
    phones[1].count(town, 1);
    phones[1].settle(&mut relay);
    copy.set(town, RECORD, 2, "danach");
    phones.push(copy);
    settle_all(&mut phones, &mut relay);
    assert_alike(&mut phones, town);
    assert_eq!(phones[0].total(town, RECORD), 5);
    assert_eq!(phones[0].texts(town, 1), ["dazwischen"]);
    assert_eq!(phones[0].texts(town, 2), ["danach"]);
    assert_eq!(phones[2].device.parted(), Some(Parted { reissued: 1 }));
}

#[test]
fn what_both_copies_held_counts_once_although_it_arrived_in_several_pages() {
    let (mut relay, mut phones, town) = town(1);
    phones[1].set(town, RECORD, 1, "in beiden");
    phones[1].die();
    phones[1].count(town, 4);
    let copy = phones[1].copy_running(77);
    phones[1].settle(&mut relay);
    phones.push(copy);
    relay.page_bytes = 1;
    settle_all(&mut phones, &mut relay);
    assert_alike(&mut phones, town);
    assert_eq!(phones[0].total(town, RECORD), 4);
    assert_eq!(phones[0].texts(town, 1), ["in beiden"]);
    assert_eq!(phones[2].device.parted(), Some(Parted { reissued: 0 }));
}

#[test]
fn what_both_copies_held_is_there_whenever_the_battery_dies() {
    let (mut relay, mut phones, town) = town(1);
    phones[1].set(town, RECORD, 1, "in beiden");
    let mut copy = phones[1].copy(77);
    phones[1].set(town, RECORD, 2, "Original");
    phones[1].settle(&mut relay);
    copy.set(town, RECORD, 2, "Kopie");
    while copy.device.parted().is_none() {
        drop(copy.exchange(&mut relay, Fault::None));
    }
    copy.die();
    assert_eq!(copy.texts(town, 1), ["in beiden"]);
}

#[test]
fn a_page_that_shows_a_copy_and_a_lie_keeps_nobody_out() {
    let (mut relay, mut phones, town) = town(1);
    let mut copy = phones[1].copy(77);
    phones[1].set(town, RECORD, 1, "Original");
    phones[1].settle(&mut relay);
    copy.set(town, RECORD, 1, "Kopie");
    let honest = relay.clone();
    relay.forge(town, |rows| rows.push(rows[0].clone()));
    while !copy
        .device
        .next(copy.clock, &mut copy.rng)
        .is_some_and(|step| step.request.path.contains("/log?"))
    {
        drop(copy.exchange(&mut relay, Fault::None));
    }
    drop(copy.exchange(&mut relay, Fault::None));
    relay.restore(&honest);
    phones.push(copy);
    settle_all(&mut phones, &mut relay);
    assert_alike(&mut phones, town);
    assert_eq!(phones[0].texts(town, 1), ["Kopie", "Original"]);
}

#[test]
fn a_copy_that_parts_shows_what_a_clock_ahead_counted_like_everybody() {
    let (mut relay, mut phones, town) = town(1);
    phones[1].clock = NOW + 20 * 365 * 86_400_000;
    phones[1].count(town, 10);
    phones[1].settle(&mut relay);
    let mut copy = phones[1].copy(77);
    copy.count(town, 5);
    phones[1].count(town, 3);
    phones.push(copy);
    settle_all(&mut phones, &mut relay);
    assert!(phones[2].device.parted().is_some());
    assert_eq!(phones[2].state(town), phones[0].state(town));
}

#[test]
fn what_a_copy_sent_of_a_count_stays_on_the_screen_of_who_counted_on() {
    let (mut relay, mut phones, town) = town(1);
    phones[1].count(town, 1);
    phones[1].set(town, RECORD, 1, "vorher");
    let mut copy = phones[1].copy_running(77);
    phones[1].count(town, 1);
    copy.settle(&mut relay);
    phones.push(copy);
    settle_all(&mut phones, &mut relay);
    assert_eq!(phones[1].total(town, RECORD), 2);
    assert_alike(&mut phones, town);
}

#[test]
fn a_phone_that_went_back_to_its_backup_loses_nothing_and_deletes_nothing_it_did_not_see() {
    let (mut relay, mut phones, town) = town(1);
    phones[1].set(town, RECORD, 1, "vorher");
    phones[1].settle(&mut relay);
    let backup = phones[1].copy(77);
    phones[1].set(town, RECORD, 2, "nach der Sicherung");
    phones[1].settle(&mut relay);
    phones[1] = backup;
    phones[1].write(town, RECORD, vec![Edit::Trash]);
    settle_all(&mut phones, &mut relay);
    assert_alike(&mut phones, town);
    let record = &phones[0].state(town).records[&RECORD];
    assert_eq!(record.text(2), Some("nach der Sicherung"));
    assert!(!record.trashed() && record.edited_after_trash().is_some());
    assert!(phones[1].device.parted().is_some());
}

#[test]
fn a_server_that_makes_up_a_copy_makes_no_phone_change_its_keys() {
    let (mut relay, mut phones, town) = town(1);
    phones[1].set(town, RECORD, 1, "echt");
    phones[1].settle(&mut relay);
    let id = phones[1].device.id();
    let mut old = phones[1].copy(77);
    phones[1].set(town, RECORD, 1, "zweite");
    phones[1].settle(&mut relay);
    relay.forge(town, |rows| rows[1].envelope[200] ^= 1);
    old.device.retry();
    while old
        .exchange(&mut relay, Fault::None)
        .is_some_and(|received| received.wait_ms.is_none())
    {}
    assert_eq!(old.device.id(), id);
    assert_eq!(old.device.spaces()[0].alarm, Some(Alarm::Forged));
}

#[derive(Debug, Clone)]
enum Copying {
    Set {
        phone: usize,
        field: u16,
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
    Copy {
        phone: usize,
    },
    /// The storage of a phone is copied while the app runs.
    CopyRunning {
        phone: usize,
    },
    Backup {
        phone: usize,
    },
    GoBack {
        phone: usize,
    },
}

fn copying() -> impl Strategy<Value = Vec<Copying>> {
    let fault = prop_oneof![
        6 => Just(Fault::None),
        1 => Just(Fault::RequestLost),
        1 => Just(Fault::ReplyLost),
        1 => Just(Fault::Twice),
        1 => Just(Fault::DiesBefore),
        1 => Just(Fault::DiesAfter),
    ];
    let act = prop_oneof![
        4 => (1..5_usize, 1..3_u16).prop_map(|(phone, field)| Copying::Set { phone, field }),
        4 => (1..5_usize, 1..5_u8).prop_map(|(phone, amount)| Copying::Count { phone, amount }),
        12 => (1..5_usize, fault).prop_map(|(phone, fault)| Copying::Exchange { phone, fault }),
        1 => (1..5_usize).prop_map(|phone| Copying::Die { phone }),
        1 => (1..5_usize).prop_map(|phone| Copying::Copy { phone }),
        1 => (1..5_usize).prop_map(|phone| Copying::CopyRunning { phone }),
        1 => (1..5_usize).prop_map(|phone| Copying::Backup { phone }),
        1 => (1..5_usize).prop_map(|phone| Copying::GoBack { phone }),
    ];
    prop::collection::vec(act, 1..120)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]
    #[test]
    fn whatever_is_copied_and_goes_back_what_any_copy_still_holds_arrives_once(acts in copying()) {
        let (mut relay, mut phones, town) = town(2);
        // What each phone holds: the texts it wrote and the counts it made, by number of the act.
        type Held = BTreeMap<usize, i64>;
        let mut held: Vec<Held> = vec![Held::new(); phones.len()];
        let mut backups: BTreeMap<usize, (Phone, Held)> = BTreeMap::new();
        let mut seed = 1000;
        for (number, act) in acts.into_iter().enumerate() {
            let count = phones.len();
            match act {
                Copying::Set { phone, field } => {
                    let phone = phone % count;
                    phones[phone].set(town, RECORD, field, &format!("t{number}"));
                    held[phone].insert(number, 0);
                }
                Copying::Count { phone, amount } => {
                    let phone = phone % count;
                    phones[phone].count(town, i64::from(amount));
                    held[phone].insert(number, i64::from(amount));
                }
                Copying::Exchange { phone, fault } => {
                    drop(phones[phone % count].exchange(&mut relay, fault));
                }
                Copying::Die { phone } => phones[phone % count].die(),
                Copying::Copy { phone } if count < 5 => {
                    seed += 1;
                    let copy = phones[phone % count].copy(seed);
                    phones.push(copy);
                    let what = held[phone % count].clone();
                    held.push(what);
                }
                Copying::CopyRunning { phone } if count < 5 => {
                    seed += 1;
                    let copy = phones[phone % count].copy_running(seed);
                    phones.push(copy);
                    let what = held[phone % count].clone();
                    held.push(what);
                }
                Copying::Backup { phone } => {
                    seed += 1;
                    let copy = phones[phone % count].copy(seed);
                    backups.insert(phone % count, (copy, held[phone % count].clone()));
                }
                Copying::GoBack { phone } => {
                    let phone = phone % count;
                    if let Some((backup, what)) = backups.remove(&phone) {
                        phones[phone] = backup;
                        held[phone] = what;
                    }
                }
                Copying::Copy { .. } | Copying::CopyRunning { .. } => {}
            }
        }
        settle_all(&mut phones, &mut relay);
        assert_alike(&mut phones, town);
        let written: Held = held.into_iter().flatten().collect();
        let texts = [1, 2].map(|field| {
            phones[0].state(town).records.get(&RECORD).map_or_else(Vec::new, |_| phones[0].texts(town, field))
        });
        for (number, amount) in &written {
            let text = format!("t{number}");
            prop_assert!(*amount > 0 || texts.iter().flatten().any(|known| *known == text), "{text} is nowhere");
        }
        // Counts that only the lost state of a phone held may be there too, if they were sent; never twice.
        let at_least: i64 = written.values().sum();
        prop_assert!(phones[0].total(town, RECORD) >= at_least);
    }
}
