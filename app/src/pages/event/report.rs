//! The evening report of an event: the numbers of the day, what was said afterwards, and the key that closes it.

use super::super::events;
use super::super::reading::{Reader, state_of};
use super::super::status::Status;
use super::{share_key, write};
use crate::state::{Edit, RecordView};
use crate::ui::*;
use crate::widgets::{Button, Figure, FigureRow, Section};
use shared::event::{outcome, tally};
use shared::records::{BEITRAG, VERANSTALTUNG};
use shared::text::{event_sentences, event_words};
use shared::value::Value;

/// The evening report: the numbers of the day on one line each, and as a text.
pub(super) fn report(reader: Reader, status: Status, view: &RecordView) -> Option<AnyView> {
    let id = view.id;
    let visitors = events::visitors(reader, id);
    let votes = events::votes(reader, id);
    let dots: i64 = votes
        .iter()
        .map(|vote| events::outcome(reader, vote).total())
        .sum();
    let cards = i64::try_from(reader.app.records.children(id, &BEITRAG).len()).unwrap_or(i64::MAX);
    if visitors.total == 0 && dots == 0 && cards == 0 {
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
    let whole = format!("{title}\n{}", lines.join("\n"));
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

fn open_again(reader: Reader, status: Status, id: shared::ids::RecordId) {
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
