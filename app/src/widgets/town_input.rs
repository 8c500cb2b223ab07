//! One of a list too long to look through, as the municipalities or the records of a kind: type a few letters, pick one.

use super::{FieldFrame, Icon, Wiring};
use crate::ui::*;

/// One entry to pick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Town {
    /// What is stored: an eight-digit key, or the id of a record.
    pub key: String,
    /// Name, with what tells namesakes apart.
    pub label: String,
}

/// Draws the chosen entry or, while none is chosen, a search with its findings.
#[component]
pub fn TownInput(
    /// Label, hint, error.
    wiring: Wiring,
    /// Key of the chosen municipality; empty is none.
    value: RwSignal<String>,
    /// Finds municipalities by what is typed.
    find: Callback<String, Vec<Town>>,
    /// Names a key; `None` for a key that is not in the list.
    name: Callback<String, Option<String>>,
    /// Words of the key that goes back to searching.
    #[prop(into)]
    change: String,
    /// Sign of an entry.
    #[prop(optional)]
    icon: Option<&'static str>,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let chosen = move || {
        let key = value.get();
        (!key.is_empty()).then(|| name.run(key.clone()).unwrap_or(key))
    };
    let found = move || {
        let typed = typed.get();
        let towns = if typed.trim().is_empty() {
            Vec::new()
        } else {
            find.run(typed)
        };
        (!towns.is_empty()).then(|| {
            let rows = towns
                .into_iter()
                .map(|town| {
                    view! {
                        <li class="row-list__item">
                            <button
                                class="row row--button"
                                type="button"
                                on:click=move |_| value.set(town.key.clone())
                            >
                                <Icon name=icon.unwrap_or("town") />
                                <span class="row__body">{town.label}</span>
                            </button>
                        </li>
                    }
                })
                .collect_view();
            view! { <ul class="row-list">{rows}</ul> }
        })
    };
    let id = wiring.id.clone();
    let (described_by, invalid, required) =
        (wiring.described_by(), wiring.invalid(), wiring.required());
    let locked = wiring.locked;
    view! {
        <FieldFrame wiring=wiring>
            {move || match chosen() {
                Some(name) => {
                    let change = change.clone();
                    view! {
                        <div class="cluster cluster--between">
                            <span>{name}</span>
                            <button
                                class="button"
                                type="button"
                                id=id.clone()
                                disabled=locked
                                on:click=move |_| value.set(String::new())
                            >
                                {change}
                            </button>
                        </div>
                    }
                    .into_any()
                }
                None => view! {
                    <input
                        class="text-input"
                        type="search"
                        autocomplete="off"
                        id=id.clone()
                        aria-describedby=described_by.clone()
                        aria-invalid=invalid.clone()
                        aria-required=required
                        disabled=locked
                        prop:value=move || typed.get()
                        on:input=move |event| typed.set(event_target_value(&event))
                    />
                    {found}
                }
                .into_any(),
            }}
        </FieldFrame>
    }
}
