//! Attacks of the security design that a device has to withstand by itself, each named by its number. Those a
//! server has to refuse are among the server's tests.

use super::trust::{code_for, knock};
use super::*;
use crate::crypto::{SpaceKey, check_join, make_join, open_space_key, seal_space_key};
use crate::envelope::Envelope;
use crate::ids::DeviceId;
use crate::mlog::{MemberOp, Members, SignedEntry, sign};
use crate::protocol::messages::{KeyBox, LogRow};

/// Reads what a lying server shows; returns the alarm.
fn shown(relay: &mut Relay, phone: &mut Phone) -> Option<Alarm> {
    phone.device.retry();
    for _ in 0..30 {
        let Some(received) = phone.exchange(relay, Fault::None) else {
            break;
        };
        if received.wait_ms.is_some() {
            break;
        }
    }
    phone.device.spaces().iter().find_map(|space| space.alarm)
}

/// A town in which one phone wrote two things that the other has not read.
fn unread() -> (Relay, Vec<Phone>, SpaceId) {
    let (mut relay, mut phones, town) = town(2);
    for text in ["a", "b"] {
        phones[1].set(town, RECORD, 1, text);
        phones[1].settle(&mut relay);
    }
    (relay, phones, town)
}

fn refused(change: impl FnOnce(&mut Vec<LogRow>), expected: &[Alarm]) {
    let (mut relay, mut phones, town) = unread();
    relay.forge(town, change);
    let alarm = shown(&mut relay, &mut phones[2]).expect("it is noticed");
    assert!(expected.contains(&alarm), "{alarm:?}");
    assert!(
        phones[2].state(town).records.is_empty(),
        "nothing of it counts"
    );
}

#[test]
fn a01_forged_author() {
    // The right device in the header, another device's signature.
    refused(
        |rows| {
            let length = rows[0].envelope.len();
            rows[0].envelope[length - 1] ^= 1;
        },
        &[Alarm::Forged, Alarm::Chain],
    );
}

#[test]
fn a02_reader_writes_with_the_help_of_the_server() {
    let (mut relay, mut phones, town) = unread();
    phones[2].settle(&mut relay);
    let member = phones[2].device.member();
    let admin = &mut phones[0];
    let role = Role::Lesen;
    let done = admin
        .device
        .set_capability(town, member, Capability::Read, role, &mut admin.rng);
    admin.commit(done.unwrap());
    admin.settle(&mut relay);
    phones[2].settle(&mut relay);
    let reader = &mut phones[2];
    let content = &reader.device.spaces[&town];
    let draft = crate::envelope::Draft {
        kind: crate::envelope::EnvelopeKind::Batch,
        space: town,
        item: crate::ids::ItemId([1; 16]),
        device: reader.device.id(),
        dev_seq: 1,
        m_seq: content.members.seq,
        m_hash: content.members.hash,
        seen_seq: content.log.seq(),
        seen_hash: content.log.hash(),
        key_epoch: content.members.key_epoch,
        nonce: [1; 24],
        plaintext: b"words",
    };
    let key = content.current_key().unwrap();
    let envelope = crate::envelope::seal(&draft, key, &reader.device.identity.keys).unwrap();
    relay.forge(town, |rows| {
        rows.push(LogRow {
            received_ms: NOW,
            envelope: envelope.bytes().to_vec(),
            recovered: None,
        });
    });
    assert_eq!(shown(&mut relay, &mut phones[1]), Some(Alarm::NotAllowed));
}

#[test]
fn a03_replayed_envelope() {
    refused(
        |rows| rows.push(rows[0].clone()),
        &[Alarm::Gap, Alarm::Witness],
    );
}

#[test]
fn a04_dropped_envelope() {
    refused(|rows| drop(rows.remove(0)), &[Alarm::Gap, Alarm::Witness]);
}

