//! What the handles of this folder share: the signals pages read, and behind them store, device, drafts.
//!
//! Only here and in the sync driver is the device borrowed, never across an await. Every save goes through
//! [`Core::save`]: rows of one call are one transaction, and transactions keep the order of the calls.

use super::attachments::Blobs;
use super::drafts::Drafts;
use super::keeping;
use super::locks::{Guard, LocksView};
use super::room::is_confidential;
use super::safety::Past;
use super::session::{JoinView, Phase, SpaceInfo};
use super::shelf::Shelf;
use super::sync::{Journal, Link, OfflineReady, PutOff};
use super::under_lock::UnderLockState;
use crate::error::AppError;
use crate::platform::bell::{Bell, Ring};
use crate::platform::channel::Channel;
use crate::platform::random::BrowserEntropy;
use crate::platform::writer_lock::WriterLock;
use crate::platform::{address, clock};
use crate::storage::{Durability, Store, StoreError};
use crate::ui::*;
use shared::crypto::{InvitePayload, InviteSecret, LocalKey, Passphrase, PassphraseSlot};
use shared::ids::{DeviceId, Hash, RecordId, SpaceId};
use shared::merge::Edit;
use shared::mlog::Capability;
use shared::protocol::ProblemCode;
use shared::records::SpaceKind;
use shared::sync::{Device, Erased, Received, Recovery, Salvaged, Upload, Write, WriteError};
use shared::text::Locale;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// How a handle reaches the core.
pub(crate) type Handle = StoredValue<Rc<Core>, LocalStorage>;

/// Key of the row of `Table::Vault` that holds the passphrase slot.
pub(super) const SLOT: &[u8] = b"slot";
/// Key of the row of `Table::Vault` that holds the code of an invitation until there is a key to seal it with.
pub(super) const CODE: &[u8] = b"invitation";

/// Records put into the search index at once: a few milliseconds on a cheap phone.
const INDEX_RECORDS: usize = 50;
/// With nothing to put in, the next look; whatever changes rings before.
const INDEX_IDLE_MS: u64 = 60_000;
/// Time for the screen between two of these.
const INDEX_PAUSE_MS: u64 = 4;

/// What is being set up before there is a device.
#[derive(Default)]
pub(super) struct Setup {
    pub name: String,
    pub words: Option<Passphrase>,
    pub invite: Option<(InviteSecret, InvitePayload)>,
    /// The invitation was scanned at a table, without a server.
    pub at_table: bool,
    pub founding: Option<super::founding::Plan>,
    /// Token of an empty installation.
    pub token: Option<Hash>,
    /// Code of an invitation that waits for its turn.
    pub code: Option<String>,
    /// A recovery under way, and the devices that are gone.
    pub recovery: Option<Recovery>,
    pub lost: Vec<DeviceId>,
}

/// The signals as pages get them: made once, so that they outlive every screen.
pub(super) struct Shown {
    pub phase: Signal<Phase>,
    pub me: Signal<String>,
    pub spaces: Signal<Vec<SpaceInfo>>,
    pub current: Signal<Option<SpaceInfo>>,
    pub link: Signal<Link>,
    pub put_off: Signal<Option<PutOff>>,
    pub last_success: Signal<Option<u64>>,
    pub offline: Signal<OfflineReady>,
    pub update: Signal<bool>,
    pub join: Signal<JoinView>,
    pub unsent: Signal<usize>,
    pub room: Signal<Option<u64>>,
}

