//! Vocabulary and rules of Schulterschluss.
//!
//! This crate does no I/O, reads no clock and makes no randomness: time, random bytes and stored state are
//! arguments. The server is built without the feature `client` and so cannot open what it stores.

pub mod batch;
pub mod blob;
pub mod checkpoint;
pub mod crypto;
pub mod envelope;
#[cfg(feature = "client")]
pub mod event;
#[cfg(feature = "client")]
pub mod export;
pub mod ids;
#[cfg(feature = "client")]
pub mod joint;
pub mod kommunen;
mod layout;
#[cfg(feature = "client")]
pub mod lists;
#[cfg(feature = "client")]
pub mod lock;
#[cfg(feature = "client")]
pub mod matching;
pub mod merge;
pub mod mlog;
pub mod protocol;
pub mod records;
#[cfg(feature = "client")]
pub mod search;
pub mod sync;
pub mod text;
pub mod value;
