//! Who is here: phase of the app, unlocking, the spaces of this device, the town that is shown.

use super::model::RecordState;
use crate::error::AppError;
use leptos::prelude::*;
use shared::ids::{DeviceId, RecordId, SpaceId};
use shared::records::{RecordDef, SpaceKind};
use shared::text::Text;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What the whole app is doing; chooses what stands on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// The store is being opened.
    Starting,
    /// Nothing is on this device.
    Empty,
    /// There are keys, but they are not in memory.
    Locked,
    /// This device is on its way in.
    Joining(JoinStep),
    /// Pages can be shown.
    Open,
    /// The store cannot be used.
    Broken(AppError),
    /// Another window is the writer.
    OtherTab,
}

/// Where joining stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JoinStep {
    /// The invitation is being read.
    Reading,
    /// The invitation cannot be used.
    Failed(AppError),
    /// Town, role and expiry are on screen; a name is asked for.
    Welcome,
    /// The six words are shown.
    Words,
    /// The request is sent; an admin's device has to answer.
    Waiting,
    /// Spaces are being downloaded.
    Loading,
    /// The proof that the app works offline.
    Ready,
    /// The first person founds the network.
    Founding,
}

/// A space of this device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpaceInfo {
    /// Its id.
    pub id: SpaceId,
    /// Kind of circle.
    pub kind: SpaceKind,
    /// Its name, for example the town's.
    pub title: String,
    /// What this device may do here.
    pub capability: Capability,
}

/// What a device may do in a space.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Capability {
    /// Read.
    Read,
    /// Read and write.
    Write,
    /// Read, write and invite.
    Admin,
}

/// Who is behind a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// Name given to the device, for example "Telefon Uta".
    pub name: String,
    /// Whether it is the device in the hand.
    pub this_device: bool,
}

pub(super) type Handle = StoredValue<Rc<Core>, LocalStorage>;

pub(super) struct Core {
    pub phase: RwSignal<Phase>,
    pub me: RwSignal<String>,
    pub spaces: RwSignal<Vec<SpaceInfo>>,
    pub current: RwSignal<Option<SpaceId>>,
    pub revision: RwSignal<u64>,
    pub rows: RefCell<BTreeMap<RecordId, Row>>,
    pub drafts: RefCell<BTreeMap<String, super::records::DraftFields>>,
    pub op_no: RefCell<u64>,
}

pub(super) struct Row {
    pub space: SpaceId,
    pub def: &'static RecordDef,
    pub state: Rc<RecordState>,
}

pub(super) fn make_core() -> Handle {
    let town = SpaceId([1; 16]);
    StoredValue::new_local(Rc::new(Core {
        phase: RwSignal::new(Phase::Open),
        me: RwSignal::new("Telefon Uta".to_owned()),
        spaces: RwSignal::new(vec![SpaceInfo {
            id: town,
            kind: SpaceKind::Town,
            title: "Musterau".to_owned(),
            capability: Capability::Admin,
        }]),
        current: RwSignal::new(Some(town)),
        revision: RwSignal::new(0),
        rows: RefCell::default(),
        drafts: RefCell::default(),
        op_no: RefCell::new(0),
    }))
}

/// Who is here and what is open.
#[derive(Clone, Copy)]
pub struct Session(pub(super) Handle);

impl Session {
    /// Returns what the whole app is doing.
    #[must_use]
    pub fn phase(self) -> Signal<Phase> {
        self.0.get_value().phase.into()
    }

    /// Opens the keys with the six words; typing is forgiving (case, umlauts, four letters).
    ///
    /// # Errors
    ///
    /// When the words are not six, not in the list, or not the right ones.
    #[expect(clippy::unused_async, reason = "stand-in")]
    pub async fn unlock(self, words: String) -> Result<(), AppError> {
        drop(words);
        self.0.get_value().phase.set(Phase::Open);
        Ok(())
    }

    /// Drops the keys from memory.
    pub fn lock(self) {
        self.0.get_value().phase.set(Phase::Locked);
    }

    /// Returns this device's id.
    #[must_use]
    pub const fn device(self) -> DeviceId {
        DeviceId([7; 16])
    }

    /// Returns the name of this device.
    #[must_use]
    pub fn me(self) -> Signal<String> {
        self.0.get_value().me.into()
    }

    /// Whether this device may write in the space. Reactive.
    #[must_use]
    pub fn may_write(self, space: SpaceId) -> bool {
        self.capability(space) >= Some(Capability::Write)
    }

    /// Whether this device may invite into the space. Reactive.
    #[must_use]
    pub fn is_admin(self, space: SpaceId) -> bool {
        self.capability(space) >= Some(Capability::Admin)
    }

    /// Returns the spaces of this device, towns by name after network and team.
    #[must_use]
    pub fn spaces(self) -> Signal<Vec<SpaceInfo>> {
        self.0.get_value().spaces.into()
    }

    /// Returns the town that is shown.
    #[must_use]
    pub fn current(self) -> Signal<Option<SpaceInfo>> {
        let core = self.0.get_value();
        let (spaces, current) = (core.spaces, core.current);
        Signal::derive(move || {
            let id = current.get()?;
            spaces.with(|list| list.iter().find(|space| space.id == id).cloned())
        })
    }

    /// Shows another town.
    pub fn choose(self, space: SpaceId) {
        self.0.get_value().current.set(Some(space));
    }

    /// Returns who is behind a device. Reactive.
    #[must_use]
    pub fn who(self, space: SpaceId, device: DeviceId) -> Option<Who> {
        let _space = space;
        Some(Who { name: self.me().get(), this_device: device == self.device() })
    }

    /// Returns the words for a space kind and role on this device, for example "Gemeindekümmernde". Reactive.
    #[must_use]
    pub fn role(self, space: SpaceId) -> Option<Text> {
        let _space = space;
        None
    }

    fn capability(self, space: SpaceId) -> Option<Capability> {
        self.spaces().with(|list| {
            list.iter().find(|info| info.id == space).map(|info| info.capability)
        })
    }
}
