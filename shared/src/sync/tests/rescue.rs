//! What is handed from phone to phone arrives once, whatever way it takes.

use super::fork::{assert_alike, settle_all};
use super::*;

fn export(phone: &mut Phone, extent: Extent) -> Vec<u8> {
    let (file, writes) = phone.device.rescue(extent, NOW, &mut phone.rng).unwrap();
    phone.commit(writes);
    file
}

fn import(phone: &mut Phone, file: &[u8]) -> Imported {
    let mut imported = phone.device.take_rescue(file, NOW, &mut phone.rng).unwrap();
    phone.commit(std::mem::take(&mut imported.writes));
    imported
}

fn title(phone: &Phone, town: SpaceId) -> Option<&str> {
    phone.state(town).records.get(&RECORD)?.text(1)
}

#[test]
fn work_handed_over_without_a_network_shows_at_once_and_counts_once() {
    let (mut relay, mut phones, town) = town(3);
    phones[1].set(town, RECORD, 1, "ohne Netz");
    phones[1].count(town, 5);
    let file = export(&mut phones[1], Extent::Unsent);
    let imported = import(&mut phones[2], &file);
    assert_eq!((imported.fresh, imported.waiting), (1, 0));
    assert_eq!(imported.records.len(), 2);
    assert_eq!(title(&phones[2], town), Some("ohne Netz"));
    assert_eq!(phones[2].device.receipt(town, RECORD), Some(Receipt::Here));
    let again = import(&mut phones[2], &file);
    assert_eq!((again.fresh, again.known), (0, 1));
    phones[2].die();
    assert_eq!(phones[2].total(town, RECORD), 5);
    // It travels on to a third phone, which is the one that finds a server.
    let file = export(&mut phones[2], Extent::Unsent);
    assert_eq!(import(&mut phones[3], &file).fresh, 1);
    phones[3].settle(&mut relay);
    assert_eq!(relay.log(town).len(), 1);
    assert_eq!(phones[3].device.all_on_server(), Some(1));
    settle_all(&mut phones, &mut relay);
    assert_eq!(relay.log(town).len(), 1);
    assert_alike(&mut phones, town);
    for phone in &phones {
        assert_eq!(phone.total(town, RECORD), 5);
        assert!(phone.device.unsent().is_empty());
        assert!(phone.rows.keys().all(|(table, _)| *table != Table::Outbox));
        assert_eq!(phone.device.parted(), None);
    }
}

#[test]
fn a_file_with_everything_brings_a_phone_up_to_date_that_was_away() {
    let (mut relay, mut phones, town) = town(2);
    phones[0].set(town, RECORD, 1, "im Protokoll");
    phones[0].settle(&mut relay);
    phones[1].settle(&mut relay);
    phones[1].count(town, 3);
    let file = export(&mut phones[1], Extent::All);
    let imported = import(&mut phones[2], &file);
    assert_eq!(
        (imported.fresh, imported.waiting, imported.refused),
        (2, 0, 0)
    );
    assert_eq!(title(&phones[2], town), Some("im Protokoll"));
    // What is written on top of it is like anything else.
    phones[2].count(town, 4);
    settle_all(&mut phones, &mut relay);
    assert_alike(&mut phones, town);
    assert_eq!(phones[0].total(town, RECORD), 7);
    assert_eq!(relay.log(town).len(), 3);
}

#[test]
fn what_lacks_an_earlier_envelope_waits_for_it() {
    let (mut relay, mut phones, town) = town(2);
    phones[1].set(town, RECORD, 1, "zuerst");
    phones[1].settle(&mut relay);
    phones[1].set(town, RECORD, 1, "danach");
    let file = export(&mut phones[1], Extent::Unsent);
    assert_eq!(import(&mut phones[2], &file).waiting, 1);
    assert_eq!(title(&phones[2], town), None);
    phones[2].settle(&mut relay);
    assert_eq!(title(&phones[2], town), Some("danach"));
    assert_eq!(relay.log(town).len(), 2);
}

