//! A format of participation, step by step. The steps are tables in `shared::event::formats`; this screen runs every one of them:
//! what to do, how long it takes, what is written down, and on.

use super::super::frame::{Bar, Frame};
use super::super::missing::NotHere;
use super::super::reading::{Reader, day_in, use_reader};
use super::super::status::{Status, use_status};
use super::{feedback, set, spoken_number, text, write};
use crate::error::advice;
use crate::form::NamesGuard;
use crate::router::{NavigateOptions, use_navigate};
use crate::routes;
use crate::state::{Edit, RecordView};
use crate::ui::*;
use crate::widgets::{
    Button, ButtonLook, ButtonSize, ChoiceInput, Entry, Keyboard, LinkButton, RowList, Section,
    Segmented, TextInput, Wiring,
};
use leptos::task::spawn_local;
use shared::event::formats::{self, Capture, LOTS_MAX, Step};
use shared::event::{lines, number};
use shared::ids::RecordId;
use shared::records::{BETEILIGUNG, FieldKind, RUECKMELDUNG};
use shared::text::{event_sentences, event_words, words};
use shared::value::Value;

/// Greatest count of a step.
const COUNT_MAX: i64 = 1_000_000;

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
    let at = RwSignal::new(first_open(&view, steps));
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
                    let now = at.get();
                    let Some(step) = steps.get(now) else { return ().into_any() };
                    body(reader, status, id, steps, step, at)
                }}
                {feedback(reader, status)}
            </div>
        </Frame>
    }
    .into_any()
}

/// Begins a format at an event: which one, and the question.
pub(super) fn begin(reader: Reader, status: Status, event: RecordId) -> AnyView {
    let question = RwSignal::new(String::new());
    let error = RwSignal::new(None);
    let format = RwSignal::new("world_cafe".to_owned());
    let navigate = StoredValue::new_local(use_navigate());
    let label = |key: &str| {
        BETEILIGUNG
            .field_by_key(key)
            .map_or("", |field| reader.t(field.label))
    };
    let kind = BETEILIGUNG.field_by_key("format").map(|field| field.kind);
    let Some(FieldKind::Choice { choices }) = kind else {
        return ().into_any();
    };
    let entries: Vec<Entry> = choices
        .iter()
        .map(|choice| Entry {
            key: choice.key.to_owned(),
            label: reader.s(choice.label),
            group: None,
        })
        .collect();
    let wiring = Wiring {
        error: error.into(),
        ..Wiring::plain("beteiligung-frage", label("frage"))
    };
    let choice = Wiring::plain("beteiligung-format", label("format"));
    let submit = Callback::new(move |()| {
        let typed = question.get_untracked();
        if typed.trim().is_empty() {
            error.set(Some(reader.s(event_words::NEEDS_QUESTION)));
            return;
        }
        let edits = vec![
            set(None, &BETEILIGUNG, "frage", text(&typed)),
            set(None, &BETEILIGUNG, "format", text(&format.get_untracked())),
            set(None, &BETEILIGUNG, "status", text("offen")),
            Edit::Put {
                field: number(&BETEILIGUNG, "veranstaltungen"),
                element: *event.as_bytes(),
                value: Value::Link(event),
            },
        ];
        spawn_local(async move {
            match reader.app.records.create(&BETEILIGUNG, edits).await {
                Ok(id) => {
                    status.saved(reader);
                    let _left = navigate
                        .try_with_value(|go| go(&routes::flow(id), NavigateOptions::default()));
                }
                Err(problem) => status.offer(reader.s(advice(&problem).words), None),
            }
        });
    });
    view! {
        <details class="section more">
            <summary class="section__head more__summary"><h2>{reader.t(event_words::BEGIN_FLOW)}</h2></summary>
            <form
                class="stack more__body"
                autocomplete="off"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    submit.run(());
                }
            >
                <TextInput wiring=wiring value=question />
                <ChoiceInput wiring=choice value=format entries=entries none="–" />
                <Button label=reader.s(event_words::BEGIN_FLOW) icon="forward" submit=true />
            </form>
        </details>
    }
    .into_any()
}

