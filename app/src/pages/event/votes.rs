//! Dots at an event: every question with its result, by place; the ways to the ballot, the pinboard and the poster.

use super::super::events;
use super::super::files::{attach, pick};
use super::super::focus;
use super::super::frame::{Bar, Frame};
use super::super::reading::{Reader, state_of, use_reader};
use super::super::rows::state_tag;
use super::super::status::{Status, use_status};
use super::ballot::use_kiosk;
use super::{feedback, set, spoken_number, text, write};
use crate::error::{AppError, advice};
use crate::routes;
use crate::state::{Edit, RecordView};
use crate::ui::*;
use crate::widgets::{
    Button, ButtonLook, ButtonSize, CheckRow, Empty, Keyboard, LinkButton, LongTextInput, Notice,
    Row, RowList, Section, TextInput, Tone, Wiring,
};
use leptos::task::spawn_local;
use shared::event::dots::{ANSWERS_MAX, ANSWERS_MIN, Outcome, Place, Vote};
use shared::event::formats::{self, Capture};
use shared::event::number;
use shared::ids::RecordId;
use shared::joint;
use shared::records::{ABFRAGE, BEITRAG, BETEILIGUNG, STATION};
use shared::text::{Locale, dates, event_sentences, event_words, file_words, words};
use shared::value::Value;

/// Greatest number of dots per person; the field allows the same.
const DOTS_PER_PERSON_MAX: i64 = 10;
/// People get their answer within so many days, if nobody says otherwise.
const ANSWER_DAYS: i32 = 30;

/// Draws the votes of the event in the address.
#[component]
pub fn Votes() -> impl IntoView {
    super::in_address("event", page)
}

fn page(event: RecordId) -> AnyView {
    let reader = use_reader();
    let status = use_status();
    let kiosk = use_kiosk();
    let sub = Signal::derive(move || {
        let view = reader.app.records.get(event);
        view.map(|view| reader.title(&view)).unwrap_or_default()
    });
    let bar = Bar::Back {
        href: routes::event(event),
        place: reader.s(event_words::DOTS),
        sub,
    };
    let open = Callback::new(move |()| {
        let open: Vec<RecordId> = untrack(|| events::votes(reader, event))
            .iter()
            .filter(|view| Vote::of(&view.state).open)
            .map(|view| view.id)
            .collect();
        kiosk.open(open);
    });
    view! {
        <Frame reader=reader title=reader.t(event_words::DOTS) bar=bar tool=true>
            <div class="stack">
                {feedback(reader, status)}
                {move || {
                    let votes = events::votes(reader, event);
                    let any_open = votes.iter().any(|view| Vote::of(&view.state).open);
                    let list: Vec<AnyView> = votes.iter().map(|view| vote(reader, status, view)).collect();
                    if list.is_empty() {
                        return view! {
                            <Empty title=reader.t(ABFRAGE.empty.0) text=reader.t(ABFRAGE.empty.1)>
                                <Button
                                    label=reader.s(event_words::FIRST_QUESTION)
                                    icon="dots"
                                    press=Callback::new(|()| focus::to("frage"))
                                />
                            </Empty>
                        }
                        .into_any();
                    }
                    view! {
                        {any_open.then(|| view! {
                            <Button label=reader.s(event_words::LET_VOTE) icon="dots" look=ButtonLook::Primary size=ButtonSize::Large press=open />
                            <p class="section__note">{reader.t(event_words::LET_VOTE_TEXT)}</p>
                        })}
                        {list}
                    }
                    .into_any()
                }}
                {cards(reader, status, event)}
                {new_vote(reader, status, event)}
            </div>
        </Frame>
    }
    .into_any()
}

