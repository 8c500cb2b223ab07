//! One window writes. The browser keeps the lock and frees it when the window is closed or killed.

use super::{method, object, property};
use js_sys::{Array, Function, Promise};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::window;

const NAME: &str = "schulterschluss-writer";
/// How long a window waits for the lock before it says that another one has it, milliseconds. A window that was just
/// closed or left needs a moment to let go.
const LETS_GO_MS: f64 = 2_000.0;

/// How the lock is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ask {
    /// Only if nobody has it.
    IfFree,
    /// In any case; whoever has it loses it.
    Steal,
}

/// The right to write, until dropped or taken away.
pub(crate) struct WriterLock {
    release: Option<Function>,
    held: Rc<Cell<bool>>,
}

impl WriterLock {
    /// Asks for the lock; `None` if another window has it. `lost` is called when it is taken away.
    ///
    /// A browser without locks gets one that always holds: two windows then meet in the server's check of
    /// each device's numbers.
    pub(crate) async fn ask(how: Ask, lost: impl Fn() + 'static) -> Option<Self> {
        let held = Rc::new(Cell::new(true));
        let navigator: JsValue = window()?.navigator().into();
        let Some((locks, request)) = property(&navigator, "locks")
            .and_then(|locks| Some((locks.clone(), method(&locks, "request")?)))
        else {
            return Some(Self {
                release: None,
                held,
            });
        };
        let mut release = None;
        // Pending for as long as this window writes.
        let holding = Promise::new(&mut |resolve, _| release = Some(resolve));
        let mut asked = None;
        let answer = Promise::new(&mut |resolve, _| asked = Some(resolve));
        let asked = asked?;
        let has = Rc::new(Cell::new(false));
        let granted = {
            let (asked, has) = (asked.clone(), Rc::clone(&has));
            Closure::once_into_js(move |_lock: JsValue| -> JsValue {
                has.set(true);
                let _answered = asked.call1(&JsValue::NULL, &JsValue::TRUE);
                holding.into()
            })
        };
        let options = match how {
            Ask::IfFree => object([("signal", patience())]),
            Ask::Steal => object([("steal", JsValue::TRUE)]),
        };
        let arguments = Array::of3(&JsValue::from_str(NAME), &options, &granted);
        let ending = request
            .apply(&locks, &arguments)
            .ok()?
            .dyn_into::<Promise>()
            .ok()?;
        let watched = Rc::clone(&held);
        spawn_local(async move {
            // Resolves when released, rejects when stolen, not given in time or not allowed at all.
            if JsFuture::from(ending).await.is_err() {
                let _answered = asked.call1(&JsValue::NULL, &JsValue::FALSE);
                if watched.replace(false) && has.get() {
                    lost();
                }
            }
        });
        let free = JsFuture::from(answer).await.ok()?.as_bool() == Some(true);
        free.then_some(Self { release, held })
    }

    /// Whether this window still has the lock.
    pub(crate) fn holds(&self) -> bool {
        self.held.get()
    }
}

/// Makes the signal that ends the waiting. A browser too old for it waits until the lock is free.
fn patience() -> JsValue {
    let wait = || {
        let signals = property(&js_sys::global(), "AbortSignal")?;
        let timeout = method(&signals, "timeout")?;
        timeout.call1(&signals, &JsValue::from_f64(LETS_GO_MS)).ok()
    };
    wait().unwrap_or(JsValue::UNDEFINED)
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        self.held.set(false);
        if let Some(release) = &self.release {
            let _released = release.call0(&JsValue::NULL);
        }
    }
}
