//! Somebody is removed, leaves, or stops deciding: what they can still read, what becomes of their unsent work, whose key counts.

use super::*;

#[test]
fn who_was_removed_reads_nothing_new_and_loses_the_copy() {
    let (mut relay, mut phones, town) = town(2);
    phones[1].set(town, RECORD, 1, "vorher");
    phones[1].settle(&mut relay);
    phones[2].settle(&mut relay);
    remove(&mut relay, &mut phones, town, 2, true);
    assert_eq!(phones[0].epoch(town), 2);
    phones[1].settle(&mut relay);
    phones[1].set(town, RECORD, 1, "nachher");
    phones[1].settle(&mut relay);
    phones[0].settle(&mut relay);
    assert_eq!(
        phones[0].state(town).records[&RECORD].text(1),
        Some("nachher")
    );

    // The old key, which the removed device had, opens nothing that came after.
    let old = phones[2].rows.clone();
    let erased = phones[2].settle_all(&mut relay);
    assert_eq!(erased.len(), 1);
    assert_eq!(
        (
            erased[0].space,
            erased[0].title.as_str(),
            erased[0].by.as_deref()
        ),
        (town, "Musterau", Some("Gründerin"))
    );
    assert!(phones[2].device.state(town).is_none());
    assert_eq!(phones[2].rows_of(town), 0, "no row is left");
    assert!(old.len() > phones[2].rows.len());
    phones[2].die();
    assert!(phones[2].device.spaces().is_empty());
}

#[test]
fn a_server_that_only_says_so_erases_nothing() {
    let (mut relay, mut phones, town) = town(2);
    phones[2].set(town, RECORD, 1, "mein Stand");
    phones[2].settle(&mut relay);
    // A server from before the device joined: it lists no space and has no signed order.
    let (mut other, _, _) = super::town(0);
    phones[2].device.retry();
    for _ in 0..20 {
        phones[2].exchange(&mut other, Fault::None);
    }
    assert_eq!(
        phones[2].state(town).records[&RECORD].text(1),
        Some("mein Stand")
    );
}

#[test]
fn unsent_work_of_a_removed_device_waits_for_an_admin_and_counts_once_taken_over() {
    let (mut relay, mut phones, town) = town(2);
    phones[2].set(town, RECORD, 1, "Stand");
    phones[2].write(
        town,
        RECORD,
        vec![Edit::Add {
            field: 3,
            amount: 5,
        }],
    );
    phones[2].settle(&mut relay);
    phones[0].settle(&mut relay);
    phones[2].write(
        town,
        RECORD,
        vec![Edit::Add {
            field: 3,
            amount: 7,
        }],
    );
    phones[2].set(town, RECORD, 1, "MARKER ungesendet");
    remove(&mut relay, &mut phones, town, 2, true);
    assert_eq!(phones[2].settle_all(&mut relay).len(), 1);
    assert_eq!(relay.parcels(town), 1);
    let held = format!("{relay:?}");
    assert!(!held.contains("MARKER"));

    phones[0].settle(&mut relay);
    let work: Vec<_> = phones[0]
        .device
        .quarantine(town)
        .into_iter()
        .cloned()
        .collect();
    assert_eq!(work.len(), 1);
    assert_eq!(
        (work[0].device, work[0].name.as_deref(), work[0].ops.len()),
        (phones[2].device.id(), Some("Telefon"), 2)
    );
    assert_eq!(phones[0].total(town, RECORD), 5, "nothing counts by itself");
    let admin = &mut phones[0];
    let writes = admin
        .device
        .take_over(town, work[0].parcel, NOW, &mut admin.rng);
    admin.keep(writes);
    admin.die();
    admin.exchange(&mut relay, Fault::None);
    admin.settle(&mut relay);
    assert_eq!(relay.parcels(town), 0);
    phones[1].settle(&mut relay);
    let gone = phones[2].device.id();
    for phone in &phones[..2] {
        assert_eq!(phone.total(town, RECORD), 12);
        let record = &phone.state(town).records[&RECORD];
        assert_eq!(record.text(1), Some("MARKER ungesendet"));
        assert_eq!(taken_over(record).collect::<Vec<_>>(), [gone]);
        assert!(phone.device.quarantine(town).is_empty());
    }
}

#[test]
fn a_lost_answer_takes_over_once_and_discarded_work_is_gone() {
    for fault in [
        Fault::ReplyLost,
        Fault::RequestLost,
        Fault::DiesAfter,
        Fault::Twice,
    ] {
        let (mut relay, mut phones, town) = town(2);
        phones[2].write(
            town,
            RECORD,
            vec![Edit::Add {
                field: 3,
                amount: 7,
            }],
        );
        remove(&mut relay, &mut phones, town, 2, true);
        phones[2].settle_all(&mut relay);
        let admin = &mut phones[0];
        admin.settle(&mut relay);
        let parcel = admin.device.quarantine(town)[0].parcel;
        let writes = admin.device.take_over(town, parcel, NOW, &mut admin.rng);
        admin.keep(writes);
        for _ in 0..4 {
            admin.exchange(&mut relay, fault);
        }
        admin.settle(&mut relay);
        assert_eq!(admin.total(town, RECORD), 7, "{fault:?}");
        admin.die();
        assert_eq!(admin.total(town, RECORD), 7, "{fault:?}");
    }
    let (mut relay, mut phones, town) = town(2);
    phones[2].write(
        town,
        RECORD,
        vec![Edit::Add {
            field: 3,
            amount: 7,
        }],
    );
    remove(&mut relay, &mut phones, town, 2, true);
    phones[2].settle_all(&mut relay);
    let admin = &mut phones[0];
    admin.settle(&mut relay);
    let parcel = admin.device.quarantine(town)[0].parcel;
    let writes = admin.device.discard(town, parcel, &mut admin.rng);
    admin.keep(writes);
    admin.settle(&mut relay);
    assert_eq!((relay.parcels(town), admin.total(town, RECORD)), (0, 0));
}

