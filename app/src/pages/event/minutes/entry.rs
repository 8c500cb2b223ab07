//! The line in which the next thing is written: a main point, a decision with how it was taken, a task with who and when.

use crate::error::advice;
use crate::form::NamesGuard;
use crate::pages::event::{set, text};
use crate::pages::reading::Reader;
use crate::pages::status::Status;
use crate::state::{Edit, RecordView};
use crate::ui::*;
use crate::widgets::{Button, ChoiceInput, Entry, Tag, TextInput, Wiring};
use leptos::task::spawn_local;
use shared::event::task_line::{self, TaskLine};
use shared::event::{lines, number};
use shared::ids::RecordId;
use shared::records::{AKTEUR, AUFGABE, BESCHLUSS, FieldKind, PROTOKOLL, TAGESORDNUNGSPUNKT};
use shared::text::event_words;
use shared::text::fold::fold;
use shared::value::Value;

/// What the next line becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entering {
    /// A main point.
    Line,
    /// A decision.
    Decision,
    /// A task.
    Task,
}

/// What is typed and not written yet. It belongs to the page: whatever arrives meanwhile draws the minutes anew, and nothing
/// typed goes.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    /// What the next line becomes.
    pub(super) entering: RwSignal<Entering>,
    /// The next line.
    line: RwSignal<String>,
    /// How the next decision is taken.
    way: RwSignal<String>,
    /// Title of the next point.
    pub(super) title: RwSignal<String>,
}

impl Draft {
    pub(super) fn new() -> Self {
        Self {
            entering: RwSignal::new(Entering::Line),
            line: RwSignal::new(String::new()),
            way: RwSignal::new("konsens".to_owned()),
            title: RwSignal::new(String::new()),
        }
    }
}

/// The line in which the next thing is written.
pub(super) fn entry(
    reader: Reader,
    status: Status,
    minutes: &RecordView,
    point: RecordId,
    draft: Draft,
) -> AnyView {
    let Draft {
        entering,
        line: typed,
        way,
        ..
    } = draft;
    let minutes = minutes.id;
    let names: Vec<(RecordId, String)> = untrack(|| reader.app.records.list(&AKTEUR))
        .iter()
        .map(|view| (view.id, reader.title(view)))
        .collect();
    let names = StoredValue::new(names);
    let read = move |line: &str| -> Option<TaskLine> {
        let known: Vec<String> =
            names.with_value(|names| names.iter().map(|(_, name)| name.clone()).collect());
        task_line::read(line, untrack(|| reader.today()), &known)
    };
    let submit = Callback::new(move |()| {
        let line = typed.get_untracked();
        if line.trim().is_empty() {
            crate::pages::focus::to("eingabe");
            return;
        }
        typed.set(String::new());
        let kind = entering.get_untracked();
        let work = match kind {
            Entering::Line => add_line(reader, point, &line),
            Entering::Decision => Some((
                &BESCHLUSS,
                None,
                decision_edits(
                    minutes,
                    point,
                    &line,
                    &way.get_untracked(),
                    untrack(|| reader.today()),
                ),
            )),
            Entering::Task => read(&line).map(|task| {
                let who = task.who.as_deref().map(|who| fold(who).short);
                let actor = who.and_then(|who| {
                    names.with_value(|names| {
                        names
                            .iter()
                            .find(|(_, name)| fold(name).short == who)
                            .map(|(id, _)| *id)
                    })
                });
                (
                    &AUFGABE,
                    None,
                    task_edits(reader, minutes, point, &task, actor),
                )
            }),
        };
        let Some((def, id, edits)) = work else { return };
        spawn_local(async move {
            let written = match id {
                Some(id) => reader.app.records.write(id, edits).await,
                None => reader.app.records.create(def, edits).await.map(|_| ()),
            };
            match written {
                Ok(()) => status.saved(reader),
                Err(error) => {
                    // What was typed stands there again.
                    let _left = typed.try_set(line);
                    status.offer(reader.s(advice(&error).words), None);
                }
            }
        });
    });
    let understood = move || {
        let task = typed
            .with(|line| read(line))
            .filter(|_| entering.get() == Entering::Task)?;
        let who = task
            .who
            .map(|who| view! { <Tag label=who icon="people" /> });
        let due = task
            .due
            .map(|day| view! { <Tag label=reader.day(day) icon="calendar" /> });
        Some(view! {
            <p class="quick-task__read" role="status">
                <span class="visually-hidden">{reader.t(event_words::UNDERSTOOD)}</span>
                <Tag label=task.what icon="task-open" />
                {who}
                {due}
            </p>
        })
    };
    let head = move || {
        let (label, hint) = match entering.get() {
            Entering::Line => (event_words::LINE_LABEL, event_words::LINE_HINT),
            Entering::Decision => (event_words::DECISION_LABEL, event_words::DECISION_HINT),
            Entering::Task => (event_words::TASK_LABEL, event_words::TASK_HINT),
        };
        let wiring = Wiring {
            hint: Some(reader.s(hint)),
            ..Wiring::plain("eingabe", reader.t(label))
        };
        view! { <TextInput wiring=wiring value=typed /> }
    };
    view! {
        <form
            class="quick-task"
            autocomplete="off"
            on:submit=move |event| {
                event.prevent_default();
                submit.run(());
            }
        >
            {head}
            {understood}
            {move || (entering.get() == Entering::Decision).then(|| ways(reader, way))}
            {move || (entering.get() != Entering::Task).then(|| view! { <NamesGuard value=typed reader=reader /> })}
            <Button label=Signal::derive(move || reader.s(match entering.get() {
                Entering::Line => event_words::ADD_LINE,
                Entering::Decision => event_words::ADD_DECISION,
                Entering::Task => event_words::ADD_TASK,
            })) icon="plus" submit=true />
        </form>
    }
    .into_any()
}

