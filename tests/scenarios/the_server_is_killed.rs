//! What the server has acknowledged survives its sudden death, and nothing is stored twice.

use super::kit::{World, count, field, town};
use anyhow::Result;
use shared::ids::RecordId;
use shared::mlog::Role;

const TALLY: RecordId = RecordId([2; 16]);

#[tokio::test(flavor = "multi_thread")]
async fn a_server_killed_again_and_again_loses_and_doubles_nothing() -> Result<()> {
    let mut world = World::new().await?;
    let mut jana = world.join("Jana", Role::Gk, "Musterau").await?;
    let mut mirko = world.join("Mirko", Role::Allianz, "Musterau").await?;
    let space = town(&jana, "Musterau");
    for round in 1..=5 {
        count(&mut jana, space, TALLY, round);
        count(&mut mirko, space, TALLY, 1);
        // A few steps of the exchange, then the plug is pulled.
        for _ in 0..round {
            jana.step().await;
            mirko.step().await;
        }
        world.stop_server()?;
        jana.step().await;
        mirko.restart()?;
        world.start_server()?;
    }
    for _ in 0..2 {
        jana.settle().await?;
        mirko.settle().await?;
    }
    for device in [&jana, &mirko] {
        let tally = device
            .record(space, TALLY)
            .unwrap()
            .counter(field("zaehlung", "ohne"));
        assert_eq!(tally.total, 1 + 2 + 3 + 4 + 5 + 5);
        assert!(device.device.unsent().is_empty());
        assert_eq!(
            device.device.spaces().iter().find_map(|space| space.alarm),
            None
        );
    }
    Ok(())
}
