//! How full the battery is, on phones that tell.

use super::method;
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::window;

/// Returns percent and whether it charges; `None` on browsers that do not tell.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a level is between 0 and 1"
)]
pub async fn charge() -> Option<(u8, bool)> {
    let navigator: JsValue = window()?.navigator().into();
    let promise: Promise = method(&navigator, "getBattery")?
        .call0(&navigator)
        .ok()?
        .dyn_into()
        .ok()?;
    let battery = JsFuture::from(promise).await.ok()?;
    let level = super::property(&battery, "level")?.as_f64()?;
    let charging = super::property(&battery, "charging")?.as_bool()?;
    Some(((level.clamp(0.0, 1.0) * 100.0) as u8, charging))
}
