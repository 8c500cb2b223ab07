//! The door of the confidential room: closed it asks for the six words, open it says until when.

use crate::pages::focus;
use crate::pages::reading::Reader;
use crate::pages::secret::Secret;
use crate::state::PhoneLock;
use crate::ui::*;
use crate::widgets::{Button, ButtonLook, ButtonSize, Icon, IconLine, PageHead};
use leptos::ev::SubmitEvent;
use leptos::task::spawn_local;
use shared::text::words;

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
    // What had the keyboard goes with the door.
    on_cleanup(move || {
        if untrack(|| is_open(reader)) {
            request_animation_frame(focus::to_heading);
        }
    });
    let secret = Secret::new(reader.app, reader.locale, "raum-woerter");
    let submit = move |event: SubmitEvent| {
        secret.submit(&event, |app, typed| {
            Box::pin(async move { app.room.open(typed).await })
        });
    };
    let locks = untrack(|| reader.app.locks.view().get());
    let label = if locks.pin {
        words::WORDS_OR_PIN
    } else {
        words::WORDS_LABEL
    };
    let with_phone = Callback::new(move |()| {
        spawn_local(async move {
            if let Err(problem) = reader.app.room.open_with_phone().await {
                secret.refuse(&problem);
            }
        });
    });
    view! {
        <div class="stack measure">
            <PageHead title=reader.s(words::NAV_CONFIDENTIAL) text=Signal::stored(reader.s(words::ROOM_TEXT)) />
            {super::just_happened(reader)}
            <form class="stack" autocomplete="off" on:submit=submit>
                {secret.words(label)}
                <Button
                    label=Signal::derive(move || {
                        reader.s(if secret.busy.get() { words::UNLOCKING } else { words::ROOM_OPEN })
                    })
                    icon="unlock"
                    look=ButtonLook::Primary
                    size=ButtonSize::Large
                    submit=true
                    busy=secret.busy
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
