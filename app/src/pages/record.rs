//! The page of any record: its name, its state and the next steps, its sections as text, what belongs to it.

use super::export::export_keys;
use super::frame::{Bar, Frame, Place};
use super::missing::{Missing, NotHere};
use super::reading::{Reader, ms_of, state_of, use_reader};
use super::related::related;
use super::rows::state_tag;
use super::status::{Status, use_status};
use crate::error::advice;
use crate::platform::hand_over;
use crate::router::NavigateOptions;
use crate::router::{use_navigate, use_params_map};
use crate::routes;
use crate::state::{Edit, RecordView};
use crate::ui::*;
use crate::widgets::{
    Button, ButtonLook, Icon, IconLine, LinkButton, Notice, PageHead, Row, RowList, Section, Tag,
    Tone,
};
use leptos::task::spawn_local;
use shared::ids::RecordId;
use shared::records::{self, FieldDef, FieldKind, RecordDef, SpaceKind};
use shared::text::{sentences, words};
use shared::value::Value;

/// Draws the record in the address.
#[component]
pub fn Record() -> impl IntoView {
    let params = use_params_map();
    move || match in_address(&params.get()) {
        Some((def, id)) => view! { <RecordPage def=def id=id /> }.into_any(),
        None => view! { <Missing /> }.into_any(),
    }
}

/// Reads kind and id from the parameters of an address.
pub(super) fn in_address(
    params: &crate::router::ParamsMap,
) -> Option<(&'static RecordDef, RecordId)> {
    let def = records::by_key(&params.get("kind")?)?;
    Some((def, params.get("id")?.parse().ok()?))
}

/// Returns where back leads from a record: to what it belongs to, else to the list of its kind.
pub(super) fn way_up(reader: Reader, def: &'static RecordDef, id: RecordId) -> String {
    let parent = untrack(|| {
        let view = reader.app.records.get(id)?;
        let Value::Link(parent) = view.state.shown(def.parent?)?.value else {
            return None;
        };
        reader.app.records.get(parent)
    });
    match parent {
        Some(parent) => routes::record(parent.def, parent.id),
        None if def.key == records::VERANSTALTUNG.key => routes::DATES.to_owned(),
        None => routes::list(def),
    }
}

#[component]
fn RecordPage(def: &'static RecordDef, id: RecordId) -> impl IntoView {
    let reader = use_reader();
    let status = use_status();
    let records = reader.app.records;
    let bin = to_bin(reader, status, id);
    let bar = Bar::Back {
        href: way_up(reader, def, id),
        place: reader.s(def.name),
        sub: Signal::derive(move || {
            let space = records.get(id).map(|view| view.space);
            let spaces = reader.app.session.spaces().get();
            spaces
                .into_iter()
                .find(|it| Some(it.id) == space)
                .map(|it| it.title)
                .unwrap_or_default()
        }),
    };
    view! {
        <Frame reader=reader title=reader.t(def.name) bar=bar here=Place::of(def)>
            {move || match records.get(id) {
                Some(view) => page(reader, status, &view, bin),
                None => view! { <NotHere /> }.into_any(),
            }}
        </Frame>
    }
}

