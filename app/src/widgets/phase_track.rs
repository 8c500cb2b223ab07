//! How far something is, in a row of small bricks, for tables.

use crate::ui::*;

/// Draws the bricks and the name of the phase behind them; readers hear the name only.
#[component]
pub fn PhaseTrack(
    /// Bricks that are laid.
    done: usize,
    /// Bricks in all; the one after those laid is in work.
    of: usize,
    /// Name of the phase.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let bricks = (0..of)
        .map(|number| {
            let laid = (number < done).then_some("");
            let now = (number == done).then_some("");
            view! { <span class="phase-track__brick" data-done=laid data-now=now></span> }
        })
        .collect_view();
    view! {
        <span class="phase-track" aria-hidden="true">{bricks}</span>
        " "
        {label}
    }
}
