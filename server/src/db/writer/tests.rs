//! The promises of the writer, with the queue held still so that what waits is known.

use super::*;
use crate::db::{Db, keep_bootstrap};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;
use tempfile::TempDir;

struct Bench {
    db: Db,
    notices: Arc<Mutex<Vec<Notice>>>,
    _folder: TempDir,
}

fn bench(queue_jobs_max: usize, group_jobs_max: usize) -> Bench {
    let folder = TempDir::new().unwrap();
    let options = DbOptions {
        folder: folder.path().to_owned(),
        queue_jobs_max,
        group_jobs_max,
        readers: 1,
    };
    let notices = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&notices);
    let db = Db::open(&options, move |notice| heard.lock().unwrap().push(notice)).unwrap();
    Bench {
        db,
        notices,
        _folder: folder,
    }
}

/// Occupies the writer until the sender is used or dropped.
async fn hold(db: &Db) -> Sender<()> {
    let (release, held): (Sender<()>, Receiver<()>) = channel();
    let (started, running) = oneshot::channel();
    let db = db.clone();
    tokio::spawn(async move {
        let wait = move |_: &mut Write<'_>| {
            let _ = started.send(());
            let _ = held.recv_timeout(Duration::from_secs(10));
            Ok(())
        };
        db.write(wait).await
    });
    running.await.unwrap();
    release
}

fn grown(head: u64) -> Notice {
    Notice::Grown {
        space: SpaceId([1; 16]),
        head,
        m_seq: 1,
    }
}

#[tokio::test]
async fn what_waits_is_committed_in_groups() {
    let Bench { db, .. } = bench(100, 10);
    let before = db.counts();
    let release = hold(&db).await;
    let jobs: Vec<_> = (0..19)
        .map(|_| tokio::spawn(write_nothing(db.clone())))
        .collect();
    // All nineteen are in the queue when each task has run once.
    tokio::time::sleep(Duration::from_millis(50)).await;
    release.send(()).unwrap();
    for job in jobs {
        job.await.unwrap().unwrap();
    }
    let after = db.counts();
    assert_eq!(
        (after.jobs - before.jobs, after.commits - before.commits),
        (20, 2)
    );
    db.close();
}

async fn write_nothing(db: Db) -> Result<(), DbError> {
    db.write(|_| Ok(())).await
}

#[tokio::test]
async fn a_full_queue_is_busy_and_not_longer() {
    let Bench { db, .. } = bench(2, 10);
    let release = hold(&db).await;
    let waiting: Vec<_> = (0..2)
        .map(|_| tokio::spawn(write_nothing(db.clone())))
        .collect();
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(matches!(
        write_nothing(db.clone()).await,
        Err(DbError::Busy)
    ));
    release.send(()).unwrap();
    for job in waiting {
        job.await.unwrap().unwrap();
    }
    db.close();
    assert!(matches!(write_nothing(db).await, Err(DbError::Closed)));
}

#[tokio::test]
async fn a_failed_write_undoes_itself_and_nothing_else_of_its_group() {
    let Bench {
        db,
        notices,
        _folder,
    } = bench(100, 100);
    let release = hold(&db).await;
    let good = tokio::spawn({
        let db = db.clone();
        async move {
            let keep = |write: &mut Write<'_>| {
                write.notices.push(grown(1));
                keep_bootstrap(write.db, [1; 32])
            };
            db.write(keep).await
        }
    });
    tokio::time::sleep(Duration::from_millis(20)).await;
    let bad = tokio::spawn({
        let db = db.clone();
        async move {
            let fail = |write: &mut Write<'_>| -> Result<(), DbError> {
                write.notices.push(grown(2));
                keep_bootstrap(write.db, [2; 32])?;
                Err(DbError::refused(shared::protocol::ProblemCode::Refused))
            };
            db.write(fail).await
        }
    });
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert!(
        notices.lock().unwrap().is_empty(),
        "nothing is announced before the commit"
    );
    release.send(()).unwrap();
    good.await.unwrap().unwrap();
    assert!(matches!(bad.await.unwrap(), Err(DbError::Refused { .. })));
    assert_eq!(*notices.lock().unwrap(), [grown(1)]);
    let kept = db
        .write(|write| crate::db::meta::is_bootstrap(write.db, [1; 32]))
        .await;
    assert!(kept.unwrap());
    db.close();
}

#[tokio::test]
async fn a_write_that_panics_is_undone_and_the_writer_goes_on() {
    let Bench { db, .. } = bench(100, 100);
    let panics = |write: &mut Write<'_>| -> Result<(), DbError> {
        keep_bootstrap(write.db, [3; 32])?;
        panic!("on purpose")
    };
    assert!(matches!(db.write(panics).await, Err(DbError::Closed)));
    let kept = db
        .write(|write| crate::db::meta::is_bootstrap(write.db, [3; 32]))
        .await;
    assert!(!kept.unwrap());
    db.close();
}

#[tokio::test]
async fn closing_finishes_what_waits() {
    let Bench { db, _folder, .. } = bench(100, 1);
    let release = hold(&db).await;
    let jobs: Vec<_> = (0..20)
        .map(|_| tokio::spawn(write_nothing(db.clone())))
        .collect();
    tokio::time::sleep(Duration::from_millis(50)).await;
    release.send(()).unwrap();
    tokio::task::spawn_blocking(move || db.close())
        .await
        .unwrap();
    for job in jobs {
        job.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn a_full_disk_fails_the_group_is_named_and_passes() {
    let Bench {
        db,
        notices,
        _folder,
    } = bench(100, 100);
    let limit = |pages: i64| {
        move |write: &mut Write<'_>| {
            let limited = |row: &rusqlite::Row<'_>| row.get::<_, i64>(0);
            let now = write
                .db
                .query_row("PRAGMA page_count", [], limited)?
                .saturating_add(pages);
            let set = format!("PRAGMA max_page_count = {now}");
            Ok(write.db.query_row(&set, [], limited)?)
        }
    };
    db.write(limit(0)).await.unwrap();
    let release = hold(&db).await;
    let good = tokio::spawn({
        let db = db.clone();
        async move {
            let announce = |write: &mut Write<'_>| {
                write.notices.push(grown(1));
                keep_bootstrap(write.db, [1; 32])
            };
            db.write(announce).await
        }
    });
    tokio::time::sleep(Duration::from_millis(20)).await;
    let large = |write: &mut Write<'_>| {
        let bytes = vec![7; 100_000];
        let sql = "INSERT INTO meta(key, value) VALUES ('large', ?1)";
        Ok(write.db.execute(sql, [bytes])?)
    };
    let bad = tokio::spawn({
        let db = db.clone();
        async move { db.write(large).await }
    });
    tokio::time::sleep(Duration::from_millis(20)).await;
    release.send(()).unwrap();
    assert!(bad.await.unwrap().unwrap_err().is_disk());
    // Whoever shared the group was told that nothing of it counts, or that it is on disk: never in between.
    let (good, kept) = (
        good.await.unwrap(),
        db.write(|write| crate::db::meta::is_bootstrap(write.db, [1; 32]))
            .await
            .unwrap(),
    );
    assert_eq!(good.is_ok(), kept);
    assert_eq!(notices.lock().unwrap().is_empty(), !kept);
    db.write(limit(1_000)).await.unwrap();
    assert_eq!(db.write(large).await.unwrap(), 1);
    db.close();
}
