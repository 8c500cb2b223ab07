//! Envelopes from devices.

use crate::db::{Pushed, Write, audit_refusal, find_public, push};
use crate::error::{ApiError, code_name};
use crate::extract::{Cbor, Id, Session};
use crate::state::AppState;
use axum::extract::State;
use shared::crypto::DevicePublic;
use shared::envelope::{Envelope, EnvelopeError};
use shared::ids::SpaceId;
use shared::protocol::ProblemCode;
use shared::protocol::limits::PUSH_ENVELOPES_MAX;
use shared::protocol::messages::{PushRequest, PushResponse};
use shared::sync::accept::Candidate;

/// Wait before asking a restored server again.
const QUIET_RETRY_MS: u64 = 15_000;

/// Stores the valid front part of a push.
///
/// If nothing of it was accepted, the answer is the problem of its first envelope; if only a part was, the
/// answer says how far and why not further.
pub(crate) async fn push_envelopes(
    State(state): State<AppState>,
    Session { device }: Session,
    Id(space): Id<SpaceId>,
    Cbor(request): Cbor<PushRequest>,
) -> Result<Cbor<PushResponse>, ApiError> {
    let count = request.envelopes.len();
    if count > PUSH_ENVELOPES_MAX {
        return Err(ApiError::too_large(PUSH_ENVELOPES_MAX));
    }
    let now_ms = state.clock.now_ms();
    // New envelopes would take the numbers of those that are about to come back.
    let quiet_ms = state.quiet_until_ms.saturating_sub(now_ms);
    if quiet_ms > 0 {
        let wait_ms = quiet_ms.min(QUIET_RETRY_MS);
        return Err(ApiError::retry(ProblemCode::Busy, wait_ms));
    }
    let cost = u32::try_from(count).unwrap_or(u32::MAX);
    let allowed = state.allowances.envelopes.take(device, cost, now_ms);
    allowed.map_err(|wait_ms| ApiError::retry(ProblemCode::TooMany, wait_ms))?;

    let author = state.db.read(move |read| find_public(read, device)).await?;
    let author = author.ok_or(ProblemCode::NotFound)?;
    let check = tokio::task::spawn_blocking(move || check_all(request.envelopes, &author));
    let candidates = check
        .await
        .map_err(|_| ApiError::internal("checking a push panicked"))??;

    let pushed = state
        .db
        .write(move |write| push(write, space, device, candidates, now_ms))
        .await?;
    let Pushed {
        accepted,
        dev_seq,
        head,
        refused,
    } = pushed;
    if let Some(code) = refused.filter(|code| is_suspicious(*code)) {
        let note = move |write: &mut Write<'_>| {
            audit_refusal(write, &code_name(code), device, space, now_ms)
        };
        state.db.write(note).await?;
    }
    match refused {
        Some(code) if accepted == 0 => Err(ApiError::new(code).have(dev_seq)),
        Some(_) | None => Ok(Cbor(PushResponse {
            dev_seq,
            head,
            refused: refused.map(code_name),
        })),
    }
}

/// Refusals no honest client meets in its daily work.
const fn is_suspicious(code: ProblemCode) -> bool {
    matches!(
        code,
        ProblemCode::Refused | ProblemCode::Forbidden | ProblemCode::DeviceFork
    )
}

/// Reads envelopes and checks their signatures, away from the threads that answer requests.
fn check_all(envelopes: Vec<Vec<u8>>, author: &DevicePublic) -> Result<Vec<Candidate>, ApiError> {
    let mut candidates = Vec::with_capacity(envelopes.len());
    for bytes in envelopes {
        let envelope = Envelope::parse(bytes).map_err(|error| refusal(&error))?;
        candidates.push(Candidate::check(envelope, author));
    }
    Ok(candidates)
}

fn refusal(error: &EnvelopeError) -> ApiError {
    match error {
        EnvelopeError::TooLarge { bytes_max, .. } => ApiError::too_large(*bytes_max),
        EnvelopeError::UnknownVersion { .. }
        | EnvelopeError::UnknownSuite { .. }
        | EnvelopeError::UnknownKind { .. }
        | EnvelopeError::UnknownFlags { .. } => ProblemCode::FutureProtocol.into(),
        _ => ProblemCode::Malformed.into(),
    }
}
