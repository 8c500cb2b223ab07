//! What anyone may ask.

use crate::http::Request;
use crate::kit::TestServer;
use shared::protocol::messages::HelloResponse;
use shared::protocol::{ProblemCode, VERSION, VERSION_MIN, routes};

#[test]
fn hello_tells_time_versions_and_limits() {
    let server = TestServer::start();
    let hello: HelloResponse = server.send(&Request::get(routes::HELLO)).json();
    assert_eq!((hello.version, hello.version_min), (VERSION, VERSION_MIN));
    assert_eq!(hello.push_bytes_max, 1 << 20);
    assert!(hello.time_ms > 1_700_000_000_000);
}

#[test]
fn health_answers_ok() {
    let answer = TestServer::start().send(&Request::get(routes::HEALTH));
    assert_eq!(
        (answer.status, answer.body.as_slice()),
        (200, b"ok".as_slice())
    );
}

#[test]
fn answers_of_the_data_path_are_never_cached_or_sniffed() {
    let answer = TestServer::start().send(&Request::get(routes::HELLO));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    assert!(answer.header("access-control-allow-origin").is_none());
}

#[test]
fn a_path_that_is_none_and_a_method_that_does_not_fit_are_problems() {
    let server = TestServer::start();
    let cases = [
        (Request::get("/v1"), ProblemCode::NotFound),
        (Request::get("/v1/nothing"), ProblemCode::NotFound),
        (
            Request::get("/v1/s/../../etc/passwd"),
            ProblemCode::NotFound,
        ),
        (Request::get("/v1/s/%00/log"), ProblemCode::NoSession),
        (Request::get("/nothing"), ProblemCode::NotFound),
        (
            Request::post("/nothing", "", Vec::new()),
            ProblemCode::MethodNotAllowed,
        ),
        (
            Request::post(routes::HELLO, "", Vec::new()),
            ProblemCode::MethodNotAllowed,
        ),
        (Request::get(routes::HEADS), ProblemCode::MethodNotAllowed),
    ];
    for (request, code) in cases {
        assert_eq!(
            server.send(&request).code(),
            code,
            "{} {}",
            request.method,
            request.path
        );
    }
}

#[test]
fn a26_another_site_may_not_ask() {
    let server = TestServer::start();
    let from = |origin: &str| server.send(&Request::get(routes::HELLO).with("origin", origin));
    assert_eq!(from("https://evil.example").code(), ProblemCode::Forbidden);
    assert_eq!(from("null").code(), ProblemCode::Forbidden);
    assert_eq!(
        from(&format!("http://localhost:{}", server.address.port())).status,
        200
    );
}

#[test]
fn versions_beyond_the_range_are_told_apart() {
    let server = TestServer::start();
    let speak = |version: &str| {
        server.send(&Request::get(routes::HELLO).with(routes::VERSION_HEADER, version))
    };
    assert_eq!(speak(&VERSION.to_string()).status, 200);
    assert_eq!(
        speak(&(VERSION + 1).to_string()).code(),
        ProblemCode::FutureProtocol
    );
    assert_eq!(speak("0").code(), ProblemCode::OutdatedClient);
    assert_eq!(speak("one").code(), ProblemCode::Malformed);
}
