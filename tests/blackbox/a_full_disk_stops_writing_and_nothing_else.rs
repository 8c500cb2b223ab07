//! The server's files may grow no more: it refuses pushes by name, is read as before, and goes on when there is room.

use super::kit::{
    PATIENCE, binary, everybody_has_everything, first, has_what_it_acknowledged, phones,
    write_at_once,
};
use anyhow::{Context as _, Result};
use shared::protocol::ProblemCode;
use tests::country::Country;

#[tokio::test(flavor = "multi_thread")]
async fn phones_are_told_lose_nothing_and_send_again() -> Result<()> {
    let mut country = Country::found(&binary(), 1).await?;
    let mut reader = country.join(first(&country)?, "Leserin").await?;
    let mut phones = phones(&country, 4).await?;
    write_at_once(&mut phones, 20).await?;

    let largest = std::fs::read_dir(country.data())?
        .filter_map(|entry| Some(entry.ok()?.metadata().ok()?.len()))
        .max();
    // A few more pushes fit, then none.
    let most = largest.context("no files")? + 100_000;
    country.server.limit_files(Some(most))?;
    for phone in &mut phones {
        phone.device.device.retry();
        let writing = phone.write_until_it_ends();
        let refused = tokio::time::timeout(PATIENCE, writing).await??;
        assert_eq!(refused, Some(ProblemCode::CannotStore));
        assert!(!phone.device.device.unsent().is_empty(), "it is kept");
    }
    // The reader logs in and reads while nothing can be written.
    has_what_it_acknowledged(&country, &mut reader, &phones).await?;

    country.server.limit_files(None)?;
    everybody_has_everything(&mut reader, &mut phones).await?;
    country.server.kill()?;
    country.start_again()?;
    has_what_it_acknowledged(&country, &mut reader, &phones).await?;
    everybody_has_everything(&mut reader, &mut phones).await
}
