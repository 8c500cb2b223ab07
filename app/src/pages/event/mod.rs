//! The screens of an event: plan, ready check, dots, minutes, flow of a format, debrief, poster, note.
//!
//! Built for their kinds. What counts, adds up and is due is decided in `shared::event`; here it is drawn and written.

pub mod ballot;
mod board;
pub mod calendar;
pub mod cards;
pub mod debrief;
pub mod flow;
mod handout;
pub mod incident;
pub mod minutes;
pub mod month;
pub mod new;
pub mod page;
pub mod poster;
pub mod ready;
pub mod report;
pub mod votes;

pub use board::Board;
pub use handout::Handout;

use super::reading::Reader;
use super::status::Status;
use crate::error::{AppError, advice};
use crate::platform::hand_over;
use crate::router::use_params_map;
use crate::state::{Edit, RecordView};
use crate::ui::*;
use crate::widgets::{Button, Icon, Snackbar};
use leptos::task::spawn_local;
use shared::ids::RecordId;
use shared::records::RecordDef;
use shared::text::{Locale, event_sentences, event_words, words};
use shared::value::plain::plain;
use shared::value::{Value, input};

/// Draws the page of the record that the address names under `name`, as soon as it is on this device: a link may come before
/// what it leads to, and what would be written then would belong to nothing.
pub(super) fn in_address(name: &'static str, page: fn(RecordId) -> AnyView) -> AnyView {
    let params = use_params_map();
    let records = super::reading::use_reader().app.records;
    let found = Memo::new(move |_| {
        let id: Option<RecordId> = params
            .with(|map| map.get(name))
            .and_then(|id| id.parse().ok());
        id.map(|id| (id, records.get(id).is_some()))
    });
    (move || match found.get() {
        Some((id, true)) => page(id),
        Some((_, false)) => view! { <super::missing::NotHereYet /> }.into_any(),
        None => view! { <super::missing::Missing /> }.into_any(),
    })
    .into_any()
}

/// A key of the dock that leads somewhere.
pub(super) fn dock_link(icon: &'static str, label: &'static str, href: String) -> AnyView {
    view! { <a class="button" href=href><Icon name=icon />{label}</a> }.into_any()
}

/// Reads a number that somebody typed.
///
/// # Errors
///
/// What is wrong, in words, when it is no whole number between the limits.
pub(super) fn spoken_number(text: &str, locale: Locale, min: i64, max: i64) -> Result<i64, String> {
    match input::number(text.trim(), locale) {
        Ok(number) if (min..=max).contains(&number) => Ok(number),
        _ => Err(event_sentences::number_between(min, max, locale)),
    }
}

/// Runs a write; what went wrong stands in `error`.
pub(super) fn try_write(
    reader: Reader,
    error: RwSignal<Option<String>>,
    work: impl Future<Output = Result<(), AppError>> + 'static,
) {
    spawn_local(async move {
        if let Err(problem) = work.await {
            let _left = error.try_set(Some(reader.s(advice(&problem).words)));
        }
    });
}

/// Writes edits of a record and says that it is on the disk, or why not.
fn write(reader: Reader, status: Status, id: RecordId, edits: Vec<Edit>) {
    spawn_local(async move {
        match reader.app.records.write(id, edits).await {
            Ok(()) => status.saved(reader),
            Err(error) => status.offer(reader.s(advice(&error).words), None),
        }
    });
}

/// Gives a field of a record a value; what is on the screen now is replaced.
fn set(view: Option<&RecordView>, def: &RecordDef, key: &str, value: Value) -> Edit {
    let field = shared::event::number(def, key);
    Edit::Set {
        field,
        value,
        prev: view.map_or_else(Vec::new, |view| view.state.dots(field)),
    }
}

fn text(value: &str) -> Value {
    Value::Text(plain(value))
}

/// The line about the last save and the bar with the way back, for tools.
pub(super) fn feedback(reader: Reader, status: Status) -> AnyView {
    view! {
        {move || status.line().map(|line| view! {
            <p class="field__saved"><Icon name="check" small=true />{line}</p>
        })}
        {move || status.snack().map(|snack| view! {
            <Snackbar text=snack.text() undo_label=reader.t(words::UNDO) undo=snack.undo />
        })}
    }
    .into_any()
}

/// A key that hands a text to another app; where there is no share sheet, it goes to the clipboard.
fn share_key(
    reader: Reader,
    status: Status,
    label: &'static str,
    title: String,
    text: String,
) -> AnyView {
    let press = Callback::new(move |()| {
        let (title, text) = (title.clone(), text.clone());
        spawn_local(async move {
            let line = if hand_over::share_text(&title, &text).await {
                event_words::SHARED
            } else if hand_over::copy(&text).await {
                event_words::COPIED
            } else {
                words::NOT_COPIED
            };
            status.offer(reader.s(line), None);
        });
    });
    view! { <Button label=label icon="outbox" press=press /> }.into_any()
}

fn print_key(reader: Reader) -> AnyView {
    let press = Callback::new(|()| hand_over::print());
    view! { <Button label=reader.s(words::PRINT) icon="print" press=press /> }.into_any()
}
