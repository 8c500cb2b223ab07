//! What was acknowledged is on disk: after a clean stop, after SIGKILL, and in groups.

use crate::http::Request;
use crate::kit::{Device, World, append_request, boxes, found, log_in_at, push_request};
use shared::crypto::{Entropy, SeededEntropy};
use shared::envelope::{Draft, EnvelopeKind, chain_start, seal};
use shared::ids::ItemId;
use shared::mlog::Capability;
use shared::protocol::messages::{LogPage, PushResponse};
use shared::protocol::routes;
use shared::records::SpaceKind;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;

#[test]
fn a_clean_stop_and_start_keeps_everything() {
    let mut world = World::new();
    let device = world.person(Capability::Write);
    let envelopes = [world.envelope(&device, 1), world.envelope(&device, 2)];
    world.push_all(&device, &envelopes);
    let before = (world.page(&device), world.heads(&device));
    world.server.restart();
    assert_eq!((world.page(&device), world.heads(&device)), before);
    assert_eq!(world.push_all(&device, &envelopes).head, 2);
}

/// The binary in a process of its own.
struct Process {
    child: Child,
    address: SocketAddr,
}

impl Process {
    fn start(data: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_server"))
            .args(["serve", "--port", "0", "--app", "/nonexistent", "--data"])
            .arg(data)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line
            .trim()
            .strip_prefix("ready http://")
            .unwrap()
            .parse()
            .unwrap();
        Self { child, address }
    }

    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

#[test]
fn a_killed_server_has_every_envelope_it_acknowledged() {
    let folder = tempfile::TempDir::new().unwrap();
    let link = Command::new(env!("CARGO_BIN_EXE_server"))
        .args(["bootstrap", "--origin", "http://127.0.0.1:1", "--data"])
        .arg(folder.path())
        .output()
        .unwrap();
    let link = String::from_utf8(link.stdout).unwrap();
    let token = link.trim().strip_prefix("http://127.0.0.1:1/#b1.").unwrap();
    assert_eq!(token.len(), 64);

    let mut rng = SeededEntropy::new(5);
    let mut founder = Device::make(&mut rng);
    let (space, genesis) = found(&mut rng, &founder, SpaceKind::Network);
    let mut server = Process::start(folder.path());
    let request = append_request(space.id, &[genesis], boxes(&mut rng, &space, &founder));
    assert_eq!(
        request
            .with(routes::BOOTSTRAP_HEADER, token)
            .send(server.address)
            .status,
        200
    );

    let mut dev_seq = 0;
    for _ in 0..3 {
        log_in_at(server.address, &mut founder);
        for _ in 0..20 {
            dev_seq += 1;
            let draft = Draft {
                kind: EnvelopeKind::Batch,
                space: space.id,
                item: ItemId(rng.make_id()),
                device: founder.keys.id(),
                dev_seq,
                m_seq: 1,
                m_hash: space.members.hash,
                seen_seq: 0,
                seen_hash: chain_start(space.id),
                key_epoch: 1,
                nonce: rng.make_nonce(),
                plaintext: b"words",
            };
            let envelope = seal(&draft, &space.key, &founder.keys).unwrap();
            let request = founder.sign_in(push_request(space.id, &[envelope]));
            let pushed: PushResponse = request.send(server.address).cbor();
            assert_eq!(pushed.dev_seq, dev_seq);
        }
        server.kill();
        server = Process::start(folder.path());
        log_in_at(server.address, &mut founder);
        let request = founder.sign_in(Request::get(routes::log(space.id)));
        let page: LogPage = request.send(server.address).cbor();
        assert_eq!((page.head, page.rows.len() as u64), (dev_seq, dev_seq));
    }
    server.kill();

    let again = Command::new(env!("CARGO_BIN_EXE_server"))
        .args(["bootstrap", "--data"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(!again.status.success(), "the network is founded");
    assert!(again.stdout.is_empty());
}

#[test]
fn pushes_at_the_same_time_share_commits_and_all_arrive() {
    let mut world = World::new();
    let devices: Vec<Device> = (0..12).map(|_| world.person(Capability::Write)).collect();
    let mut requests = Vec::new();
    for device in &devices {
        for dev_seq in 1..=10 {
            let envelopes = [world.envelope(device, dev_seq)];
            requests.push(device.sign_in(push_request(world.town.id, &envelopes)));
        }
    }
    let before = world.server.server().write_counts();
    let address = world.server.address;
    let threads: Vec<_> = requests
        .chunks(10)
        .map(|requests| {
            let requests = requests.to_vec();
            thread::spawn(move || {
                for request in requests {
                    assert_eq!(request.send(address).status, 200);
                }
            })
        })
        .collect();
    threads
        .into_iter()
        .for_each(|thread| thread.join().unwrap());
    let after = world.server.server().write_counts();
    assert_eq!(after.jobs - before.jobs, 120);
    assert!(after.commits - before.commits <= 120);
    let page = world.page(&devices[0]);
    assert_eq!(page.rows.len(), 120);
}
