//! Wer hat wann was geändert: for each field of a record, the newest change first.

use super::frame::{Bar, Frame, Place};
use super::missing::{Missing, NotHere};
use super::reading::{Reader, ms_of, use_reader};
use super::record::in_address;
use super::status::{Status, use_status};
use crate::error::advice;
use crate::router::use_params_map;
use crate::routes;
use crate::state::{Edit, RecordView, Version};
use crate::ui::*;
use crate::widgets::{Button, PageHead};
use leptos::task::spawn_local;
use shared::ids::RecordId;
use shared::lists;
use shared::records::{FieldDef, MergePolicy, RecordDef};
use shared::text::{Text, sentences, words};
use shared::value::Value;

/// Draws the history of the record in the address.
#[component]
pub fn History() -> impl IntoView {
    let params = use_params_map();
    move || match in_address(&params.get()) {
        Some((def, id)) => view! { <HistoryPage def=def id=id /> }.into_any(),
        None => view! { <Missing /> }.into_any(),
    }
}

#[component]
fn HistoryPage(def: &'static RecordDef, id: RecordId) -> impl IntoView {
    let reader = use_reader();
    let status = use_status();
    let records = reader.app.records;
    let title = Signal::derive(move || {
        records
            .get(id)
            .map_or_else(|| reader.s(def.name), |view| reader.title(&view))
    });
    let bar = Bar::Back {
        href: routes::record(def, id),
        place: reader.s(words::HISTORY_SHORT),
        sub: title,
    };
    view! {
        <Frame reader=reader title=reader.t(words::HISTORY) bar=bar here=Place::of(def)>
            <PageHead kicker=Some(title.get_untracked()) title=reader.s(words::HISTORY) />
            {move || match records.get(id) {
                Some(view) => fields(reader, status, &view),
                None => view! { <NotHere /> }.into_any(),
            }}
        </Frame>
    }
}

fn fields(reader: Reader, status: Status, view: &RecordView) -> AnyView {
    let mut parts: Vec<AnyView> = view
        .def
        .fields
        .iter()
        .filter_map(|field| {
            let lines = lines(reader, status, view, field);
            part(reader, field.key, field.label, lines)
        })
        .collect();
    parts.extend(part(
        reader,
        "fuehrung",
        words::WHO_LEADS,
        led(reader, view),
    ));
    let united = united(reader, view);
    parts.extend(part(reader, "vereint", words::UNITE, united));
    if parts.is_empty() {
        return view! { <p>{reader.t(words::HISTORY_EMPTY)}</p> }.into_any();
    }
    parts.into_any()
}

/// Draws the lines of one field, if there are any.
fn part(reader: Reader, key: &str, label: Text, lines: Vec<Line>) -> Option<AnyView> {
    if lines.is_empty() {
        return None;
    }
    let lines = lines.into_iter().map(|it| line(reader, it)).collect_view();
    let name = format!("feld-{key}");
    let labelled_by = name.clone();
    let part = view! {
        <section class="history__field" aria-labelledby=labelled_by>
            <h2 class="history__name" id=name>{reader.t(label)}</h2>
            <ol class="row-list">{lines}</ol>
        </section>
    };
    Some(part.into_any())
}

/// When the record was united with another one and parted from it, and by whom.
fn united(reader: Reader, view: &RecordView) -> Vec<Line> {
    let title = |id| {
        let other = reader.app.records.get(id)?;
        Some(reader.title(&other))
    };
    lists::traces(&view.state)
        .into_iter()
        .filter_map(|it| {
            if it.union.into != view.id && it.union.from != view.id {
                return None;
            }
            let (gone, stays) = (title(it.union.from)?, title(it.union.into)?);
            let what = if it.parted {
                sentences::two_again(&gone, &stays, reader.locale)
            } else {
                sentences::united(&gone, &stays, reader.locale)
            };
            Some(Line::plain(what, who_when(reader, view, it.version)))
        })
        .collect()
}