#[test]
fn a_damaged_a_foreign_and_a_later_file_are_told_apart_and_change_nothing() {
    let (_, mut phones, town) = town(2);
    phones[1].set(town, RECORD, 1, "ohne Netz");
    let file = export(&mut phones[1], Extent::Unsent);
    let mut try_it = |file: &[u8]| {
        let phone = &mut phones[2];
        let outcome = phone.device.take_rescue(file, NOW, &mut phone.rng);
        assert!(phone.state(town).records.is_empty());
        outcome.unwrap_err()
    };
    assert_eq!(try_it(b"%PDF-1.7"), RescueError::Foreign);
    assert_eq!(try_it(b""), RescueError::Foreign);
    for cut in 17..file.len() {
        assert_eq!(try_it(&file[..cut]), RescueError::Damaged, "cut at {cut}");
    }
    for at in 17..file.len() {
        let mut changed = file.clone();
        changed[at] ^= 4;
        assert_eq!(try_it(&changed), RescueError::Damaged, "changed at {at}");
    }
    let mut later = file.clone();
    later[16] = 2;
    assert_eq!(try_it(&later), RescueError::Newer { version: 2 });
    let huge = vec![0; RESCUE_BYTES_MAX + 1];
    let bytes = huge.len();
    assert_eq!(try_it(&huge), RescueError::TooLarge { bytes });
    let (_, mut others, elsewhere) = super::town(1);
    others[1].set(elsewhere, RECORD, 1, "anderswo");
    // The seeds are alike, so are the ids: another town begins with another founder.
    let mut stranger = Phone::new(99, "Fremde");
    let outcome = stranger.device.take_rescue(&file, NOW, &mut stranger.rng);
    assert_eq!(outcome.unwrap_err(), RescueError::OtherSpaces);
}

#[test]
fn nobody_slips_in_what_no_member_signed() {
    let (_, mut phones, town) = town(2);
    phones[1].set(town, RECORD, 1, "echt");
    let _file = export(&mut phones[1], Extent::Unsent);
    let row = phones[1]
        .rows
        .iter()
        .find(|((table, _), _)| *table == Table::Outbox);
    let ((table, key), value) = row.unwrap();
    let row = Row {
        table: *table,
        key: key.clone(),
        value: value.clone(),
    };
    let envelope = row.open(phones[1].device.local_key()).unwrap();
    for at in [40, 90, 170, envelope.len() - 1] {
        let mut changed = envelope.clone();
        changed[at] ^= 1;
        let mut imported = Imported::default();
        let phone = &mut phones[2];
        phone
            .device
            .carry(town, changed, NOW, &mut imported, &mut phone.rng);
        phone.device.show_carried(town, &mut imported);
        assert_eq!(
            imported.fresh + imported.known,
            imported.waiting,
            "changed at {at}"
        );
        assert!(phone.state(town).records.is_empty());
    }
}

#[test]
fn a_number_the_log_gave_to_another_envelope_is_taken_back_out_of_the_state_and_kept() {
    let (mut relay, mut phones, town) = town(2);
    let copy = phones[1].rows.clone();
    phones[1].set(town, RECORD, 1, "von der einen");
    let file = export(&mut phones[1], Extent::Unsent);
    assert_eq!(import(&mut phones[2], &file).fresh, 1);
    // The phone goes back to an older state of its disk, writes something else, and is first at the server.
    phones[1].rows = copy;
    phones[1].die();
    phones[1].set(town, RECORD, 1, "von der anderen");
    phones[1].settle(&mut relay);
    phones[2].device.retry();
    let mut reload = false;
    while let Some(received) = phones[2].exchange(&mut relay, Fault::None) {
        reload |= received.reload;
    }
    assert!(reload);
    assert_eq!(title(&phones[2], town), Some("von der anderen"));
    let kept = export(&mut phones[2], Extent::Unsent);
    assert_eq!(import(&mut phones[0], &kept).fresh, 1, "still handed on");
    assert!(phones[2].device.spaces()[0].alarm.is_none());
}

/// A phone whose disk is full hands over what it cannot store as sealed. Whoever is first at the server, nothing is lost
/// and nothing counts twice.
#[test]
fn what_was_handed_over_before_it_could_be_stored_arrives_once() {
    for carrier_first in [true, false] {
        let (mut relay, mut phones, town) = town(2);
        phones[1].set(town, RECORD, 1, "voll");
        phones[1].count(town, 4);
        let (file, _never_stored) = {
            let phone = &mut phones[1];
            let made = phone.device.rescue(Extent::Unsent, NOW, &mut phone.rng);
            made.unwrap()
        };
        phones[1].die();
        assert_eq!(import(&mut phones[2], &file).fresh, 1);
        phones[1].count(town, 2);
        let order = if carrier_first { [2, 1] } else { [1, 2] };
        for place in order {
            phones[place].settle(&mut relay);
        }
        settle_all(&mut phones, &mut relay);
        for phone in &mut phones {
            phone.die();
            phone.settle(&mut relay);
        }
        settle_all(&mut phones, &mut relay);
        assert_alike(&mut phones, town);
        for phone in &phones {
            assert_eq!(title(phone, town), Some("voll"));
            assert_eq!(
                phone.total(town, RECORD),
                6,
                "carrier first: {carrier_first}"
            );
            assert!(phone.device.unsent().is_empty());
        }
    }
}

