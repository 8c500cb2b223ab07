//! Events and alliances that towns have together live in the network, because both read there. A town shows those it takes part
//! in among its own. What is released, what goes along and what follows is decided in `shared::joint`.

use super::core::Core;
use super::records::{RecordView, Records};
use super::session::Session;
use crate::error::AppError;
use crate::ui::*;
use shared::ids::{RecordId, SpaceId};
use shared::joint;
use shared::lists::Meaning;
use shared::merge::Edit;
use shared::records::{self, RecordDef, SpaceKind};
use shared::value::Value;

/// How far what a record belongs to is followed: board, vote, event; decision, minutes, event.
const STEPS_MAX: u8 = 3;

/// A record that was given to the network: what it takes to have it back.
#[derive(Debug, Clone)]
pub struct Given {
    /// The joint record.
    pub joint: RecordId,
    former: RecordId,
    /// What referred to the former one and refers to the joint one since.
    led: Vec<RecordId>,
}

impl Records {
    /// Returns the space in which a record made by these edits would live: that of the meeting it belongs to, else that of
    /// its kind. Reactive.
    #[must_use]
    pub fn home_for(self, def: &'static RecordDef, edits: &[Edit]) -> Option<SpaceId> {
        let core = self.0.get_value();
        let meaning = Meaning::in_edits(def, edits);
        core.owner_space(joint::owner_in(def, edits))
            .or_else(|| meaning.and_then(|it| core.space_of_meaning(def, &it)))
            .or_else(|| core.home(def.home))
    }

    /// Returns the space in which a record that belongs to `parent` would live. Reactive.
    #[must_use]
    pub fn home_below(self, def: &'static RecordDef, parent: Option<RecordId>) -> Option<SpaceId> {
        let core = self.0.get_value();
        core.owner_space(parent.filter(|_| joint::goes_along(def)))
            .or_else(|| core.space_at_home(def, parent.filter(|_| !def.same.is_empty())?))
            .or_else(|| core.home(def.home))
    }

    /// Returns the towns that run an event together, as records of the network; empty for an event of one town. Reactive.
    #[must_use]
    pub fn joint_towns(self, view: &RecordView) -> Vec<RecordId> {
        let core = self.0.get_value();
        if core.shared_place(view.def) == Some(view.space) {
            joint::towns(view.def, &view.state)
        } else {
            Vec::new()
        }
    }

    /// Whether something was written at a record that does not move to the network. Reactive.
    #[must_use]
    pub fn is_too_late_to_share(self, view: &RecordView) -> bool {
        let keys = view.def.joint.map_or(&[][..], |joint| joint.fixed);
        let kinds = keys.iter().filter_map(|key| records::by_key(key));
        let all: Vec<RecordView> = kinds.flat_map(|def| self.list_all(def)).collect();
        let all = all.iter().map(|other| (other.def, &*other.state));
        joint::is_too_late(view.def, view.id, all)
    }

    /// Makes the joint record, leads what refers to the former one to it, and puts that into the Papierkorb of its town. Broken
    /// off, it can be done again.
    ///
    /// # Errors
    ///
    /// As [`Records::write`].
    pub async fn give(
        self,
        id: RecordId,
        network: SpaceId,
        other: RecordId,
    ) -> Result<Given, AppError> {
        let view = untrack(|| self.get(id)).ok_or(AppError::NotFound)?;
        let joint = joint::id_of(view.def, id);
        let before = self.0.get_value().find(joint);
        let before = before.as_ref().map(|before| &*before.state);
        let towns = [RecordId(view.space.0), other];
        let release = joint::release(view.def, &view.state, &towns, before);
        self.write_in(network, view.def, joint, release.edits)
            .await?;
        let led = self.lead(id, joint, None).await?;
        self.trash(id).await?;
        Ok(Given {
            joint,
            former: id,
            led,
        })
    }

    /// Takes back what [`Records::give`] did; what other towns hung on the joint record meanwhile stays where it is.
    ///
    /// # Errors
    ///
    /// As [`Records::write`].
    pub async fn take_back(self, given: &Given) -> Result<(), AppError> {
        self.restore(given.former).await?;
        let led = Some(given.led.as_slice());
        self.lead(given.joint, given.former, led).await?;
        self.trash(given.joint).await
    }

