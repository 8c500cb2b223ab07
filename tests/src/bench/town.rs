//! One town with an author, and how records are written.

use crate::country::Country;
use crate::headless::{Headless, SystemEntropy, now_ms};
use crate::workload::Text;
use anyhow::{Context as _, Result};
use shared::ids::{RecordId, SpaceId};
use shared::merge::Edit;
use std::path::Path;

/// Kind the records of the workload are written as.
const KIND: u16 = 10;

/// One town with an author.
pub(super) struct Town {
    pub(super) country: Country,
    pub(super) space: SpaceId,
    pub(super) author: Headless,
    /// Somebody else, who confirms checkpoints.
    other: Headless,
}

impl Town {
    pub(super) async fn found(binary: &Path) -> Result<Self> {
        Self::found_with(binary, &[]).await
    }

    /// A town whose server has further flags.
    pub(super) async fn found_with(binary: &Path, flags: &[&str]) -> Result<Self> {
        let country = Country::found_with(binary, 1, flags).await?;
        let place = country.towns.first().context("no town")?;
        let (space, author) = (place.space, country.join(place, "Autorin").await?);
        let other = country.join(place, "Andere").await?;
        Ok(Self {
            country,
            space,
            author,
            other,
        })
    }

    /// Lets a checkpoint be made, if one is due, and confirmed by somebody else.
    pub(super) async fn confirm(&mut self) -> Result<()> {
        self.author.settle().await?;
        self.other.settle().await?;
        self.author.settle().await
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

    /// Returns the size of the server's files at rest.
    pub(super) fn server_bytes(&mut self) -> Result<u64> {
        self.country.bytes_at_rest()
    }
}

/// Writes `n` records as so many saves.
pub(super) fn write_all(device: &mut Headless, space: SpaceId, n: usize, text: Text) -> Result<()> {
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
