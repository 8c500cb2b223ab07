//! A month at a glance: a table of days with what is on; on a phone the days with something on.

use super::super::events;
use super::super::reading::Reader;
use crate::routes;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{Button, Icon};
use shared::text::{dates, event_words};

/// Draws the month `shift` months from now.
pub(in crate::pages) fn month(reader: Reader, all: &[RecordView], shift: RwSignal<i32>) -> AnyView {
    let today = reader.today();
    let now = dates::civil(today);
    let first = dates::day_number(now.year, now.month, 1)
        .and_then(|first| dates::add_months(first, shift.get()))
        .unwrap_or(today);
    let here = dates::civil(first);
    let length = i32::from(dates::month_length(here.year, here.month).unwrap_or(30));
    let before = i32::try_from(dates::weekday(first)).unwrap_or(0);
    let weeks = (before + length + 6) / 7;
    let rows: Vec<AnyView> = (0..weeks)
        .map(|week| {
            let cells: Vec<AnyView> = (0..7)
                .map(|column| {
                    let day = first + week * 7 + column - before;
                    let inside = day >= first && day < first + length;
                    cell(reader, all, day, inside, day == today)
                })
                .collect();
            view! { <tr>{cells}</tr> }.into_any()
        })
        .collect();
    // 5 January 1970 was a Monday.
    let heads: Vec<AnyView> = (4..11)
        .map(|day| {
            let long = dates::weekday_name(day, reader.locale);
            view! { <th scope="col"><abbr title=long>{dates::weekday_short(day, reader.locale)}</abbr></th> }.into_any()
        })
        .collect();
    let title = format!(
        "{} {}",
        dates::month_name(here.month, reader.locale),
        here.year
    );
    let go = move |by: i32| Callback::new(move |()| shift.update(|shift| *shift += by));
    view! {
        <div class="month-head">
            <Button label=reader.s(event_words::MONTH_BEFORE) icon="back" press=go(-1) />
            <h2 aria-live="polite">{title.clone()}</h2>
            <Button label=reader.s(event_words::MONTH_AFTER) icon="forward" press=go(1) />
        </div>
        <table class="month">
            <caption class="visually-hidden">{title}</caption>
            <thead><tr>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn cell(reader: Reader, all: &[RecordView], day: i32, inside: bool, today: bool) -> AnyView {
    if !inside {
        return view! { <td class="month__day month__day--out"></td> }.into_any();
    }
    let on: Vec<AnyView> = all
        .iter()
        .filter(|view| covers(view, day))
        .map(|view| {
            let title = reader.title(view);
            view! { <li><a class="month__event" href=routes::event(view.id)><Icon name="calendar" small=true /><span>{title}</span></a></li> }.into_any()
        })
        .collect();
    let number = dates::civil(day).day;
    let spoken = dates::day(day, reader.locale, None);
    let empty = on.is_empty();
    view! {
        <td class=if empty { "month__day month__day--empty" } else { "month__day" } aria-current=today.then_some("date")>
            <span class="month__number" aria-hidden="true">{number}</span>
            <span class="visually-hidden">{spoken}</span>
            {(!empty).then(|| view! { <ul>{on}</ul> })}
        </td>
    }
    .into_any()
}

/// Whether an event is on that day.
fn covers(view: &RecordView, day: i32) -> bool {
    let Some(begin) = events::begins(view) else {
        return false;
    };
    let first = dates::split(begin).0;
    let last = events::ends(view).map_or(first, |end| dates::split(end).0);
    (first..=last.max(first)).contains(&day)
}
