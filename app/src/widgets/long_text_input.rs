//! Several lines of text.

use super::{CharsLeft, FieldFrame, Wiring};
use crate::ui::*;

/// Draws the input.
#[component]
pub fn LongTextInput(
    /// Label, hint, error.
    wiring: Wiring,
    /// What is typed.
    value: RwSignal<String>,
    /// Greatest number of characters, shown when it is nearly reached; never cuts off.
    chars_max: u16,
) -> impl IntoView {
    view! {
        <FieldFrame wiring=wiring.clone()>
            <textarea
                class="text-input"
                id=wiring.id.clone()
                rows="4"
                aria-describedby=wiring.described_by()
                aria-invalid=wiring.invalid()
                aria-required=wiring.required()
                disabled=wiring.locked
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            ></textarea>
            <CharsLeft value=value chars_max=chars_max />
        </FieldFrame>
    }
}
