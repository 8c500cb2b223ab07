//! The service worker that keeps the app's own files, and what it says about them.

use super::{method, object, property};
use crate::platform::clock;
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageChannel, MessageEvent, ServiceWorker, ServiceWorkerContainer, window};

const SCRIPT: &str = "/sw.js";
const ANSWER_MS_MAX: u64 = 5_000;

/// What the service worker says about the files of the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ShellStatus {
    /// Whether every file of its version lies in the cache.
    pub complete: bool,
    /// Size of the files, bytes.
    pub bytes: u64,
}

/// Registers the service worker. Calls `waiting` when a new version is downloaded and waits.
pub(crate) async fn register(waiting: impl Fn() + Clone + 'static) {
    let Some(container) = container() else { return };
    let options = object([("updateViaCache", JsValue::from_str("none"))]);
    let Some(register) = method(&container, "register") else {
        return;
    };
    let Some(promise) = register
        .call2(&container, &JsValue::from_str(SCRIPT), &options)
        .ok()
        .and_then(|promise| promise.dyn_into::<Promise>().ok())
    else {
        return;
    };
    let Ok(registration) = JsFuture::from(promise).await else {
        return;
    };
    if property(&registration, "waiting").is_some() && container.controller().is_some() {
        waiting();
    }
    let found = {
        let registration = registration.clone();
        Closure::<dyn Fn()>::new(move || {
            if let Some(worker) = property(&registration, "installing") {
                watch(worker.unchecked_into(), waiting.clone());
            }
        })
    };
    let _unheard = registration
        .unchecked_ref::<web_sys::EventTarget>()
        .add_event_listener_with_callback("updatefound", found.into_js_value().unchecked_ref());
}

/// Registers again if nothing is registered: a first installation whose signal broke off leaves nothing behind. Returns whether
/// the files of the app are kept.
pub(crate) async fn ensure(waiting: impl Fn() + Clone + 'static) -> bool {
    let Some(container) = container() else {
        return true;
    };
    let asked = method(&container, "getRegistration")
        .and_then(|ask| ask.call0(&container).ok())
        .and_then(|promise| promise.dyn_into::<Promise>().ok());
    let Some(asked) = asked else { return false };
    match JsFuture::from(asked).await {
        Ok(found) if found.is_undefined() => register(waiting).await,
        Ok(found) => return property(&found, "active").is_some(),
        Err(_) => {}
    }
    false
}

/// Asks the waiting version to take over; the page reloads when it has.
pub(crate) async fn activate() {
    let Some(container) = container() else { return };
    let changed = Closure::once_into_js(super::address::reload);
    container.set_oncontrollerchange(Some(changed.unchecked_ref()));
    let Some(registration) = registration(&container).await else {
        return;
    };
    if let Some(waiting) = property(&registration, "waiting") {
        let waiting: ServiceWorker = waiting.unchecked_into();
        let _unheard = waiting.post_message(&object([("type", JsValue::from_str("activate"))]));
    }
}

/// Asks the service worker whether every file of the app lies in the cache. `None` without an answer in time.
pub(crate) async fn status() -> Option<ShellStatus> {
    let container = container()?;
    let registration = registration(&container).await?;
    let worker: ServiceWorker = property(&registration, "active")?.unchecked_into();
    let line = MessageChannel::new().ok()?;
    let mut answered = None;
    let answer = Promise::new(&mut |resolve, _| answered = Some(resolve));
    let answered = answered?;
    let heard = Closure::once_into_js(move |event: MessageEvent| {
        let _answered = answered.call1(&JsValue::NULL, &event.data());
    });
    line.port1().set_onmessage(Some(heard.unchecked_ref()));
    let question = object([("type", JsValue::from_str("status"))]);
    worker
        .post_message_with_transferable(&question, &js_sys::Array::of1(&line.port2()))
        .ok()?;
    let late = wasm_bindgen_futures::future_to_promise(async {
        clock::sleep(ANSWER_MS_MAX).await;
        Ok(JsValue::NULL)
    });
    let answer = JsFuture::from(Promise::race(&js_sys::Array::of2(&answer, &late)))
        .await
        .ok()?;
    line.port1().close();
    Some(ShellStatus {
        complete: property(&answer, "complete")?.as_bool()?,
        bytes: bytes(&property(&answer, "bytes")?)?,
    })
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "sizes in bytes are whole and positive"
)]
fn bytes(number: &JsValue) -> Option<u64> {
    Some(number.as_f64()?.max(0.0) as u64)
}

/// Calls `waiting` once the worker has stored its files, unless it is the first one.
fn watch(worker: ServiceWorker, waiting: impl Fn() + 'static) {
    let target = worker.clone();
    let changed = Closure::<dyn Fn()>::new(move || {
        let stored = property(&worker, "state").and_then(|state| state.as_string());
        let first = container().is_none_or(|container| container.controller().is_none());
        if stored.as_deref() == Some("installed") && !first {
            waiting();
        }
    });
    let _unheard = target
        .add_event_listener_with_callback("statechange", changed.into_js_value().unchecked_ref());
}

fn container() -> Option<ServiceWorkerContainer> {
    let navigator: JsValue = window()?.navigator().into();
    property(&navigator, "serviceWorker").map(JsCast::unchecked_into)
}

/// Returns the registration once a worker is active.
async fn registration(container: &ServiceWorkerContainer) -> Option<JsValue> {
    let ready = container.ready().ok()?;
    let late = wasm_bindgen_futures::future_to_promise(async {
        clock::sleep(ANSWER_MS_MAX).await;
        Ok(JsValue::NULL)
    });
    let first = JsFuture::from(Promise::race(&js_sys::Array::of2(&ready, &late)))
        .await
        .ok()?;
    (!first.is_null()).then_some(first)
}
