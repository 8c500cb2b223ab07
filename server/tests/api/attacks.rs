//! Attacks of the security design, each named by its number and failing closed. Those that are about a single
//! subject stand with it under the same kind of name; those a device withstands are in `shared::sync`.

use crate::http::{Answer, Request};
use crate::kit::{
    Device, TestClock, World, add_member, append_request, log_in, now_ms, push_request,
};
use shared::crypto::{DeviceKeys, seal_parcel};
use shared::envelope::{Envelope, chain_start};
use shared::ids::{Hash, InviteId, SpaceId};
use shared::mlog::{Capability, MemberOp, PREVIOUS_WRAP_BYTES, Role, boxes_hash, sign};
use shared::protocol::messages::{DenyRequest, KeyBox, Parcel, QuarantineResponse, SettleRequest};
use shared::protocol::{ProblemCode, routes};

fn body<T: minicbor::Encode<()>>(value: T) -> Vec<u8> {
    minicbor::to_vec(value).unwrap()
}

impl World {
    fn send_as(&self, device: &Device, request: Request) -> Answer {
        self.server.send(&device.sign_in(request))
    }

    /// Signs an entry of a device on top of what the founder knows, without keeping it.
    fn append_as(&self, device: &Device, op: MemberOp) -> Answer {
        let entry = self.town.members.next_entry(op, device.keys.id(), 3);
        let entry = sign(&entry, &device.keys).unwrap();
        self.send_as(device, append_request(self.town.id, &[entry], Vec::new()))
    }

    /// Removes a person and changes the key; the boxes hold noise.
    fn remove_and_rotate(&mut self, device: &Device) {
        let remove = MemberOp::RemoveMember {
            member: device.member,
            wipe: true,
        };
        assert_eq!(self.append(remove, Vec::new()).status, 200);
        let boxes: Vec<KeyBox> = self
            .town
            .members
            .active_devices()
            .map(|(device, _)| KeyBox {
                device,
                key_epoch: 2,
                sealed: vec![1; 80],
            })
            .collect();
        let rotate = MemberOp::Rotate {
            key_epoch: 2,
            kid: Hash([2; 32]),
            prev_wrap: vec![0; PREVIOUS_WRAP_BYTES],
            boxes_hash: boxes_hash(&boxes),
        };
        assert_eq!(self.append(rotate, boxes).status, 200);
    }

    fn parcel(&mut self, from: &DeviceKeys, words: &[u8]) -> Parcel {
        let admins = [self.founder.keys.public()];
        seal_parcel(words, self.town.id, from, &admins, &mut self.rng).unwrap()
    }

    fn hand_in(&self, device: &Device, parcel: &Parcel) -> Answer {
        let path = routes::quarantine(self.town.id);
        self.send_as(device, Request::post(path, routes::CBOR, body(parcel)))
    }

    fn quarantine(&self, device: &Device) -> Answer {
        self.send_as(device, Request::get(routes::quarantine(self.town.id)))
    }
}

#[test]
fn a01_forged_author() {
    let mut world = World::new();
    let (author, other) = (
        world.person(Capability::Write),
        world.person(Capability::Write),
    );
    // Another device's key under the author's name, and the author's envelope in another's session.
    let mut forged = world.envelope(&author, 1).bytes().to_vec();
    let length = forged.len();
    let stolen = world.envelope(&other, 1).bytes()[length - 64..].to_vec();
    forged[length - 64..].copy_from_slice(&stolen);
    let forged = Envelope::parse(forged).unwrap();
    assert_eq!(world.push(&author, &[forged]).code(), ProblemCode::Refused);
    let honest = world.envelope(&author, 1);
    assert_eq!(world.push(&other, &[honest]).code(), ProblemCode::Refused);
    assert!(world.page(&author).rows.is_empty());
}

