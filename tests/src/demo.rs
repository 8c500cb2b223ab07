//! The demo: a network with two invented towns and a central team, and a founder who lets people in.
//!
//! Nothing here is real: no person, no place. The founder is a headless device; its keys lie in the demo's
//! own data folder in clear, which is right for invented data and for nothing else.

mod content;
mod files;

use crate::headless::{Headless, SystemEntropy, now_ms};
use crate::rows::MemoryRows;
use anyhow::{Context as _, Result, bail};
use shared::crypto::LocalKey;
use shared::ids::{Hash, SpaceId};
use shared::mlog::{Capability, Role};
use shared::protocol::limits::{INVITE_LIFE_MS_MAX, INVITE_USES_MAX};
use shared::records::SpaceKind;
use shared::sync::{Approvals, Device, NewSpace, Row, Table, Write};
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// The two towns of the demo, with invented numbers.
pub const TOWNS: [&str; 2] = ["Musterau", "Beispielsdorf"];
/// The case of the demo.
const CASE: &str = "26-0412";
/// File in the data folder with the founder's rows.
const FOUNDER_FILE: &str = "demo-founder.rows";
/// A link that ends sooner than this is made anew at the next start.
const LINK_LIFE_MS_MIN: u64 = 24 * 60 * 60 * 1000;

/// An invitation to the demo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoInvite {
    /// Role, as in the file of roles: `gk`, `allianz`, `projektteam`.
    pub role: Role,
    /// Town, or `alle` for the central team.
    pub town: &'static str,
    /// What stands behind `#j1.` in the link.
    pub code: String,
}

/// The running demo.
#[derive(Debug)]
pub struct Demo {
    founder: Headless,
    file: PathBuf,
    /// One invitation for each role and town.
    pub invites: Vec<DemoInvite>,
}

impl Demo {
    /// Founds the demo, or comes back to the one in `data`.
    ///
    /// `bootstrap` is the token of an empty installation; it is asked for only when there is no demo yet.
    ///
    /// # Errors
    ///
    /// When the server refuses, or the founder's file does not belong to this server's data.
    pub async fn open(
        server: SocketAddr,
        data: &Path,
        bootstrap: impl FnOnce() -> Result<Hash>,
    ) -> Result<Self> {
        let file = data.join(FOUNDER_FILE);
        let mut demo = if file.exists() {
            let founder = load(server, &file)?;
            Self {
                founder,
                file,
                invites: Vec::new(),
            }
        } else {
            let founder = Headless::create(server, "Demo-Zentrale");
            let mut demo = Self {
                founder,
                file,
                invites: Vec::new(),
            };
            demo.found(server, bootstrap()?).await?;
            demo
        };
        // Nobody stands behind this device who could compare words.
        demo.founder.device.set_approvals(Approvals::Automatic);
        demo.founder
            .settle()
            .await
            .context("the demo's founder cannot log in; another data folder?")?;
        demo.invite().await?;
        demo.keep()?;
        Ok(demo)
    }

    /// Adds `n` invented organisations to the first town, for measuring a phone that has many.
    ///
    /// # Errors
    ///
    /// When the server refuses.
    pub async fn fill(&mut self, n: usize) -> Result<()> {
        let town = self.founder.space(SpaceKind::Town, Some(TOWNS[0]))?.id;
        content::fill(&mut self.founder, town, n)?;
        self.founder.settle().await?;
        self.keep()
    }

    async fn found(&mut self, server: SocketAddr, bootstrap: Hash) -> Result<()> {
        let network = self.found_space(SpaceKind::Network, "Demo-Netzwerk", Some(bootstrap))?;
        let team = self.found_space(SpaceKind::Team, "Projektteam", None)?;
        let mut towns = Vec::new();
        for title in TOWNS {
            towns.push(self.found_space(SpaceKind::Town, title, None)?);
            self.found_space(SpaceKind::Core, title, None)?;
        }
        let core = self.founder.space(SpaceKind::Core, Some(TOWNS[0]))?.id;
        let case = self.found_space(SpaceKind::Case, CASE, None)?;
        self.founder.settle().await?;
        let files = content::write(&mut self.founder, network, team, &towns)?;
        self.send(files).await?;
        self.second_admin(server, &[core, case]).await?;
        let files = content::write_confidential(&mut self.founder, core, case)?;
        self.send(files).await
    }

    /// Sends what was written, then what hangs on it.
    async fn send(&mut self, files: Vec<files::ToSend>) -> Result<()> {
        self.founder.settle().await?;
        for (space, sealed) in files {
            self.founder.send_file(space, &sealed).await?;
        }
        Ok(())
    }

    /// Confidential circles take nothing before two people administer them: an invented colleague comes in and stays
    /// away, keys and all.
    async fn second_admin(&mut self, server: SocketAddr, spaces: &[SpaceId]) -> Result<()> {
        self.founder.device.set_approvals(Approvals::Automatic);
        let code = self.invite_into(Role::Gk, TOWNS[0], spaces).await?;
        tokio::select! {
            joined = Headless::join(server, "Tandem", &code) => drop(joined?),
            ended = self.founder.stay_with(|_| Ok(())) => ended?,
        }
        self.founder.settle().await
    }

