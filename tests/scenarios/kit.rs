//! A world for stories: a server that can be stopped and killed, the demo's two towns, people's devices.

#![expect(
    clippy::expect_used,
    reason = "a story that cannot be set up has failed"
)]

use anyhow::{Context as _, Result};
use shared::ids::{RecordId, SpaceId};
use shared::merge::Edit;
use shared::mlog::Role;
use shared::records::{SpaceKind, by_key};
use shared::value::Value;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::OnceLock;
use tests::demo::Demo;
use tests::headless::Headless;
use tests::server_process::{ServerProcess, bootstrap, build};

/// The world of one story.
pub(crate) struct World {
    server: Option<ServerProcess>,
    address: SocketAddr,
    demo: Demo,
    folder: tempfile::TempDir,
}

fn binary() -> PathBuf {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY
        .get_or_init(|| build(false).expect("the server builds"))
        .clone()
}

impl World {
    pub(crate) async fn new() -> Result<Self> {
        Self::with(&[]).await
    }

    /// A world whose server has further flags.
    pub(crate) async fn with(flags: &[&str]) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let data = folder.path().join("data");
        let token = bootstrap(&binary(), &data)?;
        let log = folder.path().join("log");
        let server = ServerProcess::start_with(&binary(), &data, 0, &log, flags)?;
        let address = server.address();
        let demo = Demo::open(address, &data, || Ok(token)).await?;
        Ok(Self {
            server: Some(server),
            address,
            demo,
            folder,
        })
    }

    pub(crate) fn stop_server(&mut self) -> Result<()> {
        self.server.take().context("it runs")?.kill()
    }

    pub(crate) fn start_server(&mut self) -> Result<()> {
        let (data, log) = (
            self.folder.path().join("data"),
            self.folder.path().join("log"),
        );
        self.server = Some(ServerProcess::start(
            &binary(),
            &data,
            self.address.port(),
            &log,
        )?);
        Ok(())
    }

    /// Runs the server's binary on its data folder; returns whether it succeeded.
    pub(crate) fn command(&self, name: &str, flags: &[&str]) -> Result<bool> {
        let mut command = std::process::Command::new(binary());
        command.arg(name).arg("--data").arg(self.data());
        Ok(command.args(flags).output()?.status.success())
    }

    /// Returns the server's data folder.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Somebody joins with the link of a role and town; the founder lets them in meanwhile.
    pub(crate) async fn join(&mut self, name: &str, role: Role, town: &str) -> Result<Headless> {
        let code = self.code(role, town)?;
        self.let_in(Headless::join(self.address, name, &code)).await
    }

    /// Returns the code of the invitation of a role and town.
    pub(crate) fn code(&self, role: Role, town: &str) -> Result<String> {
        let mut invites = self.demo.invites.iter();
        let invite = invites.find(|invite| invite.role == role && invite.town == town);
        Ok(invite.context("no such invitation")?.code.clone())
    }

    /// Waits for somebody who joins, while the founder lets people in.
    pub(crate) async fn let_in<T>(
        &mut self,
        joining: impl Future<Output = Result<T>>,
    ) -> Result<T> {
        tokio::select! {
            joined = joining => joined,
            ended = self.demo.stay() => Err(ended.err().unwrap_or_else(|| anyhow::anyhow!("the founder left"))),
        }
    }

    pub(crate) const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Returns every byte the server has written: data, journal, log.
    pub(crate) fn server_bytes(&self) -> Result<Vec<u8>> {
        let mut bytes = std::fs::read(self.folder.path().join("log"))?;
        for entry in std::fs::read_dir(self.folder.path().join("data"))? {
            let path = entry?.path();
            if path.is_file() && !path.to_string_lossy().contains("demo-founder") {
                bytes.extend(std::fs::read(path)?);
            }
        }
        Ok(bytes)
    }
}

/// Returns the space of a town.
pub(crate) fn town(device: &Headless, title: &str) -> SpaceId {
    device
        .space(SpaceKind::Town, Some(title))
        .expect("the device is in the town")
        .id
}

/// Writes a text as a person does who sees what the device shows now.
pub(crate) fn say(
    device: &mut Headless,
    space: SpaceId,
    kind: &str,
    record: RecordId,
    field: &str,
    text: &str,
) {
    let def = by_key(kind).expect("a record kind");
    let field = def.field_by_key(field).expect("a field").id;
    let prev = device
        .record(space, record)
        .map_or_else(Vec::new, |record| record.dots(field));
    let value = Value::Text(text.to_owned());
    device
        .write(space, def, record, vec![Edit::Set { field, value, prev }])
        .expect("it is saved");
}

/// Counts a visitor without age band.
pub(crate) fn count(device: &mut Headless, space: SpaceId, record: RecordId, amount: i64) {
    let def = by_key("zaehlung").expect("a record kind");
    let field = def.field_by_key("ohne").expect("a field").id;
    device
        .write(space, def, record, vec![Edit::Add { field, amount }])
        .expect("it is saved");
}

/// Returns the number of a field.
pub(crate) fn field(kind: &str, key: &str) -> u16 {
    by_key(kind)
        .and_then(|def| def.field_by_key(key))
        .expect("a field")
        .id
}
