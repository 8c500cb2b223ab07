//! Step 3: the proof that it works without network. Every line was tested, none is assumed.

use super::frame::{Say, frame, say, title};
use crate::error::advice;
use crate::pages::wall_clock;
use crate::platform::clock;
use crate::platform::install::Offer;
use crate::state::{OfflineReady, PhoneLock};
use crate::ui::*;
use crate::widgets::{Button, ButtonSize, Icon, Notice, ReadyItem, ReadyList, Tone};
use leptos::task::spawn_local;
use shared::text::{dates, sentences, words};

/// The service worker may still be storing the files: it is asked again, this often.
const TRIES: usize = 20;
const BETWEEN_MS: u64 = 1_000;

pub(super) fn ready() -> AnyView {
    let say = say();
    let proof = say.app.sync.offline_ready();
    let offer: Offer = expect_context();
    let busy = RwSignal::new(false);
    let check = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            for _ in 0..TRIES {
                say.app.sync.check_offline().await;
                // Nobody looks any more when the screen is gone.
                if is_ready(&proof.get_untracked()) || busy.is_disposed() {
                    break;
                }
                clock::sleep(BETWEEN_MS).await;
            }
            busy.try_set(false);
        });
    };
    check();
    let heading = move || {
        let ready = is_ready(&proof.get());
        let words = match (ready, busy.get()) {
            (true, _) => words::READY_TITLE,
            (false, true) => words::READY_CHECKING,
            (false, false) => words::NOT_READY_TITLE,
        };
        title(say.t(words));
        say.t(words)
    };
    let body = view! {
        {move || banner(say, &proof.get())}
        <h1>{heading}</h1>
        {move || lines(say, &proof.get())}
        {move || (offer.is_there() && proof.get().persisted != Some(true)).then(|| view! {
            <Button
                label=say.s(words::TO_HOME_SCREEN)
                icon="save"
                size=ButtonSize::Wide
                press=Callback::new(move |()| offer.take())
            />
        })}
        {phone_lock(say)}
        <p class="section__note">{say.t(words::READY_TRY)}</p>
        {move || (!is_ready(&proof.get()) || busy.get()).then(|| view! {
            <Button
                label=Signal::derive(move || {
                    say.s(if busy.get() { words::READY_CHECKING } else { words::READY_CHECK })
                })
                icon="sync"
                size=ButtonSize::Wide
                busy=busy
                press=Callback::new(move |()| check())
            />
        })}
    };
    let foot = view! {
        <button
            class="button button--primary button--large button--wide"
            type="button"
            on:click=move |_| say.app.session.finish()
        >
            {say.t(words::TO_TODAY)}
            <Icon name="forward"/>
        </button>
    };
    frame(Some(3), body, foot)
}

/// Where the phone can do it, finger or face is offered at once: it spares typing the six words at every new start. What
/// does not pass its test is not used and says so.
fn phone_lock(say: Say) -> AnyView {
    let locks = say.app.locks;
    let busy = RwSignal::new(false);
    let trouble = RwSignal::new(None);
    let add = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            if let Err(problem) = locks.add_phone().await {
                trouble.try_set(Some(say.s(advice(&problem).words)));
            }
            busy.try_set(false);
        });
    });
    view! {
        {move || match locks.view().get().phone {
            PhoneLock::Missing => ().into_any(),
            PhoneLock::On => view! {
                <ReadyList><ReadyItem text=say.s(words::PHONE_LOCK_ON)/></ReadyList>
            }
            .into_any(),
            PhoneLock::Off => view! {
                <Button
                    label=say.s(words::PHONE_LOCK_ADD)
                    icon="device"
                    size=ButtonSize::Wide
                    busy=busy
                    press=add
                />
                <p class="section__note">{say.t(words::PHONE_LOCK_TEXT)}</p>
            }
            .into_any(),
        }}
        {move || trouble.get().map(|words| view! {
            <Notice tone=Tone::Warn icon="warning" title=words/>
        })}
    }
    .into_any()
}

/// What the app needs to start without network. A promise of the browser is good to have, but not needed.
fn is_ready(proof: &OfflineReady) -> bool {
    proof.shell == Some(true) && proof.data
}

fn banner(say: Say, proof: &OfflineReady) -> Option<impl IntoView + use<>> {
    is_ready(proof).then(|| {
        let checked = wall_clock::from_ms(proof.checked_ms);
        let checked = dates::day_time(checked, say.locale, Some(dates::split(checked).0));
        view! {
            <Notice
                tone=Tone::Ok
                icon="done"
                title=say.s(words::READY_LABEL)
                note=sentences::checked_at(&checked, say.locale)
            />
        }
    })
}

fn lines(say: Say, proof: &OfflineReady) -> impl IntoView + use<> {
    let shell = if proof.shell == Some(true) {
        let size = sentences::shell_size(proof.shell_bytes, say.locale);
        view! { <ReadyItem text=say.s(words::READY_SHELL) note=size/> }.into_any()
    } else {
        missing(
            say.s(words::READY_SHELL_MISSING),
            Some(say.s(words::READY_SHELL_MISSING_TEXT)),
        )
    };
    let town = say.app.session.current().get();
    let entries = town.as_ref().map_or(0, |it| say.app.sync.entries_in(it.id));
    let town = town.map(|space| space.title).unwrap_or_default();
    let data = if proof.data {
        let loaded = sentences::town_is_loaded(&town, say.locale);
        let count = sentences::entries(entries, say.locale);
        view! { <ReadyItem text=loaded note=count/> }.into_any()
    } else {
        missing(say.s(words::READY_DATA_MISSING), None)
    };
    let kept = if proof.persisted == Some(true) {
        view! { <ReadyItem text=say.s(words::READY_PERSISTED)/> }.into_any()
    } else {
        let advice = say.s(words::READY_NOT_PERSISTED_TEXT);
        missing(say.s(words::READY_NOT_PERSISTED), Some(advice))
    };
    view! {
        <ReadyList>
            {shell}
            {data}
            <ReadyItem text=say.s(words::READY_WORDS)/>
            {kept}
        </ReadyList>
    }
}

fn missing(text: String, note: Option<String>) -> AnyView {
    match note {
        Some(note) => {
            view! { <ReadyItem text=text note=note icon="warning" open=true/> }.into_any()
        }
        None => view! { <ReadyItem text=text icon="warning" open=true/> }.into_any(),
    }
}
