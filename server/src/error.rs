//! The one way to a failed answer.
//!
//! Handlers and extractors return [`ApiError`]. It becomes a response that carries the [`Problem`] beside an
//! empty body; the outermost layer knows the request id, writes the body and logs the failure once.

use crate::db::DbError;
use axum::body::Body;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use shared::protocol::{Problem, ProblemCode};
use std::sync::Arc;

/// How long a client waits before it asks a busy server again, milliseconds.
pub(crate) const BUSY_RETRY_MS: u64 = 1_000;
/// How long a client waits before it asks a server again that has no room, milliseconds.
const DISK_RETRY_MS: u64 = 30_000;

/// Why a request failed.
#[derive(Debug, Clone)]
pub struct ApiError {
    code: ProblemCode,
    have: Option<u64>,
    limit: Option<u64>,
    retry_after_ms: Option<u64>,
    cause: Option<Arc<str>>,
}

impl ApiError {
    /// Returns the failure with this code and nothing more.
    #[must_use]
    pub const fn new(code: ProblemCode) -> Self {
        Self {
            code,
            have: None,
            limit: None,
            retry_after_ms: None,
            cause: None,
        }
    }

    /// Returns [`ProblemCode::TooLarge`] with the limit in bytes.
    #[must_use]
    pub fn too_large(bytes_max: usize) -> Self {
        Self {
            limit: Some(bytes_max as u64),
            ..Self::new(ProblemCode::TooLarge)
        }
    }

    /// Returns a failure that goes away by waiting.
    #[must_use]
    pub fn retry(code: ProblemCode, retry_after_ms: u64) -> Self {
        Self {
            retry_after_ms: Some(retry_after_ms),
            ..Self::new(code)
        }
    }

    /// Returns a fault of the server. The cause is logged, never sent; it must not contain content.
    #[must_use]
    pub fn internal(cause: &str) -> Self {
        Self {
            cause: Some(cause.into()),
            ..Self::new(ProblemCode::Internal)
        }
    }

    /// Names the last number of the device or membership log that is stored.
    #[must_use]
    pub const fn have(mut self, have: u64) -> Self {
        self.have = Some(have);
        self
    }

    /// Returns what went wrong.
    #[must_use]
    pub const fn code(&self) -> ProblemCode {
        self.code
    }

    /// Returns what the client is told.
    #[must_use]
    pub fn problem(&self) -> Problem {
        Problem {
            have: self.have,
            limit: self.limit,
            retry_after_ms: self.retry_after_ms,
            ..Problem::new(self.code)
        }
    }

    /// Returns what is logged and not told.
    #[must_use]
    pub fn cause(&self) -> Option<&str> {
        self.cause.as_deref()
    }
}

/// Returns the name of a code as it stands in JSON.
#[must_use]
pub fn code_name(code: ProblemCode) -> String {
    let name = serde_json::to_value(code).ok();
    name.as_ref()
        .and_then(serde_json::Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

impl From<ProblemCode> for ApiError {
    fn from(code: ProblemCode) -> Self {
        Self::new(code)
    }
}

impl From<DbError> for ApiError {
    fn from(error: DbError) -> Self {
        if error.is_disk() {
            // The log names what SQLite said; the client is told what follows from it.
            return Self {
                cause: Some(error.to_string().into()),
                ..Self::retry(ProblemCode::CannotStore, DISK_RETRY_MS)
            };
        }
        match error {
            DbError::Refused { code, have, limit } => Self {
                have,
                limit,
                ..Self::new(code)
            },
            DbError::Busy | DbError::Closed => Self::retry(ProblemCode::Busy, BUSY_RETRY_MS),
            DbError::Sqlite(cause) => Self::internal(&cause.to_string()),
            DbError::Commit { .. }
            | DbError::TooNew { .. }
            | DbError::Damaged { .. }
            | DbError::Folder(_) => Self::internal(&error.to_string()),
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() =
            StatusCode::from_u16(self.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        response.extensions_mut().insert(self);
        response
    }
}
