//! How views come onto the page: Leptos's signals, effects and components with a renderer of our own.
//!
//! Leptos gives every view a type and has the compiler write out build, rebuild and drop for each of them, which was a
//! third of what a phone had to download (ARCHITECTURE.md, "The browser"). Here a [`View`] is data, [`Shown`] is what
//! stands on the page, and one function changes the one into the other. No string ever becomes markup on the way, so
//! the page runs under Trusted Types.
//!
//! Pages write `use crate::ui::*;` where Leptos's guide writes `use leptos::prelude::*;`.

mod shown;
mod spoken;
mod value;
mod view;

pub use leptos::prelude::*;
pub use markup::view;
pub use shown::{Shown, mount};
pub use view::{
    AnyView, Children, CollectView, Element, IntoAny, IntoValue, IntoView, View, children, handler,
    text,
};