fn event_of(view: &RecordView) -> Option<RecordId> {
    let events = view.state.elements(number(&BETEILIGUNG, "veranstaltungen"));
    events.into_iter().find_map(|(_, value)| match value {
        Value::Link(event) => Some(*event),
        _ => None,
    })
}

/// The first step that has written nothing yet; a flow that is opened again goes on there.
fn first_open(view: &RecordView, steps: &[Step]) -> usize {
    let last = steps
        .iter()
        .rposition(|step| formats::writes(step).is_some_and(|field| is_written(view, step, field)));
    let next = last.map_or(0, |last| last + 1);
    next.min(steps.len().saturating_sub(1))
}

fn is_written(view: &RecordView, step: &Step, field: u16) -> bool {
    let mark = step.mark.map(|mark| mark.de);
    match view.state.value(field) {
        Some(Value::Text(text)) => {
            mark.is_none_or(|mark| text.lines().any(|line| line.starts_with(mark)))
        }
        Some(Value::Int(_)) => true,
        _ => false,
    }
}

fn body(
    reader: Reader,
    status: Status,
    id: RecordId,
    steps: &'static [Step],
    step: &'static Step,
    at: RwSignal<usize>,
) -> AnyView {
    let now = at.get_untracked();
    let length =
        (step.minutes > 0).then(|| event_sentences::minutes(step.minutes.into(), reader.locale));
    let go = move |to: usize| Callback::new(move |()| at.set(to));
    let last = now + 1 >= steps.len();
    view! {
        <p class="section__note">{event_sentences::step(now + 1, steps.len(), reader.locale)}</p>
        <section class="agenda-block" aria-labelledby="schritt">
            <div class="agenda-block__head">
                <span class="agenda-block__number">{now + 1}</span>
                <h2 id="schritt">{reader.t(step.title)}</h2>
                <span class="agenda-block__time">{length.unwrap_or_default()}</span>
            </div>
            <p>{reader.t(step.hint)}</p>
            {capture(reader, status, id, step)}
        </section>
        <div class="cluster cluster--between">
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
        (Capture::Lines { field, tables }, _) => notes(reader, status, id, step, field, tables),
        (Capture::Count { field }, _) => count(reader, status, id, field),
        (Capture::Draw, _) => draw(reader, status, id),
        (Capture::Answer, _) => answer(reader, status, id),
        (Capture::Votes, Some(event)) => way(reader.t(event_words::DOTS), "dots", routes::votes(event)),
        (Capture::Cards, Some(event)) => way(reader.t(words::CARD), "card", routes::card(event)),
        (Capture::Minutes, Some(event)) => way(reader.t(event_words::MINUTES), "agenda", routes::new_minutes(event)),
        (Capture::Votes | Capture::Cards | Capture::Minutes, None) => view! {
            <p>{reader.t(event_words::NEEDS_EVENT)}</p>
            <p><LinkButton label=reader.t(words::EDIT) href=routes::edit(&BETEILIGUNG, id) icon="note" /></p>
        }
        .into_any(),
    }
}

/// Lines of a note, with round and table in front.
fn notes(
    reader: Reader,
    status: Status,
    id: RecordId,
    step: &'static Step,
    key: &'static str,
    tables: u8,
) -> AnyView {
    let field = number(&BETEILIGUNG, key);
    let typed = RwSignal::new(String::new());
    let table = RwSignal::new("1".to_owned());
    let submit = Callback::new(move |()| {
        let line = typed.get_untracked();
        let Some(view) = untrack(|| reader.app.records.get(id)) else {
            return;
        };
        if line.trim().is_empty() {
            crate::pages::focus::to("eingabe");
            return;
        }
        typed.set(String::new());
        // The mark is written in German whatever the language of the screen, so that two phones write one heading.
        let mark = step.mark.map(|mark| mark.de);
        let at = table.get_untracked().parse().unwrap_or(1);
        let line = formats::written(mark, (tables > 0).then_some(("Tisch", at)), &line);
        let before = lines::of_field(&view.state, field);
        write(
            reader,
            status,
            id,
            vec![set(
                Some(&view),
                &BETEILIGUNG,
                key,
                lines::with_line(&before, &line),
            )],
        );
    });
    let said = move || {
        let view = reader.app.records.get(id)?;
        let mark = step.mark.map(|mark| mark.de);
        let items: Vec<AnyView> = lines::of_field(&view.state, field)
            .into_iter()
            .filter(|line| mark.is_none_or(|mark| line.starts_with(mark)))
            .map(|line| view! { <li>{line}</li> }.into_any())
            .collect();
        (!items.is_empty()).then(|| view! { <ul class="agenda-block__points">{items}</ul> })
    };
    let options = (1..=tables)
        .map(|number| (number.to_string(), number.to_string()))
        .collect();
    let choose = Callback::new(move |chosen: String| table.set(chosen));
    view! {
        {said}
        <form
            class="quick-task"
            autocomplete="off"
            on:submit=move |event| {
                event.prevent_default();
                submit.run(());
            }
        >
            {(tables > 0).then(|| view! { <p class="field__label">{reader.t(event_words::TABLE)}</p><Segmented label=reader.t(event_words::TABLE) options=options chosen=table choose=choose /> })}
            <TextInput wiring=Wiring::plain("eingabe", reader.t(event_words::LINE_LABEL)) value=typed />
            <NamesGuard value=typed reader=reader />
            <Button label=reader.s(event_words::ADD_LINE) icon="plus" submit=true />
        </form>
    }
    .into_any()
}