#[test]
fn a02_reader_writes() {
    let mut world = World::new();
    let reader = world.person(Capability::Read);
    let envelope = world.envelope(&reader, 1);
    assert_eq!(
        world.push(&reader, &[envelope]).code(),
        ProblemCode::Forbidden
    );
}

#[test]
fn a03_replay_and_number_twice() {
    let mut world = World::new();
    let author = world.person(Capability::Write);
    let first = [world.envelope(&author, 1)];
    let before = world.push_all(&author, &first);
    assert_eq!(world.push_all(&author, &first), before, "without effect");
    let other = world.envelope(&author, 1);
    assert_eq!(
        world.push(&author, &[other]).code(),
        ProblemCode::DeviceFork
    );
    assert_eq!(world.page(&author).rows.len(), 1);
}

#[test]
fn a04_dropped_envelope() {
    let mut world = World::new();
    let author = world.person(Capability::Write);
    let third = world.envelope(&author, 3);
    let answer = world.push(&author, &[third]).problem();
    assert_eq!(
        (answer.code, answer.have),
        (ProblemCode::NeedDevSeq, Some(0))
    );
}

#[test]
fn a05_every_field_of_the_header_and_the_content() {
    let mut world = World::new();
    let author = world.person(Capability::Write);
    let bytes = world.envelope(&author, 1).bytes().to_vec();
    let places = (0..168)
        .step_by(3)
        .chain([170, bytes.len() - 70, bytes.len() - 1]);
    for place in places {
        let mut changed = bytes.clone();
        changed[place] ^= 1;
        let request = minicbor::to_vec(shared::protocol::messages::PushRequest {
            envelopes: vec![changed],
        });
        let path = routes::push(world.town.id);
        let request = Request::post(path, routes::CBOR, request.unwrap());
        let answer = world.send_as(&author, request);
        assert!(answer.status >= 400, "byte {place}");
    }
    assert!(world.page(&author).rows.is_empty());
}

#[test]
fn a06_envelope_of_another_space() {
    let mut world = World::new();
    let envelope = world.envelope(&world_founder(&world), 1);
    let answer = world.send_as(&world.founder, push_request(world.network.id, &[envelope]));
    assert_eq!(answer.code(), ProblemCode::Refused);
}

/// The founder once more, for a borrow of the world.
fn world_founder(world: &World) -> Device {
    let (sign, seal) = world.founder.keys.seeds();
    Device {
        keys: DeviceKeys::from_seeds(sign, seal),
        member: world.founder.member,
        token: world.founder.token.clone(),
    }
}

#[test]
fn a07_a09_a_foreign_space_answers_like_none_on_every_route() {
    let mut world = World::new();
    let stranger = world.stranger();
    let envelope = world.envelope(&stranger, 1);
    let parcel = world.parcel(&stranger.keys, b"words");
    let invite = world.invite(1, vec![world.town.id]).invite;
    let unknown = SpaceId([9; 16]);
    let town = world.town.id;
    let entry = world
        .town
        .members
        .next_entry(MemberOp::Close, stranger.keys.id(), 1);
    let entry = sign(&entry, &stranger.keys).unwrap();
    let settle = SettleRequest {
        parcel: Hash([1; 32]),
    };
    let answers = [town, unknown].map(|space| {
        let requests = [
            Request::get(routes::members(space)),
            Request::get(routes::log(space)),
            Request::get(routes::quarantine(space)),
            append_request(space, std::slice::from_ref(&entry), Vec::new()),
            push_request(space, std::slice::from_ref(&envelope)),
            Request::post(routes::quarantine(space), routes::CBOR, body(&parcel)),
            Request::post(routes::settle(space), routes::CBOR, body(&settle)),
        ];
        requests.map(|request| world.send_as(&stranger, request).code())
    });
    assert_eq!(answers, [[ProblemCode::NotFound; 7]; 2]);
    // Somebody else's invitation cannot be told from none either.
    let deny = DenyRequest {
        device: stranger.keys.id(),
    };
    let answers = [invite, InviteId([9; 16])].map(|invite| {
        let withdraw = Request::post(routes::withdraw(invite), routes::CBOR, Vec::new());
        let deny = Request::post(routes::deny(invite), routes::CBOR, body(&deny));
        [withdraw, deny].map(|request| world.send_as(&stranger, request).code())
    });
    assert_eq!(answers, [[ProblemCode::InviteUnknown; 2]; 2]);
}

