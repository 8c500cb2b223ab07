//! A damaged storage: what exists stays in use, what the server has comes back, what is lost is said.

use super::fork::{assert_alike, settle_all};
use super::*;

/// Three phones with a log of several pages, the second of them with work that is not sent.
fn story() -> (Relay, Vec<Phone>, SpaceId) {
    let (mut relay, mut phones, town) = town(2);
    for round in 1..=3 {
        for n in [0, 1, 2] {
            let record = RecordId([round * 10 + u8::try_from(n).unwrap(); 16]);
            phones[n].set(town, record, 1, &format!("Runde {round}"));
            phones[n].count(town, 1);
            settle_all(&mut phones, &mut relay);
        }
    }
    (relay, phones, town)
}

fn keys(phone: &Phone, table: Table) -> Vec<Vec<u8>> {
    let rows = phone.rows.keys().filter(|(of, _)| *of == table);
    rows.map(|(_, key)| key.clone()).collect()
}

fn damage(phone: &mut Phone, table: Table, key: &[u8]) {
    let row = phone.rows.get_mut(&(table, key.to_vec())).unwrap();
    let last = row.len() - 1;
    row[last] ^= 1;
}

/// Everything is as if nothing had happened.
fn assert_whole(phones: &mut [Phone], town: SpaceId) {
    for phone in phones.iter_mut() {
        assert!(!phone.device.is_mending());
        assert_eq!(phone.device.spaces()[0].alarm, None);
        assert!(phone.device.all_on_server().is_some());
    }
    assert_alike(phones, town);
    for phone in phones {
        let rows = phone.rows.clone();
        phone.die();
        assert_eq!(phone.rows, rows);
        assert!(!phone.device.is_mending());
    }
}

#[test]
fn a_damaged_or_missing_page_of_the_log_is_read_again() {
    for missing in [false, true] {
        for place in 0..4 {
            let (mut relay, mut phones, town) = story();
            // Counted before the damage, on top of what the damaged pages hold.
            phones[1].count(town, 30);
            let log = keys(&phones[1], Table::Log);
            let key = log[place * (log.len() - 1) / 3].clone();
            if missing {
                phones[1].rows.remove(&(Table::Log, key));
            } else {
                damage(&mut phones[1], Table::Log, &key);
            }
            phones[1].die();
            assert!(phones[1].device.is_mending() || (missing && place == 3));
            // Work goes on without a network; no number is given twice.
            phones[1].set(town, RecordId([99; 16]), 1, "trotzdem");
            phones[1].die();
            settle_all(&mut phones, &mut relay);
            assert_eq!(phones[0].total(town, RECORD), 39, "page {place}");
            let there = phones[0].state(town).records.get(&RecordId([99; 16]));
            assert_eq!(there.and_then(|it| it.text(1)), Some("trotzdem"));
            assert_whole(&mut phones, town);
        }
    }
}

#[test]
fn what_was_damaged_before_it_was_sent_is_counted_and_the_rest_arrives() {
    let (mut relay, mut phones, town) = story();
    for (number, text) in [(1, "eins"), (2, "zwei"), (3, "drei")] {
        phones[1].set(town, RecordId([100 + number; 16]), 1, text);
    }
    let pending = keys(&phones[1], Table::Pending);
    damage(&mut phones[1], Table::Pending, &pending[1]);
    phones[1].die();
    settle_all(&mut phones, &mut relay);
    let texts = |record| {
        let state = phones[0].state(town);
        state.records.contains_key(&RecordId([record; 16]))
    };
    assert_eq!([101, 102, 103].map(texts), [true, false, true]);
    assert_eq!(phones[1].device.mended(), Some(Mended { lost: 1 }));
    let told = phones[1].device.mended_was_told();
    phones[1].commit(told);
    phones[1].die();
    assert_eq!(phones[1].device.mended(), None);
    phones[1].settle(&mut relay);
    assert_whole(&mut phones, town);
}

#[test]
fn sealed_envelopes_behind_a_damaged_one_get_new_numbers() {
    let (mut relay, mut phones, town) = story();
    for (number, text) in [(1, "eins"), (2, "zwei"), (3, "drei")] {
        phones[1].set(town, RecordId([100 + number; 16]), 1, text);
        let lost = phones[1].exchange(&mut relay, Fault::RequestLost);
        assert!(lost.is_some());
    }
    let sealed = keys(&phones[1], Table::Outbox);
    assert_eq!(sealed.len(), 3);
    damage(&mut phones[1], Table::Outbox, &sealed[0]);
    phones[1].die();
    settle_all(&mut phones, &mut relay);
    let state = phones[0].state(town);
    let there = [101, 102, 103].map(|it| state.records.contains_key(&RecordId([it; 16])));
    assert_eq!(there, [false, true, true]);
    assert_eq!(phones[1].device.mended(), Some(Mended { lost: 1 }));
    assert_whole(&mut phones, town);
}

#[test]
fn a_damaged_envelope_the_server_had_already_is_not_lost() {
    let (mut relay, mut phones, town) = story();
    phones[1].set(town, RecordId([101; 16]), 1, "eins");
    phones[1].exchange(&mut relay, Fault::ReplyLost);
    let sealed = keys(&phones[1], Table::Outbox);
    damage(&mut phones[1], Table::Outbox, &sealed[0]);
    phones[1].die();
    settle_all(&mut phones, &mut relay);
    assert!(
        phones[0]
            .state(town)
            .records
            .contains_key(&RecordId([101; 16]))
    );
    assert_eq!(phones[1].device.mended(), Some(Mended { lost: 0 }));
    assert_whole(&mut phones, town);
}

