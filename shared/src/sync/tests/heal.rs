//! A server that was restored from a backup, under phones that know more.

use super::super::heal::author_of;
use super::fork::{assert_alike, settle_all};
use super::trust::{ask, code_for, remove};
use super::*;
use crate::envelope::Envelope;
use crate::protocol::messages::{LogRow, RecoverRequest, RecoverResponse};

#[test]
fn a_restored_server_gets_back_what_it_lost_on_the_old_numbers() {
    let (mut relay, mut phones, town) = town(3);
    phones[1].set(town, RECORD, 1, "vor der Sicherung");
    settle_all(&mut phones, &mut relay);
    let backup = relay.clone();
    for phone in &mut phones[1..=2] {
        phone.set(town, RECORD, 2, "nach der Sicherung");
        phone.count(town, 5);
    }
    for n in [1, 2, 0, 1] {
        phones[n].settle(&mut relay);
    }
    let before: Vec<_> = relay.log(town).to_vec();
    assert!(before.len() > backup.log(town).len());
    relay.restore(&backup);
    // One phone that read everything is enough: it gives back others' envelopes too.
    phones[0].settle(&mut relay);
    assert_eq!(relay.log(town), before, "byte for byte");
    assert_eq!(phones[0].device.healed().len(), 1);
    assert!(!phones[0].device.healed()[0].parted);
    settle_all(&mut phones, &mut relay);
    assert_alike(&mut phones, town);
    assert_eq!(phones[3].total(town, RECORD), 10);
    assert!(phones.iter().all(|phone| phone.device.parted().is_none()));
}

/// Seals what waits with a view of the log that is about to go; nobody hears of it.
fn seal_unheard(phone: &mut Phone, relay: &mut Relay) {
    while phone
        .exchange(relay, Fault::RequestLost)
        .is_some_and(|received| !received.offline)
    {}
}

/// The last one is removed, and the next entry has the new key: nobody takes the old one behind it.
fn remove_last(relay: &mut Relay, phones: &mut Vec<Phone>, town: SpaceId) {
    let last = phones.len() - 1;
    remove(relay, phones, town, last, false);
    phones[0].count(town, 1);
    phones[0].settle(relay);
    phones.truncate(last);
}

/// What a phone has not sent, as a rescue file.
fn hand_over(phone: &mut Phone) -> Vec<u8> {
    let made = phone.device.rescue(Extent::Unsent, NOW, &mut phone.rng);
    let (file, writes) = made.unwrap();
    phone.commit(writes);
    file
}

/// Takes in one entry by hand.
fn take_in(phone: &mut Phone, file: &[u8]) {
    let taken = phone.device.take_rescue(file, NOW, &mut phone.rng).unwrap();
    assert_eq!((taken.fresh, taken.refused), (1, 0));
    phone.commit(taken.writes);
}

/// A server and its phones, and what both were when phone 1 had written once: a backup and a copy of phone 1.
fn one_with_a_backup_and_a_copy(others: u64) -> (Relay, Vec<Phone>, SpaceId, Relay, Phone) {
    let (mut relay, mut phones, town) = town(others);
    phones[1].set(town, RECORD, 1, "vor der Sicherung");
    settle_all(&mut phones, &mut relay);
    let (backup, copy) = (relay.clone(), phones[1].copy(77));
    (relay, phones, town, backup, copy)
}

/// A server, its phones, and a backup of it from before phone 1 counted five, which phone 2 has read.
fn one_that_counted_behind_a_backup(others: u64) -> (Relay, Vec<Phone>, SpaceId, Relay) {
    let (mut relay, mut phones, town, backup, _) = one_with_a_backup_and_a_copy(others);
    phones[1].count(town, 5);
    phones[1].settle(&mut relay);
    phones[2].settle(&mut relay);
    (relay, phones, town, backup)
}

