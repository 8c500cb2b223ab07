//! The page of an event: what is due, the ways to its tools, and in the evening what came out.

use super::super::events;
use super::super::files::Files;
use super::super::frame::{Bar, Frame, Place};
use super::super::missing::NotHere;
use super::super::reading::{Reader, state_of, use_reader};
use super::super::rows::{row_with, state_tag};
use super::super::status::{Status, use_status};
use super::super::tasks::task_rows;
use super::print_key;
use crate::error::advice;
use crate::router::use_navigate;
use crate::routes;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{
    Button, ButtonLook, Empty, LinkButton, Notice, PageHead, Row, RowList, Section,
};
use leptos::task::spawn_local;
use shared::event::plan::{self, Warning};
use shared::event::shifts;
use shared::ids::RecordId;
use shared::records::{AUFGABE, BETEILIGUNG, PROTOKOLL, Phase, RecordDef, VERANSTALTUNG};
use shared::text::{event_sentences, event_words, words};
use shared::value::Value;

/// Draws the event in the address.
#[component]
pub fn Event() -> impl IntoView {
    super::in_address("event", page)
}

fn page(id: RecordId) -> AnyView {
    let reader = use_reader();
    let status = use_status();
    let bar = Bar::Back {
        href: routes::DATES.to_owned(),
        place: reader.s(VERANSTALTUNG.name),
        sub: Signal::stored(String::new()),
    };
    let again = copy_key(reader, status, id);
    let files = Files::of(reader, status, id);
    let begin = super::flow::begin(reader, status, id);
    view! {
        <Frame reader=reader title=reader.t(VERANSTALTUNG.name) bar=bar here=Place::Dates>
            {move || match reader.app.records.get(id) {
                Some(view) => body(reader, status, &view, files),
                None => view! { <NotHere /> }.into_any(),
            }}
            {files.viewer()}
            {begin}
            <div class="cluster">
                {again}
                {super::super::joint::key(reader, id)}
                {super::calendar::calendar_key(reader, status, id)}
                {print_key(reader)}
            </div>
        </Frame>
    }
    .into_any()
}

fn body(reader: Reader, status: Status, view: &RecordView, files: Files) -> AnyView {
    let id = view.id;
    let kicker = view
        .state
        .text(number("typ"))
        .and_then(|_| reader.field(view, number("typ")));
    let (change, whole) = (routes::edit(view.def, id), routes::record(view.def, id));
    view! {
        <PageHead kicker=kicker title=reader.title(view)>
            <LinkButton label=reader.t(words::EDIT) href=change icon="note" />
        </PageHead>
        <div class="cluster">
            {state_of(view).map(|state| state_tag(reader, state))}
            <LinkButton label=reader.t(event_words::OPEN_RECORD) href=whole look=ButtonLook::Quiet />
        </div>
        <p class="screen-only">{events::when_exactly(reader, view)}</p>
        {facts(reader, view)}
        <div class="stack screen-only">
            {super::super::record::conflicts(reader, view)}
            {super::super::joint::notice_with_readers(reader, view)}
            {warnings(reader, view)}
            {tools(reader, view)}
        </div>
        {super::report::report(reader, status, view)}
        {super::cards::row(reader, id).map(|row| view! { <div class="screen-only"><RowList>{row}</RowList></div> })}
        <div class="plan stack">
            {tasks(reader, status, id)}
            {sheet(reader, view)}
        </div>
        <div class="screen-only">{files.section(view, reader.app.session.may_write(view.space))}</div>
        <div class="stack screen-only">
            {belongs(reader, id, &BETEILIGUNG, "veranstaltungen")}
            {belongs(reader, id, &PROTOKOLL, "veranstaltung")}
        </div>
    }
    .into_any()
}

fn number(key: &str) -> u16 {
    shared::event::number(&VERANSTALTUNG, key)
}

