//! More than the server will do at once.

use crate::http::Request;
use crate::kit::{TestServer, World};
use server::limits::Rate;
use shared::mlog::Capability;
use shared::protocol::limits::PAGE_BYTES_FOLLOWING;
use shared::protocol::messages::LogPage;
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

#[test]
fn who_is_far_behind_waits_for_room_and_who_follows_the_log_does_not() {
    let mut world = World::on(TestServer::start_with(|config| {
        config.limits.bulk_reads_max = 0;
        config.limits.following_rows_max = 2;
    }));
    let device = world.person(Capability::Write);
    let envelopes: Vec<_> = (1..=3).map(|n| world.envelope(&device, n)).collect();
    world.push_all(&device, &envelopes);
    let page = |after: u64| {
        let path = format!("{}?after={after}", routes::log(world.town.id));
        world.server.send(&device.sign_in(Request::get(path)))
    };
    let refused = page(0);
    assert_eq!(refused.code(), ProblemCode::Busy);
    assert!(refused.header("retry-after").is_some());
    assert_eq!(page(1).cbor::<LogPage>().rows.len(), 2);
    assert_eq!(page(3).cbor::<LogPage>().rows.len(), 0);
}

#[test]
fn who_follows_the_log_gets_small_pages_while_all_bulk_reads_are_taken() {
    let mut world = World::on(TestServer::start_with(|config| {
        config.limits.bulk_reads_max = 0;
    }));
    let device = world.person(Capability::Write);
    let count = PAGE_BYTES_FOLLOWING / 500;
    let envelopes: Vec<_> = (1..=count as u64)
        .map(|n| world.envelope(&device, n))
        .collect();
    for some in envelopes.chunks(100) {
        world.push_all(&device, some);
    }
    let path = format!("{}?after=0&bytes_max=1000000", routes::log(world.town.id));
    let answer = world.server.send(&device.sign_in(Request::get(path)));
    let page: LogPage = answer.cbor();
    assert!(page.last < page.head);
    let bytes: usize = page.rows.iter().map(|row| row.envelope.len()).sum();
    assert!((1..=PAGE_BYTES_FOLLOWING).contains(&bytes), "{bytes}");
}

#[test]
fn bodies_share_a_room_and_give_it_back() {
    let mut world = World::on(TestServer::start_with(|config| {
        config.limits.bodies_bytes_max = 1024;
    }));
    let device = world.person(Capability::Write);
    let envelopes: Vec<_> = (1..=4).map(|n| world.envelope(&device, n)).collect();
    let refused = world.push(&device, &envelopes);
    assert_eq!(refused.code(), ProblemCode::Busy);
    assert!(refused.header("retry-after").is_some());
    assert_eq!(world.page(&device).head, 0);
    for envelope in &envelopes {
        world.push_all(&device, std::slice::from_ref(envelope));
    }
    assert_eq!(world.page(&device).head, 4);
}
