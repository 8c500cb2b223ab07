//! What the live stream says while a question is under way. The answer was made before; it must not undo the news.

use super::super::live::HEARD_MAX;
use super::trust::{code_for, knock};
use super::*;
use crate::protocol::messages::LiveEvent;

/// No device asks more often in a row.
const QUESTIONS_MAX: usize = 60;

/// Asks until nothing is left. While question number `at` is under way, answered and not yet arrived, something
/// `happens` and the phone hears of it. Returns whether it asked so often.
fn asks(
    relay: &mut Relay,
    phone: &mut Phone,
    at: usize,
    happens: impl FnOnce(&mut Relay) -> LiveEvent,
) -> bool {
    let mut happens = Some(happens);
    for question in 0..QUESTIONS_MAX {
        let Some(step) = phone.device.next(phone.clock, &mut phone.rng) else {
            return happens.is_none();
        };
        phone.commit(step.writes);
        let answer = relay.handle(&step.request, NOW);
        if question == at
            && let Some(happens) = happens.take()
        {
            let event = happens(relay);
            phone.device.live(&event);
        }
        let received = phone.device.receive(Ok(answer), &mut phone.rng);
        phone.commit(received.writes);
    }
    panic!("never quiet: {:?}", phone.device.spaces());
}

/// What the server says when a space has grown.
fn poke(relay: &Relay, admin: &Phone, space: SpaceId) -> LiveEvent {
    LiveEvent::Poke {
        space,
        head: relay.log(space).len() as u64,
        m_seq: admin.device.members(space).unwrap().seq,
    }
}

#[test]
fn what_is_written_while_any_question_is_under_way_arrives_without_another_reason_to_ask() {
    for at in 0.. {
        let (mut relay, mut phones, town) = town(2);
        let mut reader = phones.pop().unwrap();
        let mut writer = phones.pop().unwrap();
        writer.set(town, RECORD, 1, "zuvor");
        writer.settle(&mut relay);
        reader.set(town, RecordId([2; 16]), 1, "eigenes");
        reader.device.retry();
        let asked = asks(&mut relay, &mut reader, at, |relay| {
            writer.set(town, RECORD, 1, "währenddessen");
            writer.settle(relay);
            poke(relay, &phones[0], town)
        });
        if !asked {
            assert!(at > 2, "heads, log and push are asked");
            return;
        }
        let shown = reader.state(town).records[&RECORD].text(1);
        assert_eq!(shown, Some("währenddessen"), "question {at}");
    }
}

#[test]
fn who_enters_while_any_question_is_under_way_is_known_without_another_reason_to_ask() {
    for at in 0.. {
        let (mut relay, mut phones, town) = town(2);
        let mut reader = phones.pop().unwrap();
        let code = code_for(&mut relay, &mut phones[0], town, Capability::Write);
        phones[1].set(town, RECORD, 1, "zuvor");
        phones[1].settle(&mut relay);
        reader.device.retry();
        let asked = asks(&mut relay, &mut reader, at, |relay| {
            knock(relay, 40, "Neu", &code);
            phones[0].settle(relay);
            poke(relay, &phones[0], town)
        });
        if !asked {
            assert!(at > 1, "heads and log are asked");
            return;
        }
        let known = |phone: &Phone| phone.device.members(town).unwrap().seq;
        assert_eq!(known(&reader), known(&phones[0]), "question {at}");
    }
}

#[test]
fn who_knocks_while_any_question_is_under_way_is_seen_without_another_reason_to_ask() {
    for at in 0.. {
        let (mut relay, mut phones, town) = town(1);
        let code = code_for(&mut relay, &mut phones[0], town, Capability::Admin);
        phones[0].device.retry();
        let asked = asks(&mut relay, &mut phones[0], at, |relay| {
            knock(relay, 40, "Neu", &code);
            LiveEvent::Join
        });
        if !asked {
            assert!(at > 1, "heads and requests are asked");
            return;
        }
        assert_eq!(phones[0].device.joins().len(), 1, "question {at}");
    }
}

