//! Waiting for IndexedDB, and what its exceptions mean.

use super::StoreError;
use crate::platform::clock;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, EventTarget, IdbTransaction};

/// Waits until one of the `good` or `bad` events comes; `true` is a good one.
pub(super) async fn event(target: &EventTarget, good: &[&str], bad: &[&str]) -> bool {
    first_of(target, good, bad, None).await
}

/// Does the same for so many milliseconds at most; none of the events in time is not good.
pub(super) async fn event_within(
    target: &EventTarget,
    good: &[&str],
    bad: &[&str],
    ms: u64,
) -> bool {
    first_of(target, good, bad, Some(ms)).await
}

async fn first_of(target: &EventTarget, good: &[&str], bad: &[&str], ms: Option<u64>) -> bool {
    let mut listeners: Vec<(String, Function)> = Vec::new();
    let promise = Promise::new(&mut |resolve, _| {
        for (names, outcome) in [(good, true), (bad, false)] {
            let resolve: Function = resolve
                .bind1(&JsValue::UNDEFINED, &JsValue::from_bool(outcome))
                .unchecked_into();
            for name in names {
                let _unlistened = target.add_event_listener_with_callback(name, &resolve);
                listeners.push(((*name).to_owned(), resolve.clone()));
            }
            if let (Some(ms), false) = (ms, outcome) {
                let _timer = clock::after(ms, &resolve);
            }
        }
    });
    let outcome = JsFuture::from(promise).await;
    for (name, listener) in listeners {
        let _gone = target.remove_event_listener_with_callback(&name, &listener);
    }
    outcome.is_ok_and(|value| value.as_bool() == Some(true))
}

/// Waits until a transaction is on the disk.
pub(super) async fn complete(transaction: &IdbTransaction) -> Result<(), StoreError> {
    if event(transaction, &["complete"], &["abort"]).await {
        return Ok(());
    }
    Err(transaction.error().map_or_else(
        || StoreError::Failed {
            name: "AbortError".to_owned(),
        },
        |error| meaning(&error.name()),
    ))
}

/// Returns what a thrown exception means.
pub(super) fn failure(thrown: &JsValue) -> StoreError {
    let name = thrown.dyn_ref::<DomException>().map_or_else(
        || {
            Reflect::get(thrown, &JsValue::from_str("name"))
                .ok()
                .and_then(|name| name.as_string())
                .unwrap_or_default()
        },
        DomException::name,
    );
    meaning(&name)
}

/// Returns what an exception of this name means.
pub(super) fn meaning(name: &str) -> StoreError {
    match name {
        "QuotaExceededError" => StoreError::Quota,
        "SecurityError" | "NotAllowedError" => StoreError::Unavailable,
        "NotFoundError" | "DataError" | "DataCloneError" | "NotReadableError" => {
            StoreError::Corrupted { place: "table" }
        }
        name => StoreError::Failed {
            name: name.to_owned(),
        },
    }
}
