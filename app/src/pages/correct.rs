//! Correcting a count in Live: what, by how much, why. Nothing that was tapped changes; a counter-entry stands beside it
//! (`shared::event::tally`).
//!
//! A screen built for its kind: the count of an event.

use super::event::try_write;
use super::reading::Reader;
use crate::form::random_element;
use crate::state::Edit;
use crate::ui::*;
use crate::widgets::{Button, ButtonSize, ChoiceInput, Entry, Keyboard, TextInput, Wiring};
use shared::event::{number, tally};
use shared::ids::RecordId;
use shared::records::{COUNTED, FieldKind, ZAEHLUNG};
use shared::text::{event_sentences, event_words, violations, words};
use shared::value::validate::{CORRECTION_MAX, Code, validate_correction};
use shared::value::{Value, input};

/// Names the estimates in the list of what can be corrected.
const ESTIMATES: &str = "geschaetzt";

/// Draws every counter-entry, and the form for one more.
pub(super) fn correct(reader: Reader, event: RecordId) -> AnyView {
    let counts = move || reader.app.records.children(event, &ZAEHLUNG);
    let field = number(&ZAEHLUNG, "korrekturen");
    let lines = move || {
        let lines: Vec<AnyView> = counts()
            .iter()
            .flat_map(|view| view.state.elements(field))
            .map(|(_, value)| view! { <li>{reader.correction(&ZAEHLUNG, value)}</li> }.into_any())
            .collect();
        (!lines.is_empty()).then(|| view! { <ul class="agenda-block__points">{lines}</ul> })
    };
    let first = COUNTED.first().copied().unwrap_or_default();
    let of = RwSignal::new(first.to_owned());
    let (amount, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (amount_error, reason_error) = (RwSignal::new(None), RwSignal::new(None));
    let submit = Callback::new(move |()| {
        amount_error.set(None);
        reason_error.set(None);
        let typed = amount.get_untracked();
        let Ok(by) = input::number(typed.trim().trim_start_matches('+'), reader.locale) else {
            let (least, most) = (-CORRECTION_MAX, CORRECTION_MAX);
            amount_error.set(Some(event_sentences::number_between(
                least,
                most,
                reader.locale,
            )));
            return;
        };
        let why = reason.get_untracked().trim().to_owned();
        let (sheet, counter, begin, total) = untrack(|| sheet(reader, event, &of.get()));
        if let Some(code) = validate_correction(total, by, &why) {
            let error = match code {
                Code::CorrectionReason | Code::TooLong { .. } => reason_error,
                _ => amount_error,
            };
            let def = ZAEHLUNG.field(field);
            error.set(def.map(|def| violations::field_violation(def, &code, reader.locale)));
            return;
        }
        let mut edits = begin;
        edits.push(Edit::Put {
            field,
            element: random_element(),
            value: Value::Correction {
                field: counter,
                amount: by,
                reason: why,
            },
        });
        let records = reader.app.records;
        try_write(reader, reason_error, async move {
            let space = untrack(|| records.get(event)).map(|view| view.space);
            let space = space.ok_or(crate::error::AppError::NotFound)?;
            records.write_in(space, &ZAEHLUNG, sheet, edits).await?;
            let _left = amount.try_set(String::new());
            let _left = reason.try_set(String::new());
            Ok(())
        });
    });
    let wired = |id: &str, label, error: RwSignal<Option<String>>| Wiring {
        error: error.into(),
        ..Wiring::plain(id, label)
    };
    let by = Wiring {
        hint: Some(reader.s(words::CORRECT_AMOUNT_HINT)),
        ..wired(
            "korrektur-um",
            reader.t(words::CORRECT_AMOUNT),
            amount_error,
        )
    };
    view! {
        {lines}
        <details class="more">
            <summary class="more__line">{reader.t(words::CORRECT)}</summary>
            <form
                class="stack stack--tight more__body"
                autocomplete="off"
                on:submit=move |event| {
                    event.prevent_default();
                    submit.run(());
                }
            >
                <ChoiceInput wiring=Wiring::plain("korrektur-was", reader.t(words::CORRECT_WHICH)) value=of entries=entries(reader) none="–" />
                <TextInput wiring=by value=amount keyboard=Keyboard::Number />
                <TextInput wiring=wired("korrektur-warum", reader.t(words::CORRECT_REASON), reason_error) value=reason />
                <Button label=reader.s(event_words::CORRECT_ENTER) icon="check" size=ButtonSize::Wide submit=true />
            </form>
        </details>
    }
    .into_any()
}

/// What can be corrected: every counter, and what was estimated.
fn entries(reader: Reader) -> Vec<Entry> {
    let entry = |key: &str, label: &str| Entry {
        key: key.to_owned(),
        label: label.to_owned(),
        group: None,
    };
    let keys = match ZAEHLUNG.field_by_key("korrekturen").map(|field| field.kind) {
        Some(FieldKind::Corrections { of }) => of,
        _ => &[],
    };
    let counters = keys.iter().filter_map(|key| ZAEHLUNG.field_by_key(key));
    let mut all: Vec<Entry> = counters
        .map(|field| entry(field.key, reader.t(field.label)))
        .collect();
    all.push(entry(ESTIMATES, reader.t(event_words::ESTIMATED)));
    all
}

/// Returns where the entry goes: the record, the counter, what the record needs if it is begun with it, and what stands there.
/// Of several estimates the greatest is corrected.
fn sheet(reader: Reader, event: RecordId, key: &str) -> (RecordId, u16, Vec<Edit>, i64) {
    let counts = reader.app.records.children(event, &ZAEHLUNG);
    let view = reader.app.records.get(event);
    let reported = view
        .as_ref()
        .is_some_and(|view| tally::is_reported(&view.state));
    let states = counts
        .iter()
        .filter(|count| {
            view.as_ref()
                .is_some_and(|event| event.space == count.space)
        })
        .map(|count| (count.id, &*count.state));
    let (id, begin) = if key == ESTIMATES {
        let greatest = states
            .filter(|(_, count)| tally::is_estimate(count))
            .max_by_key(|(_, count)| tally::counted(count));
        (greatest.map_or(event, |(id, _)| id), Vec::new())
    } else {
        tally::sheet(event, reported, states)
    };
    let counter = if key == ESTIMATES {
        COUNTED.first().copied().unwrap_or_default()
    } else {
        key
    };
    let counter = number(&ZAEHLUNG, counter);
    let total = counts
        .iter()
        .find(|count| count.id == id)
        .map_or(0, |count| tally::of_field(&count.state, counter));
    (id, counter, begin, total)
}
