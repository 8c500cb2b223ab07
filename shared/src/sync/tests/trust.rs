//! Membership decided by people: removing, leaving, handing in, coming back.

use super::*;
use crate::crypto::RecoveryCode;
use crate::ids::DeviceId;
use crate::protocol::ProblemCode;
use crate::protocol::limits::OWN_DEVICE_INVITES_MAX;

impl Phone {
    fn keep(&mut self, writes: Vec<Write>) {
        self.commit(writes);
    }

    /// Settles and returns what was erased meanwhile.
    fn settle_all(&mut self, relay: &mut Relay) -> Vec<Erased> {
        self.device.retry();
        let mut erased = Vec::new();
        for _ in 0..300 {
            match self.exchange(relay, Fault::None) {
                None => return erased,
                Some(received) => erased.extend(received.erased),
            }
        }
        panic!("never quiet: {:?}", self.device.spaces());
    }

    /// Asks for a while whether somebody let this device in.
    fn wait(&mut self, relay: &mut Relay) {
        for _ in 0..10 {
            self.exchange(relay, Fault::None);
        }
    }

    fn rows_of(&self, space: SpaceId) -> usize {
        let own = |key: &[u8]| key.windows(16).any(|part| part == space.0);
        self.rows.keys().filter(|(_, key)| own(key)).count()
    }

    fn epoch(&self, space: SpaceId) -> u32 {
        self.device.members(space).unwrap().key_epoch
    }
}

/// Joins with a code and waits until the request is sent.
pub(super) fn knock(relay: &mut Relay, seed: u64, name: &str, code: &str) -> Phone {
    let mut phone = Phone::new(seed, name);
    let secret = InviteSecret::from_code(code).unwrap();
    let payload = read_preview(&secret, &relay.handle(&preview_request(&secret), NOW)).unwrap();
    if let Some(member) = payload.member {
        let mut rng = SeededEntropy::new(seed);
        let identity = Identity {
            keys: DeviceKeys::make(&mut rng),
            member,
            name: name.to_owned(),
        };
        let local = LocalKey::make(&mut rng);
        let (device, writes) = Device::create(identity, local, HOST, &mut rng);
        phone = Phone {
            device,
            rows: BTreeMap::new(),
            rng,
            clock: NOW,
            relay_ms: NOW,
        };
        phone.commit(writes);
    }
    let writes = phone
        .device
        .join(&secret, &payload, &mut phone.rng)
        .unwrap();
    phone.commit(writes);
    while phone
        .exchange(relay, Fault::None)
        .unwrap()
        .wait_ms
        .is_none()
    {}
    phone
}

/// Invites into a space; returns the code.
pub(super) fn code_for(
    relay: &mut Relay,
    phone: &mut Phone,
    space: SpaceId,
    capability: Capability,
) -> String {
    let (id, writes) = phone
        .device
        .invite(
            "Musterau",
            Role::Gk,
            &[(space, capability)],
            1000,
            1,
            NOW,
            &mut phone.rng,
        )
        .unwrap();
    phone.commit(writes);
    phone.settle(relay);
    code_of(phone, id)
}

fn code_of(phone: &Phone, id: crate::ids::InviteId) -> String {
    let invitations = phone.device.invitations();
    let invite = invitations.iter().find(|invite| invite.id == id);
    invite.unwrap().code.clone()
}

fn remove(relay: &mut Relay, phones: &mut [Phone], space: SpaceId, who: usize, wipe: bool) {
    let member = phones[who].device.member();
    let admin = &mut phones[0];
    let writes = admin
        .device
        .remove_member(space, member, wipe, &mut admin.rng)
        .unwrap();
    admin.keep(writes);
    admin.settle(relay);
    assert!(admin.device.decisions().is_empty());
}

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

