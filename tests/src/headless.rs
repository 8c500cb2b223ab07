//! A device without a screen: the same machine as in the app, rows in memory, a real connection.
//!
//! Scenarios and benchmarks use it, and the demo's founder is one.

use crate::link::Link;
use crate::rows::MemoryRows;
use anyhow::{Context as _, Result, bail};
use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use shared::crypto::{DeviceKeys, Entropy, InviteSecret, LocalKey};
use shared::ids::{MemberId, RecordId, SpaceId};
use shared::merge::{Edit, RecordState};
use shared::protocol::messages::LiveEvent;
use shared::records::{RecordDef, SpaceKind};
use shared::sync::{
    Device, Identity, NetFailure, Received, SpaceInfo, preview_request, read_preview,
};
use std::net::SocketAddr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

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
    /// There is no server.
    Offline,
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
        Self {
            device,
            rows,
            link: Link::new(server),
            now_ms,
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
        let deadline = tokio::time::Instant::now() + Duration::from_secs(60);
        while new.device.is_joining() {
            if let Some(problem) = new.device.join_problem() {
                return Err(problem.into());
            }
            if tokio::time::Instant::now() > deadline {
                bail!("nobody let {name} in");
            }
            // Sleeping also when there is nothing to do lets the others of this story work.
            let ms = if let Rest::Wait(ms) = new.pump().await {
                ms
            } else {
                50
            };
            tokio::time::sleep(Duration::from_millis(ms.min(50))).await;
        }
        new.settle().await?;
        Ok(new)
    }

    /// Sends and receives until there is nothing to do.
    pub async fn pump(&mut self) -> Rest {
        loop {
            let Some(received) = self.step().await else {
                return Rest::Idle;
            };
            if received.offline {
                return Rest::Offline;
            }
            if let Some(ms) = received.wait_ms {
                return Rest::Wait(ms);
            }
        }
    }

    /// Sends one request and takes its answer; `None` if there is nothing to do.
    pub async fn step(&mut self) -> Option<Received> {
        let mut rng = SystemEntropy;
        let step = self.device.next((self.now_ms)(), &mut rng)?;
        self.rows.commit(&step.writes);
        let answer = self.link.send(&step.request).await;
        let received = self.device.receive(answer, &mut rng);
        self.rows.commit(&received.writes);
        if received.reload {
            // Rows a machine wrote itself can be read; if not, it goes on with what it has.
            drop(self.restart());
        }
        Some(received)
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
                Rest::Offline => return Err(NetFailure.into()),
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

    /// Returns a record.
    #[must_use]
    pub fn record(&self, space: SpaceId, record: RecordId) -> Option<&RecordState> {
        self.device.state(space)?.records.get(&record)
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
                Rest::Wait(ms) => tokio::time::sleep(Duration::from_millis(ms)).await,
                Rest::Offline => tokio::time::sleep(Duration::from_secs(1)).await,
            }
            let Some(request) = self.device.live_request() else {
                continue;
            };
            let mut live = Link::new(self.link.server());
            match live.open(&request).await {
                Ok(response) if response.status().is_success() => {
                    self.listen(response.into_body(), &mut keep).await?;
                }
                _ => tokio::time::sleep(Duration::from_secs(1)).await,
            }
        }
    }

    /// Exchanges at each event of a live stream until it ends.
    async fn listen(
        &mut self,
        mut body: Incoming,
        keep: &mut impl FnMut(&Self) -> Result<()>,
    ) -> Result<()> {
        let mut text = Vec::new();
        // What happened between the last exchange and the begin of the stream.
        self.device.retry();
        loop {
            while let Rest::Wait(ms) = self.pump().await {
                tokio::time::sleep(Duration::from_millis(ms)).await;
            }
            keep(self)?;
            let Some(Ok(frame)) = body.frame().await else {
                return Ok(());
            };
            text.extend_from_slice(frame.data_ref().map_or(&[][..], |data| data));
            for event in take_events(&mut text) {
                self.device.live(&event);
            }
        }
    }
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
