//! A device without a screen: the same machine as in the app, rows in memory, a real connection.
//!
//! Scenarios and benchmarks use it, and the demo's founder is one.

use crate::link::{Link, Wire};
use crate::rows::MemoryRows;
use anyhow::{Context as _, Result, bail};
use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use shared::blob::{FileRef, Place, Sealed, chunk_ref, open_file};
use shared::crypto::{DeviceKeys, Entropy, InviteSecret, LocalKey};
use shared::ids::{MemberId, RecordId, SpaceId};
use shared::merge::{Edit, RecordState};
use shared::protocol::messages::{BlobRequest, BlobResponse, LiveEvent};
use shared::protocol::routes;
use shared::records::{RecordDef, SpaceKind};
use shared::sync::{
    BackOff, Device, HttpRequest, Identity, NetFailure, Received, SpaceInfo, preview_request,
    read_preview,
};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Random bytes of the system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    #[expect(
        clippy::expect_used,
        reason = "a device without random bytes must not go on"
    )]
    fn fill(&mut self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the system has random bytes");
    }
}

/// Returns the time now in milliseconds since 1970.
#[must_use]
pub fn now_ms() -> u64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

/// How a round of requests ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// Nothing to do.
    Idle,
    /// The server asks for patience, in milliseconds.
    Wait(u64),
    /// There is no server; look again after so many milliseconds.
    Offline(u64),
}

/// One request and what came of it.
#[derive(Debug)]
pub struct Stepped {
    /// Path with query.
    pub path: String,
    /// From sending until the whole answer was there.
    pub took: Duration,
    /// What the answer led to.
    pub received: Received,
}

/// A headless device.
#[derive(Debug)]
pub struct Headless {
    /// The machine.
    pub device: Device,
    /// What it has stored.
    pub rows: MemoryRows,
    /// Its connection.
    pub link: Link,
    /// Its clock; scenarios may set it wrong.
    pub now_ms: fn() -> u64,
    back_off: BackOff,
}

impl Headless {
    /// Begins a device of a person with this name.
    #[must_use]
    pub fn create(server: SocketAddr, name: &str) -> Self {
        Self::create_for(server, name, MemberId(SystemEntropy.make_id()))
    }

    /// Begins a device of a person who may be known already.
    #[must_use]
    pub fn create_for(server: SocketAddr, name: &str, member: MemberId) -> Self {
        let mut rng = SystemEntropy;
        let identity = Identity {
            keys: DeviceKeys::make(&mut rng),
            member,
            name: name.to_owned(),
        };
        let local = LocalKey::make(&mut rng);
        let (device, writes) = Device::create(identity, local, &server.to_string(), &mut rng);
        let mut rows = MemoryRows::default();
        rows.commit(&writes);
        Self::of(device, rows, server)
    }

    /// Brings back a device that was loaded from its rows.
    #[must_use]
    pub fn of(device: Device, rows: MemoryRows, server: SocketAddr) -> Self {
        Self {
            device,
            rows,
            link: Link::new(server),
            now_ms,
            back_off: BackOff::default(),
        }
    }

    /// Begins a device that joins with the code of an invitation, and waits until it is in.
    ///
    /// # Errors
    ///
    /// When the invitation is refused or nobody completes it in a minute, which is generous for a busy machine.
    pub async fn join(server: SocketAddr, name: &str, code: &str) -> Result<Self> {
        let secret = InviteSecret::from_code(code)?;
        let preview = Link::new(server).send(&preview_request(&secret)).await?;
        let payload = read_preview(&secret, &preview)?;
        let member = payload.member;
        let member = member.unwrap_or_else(|| MemberId(SystemEntropy.make_id()));
        let mut new = Self::create_for(server, name, member);
        let writes = new.device.join(&secret, &payload, &mut SystemEntropy)?;
        new.rows.commit(&writes);
        new.wait_at_the_door().await?;
        Ok(new)
    }

    /// Joins the spaces of a further invitation, over the link it has, and waits until it is in.
    ///
    /// # Errors
    ///
    /// As [`Self::join`].
    pub async fn join_further(&mut self, code: &str) -> Result<()> {
        let secret = InviteSecret::from_code(code)?;
        let preview = self.link.send(&preview_request(&secret)).await?;
        let payload = read_preview(&secret, &preview)?;
        let writes = self.device.join(&secret, &payload, &mut SystemEntropy)?;
        self.rows.commit(&writes);
        self.wait_at_the_door().await
    }

