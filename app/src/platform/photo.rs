//! Photos: read, turned the right way round, made smaller, written anew as JPEG.
//!
//! Only pixels get through the canvas. Place, time, device and everything else a camera writes into a file stays
//! behind, whatever the format.

use super::{method, object, property};
use js_sys::{Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::window;

/// Quality of the JPEG, and of its preview; the second of each is tried when the first is too large.
const QUALITY: [f64; 2] = [0.82, 0.6];
const PREVIEW_QUALITY: [f64; 2] = [0.72, 0.45];

/// A photo and its preview as JPEG.
pub struct Photo {
    /// The photo.
    pub data: Vec<u8>,
    /// The preview; empty if none is small enough.
    pub preview: Vec<u8>,
    /// Width and height in pixels.
    pub extent: (u16, u16),
}

/// How large a picture may be: longest side in pixels, bytes.
pub type Limit = (u32, usize);

/// Writes the photo in a file anew; `None` if the browser cannot read it as a picture.
pub async fn renew(file: &JsValue, photo: Limit, preview: Limit) -> Option<Photo> {
    let page: JsValue = window()?.into();
    // The way a camera was held stands in the file; older browsers look at it only when told to.
    let options = object([("imageOrientation", JsValue::from_str("from-image"))]);
    let making = method(&page, "createImageBitmap")?.call2(&page, file, &options);
    let bitmap = settle(making.ok()?).await?;
    let size = |name: &str| property(&bitmap, name).and_then(|it| it.as_f64());
    let (width, height) = (size("width")?, size("height")?);
    let (canvas, extent) = draw(&bitmap, (width, height), photo.0)?;
    let data = jpeg(&canvas, QUALITY, photo.1).await?;
    let full = (f64::from(extent.0), f64::from(extent.1));
    let (small, _) = draw(&canvas, full, preview.0)?;
    let preview = jpeg(&small, PREVIEW_QUALITY, preview.1).await;
    if let Some(close) = method(&bitmap, "close") {
        let _closed = close.call0(&bitmap);
    }
    Some(Photo {
        data,
        preview: preview.unwrap_or_default(),
        extent,
    })
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a side is between 1 and the limit"
)]
fn draw(
    picture: &JsValue,
    (width, height): (f64, f64),
    side: u32,
) -> Option<(JsValue, (u16, u16))> {
    let shrink = (f64::from(side) / width.max(height)).min(1.0);
    let of = |length: f64| (length * shrink).round().max(1.0);
    let (width, height) = (of(width), of(height));
    let canvas: JsValue = window()?.document()?.create_element("canvas").ok()?.into();
    for (name, length) in [("width", width), ("height", height)] {
        js_sys::Reflect::set(&canvas, &name.into(), &length.into()).ok()?;
    }
    let context = method(&canvas, "getContext")?
        .call1(&canvas, &"2d".into())
        .ok()?;
    let call = |name: &str, arguments: &[JsValue]| {
        let arguments: js_sys::Array = arguments.iter().collect();
        method(&context, name)?.apply(&context, &arguments).ok()
    };
    let area = [0.0, 0.0, width, height].map(JsValue::from_f64);
    // What is transparent would become black.
    js_sys::Reflect::set(&context, &"fillStyle".into(), &"white".into()).ok()?;
    call("fillRect", &area)?;
    let [x, y, w, h] = area;
    call("drawImage", &[picture.clone(), x, y, w, h])?;
    Some((canvas, (width as u16, height as u16)))
}

async fn jpeg(canvas: &JsValue, qualities: [f64; 2], bytes_max: usize) -> Option<Vec<u8>> {
    let write = method(canvas, "toBlob")?;
    for quality in qualities {
        let making = Promise::new(&mut |resolve, _| {
            let _called = write.call3(canvas, &resolve, &"image/jpeg".into(), &quality.into());
        });
        let data = bytes(&JsFuture::from(making).await.ok()?).await?;
        if data.len() <= bytes_max {
            return Some(data);
        }
    }
    None
}

/// Reads a file or blob.
pub async fn bytes(blob: &JsValue) -> Option<Vec<u8>> {
    let reading = method(blob, "arrayBuffer")?.call0(blob).ok()?;
    Some(Uint8Array::new(&settle(reading).await?).to_vec())
}

async fn settle(promise: JsValue) -> Option<JsValue> {
    JsFuture::from(promise.dyn_into::<Promise>().ok()?)
        .await
        .ok()
}
