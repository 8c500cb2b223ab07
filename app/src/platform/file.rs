//! Files: handing one to the person (the browser puts it where its downloads lie), reading one the person chose.

use super::{method, property};
use js_sys::{Array, Promise, Uint8Array};
use leptos::prelude::set_timeout;
use std::time::Duration;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlInputElement, Url, window};

/// How long the browser may take to begin reading the file.
const READ_WITHIN: Duration = Duration::from_secs(30);

/// Offers `content` as a file of this name; `false` if the browser cannot.
pub fn save(name: &str, media_type: &str, content: &str) -> bool {
    offer(name, media_type, &JsValue::from_str(content)).is_some()
}

/// Offers bytes as a file of this name; `false` if the browser cannot.
pub fn save_bytes(name: &str, media_type: &str, content: &[u8]) -> bool {
    offer(name, media_type, &Uint8Array::from(content)).is_some()
}

/// Reads the file a person chose in a file input, and empties the input, so that the same file can be chosen
/// again. `None` if there is none or it cannot be read.
pub async fn chosen(input: &HtmlInputElement) -> Option<Vec<u8>> {
    let file = property(&property(input, "files")?, "0")?;
    let reading = method(&file, "arrayBuffer")?.call0(&file).ok()?;
    let buffer = JsFuture::from(reading.dyn_into::<Promise>().ok()?).await;
    input.set_value("");
    Some(Uint8Array::new(&buffer.ok()?).to_vec())
}

/// Returns the files a person chose in a file input, and empties the input, so that the same can be chosen again.
#[must_use]
pub fn picked(input: &HtmlInputElement) -> Vec<JsValue> {
    let files = property(input, "files");
    let files = files.map(|files| Array::from(&files).to_vec());
    input.set_value("");
    files.unwrap_or_default()
}

/// Returns the files a person dropped onto the page.
#[must_use]
pub fn dropped(event: &JsValue) -> Vec<JsValue> {
    let files = property(event, "dataTransfer").and_then(|data| property(&data, "files"));
    files
        .map(|files| Array::from(&files).to_vec())
        .unwrap_or_default()
}

/// Returns media type, name and size of a file.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "sizes in bytes are whole and positive"
)]
pub fn about(file: &JsValue) -> (String, String, usize) {
    let text = |name| property(file, name).and_then(|it| it.as_string());
    let size = property(file, "size").and_then(|it| it.as_f64());
    (
        text("type").unwrap_or_default(),
        text("name").unwrap_or_default(),
        size.unwrap_or(0.0).max(0.0) as usize,
    )
}

/// Makes an address under which the page can show bytes; it lives until [`forget`].
#[must_use]
pub fn address(media_type: &str, content: &[u8]) -> Option<String> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&Uint8Array::from(content));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}

/// Lets the bytes behind an address go.
pub fn forget(address: &str) {
    let _revoked = Url::revoke_object_url(address);
}

fn offer(name: &str, media_type: &str, content: &JsValue) -> Option<()> {
    let document = window()?.document()?;
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(content);
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // Some browsers begin reading a little after the click.
    set_timeout(
        move || {
            let _revoked = Url::revoke_object_url(&url);
        },
        READ_WITHIN,
    );
    Some(())
}
