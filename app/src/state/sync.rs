//! What is sent and what is not, the journal, the proof of offline readiness, invitations.

use super::core::{Core, Handle};
use super::joining::invite_error;
use super::safety::Past;
use crate::error::{AppError, advice};
use crate::platform::bell::Ring;
use crate::platform::random::BrowserEntropy;
use crate::platform::{address, clock, lasting, service_worker};
use crate::storage::Durability;
use crate::ui::*;
use minicbor::{Decode, Encode};
use shared::crypto::LocalKey;
use shared::ids::{InviteId, SpaceId};
use shared::mlog::{Capability, Role};
use shared::protocol::ProblemCode;
use shared::records::{self, RecordDef};
use shared::sync::{Device, Progress, Row, Table, Write};
use shared::text::Text;
use std::collections::BTreeMap;

/// Greatest number of entries of the journal.
pub(super) const JOURNAL_ENTRIES_MAX: usize = 50;
/// Row of [`Table::Notes`] that holds the journal.
const JOURNAL: &[u8] = b"journal";
/// How long an invitation may wait for the server to know it.
const ANNOUNCE_MS_MAX: u64 = 15_000;
const LOOK_MS: u64 = 100;

/// Fewer envelopes than this come within a moment: nothing to show a bar for.
const CATCH_UP_ROWS: u64 = 64;

/// How much of something that is being loaded is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loading {
    /// The state a space begins with.
    Bytes(Progress),
    /// What was written since, or all of it.
    Envelopes {
        /// Read and stored.
        done: u64,
        /// On the server.
        all: u64,
    },
}

impl Loading {
    /// Returns what is done and what there is in all, in the same unit.
    #[must_use]
    pub const fn done_of(self) -> (u64, u64) {
        match self {
            Self::Bytes(progress) => (progress.bytes_done, progress.bytes_all),
            Self::Envelopes { done, all } => (done, all),
        }
    }
}

/// How the app and the server stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// The last exchange worked.
    Online,
    /// The server cannot be reached. Normal; everything works.
    Offline,
    /// An exchange is under way.
    Sending,
    /// The server refuses something; nothing is lost.
    Refused(ProblemCode),
}

/// The server answered, but not with what was asked for; the next try comes by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PutOff {
    /// What it said.
    pub code: ProblemCode,
    /// When it is asked again, milliseconds since 1970.
    pub next_ms: u64,
}

/// One exchange with the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct Journal {
    /// When, milliseconds since 1970.
    #[n(0)]
    pub at_ms: u64,
    /// How many envelopes were sent.
    #[n(1)]
    pub sent: usize,
    /// How many envelopes of others came.
    #[n(2)]
    pub fetched: usize,
}

/// Proof that the app works without network. `None` is not yet tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OfflineReady {
    /// Whether every file of the app lies in the cache.
    pub shell: Option<bool>,
    /// Size of those files.
    pub shell_bytes: u64,
    /// Whether every space was downloaded and can be read back from the disk.
    pub data: bool,
    /// Whether the browser promised not to clear the storage.
    pub persisted: Option<bool>,
    /// When this was tested, milliseconds since 1970; 0 is never.
    pub checked_ms: u64,
}

/// An invitation of this device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Its public name.
    pub id: InviteId,
    /// The link, also the content of the QR code.
    pub link: String,
    /// The code alone, for typing.
    pub code: String,
    /// What the invited person will be.
    pub role: Text,
    /// When it ends, milliseconds since 1970.
    pub expires_ms: u64,
    /// How often it may be used.
    pub uses_max: u32,
    /// How many devices came with it.
    pub uses: u32,
    /// Circles it leads to.
    pub spaces: Vec<SpaceId>,
    /// It brings a further device of somebody who is there already.
    pub further: bool,
    /// The server knows it. Before that the link leads nowhere.
    pub announced: bool,
    /// It is being taken back.
    pub withdrawn: bool,
    /// It ended because somebody who came with it was turned away.
    pub closed: bool,
    /// Why the server does not take it, or lets nobody in with it, in words.
    pub problem: Option<Text>,
}

impl Invitation {
    /// Returns how many can still come with it.
    #[must_use]
    pub const fn uses_left(&self) -> u32 {
        self.uses_max.saturating_sub(self.uses)
    }

    /// Whether somebody can still come with it.
    #[must_use]
    pub const fn is_open(&self, now_ms: u64) -> bool {
        self.expires_ms > now_ms && self.uses_left() > 0 && !self.withdrawn && !self.closed
    }
}

