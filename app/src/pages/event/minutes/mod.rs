//! Minutes, written while people talk: points of the agenda as blocks, lines, decisions, tasks in one line. Finished when the
//! meeting ends; released by the chair, then locked; handed out so that each organisation gets only its tasks.
//!
//! Two phones may write in the same point: every line of both stands there (`shared::event::lines`).

mod attendance;
mod entry;
mod left_over;
mod point;
mod release;

use super::super::frame::{Bar, Frame};
use super::super::missing::{Missing, NotHere};
use super::super::reading::{Reader, minutes_in, phase_of, use_reader};
use super::super::status::{Status, use_status};
use super::{dock_link, feedback, print_key, set, text};
use crate::error::{AppError, advice};
use crate::router::{use_navigate, use_params_map};
use crate::routes;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{Button, Icon, LinkButton, TextInput, Wiring};
use entry::{Draft, Entering};
use leptos::task::spawn_local;
use shared::event::number;
use shared::ids::RecordId;
use shared::records::{FieldKind, PROTOKOLL, Phase, TAGESORDNUNGSPUNKT, VERANSTALTUNG};
use shared::text::{dates, event_words, words};
use shared::value::Value;

/// Draws the minutes in the address.
#[component]
pub fn Minutes() -> impl IntoView {
    super::in_address("minutes", page)
}

/// Makes minutes for the event in the address, or opens those it has.
#[component]
pub fn NewMinutes() -> impl IntoView {
    let reader = use_reader();
    let params = use_params_map();
    let status = use_status();
    let navigate = use_navigate();
    let event: Option<RecordId> = params
        .with_untracked(|map| map.get("event"))
        .and_then(|id| id.parse().ok());
    if let Some(event) = event {
        spawn_local(async move {
            match open_or_make(reader, event).await {
                Ok(minutes) => navigate(
                    &routes::minutes(minutes),
                    crate::router::NavigateOptions { replace: true },
                ),
                Err(error) => status.offer(reader.s(advice(&error).words), None),
            }
        });
        return view! { <main class="start" id="inhalt"><p role="status">{reader.t(words::LOADING)}</p></main> }.into_any();
    }
    view! { <Missing /> }.into_any()
}

async fn open_or_make(reader: Reader, event: RecordId) -> Result<RecordId, AppError> {
    let records = reader.app.records;
    let field = number(&PROTOKOLL, "veranstaltung");
    let link = Value::Link(event);
    let known = untrack(|| records.list_all(&PROTOKOLL))
        .into_iter()
        .find(|view| view.state.value(field) == Some(&link));
    if let Some(known) = known {
        return Ok(known.id);
    }
    let view = untrack(|| records.get(event)).ok_or(AppError::NotFound)?;
    let mut edits = vec![
        set(None, &PROTOKOLL, "titel", text(&reader.title(&view))),
        set(None, &PROTOKOLL, "status", text("mitschrift")),
        set(None, &PROTOKOLL, "veranstaltung", link),
    ];
    for key in ["beginn", "ort"] {
        if let Some(value) = view.state.value(number(&VERANSTALTUNG, key)) {
            edits.push(set(None, &PROTOKOLL, key, value.clone()));
        }
    }
    records.create_only(event, &PROTOKOLL, "", edits).await
}

fn page(id: RecordId) -> AnyView {
    let reader = use_reader();
    let status = use_status();
    let draft = Draft::new();
    let sub = Signal::derive(move || {
        let view = reader.app.records.get(id);
        let day = view.and_then(|view| minutes_in(&view, number(&PROTOKOLL, "beginn")));
        let day = day.map(|minutes| reader.day(dates::split(minutes).0));
        [Some(reader.s(PROTOKOLL.name)), day]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · ")
    });
    let title = untrack(|| reader.app.records.get(id)).map(|view| reader.title(&view));
    let bar = Bar::Back {
        href: untrack(|| back_of(reader, id)),
        place: title.unwrap_or_else(|| reader.s(PROTOKOLL.name)),
        sub,
    };
    view! {
        <Frame reader=reader title=reader.t(PROTOKOLL.name) bar=bar tool=true dock=Some(dock(reader, id, draft.entering))>
            <div class="stack">
                {move || match reader.app.records.get(id) {
                    Some(view) => body(reader, status, &view, draft),
                    None => view! { <NotHere /> }.into_any(),
                }}
                {feedback(reader, status)}
            </div>
        </Frame>
    }
    .into_any()
}

fn back_of(reader: Reader, id: RecordId) -> String {
    let event = reader.app.records.get(id).and_then(|view| {
        match view.state.value(number(&PROTOKOLL, "veranstaltung")) {
            Some(Value::Link(event)) => Some(*event),
            _ => None,
        }
    });
    event.map_or_else(|| routes::TODAY.to_owned(), routes::event)
}

/// Whether the chair has released the minutes: nothing is written any more.
fn is_locked(view: &RecordView) -> bool {
    phase_of(view) == Phase::Done
}

fn dock(reader: Reader, id: RecordId, entering: RwSignal<Entering>) -> AnyView {
    (move || {
        let view = reader.app.records.get(id)?;
        if is_locked(&view) || !reader.app.session.may_write(view.space) {
            let whole = routes::record(view.def, id);
            return Some(
                view! {
                    {print_key(reader)}
                    {dock_link("note", reader.t(event_words::OPEN_RECORD), whole)}
                }
                .into_any(),
            );
        }
        let key = move |kind: Entering, icon: &'static str, label: &'static str| {
            view! {
                <button
                    class="button"
                    type="button"
                    aria-pressed=move || if entering.get() == kind { "true" } else { "false" }
                    on:click=move |_| {
                        entering.set(kind);
                        request_animation_frame(|| crate::pages::focus::to("eingabe"));
                    }
                >
                    <Icon name=icon />
                    {label}
                </button>
            }
        };
        Some(
            view! {
                {key(Entering::Line, "note", reader.t(event_words::LINE))}
                {key(Entering::Decision, "decision", reader.t(event_words::DECISION))}
                {key(Entering::Task, "task", reader.t(event_words::TASK))}
            }
            .into_any(),
        )
    })
    .into_any()
}

