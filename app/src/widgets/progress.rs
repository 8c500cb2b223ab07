//! How far something is that takes longer than a second: words left, figures right.

use crate::ui::*;

/// Draws the bar with its words.
#[component]
pub fn Progress(
    /// Id of the bar, unique on the page.
    #[prop(into)]
    id: String,
    /// What is going on.
    #[prop(into)]
    label: String,
    /// How far, in figures or words.
    #[prop(into)]
    figures: Signal<String>,
    /// Steps done.
    #[prop(into)]
    value: Signal<u64>,
    /// Steps in all.
    #[prop(into)]
    max: Signal<u64>,
) -> impl IntoView {
    view! {
        <div class="progress">
            <label class="progress__text" for=id.clone()>
                <span>{label}</span>
                <span>{move || figures.get()}</span>
            </label>
            <progress
                class="progress__bar"
                id=id
                max=move || max.get().to_string()
                prop:value=move || value.get().to_string()
            ></progress>
        </div>
    }
}
