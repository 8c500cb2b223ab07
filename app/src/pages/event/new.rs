//! A new event in twenty seconds: what sort, what name, when. The checklist with its deadlines comes along as tasks.

use super::super::frame::{Bar, Frame};
use super::super::reading::{Reader, use_reader};
use super::super::status::use_status;
use super::{feedback, set, text};
use crate::error::{AppError, advice};
use crate::router::{NavigateOptions, use_navigate};
use crate::routes;
use crate::state::Edit;
use crate::ui::*;
use crate::widgets::{
    Button, ButtonLook, ButtonSize, ChoiceInput, Entry, Notice, Row, RowList, Section, TextInput,
    Wiring,
};
use leptos::task::spawn_local;
use shared::event::plan;
use shared::ids::RecordId;
use shared::records::{AUFGABE, VERANSTALTUNG};
use shared::text::{dates, event_words, violations, words};
use shared::value::plain::plain;
use shared::value::{Value, input};

/// Name of the draft.
const DRAFT: &str = "veranstaltung/planen";
/// The sort most events are of.
const KIND: &str = "stadtfest";

/// Draws the page.
#[component]
pub fn NewEvent() -> impl IntoView {
    let reader = use_reader();
    let status = use_status();
    let navigate = StoredValue::new_local(use_navigate());
    let kept = reader.app.records.draft(DRAFT);
    let drafted = RwSignal::new(kept.as_ref().is_some_and(|kept| !kept.is_empty()));
    let draft = |key: &str| {
        let field = shared::event::number(&VERANSTALTUNG, key);
        let kept = kept.as_ref()?.iter().find(|(id, _)| *id == field)?;
        kept.1.as_text().map(str::to_owned)
    };
    let kind = RwSignal::new(draft("typ").unwrap_or_else(|| KIND.to_owned()));
    let title = RwSignal::new(draft("titel").unwrap_or_default());
    let begin = RwSignal::new(draft("beginn").unwrap_or_default());
    keep_draft(reader, kind, title, begin);
    let discard = Callback::new(move |()| {
        kind.set(KIND.to_owned());
        title.set(String::new());
        begin.set(String::new());
        reader.app.records.drop_draft(DRAFT);
        drafted.set(false);
    });
    let (title_error, begin_error) = (RwSignal::new(None), RwSignal::new(None));
    let busy = RwSignal::new(false);
    let entries = plan::kinds()
        .into_iter()
        .map(|(key, label)| Entry {
            key: key.to_owned(),
            label: reader.s(label),
            group: None,
        })
        .collect();
    let label = move |key: &str| {
        VERANSTALTUNG
            .field_by_key(key)
            .map_or("", |field| reader.t(field.label))
    };
    let name = Wiring {
        error: title_error.into(),
        ..Wiring::plain("titel", label("titel"))
    };
    let hint = VERANSTALTUNG
        .field_by_key("beginn")
        .and_then(|field| field.hint);
    let day = Wiring {
        hint: hint.map(|hint| reader.s(hint)),
        error: begin_error.into(),
        ..Wiring::plain("beginn", label("beginn"))
    };
    let (described_by, invalid) = (day.described_by(), day.invalid());
    let submit = Callback::new(move |()| {
        let typed = plain(&title.get_untracked());
        let when = input::date_time(&begin.get_untracked());
        title_error.set(typed.is_empty().then(|| reader.s(event_words::NEEDS_NAME)));
        begin_error.set(when.is_err().then(|| reader.s(event_words::NEEDS_BEGIN)));
        let Ok(when) = when else { return };
        if typed.is_empty() || busy.get_untracked() {
            return;
        }
        busy.set(true);
        let kind = kind.get_untracked();
        spawn_local(async move {
            match create(reader, &kind, &typed, when).await {
                Ok(id) => {
                    reader.app.records.drop_draft(DRAFT);
                    status.saved(reader);
                    let options = NavigateOptions { replace: true };
                    let _left = navigate.try_with_value(|go| go(&routes::event(id), options));
                }
                Err(AppError::Invalid(violation))
                    if Some(violation.field)
                        == VERANSTALTUNG.field_by_key("titel").map(|it| it.id) =>
                {
                    let words = violations::violation(&VERANSTALTUNG, &violation, reader.locale);
                    let _left = title_error.try_set(Some(words));
                }
                Err(AppError::Invalid(violation)) => {
                    let words = violations::violation(&VERANSTALTUNG, &violation, reader.locale);
                    let _left = begin_error.try_set(Some(words));
                }
                Err(error) => status.offer(reader.s(advice(&error).words), None),
            }
            let _left = busy.try_set(false);
        });
    });
    let bar = Bar::Back {
        href: routes::DATES.to_owned(),
        place: reader.s(VERANSTALTUNG.add),
        sub: Signal::stored(String::new()),
    };
    let past = move || {
        let when = input::date_time(&begin.get()).ok()?;
        (when < reader.now())
            .then(|| view! { <p class="field__hint">{reader.t(event_words::PLAN_PAST)}</p> })
    };
    view! {
        <Frame reader=reader title=reader.t(VERANSTALTUNG.add) bar=bar tool=true focus_on="titel">
            <div class="stack">
            <form
                class="stack"
                autocomplete="off"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    submit.run(());
                }
            >
                {move || drafted.get().then(|| view! {
                    <Notice icon="draft" title=reader.t(words::DRAFT_FOUND) text=reader.s(words::STATE_DRAFT_TEXT)>
                        <Button label=reader.s(words::DRAFT_DROP) press=discard />
                    </Notice>
                })}
                <TextInput wiring=name value=title />
                <crate::widgets::FieldFrame wiring=day>
                    <input
                        class="text-input"
                        type="datetime-local"
                        id="beginn"
                        aria-describedby=described_by
                        aria-invalid=invalid
                        prop:value=move || begin.get()
                        on:input=move |event| begin.set(event_target_value(&event))
                    />
                    {past}
                </crate::widgets::FieldFrame>
                <ChoiceInput wiring=Wiring::plain("typ", label("typ")) value=kind entries=entries none="–" />
                {feedback(reader, status)}
                <Button label=reader.s(event_words::CREATE_WITH_LIST) icon="check" look=ButtonLook::Primary size=ButtonSize::Large busy=busy submit=true />
            </form>
            {move || preview(reader, &kind.get(), &begin.get())}
            </div>
        </Frame>
    }
}

