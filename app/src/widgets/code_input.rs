//! A code from another screen: scanned with the camera where the browser can, pasted or typed everywhere.

use super::{Button, FieldFrame, Wiring};
use crate::ui::*;

/// Draws the input, and the key that opens the camera.
#[component]
pub fn CodeInput(
    /// Label, hint, error.
    wiring: Wiring,
    /// The code as it is typed.
    value: RwSignal<String>,
    /// Words on the key of the camera; empty where the browser has none.
    #[prop(into)]
    camera: String,
    /// Called with the picture of the camera when it is to be read.
    scan: Callback<web_sys::Element>,
    /// Whether the camera is open.
    scanning: RwSignal<bool>,
) -> impl IntoView {
    let id = format!("{}-kamera", wiring.id);
    let video = id.clone();
    let press = Callback::new(move |()| {
        scanning.update(|open| *open = !*open);
        let id = id.clone();
        // The picture is on the page with the next frame.
        request_animation_frame(move || {
            if let Some(video) = document().get_element_by_id(&id) {
                scan.run(video);
            }
        });
    });
    let has_camera = !camera.is_empty();
    view! {
        <FieldFrame wiring=wiring.clone()>
            <textarea
                class="text-input"
                id=wiring.id.clone()
                rows="3"
                autocomplete="off"
                autocapitalize="characters"
                spellcheck="false"
                aria-describedby=wiring.described_by()
                aria-invalid=wiring.invalid()
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            ></textarea>
        </FieldFrame>
        {move || scanning.get().then(|| view! {
            <video class="code-camera" id=video.clone() muted=true playsinline=true></video>
        })}
        {has_camera.then(|| view! {
            <p>
                <Button label=camera icon="camera" press=press />
            </p>
        })}
    }
}
