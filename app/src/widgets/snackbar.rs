//! What was just done, and the way back.

use super::Icon;
use crate::ui::*;

/// Draws the bar; the key is left out when nothing can be undone.
#[component]
pub fn Snackbar(
    /// What was done.
    #[prop(into)]
    text: Signal<String>,
    /// Word of the key.
    #[prop(into)]
    undo_label: String,
    /// The way back.
    #[prop(optional_no_strip)]
    undo: Option<Callback<()>>,
) -> impl IntoView {
    view! {
        <div class="snackbar" role="status">
            <span class="snackbar__text">{move || text.get()}</span>
            {undo.map(|undo| view! {
                <button class="snackbar__button" type="button" on:click=move |_| undo.run(())>
                    <Icon name="undo" small=true />
                    {undo_label}
                </button>
            })}
        </div>
    }
}
