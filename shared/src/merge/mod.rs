//! Joining what several devices wrote, without losing any of it.
//!
//! Every write ([`Op`]) goes to one [`Slot`] and names, as `prev`, the versions its author had on the screen.
//! A version disappears only because a later author saw it and replaced it; versions that did not see each
//! other stay side by side, and that is a conflict: a value, shown to people, never decided by the machine.
//!
//! Laws, each a property test:
//! 1. The state is a function of the *set* of operations: any interleaving in which the operations of one
//!    device keep their order ends in the same state; applying one twice changes nothing.
//! 2. An operation that was applied is a version, or some applied operation names it in its `prev`.
//! 3. Every shown value was written by somebody.
//!
//! A long text with several versions is also shown as a draft ([`RecordState::draft`]); law 5 of its own:
//! no word from nowhere, none missing.
//!
//! Merging needs no key, no clock and no schema: times only order what is shown.

mod before;
mod draft;
mod edit;
mod op;
mod rename;
mod state;
#[cfg(test)]
mod tests;
mod view;
mod words;

pub use before::{Before, LONG_TEXT_BYTES_MIN, Step};
pub use draft::{Draft, Part};
pub use edit::{Author, Edit, plan};
pub use op::{ALIVE, Dot, Op, Slot, Sub, Version, derived_record, element_id};
pub use rename::{Counted, Held, Renaming};
pub use state::{Applied, RecordState, SlotState, State};
pub use view::{Counter, Side};
pub use words::differing;
