//! The first person of an empty installation: founds network, team and first town.

use super::core::{Core, write_error};
use super::joining::fitting;
use super::session::JoinStep;
use crate::error::AppError;
use shared::crypto::Entropy;
use shared::ids::{Hash, RecordId};
use shared::kommunen;
use shared::merge::Edit;
use shared::mlog::Role;
use shared::records::{FieldDef, FieldKind, RecordDef, SpaceKind};
use shared::sync::{Device, NewSpace, Write};
use shared::text::{Locale, words};
use shared::value::Value;
use std::rc::Rc;

/// What the first person named.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    network: String,
    town_ags: Option<String>,
    town: String,
}

impl Core {
    pub(super) fn plan_founding(
        self: &Rc<Self>,
        network: &str,
        town_ags: Option<&str>,
        town: &str,
        name: &str,
    ) {
        {
            let mut setup = self.setup.borrow_mut();
            setup.name = fitting(name);
            setup.founding = Some(Plan {
                network: fitting(network),
                town_ags: town_ags.map(str::to_owned),
                town: fitting(town),
            });
        }
        self.make_words();
        self.join_step(JoinStep::Words);
    }
}

impl Plan {
    /// Founds the three spaces and writes the first town's record. The server is told when it is there.
    pub(super) fn found(
        &self,
        device: &mut Device,
        token: Option<Hash>,
        now_ms: u64,
        rng: &mut dyn Entropy,
    ) -> Result<Vec<Write>, AppError> {
        let team = words::ROLE_PROJEKTTEAM.get(Locale::De);
        let spaces = [
            (SpaceKind::Network, self.network.as_str(), token),
            (SpaceKind::Team, team, None),
            (SpaceKind::Town, self.town.as_str(), None),
        ];
        let mut writes = Vec::new();
        let mut first = None;
        for (kind, title, bootstrap) in spaces {
            let new = NewSpace {
                kind,
                title,
                role: Role::Projektteam,
                bootstrap,
            };
            let (space, rows) = device.found(&new, now_ms, rng).map_err(write_error)?;
            first.get_or_insert(space);
            writes.extend(rows);
        }
        let town = self.town_ags.as_deref().and_then(kommunen::find);
        let def = shared::records::ALL
            .iter()
            .copied()
            .find(|def| has_ags(def));
        if let (Some(town), Some(def), Some(space)) = (town, def, first) {
            let record = RecordId(rng.make_id());
            let changes = [(def.id, record, known_facts(def, town))];
            writes.extend(
                device
                    .write(space, &changes, now_ms, rng)
                    .map_err(write_error)?,
            );
        }
        Ok(writes)
    }
}

fn has_ags(def: &RecordDef) -> bool {
    def.fields
        .iter()
        .any(|field| matches!(field.kind, FieldKind::Ags))
}

/// Returns what the official list says, for the fields that ask for it.
fn known_facts(def: &RecordDef, town: &kommunen::Municipality) -> Vec<Edit> {
    let facts = [
        ("ags", Value::Text(town.ags.to_owned())),
        ("name", Value::Text(town.name.to_owned())),
        (
            "name_hsb",
            town.name_hsb
                .map_or(Value::Null, |name| Value::Text(name.to_owned())),
        ),
        ("typ", Value::Text(town.kind.to_owned())),
        ("landkreis", Value::Text(town.district_key.to_owned())),
        ("einwohner", Value::Int(i64::from(town.population))),
        ("einwohner_stichtag", Value::Date(kommunen::POPULATION_DAY)),
    ];
    let set = |(key, value): (&str, Value)| {
        let field: &FieldDef = def.field_by_key(key)?;
        let filled = value != Value::Null;
        filled.then(|| Edit::Set {
            field: field.id,
            value,
            prev: Vec::new(),
        })
    };
    facts.into_iter().filter_map(set).collect()
}
