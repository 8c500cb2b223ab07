//! The locked app: six words open it, forgivingly typed.

use super::frame::{frame, say, title};
use crate::pages::secret::Secret;
use crate::state::PhoneLock;
use crate::ui::*;
use crate::widgets::Icon;
use leptos::ev::SubmitEvent;
use leptos::task::spawn_local;
use shared::text::words;

pub(super) fn unlock() -> AnyView {
    let say = say();
    title(say.t(words::LOCKED));
    let secret = Secret::new(say.app, say.locale, "woerter");
    let submit = move |event: SubmitEvent| {
        secret.submit(&event, |app, typed| {
            Box::pin(async move { app.session.unlock(typed).await })
        });
    };
    let body = view! {
        <h1>{say.t(words::LOCKED)}</h1>
        <p>{say.t(words::LOCKED_TEXT)}</p>
        <form id="entsperren" autocomplete="off" on:submit=submit>
            {secret.words(words::WORDS_LABEL)}
        </form>
    };
    let locks = say.app.locks.view();
    let with_phone = move |_| {
        spawn_local(async move {
            if let Err(problem) = say.app.locks.open_with_phone().await {
                secret.refuse(&problem);
            }
        });
    };
    let label = move || {
        say.s(if secret.busy.get() {
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
            aria-busy=move || secret.busy.get().then_some("true")
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
