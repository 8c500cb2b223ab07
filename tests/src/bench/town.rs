//! What every benchmark begins with: a server, towns, a founder who lets people in, and devices that join.

use crate::headless::{Headless, SystemEntropy, now_ms};
use crate::server_process::{ServerProcess, bootstrap, bytes_of};
use crate::workload::Text;
use anyhow::{Context as _, Result};
use shared::ids::{RecordId, SpaceId};
use shared::merge::Edit;
use shared::mlog::{Capability, Role};
use shared::protocol::limits::{INVITE_LIFE_MS_MAX, INVITE_USES_MAX};
use shared::records::SpaceKind;
use shared::sync::{Invitation, NewSpace};
use std::path::{Path, PathBuf};

/// Kind the records of the workload are written as.
const KIND: u16 = 10;
/// Devices that join at the same time.
const JOINING_AT_ONCE: usize = 16;

/// Some towns on a server of their own.
pub(super) struct Country {
    pub(super) server: ServerProcess,
    pub(super) towns: Vec<Place>,
    data: PathBuf,
    binary: PathBuf,
    /// Ends with the country.
    founder: tokio::task::JoinHandle<Result<()>>,
    /// Removed with the country.
    folder: tempfile::TempDir,
}

/// A town and the invitation into it.
pub(super) struct Place {
    pub(super) space: SpaceId,
    code: String,
}

impl Country {
    pub(super) async fn found(binary: &Path, towns: usize) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let data = folder.path().join("data");
        let token = bootstrap(binary, &data)?;
        let server = ServerProcess::start(binary, &data, 0, &folder.path().join("log"))?;
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
            let code = founder.device.invitations().iter().find(mine).map(|open| open.code.clone());
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
            founder: tokio::spawn(async move { staying.stay_with(|_| Ok(())).await }),
            folder,
        })
    }

    pub(super) async fn join(&self, town: &Place, name: &str) -> Result<Headless> {
        Headless::join(self.server.address(), name, &town.code).await
    }

    /// Lets `count` devices join, some at a time.
    pub(super) async fn join_all(&self, town: &Place, count: usize) -> Result<Vec<Headless>> {
        let mut joined = Vec::new();
        let (mut begun, mut joining) = (0, tokio::task::JoinSet::new());
        while joined.len() < count {
            while begun < count && joining.len() < JOINING_AT_ONCE {
                let (server, code) = (self.server.address(), town.code.clone());
                let name = format!("Telefon {begun}");
                joining.spawn(async move { Headless::join(server, &name, &code).await });
                begun += 1;
            }
            joined.push(joining.join_next().await.context("nobody joins")??.map_err(
                |error| error.context(format!("after {} of {count} devices", joined.len())),
            )?);
        }
        Ok(joined)
    }
}

impl Drop for Country {
    fn drop(&mut self) {
        self.founder.abort();
    }
}

/// One town with an author.
pub(super) struct Town {
    pub(super) country: Country,
    pub(super) space: SpaceId,
    pub(super) author: Headless,
}

impl Town {
    pub(super) async fn found(binary: &Path) -> Result<Self> {
        let country = Country::found(binary, 1).await?;
        let place = country.towns.first().context("no town")?;
        let (space, author) = (place.space, country.join(place, "Autorin").await?);
        Ok(Self {
            country,
            space,
            author,
        })
    }

    pub(super) async fn join(&self, name: &str) -> Result<Headless> {
        let place = self.country.towns.first().context("no town")?;
        self.country.join(place, name).await
    }

    pub(super) fn write_all(&mut self, n: usize, text: Text) -> Result<()> {
        write_all(&mut self.author, self.space, n, text)
    }

    pub(super) fn write(&mut self, record: RecordId, edits: Vec<Edit>) -> Result<()> {
        write(&mut self.author, self.space, record, edits)
    }

    /// Returns how many records a device holds.
    pub(super) fn count(&self, device: &Headless) -> usize {
        device
            .device
            .state(self.space)
            .map_or(0, |state| state.records.len())
    }

    /// Returns the size of the server's files. The server is stopped for it and started again, so that its
    /// write-ahead file is folded in.
    pub(super) fn server_bytes(&mut self) -> Result<u64> {
        let country = &mut self.country;
        let log = country.folder.path().join("log");
        country.server.stop()?;
        let bytes = bytes_of(&country.data)?;
        let port = country.server.address().port();
        country.server = ServerProcess::start(&country.binary, &country.data, port, &log)?;
        Ok(bytes)
    }
}

/// Writes `n` records as so many saves.
pub(super) fn write_all(
    device: &mut Headless,
    space: SpaceId,
    n: usize,
    text: Text,
) -> Result<()> {
    for record in text.records(n) {
        write(device, space, record.record(), record.edits())?;
    }
    Ok(())
}

/// Saves edits of one record.
pub(super) fn write(
    device: &mut Headless,
    space: SpaceId,
    record: RecordId,
    edits: Vec<Edit>,
) -> Result<()> {
    let changes = [(KIND, record, edits)];
    let writes = device
        .device
        .write(space, &changes, now_ms(), &mut SystemEntropy)?;
    device.rows.commit(&writes);
    Ok(())
}
