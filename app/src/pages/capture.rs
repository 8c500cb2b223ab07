//! Festhalten: from anywhere in two taps. What was it, save; sorting comes later, from the inbox below.
//!
//! A screen built for its kinds: note, task, organisation.

use super::frame::{Bar, Frame};
use super::reading::{Reader, use_reader};
use super::rows::record_row;
use super::status::use_status;
use super::trust::readers;
use crate::error::{AppError, advice};
use crate::form::{Entry, FieldInput, Opening, Quick, judge, open, save, saved_bar};
use crate::platform::clock::now_ms;
use crate::routes;
use crate::state::{Edit, RecordView};
use crate::ui::*;
use crate::widgets::{LongTextInput, RowList, Section, Segmented, Wiring};
use leptos::task::spawn_local;
use shared::ids::RecordId;
use shared::lists;
use shared::records::{AKTEUR, AUFGABE, NOTIZ, Phase};
use shared::text::{sentences, words};
use shared::value::Value;

/// Notes shown below, newest first.
const NOTES_SHOWN: usize = 6;
/// Longest words of a task jotted down: its line and what follows it.
const TASK_CHARS_MAX: u16 = 4_000;
/// The key that stands for a task among the sorts of a note.
const TASK: &str = "aufgabe";
/// Field of a note that says what sort it is.
const SORT: &str = "art";

/// Draws the page.
#[component]
pub fn Capture() -> impl IntoView {
    let reader = use_reader();
    let round = RwSignal::new(0u32);
    let saved = RwSignal::new(None::<(RecordId, u64)>);
    let bar = Bar::Back {
        href: routes::TODAY.to_owned(),
        place: reader.s(words::CAPTURE),
        sub: Signal::stored(String::new()),
    };
    view! {
        <Frame reader=reader title=reader.t(words::CAPTURE) bar=bar tool=true focus_on="feld-text">
            <div class="stack short-notes">
                {move || {
                    round.track();
                    one_note(reader, round, saved)
                }}
                {move || readers::for_new(reader, NOTIZ.home)}
                {move || saved_bar(reader, saved)}
                <div data-passing="">{move || super::whereto::section(reader)}</div>
                {move || inbox(reader)}
            </div>
        </Frame>
    }
}

/// One empty note.
fn one_note(
    reader: Reader,
    round: RwSignal<u32>,
    saved: RwSignal<Option<(RecordId, u64)>>,
) -> AnyView {
    let status = use_status();
    let opening = Opening {
        def: &NOTIZ,
        view: None,
        presets: vec![(SORT, "notiz".to_owned())],
        draft: format!("{}/schnell", NOTIZ.key),
    };
    let (entries, _drafted) = open(&opening, reader);
    let find = |key: &str| entries.iter().find(|entry| entry.def.key == key).copied();
    let (Some(text), Some(sort), Some(whom)) = (find("text"), find(SORT), find("organisation"))
    else {
        return ().into_any();
    };
    let day = find("am");
    let as_task = RwSignal::new(false);
    let due = RwSignal::new(String::new());
    let entries = StoredValue::new(entries);
    let none = StoredValue::new_local(None::<RecordView>);
    let quick = Quick::new();
    let Quick {
        errors,
        failed,
        busy,
    } = quick;
    let key = StoredValue::new(opening.draft);
    crate::form::keep_draft_while_typing(entries, key, reader);
    crate::form::mend_while_typing(&NOTIZ, entries, true, errors, reader);

    let submit = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        if let Some(day) = day {
            day.raw
                .set(shared::text::dates::iso_day(untrack(|| reader.today())));
        }
        let found = judge(&NOTIZ, &entries.get_value(), true, reader);
        errors.set(found.clone());
        if !found.is_empty() {
            return;
        }
        busy.set(true);
        let all = entries.get_value();
        let task = as_task.get_untracked();
        let due = due.get_untracked().parse().ok();
        spawn_local(async move {
            let written = if task {
                write_task(reader, &text.raw.get_untracked(), due).await
            } else {
                write_note(reader, &all, sort, whom).await
            };
            // Before the page goes: what goes with it must not be drawn once more.
            let _left = busy.try_set(false);
            match written {
                Ok(id) => {
                    reader.app.records.drop_draft(&key.get_value());
                    status.saved(reader);
                    let _left = saved.try_set(Some((id, now_ms())));
                    let _left = round.try_update(|round| *round = round.wrapping_add(1));
                }
                Err(error) => {
                    let _left = failed.try_set(Some(reader.s(advice(&error).words)));
                }
            }
        });
    });
    let inputs = view! {
        {sorts(reader, sort, as_task)}
        {move || if as_task.get() {
            // The same words under another question.
            let label = AUFGABE.field(AUFGABE.title).map_or("", |field| reader.t(field.label));
            let wiring = Wiring { error: text.error.into(), ..Wiring::plain("feld-text", label) };
            view! { <LongTextInput wiring=wiring value=text.raw chars_max=TASK_CHARS_MAX /> }.into_any()
        } else {
            view! { <FieldInput entry=text record=&NOTIZ view=none reader=reader locked=false /> }.into_any()
        }}
        {move || (!as_task.get() && sort.raw.with(|raw| raw == "kontakt")).then(|| view! {
            <FieldInput entry=whom record=&NOTIZ view=none reader=reader locked=false />
        })}
        {move || as_task.get().then(|| due_keys(reader, due))}
    };
    quick.form(reader, words::CAPTURE, submit, inputs.into_any())
}