#[test]
fn what_a_person_asks_for_while_a_question_is_under_way_is_asked_after_it() {
    let (mut relay, mut phones, town) = town(1);
    let mut reader = phones.pop().unwrap();
    reader.device.retry();
    assert!(asks(&mut relay, &mut reader, 0, |relay| {
        phones[0].set(town, RECORD, 1, "währenddessen");
        phones[0].settle(relay);
        LiveEvent::Resync
    }));
    let shown = reader.state(town).records[&RECORD].text(1);
    assert_eq!(shown, Some("währenddessen"));
}

/// While a question is under way and answered, the person `decides`; then the answer arrives and all is asked.
fn decides_meanwhile(
    relay: &mut Relay,
    phone: &mut Phone,
    decides: impl FnOnce(&mut Phone) -> Vec<Write>,
) {
    let step = phone.device.next(phone.clock, &mut phone.rng).unwrap();
    phone.commit(step.writes);
    let answer = relay.handle(&step.request, NOW);
    let writes = decides(phone);
    phone.commit(writes);
    let received = phone.device.receive(Ok(answer), &mut phone.rng);
    phone.commit(received.writes);
}

#[test]
fn who_is_turned_away_while_requests_are_asked_for_does_not_come_back_with_the_answer() {
    type Decides = fn(&mut Device, &WaitingJoin, &mut SeededEntropy) -> Vec<Write>;
    let decisions: [Decides; 2] = [
        |admin, waiting, rng| admin.deny(waiting.invite, waiting.device, rng),
        |admin, waiting, rng| admin.withdraw(waiting.invite, rng),
    ];
    for decides in decisions {
        let (mut relay, mut phones, town) = town(1);
        let admin = &mut phones[0];
        let code = code_for(&mut relay, admin, town, Capability::Admin);
        knock(&mut relay, 40, "Neu", &code);
        admin.settle(&mut relay);
        let [waiting] = admin.device.joins().try_into().unwrap();
        admin.device.joins_due = true;
        decides_meanwhile(&mut relay, admin, |admin| {
            decides(&mut admin.device, &waiting, &mut admin.rng)
        });
        assert_eq!(admin.device.joins(), []);
        while admin.exchange(&mut relay, Fault::None).is_some() {}
        assert_eq!(admin.device.joins(), []);
    }
}

#[test]
fn an_invitation_taken_back_while_it_is_announced_is_gone_from_the_server_too() {
    for (lost, dies) in [(false, false), (true, false), (true, true)] {
        let (mut relay, mut phones, town) = town(1);
        let admin = &mut phones[0];
        let grants = [(town, Capability::Write)];
        let invite = |admin: &mut Phone| {
            let (role, rng) = (Role::Gk, &mut admin.rng);
            let made = admin
                .device
                .invite("Musterau", role, &grants, 1000, 1, NOW, rng);
            let (id, writes) = made.unwrap();
            admin.commit(writes);
            id
        };
        let id = invite(admin);
        let made = |admin: &Phone| {
            let all = admin.device.invitations().into_iter();
            all.filter(|it| it.id == id).collect::<Vec<_>>()
        };
        let code = made(admin).remove(0).code;
        if lost {
            admin.exchange(&mut relay, Fault::ReplyLost);
            if dies {
                admin.die();
            }
            let writes = admin.device.withdraw(id, &mut admin.rng);
            admin.commit(writes);
        } else {
            decides_meanwhile(&mut relay, admin, |admin| {
                admin.device.withdraw(id, &mut admin.rng)
            });
        }
        while admin.exchange(&mut relay, Fault::None).is_some() {}
        assert_eq!(made(admin), []);
        let secret = InviteSecret::from_code(&code).unwrap();
        let preview = relay.handle(&preview_request(&secret), NOW);
        let read = read_preview(&secret, &preview);
        assert_eq!(
            read.unwrap_err(),
            InviteProblem::Unknown,
            "lost: {lost}, dies: {dies}"
        );
    }
}

