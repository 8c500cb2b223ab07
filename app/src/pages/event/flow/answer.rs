//! The last step of every format: by when people get their answer, and the answers there are.

use super::fill;
use crate::pages::event::text;
use crate::pages::reading::{Reader, day_in};
use crate::pages::rows::record_row;
use crate::pages::status::Status;
use crate::routes;
use crate::ui::*;
use crate::widgets::{Button, LinkButton, RowList, Section};
use shared::event::number;
use shared::ids::RecordId;
use shared::records::{BETEILIGUNG, RUECKMELDUNG};
use shared::text::{event_sentences, event_words};
use shared::value::Value;

/// By when people get their answer, and the answers there are.
pub(super) fn answer(reader: Reader, status: Status, id: RecordId) -> AnyView {
    let key = "rueckmeldung_bis";
    let field = number(&BETEILIGUNG, key);
    let label = BETEILIGUNG
        .field(field)
        .map_or("", |field| reader.t(field.label));
    let today = untrack(|| reader.today());
    let keys: Vec<AnyView> = [14, 30, 60]
        .into_iter()
        .map(|days| {
            let press = Callback::new(move |()| {
                let Some(view) = untrack(|| reader.app.records.get(id)) else {
                    return;
                };
                fill(
                    reader,
                    status,
                    &view,
                    key,
                    Value::Date(today.saturating_add(days)),
                );
            });
            view! { <Button label=event_sentences::in_days(days, reader.locale) press=press /> }
                .into_any()
        })
        .collect();
    let state = move || {
        let view = reader.app.records.get(id)?;
        let until = day_in(&view, field).map(|day| reader.day(day));
        let answers: Vec<AnyView> = reader
            .app
            .records
            .children(id, &RUECKMELDUNG)
            .iter()
            .map(|view| record_row(reader, view))
            .collect();
        Some(view! {
            {until.map(|until| view! { <p><strong>{format!("{label}: {until}")}</strong></p> })}
            {(!answers.is_empty()).then(|| view! { <Section id="antworten" title=reader.t(RUECKMELDUNG.names)><RowList>{answers}</RowList></Section> })}
        })
    };
    let done = Callback::new(move |()| {
        let Some(view) = untrack(|| reader.app.records.get(id)) else {
            return;
        };
        fill(reader, status, &view, "status", text("rueckgemeldet"));
    });
    view! {
        {state}
        <p class="field__label">{reader.t(event_words::ANSWER_WITHIN)}</p>
        <div class="keys keys--few">{keys}</div>
        <div class="keys">
            <LinkButton label=reader.t(RUECKMELDUNG.add) href=routes::new_child(&RUECKMELDUNG, id) icon="chat" />
            <Button label=reader.s(event_words::EVERYONE_KNOWS) icon="done" press=done />
        </div>
    }
    .into_any()
}
