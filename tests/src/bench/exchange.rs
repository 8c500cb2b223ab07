//! One phone uploads, another downloads, and a few edits go from one to the other.

use super::limit;
use super::report::{Measure, Report, per};
use super::storm;
use super::town::Town;
use crate::headless::Headless;
use crate::workload::{Text, storm_edit};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use shared::merge::Edit;
use std::path::Path;
use std::time::Instant;

/// Edits a device makes offline before [`delta`].
const DELTA_EDITS: usize = 100;

/// Push, first pull, delta, storm and the limits for `n` records.
pub(super) async fn run(binary: &Path, n: usize, text: Text, report: &mut Report) -> Result<()> {
    let mut town = Town::found(binary).await?;
    let reader = town.join("Leserin").await?;
    push(&mut town, n, text, report).await?;
    town.confirm().await?;
    let reader = first_pull(&town, reader, n, text, report).await?;
    if text == Text::Words {
        delta(&mut town, reader, n, report).await?;
        storm::run(&mut town, n, report).await?;
    }
    Ok(())
}

/// Push and first pull alone, to compare sizes.
pub(super) async fn flat(binary: &Path, n: usize, report: &mut Report) -> Result<()> {
    let mut town = Town::found(binary).await?;
    let reader = town.join("Leserin").await?;
    push(&mut town, n, Text::Words, report).await?;
    town.confirm().await?;
    first_pull(&town, reader, n, Text::Words, report).await?;
    Ok(())
}

/// A device with `n` records uploads them to an empty space: from the first request until the server has said that
/// the last of them is on its disk. `settled_seconds` is when the device has read its own back and is at rest.
async fn push(town: &mut Town, n: usize, text: Text, report: &mut Report) -> Result<()> {
    town.write_all(n, text)?;
    let wire = town.author.link.wire();
    let measure = Measure::start(&town.country.server, [wire.clone()])?;
    let (up, mut sent) = (wire.up(), 0.0);
    town.author.device.retry();
    let mut bytes = Vec::new();
    while let Some(stepped) = town.author.timed_step().await {
        if stepped.received.sent > 0 {
            sent = measure.seconds();
            bytes.push(wire.up() - up - bytes.iter().sum::<u64>());
        }
        anyhow::ensure!(stepped.received.problem.is_none(), "a push was refused");
    }
    anyhow::ensure!(town.author.device.unsent().is_empty(), "not all was sent");
    let mut figures = measure.figures(sent)?;
    figures.insert("settled_seconds".to_owned(), json!(measure.seconds()));
    figures.insert(
        "bytes_per_record".to_owned(),
        per(bytes.iter().sum::<u64>(), n),
    );
    let written = limit::write_and_sync(&bytes)?;
    figures.insert("write_and_sync_seconds".to_owned(), json!(written));
    figures.insert("times_the_limit".to_owned(), json!(sent / written));
    report.add("push", n, text, figures)
}

/// A device that is a member and has nothing of the space comes back: it connects, logs in and reads until all
/// records are in its store. It begins with a checkpoint where one was due.
async fn first_pull(
    town: &Town,
    mut reader: Headless,
    n: usize,
    text: Text,
    report: &mut Report,
) -> Result<Headless> {
    reader.restart()?;
    let wire = reader.link.wire();
    let measure = Measure::start(&town.country.server, [wire.clone()])?;
    reader.settle().await?;
    let seconds = measure.seconds();
    anyhow::ensure!(town.count(&reader) == n, "not all records arrived");
    let mut figures = measure.figures(seconds)?;
    figures.insert("bytes_per_record".to_owned(), per(wire.down(), n));
    let plain = limit::download_and_decode(&text.records(n)).await?;
    figures.insert("download_and_decode_seconds".to_owned(), json!(plain));
    figures.insert("times_the_limit".to_owned(), json!(seconds / plain));
    report.add("first_pull", n, text, figures)?;
    Ok(reader)
}

/// A hundred edits of one field, made offline, until a second device that is online shows them. The other hears of
/// them by the live stream; how long the server waits with that poke, to spread the load, is told apart.
async fn delta(town: &mut Town, mut reader: Headless, n: usize, report: &mut Report) -> Result<()> {
    town.author.settle().await?;
    reader.settle().await?;
    let mut live = reader.open_live().await?;
    for event in live.next().await.context("the stream ended")? {
        reader.device.live(&event);
    }
    reader.pump().await;
    for (j, record) in Text::Words.records(n).iter().take(DELTA_EDITS).enumerate() {
        let (_, field, value) = storm_edit(0, j, DELTA_EDITS);
        let prev = town
            .author
            .record(town.space, record.record())
            .map_or_else(Vec::new, |r| r.dots(field));
        town.write(record.record(), vec![Edit::Set { field, value, prev }])?;
    }
    let wires = [
        town.author.link.wire(),
        reader.link.wire(),
        live.wire.clone(),
    ];
    let measure = Measure::start(&town.country.server, wires)?;
    let began = Instant::now();
    let write = async {
        town.author.device.retry();
        let mut taken = None;
        while let Some(received) = town.author.step().await {
            if received.sent > 0 {
                taken = Some(began.elapsed().as_secs_f64());
            }
        }
        taken.context("nothing was sent")
    };
    let read = async {
        let mut poked = None;
        loop {
            let events = live.next().await.context("the stream ended")?;
            poked.get_or_insert(began.elapsed().as_secs_f64());
            for event in events {
                reader.device.live(&event);
            }
            while let Some(received) = reader.step().await {
                if received.fetched > 0 {
                    return anyhow::Ok((poked, began.elapsed().as_secs_f64()));
                }
            }
        }
    };
    let (taken, read) = tokio::join!(write, read);
    let (taken, (poked, shown)) = (taken?, read?);
    let poke = poked.map_or(0.0, |poked| (poked - taken).max(0.0));
    let mut figures = measure.figures(shown)?;
    let more: [(&str, Value); 2] = [
        ("poke_seconds", json!(poke)),
        ("seconds_beyond_poke", json!(shown - poke)),
    ];
    figures.extend(more.map(|(name, value)| (name.to_owned(), value)));
    report.add("delta", n, Text::Words, figures)
}
