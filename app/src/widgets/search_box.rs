//! The one search field.

use super::Icon;
use crate::ui::*;

/// Draws field and key; reports every change, so results can follow the typing.
#[component]
pub fn SearchBox(
    /// What is searched, for readers.
    #[prop(into)]
    label: String,
    /// What the field shows while it is empty.
    #[prop(into)]
    placeholder: String,
    /// Id of the field, where the focus has to find it.
    #[prop(optional)]
    id: Option<&'static str>,
    /// What is typed.
    value: RwSignal<String>,
    /// Called when the key is pressed or Enter is typed.
    #[prop(optional)]
    submit: Option<Callback<()>>,
) -> impl IntoView {
    view! {
        <form
            class="search"
            role="search"
            // Otherwise the browser keeps what is typed in clear.
            autocomplete="off"
            on:submit=move |event| {
                event.prevent_default();
                if let Some(submit) = submit {
                    submit.run(());
                }
            }
        >
            <input
                class="text-input"
                type="search"
                name="q"
                id=id
                autocomplete="off"
                aria-label=label.clone()
                placeholder=placeholder
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
            <button class="icon-button" type="submit" aria-label=label>
                <Icon name="search" />
            </button>
        </form>
    }
}
