//! Killed in the middle of a checkpoint: while its parts come in, while it is confirmed, while the log is dropped.

use super::kit::{
    PATIENCE, Phone, binary, everybody_has_everything, first, has_what_it_acknowledged, phones,
    write_at_once,
};
use anyhow::{Context as _, Result};
use shared::checkpoint::When;
use tests::country::Country;
use tests::headless::Headless;

/// A checkpoint whenever there is anything new.
const AT_ONCE: When = When {
    tail_bytes_min: 1,
    tail_percent: 0,
    tail_rows_max: 1,
};
/// Calls of a checkpoint after which the server dies, one after the other: lease, offer, segment, offer, attestation.
const CALLS: usize = 7;

#[tokio::test(flavor = "multi_thread")]
async fn what_it_acknowledged_is_there_wherever_in_a_checkpoint_it_was_killed() -> Result<()> {
    // It drops what a checkpoint covers the moment it counts.
    let mut country = Country::found_with(&binary(), 1, &["--keep-days", "0"]).await?;
    let mut reader = country.join(first(&country)?, "Leserin").await?;
    let mut phones = phones(&country, 3).await?;
    let mut made = 0;
    for call in 1..=CALLS {
        write_at_once(&mut phones, 20).await?;
        for phone in &mut phones {
            phone.device.device.make_checkpoints(AT_ONCE);
        }
        made += calls_of_checkpoints(&mut phones, call).await?;
        // The answer to the last call may be on its way; what comes of it is for the disk to know.
        country.server.kill()?;
        country.start_again()?;
        has_what_it_acknowledged(&country, &mut reader, &phones).await?;
    }
    assert!(made >= CALLS, "checkpoints were under way: {made} calls");
    everybody_has_everything(&mut reader, &mut phones).await?;
    let floor = floor(&mut reader, &country).await?;
    assert!(floor, "a newcomer begins with a checkpoint");
    Ok(())
}

/// Lets the phones take turns until `count` calls of checkpoints were answered or nobody has anything to do.
async fn calls_of_checkpoints(phones: &mut [Phone], count: usize) -> Result<usize> {
    let mut calls = 0;
    for _ in 0..3 {
        for phone in phones.iter_mut() {
            phone.device.device.retry();
            while let Some(stepped) =
                tokio::time::timeout(PATIENCE, phone.device.timed_step()).await?
            {
                let path = &stepped.path;
                calls += usize::from(path.contains("/checkpoint") || path.contains("/segment"));
                if calls >= count {
                    return Ok(calls);
                }
                if stepped.received.wait_ms.is_some() {
                    break;
                }
            }
        }
    }
    Ok(calls)
}

/// Whether a phone that joins now reads a checkpoint.
async fn floor(reader: &mut Headless, country: &Country) -> Result<bool> {
    let town = first(country)?;
    let mut new = country.join(town, "Neue").await?;
    tokio::time::timeout(PATIENCE, new.settle()).await??;
    let ours = reader.device.state(town.space).context("a member")?;
    let theirs = new.device.state(town.space).context("a member")?;
    assert_eq!(ours.records.len(), theirs.records.len());
    Ok(new.rows.count(shared::sync::Table::Checkpoints) > 0)
}