#[test]
fn an_admin_is_let_in_only_after_four_words_and_can_be_turned_down() {
    let (mut relay, mut phones, town) = town(0);
    let code = code_for(&mut relay, &mut phones[0], town, Capability::Admin);
    let mut second = knock(&mut relay, 71, "Mirko", &code);
    phones[0].settle(&mut relay);
    second.wait(&mut relay);
    assert!(second.device.is_joining(), "nobody agreed yet");
    let waiting = phones[0].device.joins();
    assert_eq!(waiting.len(), 1);
    assert!(waiting[0].needs_words && !waiting[0].approved);
    assert_eq!(Some(waiting[0].words), second.device.join_words());
    let admin = &mut phones[0];
    let writes = admin
        .device
        .approve(waiting[0].invite, waiting[0].device, &mut admin.rng);
    admin.keep(writes);
    admin.die();
    admin.settle(&mut relay);
    second.settle(&mut relay);
    assert!(!second.device.is_joining());
    assert_eq!(
        second.device.spaces()[0].capability,
        Some(Capability::Admin)
    );

    let code = code_for(&mut relay, &mut phones[0], town, Capability::Admin);
    let mut third = knock(&mut relay, 72, "Unbekannt", &code);
    third.wait(&mut relay);
    assert_eq!(third.device.join_problem(), None, "nobody has decided");
    phones[0].settle(&mut relay);
    let waiting = phones[0].device.joins();
    let admin = &mut phones[0];
    let writes = admin
        .device
        .deny(waiting[0].invite, waiting[0].device, &mut admin.rng);
    admin.keep(writes);
    admin.settle(&mut relay);
    third.wait(&mut relay);
    assert_eq!(
        third.device.join_problem(),
        Some(InviteProblem::TurnedAway),
        "told at once"
    );
    third.die();
    assert_eq!(third.device.join_problem(), None);
    third.exchange(&mut relay, Fault::None);
    assert_eq!(
        third.device.join_problem(),
        Some(InviteProblem::TurnedAway),
        "and after a restart"
    );
    assert!(phones[0].device.joins().is_empty());
    let id = InviteSecret::from_code(&code).unwrap().invite_id();
    let closed = |phone: &Phone| {
        let all = phone.device.invitations();
        all.iter().find(|it| it.id == id).map(|it| it.closed)
    };
    assert_eq!(closed(&phones[0]), Some(true));
    phones[0].die();
    assert_eq!(closed(&phones[0]), Some(true));
}

#[test]
fn an_invitation_taken_back_leads_nowhere() {
    let (mut relay, mut phones, town) = town(0);
    let code = code_for(&mut relay, &mut phones[0], town, Capability::Write);
    let admin = &mut phones[0];
    let id = InviteSecret::from_code(&code).unwrap().invite_id();
    let writes = admin.device.withdraw(id, &mut admin.rng);
    admin.keep(writes);
    admin.die();
    admin.settle(&mut relay);
    assert!(admin.device.invitations().iter().all(|it| it.id != id));
    let secret = InviteSecret::from_code(&code).unwrap();
    let preview = relay.handle(&preview_request(&secret), NOW);
    assert_eq!(read_preview(&secret, &preview), Err(InviteProblem::Unknown));
}

#[test]
fn too_many_open_invitations_are_told_as_such_and_one_taken_back_makes_room() {
    let (mut relay, mut phones, _) = town(1);
    let phone = &mut phones[1];
    let mut made = Vec::new();
    for _ in 0..=OWN_DEVICE_INVITES_MAX {
        let (id, writes) = phone
            .device
            .invite_own_device(1000, NOW, &mut phone.rng)
            .unwrap();
        phone.keep(writes);
        phone.settle(&mut relay);
        made.push(id);
    }
    let refused = |phone: &Phone, id| {
        let all = phone.device.invitations();
        let found = all.into_iter().find(|it| it.id == id);
        found.map(|it| (it.announced, it.problem))
    };
    let last = *made.last().unwrap();
    assert_eq!(
        refused(phone, last),
        Some((false, Some(InviteProblem::TooManyOpen)))
    );
    let writes = phone.device.withdraw(made[0], &mut phone.rng);
    phone.keep(writes);
    phone.settle(&mut relay);
    assert_eq!(refused(phone, last), Some((true, None)));

    let (fifth, writes) = phone
        .device
        .invite_own_device(1000, NOW, &mut phone.rng)
        .unwrap();
    phone.keep(writes);
    phone.settle(&mut relay);
    let writes = phone.device.withdraw(fifth, &mut phone.rng);
    phone.keep(writes);
    phone.die();
    assert_eq!(
        refused(phone, fifth),
        None,
        "a failed try is dropped at once"
    );
}

