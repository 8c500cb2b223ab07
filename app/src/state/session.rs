//! Who is here: phase of the app, unlocking, the spaces of this device, the town that is shown.

use super::core::Handle;
use super::records::RecordView;
use crate::error::AppError;
use crate::platform::bell::Ring;
use crate::ui::*;
use shared::ids::{DeviceId, SpaceId};
use shared::mlog::{Capability, Role};
use shared::records::SpaceKind;
use shared::sync::{Erased, Recoverable, Recovery};
use shared::text::{Text, words};
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
    /// The keys are in memory and the pages hidden: a number or the phone's own lock shows them again.
    ScreenLocked,
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
    /// The first person names network, town and themselves.
    Founding,
    /// The code of a recovery sheet is asked for.
    Sheet,
    /// What the sheet opens is on screen.
    Recover,
    /// The six words are shown.
    Words,
    /// The request is sent; an admin's device has to answer.
    Waiting,
    /// Spaces are being downloaded.
    Loading,
    /// The proof that the app works offline.
    Ready,
}

/// What the welcome screen shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct JoinView {
    /// Name of the town or network.
    pub title: String,
    /// What the person will be.
    pub role: Option<Text>,
    /// Display name of the inviting person.
    pub inviter: String,
    /// When the invitation ends, milliseconds since 1970.
    pub expires_ms: u64,
    /// How often it may still be used; `None` where no server was asked.
    pub uses_left: Option<u32>,
    /// The device has keys and a name already: neither is asked for again.
    pub known_device: bool,
    /// It brings a further device of a person who is in already; the title is the person's name.
    pub further: bool,
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
    /// What this device may do here now.
    pub capability: Capability,
}

/// Who is behind a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// Display name, for example "Telefon Uta".
    pub name: String,
    /// Whether it is the device in the hand.
    pub this_device: bool,
}

/// Who wrote something in a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Author {
    /// A person with a name.
    Known(Who),
    /// Somebody of another town, who is not named.
    Elsewhere,
    /// A device that this one does not know.
    Unknown,
}

/// Who is here and what is open.
#[derive(Clone, Copy)]
pub struct Session(pub(super) Handle);

impl Session {
    /// Returns what the whole app is doing.
    #[must_use]
    pub fn phase(self) -> Signal<Phase> {
        self.0.get_value().shown.phase
    }

    /// Opens the keys with the six words; typing is forgiving (case, umlauts, four letters).
    ///
    /// # Errors
    ///
    /// When the words are not six, not in the list, or not the right ones; when the store cannot be read.
    pub async fn unlock(self, words: String) -> Result<(), AppError> {
        let core = self.0.get_value();
        core.unlock(&words).await
    }

    /// Drops the keys from memory. Everything stays on the disk.
    pub fn lock(self) {
        let core = self.0.get_value();
        wasm_bindgen_futures::spawn_local(async move { core.lock_up().await });
    }

    /// Returns this device's id; zeros while it is locked.
    #[must_use]
    pub fn device(self) -> DeviceId {
        let core = self.0.get_value();
        let device = core.device.borrow();
        device
            .as_ref()
            .map_or(DeviceId([0; 16]), shared::sync::Device::id)
    }

    /// Returns every device of this person that any of the spaces knows, this one included.
    #[must_use]
    pub fn own_devices(self) -> Vec<DeviceId> {
        let core = self.0.get_value();
        let device = core.device.borrow();
        let Some(device) = device.as_ref() else {
            return Vec::new();
        };
        let mut own = vec![device.id()];
        for space in device.spaces() {
            let entries = device
                .members(space.id)
                .map(|members| members.devices.iter());
            for (id, entry) in entries.into_iter().flatten() {
                if entry.member == device.member() && !own.contains(id) {
                    own.push(*id);
                }
            }
        }
        own
    }

    /// Returns the name of this device's person.
    #[must_use]
    pub fn me(self) -> Signal<String> {
        self.0.get_value().shown.me
    }

    /// Whether this device may write in the space. Reactive.
    #[must_use]
    pub fn may_write(self, space: SpaceId) -> bool {
        self.capability(space) >= Some(Capability::Write)
    }

