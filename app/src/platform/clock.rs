//! The clock and waiting. Rules that depend on time take it as an argument from here.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Returns milliseconds since 1970 by the device's clock, which may be wrong.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "milliseconds since 1970 are whole, positive and fit; a clock before 1970 counts as 1970"
)]
pub(crate) fn now_ms() -> u64 {
    js_sys::Date::now().max(0.0) as u64
}

/// Waits.
pub(crate) async fn sleep(ms: u64) {
    let promise = Promise::new(&mut |resolve, _| after(ms, &resolve));
    let _woken = JsFuture::from(promise).await;
}

/// Calls a function after some time, in a page or a worker.
pub(crate) fn after(ms: u64, call: &Function) {
    let global = js_sys::global();
    let timer = Reflect::get(&global, &JsValue::from_str("setTimeout"))
        .ok()
        .and_then(|timer| timer.dyn_into::<Function>().ok());
    if let Some(timer) = timer {
        let ms = u32::try_from(ms).unwrap_or(u32::MAX);
        let _timer = timer.call2(&global, call, &JsValue::from(ms));
    }
}
