//! What can go wrong for the person holding the phone, and what to do about it.
//!
//! The enum is small and total: every failure of storage, network and keys ends here. [`advice`] is the one
//! place that turns it into words and a way on. No variant carries anything a person typed.

use crate::storage::StoreError;
use shared::protocol::ProblemCode;
use shared::text::{Text, text};

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
    /// Nobody knows this invitation.
    #[error("no such invitation")]
    InviteUnknown,
    /// The invitation is too old.
    #[error("the invitation has expired")]
    InviteExpired,
    /// The invitation was used as often as it may be.
    #[error("the invitation was used")]
    InviteUsed,
    /// The one-time link of an empty installation is no longer valid.
    #[error("the founding link is no longer valid")]
    FoundingUsed,
    /// The server said no.
    #[error("refused by the server: {0:?}")]
    Refused(ProblemCode),
    /// This version of the app is no longer served.
    #[error("this version of the app is too old")]
    Outdated,
    /// Another window is the writer.
    #[error("another window of the app is the writer")]
    OtherTab,
    /// This device may only read here.
    #[error("this device may only read here")]
    ReadOnly,
    /// The record is not (or no longer) on this device.
    #[error("no such record on this device")]
    NotFound,
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
        AppError::Locked => (
            text("Die App ist gesperrt. Nichts ist verloren.", "The app is locked. Nothing is lost."),
            Action::Unlock,
        ),
        AppError::Offline => (
            text(
                "Kein Netz. Weiterarbeiten geht. Gesendet wird von selbst.",
                "No network. Working on is fine. Sending happens by itself.",
            ),
            Action::Wait,
        ),
        AppError::Store(error) => store_advice(error),
        AppError::WrongWords => (
            text(
                "Diese sechs Wörter öffnen dieses Gerät nicht. Bitte mit dem Zettel vergleichen.",
                "These six words do not open this device. Please compare with the sheet.",
            ),
            Action::Retry,
        ),
        AppError::Memory => (
            text(
                "Gerade fehlt Arbeitsspeicher. Andere Seiten schließen, dann noch einmal.",
                "There is not enough memory right now. Close other pages, then try again.",
            ),
            Action::Retry,
        ),
        AppError::UnknownWord { .. } => (
            text(
                "Ein Wort steht nicht in der Liste. Vier Buchstaben genügen immer.",
                "One word is not in the list. Four letters are always enough.",
            ),
            Action::Retry,
        ),
        AppError::WordCount { .. } => (
            text("Es sind genau sechs Wörter.", "There are exactly six words."),
            Action::Retry,
        ),
        AppError::InviteDamaged => (
            text(
                "Der Link ist nicht vollständig. Bitte noch einmal kopieren oder den Code scannen.",
                "The link is not complete. Please copy it again or scan the code.",
            ),
            Action::AskForInvite,
        ),
        AppError::InviteUnknown => (
            text(
                "Diese Einladung gibt es nicht. Bitte um eine neue bitten.",
                "There is no such invitation. Please ask for a new one.",
            ),
            Action::AskForInvite,
        ),
        AppError::InviteExpired => (
            text(
                "Diese Einladung ist abgelaufen. Bitte um eine neue bitten.",
                "This invitation has expired. Please ask for a new one.",
            ),
            Action::AskForInvite,
        ),
        AppError::InviteUsed => (
            text(
                "Diese Einladung wurde schon benutzt. Jedes Gerät braucht eine eigene.",
                "This invitation has been used already. Each device needs its own.",
            ),
            Action::AskForInvite,
        ),
        AppError::FoundingUsed => (
            text(
                "Hier ist schon ein Netzwerk gegründet. Beitreten geht mit einer Einladung.",
                "A network has been founded here already. Joining takes an invitation.",
            ),
            Action::AskForInvite,
        ),
        AppError::Refused(_) => (
            text(
                "Der Server nimmt das nicht an. Auf diesem Gerät bleibt alles erhalten.",
                "The server does not take this. Everything stays on this device.",
            ),
            Action::AskForHelp,
        ),
        AppError::Outdated => (
            text(
                "Diese Fassung der App ist zu alt zum Senden. Nichts ist verloren.",
                "This version of the app is too old to send. Nothing is lost.",
            ),
            Action::Update,
        ),
        AppError::OtherTab => (
            text(
                "Die App ist in einem anderen Fenster offen. Nur eines schreibt.",
                "The app is open in another window. Only one of them writes.",
            ),
            Action::Retry,
        ),
        AppError::ReadOnly => (
            text("Hier ist nur Lesen erlaubt.", "Only reading is allowed here."),
            Action::Back,
        ),
        AppError::NotFound => (
            text(
                "Diesen Eintrag gibt es auf diesem Gerät nicht.",
                "This entry is not on this device.",
            ),
            Action::Back,
        ),
        AppError::Bug(_) => (
            text(
                "Ein Fehler in der App. Gespeichertes ist sicher.",
                "A fault in the app. What is saved is safe.",
            ),
            Action::AskForHelp,
        ),
    };
    Advice { words, action }
}

fn store_advice(error: &StoreError) -> (Text, Action) {
    match error {
        StoreError::Quota => (
            text(
                "Speicher voll. Nichts ist verloren, Neues passt nicht mehr.",
                "Storage is full. Nothing is lost, but nothing new fits.",
            ),
            Action::FreeSpace,
        ),
        StoreError::Blocked => (
            text(
                "Ein anderes Fenster hält den Speicher fest. Dort die App schließen, dann hier weiter.",
                "Another window holds the storage. Close the app there, then go on here.",
            ),
            Action::Retry,
        ),
        StoreError::Newer { .. } => (
            text(
                "Eine neuere Fassung der App hat hier schon geschrieben. Bitte neu laden.",
                "A newer version of the app has written here. Please reload.",
            ),
            Action::Update,
        ),
        StoreError::Unavailable => (
            text(
                "Dieser Browser gibt keinen Speicher frei, zum Beispiel in einem privaten Fenster.",
                "This browser gives no storage, for example in a private window.",
            ),
            Action::AskForHelp,
        ),
        StoreError::Corrupted { .. } => (
            text(
                "Der Speicher dieses Geräts ist nicht lesbar. Er wird nicht überschrieben.",
                "The storage of this device cannot be read. It will not be overwritten.",
            ),
            Action::AskForHelp,
        ),
        StoreError::Failed { .. } | StoreError::KeyTooLong { .. } => (
            text(
                "Speichern ging nicht. Das Geschriebene bleibt in der Eingabe.",
                "Saving did not work. What was typed stays in the form.",
            ),
            Action::Retry,
        ),
    }
}