#[test]
fn when_somebody_wrote_on_the_restored_server_both_histories_are_kept() {
    let (mut relay, mut phones, town) = town(3);
    phones[1].set(town, RECORD, 1, "vor der Sicherung");
    settle_all(&mut phones, &mut relay);
    let backup = relay.clone();
    phones[1].set(town, RECORD, 1, "verloren");
    phones[1].count(town, 5);
    for phone in &mut phones[..3] {
        phone.settle(&mut relay);
    }
    phones[2].count(town, 2);
    phones[2].settle(&mut relay);
    // Sealed with a view of the log that is about to go.
    phones[1].count(town, 100);
    seal_unheard(&mut phones[1], &mut relay);
    relay.restore(&backup);
    // Phone 3 was away and knows nothing of it.
    phones[3].count(town, 30);
    phones[3].set(town, RECORD, 1, "inzwischen");
    phones[3].settle(&mut relay);
    settle_all(&mut phones, &mut relay);
    let healed = phones
        .iter()
        .flat_map(|phone| phone.device.healed().to_vec());
    let healed: Vec<Healed> = healed.collect();
    assert_alike(&mut phones, town);
    assert_eq!(phones[0].total(town, RECORD), 137);
    let texts = phones[3].texts(town, 1);
    assert_eq!(texts, ["inzwischen", "verloren", "vor der Sicherung"]);
    assert!(phones.iter().all(|phone| phone.device.parted().is_none()));
    assert!(
        healed
            .iter()
            .any(|healed| healed.parted && healed.offered > 0)
    );
    assert!(healed.iter().all(|healed| healed.missing.is_empty()));
}

#[test]
fn what_was_taken_back_and_lost_again_before_it_was_read_is_offered_once_more() {
    let (mut relay, mut phones, town, backup) = one_that_counted_behind_a_backup(3);
    // Sealed with a view of the log that is about to go, and never sent.
    phones[2].count(town, 100);
    seal_unheard(&mut phones[2], &mut relay);
    relay.restore(&backup);
    phones[3].count(town, 30);
    phones[3].settle(&mut relay);
    phones[2].device.retry();
    let own = phones[2].device.id();
    let by = |row: &LogRow| {
        Envelope::parse(row.envelope.clone())
            .unwrap()
            .header()
            .device
    };
    let before = loop {
        let before = relay.clone();
        phones[2].exchange(&mut relay, Fault::None);
        if relay.log(town).iter().any(|row| by(row) == own) {
            break before;
        }
    };
    relay.restore(&before);
    settle_all(&mut phones, &mut relay);
    assert_alike(&mut phones, town);
    assert_eq!(phones[0].total(town, RECORD), 135);
}

#[test]
fn what_waits_with_an_old_key_and_a_view_that_is_gone_is_sealed_again() {
    let (mut relay, mut phones, town, backup) = one_that_counted_behind_a_backup(4);
    phones[2].count(town, 100);
    seal_unheard(&mut phones[2], &mut relay);
    relay.restore(&backup);
    // Phone 3 writes on it, phone 1 gives back what was lost, behind that.
    phones[3].count(town, 30);
    phones[3].settle(&mut relay);
    phones[1].settle(&mut relay);
    // Somebody is removed, and the next entry has the new key: nobody takes the old one behind it.
    remove_last(&mut relay, &mut phones, town);
    settle_all(&mut phones, &mut relay);
    assert_alike(&mut phones, town);
    assert_eq!(phones[0].total(town, RECORD), 136);
}

#[test]
fn what_a_restored_server_lost_comes_back_although_somebody_was_removed_meanwhile() {
    let (mut relay, mut phones, town, backup) = one_that_counted_behind_a_backup(4);
    relay.restore(&backup);
    remove_last(&mut relay, &mut phones, town);
    settle_all(&mut phones, &mut relay);
    assert!(
        phones
            .iter()
            .all(|it| it.device.spaces()[0].alarm.is_none())
    );
    phones[1].count(town, 50);
    phones[2].count(town, 100);
    settle_all(&mut phones, &mut relay);
    assert_alike(&mut phones, town);
    assert_eq!(phones[0].total(town, RECORD), 156);
}

#[test]
fn of_what_was_sealed_again_for_a_new_key_a_restored_server_may_get_back_either() {
    let (mut relay, mut phones, town, backup) = one_that_counted_behind_a_backup(4);
    relay.restore(&backup);
    remove_last(&mut relay, &mut phones, town);
    // The author gives it back with the new key and has read that; phone 2 knows the old one alone.
    phones[1].settle(&mut relay);
    phones[1].count(town, 50);
    phones[1].settle(&mut relay);
    relay.restore(&backup);
    phones[2].settle(&mut relay);
    phones[1].count(town, 100);
    settle_all(&mut phones, &mut relay);
    assert_alike(&mut phones, town);
    assert_eq!(phones[0].total(town, RECORD), 156);
    assert!(phones.iter().all(|phone| phone.device.parted().is_none()));
}