/// Everything behind the handles.
pub(crate) struct Core {
    pub(super) shown: Shown,
    pub phase: RwSignal<Phase>,
    pub me: RwSignal<String>,
    pub spaces: RwSignal<Vec<SpaceInfo>>,
    pub current: RwSignal<Option<SpaceId>>,
    pub revision: RwSignal<u64>,
    pub link: RwSignal<Link>,
    pub put_off: RwSignal<Option<PutOff>>,
    pub last_success: RwSignal<Option<u64>>,
    pub journal: RwSignal<Vec<Journal>>,
    /// What was recovered, newest first.
    pub past: RwSignal<Vec<Past>>,
    /// Why the last save did not reach the disk.
    pub trouble: RwSignal<Option<StoreError>>,
    pub offline: RwSignal<OfflineReady>,
    pub update: RwSignal<bool>,
    /// Whether the files of the app lie on this phone, as far as it was asked.
    pub shell_kept: RwSignal<bool>,
    pub join: RwSignal<JoinView>,
    pub unsent: RwSignal<usize>,
    pub erased: RwSignal<Vec<Erased>>,
    pub locks: RwSignal<LocksView>,
    /// Until when the confidential room is open, milliseconds since 1970.
    pub room: RwSignal<Option<u64>>,
    /// The case that is shown.
    pub case: RwSignal<Option<SpaceId>>,
    pub device: RefCell<Option<Device>>,
    /// Rung when there may be something to do for the driver.
    pub bell: Bell,
    /// Rung when the search index may have something to take up.
    pub(super) index_bell: Bell,
    /// Rung when the live stream should be tried.
    pub live_bell: Bell,
    /// Rung when there may be an attachment to send or to fetch.
    pub(super) blob_bell: Bell,
    /// Counts what was learnt of attachments.
    pub(super) blobs_seen: RwSignal<u64>,
    pub(super) blobs: RefCell<Blobs>,
    /// Counts unlocks: work begun in an earlier session ends by itself.
    pub session: Cell<u64>,
    pub(super) opened_ms: Cell<u64>,
    /// What could be saved of a storage no device can be built from.
    pub(super) salvaged: RefCell<Option<Salvaged>>,
    pub(super) store: RefCell<Option<Rc<dyn Store>>>,
    pub(super) slot: RefCell<Option<PassphraseSlot>>,
    pub(super) guard: RefCell<Guard>,
    pub(super) setup: RefCell<Setup>,
    pub(super) shelf: RefCell<Shelf>,
    /// The language of the interface.
    locale: Cell<Locale>,
    pub(super) drafts: RefCell<Drafts>,
    pub(super) under_lock: UnderLockState,
    pub(super) lock: RefCell<Option<WriterLock>>,
    pub(super) channel: RefCell<Option<Channel>>,
}

impl Core {
    pub(super) fn make() -> Rc<Self> {
        let phase = RwSignal::new(Phase::Starting);
        let me = RwSignal::new(String::new());
        let spaces: RwSignal<Vec<SpaceInfo>> = RwSignal::new(Vec::new());
        let current = RwSignal::new(None);
        let link = RwSignal::new(Link::Offline);
        let last_success = RwSignal::new(None);
        let offline = RwSignal::new(OfflineReady::default());
        let update = RwSignal::new(false);
        let join = RwSignal::new(JoinView::default());
        let unsent = RwSignal::new(0);
        let room = RwSignal::new(None);
        let put_off = RwSignal::new(None);
        let town = move || {
            let id = current.get()?;
            spaces.with(|list| list.iter().find(|space| space.id == id).cloned())
        };
        Rc::new(Self {
            shown: Shown {
                phase: phase.into(),
                me: me.into(),
                spaces: spaces.into(),
                current: Signal::derive(town),
                link: link.into(),
                put_off: put_off.into(),
                last_success: last_success.into(),
                offline: offline.into(),
                update: update.into(),
                join: join.into(),
                unsent: unsent.into(),
                room: room.into(),
            },
            phase,
            me,
            spaces,
            current,
            revision: RwSignal::new(0),
            link,
            put_off,
            last_success,
            journal: RwSignal::new(Vec::new()),
            past: RwSignal::new(Vec::new()),
            trouble: RwSignal::new(None),
            offline,
            update,
            shell_kept: RwSignal::new(false),
            join,
            unsent,
            erased: RwSignal::new(Vec::new()),
            locks: RwSignal::new(LocksView::default()),
            room,
            case: RwSignal::new(None),
            device: RefCell::new(None),
            bell: Bell::default(),
            index_bell: Bell::default(),
            live_bell: Bell::default(),
            blob_bell: Bell::default(),
            blobs_seen: RwSignal::new(0),
            blobs: RefCell::default(),
            session: Cell::new(0),
            opened_ms: Cell::new(0),
            salvaged: RefCell::new(None),
            store: RefCell::new(None),
            slot: RefCell::new(None),
            guard: RefCell::default(),
            setup: RefCell::default(),
            shelf: RefCell::default(),
            locale: Cell::new(super::prefs::language()),
            drafts: RefCell::default(),
            under_lock: UnderLockState::default(),
            lock: RefCell::new(None),
            channel: RefCell::new(None),
        })
    }