#[test]
fn an_invitation_nobody_was_asked_about_is_taken_back_without_a_server() {
    let (_, mut phones, town) = town(1);
    let admin = &mut phones[0];
    let (role, grants) = (Role::Gk, [(town, Capability::Write)]);
    let made = admin
        .device
        .invite("Musterau", role, &grants, 1000, 1, NOW, &mut admin.rng);
    let (id, _) = made.unwrap();
    admin.device.withdraw(id, &mut admin.rng);
    assert!(admin.device.invitations().iter().all(|it| it.id != id));
}

#[test]
fn what_is_decided_after_something_was_given_up_is_not_taken_for_it() {
    let (mut relay, mut phones, town) = town(1);
    let admin = &mut phones[0];
    admin.settle(&mut relay);
    let writes = admin.device.set_policy(town, 30, false, &mut admin.rng);
    admin.commit(writes.unwrap());
    decides_meanwhile(&mut relay, admin, |admin| {
        let [first] = admin.device.decisions().try_into().unwrap();
        let mut writes = admin.device.drop_decision(first.number);
        let second = admin.device.set_policy(town, 60, false, &mut admin.rng);
        writes.extend(second.unwrap());
        writes
    });
    while admin.exchange(&mut relay, Fault::None).is_some() {}
    let policy = admin.device.members(town).unwrap().policy;
    assert_eq!(policy.retention_days, 60);
}

#[test]
fn a_second_invitation_followed_while_the_first_is_asked_is_asked_too() {
    let (mut relay, mut phones, town) = town(1);
    let admin = &mut phones[0];
    let first = code_for(&mut relay, admin, town, Capability::Write);
    let case = admin.found(&mut relay, SpaceKind::Town, "Beispielsdorf");
    let second = code_for(&mut relay, admin, case, Capability::Write);
    let read = |relay: &mut Relay, code: &str| {
        let secret = InviteSecret::from_code(code).unwrap();
        let payload = read_preview(&secret, &relay.handle(&preview_request(&secret), NOW));
        (secret, payload.unwrap())
    };
    let (first, second) = (read(&mut relay, &first), read(&mut relay, &second));
    let mut phone = Phone::new(40, "Neu");
    let writes = phone.device.join(&first.0, &first.1, &mut phone.rng);
    phone.commit(writes.unwrap());
    decides_meanwhile(&mut relay, &mut phone, |phone| {
        let writes = phone.device.join(&second.0, &second.1, &mut phone.rng);
        writes.unwrap()
    });
    phone.exchange(&mut relay, Fault::None);
    let admin = &mut phones[0];
    admin.settle(&mut relay);
    let members = admin.device.members(case).unwrap();
    assert!(members.devices.contains_key(&phone.device.id()));
}

#[test]
fn more_news_than_are_kept_become_one_question_for_everything() {
    for (count, kept) in [(HEARD_MAX, HEARD_MAX), (HEARD_MAX + 1, 1)] {
        let (mut relay, mut phones, town) = town(1);
        let mut reader = phones.pop().unwrap();
        reader.device.retry();
        let step = reader.device.next(NOW, &mut reader.rng).unwrap();
        let answer = relay.handle(&step.request, NOW);
        phones[0].set(town, RECORD, 1, "währenddessen");
        phones[0].settle(&mut relay);
        let news = poke(&relay, &phones[0], town);
        for _ in 0..count {
            reader.device.live(&news);
        }
        assert_eq!(reader.device.heard.len(), kept);
        reader.device.receive(Ok(answer), &mut reader.rng);
        while reader.exchange(&mut relay, Fault::None).is_some() {}
        let shown = reader.state(town).records[&RECORD].text(1);
        assert_eq!(shown, Some("währenddessen"));
    }
}