#[test]
fn what_only_a_reader_still_has_of_somebody_removed_stays_and_goes_on_by_hand() {
    let (mut relay, mut phones, town, backup) = one_that_counted_behind_a_backup(4);
    relay.restore(&backup);
    // The phone that counted is gone for good, and the next entry has the new key: nobody takes the old one behind it.
    remove(&mut relay, &mut phones, town, 1, false);
    phones[0].count(town, 1);
    phones[0].settle(&mut relay);
    for n in [2, 3] {
        phones[n].settle(&mut relay);
    }
    phones[2].die();
    assert_eq!(phones[2].total(town, RECORD), 6);
    assert!(
        !phones[2].device.unsent().is_empty(),
        "it is named as not sent"
    );
    let file = hand_over(&mut phones[2]);
    let phone = &mut phones[3];
    take_in(phone, &file);
    phone.settle(&mut relay);
    phone.die();
    assert_eq!(phone.total(town, RECORD), 6);
    assert_eq!(phone.device.spaces()[0].alarm, None);
    // It keeps nothing else that comes by hand from the server.
    phones[4].settle(&mut relay);
    phones[4].count(town, 1000);
    let file = hand_over(&mut phones[4]);
    let phone = &mut phones[2];
    take_in(phone, &file);
    phone.settle(&mut relay);
    phones[0].settle(&mut relay);
    assert_eq!(phones[0].total(town, RECORD), 1001);
}

#[test]
fn what_came_by_hand_and_a_copy_has_overtaken_lets_a_restored_server_be_read_to_its_end() {
    let (mut relay, mut phones, town, backup, mut copy) = one_with_a_backup_and_a_copy(3);
    relay.page_bytes = 300;
    phones[3].count(town, 5);
    phones[3].settle(&mut relay);
    phones[2].settle(&mut relay);
    phones[1].count(town, 50);
    let file = hand_over(&mut phones[1]);
    let phone = &mut phones[2];
    take_in(phone, &file);
    assert_eq!(phone.total(town, RECORD), 55);
    relay.restore(&backup);
    copy.count(town, 500);
    copy.settle(&mut relay);
    phones[0].set(town, RECORD, 2, "dahinter");
    phones[0].settle(&mut relay);
    phones[2].device.retry();
    let quiet = (0..200).any(|_| phones[2].exchange(&mut relay, Fault::None).is_none());
    assert!(quiet, "it reads the same page again and again");
    phones.push(copy);
    settle_all(&mut phones, &mut relay);
    assert_alike(&mut phones, town);
    assert_eq!(phones[2].total(town, RECORD), 555);
}

#[test]
fn a_server_that_says_it_took_what_it_does_not_show_ends_in_an_alarm_that_stays() {
    let (mut relay, mut phones, town) = town(2);
    phones[1].set(town, RECORD, 1, "a");
    settle_all(&mut phones, &mut relay);
    phones[1].set(town, RECORD, 1, "b");
    phones[1].settle(&mut relay);
    relay.forge(town, |rows| rows[1].envelope = rows[0].envelope.clone());
    let phone = &mut phones[2];
    phone.device.retry();
    for _ in 0..500 {
        let Some(step) = phone.device.next(phone.clock, &mut phone.rng) else {
            break;
        };
        phone.commit(step.writes);
        let answer = if step.request.path.ends_with("/recover") {
            let asked: RecoverRequest = minicbor::decode(&step.request.body).unwrap();
            let common = asked.rows.is_empty().then_some(0);
            let body = minicbor::to_vec(RecoverResponse {
                era: asked.era.unwrap(),
                head: 2,
                m_seq: phone.device.spaces[&town].members.seq,
                common,
                stored: asked.rows.len() as u64,
                refused: None,
                parted: false,
            });
            HttpResponse {
                status: 200,
                body: body.unwrap(),
            }
        } else {
            relay.handle(&step.request, NOW)
        };
        let received = phone.device.receive(Ok(answer), &mut phone.rng);
        phone.commit(received.writes);
    }
    assert!(phone.device.spaces()[0].alarm.is_some());
    phone.die();
    assert!(phone.device.spaces()[0].alarm.is_some());
    assert_eq!(phone.texts(town, 1), ["a"]);
}

