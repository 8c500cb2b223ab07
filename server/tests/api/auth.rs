//! Logging in.

use crate::http::Request;
use crate::kit::{Device, TestClock, TestServer, World, answer_challenge, challenge, log_in};
use server::limits::Rate;
use shared::crypto::SeededEntropy;
use shared::mlog::Capability;
use shared::protocol::messages::ChallengeResponse;
use shared::protocol::{ProblemCode, routes};

fn heads() -> Request {
    Request::post(routes::HEADS, routes::CBOR, Vec::new())
}

#[test]
fn a_known_device_logs_in_and_a_restart_does_not_end_its_session() {
    let mut world = World::new();
    assert_eq!(world.heads(&world.founder).len(), 2);
    world.server.restart();
    assert_eq!(world.heads(&world.founder).len(), 2);
}

#[test]
fn an_unknown_device_gets_a_challenge_like_any_other_and_no_session() {
    let server = TestServer::start();
    let stranger = Device::make(&mut SeededEntropy::new(3));
    let answer = challenge(server.address, &stranger);
    let nonce = answer.json::<ChallengeResponse>().nonce;
    let host = server.address.to_string();
    let refused = answer_challenge(server.address, &stranger, &host, nonce);
    assert_eq!(refused.code(), ProblemCode::LoginRefused);
}

#[test]
fn a21_a_challenge_is_good_for_one_host_one_device_and_one_try() {
    let mut world = World::new();
    let (address, host) = (world.server.address, world.server.address.to_string());
    let other = world.person(Capability::Read);
    let nonce = || {
        challenge(address, &world.founder)
            .json::<ChallengeResponse>()
            .nonce
    };

    let first = nonce();
    let refused = answer_challenge(address, &world.founder, "evil.example", first);
    assert_eq!(
        refused.code(),
        ProblemCode::LoginRefused,
        "signed for another host"
    );
    let refused = answer_challenge(address, &world.founder, &host, first);
    assert_eq!(refused.code(), ProblemCode::LoginRefused, "used up");
    let refused = answer_challenge(address, &other, &host, nonce());
    assert_eq!(refused.code(), ProblemCode::LoginRefused, "another device");
    let localhost = format!("localhost:{}", address.port());
    assert_eq!(
        answer_challenge(address, &world.founder, &localhost, nonce()).status,
        200
    );
}

#[test]
fn a_challenge_expires() {
    let clock = TestClock::default();
    let world = World::on(clock.server());
    let (address, host) = (world.server.address, world.server.address.to_string());
    let nonce = challenge(address, &world.founder)
        .json::<ChallengeResponse>()
        .nonce;
    clock.pass(60_000);
    let refused = answer_challenge(address, &world.founder, &host, nonce);
    assert_eq!(refused.code(), ProblemCode::LoginRefused);
}

#[test]
fn without_a_valid_token_nothing_is_answered() {
    let world = World::new();
    let tokens = [
        "",
        "Bearer ",
        "Bearer zz",
        "Basic abc",
        &format!("Bearer {}", "0".repeat(64)),
    ];
    for token in tokens {
        let answer = world.server.send(&heads().with("authorization", token));
        assert_eq!(answer.code(), ProblemCode::NoSession, "{token}");
    }
    assert_eq!(world.server.send(&heads()).code(), ProblemCode::NoSession);
}

#[test]
fn a20_an_idle_session_ends() {
    let clock = TestClock::default();
    let world = World::on(clock.server());
    assert_eq!(world.heads(&world.founder).len(), 2);
    clock.pass(14 * 60 * 1000);
    assert_eq!(world.heads(&world.founder).len(), 2);
    clock.pass(15 * 60 * 1000);
    let answer = world.server.send(&world.founder.sign_in(heads()));
    assert_eq!(answer.code(), ProblemCode::NoSession);
}

#[test]
fn a_second_login_ends_the_first_session() {
    let mut world = World::new();
    let first = world.founder.sign_in(heads());
    log_in(&world.server, &mut world.founder);
    assert_eq!(world.server.send(&first).code(), ProblemCode::NoSession);
    assert_eq!(world.heads(&world.founder).len(), 2);
}

#[test]
fn too_many_challenges_for_a_device_are_refused_with_a_time_to_wait() {
    let server = TestServer::start_with(|config| {
        config.limits.challenges = Rate {
            burst: 3,
            per_minute: 1,
        };
    });
    let device = Device::make(&mut SeededEntropy::new(3));
    for _ in 0..3 {
        assert_eq!(challenge(server.address, &device).status, 200);
    }
    let answer = challenge(server.address, &device);
    assert_eq!(answer.code(), ProblemCode::TooMany);
    assert!(
        answer
            .problem()
            .retry_after_ms
            .is_some_and(|wait_ms| wait_ms > 0)
    );
    assert!(answer.header("retry-after").is_some());
}
