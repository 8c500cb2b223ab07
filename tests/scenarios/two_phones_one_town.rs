//! Two phones of one town work without signal and find each other's work when it is back.

use super::kit::{World, count, field, say, town};
use anyhow::Result;
use shared::ids::RecordId;
use shared::merge::Edit;
use shared::mlog::Role;
use shared::records::by_key;

const EVENT: RecordId = RecordId([1; 16]);
const TALLY: RecordId = RecordId([2; 16]);

#[tokio::test(flavor = "multi_thread")]
async fn two_phones_count_and_edit_offline_and_everything_adds_up() -> Result<()> {
    let mut world = World::new().await?;
    let mut jana = world.join("Jana", Role::Gk, "Musterau").await?;
    let mut mirko = world.join("Mirko", Role::Allianz, "Musterau").await?;
    let mut centre = world.join("Zentrale", Role::Projektteam, "alle").await?;
    let space = town(&jana, "Musterau");

    say(
        &mut jana,
        space,
        "veranstaltung",
        EVENT,
        "titel",
        "Stadtfest",
    );
    say(&mut jana, space, "veranstaltung", EVENT, "ort", "Markt");
    jana.settle().await?;
    mirko.settle().await?;

    world.stop_server()?;
    for _ in 0..30 {
        count(&mut jana, space, TALLY, 1);
    }
    for _ in 0..12 {
        count(&mut mirko, space, TALLY, 1);
    }
    say(
        &mut jana,
        space,
        "veranstaltung",
        EVENT,
        "titel",
        "Stadtfest Musterau",
    );
    say(
        &mut mirko,
        space,
        "veranstaltung",
        EVENT,
        "programm",
        "15 Uhr Chor",
    );
    say(
        &mut jana,
        space,
        "veranstaltung",
        EVENT,
        "ort",
        "Markt, Brunnen",
    );
    say(
        &mut mirko,
        space,
        "veranstaltung",
        EVENT,
        "ort",
        "Turnhalle",
    );
    assert!(jana.settle().await.is_err(), "there is no server");
    jana.restart()?;
    mirko.restart()?;
    assert_eq!(jana.device.unsent().len(), 2);

    world.start_server()?;
    jana.settle().await?;
    mirko.settle().await?;
    jana.settle().await?;
    centre.settle().await?;

    for device in [&jana, &mirko, &centre] {
        let tally = device
            .record(space, TALLY)
            .unwrap()
            .counter(field("zaehlung", "ohne"));
        assert_eq!(tally.total, 42);
        assert_eq!(tally.shares.len(), 2);
        let event = device.record(space, EVENT).unwrap();
        assert_eq!(
            event.text(field("veranstaltung", "titel")),
            Some("Stadtfest Musterau")
        );
        assert_eq!(
            event.text(field("veranstaltung", "programm")),
            Some("15 Uhr Chor")
        );
        let sides = event.distinct(field("veranstaltung", "ort"));
        let sides: Vec<_> = sides
            .iter()
            .map(|side| side.value.as_text().unwrap())
            .collect();
        assert_eq!(sides.len(), 2, "{sides:?}");
        assert!(device.device.unsent().is_empty());
    }

    // Mirko decides; afterwards he takes it back.
    let place = field("veranstaltung", "ort");
    let both = mirko.record(space, EVENT).unwrap().dots(place);
    let take = |text: &str, prev| {
        vec![Edit::Set {
            field: place,
            value: shared::value::Value::Text(text.to_owned()),
            prev,
        }]
    };
    let def = by_key("veranstaltung").unwrap();
    mirko.write(space, def, EVENT, take("Turnhalle", both))?;
    mirko.settle().await?;
    jana.settle().await?;
    assert_eq!(
        jana.record(space, EVENT).unwrap().text(place),
        Some("Turnhalle")
    );
    assert_eq!(jana.record(space, EVENT).unwrap().conflicts().count(), 0);
    let history = jana.record(space, EVENT).unwrap().history(place).len();
    assert_eq!(
        history, 4,
        "the version that was not taken stays in the history"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_phone_writes_the_other_shows_within_a_second() -> Result<()> {
    let mut world = World::new().await?;
    let mut jana = world.join("Jana", Role::Gk, "Musterau").await?;
    let mirko = world.join("Mirko", Role::Gk, "Musterau").await?;
    let space = town(&jana, "Musterau");
    let (arrived, mut arrival) = tokio::sync::mpsc::channel(1);
    let watching = tokio::spawn(async move {
        let mut mirko = mirko;
        mirko
            .stay_with(|phone| {
                if phone.record(space, EVENT).is_some() {
                    let _full = arrived.try_send(());
                }
                Ok(())
            })
            .await
    });
    say(
        &mut jana,
        space,
        "veranstaltung",
        EVENT,
        "titel",
        "Stadtfest",
    );
    jana.settle().await?;
    // The bound is generous for a busy machine; a poke that does not come would wait for ever.
    tokio::time::timeout(std::time::Duration::from_secs(20), arrival.recv()).await?;
    watching.abort();
    Ok(())
}
