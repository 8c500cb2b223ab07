//! After the event, in one minute: what went well, what did not, next time. What the report still lacks, whom to thank, and the
//! answer to those who took part.

use super::super::frame::{Bar, Frame};
use super::super::missing::NotHere;
use super::super::reading::{Reader, day_in, phase_of, use_reader};
use super::super::status::{Status, use_status};
use super::super::{events, rows};
use super::{feedback, set, share_key, text};
use crate::error::advice;
use crate::form::NamesGuard;
use crate::router::{NavigateOptions, use_navigate};
use crate::routes;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{
    Button, ButtonLook, ButtonSize, LinkButton, LongTextInput, Row, RowList, Section, Segmented,
    Wiring,
};
use leptos::task::spawn_local;
use shared::event::{number, outcome, shifts};
use shared::ids::RecordId;
use shared::records::{AUFGABE, BETEILIGUNG, Phase, VERANSTALTUNG, WIRKUNGSBEOBACHTUNG};
use shared::text::{event_sentences, event_words, words};
use shared::value::Value;

/// Longest note; the fields allow the same.
const NOTE_CHARS_MAX: u16 = 4000;
/// What is asked, in this order.
const ASKED: [&str; 4] = ["lief", "lief_nicht", "naechstes_mal", "ergebnis"];

/// Draws the debrief of the event in the address.
#[component]
pub fn Debrief() -> impl IntoView {
    super::in_address("event", page)
}

fn page(id: RecordId) -> AnyView {
    let reader = use_reader();
    let status = use_status();
    let bar = Bar::Back {
        href: routes::event(id),
        place: reader.s(event_words::DEBRIEF),
        sub: Signal::derive(move || {
            let view = reader.app.records.get(id);
            view.map(|view| reader.title(&view)).unwrap_or_default()
        }),
    };
    let Some(view) = untrack(|| reader.app.records.get(id)) else {
        return view! { <NotHere /> }.into_any();
    };
    let form = form(reader, status, &view);
    view! {
        <Frame reader=reader title=reader.t(event_words::DEBRIEF) bar=bar tool=true focus_on="lief">
            <div class="stack">
                {form}
                {move || reader.app.records.get(id).map(|view| {
                    view! { {missing(reader, &view)} {thanks(reader, status, &view)} {answers(reader, id)} }
                })}
                <p>
                    <LinkButton label=reader.t(WIRKUNGSBEOBACHTUNG.add) href=routes::new_child(&WIRKUNGSBEOBACHTUNG, id) icon="eye" />
                </p>
            </div>
        </Frame>
    }
    .into_any()
}

fn form(reader: Reader, status: Status, view: &RecordView) -> AnyView {
    let id = view.id;
    let opened = view.clone();
    let fields = ASKED.map(|key| {
        (
            key,
            RwSignal::new(outcome::note_lines(&view.state, key).join("\n")),
        )
    });
    let field = number(&VERANSTALTUNG, "stoerung");
    let trouble = RwSignal::new(match view.state.value(field) {
        Some(Value::Bool(true)) => "ja".to_owned(),
        Some(Value::Bool(false)) => "nein".to_owned(),
        _ => String::new(),
    });
    let busy = RwSignal::new(false);
    let navigate = StoredValue::new_local(use_navigate());
    let opened = StoredValue::new_local(opened);
    let submit = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        let view = opened.get_value();
        let mut edits = Vec::new();
        for (key, typed) in fields {
            let before = outcome::note_lines(&view.state, key).join("\n");
            let typed = typed.get_untracked();
            if typed.trim() != before {
                edits.push(set(Some(&view), &VERANSTALTUNG, key, text(&typed)));
            }
        }
        let said = trouble.get_untracked();
        if !said.is_empty() && view.state.value(field) != Some(&Value::Bool(said == "ja")) {
            edits.push(set(
                Some(&view),
                &VERANSTALTUNG,
                "stoerung",
                Value::Bool(said == "ja"),
            ));
        }
        let state = view
            .state
            .text(number(&VERANSTALTUNG, "status"))
            .unwrap_or("idee");
        if !matches!(
            state,
            "nachbereitet" | "berichtet" | "abgesagt" | "verschoben"
        ) {
            edits.push(set(
                Some(&view),
                &VERANSTALTUNG,
                "status",
                text("nachbereitet"),
            ));
        }
        busy.set(true);
        spawn_local(async move {
            match reader.app.records.write(id, edits).await {
                Ok(()) => {
                    status.saved(reader);
                    let _left = navigate.try_with_value(|go| {
                        go(&routes::event(id), NavigateOptions { replace: true });
                    });
                }
                Err(error) => status.offer(reader.s(advice(&error).words), None),
            }
            let _left = busy.try_set(false);
        });
    });
    let inputs: Vec<AnyView> = fields
        .into_iter()
        .map(|(key, typed)| {
            let label = VERANSTALTUNG
                .field_by_key(key)
                .map_or("", |field| reader.t(field.label));
            let wiring = Wiring {
                // "Lief nicht freiwillig" would be read as one sentence; that nothing is asked for stands above.
                optional: Some(String::new()),
                ..Wiring::plain(key, label)
            };
            view! {
                <LongTextInput wiring=wiring value=typed chars_max=NOTE_CHARS_MAX />
                <NamesGuard value=typed reader=reader />
            }
            .into_any()
        })
        .collect();
    let label = VERANSTALTUNG
        .field(field)
        .map_or("", |field| reader.t(field.label));
    let choose = Callback::new(move |said: String| trouble.set(said));
    view! {
        <form
            class="stack short-notes"
            autocomplete="off"
            on:submit=move |event| {
                event.prevent_default();
                submit.run(());
            }
        >
            <p class="section__note">{reader.t(event_words::DEBRIEF_TEXT)}</p>
            {inputs}
            <div class="field">
                <p class="field__label" id="stoerung">{label}</p>
                <Segmented
                    label=label
                    options=vec![("nein".to_owned(), reader.s(words::NO)), ("ja".to_owned(), reader.s(words::YES))]
                    chosen=trouble
                    choose=choose
                />
                {move || (trouble.get() == "ja").then(|| view! {
                    <p class="field__hint">{reader.t(event_words::TROUBLE_TO_INCIDENT)}</p>
                })}
            </div>
            {feedback(reader, status)}
            <Button label=reader.s(words::SAVE) icon="check" look=ButtonLook::Primary size=ButtonSize::Large busy=busy submit=true />
        </form>
    }
    .into_any()
}