/// What hangs at the stall beside checklist and shifts: when, where, and what was settled. On paper only; on the screen it
/// stands in the bar and in the form.
const ON_PAPER: &[&str] = &[
    "beginn",
    "ende",
    "ort",
    "ausrichter",
    "partner",
    "programm",
    "versammlungsanzeige",
    "sondernutzung",
    "gema",
    "sicherheitscheck",
    "foto_regel",
];

fn facts(reader: Reader, view: &RecordView) -> AnyView {
    let lines: Vec<AnyView> = ON_PAPER
        .iter()
        .filter_map(|key| {
            let field = view.def.field_by_key(key)?;
            let value = reader.field(view, field.id)?;
            Some(view! { <p><strong>{reader.t(field.label)}": "</strong>{value}</p> }.into_any())
        })
        .collect();
    view! { <div class="print-only plan__facts">{lines}</div> }.into_any()
}

/// What the plan has to put right.
fn warnings(reader: Reader, view: &RecordView) -> Option<AnyView> {
    let lines: Vec<AnyView> = plan::warnings(&view.state, reader.now())
        .into_iter()
        .map(|warning| view! { <li>{in_words(reader, view, warning)}</li> }.into_any())
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section class="notice notice--warn" aria-label=reader.t(event_words::TO_PUT_RIGHT)>
                <crate::widgets::Icon name="warning" />
                <ul class="agenda-block__points">{lines}</ul>
            </section>
        }
        .into_any()
    })
}

/// Returns a warning of the plan in words.
pub(super) fn in_words(reader: Reader, view: &RecordView, warning: Warning) -> String {
    match warning {
        Warning::Past => reader.s(event_words::PLAN_PAST),
        Warning::NoticeLate { hours } => event_sentences::notice_late(hours, reader.locale),
        Warning::NoticeDue { until } => {
            event_sentences::notice_due(&reader.near(until), reader.locale)
        }
        Warning::PermitOpen { field } => {
            let label = view
                .def
                .field(field)
                .map_or("", |field| reader.t(field.label));
            event_sentences::permit_open(label, reader.locale)
        }
        Warning::FundingUnchecked => reader.s(event_words::FUNDING_UNCHECKED),
        Warning::NoEnd => reader.s(event_words::NO_END),
        Warning::NoEmergencyContact => reader.s(event_words::NO_EMERGENCY_CONTACT),
    }
}

/// The ways to Live, dots, minutes, ready check and debrief; the one of the moment first and filled.
fn tools(reader: Reader, view: &RecordView) -> AnyView {
    let id = view.id;
    let now = reader.now();
    let running = events::is_running(view, now);
    let over = !running && events::begins(view).is_some_and(|begin| begin < now);
    let look = |primary: bool| {
        if primary {
            ButtonLook::Primary
        } else {
            ButtonLook::Plain
        }
    };
    let ready = (!running && !over).then(|| {
        view! {
            <LinkButton label=reader.t(event_words::READY_CHECK) href=routes::ready(id) icon="check" look=ButtonLook::Primary />
        }
    });
    view! {
        <nav class="keys" aria-label=reader.t(event_words::TOOLS)>
            <LinkButton label=reader.t(event_words::LIVE) href=routes::count(id) icon="plus" look=look(running) />
            <LinkButton label=reader.t(event_words::DOTS) href=routes::votes(id) icon="dots" />
            <LinkButton label=reader.t(words::CARD) href=routes::card(id) icon="card" />
            <LinkButton label=reader.t(event_words::MINUTES) href=routes::new_minutes(id) icon="agenda" />
            <LinkButton label=reader.t(event_words::DEBRIEF) href=routes::debrief(id) icon="chat" look=look(over) />
            {ready}
        </nav>
    }
    .into_any()
}

