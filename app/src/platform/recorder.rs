//! The microphone: one recording at a time, from a press to a press.

use super::photo::bytes;
use super::{method, object, property};
use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::window;

/// Speech needs no more; five minutes are about a megabyte.
const BITS_PER_SECOND: f64 = 32_000.0;

/// A recording under way. Dropped, the microphone is off.
pub struct Recorder {
    recorder: JsValue,
    stream: JsValue,
    data: Promise,
}

impl Recorder {
    /// Asks for the microphone and begins; `None` without one, or without leave.
    pub async fn start() -> Option<Self> {
        let navigator: JsValue = window()?.navigator().into();
        let devices = property(&navigator, "mediaDevices")?;
        let wish = object([("audio", JsValue::TRUE)]);
        let asking = method(&devices, "getUserMedia")?
            .call1(&devices, &wish)
            .ok()?;
        let stream = JsFuture::from(asking.dyn_into::<Promise>().ok()?)
            .await
            .ok()?;
        let class = method(&js_sys::global(), "MediaRecorder");
        let options = object([("audioBitsPerSecond", JsValue::from_f64(BITS_PER_SECOND))]);
        let made =
            class.and_then(|class| Reflect::construct(&class, &Array::of2(&stream, &options)).ok());
        let Some(recorder) = made else {
            stop(&stream);
            return None;
        };
        let data = Promise::new(&mut |resolve, _| {
            let _set = Reflect::set(&recorder, &"ondataavailable".into(), &resolve);
        });
        let this = Self {
            recorder,
            stream,
            data,
        };
        method(&this.recorder, "start")?
            .call0(&this.recorder)
            .ok()?;
        Some(this)
    }

    /// Ends the recording; returns what was recorded and its media type.
    pub async fn finish(self) -> Option<(Vec<u8>, String)> {
        method(&self.recorder, "stop")?.call0(&self.recorder).ok()?;
        let event = JsFuture::from(self.data.clone()).await.ok()?;
        let blob = property(&event, "data")?;
        let kind = property(&blob, "type").and_then(|kind| kind.as_string());
        Some((bytes(&blob).await?, kind.unwrap_or_default()))
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        stop(&self.stream);
    }
}

/// Switches the microphone off.
fn stop(stream: &JsValue) {
    let tracks = method(stream, "getTracks").and_then(|tracks| tracks.call0(stream).ok());
    for track in tracks
        .map(|tracks| Array::from(&tracks))
        .iter()
        .flat_map(Array::iter)
    {
        if let Some(stop) = method(&track, "stop") {
            let _stopped = stop.call0(&track);
        }
    }
}
