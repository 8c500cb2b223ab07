//! What a record holds, as a page reads.

use crate::pages::reading::{Reader, ms_of};
use crate::pages::trust::readers;
use crate::routes;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::Section;
use shared::records::{FieldDef, FieldKind, RecordDef};
use shared::sync::Receipt;
use shared::text::{sentences, words};
use shared::value::Value;

/// Whether a field stands on top: what lists say of the record, and by when it is due.
fn leads(def: &RecordDef, field: u16) -> bool {
    let leads = def.due == Some(field) || def.summary.contains(&field);
    leads && Some(field) != def.state && field != def.title
}

/// Whether the title says more than the heading shows.
fn has_more(view: &RecordView) -> bool {
    let title = view.state.text(view.def.title);
    title.is_some_and(|title| title.lines().nth(1).is_some())
}

/// What matters first.
pub(super) fn lead(reader: Reader, view: &RecordView) -> Option<AnyView> {
    let items: Vec<AnyView> = view
        .def
        .fields
        .iter()
        .filter(|field| leads(view.def, field.id))
        .filter_map(|field| fact(reader, view, field, "lead-facts__item"))
        .collect();
    (!items.is_empty()).then(|| view! { <dl class="lead-facts">{items}</dl> }.into_any())
}

/// The other fields that hold something, by section.
pub(super) fn sections(reader: Reader, view: &RecordView) -> Vec<AnyView> {
    let def = view.def;
    def.sections
        .iter()
        .zip(0u8..)
        .filter_map(|(title, number)| {
            let facts: Vec<AnyView> = def
                .fields
                .iter()
                .filter(|field| {
                    field.section == number
                        && (field.id != def.title || has_more(view))
                        && Some(field.id) != def.state
                        && !leads(def, field.id)
                })
                .filter_map(|field| fact(reader, view, field, "facts__item"))
                .collect();
            (!facts.is_empty()).then(|| {
                view! {
                    <Section id=format!("teil-{number}") title=reader.t(*title)>
                        <dl class="facts">{facts}</dl>
                    </Section>
                }
                .into_any()
            })
        })
        .collect()
}

/// Draws the label and the value of a field.
fn fact(
    reader: Reader,
    view: &RecordView,
    field: &'static FieldDef,
    class: &'static str,
) -> Option<AnyView> {
    let words = reader.field(view, field.id)?;
    let value = match field.kind {
        FieldKind::Phone => view! { <a href=format!("tel:{words}")>{words.clone()}</a> }.into_any(),
        FieldKind::Email => {
            view! { <a href=format!("mailto:{words}")>{words.clone()}</a> }.into_any()
        }
        FieldKind::Url if words.starts_with("https://") => {
            view! { <a href=words rel="noreferrer noopener" target="_blank">{words.clone()}</a> }
                .into_any()
        }
        FieldKind::Link { .. } | FieldKind::AnyLink => {
            let target = view
                .state
                .shown(field.id)
                .and_then(|version| match version.value {
                    Value::Link(id) => reader.app.records.get(id),
                    _ => None,
                });
            match target {
                Some(target) => {
                    view! { <a href=routes::record(target.def, target.id)>{words}</a> }.into_any()
                }
                None => words.into_any(),
            }
        }
        FieldKind::LongText { .. } => view! { <span class="facts__long">{words}</span> }.into_any(),
        FieldKind::Text { .. }
        | FieldKind::Number { .. }
        | FieldKind::Money
        | FieldKind::YesNo
        | FieldKind::Date
        | FieldKind::DateTime
        | FieldKind::Choice { .. }
        | FieldKind::Choices { .. }
        | FieldKind::State { .. }
        | FieldKind::Links { .. }
        | FieldKind::Counter
        | FieldKind::Corrections { .. }
        | FieldKind::Files
        | FieldKind::Ags
        | FieldKind::Url => words.into_any(),
    };
    Some(
        view! { <div class=class><dt>{reader.t(field.label)}</dt><dd>{value}</dd></div> }
            .into_any(),
    )
}

/// Where the record is: only here, on the server, on other devices.
fn receipt(reader: Reader, view: &RecordView) -> Option<AnyView> {
    let place = match reader.app.records.receipt(view)? {
        Receipt::Here => reader.s(words::RECEIPT_HERE),
        Receipt::Server => reader.s(words::RECEIPT_SERVER),
        Receipt::Devices(count) => sentences::on_devices(count, reader.locale),
    };
    let label = reader.t(words::WHERE_IT_IS);
    Some(view! { <div class="facts__item"><dt>{label}</dt><dd>{place}</dd></div> }.into_any())
}

pub(super) fn foot(reader: Reader, view: &RecordView) -> AnyView {
    let line = |version: Option<&crate::state::Version>| {
        version.map(|version| {
            let who = reader.who(view, version.dot.device);
            sentences::who_when(&who, &reader.near_ms(ms_of(version.hlc)), None)
        })
    };
    let created = line(view.state.created());
    let changed = line(view.state.changed());
    view! {
        <dl class="facts facts--small">
            {created.map(|line| view! {
                <div class="facts__item"><dt>{reader.t(words::CREATED)}</dt><dd>{line}</dd></div>
            })}
            {changed.map(|line| view! {
                <div class="facts__item"><dt>{reader.t(words::CHANGED)}</dt><dd>{line}</dd></div>
            })}
            {receipt(reader, view)}
        </dl>
        {readers::line(reader, view.space)}
    }
    .into_any()
}
