//! Benchmarks of sync with headless devices against the real server, as JSON lines.
//!
//! Every line is one run: `{"name", "n", "seconds", "bytes_up", "bytes_down", "server_cpu_seconds",
//! "server_memory_kib", ..}`. Bytes are counted on the socket, headers and framing included. Devices seal, sign
//! and verify everything; the server writes with `synchronous=FULL`. Machines are noisy: compare lines of one run.

pub mod crypto;
mod measure;
mod town;

use anyhow::Result;
use measure::Measure;
use std::path::Path;
use town::Town;

use crate::workload::{records, storm_edit};
use shared::merge::Edit;
use std::time::Instant;

/// Devices in the storm.
const STORM_DEVICES: usize = 50;
/// Edits of each device in the storm.
const STORM_EDITS: usize = 20;
/// Edits a device makes offline before [`delta`].
const DELTA_EDITS: usize = 100;
/// Rounds of editing one field of every record in [`disk`].
const DISK_ROUNDS: usize = 10;

/// Runs every benchmark for `n` records and prints a line for each.
///
/// # Errors
///
/// When the server or a device fails.
pub async fn run(binary: &Path, n: usize) -> Result<()> {
    let mut town = Town::found(binary).await?;
    push(&mut town, n).await?;
    first_pull(&town, n).await?;
    delta(&mut town, n).await?;
    storm(&mut town, n).await?;
    drop(town);
    disk(binary, n).await
}

/// A device with `n` records uploads them to an empty space. The records are written before the clock starts;
/// sealing, sending and storing what comes back are inside.
async fn push(town: &mut Town, n: usize) -> Result<()> {
    town.write_all(n)?;
    let measure = Measure::start("push", n, &town.server)?;
    town.author.settle().await?;
    measure.finish(
        &[&town.author],
        &[("bytes_per_record", per(town.author.link.wire().up(), n))],
    )
}

/// A fresh device joins; the clock runs from its first request for the log until all records are in its store.
async fn first_pull(town: &Town, n: usize) -> Result<()> {
    let measure = Measure::start("first_pull", n, &town.server)?;
    let reader = town.join("Leserin").await?;
    anyhow::ensure!(town.count(&reader) == n, "not all records arrived");
    let down = reader.link.wire().down();
    measure.finish(&[&reader], &[("bytes_per_record", per(down, n))])
}

/// A hundred edits of one field, made offline, until a second device that is online shows them.
async fn delta(town: &mut Town, n: usize) -> Result<()> {
    let mut reader = town.join("Leser").await?;
    town.author.settle().await?;
    let workload = records(n, 1);
    for (j, record) in workload.iter().take(DELTA_EDITS).enumerate() {
        let (_, field, value) = storm_edit(0, j, DELTA_EDITS);
        let prev = town
            .author
            .record(town.space, record.record())
            .map_or_else(Vec::new, |r| r.dots(field));
        town.write(record.record(), vec![Edit::Set { field, value, prev }])?;
    }
    let measure = Measure::start("delta", n, &town.server)?.from(&[&town.author, &reader]);
    town.author.settle().await?;
    reader.settle().await?;
    measure.finish(&[&town.author, &reader], &[])
}

/// Fifty devices with twenty edits each come back at once, until all have all.
async fn storm(town: &mut Town, n: usize) -> Result<()> {
    let workload = records(n, 1);
    let mut devices = Vec::new();
    for k in 0..STORM_DEVICES {
        let mut device = town.join(&format!("Telefon {k}")).await?;
        for j in 0..STORM_EDITS {
            let (index, field, value) = storm_edit(k, j, STORM_EDITS);
            let Some(record) = workload.get(index % n) else {
                continue;
            };
            let prev = device
                .record(town.space, record.record())
                .map_or_else(Vec::new, |r| r.dots(field));
            town.write_on(
                &mut device,
                record.record(),
                vec![Edit::Set { field, value, prev }],
            )?;
        }
        devices.push(device);
    }
    let before: Vec<_> = devices.iter().collect();
    let measure = Measure::start("storm", n, &town.server)?.from(&before);
    let mut tasks = tokio::task::JoinSet::new();
    for mut device in devices {
        tasks.spawn(async move {
            device.settle().await?;
            anyhow::Ok(device)
        });
    }
    let mut devices = Vec::new();
    while let Some(device) = tasks.join_next().await {
        devices.push(device??);
    }
    let server_has_all = measure.seconds();
    let mut tasks = tokio::task::JoinSet::new();
    for mut device in devices {
        tasks.spawn(async move {
            device.settle().await?;
            anyhow::Ok(device)
        });
    }
    let mut devices = Vec::new();
    while let Some(device) = tasks.join_next().await {
        devices.push(device??);
    }
    let all: Vec<_> = devices.iter().collect();
    measure.finish(&all, &[("server_has_all_seconds", server_has_all)])
}

/// Bytes the server keeps for each record: after the upload, and after ten rounds of editing one field of all.
async fn disk(binary: &Path, n: usize) -> Result<()> {
    let started = Instant::now();
    let mut town = Town::found(binary).await?;
    town.write_all(n)?;
    town.author.settle().await?;
    let after_push = town.server_bytes()?;
    let workload = records(n, 1);
    for round in 0..DISK_ROUNDS {
        for record in &workload {
            let prev = town
                .author
                .record(town.space, record.record())
                .map_or_else(Vec::new, |r| r.dots(1));
            let value = shared::value::Value::Text(format!("round {round} {}", record.title));
            town.write(
                record.record(),
                vec![Edit::Set {
                    field: 1,
                    value,
                    prev,
                }],
            )?;
        }
        town.author.settle().await?;
    }
    let after_rounds = town.server_bytes()?;
    measure::print(&serde_json::json!({
        "name": "disk",
        "n": n,
        "seconds": started.elapsed().as_secs_f64(),
        "bytes_per_record_after_push": per(after_push, n),
        "bytes_per_record_after_rounds": per(after_rounds, n),
    }))
}

#[expect(clippy::cast_precision_loss, reason = "figures of some digits")]
fn per(bytes: u64, n: usize) -> f64 {
    (bytes as f64 / n as f64 * 10.0).round() / 10.0
}