/// Idea cards: photographed in one press and sorted later, or typed.
fn cards(reader: Reader, status: Status, event: RecordId) -> AnyView {
    let take = move |files: Vec<wasm_bindgen::JsValue>| {
        spawn_local(async move {
            for file in files {
                let edits = vec![
                    set(
                        None,
                        &BEITRAG,
                        "text",
                        text(reader.t(file_words::CARD_AS_PHOTO)),
                    ),
                    set(None, &BEITRAG, "veranstaltung", Value::Link(event)),
                    set(None, &BEITRAG, "status", text("neu")),
                ];
                let line = match reader.app.records.create(&BEITRAG, edits).await {
                    Ok(card) => attach(reader, card, &file).await.err(),
                    Err(error) => Some(advice(&error).words),
                };
                match line {
                    None => status.saved(reader),
                    Some(words) => status.offer(reader.s(words), None),
                }
            }
        });
    };
    let key = reader.may_add(&BEITRAG).then(|| view! {
        <div class="cluster">
            {pick(reader.t(file_words::PHOTO_OF_CARD), "camera", "image/*", true, take)}
            <LinkButton label=reader.t(BEITRAG.add) href=routes::new_child(&BEITRAG, event) icon="card" />
        </div>
    });
    let count = move || {
        let cards = reader.app.records.children(event, &BEITRAG).len();
        let count = i64::try_from(cards).unwrap_or(i64::MAX);
        format!(
            "{} {}",
            reader.number(count),
            match (cards, reader.locale) {
                (1, Locale::De) => reader.s(BEITRAG.name),
                (_, Locale::De) => reader.s(BEITRAG.names),
                // Nouns within a line are small.
                (1, Locale::En) => reader.t(BEITRAG.name).to_lowercase(),
                (_, Locale::En) => reader.t(BEITRAG.names).to_lowercase(),
            }
        )
    };
    view! { <Section id="karten" title=reader.t(BEITRAG.names)><p>{count}</p>{key}</Section> }
        .into_any()
}

fn vote(reader: Reader, status: Status, view: &RecordView) -> AnyView {
    let vote = Vote::of(&view.state);
    let outcome = events::outcome(reader, view);
    let id = view.id;
    let may_write = reader.app.session.may_write(view.space);
    let most = outcome.dots.iter().copied().max().unwrap_or(0).max(1);
    let rows: Vec<AnyView> = vote
        .answers
        .iter()
        .map(|(place, label)| {
            let dots = outcome.dots.get(*place).copied().unwrap_or(0);
            bar_row(label, dots, most)
        })
        .collect();
    let toggle = Callback::new(move |()| {
        let Some(view) = untrack(|| reader.app.records.get(id)) else {
            return;
        };
        let next = if Vote::of(&view.state).open {
            "geschlossen"
        } else {
            "offen"
        };
        write(
            reader,
            status,
            id,
            vec![set(Some(&view), &ABFRAGE, "status", text(next))],
        );
    });
    let word = if vote.open {
        event_words::CLOSE_VOTE
    } else {
        event_words::OPEN_VOTE
    };
    let state = state_of(view).map(|state| state_tag(reader, state));
    let sum = event_sentences::dots_of(outcome.total(), vote.dots_per_person, reader.locale);
    let (places, log) = (places(reader, view, &outcome), log(reader, &vote, &outcome));
    let open = vote.open;
    view! {
        <Section id=format!("frage-{id}") title=vote.question>
            <p class="cluster">
                {state}
                <span>{sum}</span>
            </p>
            <ul class="bar-list">{rows}</ul>
            {places}
            {log}
            {may_write.then(|| view! {
                <div class="cluster">
                    {open.then(|| view! { <LinkButton label=reader.t(STATION.add) href=routes::board(id) icon="note" /> })}
                    <Button label=reader.s(word) icon="lock" press=toggle />
                    <LinkButton label=reader.t(event_words::POSTER) href=routes::poster(id) icon="print" />
                </div>
            })}
        </Section>
    }
    .into_any()
}

/// An answer with its dots and a bar; the number says the same.
pub(super) fn bar_row(label: &str, dots: i64, most: i64) -> AnyView {
    view! {
        <li class="bar-list__item">
            <span class="bar-list__label">{label.to_owned()}</span>
            <b class="bar-list__value">{dots}</b>
            <svg class="bar-list__bar" viewBox=format!("0 0 {most} 10") preserveAspectRatio="none" aria-hidden="true" focusable="false">
                <rect width=dots.max(0).to_string() height="10"></rect>
            </svg>
        </li>
    }
    .into_any()
}

