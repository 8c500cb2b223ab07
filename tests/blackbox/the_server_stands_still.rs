//! The server's process is halted in the middle of pushes, as by a machine that swaps or a paused container.

use super::kit::{
    binary, everybody_has_everything, first, has_what_it_acknowledged, phones, write_at_once,
};
use anyhow::Result;
use std::time::Duration;
use tests::country::Country;

/// So long a phone waits for an answer in this story before it gives up and asks again.
const GIVES_UP: Duration = Duration::from_millis(300);

#[tokio::test(flavor = "multi_thread")]
async fn phones_that_gave_up_and_asked_again_change_nothing_twice() -> Result<()> {
    let country = Country::found(&binary(), 1).await?;
    let mut reader = country.join(first(&country)?, "Leserin").await?;
    let mut phones = phones(&country, 4).await?;
    for round in 1..=3 {
        write_at_once(&mut phones, round * 5).await?;
        country.server.halt()?;
        for phone in &mut phones {
            phone.note()?;
            for _ in 0..2 {
                let gave_up = tokio::time::timeout(GIVES_UP, phone.step()).await;
                assert!(gave_up.is_err(), "a server that stands still answers");
            }
        }
        country.server.signal("CONT")?;
        has_what_it_acknowledged(&country, &mut reader, &phones).await?;
    }
    everybody_has_everything(&mut reader, &mut phones).await
}
