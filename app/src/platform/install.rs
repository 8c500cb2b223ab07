//! Adding the app to the home screen, where the browser offers to.

use super::method;
use crate::ui::*;
use wasm_bindgen::prelude::*;
use web_sys::{Event, window};

/// The browser's offer, kept until it is taken. Provided once for the life of the page.
#[derive(Clone, Copy)]
pub(crate) struct Offer(RwSignal<Option<Event>, LocalStorage>);

impl Offer {
    /// Listens for the browser's offer and keeps it for the right moment.
    pub(crate) fn listen() -> Self {
        let kept = RwSignal::new_local(None);
        let offered = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            event.prevent_default();
            kept.set(Some(event));
        });
        if let Some(window) = window() {
            let offered = offered.into_js_value();
            let _unheard = window
                .add_event_listener_with_callback("beforeinstallprompt", offered.unchecked_ref());
        }
        Self(kept)
    }

    /// Whether there is an offer. Reactive.
    pub(crate) fn is_there(self) -> bool {
        self.0.with(Option::is_some)
    }

    /// Takes the offer: the browser asks the person.
    pub(crate) fn take(self) {
        if let Some(event) = self.0.try_update(Option::take).flatten() {
            let _asked = method(&event, "prompt").and_then(|prompt| prompt.call0(&event).ok());
        }
    }
}