/// What is sent and what is not.
#[derive(Clone, Copy)]
pub struct SyncStatus(pub(super) Handle);

impl SyncStatus {
    /// Returns the number of records with changes the server does not hold yet.
    #[must_use]
    pub fn unsent(self) -> Signal<usize> {
        self.0.get_value().shown.unsent
    }

    /// Returns the same by kind of record, kinds without any left out. Reactive.
    #[must_use]
    pub fn unsent_by_kind(self) -> Vec<(&'static RecordDef, usize)> {
        let core = self.0.get_value();
        core.revision.track();
        let mut counts: BTreeMap<u16, usize> = BTreeMap::new();
        for waiting in core.shelf.borrow().unsent() {
            *counts.entry(waiting.kind).or_default() += 1;
        }
        counts
            .into_iter()
            .filter_map(|(kind, count)| Some((records::by_id(kind)?, count)))
            .collect()
    }

    /// Returns how much is here of what is being loaded; `None` if that is nothing, or little. Reactive.
    #[must_use]
    pub fn loading(self) -> Option<Loading> {
        let core = self.0.get_value();
        core.revision.track();
        let device = core.device.borrow();
        let spaces: Vec<_> = device.iter().flat_map(Device::spaces).collect();
        let bytes = spaces.iter().filter_map(|space| space.progress);
        let bytes = bytes.reduce(|sum, next| Progress {
            bytes_done: sum.bytes_done.saturating_add(next.bytes_done),
            bytes_all: sum.bytes_all.saturating_add(next.bytes_all),
        });
        if let Some(bytes) = bytes {
            return Some(Loading::Bytes(bytes));
        }
        let read = spaces.iter().map(|space| space.read);
        let (done, all) = read.fold((0, 0), |(done, all), next| (done + next.0, all + next.1));
        (all - done > CATCH_UP_ROWS).then_some(Loading::Envelopes { done, all })
    }

    /// Returns the number of envelopes of this device that the server has confirmed. Reactive.
    #[must_use]
    pub fn confirmed(self) -> usize {
        let core = self.0.get_value();
        core.revision.track();
        let confirmed = core.device.borrow().as_ref().map_or(0, Device::confirmed);
        usize::try_from(confirmed).unwrap_or(usize::MAX)
    }

    /// Returns how the app and the server stand.
    #[must_use]
    pub fn state(self) -> Signal<Link> {
        self.0.get_value().shown.link
    }

    /// Returns what the server said last instead of what it was asked for, until it does.
    #[must_use]
    pub fn put_off(self) -> Signal<Option<PutOff>> {
        self.0.get_value().shown.put_off
    }

    /// Returns when an exchange last worked, milliseconds since 1970.
    #[must_use]
    pub fn last_success_ms(self) -> Signal<Option<u64>> {
        self.0.get_value().shown.last_success
    }

    /// Returns the last exchanges that moved anything, newest first. Reactive.
    #[must_use]
    pub fn journal(self) -> Vec<Journal> {
        self.0.get_value().journal.get()
    }

    /// Tries an exchange now.
    pub fn send_now(self) {
        let core = self.0.get_value();
        if let Some(device) = core.device.borrow_mut().as_mut() {
            device.retry();
        }
        core.bell.ring(Ring::Loud);
        core.live_bell.ring(Ring::Loud);
    }

    /// Returns a report for helpers: numbers and states, no content, no names, no keys. Reactive.
    #[must_use]
    pub fn report(self) -> String {
        let core = self.0.get_value();
        core.revision.track();
        let mut lines = vec![
            format!("schulterschluss {}", env!("CARGO_PKG_VERSION")),
            format!("link {:?}", core.link.get()),
            format!("last_success_ms {:?}", core.last_success.get()),
            format!("unsent {}", core.unsent.get()),
            format!("offline {:?}", core.offline.get()),
        ];
        let device = core.device.borrow();
        for space in device.iter().flat_map(Device::spaces) {
            let count = device
                .as_ref()
                .and_then(|device| device.state(space.id))
                .map_or(0, |state| state.records.len());
            let id: String = space.id.to_string().chars().take(4).collect();
            lines.push(format!(
                "space {id} kind {:?} capability {:?} members {} records {count} complete {} upload {:?} \
                 alarm {:?} waiting_for_update {} quarantined {}",
                space.kind,
                space.capability,
                space.members,
                space.complete,
                space.upload,
                space.alarm,
                space.waiting_for_update,
                space.quarantined,
            ));
        }
        lines.join("\n")
    }

