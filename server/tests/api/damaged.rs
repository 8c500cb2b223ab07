//! Damaged requests against the real router, on real storage: sound requests of every call whose path, headers or body
//! were bent. Whatever comes: an answer below 500 (or 503), and what is refused has changed nothing.
//!
//! A short run here; `cargo ci fuzz-long` sets [`RUNS`] to many.

use crate::http::{Request, exchange};
use crate::kit::{Device, JSON, TestServer, World, append_request, push_request};
use shared::crypto::{Entropy as _, SeededEntropy};
use shared::ids::{Hash, InviteId};
use shared::mlog::Capability;
use shared::protocol::messages::{
    ChallengeRequest, Head, LeaseRequest, LogPage, LogRow, Point, RecoverRequest, SegmentRequest,
};
use shared::protocol::routes;

/// Name of the variable with the number of inputs.
const RUNS: &str = "DAMAGED_REQUESTS";
/// Inputs when it is not set.
const RUNS_DEFAULT: u32 = 1_500;

/// One sound request of every call that reads a body or a query.
fn sound(world: &mut World, device: &Device) -> Vec<Request> {
    let town = world.town.id;
    let cbor = |path: String, body: Vec<u8>| Request::post(path, routes::CBOR, body);
    let envelope = world.envelope(device, 2);
    let challenge = ChallengeRequest {
        device: device.keys.id(),
    };
    let recover = RecoverRequest {
        era: None,
        points: vec![Point {
            seq: 0,
            chain: shared::envelope::chain_start(town),
        }],
        after: 0,
        entries: Vec::new(),
        boxes: Vec::new(),
        rows: vec![LogRow {
            received_ms: 1,
            envelope: envelope.bytes().to_vec(),
            recovered: None,
        }],
    };
    let segment = SegmentRequest {
        segment: vec![7; 300],
    };
    let lease = minicbor::to_vec(LeaseRequest { seq: 1 }).unwrap();
    let segment = minicbor::to_vec(segment).unwrap();
    let (hash, invite) = (Hash([3; 32]), InviteId([4; 16]));
    vec![
        push_request(town, &[envelope]),
        append_request(town, &[], Vec::new()),
        cbor(routes::recover(town), minicbor::to_vec(recover).unwrap()),
        cbor(routes::lease(town), lease),
        cbor(routes::segments(town), segment.clone()),
        cbor(routes::checkpoints(town), segment.clone()),
        cbor(routes::attest(town, hash), segment.clone()),
        cbor(routes::join(invite), segment.clone()),
        cbor(routes::INVITES.to_owned(), segment),
        cbor(routes::HEADS.to_owned(), Vec::new()),
        Request::post(
            routes::CHALLENGE,
            JSON,
            serde_json::to_vec(&challenge).unwrap(),
        ),
        Request::post(routes::SESSION, JSON, b"{\"device\":\"00\"}".to_vec()),
        Request::get(format!("{}?after=0&bytes_max=4096", routes::log(town))),
        Request::get(format!("{}?after=0", routes::members(town))),
        Request::get(routes::checkpoint(town, hash)),
        Request::get(routes::segment(town, hash)),
        Request::get(routes::invite(invite)),
        Request::get(routes::HELLO),
    ]
}

/// Random numbers of a seed.
struct Dice(SeededEntropy);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        let mut bytes = [0; 4];
        self.0.fill(&mut bytes);
        usize::try_from(u32::from_le_bytes(bytes)).unwrap() % limit.max(1)
    }

    /// Damages bytes in a few places: bits flip, parts go, come twice, or are made of noise, and lengths lie.
    fn damage(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..=self.below(3) {
            let at = self.below(bytes.len());
            let end = (at + 1 + self.below(16)).min(bytes.len());
            match self.below(6) {
                _ if bytes.is_empty() => bytes.push(0xff),
                0 => bytes[at] ^= 1 << self.below(8),
                1 => bytes.truncate(at),
                2 => drop(bytes.drain(at..end)),
                3 => {
                    let part = bytes[at..end].to_vec();
                    drop(bytes.splice(at..at, part));
                }
                4 => drop(bytes.splice(at..at, [0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])),
                _ => {
                    let mut noise = vec![0; 1 + self.below(24)];
                    self.0.fill(&mut noise);
                    drop(bytes.splice(at..end, noise));
                }
            }
        }
    }
}

fn stands(world: &World, device: &Device) -> (Vec<Head>, LogPage) {
    (world.heads(device), world.page(device))
}

#[test]
fn no_damaged_request_breaks_the_server_or_is_taken_in_part() {
    // Here it is what is asked for that counts, not how often.
    let server = TestServer::start_with(|config| {
        let limits = &mut config.limits;
        for rate in [
            &mut limits.requests,
            &mut limits.envelopes,
            &mut limits.challenges,
            &mut limits.networks,
        ] {
            (rate.burst, rate.per_minute) = (1_000_000, 1_000_000);
        }
    });
    let mut world = World::on(server);
    let device = world.person(Capability::Write);
    let first = [world.envelope(&device, 1)];
    world.push_all(&device, &first);
    let sound = sound(&mut world, &device);
    let runs = std::env::var(RUNS).ok().and_then(|runs| runs.parse().ok());
    let mut dice = Dice(SeededEntropy::new(8));
    let mut before = stands(&world, &device);
    for run in 0..runs.unwrap_or(RUNS_DEFAULT) {
        let request = &sound[dice.below(sound.len())];
        let mut request = if dice.below(8) > 0 {
            device.sign_in(request.clone())
        } else {
            request.clone()
        };
        let mut bytes = Vec::new();
        if dice.below(4) > 0 {
            dice.damage(&mut request.body);
            bytes = request.head(request.body.len());
        } else {
            bytes.append(&mut request.head(request.body.len()));
            // The line with the path, headers, lengths: all of it is text of a stranger.
            dice.damage(&mut bytes);
        }
        bytes.extend_from_slice(&request.body);
        // What is cut off is closed, so that nobody waits for the rest.
        let answer = exchange(world.server.address, &bytes, true);
        let status = answer.as_ref().map_or(400, |answer| answer.status);
        assert!(
            status < 500 || status == 503,
            "run {run}: {status} to {:?}",
            String::from_utf8_lossy(&bytes)
        );
        let now = stands(&world, &device);
        if status >= 400 {
            assert_eq!(now, before, "run {run}: refused and yet changed");
        }
        before = now;
    }
}
