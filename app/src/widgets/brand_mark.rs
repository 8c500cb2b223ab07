//! The three people under their roofs.

use crate::ui::*;

/// Draws the mark in the colour of the text, or in brick.
#[component]
pub fn BrandMark(
    /// In brick.
    #[prop(optional)]
    accent: bool,
) -> impl IntoView {
    let class = if accent {
        "brand-mark brand-mark--accent"
    } else {
        "brand-mark"
    };
    view! {
        <svg class=class viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <circle cx="7" cy="10.6" r="2.7"></circle>
            <circle cx="16" cy="6.6" r="3.2"></circle>
            <circle cx="25" cy="10.6" r="2.7"></circle>
            <path d="M2 29V19.2L7 15.2l4 3.2V16l5-4.6 5 4.6v2.4l4-3.2 5 4V29H18.3v-4.8a2.3 2.3 0 0 0-4.6 0V29z"></path>
        </svg>
    }
}