#[test]
fn a_second_device_gets_into_every_space_of_its_person() {
    let (mut relay, mut phones, town) = town(1);
    // A writer who is admin of nothing.
    let phone = &mut phones[1];
    let (id, writes) = phone
        .device
        .invite_own_device(1000, NOW, &mut phone.rng)
        .unwrap();
    phone.keep(writes);
    phone.settle(&mut relay);
    let code = code_of(phone, id);
    let mut laptop = knock(&mut relay, 80, "Laptop", &code);
    phones[1].settle(&mut relay);
    laptop.settle(&mut relay);
    assert!(!laptop.device.is_joining());
    assert_eq!(laptop.device.member(), phones[1].device.member());
    laptop.set(town, RECORD, 1, "vom Laptop");
    laptop.settle(&mut relay);
    phones[0].settle(&mut relay);
    assert_eq!(
        phones[0].state(town).records[&RECORD].text(1),
        Some("vom Laptop")
    );
    let people = phones[0].device.people(town);
    let person = people.iter().find(|it| it.devices.len() == 2).unwrap();
    assert_eq!(person.devices[1].name.as_deref(), Some("Laptop"));

    // Both get other names; the second wish counts, and nobody else may.
    let (phone, other) = (phones[1].device.id(), laptop.device.id());
    for name in ["Handy", "Telefon am Tresen"] {
        let writes = laptop.device.name_device(phone, name, &mut laptop.rng);
        laptop.keep(writes.unwrap());
    }
    assert_eq!(
        laptop.device.decisions().len(),
        laptop.device.spaces().len()
    );
    let writes = laptop.device.name_device(other, "Rechner", &mut laptop.rng);
    laptop.keep(writes.unwrap());
    laptop.settle(&mut relay);
    assert!(laptop.device.decisions().is_empty());
    let admin = &mut phones[0];
    admin.settle(&mut relay);
    let person = admin.device.people(town).into_iter();
    let person = person.max_by_key(|it| it.devices.len()).unwrap();
    let names = person.devices.iter().map(|it| it.name.clone().unwrap());
    assert_eq!(names.collect::<Vec<_>>(), ["Telefon am Tresen", "Rechner"]);
    let refused = admin.device.name_device(phone, "Meins", &mut admin.rng);
    assert_eq!(refused, Err(AdminError::NotAllowed));
    let refused = admin
        .device
        .name_device(DeviceId([1; 16]), "Niemands", &mut admin.rng);
    assert_eq!(refused, Err(AdminError::Unknown));

    // The phone is lost; the laptop removes it.
    let lost = phones[1].device.id();
    let (writes, left) = laptop.device.remove_lost(lost, &mut laptop.rng);
    assert!(left.is_empty());
    laptop.keep(writes);
    laptop.settle(&mut relay);
    assert_eq!(laptop.epoch(town), 2);
    assert_eq!(phones[1].settle_all(&mut relay).len(), 1);
}

#[test]
fn a_confidential_space_takes_content_only_with_two_admins() {
    let (mut relay, mut phones, _) = town(0);
    let founder = &mut phones[0];
    let core = founder.found(&mut relay, SpaceKind::Core, "Vertraulich");
    let edit = || {
        vec![(
            10,
            RECORD,
            vec![Edit::Add {
                field: 3,
                amount: 1,
            }],
        )]
    };
    let refused = founder.device.write(core, &edit(), NOW, &mut founder.rng);
    assert_eq!(refused, Err(WriteError::NeedsAdmins));
    let code = code_for(&mut relay, &mut phones[0], core, Capability::Admin);
    let mut second = knock(&mut relay, 90, "Zweite", &code);
    let_in(&mut relay, &mut phones[0]);
    second.settle(&mut relay);
    second.write(
        core,
        RECORD,
        vec![Edit::Add {
            field: 3,
            amount: 1,
        }],
    );
    second.settle(&mut relay);
    assert_eq!(relay.log(core).len(), 1);
    assert_eq!(
        phones[0]
            .device
            .make_paper(&mut SeededEntropy::new(1))
            .map(|it| it.1.len()),
        Ok(2),
        "sheets for network and town, none for the confidential space"
    );

    // The second admin lost the phone: the first brings them back, with spoken words.
    let member = second.device.member();
    let admin = &mut phones[0];
    let (id, writes) = admin
        .device
        .invite_device(member, &[core], 1000, NOW, &mut admin.rng)
        .unwrap();
    admin.keep(writes);
    admin.settle(&mut relay);
    let code = code_of(admin, id);
    let mut back = knock(&mut relay, 91, "neues Telefon", &code);
    admin.settle(&mut relay);
    back.wait(&mut relay);
    assert!(back.device.is_joining(), "words first");
    let_in(&mut relay, &mut phones[0]);
    back.settle(&mut relay);
    assert_eq!(back.device.member(), member);
    assert_eq!(back.total(core, RECORD), 1);
}

