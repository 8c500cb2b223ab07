//! What every store promises, as a list of checks. Memory runs it natively, IndexedDB in a browser.

use super::{Durability, Job, KEY_BYTES_MAX, Store, StoreError};
use shared::sync::{Row, Table, Write};
use std::fmt;
use std::future::Future;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// Opens the same disk again; each promise is checked on a disk of its own.
pub type Open<'a> = &'a dyn Fn() -> Job<'static, Rc<dyn Store>>;
type Kept<'a> = Pin<Box<dyn Future<Output = Result<(), Broken>> + 'a>>;

/// One promise.
pub struct Promise {
    /// The promise as a sentence.
    pub name: &'static str,
    run: for<'a> fn(Open<'a>) -> Kept<'a>,
}

impl Promise {
    /// Checks the promise on an empty disk.
    pub fn check<'a>(&self, open: Open<'a>) -> Kept<'a> {
        (self.run)(open)
    }
}

/// How a promise was broken.
#[derive(Debug, PartialEq, Eq)]
pub enum Broken {
    /// A step failed that had to work.
    Step(StoreError),
    /// A step worked that had to fail.
    NoError,
    /// A single value or the keys were not the expected ones.
    Single,
    /// The rows were not the expected ones.
    Rows {
        /// What had to be there.
        expected: Vec<Row>,
        /// What was there.
        found: Vec<Row>,
    },
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl From<StoreError> for Broken {
    fn from(error: StoreError) -> Self {
        Self::Step(error)
    }
}

/// Every promise.
pub const ALL: &[Promise] = &[
    Promise {
        name: "a_fresh_disk_is_empty",
        run: |open| Box::pin(fresh(open)),
    },
    Promise {
        name: "rows_survive_reopening_byte_for_byte",
        run: |open| Box::pin(survive(open)),
    },
    Promise {
        name: "rows_come_in_the_order_of_their_keys",
        run: |open| Box::pin(order(open)),
    },
    Promise {
        name: "a_later_change_of_a_row_wins",
        run: |open| Box::pin(later(open)),
    },
    Promise {
        name: "taking_away_what_is_not_there_is_nothing",
        run: |open| Box::pin(absent(open)),
    },
    Promise {
        name: "tables_do_not_share_keys",
        run: |open| Box::pin(apart(open)),
    },
    Promise {
        name: "keys_and_single_values_are_found_without_the_rest",
        run: |open| Box::pin(single(open)),
    },
    Promise {
        name: "half_a_write_is_no_write",
        run: |open| Box::pin(half(open)),
    },
    Promise {
        name: "a_key_has_a_greatest_length",
        run: |open| Box::pin(limit(open)),
    },
    Promise {
        name: "an_empty_commit_is_fine",
        run: |open| Box::pin(nothing(open)),
    },
    Promise {
        name: "commits_started_together_keep_their_order",
        run: |open| Box::pin(together(open)),
    },
    Promise {
        name: "a_thousand_rows_in_one_commit",
        run: |open| Box::pin(many(open)),
    },
    Promise {
        name: "many_rows_become_one_large_row_in_one_commit",
        run: |open| Box::pin(packed(open)),
    },
    Promise {
        name: "rows_that_were_to_become_one_stay_if_the_commit_fails",
        run: |open| Box::pin(unpacked(open)),
    },
];

const A: Table = Table::Drafts;
const B: Table = Table::Notes;

fn row(table: Table, key: &[u8], value: &[u8]) -> Row {
    Row {
        table,
        key: key.to_vec(),
        value: value.to_vec(),
    }
}

fn put(table: Table, key: &[u8], value: &[u8]) -> Write {
    Write::Put {
        table,
        key: key.to_vec(),
        value: value.to_vec(),
    }
}

fn take(table: Table, key: &[u8]) -> Write {
    Write::Delete {
        table,
        key: key.to_vec(),
    }
}

async fn expect(open: Open<'_>, tables: &[Table], expected: Vec<Row>) -> Result<(), Broken> {
    let found = open().await?.load(tables).await?;
    if found == expected {
        Ok(())
    } else {
        Err(Broken::Rows { expected, found })
    }
}

async fn fresh(open: Open<'_>) -> Result<(), Broken> {
    expect(open, &Table::ALL, Vec::new()).await
}

async fn survive(open: Open<'_>) -> Result<(), Broken> {
    let all: Vec<u8> = (0..=255).collect();
    for durability in [Durability::Relaxed, Durability::Strict] {
        let changes = vec![put(A, b"key", &all), put(B, &all, b"")];
        open().await?.commit(changes, durability).await?;
    }
    expect(open, &[A, B], vec![row(A, b"key", &all), row(B, &all, b"")]).await
}

async fn order(open: Open<'_>) -> Result<(), Broken> {
    let store = open().await?;
    let keys: [&[u8]; 5] = [&[2], &[0, 1], &[255], &[0], &[1, 0, 0]];
    store
        .commit(
            keys.iter().map(|key| put(A, key, key)).collect(),
            Durability::Relaxed,
        )
        .await?;
    let mut sorted = keys.to_vec();
    sorted.sort_unstable();
    expect(
        open,
        &[A],
        sorted.iter().map(|key| row(A, key, key)).collect(),
    )
    .await
}

async fn later(open: Open<'_>) -> Result<(), Broken> {
    let store = open().await?;
    let changes = vec![
        put(A, b"x", b"1"),
        put(A, b"y", b"1"),
        put(A, b"x", b"2"),
        take(A, b"y"),
    ];
    store.commit(changes, Durability::Strict).await?;
    expect(open, &[A], vec![row(A, b"x", b"2")]).await
}

async fn absent(open: Open<'_>) -> Result<(), Broken> {
    open()
        .await?
        .commit(vec![take(A, b"never")], Durability::Strict)
        .await?;
    expect(open, &[A], Vec::new()).await
}

async fn apart(open: Open<'_>) -> Result<(), Broken> {
    let store = open().await?;
    store
        .commit(
            vec![put(A, b"k", b"a"), put(B, b"k", b"b")],
            Durability::Strict,
        )
        .await?;
    store
        .commit(vec![take(A, b"k")], Durability::Strict)
        .await?;
    expect(open, &[A, B], vec![row(B, b"k", b"b")]).await
}

async fn single(open: Open<'_>) -> Result<(), Broken> {
    let store = open().await?;
    let changes = vec![put(A, b"b", b"2"), put(A, b"a", b""), put(B, b"c", b"3")];
    store.commit(changes, Durability::Strict).await?;
    let keys = store.keys(A).await?;
    let found = [
        store.get(A, b"a".to_vec()).await?,
        store.get(A, b"b".to_vec()).await?,
        store.get(A, b"c".to_vec()).await?,
    ];
    let alike = keys == [b"a".to_vec(), b"b".to_vec()]
        && found == [Some(Vec::new()), Some(b"2".to_vec()), None];
    if alike { Ok(()) } else { Err(Broken::Single) }
}

async fn half(open: Open<'_>) -> Result<(), Broken> {
    let store = open().await?;
    store
        .commit(vec![put(A, b"before", b"1")], Durability::Strict)
        .await?;
    let refused = [0; KEY_BYTES_MAX + 1];
    let changes = vec![
        put(A, b"before", b"2"),
        put(B, &refused, b"v"),
        put(B, b"k", b"v"),
    ];
    if store.commit(changes, Durability::Strict).await.is_ok() {
        return Err(Broken::NoError);
    }
    expect(open, &[A, B], vec![row(A, b"before", b"1")]).await
}

async fn limit(open: Open<'_>) -> Result<(), Broken> {
    let (longest, longer) = ([7; KEY_BYTES_MAX], [7; KEY_BYTES_MAX + 1]);
    let store = open().await?;
    store
        .commit(vec![put(A, &longest, b"v")], Durability::Strict)
        .await?;
    let refused = store
        .commit(vec![put(A, &longer, b"v")], Durability::Strict)
        .await;
    if refused
        != Err(StoreError::KeyTooLong {
            bytes: longer.len(),
        })
    {
        return Err(Broken::NoError);
    }
    expect(open, &[A], vec![row(A, &longest, b"v")]).await
}

async fn nothing(open: Open<'_>) -> Result<(), Broken> {
    open().await?.commit(Vec::new(), Durability::Strict).await?;
    expect(open, &[A], Vec::new()).await
}

async fn together(open: Open<'_>) -> Result<(), Broken> {
    let store = open().await?;
    let mut first = store.commit(vec![put(A, b"k", b"first")], Durability::Strict);
    let mut second = store.commit(vec![put(A, b"k", b"second")], Durability::Relaxed);
    // Both are started before either is awaited.
    let early = [
        started(first.as_mut()).await,
        started(second.as_mut()).await,
    ];
    let [first_done, second_done] = early;
    match second_done {
        Some(done) => done?,
        None => second.await?,
    }
    match first_done {
        Some(done) => done?,
        None => first.await?,
    }
    expect(open, &[A], vec![row(A, b"k", b"second")]).await
}

/// Polls a job once, so that it begins.
async fn started(
    mut job: Pin<&mut (dyn Future<Output = Result<(), StoreError>> + '_)>,
) -> Option<Result<(), StoreError>> {
    std::future::poll_fn(|context| {
        Poll::Ready(match job.as_mut().poll(context) {
            Poll::Ready(done) => Some(done),
            Poll::Pending => None,
        })
    })
    .await
}

async fn many(open: Open<'_>) -> Result<(), Broken> {
    let value = [7; 200];
    let keys: Vec<[u8; 4]> = (0..1000_u32).map(u32::to_be_bytes).collect();
    let changes = keys.iter().map(|key| put(A, key, &value)).collect();
    open().await?.commit(changes, Durability::Relaxed).await?;
    expect(
        open,
        &[A],
        keys.iter().map(|key| row(A, key, &value)).collect(),
    )
    .await
}

/// Keys of rows that are to be put together.
fn loose() -> Vec<[u8; 4]> {
    (0..100_u32).map(u32::to_be_bytes).collect()
}

async fn fill(open: Open<'_>) -> Result<Rc<dyn Store>, Broken> {
    let store = open().await?;
    let rows = loose().iter().map(|key| put(A, key, b"small")).collect();
    store.commit(rows, Durability::Strict).await?;
    Ok(store)
}

async fn packed(open: Open<'_>) -> Result<(), Broken> {
    let store = fill(open).await?;
    let large = vec![7; 256 * 1024];
    let mut changes: Vec<Write> = loose().iter().map(|key| take(A, key)).collect();
    changes.push(put(A, &0_u32.to_be_bytes(), &large));
    store.commit(changes, Durability::Strict).await?;
    expect(open, &[A], vec![row(A, &0_u32.to_be_bytes(), &large)]).await
}

async fn unpacked(open: Open<'_>) -> Result<(), Broken> {
    let store = fill(open).await?;
    let mut changes: Vec<Write> = loose().iter().map(|key| take(A, key)).collect();
    changes.push(put(A, &[0; KEY_BYTES_MAX + 1], b"large"));
    if store.commit(changes, Durability::Strict).await.is_ok() {
        return Err(Broken::NoError);
    }
    let rows = loose().iter().map(|key| row(A, key, b"small")).collect();
    expect(open, &[A], rows).await
}

/// Runs a future that never has to wait, as those of the memory store.
///
/// # Panics
///
/// When the future has to wait.
pub fn run_now<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    match future
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    {
        Poll::Ready(done) => done,
        Poll::Pending => unreachable!("the memory store never waits"),
    }
}
