//! Step 2: six words on paper, and one of them typed again as proof.

use super::frame::{Say, frame, say, title};
use crate::error::advice;
use crate::platform::hand_over;
use crate::ui::*;
use crate::widgets::{Button, ButtonLook, ButtonSize, FieldFrame, Icon, Notice, Tone, Wiring};
use leptos::ev::SubmitEvent;
use leptos::task::spawn_local;
use shared::crypto::passphrase;
use shared::text::{sentences, words as text};

/// Which word is asked for, counted from 1.
const PROOF: usize = 3;

pub(super) fn words() -> AnyView {
    let say = say();
    title(say.t(text::SIX_WORDS));
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let trouble = RwSignal::new(None);
    let asked = move || {
        say.app
            .session
            .words()
            .and_then(|words| words.get(PROOF - 1).copied())
            .unwrap_or_default()
    };
    let right = Memo::new(move |_| passphrase::complete(&typed.get()) == Some(asked()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !right.get_untracked() {
            error.set(Some(say.s(text::WORD_NOT_RIGHT)));
            crate::pages::focus::to("probe");
            return;
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            if let Err(problem) = say.app.session.confirm_words().await {
                trouble.try_set(Some(say.s(advice(&problem).words)));
            }
            busy.try_set(false);
        });
    };
    let body = view! {
        <h1>{say.t(text::SIX_WORDS)}</h1>
        <p>{say.t(text::SIX_WORDS_TEXT)}</p>
        {move || grid(say)}
        <Button
            label=say.s(text::OTHER_WORDS)
            icon="sync"
            look=ButtonLook::Quiet
            press=Callback::new(move |()| {
                typed.set(String::new());
                error.set(None);
                say.app.session.other_words();
            })
        />
        <form id="woerter" autocomplete="off" on:submit=submit>{proof(say, typed, error, right)}</form>
        {move || trouble.get().map(|words| view! {
            <Notice tone=Tone::Danger icon="warning" title=words/>
        })}
    };
    let label = move || {
        say.s(if busy.get() {
            text::UNLOCKING
        } else {
            text::ON_PAPER
        })
    };
    let foot = view! {
        <button
            class="button button--primary button--large button--wide"
            type="submit"
            form="woerter"
            aria-busy=move || busy.get().then_some("true")
        >
            {label}
            {move || if busy.get() {
                view! { <Icon name="sync"/> }
            } else {
                view! { <Icon name="forward"/> }
            }}
        </button>
        <Button
            label=say.s(text::PRINT_SLIP)
            icon="print"
            look=ButtonLook::Quiet
            size=ButtonSize::Wide
            press=Callback::new(|()| hand_over::print())
        />
    };
    frame(Some(2), body, foot)
}

fn grid(say: Say) -> impl IntoView + use<> {
    let words = say.app.session.words().unwrap_or_default();
    let words = words.map(|word| view! { <li class="code-grid__word">{word}</li> });
    view! { <ol class="code-grid" aria-label=say.t(text::WORDS_LABEL)>{words.into_iter().collect_view()}</ol> }
}

fn proof(
    say: Say,
    typed: RwSignal<String>,
    error: RwSignal<Option<String>>,
    right: Memo<bool>,
) -> impl IntoView {
    let wiring = Wiring {
        error: error.into(),
        ..Wiring::plain("probe", &sentences::try_word(PROOF, say.locale))
    };
    let (described_by, invalid) = (wiring.described_by(), wiring.invalid());
    let described_by = move || {
        if right.get() {
            Some("probe-gut".to_owned())
        } else {
            described_by()
        }
    };
    let whole = move || passphrase::complete(&typed.get()).unwrap_or_default();
    view! {
        <FieldFrame wiring=wiring>
            <input
                class="text-input"
                type="text"
                id="probe"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                aria-describedby=described_by
                aria-invalid=invalid
                prop:value=move || typed.get()
                on:input=move |event| {
                    error.set(None);
                    typed.set(event_target_value(&event));
                }
            />
            <p class="field__saved" id="probe-gut" role="status">
                {move || right.get().then(|| view! {
                    <Icon name="check" small=true/>
                    {format!("{} {}", sentences::word_right(whole(), say.locale), say.t(text::FOUR_LETTERS))}
                })}
            </p>
        </FieldFrame>
    }
}
