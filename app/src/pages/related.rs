//! What other records refer to a record: its counts, tasks, cards. Found by walking the definitions.

use super::reading::Reader;
use super::rows::record_row;
use crate::routes;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{LinkButton, RowList, Section};
use shared::ids::RecordId;
use shared::lists;
use shared::records::{self, FieldDef, FieldKind, RecordDef, ZAEHLUNG};
use shared::text::words;
use shared::value::Value;

/// What other records refer to this one, by kind, what has a day first; then the ways to add one.
pub(super) fn related(reader: Reader, view: &RecordView, editable: bool) -> Vec<AnyView> {
    let id = view.id;
    let mut children: Vec<(&'static RecordDef, Vec<&'static FieldDef>)> = records::ALL
        .iter()
        .map(|child| (*child, links_to(child, view.def)))
        .filter(|(child, links)| !links.is_empty() && reader.has_room(child.home))
        .collect();
    children.sort_by_key(|(child, _)| child.due.is_none());
    let mut parts: Vec<AnyView> = Vec::new();
    let mut missing: Vec<AnyView> = Vec::new();
    // What hangs on a record of several towns may live in the own one, where more people write than in the network.
    let joint = !view.state.trashed() && !reader.app.records.joint_towns(view).is_empty();
    let may_add = |child| match joint {
        true => reader.may_add_below(child, Some(id)),
        false => editable,
    };
    for (child, links) in children {
        let rows: Vec<AnyView> = reader
            .app
            .records
            .list_all(child)
            .iter()
            .filter(|other| {
                links
                    .iter()
                    .any(|field| other.state.value(field.id) == Some(&Value::Link(id)))
            })
            .map(|other| record_row(reader, other))
            .collect();
        let add = may_add(child).then(|| add_key(reader, child, id));
        if rows.is_empty() {
            missing.extend(add);
            continue;
        }
        parts.push(
            view! {
                <Section id=format!("zu-{}", child.key) title=reader.t(child.names)>
                    <RowList>{rows}</RowList>
                    {add.map(|add| view! { <p>{add}</p> })}
                </Section>
            }
            .into_any(),
        );
    }
    if !missing.is_empty() {
        parts.push(
            view! {
                <Section id="dazu" title=reader.t(words::ADD_TO_THIS)>
                    <div class="keys">{missing}</div>
                </Section>
            }
            .into_any(),
        );
    }
    parts
}

/// The count of an event is added to by counting; other counters are fields among others.
fn add_key(reader: Reader, child: &'static RecordDef, id: RecordId) -> AnyView {
    let (label, href) = if child.id == ZAEHLUNG.id {
        (reader.t(words::COUNT_ONE), routes::count(id))
    } else {
        (reader.t(child.add), routes::new_child(child, id))
    };
    view! { <LinkButton label=label href=href icon="plus" /> }.into_any()
}

/// The fields by which `child` may refer to records of `parent`.
fn links_to(child: &'static RecordDef, parent: &RecordDef) -> Vec<&'static FieldDef> {
    let links = child.fields.iter().filter(|field| match field.kind {
        FieldKind::Link { to } => to == parent.key,
        FieldKind::AnyLink => lists::may_belong(child, parent),
        _ => false,
    });
    links.filter(|field| !field.retired).collect()
}
