//! What a record holds, as a page reads.

use crate::pages::reading::{Reader, ms_of};
use crate::pages::trust::readers;
use crate::routes;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{Icon, Section};
use shared::records::{FieldDef, FieldKind, RecordDef};
use shared::sync::Receipt;
use shared::text::{Text, sentences, words};
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
pub(super) fn lead(reader: Reader, view: &RecordView, editable: bool) -> Option<AnyView> {
    let def = view.def;
    let fields: Vec<_> = def.fields.iter().filter(|it| leads(def, it.id)).collect();
    let items = facts(reader, view, &fields, "lead-facts__item", editable);
    (!items.is_empty()).then(|| view! { <dl class="lead-facts">{items}</dl> }.into_any())
}

/// The other fields that hold something, by section.
pub(super) fn sections(reader: Reader, view: &RecordView, editable: bool) -> Vec<AnyView> {
    let def = view.def;
    let part = |(title, number): (&Text, u8)| {
        let stands_here = |field: &&FieldDef| {
            field.section == number
                && (field.id != def.title || has_more(view))
                && Some(field.id) != def.state
                && !leads(def, field.id)
        };
        let fields: Vec<_> = def.fields.iter().filter(stands_here).collect();
        let facts = facts(reader, view, &fields, "facts__item", editable);
        let title = reader.s(*title);
        // Where there is little width one key for the part; elsewhere each row has its own.
        let first = fields.iter().find(|field| is_asked(reader, view, field));
        let key = first.filter(|_| editable).map(|first| {
            let word = reader.s(words::CHANGE);
            change(
                reader,
                view,
                first,
                &title,
                "section__link facts__change",
                Some(word),
            )
        });
        (!facts.is_empty()).then(|| {
            let id = format!("teil-{number}");
            view! { <Section id=id title=title key=key><dl class="facts">{facts}</dl></Section> }
                .into_any()
        })
    };
    def.sections.iter().zip(0u8..).filter_map(part).collect()
}

fn facts(
    reader: Reader,
    view: &RecordView,
    fields: &[&'static FieldDef],
    class: &'static str,
    editable: bool,
) -> Vec<AnyView> {
    let facts = fields.iter();
    facts
        .filter_map(|field| fact(reader, view, field, class, editable))
        .collect()
}

/// Whether a field holds something and the form asks for it.
fn is_asked(reader: Reader, view: &RecordView, field: &FieldDef) -> bool {
    !field.retired
        && !matches!(field.kind, FieldKind::Files)
        && reader.field(view, field.id).is_some()
}

/// The key that opens the form at a field. `name` says to readers what it changes.
fn change(
    reader: Reader,
    view: &RecordView,
    field: &FieldDef,
    name: &str,
    class: &'static str,
    word: Option<String>,
) -> AnyView {
    let href = routes::edit_at(view.def, view.id, field.key);
    let label = sentences::change_it(name, reader.locale);
    view! { <a class=class href=href aria-label=label>{word}<Icon name="note" small=true /></a> }
        .into_any()
}

/// Draws the label and the value of a field.
fn fact(
    reader: Reader,
    view: &RecordView,
    field: &'static FieldDef,
    class: &'static str,
    editable: bool,
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
    let label = reader.t(field.label);
    let key = (editable && is_asked(reader, view, field)).then(|| {
        change(
            reader,
            view,
            field,
            label,
            "icon-button facts__pencil",
            None,
        )
    });
    Some(view! { <div class=class><dt>{label}</dt><dd>{value}{key}</dd></div> }.into_any())
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
