//! Somebody comes back with a sheet of paper, and what a lost device is still in.

use super::*;

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
