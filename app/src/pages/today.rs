//! Heute: what now? The running event on top, then what waits for a decision, tasks, the next dates, help.
//!
//! A screen built for its kinds: event, count, task, organisation.

use super::event::debrief::{owed, owed_row};
use super::events;
use super::frame::{Bar, Frame, Place, more_places};
use super::missing::no_town;
use super::reading::{Reader, day_in, use_reader};
use super::recovered::disagreements;
use super::rows::{add_key, row_with};
use super::status::use_status;
use super::sync::{still_loading, update};
use super::tasks::{DoneBefore, tasks};
use super::trust::people::{kind_word, name_of};
use crate::router::use_navigate;
use crate::routes;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{
    BandKey, BandKeyMain, ButtonLook, Call, CallList, Empty, LinkButton, Notice, NowBand, Row,
    RowList, SearchBox, Section, Tone,
};
use shared::ids::RecordId;
use shared::records::{AKTEUR, AUFGABE, NOTIZ, SpaceKind, VERANSTALTUNG};
use shared::text::{dates, event_sentences, event_words, sentences, words};

/// An event stands on top of the page this long before it begins.
const NEXT_UP_MINUTES: i64 = 36 * 60;
/// Next dates shown.
const DATES_SHOWN: usize = 4;
/// Owed answers shown.
const ANSWERS_SHOWN: usize = 4;
/// Organisations shown that nobody has talked to.
const QUIET_SHOWN: usize = 4;
/// Days after which a talk is due: eight weeks.
pub(super) const QUIET_DAYS: i32 = 56;

/// Draws the page.
#[component]
pub fn Today() -> impl IntoView {
    let reader = use_reader();
    let status = use_status();
    let sub = Signal::derive(move || reader.day(reader.today()));
    let heading = move || {
        let day = dates::day_full(reader.today(), reader.locale, Some(reader.today()));
        format!("{}, {day}", reader.t(words::TODAY))
    };
    let records = reader.app.records;
    let before = DoneBefore::now(reader);
    view! {
        <Frame reader=reader title=reader.t(words::TODAY) bar=Bar::Town(sub) here=Place::Today chip_full=true>
            <h1 class="visually-hidden">{heading}</h1>
            {move || running(reader).or_else(|| next_up(reader))}
            {search_box(reader)}
            {move || still_loading(reader)}
            {move || disagreements(reader)}
            {move || conflicts(reader)}
            {move || at_the_door(reader)}
            {move || update(reader)}
            {move || {
                if records.list(&VERANSTALTUNG).is_empty() && records.list(&AUFGABE).is_empty() {
                    view! { {beginning(reader)}{emergency(reader)} }.into_any()
                } else {
                    view! {
                        <div class="columns columns--2">
                            <div class="stack">{tasks(reader, status, before)}{answers(reader)}</div>
                            <div class="stack">
                                {next_dates(reader)}
                                {quiet(reader)}
                                {emergency(reader)}
                            </div>
                        </div>
                    }
                    .into_any()
                }
            }}
            {move || more_places(reader)}
        </Frame>
    }
}

