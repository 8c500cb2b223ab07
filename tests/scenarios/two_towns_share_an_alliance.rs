//! Two towns have one alliance: it lies in the network, what both change comes together, and nothing that names a person or an
//! organisation leaves its town by that.

use super::kit::{World, field, say, town};
use anyhow::{Context as _, Result};
use shared::ids::{RecordId, SpaceId};
use shared::joint;
use shared::merge::{Edit, RecordState};
use shared::mlog::Role;
use shared::records::{RecordDef, SpaceKind, by_id, by_key};
use shared::value::Value;
use tests::headless::Headless;

const ALLIANCE: RecordId = RecordId([1; 16]);
const CLUB: RecordId = RecordId([2; 16]);
const MEMBER: RecordId = RecordId([3; 16]);
const MINUTES: RecordId = RecordId([4; 16]);
const DECISION: RecordId = RecordId([5; 16]);
const LATE: RecordId = RecordId([6; 16]);

/// What must not be read outside of the town.
const NAMES: &[&str] = &["Krause", "Heimatverein", "03591"];

#[tokio::test(flavor = "multi_thread")]
async fn what_both_change_comes_together_and_no_name_and_no_organisation_leaves_its_town()
-> Result<()> {
    let mut world = World::new().await?;
    let mut jana = world.join("Jana", Role::Gk, "Musterau").await?;
    let mut mirko = world.join("Mirko", Role::Allianz, "Musterau").await?;
    let mut tom = world.join("Tom", Role::Gk, "Beispielsdorf").await?;
    let (here, there) = (town(&jana, "Musterau"), town(&tom, "Beispielsdorf"));
    let network = jana.space(SpaceKind::Network, None)?.id;

    for (key, text) in [
        ("name", "Bündnis Oberland"),
        ("anlass", "Nach dem Abend bei Frau Krause"),
        ("sprecher_funktion", "Pfarramt, 03591 123456"),
        ("treffrhythmus", "jeden zweiten Dienstag"),
    ] {
        say(&mut jana, here, "allianz", ALLIANCE, key, text);
    }
    say(&mut jana, here, "akteur", CLUB, "name", "Heimatverein");
    link(
        &mut jana,
        here,
        "mitgliedschaft",
        MEMBER,
        "allianz",
        ALLIANCE,
    )?;
    link(&mut jana, here, "mitgliedschaft", MEMBER, "akteur", CLUB)?;
    say(
        &mut jana,
        here,
        "mitgliedschaft",
        MEMBER,
        "aufgaben",
        "Schlüssel bei Herrn Krause",
    );
    say(
        &mut jana,
        here,
        "protokoll",
        MINUTES,
        "kernpunkte",
        "Herr Krause lädt ein",
    );
    link(&mut jana, here, "protokoll", MINUTES, "allianz", ALLIANCE)?;
    link(&mut jana, here, "beschluss", DECISION, "protokoll", MINUTES)?;
    for device in [&mut jana, &mut mirko] {
        device.settle().await?;
    }

    // Somebody of the town takes up a member without signal, while it is shared.
    link(
        &mut mirko,
        here,
        "mitgliedschaft",
        LATE,
        "allianz",
        ALLIANCE,
    )?;
    let shared = share(&mut jana, here, network, [here, there])?;
    for device in [&mut jana, &mut mirko, &mut tom] {
        device.settle().await?;
    }
    jana.settle().await?;

    // Both towns read it, and what belongs to it refers to it, without having moved.
    let rhythm = field("allianz", "treffrhythmus");
    for device in [&jana, &mirko, &tom] {
        let alliance = device.record(network, shared).context("shared")?;
        assert_eq!(
            alliance.text(field("allianz", "name")),
            Some("Bündnis Oberland")
        );
        assert_eq!(alliance.text(rhythm), Some("jeden zweiten Dienstag"));
        assert_eq!(alliance.value(field("allianz", "anlass")), None);
    }
    for (record, kind) in [(MEMBER, "mitgliedschaft"), (MINUTES, "protokoll")] {
        let own = jana.record(here, record).context("it stays")?;
        assert_eq!(
            own.value(field(kind, "allianz")),
            Some(&Value::Link(shared))
        );
        assert!(own.conflicts().next().is_none());
    }
    let member = jana.record(here, MEMBER).context("it stays")?;
    assert_eq!(
        member.value(field("mitgliedschaft", "akteur")),
        Some(&Value::Link(CLUB))
    );
    let decision = jana.record(here, DECISION).context("it stays")?;
    assert_eq!(
        decision.value(field("beschluss", "protokoll")),
        Some(&Value::Link(MINUTES))
    );
    assert!(jana.record(here, ALLIANCE).context("in the bin")?.trashed());

    // The member taken up meanwhile is found by what the joint one was made out of, and follows.
    let def = by_key("allianz").context("a kind")?;
    assert_eq!(joint::former(def, shared, [CLUB, ALLIANCE]), Some(ALLIANCE));
    lead(&mut jana, here, ALLIANCE, shared)?;
    let late = jana.record(here, LATE).context("arrived")?;
    assert_eq!(
        late.value(field("mitgliedschaft", "allianz")),
        Some(&Value::Link(shared))
    );

    // Each changes something without the other; both stand there.
    say(
        &mut jana,
        network,
        "allianz",
        shared,
        "treffrhythmus",
        "monatlich",
    );
    say(&mut tom, network, "allianz", shared, "form", "runder_tisch");
    for device in [&mut jana, &mut tom] {
        device.settle().await?;
    }
    jana.settle().await?;
    for device in [&jana, &tom] {
        let alliance = device.record(network, shared).context("shared")?;
        assert_eq!(alliance.text(rhythm), Some("monatlich"));
        assert_eq!(
            alliance.text(field("allianz", "form")),
            Some("runder_tisch")
        );
        assert!(alliance.conflicts().next().is_none());
    }

    // All the network holds, history included: of the kinds of a town only the alliance, and none of the names.
    assert!(tom.device.state(here).is_none());
    let state = tom.device.state(network).context("the network")?;
    for (id, record) in &state.records {
        let def = by_id(record.kind).context("a shown kind")?;
        assert!(
            def.home == SpaceKind::Network || def.key == "allianz",
            "{}",
            def.key
        );
        assert!(![CLUB, MEMBER, MINUTES, DECISION, LATE].contains(id));
        if *id == shared {
            let told = everything(def, record);
            for name in NAMES {
                assert!(!told.contains(name), "{name}: {told}");
            }
        }
    }
    Ok(())
}

