//! Whether the browser promises to keep what is stored, and how much room there is.

use super::{method, property};
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::window;

/// Asks the browser to keep the storage; `None` if it cannot be asked.
pub(crate) async fn ask() -> Option<bool> {
    call("persist").await?.as_bool()
}

/// Whether the browser has promised to keep the storage; `None` if it cannot be asked.
pub(crate) async fn promised() -> Option<bool> {
    call("persisted").await?.as_bool()
}

/// Returns used bytes and the browser's limit, as the browser estimates them.
pub(crate) async fn room() -> Option<(u64, u64)> {
    let estimate = call("estimate").await?;
    Some((number(&estimate, "usage")?, number(&estimate, "quota")?))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "sizes in bytes are whole and positive"
)]
fn number(object: &JsValue, name: &str) -> Option<u64> {
    Some(property(object, name)?.as_f64()?.max(0.0) as u64)
}

async fn call(name: &str) -> Option<JsValue> {
    let navigator: JsValue = window()?.navigator().into();
    let storage = property(&navigator, "storage")?;
    let promise: Promise = method(&storage, name)?
        .call0(&storage)
        .ok()?
        .dyn_into()
        .ok()?;
    JsFuture::from(promise).await.ok()
}
