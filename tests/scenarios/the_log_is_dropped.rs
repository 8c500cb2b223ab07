//! Devices make and confirm checkpoints, the server drops what they cover; who comes later begins with one, who was away
//! comes back through one.

use super::kit::{World, count, field, say, town};
use anyhow::Result;
use shared::checkpoint::When;
use shared::ids::RecordId;
use shared::mlog::Role;
use shared::sync::Table;
use tests::headless::Headless;

const TALLY: RecordId = RecordId([2; 16]);
const NOTE: RecordId = RecordId([3; 16]);

/// A checkpoint whenever there is anything new.
const AT_ONCE: When = When {
    tail_bytes_min: 1,
    tail_percent: 0,
    tail_rows_max: 1,
};

async fn settle(devices: &mut [&mut Headless]) -> Result<()> {
    for _ in 0..3 {
        for device in devices.iter_mut() {
            device.settle().await?;
        }
    }
    Ok(())
}

#[expect(
    clippy::unwrap_used,
    reason = "a record that is missing has failed the story"
)]
fn shows(device: &Headless, title: &str, total: i64, note: &str) {
    let space = town(device, title);
    let tally = device.record(space, TALLY).unwrap();
    assert_eq!(tally.counter(field("zaehlung", "ohne")).total, total);
    let title = field("veranstaltung", "titel");
    assert_eq!(device.record(space, NOTE).unwrap().text(title), Some(note));
    assert!(device.device.unsent().is_empty());
    let alarm = device.device.spaces().iter().find_map(|space| space.alarm);
    assert_eq!(alarm, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_phone_begins_with_a_checkpoint_and_an_old_one_comes_back_through_one() -> Result<()>
{
    let mut world = World::with(&["--keep-days", "0"]).await?;
    let mut jana = world.join("Jana", Role::Gk, "Musterau").await?;
    let mut mirko = world.join("Mirko", Role::Allianz, "Musterau").await?;
    for device in [&mut jana, &mut mirko] {
        device.device.make_checkpoints(AT_ONCE);
    }
    let space = town(&jana, "Musterau");
    say(
        &mut jana,
        space,
        "veranstaltung",
        NOTE,
        "titel",
        "Stadtfest",
    );
    count(&mut jana, space, TALLY, 1);
    settle(&mut [&mut jana, &mut mirko]).await?;
    assert!(jana.rows.count(Table::Checkpoints) > 0);

    // Mirko goes away with something nobody has seen; the others go on.
    count(&mut mirko, space, TALLY, 100);
    let read = mirko
        .device
        .state(space)
        .map_or(0, |state| state.records.len());
    let mut olga = world.join("Olga", Role::Allianz, "Musterau").await?;
    olga.device.make_checkpoints(AT_ONCE);
    assert!(
        olga.rows.count(Table::Checkpoints) > 0,
        "she began with one"
    );
    assert!(
        olga.device
            .state(space)
            .is_some_and(|state| state.records.len() >= read - 1)
    );
    for round in 0..3 {
        say(
            &mut jana,
            space,
            "veranstaltung",
            NOTE,
            "titel",
            &format!("Stadtfest {round}"),
        );
        count(&mut olga, space, TALLY, 10);
        settle(&mut [&mut jana, &mut olga]).await?;
    }
    mirko.restart()?;
    settle(&mut [&mut mirko, &mut jana, &mut olga]).await?;
    for device in [&jana, &mirko, &olga] {
        shows(device, "Musterau", 131, "Stadtfest 2");
    }

    // What the server still has is sound, and a copy of it is too.
    let backup = world.data().join("today.sqlite");
    assert!(world.command("backup", &["--to", backup.to_str().unwrap_or_default()])?);
    world.stop_server()?;
    world.start_server()?;
    count(&mut olga, space, TALLY, 1000);
    settle(&mut [&mut olga, &mut mirko]).await?;
    mirko.restart()?;
    shows(&mirko, "Musterau", 1131, "Stadtfest 2");
    Ok(())
}
