//! Who is here: organisations. Persons are not written down.

use crate::pages::event::write;
use crate::pages::reading::Reader;
use crate::pages::status::Status;
use crate::state::{Edit, RecordView};
use crate::ui::*;
use crate::widgets::{CheckRow, Icon, RowList};
use shared::event::number;
use shared::ids::RecordId;
use shared::records::{AKTEUR, PROTOKOLL};
use shared::text::{event_sentences, event_words};
use shared::value::Value;

/// Who is here, by organisation; persons are not written down.
pub(super) fn attendance(
    reader: Reader,
    status: Status,
    view: &RecordView,
    locked: bool,
) -> AnyView {
    let id = view.id;
    let field = number(&PROTOKOLL, "anwesend");
    let present: Vec<RecordId> = view
        .state
        .elements(field)
        .into_iter()
        .filter_map(|(_, value)| match value {
            Value::Link(id) => Some(*id),
            _ => None,
        })
        .collect();
    // Locked minutes do not ask any more.
    if locked && present.is_empty() {
        return ().into_any();
    }
    let rows: Vec<AnyView> = reader
        .app
        .records
        .list(&AKTEUR)
        .iter()
        .filter(|actor| !locked || present.contains(&actor.id))
        .map(|actor| {
            let actor_id = actor.id;
            let toggle = Callback::new(move |here: bool| {
                // The id of the element is that of the organisation: two phones that tick it tick one thing.
                let element = *actor_id.as_bytes();
                let edit = if here {
                    Edit::Put {
                        field,
                        element,
                        value: Value::Link(actor_id),
                    }
                } else {
                    Edit::Take { field, element }
                };
                write(reader, status, id, vec![edit]);
            });
            view! {
                <CheckRow
                    id=format!("da-{actor_id}")
                    title=reader.title(actor)
                    done=present.contains(&actor_id)
                    locked=locked
                    toggle=toggle
                />
            }
            .into_any()
        })
        .collect();
    let names: Vec<String> = present.iter().filter_map(|id| reader.name(*id)).collect();
    let label = PROTOKOLL
        .field(field)
        .map_or("", |field| reader.t(field.label));
    let on_paper = (!names.is_empty()).then(|| format!("{label}: {}", names.join(", ")));
    view! {
        {on_paper.map(|line| view! { <p class="print-only">{line}</p> })}
        <details class="more screen-only">
            <summary class="row row-list">
                <Icon name="people" />
                <span class="row__body">
                    <span class="row__title">{event_sentences::present(present.len(), reader.locale)}</span>
                    <span class="row__meta">{reader.t(event_words::NO_PERSONS)}</span>
                </span>
                <Icon name="down" small=true />
            </summary>
            <div class="more__body"><RowList>{rows}</RowList></div>
        </details>
    }
    .into_any()
}
