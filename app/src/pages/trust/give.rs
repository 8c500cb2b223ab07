//! Giving an order: on the disk, then said; or what stood in the way.

use crate::error::advice;
use crate::pages::reading::Reader;
use crate::pages::status::Status;
use crate::state::Order;
use crate::ui::*;
use crate::widgets::{Button, ButtonLook, ReadyItem, ReadyList};
use leptos::task::spawn_local;
use shared::text::{Text, words};

/// Gives an order and says `done` when it is kept.
pub fn give(reader: Reader, status: Status, order: Order, done: Text) {
    spawn_local(async move {
        let words = match reader.app.trust.give(order).await {
            Ok(()) => done,
            Err(error) => advice(&error).words,
        };
        status.offer(reader.s(words), None);
    });
}

/// Draws a step that is asked twice: a line to open, what follows from it, and the key that does it.
pub fn asked_twice(
    reader: Reader,
    line: Text,
    follows: &[Text],
    key: Text,
    press: Callback<()>,
) -> AnyView {
    let follows: Vec<AnyView> = follows
        .iter()
        .map(|text| view! { <ReadyItem text=reader.s(*text) icon="forward" /> }.into_any())
        .collect();
    view! {
        <details class="more">
            <summary class="more__line">{reader.t(line)}</summary>
            <div class="more__body stack stack--tight">
                <p class="field__label">{reader.t(words::WHAT_FOLLOWS)}</p>
                <ReadyList>{follows}</ReadyList>
                <p><Button label=reader.s(key) icon="warning" look=ButtonLook::Danger press=press /></p>
            </div>
        </details>
    }
    .into_any()
}
