//! After an event five hundred phones find the network again in the same moment.

use super::kit::{PATIENCE, Phone, binary};
use anyhow::Result;
use tests::country::Country;

const TOWNS: usize = 10;
const DEVICES: usize = 500;
/// What the server may take for it (with the machine's libraries, in a build for development), in KiB.
const MEMORY_KIB_MAX: u64 = 200 * 1024;

#[tokio::test(flavor = "multi_thread")]
async fn all_get_through_and_have_what_their_town_wrote() -> Result<()> {
    let country = Country::found(&binary(), TOWNS).await?;
    let mut phones = Vec::new();
    for town in &country.towns {
        for device in country.join_all(town, DEVICES / TOWNS).await? {
            let mut phone = Phone::new(device, town.space);
            phone.note()?;
            phone.note()?;
            phones.push(phone);
        }
    }
    let mut returning = tokio::task::JoinSet::new();
    for mut phone in phones {
        returning.spawn(async move {
            // Everybody logs in anew.
            phone.device.restart()?;
            let settling = tokio::time::timeout(PATIENCE, phone.device.settle());
            settling.await??;
            anyhow::Ok(phone)
        });
    }
    let mut phones = Vec::new();
    while let Some(phone) = returning.join_next().await {
        phones.push(phone??);
    }
    assert_eq!(phones.len(), DEVICES);
    for phone in &mut phones {
        assert!(phone.device.device.unsent().is_empty());
        tokio::time::timeout(PATIENCE, phone.device.settle()).await??;
        let state = phone.device.device.state(phone.space);
        assert_eq!(
            state.map(|state| state.records.len()),
            Some(2 * DEVICES / TOWNS)
        );
    }
    let kib = country.server.memory_kib_max()?;
    assert!(kib <= MEMORY_KIB_MAX, "{kib} KiB");
    Ok(())
}