    /// Asks until somebody has let this device in.
    async fn wait_at_the_door(&mut self) -> Result<()> {
        let deadline = tokio::time::Instant::now() + Duration::from_secs(60);
        while self.device.is_joining() {
            if let Some(problem) = self.device.join_problem() {
                return Err(problem.into());
            }
            if tokio::time::Instant::now() > deadline {
                bail!("nobody let {} in", self.device.name());
            }
            // Sleeping also when there is nothing to do lets the others of this story work.
            let ms = if let Rest::Wait(ms) = self.pump().await {
                ms
            } else {
                50
            };
            tokio::time::sleep(Duration::from_millis(ms.min(50))).await;
        }
        self.settle().await
    }

    /// Sends and receives until there is nothing to do.
    pub async fn pump(&mut self) -> Rest {
        loop {
            let Some(received) = self.step().await else {
                return Rest::Idle;
            };
            let wait_ms = self.back_off.after(&received, spread(), true);
            match wait_ms {
                Some(ms) if received.offline => return Rest::Offline(ms),
                Some(ms) => return Rest::Wait(ms),
                None => {}
            }
        }
    }

    /// Sends one request and takes its answer; `None` if there is nothing to do.
    pub async fn step(&mut self) -> Option<Received> {
        let stepped = self.timed_step().await?;
        Some(stepped.received)
    }

    /// As [`Self::step`], and says what was asked and how long the answer took.
    pub async fn timed_step(&mut self) -> Option<Stepped> {
        let mut rng = SystemEntropy;
        let step = self.device.next((self.now_ms)(), &mut rng)?;
        self.rows.commit(&step.writes);
        let asked = Instant::now();
        let answer = self.link.send(&step.request).await;
        let took = asked.elapsed();
        let received = self.device.receive(answer, &mut rng);
        self.rows.commit(&received.writes);
        if received.reload {
            // Rows a machine wrote itself can be read; if not, it goes on with what it has.
            drop(self.restart());
        }
        Some(Stepped {
            path: step.request.path,
            took,
            received,
        })
    }

    /// Sends and receives until everything is exchanged.
    ///
    /// # Errors
    ///
    /// When there is no server or it keeps refusing.
    pub async fn settle(&mut self) -> Result<()> {
        self.device.retry();
        for _ in 0..100 {
            match self.pump().await {
                Rest::Idle => return Ok(()),
                Rest::Offline(_) => return Err(NetFailure.into()),
                Rest::Wait(ms) => tokio::time::sleep(Duration::from_millis(ms.min(100))).await,
            }
        }
        bail!("the server keeps refusing")
    }

    /// Forgets everything in memory and comes back from its rows, as after a dead battery.
    ///
    /// # Errors
    ///
    /// When the rows cannot be read.
    pub fn restart(&mut self) -> Result<()> {
        let local = LocalKey::from_bytes(*self.device.local_key().as_bytes());
        let host = self.link.server().to_string();
        self.device = Device::load(local, &host, self.rows.all())?;
        self.link = Link::new(self.link.server());
        Ok(())
    }

    /// Returns the first space of a kind, for a town by its title.
    ///
    /// # Errors
    ///
    /// When the device is in no such space.
    pub fn space(&self, kind: SpaceKind, title: Option<&str>) -> Result<SpaceInfo> {
        let fits = |space: &SpaceInfo| {
            space.kind == kind && title.is_none_or(|title| space.title == title)
        };
        self.device
            .spaces()
            .into_iter()
            .find(fits)
            .context("no such space")
    }

    /// Saves edits of one record.
    ///
    /// # Errors
    ///
    /// When the save is refused.
    pub fn write(
        &mut self,
        space: SpaceId,
        def: &RecordDef,
        record: RecordId,
        edits: Vec<Edit>,
    ) -> Result<()> {
        let now_ms = (self.now_ms)();
        let changes = [(def.id, record, edits)];
        let writes = self
            .device
            .write(space, &changes, now_ms, &mut SystemEntropy)?;
        self.rows.commit(&writes);
        Ok(())
    }

    /// Sends the chunks of a sealed file that the server lacks.
    ///
    /// # Errors
    ///
    /// When there is no session, no server, or no room.
    pub async fn send_file(&mut self, space: SpaceId, sealed: &Sealed) -> Result<()> {
        let chunks = sealed.chunks.iter().map(|chunk| chunk_ref(chunk)).collect();
        let body = minicbor::to_vec(BlobRequest { chunks })?;
        let offer = HttpRequest::post(routes::blobs(space), routes::CBOR, body);
        let response: BlobResponse = minicbor::decode(&self.ask(offer).await?)?;
        for index in response.missing {
            let chunk = sealed.chunks.get(usize::from(index));
            let chunk = chunk.context("a chunk nobody offered")?.clone();
            let path = routes::blob_chunk(space, sealed.file.name, index);
            let _taken = self
                .ask(HttpRequest::post(path, routes::BYTES, chunk))
                .await?;
        }
        Ok(())
    }

