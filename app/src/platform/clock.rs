//! The clock and waiting. Rules that depend on time take it as an argument from here.

use js_sys::{Array, Function};
use std::cell::Cell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use wasm_bindgen::prelude::*;

/// Returns milliseconds since 1970 by the device's clock, which may be wrong.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "milliseconds since 1970 are whole, positive and fit; a clock before 1970 counts as 1970"
)]
pub(crate) fn now_ms() -> u64 {
    js_sys::Date::now().max(0.0) as u64
}

/// Waits. Whoever stops waiting before leaves nothing behind, neither the timer nor what it would have called: a bell
/// waits a minute and is rung with every tap.
pub(crate) fn sleep(ms: u64) -> Sleep {
    let woken = Rc::new(Woken::default());
    let told = Rc::clone(&woken);
    let call = Closure::<dyn FnMut()>::new(move || {
        told.over.set(true);
        if let Some(waker) = told.waker.take() {
            waker.wake();
        }
    });
    let timer = after(ms, call.as_ref().unchecked_ref());
    Sleep {
        woken,
        timer,
        _call: call,
    }
}

/// A wait that ends with a time.
pub(crate) struct Sleep {
    woken: Rc<Woken>,
    timer: Option<JsValue>,
    _call: Closure<dyn FnMut()>,
}

#[derive(Default)]
struct Woken {
    over: Cell<bool>,
    waker: Cell<Option<Waker>>,
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.woken.over.get() {
            return Poll::Ready(());
        }
        self.woken.waker.set(Some(context.waker().clone()));
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(timer) = self.timer.take().filter(|_| !self.woken.over.get()) {
            let _cleared = global("clearTimeout", &[&timer]);
        }
    }
}

/// Calls a function after some time, in a page or a worker. Returns the number of the timer.
pub(crate) fn after(ms: u64, call: &Function) -> Option<JsValue> {
    let ms = u32::try_from(ms).unwrap_or(u32::MAX);
    global("setTimeout", &[call, &JsValue::from(ms)])
}

/// Calls a function every page and every worker has.
fn global(name: &str, given: &[&JsValue]) -> Option<JsValue> {
    let global = js_sys::global();
    let function = super::method(&global, name)?;
    let given: Array = given.iter().collect();
    function.apply(&global, &given).ok()
}
