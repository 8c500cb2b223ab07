//! Pages of a space's log.

use crate::db::{PageQuery, page_of_log};
use crate::error::ApiError;
use crate::extract::{Cbor, Id, Query, Session};
use crate::state::AppState;
use axum::extract::State;
use serde::Deserialize;
use shared::ids::{LogEra, SpaceId};
use shared::protocol::limits::{PAGE_BYTES_DEFAULT, PAGE_BYTES_MAX};
use shared::protocol::messages::LogPage;

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
) -> Result<Cbor<LogPage>, ApiError> {
    let bytes_max = query
        .bytes_max
        .unwrap_or(PAGE_BYTES_DEFAULT)
        .min(PAGE_BYTES_MAX);
    let query = PageQuery {
        era: query.era,
        after: query.after,
        bytes_max,
    };
    let page = state
        .db
        .read(move |read| page_of_log(read, space, device, &query))
        .await?;
    Ok(Cbor(page))
}