    /// Returns the last result of [`SyncStatus::check_offline`].
    #[must_use]
    pub fn offline_ready(self) -> Signal<OfflineReady> {
        self.0.get_value().shown.offline
    }

    /// Tests whether the app works without network: asks the service worker for its files, reads the whole store
    /// back and builds the device from it, and asks the browser to keep the storage.
    pub async fn check_offline(self) {
        let core = self.0.get_value();
        let ready = core.prove_offline().await;
        core.offline.set(ready);
    }

    /// Makes an invitation for one person and waits until the server knows it.
    ///
    /// # Errors
    ///
    /// When this device may not invite there, or the server refuses it.
    pub async fn invite(
        self,
        role: Role,
        grants: Vec<(SpaceId, Capability)>,
        life_ms: u64,
    ) -> Result<Invitation, AppError> {
        let core = self.0.get_value();
        core.invite(role, &grants, life_ms).await
    }

    /// Returns the invitations this device made, also those that have ended, the last to end first. Reactive.
    #[must_use]
    pub fn invitations(self) -> Vec<Invitation> {
        let core = self.0.get_value();
        core.revision.track();
        let device = core.device.borrow();
        let made = device.iter().flat_map(Device::invitations);
        let mut all: Vec<Invitation> = made.map(|it| shown(&it)).collect();
        all.sort_by_key(|it| std::cmp::Reverse(it.expires_ms));
        all
    }

    /// Whether a new version of the app is downloaded and waits for [`SyncStatus::activate_update`].
    #[must_use]
    pub fn update_ready(self) -> Signal<bool> {
        self.0.get_value().shown.update
    }

    /// Loads the new version. Never while a form is open: what is typed is kept as a draft first.
    pub fn activate_update(self) {
        let core = self.0.get_value();
        wasm_bindgen_futures::spawn_local(async move {
            core.flush_drafts().await;
            service_worker::activate().await;
        });
    }

    /// Returns used bytes and the browser's limit, as the browser estimates them.
    pub async fn storage_room(self) -> Option<(u64, u64)> {
        lasting::room().await
    }
}

impl Core {
    async fn prove_offline(&self) -> OfflineReady {
        self.keep_shell();
        let shell = service_worker::status().await;
        let persisted = match lasting::promised().await {
            Some(true) => Some(true),
            _ => lasting::ask().await,
        };
        let (local, complete) = {
            let device = self.device.borrow();
            let Some(device) = device.as_ref() else {
                return OfflineReady::default();
            };
            let complete =
                !device.is_joining() && device.spaces().iter().all(|space| space.complete);
            (
                LocalKey::from_bytes(*device.local_key().as_bytes()),
                complete,
            )
        };
        let stored = self
            .load(local)
            .await
            .ok()
            .map(|stored| record_count(&stored));
        let here = self.device.borrow().as_ref().map(record_count);
        OfflineReady {
            shell: Some(shell.is_some_and(|shell| shell.complete)),
            shell_bytes: shell.map_or(0, |shell| shell.bytes),
            data: complete && stored.is_some() && stored == here,
            persisted,
            checked_ms: clock::now_ms(),
        }
    }

    async fn invite(
        &self,
        role: Role,
        grants: &[(SpaceId, Capability)],
        life_ms: u64,
    ) -> Result<Invitation, AppError> {
        let (id, writes) = {
            let mut device = self.device.borrow_mut();
            let device = device.as_mut().ok_or(AppError::Locked)?;
            let infos = device.spaces();
            let title = title_of(&infos, grants).unwrap_or_default();
            let now_ms = clock::now_ms();
            device
                .invite(
                    &title,
                    role,
                    grants,
                    life_ms,
                    1,
                    now_ms,
                    &mut BrowserEntropy,
                )
                .map_err(|problem| invite_error(&problem))?
        };
        self.keep_decided(writes).await?;
        self.announced(id).await
    }

    /// Waits until the server knows an invitation. Without network it is returned as it is: it is announced later, and
    /// until then two codes do.
    pub(super) async fn announced(&self, id: InviteId) -> Result<Invitation, AppError> {
        let mut made = self.invitation(id)?;
        for _ in 0..ANNOUNCE_MS_MAX / LOOK_MS {
            if let Some(problem) = made.problem {
                // It leads nowhere and would only stand in the list.
                self.drop_refused(id).await?;
                return Err(invite_error(&problem));
            }
            if made.announced || self.link.get_untracked() == Link::Offline {
                break;
            }
            clock::sleep(LOOK_MS).await;
            made = self.invitation(id)?;
        }
        Ok(shown(&made))
    }

