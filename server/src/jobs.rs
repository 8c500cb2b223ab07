//! What happens from time to time. Each job may run twice and may be missed.

use crate::db;
use crate::db::{DbError, prune_audit, prune_blobs, prune_invites, prune_parcels, touch_sessions};
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
        prune_blobs(write, now_ms)?;
        prune_audit(write, now_ms)
    };
    state.db.write(change).await?;
    trim(state).await?;
    state.db.fold()
}

/// Drops envelopes and checkpoints that need not be kept any longer, a part at a time so that pushes go in between.
pub(crate) async fn trim(state: &AppState) -> Result<(), DbError> {
    let (keep_ms, now_ms) = (state.limits.log_keep_ms, state.clock.now_ms());
    while state
        .db
        .write(move |write| db::trim(write, keep_ms, now_ms))
        .await?
    {}
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::clock::Clock;
    use crate::{Config, Server};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};

    /// A month of minutes would take a while; a day of them changes as much, which is nothing.
    const MINUTES: u64 = 24 * 60;

    #[tokio::test]
    async fn time_in_which_nothing_happens_adds_no_byte() {
        let folder = tempfile::TempDir::new().unwrap();
        let now_ms = Arc::new(AtomicU64::new(1_790_000_000_000));
        let clock = Arc::clone(&now_ms);
        let mut config = Config::local(folder.path().to_owned());
        config.clock = Clock::from_fn(move || clock.load(Ordering::Relaxed));
        let server = Server::start(config).await.unwrap();
        server.make_bootstrap().await.unwrap();
        let size = || {
            let files = std::fs::read_dir(folder.path()).unwrap();
            let sizes = files.map(|file| file.unwrap().metadata().unwrap().len());
            sizes.sum::<u64>()
        };
        let rest = async || {
            super::run_once(&server.state).await.unwrap();
            // The fold is behind what was written before it, and this behind the fold.
            server.state.db.write(|_| Ok(())).await.unwrap();
        };
        rest().await;
        let (before, wal) = (size(), folder.path().join("schulterschluss.sqlite-wal"));
        assert_eq!(wal.metadata().unwrap().len(), 0, "it is folded in");
        for _ in 0..MINUTES {
            now_ms.fetch_add(60_000, Ordering::Relaxed);
            rest().await;
        }
        assert_eq!(size(), before);
        server.stop().await;
    }
}
