//! What other records refer to a record: its counts, tasks, cards. Found by walking the definitions.

use super::reading::Reader;
use super::rows::record_row;
use crate::routes;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{LinkButton, RowList, Section};
use shared::records::{self, FieldDef, FieldKind, RecordDef, ZAEHLUNG};
use shared::text::words;
use shared::value::Value;

/// What other records refer to this one, by kind, with the way to add one more.
pub(super) fn related(reader: Reader, view: &RecordView, editable: bool) -> Vec<AnyView> {
    let id = view.id;
    records::ALL
        .iter()
        .filter_map(|child| {
            let field = link_to(child, view.def).filter(|_| reader.has_room(child.home))?;
            let rows: Vec<AnyView> = reader
                .app
                .records
                .list_all(child)
                .iter()
                .filter(|other| {
                    other.state.shown(field.id).is_some_and(|version| version.value == Value::Link(id))
                })
                .map(|other| record_row(reader, other))
                .collect();
            if rows.is_empty() && !editable {
                return None;
            }
            // The count of an event is added to by counting; other counters are fields among others.
            let add = if child.id == ZAEHLUNG.id {
                view! {
                    <LinkButton label=reader.t(words::COUNT_ONE) href=routes::count(id) icon="plus" />
                }
                .into_any()
            } else {
                view! {
                    <LinkButton label=reader.t(child.add) href=routes::new_child(child, id) icon="plus" />
                }
                .into_any()
            };
            Some(
                view! {
                    <Section id=format!("zu-{}", child.key) title=reader.t(child.names)>
                        {(!rows.is_empty()).then(|| view! { <RowList>{rows}</RowList> })}
                        {editable.then(|| view! { <p>{add}</p> })}
                    </Section>
                }
                .into_any(),
            )
        })
        .collect()
}

/// The field by which `child` refers to records of `parent`.
pub(super) fn link_to(child: &'static RecordDef, parent: &RecordDef) -> Option<&'static FieldDef> {
    child.fields.iter().find(|field| {
        !field.retired && matches!(field.kind, FieldKind::Link { to } if to == parent.key)
    })
}