fn page(reader: Reader, status: Status, view: &RecordView, bin: Callback<()>) -> AnyView {
    let def = view.def;
    let id = view.id;
    let may_write = reader.app.session.may_write(view.space);
    let trashed = view.state.trashed();
    let editable = may_write && !trashed;
    let state = state_of(view);
    view! {
        <PageHead kicker=Some(reader.s(def.name)) title=reader.title(view)>
            {editable.then(|| view! {
                <LinkButton
                    label=reader.t(words::EDIT)
                    href=routes::edit(def, id)
                    icon="note"
                    look=ButtonLook::Primary
                />
            })}
        </PageHead>
        <div class="cluster">
            {state.map(|state| state_tag(reader, state))}
            {if view.unsent {
                view! { <Tag label=reader.t(words::STATE_READY) icon="outbox" tone=Tone::Info /> }.into_any()
            } else {
                view! { <Tag label=reader.t(words::STATE_SENT) icon="done" tone=Tone::Ok /> }.into_any()
            }}
        </div>
        {trashed.then(|| in_bin(reader, status, id))}
        {edited_in_bin(reader, status, view)}
        {conflicts(reader, view)}
        {(!may_write).then(|| view! { <IconLine icon="lock" text=reader.t(words::READ_ONLY) /> })}
        {editable.then(|| steps(reader, status, view))}
        {sections(reader, view)}
        {state_history(reader, view)}
        {related(reader, view, editable)}
        {foot(reader, view)}
        {export_keys(reader, def, Callback::new(move |()| {
            untrack(|| reader.app.records.get(id)).into_iter().collect()
        }))}
        <div class="cluster">
            <LinkButton label=reader.t(words::HISTORY) href=routes::history(def, id) icon="history" />
            <Button label=reader.s(words::PRINT) icon="print" press=Callback::new(|()| hand_over::print()) />
            {editable.then(|| view! {
                <Button label=reader.s(words::TO_TRASH) icon="trash" look=ButtonLook::Danger press=bin />
            })}
        </div>
    }
    .into_any()
}

fn in_bin(reader: Reader, status: Status, id: RecordId) -> AnyView {
    view! {
        <Notice tone=Tone::Warn icon="trash" title=reader.t(words::TRASHED)>
            <Button
                label=reader.s(words::RESTORE)
                icon="undo"
                press=Callback::new(move |()| restore(reader, status, id))
            />
        </Notice>
    }
    .into_any()
}

/// Somebody threw the record away while somebody else changed it: it stays, and a person decides.
fn edited_in_bin(reader: Reader, status: Status, view: &RecordView) -> Option<AnyView> {
    let thrown = view.state.edited_after_trash()?;
    let who = reader.who(view.space, thrown.dot.device);
    let note = sentences::who_when(&who, &reader.near_ms(ms_of(thrown.hlc)), None);
    let id = view.id;
    Some(
        view! {
            <Notice tone=Tone::Warn icon="trash" title=reader.t(words::TRASHED_BUT_EDITED) note=note>
                <Button
                    label=reader.s(words::RESTORE)
                    icon="undo"
                    press=Callback::new(move |()| restore(reader, status, id))
                />
            </Notice>
        }
        .into_any(),
    )
}

/// Takes a record out of the Papierkorb.
pub(super) fn restore(reader: Reader, status: Status, id: RecordId) {
    spawn_local(async move {
        match reader.app.records.restore(id).await {
            Ok(()) => {
                status.clear_snack();
                status.say(reader.s(words::RESTORED));
            }
            Err(error) => status.offer(reader.s(advice(&error).words), None),
        }
    });
}

/// Makes what the key of the Papierkorb does: away with it, back to where it was listed, with the way back.
fn to_bin(reader: Reader, status: Status, id: RecordId) -> Callback<()> {
    let navigate = StoredValue::new_local(use_navigate());
    Callback::new(move |()| {
        let up = untrack(|| reader.app.records.get(id)).map(|view| way_up(reader, view.def, id));
        spawn_local(async move {
            match reader.app.records.trash(id).await {
                Ok(()) => {
                    let undo = Callback::new(move |()| restore(reader, status, id));
                    status.offer(reader.s(words::TRASHED), Some(undo));
                    if let Some(up) = up {
                        let _left =
                            navigate.try_with_value(|go| go(&up, NavigateOptions::default()));
                    }
                }
                Err(error) => status.offer(reader.s(advice(&error).words), None),
            }
        });
    })
}

fn conflicts(reader: Reader, view: &RecordView) -> Vec<AnyView> {
    view.def
        .fields
        .iter()
        .filter_map(|field| {
            let sides = view.state.distinct(field.id).len();
            (sides > 1).then(|| {
                let text =
                    sentences::field_has_versions(reader.t(field.label), sides, reader.locale);
                let href = routes::conflict(view.id, field.id);
                view! {
                    <Notice tone=Tone::Warn icon="conflict" title=text>
                        <LinkButton
                            label=reader.t(words::SEE_BOTH)
                            href=href
                        />
                    </Notice>
                }
                .into_any()
            })
        })
        .collect()
}

