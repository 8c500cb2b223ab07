//! Who can read this: always in view where something is written for a circle of people.

use super::Icon;
use crate::ui::*;

/// Draws the panel.
#[component]
pub fn Readers(
    /// Heading, for example "Wer kann das lesen?".
    #[prop(into)]
    title: String,
    /// Who can.
    yes: Vec<String>,
    /// Who cannot.
    no: Vec<String>,
) -> impl IntoView {
    let yes = yes
        .into_iter()
        .map(|who| view! { <li class="readers__item"><Icon name="eye" small=true /><span>{who}</span></li> })
        .collect_view();
    let no = no
        .into_iter()
        .map(|who| view! {
            <li class="readers__item readers__item--no"><Icon name="eye-off" small=true /><span>{who}</span></li>
        })
        .collect_view();
    view! {
        <section class="readers">
            <h2 class="readers__title"><Icon name="shield" />{title}</h2>
            <ul class="readers__group">{yes}</ul>
            <ul class="readers__group">{no}</ul>
        </section>
    }
}