/// Subtotal of each phone and board.
fn places(reader: Reader, view: &RecordView, outcome: &Outcome) -> AnyView {
    let own = reader.app.session.device();
    let rows: Vec<AnyView> = outcome
        .places
        .iter()
        .map(|place| {
            let sum: i64 = place.dots.iter().sum();
            let (name, icon, href) = match &place.place {
                Place::Phone(device) if *device == own => {
                    (reader.s(words::THIS_PHONE), "phone", None)
                }
                Place::Phone(device) => {
                    let who = reader.app.session.who(view.space, *device);
                    (
                        who.map_or_else(|| reader.s(words::OTHER_PHONE), |who| who.name),
                        "phone",
                        None,
                    )
                }
                Place::Board(board, name) => {
                    (name.clone(), "dots", Some(routes::recount(view.id, *board)))
                }
            };
            let end = view! { <strong class="numbers">{sum}</strong> }.into_any();
            view! { <Row title=name icon=icon end=Some(end) href=href /> }.into_any()
        })
        .collect();
    if rows.is_empty() {
        return ().into_any();
    }
    view! {
        <details class="more">
            <summary class="more__line">{event_sentences::places(rows.len(), reader.locale)}</summary>
            <div class="more__body"><RowList>{rows}</RowList></div>
        </details>
    }
    .into_any()
}

/// Every recount with its reason.
fn log(reader: Reader, vote: &Vote, outcome: &Outcome) -> Option<AnyView> {
    let lines: Vec<AnyView> = outcome
        .log
        .iter()
        .map(|entry| {
            let answer = vote
                .answers
                .iter()
                .find(|(place, _)| *place == entry.answer);
            let answer = answer.map_or("", |(_, words)| words.as_str());
            let amount = shared::value::display::signed(entry.amount, reader.locale);
            view! { <li>{format!("{amount} „{answer}“: {}", entry.reason)}</li> }.into_any()
        })
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <details class="more">
                <summary class="more__line">{reader.t(event_words::RECOUNTS)}</summary>
                <ul class="agenda-block__points more__body">{lines}</ul>
            </details>
        }
        .into_any()
    })
}

/// One question, its answers one per line, dots per person.
fn new_vote(reader: Reader, status: Status, event: RecordId) -> AnyView {
    let question = RwSignal::new(String::new());
    let answers = RwSignal::new(String::new());
    let rule = RwSignal::new("1".to_owned());
    let shown = RwSignal::new(false);
    let errors = [
        RwSignal::new(None),
        RwSignal::new(None),
        RwSignal::new(None),
    ];
    let [question_error, answers_error, rule_error] = errors;
    let label = |key: &str| {
        ABFRAGE
            .field_by_key(key)
            .map_or("", |field| reader.t(field.label))
    };
    let wiring =
        |id: &str, label: &str, hint: Option<String>, error: RwSignal<Option<String>>| Wiring {
            hint,
            error: error.into(),
            ..Wiring::plain(id, label)
        };
    let submit = Callback::new(move |()| {
        let typed = question.get_untracked();
        let lines: Vec<String> = answers
            .get_untracked()
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect();
        let dots = spoken_number(&rule.get_untracked(), reader.locale, 1, DOTS_PER_PERSON_MAX);
        question_error.set(
            typed
                .trim()
                .is_empty()
                .then(|| reader.s(event_words::NEEDS_QUESTION)),
        );
        let fits = (ANSWERS_MIN..=ANSWERS_MAX).contains(&lines.len());
        answers_error
            .set((!fits).then(|| event_sentences::answers_between(lines.len(), reader.locale)));
        rule_error.set(dots.clone().err());
        let Ok(dots) = dots else { return };
        if typed.trim().is_empty() || !fits {
            return;
        }
        let visible = shown.get_untracked();
        spawn_local(async move {
            match create(reader, event, &typed, &lines, dots, visible).await {
                Ok(id) => {
                    status.saved(reader);
                    let _left = question.try_set(String::new());
                    let _left = answers.try_set(String::new());
                    // The question is what one sees, not an empty form.
                    focus::fold("neue-abfrage");
                    request_animation_frame(move || focus::to(&format!("frage-{id}")));
                }
                Err(error) => status.offer(reader.s(advice(&error).words), None),
            }
        });
    });
    view! {
        <details class="section more" id="neue-abfrage">
            <summary class="section__head more__summary"><h2>{reader.t(ABFRAGE.add)}</h2></summary>
            <form
                class="stack more__body"
                autocomplete="off"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    submit.run(());
                }
            >
                <TextInput wiring=wiring("frage", label("frage"), None, question_error) value=question />
                <LongTextInput
                    wiring=wiring("antworten", reader.t(event_words::ANSWERS), Some(reader.s(event_words::ANSWERS_HINT)), answers_error)
                    value=answers
                    chars_max=1600
                />
                <TextInput
                    wiring=wiring("regel", label("punkte_regel"), None, rule_error)
                    value=rule
                    keyboard=Keyboard::Number
                />
                <ul class="row-list">
                    <CheckRow
                        id="zwischenstand"
                        title=reader.t(event_words::SHOW_RUNNING)
                        meta=reader.t(event_words::SHOW_RUNNING_TEXT)
                        done=false
                        toggle=Callback::new(move |on| shown.set(on))
                    />
                </ul>
                <Button label=reader.s(words::SAVE) icon="check" look=ButtonLook::Primary size=ButtonSize::Wide submit=true />
            </form>
        </details>
    }
    .into_any()
}

