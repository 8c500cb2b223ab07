//! The browser client: pages, state, storage and network.
//!
//! Reading order: [`state`] is what pages talk to; below it lie `storage` (the only IndexedDB), `net` (the only
//! fetch), `sync_driver` (the only loop) and `platform` (every other browser capability, one file each). The
//! rules of records, merging, sealing and syncing are in `shared`.
#![expect(
    unreachable_pub,
    reason = "the component macro of Leptos makes public property structs in private modules"
)]
// Clippy takes only what is marked `#[test]` for a test, and these run in a browser.
#![cfg_attr(
    all(test, target_family = "wasm"),
    expect(
        clippy::unwrap_used,
        clippy::panic,
        clippy::indexing_slicing,
        reason = "a test that does not hold stops"
    )
)]

// `view!` names this crate from outside and from within.
extern crate self as app;

pub mod error;
mod form;
mod net;
mod pages;
mod platform;
mod root;
mod router;
mod routes;
pub mod state;
pub mod storage;
mod sync_driver;
pub mod ui;
mod widgets;

use ui::IntoView as _;

/// Starts the app in the page's body.
pub fn start() {
    console_error_panic_hook::set_once();
    if web_sys::window().is_none() {
        // The worker that stretches passphrases loads the same module and wants only its one job.
        return;
    }
    let Some(body) = web_sys::window().and_then(|window| window.document()?.body()) else {
        return;
    };
    leptos::mount::mount_to_body(move || {
        // The page stands until it is closed.
        std::mem::forget(ui::mount(&body, root::Root().into_view()));
    });
}
