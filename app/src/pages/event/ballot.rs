//! The ballot for citizens: one question after the other, large and colour-blind safe, without a name. While it is on, the phone
//! shows nothing else, whatever the address says; leaving it locks the phone.
//!
//! The dots of one person are numbers on the screen; what is stored is the sum of this phone.

use super::super::events;
use super::super::reading::{Reader, use_reader};
use super::votes::{bar_row, closed};
use crate::error::advice;
use crate::ui::*;
use crate::widgets::{Button, ButtonLook, ButtonSize, Icon, Notice, Tone};
use leptos::task::spawn_local;
use shared::event::dots::{Ballot as Dots, Vote};
use shared::ids::RecordId;
use shared::text::{Locale, event_sentences, event_words, words};

/// Which questions the public sees; empty is none. Provided once.
#[derive(Clone, Copy)]
pub struct Kiosk(RwSignal<Vec<RecordId>>);

/// Provides the kiosk to everything below.
pub fn provide() -> Kiosk {
    let kiosk = Kiosk(RwSignal::new(Vec::new()));
    provide_context(kiosk);
    kiosk
}

/// Returns the kiosk.
#[must_use]
pub fn use_kiosk() -> Kiosk {
    expect_context()
}

impl Kiosk {
    /// Whether the public is at the phone. Reactive.
    #[must_use]
    pub fn is_on(self) -> bool {
        self.0.with(|votes| !votes.is_empty())
    }

    /// Hands the phone to the public, for these questions one after the other.
    pub fn open(self, votes: Vec<RecordId>) {
        self.0.set(votes);
    }

    /// Takes the phone back.
    pub fn close(self) {
        self.0.set(Vec::new());
    }
}

/// Where a person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Sticks dots on this question.
    Stick(usize),
    /// Sees the running result of this question.
    See(usize),
}

/// Draws the ballot.
#[component]
pub fn Ballot() -> impl IntoView {
    let reader = use_reader();
    let kiosk = use_kiosk();
    let votes = kiosk.0.get_untracked();
    let step = RwSignal::new(Step::Stick(0));
    let dots = RwSignal::new(Dots::default());
    let failed = RwSignal::new(None::<String>);
    let town = reader
        .app
        .session
        .current()
        .get_untracked()
        .map(|town| town.title);
    let leave = move |_| {
        kiosk.close();
        reader.app.session.lock();
    };
    let other = match reader.locale {
        Locale::De => Locale::En,
        Locale::En => Locale::De,
    };
    let ids = StoredValue::new(votes);
    Effect::new(move || {
        document().set_title(&format!(
            "{} · Schulterschluss",
            reader.t(event_words::DOTS)
        ));
    });
    view! {
        <div class="app app--tool">
            <header class="app__bar top-bar">
                <p class="top-bar__place">{event_sentences::town_asks(town.as_deref().unwrap_or_default(), reader.locale)}</p>
                <button
                    class="icon-button"
                    type="button"
                    aria-label=reader.t(event_words::OTHER_LANGUAGE)
                    on:click=move |_| reader.app.prefs.set_locale(other)
                >
                    <Icon name="language" />
                </button>
                <button class="icon-button" type="button" aria-label=reader.t(event_words::LEAVE_BALLOT) on:click=leave>
                    <Icon name="lock" />
                </button>
            </header>
            <main class="app__main" id="inhalt" tabindex="-1">
                {move || failed.get().map(|text| view! {
                    <Notice tone=Tone::Danger icon="stop" title=reader.t(words::FORM_ERRORS) text=text />
                })}
                {move || {
                    let now = step.get();
                    let at = match now {
                        Step::Stick(at) | Step::See(at) => at,
                    };
                    let view = ids.with_value(|ids| ids.get(at).copied()).and_then(|id| reader.app.records.get(id));
                    let Some(view) = view else {
                        return view! { <p>{reader.t(words::ENTRY_NOT_HERE)}</p> }.into_any();
                    };
                    let vote = Vote::of(&view.state);
                    let last = ids.with_value(|ids| at + 1 >= ids.len());
                    let go_on = Callback::new(move |()| step.set(Step::Stick(if last { 0 } else { at + 1 })));
                    match now {
                        Step::Stick(_) if !vote.open => closed(reader),
                        Step::Stick(_) => stick(reader, view.id, vote, dots, last, Callback::new(move |shown: bool| {
                            if shown { step.set(Step::See(at)) } else { go_on.run(()) }
                        }), failed),
                        Step::See(_) => see(reader, &view, &vote, last, go_on),
                    }
                }}
            </main>
        </div>
    }
}

