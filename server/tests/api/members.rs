//! The membership log: founding, appending, reading.

use crate::http::Request;
use crate::kit::{Device, TestServer, World, add_member, append_request, boxes, found, log_in};
use shared::crypto::SeededEntropy;
use shared::ids::Hash;
use shared::mlog::{Capability, MemberOp, PREVIOUS_WRAP_BYTES, Role, boxes_hash, sign};
use shared::protocol::messages::{KeyBox, MembersResponse};
use shared::protocol::{ProblemCode, routes};
use shared::records::SpaceKind;
use std::thread;

#[test]
fn the_first_network_is_founded_with_the_bootstrap_token_and_only_once() {
    let server = TestServer::start();
    let mut rng = SeededEntropy::new(1);
    let founder = Device::make(&mut rng);
    let (network, genesis) = found(&mut rng, &founder, SpaceKind::Network);
    let request = append_request(network.id, std::slice::from_ref(&genesis), Vec::new());
    assert_eq!(server.send(&request).code(), ProblemCode::NoSession);
    let wrong = request
        .clone()
        .with(routes::BOOTSTRAP_HEADER, &"a".repeat(64));
    assert_eq!(server.send(&wrong).code(), ProblemCode::Forbidden);
    let damaged = request.clone().with(routes::BOOTSTRAP_HEADER, "a");
    assert_eq!(server.send(&damaged).code(), ProblemCode::Malformed);

    let token = server.bootstrap();
    let (town, town_genesis) = found(&mut rng, &founder, SpaceKind::Town);
    let town = append_request(town.id, &[town_genesis], Vec::new());
    let town = town.with(routes::BOOTSTRAP_HEADER, &token);
    assert_eq!(
        server.send(&town).code(),
        ProblemCode::Forbidden,
        "only a network"
    );

    let right = request.with(routes::BOOTSTRAP_HEADER, &token);
    assert_eq!(server.send(&right).status, 200);
    assert_eq!(
        server.send(&right).status,
        200,
        "a lost reply is answered again"
    );
    let (other, genesis) = found(&mut rng, &founder, SpaceKind::Network);
    let other = append_request(other.id, &[genesis], Vec::new());
    let other = other.with(routes::BOOTSTRAP_HEADER, &token);
    assert_eq!(
        server.send(&other).code(),
        ProblemCode::Forbidden,
        "the token is used up"
    );
}

#[test]
fn only_an_admin_of_the_network_founds_towns() {
    let mut world = World::new();
    let writer = world.person(Capability::Admin);
    let (town, genesis) = found(&mut world.rng, &writer, SpaceKind::Town);
    let request = append_request(town.id, &[genesis], Vec::new());
    let answer = world.server.send(&writer.sign_in(request));
    assert_eq!(
        answer.code(),
        ProblemCode::Forbidden,
        "admin of a town is not enough"
    );

    let (town, genesis) = found(&mut world.rng, &writer, SpaceKind::Town);
    let request = append_request(town.id, &[genesis], Vec::new());
    let answer = world.server.send(&world.founder.sign_in(request));
    assert_eq!(
        answer.code(),
        ProblemCode::Forbidden,
        "not in somebody else's name"
    );
}

#[test]
fn who_administers_any_space_founds_cases_and_nobody_else() {
    let mut world = World::new();
    for (capability, allowed) in [(Capability::Admin, true), (Capability::Write, false)] {
        let person = world.person(capability);
        let (case, genesis) = found(&mut world.rng, &person, SpaceKind::Case);
        let request = append_request(case.id, &[genesis], Vec::new());
        let answer = world.server.send(&person.sign_in(request));
        assert_eq!(answer.status == 200, allowed, "{capability:?}");
    }
}

#[test]
fn a_second_founding_of_a_space_is_refused() {
    let mut world = World::new();
    let (mut again, _) = found(&mut world.rng, &world.founder, SpaceKind::Town);
    again.id = world.town.id;
    let mut entry = world
        .town
        .members
        .next_entry(MemberOp::Close, world.founder.keys.id(), 1);
    (entry.seq, entry.prev) = (1, Hash::ZERO);
    entry.op = MemberOp::Genesis {
        kind: SpaceKind::Town,
        title: vec![9; 60],
        kid: again.key.kid(again.id, 1),
        member: world.founder.member,
        role: Role::Gk,
        name: vec![9; 60],
        device: world.founder.keys.public(),
        device_kind: shared::mlog::DeviceKind::Desktop,
    };
    let entry = sign(&entry, &world.founder.keys).unwrap();
    let request = append_request(world.town.id, &[entry], Vec::new());
    let answer = world.server.send(&world.founder.sign_in(request));
    assert_eq!(answer.code(), ProblemCode::SpaceExists);
}

