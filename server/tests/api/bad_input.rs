//! Input that no client sends: right status, right code, nothing changed.

use crate::http::{Answer, Request, connect, exchange};
use crate::kit::{JSON, World, push_request};
use shared::ids::InviteId;
use shared::mlog::Capability;
use shared::protocol::limits::{BODY_BYTES_MAX, ENVELOPE_BYTES_MAX, PUSH_BYTES_MAX};
use shared::protocol::messages::{AppendRequest, LogPage, PushRequest};
use shared::protocol::{ProblemCode, VERSION, routes};
use std::io::{Read, Write};
use std::time::Duration;

/// Every call that takes a body: path, media type, greatest size, whether it needs a session.
fn calls(world: &World) -> [(String, &'static str, usize, bool); 6] {
    let town = world.town.id;
    [
        (routes::push(town), routes::CBOR, PUSH_BYTES_MAX, true),
        (routes::members(town), routes::CBOR, BODY_BYTES_MAX, true),
        (
            routes::INVITES.to_owned(),
            routes::CBOR,
            BODY_BYTES_MAX,
            true,
        ),
        (
            routes::join(InviteId([1; 16])),
            routes::CBOR,
            BODY_BYTES_MAX,
            false,
        ),
        (routes::CHALLENGE.to_owned(), JSON, BODY_BYTES_MAX, false),
        (routes::SESSION.to_owned(), JSON, BODY_BYTES_MAX, false),
    ]
}

/// Runs `check` for every call and then makes sure that nothing has changed.
fn on_every_call(check: impl Fn(&World, &str, &'static str, usize, bool)) {
    let mut world = World::new();
    let device = world.person(Capability::Write);
    let envelopes = [world.envelope(&device, 1)];
    world.push_all(&device, &envelopes);
    let before = (world.heads(&world.founder), world.page(&device));
    for (path, media_type, bytes_max, needs_session) in calls(&world) {
        check(&world, &path, media_type, bytes_max, needs_session);
    }
    assert_eq!((world.heads(&world.founder), world.page(&device)), before);
}

fn post(world: &World, path: &str, media_type: &str, body: Vec<u8>) -> Request {
    world.founder.sign_in(Request::post(path, media_type, body))
}

#[test]
fn a_body_that_is_something_else_is_malformed() {
    on_every_call(|world, path, media_type, _, _| {
        let no_cbor_and_no_json = b"\xff\xff{";
        let wrong_shape: &[u8] = if media_type == JSON {
            b"[1]"
        } else {
            &[0x83, 1, 2, 3]
        };
        for body in [no_cbor_and_no_json.as_slice(), wrong_shape, b""] {
            let answer = world
                .server
                .send(&post(world, path, media_type, body.to_vec()));
            assert_eq!(answer.code(), ProblemCode::Malformed, "{path} {body:?}");
        }
    });
}

#[test]
fn another_media_type_is_not_taken() {
    on_every_call(|world, path, _, _, _| {
        for media_type in ["", "text/plain", "application/x-www-form-urlencoded"] {
            let answer = world
                .server
                .send(&post(world, path, media_type, b"x".to_vec()));
            assert_eq!(
                answer.code(),
                ProblemCode::UnsupportedMediaType,
                "{path} {media_type}"
            );
        }
    });
}

#[test]
fn a23_a_body_one_byte_over_the_limit_is_too_large() {
    on_every_call(|world, path, media_type, bytes_max, _| {
        let answer = world
            .server
            .send(&post(world, path, media_type, vec![0; bytes_max + 1]));
        let problem = answer.problem();
        assert_eq!(problem.code, ProblemCode::TooLarge, "{path}");
        assert_eq!(problem.limit, Some(bytes_max as u64), "{path}");
        // At the limit it is read, and found to be nonsense.
        let answer = world
            .server
            .send(&post(world, path, media_type, vec![0; bytes_max]));
        assert_eq!(answer.code(), ProblemCode::Malformed, "{path}");
    });
}

#[test]
fn a23_a_body_without_a_length_is_counted_as_it_comes() {
    on_every_call(|world, path, media_type, bytes_max, _| {
        let request = post(world, path, media_type, Vec::new());
        let head = String::from_utf8(request.head(0)).unwrap();
        let mut bytes = head
            .replace("content-length: 0", "transfer-encoding: chunked")
            .into_bytes();
        let chunk = vec![0; bytes_max + 1];
        bytes.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
        bytes.extend_from_slice(&chunk);
        bytes.extend_from_slice(b"\r\n0\r\n\r\n");
        let answer = exchange(world.server.address, &bytes, false).expect("an answer");
        assert_eq!(answer.code(), ProblemCode::TooLarge, "{path}");
    });
}

#[test]
fn a_body_that_breaks_off_is_malformed() {
    on_every_call(|world, path, media_type, _, _| {
        let request = post(world, path, media_type, Vec::new());
        let mut bytes = request.head(100);
        bytes.extend_from_slice(&[0x80; 50]);
        // Whoever broke off may be gone; if not, the answer is this one.
        if let Some(answer) = exchange(world.server.address, &bytes, true) {
            assert_eq!(answer.code(), ProblemCode::Malformed, "{path}");
        }
    });
}

#[test]
fn a_future_version_is_refused_before_the_body_is_looked_at() {
    on_every_call(|world, path, media_type, bytes_max, _| {
        let request = post(world, path, media_type, vec![0; bytes_max]);
        let request = request.with(routes::VERSION_HEADER, &(VERSION + 1).to_string());
        assert_eq!(
            world.server.send(&request).code(),
            ProblemCode::FutureProtocol,
            "{path}"
        );
    });
}

#[test]
fn without_a_session_a_large_body_still_gets_its_answer() {
    on_every_call(|world, path, media_type, bytes_max, needs_session| {
        let request = Request::post(path, media_type, vec![0; bytes_max]);
        let code = if needs_session {
            ProblemCode::NoSession
        } else {
            ProblemCode::Malformed
        };
        assert_eq!(world.server.send(&request).code(), code, "{path}");
    });
}

#[test]
fn a_message_with_something_behind_it_is_malformed() {
    let mut world = World::new();
    let device = world.person(Capability::Write);
    let envelopes = [world.envelope(&device, 1)];
    let mut request = push_request(world.town.id, &envelopes);
    request.body.push(0);
    let answer = world.server.send(&device.sign_in(request));
    assert_eq!(answer.code(), ProblemCode::Malformed);
    assert_eq!(world.page(&device).head, 0);
}

#[test]
fn an_envelope_of_the_wrong_length_or_a_newer_version_is_not_stored() {
    let mut world = World::new();
    let device = world.person(Capability::Write);
    let good = world.envelope(&device, 1).bytes().to_vec();
    let mut cut = good.clone();
    cut.pop();
    let mut long = good.clone();
    long.push(0);
    let mut newer = good;
    newer[0] = 2;
    let cases = [
        (Vec::new(), ProblemCode::Malformed),
        (vec![1; 10], ProblemCode::Malformed),
        (cut, ProblemCode::Malformed),
        (long, ProblemCode::Malformed),
        (newer, ProblemCode::FutureProtocol),
        (vec![1; ENVELOPE_BYTES_MAX + 1], ProblemCode::TooLarge),
    ];
    for (envelope, code) in cases {
        let body = minicbor::to_vec(PushRequest {
            envelopes: vec![envelope],
        })
        .unwrap();
        let request = Request::post(routes::push(world.town.id), routes::CBOR, body);
        assert_eq!(world.server.send(&device.sign_in(request)).code(), code);
    }
    assert_eq!(world.page(&device).head, 0);
}

#[test]
fn an_entry_of_the_wrong_length_is_malformed_and_too_many_are_too_large() {
    let world = World::new();
    let send = |entries: Vec<Vec<u8>>| {
        let body = minicbor::to_vec(AppendRequest {
            entries,
            boxes: Vec::new(),
        })
        .unwrap();
        let request = Request::post(routes::members(world.town.id), routes::CBOR, body);
        world.server.send(&world.founder.sign_in(request)).code()
    };
    assert_eq!(send(vec![Vec::new()]), ProblemCode::Malformed);
    assert_eq!(send(vec![vec![1; 20]]), ProblemCode::Malformed);
    assert_eq!(send(vec![vec![1; 20]; 17]), ProblemCode::TooLarge);
    assert_eq!(send(Vec::new()), ProblemCode::Refused);
}

#[test]
fn a22_an_id_that_is_written_wrongly_names_nothing() {
    let world = World::new();
    for id in [
        "x",
        "00",
        &"0".repeat(33),
        &"z".repeat(32),
        "%2e%2e",
        "%ff%fe",
    ] {
        let request = Request::get(format!("/v1/s/{id}/log"));
        let answer = world.server.send(&world.founder.sign_in(request));
        assert_eq!(answer.code(), ProblemCode::NotFound, "{id}");
        let answer = world
            .server
            .send(&Request::get(format!("/v1/invites/{id}")));
        assert_eq!(answer.code(), ProblemCode::InviteUnknown, "{id}");
    }
}

#[test]
fn the_log_of_a_stranger_stays_closed_whatever_is_asked() {
    let mut world = World::new();
    let (device, stranger) = (world.person(Capability::Write), world.stranger());
    let envelopes = [world.envelope(&device, 1)];
    world.push_all(&device, &envelopes);
    assert_eq!(world.log(&stranger, "").code(), ProblemCode::NotFound);
    let own = [world.envelope(&stranger, 1)];
    assert_eq!(world.push(&stranger, &own).code(), ProblemCode::NotFound);
    assert_eq!(world.log(&device, "").cbor::<LogPage>().head, 1);
    assert!(
        world
            .heads(&stranger)
            .iter()
            .all(|head| head.space != world.town.id)
    );
}

#[test]
fn an_early_answer_reaches_a_client_that_is_still_sending() {
    let world = World::new();
    let body = vec![0; PUSH_BYTES_MAX];
    let request = Request::post(routes::push(world.town.id), routes::CBOR, body);
    let mut stream = connect(world.server.address);
    stream.write_all(&request.head(request.body.len())).unwrap();
    for part in request.body.chunks(PUSH_BYTES_MAX / 8) {
        stream.write_all(part).expect("the server reads on");
        std::thread::sleep(Duration::from_millis(20));
    }
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).expect("an orderly end");
    let answer = Answer::parse(&bytes).expect("an answer");
    assert_eq!(answer.code(), ProblemCode::NoSession);
}
