//! A step that writes lines: with round and table in front where the format has them.

use super::fill;
use crate::form::NamesGuard;
use crate::pages::reading::Reader;
use crate::pages::status::Status;
use crate::ui::*;
use crate::widgets::{Button, Segmented, TextInput, Wiring};
use shared::event::formats::{self, Step};
use shared::event::{lines, number};
use shared::ids::RecordId;
use shared::records::BETEILIGUNG;
use shared::text::event_words;

/// Lines of a note, with round and table in front.
pub(super) fn notes(
    reader: Reader,
    status: Status,
    id: RecordId,
    step: &'static Step,
    key: &'static str,
    tables: u8,
) -> AnyView {
    let field = number(&BETEILIGUNG, key);
    let typed = RwSignal::new(String::new());
    let table = RwSignal::new("1".to_owned());
    let submit = Callback::new(move |()| {
        let line = typed.get_untracked();
        let Some(view) = untrack(|| reader.app.records.get(id)) else {
            return;
        };
        if line.trim().is_empty() {
            crate::pages::focus::to("eingabe");
            return;
        }
        typed.set(String::new());
        // The mark is written in German whatever the language of the screen, so that two phones write one heading.
        let mark = step.mark.map(|mark| mark.de);
        let at = table.get_untracked().parse().unwrap_or(1);
        let line = formats::written(mark, (tables > 0).then_some(("Tisch", at)), &line);
        let before = lines::of_field(&view.state, field);
        fill(reader, status, &view, key, lines::with_line(&before, &line));
    });
    let said = move || {
        let view = reader.app.records.get(id)?;
        let mark = step.mark.map(|mark| mark.de);
        let items: Vec<AnyView> = lines::of_field(&view.state, field)
            .into_iter()
            .filter(|line| mark.is_none_or(|mark| line.starts_with(mark)))
            .map(|line| view! { <li>{line}</li> }.into_any())
            .collect();
        (!items.is_empty()).then(|| view! { <ul class="agenda-block__points">{items}</ul> })
    };
    let options = (1..=tables)
        .map(|number| (number.to_string(), number.to_string()))
        .collect();
    let choose = Callback::new(move |chosen: String| table.set(chosen));
    view! {
        {said}
        <form
            class="quick-task"
            autocomplete="off"
            on:submit=move |event| {
                event.prevent_default();
                submit.run(());
            }
        >
            {(tables > 0).then(|| view! { <p class="field__label">{reader.t(event_words::TABLE)}</p><Segmented label=reader.t(event_words::TABLE) options=options chosen=table choose=choose /> })}
            <TextInput wiring=Wiring::plain("eingabe", reader.t(event_words::LINE_LABEL)) value=typed />
            <NamesGuard value=typed reader=reader />
            <Button label=reader.s(event_words::ADD_LINE) icon="plus" submit=true />
        </form>
    }
    .into_any()
}