#[test]
fn a05_every_changed_byte_of_an_envelope() {
    let (relay, phones, town) = unread();
    let bytes = relay.log(town)[0].envelope.clone();
    let author = phones[1].device.identity.keys.public();
    for place in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[place] ^= 1;
        let read = Envelope::parse(changed);
        let counts = read.is_ok_and(|envelope| envelope.verify(&author).is_ok());
        assert!(!counts, "byte {place}");
    }
}

#[test]
fn a06_envelope_of_another_space() {
    let (mut relay, mut phones, town) = unread();
    let founder = &mut phones[0];
    let elsewhere = founder.found(&mut relay, SpaceKind::Town, "Beispielsdorf");
    founder.set(elsewhere, RECORD, 1, "dort");
    founder.settle(&mut relay);
    let foreign = relay.log(elsewhere)[0].clone();
    relay.forge(town, |rows| rows.push(foreign));
    assert_eq!(shown(&mut relay, &mut phones[2]), Some(Alarm::Forged));
    assert!(phones[2].state(town).records.is_empty());
}

#[test]
fn a08_key_box_of_another_device_or_with_another_key() {
    let mut rng = SeededEntropy::new(5);
    let (one, two) = (DeviceKeys::make(&mut rng), DeviceKeys::make(&mut rng));
    let space = SpaceId([3; 16]);
    let (key, wrong) = (SpaceKey::make(&mut rng), SpaceKey::make(&mut rng));
    let kid = key.kid(space, 1);
    let mine = seal_space_key(&key, space, 1, &one.public(), &mut rng).unwrap();
    assert!(open_space_key(&mine, space, 1, &kid, &one).is_ok());
    assert!(open_space_key(&mine, space, 1, &kid, &two).is_err());
    assert!(open_space_key(&mine, space, 2, &kid, &one).is_err());
    let other = seal_space_key(&wrong, space, 1, &one.public(), &mut rng).unwrap();
    assert!(open_space_key(&other, space, 1, &kid, &one).is_err());

    // A server that swaps the boxes of two members: the member stays without a key, never with a wrong one.
    let (mut relay, mut phones, town) = town(0);
    let code = code_for(&mut relay, &mut phones[0], town, Capability::Write);
    let mut second = knock(&mut relay, 60, "Jana", &code);
    phones[0].settle(&mut relay);
    let theirs = second.device.id();
    relay.forge_boxes(town, |boxes| {
        for key_box in boxes.iter_mut().filter(|it| it.device == theirs) {
            key_box.sealed[50] ^= 1;
        }
    });
    for _ in 0..20 {
        second.exchange(&mut relay, Fault::None);
    }
    assert!(second.device.is_joining());
    assert!(second.device.spaces().is_empty());
    // It says so, and an admin gives it another box; a server that says so of others gets nothing out of it.
    let boxes_of = |relay: &mut Relay, whose: DeviceId| {
        let mut found = Vec::new();
        relay.forge_boxes(town, |boxes| {
            found.extend(boxes.iter().filter(|it| it.device == whose).cloned());
        });
        found
    };
    let wishes = boxes_of(&mut relay, theirs);
    assert!(wishes.len() == 1 && wishes[0].is_wish(), "{wishes:?}");
    let stranger = DeviceId([9; 16]);
    relay.forge_boxes(town, |boxes| boxes.push(KeyBox::wish(stranger, 1)));
    phones[0].device.retry();
    phones[0].settle(&mut relay);
    assert!(!boxes_of(&mut relay, theirs)[0].is_wish());
    assert!(boxes_of(&mut relay, stranger)[0].is_wish());
    second.settle(&mut relay);
    assert!(!second.device.is_joining());
    second.set(town, RECORD, 1, "angekommen");
    second.settle(&mut relay);
    phones[0].settle(&mut relay);
    assert_eq!(
        phones[0].state(town).records[&RECORD].text(1),
        Some("angekommen")
    );
}

