//! What can go wrong for the person holding the phone, and what to do about it.
//!
//! The enum is small and total: every failure of storage, network and keys ends here. [`advice`] is the one
//! place that turns it into words and a way on. No variant carries anything a person typed.

pub use crate::platform::passkey::PasskeyError;
use crate::storage::StoreError;
use shared::crypto::{INVITE_CODE_CHARS, InviteCodeError, RecoveryCodeError};
use shared::lock::PinError;
use shared::protocol::ProblemCode;
use shared::sync::{AdminError, RescueError};
use shared::text::{Text, problems, words};
use shared::value::validate::{Code, Violation};

/// What a page can be told when something did not work.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AppError {
    /// The keys are not in memory.
    #[error("the app is locked")]
    Locked,
    /// The server cannot be reached.
    #[error("no connection to the server")]
    Offline,
    /// The device's storage refused or is damaged.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The six words do not open this device.
    #[error("the words do not open this device")]
    WrongWords,
    /// The number for the screen is wrong.
    #[error("the number is wrong, {left} tries left")]
    WrongPin {
        /// How often it may still be tried.
        left: u8,
    },
    /// The device has not enough memory to try the words.
    #[error("not enough memory to open the keys")]
    Memory,
    /// A typed word is not in the list.
    #[error("word {position} is not in the list")]
    UnknownWord {
        /// Position, the first is 1.
        position: usize,
    },
    /// Not six words.
    #[error("expected six words, found {found}")]
    WordCount {
        /// How many were typed.
        found: usize,
    },
    /// The link is not whole.
    #[error("the invitation link is damaged")]
    InviteDamaged,
    /// The characters are no code of an invitation.
    #[error(transparent)]
    InviteCode(#[from] InviteCodeError),
    /// Nobody knows this invitation.
    #[error("no such invitation")]
    InviteUnknown,
    /// The invitation is too old.
    #[error("the invitation has expired")]
    InviteExpired,
    /// The invitation was used as often as it may be.
    #[error("the invitation was used")]
    InviteUsed,
    /// A person did not let this device in.
    #[error("turned away")]
    TurnedAway,
    /// More invitations are open than may be.
    #[error("too many invitations are open")]
    TooManyInvites,
    /// The circle has had as many devices as it may.
    #[error("the circle has had as many devices as it may")]
    TooManyDevices,
    /// The invitation is for a new device of somebody, and this device is another person's.
    #[error("the invitation is for a new device")]
    InviteOtherPerson,
    /// The one-time link of an empty installation is no longer valid.
    #[error("the founding link is no longer valid")]
    FoundingUsed,
    /// The server said no.
    #[error("refused by the server: {0:?}")]
    Refused(ProblemCode),
    /// This version of the app is no longer served.
    #[error("this version of the app is too old")]
    Outdated,
    /// What is to be saved is larger than one save may be.
    #[error("the save is too large")]
    TooLarge,
    /// Some of what this device counted before is damaged and has to be read again first.
    #[error("counting has to wait")]
    CountMending,
    /// A rescue file cannot be made or taken in.
    #[error(transparent)]
    Rescue(#[from] RescueError),
    /// A name is longer than the membership list takes.
    #[error("the name is too long")]
    NameTooLong,
    /// There was a device in this browser and its storage is gone.
    #[error("the browser has emptied the storage")]
    Emptied,
    /// Another window is the writer.
    #[error("another window of the app is the writer")]
    OtherTab,
    /// A decision about a circle cannot be carried out.
    #[error(transparent)]
    Admin(#[from] AdminError),
    /// The characters are no recovery code, or one of them was misread.
    #[error(transparent)]
    SheetCode(#[from] RecoveryCodeError),
    /// No recovery sheet has this code, or it was used.
    #[error("no recovery sheet has this code")]
    SheetUnknown,
    /// The code somebody showed belongs to no invitation of this device.
    #[error("the answer belongs to no open invitation of this device")]
    AnswerUnknown,
    /// This device may only read here.
    #[error("this device may only read here")]
    ReadOnly,
    /// Somebody else leads the record.
    #[error("somebody else leads the record")]
    LedByOther,
    /// The record is not (or no longer) on this device.
    #[error("no such record on this device")]
    NotFound,
    /// The rules of the kind do not allow it; nothing was written.
    #[error("field {} is not allowed like this", .0.field)]
    Invalid(Violation),
    /// The number for the screen lock cannot be one.
    #[error(transparent)]
    Pin(#[from] PinError),
    /// The phone's own lock did not open the app.
    #[error(transparent)]
    Passkey(#[from] PasskeyError),
    /// A mistake of the program; `0` names the place.
    #[error("program error at {0}")]
    Bug(&'static str),
}

/// What to say and offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Advice {
    /// What happened and what follows from it.
    pub words: Text,
    /// The way on.
    pub action: Action,
}

/// The way on after a failure. Every failure has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Try the same again.
    Retry,
    /// Wait: it will be tried again without anyone's doing.
    Wait,
    /// Unlock with the six words.
    Unlock,
    /// Load the new version.
    Update,
    /// Free space on the device.
    FreeSpace,
    /// Ask the person who invited for a new link.
    AskForInvite,
    /// Show the report and ask for help.
    AskForHelp,
    /// Go back to the list.
    Back,
}

/// Returns what to say about a failure and which way on to offer.
#[must_use]
pub fn advice(error: &AppError) -> Advice {
    let (words, action) = match error {
        AppError::Locked => (words::LOCKED_TEXT, Action::Unlock),
        AppError::Offline => (words::OFFLINE_TEXT, Action::Wait),
        AppError::Store(error) => store_advice(error),
        AppError::Emptied => (words::STORE_EMPTIED, Action::AskForInvite),
        AppError::WrongWords => (words::WORDS_WRONG, Action::Retry),
        AppError::WrongPin { .. } => (words::PIN_IS_WRONG, Action::Retry),
        AppError::Memory => (words::MEMORY_SHORT, Action::Retry),
        AppError::UnknownWord { .. } | AppError::WordCount { .. } => {
            (words::FOUR_LETTERS, Action::Retry)
        }
        AppError::InviteDamaged => (words::INVITE_DAMAGED, Action::AskForInvite),
        AppError::InviteCode(error) => (invite_code_words(*error), Action::Retry),
        AppError::InviteUnknown => (words::INVITE_UNKNOWN, Action::AskForInvite),
        AppError::InviteExpired => (words::INVITE_EXPIRED, Action::AskForInvite),
        AppError::InviteUsed => (words::INVITE_USED, Action::AskForInvite),
        AppError::TurnedAway => (words::TURNED_AWAY_TEXT, Action::AskForInvite),
        AppError::TooManyInvites => (words::INVITES_TOO_MANY, Action::Back),
        AppError::TooManyDevices => (words::DEVICES_TOO_MANY, Action::AskForHelp),
        AppError::InviteOtherPerson => (words::INVITE_OTHER_PERSON, Action::Back),
        AppError::FoundingUsed => (words::FOUND_USED, Action::AskForInvite),
        AppError::Refused(code) => (problems::problem(*code), Action::AskForHelp),
        AppError::Outdated => (words::UPDATE_READY, Action::Update),
        AppError::OtherTab => (words::OTHER_TAB_TEXT, Action::Retry),
        AppError::ReadOnly => (words::READ_ONLY_HERE, Action::Back),
        AppError::LedByOther => (words::LED_BY_OTHER, Action::Back),
        AppError::Admin(error) => (admin_words(*error), Action::Back),
        AppError::SheetCode(error) => (sheet_words(*error), Action::Retry),
        AppError::SheetUnknown => (words::SHEET_UNKNOWN, Action::Retry),
        AppError::AnswerUnknown => (words::ANSWER_UNKNOWN, Action::Retry),
        AppError::NotFound => (words::ENTRY_NOT_HERE, Action::Back),
        AppError::CountMending => (words::COUNT_MENDING, Action::Wait),
        AppError::Rescue(error) => rescue_advice(*error),
        AppError::TooLarge => (words::SAVE_TOO_LARGE, Action::Retry),
        AppError::Invalid(violation) => (invalid_words(&violation.code), Action::Retry),
        AppError::NameTooLong => (words::NAME_TOO_LONG, Action::Retry),
        AppError::Pin(PinError::NotDigits) => (words::PIN_NOT_DIGITS, Action::Retry),
        AppError::Pin(PinError::Length { .. }) => (words::PIN_LENGTH, Action::Retry),
        AppError::Pin(PinError::Simple) => (words::PIN_SIMPLE, Action::Retry),
        AppError::Passkey(PasskeyError::Unsupported) => (words::PHONE_LOCK_MISSING, Action::Back),
        AppError::Passkey(PasskeyError::Refused) => (words::PHONE_LOCK_REFUSED, Action::Retry),
        AppError::Passkey(PasskeyError::Unreliable) => (words::PHONE_LOCK_UNRELIABLE, Action::Back),
        AppError::Bug(_) => (words::BUG, Action::AskForHelp),
    };
    Advice { words, action }
}

/// What is wrong, for tools that have no place beside the field.
const fn invalid_words(code: &Code) -> Text {
    match code {
        Code::TooLong { .. } => words::INVALID_LONG,
        Code::AboveMax { .. } => words::INVALID_GREAT,
        Code::Missing => words::INVALID_MISSING,
        Code::AlreadyThere { .. } => words::INVALID_THERE,
        _ => words::INVALID,
    }
}

const fn admin_words(error: AdminError) -> Text {
    match error {
        AdminError::NoSpace | AdminError::Unknown => words::ENTRY_NOT_HERE,
        AdminError::NotAllowed => words::ADMIN_ONLY,
        AdminError::LastAdmin => words::LAST_ADMIN,
        AdminError::NoPaper => words::NO_SHEET_HERE,
        AdminError::Alarm => words::ALARM_READ_ONLY,
        AdminError::Name => words::NAME_TOO_LONG,
    }
}

const fn invite_code_words(error: InviteCodeError) -> Text {
    match error {
        InviteCodeError::Length { found, .. } if found > INVITE_CODE_CHARS => {
            words::INVITE_CODE_LONG
        }
        InviteCodeError::Length { .. } => words::INVITE_DAMAGED,
        InviteCodeError::Character { .. } => words::INVITE_CODE_CHARACTER,
        InviteCodeError::End => words::INVITE_CODE_END,
    }
}

const fn sheet_words(error: RecoveryCodeError) -> Text {
    match error {
        RecoveryCodeError::Length { .. } => words::SHEET_LENGTH,
        RecoveryCodeError::Character { .. } => words::SHEET_CHARACTER,
        RecoveryCodeError::Check => words::SHEET_CHECK,
    }
}

const fn rescue_advice(error: RescueError) -> (Text, Action) {
    match error {
        RescueError::Foreign => (words::RESCUE_FOREIGN, Action::Retry),
        RescueError::Newer { .. } => (words::RESCUE_NEWER, Action::Update),
        RescueError::Damaged => (words::RESCUE_DAMAGED, Action::Retry),
        RescueError::TooLarge { .. } => (words::RESCUE_TOO_LARGE, Action::Retry),
        RescueError::OtherSpaces => (words::RESCUE_OTHER, Action::Back),
        RescueError::NoKey | RescueError::Unsure => (words::RESCUE_CONNECT, Action::Wait),
    }
}

fn store_advice(error: &StoreError) -> (Text, Action) {
    match error {
        StoreError::Quota => (words::STORE_FULL, Action::FreeSpace),
        StoreError::Blocked => (words::STORE_BLOCKED, Action::Retry),
        StoreError::Newer { .. } => (words::STORE_NEWER, Action::Update),
        StoreError::Unavailable => (words::STORE_PRIVATE, Action::AskForHelp),
        StoreError::Corrupted { .. } => (words::STORE_DAMAGED, Action::AskForHelp),
        StoreError::Failed { .. } | StoreError::KeyTooLong { .. } => {
            (words::STORE_WRITE_FAILED, Action::Retry)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::crypto::InviteSecret;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn a_mistyped_code_is_not_called_incomplete() {
        let words = |typed: &str| {
            let error = InviteSecret::from_code(typed).expect_err("no code");
            advice(&error.into()).words
        };
        assert_eq!(words(&"0".repeat(25)), words::INVITE_DAMAGED);
        assert_eq!(words(&"0".repeat(27)), words::INVITE_CODE_LONG);
        assert_eq!(
            words(&format!("{}U", "0".repeat(25))),
            words::INVITE_CODE_CHARACTER
        );
        assert_eq!(
            words(&format!("{}1", "0".repeat(25))),
            words::INVITE_CODE_END
        );
    }
}