    /// Returns how many records still refer to what a joint one was made out of: written without signal meanwhile, or on a device
    /// that could not be reached then. Only those this device may write. Reactive.
    #[must_use]
    pub fn stragglers(self, view: &RecordView) -> Option<(RecordId, usize)> {
        let trashed = self.trashed().into_iter();
        let trashed = trashed.filter(|it| it.def.id == view.def.id);
        let former = joint::former(view.def, view.id, trashed.map(|it| it.id))?;
        let (writes, _) = self.refer_to(former, view.id, None);
        (!writes.is_empty()).then_some((former, writes.len()))
    }

    /// Leads what refers to one record to another, in the order of the kinds; of `only` these. Returns what was led.
    ///
    /// # Errors
    ///
    /// As [`Records::write`].
    pub async fn lead(
        self,
        from: RecordId,
        to: RecordId,
        only: Option<&[RecordId]>,
    ) -> Result<Vec<RecordId>, AppError> {
        let (writes, _) = untrack(|| self.refer_to(from, to, only));
        let mut led = Vec::new();
        for (id, edits) in writes {
            self.write(id, edits).await?;
            led.push(id);
        }
        Ok(led)
    }

    fn refer_to(
        self,
        from: RecordId,
        to: RecordId,
        only: Option<&[RecordId]>,
    ) -> (Vec<(RecordId, Vec<Edit>)>, usize) {
        let all = records::ALL.iter().flat_map(|def| self.list_all(def));
        let all: Vec<RecordView> = all
            .filter(|view| only.is_none_or(|only| only.contains(&view.id)))
            .collect();
        let session = Session(self.0);
        let all = all
            .iter()
            .map(|it| (it.id, it.def, &*it.state, session.may_change(it)));
        joint::lead(from, to, all)
    }
}

impl Core {
    fn owner_space(&self, owner: Option<RecordId>) -> Option<SpaceId> {
        let owner = self.find(owner?)?;
        joint::goes_along(owner.def).then_some(owner.space)
    }

    /// A record with an id that follows from its parent lives where that lives, whatever town is shown: the same id in two
    /// circles would be two records. What belongs to something towns have together lives where the other lives that says which
    /// one it is: a member of a joint alliance with its organisation, in the town.
    fn space_of_meaning(&self, def: &RecordDef, meaning: &Meaning) -> Option<SpaceId> {
        let links = meaning.values().iter().filter_map(|value| match value {
            Value::Link(id) => Some(*id),
            _ => None,
        });
        let mut all = [meaning.parent()].into_iter().chain(links);
        all.find_map(|id| self.space_at_home(def, id))
    }

    /// The space of a record, if records of `def` are at home in such a one.
    fn space_at_home(&self, def: &RecordDef, of: RecordId) -> Option<SpaceId> {
        let space = self.find(of)?.space;
        let home = |it: &super::SpaceInfo| it.id == space && it.kind == def.home;
        let at_home = self.spaces.with(|spaces| spaces.iter().any(home));
        at_home.then_some(space)
    }

    /// The network, as the place where records of a town's kind may live that towns share. Reactive.
    pub(super) fn shared_place(&self, def: &RecordDef) -> Option<SpaceId> {
        let network = |space: &&super::SpaceInfo| space.kind == SpaceKind::Network;
        joint::may_be_shared(def)
            .then(|| {
                self.spaces
                    .with(|spaces| spaces.iter().find(network).map(|space| space.id))
            })
            .flatten()
    }

    /// Whether a record of the shared place belongs to something the town that is shown runs together with others. Reactive.
    pub(super) fn takes_part_here(&self, view: &RecordView) -> bool {
        let town = self.current.get();
        town.is_some_and(|town| self.takes_part(view, RecordId(town.0), STEPS_MAX))
    }

    fn takes_part(&self, view: &RecordView, town: RecordId, steps: u8) -> bool {
        if joint::towns(view.def, &view.state).contains(&town) {
            return true;
        }
        let Some(left) = steps.checked_sub(1) else {
            return false;
        };
        let mut owners = joint::owners(view.def, &view.state).into_iter();
        owners.any(|owner| {
            let owner = self.find(owner);
            owner.is_some_and(|owner| self.takes_part(&owner, town, left))
        })
    }
}
