//! Heute: what now? The running event on top, then what waits for a decision, tasks, the next dates, help.
//!
//! A screen built for its kinds: event, count, task, organisation.

use super::events;
use super::frame::{Bar, Frame, Place};
use super::reading::{Reader, day_in, phase_of, use_reader};
use super::rows::{add_key, row_with};
use super::status::{Status, use_status};
use crate::error::advice;
use crate::routes;
use crate::state::{Edit, RecordView};
use crate::widgets::{
    BandKey, BandKeyMain, ButtonLook, Call, CallList, CheckRow, Empty, LinkButton, Notice, NowBand,
    Row, RowList, SearchBox, Section, Tag, Tone,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use shared::ids::RecordId;
use shared::records::{AKTEUR, AUFGABE, Phase, VERANSTALTUNG};
use shared::text::{dates, sentences, words};
use shared::value::Value;

/// Tasks shown before "all".
const TASKS_SHOWN: usize = 5;
/// Next dates shown.
const DATES_SHOWN: usize = 4;
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
    view! {
        <Frame reader=reader title=reader.t(words::TODAY) bar=Bar::Town(sub) here=Place::Today chip_full=true>
            <h1 class="visually-hidden">{heading}</h1>
            {move || running(reader)}
            {search_box(reader)}
            {move || conflicts(reader)}
            {move || {
                if records.list(&VERANSTALTUNG).is_empty() && records.list(&AUFGABE).is_empty() {
                    beginning(reader)
                } else {
                    view! {
                        <div class="columns columns--2">
                            {tasks(reader, status)}
                            {next_dates(reader)}
                        </div>
                    }
                    .into_any()
                }
            }}
            {move || quiet(reader)}
            {emergency(reader)}
        </Frame>
    }
}

fn running(reader: Reader) -> Option<AnyView> {
    let now = reader.now();
    let event = reader
        .app
        .records
        .list(&VERANSTALTUNG)
        .into_iter()
        .find(|view| events::is_running(view, now))?;
    let id = event.id;
    let counted = Signal::derive(move || {
        sentences::counted_so_far(events::visitors(reader, id), reader.locale)
    });
    Some(
        view! {
            <NowBand
                state=events::since(reader, &event, now)
                title=reader.title(&event)
                href=routes::record(event.def, id)
                meta=events::place_and_end(reader, &event, now)
            >
                <BandKeyMain
                    href=routes::count(id)
                    big="+1"
                    label=reader.t(words::COUNT_ONE)
                    sub=counted
                />
                <BandKey href=routes::card(id) icon="card" label=reader.t(words::CARD) />
                <BandKey
                    href=routes::new_child(&AUFGABE, id)
                    icon="note"
                    label=reader.t(words::NOTE)
                />
            </NowBand>
        }
        .into_any(),
    )
}

fn search_box(reader: Reader) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let navigate = use_navigate();
    let submit = Callback::new(move |()| {
        let query = String::from(js_sys::encode_uri_component(&typed.get_untracked()));
        navigate(&format!("{}?q={query}", routes::SEARCH), Default::default());
    });
    view! {
        <SearchBox
            label=reader.t(words::SEARCH)
            placeholder=reader.t(words::SEARCH_HINT)
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
    let href = if all.len() == 1 {
        routes::conflict(first.record.id, first.field.id)
    } else {
        routes::SYNC.to_owned()
    };
    Some(
        view! {
            <Notice tone=Tone::Warn icon="conflict" title=title text=text>
                <LinkButton label=reader.t(words::SEE_BOTH) href=href />
            </Notice>
        }
        .into_any(),
    )
}

fn beginning(reader: Reader) -> AnyView {
    view! {
        <Empty title=reader.t(VERANSTALTUNG.empty.0) text=reader.t(VERANSTALTUNG.empty.1)>
            {add_key(reader, &VERANSTALTUNG, ButtonLook::Primary)}
            {add_key(reader, &AUFGABE, ButtonLook::Plain)}
        </Empty>
    }
    .into_any()
}

