//! Invitations and join requests.

use crate::http::{Answer, Request};
use crate::kit::{Device, TestClock, World, add_member, now_ms};
use shared::crypto::{InviteSecret, make_join};
use shared::ids::{InviteId, SpaceId};
use shared::mlog::{Capability, MemberOp, Role};
use shared::protocol::messages::{
    DenyRequest, InviteRequest, InviteResponse, JoinRequest, JoinsResponse,
};
use shared::protocol::{ProblemCode, routes};

impl World {
    /// Uploads an invitation into the town; returns its secret.
    fn secret(&mut self, uses_max: u32) -> InviteSecret {
        let secret = InviteSecret::make(&mut self.rng);
        let request = InviteRequest {
            uses_max,
            ..self.invite_draft(secret.invite_id())
        };
        assert_eq!(self.upload(&request).status, 204);
        secret
    }

    fn invite_draft(&self, invite: InviteId) -> InviteRequest {
        InviteRequest {
            invite,
            expires_ms: now_ms() + 60_000,
            uses_max: 1,
            spaces: vec![self.town.id],
            payload: vec![5; 100],
            own_device: false,
        }
    }

    fn upload(&self, request: &InviteRequest) -> Answer {
        self.upload_as(&self.founder, request)
    }

    fn upload_as(&self, device: &Device, request: &InviteRequest) -> Answer {
        let body = minicbor::to_vec(request).unwrap();
        self.server
            .send(&device.sign_in(Request::post(routes::INVITES, routes::CBOR, body)))
    }

    fn show(&self, invite: InviteId) -> Answer {
        self.server.send(&Request::get(routes::invite(invite)))
    }

    fn join(&mut self, secret: &InviteSecret, device: &Device) -> Answer {
        let rng = &mut self.rng;
        let request = make_join(secret, &device.keys, device.member, "Erika", rng).unwrap();
        self.post_join(secret.invite_id(), &request)
    }

    fn post_join(&self, invite: InviteId, request: &JoinRequest) -> Answer {
        let body = minicbor::to_vec(request).unwrap();
        self.server
            .send(&Request::post(routes::join(invite), routes::CBOR, body))
    }

    fn joins(&self, device: &Device) -> Vec<InviteId> {
        let request = device.sign_in(Request::get(routes::JOINS));
        let joins = self.server.send(&request).cbor::<JoinsResponse>().joins;
        joins.into_iter().map(|join| join.invite).collect()
    }

    fn let_in(&mut self, secret: &InviteSecret, device: &Device) -> Answer {
        let invite = Some(secret.invite_id());
        self.append(add_member(device, Capability::Write, invite), Vec::new())
    }
}

#[test]
fn an_invitation_leads_from_link_to_member() {
    let mut world = World::new();
    let mut newcomer = Device::make(&mut world.rng);
    let secret = world.secret(1);
    let shown: InviteResponse = world.show(secret.invite_id()).cbor();
    assert_eq!(
        (shown.uses, shown.uses_max, shown.payload),
        (0, 1, vec![5; 100])
    );

    assert_eq!(world.join(&secret, &newcomer).status, 204);
    assert_eq!(
        world.join(&secret, &newcomer).status,
        204,
        "a lost reply is answered again"
    );
    assert_eq!(world.joins(&world.founder), [secret.invite_id()]);
    assert_eq!(world.let_in(&secret, &newcomer).status, 200);
    assert!(world.joins(&world.founder).is_empty());
    crate::kit::log_in(&world.server, &mut newcomer);
    assert_eq!(world.heads(&newcomer).len(), 1);
    assert_eq!(world.join(&secret, &newcomer).status, 204, "and still is");
}

#[test]
fn a16_a_link_used_twice_says_so() {
    let mut world = World::new();
    let (one, two) = (Device::make(&mut world.rng), Device::make(&mut world.rng));
    let secret = world.secret(1);
    assert_eq!(world.join(&secret, &one).status, 204);
    assert_eq!(
        world.join(&secret, &two).status,
        204,
        "both wait; an admin sees both"
    );
    assert_eq!(world.let_in(&secret, &one).status, 200);
    assert!(
        world.joins(&world.founder).is_empty(),
        "the other one does not wait any more"
    );
    assert_eq!(
        world.show(secret.invite_id()).code(),
        ProblemCode::InviteUsed
    );
    let three = Device::make(&mut world.rng);
    assert_eq!(world.join(&secret, &three).code(), ProblemCode::InviteUsed);
    assert_eq!(world.let_in(&secret, &two).code(), ProblemCode::InviteUsed);
}

