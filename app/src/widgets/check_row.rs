//! A task in a list: a box to tick, its words, when it is due.

use super::Icon;
use crate::ui::*;

/// Draws one task. Ticking only calls `toggle`; the caller saves.
#[component]
pub fn CheckRow(
    /// Id of the box, unique on the page.
    #[prop(into)]
    id: String,
    /// What is to be done.
    #[prop(into)]
    title: String,
    /// Second line; empty is left out.
    #[prop(optional, into)]
    meta: String,
    /// Whether it is done.
    done: bool,
    /// Whether this person may tick it.
    #[prop(optional)]
    locked: bool,
    /// Where the key at the end leads, if anywhere.
    #[prop(optional, into)]
    href: Option<String>,
    /// Tag beside the title, for example overdue.
    #[prop(optional_no_strip)]
    tag: Option<AnyView>,
    /// Called with the new state.
    toggle: Callback<bool>,
) -> impl IntoView {
    view! {
        <li class="row-list__item check-row">
            <span class="check-row__box">
                <input
                    class="check-row__input"
                    type="checkbox"
                    id=id.clone()
                    prop:checked=done
                    disabled=locked
                    on:change=move |event| toggle.run(event_target_checked(&event))
                />
            </span>
            <label class="check-row__label" for=id>
                <span class="check-row__title">{title.clone()}</span>
                " "
                {tag}
                {(!meta.is_empty()).then(|| view! { <small class="check-row__meta">{meta}</small> })}
            </label>
            {href
                .map(|href| {
                    view! {
                        <a class="icon-button check-row__open" href=href aria-label=title>
                            <Icon name="open" small=true />
                        </a>
                    }
                })}
        </li>
    }
}
