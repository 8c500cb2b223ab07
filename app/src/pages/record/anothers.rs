//! What another town wrote on the board: whose it is, and that it helped.

use crate::error::advice;
use crate::pages::network;
use crate::pages::reading::Reader;
use crate::pages::status::Status;
use crate::state::{Edit, RecordView};
use crate::ui::*;
use crate::widgets::{Button, IconLine};
use leptos::task::spawn_local;
use shared::ids::RecordId;
use shared::records::{FieldDef, FieldKind};
use shared::text::sentences;

/// Says whose it is and who changes it; below stand its counts, which are everybody's.
pub(super) fn line(reader: Reader, status: Status, view: &RecordView) -> AnyView {
    let id = view.id;
    let whose = network::sender(reader, view);
    let text = sentences::another_towns(whose.as_deref(), reader.locale);
    let counts = view.def.fields.iter();
    let keys = counts
        .filter(|field| matches!(field.kind, FieldKind::Counter) && !field.retired)
        .map(|field| {
            let label = format!("{} +1", reader.t(field.label));
            let press = Callback::new(move |()| add(reader, status, id, field, 1));
            view! { <Button label=label icon="plus" press=press /> }
        })
        .collect_view();
    view! {
        <IconLine icon="lock" text=text />
        <div class="cluster">{keys}</div>
    }
    .into_any()
}

fn add(reader: Reader, status: Status, id: RecordId, field: &'static FieldDef, amount: i64) {
    let edit = Edit::Add {
        field: field.id,
        amount,
    };
    spawn_local(async move {
        match reader.app.records.write(id, vec![edit]).await {
            Ok(()) if amount > 0 => {
                let back = Callback::new(move |()| add(reader, status, id, field, -amount));
                status.offer(format!("{} +1", reader.t(field.label)), Some(back));
            }
            Ok(()) => status.clear_snack(),
            Err(error) => status.offer(reader.s(advice(&error).words), None),
        }
    });
}