#[test]
fn an_invitation_for_many_counts() {
    let mut world = World::new();
    let secret = world.secret(3);
    for uses in 1..=3 {
        let device = Device::make(&mut world.rng);
        assert_eq!(world.join(&secret, &device).status, 204);
        assert_eq!(world.let_in(&secret, &device).status, 200);
        if uses < 3 {
            assert_eq!(
                world.show(secret.invite_id()).cbor::<InviteResponse>().uses,
                uses
            );
        }
    }
    assert_eq!(
        world.show(secret.invite_id()).code(),
        ProblemCode::InviteUsed
    );
}

#[test]
fn a_request_waits_until_its_device_is_in_every_space_of_the_invitation() {
    let mut world = World::new();
    let newcomer = Device::make(&mut world.rng);
    let secret = InviteSecret::make(&mut world.rng);
    let mut request = world.invite_draft(secret.invite_id());
    request.spaces.push(world.network.id);
    assert_eq!(world.upload(&request).status, 204);
    assert_eq!(world.join(&secret, &newcomer).status, 204);
    assert_eq!(world.let_in(&secret, &newcomer).status, 200);
    assert_eq!(
        world.joins(&world.founder).len(),
        1,
        "the network is missing"
    );
}

#[test]
fn a16_an_expired_or_unknown_link_says_so() {
    let clock = TestClock::default();
    let mut world = World::on(clock.server());
    let device = Device::make(&mut world.rng);
    let secret = InviteSecret::make(&mut world.rng);
    let request = world.invite_draft(secret.invite_id());
    assert_eq!(world.upload(&request).status, 204);
    let in_time = Device::make(&mut world.rng);
    assert_eq!(world.join(&secret, &in_time).status, 204);
    clock.pass(60_000);
    assert_eq!(
        world.show(secret.invite_id()).code(),
        ProblemCode::InviteExpired
    );
    assert_eq!(
        world.join(&secret, &device).code(),
        ProblemCode::InviteExpired
    );
    assert_eq!(
        world.let_in(&secret, &in_time).status,
        200,
        "who asked in time is let in later"
    );

    let unknown = InviteSecret::make(&mut world.rng);
    assert_eq!(
        world.show(unknown.invite_id()).code(),
        ProblemCode::InviteUnknown
    );
    assert_eq!(
        world.join(&unknown, &device).code(),
        ProblemCode::InviteUnknown
    );
}

#[test]
fn only_an_admin_of_every_space_invites() {
    let mut world = World::new();
    let (writer, stranger) = (world.person(Capability::Write), world.stranger());
    let request = world.invite_draft(InviteId([3; 16]));
    assert_eq!(
        world.upload_as(&writer, &request).code(),
        ProblemCode::Forbidden
    );
    assert_eq!(
        world.upload_as(&stranger, &request).code(),
        ProblemCode::NotFound
    );
    assert_eq!(
        world.show(request.invite).code(),
        ProblemCode::InviteUnknown
    );
    assert!(world.joins(&writer).is_empty());
}

#[test]
fn an_invitation_has_its_limits() {
    let world = World::new();
    let draft = world.invite_draft(InviteId([3; 16]));
    let eight_days = now_ms() + 8 * 24 * 60 * 60 * 1000;
    let cases = [
        (
            InviteRequest {
                expires_ms: 1,
                ..draft.clone()
            },
            ProblemCode::Refused,
        ),
        (
            InviteRequest {
                expires_ms: eight_days,
                ..draft.clone()
            },
            ProblemCode::Refused,
        ),
        (
            InviteRequest {
                uses_max: 0,
                ..draft.clone()
            },
            ProblemCode::Refused,
        ),
        (
            InviteRequest {
                uses_max: 101,
                ..draft.clone()
            },
            ProblemCode::Refused,
        ),
        (
            InviteRequest {
                spaces: Vec::new(),
                ..draft.clone()
            },
            ProblemCode::Refused,
        ),
        (
            InviteRequest {
                spaces: vec![SpaceId([9; 16])],
                ..draft.clone()
            },
            ProblemCode::NotFound,
        ),
        (
            InviteRequest {
                payload: vec![0; 4097],
                ..draft.clone()
            },
            ProblemCode::TooLarge,
        ),
    ];
    for (request, code) in cases {
        assert_eq!(world.upload(&request).code(), code, "{request:?}");
    }
    assert_eq!(world.upload(&draft).status, 204);
    assert_eq!(
        world.upload(&draft).status,
        204,
        "a lost reply is answered again"
    );
    let other = InviteRequest {
        uses_max: 2,
        ..draft
    };
    assert_eq!(
        world.upload(&other).code(),
        ProblemCode::Refused,
        "the id is taken"
    );
}

#[test]
fn a_space_has_a_limited_number_of_open_invitations() {
    let mut world = World::new();
    for _ in 0..20 {
        world.secret(1);
    }
    let problem = world
        .upload(&world.invite_draft(InviteId([3; 16])))
        .problem();
    assert_eq!(
        (problem.code, problem.limit),
        (ProblemCode::Quota, Some(20))
    );
}