    /// Returns the store, if it is open and this window may write.
    pub(super) fn store(&self) -> Result<Rc<dyn Store>, AppError> {
        let holds = self.lock.borrow().as_ref().is_some_and(WriterLock::holds);
        if !holds {
            return Err(AppError::OtherTab);
        }
        self.store
            .borrow()
            .clone()
            .ok_or(AppError::Store(StoreError::Unavailable))
    }

    /// Stores rows in one transaction. If that fails, what the device has in memory and the disk has not is
    /// forgotten: the device is loaded again.
    pub(crate) async fn save(
        &self,
        writes: Vec<Write>,
        durability: Durability,
    ) -> Result<(), AppError> {
        if writes.is_empty() {
            return Ok(());
        }
        let result = match self.store() {
            Ok(store) => store
                .commit(writes, durability)
                .await
                .map_err(AppError::Store),
            Err(error) => Err(error),
        };
        let trouble = match &result {
            Err(AppError::Store(error)) => Some(error.clone()),
            _ => None,
        };
        set_if_new(self.trouble, trouble);
        if result.is_err() {
            self.reload().await;
        }
        result
    }

    /// Loads the device again from its rows, with the key it has.
    pub(crate) async fn reload(&self) {
        let Some(device) = self.device.borrow_mut().take() else {
            return;
        };
        let session = self.session.get();
        let local = LocalKey::from_bytes(*device.local_key().as_bytes());
        drop(device);
        let loaded = self.load_or_salvage(local).await;
        if self.session.get() != session {
            return;
        }
        match loaded {
            Ok(device) => {
                *self.device.borrow_mut() = Some(device);
                self.renew();
                self.bell.ring(Ring::Soft);
            }
            Err(AppError::OtherTab) => self.phase.set(Phase::OtherTab),
            Err(error) => self.phase.set(Phase::Broken(error)),
        }
    }

    /// Builds the device from the rows on the disk; if that cannot be done, saves what is whole in them.
    pub(super) async fn load_or_salvage(&self, local: LocalKey) -> Result<Device, AppError> {
        let spare = LocalKey::from_bytes(*local.as_bytes());
        let loaded = self.load(local).await;
        if matches!(loaded, Err(AppError::Store(StoreError::Corrupted { .. }))) {
            self.salvage(&spare).await;
        }
        loaded
    }

    /// Builds the device from the rows on the disk.
    pub(super) async fn load(&self, local: LocalKey) -> Result<Device, AppError> {
        let store = self.store()?;
        keeping::build(&*store, local, &address::host()).await
    }

    /// Writes edits of one record and resolves when they are on the disk.
    pub(super) async fn write(
        &self,
        space: SpaceId,
        kind: u16,
        record: RecordId,
        edits: Vec<Edit>,
    ) -> Result<(), AppError> {
        // Where somebody was goes first: whoever reads that something is saved finds its place again, too.
        self.flush_drafts().await;
        let writes = {
            let mut device = self.device.borrow_mut();
            let device = device.as_mut().ok_or(AppError::Locked)?;
            let changes = [(kind, record, edits)];
            device
                .write(space, &changes, clock::now_ms(), &mut BrowserEntropy)
                .map_err(write_error)?
        };
        self.save(writes, Durability::Strict).await?;
        self.changed([(space, record)]);
        self.bell.ring(Ring::Soft);
        Ok(())
    }

