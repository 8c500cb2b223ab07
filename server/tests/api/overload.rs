//! More than the server will do at once.

use crate::http::Request;
use crate::kit::{TestServer, World};
use server::limits::Rate;
use shared::mlog::Capability;
use shared::protocol::{ProblemCode, routes};

fn heads() -> Request {
    Request::post(routes::HEADS, routes::CBOR, Vec::new())
}

#[test]
fn a_device_that_asks_too_much_is_told_to_wait() {
    let world = World::on(TestServer::start_with(|config| {
        config.limits.requests = Rate {
            burst: 5,
            per_minute: 1,
        };
    }));
    let answers: Vec<_> = (0..10)
        .map(|_| world.server.send(&world.founder.sign_in(heads())))
        .collect();
    let refused = answers.iter().filter(|answer| answer.status == 429).count();
    assert!((1..=9).contains(&refused), "{refused}");
    let problem = answers.last().unwrap().problem();
    assert_eq!(problem.code, ProblemCode::TooMany);
    assert!(problem.retry_after_ms.is_some_and(|wait_ms| wait_ms > 0));
}

#[test]
fn a_device_that_pushes_too_many_envelopes_is_told_to_wait() {
    let mut world = World::on(TestServer::start_with(|config| {
        config.limits.envelopes = Rate {
            burst: 2,
            per_minute: 1,
        };
    }));
    let device = world.person(Capability::Write);
    let envelopes = [world.envelope(&device, 1), world.envelope(&device, 2)];
    world.push_all(&device, &envelopes);
    let more = [world.envelope(&device, 3)];
    assert_eq!(world.push(&device, &more).code(), ProblemCode::TooMany);
    assert_eq!(world.page(&device).head, 2);
}

#[test]
fn no_room_for_another_request_is_busy_and_not_a_queue() {
    let server = TestServer::start_with(|config| config.limits.in_flight_max = 0);
    let answer = server.send(&Request::get(routes::HELLO));
    assert_eq!(answer.code(), ProblemCode::Busy);
    assert!(answer.header("retry-after").is_some());
}

#[test]
fn too_many_listeners_are_told_to_come_later() {
    let world = World::on(TestServer::start_with(|config| {
        config.limits.listeners_max = 0;
    }));
    let answer = world
        .server
        .send(&world.founder.sign_in(Request::get(routes::LIVE)));
    assert_eq!(answer.code(), ProblemCode::Busy);
}

#[test]
fn a25_a_network_that_asks_too_much_without_a_session_waits_and_others_do_not() {
    let server = TestServer::start_with(|config| {
        config.limits.networks = Rate {
            burst: 3,
            per_minute: 1,
        };
    });
    let ask = |forwarded: &str| {
        let request = Request::get(routes::invite(shared::ids::InviteId([1; 16])));
        server
            .send(&request.with("x-forwarded-for", forwarded))
            .code()
    };
    for _ in 0..3 {
        assert_eq!(ask("192.0.2.1"), ProblemCode::InviteUnknown);
    }
    assert_eq!(ask("192.0.2.77"), ProblemCode::TooMany, "a neighbour");
    assert_eq!(
        ask("203.0.113.5, 192.0.2.1"),
        ProblemCode::TooMany,
        "the last entry counts"
    );
    assert_eq!(ask("203.0.113.5"), ProblemCode::InviteUnknown);
}
