//! The browser client: pages, state, storage and network.
//!
//! Reading order: [`state`] is what pages talk to; below it lie `storage` (the only IndexedDB), `net` (the only
//! fetch), `sync_driver` (the only loop) and `platform` (every other browser capability, one file each). The
//! rules of records, merging, sealing and syncing are in `shared`.
#![expect(
    unreachable_pub,
    reason = "the component macro of Leptos makes public property structs in private modules"
)]

mod app;
pub mod error;
mod pages;
pub mod state;
mod net;
mod platform;
pub mod storage;
mod widgets;

/// Starts the app in the page's body.
pub fn start() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(app::Root);
}