    /// Takes note of what an answer of the server changed. Returns whether there is something to keep in the journal.
    pub(crate) fn take(self: &Rc<Self>, received: &Received) -> bool {
        let moved = received.sent + received.fetched;
        if moved > 0 {
            let entry = Journal {
                at_ms: clock::now_ms(),
                sent: received.sent,
                fetched: received.fetched,
            };
            self.journal.update(|journal| {
                journal.insert(0, entry);
                journal.truncate(super::sync::JOURNAL_ENTRIES_MAX);
            });
        }
        if !received.erased.is_empty() {
            self.erased
                .update(|erased| erased.extend(received.erased.iter().cloned()));
            // Lists and search keep what they once read: nothing of it may be shown once more.
            self.renew();
            self.index_bell.ring(Ring::Soft);
        }
        let healed = self.note_healed();
        if healed {
            // A server from a backup may lack attachments too.
            self.look_again(Ring::Soft);
        }
        if received.changed || !received.records.is_empty() {
            self.changed(received.records.iter().copied());
            self.blob_bell.ring(Ring::Soft);
        }
        if !received.erased.is_empty() {
            let core = Rc::clone(self);
            // What cannot be erased now is at the next unlock.
            spawn_local(async move { drop(core.drop_foreign().await) });
        }
        let nowhere = self.spaces.with_untracked(Vec::is_empty);
        if !received.erased.is_empty() && nowhere {
            // Half-typed forms are content too.
            self.drop_every_draft();
            self.phase.set(Phase::Empty);
        }
        healed || moved > 0
    }

    /// Renews what is kept of some records, and everything pages read.
    pub(super) fn changed(&self, records: impl IntoIterator<Item = (SpaceId, RecordId)>) {
        {
            let device = self.device.borrow();
            let Some(device) = device.as_ref() else {
                return;
            };
            let mut shelf = self.shelf.borrow_mut();
            for (space, record) in records {
                let state = device
                    .state(space)
                    .and_then(|state| state.records.get(&record));
                shelf.renew(space, record, state.map(|state| &**state));
            }
        }
        self.index_bell.ring(Ring::Soft);
        self.tell();
    }

    /// Renews everything after the device was loaded.
    pub(super) fn renew(&self) {
        *self.shelf.borrow_mut() = self
            .device
            .borrow()
            .as_ref()
            .map(Shelf::of)
            .unwrap_or_default();
        self.shelf.borrow_mut().speak(self.locale.get());
        self.tell();
    }

    /// Shows what stands for a name in the language of the interface.
    pub(super) fn speak(&self, locale: Locale) {
        if self.locale.replace(locale) != locale {
            self.shelf.borrow_mut().speak(locale);
            self.revision.update(|revision| *revision += 1);
        }
    }

    /// Keeps the search index filled piece by piece, so that neither the first screen nor a save waits for it.
    pub(super) fn index_in_the_background(self: &Rc<Self>) {
        let (core, session) = (Rc::clone(self), self.session.get());
        spawn_local(async move {
            while core.session.get() == session {
                // While a new phone loads, that comes first.
                let busy = matches!(core.phase.get_untracked(), Phase::Joining(_));
                if !busy && core.index(INDEX_RECORDS) {
                    clock::sleep(INDEX_PAUSE_MS).await;
                } else {
                    core.index_bell.wait(Ring::Soft, INDEX_IDLE_MS).await;
                }
            }
        });
    }