fn tasks(reader: Reader, status: Status) -> AnyView {
    let today = reader.today();
    let all = reader.app.records.list(&AUFGABE);
    let open = all.iter().filter(|view| is_open(view)).count();
    let mut shown: Vec<RecordView> = all
        .into_iter()
        .filter(|view| is_open(view) || done_today(view, today))
        .collect();
    // Open before done, due first, without a day last.
    shown.sort_by_key(|view| (!is_open(view), day_in(view, due()).unwrap_or(i32::MAX)));
    shown.truncate(TASKS_SHOWN);
    let link = (open > 0).then(|| {
        (
            routes::list(&AUFGABE),
            sentences::all_of(open, reader.locale),
        )
    });
    let body = if shown.is_empty() {
        view! {
            <Empty title=reader.t(AUFGABE.empty.0) text=reader.t(AUFGABE.empty.1)>
                {add_key(reader, &AUFGABE, ButtonLook::Plain)}
            </Empty>
        }
        .into_any()
    } else {
        let rows = shown
            .iter()
            .map(|view| task_row(reader, status, view, today))
            .collect_view();
        view! {
            <RowList>{rows}</RowList>
            <p>{add_key(reader, &AUFGABE, ButtonLook::Plain)}</p>
        }
        .into_any()
    };
    view! { <Section id="aufgaben" title=reader.t(AUFGABE.names) link=link>{body}</Section> }
        .into_any()
}

/// Number of the field that says by when a task is due.
fn due() -> u16 {
    AUFGABE.order
}

fn is_open(view: &RecordView) -> bool {
    matches!(phase_of(view), Phase::Open | Phase::Running)
}

fn done_today(view: &RecordView, today: i32) -> bool {
    let state = AUFGABE.state.and_then(|field| view.state.shown(field));
    phase_of(view) == Phase::Done
        && state.is_some_and(|version| {
            dates::split(super::wall_clock::from_ms(super::reading::ms_of(
                version.hlc,
            )))
            .0 == today
        })
}

fn task_row(reader: Reader, status: Status, view: &RecordView, today: i32) -> AnyView {
    let id = view.id;
    let done = !is_open(view);
    let day = day_in(view, due());
    let late = day.filter(|day| !done && *day < today).map(|day| {
        let label = sentences::days_overdue(
            usize::try_from(today.saturating_sub(day)).unwrap_or(0),
            reader.locale,
        );
        view! { <Tag label=label icon="warning" tone=Tone::Danger /> }.into_any()
    });
    let others = view
        .def
        .summary
        .iter()
        .filter(|field| **field != due() && Some(**field) != view.def.state);
    let meta: Vec<String> = day
        .filter(|_| late.is_none())
        .map(|day| due_words(reader, day, today))
        .into_iter()
        .chain(others.filter_map(|field| reader.field(view, *field)))
        .collect();
    view! {
        <CheckRow
            id=format!("aufgabe-{id}")
            title=reader.title(view)
            meta=meta.join(" · ")
            done=done
            locked=!reader.app.session.may_write(view.space)
            href=routes::record(view.def, id)
            tag=late
            toggle=Callback::new(move |done| tick(reader, status, id, done))
        />
    }
    .into_any()
}

fn due_words(reader: Reader, day: i32, today: i32) -> String {
    match day.saturating_sub(today) {
        0 => reader.s(words::TODAY_LOWER),
        1 => reader.s(words::TOMORROW_LOWER),
        _ => sentences::until(&reader.day(day), reader.locale),
    }
}

/// Ticks a task off or opens it again; the bar offers the way back.
fn tick(reader: Reader, status: Status, id: RecordId, done: bool) {
    let Some(view) = untrack(|| reader.app.records.get(id)) else {
        return;
    };
    let Some(field) = view.def.state else { return };
    let state = if done { "erledigt" } else { "offen" };
    let edit = Edit::Set {
        field,
        value: Value::Text(state.to_owned()),
        prev: view.state.dots(field),
    };
    let title = reader.title(&view);
    spawn_local(async move {
        match reader.app.records.write(id, vec![edit]).await {
            Ok(()) => {
                let undo = Callback::new(move |()| {
                    status.clear_snack();
                    tick(reader, status, id, !done);
                });
                let line = if done {
                    sentences::task_done(&title, reader.locale)
                } else {
                    title
                };
                status.offer(line, done.then_some(undo));
            }
            Err(error) => status.offer(reader.s(advice(&error).words), None),
        }
    });
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
                routes::record(view.def, view.id),
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

fn emergency(reader: Reader) -> impl IntoView {
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
            </CallList>
        </Section>
    }
}
