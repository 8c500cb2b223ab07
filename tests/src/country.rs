//! A server process with towns, for benchmarks and black-box stories.
//!
//! A founder lets people in, devices join. The server can be stopped, killed, starved and started again on the same
//! port.

use crate::headless::{Headless, SystemEntropy, now_ms};
use crate::server_process::{ServerProcess, bootstrap, bytes_of};
use anyhow::{Context as _, Result};
use shared::ids::SpaceId;
use shared::mlog::{Capability, Role};
use shared::protocol::limits::{INVITE_LIFE_MS_MAX, INVITE_USES_MAX};
use shared::records::SpaceKind;
use shared::sync::{Invitation, NewSpace};
use std::path::{Path, PathBuf};

/// Devices that join at the same time.
const JOINING_AT_ONCE: usize = 16;

/// Some towns on a server of their own.
#[derive(Debug)]
pub struct Country {
    /// The running server.
    pub server: ServerProcess,
    /// The towns.
    pub towns: Vec<Place>,
    data: PathBuf,
    binary: PathBuf,
    flags: Vec<String>,
    /// Ends with the country.
    founder: tokio::task::JoinHandle<Result<()>>,
    /// Removed with the country.
    folder: tempfile::TempDir,
}

/// A town and the invitation into it.
#[derive(Debug)]
pub struct Place {
    /// Its space.
    pub space: SpaceId,
    code: String,
}

impl Country {
    /// Starts a server and founds a network with so many towns.
    ///
    /// # Errors
    ///
    /// When the server does not start or refuses.
    pub async fn found(binary: &Path, towns: usize) -> Result<Self> {
        Self::found_with(binary, towns, &[]).await
    }

    /// As [`Self::found`], with further flags of the server.
    ///
    /// # Errors
    ///
    /// As [`Self::found`].
    pub async fn found_with(binary: &Path, towns: usize, flags: &[&str]) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let data = folder.path().join("data");
        let token = bootstrap(binary, &data)?;
        let log = folder.path().join("log");
        let server = ServerProcess::start_with(binary, &data, 0, &log, flags)?;
        let mut founder = Headless::create(server.address(), "Gründerin");
        let mut found = |kind, title: &str, bootstrap| {
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
        let spaces = (0..towns)
            .map(|number| found(SpaceKind::Town, &format!("Musterau {number}"), None))
            .collect::<Result<Vec<_>>>()?;
        founder.settle().await?;
        let mut places = Vec::new();
        for space in spaces {
            let grants = [(space, Capability::Write)];
            let (invite, writes) = founder.device.invite(
                "Musterau",
                Role::Allianz,
                &grants,
                INVITE_LIFE_MS_MAX,
                INVITE_USES_MAX,
                now_ms(),
                &mut SystemEntropy,
            )?;
            founder.rows.commit(&writes);
            let mine = |open: &&Invitation| open.id == invite;
            let code = founder
                .device
                .invitations()
                .iter()
                .find(mine)
                .map(|open| open.code.clone());
            let code = code.context("no invitation")?;
            places.push(Place { space, code });
        }
        founder.settle().await?;
        let mut staying = founder;
        Ok(Self {
            server,
            towns: places,
            data,
            binary: binary.to_owned(),
            flags: flags.iter().map(|flag| (*flag).to_owned()).collect(),
            founder: tokio::spawn(async move { staying.stay_with(|_| Ok(())).await }),
            folder,
        })
    }

    /// Lets one device join a town.
    ///
    /// # Errors
    ///
    /// As [`Headless::join`].
    pub async fn join(&self, town: &Place, name: &str) -> Result<Headless> {
        Headless::join(self.server.address(), name, &town.code).await
    }

    /// Lets `count` devices join a town, some at a time.
    ///
    /// # Errors
    ///
    /// As [`Headless::join`].
    pub async fn join_all(&self, town: &Place, count: usize) -> Result<Vec<Headless>> {
        let mut joined = Vec::new();
        let (mut begun, mut joining) = (0, tokio::task::JoinSet::new());
        while joined.len() < count {
            while begun < count && joining.len() < JOINING_AT_ONCE {
                let (server, code) = (self.server.address(), town.code.clone());
                let name = format!("Telefon {begun}");
                joining.spawn(async move { Headless::join(server, &name, &code).await });
                begun += 1;
            }
            joined.push(
                joining
                    .join_next()
                    .await
                    .context("nobody joins")??
                    .map_err(|error| {
                        error.context(format!("after {} of {count} devices", joined.len()))
                    })?,
            );
        }
        Ok(joined)
    }

    /// Sends the founder away: nobody is let in any more, and nobody but the caller's devices does anything.
    pub fn close(&self) {
        self.founder.abort();
    }

    /// Returns the folder of the server's data.
    #[must_use]
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// Returns the server's binary.
    #[must_use]
    pub fn binary(&self) -> &Path {
        &self.binary
    }

    /// Starts the server again where it was, after it was stopped or killed.
    ///
    /// # Errors
    ///
    /// When it does not start.
    pub fn start_again(&mut self) -> Result<()> {
        let (port, log) = (self.server.address().port(), self.folder.path().join("log"));
        let flags: Vec<&str> = self.flags.iter().map(String::as_str).collect();
        self.server = ServerProcess::start_with(&self.binary, &self.data, port, &log, &flags)?;
        Ok(())
    }

    /// Returns the size of the server's files. The server is stopped for it and started again, so that its
    /// write-ahead file is folded in.
    ///
    /// # Errors
    ///
    /// When the server does not stop or start.
    pub fn bytes_at_rest(&mut self) -> Result<u64> {
        self.server.stop()?;
        let bytes = bytes_of(&self.data)?;
        self.start_again()?;
        Ok(bytes)
    }
}

impl Drop for Country {
    fn drop(&mut self) {
        self.founder.abort();
    }
}