    async fn drop_refused(&self, id: InviteId) -> Result<(), AppError> {
        let writes = {
            let mut device = self.device.borrow_mut();
            let device = device.as_mut().ok_or(AppError::Locked)?;
            device.withdraw(id, &mut BrowserEntropy)
        };
        self.keep_decided(writes).await
    }

    fn invitation(&self, id: InviteId) -> Result<shared::sync::Invitation, AppError> {
        let device = self.device.borrow();
        let device = device.as_ref().ok_or(AppError::Locked)?;
        let made = device.invitations().into_iter().find(|it| it.id == id);
        made.ok_or(AppError::NotFound)
    }

    /// Keeps the journal, sealed.
    pub(crate) async fn keep_journal(&self) {
        let write = {
            let device = self.device.borrow();
            let Some(device) = device.as_ref() else {
                return;
            };
            let notes = Notes {
                last_success_ms: self.last_success.get_untracked(),
                entries: self.journal.get_untracked(),
                past: Some(self.past.get_untracked()),
            };
            let plain = minicbor::to_vec(&notes).unwrap_or_default();
            let (table, key) = (Table::Notes, JOURNAL.to_vec());
            let local = device.local_key();
            let value = local.seal_row(table.name(), &key, &plain, &mut BrowserEntropy);
            Write::Put { table, key, value }
        };
        if let Ok(store) = self.store() {
            // A lost journal is no lost work.
            let _lost = store.commit(vec![write], Durability::Relaxed).await;
        }
    }
}

/// What the app notes for itself.
#[derive(Debug, Default, Encode, Decode)]
pub(super) struct Notes {
    #[n(0)]
    pub last_success_ms: Option<u64>,
    #[n(1)]
    pub entries: Vec<Journal>,
    /// Number 2 was what came of restored servers, without times.
    #[n(3)]
    pub past: Option<Vec<Past>>,
}

/// Reads the journal; an unreadable one is an empty one.
pub(super) fn read_journal(rows: &[Row], local: &LocalKey) -> Notes {
    rows.iter()
        .find(|row| row.table == Table::Notes && row.key == JOURNAL)
        .and_then(|row| minicbor::decode(&row.open(local).ok()?).ok())
        .unwrap_or_default()
}

fn record_count(device: &Device) -> usize {
    let states = device
        .spaces()
        .into_iter()
        .filter_map(|space| device.state(space.id));
    states.map(|state| state.records.len()).sum()
}

/// What a role is given in a circle. Where a role has no place of its own, whoever is expressly invited writes along.
#[must_use]
pub fn usual(role: Role, kind: records::SpaceKind) -> Capability {
    role.usual_capability(kind).unwrap_or(Capability::Write)
}

/// What an invitation leads to names it: its only circle, or its only town; else the network.
fn title_of(infos: &[shared::sync::SpaceInfo], grants: &[(SpaceId, Capability)]) -> Option<String> {
    let granted: Vec<_> = infos
        .iter()
        .filter(|info| grants.iter().any(|(id, _)| *id == info.id))
        .collect();
    let mut towns = granted
        .iter()
        .filter(|info| info.kind == records::SpaceKind::Town);
    let title = match (granted.as_slice(), towns.next(), towns.next()) {
        ([only], ..) => only,
        (_, Some(town), None) => *town,
        _ => infos
            .iter()
            .find(|info| info.kind == records::SpaceKind::Network)?,
    };
    Some(title.title.clone())
}

fn shown(invitation: &shared::sync::Invitation) -> Invitation {
    Invitation {
        id: invitation.id,
        link: format!("{}/#j1.{}", address::origin(), invitation.code),
        code: invitation.code.clone(),
        role: super::session::role_words(invitation.role),
        expires_ms: invitation.expires_ms,
        uses_max: invitation.uses_max,
        uses: invitation.uses,
        spaces: invitation.spaces.clone(),
        further: invitation.member.is_some(),
        announced: invitation.announced,
        withdrawn: invitation.withdrawn,
        closed: invitation.closed,
        problem: invitation
            .problem
            .as_ref()
            .map(|it| advice(&invite_error(it)).words),
    }
}
