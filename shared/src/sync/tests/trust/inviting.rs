//! Somebody comes in: with a link, four words, a second device, two codes at a table.

use super::*;

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