fn tasks(reader: Reader, status: Status, id: RecordId) -> AnyView {
    let field = shared::event::number(&AUFGABE, "veranstaltung");
    let link = Value::Link(id);
    let mut own: Vec<RecordView> = reader
        .app
        .records
        .list_all(&AUFGABE)
        .into_iter()
        .filter(|view| view.state.value(field) == Some(&link))
        .collect();
    own.sort_by_key(|view| {
        (
            super::super::reading::phase_of(view) == Phase::Done,
            view.state.value(AUFGABE.order).cloned(),
        )
    });
    let body = if own.is_empty() {
        view! { <Empty title=reader.t(AUFGABE.empty.0) text=reader.t(AUFGABE.empty.1) /> }
            .into_any()
    } else {
        view! { <RowList>{task_rows(reader, status, &own)}</RowList> }.into_any()
    };
    view! {
        <Section id="checkliste" title=reader.t(event_words::CHECKLIST)>
            {body}
            <p>
                <LinkButton label=reader.t(AUFGABE.add) href=routes::new_child(&AUFGABE, id) icon="plus" />
            </p>
        </Section>
    }
    .into_any()
}

/// Shifts, material and whom to call: what hangs at the stall.
fn sheet(reader: Reader, view: &RecordView) -> AnyView {
    let part = |key: &str| {
        let plan = view.state.text(number(key)).unwrap_or_default();
        let rows: Vec<AnyView> = shifts::read(plan)
            .into_iter()
            .map(|shift| {
                let times = shift.from.zip(shift.to).map(|(from, to)| {
                    format!("{}–{}", reader.clock(from.into()), reader.clock(to.into()))
                });
                let title = [times, Some(shift.what)]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(" ");
                view! { <Row title=title meta=shift.who.unwrap_or_default() /> }.into_any()
            })
            .collect();
        let label = view
            .def
            .field_by_key(key)
            .map_or("", |field| reader.t(field.label));
        (!rows.is_empty()).then(|| {
            view! { <Section id=format!("plan-{key}") title=label><RowList>{rows}</RowList></Section> }.into_any()
        })
    };
    let call = reader.field(view, number("notfallkontakt")).map(|contact| {
        view! { <Notice icon="phone" title=reader.t(words::EMERGENCY) text=contact /> }
    });
    view! { {part("schichten")} {part("material")} {call} }.into_any()
}

/// Records that name the event in a field.
fn belongs(reader: Reader, id: RecordId, def: &'static RecordDef, key: &str) -> Option<AnyView> {
    let field = shared::event::number(def, key);
    let link = Value::Link(id);
    let rows: Vec<AnyView> = reader
        .app
        .records
        .list_all(def)
        .iter()
        .filter(|view| {
            view.state.value(field) == Some(&link)
                || view
                    .state
                    .elements(field)
                    .into_iter()
                    .any(|(_, value)| *value == link)
        })
        .map(|view| {
            let href = if def.id == PROTOKOLL.id {
                routes::minutes(view.id)
            } else {
                routes::flow(view.id)
            };
            row_with(reader, view, reader.summary(view), href)
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! { <Section id=format!("zu-{}", def.key) title=reader.t(def.names)><RowList>{rows}</RowList></Section> }
            .into_any()
    })
}

/// The key that makes next year's event from this one.
fn copy_key(reader: Reader, status: Status, id: RecordId) -> AnyView {
    let navigate = StoredValue::new_local(use_navigate());
    let press = Callback::new(move |()| {
        let Some(view) = untrack(|| reader.app.records.get(id)) else {
            return;
        };
        let begin =
            plan::next_year(events::begins(&view).unwrap_or_else(|| untrack(|| reader.now())));
        let edits = plan::copy(&view.state, begin);
        spawn_local(async move {
            match reader
                .app
                .records
                .create_in(view.space, &VERANSTALTUNG, edits)
                .await
            {
                Ok(copy) => {
                    status.say(reader.s(event_words::COPIED_EVENT));
                    let _left =
                        navigate.try_with_value(|go| go(&routes::event(copy), Default::default()));
                }
                Err(error) => status.offer(reader.s(advice(&error).words), None),
            }
        });
    });
    view! { <Button label=reader.s(event_words::COPY_EVENT) icon="calendar" press=press /> }
        .into_any()
}

/// A quiet note that something is not there yet.
pub(super) fn nothing_yet(title: &'static str, text: &'static str) -> AnyView {
    view! { <crate::widgets::Empty title=title text=text /> }.into_any()
}
