//! A sign and a sentence.

use super::Icon;
use crate::ui::*;

/// Draws both side by side, in small soft text.
#[component]
pub fn IconLine(
    /// Sign.
    icon: &'static str,
    /// Sentence.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <p class="icon-line"><Icon name=icon small=true /><span>{text}</span></p> }
}
