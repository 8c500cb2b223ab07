//! What the last meeting of the same body left open.

use crate::pages::reading::{Reader, phase_of};
use crate::routes;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{Row, RowList, Section};
use shared::event::{body, number};
use shared::ids::RecordId;
use shared::records::{AUFGABE, PROTOKOLL, Phase};
use shared::text::event_words;
use shared::value::Value;

/// Open tasks of earlier meetings of the same body.
pub(super) fn left_over(reader: Reader, view: &RecordView) -> Option<AnyView> {
    let title = view.state.text(PROTOKOLL.title)?;
    let field = number(&AUFGABE, "protokoll");
    let earlier: Vec<RecordId> = reader
        .app
        .records
        .list(&PROTOKOLL)
        .into_iter()
        .filter(|other| {
            other.id != view.id
                && other
                    .state
                    .text(PROTOKOLL.title)
                    .is_some_and(|other| body::same(other, title))
        })
        .map(|other| other.id)
        .collect();
    let rows: Vec<AnyView> = reader
        .app
        .records
        .list(&AUFGABE)
        .iter()
        .filter(|task| matches!(phase_of(task), Phase::Open | Phase::Running))
        .filter(|task| matches!(task.state.value(field), Some(Value::Link(id)) if earlier.contains(id)))
        .map(|task| view! { <Row title=reader.title(task) meta=reader.summary(task) icon="task-open" href=routes::record(task.def, task.id) /> }.into_any())
        .collect();
    (!rows.is_empty()).then(|| {
        view! { <Section id="offen" title=reader.t(event_words::LEFT_OVER)><RowList>{rows}</RowList></Section> }.into_any()
    })
}
