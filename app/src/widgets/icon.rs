//! A sign from the drawings `boot.js` brings into the page. Always hidden from readers: the word beside it, or the label of the control, speaks.

use crate::ui::*;

/// Draws `i-{name}` of the sprite in the colour of the text around it.
#[component]
pub fn Icon(
    /// Name in the sprite without the leading `i-`.
    #[prop(into)]
    name: String,
    /// 20 instead of 24 pixels.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let class = if small { "icon icon--small" } else { "icon" };
    view! {
        <svg class=class aria-hidden="true" focusable="false">
            <use href=format!("#i-{name}")></use>
        </svg>
    }
}