fn stick(
    reader: Reader,
    id: RecordId,
    vote: Vote,
    dots: RwSignal<Dots>,
    last: bool,
    done: Callback<bool>,
    failed: RwSignal<Option<String>>,
) -> AnyView {
    let rule = vote.dots_per_person;
    let shown = vote.shown;
    let hand_in = Callback::new(move |()| {
        let ballot = dots.get_untracked();
        dots.set(Dots::default());
        let edits = ballot.edits(1);
        if edits.is_empty() {
            done.run(false);
            return;
        }
        spawn_local(async move {
            match reader.app.records.write(id, edits).await {
                Ok(()) => {
                    let _left = failed.try_set(None);
                    let _left = done.try_run(shown);
                }
                Err(error) => {
                    // Nothing is lost: the dots lie on the ballot again.
                    let _left = dots.try_set(ballot);
                    let _left = failed.try_set(Some(reader.s(advice(&error).words)));
                }
            }
        });
    });
    let options: Vec<AnyView> = vote
        .answers
        .iter()
        .map(|(answer, label)| option(reader, *answer, label, rule, dots))
        .collect();
    let word = if last {
        event_words::DONE_NEXT_PERSON
    } else {
        event_words::NEXT_QUESTION
    };
    let note = if shown {
        event_words::NO_NAMES_SHOWN
    } else {
        event_words::NO_NAMES_HIDDEN
    };
    view! {
        <div class="dot-ballot">
            <h1 class="dot-ballot__question">{vote.question}</h1>
            <p class="dot-ballot__left" role="status">
                {move || {
                    let left = dots.get().left(rule);
                    let row: Vec<AnyView> = (0..rule)
                        .map(|number| view! { <span class=if number < left { "dot" } else { "dot dot--empty" }></span> }.into_any())
                        .collect();
                    view! {
                        <span class="dots" aria-hidden="true">{row}</span>
                        {event_sentences::dots_left(left, rule, reader.locale)}
                    }
                }}
            </p>
            <ul class="dot-ballot__options">{options}</ul>
            <Button label=reader.s(word) icon="check" look=ButtonLook::Primary size=ButtonSize::Large press=hand_in />
            <p class="section__note">{reader.t(note)}</p>
        </div>
    }
    .into_any()
}

fn option(reader: Reader, answer: usize, label: &str, rule: u8, dots: RwSignal<Dots>) -> AnyView {
    let own = Memo::new(move |_| dots.get().on(answer));
    let label = label.to_owned();
    let take_label = event_sentences::take_dot(&label, reader.locale);
    view! {
        <li class="dot-ballot__option" data-dots=move || (own.get() > 0).then(|| own.get().to_string())>
            <button
                class="dot-ballot__give"
                type="button"
                on:click=move |_| dots.update(|dots| {
                    // No dot left: the line above says so.
                    let _stuck = dots.give(answer, rule);
                })
            >
                <span class="dot-ballot__label">
                    {label}
                    <span class="visually-hidden">{move || event_sentences::stick_dot(own.get(), reader.locale)}</span>
                </span>
                <span class="dots" aria-hidden="true">
                    {move || (0..own.get()).map(|_| view! { <span class="dot"></span> }.into_any()).collect::<Vec<_>>()}
                </span>
            </button>
            {move || (own.get() > 0).then(|| {
                let label = take_label.clone();
                view! {
                    <button
                        class="dot-ballot__take"
                        type="button"
                        aria-label=label
                        on:click=move |_| dots.update(|dots| {
                            let _taken = dots.take(answer);
                        })
                    >
                        <Icon name="minus" />
                    </button>
                }
            })}
        </li>
    }
    .into_any()
}

fn see(
    reader: Reader,
    view: &crate::state::RecordView,
    vote: &Vote,
    last: bool,
    go_on: Callback<()>,
) -> AnyView {
    let outcome = events::outcome(reader, view);
    let most = outcome.dots.iter().copied().max().unwrap_or(0).max(1);
    let rows: Vec<AnyView> = vote
        .answers
        .iter()
        .map(|(place, label)| bar_row(label, outcome.dots.get(*place).copied().unwrap_or(0), most))
        .collect();
    let word = if last {
        event_words::NEXT_PERSON
    } else {
        event_words::NEXT_QUESTION
    };
    view! {
        <div class="dot-ballot">
            <h1 class="dot-ballot__question">{vote.question.clone()}</h1>
            <p>{event_sentences::dots_of(outcome.total(), vote.dots_per_person, reader.locale)}</p>
            <ul class="bar-list">{rows}</ul>
            <Button label=reader.s(word) icon="forward" look=ButtonLook::Primary size=ButtonSize::Large press=go_on />
        </div>
    }
    .into_any()
}
