//! Whoever opens the demo finds something in every list, nothing of it breaks a rule, and the desk of the central
//! team is for the central team.

use super::kit::World;
use anyhow::{Context as _, Result};
use shared::blob::{FileKind, FileRef, Place, files_of};
use shared::merge::RecordState;
use shared::mlog::Role;
use shared::records::{ALL, FieldKind, RecordDef, SpaceKind, by_id, by_key};
use shared::value::Value;
use shared::value::validate::validate;
use std::collections::BTreeSet;
use tests::headless::{Headless, now_ms};

/// A day, milliseconds.
const DAY_MS: u64 = 24 * 60 * 60 * 1000;

#[tokio::test(flavor = "multi_thread")]
async fn every_list_has_something_that_breaks_no_rule() -> Result<()> {
    let mut world = World::new().await?;
    let centre = world.join("Zentrale", Role::Projektteam, "alle").await?;
    let jana = world.join("Jana", Role::Gk, "Musterau").await?;
    let seen = kinds(&centre)?;
    let hers = kinds(&jana)?;
    for def in ALL {
        let confidential = matches!(def.home, SpaceKind::Core | SpaceKind::Case);
        assert_eq!(seen.contains(def.key), !confidential, "{}", def.key);
        let may = def.home != SpaceKind::Team;
        assert_eq!(hers.contains(def.key), may, "{}", def.key);
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_accompaniment_of_a_town_has_more_than_a_year_behind_it() -> Result<()> {
    let mut world = World::new().await?;
    let jana = world.join("Jana", Role::Gk, "Musterau").await?;
    let town = jana.space(SpaceKind::Town, Some("Musterau"))?;
    let file = by_key("begleitung").context("a known kind")?;
    let state = jana.device.state(town.id).context("a town she reads")?;
    let mut files = state.records.values();
    let record = files.find(|record| record.kind == file.id);
    let phases = record
        .context("the accompaniment")?
        .history(file.state.context("phases")?);
    let ages: Vec<u64> = phases
        .iter()
        .map(|phase| now_ms().saturating_sub(phase.time_ms()) / DAY_MS)
        .collect();
    assert_eq!(ages.len(), 7, "one phase after the other: {ages:?}");
    assert!(ages.iter().any(|days| *days > 365), "{ages:?}");
    assert!(ages.iter().all(|days| *days > 30), "{ages:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_hangs_on_a_record_opens_for_whoever_reads_it() -> Result<()> {
    let mut world = World::new().await?;
    let mut jana = world.join("Jana", Role::Gk, "Musterau").await?;
    let mut ali = world.join("Ali", Role::Allianz, "Musterau").await?;
    let hers = opened(&mut jana).await?;
    let his = opened(&mut ali).await?;
    for (kind, begin) in [
        ("veranstaltung", b"%PDF-1.4".as_slice()),
        ("protokoll", b"%PDF-1.4"),
        ("netzwerktreffen", b"%PDF-1.4"),
        ("station", b"\xff\xd8"),
    ] {
        for all in [&hers, &his] {
            let found = all.iter().find(|(of, ..)| *of == kind);
            let (_, file, data) = found.with_context(|| kind.to_owned())?;
            assert!(data.starts_with(begin), "{kind}");
            assert!(file.bytes < 200_000, "{kind} is small: {}", file.bytes);
            let photo = file.kind == FileKind::Photo;
            assert_eq!(photo, file.preview_bytes > 0, "{kind}");
        }
    }
    // Evidence is for the inner circle.
    assert!(hers.iter().any(|(kind, ..)| *kind == "vorfall"));
    assert!(his.iter().all(|(kind, ..)| *kind != "vorfall"));
    Ok(())
}

/// Every file of every record a device reads, with the key of its kind and its bytes.
async fn opened(device: &mut Headless) -> Result<Vec<(&'static str, FileRef, Vec<u8>)>> {
    let mut files = Vec::new();
    for space in device.device.spaces() {
        let state = device.device.state(space.id);
        for record in state.iter().flat_map(|state| state.records.values()) {
            let def = by_id(record.kind).context("a shown kind")?;
            for (element, file) in files_of(def, record) {
                let space = space.id;
                files.push((def.key, Place { space, element }, file.clone()));
            }
        }
    }
    let mut opened = Vec::new();
    for (key, place, file) in files {
        let data = device.open_file(place, &file).await?;
        opened.push((key, file, data));
    }
    Ok(opened)
}

/// Keys of the kinds a device holds records of; every record is judged on the way.
fn kinds(device: &Headless) -> Result<BTreeSet<&'static str>> {
    let mut seen = BTreeSet::new();
    for space in device.device.spaces() {
        let Some(state) = device.device.state(space.id) else {
            continue;
        };
        for record in state.records.values() {
            let def = by_id(record.kind).context("a shown kind")?;
            let broken: Vec<_> = validate(def, &values(def, record))
                .into_iter()
                .filter(|violation| violation.is_blocking())
                .collect();
            assert!(broken.is_empty(), "{}: {broken:?}", def.key);
            let shared = def.joint.is_some() && space.kind == SpaceKind::Network;
            assert!(def.home == space.kind || shared, "{}", def.key);
            seen.insert(def.key);
        }
    }
    Ok(seen)
}

fn values(def: &RecordDef, record: &RecordState) -> Vec<(u16, Value)> {
    def.fields
        .iter()
        .flat_map(|field| {
            let values: Vec<Value> = match field.kind {
                FieldKind::Choices { .. } | FieldKind::Links { .. } => record
                    .elements(field.id)
                    .into_iter()
                    .map(|(_, value)| value.clone())
                    .collect(),
                FieldKind::Counter | FieldKind::Corrections { .. } => Vec::new(),
                _ => record.value(field.id).cloned().into_iter().collect(),
            };
            values.into_iter().map(|value| (field.id, value))
        })
        .collect()
}
