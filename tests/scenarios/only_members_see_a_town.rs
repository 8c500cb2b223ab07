//! A phone of the other town sees nothing; the central team sees both towns.

use super::kit::{World, say, town};
use anyhow::Result;
use shared::ids::RecordId;
use shared::mlog::Role;
use shared::protocol::routes;
use shared::records::SpaceKind;
use shared::sync::HttpRequest;

const EVENT: RecordId = RecordId([1; 16]);

#[tokio::test(flavor = "multi_thread")]
async fn the_other_town_sees_nothing_and_the_centre_sees_both() -> Result<()> {
    let mut world = World::new().await?;
    let mut jana = world.join("Jana", Role::Gk, "Musterau").await?;
    let mut tom = world.join("Tom", Role::Gk, "Beispielsdorf").await?;
    let mut centre = world.join("Zentrale", Role::Projektteam, "alle").await?;
    let (here, there) = (town(&jana, "Musterau"), town(&tom, "Beispielsdorf"));
    say(
        &mut jana,
        here,
        "veranstaltung",
        EVENT,
        "titel",
        "Nur für Musterau",
    );
    say(
        &mut tom,
        there,
        "veranstaltung",
        EVENT,
        "titel",
        "Nur für Beispielsdorf",
    );
    for device in [&mut jana, &mut tom, &mut centre] {
        device.settle().await?;
    }
    assert!(tom.device.state(here).is_none());
    assert!(jana.device.state(there).is_none());
    assert!(tom.space(SpaceKind::Team, None).is_err());
    assert!(centre.record(here, EVENT).is_some());
    assert!(centre.record(there, EVENT).is_some());

    // Asked directly, the server knows no such space for Tom.
    let live = tom.device.live_request().expect("in session");
    for path in [
        format!("{}?after=0", routes::log(here)),
        format!("{}?after=0", routes::members(here)),
    ] {
        let request = HttpRequest {
            path,
            ..live.clone()
        };
        assert_eq!(tom.link.send(&request).await?.status, 404);
    }
    let unknown = HttpRequest {
        path: routes::log(shared::ids::SpaceId([9; 16])),
        ..live.clone()
    };
    assert_eq!(HttpRequest::get(String::new()).body, unknown.body);
    assert_eq!(tom.link.send(&unknown).await?.status, 404);
    Ok(())
}