#[test]
fn a_lost_device_that_a_paper_cannot_remove_is_named_to_whoever_can() {
    let (mut relay, mut phones, town) = town(0);
    let admin = &mut phones[0];
    let core = admin.found(&mut relay, SpaceKind::Core, "Vertraulich");
    let grants = [(town, Capability::Write), (core, Capability::Admin)];
    let (id, writes) = admin
        .device
        .invite("Musterau", Role::Gk, &grants, 1000, 1, NOW, &mut admin.rng)
        .unwrap();
    admin.keep(writes);
    admin.settle(&mut relay);
    let code = code_of(admin, id);
    let mut second = knock(&mut relay, 90, "Zweite", &code);
    let_in(&mut relay, &mut phones[0]);
    second.settle(&mut relay);
    assert_eq!(second.device.spaces().len(), 2);
    assert_eq!(phones[0].device.left_over(), []);

    // Gone from the town, as a paper would remove it: the person stays.
    let (lost, member) = (second.device.id(), second.device.member());
    let admin = &mut phones[0];
    let writes = admin
        .device
        .remove_device(town, lost, true, &mut admin.rng)
        .unwrap();
    admin.keep(writes);
    admin.settle(&mut relay);
    let still = LeftOver {
        space: core,
        member,
        device: lost,
    };
    assert_eq!(admin.device.left_over(), [still]);
    let writes = admin
        .device
        .remove_device(core, lost, true, &mut admin.rng)
        .unwrap();
    admin.keep(writes);
    admin.settle(&mut relay);
    assert_eq!(admin.device.left_over(), []);
}

/// A person compares the words and agrees.
fn let_in(relay: &mut Relay, admin: &mut Phone) {
    admin.settle(relay);
    for waiting in admin.device.joins() {
        let writes = admin
            .device
            .approve(waiting.invite, waiting.device, &mut admin.rng);
        admin.keep(writes);
    }
    admin.settle(relay);
}

/// Drives a recovery until it is quiet.
fn call(relay: &mut Relay, recovery: &mut Recovery, rng: &mut SeededEntropy) -> Vec<ProblemCode> {
    let mut problems = Vec::new();
    for _ in 0..60 {
        let Some(request) = recovery.next(NOW, rng) else {
            break;
        };
        let received = recovery.receive(Ok(relay.handle(&request, NOW)), rng);
        problems.extend(received.problem);
        if received.wait_ms.is_some() {
            break;
        }
    }
    problems
}