#[test]
fn invitations_for_people_take_no_room_from_those_for_own_devices() {
    let mut world = World::new();
    let host = world.person(Capability::Admin);
    let invite = |world: &World, n: u8, own_device: bool| {
        let request = InviteRequest {
            own_device,
            ..world.invite_draft(InviteId([n; 16]))
        };
        world.upload_as(&host, &request)
    };
    for n in 1..5 {
        assert_eq!(invite(&world, n, false).status, 204);
    }
    let op = MemberOp::SetCapability {
        member: host.member,
        capability: Capability::Write,
        role: Role::Gk,
    };
    assert_eq!(world.append(op, Vec::new()).status, 200);
    for n in 5..8 {
        assert_eq!(invite(&world, n, true).status, 204);
    }
    let problem = invite(&world, 8, true).problem();
    assert_eq!((problem.code, problem.limit), (ProblemCode::Quota, Some(3)));
    let withdraw = Request::post(
        routes::withdraw(InviteId([5; 16])),
        routes::CBOR,
        Vec::new(),
    );
    assert_eq!(world.server.send(&host.sign_in(withdraw)).status, 204);
    assert_eq!(
        invite(&world, 8, true).status,
        204,
        "one taken back makes room"
    );
}

#[test]
fn a16_who_is_turned_away_is_told_and_the_link_for_one_person_opens_nothing_more() {
    let clock = TestClock::default();
    let mut world = World::on(clock.server());
    let devices = [0; 4].map(|_| Device::make(&mut world.rng));
    let [stranger, meant, late, other] = &devices;
    let deny = |world: &World, secret: &InviteSecret, device: &Device| {
        let body = minicbor::to_vec(DenyRequest {
            device: device.keys.id(),
        });
        let request = Request::post(
            routes::deny(secret.invite_id()),
            routes::CBOR,
            body.unwrap(),
        );
        world.server.send(&world.founder.sign_in(request)).status
    };
    let secret = world.secret(1);
    assert_eq!(world.join(&secret, stranger).status, 204);
    assert_eq!(world.join(&secret, meant).status, 204);
    assert_eq!(deny(&world, &secret, stranger), 204);
    assert_eq!(world.join(&secret, stranger).code(), ProblemCode::Refused);
    assert_eq!(
        world.show(secret.invite_id()).code(),
        ProblemCode::InviteExpired
    );
    assert_eq!(world.join(&secret, late).code(), ProblemCode::InviteExpired);
    assert_eq!(
        world.let_in(&secret, meant).status,
        200,
        "who asked before is compared and let in"
    );

    let many = world.secret(2);
    assert_eq!(world.join(&many, stranger).status, 204);
    assert_eq!(deny(&world, &many, stranger), 204);
    assert_eq!(world.join(&many, stranger).code(), ProblemCode::Refused);
    assert_eq!(world.join(&many, other).status, 204, "it is for others too");
}

#[test]
fn a17_a_request_with_a_forged_signature_is_refused() {
    let mut world = World::new();
    let (device, secret) = (Device::make(&mut world.rng), world.secret(1));
    let rng = &mut world.rng;
    let good = make_join(&secret, &device.keys, device.member, "Erika", rng).unwrap();
    let mut forged = good.clone();
    forged.name_sealed[0] ^= 1;
    let mut short = good.clone();
    short.signature.pop();
    let mut long = good;
    long.name_sealed = vec![0; 513];
    let invite = secret.invite_id();
    assert_eq!(
        world.post_join(invite, &forged).code(),
        ProblemCode::Refused
    );
    assert_eq!(world.post_join(invite, &short).code(), ProblemCode::Refused);
    assert_eq!(world.post_join(invite, &long).code(), ProblemCode::TooLarge);
    assert!(world.joins(&world.founder).is_empty());
}

#[test]
fn too_many_requests_for_one_invitation_are_refused() {
    let mut world = World::new();
    let secret = world.secret(1);
    for _ in 0..10 {
        let device = Device::make(&mut world.rng);
        assert_eq!(world.join(&secret, &device).status, 204);
    }
    let device = Device::make(&mut world.rng);
    assert_eq!(world.join(&secret, &device).code(), ProblemCode::TooMany);
}

#[test]
fn a16_an_invitation_into_another_space_lets_nobody_in_here() {
    let mut world = World::new();
    let device = Device::make(&mut world.rng);
    let network = world.network.id;
    let invite = world.invite(1, vec![network]).invite;
    let op = add_member(&device, Capability::Read, Some(invite));
    assert_eq!(world.append(op, Vec::new()).code(), ProblemCode::Refused);
}
