//! The evening report of an event: the numbers of the day, what was said afterwards, and the key that closes it.

use super::super::events;
use super::super::reading::{Reader, state_of};
use super::super::status::Status;
use super::{share_key, write};
use crate::state::{Edit, RecordView};
use crate::ui::*;
use crate::widgets::{Button, Figure, FigureRow, Section};
use shared::event::dots::Vote;
use shared::event::{number, outcome, tally};
use shared::ids::RecordId;
use shared::records::{BEITRAG, BESCHLUSS, PROTOKOLL, VERANSTALTUNG};
use shared::text::{event_sentences, event_words};
use shared::value::Value;

/// The evening report: the numbers of the day on one line each, and as a text.
pub(super) fn report(reader: Reader, status: Status, view: &RecordView) -> Option<AnyView> {
    let id = view.id;
    let visitors = events::visitors(reader, id);
    let votes = events::votes(reader, id);
    let Sums { dots, cards, .. } = sums(reader, id);
    let begun = events::begins(view).is_none_or(|begin| begin <= reader.now());
    if !begun || (visitors.total == 0 && dots == 0 && cards == 0) {
        return None;
    }
    let mut lines = vec![event_sentences::visitors(
        visitors.reported(),
        visitors.estimated,
        reader.locale,
    )];
    if visitors.addendum != 0 {
        lines.push(event_sentences::addendum_after_report(
            visitors.addendum,
            reader.locale,
        ));
    }
    lines.push(event_sentences::dots_and_cards(dots, cards, reader.locale));
    // What people answered, thought and decided: to be read by somebody who was not there.
    for vote in &votes {
        let asked = Vote::of(&vote.state);
        let answers: Vec<(String, i64)> =
            outcome::poster_rows(&asked, &events::outcome(reader, vote))
                .into_iter()
                .filter(|row| row.dots > 0)
                .map(|row| (row.label, row.dots))
                .collect();
        if !answers.is_empty() {
            lines.push(event_sentences::answers_of(
                &asked.question,
                &answers,
                reader.locale,
            ));
        }
    }
    if cards > 0 {
        lines.push(event_sentences::cards_by_topic(
            &topics(reader, id),
            reader.locale,
        ));
    }
    for words in decisions(reader, id) {
        lines.push(event_sentences::decided(&words, reader.locale));
    }
    for (key, heading) in [
        ("lief", event_words::WENT_WELL),
        ("lief_nicht", event_words::WENT_BADLY),
        ("naechstes_mal", event_words::NEXT_TIME),
        ("ergebnis", event_words::RESULT),
    ] {
        for line in outcome::note_lines(&view.state, key) {
            lines.push(format!("{}: {line}", reader.t(heading)));
        }
    }
    let title = reader.title(view);
    let when = events::when_exactly(reader, view);
    let whole = format!("{title}\n{when}\n{}", lines.join("\n"));
    // What the figures say is not said twice.
    let said = [
        event_sentences::visitors(visitors.reported(), 0, reader.locale),
        event_sentences::dots_and_cards(dots, cards, reader.locale),
    ];
    let items: Vec<AnyView> = lines
        .into_iter()
        .filter(|line| !said.contains(line))
        .map(|line| view! { <li>{line}</li> }.into_any())
        .collect();
    let close = close(reader, status, view, visitors.total);
    Some(
        view! {
            <Section id="abend" title=reader.t(event_words::EVENING_REPORT)>
                <FigureRow>
                    <Figure number=reader.number(visitors.reported()) label=reader.t(event_words::GUESTS) />
                    <Figure number=reader.number(dots) label=reader.t(event_words::DOTS) />
                    <Figure number=reader.number(cards) label=reader.t(BEITRAG.names) />
                </FigureRow>
                <ul class="agenda-block__points">{items}</ul>
                <p>{share_key(reader, status, reader.t(event_words::SHARE_REPORT), title, whole)}</p>
                {close}
            </Section>
        }
        .into_any(),
    )
}

/// The figures of an event.
pub(in crate::pages) struct Sums {
    /// Visitors, as the report says.
    pub(in crate::pages) visitors: i64,
    /// Dots of all questions.
    pub(in crate::pages) dots: i64,
    /// Idea cards.
    pub(in crate::pages) cards: i64,
}

/// Returns the figures of an event. Reactive.
pub(in crate::pages) fn sums(reader: Reader, id: RecordId) -> Sums {
    let votes = events::votes(reader, id);
    let dots = votes
        .iter()
        .map(|vote| events::outcome(reader, vote).total());
    let cards = reader.app.records.children(id, &BEITRAG).len();
    Sums {
        visitors: events::visitors(reader, id).reported(),
        dots: dots.sum(),
        cards: i64::try_from(cards).unwrap_or(i64::MAX),
    }
}

/// The topics of the cards of an event with their numbers, the most first.
fn topics(reader: Reader, id: RecordId) -> Vec<(String, usize)> {
    let field = number(&BEITRAG, "thema");
    let mut topics: Vec<(String, usize)> = Vec::new();
    for card in reader.app.records.children(id, &BEITRAG) {
        let topic = reader.field(&card, field);
        let topic = topic.unwrap_or_else(|| reader.s(event_words::NO_TOPIC));
        match topics.iter_mut().find(|(known, _)| *known == topic) {
            Some((_, count)) => *count += 1,
            None => topics.push((topic, 1)),
        }
    }
    topics.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    topics
}

/// What the minutes of an event say was decided, in their order.
fn decisions(reader: Reader, id: RecordId) -> Vec<String> {
    let records = reader.app.records;
    let field = number(&PROTOKOLL, "veranstaltung");
    let minutes = records.list_all(&PROTOKOLL).into_iter();
    minutes
        .filter(|view| view.state.value(field) == Some(&Value::Link(id)))
        .flat_map(|view| records.children(view.id, &BESCHLUSS))
        .map(|view| reader.title(&view))
        .collect()
}

/// The key that closes the report, once the event was talked through.
fn close(reader: Reader, status: Status, view: &RecordView, total: i64) -> Option<AnyView> {
    let ripe = state_of(view).is_some_and(|state| state.key == "nachbereitet");
    if !ripe || !reader.app.session.may_write(view.space) {
        return None;
    }
    let id = view.id;
    let edits = StoredValue::new_local(tally::close_report(&view.state, total));
    let press = Callback::new(move |()| {
        write(reader, status, id, edits.get_value());
        let back = Callback::new(move |()| open_again(reader, status, id));
        status.offer(reader.s(event_words::REPORT_IS_CLOSED), Some(back));
    });
    Some(
        view! {
            <p><Button label=reader.s(event_words::CLOSE_REPORT) icon="lock" press=press /></p>
            <p class="section__note screen-only">{reader.t(event_words::CLOSE_REPORT_TEXT)}</p>
        }
        .into_any(),
    )
}

fn open_again(reader: Reader, status: Status, id: RecordId) {
    status.clear_snack();
    let Some(view) = untrack(|| reader.app.records.get(id)) else {
        return;
    };
    let edit: Edit = super::set(
        Some(&view),
        &VERANSTALTUNG,
        "status",
        Value::Text("nachbereitet".to_owned()),
    );
    write(reader, status, id, vec![edit]);
}
