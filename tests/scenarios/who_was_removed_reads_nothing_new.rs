//! Somebody is removed from a town: the phone loses the town, what was not sent reaches the admin, and nothing
//! written afterwards can be read with what the phone had.

use super::kit::{World, say, town};
use anyhow::{Context as _, Result};
use shared::ids::RecordId;
use shared::mlog::Role;
use shared::sync::taken_over;
use tests::headless::{SystemEntropy, now_ms};

const EVENT: RecordId = RecordId([21; 16]);
const OTHER: RecordId = RecordId([22; 16]);

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_member_loses_the_town_and_the_admin_gets_the_unsent_work() -> Result<()> {
    let mut world = World::new().await?;
    let mut jana = world.join("Jana", Role::Gk, "Musterau").await?;
    let mut mirko = world.join("Mirko", Role::Allianz, "Musterau").await?;
    let space = town(&jana, "Musterau");
    say(
        &mut jana,
        space,
        "veranstaltung",
        EVENT,
        "titel",
        "Stadtfest",
    );
    jana.settle().await?;
    mirko.settle().await?;
    // Mirko writes in a dead spot.
    say(
        &mut mirko,
        space,
        "veranstaltung",
        OTHER,
        "titel",
        "MARKER-Dachboden",
    );

    let member = mirko.device.member();
    let writes = jana
        .device
        .remove_member(space, member, true, &mut SystemEntropy)?;
    jana.rows.commit(&writes);
    // The decision survives a restart before it is carried out.
    jana.restart()?;
    jana.settle().await?;
    let members = jana.device.members(space).context("the town")?;
    assert_eq!(members.key_epoch, 2);
    say(
        &mut jana,
        space,
        "veranstaltung",
        EVENT,
        "titel",
        "Stadtfest im Juni",
    );
    jana.settle().await?;

    mirko.settle().await?;
    assert!(mirko.device.state(space).is_none());
    let left = mirko.rows.bytes();
    let traces = left.windows(16).filter(|part| *part == space.0).count();
    assert_eq!(traces, 0, "no row of the town is left");
    mirko.restart()?;
    assert!(mirko.device.spaces().iter().all(|it| it.id != space));
    assert!(!mirko.device.spaces().is_empty(), "the network stays");

    jana.settle().await?;
    let work = jana.device.quarantine(space);
    assert_eq!(work.len(), 1);
    assert_eq!(work[0].name.as_deref(), Some("Mirko"));
    let parcel = work[0].parcel;
    assert!(
        jana.record(space, OTHER).is_none(),
        "nothing counts by itself"
    );
    let writes = jana
        .device
        .take_over(space, parcel, now_ms(), &mut SystemEntropy);
    jana.rows.commit(&writes);
    jana.settle().await?;
    let record = jana.record(space, OTHER).context("taken over")?;
    assert_eq!(taken_over(record).count(), 1);
    assert!(jana.device.quarantine(space).is_empty());
    let server = world.server_bytes()?;
    let marker = b"MARKER-Dachboden";
    assert!(!server.windows(marker.len()).any(|part| part == marker));
    Ok(())
}
