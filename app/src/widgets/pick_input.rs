//! One out of many, found by typing: a municipality from the official list, a record of whatever kind.

use super::{FieldFrame, Icon, Wiring};
use crate::ui::*;

/// One that can be picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    /// What is stored: the eight-digit key, the id of a record.
    pub key: String,
    /// Name, with what tells namesakes apart.
    pub label: String,
}

/// Draws the chosen one or, while none is chosen, a search with its findings.
#[component]
pub fn PickInput(
    /// Label, hint, error.
    wiring: Wiring,
    /// Key of the chosen one; empty is none.
    value: RwSignal<String>,
    /// Finds them by what is typed.
    find: Callback<String, Vec<Pick>>,
    /// Names a key; `None` for a key that is not in the list.
    name: Callback<String, Option<String>>,
    /// Words of the key that goes back to searching.
    #[prop(into)]
    change: String,
    /// Sign before each finding, unless it is a town.
    #[prop(optional_no_strip)]
    icon: Option<&'static str>,
    /// What is typed to search, where somebody else has to know it.
    #[prop(optional_no_strip)]
    typed: Option<RwSignal<String>>,
) -> impl IntoView {
    let icon = icon.unwrap_or("town");
    let typed = typed.unwrap_or_else(|| RwSignal::new(String::new()));
    let chosen = move || {
        let key = value.get();
        (!key.is_empty()).then(|| name.run(key.clone()).unwrap_or(key))
    };
    let found = move || {
        let query = typed.get();
        let picks = if query.trim().is_empty() {
            Vec::new()
        } else {
            find.run(query)
        };
        (!picks.is_empty()).then(|| {
            let rows = picks
                .into_iter()
                .map(|pick| {
                    view! {
                        <li class="row-list__item">
                            <button
                                class="row row--button"
                                type="button"
                                on:click=move |_| {
                                    typed.set(String::new());
                                    value.set(pick.key.clone());
                                }
                            >
                                <Icon name=icon />
                                <span class="row__body">{pick.label}</span>
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
