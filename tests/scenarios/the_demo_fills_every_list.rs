//! Whoever opens the demo finds something in every list, nothing of it breaks a rule, and the desk of the central
//! team is for the central team.

use super::kit::World;
use anyhow::{Context as _, Result};
use shared::merge::RecordState;
use shared::mlog::Role;
use shared::records::{ALL, FieldKind, RecordDef, SpaceKind, by_id};
use shared::value::Value;
use shared::value::validate::validate;
use std::collections::BTreeSet;
use tests::headless::Headless;

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
            assert_eq!(def.home, space.kind, "{}", def.key);
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
