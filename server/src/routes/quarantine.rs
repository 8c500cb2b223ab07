//! Unsent work of removed devices: handed in by them, decided about by admins.

use crate::db;
use crate::error::ApiError;
use crate::extract::{Cbor, Id, Session};
use crate::state::AppState;
use axum::extract::State;
use axum::http::StatusCode;
use shared::ids::SpaceId;
use shared::protocol::messages::{Parcel, QuarantineResponse, SettleRequest};

/// Takes a parcel.
pub(crate) async fn create_parcel(
    State(state): State<AppState>,
    Session { device }: Session,
    Id(space): Id<SpaceId>,
    Cbor(parcel): Cbor<Parcel>,
) -> Result<StatusCode, ApiError> {
    let now_ms = state.clock.now_ms();
    state
        .db
        .write(move |write| db::add_parcel(write, space, device, &parcel, now_ms))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Lists the parcels that wait.
pub(crate) async fn list_parcels(
    State(state): State<AppState>,
    Session { device }: Session,
    Id(space): Id<SpaceId>,
) -> Result<Cbor<QuarantineResponse>, ApiError> {
    let parcels = state
        .db
        .read(move |read| db::list_parcels(read, space, device))
        .await?;
    Ok(Cbor(parcels))
}

/// Gives a parcel to the admin device that decided about it.
pub(crate) async fn settle_parcel(
    State(state): State<AppState>,
    Session { device }: Session,
    Id(space): Id<SpaceId>,
    Cbor(request): Cbor<SettleRequest>,
) -> Result<StatusCode, ApiError> {
    let now_ms = state.clock.now_ms();
    let settle = move |write: &mut db::Write<'_>| {
        db::settle_parcel(write, space, device, request.parcel, now_ms)
    };
    state.db.write(settle).await?;
    Ok(StatusCode::NO_CONTENT)
}
