//! Somebody copies yesterday's database back, without a word, while phones are connected.

use super::kit::{PATIENCE, Phone, binary, first, phones};
use anyhow::{Result, bail, ensure};
use shared::ids::RecordId;
use std::collections::BTreeSet;
use tests::country::Country;
use tests::headless::Headless;

const FILE: &str = "schulterschluss.sqlite";

#[tokio::test(flavor = "multi_thread")]
async fn connected_phones_bring_back_what_it_lacks_by_themselves() -> Result<()> {
    let mut country = Country::found(&binary(), 1).await?;
    let mut phones = phones(&country, 5).await?;
    for phone in &mut phones {
        phone.note()?;
        phone.device.settle().await?;
    }
    country.server.stop()?;
    let (file, aside) = (country.data().join(FILE), country.data().join("yesterday"));
    std::fs::copy(&file, &aside)?;
    country.start_again()?;
    for _ in 0..2 {
        for phone in &mut phones {
            phone.note()?;
            phone.device.settle().await?;
        }
    }
    let written: BTreeSet<RecordId> = phones
        .iter()
        .flat_map(|phone| phone.written.iter().copied())
        .collect();

    let mut connected = tokio::task::JoinSet::new();
    for phone in phones {
        connected.spawn(stay(phone));
    }
    country.server.kill()?;
    for end in ["-wal", "-shm"] {
        // They belong to the file that is replaced.
        drop(std::fs::remove_file(
            country.data().join(format!("{FILE}{end}")),
        ));
    }
    std::fs::copy(&aside, &file)?;
    country.start_again()?;

    // A device that has never seen the second round can only have it from the server.
    let mut fresh = country.join(first(&country)?, "Neu dabei").await?;
    let space = first(&country)?.space;
    let watching = fresh.stay_with(|fresh| {
        let state = fresh.device.state(space);
        let has = state.map_or(0, |state| state.records.len());
        if has == written.len() {
            bail!("all is back");
        }
        Ok(())
    });
    tokio::select! {
        ended = watching => assert_eq!(ended.unwrap_err().to_string(), "all is back"),
        gone = connected.join_next() => bail!("a phone stopped: {gone:?}"),
        () = tokio::time::sleep(PATIENCE) => bail!("it did not come back"),
    }
    assert!(
        fresh
            .device
            .spaces()
            .iter()
            .all(|space| space.alarm.is_none())
    );
    Ok(())
}

/// Stays connected and takes no restored server for a lying one.
async fn stay(mut phone: Phone) -> Result<()> {
    let well = |device: &Headless| {
        let alarm = device.device.spaces().iter().find_map(|space| space.alarm);
        ensure!(alarm.is_none(), "{alarm:?}");
        Ok(())
    };
    phone.device.stay_with(well).await
}