#[test]
fn a_new_member_reads_the_log_and_its_own_key_box_only() {
    let mut world = World::new();
    let device = world.person(Capability::Write);
    world.person(Capability::Read);
    let get = |query: &str| {
        let path = format!("{}{query}", routes::members(world.town.id));
        world
            .server
            .send(&device.sign_in(Request::get(path)))
            .cbor::<MembersResponse>()
    };
    let all = get("");
    assert_eq!((all.entries.len(), all.m_seq), (3, 3));
    assert_eq!(all.boxes.len(), 1);
    assert_eq!(all.boxes[0].device, device.keys.id());
    assert_eq!(get("?after=2").entries, all.entries[2..]);
    assert!(get("?after=3").entries.is_empty());
    assert!(get("?after=99").entries.is_empty());
}

#[test]
fn an_append_that_is_repeated_is_answered_again() {
    let mut world = World::new();
    let device = Device::make(&mut world.rng);
    let op = add_member(&device, Capability::Read, None);
    let entry = world
        .town
        .members
        .next_entry(op, world.founder.keys.id(), 3);
    let entry = sign(&entry, &world.founder.keys).unwrap();
    let request = append_request(world.town.id, &[entry], Vec::new());
    let request = world.founder.sign_in(request);
    for _ in 0..2 {
        assert_eq!(
            world.server.send(&request).cbor::<MembersResponse>().m_seq,
            2
        );
    }
}

#[test]
fn a19_of_appends_at_the_same_time_exactly_one_wins() {
    let mut world = World::new();
    let requests: Vec<_> = (0..8)
        .map(|_| {
            let device = Device::make(&mut world.rng);
            let op = add_member(&device, Capability::Read, None);
            let entry = world
                .town
                .members
                .next_entry(op, world.founder.keys.id(), 3);
            let entry = sign(&entry, &world.founder.keys).unwrap();
            world
                .founder
                .sign_in(append_request(world.town.id, &[entry], Vec::new()))
        })
        .collect();
    let address = world.server.address;
    let threads = requests
        .into_iter()
        .map(|request| thread::spawn(move || request.send(address)));
    let threads: Vec<_> = threads.collect();
    let answers: Vec<_> = threads
        .into_iter()
        .map(|thread| thread.join().unwrap())
        .collect();
    let (won, lost): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 200);
    assert_eq!((won.len(), lost.len()), (1, 7));
    for answer in lost {
        let problem = answer.problem();
        assert_eq!(
            (problem.code, problem.have),
            (ProblemCode::StaleMembers, Some(2))
        );
    }
}

#[test]
fn who_is_no_admin_adds_nobody() {
    let mut world = World::new();
    let writer = world.person(Capability::Write);
    let device = Device::make(&mut world.rng);
    let op = add_member(&device, Capability::Read, None);
    let entry = world.town.members.next_entry(op, writer.keys.id(), 3);
    let entry = sign(&entry, &writer.keys).unwrap();
    let request = append_request(world.town.id, &[entry], Vec::new());
    let answer = world.server.send(&writer.sign_in(request));
    assert_eq!(answer.code(), ProblemCode::Forbidden);
    assert_eq!(world.heads(&writer)[0].m_seq, 2);
}

#[test]
fn entries_are_appended_all_or_none() {
    let mut world = World::new();
    let (one, two) = (Device::make(&mut world.rng), Device::make(&mut world.rng));
    let mut members = world.town.members.clone();
    let op = add_member(&one, Capability::Read, None);
    let first = sign(
        &members.next_entry(op, world.founder.keys.id(), 3),
        &world.founder.keys,
    );
    let first = first.unwrap();
    members.apply(&first).unwrap();
    // The second is signed by somebody who is not in the space.
    let op = add_member(&two, Capability::Read, None);
    let second = sign(&members.next_entry(op, two.keys.id(), 3), &two.keys).unwrap();
    let request = append_request(world.town.id, &[first, second], Vec::new());
    let answer = world.server.send(&world.founder.sign_in(request));
    assert_eq!(answer.code(), ProblemCode::Forbidden);
    let heads = world.heads(&world.founder);
    assert!(heads.iter().all(|head| head.m_seq == 1));
}

#[test]
fn key_boxes_have_their_size_and_go_to_members_only() {
    let mut world = World::new();
    let stranger = Device::make(&mut world.rng);
    let newcomer = Device::make(&mut world.rng);
    let op = add_member(&newcomer, Capability::Read, None);
    let foreign = boxes(&mut world.rng, &world.town, &stranger);
    let mut short = boxes(&mut world.rng, &world.town, &newcomer);
    short[0].sealed.pop();
    let mut future = boxes(&mut world.rng, &world.town, &newcomer);
    future[0].key_epoch = 2;
    for wrong in [foreign, short, future] {
        assert_eq!(world.append(op.clone(), wrong).code(), ProblemCode::Refused);
    }
    assert_eq!(world.town.members.seq, 1);
}

