//! A bell for one waiting task: rung from anywhere, or by itself after a time.

use super::clock;
use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::{Poll, Waker};

/// How much a ring matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Ring {
    /// There is something new to do.
    Soft,
    /// A try that failed a moment ago may work now: the network came back, a person asks.
    Loud,
}

/// A bell. A ring that nobody hears is kept for the next who waits for one like it.
#[derive(Debug, Default)]
pub(crate) struct Bell {
    rung: Cell<Option<Ring>>,
    waker: RefCell<Option<Waker>>,
}

impl Bell {
    /// Wakes whoever waits, now or next.
    pub(crate) fn ring(&self, ring: Ring) {
        self.rung.set(self.rung.get().max(Some(ring)));
        if let Some(waker) = self.waker.borrow_mut().take() {
            waker.wake();
        }
    }

    /// Waits for a ring of at least this kind, at most `ms`. Returns whether it came.
    pub(crate) async fn wait(&self, least: Ring, ms: u64) -> bool {
        let mut late = pin!(clock::sleep(ms));
        poll_fn(|context| {
            if self.rung.get() >= Some(least) {
                self.rung.set(None);
                return Poll::Ready(true);
            }
            if late.as_mut().poll(context).is_ready() {
                return Poll::Ready(false);
            }
            *self.waker.borrow_mut() = Some(context.waker().clone());
            Poll::Pending
        })
        .await
    }
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use super::*;
    use std::rc::Rc;
    use wasm_bindgen_futures::spawn_local;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    const LONG_MS: u64 = 60_000;

    /// Counts the long timers of the page from now on: those begun and those cleared.
    fn count_timers() {
        let count = "
            const [set, clear] = [setTimeout, clearTimeout];
            const long = new Set();
            globalThis.timers = [0, 0];
            globalThis.setTimeout = (call, ms, ...more) => {
                const timer = set(call, ms, ...more);
                if (ms === 60000) { long.add(timer); timers[0] += 1; }
                return timer;
            };
            globalThis.clearTimeout = (timer) => {
                if (long.delete(timer)) timers[1] += 1;
                clear(timer);
            };";
        js_sys::Function::new_no_args(count)
            .call0(&wasm_bindgen::JsValue::NULL)
            .unwrap();
    }

    fn timers() -> String {
        let timers = js_sys::Reflect::get(&js_sys::global(), &"timers".into()).unwrap();
        js_sys::Array::from(&timers).join(" of ").into()
    }

    #[wasm_bindgen_test]
    async fn whoever_is_woken_by_the_bell_leaves_no_timer_behind() {
        count_timers();
        let bell = Rc::new(Bell::default());
        for _ in 0..10 {
            let rung = Rc::clone(&bell);
            spawn_local(async move { rung.ring(Ring::Soft) });
            assert!(bell.wait(Ring::Soft, LONG_MS).await);
        }
        assert_eq!(timers(), "10 of 10");
    }

    #[wasm_bindgen_test]
    async fn without_a_ring_the_time_ends_the_wait() {
        let bell = Bell::default();
        bell.ring(Ring::Soft);
        assert!(!bell.wait(Ring::Loud, 5).await);
        assert!(bell.wait(Ring::Soft, LONG_MS).await);
    }
}