/// The next steps of the workflow. A step that asks for a reason leads to the form, where the reason is asked for.
fn steps(reader: Reader, status: Status, view: &RecordView) -> Option<AnyView> {
    let def = view.def;
    let id = view.id;
    let field = def.field(def.state?)?;
    let FieldKind::State { states } = field.kind else {
        return None;
    };
    let here = state_of(view)?;
    let prev = StoredValue::new(view.state.dots(field.id));
    let keys = states
        .iter()
        .filter(|state| here.next.contains(&state.key))
        .map(|state| {
            if state.reason {
                let href = format!("{}?{}={}", routes::edit(def, id), field.key, state.key);
                return view! { <LinkButton label=reader.t(state.label) href=href /> }.into_any();
            }
            let press = Callback::new(move |()| {
                let value = Value::Text(state.key.to_owned());
                let edit = Edit::Set {
                    field: field.id,
                    value,
                    prev: prev.get_value(),
                };
                spawn_local(async move {
                    match reader.app.records.write(id, vec![edit]).await {
                        Ok(()) => status.saved(reader),
                        Err(error) => status.offer(reader.s(advice(&error).words), None),
                    }
                });
            });
            view! { <Button label=reader.s(state.label) press=press /> }.into_any()
        })
        .collect_view();
    Some(
        view! {
            <details class="more">
                <summary class="more__line">{reader.t(words::CHANGE_STATE)}</summary>
                <div class="cluster more__body" role="group" aria-label=reader.t(field.label)>{keys}</div>
            </details>
        }
        .into_any(),
    )
}

/// Which states the record was in, when, and who led it there; the newest first.
fn state_history(reader: Reader, view: &RecordView) -> Option<AnyView> {
    let field = view.def.field(view.def.state?)?;
    let steps = view.state.history(field.id);
    if steps.is_empty() {
        return None;
    }
    let rows = steps
        .into_iter()
        .map(|version| {
            let who = reader.who(view.space, version.dot.device);
            let meta = sentences::who_when(&who, &reader.near_ms(ms_of(version.hlc)), None);
            view! { <Row title=reader.value(field, &version.value) meta=meta /> }
        })
        .collect_view();
    Some(
        view! {
            <Section id="staende" title=reader.t(words::STATE_HISTORY)>
                <RowList>{rows}</RowList>
            </Section>
        }
        .into_any(),
    )
}

/// The fields that hold something, by section; the title stands above already.
fn sections(reader: Reader, view: &RecordView) -> Vec<AnyView> {
    let def = view.def;
    def.sections
        .iter()
        .zip(0u8..)
        .filter_map(|(title, number)| {
            let facts: Vec<AnyView> = def
                .fields
                .iter()
                .filter(|field| {
                    field.section == number && field.id != def.title && Some(field.id) != def.state
                })
                .filter_map(|field| fact(reader, view, field))
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

fn fact(reader: Reader, view: &RecordView, field: &'static FieldDef) -> Option<AnyView> {
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
        FieldKind::Link { .. } => {
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
        | FieldKind::Ags
        | FieldKind::Url => words.into_any(),
    };
    Some(
        view! { <div class="facts__item"><dt>{reader.t(field.label)}</dt><dd>{value}</dd></div> }
            .into_any(),
    )
}

fn foot(reader: Reader, view: &RecordView) -> AnyView {
    let line = |version: Option<&crate::state::Version>| {
        version.map(|version| {
            let who = reader.who(view.space, version.dot.device);
            sentences::who_when(&who, &reader.near_ms(ms_of(version.hlc)), None)
        })
    };
    let readers = match view.def.home {
        SpaceKind::Network => words::READERS_NETWORK,
        SpaceKind::Team => words::READERS_TEAM,
        SpaceKind::Town => words::READERS_TOWN,
        SpaceKind::Core => words::READERS_CORE,
        SpaceKind::Case => words::READERS_CASE,
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
            <div class="facts__item">
                <dt><Icon name="eye" small=true />{reader.t(words::WHO_CAN_READ)}</dt>
                <dd>{reader.t(readers)}</dd>
            </div>
        </dl>
    }
    .into_any()
}
