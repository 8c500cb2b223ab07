//! The one thread that changes the database: a bounded queue in front, group commit behind.
//!
//! A group ends when the queue is empty or the group is full. Nobody gets an answer, and no notice goes out,
//! before the commit: what was acknowledged or announced is on disk.

use super::members_cache::MembersCache;
use super::{DbError, DbOptions};
use rusqlite::Connection;
use shared::ids::{DeviceId, SpaceId};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};

/// What a commit brought that others wait for. Says that something is new, never what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// A space has more envelopes or entries.
    Grown {
        /// The space.
        space: SpaceId,
        /// Last number of its log.
        head: u64,
        /// Last number of its membership log.
        m_seq: u32,
    },
    /// The devices of a space may have changed; comes before the [`Notice::Grown`] of the same commit.
    Members {
        /// The space.
        space: SpaceId,
        /// Devices that may read it now.
        active: Vec<DeviceId>,
        /// Devices that this commit removed; their sessions have ended.
        removed: Vec<DeviceId>,
    },
    /// A checkpoint waits for somebody to confirm it.
    Proposed {
        /// The space.
        space: SpaceId,
        /// Number of the log it is made for.
        seq: u64,
    },
    /// Somebody asks to be let in.
    Join {
        /// Devices that can let them in.
        admins: Vec<DeviceId>,
    },
}

/// How often the writer worked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WriteCounts {
    /// Changes run.
    pub jobs: u64,
    /// Commits made.
    pub commits: u64,
}

/// The open transaction of the writer, lent to one change.
pub struct Write<'a> {
    pub(super) db: &'a Connection,
    pub(super) members: &'a mut MembersCache,
    pub(super) notices: &'a mut Vec<Notice>,
}

/// Why a group was not committed.
#[derive(Debug, Clone)]
struct Failure {
    reason: String,
    is_disk: bool,
}

type Answer = Box<dyn FnOnce(Option<Failure>) + Send>;
type Change = Box<dyn FnOnce(&mut Write<'_>) -> Ran + Send>;

/// What waits for the writer.
enum Job {
    /// A change and how to answer it.
    Change(Change),
    /// Fold the write-ahead file into the database.
    Fold,
}

/// A change that was run: whether it stays, and who is told after the commit.
struct Ran {
    keep: bool,
    answer: Answer,
}

#[derive(Default)]
struct Counters {
    jobs: AtomicU64,
    commits: AtomicU64,
}

pub(super) struct Writer {
    queue: Mutex<Option<mpsc::Sender<Job>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
    counters: Arc<Counters>,
}

impl Writer {
    pub(super) fn start(
        db: Connection,
        options: &DbOptions,
        notify: impl Fn(Notice) + Send + 'static,
    ) -> Self {
        let (queue, jobs) = mpsc::channel(options.queue_jobs_max.max(1));
        let counters = Arc::new(Counters::default());
        let work = Work {
            db,
            members: MembersCache::default(),
            group_jobs_max: options.group_jobs_max.max(1),
            counters: Arc::clone(&counters),
        };
        let thread = std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || work.run(jobs, &notify))
            .ok();
        Self {
            queue: Mutex::new(Some(queue)),
            thread: Mutex::new(thread),
            counters,
        }
    }

    pub(super) async fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&mut Write<'_>) -> Result<T, DbError> + Send + 'static,
    ) -> Result<T, DbError> {
        let (reply, answer) = oneshot::channel();
        let run = Box::new(move |write: &mut Write<'_>| {
            let result = change(write);
            Ran {
                keep: result.is_ok(),
                answer: Box::new(move |failed: Option<Failure>| {
                    let result = match failed {
                        Some(Failure { reason, is_disk }) if result.is_ok() => {
                            Err(DbError::Commit { reason, is_disk })
                        }
                        Some(_) | None => result,
                    };
                    // Nobody may be waiting any more; the change stays all the same.
                    drop(reply.send(result));
                }),
            }
        });
        self.enqueue(Job::Change(run))?;
        answer.await.map_err(|_| DbError::Closed)?
    }

    /// Asks the writer to fold the write-ahead file into the database when it comes to it.
    pub(super) fn fold(&self) -> Result<(), DbError> {
        self.enqueue(Job::Fold)
    }

    pub(super) fn counts(&self) -> WriteCounts {
        WriteCounts {
            jobs: self.counters.jobs.load(Ordering::Relaxed),
            commits: self.counters.commits.load(Ordering::Relaxed),
        }
    }

    pub(super) fn close(&self) {
        drop(
            self.queue
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take(),
        );
        let thread = self
            .thread
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(thread) = thread
            && thread.join().is_err()
        {
            tracing::error!("the writer thread ended with a panic");
        }
    }

    fn enqueue(&self, job: Job) -> Result<(), DbError> {
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        let queue = queue.as_ref().ok_or(DbError::Closed)?;
        queue.try_send(job).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => DbError::Busy,
            mpsc::error::TrySendError::Closed(_) => DbError::Closed,
        })
    }
}