fn salvaged(phone: &mut Phone) -> Option<Salvaged> {
    let rows: Vec<Row> = phone
        .rows
        .iter()
        .map(|((table, key), value)| Row {
            table: *table,
            key: key.clone(),
            value: value.clone(),
        })
        .collect();
    salvage(phone.device.local_key(), &rows, NOW, &mut phone.rng)
}

#[test]
fn a_storage_no_device_can_be_built_from_still_gives_a_rescue_file() {
    let (mut relay, mut phones, town) = town(2);
    let records = [1, 2, 3].map(|it| RecordId([it; 16]));
    phones[1].set(town, records[0], 1, "gesendet");
    phones[1].settle(&mut relay);
    phones[1].set(town, records[1], 1, "versiegelt");
    export(&mut phones[1], Extent::Unsent);
    phones[1].set(town, records[2], 1, "nur hier");
    let rows = &mut phones[1].rows;
    rows.retain(|(table, _), _| *table != Table::Identity);
    let saved = salvaged(&mut phones[1]).unwrap();
    assert_eq!((saved.envelopes, saved.left), (2, 1));
    // The other phone has read nothing yet.
    assert_eq!(import(&mut phones[2], &saved.file).fresh, 2);
    let there = |record: &RecordId| phones[2].state(town).records.contains_key(record);
    assert_eq!(records.each_ref().map(there), [true, true, false]);
    // Each row that is damaged costs what is in it, and nothing else.
    let keys: Vec<_> = phones[1].rows.keys().cloned().collect();
    for key in keys {
        let kept = phones[1].rows.clone();
        phones[1].rows.get_mut(&key).unwrap()[30] ^= 1;
        let less = salvaged(&mut phones[1]);
        match key.0 {
            Table::Log | Table::Outbox => assert_eq!(less.unwrap().envelopes, 1),
            Table::Keys => assert_eq!(less, None),
            _ => assert_eq!(less.unwrap().envelopes, 2),
        }
        phones[1].rows = kept;
    }
}

#[test]
fn a_damaged_invitation_stops_nothing_and_is_counted() {
    let (_, mut phones, town) = town(1);
    let phone = &mut phones[0];
    let grants = [(town, Capability::Write)];
    let made = phone.device.invite(
        "Musterau",
        Role::Gk,
        &grants,
        60_000,
        1,
        NOW,
        &mut phone.rng,
    );
    phone.commit(made.unwrap().1);
    assert_eq!(phone.device.unreadable(), 0);
    let count = phone.device.invitations().len();
    let row = phone
        .rows
        .iter_mut()
        .find(|((table, _), _)| *table == Table::Invites);
    row.unwrap().1[30] ^= 1;
    phone.die();
    assert_eq!(phone.device.unreadable(), 1);
    assert_eq!(phone.device.invitations().len(), count - 1);
}

#[test]
fn unsent_work_goes_from_screen_to_camera() {
    let (_, mut phones, town) = town(1);
    phones[0].set(town, RECORD, 1, "von Schirm zu Kamera");
    let texts = frames(&export(&mut phones[0], Extent::Unsent)).unwrap();
    let mut collected = Frames::default();
    for text in texts.iter().rev() {
        assert_eq!(collected.take(text), Seen::New);
    }
    let file = collected.file().unwrap();
    assert_eq!(import(&mut phones[1], &file).fresh, 1);
    assert_eq!(title(&phones[1], town), Some("von Schirm zu Kamera"));
}

proptest! {
    #[test]
    fn any_bytes_are_a_rescue_file_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut phone = Phone::new(1, "Telefon");
        let whole = [b"Schulterschluss\n\x01".as_slice(), &bytes].concat();
        for file in [bytes, whole] {
            prop_assert!(phone.device.take_rescue(&file, NOW, &mut phone.rng).is_err());
        }
    }
}
