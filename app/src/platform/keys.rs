//! Keys that work on every page.

use wasm_bindgen::prelude::*;
use web_sys::{KeyboardEvent, window};

/// Calls `call` whenever Ctrl+K (on a Mac Cmd+K) is pressed, for as long as the app lives.
pub(crate) fn on_search(call: impl Fn() + 'static) {
    let Some(window) = window() else { return };
    let heard = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
        let held = event.ctrl_key() || event.meta_key();
        if held && !event.alt_key() && !event.shift_key() && event.key().eq_ignore_ascii_case("k") {
            event.prevent_default();
            call();
        }
    });
    let _unheard =
        window.add_event_listener_with_callback("keydown", heard.into_js_value().unchecked_ref());
}
