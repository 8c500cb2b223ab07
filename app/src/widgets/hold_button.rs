//! A key for what cannot be undone and has to be quick: it acts only when it is held down for a while, by finger, mouse
//! or keyboard.

use super::Icon;
use crate::ui::*;
use std::time::Duration;
use web_sys::KeyboardEvent;

/// How long the key is held. The style sheet fills it in the same time.
pub const HOLD: Duration = Duration::from_secs(2);

/// Draws the key.
#[component]
pub fn HoldButton(
    /// Words on the key.
    #[prop(into)]
    label: String,
    /// Sign before the words.
    icon: &'static str,
    /// What holding it does.
    held: Callback<()>,
) -> impl IntoView {
    // Counts presses: the end of an earlier one finds another number and does nothing.
    let press = RwSignal::new(0_u32);
    let holding = RwSignal::new(false);
    let begin = move || {
        if holding.get_untracked() {
            return;
        }
        holding.set(true);
        press.update(|number| *number = number.wrapping_add(1));
        let mine = press.get_untracked();
        set_timeout(
            move || {
                let still = holding.try_get_untracked() == Some(true)
                    && press.try_get_untracked() == Some(mine);
                if still {
                    let _left = holding.try_set(false);
                    held.run(());
                }
            },
            HOLD,
        );
    };
    let end = move || holding.set(false);
    let presses = |event: &KeyboardEvent| matches!(event.key().as_str(), " " | "Enter");
    view! {
        <button
            class="button button--danger button--wide hold"
            type="button"
            data-holding=move || holding.get().then_some("true")
            on:pointerdown=move |_| begin()
            on:pointerup=move |_| end()
            on:pointerleave=move |_| end()
            on:pointercancel=move |_| end()
            on:contextmenu=move |event| event.prevent_default()
            on:keydown=move |event: KeyboardEvent| {
                if presses(&event) {
                    event.prevent_default();
                    begin();
                }
            }
            on:keyup=move |_| end()
            on:blur=move |_| end()
        >
            <Icon name=icon />
            {label}
        </button>
    }
}