#[test]
fn a_printed_sheet_brings_a_lost_person_back_once() {
    let (mut relay, mut phones, town) = town(1);
    let phone = &mut phones[1];
    let (code, writes) = phone.device.make_paper(&mut phone.rng).unwrap();
    phone.keep(writes);
    phone.settle(&mut relay);
    phone.set(town, RECORD, 1, "gesendet");
    phone.settle(&mut relay);
    let (lost, member) = (phone.device.id(), phone.device.member());

    let mut rng = SeededEntropy::new(500);
    let printed = code.to_code();
    let typed = RecoveryCode::from_code(&printed.to_lowercase()).unwrap();
    let mut recovery = Recovery::begin(&typed, HOST, &mut rng);
    call(&mut relay, &mut recovery, &mut rng);
    let found = recovery.found().unwrap();
    assert_eq!((found.member, found.name.as_str()), (member, "Telefon"));
    assert_eq!(
        found.devices.iter().map(|it| it.id).collect::<Vec<_>>(),
        [lost]
    );
    let keys = DeviceKeys::make(&mut rng);
    let (public, id) = (keys.public(), keys.id());
    recovery.enrol(public, "neues Telefon", &mut rng).unwrap();
    call(&mut relay, &mut recovery, &mut rng);
    assert!(recovery.is_enrolled(id));
    let local = LocalKey::make(&mut rng);
    let (device, writes) = recovery.finish(keys, local, &[lost], &mut rng).unwrap();
    let mut back = Phone {
        device,
        rows: BTreeMap::new(),
        rng,
        clock: NOW,
        relay_ms: NOW,
    };
    back.keep(writes);
    back.die();
    back.settle(&mut relay);
    assert_eq!(back.state(town).records[&RECORD].text(1), Some("gesendet"));
    let members = back.device.members(town).unwrap();
    assert_eq!(members.capability(lost), None);
    assert_eq!(members.capability(code.keys().id()), None);
    assert_eq!(
        members.key_epoch, 3,
        "once for the lost phone, once for the sheet"
    );
    assert_eq!(
        phones[1].settle_all(&mut relay).len(),
        1,
        "the lost phone is emptied"
    );

    // The sheet works once.
    let mut rng = SeededEntropy::new(501);
    let mut again = Recovery::begin(&code, HOST, &mut rng);
    call(&mut relay, &mut again, &mut rng);
    assert_eq!(again.found(), None);
    let mut unknown = Recovery::begin(&RecoveryCode::make(&mut rng), HOST, &mut rng);
    let problems = call(&mut relay, &mut unknown, &mut rng);
    assert_eq!(problems, [ProblemCode::LoginRefused]);
}

/// One step of a history of membership.
#[derive(Debug, Clone)]
enum Act {
    Write { phone: usize, amount: i64 },
    Exchange { phone: usize, fault: Fault },
    Die { phone: usize },
    RemoveMember { by: usize, who: usize },
    RemoveOwn { who: usize },
    Promote { by: usize, who: usize, admin: bool },
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let fault = prop_oneof![
        6 => Just(Fault::None),
        1 => Just(Fault::RequestLost),
        1 => Just(Fault::ReplyLost),
        1 => Just(Fault::Twice),
        1 => Just(Fault::DiesBefore),
        1 => Just(Fault::DiesAfter),
    ];
    let phone = 0..5_usize;
    let act = prop_oneof![
        4 => (phone.clone(), 1..5_i64).prop_map(|(phone, amount)| Act::Write { phone, amount }),
        12 => (phone.clone(), fault).prop_map(|(phone, fault)| Act::Exchange { phone, fault }),
        1 => phone.clone().prop_map(|phone| Act::Die { phone }),
        1 => (phone.clone(), phone.clone()).prop_map(|(by, who)| Act::RemoveMember { by, who }),
        1 => phone.clone().prop_map(|who| Act::RemoveOwn { who }),
        1 => (phone.clone(), phone, any::<bool>())
            .prop_map(|(by, who, admin)| Act::Promote { by, who, admin }),
    ];
    prop::collection::vec(act, 1..100)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn whoever_stays_agrees_and_whoever_went_reads_and_adds_nothing(acts in acts()) {
        let (mut relay, mut phones, town) = town(4);
        for act in acts {
            match act {
                Act::Write { phone, amount } => {
                    let phone = &mut phones[phone];
                    let edits = vec![Edit::Add { field: 3, amount }];
                    let changes = [(10, RECORD, edits)];
                    let saved = phone.device.write(town, &changes, NOW, &mut phone.rng);
                    phone.keep(saved.unwrap_or_default());
                }
                Act::Exchange { phone, fault } => drop(phones[phone].exchange(&mut relay, fault)),
                Act::Die { phone } => phones[phone].die(),
                Act::RemoveMember { by, who } => {
                    let member = phones[who].device.member();
                    let by = &mut phones[by];
                    let done = by.device.remove_member(town, member, true, &mut by.rng);
                    by.keep(done.unwrap_or_default());
                }
                Act::RemoveOwn { who } => {
                    let phone = &mut phones[who];
                    let own = phone.device.id();
                    let done = phone.device.remove_device(town, own, true, &mut phone.rng);
                    phone.keep(done.unwrap_or_default());
                }
                Act::Promote { by, who, admin } => {
                    let member = phones[who].device.member();
                    let capability = if admin { Capability::Admin } else { Capability::Write };
                    let by = &mut phones[by];
                    let done =
                        by.device.set_capability(town, member, capability, Role::Gk, &mut by.rng);
                    by.keep(done.unwrap_or_default());
                }
            }
        }
        for _ in 0..4 {
            for phone in &mut phones {
                phone.settle_all(&mut relay);
            }
        }
        let staying: Vec<&Phone> =
            phones.iter().filter(|it| it.device.members(town).is_some()).collect();
        let first = staying[0];
        let members = first.device.members(town).unwrap();
        prop_assert!(members.admins() >= 1);
        for phone in &staying {
            prop_assert_eq!(phone.device.members(town), Some(members));
            prop_assert_eq!(seen(phone.state(town)), seen(first.state(town)));
            prop_assert!(phone.device.unsent().is_empty());
            prop_assert!(phone.device.spaces().iter().all(|it| it.alarm.is_none()));
            prop_assert!(members.capability(phone.device.id()).is_some());
        }
        // Somebody who can write is there: the key has changed since the last removal.
        prop_assert!(!members.needs_rotation);
        for phone in phones.iter().filter(|it| it.device.members(town).is_none()) {
            prop_assert_eq!(phone.rows_of(town), 0);
            prop_assert_eq!(members.capability(phone.device.id()), None);
        }
        // Nothing of a removed device stands behind the first envelope with a newer key.
        let mut epoch = 0;
        for row in relay.log(town) {
            let envelope = crate::envelope::Envelope::parse(row.envelope.clone()).unwrap();
            let header = envelope.header();
            prop_assert!(header.key_epoch >= epoch);
            epoch = header.key_epoch;
            prop_assert!(members.capability_at(header.device, header.m_seq).is_some());
        }
    }
}

