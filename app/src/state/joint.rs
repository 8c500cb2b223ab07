//! Events that towns run together live in the network, because both read there; what is written at them goes along. A town
//! shows those it takes part in among its own (`shared::event::joint`).

use super::core::Core;
use super::records::{RecordView, Records};
use crate::ui::*;
use shared::event::joint;
use shared::ids::{RecordId, SpaceId};
use shared::lists::Meaning;
use shared::merge::Edit;
use shared::records::{RecordDef, SpaceKind};

/// How far what a record belongs to is followed: board, vote, event; decision, minutes, event.
const STEPS_MAX: u8 = 3;

impl Records {
    /// Returns the space in which a record made by these edits would live: that of the meeting it belongs to, else that of
    /// its kind. Reactive.
    #[must_use]
    pub fn home_for(self, def: &'static RecordDef, edits: &[Edit]) -> Option<SpaceId> {
        let core = self.0.get_value();
        let meaning = Meaning::in_edits(def, edits);
        core.owner_space(joint::owner_in(def, edits))
            .or_else(|| core.space_of_parent(def, meaning.map(|it| it.parent())))
            .or_else(|| core.home(def.home))
    }

    /// Returns the space in which a record that belongs to `parent` would live. Reactive.
    #[must_use]
    pub fn home_below(self, def: &'static RecordDef, parent: Option<RecordId>) -> Option<SpaceId> {
        let core = self.0.get_value();
        core.owner_space(parent.filter(|_| joint::goes_along(def)))
            .or_else(|| core.space_of_parent(def, parent))
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
}

impl Core {
    fn owner_space(&self, owner: Option<RecordId>) -> Option<SpaceId> {
        let owner = self.find(owner?)?;
        joint::goes_along(owner.def).then_some(owner.space)
    }

    /// A record with an id that follows from its parent lives where that lives, whatever town is shown: the same id in two
    /// circles would be two records.
    fn space_of_parent(&self, def: &RecordDef, parent: Option<RecordId>) -> Option<SpaceId> {
        let parent = self.find(parent.filter(|_| !def.same.is_empty())?)?;
        (parent.def.home == def.home).then_some(parent.space)
    }

    /// The network, as the place where records of a town's kind may live that towns share. Reactive.
    pub(super) fn shared_place(&self, def: &RecordDef) -> Option<SpaceId> {
        let network = |space: &&super::SpaceInfo| space.kind == SpaceKind::Network;
        joint::goes_along(def)
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
