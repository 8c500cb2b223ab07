//! A draw that everybody can check.

use super::fill;
use crate::pages::event::spoken_number;
use crate::pages::reading::Reader;
use crate::pages::status::Status;
use crate::ui::*;
use crate::widgets::{Button, Keyboard, TextInput, Wiring};
use shared::event::formats::{self, LOTS_MAX};
use shared::event::{lines, number};
use shared::ids::RecordId;
use shared::records::BETEILIGUNG;
use shared::text::{event_sentences, event_words};

/// Numbers drawn from words said aloud: whoever knows the words can draw them again.
pub(super) fn draw(reader: Reader, status: Status, id: RecordId) -> AnyView {
    let said = RwSignal::new(String::new());
    let (pool, take) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let errors = [
        RwSignal::new(None),
        RwSignal::new(None),
        RwSignal::new(None),
    ];
    let [said_error, pool_error, take_error] = errors;
    let wired = |id: &str, label, hint: Option<String>, error: RwSignal<Option<String>>| Wiring {
        hint,
        error: error.into(),
        ..Wiring::plain(id, label)
    };
    let submit = Callback::new(move |()| {
        let lots = spoken_number(&pool.get_untracked(), reader.locale, 1, LOTS_MAX.into());
        let places = spoken_number(&take.get_untracked(), reader.locale, 1, LOTS_MAX.into());
        let spoken = said.get_untracked();
        said_error.set(
            spoken
                .trim()
                .is_empty()
                .then(|| reader.s(event_words::NEEDS_WORDS)),
        );
        pool_error.set(lots.clone().err());
        take_error.set(places.clone().err());
        let (Ok(lots), Ok(places)) = (lots, places) else {
            return;
        };
        let Some(view) = untrack(|| reader.app.records.get(id)) else {
            return;
        };
        if spoken.trim().is_empty() {
            return;
        }
        let (lots, places) = (
            u32::try_from(lots).unwrap_or(0),
            u32::try_from(places).unwrap_or(0),
        );
        let drawn: Vec<String> = formats::draw(&spoken, lots, places)
            .iter()
            .map(u32::to_string)
            .collect();
        let line = event_sentences::drawn(spoken.trim(), lots, &drawn.join(", "), reader.locale);
        let before = lines::of_field(&view.state, number(&BETEILIGUNG, "losverfahren"));
        fill(
            reader,
            status,
            &view,
            "losverfahren",
            lines::with_line(&before, &line),
        );
    });
    let record = move || {
        let view = reader.app.records.get(id)?;
        let items: Vec<AnyView> =
            lines::of_field(&view.state, number(&BETEILIGUNG, "losverfahren"))
                .into_iter()
                .map(|line| view! { <li>{line}</li> }.into_any())
                .collect();
        (!items.is_empty()).then(|| view! { <ul class="agenda-block__points">{items}</ul> })
    };
    view! {
        {record}
        <form
            class="stack stack--tight"
            autocomplete="off"
            on:submit=move |event| {
                event.prevent_default();
                submit.run(());
            }
        >
            <TextInput wiring=wired("woerter-der-ziehung", reader.t(event_words::DRAW_WORDS), Some(reader.s(event_words::DRAW_WORDS_HINT)), said_error) value=said />
            <div class="pair">
                <TextInput wiring=wired("lose", reader.t(event_words::DRAW_POOL), None, pool_error) value=pool keyboard=Keyboard::Number />
                <TextInput wiring=wired("plaetze", reader.t(event_words::DRAW_TAKE), None, take_error) value=take keyboard=Keyboard::Number />
            </div>
            <Button label=reader.s(event_words::DRAW) icon="dots" submit=true />
        </form>
    }
    .into_any()
}