/// Returns what a new vote is made of.
pub(super) fn edits_of(
    question: &str,
    answers: &[String],
    dots: i64,
    shown: bool,
    event: RecordId,
    participation: Option<RecordId>,
) -> Vec<Edit> {
    let result = if shown {
        "nach_dem_kleben"
    } else {
        "verborgen"
    };
    let mut edits = vec![
        set(None, &ABFRAGE, "frage", text(question)),
        set(None, &ABFRAGE, "veranstaltung", Value::Link(event)),
        set(None, &ABFRAGE, "punkte_regel", Value::Int(dots)),
        set(None, &ABFRAGE, "status", text("offen")),
        set(None, &ABFRAGE, "zwischenstand", text(result)),
    ];
    edits.extend(participation.map(|id| set(None, &ABFRAGE, "beteiligung", Value::Link(id))));
    for (line, number) in answers.iter().zip(1..) {
        let key = format!("antwort_{number}");
        edits.push(set(None, &ABFRAGE, &key, text(line)));
    }
    edits
}

/// Makes a vote. It belongs to the participation of its event, which reminds of the answer people are owed; without one, it
/// begins one.
async fn create(
    reader: Reader,
    event: RecordId,
    question: &str,
    answers: &[String],
    dots: i64,
    shown: bool,
) -> Result<RecordId, AppError> {
    let records = reader.app.records;
    let participation = match untrack(|| participation_of(reader, event)) {
        Some(id) => id,
        None => {
            let edits = untrack(|| participation(reader, event, question));
            records.create(&BETEILIGUNG, edits).await?
        }
    };
    let edits = edits_of(question, answers, dots, shown, event, Some(participation));
    records.create(&ABFRAGE, edits).await
}

/// The participation of an event that takes dots.
fn participation_of(reader: Reader, event: RecordId) -> Option<RecordId> {
    let all = reader.app.records.list_all(&BETEILIGUNG);
    all.iter()
        .filter(|view| joint::owners(view.def, &view.state).contains(&event))
        .find(|view| {
            let format = view.state.text(number(&BETEILIGUNG, "format"));
            let steps = formats::flow(format.unwrap_or_default());
            steps.iter().any(|step| step.capture == Capture::Votes)
        })
        .map(|view| view.id)
}

fn participation(reader: Reader, event: RecordId, question: &str) -> Vec<Edit> {
    let begin = reader
        .app
        .records
        .get(event)
        .as_ref()
        .and_then(events::begins);
    let day = begin.map_or_else(|| reader.today(), |begin| dates::split(begin).0);
    vec![
        set(None, &BETEILIGUNG, "frage", text(question)),
        set(None, &BETEILIGUNG, "format", text("punktabfrage")),
        set(None, &BETEILIGUNG, "status", text("offen")),
        set(
            None,
            &BETEILIGUNG,
            "rueckmeldung_bis",
            Value::Date(day.saturating_add(ANSWER_DAYS)),
        ),
        Edit::Put {
            field: number(&BETEILIGUNG, "veranstaltungen"),
            element: *event.as_bytes(),
            value: Value::Link(event),
        },
    ]
}

/// What a closed vote says to somebody who wants to stick dots.
pub(super) fn closed(reader: Reader) -> AnyView {
    view! { <Notice tone=Tone::Info icon="lock" title=reader.t(event_words::VOTE_CLOSED) text=reader.s(event_words::VOTE_CLOSED_TEXT) /> }
        .into_any()
}