    /// Puts up to so many more records into the search index; returns whether there are more.
    pub(super) fn index(&self, count_max: usize) -> bool {
        let device = self.device.borrow();
        let Some(device) = device.as_ref() else {
            return false;
        };
        self.shelf.borrow_mut().index(device, count_max)
    }

    /// Forgets everything that is only in memory.
    pub(super) fn forget(&self) {
        self.session.set(self.session.get() + 1);
        *self.device.borrow_mut() = None;
        *self.shelf.borrow_mut() = Shelf::default();
        *self.drafts.borrow_mut() = Drafts::default();
        self.blobs.take();
        let code = self.setup.borrow_mut().code.take();
        *self.setup.borrow_mut() = Setup {
            code,
            ..Setup::default()
        };
        self.forget_locks();
        self.room.set(None);
        self.me.set(String::new());
        self.spaces.set(Vec::new());
        self.journal.set(Vec::new());
        self.past.set(Vec::new());
        self.bell.ring(Ring::Loud);
        self.index_bell.ring(Ring::Loud);
        self.live_bell.ring(Ring::Loud);
        self.blob_bell.ring(Ring::Loud);
        self.revision.update(|revision| *revision += 1);
    }

    fn tell(&self) {
        let (spaces, waiting, refused, me) = {
            let device = self.device.borrow();
            let Some(device) = device.as_ref() else {
                return;
            };
            self.shelf.borrow_mut().stand(device);
            let infos = device.spaces();
            let refused = infos.iter().find_map(|space| match space.upload {
                Upload::Blocked(code) => Some(code),
                Upload::Open => None,
            });
            let mut spaces: Vec<SpaceInfo> = infos
                .into_iter()
                .map(|space| SpaceInfo {
                    id: space.id,
                    kind: space.kind,
                    title: space.title,
                    // Under an alarm everybody only reads, so that nobody builds on what is false.
                    capability: (space.capability.filter(|_| space.alarm.is_none()))
                        .unwrap_or(Capability::Read),
                })
                .collect();
            spaces.sort_by(|a, b| (a.kind, &a.title, a.id).cmp(&(b.kind, &b.title, b.id)));
            (spaces, device.unsent(), refused, device.name().to_owned())
        };
        set_if_new(self.unsent, waiting.len());
        self.shelf.borrow_mut().mark_unsent(waiting);
        set_if_new(self.me, me);
        if let Some(code) = refused {
            set_if_new(self.link, Link::Refused(code));
        } else if matches!(self.link.get_untracked(), Link::Refused(_)) {
            self.link.set(Link::Online);
        }
        let shown = self.current.get_untracked();
        let wanted = wanted_space(&spaces, shown, super::prefs::last_space());
        set_if_new(self.current, wanted);
        set_if_new(self.spaces, spaces);
        self.revision.update(|revision| *revision += 1);
    }

    /// Returns the space in which records of this home live, as seen from the town and the case that are shown.
    /// Reactive.
    pub(super) fn home(&self, home: SpaceKind) -> Option<SpaceId> {
        let (current, case) = (self.current.get(), self.case.get());
        self.spaces
            .with(|spaces| home_of(spaces, home, current, case))
    }
}

/// Returns the space of a kind that belongs to what is shown. An inner circle belongs to the town of its name: what is
/// written in one town never lands in the inner circle of another.
fn home_of(
    spaces: &[SpaceInfo],
    home: SpaceKind,
    current: Option<SpaceId>,
    case: Option<SpaceId>,
) -> Option<SpaceId> {
    let mut here = spaces.iter().filter(|space| space.kind == home);
    let shown = |id: Option<SpaceId>| spaces.iter().find(|space| Some(space.id) == id);
    let found = match home {
        SpaceKind::Case => here.find(|space| Some(space.id) == case),
        SpaceKind::Core => match shown(current).filter(|it| it.kind == SpaceKind::Town) {
            Some(town) => here.find(|space| space.title == town.title),
            None => here.next(),
        },
        SpaceKind::Network | SpaceKind::Team | SpaceKind::Town => {
            let first = here.clone().next();
            here.find(|space| Some(space.id) == current).or(first)
        }
    };
    found.map(|space| space.id)
}

