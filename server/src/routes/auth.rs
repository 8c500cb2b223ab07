//! Logging in: a challenge, signed with the device's key, for a session.

use crate::auth::Sessions;
use crate::db::{find_public, keep_session};
use crate::error::ApiError;
use crate::extract::{Json, Stranger};
use crate::state::AppState;
use axum::extract::State;
use shared::envelope::verify_login;
use shared::ids::to_hex;
use shared::protocol::ProblemCode;
use shared::protocol::messages::{
    ChallengeRequest, ChallengeResponse, SessionRequest, SessionResponse,
};

/// Hands out a challenge, to known and unknown devices alike.
pub(crate) async fn create_challenge(
    State(state): State<AppState>,
    Stranger: Stranger,
    Json(request): Json<ChallengeRequest>,
) -> Result<axum::Json<ChallengeResponse>, ApiError> {
    let now_ms = state.clock.now_ms();
    let allowed = state.allowances.challenges.take(request.device, 1, now_ms);
    allowed.map_err(|wait_ms| ApiError::retry(ProblemCode::TooMany, wait_ms))?;
    let ends_ms = now_ms.saturating_add(state.limits.challenge_life_ms);
    let nonce = state.challenges.make(request.device, ends_ms)?;
    Ok(axum::Json(ChallengeResponse { nonce }))
}

/// Gives a session for an answered challenge. A removed device gets one too: it has to read of its removal.
pub(crate) async fn create_session(
    State(state): State<AppState>,
    Stranger: Stranger,
    Json(request): Json<SessionRequest>,
) -> Result<axum::Json<SessionResponse>, ApiError> {
    let now_ms = state.clock.now_ms();
    let device = request.device;
    let signature = bytes_of_signature(&request.signature).ok_or(ProblemCode::Malformed)?;
    if !state.challenges.take(&request.nonce, device, now_ms) {
        return Err(ProblemCode::LoginRefused.into());
    }
    let public = state.db.read(move |read| find_public(read, device)).await?;
    let public = public.ok_or(ProblemCode::LoginRefused)?;
    let hosts = state.origins.hosts();
    if !hosts
        .iter()
        .any(|host| verify_login(&public, host, &request.nonce, &signature))
    {
        return Err(ProblemCode::LoginRefused.into());
    }
    let (session, token) = Sessions::make(device, now_ms)?;
    let stored = session.clone();
    let kept = state
        .db
        .write(move |write| keep_session(write, &stored))
        .await;
    match kept {
        // A disk that is full takes no session either; without one nobody could read what is on it.
        Err(error) if error.is_disk() => tracing::warn!("a session ends with this process"),
        kept => kept?,
    }
    state.sessions.put(session);
    Ok(axum::Json(SessionResponse {
        token: to_hex(&token),
    }))
}

fn bytes_of_signature(text: &str) -> Option<[u8; 64]> {
    let (first, second) = text.split_at_checked(64)?;
    let halves = [first, second].map(|half| half.parse::<shared::ids::Hash>().ok());
    let [Some(first), Some(second)] = halves else {
        return None;
    };
    let mut bytes = [0; 64];
    for (to, from) in bytes.iter_mut().zip(first.0.into_iter().chain(second.0)) {
        *to = from;
    }
    Some(bytes)
}
