//! The confidential room: what lives in inner circles and cases is shown only after an unlock of its own, for a while.
//!
//! The keys are in memory as those of every circle; the room keeps what is dangerous off a screen that lies open on a
//! table. What a closed room holds is in no list, no search, no page.

use super::core::{Core, Handle};
use crate::error::AppError;
use crate::platform::{clock, work};
use crate::ui::*;
use shared::crypto::{Passphrase, PassphraseError};
use shared::ids::SpaceId;
use shared::lock::Tried;
use shared::records::SpaceKind;

/// How long the room stays open.
pub const ROOM_OPEN_MS: u64 = 15 * 60 * 1_000;

/// Whether a circle's content is shown in the confidential room only.
#[must_use]
pub const fn is_confidential(kind: SpaceKind) -> bool {
    match kind {
        SpaceKind::Core | SpaceKind::Case => true,
        SpaceKind::Network | SpaceKind::Team | SpaceKind::Town => false,
    }
}

/// The confidential room.
#[derive(Clone, Copy)]
pub struct Room(pub(super) Handle);

impl Room {
    /// Returns until when the room is open, milliseconds since 1970; `None` while it is closed.
    #[must_use]
    pub fn open_until(self) -> Signal<Option<u64>> {
        self.0.get_value().shown.room
    }

    /// Opens the room with the six words, or the number for the screen where there is one.
    ///
    /// # Errors
    ///
    /// [`AppError::WrongPin`]; or when the words are not six, not in the list, or not those of this device. After the
    /// last wrong number the full lock closes.
    pub async fn open(self, typed: String) -> Result<(), AppError> {
        let core = self.0.get_value();
        let typed = typed.trim();
        let is_number = !typed.is_empty() && typed.bytes().all(|digit| digit.is_ascii_digit());
        if is_number && core.locks.with_untracked(|locks| locks.pin) {
            match core.try_pin(typed) {
                Tried::Right => {}
                Tried::Wrong { left } => return Err(AppError::WrongPin { left }),
                Tried::Spent => {
                    core.lock_up().await;
                    return Err(AppError::Locked);
                }
            }
        } else {
            core.check_words(typed).await?;
        }
        core.open_room();
        Ok(())
    }

    /// Opens the room with the phone's own lock. To be called from a press: browsers ask for one.
    ///
    /// # Errors
    ///
    /// When the phone's lock was not opened.
    pub async fn open_with_phone(self) -> Result<(), AppError> {
        let core = self.0.get_value();
        core.open_with_phone().await?;
        core.open_room();
        Ok(())
    }

    /// Closes the room.
    pub fn close(self) {
        self.0.get_value().room.set(None);
    }

    /// Shows a case.
    pub fn choose_case(self, case: SpaceId) {
        self.0.get_value().case.set(Some(case));
    }

    /// Returns the case that is shown. Reactive.
    #[must_use]
    pub fn case(self) -> Option<SpaceId> {
        self.0.get_value().case.get()
    }
}

impl Core {
    /// Opens the room for a while: whoever unlocked has just shown who they are.
    pub(super) fn open_room(&self) {
        self.room.set(Some(clock::now_ms() + ROOM_OPEN_MS));
    }

    /// Closes the room when its time is over.
    pub(super) fn close_room_in_time(&self) {
        let over = self
            .room
            .with_untracked(|until| until.is_some_and(|until| until <= clock::now_ms()));
        if over {
            self.room.set(None);
        }
    }

    /// Whether records of a space are shown now. Reactive.
    pub(super) fn shows(&self, space: SpaceId) -> bool {
        self.room.with(Option::is_some) || !self.is_in_room(space)
    }

    /// Whether a space belongs to the room. Reactive.
    pub(super) fn is_in_room(&self, space: SpaceId) -> bool {
        self.spaces.with(|spaces| {
            let found = spaces.iter().find(|info| info.id == space);
            found.is_some_and(|info| is_confidential(info.kind))
        })
    }

    async fn check_words(&self, typed: &str) -> Result<(), AppError> {
        let words = read_words(typed)?;
        let slot = self.slot.borrow().clone();
        let slot = slot.ok_or(AppError::Bug("room without a slot"))?;
        let opened = work::unwrap(&slot, &words).await?;
        let device = self.device.borrow();
        let here = device.as_ref().ok_or(AppError::Locked)?.local_key();
        if opened.as_bytes() == here.as_bytes() {
            Ok(())
        } else {
            Err(AppError::WrongWords)
        }
    }
}

/// Reads typed words; says which one is wrong.
pub(super) fn read_words(typed: &str) -> Result<Passphrase, AppError> {
    Passphrase::parse(typed).map_err(|error| match error {
        PassphraseError::WordCount { found, .. } => AppError::WordCount { found },
        PassphraseError::UnknownWord { position } => AppError::UnknownWord { position },
    })
}