/// How a decision was taken.
fn ways(reader: Reader, way: RwSignal<String>) -> AnyView {
    let kind = BESCHLUSS.field_by_key("art").map(|field| field.kind);
    let Some(FieldKind::Choice { choices }) = kind else {
        return ().into_any();
    };
    let entries = choices
        .iter()
        .map(|choice| Entry {
            key: choice.key.to_owned(),
            label: reader.s(choice.label),
            group: None,
        })
        .collect();
    let label = BESCHLUSS
        .field_by_key("art")
        .map_or("", |field| reader.t(field.label));
    view! { <ChoiceInput wiring=Wiring::plain("art", label) value=way entries=entries none="–" /> }
        .into_any()
}

type Work = (
    &'static shared::records::RecordDef,
    Option<RecordId>,
    Vec<Edit>,
);

/// One more line: whoever writes it has seen every line of every version.
fn add_line(reader: Reader, point: RecordId, line: &str) -> Option<Work> {
    let view = untrack(|| reader.app.records.get(point))?;
    let field = number(&TAGESORDNUNGSPUNKT, "kernpunkte");
    let before = lines::of_field(&view.state, field);
    let edit = set(
        Some(&view),
        &TAGESORDNUNGSPUNKT,
        "kernpunkte",
        lines::with_line(&before, line),
    );
    Some((&TAGESORDNUNGSPUNKT, Some(point), vec![edit]))
}

fn decision_edits(
    minutes: RecordId,
    point: RecordId,
    line: &str,
    way: &str,
    today: i32,
) -> Vec<Edit> {
    vec![
        set(None, &BESCHLUSS, "protokoll", Value::Link(minutes)),
        set(None, &BESCHLUSS, "punkt", Value::Link(point)),
        set(None, &BESCHLUSS, "text", text(line)),
        set(None, &BESCHLUSS, "art", text(way)),
        set(None, &BESCHLUSS, "datum", Value::Date(today)),
    ]
}

fn task_edits(
    reader: Reader,
    minutes: RecordId,
    point: RecordId,
    task: &TaskLine,
    actor: Option<RecordId>,
) -> Vec<Edit> {
    let mut edits = vec![
        set(None, &AUFGABE, "protokoll", Value::Link(minutes)),
        set(None, &AUFGABE, "punkt", Value::Link(point)),
        set(None, &AUFGABE, "titel", text(&task.what)),
        set(None, &AUFGABE, "status", text("offen")),
    ];
    if let Some(who) = &task.who {
        edits.push(set(None, &AUFGABE, "verantwortlich", text(who)));
    }
    if let Some(due) = task.due {
        edits.push(set(None, &AUFGABE, "bis", Value::Date(due)));
    }
    if let Some(actor) = actor {
        edits.push(set(None, &AUFGABE, "organisation", Value::Link(actor)));
    }
    let event = untrack(|| reader.app.records.get(minutes)).and_then(|view| {
        view.state
            .value(number(&PROTOKOLL, "veranstaltung"))
            .cloned()
    });
    if let Some(event) = event {
        edits.push(set(None, &AUFGABE, "veranstaltung", event));
    }
    edits
}