#[test]
fn what_a_restored_server_lost_and_a_copy_has_overtaken_arrives_under_a_new_name() {
    for copy_first in [true, false] {
        let (mut relay, mut phones, town, backup, mut copy) = one_with_a_backup_and_a_copy(4);
        phones[1].count(town, 5);
        phones[1].settle(&mut relay);
        relay.restore(&backup);
        remove_last(&mut relay, &mut phones, town);
        let lost = |phone: &Phone| phone.device.spaces[&town].counts_too_much;
        if !copy_first {
            phones[1].exchange_until(&mut relay, lost);
        }
        copy.count(town, 50);
        copy.settle(&mut relay);
        phones.push(copy);
        settle_all(&mut phones, &mut relay);
        assert_alike(&mut phones, town);
        assert_eq!(phones[0].total(town, RECORD), 56, "{copy_first}");
    }
}

#[test]
fn a_copy_shown_in_one_space_while_another_was_lost_loses_nothing_of_either() {
    let (mut relay, mut phones, town) = town(4);
    let other = phones[0].found(&mut relay, SpaceKind::Town, "Beispielsdorf");
    let code = code_for(&mut relay, &mut phones[0], other, Capability::Write);
    ask(&mut relay, &mut phones[1], &code);
    phones[1].set(town, RECORD, 1, "vor der Sicherung");
    settle_all(&mut phones, &mut relay);
    let (backup, mut copy) = (relay.clone(), phones[1].copy(77));
    phones[1].count(town, 5);
    phones[1].settle(&mut relay);
    phones[1].count(other, 7);
    relay.restore(&backup);
    remove_last(&mut relay, &mut phones, town);
    let lost = |phone: &Phone| phone.device.spaces[&town].counts_too_much;
    phones[1].exchange_until(&mut relay, lost);
    copy.count(other, 50);
    copy.settle(&mut relay);
    phones.push(copy);
    settle_all(&mut phones, &mut relay);
    assert_alike(&mut phones, town);
    assert_eq!(phones[0].total(town, RECORD), 6);
    for n in [1, 4] {
        assert_eq!(phones[n].total(other, RECORD), 57, "phone {n}");
    }
    assert!(phones[1].device.parted().is_some());
}

#[test]
fn what_was_sealed_twice_and_lost_twice_comes_back_once() {
    let (mut relay, mut phones, town, backup) = one_that_counted_behind_a_backup(5);
    let author = phones[1].device.id();
    // Sealed again: somebody was removed behind a restored server.
    relay.restore(&backup);
    remove_last(&mut relay, &mut phones, town);
    phones[1].settle(&mut relay);
    phones[1].count(town, 1000);
    phones[1].settle(&mut relay);
    // Restored once more, the server gets back what was sealed first, and the author reads that, but not to the end.
    relay.restore(&backup);
    relay.page_bytes = 300;
    phones[2].count(town, 10);
    phones[2].settle(&mut relay);
    let reads_both = |phone: &Phone| {
        let content = &phone.device.spaces[&town];
        let cut = content.heal.read_before();
        let lost = cut.filter(|row| author_of(&row.envelope).is_some_and(|(of, _)| of == author));
        (lost.count(), content.log.authors.get(&author)) == (2, Some(&2))
    };
    phones[1].exchange_until(&mut relay, reads_both);
    assert!(phones[1].device.spaces[&town].reads_again());
    // It loses both, and may take neither: there is a newer key.
    relay.restore(&backup);
    phones[0].settle(&mut relay);
    remove_last(&mut relay, &mut phones, town);
    settle_all(&mut phones, &mut relay);
    assert_alike(&mut phones, town);
    assert_eq!(phones[0].total(town, RECORD), 1017);
    assert!(phones.iter().all(|phone| phone.device.parted().is_none()));
}

#[test]
fn what_stands_behind_an_entry_that_was_overtaken_is_given_back() {
    let (mut relay, mut phones, town, backup, mut copy) = one_with_a_backup_and_a_copy(3);
    for n in [1, 3, 2] {
        phones[n].count(town, 5);
        phones[n].settle(&mut relay);
    }
    relay.restore(&backup);
    copy.count(town, 50);
    copy.settle(&mut relay);
    // The number of what phone 1 counted is taken; that of phone 3, behind it, is not.
    phones[2].settle(&mut relay);
    let rows = relay.log(town).iter();
    let envelopes = rows.map(|row| Envelope::parse(row.envelope.clone()).unwrap());
    let authors: Vec<_> = envelopes.map(|it| it.header().device).collect();
    assert!(authors.contains(&phones[3].device.id()));
    phones.push(copy);
    settle_all(&mut phones, &mut relay);
    assert_alike(&mut phones, town);
    assert_eq!(phones[0].total(town, RECORD), 65);
}

