//! Events of the window and the document that the whole app listens to for as long as it lives.

use wasm_bindgen::prelude::*;
use web_sys::{EventTarget, VisibilityState, window};

/// Whether the browser believes there is a network. `true` says little, `false` is sure.
pub(crate) fn is_online() -> bool {
    window().is_none_or(|window| window.navigator().on_line())
}

/// Whether the page can be seen.
pub(crate) fn is_visible() -> bool {
    window()
        .and_then(|window| window.document())
        .is_none_or(|document| document.visibility_state() == VisibilityState::Visible)
}

/// Calls `call` whenever the network comes or goes.
pub(crate) fn on_network(call: impl Fn(bool) + Clone + 'static) {
    let Some(window) = window() else { return };
    let lost = call.clone();
    listen(&window, "online", move || call(true));
    listen(&window, "offline", move || lost(false));
}

/// Calls `call` whenever the page is shown or hidden.
pub(crate) fn on_visibility(call: impl Fn(bool) + 'static) {
    if let Some(document) = window().and_then(|window| window.document()) {
        listen(&document, "visibilitychange", move || call(is_visible()));
    }
}

/// Calls `call` whenever a person touches, types or turns a wheel anywhere on the page.
pub(crate) fn on_touch(call: impl Fn() + Clone + 'static) {
    let Some(window) = window() else { return };
    for name in ["pointerdown", "keydown", "wheel", "touchmove"] {
        listen(&window, name, call.clone());
    }
}

/// Calls `call` whenever the address gets another fragment while the app is open.
pub(crate) fn on_fragment(call: impl Fn() + 'static) {
    if let Some(window) = window() {
        listen(&window, "hashchange", call);
    }
}

/// Calls `call` just before the page goes away. There is no time for anything that waits.
pub(crate) fn on_leaving(call: impl Fn() + 'static) {
    if let Some(window) = window() {
        listen(&window, "pagehide", call);
    }
}

/// Listens for the life of the page: the closure is given to the browser for good.
fn listen(target: &EventTarget, name: &str, call: impl Fn() + 'static) {
    let closure = Closure::<dyn Fn()>::new(call).into_js_value();
    let _unheard = target.add_event_listener_with_callback(name, closure.unchecked_ref());
}
