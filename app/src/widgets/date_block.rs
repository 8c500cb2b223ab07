//! A day as a leaf of a calendar; hidden from readers, because the row says the date in words.

use crate::ui::*;

/// Draws month and day.
#[component]
pub fn DateBlock(
    /// Short name of the month.
    #[prop(into)]
    month: String,
    /// Day of the month.
    #[prop(into)]
    day: String,
) -> impl IntoView {
    view! {
        <span class="date-block" aria-hidden="true">
            <span class="date-block__month">{month}</span>
            <span class="date-block__day">{day}</span>
        </span>
    }
}
