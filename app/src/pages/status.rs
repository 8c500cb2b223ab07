//! What was just done: one quiet line at the top of the page that follows, and a bar with the way back.
//!
//! Both stay until the next navigation; what leads on at once takes them along. A hidden live region says the line to readers; it is always in the page,
//! because a region that appears together with its text is not read out.

use super::reading::Reader;
use crate::platform::clock::now_ms;
use crate::ui::*;
use shared::text::sentences;

/// What saves and leads on does both within this time. Somebody who reads the line and goes on later does not find it again:
/// on a page with an empty form it would be untrue.
const LEADS_ON_MS: u64 = 1_000;

/// Something that can be taken back.
#[derive(Clone, Copy)]
pub struct Snack {
    text: StoredValue<String>,
    /// The way back, if there is one.
    pub undo: Option<Callback<()>>,
}

impl Snack {
    /// Returns what was done.
    #[must_use]
    pub fn text(self) -> String {
        self.text.get_value()
    }
}

/// What was just done, provided once by [`provide`].
#[derive(Clone, Copy)]
pub struct Status {
    line: RwSignal<Option<String>>,
    snack: RwSignal<Option<Snack>>,
    /// When something was said last, milliseconds since 1970.
    said_ms: StoredValue<u64>,
    /// The bar was put up on this page.
    own_snack: StoredValue<bool>,
    visited: StoredValue<bool>,
}

/// Provides the status to everything below.
pub fn provide() -> Status {
    let status = Status {
        line: RwSignal::new(None),
        snack: RwSignal::new(None),
        said_ms: StoredValue::new(0),
        own_snack: StoredValue::new(false),
        visited: StoredValue::new(false),
    };
    provide_context(status);
    status
}

/// Returns the status.
#[must_use]
pub fn use_status() -> Status {
    expect_context()
}

impl Status {
    /// Says that something is on the disk of this device, with the time.
    pub fn saved(self, reader: Reader) {
        let time = reader.clock_ms(now_ms());
        self.say(sentences::saved_at(&time, reader.locale));
    }

    /// Says a line here and on the page that follows at once. A bar of the page before goes: something newer was done.
    pub fn say(self, line: String) {
        if !self.own_snack.get_value() {
            self.snack.set(None);
        }
        self.said_ms.set_value(now_ms());
        self.line.set(Some(line));
    }

    /// Offers the way back, here and on the page that follows at once.
    pub fn offer(self, text: String, undo: Option<Callback<()>>) {
        self.said_ms.set_value(now_ms());
        self.own_snack.set_value(true);
        self.snack.set(Some(Snack {
            text: StoredValue::new(text),
            undo,
        }));
    }

    /// Takes the bar away.
    pub fn clear_snack(self) {
        self.snack.set(None);
    }

    /// Nothing of what was done stays on a locked screen.
    pub fn forget(self) {
        self.line.set(None);
        self.snack.set(None);
    }

    /// Returns the line. Reactive.
    #[must_use]
    pub fn line(self) -> Option<String> {
        self.line.get()
    }

    /// Returns the bar. Reactive.
    #[must_use]
    pub fn snack(self) -> Option<Snack> {
        self.snack.get()
    }

    /// Begins a page: what was said before goes, unless it was what led here. The answer says whether it is the first
    /// page since the start, which must not take the focus.
    pub fn turn_page(self) -> bool {
        self.own_snack.set_value(false);
        let said_ms = self.said_ms.get_value();
        self.said_ms.set_value(0);
        if now_ms().saturating_sub(said_ms) > LEADS_ON_MS {
            self.line.set(None);
            self.snack.set(None);
        }
        let first = !self.visited.get_value();
        self.visited.set_value(true);
        first
    }
}

/// The hidden live region; once, outside of the pages.
#[component]
pub fn LiveRegion() -> impl IntoView {
    let status = use_status();
    view! {
        <p class="visually-hidden" role="status" aria-live="polite">{move || status.line()}</p>
    }
}
