//! Where a record is, as far as it can be known.

use super::fork::settle_all;
use super::*;

const OTHER: RecordId = RecordId([2; 16]);

fn receipt(phone: &Phone, town: SpaceId) -> Option<Receipt> {
    phone.device.receipt(town, RECORD)
}

#[test]
fn a_record_goes_from_here_to_the_server_to_other_devices() {
    let (mut relay, mut phones, town) = town(2);
    assert_eq!(receipt(&phones[1], town), None);
    phones[1].set(town, RECORD, 1, "Stadtfest");
    assert_eq!(receipt(&phones[1], town), Some(Receipt::Here));
    phones[1].settle(&mut relay);
    assert_eq!(receipt(&phones[1], town), Some(Receipt::Server));
    // Reading alone tells nobody; writing anything after it does.
    phones[2].settle(&mut relay);
    phones[1].settle(&mut relay);
    assert_eq!(receipt(&phones[1], town), Some(Receipt::Server));
    for n in [2, 0] {
        phones[n].set(town, OTHER, 1, "Runder Tisch");
        phones[n].settle(&mut relay);
    }
    phones[1].settle(&mut relay);
    assert_eq!(receipt(&phones[1], town), Some(Receipt::Devices(2)));
    phones[1].die();
    assert_eq!(receipt(&phones[1], town), Some(Receipt::Devices(2)));
    phones[1].set(town, RECORD, 1, "Stadtfest im Mai");
    assert_eq!(receipt(&phones[1], town), Some(Receipt::Here));
}

#[test]
fn who_wrote_last_without_having_read_the_write_before_does_not_have_it() {
    let (mut relay, mut phones, town) = town(2);
    phones[2].set(town, RECORD, 2, "ohne Netz");
    let _lost = phones[2].exchange(&mut relay, Fault::RequestLost);
    let sealed = phones[2]
        .rows
        .keys()
        .any(|(table, _)| *table == Table::Outbox);
    assert!(sealed, "sealed before the other write was read");
    phones[1].set(town, RECORD, 1, "Stadtfest");
    for n in [1, 2, 1] {
        phones[n].settle(&mut relay);
    }
    assert_eq!(receipt(&phones[1], town), Some(Receipt::Server));
    phones[2].set(town, OTHER, 1, "danach");
    for n in [2, 1] {
        phones[n].settle(&mut relay);
    }
    assert_eq!(receipt(&phones[1], town), Some(Receipt::Devices(1)));
}

#[test]
fn that_the_server_has_everything_is_only_said_when_it_is_known() {
    let (mut relay, mut phones, town) = town(1);
    phones[1].set(town, RECORD, 1, "Stadtfest");
    assert_eq!(phones[1].device.all_on_server(), None);
    phones[1].settle(&mut relay);
    assert_eq!(phones[1].device.all_on_server(), Some(1));
    // After a start nothing is known before the server was asked.
    phones[1].die();
    assert_eq!(phones[1].device.all_on_server(), None);
    phones[1].settle(&mut relay);
    assert_eq!(phones[1].device.all_on_server(), Some(1));
    assert_eq!(phones[0].device.all_on_server(), Some(0));
}

#[test]
fn an_entry_is_what_a_person_can_open() {
    let (mut relay, mut phones, town) = town(1);
    let phone = &mut phones[1];
    phone.set(town, RECORD, 1, "Stadtfest");
    phone.set(town, OTHER, 1, "Runder Tisch");
    assert_eq!(phone.device.entries_in(town), 2);
    phone.write(town, OTHER, vec![Edit::Trash]);
    let of_a_later_version = [(60_000, RecordId([7; 16]), vec![Edit::Restore])];
    let (device, rng) = (&mut phone.device, &mut phone.rng);
    let writes = device.write(town, &of_a_later_version, NOW, rng).unwrap();
    phone.commit(writes);
    assert_eq!(phone.state(town).records.len(), 3);
    assert_eq!(phone.device.entries_in(town), 1);
    assert_eq!(phone.device.entries(), 1);
    phone.settle(&mut relay);
    assert_eq!(phone.device.all_on_server(), Some(1));
}

#[test]
fn what_a_restored_server_lost_is_not_said_to_be_there() {
    let (mut relay, mut phones, town) = town(2);
    let backup = relay.clone();
    phones[1].set(town, RECORD, 1, "Stadtfest");
    phones[1].settle(&mut relay);
    phones[2].settle(&mut relay);
    phones[2].set(town, OTHER, 1, "Runder Tisch");
    phones[2].settle(&mut relay);
    phones[1].settle(&mut relay);
    assert_eq!(receipt(&phones[1], town), Some(Receipt::Devices(1)));
    relay.restore(&backup);
    phones[0].set(town, OTHER, 2, "auf der Sicherung");
    settle_all(&mut phones, &mut relay);
    // Both histories are there again; what phone 2 had read stands on other numbers, so it no longer counts.
    assert_eq!(receipt(&phones[1], town), Some(Receipt::Server));
    assert_eq!(phones[1].device.all_on_server(), Some(2));
}
