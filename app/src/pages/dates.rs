//! Termine: events by month, the running one first.

use super::event::calendar;
use super::event::month::month;
use super::events;
use super::frame::{Bar, Frame, Place};
use super::reading::{Reader, phase_of, use_reader};
use super::rows::{add_key, row_with};
use super::status::use_status;
use crate::routes;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{
    ButtonLook, Empty, LinkButton, PageHead, RowList, Section, Segmented, breakable,
};
use shared::records::{Phase, VERANSTALTUNG};
use shared::text::{dates, event_words, words};

/// Which events are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Filter {
    Coming,
    Past,
    All,
    Month,
}

impl Filter {
    const ALL: [Self; 4] = [Self::Coming, Self::Month, Self::Past, Self::All];

    const fn key(self) -> &'static str {
        match self {
            Self::Coming => "kommend",
            Self::Past => "vergangen",
            Self::All => "alle",
            Self::Month => "monat",
        }
    }

    fn shows(self, view: &RecordView, now: i64) -> bool {
        let over = match phase_of(view) {
            Phase::Done | Phase::Stopped => true,
            Phase::Running => false,
            // What was this morning is looked for this evening, for its report: a day is over at midnight.
            Phase::Open => events::ends(view)
                .or_else(|| events::begins(view))
                .is_some_and(|end| dates::split(end).0 < dates::split(now).0),
        };
        match self {
            Self::Coming => !over,
            Self::Past => over,
            Self::All | Self::Month => true,
        }
    }
}

/// Draws the page.
#[component]
pub fn Dates() -> impl IntoView {
    let reader = use_reader();
    let filter = RwSignal::new(Filter::Coming);
    let choose = Callback::new(move |key: String| {
        if let Some(chosen) = Filter::ALL.into_iter().find(|filter| filter.key() == key) {
            filter.set(chosen);
        }
    });
    let options = Filter::ALL
        .into_iter()
        .map(|filter| {
            let word = match filter {
                Filter::Coming => words::FILTER_AHEAD,
                Filter::Past => words::FILTER_PAST,
                Filter::All => words::FILTER_ALL,
                Filter::Month => event_words::MONTH,
            };
            (filter.key().to_owned(), reader.s(word))
        })
        .collect();
    let sub = Signal::derive(move || reader.day(reader.today()));
    let shift = RwSignal::new(0);
    let status = use_status();
    view! {
        <Frame reader=reader title=reader.t(words::NAV_EVENTS) bar=Bar::Town(sub) here=Place::Dates>
            <PageHead title=reader.s(words::NAV_EVENTS)>
                {move || reader.may_add(&VERANSTALTUNG).then(|| view! {
                    <LinkButton label=breakable(reader.t(VERANSTALTUNG.add)) href=routes::NEW_EVENT icon="plus" look=ButtonLook::Primary />
                })}
            </PageHead>
            <Segmented
                label=reader.t(words::FILTER)
                options=options
                chosen=Signal::derive(move || filter.get().key().to_owned())
                choose=choose
            />
            {move || match filter.get() {
                Filter::Month => month(reader, &reader.app.records.list(&VERANSTALTUNG), shift),
                filter => list(reader, filter),
            }}
            {calendar::files(reader, status)}
        </Frame>
    }
}

fn list(reader: Reader, filter: Filter) -> AnyView {
    let now = reader.now();
    let all = reader.app.records.list(&VERANSTALTUNG);
    if all.is_empty() {
        return view! {
            <Empty title=reader.t(VERANSTALTUNG.empty.0) text=reader.t(VERANSTALTUNG.empty.1)>
                {add_key(reader, &VERANSTALTUNG, ButtonLook::Plain)}
            </Empty>
        }
        .into_any();
    }
    let mut shown: Vec<RecordView> = all
        .into_iter()
        .filter(|view| filter.shows(view, now))
        .collect();
    if shown.is_empty() {
        return view! {
            <Empty title=reader.t(words::FILTER_EMPTY) text=reader.t(words::FILTER_EMPTY_TEXT) />
        }
        .into_any();
    }
    // What comes is read forwards, what was is read backwards; events without a day stand last.
    shown.sort_by_key(|view| match (filter, events::begins(view)) {
        (_, None) => i64::MAX,
        (Filter::Past, Some(begin)) => -begin,
        (Filter::Coming | Filter::All | Filter::Month, Some(begin)) => begin,
    });
    let (running, rest): (Vec<_>, Vec<_>) = shown
        .into_iter()
        .partition(|view| events::is_running(view, now));
    let mut parts = Vec::new();
    if !running.is_empty() {
        parts.push(part(reader, "laeuft", reader.s(words::RUNNING), &running));
    }
    for (number, (title, views)) in by_month(reader, rest).into_iter().enumerate() {
        parts.push(part(reader, &format!("monat-{number}"), title, &views));
    }
    parts.collect_view().into_any()
}

fn part(reader: Reader, id: &str, title: String, views: &[RecordView]) -> AnyView {
    let rows = views
        .iter()
        .map(|view| {
            row_with(
                reader,
                view,
                events::when_and_where(reader, view),
                routes::event(view.id),
            )
        })
        .collect_view();
    view! { <Section id=id title=title><RowList>{rows}</RowList></Section> }.into_any()
}

fn by_month(reader: Reader, views: Vec<RecordView>) -> Vec<(String, Vec<RecordView>)> {
    let mut months: Vec<(String, Vec<RecordView>)> = Vec::new();
    for view in views {
        let title = match events::begins(&view) {
            Some(begin) => {
                let civil = dates::civil(dates::split(begin).0);
                format!(
                    "{} {}",
                    dates::month_name(civil.month, reader.locale),
                    civil.year
                )
            }
            None => reader.s(words::NO_DATE),
        };
        match months.last_mut() {
            Some((month, list)) if *month == title => list.push(view),
            _ => months.push((title, vec![view])),
        }
    }
    months
}
