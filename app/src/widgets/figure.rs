//! A number and what it counts.

use crate::ui::*;

/// Draws a row of [`Figure`]s.
#[component]
pub fn FigureRow(
    /// The figures.
    children: Children,
) -> impl IntoView {
    view! { <div class="figure-row">{children()}</div> }
}

/// Draws one number with its label below.
#[component]
pub fn Figure(
    /// The number, written out.
    #[prop(into)]
    number: String,
    /// What it counts.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! {
        <p class="figure">
            <span class="figure__number">{number}</span>
            " "
            <span class="figure__label">{label}</span>
        </p>
    }
}
