//! A bell for one waiting task: rung from anywhere, or by itself after a time.

use super::clock;
use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::{Poll, Waker};

/// A bell. A ring that nobody waits for is kept for the next who waits.
#[derive(Debug, Default)]
pub(crate) struct Bell {
    rung: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

impl Bell {
    /// Wakes whoever waits, now or next.
    pub(crate) fn ring(&self) {
        self.rung.set(true);
        if let Some(waker) = self.waker.borrow_mut().take() {
            waker.wake();
        }
    }

    /// Waits for a ring, at most `ms`. Returns whether it rang.
    pub(crate) async fn wait(&self, ms: u64) -> bool {
        let mut late = pin!(clock::sleep(ms));
        poll_fn(|context| {
            if self.rung.replace(false) {
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
