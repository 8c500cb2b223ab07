//! A server of one's own and people of every kind. Everything goes through the public doors.

use crate::http::{Answer, Request};
use server::clock::Clock;
use server::{Config, Server};
use shared::crypto::{DeviceKeys, Entropy, SeededEntropy, SpaceKey, seal_space_key};
use shared::envelope::{Draft, Envelope, EnvelopeKind, chain_start, seal};
use shared::ids::{Hash, InviteId, ItemId, MemberId, SpaceId, to_hex};
use shared::mlog::{Capability, DeviceKind, Entry, MemberOp, Members, Role, SignedEntry, sign};
use shared::protocol::messages::{
    AppendRequest, ChallengeRequest, ChallengeResponse, Head, HeadsResponse, InviteRequest, KeyBox,
    LogPage, MembersResponse, PushRequest, PushResponse, SessionRequest, SessionResponse,
};
use shared::protocol::{VERSION, routes};
use shared::records::SpaceKind;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use tempfile::TempDir;
use tokio::runtime::Runtime;

pub const JSON: &str = "application/json";

/// Everything every server of this binary logs.
pub fn log_output() -> &'static Arc<Mutex<Vec<u8>>> {
    static LOG: OnceLock<Arc<Mutex<Vec<u8>>>> = OnceLock::new();
    LOG.get_or_init(|| {
        let log = Arc::new(Mutex::new(Vec::new()));
        let writer = Arc::clone(&log);
        server::trace::init_to(move || LogWriter(Arc::clone(&writer)));
        log
    })
}