#[test]
fn two_codes_at_a_table_let_somebody_in_when_both_are_back_online() {
    let (mut relay, mut phones, town) = town(1);
    let admin = &mut phones[0];
    let grants = [(town, Capability::Write)];
    let made = admin.device.invite(
        "Musterau",
        Role::Allianz,
        &grants,
        1000,
        1,
        NOW,
        &mut admin.rng,
    );
    let (id, writes) = made.unwrap();
    admin.keep(writes);

    // Nobody has a signal: the first code goes to the new phone, the second one back.
    let first = admin.device.table_code(id).unwrap();
    assert!(is_table_code(&first));
    let (secret, payload) = read_table_code(&first).unwrap();
    assert_eq!(payload.title, "Musterau");
    let mut phone = Phone::new(900, "Kim");
    let writes = phone
        .device
        .join_at_table(&secret, &payload, &mut phone.rng)
        .unwrap();
    phone.commit(writes);
    phone.die();
    let second = phone.device.table_answer().unwrap();
    let damaged = second.replacen('A', "B", 3);
    assert_eq!(
        admin
            .device
            .take_table_answer(&damaged, &mut admin.rng)
            .unwrap_err(),
        InviteProblem::Damaged
    );
    let writes = admin
        .device
        .take_table_answer(&second, &mut admin.rng)
        .unwrap();
    admin.keep(writes);
    admin.die();
    let waiting = admin.device.joins();
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].name, "Kim");
    assert_eq!(Some(waiting[0].words), phone.device.join_words());

    // The new phone is online first: the server knows neither it nor the invitation yet.
    phone.wait(&mut relay);
    assert!(phone.device.spaces().is_empty());
    assert_eq!(phone.device.join_problem(), None);
    phones[0].settle_all(&mut relay);
    phone.wait(&mut relay);
    assert_eq!(phone.device.spaces().len(), 1);
    assert!(!phone.device.is_joining());
}
