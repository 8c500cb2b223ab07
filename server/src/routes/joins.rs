//! Requests that wait for an admin's device.

use crate::db;
use crate::error::ApiError;
use crate::extract::{Cbor, Session};
use crate::state::AppState;
use axum::extract::State;
use shared::protocol::messages::JoinsResponse;

/// Lists the requests the device can complete.
pub(crate) async fn list_joins(
    State(state): State<AppState>,
    Session { device }: Session,
) -> Result<Cbor<JoinsResponse>, ApiError> {
    let joins = state
        .db
        .read(move |read| db::list_joins(read, device))
        .await?;
    Ok(Cbor(JoinsResponse { joins }))
}
