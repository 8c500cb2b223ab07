//! The numbers of a paper pinboard, one input per answer: typed in twenty seconds. Typing a board in again is a recount with a
//! reason; the first numbers stay readable.

use super::super::files::Held;
use super::super::frame::{Bar, Frame};
use super::super::missing::Missing;
use super::super::reading::{Reader, use_reader};
use super::super::status::{Status, use_status};
use super::{feedback, set, spoken_number, text};
use crate::error::advice;
use crate::router::{use_navigate, use_params_map};
use crate::routes;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{Button, ButtonLook, ButtonSize, Keyboard, TextInput, Wiring};
use leptos::task::spawn_local;
use shared::event::dots::{self, ANSWERS_MAX, BOARD_DOTS_MAX, Vote};
use shared::ids::RecordId;
use shared::records::{ABFRAGE, STATION};
use shared::text::{event_words, file_words, words};
use shared::value::Value;

/// Draws the board in the address, or an empty one of the vote.
#[component]
pub fn Board() -> impl IntoView {
    let params = use_params_map();
    move || {
        let id = |name: &str| -> Option<RecordId> {
            params
                .with(|map| map.get(name))
                .and_then(|id| id.parse().ok())
        };
        match id("vote") {
            Some(vote) => page(vote, id("board")),
            None => view! { <Missing /> }.into_any(),
        }
    }
}

/// One answer with what is typed for it.
#[derive(Clone)]
struct Line {
    answer: usize,
    label: String,
    typed: RwSignal<String>,
    error: RwSignal<Option<String>>,
}

fn page(vote: RecordId, board: Option<RecordId>) -> AnyView {
    let reader = use_reader();
    let status = use_status();
    let Some(view) = untrack(|| reader.app.records.get(vote)) else {
        return view! { <Missing /> }.into_any();
    };
    let known = board.and_then(|board| untrack(|| reader.app.records.get(board)));
    let before = known.as_ref().map(|known| dots::board_dots(&known.state));
    let lines: Vec<Line> = Vote::of(&view.state)
        .answers
        .into_iter()
        .map(|(answer, label)| Line {
            answer,
            label,
            typed: RwSignal::new(
                before
                    .and_then(|dots| dots.get(answer).copied())
                    .map(|dots| dots.to_string())
                    .unwrap_or_default(),
            ),
            error: RwSignal::new(None),
        })
        .collect();
    let first = known
        .as_ref()
        .and_then(|known| reader.field(known, STATION.title))
        .unwrap_or_default();
    let name = RwSignal::new(first);
    let reason = RwSignal::new(String::new());
    let (name_error, reason_error) = (RwSignal::new(None), RwSignal::new(None));
    let recount = known.is_some();
    let (back, event) = {
        let field = shared::event::number(&ABFRAGE, "veranstaltung");
        match view.state.value(field) {
            Some(Value::Link(event)) => (routes::votes(*event), Some(*event)),
            _ => (routes::record(view.def, vote), None),
        }
    };
    let bar = Bar::Back {
        href: back.clone(),
        place: reader.s(if recount {
            event_words::RECOUNT
        } else {
            STATION.add
        }),
        sub: Signal::stored(reader.title(&view)),
    };
    let navigate = StoredValue::new_local(use_navigate());
    let known = StoredValue::new_local(known);
    let photo = Held::nothing();
    let work = lines.clone();
    let submit = Callback::new(move |()| {
        name_error.set(
            name.get_untracked()
                .trim()
                .is_empty()
                .then(|| reader.s(event_words::NEEDS_PLACE)),
        );
        let unexplained = recount && reason.get_untracked().trim().is_empty();
        reason_error.set(unexplained.then(|| reader.s(event_words::NEEDS_REASON)));
        let mut typed = [0; ANSWERS_MAX];
        let mut good = !unexplained && !name.get_untracked().trim().is_empty();
        for line in &work {
            match read(reader, line) {
                Some(dots) => {
                    if let Some(place) = typed.get_mut(line.answer) {
                        *place = dots;
                    }
                }
                None => good = false,
            }
        }
        if !good {
            return;
        }
        let (name, reason) = (name.get_untracked(), reason.get_untracked());
        let known = known.get_value();
        let back = back.clone();
        spawn_local(async move {
            match store(reader, vote, known, &name, typed, &reason).await {
                Ok(station) => {
                    photo.attach(reader, status, station).await;
                    status.saved(reader);
                    let _left = navigate.try_with_value(|go| go(&back, Default::default()));
                }
                Err(error) => status.offer(reader.s(advice(&error).words), None),
            }
        });
    });
    view! {
        <Frame reader=reader title=reader.t(STATION.add) bar=bar tool=true focus_on="wo">
            <form
                class="stack"
                autocomplete="off"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    submit.run(());
                }
            >
                <TextInput wiring=wired("wo", reader.t(event_words::WHERE), name_error) value=name />
                <div class="board-grid">
                    {lines.iter().map(input).collect::<Vec<_>>()}
                </div>
                {recount.then(|| view! {
                    <TextInput wiring=wired("grund", reader.t(words::CORRECT_REASON), reason_error) value=reason />
                })}
                {said(reader, status, event, photo)}
                <Button label=reader.s(words::SAVE) icon="check" look=ButtonLook::Primary size=ButtonSize::Large submit=true />
            </form>
        </Frame>
    }
    .into_any()
}

fn wired(id: &str, label: &str, error: RwSignal<Option<String>>) -> Wiring {
    Wiring {
        error: error.into(),
        ..Wiring::plain(id, label)
    }
}

fn input(line: &Line) -> AnyView {
    let id = format!("antwort-{}", line.answer);
    view! {
        <TextInput wiring=wired(&id, &line.label, line.error) value=line.typed keyboard=Keyboard::Number />
    }
    .into_any()
}

/// Reads the number of an answer; empty is zero.
fn read(reader: Reader, line: &Line) -> Option<i64> {
    let typed = line.typed.get_untracked();
    if typed.trim().is_empty() {
        line.error.set(None);
        return Some(0);
    }
    let read = spoken_number(&typed, reader.locale, 0, BOARD_DOTS_MAX);
    line.error.set(read.clone().err());
    read.ok()
}

fn said(reader: Reader, status: Status, event: Option<RecordId>, photo: Held) -> AnyView {
    let photo = event.map(|_| {
        view! {
            {photo.key(reader, file_words::PHOTO_OF_BOARD)}
            <p class="section__note">{reader.t(event_words::PHOTO_OF_BOARD)}</p>
        }
    });
    view! { {photo} {feedback(reader, status)} }.into_any()
}

async fn store(
    reader: Reader,
    vote: RecordId,
    known: Option<RecordView>,
    name: &str,
    typed: dots::Dots,
    reason: &str,
) -> Result<RecordId, crate::error::AppError> {
    let records = reader.app.records;
    match known {
        Some(known) => {
            let mut edits = dots::type_in(Some(&known.state), typed, reason.trim());
            if known.state.text(STATION.title) != Some(name.trim()) {
                edits.push(set(Some(&known), &STATION, "bezeichnung", text(name)));
            }
            if !edits.is_empty() {
                records.write(known.id, edits).await?;
            }
            Ok(known.id)
        }
        None => {
            let mut edits = dots::type_in(None, typed, "");
            edits.push(set(None, &STATION, "abfrage", Value::Link(vote)));
            edits.push(set(None, &STATION, "bezeichnung", text(name)));
            edits.push(set(None, &STATION, "art", text("pinnwand")));
            records.create(&STATION, edits).await
        }
    }
}
