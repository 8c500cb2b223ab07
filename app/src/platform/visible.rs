//! Whether an element is on the screen or about to be.

use super::{method, object, property};
use wasm_bindgen::prelude::*;
use web_sys::{Element, window};

/// Watches one element; dropping it ends the watch.
pub(crate) struct Watch {
    observer: JsValue,
    _call: Closure<dyn Fn(js_sys::Array)>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(disconnect) = method(&self.observer, "disconnect") {
            let _ended = disconnect.call0(&self.observer);
        }
    }
}

/// Calls `call` soon and whenever the element comes within `margin` (as in style sheets) of the screen or leaves it.
/// `None` in a browser that cannot watch.
pub(crate) fn watch(
    element: &Element,
    margin: &str,
    call: impl Fn(bool) + 'static,
) -> Option<Watch> {
    let heard = Closure::<dyn Fn(js_sys::Array)>::new(move |entries: js_sys::Array| {
        // Only the newest of what gathered while the page was busy counts.
        let newest = entries.get(entries.length().saturating_sub(1));
        call(property(&newest, "isIntersecting").is_some_and(|near| near.is_truthy()));
    });
    let watcher: js_sys::Function = method(&window()?.into(), "IntersectionObserver")?;
    let options = object([("rootMargin", JsValue::from_str(margin))]);
    let arguments = js_sys::Array::of2(heard.as_ref(), &options);
    let observer: JsValue = js_sys::Reflect::construct(&watcher, &arguments).ok()?;
    method(&observer, "observe")?
        .call1(&observer, element)
        .ok()?;
    Some(Watch {
        observer,
        _call: heard,
    })
}
