//! The address bar: where the app was loaded from, and the fragment of an invitation.

use web_sys::window;

/// Returns scheme, host and port of the page, as in `https://app.example`.
pub(crate) fn origin() -> String {
    window()
        .and_then(|window| window.location().origin().ok())
        .unwrap_or_default()
}

/// Returns host and port of the page, as in `app.example` or `127.0.0.1:8080`.
pub(crate) fn host() -> String {
    window()
        .and_then(|window| window.location().host().ok())
        .unwrap_or_default()
}

/// Takes the fragment out of the address bar and the history, so that no secret stays there. `None` without one.
pub(crate) fn take_fragment() -> Option<String> {
    let window = window()?;
    let location = window.location();
    let fragment = location.hash().ok()?;
    let fragment = fragment
        .strip_prefix('#')
        .filter(|fragment| !fragment.is_empty())?
        .to_owned();
    let path = location.pathname().ok()?;
    let query = location.search().unwrap_or_default();
    let history = window.history().ok()?;
    let clean = format!("{path}{query}");
    let state = wasm_bindgen::JsValue::NULL;
    history
        .replace_state_with_url(&state, "", Some(&clean))
        .ok()?;
    Some(fragment)
}

/// Loads the page anew.
pub(crate) fn reload() {
    if let Some(window) = window() {
        let _ignored = window.location().reload();
    }
}