/// Who led the record since when, and who noted that.
fn led(reader: Reader, view: &RecordView) -> Vec<Line> {
    let all = reader.app.session.led_since(view).into_iter();
    all.map(|it| {
        let what = match it.who {
            None => reader.s(words::LED_BY_ALL),
            Some(name) => {
                let name = name.unwrap_or_else(|| reader.s(words::UNKNOWN_DEVICE));
                sentences::led_since(&name, it.taken_over, reader.locale)
            }
        };
        Line::plain(what, who_when(reader, view, &it.version))
    })
    .collect()
}

fn who_when(reader: Reader, view: &RecordView, version: &Version) -> String {
    let who = reader.who(view, version.dot.device);
    sentences::who_when(&who, &reader.near_ms(ms_of(version.hlc)), None)
}

/// One change in words.
struct Line {
    what: String,
    who_when: String,
    /// Writes the value again.
    again: Option<Callback<()>>,
}

impl Line {
    const fn plain(what: String, who_when: String) -> Self {
        Self {
            what,
            who_when,
            again: None,
        }
    }
}

fn line(reader: Reader, line: Line) -> impl IntoView {
    view! {
        <li class="row-list__item row">
            <span class="row__body">
                <span class="row__title">{line.what}</span>
                <span class="row__meta">{line.who_when}</span>
            </span>
            {line.again.map(|press| view! {
                <Button label=reader.s(words::RESTORE_VALUE) icon="undo" press=press />
            })}
        </li>
    }
}

fn lines(reader: Reader, status: Status, view: &RecordView, field: &FieldDef) -> Vec<Line> {
    let editable = reader.app.session.may_change(view) && !view.state.trashed();
    let who_when = |version: &Version| who_when(reader, view, version);
    match field.merge {
        MergePolicy::Counter => view
            .state
            .counter(field.id)
            .shares
            .into_iter()
            .map(|(device, count)| Line::plain(reader.number(count), reader.who(view, device)))
            .collect(),
        MergePolicy::Set => view
            .state
            .history(field.id)
            .into_iter()
            .map(|version| {
                let what = match &version.value {
                    Value::Null => reader.s(words::SET_TAKEN),
                    Value::Correction { .. } => reader.correction(view.def, &version.value),
                    value => sentences::put_in(&reader.value(field, value), reader.locale),
                };
                Line::plain(what, who_when(version))
            })
            .collect(),
        MergePolicy::Mvr | MergePolicy::Lww => {
            let versions = view.state.history(field.id);
            let older = versions
                .iter()
                .skip(1)
                .map(Some)
                .chain(std::iter::once(None));
            versions
                .iter()
                .zip(older)
                .map(|(version, older)| {
                    let new = words_of(reader, field, &version.value);
                    let what = match older {
                        Some(older) => {
                            let old = words_of(reader, field, &older.value);
                            sentences::changed_from_to(&old, &new, reader.locale)
                        }
                        None => new,
                    };
                    let other = view
                        .state
                        .shown(field.id)
                        .is_some_and(|now| now.value != version.value);
                    let again = (editable && other && !version.value.is_empty())
                        .then(|| take_again(reader, status, view, field.id, &version.value));
                    Line {
                        again,
                        ..Line::plain(what, who_when(version))
                    }
                })
                .collect()
        }
    }
}

/// Makes what writes an old value again, replacing what is shown now. Nothing is lost: it stays in the history.
fn take_again(
    reader: Reader,
    status: Status,
    view: &RecordView,
    field: u16,
    value: &Value,
) -> Callback<()> {
    let id = view.id;
    let edit = Edit::Set {
        field,
        value: value.clone(),
        prev: view.state.dots(field),
    };
    Callback::new(move |()| {
        let edit = edit.clone();
        spawn_local(async move {
            match reader.app.records.write(id, vec![edit]).await {
                Ok(()) => status.saved(reader),
                Err(error) => status.offer(reader.s(advice(&error).words), None),
            }
        });
    })
}

fn words_of(reader: Reader, field: &FieldDef, value: &Value) -> String {
    if value.is_empty() {
        reader.s(words::EMPTIED)
    } else {
        reader.value(field, value)
    }
}
