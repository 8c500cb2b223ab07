//! An empty screen says what to do first.

use crate::ui::*;

/// Draws a dashed box with a title, one sentence and the way to begin.
#[component]
pub fn Empty(
    /// What is not there yet.
    #[prop(into)]
    title: String,
    /// One sentence.
    #[prop(into)]
    text: String,
    /// The key to begin with.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <p class="empty__title">{title}</p>
            <p>{text}</p>
            {children.map(|children| children())}
        </div>
    }
}
