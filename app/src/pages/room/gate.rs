//! The door of the confidential room: closed it asks for the six words, open it says until when.

use crate::error::{AppError, advice};
use crate::pages::focus;
use crate::pages::reading::Reader;
use crate::state::PhoneLock;
use crate::ui::*;
use crate::widgets::{Button, ButtonLook, ButtonSize, Icon, IconLine, PageHead, TextInput, Wiring};
use leptos::ev::SubmitEvent;
use leptos::task::spawn_local;
use shared::text::{sentences, words};

/// Whether the room is open. Reactive.
pub fn is_open(reader: Reader) -> bool {
    reader.app.room.open_until().with(Option::is_some)
}

/// Draws the line below the bar that says what kind of room this is.
pub fn strip(reader: Reader) -> AnyView {
    view! {
        <p class="vault-strip full-bleed full-bleed--top">
            <Icon name="eye-off" small=true />
            <span>{reader.t(words::ROOM_STRIP)}</span>
        </p>
    }
    .into_any()
}

/// Draws the closed door.
pub fn gate(reader: Reader) -> AnyView {
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        error.set(None);
        spawn_local(async move {
            let opened = reader.app.room.open(typed.get_untracked()).await;
            if let Err(problem) = opened {
                let _left = error.try_set(Some(match problem {
                    AppError::UnknownWord { position } => {
                        sentences::word_unknown(position, reader.locale)
                    }
                    AppError::WrongPin { left } => sentences::pin_wrong(left, reader.locale),
                    AppError::WordCount { found } => sentences::word_count(found, reader.locale),
                    problem => reader.s(advice(&problem).words),
                }));
                focus::to("raum-woerter");
            }
            let _left = busy.try_set(false);
        });
    };
    let locks = untrack(|| reader.app.locks.view().get());
    let label = if locks.pin {
        words::WORDS_OR_PIN
    } else {
        words::WORDS_LABEL
    };
    let wiring = Wiring {
        hint: Some(reader.s(words::FOUR_LETTERS)),
        error: error.into(),
        ..Wiring::plain("raum-woerter", reader.t(label))
    };
    let with_phone = Callback::new(move |()| {
        spawn_local(async move {
            if let Err(problem) = reader.app.room.open_with_phone().await {
                let _left = error.try_set(Some(reader.s(advice(&problem).words)));
            }
        });
    });
    view! {
        <div class="stack measure">
            <PageHead title=reader.s(words::NAV_CONFIDENTIAL) text=Signal::stored(reader.s(words::ROOM_TEXT)) />
            {super::just_happened(reader)}
            <form class="stack" autocomplete="off" on:submit=submit>
                <TextInput wiring=wiring value=typed />
                <Button
                    label=Signal::derive(move || {
                        reader.s(if busy.get() { words::UNLOCKING } else { words::ROOM_OPEN })
                    })
                    icon="unlock"
                    look=ButtonLook::Primary
                    size=ButtonSize::Large
                    submit=true
                    busy=busy
                />
            </form>
            {(locks.phone == PhoneLock::On).then(|| view! {
                <Button label=reader.s(words::OPEN_WITH_PHONE) size=ButtonSize::Wide press=with_phone />
            })}
            <IconLine icon="clock" text=reader.t(words::ROOM_CLOSES) />
        </div>
    }
    .into_any()
}