#[test]
fn a10_unknown_version_and_suite() {
    let (relay, _, town) = unread();
    let bytes = relay.log(town)[0].envelope.clone();
    for (place, value) in [(0, 0), (0, 2), (1, 0), (1, 2), (2, 9), (3, 1)] {
        let mut changed = bytes.clone();
        changed[place] = value;
        assert!(Envelope::parse(changed).is_err(), "byte {place} = {value}");
    }
}

#[test]
fn a11_old_key_after_a_rotation() {
    let (mut relay, mut phones, town) = unread();
    phones[2].settle(&mut relay);
    // Sealed with the first key by somebody who is removed then; a server that helps inserts it afterwards.
    let mut accomplice = relay.clone();
    phones[2].set(town, RECORD, 1, "zu spät");
    phones[2].settle(&mut accomplice);
    let late = accomplice.log(town).last().unwrap().clone();
    let member = phones[2].device.member();
    let admin = &mut phones[0];
    let writes = admin
        .device
        .remove_member(town, member, true, &mut admin.rng)
        .unwrap();
    admin.commit(writes);
    admin.settle(&mut relay);
    admin.set(town, RECORD, 2, "mit neuem Schlüssel");
    admin.settle(&mut relay);
    phones[1].settle(&mut relay);
    relay.forge(town, |rows| rows.push(late));
    assert_eq!(shown(&mut relay, &mut phones[1]), Some(Alarm::NotAllowed));
    assert_eq!(phones[1].state(town).records[&RECORD].text(1), Some("b"));
}

#[test]
fn a12_server_rolls_back() {
    let (mut relay, mut phones, town) = unread();
    let earlier = relay.clone();
    phones[1].set(town, RECORD, 1, "c");
    phones[1].settle(&mut relay);
    phones[2].settle(&mut relay);
    let resync = crate::protocol::messages::LiveEvent::Resync;
    // Once, it may be a restored backup: it gets back what it lost.
    let mut rolled_back = earlier.clone();
    phones[2].device.live(&resync);
    assert_eq!(shown(&mut rolled_back, &mut phones[2]), None);
    assert_eq!(rolled_back.log(town), relay.log(town));
    // One that forgets again and again is lying.
    for _ in 0..200 {
        let mut forgetful = earlier.clone();
        phones[2].device.live(&resync);
        if shown(&mut forgetful, &mut phones[2]).is_some() {
            break;
        }
    }
    assert_eq!(phones[2].device.spaces()[0].alarm, Some(Alarm::Rollback));
    assert_eq!(phones[2].state(town).records[&RECORD].text(1), Some("c"));
}

#[test]
fn a13_server_shows_two_histories() {
    let (mut relay, mut phones, town) = unread();
    phones[2].settle(&mut relay);
    let mut other = relay.clone();
    phones[1].set(town, RECORD, 1, "für die einen");
    phones[1].settle(&mut relay);
    phones[2].set(town, RECORD, 1, "für die anderen");
    phones[2].settle(&mut other);
    // The first envelope that crosses over saw another history.
    phones[1].set(town, RECORD, 2, "danach");
    phones[1].settle(&mut relay);
    let crossing = relay.log(town).last().unwrap().clone();
    other.forge(town, |rows| rows.push(crossing));
    assert!(shown(&mut other, &mut phones[2]).is_some());
}

