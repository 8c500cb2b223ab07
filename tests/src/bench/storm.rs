//! Fifty devices of one town with twenty edits each come back at once, until all have all.

use super::report::{Measure, Report};
use super::town::{Town, write};
use crate::headless::Headless;
use crate::workload::{Text, WorkRecord, storm_edit};
use anyhow::{Context as _, Result};
use serde_json::json;
use shared::ids::SpaceId;
use shared::merge::Edit;
use shared::sync::Received;
use std::time::Instant;

/// Devices in the storm.
const DEVICES: usize = 50;
/// Edits of each device.
pub(super) const EDITS: usize = 20;

pub(super) async fn run(town: &mut Town, n: usize, report: &mut Report) -> Result<()> {
    let workload = Text::Words.records(n);
    let mut devices = Vec::new();
    for k in 0..DEVICES {
        let mut device = town.join(&format!("Telefon {k}")).await?;
        edit(town.space, &mut device, &workload, k)?;
        devices.push(device);
    }
    let wires = devices.iter().map(|device| device.link.wire());
    let measure = Measure::start(&town.country.server, wires)?;
    let returned = all_return(devices, DEVICES - 1).await?;
    let seconds = measure.seconds();
    let mut figures = measure.figures(seconds)?;
    let last = |of: fn(&Returned) -> f64| returned.iter().map(of).fold(0.0, f64::max);
    figures.insert(
        "server_has_all_seconds".to_owned(),
        json!(last(|device| device.sent)),
    );
    figures.insert("devices".to_owned(), json!(returned.len()));
    report.add("storm", n, Text::Words, figures)
}

/// Makes the edits of client `k`: its own slice of the records, one field each.
pub(super) fn edit(
    space: SpaceId,
    device: &mut Headless,
    workload: &[WorkRecord],
    k: usize,
) -> Result<()> {
    for j in 0..EDITS {
        let (index, field, value) = storm_edit(k, j, EDITS);
        let record = workload
            .get(index % workload.len().max(1))
            .context("no records")?;
        let prev = device
            .record(space, record.record())
            .map_or_else(Vec::new, |r| r.dots(field));
        let edits = vec![Edit::Set { field, value, prev }];
        write(device, space, record.record(), edits)?;
    }
    Ok(())
}

/// How one device came back.
pub(super) struct Returned {
    /// When the server had its edits, in seconds since all set out.
    pub(super) sent: f64,
    /// How long each of its pushes took, in seconds.
    pub(super) pushes: Vec<f64>,
    /// Keeps what it holds until the clock has stopped.
    _device: Headless,
}

/// Lets all devices come back at once. Each sends its edits and reads until it has `others` envelopes of others,
/// which it hears of by its live stream.
pub(super) async fn all_return(devices: Vec<Headless>, others: usize) -> Result<Vec<Returned>> {
    let began = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for device in devices {
        tasks.spawn(come_back(device, others, began));
    }
    let mut returned = Vec::new();
    while let Some(device) = tasks.join_next().await {
        returned.push(device??);
    }
    Ok(returned)
}

async fn come_back(mut device: Headless, others: usize, began: Instant) -> Result<Returned> {
    let (mut fetched, mut sent, mut pushes) = (0, None, Vec::new());
    device.device.retry();
    let mut live = None;
    loop {
        while let Some(stepped) = device.timed_step().await {
            let Received {
                sent: now,
                fetched: more,
                wait_ms,
                offline,
                ..
            } = stepped.received;
            anyhow::ensure!(!offline, "the server is gone");
            if stepped.path.ends_with("/push") {
                pushes.push(stepped.took.as_secs_f64());
            }
            if now > 0 {
                sent = Some(began.elapsed().as_secs_f64());
            }
            fetched += more;
            if let Some(ms) = wait_ms {
                tokio::time::sleep(std::time::Duration::from_millis(ms)).await;
            }
        }
        if let (Some(sent), true) = (sent, fetched >= others) {
            return Ok(Returned {
                sent,
                pushes,
                _device: device,
            });
        }
        let stream = match &mut live {
            Some(stream) => stream,
            none => none.insert(device.open_live().await?),
        };
        for event in stream.next().await.context("the stream ended")? {
            device.device.live(&event);
        }
    }
}
