//! Sperren: the number for the screen, the phone's own lock, when the screen locks, and erasing everything here.

use crate::error::advice;
use crate::pages::reading::Reader;
use crate::pages::status::{Status, use_status};
use crate::state::PhoneLock;
use crate::ui::*;
use crate::widgets::{
    Button, ButtonLook, HoldButton, IconLine, Keyboard, Segmented, TextInput, Wiring,
};
use leptos::task::spawn_local;
use shared::lock::LockAfter;
use shared::text::{sentences, words};
use std::future::Future;

/// Draws the settings of the locks.
pub fn locks(reader: Reader) -> AnyView {
    let status = use_status();
    let session = reader.app.session;
    view! {
        {pin(reader, status)}
        {move || phone(reader, status)}
        {move || after(reader, status)}
        <p class="cluster">
            <Button
                label=reader.s(words::LOCK_SCREEN)
                icon="eye-off"
                press=Callback::new(move |()| reader.app.locks.close())
            />
            <Button
                label=reader.s(words::LOCK_NOW)
                icon="lock"
                press=Callback::new(move |()| session.lock())
            />
        </p>
        <p class="field__hint">{reader.t(words::LOCK_NOW_TEXT)}</p>
        {erase(reader)}
    }
    .into_any()
}

/// Carries out a change of the locks and says what became of it.
fn change(
    reader: Reader,
    status: Status,
    done: impl Future<Output = Result<(), crate::error::AppError>> + 'static,
) {
    spawn_local(async move {
        let words = match done.await {
            Ok(()) => words::SAVED,
            Err(error) => advice(&error).words,
        };
        status.offer(reader.s(words), None);
    });
}

fn pin(reader: Reader, status: Status) -> AnyView {
    let locks = reader.app.locks;
    let view = locks.view();
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(None);
    let set = Callback::new(move |()| {
        error.set(None);
        spawn_local(async move {
            match locks.set_pin(typed.get_untracked()).await {
                Ok(()) => {
                    let _left = typed.try_set(String::new());
                    status.offer(reader.s(words::PIN_SET), None);
                }
                Err(problem) => drop(error.try_set(Some(reader.s(advice(&problem).words)))),
            }
        });
    });
    let wiring = Wiring {
        hint: Some(reader.s(words::PIN_HINT)),
        error: error.into(),
        ..Wiring::plain("pin", reader.t(words::PIN_LABEL))
    };
    view! {
        {move || {
            let text = if view.get().pin { words::PIN_IS_SET } else { words::PIN_IS_NOT_SET };
            view! { <IconLine icon="key" text=reader.t(text) /> }
        }}
        <TextInput wiring=wiring value=typed keyboard=Keyboard::Number />
        <p class="cluster">
            <Button label=reader.s(words::PIN_TAKE) icon="check" press=set />
            {move || view.get().pin.then(|| view! {
                <Button
                    label=reader.s(words::PIN_DROP)
                    look=ButtonLook::Quiet
                    press=Callback::new(move |()| change(reader, status, locks.drop_pin()))
                />
            })}
        </p>
    }
    .into_any()
}

fn phone(reader: Reader, status: Status) -> AnyView {
    let locks = reader.app.locks;
    match locks.view().get().phone {
        PhoneLock::Missing => {
            view! { <IconLine icon="info" text=reader.t(words::PHONE_LOCK_MISSING) /> }.into_any()
        }
        PhoneLock::Off => view! {
            <p>
                <Button
                    label=reader.s(words::PHONE_LOCK_ADD)
                    icon="device"
                    press=Callback::new(move |()| change(reader, status, locks.add_phone()))
                />
            </p>
            <p class="field__hint">{reader.t(words::PHONE_LOCK_TEXT)}</p>
        }
        .into_any(),
        PhoneLock::On => view! {
            <IconLine icon="done" text=reader.t(words::PHONE_LOCK_ON) />
            <p>
                <Button
                    label=reader.s(words::PHONE_LOCK_DROP)
                    look=ButtonLook::Quiet
                    press=Callback::new(move |()| change(reader, status, locks.drop_phone()))
                />
            </p>
        }
        .into_any(),
    }
}

fn after(reader: Reader, status: Status) -> AnyView {
    let locks = reader.app.locks;
    let options = LockAfter::ALL
        .into_iter()
        .map(|after| {
            let minutes = after.minutes();
            let word = sentences::minutes(usize::from(minutes), reader.locale);
            (minutes.to_string(), word)
        })
        .collect();
    let chosen = Signal::derive(move || locks.view().get().after.minutes().to_string());
    let choose = Callback::new(move |key: String| {
        if let Some(after) = key.parse().ok().and_then(LockAfter::from_minutes) {
            change(reader, status, locks.set_after(after));
        }
    });
    let label = reader.t(words::LOCK_AFTER);
    view! {
        <div class="field">
            <p class="field__label">{label}</p>
            <Segmented label=label options=options chosen=chosen choose=choose />
            <p class="field__hint">{reader.t(words::LOCK_AFTER_TEXT)}</p>
        </div>
    }
    .into_any()
}

fn erase(reader: Reader) -> AnyView {
    let locks = reader.app.locks;
    view! {
        <details class="more">
            <summary class="more__line">{reader.t(words::ERASE)}</summary>
            <div class="more__body stack stack--tight">
                <p>{reader.t(words::ERASE_TEXT)}</p>
                <HoldButton
                    label=reader.s(words::ERASE_HOLD)
                    icon="trash"
                    held=Callback::new(move |()| locks.erase_everything())
                />
            </div>
        </details>
    }
    .into_any()
}
