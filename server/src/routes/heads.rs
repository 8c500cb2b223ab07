//! Where all spaces of a device stand, in one call.

use crate::db::heads_of_device;
use crate::error::ApiError;
use crate::extract::{Cbor, Session};
use crate::state::AppState;
use axum::extract::State;
use shared::protocol::messages::HeadsResponse;

/// Lists the heads of the device's spaces.
pub(crate) async fn list_heads(
    State(state): State<AppState>,
    Session { device }: Session,
) -> Result<Cbor<HeadsResponse>, ApiError> {
    let spaces = state
        .db
        .read(move |read| heads_of_device(read, device))
        .await?;
    Ok(Cbor(HeadsResponse {
        spaces,
        time_ms: Some(state.clock.now_ms()),
    }))
}
