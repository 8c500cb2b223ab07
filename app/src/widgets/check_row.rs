//! A task in a list: a box to tick, its words, when it is due.

use leptos::prelude::*;

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
    /// Where the words lead, if they lead anywhere.
    #[prop(optional, into)]
    href: Option<String>,
    /// Tag beside the title, for example overdue.
    #[prop(optional_no_strip)]
    tag: Option<AnyView>,
    /// Called with the new state.
    toggle: Callback<bool>,
) -> impl IntoView {
    let words = match href {
        Some(href) => {
            view! { <a class="check-row__title" href=href>{title.clone()}</a> }.into_any()
        }
        None => view! { <span class="check-row__title">{title.clone()}</span> }.into_any(),
    };
    view! {
        <li class="row-list__item check-row">
            <span class="check-row__box">
                <input
                    class="check-row__input"
                    type="checkbox"
                    id=id.clone()
                    aria-label=title
                    prop:checked=done
                    disabled=locked
                    on:change=move |event| toggle.run(event_target_checked(&event))
                />
            </span>
            <label class="check-row__label" for=id>
                {words}
                " "
                {tag}
                {(!meta.is_empty()).then(|| view! { <small class="check-row__meta">{meta}</small> })}
            </label>
        </li>
    }
}