/// Does what the app does to share an alliance, in the same order.
fn share(
    device: &mut Headless,
    town: SpaceId,
    network: SpaceId,
    towns: [SpaceId; 2],
) -> Result<RecordId> {
    let def = by_key("allianz").context("a kind")?;
    let own = device
        .record(town, ALLIANCE)
        .context("an alliance")?
        .clone();
    let towns = towns.map(|town| RecordId(town.0));
    let release = joint::release(def, &own, &towns, None);
    let shared = joint::id_of(def, ALLIANCE);
    device.write(network, def, shared, release.edits)?;
    lead(device, town, ALLIANCE, shared)?;
    device.write(town, def, ALLIANCE, vec![Edit::Trash])?;
    Ok(shared)
}

fn lead(device: &mut Headless, town: SpaceId, from: RecordId, to: RecordId) -> Result<()> {
    let state = device.device.state(town).context("a town")?;
    let all: Vec<(RecordId, &'static RecordDef, RecordState)> = state
        .records
        .iter()
        .filter_map(|(id, record)| Some((*id, by_id(record.kind)?, RecordState::clone(record))))
        .collect();
    let refers = all
        .iter()
        .map(|(id, def, record)| (*id, *def, record, true));
    let (writes, left) = joint::lead(from, to, refers);
    assert_eq!(left, 0);
    for (id, edits) in writes {
        let (_, def, _) = all
            .iter()
            .find(|(other, ..)| *other == id)
            .context("known")?;
        device.write(town, def, id, edits)?;
    }
    Ok(())
}

fn link(
    device: &mut Headless,
    space: SpaceId,
    kind: &str,
    record: RecordId,
    key: &str,
    to: RecordId,
) -> Result<()> {
    let def = by_key(kind).context("a kind")?;
    let edit = Edit::Set {
        field: field(kind, key),
        value: Value::Link(to),
        prev: Vec::new(),
    };
    device.write(space, def, record, vec![edit])
}

/// Every version of every field of a record, as text.
fn everything(def: &RecordDef, record: &RecordState) -> String {
    let fields = def.fields.iter();
    let versions = fields.flat_map(|field| record.history(field.id));
    versions
        .map(|version| format!("{:?}\n", version.value))
        .collect()
}
