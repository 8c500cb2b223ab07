//! Founding: the first person of an empty installation founds network, team and first town; later come further towns,
//! each with its inner circle, and cases.

use super::core::{Core, write_error};
use super::joining::fitting;
use super::session::JoinStep;
use super::trust::Trust;
use crate::error::AppError;
use crate::platform::clock;
use crate::platform::random::BrowserEntropy;
use crate::ui::*;
use shared::crypto::Entropy;
use shared::ids::{Hash, RecordId, SpaceId};
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
    /// Founds the four circles and writes the first town's record. The server is told when it is there.
    pub(super) fn found(
        &self,
        device: &mut Device,
        token: Option<Hash>,
        now_ms: u64,
        rng: &mut dyn Entropy,
    ) -> Result<Vec<Write>, AppError> {
        let team = words::ROLE_PROJEKTTEAM.get(Locale::De);
        let (network, mut writes) = found_circle(
            device,
            SpaceKind::Network,
            &self.network,
            token,
            now_ms,
            rng,
        )?;
        let (_, rows) = found_circle(device, SpaceKind::Team, team, None, now_ms, rng)?;
        writes.extend(rows);
        let ags = self.town_ags.as_deref();
        let (_, rows) = found_town(device, network, ags, &self.town, now_ms, rng)?;
        writes.extend(rows);
        Ok(writes)
    }
}

/// Number of circles the first person founds.
pub(crate) const FIRST_CIRCLES: usize = 4;

impl Trust {
    /// Founds a town with its inner circle, and writes down what the official list says of it. Returns the town.
    ///
    /// # Errors
    ///
    /// When this device has no network, or it cannot be stored.
    pub async fn found_town(
        self,
        ags: Option<&'static str>,
        name: String,
    ) -> Result<SpaceId, AppError> {
        let core = self.0.get_value();
        let (town, writes) = {
            let mut device = core.device.borrow_mut();
            let device = device.as_mut().ok_or(AppError::Locked)?;
            let network = device
                .spaces()
                .into_iter()
                .find(|it| it.kind == SpaceKind::Network);
            let network = network.ok_or(AppError::ReadOnly)?.id;
            let (now_ms, rng) = (clock::now_ms(), &mut BrowserEntropy);
            found_town(device, network, ags, &fitting(&name), now_ms, rng)?
        };
        core.keep_decided(writes).await?;
        core.renew();
        Ok(town)
    }

    /// Founds a case: a circle of its own for a few people.
    ///
    /// # Errors
    ///
    /// When the title is too long, or it cannot be stored.
    pub async fn found_case(self, title: String) -> Result<SpaceId, AppError> {
        let core = self.0.get_value();
        let (case, writes) = {
            let mut device = core.device.borrow_mut();
            let device = device.as_mut().ok_or(AppError::Locked)?;
            let (now_ms, rng) = (clock::now_ms(), &mut BrowserEntropy);
            let title = fitting(&title);
            found_circle(device, SpaceKind::Case, &title, None, now_ms, rng)?
        };
        core.keep_decided(writes).await?;
        Ok(case)
    }
}

fn found_town(
    device: &mut Device,
    network: SpaceId,
    ags: Option<&str>,
    name: &str,
    now_ms: u64,
    rng: &mut dyn Entropy,
) -> Result<(SpaceId, Vec<Write>), AppError> {
    let (town, mut writes) = found_circle(device, SpaceKind::Town, name, None, now_ms, rng)?;
    let (_, rows) = found_circle(device, SpaceKind::Core, name, None, now_ms, rng)?;
    writes.extend(rows);
    let listed = ags.and_then(kommunen::find);
    let def = shared::records::ALL
        .iter()
        .copied()
        .find(|def| has_ags(def));
    if let (Some(listed), Some(def)) = (listed, def) {
        let record = RecordId(rng.make_id());
        let changes = [(def.id, record, known_facts(def, listed))];
        let rows = device.write(network, &changes, now_ms, rng);
        writes.extend(rows.map_err(write_error)?);
    }
    Ok((town, writes))
}

fn found_circle(
    device: &mut Device,
    kind: SpaceKind,
    title: &str,
    bootstrap: Option<Hash>,
    now_ms: u64,
    rng: &mut dyn Entropy,
) -> Result<(SpaceId, Vec<Write>), AppError> {
    let new = NewSpace {
        kind,
        title,
        role: own_role(device),
        bootstrap,
    };
    device.found(&new, now_ms, rng).map_err(write_error)
}

/// What the person at hand is called elsewhere; who founds the very first circle is the project team.
fn own_role(device: &Device) -> Role {
    let me = device.member();
    let mut roles = device.spaces().into_iter().rev().filter_map(|space| {
        let members = device.members(space.id)?;
        Some(members.members.get(&me)?.role)
    });
    roles.next().unwrap_or(Role::Projektteam)
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
