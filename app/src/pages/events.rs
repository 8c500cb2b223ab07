//! What the screens built for events know about an event: whether it runs, when, where, how many came.

use super::reading::{Reader, minutes_in, phase_of};
use crate::state::RecordView;
use shared::ids::RecordId;
use shared::records::{COUNTED, Phase, VERANSTALTUNG, ZAEHLUNG};
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

fn ends(view: &RecordView) -> Option<i64> {
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

/// Returns the number of visitors of an event, all counts and corrections of all phones. Reactive.
#[must_use]
pub fn visitors(reader: Reader, event: RecordId) -> i64 {
    reader
        .app
        .records
        .children(event, &ZAEHLUNG)
        .iter()
        .map(counted)
        .sum()
}

/// Returns the number of visitors of one count, corrections included.
#[must_use]
pub fn counted(view: &RecordView) -> i64 {
    let fields: Vec<u16> = COUNTED
        .iter()
        .filter_map(|key| ZAEHLUNG.field_by_key(key))
        .map(|field| field.id)
        .collect();
    let tapped: i64 = fields
        .iter()
        .map(|field| view.state.counter(*field).total)
        .sum();
    tapped + corrected(view, |field| fields.contains(&field))
}

/// Returns the sum of the corrections to counters that `belongs` accepts.
#[must_use]
pub fn corrected(view: &RecordView, belongs: impl Fn(u16) -> bool) -> i64 {
    let Some(field) = ZAEHLUNG.field_by_key("korrekturen") else {
        return 0;
    };
    view.state
        .elements(field.id)
        .into_iter()
        .filter_map(|(_, value)| match value {
            Value::Correction { field, amount, .. } if belongs(*field) => Some(*amount),
            _ => None,
        })
        .sum()
}
