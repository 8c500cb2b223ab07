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
    Button, ButtonLook, ButtonSize, ChoiceInput, Entry, Row, RowList, Section, TextInput, Wiring,
};
use leptos::task::spawn_local;
use shared::event::plan;
use shared::ids::RecordId;
use shared::records::{AUFGABE, VERANSTALTUNG};
use shared::text::{dates, event_words};
use shared::value::{Value, input};

/// Draws the page.
#[component]
pub fn NewEvent() -> impl IntoView {
    let reader = use_reader();
    let status = use_status();
    let navigate = StoredValue::new_local(use_navigate());
    let kind = RwSignal::new("stadtfest".to_owned());
    let title = RwSignal::new(String::new());
    let begin = RwSignal::new(String::new());
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
    let day = Wiring {
        error: begin_error.into(),
        ..Wiring::plain("beginn", label("beginn"))
    };
    let (described_by, invalid) = (day.described_by(), day.invalid());
    let submit = Callback::new(move |()| {
        let typed = title.get_untracked();
        let when = input::date_time(&begin.get_untracked());
        title_error.set(
            typed
                .trim()
                .is_empty()
                .then(|| reader.s(event_words::NEEDS_NAME)),
        );
        begin_error.set(when.is_err().then(|| reader.s(event_words::NEEDS_BEGIN)));
        let Ok(when) = when else { return };
        if typed.trim().is_empty() || busy.get_untracked() {
            return;
        }
        busy.set(true);
        let kind = kind.get_untracked();
        spawn_local(async move {
            match create(reader, &kind, &typed, when).await {
                Ok(id) => {
                    status.saved(reader);
                    let options = NavigateOptions { replace: true };
                    let _left = navigate.try_with_value(|go| go(&routes::event(id), options));
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
