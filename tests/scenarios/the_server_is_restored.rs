//! Yesterday's backup comes back, announced or not: what was written since is on the phones and returns.

use super::kit::{World, count, field, say, town};
use anyhow::Result;
use shared::ids::RecordId;
use shared::mlog::Role;
use tests::headless::Headless;

const TALLY: RecordId = RecordId([2; 16]);
const NOTE: RecordId = RecordId([3; 16]);

async fn settle(devices: &mut [&mut Headless]) -> Result<()> {
    for _ in 0..2 {
        for device in devices.iter_mut() {
            device.settle().await?;
        }
    }
    Ok(())
}

#[expect(
    clippy::unwrap_used,
    reason = "a count that is missing has failed the story"
)]
fn assert_total(device: &Headless, title: &str, total: i64) {
    let space = town(device, title);
    let tally = device.record(space, TALLY).unwrap();
    assert_eq!(tally.counter(field("zaehlung", "ohne")).total, total);
    assert!(device.device.unsent().is_empty());
    let alarm = device.device.spaces().iter().find_map(|space| space.alarm);
    assert_eq!(alarm, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_after_the_backup_comes_back_from_the_phones() -> Result<()> {
    let mut world = World::new().await?;
    let mut jana = world.join("Jana", Role::Gk, "Musterau").await?;
    let mut mirko = world.join("Mirko", Role::Allianz, "Musterau").await?;
    let mut olga = world.join("Olga", Role::Allianz, "Musterau").await?;
    let space = town(&jana, "Musterau");
    count(&mut jana, space, TALLY, 1);
    settle(&mut [&mut jana, &mut mirko, &mut olga]).await?;

    let backup = world.data().join("yesterday.sqlite");
    let backup = backup.to_str().unwrap();
    assert!(world.command("backup", &["--to", backup])?);
    assert!(
        !world.command("backup", &["--to", backup])?,
        "never overwritten"
    );
    assert!(
        !world.command("restore", &["--from", backup])?,
        "it is running"
    );

    count(&mut jana, space, TALLY, 10);
    say(
        &mut mirko,
        space,
        "veranstaltung",
        NOTE,
        "titel",
        "Runder Tisch",
    );
    count(&mut mirko, space, TALLY, 100);
    // Olga is away and does not hear of it.
    settle(&mut [&mut jana, &mut mirko]).await?;
    world.stop_server()?;
    assert!(world.command("restore", &["--from", backup, "--quiet-minutes", "0"])?);
    world.start_server()?;
    settle(&mut [&mut jana, &mut mirko]).await?;
    olga.settle().await?;
    assert_total(&olga, "Musterau", 111);
    assert!(
        !jana.device.healed().is_empty(),
        "Jana's phone gave it back"
    );

    // Nobody announces it this time, and Olga writes before anybody else is back.
    world.stop_server()?;
    let file = world.data().join("schulterschluss.sqlite");
    for end in ["-wal", "-shm"] {
        drop(std::fs::remove_file(format!("{}{end}", file.display())));
    }
    std::fs::copy(backup, &file)?;
    world.start_server()?;
    // Olga's phone is one that knows of nothing after the backup.
    let mut late = world.join("Dora", Role::Allianz, "Musterau").await?;
    count(&mut late, space, TALLY, 1000);
    drop(late.settle().await);
    settle(&mut [&mut jana, &mut mirko, &mut olga]).await?;
    assert_total(&jana, "Musterau", 1111);
    late.settle().await?;
    assert_total(&late, "Musterau", 1111);
    let checked = world.data().join("today.sqlite");
    assert!(world.command("backup", &["--to", checked.to_str().unwrap()])?);
    Ok(())
}