fn count(reader: Reader, status: Status, id: RecordId, key: &'static str) -> AnyView {
    let field = number(&BETEILIGUNG, key);
    let label = BETEILIGUNG
        .field(field)
        .map_or("", |field| reader.t(field.label));
    let value = move || {
        let view = reader.app.records.get(id);
        view.and_then(|view| view.state.value(field).and_then(Value::as_int))
            .unwrap_or(0)
    };
    let typed = RwSignal::new(untrack(value).to_string());
    let error = RwSignal::new(None);
    let store = Callback::new(move |by: i64| {
        let Some(view) = untrack(|| reader.app.records.get(id)) else {
            return;
        };
        match spoken_number(&typed.get_untracked(), reader.locale, 0, COUNT_MAX) {
            Ok(number) => {
                let number = number.saturating_add(by).clamp(0, COUNT_MAX);
                typed.set(number.to_string());
                error.set(None);
                write(
                    reader,
                    status,
                    id,
                    vec![set(Some(&view), &BETEILIGUNG, key, Value::Int(number))],
                );
            }
            Err(problem) => error.set(Some(problem)),
        }
    });
    let wiring = Wiring {
        error: error.into(),
        ..Wiring::plain("zahl", label)
    };
    view! {
        <form
            class="stack stack--tight"
            on:submit=move |event| {
                event.prevent_default();
                store.run(0);
            }
        >
            <TextInput wiring=wiring value=typed keyboard=Keyboard::Number />
            <div class="cluster">
                <Button label="+1" size=ButtonSize::Large press=Callback::new(move |()| store.run(1)) />
                <Button label=reader.s(words::SAVE) icon="check" submit=true />
            </div>
        </form>
    }
    .into_any()
}