fn body(reader: Reader, status: Status, view: &RecordView, draft: Draft) -> AnyView {
    let id = view.id;
    let locked = is_locked(view) || !reader.app.session.may_write(view.space);
    let points = reader.app.records.children(id, &TAGESORDNUNGSPUNKT);
    let current = if locked { None } else { current(&points) };
    let blocks: Vec<AnyView> = points
        .iter()
        .zip(1..)
        .map(|(item, number)| {
            point::point(
                reader,
                status,
                view,
                item,
                number,
                current == Some(item.id),
                locked,
                draft,
            )
        })
        .collect();
    view! {
        {on_paper(reader, view)}
        {steps(reader, view)}
        {attendance::attendance(reader, status, view, locked)}
        {left_over::left_over(reader, view)}
        {blocks}
        {(!locked).then(|| next_point(reader, status, id, points.len(), draft.title))}
        {(!locked && points.is_empty()).then(|| super::page::nothing_yet(reader.t(TAGESORDNUNGSPUNKT.empty.0), reader.t(TAGESORDNUNGSPUNKT.empty.1)))}
        {release::release(reader, status, view)}
        {is_locked(view).then(|| release::hand_out(reader, status, view))}
        {(!locked).then(|| view! {
            <div class="cluster">
                {print_key(reader)}
                <LinkButton label=reader.t(words::EDIT) href=routes::edit(view.def, id) icon="note" />
            </div>
        })}
    }
    .into_any()
}

/// What the bar says on the screen: which meeting, when, where, how far the minutes are.
fn on_paper(reader: Reader, view: &RecordView) -> AnyView {
    let field = |key: &str| reader.field(view, number(&PROTOKOLL, key));
    let about: Vec<String> = [
        Some(reader.s(PROTOKOLL.name)),
        field("beginn"),
        field("ort"),
        field("status"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let title = reader.title(view);
    view! {
        <p class="print-only print-title">{title}</p>
        <p class="print-only">{about.join(" · ")}</p>
    }
    .into_any()
}

/// The point people talk about: begun and not ended, else the last one.
fn current(points: &[RecordView]) -> Option<RecordId> {
    let (begun, ended) = (
        number(&TAGESORDNUNGSPUNKT, "begonnen_um"),
        number(&TAGESORDNUNGSPUNKT, "beendet_um"),
    );
    let running = points
        .iter()
        .filter(|view| minutes_in(view, begun).is_some() && minutes_in(view, ended).is_none())
        .max_by_key(|view| minutes_in(view, begun));
    running.or_else(|| points.last()).map(|view| view.id)
}

fn steps(reader: Reader, view: &RecordView) -> AnyView {
    let field = view
        .def
        .state
        .and_then(|id| view.def.field(id))
        .map(|field| field.kind);
    let Some(FieldKind::State { states }) = field else {
        return ().into_any();
    };
    let here = super::super::reading::state_of(view).map(|state| state.key);
    let items: Vec<AnyView> = states
        .iter()
        .map(|state| {
            let now = (here == Some(state.key)).then_some("step");
            view! { <li class="step-bar__step" aria-current=now><span class="step-bar__name">{reader.t(state.label)}</span></li> }
                .into_any()
        })
        .collect();
    view! { <ol class="step-bar" aria-label=reader.t(event_words::STATE_OF_MINUTES)>{items}</ol> }
        .into_any()
}

/// The next point of the agenda; it begins with the press.
fn next_point(
    reader: Reader,
    status: Status,
    minutes: RecordId,
    count: usize,
    typed: RwSignal<String>,
) -> AnyView {
    let submit = Callback::new(move |()| {
        let title = typed.get_untracked();
        if title.trim().is_empty() {
            crate::pages::focus::to("neuer-punkt");
            return;
        }
        typed.set(String::new());
        let order = i64::try_from(count).unwrap_or(0).saturating_add(1);
        let edits = vec![
            set(None, &TAGESORDNUNGSPUNKT, "protokoll", Value::Link(minutes)),
            set(None, &TAGESORDNUNGSPUNKT, "titel", text(&title)),
            set(
                None,
                &TAGESORDNUNGSPUNKT,
                "reihenfolge",
                Value::Int(order.min(999)),
            ),
        ];
        spawn_local(async move {
            match reader.app.records.create(&TAGESORDNUNGSPUNKT, edits).await {
                Ok(_) => status.saved(reader),
                Err(error) => {
                    // What was typed stands there again.
                    let _left = typed.try_set(title);
                    status.offer(reader.s(advice(&error).words), None);
                }
            }
        });
    });
    view! {
        <form
            class="quick-task"
            autocomplete="off"
            on:submit=move |event| {
                event.prevent_default();
                submit.run(());
            }
        >
            <TextInput wiring=Wiring::plain("neuer-punkt", reader.t(TAGESORDNUNGSPUNKT.add)) value=typed />
            <Button label=reader.s(event_words::ADD_POINT) icon="plus" submit=true />
        </form>
    }
    .into_any()
}
