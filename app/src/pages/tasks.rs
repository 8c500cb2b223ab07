//! The tasks of Heute: due first, to be ticked where they stand.
//!
//! A ticked task keeps its place until the page is opened again: rows that jump away under the thumb get the next tap.

use super::reading::{Reader, day_in, ms_of, phase_of};
use super::rows::add_key;
use super::status::Status;
use super::wall_clock;
use crate::error::advice;
use crate::routes;
use crate::state::{Edit, RecordView};
use crate::ui::*;
use crate::widgets::{ButtonLook, CheckRow, Empty, RowList, Section, Tag, Tone};
use leptos::task::spawn_local;
use shared::ids::RecordId;
use shared::records::{AUFGABE, Phase};
use shared::text::{dates, sentences, words};
use shared::value::Value;
use wasm_bindgen::JsCast as _;

/// Tasks shown before "all".
const TASKS_SHOWN: usize = 5;

/// The tasks that were done when the page was opened.
#[derive(Clone, Copy)]
pub(super) struct DoneBefore(StoredValue<Vec<RecordId>>);

impl DoneBefore {
    /// Looks once.
    pub(super) fn now(reader: Reader) -> Self {
        let all = untrack(|| reader.app.records.list(&AUFGABE));
        let done = all
            .iter()
            .filter(|view| !is_open(view))
            .map(|view| view.id)
            .collect();
        Self(StoredValue::new(done))
    }

    fn has(self, view: &RecordView) -> bool {
        self.0.with_value(|done| done.contains(&view.id))
    }
}

/// Draws the section.
pub(super) fn tasks(reader: Reader, status: Status, before: DoneBefore) -> AnyView {
    let today = reader.today();
    let all = reader.app.records.list(&AUFGABE);
    let open = all.iter().filter(|view| is_open(view)).count();
    let mut shown: Vec<RecordView> = all
        .into_iter()
        .filter(|view| is_open(view) || done_today(view, today))
        .collect();
    shown.sort_by_key(|view| rank(before.has(view), day_in(view, due())));
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

/// Where a task stands: the longest overdue first, then today, then what comes, without a day last; what was done before
/// stands below.
fn rank(done_before: bool, day: Option<i32>) -> (bool, i32) {
    (done_before, day.unwrap_or(i32::MAX))
}

/// Draws tasks to be ticked where they stand, in the given order.
pub(super) fn task_rows(reader: Reader, status: Status, tasks: &[RecordView]) -> Vec<AnyView> {
    let today = reader.today();
    let rows = tasks
        .iter()
        .map(|view| task_row(reader, status, view, today));
    rows.collect()
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
        && state
            .is_some_and(|version| dates::split(wall_clock::from_ms(ms_of(version.hlc))).0 == today)
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
            id=box_id(id)
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
            Err(error) => {
                show_box(id, !done);
                status.offer(reader.s(advice(&error).words), None);
            }
        }
    });
}

/// Id of the box of a task on the page.
fn box_id(id: RecordId) -> String {
    format!("aufgabe-{id}")
}

/// Puts the box of a task to what is true. The browser ticks it by itself; when the write failed nothing is drawn anew.
fn show_box(id: RecordId, done: bool) {
    let element = document().get_element_by_id(&box_id(id));
    if let Some(input) = element.and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok()) {
        input.set_checked(done);
    }
}

#[cfg(test)]
mod tests {
    use super::rank;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn overdue_then_today_then_what_comes_then_without_a_day_then_what_is_done() {
        let today = 20_000;
        let in_order = [
            (false, Some(today - 30)),
            (false, Some(today - 1)),
            (false, Some(today)),
            (false, Some(today + 1)),
            (false, Some(today + 400)),
            (false, None),
            (true, Some(today - 40)),
            (true, None),
        ];
        let mut tasks = in_order;
        tasks.reverse();
        tasks.sort_by_key(|(done_before, day)| rank(*done_before, *day));
        assert_eq!(tasks, in_order);
    }
}
