//! What the screens built for events know about an event: whether it runs, when, where, how many came.

use super::reading::{Reader, minutes_in, phase_of};
use crate::state::RecordView;
use shared::event::tally::{self, Visitors};
use shared::event::{dots, shifts};
use shared::ids::RecordId;
use shared::records::{ABFRAGE, Phase, STATION, VERANSTALTUNG, ZAEHLUNG};
use shared::text::{dates, sentences, words};
use shared::value::Value;

/// An event without an end lasts so many minutes for the band on top.
const LENGTH_GUESS: i64 = 6 * 60;

fn number(key: &str) -> u16 {
    VERANSTALTUNG.field_by_key(key).map_or(0, |field| field.id)
}

/// Returns when an event begins, in wall-clock minutes.
#[must_use]
pub fn begins(view: &RecordView) -> Option<i64> {
    minutes_in(view, number("beginn"))
}

/// Returns when an event ends, in wall-clock minutes.
#[must_use]
pub fn ends(view: &RecordView) -> Option<i64> {
    minutes_in(view, number("ende"))
}

/// Whether an event is running: somebody said so, or its time is now and nobody said it is over or off.
#[must_use]
pub fn is_running(view: &RecordView, now: i64) -> bool {
    match phase_of(view) {
        Phase::Running => true,
        Phase::Done | Phase::Stopped => false,
        Phase::Open => begins(view).is_some_and(|begin| {
            let end = ends(view).unwrap_or(begin.saturating_add(LENGTH_GUESS));
            begin <= now && now < end
        }),
    }
}

/// Whether an event is still to come (today counts) and not called off.
#[must_use]
pub fn is_coming(view: &RecordView, now: i64) -> bool {
    matches!(phase_of(view), Phase::Open)
        && !is_running(view, now)
        && begins(view).is_none_or(|begin| begin >= now)
}

/// Returns since when a running event runs, in words.
#[must_use]
pub fn since(reader: Reader, view: &RecordView, now: i64) -> String {
    match begins(view).filter(|begin| *begin <= now) {
        Some(begin) if dates::split(begin).0 == dates::split(now).0 => {
            sentences::running_since(&reader.clock(begin), reader.locale)
        }
        Some(begin) => sentences::running_since(&reader.day(dates::split(begin).0), reader.locale),
        None => reader.s(words::RUNNING),
    }
}

/// Returns place and end of a running event.
#[must_use]
pub fn place_and_end(reader: Reader, view: &RecordView, now: i64) -> String {
    let end = ends(view).map(|end| {
        let same_day = dates::split(end).0 == dates::split(now).0;
        let end = if same_day {
            reader.clock(end)
        } else {
            reader.day(dates::split(end).0)
        };
        sentences::until(&end, reader.locale)
    });
    let parts: Vec<String> = [reader.field(view, number("ort")), end]
        .into_iter()
        .flatten()
        .collect();
    parts.join(" · ")
}

/// Returns place of an event.
#[must_use]
pub fn place(reader: Reader, view: &RecordView) -> Option<String> {
    reader.field(view, number("ort"))
}

/// Returns weekday, time and place of an event; the day of the month stands in the date block.
#[must_use]
pub fn when_and_where(reader: Reader, view: &RecordView) -> String {
    let when = begins(view).map(|begin| {
        let (day, minute) = dates::split(begin);
        let weekday = dates::weekday_name(day, reader.locale);
        if minute == 0
            && matches!(
                view.state.shown(number("beginn")).map(|it| &it.value),
                Some(Value::Date(_))
            )
        {
            weekday.to_owned()
        } else {
            sentences::weekday_at(weekday, &reader.clock(begin))
        }
    });
    let parts: Vec<String> = [when, reader.field(view, number("ort"))]
        .into_iter()
        .flatten()
        .collect();
    parts.join(" · ")
}

/// Returns day, hours and place of an event in full, for where no date block stands beside it.
#[must_use]
pub fn when_exactly(reader: Reader, view: &RecordView) -> String {
    let begin = begins(view).map(dates::split);
    let end = ends(view).map(dates::split);
    let when = begin.map(|(day, minute)| {
        let begin = format!("{}, {}", reader.day(day), reader.clock(minute.into()));
        match end {
            Some((last, minute)) if last == day => {
                format!("{begin}–{}", reader.clock(minute.into()))
            }
            Some((last, minute)) => format!(
                "{begin} – {}, {}",
                reader.day(last),
                reader.clock(minute.into())
            ),
            None => begin,
        }
    });
    let parts: Vec<String> = [when, place(reader, view)].into_iter().flatten().collect();
    parts.join(" · ")
}

/// Whether the report of an event is closed: what is counted now is an addendum.
#[must_use]
pub fn is_reported(view: &RecordView) -> bool {
    tally::is_reported(&view.state)
}

/// Returns the visitors of an event, all counts and corrections of all phones. Reactive.
#[must_use]
pub fn visitors(reader: Reader, event: RecordId) -> Visitors {
    let counts = reader.app.records.children(event, &ZAEHLUNG);
    let counts = counts.iter().map(|view| &*view.state);
    match reader.app.records.get(event) {
        Some(event) => tally::visitors_of(&event.state, counts),
        None => tally::visitors(counts),
    }
}

/// Returns how many people are on duty now, as the shift plan says; 0 if it says nothing.
#[must_use]
pub fn on_duty(view: &RecordView, now: i64) -> usize {
    let plan = view.state.text(number("schichten")).unwrap_or_default();
    shifts::on_duty(&shifts::read(plan), dates::split(now).1)
}

/// Returns the votes of an event, open ones first. Reactive.
#[must_use]
pub fn votes(reader: Reader, event: RecordId) -> Vec<RecordView> {
    let field = shared::event::number(&ABFRAGE, "veranstaltung");
    let link = Value::Link(event);
    let mut votes: Vec<RecordView> = reader
        .app
        .records
        .list_all(&ABFRAGE)
        .into_iter()
        .filter(|view| view.state.value(field) == Some(&link))
        .collect();
    votes.sort_by_key(|view| phase_of(view) == Phase::Done);
    votes
}

/// Returns the result of a vote with its boards. Reactive.
#[must_use]
pub fn outcome(reader: Reader, vote: &RecordView) -> dots::Outcome {
    let boards = reader.app.records.children(vote.id, &STATION);
    let boards: Vec<(RecordId, &shared::merge::RecordState)> =
        boards.iter().map(|view| (view.id, &*view.state)).collect();
    dots::outcome(&vote.state, &boards)
}