fn running(reader: Reader) -> Option<AnyView> {
    let now = reader.now();
    let mut all: Vec<RecordView> = reader
        .app
        .records
        .list(&VERANSTALTUNG)
        .into_iter()
        .filter(|view| events::is_running(view, now))
        .collect();
    // What began last is what people are at; the others stay in reach below.
    all.sort_by_key(|view| std::cmp::Reverse(events::begins(view)));
    let mut all = all.into_iter();
    let event = all.next()?;
    let id = event.id;
    let others: Vec<AnyView> = all
        .map(|view| {
            let parts = [
                events::since(reader, &view, now),
                events::place_and_end(reader, &view, now),
            ];
            let meta = parts.join(" · ");
            view! { <Row title=reader.title(&view) meta=meta icon="plus" href=routes::count(view.id) /> }
                .into_any()
        })
        .collect();
    let others = (!others.is_empty()).then(|| view! { <RowList>{others}</RowList> });
    let duty = events::on_duty(&event, now);
    let meta: Vec<String> = [
        Some(events::place_and_end(reader, &event, now)),
        (duty > 0).then(|| event_sentences::on_duty(duty, reader.locale)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let meta = meta.join(" · ");
    // A note of the inner circle, for those who are in it; a note of the town for everybody else who may write one.
    let note = if reader.has_room(SpaceKind::Core) {
        Some((routes::incident(id), "eye-off", event_words::IN_CONFIDENCE))
    } else {
        let may = reader.may_add(&NOTIZ);
        may.then(|| (routes::CAPTURE.to_owned(), "note", words::NOTE))
    };
    let note = note.map(|(href, icon, label)| {
        view! { <BandKey href=href icon=icon label=reader.t(label) /> }
    });
    let counted = Signal::derive(move || {
        sentences::counted_so_far(events::visitors(reader, id).total, reader.locale)
    });
    Some(
        view! {
            <NowBand
                state=events::since(reader, &event, now)
                title=reader.title(&event)
                href=routes::event(id)
                meta=meta
            >
                <BandKeyMain
                    href=routes::count(id)
                    big="+1"
                    label=reader.t(words::COUNT_ONE)
                    sub=counted
                />
                <BandKey href=routes::votes(id) icon="dots" label=reader.t(event_words::DOTS) />
                <BandKey href=routes::card(id) icon="card" label=reader.t(words::CARD) />
                {note}
            </NowBand>
            {others}
        }
        .into_any(),
    )
}

/// The event that comes within a day and a half, when none is running: is everything on this phone?
fn next_up(reader: Reader) -> Option<AnyView> {
    let now = reader.now();
    let event = reader
        .app
        .records
        .list(&VERANSTALTUNG)
        .into_iter()
        .filter(|view| events::is_coming(view, now))
        .filter(|view| events::begins(view).is_some_and(|begin| begin - now < NEXT_UP_MINUTES))
        .min_by_key(events::begins)?;
    let id = event.id;
    Some(
        view! {
            <Notice
                icon="calendar"
                title=reader.title(&event)
                text=events::when_and_where(reader, &event)
            >
                <LinkButton
                    label=reader.t(event_words::READY_CHECK)
                    href=routes::ready(id)
                    look=ButtonLook::Primary
                />
                <LinkButton label=reader.t(event_words::TO_PLAN) href=routes::event(id) />
            </Notice>
        }
        .into_any(),
    )
}

fn search_box(reader: Reader) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let navigate = use_navigate();
    let submit = Callback::new(move |()| {
        super::search::remember(typed.get_untracked());
        navigate(routes::SEARCH, Default::default());
    });
    view! {
        <SearchBox
            label=reader.t(words::SEARCH)
            placeholder=reader.t(words::SEARCH_SHORT)
            value=typed
            submit=submit
        />
    }
}

fn conflicts(reader: Reader) -> Option<AnyView> {
    let all = reader.app.records.conflicts();
    let first = all.first()?;
    let title = format!("{}:", sentences::decisions_open(all.len(), reader.locale));
    let text = sentences::field_has_versions(
        reader.t(first.field.label),
        first.sides.len(),
        reader.locale,
    );
    let href = to_decide(all.len(), first.record.id, first.field.id);
    Some(
        view! {
            <Notice tone=Tone::Warn icon="conflict" title=title text=text>
                <LinkButton label=reader.t(words::SEE_BOTH) href=href />
            </Notice>
        }
        .into_any(),
    )
}

/// One decision is taken at once; of several each has its card on the desk.
fn to_decide(count: usize, first: RecordId, field: u16) -> String {
    if count == 1 {
        routes::conflict(first, field)
    } else {
        routes::DESK.to_owned()
    }
}

fn beginning(reader: Reader) -> AnyView {
    if !reader.has_room(SpaceKind::Town) {
        return no_town(reader);
    }
    view! {
        <Empty title=reader.t(VERANSTALTUNG.empty.0) text=reader.t(VERANSTALTUNG.empty.1)>
            {add_key(reader, &VERANSTALTUNG, ButtonLook::Primary)}
            {add_key(reader, &AUFGABE, ButtonLook::Plain)}
        </Empty>
    }
    .into_any()
}

fn next_dates(reader: Reader) -> AnyView {
    let now = reader.now();
    let mut coming: Vec<RecordView> = reader
        .app
        .records
        .list(&VERANSTALTUNG)
        .into_iter()
        .filter(|view| events::is_coming(view, now))
        .collect();
    coming.sort_by_key(events::begins);
    let rows = coming
        .iter()
        .take(DATES_SHOWN)
        .map(|view| {
            row_with(
                reader,
                view,
                events::when_and_where(reader, view),
                routes::event(view.id),
            )
        })
        .collect_view();
    let body = if coming.is_empty() {
        view! {
            <Empty title=reader.t(words::NO_NEXT_EVENT) text=reader.t(VERANSTALTUNG.empty.1)>
                {add_key(reader, &VERANSTALTUNG, ButtonLook::Plain)}
            </Empty>
        }
        .into_any()
    } else {
        view! { <RowList>{rows}</RowList> }.into_any()
    };
    let link = Some((routes::DATES.to_owned(), reader.s(words::SHOW_ALL)));
    view! { <Section id="termine" title=reader.t(words::NEXT_EVENTS) link=link>{body}</Section> }
        .into_any()
}

/// Participations whose people wait for an answer.
fn answers(reader: Reader) -> Option<AnyView> {
    let rows: Vec<AnyView> = owed(reader)
        .iter()
        .take(ANSWERS_SHOWN)
        .map(|view| owed_row(reader, view))
        .collect();
    (!rows.is_empty()).then(|| {
        view! { <Section id="antworten" title=reader.t(event_words::WHAT_BECAME)><RowList>{rows}</RowList></Section> }
            .into_any()
    })
}

/// Organisations nobody has talked to for eight weeks.
fn quiet(reader: Reader) -> Option<AnyView> {
    let field = AKTEUR.field_by_key("zuletzt_gesprochen")?.id;
    let today = reader.today();
    let mut quiet: Vec<(i32, RecordView)> = reader
        .app
        .records
        .list(&AKTEUR)
        .into_iter()
        .filter_map(|view| Some((day_in(&view, field)?, view)))
        .filter(|(day, _)| today.saturating_sub(*day) > QUIET_DAYS)
        .collect();
    if quiet.is_empty() {
        return None;
    }
    quiet.sort_by_key(|(day, _)| *day);
    let rows = quiet
        .iter()
        .take(QUIET_SHOWN)
        .map(|(day, view)| {
            let weeks = usize::try_from(today.saturating_sub(*day) / 7).unwrap_or(0);
            view! {
                <Row
                    title=reader.title(view)
                    meta=sentences::last_talk(weeks, reader.locale)
                    href=routes::record(view.def, view.id)
                    icon="chat"
                />
            }
        })
        .collect_view();
    Some(
        view! {
            <Section id="still" title=reader.t(words::NOT_TALKED)>
                <RowList>{rows}</RowList>
            </Section>
        }
        .into_any(),
    )
}

/// Who waits to be let in, what removed devices had left, and where they still are: only people can decide it.
fn at_the_door(reader: Reader) -> Vec<AnyView> {
    let trust = reader.app.trust;
    let waiting = trust.waiting().len();
    let mut notices: Vec<(String, String)> = Vec::new();
    if waiting > 0 {
        let title = sentences::at_the_door(waiting, reader.locale);
        notices.push((title, routes::CIRCLES.to_owned()));
    }
    for circle in trust.circles() {
        let parcels = trust.left_work(circle.id).len();
        if parcels > 0 {
            let title = sentences::work_left(parcels, reader.locale);
            notices.push((title, routes::left_work(circle.id)));
        }
    }
    for left in trust.left_over() {
        let mut people = trust.people(left.space).into_iter();
        let person = people.find(|it| it.member == left.member);
        // Of which case it is, only its own page says.
        if let Some((person, circle)) = person.zip(trust.circle(left.space)) {
            let (name, circle) = (name_of(reader, &person), reader.t(kind_word(circle.kind)));
            let title = sentences::left_over(&name, circle, reader.locale);
            let notice = (title, routes::person(left.space, left.member));
            // Several devices of one person are one way to go.
            if !notices.contains(&notice) {
                notices.push(notice);
            }
        }
    }
    notices
        .into_iter()
        .map(|(title, href)| {
            view! {
                <Notice tone=Tone::Warn icon="person" title=title>
                    <LinkButton label=reader.t(words::LOOK_THROUGH) href=href />
                </Notice>
            }
            .into_any()
        })
        .collect()
}

fn emergency(reader: Reader) -> AnyView {
    view! {
        <Section id="notruf" title=reader.t(words::EMERGENCY)>
            <CallList>
                <Call
                    number="110"
                    name=reader.t(words::POLICE)
                    when=reader.t(words::POLICE_TEXT)
                    urgent=true
                />
                <Call
                    number="0800 300 99 44"
                    name=reader.t(words::STRONG_POINT)
                    when=reader.t(words::STRONG_POINT_TEXT)
                />
                {super::room::just_happened(reader)}
            </CallList>
        </Section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn one_decision_is_led_to_itself_and_several_to_their_cards() {
        let id = RecordId([1; 16]);
        assert_eq!(to_decide(1, id, 2), routes::conflict(id, 2));
        assert_eq!(to_decide(3, id, 2), routes::DESK);
    }
}
