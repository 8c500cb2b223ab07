//! The result on paper: A3 or A4 upright, one dot one vote, in German and English; and the same as a text for the gazette.

use super::super::events;
use super::super::frame::{Bar, Frame};
use super::super::missing::NotHere;
use super::super::reading::{Reader, day_in, use_reader};
use super::super::status::use_status;
use super::{feedback, print_key, share_key};
use crate::routes;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{BrandMark, Segmented};
use shared::event::cards::{self, Standing};
use shared::event::dots::{Outcome, Place, Vote};
use shared::event::number;
use shared::event::outcome::{DOTS_PER_LINE, PosterRow, poster_rows, votes_per_dot};
use shared::ids::RecordId;
use shared::records::{ABFRAGE, BEITRAG, BETEILIGUNG};
use shared::text::{Locale, dates, event_sentences, event_words};
use shared::value::Value;

/// Distance of two dots in the drawing.
const STEP: i64 = 20;

/// Draws the poster of the vote in the address.
#[component]
pub fn Poster() -> impl IntoView {
    super::in_address("vote", page)
}

fn page(id: RecordId) -> AnyView {
    let reader = use_reader();
    let status = use_status();
    let Some(view) = untrack(|| reader.app.records.get(id)) else {
        return view! { <NotHere /> }.into_any();
    };
    let event = event_of(&view);
    let bar = Bar::Back {
        href: event.map_or_else(|| routes::record(view.def, id), routes::votes),
        place: reader.s(event_words::POSTER),
        sub: Signal::stored(reader.title(&view)),
    };
    let language = RwSignal::new(reader.locale.tag().to_owned());
    let options = vec![
        (Locale::De.tag().to_owned(), "Deutsch".to_owned()),
        (Locale::En.tag().to_owned(), "English".to_owned()),
    ];
    let choose = Callback::new(move |tag: String| language.set(tag));
    let locale = move || {
        if language.get() == Locale::En.tag() {
            Locale::En
        } else {
            Locale::De
        }
    };
    view! {
        <Frame reader=reader title=reader.t(event_words::POSTER) bar=bar tool=true>
            <div class="stack">
                <div class="poster-note stack stack--tight">
                    <p class="section__note">{reader.t(event_words::POSTER_TEXT)}</p>
                    <Segmented label=reader.t(event_words::OTHER_LANGUAGE) options=options chosen=language choose=choose />
                    <div class="cluster">
                        {print_key(reader)}
                        {move || reader.app.records.get(id).map(|view| {
                            let whole = public_text(reader, &view, locale());
                            share_key(reader, status, reader.t(event_words::SHARE_RESULT), reader.title(&view), whole)
                        })}
                    </div>
                    {feedback(reader, status)}
                </div>
                {move || reader.app.records.get(id).map(|view| sheet(reader, &view, locale()))}
            </div>
        </Frame>
    }
    .into_any()
}

fn event_of(view: &RecordView) -> Option<RecordId> {
    match view.state.value(number(&ABFRAGE, "veranstaltung")) {
        Some(Value::Link(event)) => Some(*event),
        _ => None,
    }
}

/// What stands on the poster and in the text.
struct Told {
    vote: Vote,
    outcome: Outcome,
    rows: Vec<PosterRow>,
    event: String,
    town: String,
    boards: usize,
    phones: usize,
    cards: usize,
    topics: Vec<(String, usize)>,
    answer_by: Option<i32>,
}

fn told(reader: Reader, view: &RecordView, locale: Locale) -> Told {
    let vote = Vote::of(&view.state);
    let outcome = events::outcome(reader, view);
    let rows = poster_rows(&vote, &outcome);
    let event = event_of(view).and_then(|id| reader.app.records.get(id));
    let day = event
        .as_ref()
        .and_then(events::begins)
        .map(|begin| dates::split(begin).0);
    let name = event.as_ref().map(|event| reader.title(event));
    let day = day.map(|day| dates::day_full(day, locale, None));
    let boards = outcome
        .places
        .iter()
        .filter(|it| matches!(it.place, Place::Board(..)))
        .count();
    let spaces = reader.app.session.spaces().get();
    let participation = match view.state.value(number(&ABFRAGE, "beteiligung")) {
        Some(Value::Link(id)) => reader.app.records.get(*id),
        _ => None,
    };
    // Outside stands only what somebody has looked at.
    let cards: Vec<RecordView> = event
        .as_ref()
        .map(|event| reader.app.records.children(event.id, &BEITRAG))
        .unwrap_or_default()
        .into_iter()
        .filter(|card| cards::standing(&card.state) == Standing::Shown)
        .collect();
    Told {
        boards,
        phones: outcome.places.len() - boards,
        topics: cards::topics(cards.iter().map(|card| &*card.state)),
        cards: cards.len(),
        answer_by: participation
            .and_then(|it| day_in(&it, number(&BETEILIGUNG, "rueckmeldung_bis"))),
        event: [name, day]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", "),
        town: spaces
            .into_iter()
            .find(|space| space.id == view.space)
            .map(|space| space.title)
            .unwrap_or_default(),
        vote,
        outcome,
        rows,
    }
}