/// Numbers drawn from words said aloud: whoever knows the words can draw them again.
fn draw(reader: Reader, status: Status, id: RecordId) -> AnyView {
    let said = RwSignal::new(String::new());
    let (pool, take) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let errors = [
        RwSignal::new(None),
        RwSignal::new(None),
        RwSignal::new(None),
    ];
    let [said_error, pool_error, take_error] = errors;
    let wired = |id: &str, label, hint: Option<String>, error: RwSignal<Option<String>>| Wiring {
        hint,
        error: error.into(),
        ..Wiring::plain(id, label)
    };
    let submit = Callback::new(move |()| {
        let lots = spoken_number(&pool.get_untracked(), reader.locale, 1, LOTS_MAX.into());
        let places = spoken_number(&take.get_untracked(), reader.locale, 1, LOTS_MAX.into());
        let spoken = said.get_untracked();
        said_error.set(
            spoken
                .trim()
                .is_empty()
                .then(|| reader.s(event_words::NEEDS_WORDS)),
        );
        pool_error.set(lots.clone().err());
        take_error.set(places.clone().err());
        let (Ok(lots), Ok(places)) = (lots, places) else {
            return;
        };
        let Some(view) = untrack(|| reader.app.records.get(id)) else {
            return;
        };
        if spoken.trim().is_empty() {
            return;
        }
        let (lots, places) = (
            u32::try_from(lots).unwrap_or(0),
            u32::try_from(places).unwrap_or(0),
        );
        let drawn: Vec<String> = formats::draw(&spoken, lots, places)
            .iter()
            .map(u32::to_string)
            .collect();
        let line = event_sentences::drawn(spoken.trim(), lots, &drawn.join(", "), reader.locale);
        let before = lines::of_field(&view.state, number(&BETEILIGUNG, "losverfahren"));
        write(
            reader,
            status,
            id,
            vec![set(
                Some(&view),
                &BETEILIGUNG,
                "losverfahren",
                lines::with_line(&before, &line),
            )],
        );
    });
    let record = move || {
        let view = reader.app.records.get(id)?;
        let items: Vec<AnyView> =
            lines::of_field(&view.state, number(&BETEILIGUNG, "losverfahren"))
                .into_iter()
                .map(|line| view! { <li>{line}</li> }.into_any())
                .collect();
        (!items.is_empty()).then(|| view! { <ul class="agenda-block__points">{items}</ul> })
    };
    view! {
        {record}
        <form
            class="stack stack--tight"
            autocomplete="off"
            on:submit=move |event| {
                event.prevent_default();
                submit.run(());
            }
        >
            <TextInput wiring=wired("woerter-der-ziehung", reader.t(event_words::DRAW_WORDS), Some(reader.s(event_words::DRAW_WORDS_HINT)), said_error) value=said />
            <div class="pair">
                <TextInput wiring=wired("lose", reader.t(event_words::DRAW_POOL), None, pool_error) value=pool keyboard=Keyboard::Number />
                <TextInput wiring=wired("plaetze", reader.t(event_words::DRAW_TAKE), None, take_error) value=take keyboard=Keyboard::Number />
            </div>
            <Button label=reader.s(event_words::DRAW) icon="dots" look=ButtonLook::Primary submit=true />
        </form>
    }
    .into_any()
}

/// By when people get their answer, and the answers there are.
fn answer(reader: Reader, status: Status, id: RecordId) -> AnyView {
    let key = "rueckmeldung_bis";
    let field = number(&BETEILIGUNG, key);
    let label = BETEILIGUNG
        .field(field)
        .map_or("", |field| reader.t(field.label));
    let today = untrack(|| reader.today());
    let keys: Vec<AnyView> = [14, 30, 60]
        .into_iter()
        .map(|days| {
            let press = Callback::new(move |()| {
                let Some(view) = untrack(|| reader.app.records.get(id)) else { return };
                write(reader, status, id, vec![set(Some(&view), &BETEILIGUNG, key, Value::Date(today.saturating_add(days)))]);
            });
            view! { <Button label=event_sentences::in_days(days, reader.locale) icon="calendar" press=press /> }.into_any()
        })
        .collect();
    let state = move || {
        let view = reader.app.records.get(id)?;
        let until = day_in(&view, field).map(|day| reader.day(day));
        let answers: Vec<AnyView> = reader
            .app
            .records
            .children(id, &RUECKMELDUNG)
            .iter()
            .map(|view| super::super::rows::record_row(reader, view))
            .collect();
        Some(view! {
            {until.map(|until| view! { <p><strong>{format!("{label}: {until}")}</strong></p> })}
            {(!answers.is_empty()).then(|| view! { <Section id="antworten" title=reader.t(RUECKMELDUNG.names)><RowList>{answers}</RowList></Section> })}
        })
    };
    let done = Callback::new(move |()| {
        let Some(view) = untrack(|| reader.app.records.get(id)) else {
            return;
        };
        write(
            reader,
            status,
            id,
            vec![set(
                Some(&view),
                &BETEILIGUNG,
                "status",
                text("rueckgemeldet"),
            )],
        );
    });
    view! {
        {state}
        <p class="field__label">{reader.t(event_words::ANSWER_WITHIN)}</p>
        <div class="cluster">{keys}</div>
        <div class="cluster">
            <LinkButton label=reader.t(RUECKMELDUNG.add) href=routes::new_child(&RUECKMELDUNG, id) icon="chat" />
            <Button label=reader.s(event_words::EVERYONE_KNOWS) icon="done" press=done />
        </div>
    }
    .into_any()
}
