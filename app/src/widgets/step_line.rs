//! Where something stands, as a course of bricks: laid, being laid, planned.

use super::breakable;
use crate::ui::*;

/// One step.
#[derive(Debug, Clone)]
pub struct Step {
    /// Its name.
    pub label: String,
    /// `behind`, `here` or `ahead`.
    pub place: &'static str,
}

/// Draws the course. On a phone only the name of the step in work is written out; readers hear all.
#[component]
pub fn StepLine(
    /// What the steps are of, for readers.
    #[prop(into)]
    label: String,
    /// The steps in order.
    steps: Vec<Step>,
    /// The step in work and how many there are, in words.
    #[prop(into)]
    now: String,
) -> impl IntoView {
    let bricks = steps
        .into_iter()
        .map(|step| {
            let current = (step.place == "here").then_some("step");
            view! {
                <li class="step-line__step" data-step=step.place aria-current=current>
                    <span class="step-line__label">{breakable(&step.label)}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="step-line">
            <ol class="step-line__course" aria-label=label>{bricks}</ol>
            <p class="step-line__now" aria-hidden="true">{now}</p>
        </div>
    }
}
