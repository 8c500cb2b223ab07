//! One of a list: cards while they fit a screen, a drop-down when they do not.

use super::{FieldFrame, GroupFrame, Wiring};
use crate::ui::*;

/// One entry of a list that can be chosen from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What is stored.
    pub key: String,
    /// What is shown.
    pub label: String,
    /// Heading under which it stands, if the list is long.
    pub group: Option<String>,
}

/// Greatest number of entries that are shown as cards.
const CARDS_MAX: usize = 5;

/// Draws cards or a drop-down. Choosing the empty entry of an optional field takes the choice back.
#[component]
pub fn ChoiceInput(
    /// Label, hint, error.
    wiring: Wiring,
    /// Key of the chosen entry; empty is none.
    value: RwSignal<String>,
    /// The list.
    entries: Vec<Entry>,
    /// Words for "none".
    #[prop(into)]
    none: String,
) -> impl IntoView {
    let short = entries.len() <= CARDS_MAX && entries.iter().all(|entry| entry.group.is_none());
    if short {
        cards(wiring, value, entries, none).into_any()
    } else {
        drop_down(wiring, value, entries, none).into_any()
    }
}

fn cards(
    wiring: Wiring,
    value: RwSignal<String>,
    mut entries: Vec<Entry>,
    none: String,
) -> impl IntoView {
    if wiring.optional.is_some() {
        entries.push(Entry {
            key: String::new(),
            label: none,
            group: None,
        });
    }
    let class = cards_class(&entries);
    let name = wiring.id.clone();
    let locked = wiring.locked;
    let cards = entries
        .into_iter()
        .map(move |entry| {
            let key = entry.key.clone();
            view! {
                <label class="choice">
                    <input
                        class="choice__input"
                        type="radio"
                        name=name.clone()
                        value=entry.key.clone()
                        disabled=locked
                        prop:checked=move || value.with(|value| *value == key)
                        on:change=move |_| value.set(entry.key.clone())
                    />
                    <span class="choice__text">{entry.label}</span>
                </label>
            }
        })
        .collect_view();
    view! { <GroupFrame wiring=wiring><div class=class>{cards}</div></GroupFrame> }
}

/// Longest label, in characters, that stands beside another one on a phone.
const BESIDE_CHARS_MAX: usize = 18;

/// Cards stand side by side unless one says too much for half a screen.
pub(super) fn cards_class(entries: &[Entry]) -> &'static str {
    let short = entries
        .iter()
        .all(|entry| entry.label.chars().count() <= BESIDE_CHARS_MAX);
    if short { "pair" } else { "choice-list" }
}

fn drop_down(
    wiring: Wiring,
    value: RwSignal<String>,
    entries: Vec<Entry>,
    none: String,
) -> impl IntoView {
    let options = grouped(entries)
        .into_iter()
        .map(|(group, entries)| {
            let options = entries
                .into_iter()
                .map(|entry| option(value, entry))
                .collect_view();
            match group {
                Some(label) => view! { <optgroup label=label>{options}</optgroup> }.into_any(),
                None => options.into_any(),
            }
        })
        .collect_view();
    view! {
        <FieldFrame wiring=wiring.clone()>
            <select
                class="text-input select"
                id=wiring.id.clone()
                aria-describedby=wiring.described_by()
                aria-invalid=wiring.invalid()
                aria-required=wiring.required()
                disabled=wiring.locked
                on:change=move |event| value.set(event_target_value(&event))
            >
                {option(value, Entry { key: String::new(), label: none, group: None })}
                {options}
            </select>
        </FieldFrame>
    }
}

fn option(value: RwSignal<String>, entry: Entry) -> impl IntoView {
    let key = entry.key.clone();
    view! {
        <option value=entry.key prop:selected=move || value.with(|value| *value == key)>
            {entry.label}
        </option>
    }
}

/// Puts entries of one group together, groups in the order of their first entry.
pub(super) fn grouped(entries: Vec<Entry>) -> Vec<(Option<String>, Vec<Entry>)> {
    let mut groups: Vec<(Option<String>, Vec<Entry>)> = Vec::new();
    for entry in entries {
        match groups.iter_mut().find(|(group, _)| *group == entry.group) {
            Some((_, list)) => list.push(entry),
            None => groups.push((entry.group.clone(), vec![entry])),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn entries_of_one_group_stand_together_in_the_order_of_their_first() {
        let entry = |key: &str, group: Option<&str>| Entry {
            key: key.to_owned(),
            label: key.to_owned(),
            group: group.map(str::to_owned),
        };
        let groups = grouped(vec![
            entry("a", Some("x")),
            entry("b", None),
            entry("c", Some("x")),
        ]);
        let keys: Vec<Vec<_>> = groups
            .iter()
            .map(|(_, list)| list.iter().map(|entry| entry.key.as_str()).collect())
            .collect();
        assert_eq!(keys, [vec!["a", "c"], vec!["b"]]);
    }
}
