//! One screen each. Pages talk to `state` and are built from `widgets` and `form`.
//!
//! No page but those built for an event, a count, a card, the town or the network names a kind of record. No page stores,
//! fetches or seals anything.

pub mod bin;
pub mod capture;
pub mod card;
pub mod centre;
pub mod conflict;
mod correct;
pub mod count;
pub mod dates;
pub mod desk;
pub mod edit;
pub mod event;
mod events;
mod export;
pub mod files;
#[cfg(all(test, target_arch = "wasm32"))]
mod filling_in;
pub mod focus;
mod frame;
#[cfg(debug_assertions)]
pub mod gallery;
pub mod hand_over;
pub mod history;
pub mod invite;
pub mod join;
pub mod joint;
pub mod list;
mod lists;
pub mod missing;
pub mod network;
#[cfg(all(test, target_arch = "wasm32"))]
mod new_kind;
#[cfg(all(test, target_arch = "wasm32"))]
mod no_keys;
pub mod reading;
pub mod record;
pub mod recovered;
mod related;
pub mod room;
mod rows;
mod scan;
pub mod search;
mod secret;
pub mod settings;
pub mod sheet;
pub mod status;
pub mod sync;
pub mod taps;
mod tasks;
#[cfg(all(test, target_arch = "wasm32"))]
mod testing;
pub mod today;
pub mod town;
pub mod towns;
pub mod trust;
pub mod unite;
pub mod wall_clock;
mod whereto;
