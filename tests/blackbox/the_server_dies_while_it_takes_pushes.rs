//! Killed without warning, and told to stop, in the middle of pushes of many phones.

use super::kit::{
    binary, everybody_has_everything, first, has_what_it_acknowledged, phones, write_at_once,
};
use anyhow::Result;
use tests::country::Country;

/// Rounds of death; each comes after another number of acknowledged records.
const ROUNDS: usize = 6;
const PHONES: usize = 8;

#[tokio::test(flavor = "multi_thread")]
async fn what_it_acknowledged_before_it_was_killed_or_stopped_is_there_afterwards() -> Result<()> {
    let mut country = Country::found(&binary(), 1).await?;
    let mut reader = country.join(first(&country)?, "Leserin").await?;
    let mut phones = phones(&country, PHONES).await?;
    for round in 1..=ROUNDS {
        write_at_once(&mut phones, round * 7).await?;
        if round % 3 == 0 {
            // As a service manager does; nothing may be cut off either.
            country.server.stop()?;
        } else {
            country.server.kill()?;
        }
        country.start_again()?;
        has_what_it_acknowledged(&country, &mut reader, &phones).await?;
    }
    everybody_has_everything(&mut reader, &mut phones).await
}
