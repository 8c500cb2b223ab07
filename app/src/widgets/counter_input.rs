//! A count in a form: what all phones have so far, and how many this entry adds. It never overwrites a number that
//! another phone is counting up.

use super::{FieldFrame, Icon, Wiring};
use crate::ui::*;

/// Draws the sum, a minus key, an input and a plus key.
#[component]
pub fn CounterInput(
    /// Label, hint, error.
    wiring: Wiring,
    /// Sum of all phones when the form was opened.
    total: i64,
    /// Words before the sum.
    #[prop(into)]
    so_far: String,
    /// What is added, as typed.
    value: RwSignal<String>,
    /// Words for the minus and the plus key, for readers.
    step_labels: (String, String),
) -> impl IntoView {
    let step = move |by: i64| {
        value.update(|text| {
            let now: i64 = text.trim().parse().unwrap_or(0);
            *text = now.saturating_add(by).to_string();
        });
    };
    let (minus, plus) = step_labels;
    view! {
        <FieldFrame wiring=wiring.clone()>
            <p class="field__hint numbers">{so_far} " " {total}</p>
            <div class="cluster">
                <button
                    class="icon-button"
                    type="button"
                    aria-label=minus
                    disabled=wiring.locked
                    on:click=move |_| step(-1)
                >
                    <Icon name="minus" />
                </button>
                <input
                    class="text-input text-input--short"
                    type="text"
                    inputmode="numeric"
                    autocomplete="off"
                    id=wiring.id.clone()
                    placeholder="+ 0"
                    aria-describedby=wiring.described_by()
                    aria-invalid=wiring.invalid()
                    disabled=wiring.locked
                    prop:value=move || value.get()
                    on:input=move |event| value.set(event_target_value(&event))
                />
                <button
                    class="icon-button"
                    type="button"
                    aria-label=plus
                    disabled=wiring.locked
                    on:click=move |_| step(1)
                >
                    <Icon name="plus" />
                </button>
            </div>
        </FieldFrame>
    }
}
