//! Is the server up?

use crate::error::ApiError;
use crate::state::AppState;
use axum::extract::State;

/// Answers `ok` if the database can be read.
pub(crate) async fn show_health(State(state): State<AppState>) -> Result<&'static str, ApiError> {
    state.db.read(|read| read.has_network()).await?;
    Ok("ok")
}
