//! What the official list of municipalities knows, for the fields of a form that are still empty.
//!
//! The connection is the key of the field; a kind without fields of these keys is not touched.

use super::entry::Entry;
use crate::ui::*;
use shared::kommunen;
use shared::records::FieldKind;
use shared::text::dates;

/// Fills empty fields as soon as a municipality is chosen.
pub fn follow(entries: &[Entry]) {
    let Some(source) = entries
        .iter()
        .find(|entry| matches!(entry.def.kind, FieldKind::Ags))
    else {
        return;
    };
    let raw = source.raw;
    let targets: Vec<(&'static str, RwSignal<String>)> = entries
        .iter()
        .map(|entry| (entry.def.key, entry.raw))
        .collect();
    Effect::new(move |before: Option<String>| {
        let key = raw.get();
        if before.is_some_and(|before| before != key)
            && let Some(town) = kommunen::find(&key)
        {
            for (field, target) in &targets {
                if let Some(known) = known(town, field)
                    && target.with_untracked(String::is_empty)
                {
                    target.set(known);
                }
            }
        }
        key
    });
}

fn known(town: &kommunen::Municipality, field: &str) -> Option<String> {
    match field {
        "name" => Some(town.name.to_owned()),
        "name_hsb" => town.name_hsb.map(str::to_owned),
        "sorbisches_siedlungsgebiet" => town.name_hsb.map(|_| super::typed::YES.to_owned()),
        "landkreis" => Some(town.district_key.to_owned()),
        "einwohner" => Some(town.population.to_string()),
        "einwohner_stichtag" => Some(dates::iso_day(kommunen::POPULATION_DAY)),
        "flaeche" => Some(town.area_ha.to_string()),
        _ => None,
    }
}