/// What the report still lacks, each with the way there.
fn missing(reader: Reader, view: &RecordView) -> Option<AnyView> {
    let visitors = events::visitors(reader, view.id).total;
    let mut rows: Vec<AnyView> = outcome::missing_for_report(&view.state, visitors)
        .into_iter()
        .map(|key| {
            let (label, href) = match view.def.field_by_key(key) {
                Some(field) => (reader.t(field.label), routes::edit(view.def, view.id)),
                None => (
                    reader.t(event_words::NOTHING_COUNTED),
                    routes::count(view.id),
                ),
            };
            view! { <Row title=label icon="warning" href=href /> }.into_any()
        })
        .collect();
    rows.extend(super::cards::row(reader, view.id));
    (!rows.is_empty()).then(|| {
        view! { <Section id="bericht" title=reader.t(event_words::MISSING_FOR_REPORT)><RowList>{rows}</RowList></Section> }
            .into_any()
    })
}

/// Whom to thank: partners, who had a task, who had a shift.
fn thanks(reader: Reader, status: Status, view: &RecordView) -> Option<AnyView> {
    let mut names: Vec<String> = Vec::new();
    for key in ["ausrichter", "partner"] {
        for (_, value) in view.state.elements(number(&VERANSTALTUNG, key)) {
            if let Value::Link(id) = value {
                names.extend(reader.name(*id));
            }
        }
    }
    let link = Value::Link(view.id);
    for task in reader.app.records.list_all(&AUFGABE) {
        if task.state.value(number(&AUFGABE, "veranstaltung")) == Some(&link)
            && phase_of(&task) == Phase::Done
        {
            names.extend(reader.field(&task, number(&AUFGABE, "organisation")));
            names.extend(reader.field(&task, number(&AUFGABE, "verantwortlich")));
        }
    }
    for key in ["schichten", "material"] {
        let plan = view
            .state
            .text(number(&VERANSTALTUNG, key))
            .unwrap_or_default();
        for shift in shifts::read(plan) {
            // In the list of material the name stands in front of the colon.
            names.extend(if key == "material" {
                shift.who.is_some().then_some(shift.what)
            } else {
                shift.who
            });
        }
    }
    let names = outcome::to_thank(names.iter().map(String::as_str));
    if names.is_empty() {
        return None;
    }
    let title = reader.title(view);
    let message = event_sentences::thanks(&title, &names.join(", "), reader.locale);
    let items: Vec<AnyView> = names
        .into_iter()
        .map(|name| view! { <li>{name}</li> }.into_any())
        .collect();
    Some(
        view! {
            <Section id="danke" title=reader.t(event_words::THANKS)>
                <ul class="agenda-block__points">{items}</ul>
                <p>{share_key(reader, status, reader.t(event_words::SHARE_THANKS), title, message)}</p>
            </Section>
        }
        .into_any(),
    )
}

/// Participations of the event that still owe an answer.
fn answers(reader: Reader, event: RecordId) -> Option<AnyView> {
    let link = Value::Link(event);
    let field = number(&BETEILIGUNG, "veranstaltungen");
    let rows: Vec<AnyView> = owed(reader)
        .into_iter()
        .filter(|view| {
            view.state
                .elements(field)
                .into_iter()
                .any(|(_, value)| *value == link)
        })
        .map(|view| owed_row(reader, &view))
        .collect();
    (!rows.is_empty()).then(|| {
        view! { <Section id="antwort" title=reader.t(event_words::WHAT_BECAME)><RowList>{rows}</RowList></Section> }
            .into_any()
    })
}

/// Participations whose people wait for an answer, the most urgent first. Reactive.
pub(in crate::pages) fn owed(reader: Reader) -> Vec<RecordView> {
    let until = number(&BETEILIGUNG, "rueckmeldung_bis");
    let mut all: Vec<RecordView> = reader
        .app
        .records
        .list(&BETEILIGUNG)
        .into_iter()
        .filter(|view| day_in(view, until).is_some() && phase_of(view) != Phase::Done)
        .filter(|view| view.state.text(number(&BETEILIGUNG, "status")) != Some("rueckgemeldet"))
        .collect();
    all.sort_by_key(|view| day_in(view, until));
    all
}

/// One participation that owes an answer.
pub(in crate::pages) fn owed_row(reader: Reader, view: &RecordView) -> AnyView {
    let until = day_in(view, number(&BETEILIGUNG, "rueckmeldung_bis")).unwrap_or_default();
    let days = until.saturating_sub(reader.today());
    let meta = event_sentences::answer_due(days, reader.locale);
    rows::row_with(reader, view, meta, routes::flow(view.id))
}