#[test]
fn a10_unknown_version_and_suite() {
    let mut world = World::new();
    let author = world.person(Capability::Write);
    let bytes = world.envelope(&author, 1).bytes().to_vec();
    for (place, value) in [(0, 0), (0, 2), (1, 0), (1, 2), (2, 9), (3, 1)] {
        let mut changed = bytes.clone();
        changed[place] = value;
        let request = shared::protocol::messages::PushRequest {
            envelopes: vec![changed],
        };
        let request = Request::post(routes::push(world.town.id), routes::CBOR, body(request));
        let code = world.send_as(&author, request).code();
        assert_eq!(code, ProblemCode::FutureProtocol, "byte {place} = {value}");
    }
}

#[test]
fn a11_old_key_after_a_rotation() {
    let mut world = World::new();
    let (author, leaver) = (
        world.person(Capability::Write),
        world.person(Capability::Write),
    );
    let early = world.envelope(&author, 1);
    world.remove_and_rotate(&leaver);
    assert_eq!(world.push(&author, &[early]).code(), ProblemCode::StaleKey);
    let lied = world.envelope_with(&author, 1, b"x", |draft| draft.key_epoch = 1);
    assert_eq!(world.push(&author, &[lied]).code(), ProblemCode::StaleKey);
}

#[test]
fn a12_author_who_saw_more_than_the_server_holds() {
    let mut world = World::new();
    let author = world.person(Capability::Write);
    let ahead = world.envelope_with(&author, 1, b"x", |draft| draft.seen_seq = 3);
    assert_eq!(
        world.push(&author, &[ahead]).code(),
        ProblemCode::HealNeeded
    );
    let town = world.town.id;
    let honest = world.envelope_with(&author, 1, b"x", |draft| {
        draft.seen_hash = chain_start(town);
    });
    world.push_all(&author, &[honest]);
}

#[test]
fn a16_an_invitation_taken_back_or_turned_down() {
    let mut world = World::new();
    let writer = world.person(Capability::Write);
    let invite = world.invite(1, vec![world.town.id]).invite;
    let withdraw = || Request::post(routes::withdraw(invite), routes::CBOR, Vec::new());
    let answer = world.send_as(&writer, withdraw());
    assert_eq!(
        answer.code(),
        ProblemCode::InviteUnknown,
        "neither inviter nor admin"
    );
    assert_eq!(world.send_as(&world.founder, withdraw()).status, 204);
    let show = world.server.send(&Request::get(routes::invite(invite)));
    assert_eq!(show.code(), ProblemCode::InviteUnknown);
}

#[test]
fn a16_a_further_device_needs_no_admin_but_there_are_few_such_invitations() {
    let mut world = World::new();
    let writer = world.person(Capability::Write);
    let upload = |n: u8, own_device: bool| {
        let request = shared::protocol::messages::InviteRequest {
            invite: InviteId([n; 16]),
            expires_ms: now_ms() + 60_000,
            uses_max: 1,
            spaces: vec![world.town.id],
            payload: vec![5; 100],
            own_device,
        };
        let upload = Request::post(routes::INVITES, routes::CBOR, body(request));
        world.server.send(&writer.sign_in(upload))
    };
    assert_eq!(upload(1, false).code(), ProblemCode::Forbidden);
    for n in 2..5 {
        assert_eq!(upload(n, true).status, 204);
    }
    assert_eq!(upload(5, true).code(), ProblemCode::Quota);
    // It lets nobody in as a new person.
    let guest = Device::make(&mut world.rng);
    let op = add_member(&guest, Capability::Read, Some(InviteId([2; 16])));
    assert_eq!(world.append_as(&writer, op).code(), ProblemCode::Forbidden);
}

