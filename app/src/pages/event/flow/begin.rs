//! Beginning a format at an event: which one, and the question.

use crate::error::advice;
use crate::pages::event::{set, text};
use crate::pages::reading::Reader;
use crate::pages::status::Status;
use crate::router::{NavigateOptions, use_navigate};
use crate::routes;
use crate::state::Edit;
use crate::ui::*;
use crate::widgets::{Button, ChoiceInput, Entry, TextInput, Wiring};
use leptos::task::spawn_local;
use shared::event::number;
use shared::ids::RecordId;
use shared::records::{BETEILIGUNG, FieldKind};
use shared::text::event_words;
use shared::value::Value;

/// Begins a format at an event: which one, and the question.
pub(in crate::pages::event) fn begin(reader: Reader, status: Status, event: RecordId) -> AnyView {
    let question = RwSignal::new(String::new());
    let error = RwSignal::new(None);
    let format = RwSignal::new("world_cafe".to_owned());
    let navigate = StoredValue::new_local(use_navigate());
    let label = |key: &str| {
        BETEILIGUNG
            .field_by_key(key)
            .map_or("", |field| reader.t(field.label))
    };
    let kind = BETEILIGUNG.field_by_key("format").map(|field| field.kind);
    let Some(FieldKind::Choice { choices }) = kind else {
        return ().into_any();
    };
    let entries: Vec<Entry> = choices
        .iter()
        .map(|choice| Entry {
            key: choice.key.to_owned(),
            label: reader.s(choice.label),
            group: None,
        })
        .collect();
    let wiring = Wiring {
        error: error.into(),
        ..Wiring::plain("beteiligung-frage", label("frage"))
    };
    let choice = Wiring::plain("beteiligung-format", label("format"));
    let submit = Callback::new(move |()| {
        let typed = question.get_untracked();
        if typed.trim().is_empty() {
            error.set(Some(reader.s(event_words::NEEDS_QUESTION)));
            return;
        }
        let edits = vec![
            set(None, &BETEILIGUNG, "frage", text(&typed)),
            set(None, &BETEILIGUNG, "format", text(&format.get_untracked())),
            set(None, &BETEILIGUNG, "status", text("offen")),
            Edit::Put {
                field: number(&BETEILIGUNG, "veranstaltungen"),
                element: *event.as_bytes(),
                value: Value::Link(event),
            },
        ];
        spawn_local(async move {
            match reader.app.records.create(&BETEILIGUNG, edits).await {
                Ok(id) => {
                    status.saved(reader);
                    let _left = navigate
                        .try_with_value(|go| go(&routes::flow(id), NavigateOptions::default()));
                }
                Err(problem) => status.offer(reader.s(advice(&problem).words), None),
            }
        });
    });
    view! {
        <details class="section more screen-only">
            <summary class="section__head more__summary"><h2>{reader.t(event_words::BEGIN_FLOW)}</h2></summary>
            <form
                class="stack more__body"
                autocomplete="off"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    submit.run(());
                }
            >
                <TextInput wiring=wiring value=question />
                <ChoiceInput wiring=choice value=format entries=entries none="–" />
                <Button label=reader.s(event_words::BEGIN_FLOW) icon="forward" submit=true />
            </form>
        </details>
    }
    .into_any()
}
