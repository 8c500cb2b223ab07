//! Takes away what the app has left in this browser besides its store: files, service worker, preferences; then leaves.
//!
//! Every step is tried whatever became of the one before, and none needs a network.

use super::{method, property};
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::window;

/// Where the browser goes afterwards: a page that says nothing and needs no network.
const NEUTRAL_PAGE: &str = "about:blank";

/// Takes everything away. Returns whether every step worked.
pub(crate) async fn clear() -> bool {
    let caches = drop_caches().await.is_some();
    let workers = drop_workers().await.is_some();
    let mut words = true;
    for name in ["localStorage", "sessionStorage"] {
        words &= clear_words(name).is_some();
    }
    caches && workers && words
}

/// Leaves for a page that says nothing; the way back does not lead here.
pub(crate) fn leave() {
    if let Some(window) = window() {
        let _stayed = window.location().replace(NEUTRAL_PAGE);
    }
}

async fn drop_caches() -> Option<()> {
    let caches = property(&js_sys::global(), "caches")?;
    let names = list(&caches, "keys").await?;
    let drop = method(&caches, "delete")?;
    for name in names.iter() {
        settle(drop.call1(&caches, &name).ok()?).await?;
    }
    Some(())
}

async fn drop_workers() -> Option<()> {
    let navigator: JsValue = window()?.navigator().into();
    let container = property(&navigator, "serviceWorker")?;
    let registrations = list(&container, "getRegistrations").await?;
    for registration in registrations.iter() {
        let unregister = method(&registration, "unregister")?;
        settle(unregister.call0(&registration).ok()?).await?;
    }
    Some(())
}

fn clear_words(name: &str) -> Option<()> {
    let storage = property(window()?.as_ref(), name)?;
    method(&storage, "clear")?.call0(&storage).ok().map(drop)
}

async fn list(object: &JsValue, name: &str) -> Option<Array> {
    let answer = method(object, name)?.call0(object).ok()?;
    settle(answer).await?.dyn_into().ok()
}

async fn settle(promise: JsValue) -> Option<JsValue> {
    let promise: Promise = promise.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}
