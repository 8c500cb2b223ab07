//! Clients that take their time.

use crate::http::{Answer, Request, connect};
use crate::kit::{TestServer, World, push_request};
use shared::protocol::{ProblemCode, routes};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

fn quick_server() -> TestServer {
    TestServer::start_with(|config| {
        config.limits.header_timeout_ms = 1_000;
        config.limits.body_timeout_ms = 1_000;
        config.limits.idle_timeout_ms = 2_000;
    })
}

fn read_to_end(mut stream: TcpStream) -> Vec<u8> {
    let mut bytes = Vec::new();
    drop(stream.read_to_end(&mut bytes));
    bytes
}

#[test]
fn a24_a_header_that_never_ends_is_cut_off() {
    let server = quick_server();
    let mut stream = connect(server.address);
    let began = Instant::now();
    stream.write_all(b"GET /v1/hello HTTP/1.1\r\n").unwrap();
    for _ in 0..60 {
        std::thread::sleep(Duration::from_millis(50));
        if stream.write_all(b"x-slow: 1\r\n").is_err() {
            break;
        }
    }
    read_to_end(stream);
    assert!(began.elapsed() < Duration::from_secs(10));
    assert_eq!(server.send(&Request::get(routes::HEALTH)).status, 200);
}

#[test]
fn a24_a_body_that_never_ends_times_out() {
    let world = World::on(quick_server());
    let request = world.founder.sign_in(push_request(world.town.id, &[]));
    let mut stream = connect(world.server.address);
    stream.write_all(&request.head(1_000)).unwrap();
    stream.write_all(&[0x80; 10]).unwrap();
    let answer = Answer::parse(&read_to_end(stream)).expect("an answer");
    assert_eq!(answer.code(), ProblemCode::Timeout);
    assert_eq!(
        world
            .heads(&world.founder)
            .iter()
            .map(|head| head.seq)
            .sum::<u64>(),
        0
    );
}

#[test]
fn a24_a_body_that_is_on_its_way_takes_nobody_elses_turn() {
    let world = World::on(TestServer::start_with(|config| {
        config.limits.in_flight_max = 1;
    }));
    let push = world.founder.sign_in(push_request(world.town.id, &[]));
    let push = push.with("expect", "100-continue");
    let slow: Vec<TcpStream> = (0..10)
        .map(|_| {
            let mut stream = connect(world.server.address);
            stream.write_all(&push.head(1_000)).unwrap();
            // The server reads the body from here on.
            let mut said = [0; 21];
            stream.read_exact(&mut said).unwrap();
            assert!(said.starts_with(b"HTTP/1.1 100"));
            stream.write_all(&[0x80]).unwrap();
            stream
        })
        .collect();
    for _ in 0..5 {
        assert_eq!(world.heads(&world.founder).len(), 2);
    }
    drop(slow);
}

#[test]
fn a24_a_connection_on_which_nothing_happens_is_closed() {
    let server = quick_server();
    let began = Instant::now();
    let idle: Vec<TcpStream> = (0..200).map(|_| connect(server.address)).collect();
    for stream in idle {
        assert!(read_to_end(stream).is_empty());
    }
    assert!(began.elapsed() < Duration::from_secs(10));
    assert_eq!(server.send(&Request::get(routes::HEALTH)).status, 200);
}

#[test]
fn a_header_that_is_too_large_is_refused() {
    let server = TestServer::start();
    let request = Request::get(routes::HELLO).with("x-large", &"a".repeat(20_000));
    assert_eq!(server.send(&request).status, 431);
}

#[test]
fn an_answer_on_which_nothing_moves_ends() {
    let world = World::on(TestServer::start_with(|config| {
        config.limits.heartbeat_ms = 600_000;
        config.limits.idle_timeout_ms = 1_000;
    }));
    let mut stream = connect(world.server.address);
    let request = world.founder.sign_in(Request::get(routes::LIVE));
    stream.write_all(&request.head(0)).unwrap();
    let began = Instant::now();
    let answer = Answer::parse(&read_to_end(stream)).expect("an answer");
    assert_eq!(answer.status, 200);
    assert!(began.elapsed() < Duration::from_secs(10));
}