/// Returns the space to show: the one a person chose, else the one shown so far if it is a town, else the first town. An
/// inner circle without its town is none: it has the town's name and nothing else of it.
fn wanted_space(
    spaces: &[SpaceInfo],
    shown: Option<SpaceId>,
    chosen: Option<SpaceId>,
) -> Option<SpaceId> {
    let there = |id: Option<SpaceId>| spaces.iter().find(|space| Some(space.id) == id);
    let is_town = |space: &&SpaceInfo| space.kind == SpaceKind::Town;
    let open = |space: &&SpaceInfo| !is_confidential(space.kind);
    let wanted = there(chosen)
        .filter(open)
        .or_else(|| there(shown).filter(is_town))
        .or_else(|| spaces.iter().find(is_town))
        .or_else(|| spaces.iter().find(open));
    wanted.map(|space| space.id)
}

/// Returns what a refused edit means for the person.
pub(super) fn write_error(error: WriteError) -> AppError {
    match error {
        WriteError::NoSpace => AppError::NotFound,
        WriteError::ReadOnly | WriteError::Alarm => AppError::ReadOnly,
        WriteError::NeedsAdmins => AppError::Refused(ProblemCode::NeedsAdmins),
        WriteError::Mending => AppError::CountMending,
        WriteError::TooLarge { .. } => AppError::TooLarge,
        WriteError::Name => AppError::NameTooLong,
    }
}

/// Sets a signal only if the value is another one, so that nothing is drawn anew for nothing.
pub(super) fn set_if_new<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|old| *old != value) {
        signal.set(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn space(id: u8, kind: SpaceKind, title: &str) -> SpaceInfo {
        SpaceInfo {
            id: SpaceId([id; 16]),
            kind,
            title: title.to_owned(),
            capability: Capability::Admin,
        }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn what_is_written_confidentially_lands_in_the_circle_of_the_town_or_the_case_that_is_shown() {
        let spaces = [
            space(1, SpaceKind::Network, "Netz"),
            space(2, SpaceKind::Town, "Musterau"),
            space(3, SpaceKind::Town, "Beispielsdorf"),
            space(4, SpaceKind::Core, "Musterau"),
            space(5, SpaceKind::Case, "26-0001"),
        ];
        let id = |number: u8| Some(SpaceId([number; 16]));
        let home = |home, current, case| home_of(&spaces, home, current, case);
        assert_eq!(home(SpaceKind::Network, id(2), None), id(1));
        assert_eq!(home(SpaceKind::Town, id(3), None), id(3));
        assert_eq!(home(SpaceKind::Core, id(2), None), id(4));
        assert_eq!(
            home(SpaceKind::Core, id(3), None),
            None,
            "never another town's circle"
        );
        assert_eq!(home(SpaceKind::Core, None, None), id(4));
        assert_eq!(
            home(SpaceKind::Case, id(2), None),
            None,
            "a case is chosen, never guessed"
        );
        assert_eq!(home(SpaceKind::Case, id(2), id(5)), id(5));
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_device_that_keeps_only_an_inner_circle_shows_no_town_of_its_name() {
        let core = space(4, SpaceKind::Core, "Musterau");
        let network = space(1, SpaceKind::Network, "Netz");
        let town = space(2, SpaceKind::Town, "Musterau");
        let id = |number: u8| Some(SpaceId([number; 16]));
        let alone = [core.clone()];
        assert_eq!(wanted_space(&alone, id(2), id(2)), None);
        assert_eq!(wanted_space(&alone, id(4), id(4)), None);
        assert_eq!(wanted_space(&[core.clone(), network], id(2), id(2)), id(1));
        assert_eq!(wanted_space(&[core, town], id(4), id(4)), id(2));
    }
}