    fn found_space(
        &mut self,
        kind: SpaceKind,
        title: &str,
        bootstrap: Option<Hash>,
    ) -> Result<SpaceId> {
        let new = NewSpace {
            kind,
            title,
            role: Role::Projektteam,
            bootstrap,
        };
        let (space, writes) =
            self.founder
                .device
                .found(&new, content::founded_ms(), &mut SystemEntropy)?;
        self.founder.rows.commit(&writes);
        Ok(space)
    }

    /// Makes the invitations that are missing or about to end.
    async fn invite(&mut self) -> Result<()> {
        let id = |kind, title| self.founder.space(kind, title).map(|space| space.id);
        let (network, team) = (id(SpaceKind::Network, None)?, id(SpaceKind::Team, None)?);
        let towns = [
            id(SpaceKind::Town, Some(TOWNS[0]))?,
            id(SpaceKind::Town, Some(TOWNS[1]))?,
        ];
        let case = id(SpaceKind::Case, Some(CASE))?;
        let mut wanted = Vec::new();
        for (town, title) in towns.into_iter().zip(TOWNS) {
            wanted.push((Role::Allianz, title, vec![network, town]));
            let mut circles = vec![network, town, id(SpaceKind::Core, Some(title))?];
            if title == TOWNS[0] {
                circles.push(case);
            }
            wanted.push((Role::Gk, title, circles));
        }
        let [one, two] = towns;
        wanted.push((Role::Projektteam, "alle", vec![network, team, one, two]));
        for (role, town, spaces) in wanted {
            let code = match self.valid(role, &spaces) {
                Some(code) => code,
                None => self.invite_into(role, town, &spaces).await?,
            };
            self.invites.push(DemoInvite { role, town, code });
        }
        Ok(())
    }

    fn valid(&self, role: Role, spaces: &[SpaceId]) -> Option<String> {
        let until = now_ms().saturating_add(LINK_LIFE_MS_MIN);
        self.founder
            .device
            .invitations()
            .into_iter()
            .find(|invite| {
                let same = invite.role == role && invite.spaces == spaces;
                let open = invite.expires_ms > until && invite.uses < invite.uses_max;
                same && open && invite.announced
            })
            .map(|invite| invite.code)
    }

    async fn invite_into(&mut self, role: Role, town: &str, spaces: &[SpaceId]) -> Result<String> {
        let kind = |space: &SpaceId| {
            self.founder
                .device
                .members(*space)
                .map(|members| members.kind)
        };
        let grants: Vec<(SpaceId, Capability)> = spaces
            .iter()
            .filter_map(|space| Some((*space, role.usual_capability(kind(space)?)?)))
            .collect();
        let title = if role == Role::Projektteam {
            "Demo-Netzwerk"
        } else {
            town
        };
        let (id, writes) = self.founder.device.invite(
            title,
            role,
            &grants,
            INVITE_LIFE_MS_MAX,
            INVITE_USES_MAX,
            now_ms(),
            &mut SystemEntropy,
        )?;
        self.founder.rows.commit(&writes);
        self.founder.settle().await?;
        let made = self
            .founder
            .device
            .invitations()
            .into_iter()
            .find(|invite| invite.id == id);
        match made {
            Some(invite) if invite.announced => Ok(invite.code),
            other => bail!(
                "the server does not take the invitation: {:?}",
                other.and_then(|i| i.problem)
            ),
        }
    }

    /// Lets people in for as long as the server runs.
    ///
    /// # Errors
    ///
    /// When the founder's file cannot be written.
    pub async fn stay(&mut self) -> Result<()> {
        let file = self.file.clone();
        self.founder.stay_with(|founder| save(founder, &file)).await
    }

    fn keep(&self) -> Result<()> {
        save(&self.founder, &self.file)
    }
}

type FileRow = (String, Vec<u8>, Vec<u8>);

fn save(founder: &Headless, file: &Path) -> Result<()> {
    let rows: Vec<FileRow> = founder
        .rows
        .all()
        .into_iter()
        .map(|row| (row.table.name().to_owned(), row.key, row.value))
        .collect();
    let content = (founder.device.local_key().as_bytes(), rows);
    let part = file.with_extension("part");
    fs::write(&part, serde_json::to_vec(&content)?)?;
    fs::rename(&part, file).context("the founder's file cannot be replaced")
}

fn load(server: SocketAddr, file: &Path) -> Result<Headless> {
    let (key, rows): ([u8; 32], Vec<FileRow>) = serde_json::from_slice(&fs::read(file)?)
        .with_context(|| {
            format!(
                "{} is damaged; remove the data folder of the demo",
                file.display()
            )
        })?;
    let rows: Vec<Row> = rows
        .into_iter()
        .filter_map(|(table, key, value)| {
            let table = Table::ALL.into_iter().find(|known| known.name() == table)?;
            Some(Row { table, key, value })
        })
        .collect();
    let mut memory = MemoryRows::default();
    let puts: Vec<Write> = rows
        .iter()
        .cloned()
        .map(|row| Write::Put {
            table: row.table,
            key: row.key,
            value: row.value,
        })
        .collect();
    memory.commit(&puts);
    let device = Device::load(LocalKey::from_bytes(key), &server.to_string(), rows)?;
    Ok(Headless::of(device, memory, server))
}
