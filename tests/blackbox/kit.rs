//! Phones that know what the server has acknowledged, and readers that check whether it is there.

use anyhow::{Context as _, Result, ensure};
use shared::crypto::Entropy as _;
use shared::ids::{RecordId, SpaceId};
use shared::merge::Edit;
use shared::protocol::ProblemCode;
use shared::records::by_key;
use shared::value::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::Duration;
use tests::country::{Country, Place};
use tests::headless::{Headless, SystemEntropy};
use tests::server_process::build;

/// Generous for a machine that has other things to do; who needs longer hangs.
pub(crate) const PATIENCE: Duration = Duration::from_secs(120);

/// Returns the server's binary, built once.
#[expect(clippy::expect_used, reason = "nothing works without it")]
pub(crate) fn binary() -> PathBuf {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY
        .get_or_init(|| build(false).expect("the server builds"))
        .clone()
}

/// A phone of a town that writes.
pub(crate) struct Phone {
    pub(crate) device: Headless,
    pub(crate) space: SpaceId,
    /// Everything it wrote.
    pub(crate) written: BTreeSet<RecordId>,
    /// What of that the server has acknowledged.
    pub(crate) acknowledged: BTreeSet<RecordId>,
}

impl Phone {
    pub(crate) const fn new(device: Headless, space: SpaceId) -> Self {
        Self {
            device,
            space,
            written: BTreeSet::new(),
            acknowledged: BTreeSet::new(),
        }
    }

    /// Writes one new record.
    pub(crate) fn note(&mut self) -> Result<()> {
        let record = RecordId(SystemEntropy.make_id());
        let def = by_key("veranstaltung").context("a record kind")?;
        let field = def.field_by_key("titel").context("a field")?.id;
        let value = Value::Text(format!("Notiz {record}"));
        let prev = Vec::new();
        let edits = vec![Edit::Set { field, value, prev }];
        self.device.write(self.space, def, record, edits)?;
        self.written.insert(record);
        Ok(())
    }

    /// Asks the server one thing; returns what was refused, and `None` when there is nothing to ask.
    pub(crate) async fn step(&mut self) -> Option<Option<ProblemCode>> {
        let received = self.device.step().await?;
        if received.sent > 0 {
            let unsent = self.device.device.unsent();
            let unsent: BTreeSet<RecordId> = unsent.iter().map(|unsent| unsent.record).collect();
            let taken = self.written.difference(&unsent).copied();
            self.acknowledged = taken.collect();
        }
        let waits = received.offline || received.wait_ms.is_some();
        if waits && received.problem.is_none() {
            return None;
        }
        Some(received.problem)
    }

    /// Writes and sends one record after the other, until the server is gone or refuses; says why it refuses.
    pub(crate) async fn write_until_it_ends(&mut self) -> Result<Option<ProblemCode>> {
        loop {
            self.note()?;
            loop {
                match self.step().await {
                    Some(None) => {}
                    Some(problem) => return Ok(problem),
                    None if self.acknowledged.len() < self.written.len() => return Ok(None),
                    None => break,
                }
            }
        }
    }
}

/// Lets phones join the first town.
pub(crate) async fn phones(country: &Country, count: usize) -> Result<Vec<Phone>> {
    let town = first(country)?;
    let joined = country.join_all(town, count).await?;
    let phone = |device| Phone::new(device, town.space);
    Ok(joined.into_iter().map(phone).collect())
}

pub(crate) fn first(country: &Country) -> Result<&Place> {
    country.towns.first().context("a town")
}

/// Lets all phones write until the server has acknowledged `count` records in all, then drops what they are doing:
/// requests under way never get their answer.
pub(crate) async fn write_at_once(phones: &mut [Phone], count: usize) -> Result<()> {
    use std::sync::atomic::{AtomicUsize, Ordering};
    let taken = AtomicUsize::new(0);
    let enough = tokio::sync::Notify::new();
    let write = async |phone: &mut Phone| {
        phone.device.device.retry();
        loop {
            let before = phone.acknowledged.len();
            phone.note()?;
            while phone.step().await.is_some() {}
            let more = phone.acknowledged.len() - before;
            if taken.fetch_add(more, Ordering::Relaxed) + more >= count {
                enough.notify_one();
            }
            ensure!(more > 0, "the server takes nothing");
        }
    };
    let writing = futures_util::future::try_join_all(phones.iter_mut().map(write));
    tokio::select! {
        ended = writing => ended.map(|_: Vec<()>| ()),
        () = enough.notified() => Ok(()),
        () = tokio::time::sleep(PATIENCE) => anyhow::bail!("the server takes too long"),
    }
}

/// Checks with a device that has written nothing that the server has everything it has acknowledged. It reads from the
/// start of the log, before any phone can send something again.
pub(crate) async fn has_what_it_acknowledged(
    country: &Country,
    reader: &mut Headless,
    phones: &[Phone],
) -> Result<()> {
    let space = first(country)?.space;
    reader.restart()?;
    tokio::time::timeout(PATIENCE, reader.settle()).await??;
    let state = reader.device.state(space).context("a member")?;
    for phone in phones {
        let missing = phone
            .acknowledged
            .iter()
            .filter(|record| !state.records.contains_key(record))
            .count();
        ensure!(missing == 0, "{missing} acknowledged records are gone");
    }
    Ok(())
}

/// Lets everybody exchange everything, and checks that all have what all wrote, once, and nobody is alarmed.
pub(crate) async fn everybody_has_everything(
    reader: &mut Headless,
    phones: &mut [Phone],
) -> Result<()> {
    for _ in 0..2 {
        for phone in phones.iter_mut() {
            tokio::time::timeout(PATIENCE, phone.device.settle()).await??;
        }
    }
    tokio::time::timeout(PATIENCE, reader.settle()).await??;
    let written: BTreeSet<RecordId> = phones
        .iter()
        .flat_map(|phone| phone.written.iter().copied())
        .collect();
    let space = phones.first().context("a phone")?.space;
    let devices = phones.iter().map(|phone| &phone.device).chain([&*reader]);
    for device in devices {
        let state = device.device.state(space).context("a member")?;
        let held: BTreeSet<RecordId> = state.records.keys().copied().collect();
        ensure!(
            held == written,
            "{} of {} records",
            held.len(),
            written.len()
        );
        ensure!(device.device.unsent().is_empty(), "something is not sent");
        let alarm = device.device.spaces().iter().find_map(|space| space.alarm);
        ensure!(alarm.is_none(), "{alarm:?}");
    }
    Ok(())
}