    /// Fetches a file and opens it.
    ///
    /// # Errors
    ///
    /// When there is no session, no server, the server does not have it, or it is another one.
    pub async fn open_file(&mut self, place: Place, file: &FileRef) -> Result<Vec<u8>> {
        let mut chunks = Vec::new();
        for index in 1..file.chunks() {
            let path = routes::blob_chunk(place.space, file.name, index);
            chunks.push(self.ask(HttpRequest::get(path)).await?);
        }
        Ok(open_file(place, file, &chunks)?)
    }

    /// Sends a request of this session and returns the body of its answer.
    async fn ask(&mut self, request: HttpRequest) -> Result<Vec<u8>> {
        let request = self.device.in_session(request).context("no session")?;
        let answer = self.link.send(&request).await?;
        match answer.success() {
            Ok(body) => Ok(body.to_vec()),
            Err(problem) => bail!("the server says {:?}", problem.code),
        }
    }

    /// Returns a record.
    #[must_use]
    pub fn record(&self, space: SpaceId, record: RecordId) -> Option<&RecordState> {
        let record = self.device.state(space)?.records.get(&record)?;
        Some(record)
    }

    /// Stays connected: exchanges whenever the server says that something is new, and calls `keep` after each
    /// exchange. Ends only when `keep` fails.
    ///
    /// # Errors
    ///
    /// What `keep` returns.
    pub async fn stay_with(&mut self, mut keep: impl FnMut(&Self) -> Result<()>) -> Result<()> {
        loop {
            self.device.retry();
            let rest = self.pump().await;
            keep(self)?;
            match rest {
                Rest::Idle => {}
                Rest::Wait(ms) | Rest::Offline(ms) => {
                    tokio::time::sleep(Duration::from_millis(ms)).await;
                }
            }
            if let Ok(live) = self.open_live().await {
                self.listen(live, &mut keep).await?;
            } else {
                let ms = self.back_off.next_ms(spread(), true);
                tokio::time::sleep(Duration::from_millis(ms)).await;
            }
        }
    }

    /// Opens the live stream on a connection of its own.
    ///
    /// # Errors
    ///
    /// When there is no session, no server, or no room.
    pub async fn open_live(&self) -> Result<Live> {
        let request = self.device.live_request().context("no session")?;
        let mut link = Link::new(self.link.server());
        let response = link.open(&request).await?;
        anyhow::ensure!(response.status().is_success(), "no room to listen");
        Ok(Live {
            wire: link.wire(),
            body: response.into_body(),
            text: Vec::new(),
        })
    }

    /// Exchanges at each event of a live stream until it ends.
    async fn listen(
        &mut self,
        mut live: Live,
        keep: &mut impl FnMut(&Self) -> Result<()>,
    ) -> Result<()> {
        // What happened between the last exchange and the begin of the stream.
        self.device.retry();
        loop {
            while let Rest::Wait(ms) = self.pump().await {
                tokio::time::sleep(Duration::from_millis(ms)).await;
            }
            keep(self)?;
            let Some(events) = live.next().await else {
                return Ok(());
            };
            for event in events {
                self.device.live(&event);
            }
        }
    }
}

/// An open live stream.
#[derive(Debug)]
pub struct Live {
    /// Counts its bytes.
    pub wire: Arc<Wire>,
    body: Incoming,
    text: Vec<u8>,
}

impl Live {
    /// Waits for the next bytes and returns the events that are complete; `None` when the stream has ended.
    pub async fn next(&mut self) -> Option<Vec<LiveEvent>> {
        let frame = self.body.frame().await?.ok()?;
        self.text
            .extend_from_slice(frame.data_ref().map_or(&[][..], |data| data));
        Some(take_events(&mut self.text))
    }
}

fn spread() -> u64 {
    let mut bytes = [0; 8];
    SystemEntropy.fill(&mut bytes);
    u64::from_le_bytes(bytes)
}

/// Takes the complete events out of what has come in of a live stream.
fn take_events(text: &mut Vec<u8>) -> Vec<LiveEvent> {
    let Some(end) = text.windows(2).rposition(|pair| pair == b"\n\n") else {
        return Vec::new();
    };
    let complete: Vec<u8> = text.drain(..end + 2).collect();
    String::from_utf8_lossy(&complete)
        .lines()
        .filter_map(|line| serde_json::from_str(line.strip_prefix("data:")?.trim()).ok())
        .collect()
}