#[test]
fn a_server_restored_to_what_was_known_after_it_showed_something_else_is_no_liar() {
    let (mut relay, mut phones, town) = town(2);
    phones[1].count(town, 5);
    settle_all(&mut phones, &mut relay);
    let before = relay.clone();
    phones[2].count(town, 7);
    phones[2].settle(&mut relay);
    relay.forge(town, |rows| rows[1].envelope = rows[0].envelope.clone());
    // Phone 1 reads what does not fit and is about to ask; the server is as it was before by then.
    phones[1].device.retry();
    for _ in 0..20 {
        if !phones[1].device.spaces[&town].is_healing() {
            drop(phones[1].exchange(&mut relay, Fault::None));
        }
    }
    assert!(phones[1].device.spaces[&town].is_healing());
    relay.restore(&before);
    settle_all(&mut phones, &mut relay);
    assert_alike(&mut phones, town);
    assert_eq!(phones[0].total(town, RECORD), 12);
}

#[test]
fn a_restored_server_learns_again_who_was_let_in() {
    let (mut relay, mut phones, town) = town(1);
    let backup = relay.clone();
    let code = phones[0].device.invitations()[0].code.clone();
    let secret = InviteSecret::from_code(&code).unwrap();
    let payload = read_preview(&secret, &relay.handle(&preview_request(&secret), NOW)).unwrap();
    let mut late = Phone::new(60, "Telefon");
    let writes = late.device.join(&secret, &payload, &mut late.rng).unwrap();
    late.commit(writes);
    while late
        .exchange(&mut relay, Fault::None)
        .unwrap()
        .wait_ms
        .is_none()
    {}
    phones[0].settle(&mut relay);
    late.settle(&mut relay);
    late.set(town, RECORD, 1, "von der Neuen");
    late.settle(&mut relay);
    phones[1].settle(&mut relay);
    relay.restore(&backup);
    // No admin is needed: the entries are signed.
    phones[1].settle(&mut relay);
    late.set(town, RECORD, 2, "weiter");
    phones.push(late);
    settle_all(&mut phones, &mut relay);
    assert_alike(&mut phones, town);
    assert_eq!(phones[0].texts(town, 2), ["weiter"]);
}

#[test]
fn a_server_that_shows_another_history_without_having_lost_one_raises_the_alarm() {
    let (mut relay, mut phones, town) = town(2);
    phones[1].set(town, RECORD, 1, "a");
    settle_all(&mut phones, &mut relay);
    phones[1].set(town, RECORD, 1, "b");
    phones[1].settle(&mut relay);
    relay.forge(town, |rows| rows[1].envelope = rows[0].envelope.clone());
    phones[2].device.retry();
    for _ in 0..50 {
        drop(phones[2].exchange(&mut relay, Fault::None));
    }
    assert!(phones[2].device.spaces()[0].alarm.is_some());
    phones[2].die();
    assert!(phones[2].device.spaces()[0].alarm.is_some(), "it stays");
    assert_eq!(phones[2].texts(town, 1), ["a"]);
}

/// A phone whose clock stands twenty years ahead writes; another one has read it when the server loses it; it is sent again
/// an hour later, before anybody heals the server.
fn sent_again_after_a_restore(seal_first: bool) -> (Vec<Phone>, SpaceId) {
    let (mut relay, mut phones, town) = town(2);
    settle_all(&mut phones, &mut relay);
    let backup = relay.clone();
    phones[1].clock = NOW + 20 * 365 * 86_400_000;
    phones[1].set(town, RECORD, 1, "aus der Zukunft");
    if seal_first {
        let phone = &mut phones[1];
        let file = phone.device.rescue(Extent::All, NOW, &mut phone.rng);
        phone.commit(file.unwrap().1);
    }
    while phones[1].exchange(&mut relay, Fault::None).unwrap().sent == 0 {}
    phones[2].settle(&mut relay);
    relay.restore(&backup);
    for phone in &mut phones {
        phone.relay_ms = NOW + 3_600_000;
    }
    for n in [1, 0, 2, 1] {
        phones[n].settle(&mut relay);
    }
    assert_eq!(relay.log(town)[0].received_ms, NOW + 3_600_000);
    (phones, town)
}

