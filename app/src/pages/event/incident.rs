//! A discreet note from Live: what happened, in one sentence, into the inner circle. Two taps and the words. Over the shoulder it
//! looks like any note: no kind, no list, nothing of earlier ones.

use super::super::files::Held;
use super::super::frame::{Bar, Frame};
use super::super::reading::{Reader, use_reader};
use super::super::status::{Status, use_status};
use super::super::trust::readers;
use super::{feedback, set, text};
use crate::error::advice;
use crate::form::NamesGuard;
use crate::platform::clock::now_ms;
use crate::router::{self, NavigateOptions, use_navigate};
use crate::routes;
use crate::ui::*;
use crate::widgets::{
    Button, ButtonLook, ButtonSize, Call, CallList, LongTextInput, Notice, Wiring,
};
use leptos::task::spawn_local;
use shared::ids::RecordId;
use shared::records::{SpaceKind, VORFALL};
use shared::text::{event_sentences, event_words, file_words, words};
use shared::value::Value;

/// Longest note; more belongs at a desk.
const NOTE_CHARS_MAX: u16 = 200;

/// Draws the note for the event in the address.
#[component]
pub fn Incident() -> impl IntoView {
    super::in_address("event", page)
}

fn page(event: RecordId) -> AnyView {
    let reader = use_reader();
    let status = use_status();
    let bar = Bar::Back {
        href: routes::count(event),
        place: reader.s(event_words::NOTE_IN_CONFIDENCE),
        sub: Signal::stored(String::new()),
    };
    let body = if reader.has_room(SpaceKind::Core) {
        form(reader, status, event)
    } else {
        view! { <Notice icon="info" title=reader.t(event_words::NO_CIRCLE) text=reader.s(event_words::NO_CIRCLE_TEXT) /> }.into_any()
    };
    view! {
        <Frame reader=reader title=reader.t(words::NAV_CONFIDENTIAL) bar=bar tool=true focus_on="notiz">
            <div class="stack">
                {body}
                {move || readers::for_new(reader, VORFALL.home)}
                <CallList>
                    <Call number="110" name=reader.t(words::POLICE) when=reader.t(words::POLICE_TEXT) urgent=true />
                    <Call number="0800 300 99 44" name=reader.t(words::STRONG_POINT) when=reader.t(words::STRONG_POINT_TEXT) />
                    {super::super::room::just_happened(reader)}
                </CallList>
            </div>
        </Frame>
    }
    .into_any()
}

fn form(reader: Reader, status: Status, event: RecordId) -> AnyView {
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let photo = Held::nothing();
    let navigate = StoredValue::new_local(use_navigate());
    let submit = Callback::new(move |()| {
        let line = typed.get_untracked();
        if line.trim().is_empty() {
            error.set(Some(reader.s(event_words::NEEDS_SENTENCE)));
            return;
        }
        if line.chars().count() > usize::from(NOTE_CHARS_MAX) {
            error.set(Some(reader.s(event_words::ONE_SENTENCE)));
            return;
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let today = untrack(|| reader.today());
        let edits = vec![
            set(None, &VORFALL, "kurz", text(&line)),
            set(None, &VORFALL, "status", text("notiert")),
            set(None, &VORFALL, "zeitpunkt", Value::Date(today)),
            set(None, &VORFALL, "genauigkeit", text("tag")),
            set(None, &VORFALL, "veranstaltung", Value::Link(event)),
        ];
        spawn_local(async move {
            match reader.app.records.create(&VORFALL, edits).await {
                Ok(incident) => {
                    photo.attach(reader, status, incident).await;
                    let time = reader.clock_ms(now_ms());
                    status.say(event_sentences::saved_in_confidence(&time, reader.locale));
                    if !router::back() {
                        let to = routes::count(event);
                        let options = NavigateOptions { replace: true };
                        let _left = navigate.try_with_value(|go| go(&to, options));
                    }
                }
                Err(problem) => status.offer(reader.s(advice(&problem).words), None),
            }
            let _left = busy.try_set(false);
        });
    });
    let wiring = Wiring {
        hint: Some(reader.s(event_words::SENTENCE_HINT)),
        error: error.into(),
        ..Wiring::plain("notiz", reader.t(event_words::SENTENCE))
    };
    view! {
        <form
            class="stack"
            autocomplete="off"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                submit.run(());
            }
        >
            <LongTextInput wiring=wiring value=typed chars_max=NOTE_CHARS_MAX />
            <NamesGuard value=typed reader=reader />
            {photo.key(reader, file_words::ADD_PHOTO)}
            {feedback(reader, status)}
            <Button label=reader.s(words::SAVE) icon="check" look=ButtonLook::Primary size=ButtonSize::Large busy=busy submit=true />
        </form>
    }
    .into_any()
}
