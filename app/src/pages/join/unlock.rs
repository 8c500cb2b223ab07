//! The locked app: six words open it, forgivingly typed.

use super::frame::{frame, say, title};
use crate::error::{AppError, advice};
use crate::state::PhoneLock;
use crate::ui::*;
use crate::widgets::{FieldFrame, Icon, Wiring};
use leptos::ev::SubmitEvent;
use leptos::task::spawn_local;
use shared::text::{sentences, words};

pub(super) fn unlock() -> AnyView {
    let say = say();
    title(say.t(words::LOCKED));
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
            let opened = say.app.session.unlock(typed.get_untracked()).await;
            // The screen may be gone by now: its signals only if it is still needed.
            if let Err(problem) = opened {
                error.try_set(Some(match problem {
                    AppError::UnknownWord { position } => {
                        sentences::word_unknown(position, say.locale)
                    }
                    AppError::WordCount { found } => sentences::word_count(found, say.locale),
                    problem => say.s(advice(&problem).words),
                }));
                busy.try_set(false);
                crate::pages::focus::to("woerter");
            }
        });
    };
    let wiring = Wiring {
        hint: Some(say.s(words::FOUR_LETTERS)),
        error: error.into(),
        ..Wiring::plain("woerter", say.t(words::WORDS_LABEL))
    };
    let (described_by, invalid) = (wiring.described_by(), wiring.invalid());
    let body = view! {
        <h1>{say.t(words::LOCKED)}</h1>
        <p>{say.t(words::LOCKED_TEXT)}</p>
        <form id="entsperren" autocomplete="off" on:submit=submit>
            <FieldFrame wiring=wiring>
                <input
                    class="text-input"
                    type="text"
                    id="woerter"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    aria-describedby=described_by
                    aria-invalid=invalid
                    prop:value=move || typed.get()
                    on:input=move |event| typed.set(event_target_value(&event))
                />
            </FieldFrame>
        </form>
    };
    let locks = say.app.locks.view();
    let with_phone = move |_| {
        spawn_local(async move {
            if let Err(problem) = say.app.locks.open_with_phone().await {
                error.try_set(Some(say.s(advice(&problem).words)));
            }
        });
    };
    let label = move || {
        say.s(if busy.get() {
            words::UNLOCKING
        } else {
            words::UNLOCK
        })
    };
    let foot = view! {
        <button
            class="button button--primary button--large button--wide"
            type="submit"
            form="entsperren"
            aria-busy=move || busy.get().then_some("true")
        >
            <Icon name="unlock"/>
            {label}
        </button>
        {move || (locks.get().phone == PhoneLock::On).then(|| view! {
            <button class="button button--large button--wide" type="button" on:click=with_phone>
                {say.t(words::OPEN_WITH_PHONE)}
            </button>
        })}
        {super::first_day_key()}
        {super::erase_key()}
        {super::welcome::language(say)}
    };
    frame(None, body, foot)
}