#[test]
fn a18_admin_acts_of_others_and_the_last_admin() {
    let mut world = World::new();
    let (writer, reader) = (
        world.person(Capability::Write),
        world.person(Capability::Read),
    );
    let founder = world.founder.member;
    let ops = [
        add_member(&Device::make(&mut world.rng), Capability::Read, None),
        MemberOp::RemoveMember {
            member: reader.member,
            wipe: true,
        },
        MemberOp::RemoveDevice {
            device: reader.keys.id(),
            wipe: true,
        },
        MemberOp::SetCapability {
            member: writer.member,
            capability: Capability::Admin,
            role: Role::Gk,
        },
        MemberOp::Close,
    ];
    for op in ops {
        assert_eq!(world.append_as(&writer, op).code(), ProblemCode::Forbidden);
    }
    let last = [
        MemberOp::RemoveMember {
            member: founder,
            wipe: true,
        },
        MemberOp::RemoveDevice {
            device: world.founder.keys.id(),
            wipe: true,
        },
        MemberOp::SetCapability {
            member: founder,
            capability: Capability::Write,
            role: Role::Gk,
        },
    ];
    for op in last {
        assert_eq!(world.append(op, Vec::new()).code(), ProblemCode::Refused);
    }
    assert_eq!(world.heads(&world.founder).len(), 2);
}

#[test]
fn a20_token_after_its_absolute_end() {
    let clock = TestClock::default();
    let world = World::on(clock.server());
    for _ in 0..72 {
        assert_eq!(world.heads(&world.founder).len(), 2);
        clock.pass(10 * 60 * 1000);
    }
    let request = Request::post(routes::HEADS, routes::CBOR, Vec::new());
    let answer = world.send_as(&world.founder, request);
    assert_eq!(
        answer.code(),
        ProblemCode::NoSession,
        "12 hours, however busy"
    );
}

#[test]
fn a20_token_after_removal() {
    let mut world = World::new();
    let leaver = world.person(Capability::Write);
    world.remove_and_rotate(&leaver);
    for request in [
        Request::get(routes::log(world.town.id)),
        Request::get(routes::members(world.town.id)),
        Request::get(routes::LIVE),
        Request::post(routes::HEADS, routes::CBOR, Vec::new()),
    ] {
        let answer = world.send_as(&leaver, request);
        assert_eq!(answer.code(), ProblemCode::NoSession);
    }
}

#[test]
fn unsent_work_of_a_removed_device_is_for_admins_only_and_given_once() {
    let mut world = World::new();
    let (mut leaver, writer) = (
        world.person(Capability::Write),
        world.person(Capability::Write),
    );
    let parcel = world.parcel(&leaver.keys, b"MARKER-unsent");
    assert_eq!(
        world.hand_in(&leaver, &parcel).code(),
        ProblemCode::Forbidden,
        "still in"
    );
    world.remove_and_rotate(&leaver);
    log_in(&world.server, &mut leaver);
    let forged = Parcel {
        signature: vec![1; 64],
        ..parcel.clone()
    };
    assert_eq!(world.hand_in(&leaver, &forged).code(), ProblemCode::Refused);
    for _ in 0..2 {
        assert_eq!(
            world.hand_in(&leaver, &parcel).status,
            204,
            "once or twice is the same"
        );
    }
    assert_eq!(world.quarantine(&writer).code(), ProblemCode::Forbidden);
    assert_eq!(world.quarantine(&leaver).code(), ProblemCode::Removed);
    let waiting: QuarantineResponse = world.quarantine(&world.founder).cbor();
    assert_eq!(waiting.parcels.len(), 1);
    assert_eq!(waiting.parcels[0].device, leaver.keys.id());

    let mut second = world.person(Capability::Admin);
    log_in(&world.server, &mut second);
    let settle = |device: &Device| {
        let parcel = shared::crypto::parcel_id(world.town.id, &parcel);
        let request = body(SettleRequest { parcel });
        let request = Request::post(routes::settle(world.town.id), routes::CBOR, request);
        world.send_as(device, request)
    };
    assert_eq!(settle(&writer).code(), ProblemCode::Forbidden);
    assert_eq!(settle(&world.founder).status, 204);
    assert_eq!(settle(&world.founder).status, 204, "a lost answer");
    assert_eq!(settle(&second).code(), ProblemCode::NotFound);
    let waiting: QuarantineResponse = world.quarantine(&second).cbor();
    assert!(waiting.parcels.is_empty());
}

