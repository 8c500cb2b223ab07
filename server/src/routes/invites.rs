//! Invitations, and asking to be let in with one.

use crate::db::{self, add_invite, add_join};
use crate::error::ApiError;
use crate::extract::{Cbor, Id, Session, Stranger};
use crate::state::AppState;
use axum::extract::State;
use axum::http::StatusCode;
use shared::crypto::check_join_signature;
use shared::ids::InviteId;
use shared::protocol::ProblemCode;
use shared::protocol::limits::{
    INVITE_GRANTS_MAX, INVITE_LIFE_MS_MAX, INVITE_PAYLOAD_BYTES_MAX, INVITE_USES_MAX,
};
use shared::protocol::messages::{DenyRequest, InviteRequest, InviteResponse, JoinRequest};

/// Greatest size of a sealed name in a request: nonce, 256 bytes, tag, and some room.
const NAME_SEALED_BYTES_MAX: usize = 512;

/// Stores an invitation.
pub(crate) async fn create_invite(
    State(state): State<AppState>,
    Session { device }: Session,
    Cbor(mut request): Cbor<InviteRequest>,
) -> Result<StatusCode, ApiError> {
    let now_ms = state.clock.now_ms();
    if request.payload.len() > INVITE_PAYLOAD_BYTES_MAX {
        return Err(ApiError::too_large(INVITE_PAYLOAD_BYTES_MAX));
    }
    request.spaces.sort_unstable();
    request.spaces.dedup();
    let lives = request.expires_ms > now_ms
        && request.expires_ms <= now_ms.saturating_add(INVITE_LIFE_MS_MAX + CLOCKS_DIFFER_MS);
    let is_usable = (1..=INVITE_USES_MAX).contains(&request.uses_max);
    let leads = (1..=INVITE_GRANTS_MAX).contains(&request.spaces.len());
    if !(lives && is_usable && leads) {
        return Err(ProblemCode::Refused.into());
    }
    state
        .db
        .write(move |write| add_invite(write, device, &request, now_ms))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Shows an invitation to whoever knows its secret.
pub(crate) async fn find_invite(
    State(state): State<AppState>,
    Stranger: Stranger,
    id: Result<Id<InviteId>, ApiError>,
) -> Result<Cbor<InviteResponse>, ApiError> {
    let Id(invite) = id.map_err(|_| ProblemCode::InviteUnknown)?;
    let now_ms = state.clock.now_ms();
    let found = state
        .db
        .read(move |read| db::find_invite(read, invite, now_ms))
        .await?;
    Ok(Cbor(found))
}

/// Keeps a request to join until an admin's device completes it.
pub(crate) async fn create_join(
    State(state): State<AppState>,
    Stranger: Stranger,
    id: Result<Id<InviteId>, ApiError>,
    Cbor(request): Cbor<JoinRequest>,
) -> Result<StatusCode, ApiError> {
    let Id(invite) = id.map_err(|_| ProblemCode::InviteUnknown)?;
    if request.name_sealed.len() > NAME_SEALED_BYTES_MAX {
        return Err(ApiError::too_large(NAME_SEALED_BYTES_MAX));
    }
    let device = check_join_signature(invite, &request)
        .map_err(|_| ProblemCode::Refused)?
        .id();
    let now_ms = state.clock.now_ms();
    state
        .db
        .write(move |write| add_join(write, invite, device, &request, now_ms))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes an invitation back.
pub(crate) async fn withdraw_invite(
    State(state): State<AppState>,
    Session { device }: Session,
    id: Result<Id<InviteId>, ApiError>,
) -> Result<StatusCode, ApiError> {
    let Id(invite) = id.map_err(|_| ProblemCode::InviteUnknown)?;
    let now_ms = state.clock.now_ms();
    state
        .db
        .write(move |write| db::withdraw_invite(write, device, invite, now_ms))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Turns a request down.
pub(crate) async fn deny_join(
    State(state): State<AppState>,
    Session { device }: Session,
    id: Result<Id<InviteId>, ApiError>,
    Cbor(request): Cbor<DenyRequest>,
) -> Result<StatusCode, ApiError> {
    let Id(invite) = id.map_err(|_| ProblemCode::InviteUnknown)?;
    let now_ms = state.clock.now_ms();
    let joining = request.device;
    state
        .db
        .write(move |write| db::deny_join(write, device, invite, joining, now_ms))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// An inviter's clock may be this far ahead without an invitation of full length being refused.
const CLOCKS_DIFFER_MS: u64 = 60 * 60 * 1000;