#[test]
fn what_was_sealed_before_a_rotation_is_sealed_again_even_after_a_lost_reply() {
    for reply_lost in [false, true] {
        let (mut relay, mut phones, town) = town(2);
        phones[1].device.retry();
        phones[1].settle(&mut relay);
        phones[1].set(town, RECORD, 1, "eins");
        let fault = if reply_lost {
            Fault::ReplyLost
        } else {
            Fault::RequestLost
        };
        // Sealed with the first key; the push or its answer is lost.
        while phones[1]
            .rows
            .keys()
            .all(|(table, _)| *table != Table::Outbox)
        {
            phones[1].exchange(&mut relay, fault).unwrap();
        }
        remove(&mut relay, &mut phones, town, 2, true);
        phones[1].set(town, RECORD, 2, "zwei");
        phones[1].settle(&mut relay);
        phones[0].settle(&mut relay);
        let log = relay.log(town);
        assert_eq!(log.len(), 2, "neither lost nor doubled");
        for phone in &phones[..2] {
            let record = &phone.state(town).records[&RECORD];
            assert_eq!(
                (record.text(1), record.text(2)),
                (Some("eins"), Some("zwei"))
            );
            assert_eq!(
                phone
                    .device
                    .spaces()
                    .iter()
                    .filter(|it| it.alarm.is_some())
                    .count(),
                0
            );
        }
        assert!(phones[1].device.unsent().is_empty());
    }
}

#[test]
fn two_admins_who_decide_at_once_end_alike() {
    let (mut relay, mut phones, town) = town(3);
    let second = phones[1].device.member();
    let admin = &mut phones[0];
    let writes =
        admin
            .device
            .set_capability(town, second, Capability::Admin, Role::Gk, &mut admin.rng);
    admin.keep(writes.unwrap());
    admin.settle(&mut relay);
    phones[1].settle(&mut relay);
    let (two, three) = (phones[2].device.member(), phones[3].device.member());
    for (admin, member) in [(0, two), (1, three)] {
        let admin = &mut phones[admin];
        let writes = admin
            .device
            .remove_member(town, member, true, &mut admin.rng)
            .unwrap();
        admin.keep(writes);
    }
    // Both sign on top of the same entry; one comes second and signs again.
    for _ in 0..6 {
        phones[0].exchange(&mut relay, Fault::None);
        phones[1].exchange(&mut relay, Fault::None);
    }
    for _ in 0..2 {
        phones[0].settle(&mut relay);
        phones[1].settle(&mut relay);
    }
    for phone in &phones[..2] {
        let members = phone.device.members(town).unwrap();
        assert_eq!(members.active_members().count(), 2);
        assert_eq!(members.key_epoch, 3);
        assert!(phone.device.decisions().is_empty());
    }
    assert_eq!(
        phones[0].device.members(town),
        phones[1].device.members(town)
    );
}

#[test]
fn whoever_leaves_by_themselves_makes_the_next_writer_change_the_key() {
    let (mut relay, mut phones, town) = town(2);
    let phone = &mut phones[2];
    let own = phone.device.id();
    let writes = phone
        .device
        .remove_device(town, own, true, &mut phone.rng)
        .unwrap();
    phone.keep(writes);
    let erased = phone.settle_all(&mut relay);
    assert_eq!(erased.len(), 1);
    phones[1].settle(&mut relay);
    assert_eq!(phones[1].epoch(town), 2, "a writer, not an admin");
    phones[1].set(town, RECORD, 1, "weiter");
    phones[1].settle(&mut relay);
    phones[0].settle(&mut relay);
    assert_eq!(
        phones[0].state(town).records[&RECORD].text(1),
        Some("weiter")
    );
}

#[test]
fn the_last_admin_cannot_go_and_who_is_none_cannot_decide() {
    let (mut relay, mut phones, town) = town(2);
    let (first, second) = (phones[0].device.member(), phones[1].device.member());
    let admin = &mut phones[0];
    let refused = admin
        .device
        .remove_member(town, first, true, &mut admin.rng);
    assert_eq!(refused, Err(AdminError::LastAdmin));
    let writer = &mut phones[2];
    let refused = writer
        .device
        .remove_member(town, second, true, &mut writer.rng);
    assert_eq!(refused, Err(AdminError::NotAllowed));
    let people = phones[0].device.people(town);
    assert_eq!(people.len(), 3);
    assert_eq!(people[1].added_by.as_deref(), Some("Gründerin"));
    assert!(people[0].me && people[0].devices[0].this);
    phones[0].settle(&mut relay);
}