#[test]
fn a_removed_device_can_fill_only_so_much_room() {
    let mut world = World::new();
    let mut leaver = world.person(Capability::Write);
    world.remove_and_rotate(&leaver);
    log_in(&world.server, &mut leaver);
    let most = shared::protocol::limits::PARCELS_PER_DEVICE_MAX;
    for n in 0..most {
        let parcel = world.parcel(&leaver.keys, &n.to_be_bytes());
        assert_eq!(world.hand_in(&leaver, &parcel).status, 204);
    }
    let parcel = world.parcel(&leaver.keys, b"one more");
    assert_eq!(world.hand_in(&leaver, &parcel).code(), ProblemCode::Quota);
}

#[test]
fn a_confidential_space_takes_content_only_with_two_admins() {
    let mut world = World::new();
    let founder = world_founder(&world);
    let (core, genesis) =
        crate::kit::found(&mut world.rng, &founder, shared::records::SpaceKind::Core);
    let request = append_request(core.id, &[genesis], Vec::new());
    assert_eq!(world.send_as(&founder, request).status, 200);
    world.town = core;
    let envelope = [world.envelope(&founder, 1)];
    assert_eq!(
        world.push(&founder, &envelope).code(),
        ProblemCode::NeedsAdmins
    );
    let second = Device::make(&mut world.rng);
    let op = add_member(&second, Capability::Admin, None);
    assert_eq!(world.append(op, Vec::new()).status, 200);
    world.push_all(&founder, &envelope);
}

#[test]
fn the_audit_table_tells_who_and_when_to_the_minute_and_nothing_else() {
    let mut world = World::new();
    let mut leaver = world.person(Capability::Write);
    let mut forged = world.envelope(&leaver, 1).bytes().to_vec();
    *forged.last_mut().unwrap() ^= 1;
    let forged = Envelope::parse(forged).unwrap();
    assert_eq!(world.push(&leaver, &[forged]).code(), ProblemCode::Refused);
    world.remove_and_rotate(&leaver);
    log_in(&world.server, &mut leaver);
    let read = Request::get(routes::members(world.town.id));
    assert_eq!(world.send_as(&leaver, read).status, 200);
    let folder = world.server.folder.path().to_owned();
    let db = rusqlite::Connection::open(folder.join(server::db::FILE_NAME)).unwrap();
    let mut query = db
        .prepare("SELECT event, code, at_min FROM audit WHERE device = ?1 ORDER BY id")
        .unwrap();
    let rows: Vec<(String, Option<String>, u64)> = query
        .query_map([leaver.keys.id().0], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let events: Vec<&str> = rows.iter().map(|(event, ..)| event.as_str()).collect();
    assert_eq!(
        events,
        ["session", "refused", "removed", "session", "told_to_go"]
    );
    assert_eq!(rows[1].1.as_deref(), Some("refused"));
    assert!(
        rows.iter()
            .all(|row| row.2.abs_diff(now_ms() / 60_000) <= 1)
    );
}
