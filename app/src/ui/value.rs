//! Values of attributes and properties, from description to page.

use leptos::prelude::RenderEffect;
use wasm_bindgen::JsValue;

use super::view::{Target, Value};

/// Puts a value on an element. A live one keeps following its signals as long as the returned effect lives.
pub(super) fn apply(
    element: &web_sys::Element,
    target: Target,
    value: Value,
) -> Option<RenderEffect<()>> {
    match value {
        Value::Live(mut read) => {
            let element = element.clone();
            Some(RenderEffect::new(move |_| {
                let mut value = read();
                while let Value::Live(mut inner) = value {
                    value = inner();
                }
                put(&element, target, &value);
            }))
        }
        fixed => {
            put(element, target, &fixed);
            None
        }
    }
}

/// Takes an attribute away that the new description does not have. A property stays as it is.
pub(super) fn withdraw(element: &web_sys::Element, target: Target) {
    if let Target::Attribute(name) = target {
        let _gone = element.remove_attribute(name);
    }
}

/// Names of attributes and properties are literals of ours, so the browser refuses none of them.
fn put(element: &web_sys::Element, target: Target, value: &Value) {
    match target {
        Target::Attribute(name) => {
            let _done = match value {
                Value::Text(text) => element.set_attribute(name, text),
                Value::On => element.set_attribute(name, ""),
                Value::Off | Value::Live(_) => element.remove_attribute(name),
            };
        }
        Target::Property(name) => {
            let value = match value {
                Value::Text(text) => JsValue::from_str(text),
                Value::On => JsValue::TRUE,
                Value::Off | Value::Live(_) => JsValue::FALSE,
            };
            let _done = js_sys::Reflect::set(element, &JsValue::from_str(name), &value);
        }
    }
}