#[test]
fn what_is_received_again_after_a_restore_has_one_time_everywhere() {
    let (phones, town) = sent_again_after_a_restore(false);
    for phone in &phones {
        assert_eq!(phone.state(town), phones[0].state(town));
    }
}

#[test]
fn who_does_not_set_the_clock_back_is_shown_at_two_times_and_never_later_than_received() {
    let (phones, town) = sent_again_after_a_restore(true);
    let times = phones.iter().map(|phone| {
        let record = &phone.state(town).records[&RECORD];
        assert_eq!(record.text(1), Some("aus der Zukunft"));
        record.versions(1)[0].time_ms()
    });
    let ahead = crate::protocol::limits::CLOCK_AHEAD_MS_MAX;
    let (early, late) = (NOW + ahead, NOW + 3_600_000 + ahead);
    assert_eq!(times.collect::<Vec<_>>(), [late, late, early]);
}

#[derive(Debug, Clone)]
enum Restoring {
    Count {
        phone: usize,
        amount: u8,
    },
    Set {
        phone: usize,
    },
    Exchange {
        phone: usize,
        fault: Fault,
    },
    Die {
        phone: usize,
    },
    Backup,
    Restore,
    /// Somebody is removed, once.
    Remove,
}

fn restoring() -> impl Strategy<Value = Vec<Restoring>> {
    let fault = prop_oneof![
        6 => Just(Fault::None),
        1 => Just(Fault::RequestLost),
        1 => Just(Fault::ReplyLost),
        1 => Just(Fault::Twice),
        1 => Just(Fault::DiesBefore),
        1 => Just(Fault::DiesAfter),
    ];
    let act = prop_oneof![
        4 => (1..4_usize, 1..5_u8).prop_map(|(phone, amount)| Restoring::Count { phone, amount }),
        2 => (1..4_usize).prop_map(|phone| Restoring::Set { phone }),
        16 => (1..4_usize, fault).prop_map(|(phone, fault)| Restoring::Exchange { phone, fault }),
        1 => (1..4_usize).prop_map(|phone| Restoring::Die { phone }),
        1 => Just(Restoring::Backup),
        1 => Just(Restoring::Restore),
        1 => Just(Restoring::Remove),
    ];
    prop::collection::vec(act, 1..150)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]
    #[test]
    fn however_often_the_server_is_restored_every_edit_arrives_once(acts in restoring(), page_bytes in 300..3000_usize) {
        let (mut relay, mut phones, town) = town(4);
        relay.page_bytes = page_bytes;
        let (mut counted, mut texts) = (0, Vec::new());
        let mut backup = relay.clone();
        for (number, act) in acts.into_iter().enumerate() {
            match act {
                Restoring::Count { phone, amount } => {
                    phones[phone].count(town, i64::from(amount));
                    counted += i64::from(amount);
                }
                Restoring::Set { phone } => {
                    let text = format!("t{number}");
                    phones[phone].set(town, RECORD, 1, &text);
                    texts.push(text);
                }
                Restoring::Exchange { phone, fault } => drop(phones[phone].exchange(&mut relay, fault)),
                Restoring::Die { phone } => phones[phone].die(),
                Restoring::Backup => backup = relay.clone(),
                Restoring::Restore => relay.restore(&backup),
                Restoring::Remove if phones.len() == 5 => {
                    remove(&mut relay, &mut phones, town, 4, false);
                    phones.truncate(4);
                }
                Restoring::Remove => {}
            }
        }
        settle_all(&mut phones, &mut relay);
        settle_all(&mut phones, &mut relay);
        assert_alike(&mut phones, town);
        prop_assert_eq!(phones[0].total(town, RECORD), counted);
        texts.sort();
        if !texts.is_empty() {
            prop_assert_eq!(phones[0].texts(town, 1), texts);
        }
        for phone in &phones {
            prop_assert_eq!(phone.device.parted(), None);
            prop_assert!(phone.device.spaces[&town].outbox.carried.is_empty());
        }
    }
}
