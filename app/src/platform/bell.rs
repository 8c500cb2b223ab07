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
