//! A format of participation, step by step. The steps are tables in `shared::event::formats`; this screen runs every one of them:
//! what to do, how long it takes, what is written down, and on. Where somebody was is kept on the phone, so that a flow goes on
//! there after the battery fell out.

mod answer;
mod begin;
mod count;
mod draw;
mod notes;
mod proposals;

pub(super) use begin::begin;

use super::super::frame::{Bar, Frame};
use super::super::missing::NotHere;
use super::super::reading::{Reader, use_reader};
use super::super::status::{Status, use_status};
use super::{feedback, set, write};
use crate::pages::focus;
use crate::routes;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{Button, ButtonLook, ButtonSize, LinkButton};
use shared::event::formats::{self, Capture, Step};
use shared::event::number;
use shared::ids::RecordId;
use shared::records::BETEILIGUNG;
use shared::text::{event_sentences, event_words, words};
use shared::value::Value;

/// Draws the flow of the participation in the address.
#[component]
pub fn Flow() -> impl IntoView {
    super::in_address("participation", page)
}

fn page(id: RecordId) -> AnyView {
    let reader = use_reader();
    let status = use_status();
    let Some(view) = untrack(|| reader.app.records.get(id)) else {
        return view! { <NotHere /> }.into_any();
    };
    let format = view
        .state
        .text(number(&BETEILIGUNG, "format"))
        .unwrap_or_default()
        .to_owned();
    let steps = formats::flow(&format);
    let at = RwSignal::new(kept(reader, id).unwrap_or_else(|| formats::at(&view.state, steps)));
    let sub = reader
        .field(&view, number(&BETEILIGUNG, "format"))
        .unwrap_or_default();
    let bar = Bar::Back {
        href: event_of(&view).map_or_else(|| routes::record(view.def, id), routes::event),
        place: reader.title(&view),
        sub: Signal::stored(sub),
    };
    view! {
        <Frame reader=reader title=reader.t(BETEILIGUNG.name) bar=bar tool=true>
            <div class="stack">
                {move || {
                    let now = at.get().min(steps.len().saturating_sub(1));
                    let Some(step) = steps.get(now) else { return ().into_any() };
                    body(reader, status, id, steps, step, now, at)
                }}
                {feedback(reader, status)}
            </div>
        </Frame>
    }
    .into_any()
}

/// Gives a field of the participation a value; what is on the screen now is replaced.
fn fill(reader: Reader, status: Status, view: &RecordView, key: &str, value: Value) {
    let edits = vec![set(Some(view), &BETEILIGUNG, key, value)];
    write(reader, status, view.id, edits);
}

/// Name of the row that keeps the step, among the drafts of this phone.
fn row(id: RecordId) -> String {
    format!("ablauf/{id}")
}

fn kept(reader: Reader, id: RecordId) -> Option<usize> {
    let fields = reader.app.records.draft(&row(id))?;
    let (_, value) = fields.first()?;
    usize::try_from(value.as_int()?).ok()
}

fn keep(reader: Reader, id: RecordId, step: usize) {
    let step = Value::Int(i64::try_from(step).unwrap_or(0));
    reader.app.records.keep_draft(&row(id), vec![(0, step)]);
}

fn event_of(view: &RecordView) -> Option<RecordId> {
    let events = view.state.elements(number(&BETEILIGUNG, "veranstaltungen"));
    events.into_iter().find_map(|(_, value)| match value {
        Value::Link(event) => Some(*event),
        _ => None,
    })
}

fn body(
    reader: Reader,
    status: Status,
    id: RecordId,
    steps: &'static [Step],
    step: &'static Step,
    now: usize,
    at: RwSignal<usize>,
) -> AnyView {
    let length =
        (step.minutes > 0).then(|| event_sentences::minutes(step.minutes.into(), reader.locale));
    let go = move |to: usize| {
        Callback::new(move |()| {
            keep(reader, id, to);
            at.set(to);
            request_animation_frame(|| focus::to("schritt"));
        })
    };
    let last = now + 1 >= steps.len();
    view! {
        <p class="section__note">{event_sentences::step(now + 1, steps.len(), reader.locale)}</p>
        <section class="agenda-block" aria-labelledby="schritt">
            <div class="agenda-block__head">
                <span class="agenda-block__number">{now + 1}</span>
                <div class="agenda-block__title">
                    <h2 id="schritt" tabindex="-1">{reader.t(step.title)}</h2>
                    <span class="agenda-block__time">{length.unwrap_or_default()}</span>
                </div>
            </div>
            <p>{reader.t(step.hint)}</p>
            {capture(reader, status, id, step)}
        </section>
        <div class="keys keys--steps">
            {(now > 0).then(|| view! { <Button label=reader.s(words::BACK) icon="back" press=go(now.saturating_sub(1)) /> })}
            {(!last).then(|| view! { <Button label=reader.s(event_words::NEXT_STEP) icon="forward" look=ButtonLook::Primary press=go(now + 1) /> })}
        </div>
    }
    .into_any()
}

fn capture(reader: Reader, status: Status, id: RecordId, step: &'static Step) -> AnyView {
    let event = untrack(|| reader.app.records.get(id))
        .as_ref()
        .and_then(event_of);
    let way = |label: &'static str, icon: &'static str, href: String| {
        view! { <p><LinkButton label=label href=href icon=icon size=ButtonSize::Wide /></p> }
            .into_any()
    };
    match (step.capture, event) {
        (Capture::Nothing, _) => ().into_any(),
        (Capture::Lines { field, tables }, _) => {
            notes::notes(reader, status, id, step, field, tables)
        }
        (Capture::Count { field }, _) => count::count(reader, status, id, field),
        (Capture::Tally { field }, _) => count::tally(reader, status, id, field),
        (Capture::Draw, _) => draw::draw(reader, status, id),
        (Capture::Answer, _) => answer::answer(reader, status, id),
        (Capture::Votes, Some(event)) => {
            let dots = way(reader.t(event_words::DOTS), "dots", routes::votes(event));
            view! { {proposals::offer(reader, status, id, event)} {dots} }.into_any()
        }
        (Capture::Cards, Some(event)) => way(reader.t(words::CARD), "card", routes::card(event)),
        (Capture::Minutes, Some(event)) => {
            way(reader.t(event_words::MINUTES), "agenda", routes::new_minutes(event))
        }
        (Capture::Votes | Capture::Cards | Capture::Minutes, None) => view! {
            <p>{reader.t(event_words::NEEDS_EVENT)}</p>
            <p><LinkButton label=reader.t(words::EDIT) href=routes::edit(&BETEILIGUNG, id) icon="note" /></p>
        }
        .into_any(),
    }
}
