//! The live stream: something is new, never what.

use crate::db::spaces_of_device;
use crate::error::ApiError;
use crate::extract::Session;
use crate::live::Listener;
use crate::state::AppState;
use axum::extract::State;
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use futures_util::Stream;
use futures_util::stream::unfold;
use shared::protocol::ProblemCode;
use std::convert::Infallible;
use std::time::Duration;

/// How long a client waits before it asks again for a stream that is not to be had, milliseconds.
const FULL_RETRY_MS: u64 = 5_000;

/// Opens the stream of a device.
pub(crate) async fn open_live(
    State(state): State<AppState>,
    Session { device }: Session,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, ApiError> {
    let listener = state.hub.listen(device);
    let listener = listener.ok_or_else(|| ApiError::retry(ProblemCode::Busy, FULL_RETRY_MS))?;
    // Listening first, asking then: what changes in between is heard.
    let spaces = state
        .db
        .read(move |read| spaces_of_device(read, device))
        .await?;
    listener.add_spaces(&spaces);
    let heartbeat = Duration::from_millis(state.limits.heartbeat_ms);
    Ok(Sse::new(unfold(listener, next_event)).keep_alive(KeepAlive::new().interval(heartbeat)))
}

async fn next_event(listener: Listener) -> Option<(Result<Event, Infallible>, Listener)> {
    let event = listener.next().await?;
    let data = serde_json::to_string(&event).unwrap_or_default();
    Some((Ok(Event::default().data(data)), listener))
}
