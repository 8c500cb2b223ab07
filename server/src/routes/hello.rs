//! What a client asks first.

use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use shared::protocol::limits::{ENVELOPE_BYTES_MAX, PUSH_BYTES_MAX};
use shared::protocol::messages::HelloResponse;
use shared::protocol::{VERSION, VERSION_MIN};

/// Answers with time, versions and limits.
pub(crate) async fn show_hello(State(state): State<AppState>) -> Json<HelloResponse> {
    Json(HelloResponse {
        time_ms: state.clock.now_ms(),
        version: VERSION,
        version_min: VERSION_MIN,
        envelope_bytes_max: ENVELOPE_BYTES_MAX as u64,
        push_bytes_max: PUSH_BYTES_MAX as u64,
    })
}