#[test]
fn a14_server_adds_a_member_or_hides_a_rotation() {
    // An entry signed by somebody who is not in the space.
    let (mut relay, mut phones, town) = unread();
    let mut rng = SeededEntropy::new(9);
    let stranger = DeviceKeys::make(&mut rng);
    let members: Members = phones[0].device.members(town).unwrap().clone();
    let op = MemberOp::AddMember {
        member: MemberId(rng.make_id()),
        capability: Capability::Admin,
        role: Role::Gk,
        name: vec![0; 72],
        device: stranger.public(),
        device_kind: crate::mlog::DeviceKind::Phone,
        invite: None,
    };
    let entry = members.next_entry(op, stranger.id(), NOW);
    let forged: SignedEntry = sign(&entry, &stranger).unwrap();
    relay.forge_members(town, |entries| entries.push(forged.bytes().to_vec()));
    assert_eq!(shown(&mut relay, &mut phones[2]), Some(Alarm::Members));
    let known = phones[2].device.members(town).unwrap();
    assert_eq!(known.capability(stranger.id()), None);

    // A rotation that is hidden: envelopes made under it cannot be judged and do not count.
    let (mut relay, mut phones, town) = unread();
    let member = phones[1].device.member();
    let admin = &mut phones[0];
    let writes = admin
        .device
        .remove_member(town, member, true, &mut admin.rng)
        .unwrap();
    admin.commit(writes);
    admin.settle(&mut relay);
    admin.set(town, RECORD, 2, "neu");
    admin.settle(&mut relay);
    relay.forge_members(town, |entries| {
        entries.truncate(3);
    });
    for _ in 0..40 {
        phones[2].exchange(&mut relay, Fault::None);
    }
    assert_eq!(
        phones[2]
            .state(town)
            .records
            .get(&RECORD)
            .and_then(|it| it.text(2)),
        None
    );
}

#[test]
fn a17_join_request_of_a_thief() {
    let mut rng = SeededEntropy::new(4);
    let (secret, guessed) = (InviteSecret::make(&mut rng), InviteSecret::make(&mut rng));
    let (inviter, thief, guest) = (
        DeviceKeys::make(&mut rng),
        DeviceKeys::make(&mut rng),
        DeviceKeys::make(&mut rng),
    );
    let member = MemberId(rng.make_id());
    // Without the secret there is no valid request.
    let mut request = make_join(&guessed, &thief, member, "Dieb", &mut rng).unwrap();
    assert!(check_join(&secret, &request).is_err());
    request.mac = Hash([0; 32]);
    assert!(check_join(&guessed, &request).is_err());
    // With it the words differ from those of the guest.
    let id = secret.invite_id();
    let words =
        |keys: &DeviceKeys| crate::crypto::spoken_words(id, &inviter.public(), &keys.public());
    assert_ne!(words(&thief), words(&guest));
}

#[test]
fn a_space_under_alarm_is_read_only_and_keeps_the_evidence() {
    let (mut relay, mut phones, town) = unread();
    phones[2].settle(&mut relay);
    phones[1].set(town, RECORD, 1, "c");
    phones[1].settle(&mut relay);
    let honest = relay.clone();
    relay.forge(town, |rows| rows[2].envelope[200] ^= 1);
    let phone = &mut phones[2];
    assert!(shown(&mut relay, phone).is_some());
    phone.die();
    let edits = vec![(
        10,
        RECORD,
        vec![Edit::Add {
            field: 3,
            amount: 1,
        }],
    )];
    let refused = phone.device.write(town, &edits, NOW, &mut phone.rng);
    assert_eq!(refused, Err(WriteError::Alarm));
    let own = phone.device.member();
    let refused = phone.device.remove_member(town, own, true, &mut phone.rng);
    assert_eq!(refused, Err(AdminError::Alarm));
    assert_eq!(
        phone.state(town).records[&RECORD].text(1),
        Some("b"),
        "still readable"
    );
    let bytes = phone.device.evidence(town).unwrap();
    let evidence: Evidence = minicbor::decode(&bytes).unwrap();
    assert_eq!((evidence.seq, evidence.chain.len()), (2, 3));
    let page: crate::protocol::messages::LogPage = minicbor::decode(&evidence.answer).unwrap();
    assert_eq!(page.rows.len(), 1);

    let writes = phone.device.lift_alarm(town);
    phone.commit(writes);
    phone.die();
    let mut relay = honest;
    phone.settle(&mut relay);
    assert_eq!(phone.state(town).records[&RECORD].text(1), Some("c"));
    assert_eq!(phone.device.evidence(town), None);
}
