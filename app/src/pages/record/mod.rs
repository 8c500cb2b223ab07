//! The page of any record: its name, where it stands and the next steps, what matters first, its sections as text, what
//! belongs to it, who changed it.

mod anothers;
mod facts;
pub mod lead;
mod sort_away;
mod steps;
mod united;

use super::export::export_keys;
use super::files::Files;
use super::frame::{Bar, Frame, Place};
use super::missing::{Missing, NotHere};
use super::reading::{Reader, ms_of, use_reader};
use super::related::related;
use super::status::{Status, use_status};
use crate::error::advice;
use crate::platform::hand_over;
use crate::router::NavigateOptions;
use crate::router::{use_navigate, use_params_map};
use crate::routes;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{
    Button, ButtonLook, IconLine, LinkButton, Notice, PageHead, Section, Tag, Tone,
};
use leptos::task::spawn_local;
use shared::ids::RecordId;
use shared::records::{self, RecordDef, VERANSTALTUNG};
use shared::text::{event_words, sentences, words};
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
        None if def.key == VERANSTALTUNG.key => routes::DATES.to_owned(),
        None => routes::list(def),
    }
}

#[component]
fn RecordPage(def: &'static RecordDef, id: RecordId) -> impl IntoView {
    let reader = use_reader();
    let status = use_status();
    let records = reader.app.records;
    let bin = to_bin(reader, status, id);
    let files = Files::of(reader, status, id);
    // An event has a page of its own, where it is run; here stand all its details, and the bar says so.
    let event = def.id == VERANSTALTUNG.id;
    let (href, place) = if event {
        (routes::event(id), reader.s(event_words::OPEN_RECORD))
    } else {
        (way_up(reader, def, id), reader.s(def.name))
    };
    let bar = Bar::Back {
        href,
        place,
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
                Some(view) => page(reader, status, &view, bin, files),
                None => view! { <NotHere /> }.into_any(),
            }}
            {files.viewer()}
        </Frame>
    }
}

fn page(
    reader: Reader,
    status: Status,
    view: &RecordView,
    bin: Callback<()>,
    files: Files,
) -> AnyView {
    let def = view.def;
    let id = view.id;
    let session = reader.app.session;
    let may_write = session.may_write(view.space) && !view.unnamed;
    let trashed = view.state.trashed();
    // Who leads a record changes it; adding to it is for everybody who writes in its circle.
    let may_change = session.may_change(view);
    let (editable, may_add) = (may_change && !trashed, may_write && !trashed);
    let sent = if view.unsent {
        (words::STATE_READY, "outbox", Tone::Info)
    } else {
        (words::STATE_SENT, "done", Tone::Ok)
    };
    let foot = facts::foot(reader, view);
    let united = united::lines(reader, status, view);
    let printed = printed(reader, view);
    // An event is shared from its own page.
    let joint = (def.joint.is_some() && def.id != VERANSTALTUNG.id && !trashed)
        .then(|| super::joint::key(reader, id));
    let event_page = (def.id == VERANSTALTUNG.id && !trashed).then(|| {
        view! { <LinkButton label=reader.t(event_words::EVENT_PAGE) href=routes::event(id) icon="calendar" /> }
    });
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
            {event_page}
        </PageHead>
        <p class="print-only section__note">{printed}</p>
        {(may_write && !may_change).then(|| lead::line(reader, status, view))}
        {trashed.then(|| in_bin(reader, status, id, may_change))}
        {edited_in_bin(reader, status, view)}
        {conflicts(reader, view)}
        {super::joint::notice(reader, view)}
        {steps::held_back(reader, status, view, editable)}
        {steps::line(reader, view)}
        {editable.then(|| steps::keys(reader, status, view))}
        {facts::lead(reader, view, editable)}
        {(!may_write).then(|| view! { <IconLine icon="lock" text=reader.t(words::READ_ONLY) /> })}
        {(may_write && !may_change && view.anothers).then(|| anothers::line(reader, status, view))}
        {editable.then(|| sort_away::keys(reader, view))}
        <div class="columns columns--21">
            <div class="stack">{facts::sections(reader, view, editable)}{files.section(view, editable)}{related(reader, view, may_add)}</div>
            <div class="stack">
                {steps::history(reader, view)}
                <Section id="zu-diesem-eintrag" title=reader.t(words::ABOUT_ENTRY)>
                    <div class="cluster">
                        <Tag label=reader.t(sent.0) icon=sent.1 tone=sent.2 />
                    </div>
                    {foot}
                    {united}
                    <div class="cluster">
                        <LinkButton label=reader.t(words::HISTORY) href=routes::history(def, id) icon="history" />
                        <Button
                            label=reader.s(words::PRINT)
                            icon="print"
                            press=Callback::new(|()| hand_over::print())
                        />
                        {joint}
                        {editable.then(|| view! {
                            <Button
                                label=reader.s(words::TO_TRASH)
                                icon="trash"
                                look=ButtonLook::Danger
                                press=bin
                            />
                        })}
                    </div>
                    {export_keys(reader, def, Callback::new(move |()| {
                        untrack(|| reader.app.records.get(id)).into_iter().collect()
                    }))}
                </Section>
            </div>
        </div>
    }
    .into_any()
}

/// On paper only: whose page this is and of which day.
fn printed(reader: Reader, view: &RecordView) -> String {
    let spaces = reader.app.session.spaces().get_untracked();
    let space = spaces.into_iter().find(|space| space.id == view.space);
    let day = reader.day(untrack(|| reader.today()));
    sentences::printed(
        &space.map(|space| space.title).unwrap_or_default(),
        &day,
        reader.locale,
    )
}

fn in_bin(reader: Reader, status: Status, id: RecordId, may_change: bool) -> AnyView {
    view! {
        <Notice tone=Tone::Warn icon="trash" title=reader.t(words::TRASHED)>
            {may_change.then(|| view! {
                <Button
                    label=reader.s(words::RESTORE)
                    icon="undo"
                    press=Callback::new(move |()| restore(reader, status, id))
                />
            })}
        </Notice>
    }
    .into_any()
}

/// Somebody threw the record away while somebody else changed it: it stays, and a person decides.
fn edited_in_bin(reader: Reader, status: Status, view: &RecordView) -> Option<AnyView> {
    let thrown = view.state.edited_after_trash()?;
    let who = reader.who(view, thrown.dot.device);
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
                        let _left = navigate
                            .try_with_value(|go| go(&up, NavigateOptions { replace: true }));
                    }
                }
                Err(error) => status.offer(reader.s(advice(&error).words), None),
            }
        });
    })
}

pub(super) fn conflicts(reader: Reader, view: &RecordView) -> Vec<AnyView> {
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
