//! Steps that write a number: one that somebody knows, and one that several phones count together.

use super::fill;
use crate::pages::event::{spoken_number, write};
use crate::pages::reading::Reader;
use crate::pages::status::Status;
use crate::state::Edit;
use crate::ui::*;
use crate::widgets::{Button, ButtonSize, Figure, FigureRow, Keyboard, TextInput, Wiring};
use shared::event::number;
use shared::ids::RecordId;
use shared::records::BETEILIGUNG;
use shared::text::{event_words, words};
use shared::value::Value;

/// Greatest count of a step.
const COUNT_MAX: i64 = 1_000_000;

pub(super) fn count(reader: Reader, status: Status, id: RecordId, key: &'static str) -> AnyView {
    let field = number(&BETEILIGUNG, key);
    let label = BETEILIGUNG
        .field(field)
        .map_or("", |field| reader.t(field.label));
    let value = move || {
        let view = reader.app.records.get(id);
        view.and_then(|view| view.state.value(field).and_then(Value::as_int))
            .unwrap_or(0)
    };
    let typed = RwSignal::new(untrack(value).to_string());
    let error = RwSignal::new(None);
    let store = Callback::new(move |by: i64| {
        let Some(view) = untrack(|| reader.app.records.get(id)) else {
            return;
        };
        match spoken_number(&typed.get_untracked(), reader.locale, 0, COUNT_MAX) {
            Ok(number) => {
                let number = number.saturating_add(by).clamp(0, COUNT_MAX);
                typed.set(number.to_string());
                error.set(None);
                fill(reader, status, &view, key, Value::Int(number));
            }
            Err(problem) => error.set(Some(problem)),
        }
    });
    let wiring = Wiring {
        error: error.into(),
        ..Wiring::plain("zahl", label)
    };
    view! {
        <form
            class="stack stack--tight"
            on:submit=move |event| {
                event.prevent_default();
                store.run(0);
            }
        >
            <TextInput wiring=wiring value=typed keyboard=Keyboard::Number />
            <div class="cluster">
                <Button label="+1" size=ButtonSize::Large press=Callback::new(move |()| store.run(1)) />
                <Button label=reader.s(words::SAVE) icon="check" submit=true />
            </div>
        </form>
    }
    .into_any()
}

/// A large key for each talk; phones that count apart add up.
pub(super) fn tally(reader: Reader, status: Status, id: RecordId, key: &'static str) -> AnyView {
    let field = number(&BETEILIGUNG, key);
    let label = BETEILIGUNG
        .field(field)
        .map_or("", |field| reader.t(field.label));
    let total = Signal::derive(move || {
        let view = reader.app.records.get(id);
        view.map_or(0, |view| view.state.counter(field).total)
    });
    let own = move || {
        let device = reader.app.session.device();
        let view = reader.app.records.get(id)?;
        let shares = view.state.counter(field).shares;
        shares
            .into_iter()
            .find(|(other, _)| *other == device)
            .map(|(_, count)| count)
    };
    // Only what this phone counted is taken back here.
    let nothing = Signal::derive(move || own().unwrap_or(0) <= 0);
    let add = move |amount: i64| {
        Callback::new(move |()| write(reader, status, id, vec![Edit::Add { field, amount }]))
    };
    view! {
        {move || {
            // Read here: what a component draws inside is drawn once.
            let talks = reader.number(total.get());
            view! { <FigureRow><Figure number=talks label=label /></FigureRow> }
        }}
        <div class="stack stack--tight">
            <Button label="+1" size=ButtonSize::Large press=add(1) />
            <Button label=reader.s(event_words::LAST_ONE_BACK) icon="undo" disabled=nothing press=add(-1) />
        </div>
    }
    .into_any()
}