/// The keys that say what it is.
fn sorts(reader: Reader, sort: Entry, as_task: RwSignal<bool>) -> AnyView {
    let shared::records::FieldKind::Choice { choices } = sort.def.kind else {
        return ().into_any();
    };
    let mut options: Vec<(String, String)> = choices
        .iter()
        .map(|choice| (choice.key.to_owned(), reader.s(choice.label)))
        .collect();
    options.insert(1, (TASK.to_owned(), reader.s(AUFGABE.name)));
    let chosen = Signal::derive(move || {
        if as_task.get() {
            TASK.to_owned()
        } else {
            sort.raw.get()
        }
    });
    let choose = Callback::new(move |key: String| {
        as_task.set(key == TASK);
        if key != TASK {
            sort.raw.set(key);
        }
    });
    view! { <Segmented label=reader.t(sort.def.label) options=options chosen=chosen choose=choose /> }
        .into_any()
}

/// When a task is due, in one tap.
fn due_keys(reader: Reader, due: RwSignal<String>) -> AnyView {
    let today = untrack(|| reader.today());
    let options = [
        (String::new(), words::NO_DAY),
        (today.to_string(), words::TODAY),
        ((today + 1).to_string(), words::TOMORROW),
        ((today + 7).to_string(), words::IN_A_WEEK),
    ]
    .into_iter()
    .map(|(day, word)| (day, reader.s(word)))
    .collect();
    let choose = Callback::new(move |day: String| due.set(day));
    let label = AUFGABE
        .due
        .and_then(|field| AUFGABE.field(field))
        .map_or("", |field| reader.t(field.label));
    view! { <Segmented label=label options=options chosen=due choose=choose /> }.into_any()
}

/// A talk is noted at the organisation too, so that Heute knows whom nobody has talked to.
async fn write_note(
    reader: Reader,
    entries: &[Entry],
    sort: Entry,
    whom: Entry,
) -> Result<RecordId, AppError> {
    let id = save(&NOTIZ, None, entries, reader).await?.id;
    let talked = AKTEUR.field_by_key("zuletzt_gesprochen");
    let whom: Option<RecordId> = whom.raw.get_untracked().parse().ok();
    let whom = whom.filter(|_| sort.raw.with_untracked(|raw| raw == "kontakt"));
    if let (Some(field), Some(view)) = (
        talked,
        whom.and_then(|id| untrack(|| reader.app.records.get(id))),
    ) {
        let edit = Edit::Set {
            field: field.id,
            value: Value::Date(untrack(|| reader.today())),
            prev: view.state.dots(field.id),
        };
        reader.app.records.write(view.id, vec![edit]).await?;
    }
    Ok(id)
}

async fn write_task(reader: Reader, words: &str, due: Option<i32>) -> Result<RecordId, AppError> {
    let mut fields = lists::name_and_rest(&AUFGABE, words);
    fields.extend(AUFGABE.due.zip(due.map(Value::Date)));
    let edits = fields
        .into_iter()
        .map(|(field, value)| Edit::Set {
            field,
            value,
            prev: Vec::new(),
        })
        .collect();
    reader.app.records.create(&AUFGABE, edits).await
}

/// What waits to be sorted.
fn inbox(reader: Reader) -> Option<AnyView> {
    let mut notes: Vec<RecordView> = reader.app.records.list(&NOTIZ);
    notes.retain(|view| lists::phase_of(view.def, &view.state) == Phase::Open);
    if notes.is_empty() {
        return None;
    }
    let count = notes.len();
    notes.sort_by_key(|view| std::cmp::Reverse(view.state.created().map(|first| first.hlc)));
    let rows = notes
        .iter()
        .take(NOTES_SHOWN)
        .map(|view| record_row(reader, view))
        .collect_view();
    let link = Some((
        routes::list(&NOTIZ),
        sentences::all_of(count, reader.locale),
    ));
    Some(
        view! {
            <Section id="eingang" title=reader.t(NOTIZ.names) link=link>
                <p class="section__note">{reader.t(words::INBOX_TEXT)}</p>
                <RowList>{rows}</RowList>
            </Section>
        }
        .into_any(),
    )
}
