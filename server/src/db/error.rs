//! What can go wrong behind the database door.

use rusqlite::ErrorCode;
use shared::protocol::ProblemCode;

/// Why a read or a write had no effect.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DbError {
    /// The rules say no; nothing was changed. Not a fault: the code goes to the client.
    #[error("refused: {}", code.title())]
    Refused {
        /// What the client is told.
        code: ProblemCode,
        /// Last number of the device or of the membership log that is stored.
        have: Option<u64>,
        /// The limit that was reached.
        limit: Option<u64>,
    },
    /// The queue of the writer is full: try again later.
    #[error("the writer's queue is full")]
    Busy,
    /// The server is stopping.
    #[error("the database is closed")]
    Closed,
    /// The group this write was part of could not be committed; nothing of it is stored.
    #[error("the commit failed: {reason}")]
    Commit {
        /// What SQLite said.
        reason: String,
        /// The disk takes nothing more: make room.
        is_disk: bool,
    },
    /// The file was made by a newer server: install that one.
    #[error("the database has {found} migrations, this server knows {known}")]
    TooNew {
        /// Steps the file has.
        found: usize,
        /// Steps this server knows.
        known: usize,
    },
    /// A stored row does not mean what it should: restore a backup.
    #[error("a stored {what} cannot be read")]
    Damaged {
        /// Which kind of row.
        what: &'static str,
    },
    /// SQLite failed.
    #[error("sqlite")]
    Sqlite(#[from] rusqlite::Error),
    /// The data folder cannot be made.
    #[error("the data folder cannot be made")]
    Folder(#[source] std::io::Error),
}

impl DbError {
    /// Says whether the disk is full or does not take what is written.
    #[must_use]
    pub fn is_disk(&self) -> bool {
        match self {
            Self::Commit { is_disk, .. } => *is_disk,
            Self::Sqlite(error) => matches!(
                error.sqlite_error_code(),
                Some(ErrorCode::DiskFull | ErrorCode::SystemIoFailure)
            ),
            _ => false,
        }
    }

    /// Returns the refusal with this code and nothing more.
    #[must_use]
    pub const fn refused(code: ProblemCode) -> Self {
        Self::Refused {
            code,
            have: None,
            limit: None,
        }
    }

    /// Returns the refusal with this code and what the server holds.
    #[must_use]
    pub const fn refused_at(code: ProblemCode, have: u64) -> Self {
        Self::Refused {
            code,
            have: Some(have),
            limit: None,
        }
    }
}
