//! Any of a list, as cards that can be ticked.

use super::choice_input::{cards_class, grouped};
use super::{Entry, GroupFrame, Wiring};
use crate::ui::*;

/// Draws the cards. At the greatest number the remaining cards cannot be ticked, but every tick can be taken back.
#[component]
pub fn ChoicesInput(
    /// Label, hint, error.
    wiring: Wiring,
    /// Keys of the ticked entries.
    value: RwSignal<Vec<String>>,
    /// The list.
    entries: Vec<Entry>,
    /// Greatest number of ticks; 0 is no limit.
    #[prop(optional)]
    count_max: u8,
    /// What stands there when the list is empty.
    #[prop(optional, into)]
    none: String,
) -> impl IntoView {
    let locked = wiring.locked;
    if entries.is_empty() {
        return view! { <GroupFrame wiring=wiring><p class="field__hint">{none}</p></GroupFrame> }
            .into_any();
    }
    let groups = grouped(entries)
        .into_iter()
        .map(|(group, entries)| {
            let class = cards_class(&entries);
            let cards = entries
                .into_iter()
                .map(|entry| card(value, entry, count_max, locked))
                .collect_view();
            view! {
                {group.map(|label| view! { <p class="field__hint">{label}</p> })}
                <div class=class>{cards}</div>
            }
        })
        .collect_view();
    view! { <GroupFrame wiring=wiring>{groups}</GroupFrame> }.into_any()
}

fn card(value: RwSignal<Vec<String>>, entry: Entry, count_max: u8, locked: bool) -> impl IntoView {
    let key = StoredValue::new(entry.key);
    let ticked = move || value.with(|keys| key.with_value(|key| keys.contains(key)));
    let full = move || count_max > 0 && value.with(Vec::len) >= usize::from(count_max) && !ticked();
    view! {
        <label class="choice">
            <input
                class="choice__input"
                type="checkbox"
                disabled=move || locked || full()
                prop:checked=ticked
                on:change=move |event| {
                    let on = event_target_checked(&event);
                    value.update(|keys| {
                        keys.retain(|other| key.with_value(|key| other != key));
                        if on {
                            keys.push(key.get_value());
                        }
                    });
                }
            />
            <span class="choice__text">{entry.label}</span>
        </label>
    }
}
