//! Taps of the counting page on their way to the disk.
//!
//! A tap counts at once on the screen. It is written as soon as the write before it is on the disk; taps that come
//! meanwhile go together into the next write. What could not be written waits for the next tap. The page may be left
//! at any time: taps live on until they are written.

use super::reading::Reader;
use crate::error::{AppError, advice};
use crate::platform::clock::now_ms;
use crate::state::Edit;
use crate::ui::*;
use leptos::task::spawn_local;
use shared::ids::RecordId;
use shared::records::{COUNTED, FieldDef, ZAEHLUNG};
use shared::value::Value;
use std::collections::BTreeMap;

/// Taps that are not on the disk yet. They outlive the page: leaving it must not lose one.
#[derive(Clone)]
pub(super) struct Taps {
    reader: Reader,
    event: RecordId,
    /// Waiting for the next write, by field.
    waiting: ArcRwSignal<BTreeMap<u16, i64>>,
    /// In the write that is under way.
    writing: ArcRwSignal<BTreeMap<u16, i64>>,
    busy: ArcRwSignal<bool>,
    /// Why the last write failed, in words.
    pub(super) failed: ArcRwSignal<Option<String>>,
    /// Field and time of the last tap that can be taken back.
    pub(super) last: ArcRwSignal<Option<(u16, u64)>>,
}

impl Taps {
    /// Makes an empty queue for an event.
    pub(super) fn new(reader: Reader, event: RecordId) -> Self {
        Self {
            reader,
            event,
            waiting: ArcRwSignal::new(BTreeMap::new()),
            writing: ArcRwSignal::new(BTreeMap::new()),
            busy: ArcRwSignal::new(false),
            failed: ArcRwSignal::new(None),
            last: ArcRwSignal::new(None),
        }
    }

    /// Counts one.
    pub(super) fn tap(&self, field: u16) {
        self.waiting
            .update(|taps| *taps.entry(field).or_insert(0) += 1);
        self.last.set(Some((field, now_ms())));
        self.write();
    }

    /// Takes the last tap back.
    pub(super) fn take_back(&self) {
        let Some((field, _)) = self.last.get_untracked() else {
            return;
        };
        self.waiting
            .update(|taps| *taps.entry(field).or_insert(0) -= 1);
        self.last.set(None);
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
                self.failed.set(Some(self.reader.s(advice(&error).words)));
                false
            }
        }
    }

    async fn write_to_record(&self, mut edits: Vec<Edit>) -> Result<(), AppError> {
        let records = self.reader.app.records;
        // One record per event is enough: each device has its own share in it. The first one is taken by all.
        let count = untrack(|| records.children(self.event, &ZAEHLUNG));
        match count.into_iter().min_by_key(|view| view.id) {
            Some(view) => records.write(view.id, edits).await,
            None => {
                let mut set = |field: Option<u16>, value| {
                    if let Some(field) = field {
                        edits.push(Edit::Set {
                            field,
                            value,
                            prev: Vec::new(),
                        });
                    }
                };
                set(ZAEHLUNG.parent, Value::Link(self.event));
                let method = ZAEHLUNG.field_by_key("methode").map(|field| field.id);
                set(method, Value::Text("gezaehlt".to_owned()));
                records.create(&ZAEHLUNG, edits).await.map(|_| ())
            }
        }
    }

    /// Taps of a field that the records do not show yet. Reactive.
    pub(super) fn ahead(&self, field: u16) -> i64 {
        let of = |taps: &BTreeMap<u16, i64>| taps.get(&field).copied().unwrap_or(0);
        self.waiting.with(of) + self.writing.with(of)
    }

    /// The same for every counter of visitors.
    pub(super) fn ahead_of_visitors(&self) -> i64 {
        visitors().map(|field| self.ahead(field.id)).sum()
    }
}

/// The counters whose sum is the number of visitors; the first is the one without band.
pub(super) fn visitors() -> impl Iterator<Item = &'static FieldDef> {
    COUNTED.iter().filter_map(|key| ZAEHLUNG.field_by_key(key))
}