/// Keeps what is typed like every other form. Nothing is kept before the first change.
fn keep_draft(
    reader: Reader,
    kind: RwSignal<String>,
    title: RwSignal<String>,
    begin: RwSignal<String>,
) {
    Effect::new(move |before: Option<Vec<(u16, Value)>>| {
        let typed = [
            ("typ", kind.get()),
            ("titel", title.get()),
            ("beginn", begin.get()),
        ];
        // As it stands in the inputs: half a day is no day yet.
        let fields: Vec<(u16, Value)> = typed
            .into_iter()
            .map(|(key, raw)| (shared::event::number(&VERANSTALTUNG, key), Value::Text(raw)))
            .collect();
        let nothing = title.with(String::is_empty) && begin.with(String::is_empty);
        match before {
            Some(before) if before != fields && nothing => reader.app.records.drop_draft(DRAFT),
            Some(before) if before != fields => {
                reader.app.records.keep_draft(DRAFT, fields.clone());
            }
            _ => {}
        }
        fields
    });
}

/// The checklist that will come along.
fn preview(reader: Reader, kind: &str, begin: &str) -> Option<AnyView> {
    let template = plan::template_of(kind)?;
    let today = reader.today();
    let day = input::date_time(begin)
        .ok()
        .map(|begin| dates::split(begin).0);
    let rows: Vec<AnyView> = match day {
        Some(day) => plan::steps(template, day, today)
            .into_iter()
            .map(|(title, due)| {
                view! { <Row title=reader.t(title) meta=reader.day(due) /> }.into_any()
            })
            .collect(),
        None => template
            .steps
            .iter()
            .map(|step| view! { <Row title=reader.t(step.title) /> }.into_any())
            .collect(),
    };
    Some(
        view! {
            <Section id="liste" title=reader.t(event_words::CHECKLIST)>
                <RowList>{rows}</RowList>
            </Section>
        }
        .into_any(),
    )
}

/// Writes the event, then its tasks. Tasks that could not be written are missing from the list and named by the app.
async fn create(reader: Reader, kind: &str, title: &str, begin: i64) -> Result<RecordId, AppError> {
    let records = reader.app.records;
    let template = plan::template_of(kind).ok_or(AppError::NotFound)?;
    let mut edits: Vec<Edit> = plan::presets(template, begin);
    edits.push(set(None, &VERANSTALTUNG, "typ", text(kind)));
    edits.push(set(None, &VERANSTALTUNG, "titel", text(title)));
    edits.push(set(None, &VERANSTALTUNG, "status", text("geplant")));
    let id = records.create(&VERANSTALTUNG, edits).await?;
    let today = untrack(|| reader.today());
    for (step, due) in plan::steps(template, dates::split(begin).0, today) {
        let edits = vec![
            set(None, &AUFGABE, "titel", text(reader.t(step))),
            set(None, &AUFGABE, "bis", Value::Date(due)),
            set(None, &AUFGABE, "status", text("offen")),
            set(None, &AUFGABE, "veranstaltung", Value::Link(id)),
        ];
        records.create(&AUFGABE, edits).await?;
    }
    Ok(id)
}
