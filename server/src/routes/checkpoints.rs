//! Checkpoints: the lease, what is offered, its segments, and who confirms it.

use crate::db;
use crate::error::ApiError;
use crate::extract::{Cbor, Id, Id2, Session};
use crate::state::AppState;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use shared::checkpoint::{LayoutError, SignedAttest, SignedManifest};
use shared::ids::{Hash, SpaceId};
use shared::protocol::limits::SEGMENT_BYTES_MAX;
use shared::protocol::messages::{
    AttestRequest, CheckpointResponse, LeaseRequest, LeaseResponse, OfferRequest, OfferResponse,
    SegmentRequest,
};
use shared::protocol::{ProblemCode, routes};

/// Lets one device at a time make a checkpoint.
pub(crate) async fn create_lease(
    State(state): State<AppState>,
    Session { device }: Session,
    Id(space): Id<SpaceId>,
    Cbor(_): Cbor<LeaseRequest>,
) -> Result<Cbor<LeaseResponse>, ApiError> {
    let now_ms = state.clock.now_ms();
    let granted = state
        .db
        .write(move |write| db::lease(write, space, device, now_ms))
        .await?;
    Ok(Cbor(LeaseResponse { granted }))
}

/// Takes a checkpoint, or says which of its segments are missing.
pub(crate) async fn offer_checkpoint(
    State(state): State<AppState>,
    Session { device }: Session,
    Id(space): Id<SpaceId>,
    Cbor(request): Cbor<OfferRequest>,
) -> Result<Cbor<OfferResponse>, ApiError> {
    let signed = SignedManifest::parse(request.manifest).map_err(|error| refusal(&error))?;
    let now_ms = state.clock.now_ms();
    let missing = state
        .db
        .write(move |write| db::offer(write, space, device, &signed, now_ms))
        .await?;
    if missing.is_empty() {
        trim(&state).await?;
    }
    Ok(Cbor(OfferResponse { missing }))
}

/// Takes a segment.
pub(crate) async fn create_segment(
    State(state): State<AppState>,
    Session { device }: Session,
    Id(space): Id<SpaceId>,
    Cbor(request): Cbor<SegmentRequest>,
) -> Result<StatusCode, ApiError> {
    if request.segment.len() > SEGMENT_BYTES_MAX {
        return Err(ApiError::too_large(SEGMENT_BYTES_MAX));
    }
    let now_ms = state.clock.now_ms();
    state
        .db
        .write(move |write| db::add_segment(write, space, device, &request.segment, now_ms))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Returns a segment as it came.
pub(crate) async fn show_segment(
    State(state): State<AppState>,
    Session { device }: Session,
    Id2(space, segment): Id2<SpaceId, Hash>,
) -> Result<Response, ApiError> {
    let bytes = state
        .db
        .read(move |read| db::find_segment(read, space, device, segment))
        .await?;
    let headers = [
        (CONTENT_TYPE, routes::BYTES),
        // Named by its content, but only for members.
        (CACHE_CONTROL, "private, no-store"),
    ];
    Ok((headers, bytes).into_response())
}

/// Returns a checkpoint's manifest and what devices said about it.
pub(crate) async fn show_checkpoint(
    State(state): State<AppState>,
    Session { device }: Session,
    Id2(space, checkpoint): Id2<SpaceId, Hash>,
) -> Result<Cbor<CheckpointResponse>, ApiError> {
    let found = state
        .db
        .read(move |read| db::find_checkpoint(read, space, device, checkpoint))
        .await?;
    Ok(Cbor(found))
}

/// Takes what a device came to for a checkpoint.
pub(crate) async fn create_attest(
    State(state): State<AppState>,
    Session { device }: Session,
    Id2(space, checkpoint): Id2<SpaceId, Hash>,
    Cbor(request): Cbor<AttestRequest>,
) -> Result<StatusCode, ApiError> {
    let attest = SignedAttest::parse(request.attest).map_err(|error| refusal(&error))?;
    let now_ms = state.clock.now_ms();
    state
        .db
        .write(move |write| db::attest(write, space, device, checkpoint, &attest, now_ms))
        .await?;
    trim(&state).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Drops at once what need not be kept any longer.
async fn trim(state: &AppState) -> Result<(), ApiError> {
    crate::jobs::trim(state).await.map_err(ApiError::from)
}

const fn refusal(error: &LayoutError) -> ProblemCode {
    match error {
        LayoutError::Newer { .. } => ProblemCode::FutureProtocol,
        _ => ProblemCode::Malformed,
    }
}
