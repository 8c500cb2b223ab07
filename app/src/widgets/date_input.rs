//! A day, or a day with time, in the phone's own picker. The value is written as `2026-09-12` or
//! `2026-09-12T14:02`; an unfinished entry is empty.

use super::{FieldFrame, Wiring};
use crate::ui::*;

/// Draws the picker.
#[component]
pub fn DateInput(
    /// Label, hint, error.
    wiring: Wiring,
    /// The day as written above.
    value: RwSignal<String>,
    /// Asks for the time too.
    #[prop(optional)]
    with_time: bool,
) -> impl IntoView {
    view! {
        <FieldFrame wiring=wiring.clone()>
            <input
                class="text-input"
                type=if with_time { "datetime-local" } else { "date" }
                id=wiring.id.clone()
                aria-describedby=wiring.described_by()
                aria-invalid=wiring.invalid()
                aria-required=wiring.required()
                disabled=wiring.locked
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
        </FieldFrame>
    }
}
