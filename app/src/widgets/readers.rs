//! Who can read this: always in view where something is written for a circle of people.

use super::Icon;
use crate::ui::*;

/// Draws the panel.
#[component]
pub fn Readers(
    /// Heading, for example "Wer kann das lesen?".
    #[prop(into)]
    title: String,
    /// How many can, for example "Nur diese zwei".
    #[prop(into)]
    yes_label: String,
    /// Who can: name, and what else is known of them.
    yes: Vec<(String, String)>,
    /// Words above those who cannot.
    #[prop(into)]
    no_label: String,
    /// Who cannot.
    no: Vec<String>,
    /// What to do about it: keys or links.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let yes = yes
        .into_iter()
        .map(|(who, what)| {
            view! {
                <li class="readers__item">
                    <Icon name="person" />
                    <span>{who}<small class="readers__meta">{what}</small></span>
                </li>
            }
        })
        .collect_view();
    let no = no
        .into_iter()
        .map(|who| view! {
            <li class="readers__item readers__item--no"><Icon name="close" /><span>{who}</span></li>
        })
        .collect_view();
    view! {
        <section class="readers">
            <h2 class="readers__title"><Icon name="eye" />{title}</h2>
            <div class="readers__group">
                <p class="readers__label">{yes_label}</p>
                <ul class="stack stack--tight">{yes}</ul>
            </div>
            <div class="readers__group">
                <p class="readers__label">{no_label}</p>
                <ul class="stack stack--tight">{no}</ul>
            </div>
            {children.map(|children| children())}
        </section>
    }
}
