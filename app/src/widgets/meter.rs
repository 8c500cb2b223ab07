//! A level in bricks.

use crate::ui::*;

/// Draws `full` of `of` bricks; readers hear the label.
#[component]
pub fn Meter(
    /// Bricks that are laid.
    full: u8,
    /// Bricks in all.
    of: u8,
    /// The same in words.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let bricks = (0..of)
        .map(|brick| {
            let class = if brick < full {
                "meter__brick meter__brick--full"
            } else {
                "meter__brick"
            };
            view! { <span class=class></span> }
        })
        .collect_view();
    view! { <span class="meter" role="img" aria-label=label>{bricks}</span> }
}