    /// Whether this device may change a record that is there: nobody else leads it, no other town wrote it. Reactive.
    #[must_use]
    pub fn may_change(self, view: &RecordView) -> bool {
        self.may_write(view.space)
            && !view.unnamed
            && !self.0.get_value().is_anothers(view)
            && self.led_by_other(view).is_none()
    }

    /// Whether this device may invite into the space. Reactive.
    #[must_use]
    pub fn is_admin(self, space: SpaceId) -> bool {
        self.capability(space) >= Some(Capability::Admin)
    }

    /// Returns the spaces of this device: network, team, then towns by name.
    #[must_use]
    pub fn spaces(self) -> Signal<Vec<SpaceInfo>> {
        self.0.get_value().shown.spaces
    }

    /// Returns the spaces that were erased from this device by order of somebody who may, since it was unlocked.
    #[must_use]
    pub fn erased(self) -> Signal<Vec<Erased>> {
        self.0.get_value().erased.into()
    }

    /// Takes note that the person has read what was erased.
    pub fn erased_was_read(self) {
        self.0.get_value().erased.set(Vec::new());
    }

    /// Returns the town that is shown.
    #[must_use]
    pub fn current(self) -> Signal<Option<SpaceInfo>> {
        self.0.get_value().shown.current
    }

    /// Shows another town, now and after the next start.
    pub fn choose(self, space: SpaceId) {
        super::prefs::keep_last_space(space);
        self.0.get_value().current.set(Some(space));
    }

    /// Returns who is behind a device; `None` for one that this device does not know. For who wrote something in a record
    /// there is [`Session::author`]. Reactive.
    #[must_use]
    pub fn who(self, space: SpaceId, device: DeviceId) -> Option<Who> {
        let core = self.0.get_value();
        core.revision.track();
        let known = core.device.borrow();
        let known = known.as_ref()?;
        let this_device = known.id() == device;
        let name = known.name_of(space, device);
        let name = name.or_else(|| this_device.then(|| known.name().to_owned()))?;
        Some(Who { name, this_device })
    }

    /// Returns who wrote with a device in a record. What asks for no sender names nobody to people of other towns.
    /// Reactive.
    #[must_use]
    pub fn author(self, record: &RecordView, device: DeviceId) -> Author {
        let core = self.0.get_value();
        core.revision.track();
        if record.veiled && !core.shelf.borrow().near().knows(device) {
            return Author::Elsewhere;
        }
        self.who(record.space, device)
            .map_or(Author::Unknown, Author::Known)
    }

    /// Returns what this device's person is in a space, for example "Gemeindekümmernde". Reactive.
    #[must_use]
    pub fn role(self, space: SpaceId) -> Option<Text> {
        let core = self.0.get_value();
        core.revision.track();
        let device = core.device.borrow();
        let device = device.as_ref()?;
        let member = device.members(space)?.members.get(&device.member())?;
        Some(role_words(member.role))
    }

    /// Whether whoever is here may take lists and records of a space out of the app: the caretaker, the town hall, the central
    /// team. Reactive.
    #[must_use]
    pub fn may_take_out(self, space: SpaceId) -> bool {
        let core = self.0.get_value();
        core.revision.track();
        let device = core.device.borrow();
        let role = device.as_ref().and_then(|device| {
            let members = device.members(space)?;
            Some(members.members.get(&device.member())?.role)
        });
        matches!(role, Some(Role::Gk | Role::Rathaus | Role::Projektteam))
    }

    /// Returns how many other devices may write in a space. Reactive.
    #[must_use]
    pub fn other_devices(self, space: SpaceId) -> usize {
        let core = self.0.get_value();
        core.revision.track();
        let device = core.device.borrow();
        let Some(device) = device.as_ref() else {
            return 0;
        };
        let members = device.members(space);
        members.map_or(0, |members| {
            members
                .devices
                .iter()
                .filter(|(id, entry)| **id != device.id() && entry.removed_at.is_none())
                .count()
        })
    }

    /// Returns what the welcome screen shows.
    #[must_use]
    pub fn invitation(self) -> Signal<JoinView> {
        self.0.get_value().shown.join
    }

