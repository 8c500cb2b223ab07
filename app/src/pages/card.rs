//! Karte: a card from the pinboard in three taps and its text. After saving, the next empty card stands there.
//!
//! A screen built for its kind: the idea card.

use super::event::in_address;
use super::frame::{Bar, Frame};
use super::reading::{Reader, use_reader};
use super::rows::record_row;
use super::status::use_status;
use super::trust::readers;
use crate::error::advice;
use crate::form::{Entry, FieldInput, Opening, Quick, judge, open, save, saved_bar};
use crate::platform::clock::now_ms;
use crate::router::use_params_map;
use crate::routes;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{RowList, Section};
use leptos::task::spawn_local;
use shared::ids::RecordId;
use shared::records::{BEITRAG, FieldKind};
use shared::text::{event_words, sentences, words};

/// Topics offered as keys: those used most on the cards of this town.
const TOPICS_MAX: usize = 6;
/// Cards shown below, newest first.
const CARDS_SHOWN: usize = 10;

/// Draws the page for the event in the address, or for no event.
#[component]
pub fn Card() -> impl IntoView {
    let params = use_params_map();
    move || {
        if params.with(|map| map.get("event")).is_none() {
            return view! { <CardPage /> }.into_any();
        }
        in_address("event", |event| {
            view! { <CardPage event=Some(event) /> }.into_any()
        })
    }
}

#[component]
fn CardPage(#[prop(optional_no_strip)] event: Option<RecordId>) -> impl IntoView {
    let reader = use_reader();
    let records = reader.app.records;
    let round = RwSignal::new(0u32);
    let saved = RwSignal::new(None::<(RecordId, u64)>);
    let sub = Signal::derive(move || {
        event
            .and_then(|id| records.get(id))
            .map(|view| reader.title(&view))
            .unwrap_or_default()
    });
    let bar = Bar::Back {
        href: event.map_or_else(|| routes::TODAY.to_owned(), routes::count),
        place: reader.s(words::CARD),
        sub,
    };
    view! {
        <Frame reader=reader title=reader.t(BEITRAG.add) bar=bar tool=true focus_on="feld-text">
            <div class="stack">
                {move || {
                    round.track();
                    view! { <OneCard reader=reader event=event round=round saved=saved /> }
                }}
                {move || {
                    let space = reader.app.records.home_below(&BEITRAG, event);
                    space.map(|space| readers::line(reader, space))
                }}
                {move || saved_bar(reader, saved)}
                {move || cards(reader, event)}
            </div>
        </Frame>
    }
}

/// One empty card.
#[component]
fn OneCard(
    reader: Reader,
    #[prop(optional_no_strip)] event: Option<RecordId>,
    round: RwSignal<u32>,
    saved: RwSignal<Option<(RecordId, u64)>>,
) -> impl IntoView {
    let status = use_status();
    let link = BEITRAG.parent.and_then(|id| BEITRAG.field(id));
    let presets = link
        .zip(event)
        .map(|(field, event)| (field.key, event.to_string()));
    let opening = Opening {
        def: &BEITRAG,
        view: None,
        presets: presets.into_iter().collect(),
        draft: format!("{}/schnell", BEITRAG.key),
    };
    let (entries, _drafted) = open(&opening, reader);
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
    crate::form::mend_while_typing(&BEITRAG, entries, true, errors, reader);

    let submit = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        let found = judge(&BEITRAG, &entries.get_value(), true, reader);
        errors.set(found.clone());
        if !found.is_empty() {
            return;
        }
        busy.set(true);
        let (entries, key) = (entries.get_value(), key.get_value());
        spawn_local(async move {
            let written = save(&BEITRAG, None, &entries, reader).await;
            // Before the page goes: what goes with it must not be drawn once more.
            let _left = busy.try_set(false);
            match written {
                Ok(outcome) => {
                    reader.app.records.drop_draft(&key);
                    status.saved(reader);
                    let _left = saved.try_set(Some((outcome.id, now_ms())));
                    let _left = round.try_update(|round| *round = round.wrapping_add(1));
                }
                Err(error) => {
                    let _left = failed.try_set(Some(reader.s(advice(&error).words)));
                }
            }
        });
    });
    // The text and what is said in one line; the rest of the kind is for later, at a desk.
    let shown: Vec<Entry> = entries.with_value(|all| {
        all.iter()
            .filter(|entry| {
                entry.def.section == 0
                    && matches!(
                        entry.def.kind,
                        FieldKind::LongText { .. } | FieldKind::Text { .. }
                    )
            })
            .copied()
            .collect()
    });
    let topic = shown.iter().find(|entry| entry.def.key == "thema").copied();
    let inputs = shown
        .into_iter()
        .map(|entry| {
            view! {
                <FieldInput entry=entry record=&BEITRAG view=none reader=reader locked=false />
                {(topic.map(|it| it.def.id) == Some(entry.def.id)).then(|| topics(reader, entry))}
            }
        })
        .collect_view()
        .into_any();
    quick.form(reader, words::SAVE_CARD, submit, inputs)
}

/// Topics of earlier cards as keys, the most used first.
fn topics(reader: Reader, entry: Entry) -> AnyView {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for card in untrack(|| reader.app.records.list(&BEITRAG)) {
        let Some(topic) = reader.field(&card, entry.def.id) else {
            continue;
        };
        match counts.iter_mut().find(|(other, _)| *other == topic) {
            Some((_, count)) => *count += 1,
            None => counts.push((topic, 1)),
        }
    }
    counts.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    let keys = counts
        .into_iter()
        .take(TOPICS_MAX)
        .map(|(topic, _)| {
            let own = topic.clone();
            let value = topic.clone();
            let pressed = move || {
                if entry.raw.with(|raw| *raw == own) {
                    "true"
                } else {
                    "false"
                }
            };
            view! {
                <button
                    class="button"
                    type="button"
                    aria-pressed=pressed
                    on:click=move |_| entry.raw.set(value.clone())
                >
                    {topic}
                </button>
            }
        })
        .collect_view();
    view! { <div class="cluster" role="group" aria-label=reader.t(entry.def.label)>{keys}</div> }
        .into_any()
}

fn cards(reader: Reader, event: Option<RecordId>) -> Option<AnyView> {
    let mut cards = match event {
        Some(event) => reader.app.records.children(event, &BEITRAG),
        None => reader.app.records.list(&BEITRAG),
    };
    if cards.is_empty() {
        return None;
    }
    let count = cards.len();
    cards.sort_by_key(|view| std::cmp::Reverse(view.state.created().map(|version| version.hlc)));
    let rows = cards
        .iter()
        .take(CARDS_SHOWN)
        .map(|view| record_row(reader, view))
        .collect_view();
    let link = match event {
        Some(event) => Some((
            routes::check_cards(event),
            reader.s(event_words::CHECK_CARDS),
        )),
        None => (count > CARDS_SHOWN).then(|| {
            (
                routes::list(&BEITRAG),
                sentences::all_of(count, reader.locale),
            )
        }),
    };
    Some(
        view! {
            <Section id="karten" title=reader.t(BEITRAG.names) link=link>
                <RowList>{rows}</RowList>
            </Section>
        }
        .into_any(),
    )
}
