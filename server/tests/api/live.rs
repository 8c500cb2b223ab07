//! The live stream.

use crate::http::{Answer, Request, connect};
use crate::kit::{Device, TestServer, World, add_member};
use shared::crypto::{InviteSecret, make_join};
use shared::mlog::Capability;
use shared::protocol::messages::{InviteRequest, LiveEvent};
use shared::protocol::{ProblemCode, routes};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// A device that listens.
pub struct Stream(BufReader<TcpStream>);

impl Stream {
    /// Opens the stream and reads the first event, which says to ask for heads.
    pub fn open(world: &World, device: &Device) -> Self {
        let mut stream = connect(world.server.address);
        let request = device.sign_in(Request::get(routes::LIVE));
        stream.write_all(&request.head(0)).unwrap();
        let mut stream = Self(BufReader::new(stream));
        assert_eq!(stream.next(), Some(LiveEvent::Resync));
        stream
    }

    /// Reads up to the next event; `None` at the end of the stream.
    pub fn next(&mut self) -> Option<LiveEvent> {
        loop {
            let line = self.line()?;
            if let Some(data) = line.strip_prefix("data: ") {
                return Some(serde_json::from_str(data).unwrap());
            }
        }
    }

    fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        let bytes = self.0.read_line(&mut line).unwrap();
        (bytes > 0).then(|| line.trim().to_owned())
    }
}

#[test]
fn a_push_pokes_every_member_after_its_commit_and_nobody_else() {
    let mut world = World::new();
    let (writer, reader) = (
        world.person(Capability::Write),
        world.person(Capability::Read),
    );
    let stranger = world.stranger();
    let mut stream = Stream::open(&world, &reader);
    let mut strange = Stream::open(&world, &stranger);
    let envelopes = [world.envelope(&writer, 1)];
    let sent = Instant::now();
    world.push_all(&writer, &envelopes);
    let poke = LiveEvent::Poke {
        space: world.town.id,
        head: 1,
        m_seq: world.town.members.seq,
    };
    assert_eq!(stream.next(), Some(poke));
    assert!(sent.elapsed() < Duration::from_secs(1));
    assert_eq!(world.page(&reader).head, 1, "what is announced can be read");

    strange
        .0
        .get_ref()
        .set_read_timeout(Some(Duration::from_millis(200)))
        .unwrap();
    let mut line = String::new();
    assert!(
        strange
            .0
            .read_line(&mut line)
            .map_or(true, |_| !line.contains("poke")),
        "{line}"
    );
}

#[test]
fn who_is_let_in_while_listening_hears_of_the_space() {
    let mut world = World::new();
    let stranger = world.stranger();
    let mut stream = Stream::open(&world, &stranger);
    let op = add_member(&stranger, Capability::Read, None);
    assert_eq!(world.append(op, Vec::new()).status, 200);
    let poke = LiveEvent::Poke {
        space: world.town.id,
        head: 0,
        m_seq: 2,
    };
    assert_eq!(stream.next(), Some(poke));
}

#[test]
fn a_join_request_is_announced_to_admins() {
    let mut world = World::new();
    let reader = world.person(Capability::Read);
    let mut admin = Stream::open(&world, &world.founder);
    let mut other = Stream::open(&world, &reader);
    let secret = InviteSecret::make(&mut world.rng);
    let request = InviteRequest {
        invite: secret.invite_id(),
        expires_ms: crate::kit::now_ms() + 60_000,
        uses_max: 1,
        spaces: vec![world.town.id],
        payload: Vec::new(),
        own_device: false,
    };
    let body = minicbor::to_vec(request).unwrap();
    let upload = Request::post(routes::INVITES, routes::CBOR, body);
    assert_eq!(
        world.server.send(&world.founder.sign_in(upload)).status,
        204
    );
    let device = Device::make(&mut world.rng);
    let join = make_join(&secret, &device.keys, device.member, "E", &mut world.rng).unwrap();
    let body = minicbor::to_vec(join).unwrap();
    let join = Request::post(routes::join(secret.invite_id()), routes::CBOR, body);
    assert_eq!(world.server.send(&join).status, 204);
    assert_eq!(admin.next(), Some(LiveEvent::Join));
    let envelopes = [world.envelope(&world.clone_of_founder(), 1)];
    world.push_all(&world.founder, &envelopes);
    assert!(
        matches!(other.next(), Some(LiveEvent::Poke { .. })),
        "no join for who only reads"
    );
}

impl World {
    fn clone_of_founder(&self) -> Device {
        let (sign, seal) = self.founder.keys.seeds();
        let keys = shared::crypto::DeviceKeys::from_seeds(sign, seal);
        Device {
            keys,
            member: self.founder.member,
            token: self.founder.token.clone(),
        }
    }
}

#[test]
fn a_quiet_stream_has_a_heartbeat_and_ends_when_the_server_stops() {
    let server = TestServer::start_with(|config| config.limits.heartbeat_ms = 100);
    let mut world = World::on(server);
    let mut stream = Stream::open(&world, &world.founder);
    assert_eq!(
        stream.line().as_deref(),
        Some(""),
        "the end of the first event"
    );
    let lines: Vec<String> = (0..4).filter_map(|_| stream.line()).collect();
    assert!(lines.iter().any(|line| line == ":"), "{lines:?}");
    let stopping = Instant::now();
    world.server.restart();
    while stream.line().is_some() {}
    assert!(
        stopping.elapsed() < Duration::from_secs(4),
        "a listener does not hold up a stop"
    );
}

#[test]
fn listening_needs_a_session() {
    let world = World::new();
    let answer: Answer = world.server.send(&Request::get(routes::LIVE));
    assert_eq!(answer.code(), ProblemCode::NoSession);
}