fn sheet(reader: Reader, view: &RecordView, locale: Locale) -> AnyView {
    let told = told(reader, view, locale);
    let per = votes_per_dot(&told.rows);
    let rows: Vec<AnyView> = told.rows.iter().map(|row| poster_row(row, per)).collect();
    let answer = told.answer_by.map_or_else(
        || event_words::ANSWER_FOLLOWS.get(locale).to_owned(),
        |day| event_sentences::answer_until(&dates::day_full(day, locale, None), locale),
    );
    view! {
        <div class="poster-sheet">
            <article class="poster" lang=locale.tag()>
                <p class="poster__kicker">
                    <span>{event_sentences::town_asks(&told.town, locale)}</span>
                    <span>{told.event}</span>
                </p>
                <h2 class="poster__question">{told.vote.question}</h2>
                <p class="poster__sub">
                    {event_sentences::poster_sub(told.outcome.total(), told.vote.dots_per_person, per, locale)}
                </p>
                <div class="poster__rows">{rows}</div>
                <div class="poster__answer">
                    <h3 class="poster__answer-title">{event_words::WHAT_WILL_BECOME.get(locale)}</h3>
                    <p>{answer}</p>
                </div>
                <div class="poster__foot">
                    <p>{event_sentences::poster_foot(told.phones, told.boards, told.cards, locale)}</p>
                    <p class="poster__brand"><BrandMark accent=true />"Schulterschluss"</p>
                </div>
            </article>
        </div>
    }
    .into_any()
}

/// One answer: words, number, and its dots drawn.
fn poster_row(row: &PosterRow, per: i64) -> AnyView {
    let drawn = row.dots.max(0) / per;
    let lines = (drawn.saturating_sub(1) / DOTS_PER_LINE).saturating_add(1);
    let dots: Vec<AnyView> = (0..drawn)
        .map(|number| {
            let x = (number % DOTS_PER_LINE)
                .saturating_mul(STEP)
                .saturating_add(STEP / 2);
            let y = (number / DOTS_PER_LINE)
                .saturating_mul(STEP)
                .saturating_add(STEP / 2);
            view! { <circle cx=x.to_string() cy=y.to_string() r="8"></circle> }.into_any()
        })
        .collect();
    let size = format!(
        "0 0 {} {}",
        DOTS_PER_LINE.saturating_mul(STEP),
        lines.saturating_mul(STEP)
    );
    view! {
        <div class="poster__row">
            <h3 class="poster__label">{row.label.clone()}</h3>
            <span class="poster__value">{row.dots}</span>
            <svg class="poster__dots" viewBox=size aria-hidden="true" focusable="false">{dots}</svg>
        </div>
    }
    .into_any()
}

/// The same for the gazette and the town's page: no names, no assessment.
fn public_text(reader: Reader, view: &RecordView, locale: Locale) -> String {
    let told = told(reader, view, locale);
    let mut lines = vec![
        told.vote.question.clone(),
        told.event.clone(),
        event_sentences::poster_sub(told.outcome.total(), told.vote.dots_per_person, 1, locale),
        String::new(),
    ];
    lines.extend(
        told.rows
            .iter()
            .map(|row| format!("{}: {}", row.label, row.dots)),
    );
    lines.push(String::new());
    if !told.topics.is_empty() {
        lines.push(event_sentences::cards_by_topic(&told.topics, locale));
    }
    lines.push(event_sentences::poster_foot(
        told.phones,
        told.boards,
        told.cards,
        locale,
    ));
    lines.push(told.answer_by.map_or_else(
        || event_words::ANSWER_FOLLOWS.get(locale).to_owned(),
        |day| event_sentences::answer_until(&dates::day_full(day, locale, None), locale),
    ));
    lines.join("\n")
}
