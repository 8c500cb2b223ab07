//! What the browser can do besides storing and fetching, one capability per file.
//!
//! Nothing here knows records, keys or the server. What is missing in a browser is `None` or `false`, never a panic.

pub(crate) mod address;
pub(crate) mod battery;
pub(crate) mod bell;
pub(crate) mod channel;
pub(crate) mod clock;
pub(crate) mod events;
pub(crate) mod file;
pub(crate) mod hand_over;
pub(crate) mod install;
pub(crate) mod keys;
pub(crate) mod lasting;
pub(crate) mod leave_nothing;
pub(crate) mod passkey;
pub(crate) mod photo;
pub(crate) mod random;
pub(crate) mod recorder;
pub(crate) mod scanner;
pub(crate) mod service_worker;
pub(crate) mod visible;
pub(crate) mod work;
pub(crate) mod writer_lock;

use wasm_bindgen::prelude::*;

/// Returns a property of a JavaScript object, `None` if it is missing or null.
fn property(object: &JsValue, name: &str) -> Option<JsValue> {
    js_sys::Reflect::get(object, &JsValue::from_str(name))
        .ok()
        .filter(|value| !value.is_undefined() && !value.is_null())
}

/// Returns a method of a JavaScript object.
fn method(object: &JsValue, name: &str) -> Option<js_sys::Function> {
    property(object, name)?.dyn_into().ok()
}

/// Returns a plain object with these properties.
fn object<const N: usize>(properties: [(&str, JsValue); N]) -> JsValue {
    let object = js_sys::Object::new();
    for (name, value) in properties {
        // Setting a property of a fresh plain object cannot fail.
        let _set = js_sys::Reflect::set(&object, &JsValue::from_str(name), &value);
    }
    object.into()
}
