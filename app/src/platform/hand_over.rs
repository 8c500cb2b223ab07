//! Handing something to the person or another app: clipboard, share sheet, printer.

use super::{method, object, property};
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::window;

/// Puts text on the clipboard; `false` if the browser does not allow it.
pub async fn copy(text: &str) -> bool {
    call("clipboard", "writeText", &JsValue::from_str(text)).await
}

/// Whether the browser has a share sheet.
#[must_use]
pub fn can_share() -> bool {
    window().is_some_and(|window| method(&window.navigator(), "share").is_some())
}

/// Opens the share sheet with a text and a link; `false` if it was closed or there is none.
pub async fn share(title: &str, url: &str) -> bool {
    let Some(window) = window() else { return false };
    let navigator: JsValue = window.navigator().into();
    let data = object([
        ("title", JsValue::from_str(title)),
        ("url", JsValue::from_str(url)),
    ]);
    let promise = method(&navigator, "share").and_then(|share| share.call1(&navigator, &data).ok());
    settled(promise).await
}

/// Opens the share sheet with a text; `false` if it was closed or there is none.
pub async fn share_text(title: &str, text: &str) -> bool {
    let Some(window) = window() else { return false };
    let navigator: JsValue = window.navigator().into();
    let data = object([
        ("title", JsValue::from_str(title)),
        ("text", JsValue::from_str(text)),
    ]);
    let promise = method(&navigator, "share").and_then(|share| share.call1(&navigator, &data).ok());
    settled(promise).await
}

/// Opens the print dialog for the page.
pub fn print() {
    if let Some(window) = window() {
        let _ignored = window.print();
    }
}

async fn call(part: &str, name: &str, argument: &JsValue) -> bool {
    let Some(window) = window() else { return false };
    let promise = property(&window.navigator(), part)
        .and_then(|part| method(&part, name).and_then(|method| method.call1(&part, argument).ok()));
    settled(promise).await
}

async fn settled(promise: Option<JsValue>) -> bool {
    match promise.map(JsCast::dyn_into::<Promise>) {
        Some(Ok(promise)) => JsFuture::from(promise).await.is_ok(),
        _ => false,
    }
}
