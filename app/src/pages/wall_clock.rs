//! The time on the wall: minutes since 1970-01-01T00:00 where the phone is, without a zone, as records keep it.

use crate::platform::clock::now_ms;
use crate::ui::*;
use shared::text::dates;
use std::time::Duration;

/// How often pages look at the clock.
const LOOK_EVERY: Duration = Duration::from_secs(20);

/// The wall clock as a signal, provided once by [`provide`].
#[derive(Clone, Copy)]
pub struct WallClock(RwSignal<i64>);

impl WallClock {
    /// Returns now in minutes. Reactive: changes with the minute.
    #[must_use]
    pub fn now(self) -> i64 {
        self.0.get()
    }

    /// Returns today in days since 1970. Reactive.
    #[must_use]
    pub fn today(self) -> i32 {
        dates::split(self.now()).0
    }
}

/// Starts the clock for everything below.
pub fn provide() {
    let clock = RwSignal::new(from_ms(now_ms()));
    provide_context(WallClock(clock));
    let handle = set_interval_with_handle(
        move || {
            let now = from_ms(now_ms());
            if clock.get_untracked() != now {
                clock.set(now);
            }
        },
        LOOK_EVERY,
    );
    if let Ok(handle) = handle {
        on_cleanup(move || handle.clear());
    }
}

/// Returns the wall-clock minutes of a time in milliseconds since 1970, with the summer time of that day.
#[must_use]
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "milliseconds of this age are exact in a double; an offset is whole minutes within a day"
)]
pub fn from_ms(ms: u64) -> i64 {
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(ms as f64));
    let behind = date.get_timezone_offset() as i64;
    i64::try_from(ms / 60_000)
        .unwrap_or(i64::MAX)
        .saturating_sub(behind)
}