struct LogWriter(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for LogWriter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A clock that a test moves on.
#[derive(Clone, Default)]
pub struct TestClock(Arc<AtomicU64>);

impl TestClock {
    /// Lets time pass.
    pub fn pass(&self, ms: u64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }

    /// The server's clock: the real time and what was passed on top.
    pub fn clock(&self) -> Clock {
        let passed = Arc::clone(&self.0);
        Clock::from_fn(move || now_ms() + passed.load(Ordering::SeqCst))
    }

    /// A server with this clock.
    pub fn server(&self) -> TestServer {
        let clock = self.clone();
        TestServer::start_with(move |config| config.clock = clock.clock())
    }
}

/// A running server on a free port with a data folder of its own; stops when dropped.
pub struct TestServer {
    pub address: SocketAddr,
    pub folder: TempDir,
    runtime: Runtime,
    server: Option<Server>,
    change: Box<dyn Fn(&mut Config)>,
}

impl TestServer {
    pub fn start() -> Self {
        Self::start_with(|_| ())
    }

    pub fn start_with(change: impl Fn(&mut Config) + 'static) -> Self {
        log_output();
        let runtime = Runtime::new().unwrap();
        let folder = TempDir::new().unwrap();
        let server = start(&runtime, &folder, &change);
        Self {
            address: server.address(),
            folder,
            runtime,
            server: Some(server),
            change: Box::new(change),
        }
    }

    /// Stops the server and starts one on the same folder.
    pub fn restart(&mut self) {
        let server = self.server.take().unwrap();
        self.runtime.block_on(server.stop());
        let server = start(&self.runtime, &self.folder, &self.change);
        self.address = server.address();
        self.server = Some(server);
    }

    pub fn server(&self) -> &Server {
        self.server.as_ref().unwrap()
    }

    pub fn bootstrap(&self) -> String {
        self.runtime
            .block_on(self.server().make_bootstrap())
            .unwrap()
    }

    pub fn send(&self, request: &Request) -> Answer {
        request.send(self.address)
    }
}

fn start(runtime: &Runtime, folder: &TempDir, change: &dyn Fn(&mut Config)) -> Server {
    let mut config = Config::local(folder.path().to_owned());
    change(&mut config);
    runtime.block_on(Server::start(config)).unwrap()
}

impl Drop for TestServer {
    fn drop(&mut self) {
        if let Some(server) = self.server.take() {
            self.runtime.block_on(server.stop());
        }
    }
}

/// One device of one person.
pub struct Device {
    pub keys: DeviceKeys,
    pub member: MemberId,
    pub token: Option<String>,
}

impl Device {
    pub fn make(rng: &mut SeededEntropy) -> Self {
        let keys = DeviceKeys::make(rng);
        Self {
            keys,
            member: MemberId(rng.make_id()),
            token: None,
        }
    }

    /// Adds this device's session to a request.
    pub fn sign_in(&self, request: Request) -> Request {
        match &self.token {
            Some(token) => request.with("authorization", &format!("Bearer {token}")),
            None => request,
        }
    }
}

/// A space as one of its admins knows it.
pub struct Space {
    pub id: SpaceId,
    pub key: SpaceKey,
    pub members: Members,
}

/// A server with a founded network and a town in it.
pub struct World {
    pub server: TestServer,
    pub rng: SeededEntropy,
    pub founder: Device,
    pub network: Space,
    pub town: Space,
}

impl World {
    pub fn new() -> Self {
        Self::on(TestServer::start())
    }

    pub fn on(server: TestServer) -> Self {
        let mut rng = SeededEntropy::new(7);
        let mut founder = Device::make(&mut rng);
        let (network, genesis) = found(&mut rng, &founder, SpaceKind::Network);
        let request = append_request(network.id, &[genesis], boxes(&mut rng, &network, &founder));
        let request = request.with(routes::BOOTSTRAP_HEADER, &server.bootstrap());
        assert_eq!(server.send(&request).cbor::<MembersResponse>().m_seq, 1);
        log_in(&server, &mut founder);
        let (town, genesis) = found(&mut rng, &founder, SpaceKind::Town);
        let request = append_request(town.id, &[genesis], boxes(&mut rng, &town, &founder));
        assert_eq!(server.send(&founder.sign_in(request)).status, 200);
        Self {
            server,
            rng,
            founder,
            network,
            town,
        }
    }

    /// Lets a new person into the town and logs their device in.
    pub fn person(&mut self, capability: Capability) -> Device {
        let mut device = Device::make(&mut self.rng);
        let op = add_member(&device, capability, None);
        let boxes = boxes(&mut self.rng, &self.town, &device);
        assert_eq!(self.append(op, boxes).status, 200);
        log_in(&self.server, &mut device);
        device
    }

    /// A device the server has never heard of in this town: it is in a town of its own.
    pub fn stranger(&mut self) -> Device {
        let mut device = Device::make(&mut self.rng);
        let (other, genesis) = found(&mut self.rng, &self.founder, SpaceKind::Town);
        let mut members = other.members.clone();
        let entry = members.next_entry(
            add_member(&device, Capability::Admin, None),
            self.founder.keys.id(),
            2,
        );
        let entry = sign(&entry, &self.founder.keys).unwrap();
        members.apply(&entry).unwrap();
        let request = append_request(other.id, &[genesis, entry], Vec::new());
        assert_eq!(self.server.send(&self.founder.sign_in(request)).status, 200);
        log_in(&self.server, &mut device);
        device
    }

    /// Appends an entry of the founder to the town; keeps it if the server does.
    pub fn append(&mut self, op: MemberOp, boxes: Vec<KeyBox>) -> Answer {
        let entry = self.town.members.next_entry(op, self.founder.keys.id(), 3);
        let entry = sign(&entry, &self.founder.keys).unwrap();
        let request = append_request(self.town.id, std::slice::from_ref(&entry), boxes);
        let answer = self.server.send(&self.founder.sign_in(request));
        if answer.status == 200 {
            self.town.members.apply(&entry).unwrap();
        }
        answer
    }

    /// Seals an envelope of a device for the town.
    pub fn envelope(&mut self, device: &Device, dev_seq: u64) -> Envelope {
        self.envelope_with(device, dev_seq, b"words", |_| ())
    }

    pub fn envelope_with(
        &mut self,
        device: &Device,
        dev_seq: u64,
        plaintext: &[u8],
        change: impl FnOnce(&mut Draft<'_>),
    ) -> Envelope {
        let mut draft = Draft {
            kind: EnvelopeKind::Batch,
            space: self.town.id,
            item: ItemId(self.rng.make_id()),
            device: device.keys.id(),
            dev_seq,
            m_seq: self.town.members.seq,
            m_hash: self.town.members.hash,
            seen_seq: 0,
            seen_hash: chain_start(self.town.id),
            key_epoch: 1,
            nonce: self.rng.make_nonce(),
            plaintext,
        };
        change(&mut draft);
        seal(&draft, &self.town.key, &device.keys).unwrap()
    }

    pub fn push(&self, device: &Device, envelopes: &[Envelope]) -> Answer {
        self.server
            .send(&device.sign_in(push_request(self.town.id, envelopes)))
    }

    /// Pushes what is expected to be taken whole.
    pub fn push_all(&self, device: &Device, envelopes: &[Envelope]) -> PushResponse {
        let pushed: PushResponse = self.push(device, envelopes).cbor();
        assert_eq!(pushed.refused, None);
        pushed
    }

    pub fn log(&self, device: &Device, query: &str) -> Answer {
        let path = format!("{}{query}", routes::log(self.town.id));
        self.server.send(&device.sign_in(Request::get(path)))
    }

    pub fn page(&self, device: &Device) -> LogPage {
        self.log(device, "?after=0").cbor()
    }

    pub fn heads(&self, device: &Device) -> Vec<Head> {
        let request = Request::post(routes::HEADS, routes::CBOR, Vec::new());
        self.server
            .send(&device.sign_in(request))
            .cbor::<HeadsResponse>()
            .spaces
    }

    /// Uploads an invitation of the founder; returns its request.
    pub fn invite(&mut self, uses_max: u32, spaces: Vec<SpaceId>) -> InviteRequest {
        let request = InviteRequest {
            invite: InviteId(self.rng.make_id()),
            expires_ms: now_ms() + 60_000,
            uses_max,
            spaces,
            payload: vec![5; 100],
            own_device: false,
        };
        let body = minicbor::to_vec(&request).unwrap();
        let upload = Request::post(routes::INVITES, routes::CBOR, body);
        assert_eq!(self.server.send(&self.founder.sign_in(upload)).status, 204);
        request
    }
}

/// Begins a space; returns it with its founding entry.
pub fn found(rng: &mut SeededEntropy, by: &Device, kind: SpaceKind) -> (Space, SignedEntry) {
    let id = SpaceId(rng.make_id());
    let key = SpaceKey::make(rng);
    let genesis = Entry {
        space: id,
        seq: 1,
        prev: Hash::ZERO,
        key_epoch: 1,
        op: MemberOp::Genesis {
            kind,
            title: vec![1; 60],
            kid: key.kid(id, 1),
            member: by.member,
            role: Role::Projektteam,
            name: vec![2; 60],
            device: by.keys.public(),
            device_kind: DeviceKind::Desktop,
        },
        signer: by.keys.id(),
        claimed_ms: 1,
    };
    let genesis = sign(&genesis, &by.keys).unwrap();
    let members = Members::found(&genesis).unwrap();
    (Space { id, key, members }, genesis)
}

pub fn add_member(device: &Device, capability: Capability, invite: Option<InviteId>) -> MemberOp {
    MemberOp::AddMember {
        member: device.member,
        capability,
        role: Role::Allianz,
        name: vec![3; 60],
        device: device.keys.public(),
        device_kind: DeviceKind::Phone,
        invite,
    }
}

/// The space's key for one device.
pub fn boxes(rng: &mut SeededEntropy, space: &Space, device: &Device) -> Vec<KeyBox> {
    let sealed = seal_space_key(&space.key, space.id, 1, &device.keys.public(), rng).unwrap();
    vec![KeyBox {
        device: device.keys.id(),
        key_epoch: 1,
        sealed,
    }]
}

pub fn append_request(space: SpaceId, entries: &[SignedEntry], boxes: Vec<KeyBox>) -> Request {
    let entries = entries.iter().map(|entry| entry.bytes().to_vec()).collect();
    let body = minicbor::to_vec(AppendRequest { entries, boxes }).unwrap();
    Request::post(routes::members(space), routes::CBOR, body)
}

pub fn push_request(space: SpaceId, envelopes: &[Envelope]) -> Request {
    let envelopes = envelopes
        .iter()
        .map(|envelope| envelope.bytes().to_vec())
        .collect();
    let body = minicbor::to_vec(PushRequest { envelopes }).unwrap();
    Request::post(routes::push(space), routes::CBOR, body)
}

pub fn challenge(to: SocketAddr, device: &Device) -> Answer {
    let body = serde_json::to_vec(&ChallengeRequest {
        device: device.keys.id(),
    })
    .unwrap();
    let request = Request::post(routes::CHALLENGE, JSON, body);
    request
        .with(routes::VERSION_HEADER, &VERSION.to_string())
        .send(to)
}

pub fn answer_challenge(to: SocketAddr, device: &Device, host: &str, nonce: Hash) -> Answer {
    let signature = to_hex(&device.keys.sign_login(host, &nonce));
    let body = SessionRequest {
        device: device.keys.id(),
        nonce,
        signature,
    };
    Request::post(routes::SESSION, JSON, serde_json::to_vec(&body).unwrap()).send(to)
}

pub fn log_in(server: &TestServer, device: &mut Device) {
    log_in_at(server.address, device);
}

pub fn log_in_at(address: SocketAddr, device: &mut Device) {
    let nonce = challenge(address, device).json::<ChallengeResponse>().nonce;
    let session = answer_challenge(address, device, &address.to_string(), nonce);
    device.token = Some(session.json::<SessionResponse>().token);
}

pub fn now_ms() -> u64 {
    let since = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap();
    u64::try_from(since.as_millis()).unwrap()
}
