//! What every benchmark begins with: a server, a town, its founder who lets people in, and an author.

use crate::headless::{Headless, SystemEntropy, now_ms};
use crate::server_process::{ServerProcess, bootstrap, bytes_of};
use crate::workload::records;
use anyhow::{Context as _, Result};
use shared::ids::{RecordId, SpaceId};
use shared::merge::Edit;
use shared::mlog::{Capability, Role};
use shared::protocol::limits::{INVITE_LIFE_MS_MAX, INVITE_USES_MAX};
use shared::records::SpaceKind;
use shared::sync::NewSpace;
use std::path::{Path, PathBuf};

/// Kind the records of the workload are written as.
const KIND: u16 = 10;

/// A town on a server of its own.
pub(super) struct Town {
    pub(super) server: ServerProcess,
    pub(super) space: SpaceId,
    pub(super) author: Headless,
    code: String,
    data: PathBuf,
    /// Ends with the town.
    founder: tokio::task::JoinHandle<Result<()>>,
    /// Removed with the town.
    _folder: tempfile::TempDir,
}

impl Town {
    pub(super) async fn found(binary: &Path) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let data = folder.path().join("data");
        let token = bootstrap(binary, &data)?;
        let server = ServerProcess::start(binary, &data, 0, &folder.path().join("log"))?;
        let mut founder = Headless::create(server.address(), "Gründerin");
        let mut found = |kind, title, bootstrap| {
            let new = NewSpace {
                kind,
                title,
                role: Role::Gk,
                bootstrap,
            };
            let (space, writes) = founder.device.found(&new, now_ms(), &mut SystemEntropy)?;
            founder.rows.commit(&writes);
            anyhow::Ok(space)
        };
        found(SpaceKind::Network, "Netz", Some(token))?;
        let space = found(SpaceKind::Town, "Musterau", None)?;
        founder.settle().await?;
        let grants = [(space, Capability::Write)];
        let (_, writes) = founder.device.invite(
            "Musterau",
            Role::Allianz,
            &grants,
            INVITE_LIFE_MS_MAX,
            INVITE_USES_MAX,
            now_ms(),
            &mut SystemEntropy,
        )?;
        founder.rows.commit(&writes);
        founder.settle().await?;
        let code = founder
            .device
            .invitations()
            .first()
            .context("no invitation")?
            .code
            .clone();
        let mut staying = founder;
        let founder = tokio::spawn(async move { staying.stay_with(|_| Ok(())).await });
        let author = Headless::join(server.address(), "Autorin", &code).await?;
        Ok(Self {
            server,
            space,
            author,
            code,
            data,
            founder,
            _folder: folder,
        })
    }

    pub(super) async fn join(&self, name: &str) -> Result<Headless> {
        Headless::join(self.server.address(), name, &self.code).await
    }

    pub(super) fn write_all(&mut self, n: usize) -> Result<()> {
        for record in records(n, 1) {
            self.write(record.record(), record.edits())?;
        }
        Ok(())
    }

    pub(super) fn write(&mut self, record: RecordId, edits: Vec<Edit>) -> Result<()> {
        let writes = self.author.device.write(
            self.space,
            &[(KIND, record, edits)],
            now_ms(),
            &mut SystemEntropy,
        )?;
        self.author.rows.commit(&writes);
        Ok(())
    }

    pub(super) fn write_on(
        &self,
        device: &mut Headless,
        record: RecordId,
        edits: Vec<Edit>,
    ) -> Result<()> {
        let writes = device.device.write(
            self.space,
            &[(KIND, record, edits)],
            now_ms(),
            &mut SystemEntropy,
        )?;
        device.rows.commit(&writes);
        Ok(())
    }

    /// Returns how many records a device holds.
    pub(super) fn count(&self, device: &Headless) -> usize {
        device
            .device
            .state(self.space)
            .map_or(0, |state| state.records.len())
    }

    /// Returns the size of the server's database with its journal.
    pub(super) fn server_bytes(&self) -> Result<u64> {
        bytes_of(&self.data)
    }
}

impl Drop for Town {
    fn drop(&mut self) {
        self.founder.abort();
    }
}
