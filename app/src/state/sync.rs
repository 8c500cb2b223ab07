//! What is sent and what is not, the journal, the proof of offline readiness, invitations.

use super::session::Handle;
use crate::error::AppError;
use leptos::prelude::*;
use shared::ids::SpaceId;
use shared::protocol::ProblemCode;
use shared::records::RecordDef;

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

/// One exchange with the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Journal {
    /// When, milliseconds since 1970.
    pub at_ms: u64,
    /// How many changes were sent.
    pub sent: usize,
    /// How many changes came.
    pub fetched: usize,
}

/// Proof that the app works without network. `None` is not yet tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OfflineReady {
    /// Whether every file of the app lies in the cache.
    pub shell: Option<bool>,
    /// Size of those files.
    pub shell_bytes: u64,
    /// Whether every space was downloaded up to the last known head.
    pub data: bool,
    /// Number of records on this device.
    pub records: usize,
    /// Whether the browser promised not to clear the storage.
    pub persisted: Option<bool>,
    /// When this was tested, milliseconds since 1970; 0 is never.
    pub checked_ms: u64,
}

/// An invitation that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The link, also the content of the QR code.
    pub link: String,
    /// The code alone, for typing.
    pub code: String,
    /// When it ends, milliseconds since 1970.
    pub expires_ms: u64,
}

/// A device that waits to be let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingJoin {
    /// Name it gave itself.
    pub name: String,
}

/// What is sent and what is not.
#[derive(Clone, Copy)]
pub struct SyncStatus(pub(super) Handle);

impl SyncStatus {
    /// Returns the number of changes the server has not confirmed.
    #[must_use]
    pub fn unsent(self) -> Signal<usize> {
        let core = self.0.get_value();
        let revision = core.revision;
        Signal::derive(move || usize::try_from(revision.get()).unwrap_or(0))
    }

    /// Returns the same by kind of record, kinds without any left out. Reactive.
    #[must_use]
    pub fn unsent_by_kind(self) -> Vec<(&'static RecordDef, usize)> {
        self.0.get_value().revision.track();
        Vec::new()
    }

    /// Returns the number of records the server holds as this device shows them. Reactive.
    #[must_use]
    pub fn confirmed(self) -> usize {
        self.0.get_value().revision.track();
        0
    }

    /// Returns how the app and the server stand.
    #[must_use]
    pub fn state(self) -> Signal<Link> {
        Signal::derive(|| Link::Offline)
    }

    /// Returns when an exchange last worked, milliseconds since 1970.
    #[must_use]
    pub fn last_success_ms(self) -> Signal<Option<u64>> {
        Signal::derive(|| None)
    }

    /// Returns the last exchanges that moved anything, newest first. Reactive.
    #[must_use]
    pub fn journal(self) -> Vec<Journal> {
        Vec::new()
    }

    /// Tries an exchange now.
    pub fn send_now(self) {
        self.0.get_value().revision.update(|revision| *revision = 0);
    }

    /// Returns a report for helpers: numbers and states, no content. Reactive.
    #[must_use]
    pub fn report(self) -> String {
        String::new()
    }

    /// Returns the last result of [`SyncStatus::check_offline`].
    #[must_use]
    pub fn offline_ready(self) -> Signal<OfflineReady> {
        Signal::derive(OfflineReady::default)
    }

    /// Tests whether the app works without network.
    #[expect(clippy::unused_async, reason = "stand-in")]
    pub async fn check_offline(self) {}

    /// Makes an invitation. `role` is the key of a role (`gk`, `projektteam`, `rathaus`, `allianz`, `lesen`).
    ///
    /// # Errors
    ///
    /// When the server cannot be reached, or this device may not invite there.
    #[expect(clippy::unused_async, reason = "stand-in")]
    pub async fn invite(
        self,
        role: &'static str,
        spaces: Vec<SpaceId>,
        life_ms: u64,
    ) -> Result<Invitation, AppError> {
        let _unused = (role, spaces, life_ms);
        Err(AppError::Offline)
    }

    /// Returns devices that wait to be let in. Reactive.
    #[must_use]
    pub fn joins(self) -> Vec<PendingJoin> {
        Vec::new()
    }

    /// Whether a new version of the app is downloaded and waits for [`SyncStatus::activate_update`].
    #[must_use]
    pub fn update_ready(self) -> Signal<bool> {
        Signal::derive(|| false)
    }

    /// Loads the new version. Never while a form is open.
    pub fn activate_update(self) {}
}
