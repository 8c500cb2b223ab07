//! What clients give back to a restored server.

use crate::db::{Recover, recover};
use crate::error::ApiError;
use crate::extract::{Cbor, Id, Session};
use crate::random::random;
use crate::state::AppState;
use axum::extract::State;
use shared::envelope::Envelope;
use shared::ids::{LogEra, SpaceId};
use shared::mlog::SignedEntry;
use shared::protocol::ProblemCode;
use shared::protocol::limits::{APPEND_ENTRIES_MAX, PUSH_ENVELOPES_MAX};
use shared::protocol::messages::{RecoverRequest, RecoverResponse};

/// Greatest number of points in one question: a log of 2^40 envelopes has forty.
const POINTS_MAX: usize = 64;

/// Takes signed entries and envelopes the server lacks, own and others'.
pub(crate) async fn recover_space(
    State(state): State<AppState>,
    Session { device }: Session,
    Id(space): Id<SpaceId>,
    Cbor(request): Cbor<RecoverRequest>,
) -> Result<Cbor<RecoverResponse>, ApiError> {
    let count = request.rows.len();
    if request.entries.len() > APPEND_ENTRIES_MAX {
        return Err(ApiError::too_large(APPEND_ENTRIES_MAX));
    }
    if count > PUSH_ENVELOPES_MAX || request.points.len() > POINTS_MAX {
        return Err(ApiError::too_large(PUSH_ENVELOPES_MAX));
    }
    let now_ms = state.clock.now_ms();
    let cost = u32::try_from(count).unwrap_or(u32::MAX);
    let allowed = state.allowances.envelopes.take(device, cost, now_ms);
    allowed.map_err(|wait_ms| ApiError::retry(ProblemCode::TooMany, wait_ms))?;
    let entries = request
        .entries
        .into_iter()
        .map(SignedEntry::parse)
        .collect::<Result<_, _>>()
        .map_err(|_| ProblemCode::Malformed)?;
    let mut rows = Vec::with_capacity(count);
    for row in request.rows {
        let envelope = Envelope::parse(row.envelope.clone()).map_err(|_| ProblemCode::Malformed)?;
        rows.push((row, envelope));
    }
    let job = Recover {
        space,
        device,
        era: request.era,
        points: request.points,
        after: request.after,
        entries,
        boxes: request.boxes,
        rows,
        new_era: LogEra(random()?),
        now_ms,
    };
    let answer = state.db.write(move |write| recover(write, job)).await?;
    Ok(Cbor(answer))
}