    /// Reads an invitation from a link or a typed code.
    pub fn open_invitation(self, code: String) {
        let core = self.0.get_value();
        wasm_bindgen_futures::spawn_local(async move { core.open_invitation(&code).await });
    }

    /// Tries again to read the invitation that could not be read without a network.
    pub fn retry_invitation(self) {
        let core = self.0.get_value();
        wasm_bindgen_futures::spawn_local(async move { core.follow_link().await });
    }

    /// Accepts the invitation under this name: shows the six words, or joins at once on a device that has some.
    pub fn accept(self, name: &str) {
        self.0.get_value().accept(name);
    }

    /// Takes what the first person named: network, first town (key of the official list, or a free name),
    /// themselves. Shows the six words.
    pub fn found(self, network: &str, town_ags: Option<&str>, town: &str, name: &str) {
        self.0
            .get_value()
            .plan_founding(network, town_ags, town, name);
    }

    /// Begins the way back with a recovery sheet.
    pub fn use_sheet(self) {
        self.0.get_value().join_step(JoinStep::Sheet);
    }

    /// Asks the server what the sheet with this code opens, and shows it.
    ///
    /// # Errors
    ///
    /// [`AppError::SheetCode`] for a misread code, [`AppError::SheetUnknown`], or no network.
    pub async fn read_sheet(self, code: String) -> Result<(), AppError> {
        let core = self.0.get_value();
        core.read_sheet(&code).await
    }

    /// Returns whose sheet it is and what it opens.
    #[must_use]
    pub fn sheet(self) -> Option<Recoverable> {
        let core = self.0.get_value();
        core.join.track();
        let setup = core.setup.borrow();
        setup.recovery.as_ref().and_then(Recovery::found)
    }

    /// Goes on with the sheet: names this device and the devices that are gone. Shows the six words.
    pub fn recover(self, name: &str, lost: Vec<DeviceId>) {
        self.0.get_value().plan_recovery(name, lost);
    }

    /// Returns the six words while they are shown.
    #[must_use]
    pub fn words(self) -> Option<[&'static str; 6]> {
        let core = self.0.get_value();
        core.join.track();
        core.phase.track();
        core.setup
            .borrow()
            .words
            .as_ref()
            .map(shared::crypto::Passphrase::words)
    }

    /// Shows six other words.
    pub fn other_words(self) {
        self.0.get_value().make_words();
    }

    /// The words are on paper: makes and stores the keys, then asks to join or founds.
    ///
    /// # Errors
    ///
    /// When the device has not the memory or the room; the words stay on screen.
    pub async fn confirm_words(self) -> Result<(), AppError> {
        let core = self.0.get_value();
        core.confirm_words().await
    }

    /// Goes on to the pages.
    pub fn finish(self) {
        let core = self.0.get_value();
        core.phase.set(Phase::Open);
        core.index_bell.ring(Ring::Soft);
    }

    /// Leaves an invitation that cannot be used.
    pub fn leave_invitation(self) {
        let core = self.0.get_value();
        wasm_bindgen_futures::spawn_local(async move { core.leave_invitation().await });
    }

    /// Makes this window the one that writes; the other one stops.
    pub fn take_over(self) {
        let core = self.0.get_value();
        wasm_bindgen_futures::spawn_local(async move { core.take_over().await });
    }

    /// Tries to open the store again.
    pub fn try_again(self) {
        let core = self.0.get_value();
        wasm_bindgen_futures::spawn_local(async move { Rc::clone(&core).open().await });
    }

    fn capability(self, space: SpaceId) -> Option<Capability> {
        self.spaces().with(|list| {
            list.iter()
                .find(|info| info.id == space)
                .map(|info| info.capability)
        })
    }
}

/// Returns the words for a role.
pub(super) const fn role_words(role: Role) -> Text {
    match role {
        Role::Gk => words::ROLE_GK,
        Role::Projektteam => words::ROLE_PROJEKTTEAM,
        Role::Rathaus => words::ROLE_RATHAUS,
        Role::Allianz => words::ROLE_ALLIANZ,
        Role::Lesen => words::ROLE_LESEN,
    }
}
