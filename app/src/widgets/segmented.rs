//! A few views of the same thing, one of them shown.

use crate::ui::*;

/// Draws a row of keys; the pressed one is the chosen one.
#[component]
pub fn Segmented(
    /// What is chosen, for readers.
    #[prop(into)]
    label: String,
    /// Value and word of each key.
    options: Vec<(String, String)>,
    /// Value of the pressed key.
    #[prop(into)]
    chosen: Signal<String>,
    /// Called with the value of the pressed key.
    choose: Callback<String>,
) -> impl IntoView {
    let keys = options
        .into_iter()
        .map(|(value, word)| {
            let own = value.clone();
            let pressed = move || if chosen.get() == own { "true" } else { "false" };
            view! {
                <button
                    class="segmented__link"
                    type="button"
                    aria-pressed=pressed
                    on:click=move |_| choose.run(value.clone())
                >
                    {word}
                </button>
            }
        })
        .collect_view();
    view! { <div class="segmented" role="group" aria-label=label>{keys}</div> }
}
