//! The body of a request: read at the sender's pace, but not at any pace, and not without room for it.
//!
//! Who sends slowly holds no room among the requests that are worked on, only the bytes that have come. A body has
//! a time that grows with what has arrived, so a phone on a bad line gets through and a byte a second does not.

use crate::config::Limits;
use crate::error::{ApiError, BUSY_RETRY_MS};
use crate::room::Held;
use crate::state::AppState;
use axum::body::{Body, Bytes, HttpBody};
use http_body_util::BodyExt;
use shared::protocol::ProblemCode;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::Instant;

/// How much of an unread body is read away, and how long that may take.
const DRAIN_BYTES_MAX: usize = 4 * 1024 * 1024;
const DRAIN_MS: u64 = 5_000;

/// The body of a request and the room the request takes, where both its reader and the middleware find them.
#[derive(Clone, Default)]
pub(crate) struct BodySlot(Arc<Mutex<Slot>>);

#[derive(Default)]
struct Slot {
    body: Option<Body>,
    /// Room among the requests that are worked on.
    turn: Option<OwnedSemaphorePermit>,
    /// Room for the bytes, until the request is over.
    held: Option<Held>,
}

impl BodySlot {
    /// Puts a request's body in place.
    pub(crate) fn new(body: Body) -> Self {
        let slot = Self::default();
        slot.lock().body = Some(body);
        slot
    }

    /// Takes room among the requests that are worked on.
    pub(crate) fn take_turn(&self, state: &AppState) -> Result<(), ApiError> {
        let turn = Arc::clone(&state.in_flight).try_acquire_owned();
        let turn = turn.map_err(|_| ApiError::retry(ProblemCode::Busy, BUSY_RETRY_MS))?;
        self.lock().turn = Some(turn);
        Ok(())
    }

    /// Reads the whole body.
    pub(crate) async fn read(&self, state: &AppState, bytes_max: usize) -> Result<Bytes, ApiError> {
        let mut body = self.lock().body.take().unwrap_or_default();
        // Others are worked on meanwhile.
        drop(self.lock().turn.take());
        let mut held = state.bodies.hold();
        let began = Instant::now();
        let mut bytes = Vec::new();
        loop {
            let deadline = began + time_for(bytes.len(), &state.limits);
            let frame = tokio::time::timeout_at(deadline, body.frame()).await;
            let Some(frame) = frame.map_err(|_| ProblemCode::Timeout)? else {
                break;
            };
            // A body that breaks off is not what it said it would be.
            let Ok(data) = frame.map_err(|_| ProblemCode::Malformed)?.into_data() else {
                continue;
            };
            let length = bytes.len() + data.len();
            let refusal = if length > bytes_max {
                Some(ApiError::too_large(bytes_max))
            } else if held.grow_to(length) {
                None
            } else {
                Some(ApiError::retry(ProblemCode::Busy, BUSY_RETRY_MS))
            };
            if let Some(refusal) = refusal {
                self.lock().body = Some(body);
                return Err(refusal);
            }
            bytes.extend_from_slice(&data);
        }
        self.take_turn(state)?;
        self.lock().held = Some(held);
        Ok(bytes.into())
    }

    /// Reads away what nobody read, or the client would see a broken connection in place of the answer. Returns
    /// the room among the requests that are worked on, for the answer to keep until it has left.
    pub(crate) async fn finish(&self) -> Option<OwnedSemaphorePermit> {
        let (rest, turn) = {
            let mut slot = self.lock();
            slot.held = None;
            (slot.body.take(), slot.turn.take())
        };
        match rest.filter(|rest| !rest.is_end_stream()) {
            None => turn,
            Some(rest) => {
                drop(turn);
                drain(rest).await;
                None
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Slot> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Returns how long a body may have taken when so much of it is there.
fn time_for(bytes: usize, limits: &Limits) -> Duration {
    let needed_ms = (bytes as u64).saturating_mul(1_000) / limits.body_bytes_per_second_min.max(1);
    Duration::from_millis(limits.body_timeout_ms.saturating_add(needed_ms))
}

async fn drain(mut body: Body) {
    let read_away = async {
        let mut bytes = 0;
        while let Some(Ok(frame)) = body.frame().await {
            bytes += frame.data_ref().map_or(0, |data| data.len());
            if bytes > DRAIN_BYTES_MAX {
                break;
            }
        }
    };
    // Who sends slower than this gets a broken connection.
    let _ = tokio::time::timeout(Duration::from_millis(DRAIN_MS), read_away).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_has_the_time_its_bytes_need_at_the_slowest_pace() {
        let limits = Limits {
            body_timeout_ms: 10_000,
            body_bytes_per_second_min: 2_048,
            ..Limits::default()
        };
        for (bytes, seconds) in [(0, 10), (2_048, 11), (1024 * 1024, 522)] {
            assert_eq!(time_for(bytes, &limits), Duration::from_secs(seconds));
        }
        // A byte a second is cut off when ten seconds are over.
        assert!(time_for(11, &limits) < Duration::from_secs(11));
    }
}
