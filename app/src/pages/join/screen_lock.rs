//! The screen lock: a short number or the phone's own lock shows the pages again; five wrong numbers close the full lock.

use super::frame::{frame, say, title};
use crate::error::advice;
use crate::state::PhoneLock;
use crate::ui::*;
use crate::widgets::{FieldFrame, Icon, Wiring};
use leptos::ev::SubmitEvent;
use leptos::task::spawn_local;
use shared::lock::Tried;
use shared::text::{sentences, words};

pub(super) fn screen_lock() -> AnyView {
    let say = say();
    title(say.t(words::SCREEN_LOCKED));
    let (locks, session) = (say.app.locks, say.app.session);
    let view = locks.view().get_untracked();
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(None);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        // The other answers change the screen by themselves.
        if let Tried::Wrong { left } = locks.enter(&typed.get_untracked()) {
            typed.set(String::new());
            error.set(Some(sentences::pin_wrong(left, say.locale)));
            crate::pages::focus::to("zahl");
        }
    };
    let with_phone = move |_| {
        spawn_local(async move {
            if let Err(problem) = locks.open_with_phone().await {
                error.try_set(Some(say.s(advice(&problem).words)));
            }
        });
    };
    let wiring = Wiring {
        error: error.into(),
        ..Wiring::plain("zahl", say.t(words::PIN_LABEL))
    };
    let (described_by, invalid) = (wiring.described_by(), wiring.invalid());
    let form = view.pin.then(|| {
        view! {
            <form id="bildschirm" autocomplete="off" on:submit=submit>
                <FieldFrame wiring=wiring>
                    <input
                        class="text-input"
                        type="password"
                        inputmode="numeric"
                        id="zahl"
                        autocomplete="off"
                        aria-describedby=described_by
                        aria-invalid=invalid
                        prop:value=move || typed.get()
                        on:input=move |event| typed.set(event_target_value(&event))
                    />
                </FieldFrame>
            </form>
        }
    });
    let open = view.pin.then(|| {
        view! {
            <button
                class="button button--primary button--large button--wide"
                type="submit"
                form="bildschirm"
            >
                <Icon name="unlock"/>
                {say.t(words::UNLOCK)}
            </button>
        }
    });
    let phone = (view.phone == PhoneLock::On).then(|| {
        view! {
            <button class="button button--large button--wide" type="button" on:click=with_phone>
                {say.t(words::OPEN_WITH_PHONE)}
            </button>
        }
    });
    let body = view! {
        <h1>{say.t(words::SCREEN_LOCKED)}</h1>
        <p>{say.t(words::SCREEN_LOCKED_TEXT)}</p>
        {form}
    };
    let foot = view! {
        {open}
        {phone}
        <button
            class="button button--large button--wide"
            type="button"
            on:click=move |_| session.lock()
        >
            {say.t(words::PIN_FORGOTTEN)}
        </button>
        {super::first_day_key()}
        {super::erase_key()}
    };
    frame(None, body, foot)
}