/// What the thread owns.
struct Work {
    db: Connection,
    members: MembersCache,
    group_jobs_max: usize,
    counters: Arc<Counters>,
}

impl Work {
    fn run(mut self, mut jobs: mpsc::Receiver<Job>, notify: &impl Fn(Notice)) {
        while let Some(job) = jobs.blocking_recv() {
            let Job::Change(first) = job else {
                self.fold();
                continue;
            };
            let mut answers = Vec::new();
            let mut notices = Vec::new();
            let (folds, failed) = self.run_group(first, &mut jobs, &mut answers, &mut notices);
            let failed = failed.err().map(|error| Failure {
                is_disk: error.is_disk(),
                reason: error.to_string(),
            });
            if let Some(Failure { reason, .. }) = &failed {
                tracing::error!(reason, "a group of writes was not committed");
                self.members.clear();
                notices.clear();
                // The connection may still be inside the transaction; there is nothing in it to keep.
                drop(self.db.execute_batch("ROLLBACK"));
            }
            for notice in notices {
                notify(notice);
            }
            for answer in answers {
                answer(failed.clone());
            }
            if folds {
                self.fold();
            }
        }
    }

    /// Runs the first change and those that wait behind it, then commits. Says whether a fold ended the group.
    fn run_group(
        &mut self,
        first: Change,
        jobs: &mut mpsc::Receiver<Job>,
        answers: &mut Vec<Answer>,
        notices: &mut Vec<Notice>,
    ) -> (bool, Result<(), DbError>) {
        let mut folds = false;
        let behind = || match jobs.try_recv() {
            Ok(Job::Change(change)) => Some(change),
            Ok(Job::Fold) => {
                folds = true;
                None
            }
            Err(_) => None,
        };
        let done = self.commit_group(first, behind, answers, notices);
        (folds, done)
    }

    fn commit_group(
        &mut self,
        first: Change,
        mut behind: impl FnMut() -> Option<Change>,
        answers: &mut Vec<Answer>,
        notices: &mut Vec<Notice>,
    ) -> Result<(), DbError> {
        self.db.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        let mut next = Some(first);
        while let Some(change) = next {
            self.run_job(change, answers, notices)?;
            next = if answers.len() < self.group_jobs_max {
                behind()
            } else {
                None
            };
        }
        self.db.prepare_cached("COMMIT")?.execute([])?;
        self.counters.commits.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    /// Folds the write-ahead file into the database and empties it, unless somebody is reading from it: then a
    /// later fold does it, and nobody waits.
    fn fold(&self) {
        let folded = self
            .db
            .busy_timeout(Duration::ZERO)
            .and_then(|()| {
                self.db
                    .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
            })
            .and(self.db.busy_timeout(super::BUSY_TIMEOUT));
        if let Err(error) = folded {
            tracing::warn!(%error, "the write-ahead file was not folded in");
        }
    }

    /// Runs one change inside a savepoint of its own. One that panics is undone and its caller told so.
    fn run_job(
        &mut self,
        change: Change,
        answers: &mut Vec<Answer>,
        notices: &mut Vec<Notice>,
    ) -> Result<(), DbError> {
        self.db.prepare_cached("SAVEPOINT job")?.execute([])?;
        let mut own_notices = Vec::new();
        let mut write = Write {
            db: &self.db,
            members: &mut self.members,
            notices: &mut own_notices,
        };
        let ran = catch_unwind(AssertUnwindSafe(|| change(&mut write)));
        self.counters.jobs.fetch_add(1, Ordering::Relaxed);
        let keep = ran.as_ref().is_ok_and(|ran| ran.keep);
        match ran {
            Ok(ran) => answers.push(ran.answer),
            Err(_) => {
                // Without an answer the caller's channel closes, and that is an error for the caller.
                tracing::error!("a write panicked and was undone");
                self.members.clear();
            }
        }
        if self.db.is_autocommit() {
            // SQLite has undone the whole transaction, as it does when the disk is full.
            return Err(DbError::Commit {
                reason: "the disk takes nothing more".to_owned(),
                is_disk: true,
            });
        }
        if keep {
            notices.append(&mut own_notices);
        } else {
            self.db.prepare_cached("ROLLBACK TO job")?.execute([])?;
        }
        self.db.prepare_cached("RELEASE job")?.execute([])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
