//! The camera as a reader of QR codes, where the browser has a `BarcodeDetector`. Elsewhere codes are pasted.
//!
//! The bindings of `web-sys` do not cover the detector, so it is reached by name.

use super::clock;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, window};

/// How often a picture is looked at. Codes of a sequence stand for 400 ms.
const LOOK_MS: u64 = 120;

/// Whether this browser can scan.
#[must_use]
pub fn is_there() -> bool {
    let has = |place: &JsValue, name: &str| get(place, name).is_some();
    let Some(window) = window() else { return false };
    has(&window, "BarcodeDetector") && has(&window.navigator(), "mediaDevices")
}

/// There is no camera, or the person does not want it to be used.
#[derive(Debug, Clone, Copy)]
pub struct Refused;

/// Shows the camera in a video element until a code is found; `None` if the element left the page before.
///
/// # Errors
///
/// [`Refused`]; the code can be pasted.
pub async fn scan(video: &Element) -> Result<Option<String>, Refused> {
    let mut found = None;
    scan_all(video, &mut |text| {
        found = Some(text);
        true
    })
    .await?;
    Ok(found)
}

/// Shows the camera in a video element and hands over every code it sees, also the same one again, until `enough` says
/// so or the element leaves the page.
///
/// # Errors
///
/// [`Refused`]; codes can be pasted.
pub async fn scan_all(
    video: &Element,
    enough: &mut dyn FnMut(String) -> bool,
) -> Result<(), Refused> {
    let stream = camera().await.ok_or(Refused)?;
    let _seen = look(video, &stream, enough).await;
    let tracks = call(&stream, "getTracks", &[]).and_then(|tracks| tracks.dyn_into::<Array>().ok());
    for track in tracks.unwrap_or_default().iter() {
        // A track that has ended already has nothing to stop.
        let _stopped = call(&track, "stop", &[]);
    }
    Ok(())
}

async fn camera() -> Option<JsValue> {
    let wanted = object(&[("video", object(&[("facingMode", "environment".into())])?)])?;
    let devices = get(&window()?.navigator(), "mediaDevices")?;
    wait(call(&devices, "getUserMedia", &[wanted])?).await
}

async fn look(
    video: &Element,
    stream: &JsValue,
    enough: &mut dyn FnMut(String) -> bool,
) -> Option<()> {
    Reflect::set(video, &"srcObject".into(), stream).ok()?;
    wait(call(video, "play", &[])?).await?;
    // It came in above the key that was pressed, which may stand at the top of the screen.
    video.scroll_into_view();
    let kind: Function = get(&window()?.into(), "BarcodeDetector")?.dyn_into().ok()?;
    let formats = Array::of1(&"qr_code".into());
    let options = object(&[("formats", formats.into())])?;
    let detector = Reflect::construct(&kind, &Array::of1(&options)).ok()?;
    while video.is_connected() {
        let codes = wait(call(&detector, "detect", &[video.clone().into()])?).await;
        let codes = codes.and_then(|codes| codes.dyn_into::<Array>().ok());
        let text = codes.and_then(|codes| get(&codes.get(0), "rawValue")?.as_string());
        if text.is_some_and(&mut *enough) {
            break;
        }
        clock::sleep(LOOK_MS).await;
    }
    Some(())
}

fn get(place: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(place, &name.into()).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

fn object(entries: &[(&str, JsValue)]) -> Option<JsValue> {
    let object = Object::new();
    for (name, value) in entries {
        Reflect::set(&object, &(*name).into(), value).ok()?;
    }
    Some(object.into())
}

fn call(place: &JsValue, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let function: Function = get(place, name)?.dyn_into().ok()?;
    let arguments: Array = arguments.iter().collect();
    function.apply(place, &arguments).ok()
}

async fn wait(promise: JsValue) -> Option<JsValue> {
    JsFuture::from(promise.dyn_into::<Promise>().ok()?)
        .await
        .ok()
}
