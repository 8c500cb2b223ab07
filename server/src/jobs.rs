//! What happens from time to time. Each job may run twice and may be missed.

use crate::db::{DbError, prune_audit, prune_invites, prune_parcels, touch_sessions};
use crate::state::AppState;
use std::time::Duration;

const EVERY: Duration = Duration::from_secs(60);

/// Runs the jobs until the task is dropped.
pub(crate) async fn run(state: AppState) {
    loop {
        tokio::time::sleep(EVERY).await;
        if let Err(error) = run_once(&state).await {
            tracing::warn!(%error, "a job failed and will be tried again");
        }
    }
}

/// Writes down which sessions were used, forgets sessions, invitations, parcels and audit rows that ended, and folds
/// the write-ahead file in.
pub(crate) async fn run_once(state: &AppState) -> Result<(), DbError> {
    let now_ms = state.clock.now_ms();
    let (used, ended) = state.sessions.to_store(now_ms);
    let change = move |write: &mut crate::db::Write<'_>| {
        touch_sessions(write, &used, &ended)?;
        prune_invites(write, now_ms)?;
        prune_parcels(write, now_ms)?;
        prune_audit(write, now_ms)
    };
    state.db.write(change).await?;
    state.db.fold()
}
