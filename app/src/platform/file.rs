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
