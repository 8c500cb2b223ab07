//! Bytes the server keeps for each record: after the upload, and after ten rounds of editing one field of all. Each time
//! a device makes a checkpoint, another confirms it, and the server drops at once what it covers (`--keep-days 0`; as
//! long as that is 30, the log of 30 days and the checkpoint before the last come on top).

use super::report::{Report, figures, per};
use super::town::Town;
use crate::workload::Text;
use anyhow::Result;
use serde_json::json;
use shared::checkpoint::When;
use shared::merge::Edit;
use shared::value::Value;
use std::path::Path;
use std::time::Instant;

/// Rounds of editing one field of every record.
const ROUNDS: usize = 10;

/// The server is stopped for counting, so that its write-ahead file is folded in.
pub(super) async fn run(binary: &Path, n: usize, text: Text, report: &mut Report) -> Result<()> {
    let started = Instant::now();
    let mut town = Town::found_with(binary, &["--keep-days", "0"]).await?;
    town.country.close();
    let empty = town.server_bytes()?;
    town.write_all(n, text)?;
    town.confirm().await?;
    let after_push = town.server_bytes()?;
    let workload = text.records(n);
    for round in 0..ROUNDS {
        for record in &workload {
            let prev = town
                .author
                .record(town.space, record.record())
                .map_or_else(Vec::new, |r| r.dots(1));
            let value = Value::Text(format!("round {round} {}", record.title));
            town.write(
                record.record(),
                vec![Edit::Set {
                    field: 1,
                    value,
                    prev,
                }],
            )?;
        }
        town.confirm().await?;
    }
    // What has come since the last checkpoint is not worth one of its own yet; it is made all the same.
    town.author.device.make_checkpoints(When {
        tail_bytes_min: 1,
        tail_percent: 0,
        tail_rows_max: 1,
    });
    town.confirm().await?;
    let after_rounds = town.server_bytes()?;
    let figures = figures(&[
        ("seconds", json!(started.elapsed().as_secs_f64())),
        ("bytes_of_empty_town", json!(empty)),
        ("bytes_per_record_after_push", per(after_push, n)),
        ("bytes_per_record_after_rounds", per(after_rounds, n)),
    ]);
    report.add("disk", n, text, figures)
}
