//! Five hundred devices of ten towns come back after an event, each with edits of its own and far behind.

use super::report::{Measure, Report};
use super::storm::{self, EDITS, all_return};
use super::town::write_all;
use crate::country::Country;
use crate::workload::Text;
use anyhow::Result;
use serde_json::json;
use std::path::Path;

/// Devices in all.
const DEVICES: usize = 500;
/// Towns they live in.
const TOWNS: usize = 10;
/// Records of each town.
const RECORDS: usize = 1_000;
/// Edits every device has missed: so many returning phones' worth.
const BEHIND: usize = 500;

pub(super) async fn run(binary: &Path, report: &mut Report) -> Result<()> {
    let workload = Text::Words.records(RECORDS);
    let country = Country::found(binary, TOWNS).await?;
    let mut devices = Vec::new();
    for town in &country.towns {
        let mut author = country.join(town, "Autorin").await?;
        write_all(&mut author, town.space, RECORDS, Text::Words)?;
        author.settle().await?;
        let mut joined = country.join_all(town, DEVICES / TOWNS).await?;
        // They are offline from here on; what others write meanwhile is what they are behind.
        for k in 0..BEHIND / EDITS {
            storm::edit(town.space, &mut author, &workload, k)?;
            author.settle().await?;
        }
        for (k, device) in joined.iter_mut().enumerate() {
            storm::edit(town.space, device, &workload, k)?;
        }
        devices.append(&mut joined);
    }
    let wires = devices.iter().map(|device| device.link.wire());
    let measure = Measure::start(&country.server, wires)?;
    let others = BEHIND / EDITS + DEVICES / TOWNS - 1;
    let returned = all_return(devices, others).await?;
    let seconds = measure.seconds();
    let mut figures = measure.figures(seconds)?;
    let mut pushes: Vec<f64> = returned
        .iter()
        .flat_map(|device| device.pushes.iter().copied())
        .collect();
    pushes.sort_by(f64::total_cmp);
    let p99 = pushes.get(pushes.len() * 99 / 100).copied();
    let sent = returned
        .iter()
        .map(|device| device.sent)
        .fold(0.0, f64::max);
    for (name, value) in [
        ("server_has_all_seconds", json!(sent)),
        ("push_p99_seconds", json!(p99)),
        ("behind_edits", json!(BEHIND)),
        ("towns", json!(TOWNS)),
    ] {
        figures.insert(name.to_owned(), value);
    }
    report.add("herd", DEVICES, Text::Words, figures)
}
