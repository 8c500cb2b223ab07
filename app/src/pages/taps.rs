//! Taps of the counting page on their way to the disk.
//!
//! A tap counts at once on the screen. It is written as soon as the write before it is on the disk; taps that come
//! meanwhile go together into the next write. What could not be written waits for the next tap, for the page to be
//! opened again, and for the disk to take something again, whatever it is. The page may be left at any time: the queue of
//! an event lives as long as the app, over every lock.

use crate::error::{AppError, advice};
use crate::platform::clock::now_ms;
use crate::state::{App, Edit, Phase};
use crate::ui::*;
use leptos::task::spawn_local;
use shared::event::tally;
use shared::ids::RecordId;
use shared::records::ZAEHLUNG;
use shared::text::Text;
use std::collections::BTreeMap;

/// Taps that can be taken back one after the other.
const UNDO_MAX: usize = 50;

/// Taps that are not on the disk yet. They outlive the page: leaving it must not lose one.
#[derive(Clone)]
pub(super) struct Taps {
    app: App,
    event: RecordId,
    /// Waiting for the next write, by field.
    waiting: ArcRwSignal<BTreeMap<u16, i64>>,
    /// In the write that is under way.
    writing: ArcRwSignal<BTreeMap<u16, i64>>,
    busy: ArcRwSignal<bool>,
    /// Why the last write failed, in words.
    pub(super) failed: ArcRwSignal<Option<Text>>,
    /// Taps that can be taken back, the last one at the end.
    done: ArcRwSignal<Vec<Tap>>,
}

/// One tap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tap {
    /// The counter.
    pub(super) field: u16,
    /// How many.
    pub(super) amount: i64,
    /// When, milliseconds since 1970.
    pub(super) at_ms: u64,
}

/// The queue of every event that was counted since the app began. Provided once.
#[derive(Clone, Copy)]
struct Queues(StoredValue<Vec<Taps>>);

/// Provides the queues to everything below, and writes what waits as soon as the phone is open and its disk takes
/// something again.
pub fn provide(app: App) {
    let queues = Queues(StoredValue::new(Vec::new()));
    provide_context(queues);
    Effect::new(move |_| {
        if app.session.phase().get() == Phase::Open && app.sync.store_trouble().is_none() {
            queues.0.with_value(|all| all.iter().for_each(Taps::write));
        }
    });
}

impl Taps {
    /// Returns the queue of an event, and tries again to write what waits in it.
    pub(super) fn of(app: App, event: RecordId) -> Self {
        let queues: Queues = expect_context();
        let known = queues
            .0
            .with_value(|all| all.iter().find(|taps| taps.event == event).cloned());
        let taps = known.unwrap_or_else(|| {
            let new = Self::new(app, event);
            queues.0.update_value(|all| all.push(new.clone()));
            new
        });
        taps.write();
        taps
    }

    fn new(app: App, event: RecordId) -> Self {
        Self {
            app,
            event,
            waiting: ArcRwSignal::new(BTreeMap::new()),
            writing: ArcRwSignal::new(BTreeMap::new()),
            busy: ArcRwSignal::new(false),
            failed: ArcRwSignal::new(None),
            done: ArcRwSignal::new(Vec::new()),
        }
    }

    /// Counts so many.
    pub(super) fn tap(&self, field: u16, amount: i64) {
        self.waiting
            .update(|taps| *taps.entry(field).or_insert(0) += amount);
        self.done.update(|done| {
            if done.len() >= UNDO_MAX {
                done.remove(0);
            }
            done.push(Tap {
                field,
                amount,
                at_ms: now_ms(),
            });
        });
        self.write();
    }

    /// Returns the last tap that can be taken back. Reactive.
    pub(super) fn last(&self) -> Option<Tap> {
        self.done.with(|done| done.last().copied())
    }

    /// Takes the last tap back, then the one before.
    pub(super) fn take_back(&self) {
        let mut last = None;
        self.done.update(|done| last = done.pop());
        let Some(tap) = last else {
            return;
        };
        self.waiting
            .update(|taps| *taps.entry(tap.field).or_insert(0) -= tap.amount);
        self.write();
    }

    /// Writes what waits, one write at a time, until nothing waits.
    fn write(&self) {
        if self.busy.get_untracked() || self.waiting.with_untracked(BTreeMap::is_empty) {
            return;
        }
        self.busy.set(true);
        let taps = self.clone();
        spawn_local(async move {
            while taps.write_once().await {}
            taps.busy.set(false);
        });
    }

    /// Writes what waits now. The answer says whether to look for more.
    async fn write_once(&self) -> bool {
        let mut taps = BTreeMap::new();
        self.waiting
            .update(|waiting| taps = std::mem::take(waiting));
        let edits: Vec<Edit> = taps
            .iter()
            .filter(|(_, amount)| **amount != 0)
            .map(|(field, amount)| Edit::Add {
                field: *field,
                amount: *amount,
            })
            .collect();
        if edits.is_empty() {
            return false;
        }
        self.writing.set(taps.clone());
        let written = self.write_to_record(edits).await;
        self.writing.set(BTreeMap::new());
        match written {
            Ok(()) => {
                self.failed.set(None);
                true
            }
            Err(error) => {
                // Nothing is lost: what was not written waits again, and the next tap tries again.
                self.waiting.update(|waiting| {
                    for (field, amount) in taps {
                        *waiting.entry(field).or_insert(0) += amount;
                    }
                });
                self.failed.set(Some(advice(&error).words));
                false
            }
        }
    }

    async fn write_to_record(&self, mut edits: Vec<Edit>) -> Result<(), AppError> {
        let records = self.app.records;
        let event = untrack(|| records.get(self.event)).ok_or(AppError::NotFound)?;
        let counts = untrack(|| records.children(self.event, &ZAEHLUNG));
        let counts = counts
            .iter()
            .filter(|view| view.space == event.space)
            .map(|view| (view.id, &*view.state));
        let (sheet, first) = tally::sheet(self.event, tally::is_reported(&event.state), counts);
        edits.extend(first);
        records.write_in(event.space, &ZAEHLUNG, sheet, edits).await
    }

    /// Whether every tap is on the disk. Reactive.
    pub(super) fn are_stored(&self) -> bool {
        !self.busy.get() && self.waiting.with(BTreeMap::is_empty)
    }

    /// Taps of a field that the records do not show yet. Reactive.
    pub(super) fn ahead(&self, field: u16) -> i64 {
        let of = |taps: &BTreeMap<u16, i64>| taps.get(&field).copied().unwrap_or(0);
        self.waiting.with(of) + self.writing.with(of)
    }

    /// The same for every counter of visitors.
    pub(super) fn ahead_of_visitors(&self) -> i64 {
        tally::counted_fields()
            .map(|field| self.ahead(field.id))
            .sum()
    }
}