#[test]
fn a_space_whose_members_or_keys_are_damaged_is_read_anew_with_what_waits_in_it() {
    for table in [Table::Members, Table::Keys] {
        let (mut relay, mut phones, town) = story();
        phones[1].count(town, 30);
        let rows = keys(&phones[1], table);
        damage(&mut phones[1], table, rows.last().unwrap());
        phones[1].die();
        assert!(phones[1].device.is_mending());
        settle_all(&mut phones, &mut relay);
        settle_all(&mut phones, &mut relay);
        assert_eq!(phones[0].total(town, RECORD), 39);
        assert_whole(&mut phones, town);
    }
}

#[test]
fn nothing_is_counted_on_top_of_what_is_not_known() {
    let (mut relay, mut phones, town) = story();
    let log = keys(&phones[1], Table::Log);
    damage(&mut phones[1], Table::Log, &log[1]);
    phones[1].die();
    let phone = &mut phones[1];
    let edit = Edit::Add {
        field: 3,
        amount: 1,
    };
    let changes = [(10, RECORD, vec![edit])];
    let refused = phone.device.write(town, &changes, NOW, &mut phone.rng);
    assert_eq!(refused, Err(WriteError::Mending));
    phones[1].settle(&mut relay);
    phones[1].count(town, 1);
    settle_all(&mut phones, &mut relay);
    assert_eq!(phones[0].total(town, RECORD), 10);
    assert_whole(&mut phones, town);
}

#[test]
fn while_numbers_are_not_sure_no_rescue_file_is_made() {
    let (_, mut phones, _) = story();
    let log = keys(&phones[1], Table::Log);
    damage(&mut phones[1], Table::Log, &log[1]);
    phones[1].die();
    let phone = &mut phones[1];
    let made = phone.device.rescue(Extent::All, NOW, &mut phone.rng);
    assert_eq!(made.unwrap_err(), RescueError::Unsure);
}

#[test]
fn pages_that_came_one_by_one_become_few_rows_with_the_same_content() {
    let (mut relay, mut phones, town) = town(1);
    for n in 0..100 {
        phones[0].set(town, RecordId([n; 16]), 1, "Stadtfest");
        phones[0].settle(&mut relay);
        phones[1].settle(&mut relay);
    }
    let before = seen(phones[1].state(town));
    assert_eq!(keys(&phones[1], Table::Log).len(), 100);
    let phone = &mut phones[1];
    let writes = phone.device.pack(&mut phone.rng);
    let undone = phone.rows.clone();
    phone.commit(writes);
    assert_eq!(keys(phone, Table::Log).len(), 1);
    assert_eq!(phone.device.pack(&mut phone.rng), []);
    let packed = std::mem::replace(&mut phone.rows, undone);
    // Killed before or after the one transaction: the same device.
    for rows in [phone.rows.clone(), packed] {
        phone.rows = rows;
        phone.die();
        assert!(!phone.device.is_mending());
        assert_eq!(seen(phone.state(town)), before);
    }
    // A restored server still gets back what it lost.
    let backup = relay.clone();
    phones[0].set(town, RECORD, 1, "nach der Sicherung");
    settle_all(&mut phones, &mut relay);
    relay.restore(&backup);
    phones[0].set(town, RECORD, 2, "auf der Sicherung");
    settle_all(&mut phones, &mut relay);
    assert_whole(&mut phones, town);
    let texts = phones[1].texts(town, 1);
    assert_eq!(texts, ["Stadtfest", "nach der Sicherung"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_damaged_and_whenever_the_battery_dies_what_the_server_has_comes_back(
        picks in prop::collection::vec((0..5_usize, any::<prop::sample::Index>()), 1..4),
        faults in prop::collection::vec(0..6_u8, 0..12),
    ) {
        let (mut relay, mut phones, town) = story();
        phones[1].set(town, RecordId([101; 16]), 1, "gesiegelt");
        phones[1].exchange(&mut relay, Fault::RequestLost);
        phones[1].set(town, RecordId([102; 16]), 1, "offen");
        phones[1].count(town, 30);
        let tables = [Table::Log, Table::Outbox, Table::Pending, Table::Members, Table::Keys];
        for (table, pick) in picks {
            let keys = keys(&phones[1], tables[table]);
            if !keys.is_empty() {
                let key = keys[pick.index(keys.len())].clone();
                damage(&mut phones[1], tables[table], &key);
            }
        }
        phones[1].die();
        for fault in faults {
            let fault = match fault {
                0 => Fault::RequestLost,
                1 => Fault::ReplyLost,
                2 => Fault::Twice,
                3 => Fault::DiesBefore,
                4 => Fault::DiesAfter,
                _ => Fault::None,
            };
            phones[1].exchange(&mut relay, fault);
        }
        settle_all(&mut phones, &mut relay);
        settle_all(&mut phones, &mut relay);
        assert_whole(&mut phones, town);
        // The count that waits is in a row of its own, which may be among the damaged ones.
        let total = phones[1].total(town, RECORD);
        prop_assert!(total == 39 || total == 9 && phones[1].device.mended().is_some_and(|it| it.lost > 0));
    }
}
