//! Pages of a space's log.

use crate::db::{PageQuery, page_of_log};
use crate::error::ApiError;
use crate::extract::{Cbor, Id, Query, Session};
use crate::room::Keeping;
use crate::state::AppState;
use axum::body::HttpBody;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use shared::ids::{LogEra, SpaceId};
use shared::protocol::limits::{PAGE_BYTES_DEFAULT, PAGE_BYTES_FOLLOWING, PAGE_BYTES_MAX};
use std::sync::Arc;

/// Query of [`list_log`].
#[derive(Debug, Deserialize)]
pub(crate) struct LogQuery {
    /// Era the reader knows.
    era: Option<LogEra>,
    /// Rows after this number.
    #[serde(default)]
    after: u64,
    /// Wished size of the page.
    bytes_max: Option<usize>,
}

/// Lists rows of the log.
pub(crate) async fn list_log(
    State(state): State<AppState>,
    Session { device }: Session,
    Id(space): Id<SpaceId>,
    Query(query): Query<LogQuery>,
) -> Result<Response, ApiError> {
    // Those who are far behind come in large pieces, and only some at a time; who follows the log never waits for
    // them.
    let bulk = Arc::clone(&state.bulk_reads).try_acquire_owned().ok();
    let bytes_max = query.bytes_max.unwrap_or(PAGE_BYTES_DEFAULT);
    let (bytes_max, behind_max) = match &bulk {
        Some(_) => (bytes_max.min(PAGE_BYTES_MAX), u64::MAX),
        None => (
            bytes_max.min(PAGE_BYTES_FOLLOWING),
            state.limits.following_rows_max,
        ),
    };
    let query = PageQuery {
        era: query.era,
        after: query.after,
        bytes_max,
        behind_max,
    };
    let page = state
        .db
        .read(move |read| page_of_log(read, space, device, &query))
        .await?;
    let answer = Cbor(page).into_response();
    let is_small = answer
        .body()
        .size_hint()
        .exact()
        .is_some_and(|bytes| bytes <= PAGE_BYTES_FOLLOWING as u64);
    let kept = bulk.filter(|_| !is_small);
    Ok(answer.map(|body| Keeping::wrap(body, kept)))
}