#[test]
fn who_got_a_box_that_does_not_open_wishes_for_another_and_admins_are_told() {
    let mut world = World::new();
    let (newcomer, other) = (
        world.person(Capability::Write),
        world.person(Capability::Write),
    );
    let hand_in = |by: &Device, key_box: KeyBox| {
        let request = append_request(world.town.id, &[], vec![key_box]);
        world.server.send(&by.sign_in(request))
    };
    let read = || {
        let request = Request::get(routes::members(world.town.id));
        let answer: MembersResponse = world.server.send(&newcomer.sign_in(request)).cbor();
        answer.boxes
    };
    let told = |device: &Device| world.heads(device).pop().unwrap().keyless;
    let me = newcomer.keys.id();
    let wish = KeyBox::wish(me, 1);
    let good = read();
    assert_eq!(told(&world.founder), None);
    // Only for oneself, and only for the key in use.
    assert_eq!(hand_in(&other, wish.clone()).code(), ProblemCode::Refused);
    let future = KeyBox::wish(me, 2);
    assert_eq!(hand_in(&newcomer, future).code(), ProblemCode::Refused);
    for _ in 0..2 {
        assert_eq!(hand_in(&newcomer, wish.clone()).status, 200);
        assert_eq!(read(), std::slice::from_ref(&wish));
        assert_eq!(told(&world.founder), Some(vec![me]));
        assert_eq!(told(&other), None);
    }
    // Members do not give keys, admins do.
    let given = good[0].clone();
    assert_eq!(hand_in(&other, given.clone()).code(), ProblemCode::Refused);
    assert_eq!(hand_in(&world.founder, given).status, 200);
    assert_eq!((read(), told(&world.founder)), (good, None));
}

#[test]
fn a_rotation_brings_the_new_key_for_every_device() {
    let mut world = World::new();
    let reader = world.person(Capability::Read);
    let key_box = |device: &Device| KeyBox {
        device: device.keys.id(),
        key_epoch: 2,
        sealed: vec![1; 80],
    };
    let all = vec![key_box(&world.founder), key_box(&reader)];
    let rotate = |boxes: &[KeyBox]| MemberOp::Rotate {
        key_epoch: 2,
        kid: Hash([2; 32]),
        prev_wrap: vec![0; PREVIOUS_WRAP_BYTES],
        boxes_hash: boxes_hash(boxes),
    };
    let one = vec![key_box(&world.founder)];
    assert_eq!(
        world.append(rotate(&one), one).code(),
        ProblemCode::Refused,
        "one has no key"
    );
    let other = world.append(rotate(&all[..1]), all.clone());
    assert_eq!(
        other.code(),
        ProblemCode::Refused,
        "not the boxes that were signed"
    );
    assert_eq!(world.append(rotate(&all), all).status, 200);
    let request = Request::get(routes::members(world.town.id));
    let answer: MembersResponse = world.server.send(&reader.sign_in(request)).cbor();
    assert_eq!(
        answer
            .boxes
            .iter()
            .map(|key_box| key_box.key_epoch)
            .collect::<Vec<_>>(),
        [1, 2]
    );
}

#[test]
fn a07_a_foreign_space_and_an_unknown_one_answer_alike() {
    let mut world = World::new();
    let stranger = world.stranger();
    let unknown = shared::ids::SpaceId([9; 16]);
    let answers = [world.town.id, unknown].map(|space| {
        let get = world
            .server
            .send(&stranger.sign_in(Request::get(routes::members(space))));
        let entry = world
            .town
            .members
            .next_entry(MemberOp::Close, stranger.keys.id(), 1);
        let entry = sign(&entry, &stranger.keys).unwrap();
        let append = append_request(space, &[entry], Vec::new());
        let append = world.server.send(&stranger.sign_in(append));
        let log = world
            .server
            .send(&stranger.sign_in(Request::get(routes::log(space))));
        let push = crate::kit::push_request(space, &[]);
        let push = world.server.send(&stranger.sign_in(push));
        [get, append, log, push].map(|answer| answer.code())
    });
    assert_eq!(answers, [[ProblemCode::NotFound; 4]; 2]);
}

#[test]
fn a_device_can_be_let_in_and_log_in_at_once() {
    let mut world = World::new();
    let mut device = world.person(Capability::Write);
    log_in(&world.server, &mut device);
    let heads = world.heads(&device);
    assert_eq!(heads.len(), 1);
    assert_eq!((heads[0].space, heads[0].m_seq), (world.town.id, 2));
    assert_eq!(heads[0].m_hash, world.town.members.hash);
}
