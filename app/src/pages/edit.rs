//! The form of any record: a page for a new one, a sheet over the record's page for changes to one.

use super::frame::{Bar, Frame, Place};
use super::missing::Missing;
use super::reading::{Reader, use_reader};
use super::record::{in_address, lead};
use super::sheet::Sheet;
use super::status::use_status;
use super::trust::readers;
use crate::form::{self, Opening, Outcome, RecordForm};
use crate::router::{self, NavigateOptions, use_navigate, use_params_map, use_query_map};
use crate::routes;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{IconLine, PageHead, breakable};
use leptos::task::spawn_local;
use shared::ids::RecordId;
use shared::lists::link_for;
use shared::records::{self, RecordDef};
use shared::text::words;
use shared::value::Value;

/// Draws the form for a new record of the kind in the address.
#[component]
pub fn New() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    move || {
        let def = params
            .with(|map| map.get("kind"))
            .and_then(|key| records::by_key(&key));
        let parent = query
            .with(|map| map.get(routes::PARENT))
            .and_then(|id| id.parse().ok());
        match def {
            Some(def) => view! { <FormPage def=def parent=parent /> }.into_any(),
            None => view! { <Missing /> }.into_any(),
        }
    }
}

/// Draws the sheet with the form that changes the record in the address.
#[component]
pub fn Edit() -> impl IntoView {
    let params = use_params_map();
    let reader = use_reader();
    let found = in_address(&params.get_untracked());
    // The form keeps what was on the screen when it was opened: later changes must not draw it anew. With the confidential
    // room it goes, and comes again with its draft.
    let there = Memo::new(move |_| {
        let id = found.map(|(_, id)| id);
        id.is_some_and(|id| reader.app.records.get(id).is_some())
    });
    move || {
        let view = found
            .filter(|_| there.get())
            .and_then(|(_, id)| untrack(|| reader.app.records.get(id)));
        view.map(|view| view! { <EditSheet view=view /> })
    }
}

#[component]
fn EditSheet(view: RecordView) -> impl IntoView {
    let reader = use_reader();
    let status = use_status();
    let (def, id, space) = (view.def, view.id, view.space);
    let heading = untrack(|| reader.title(&view));
    let kept_from = untrack(|| kept_from(reader, &view));
    let leave = leaving(def, id);
    let query = use_query_map().get_untracked();
    let focus_on = query
        .get(routes::AT_FIELD)
        .map(|key| form::element_of(&key));
    let opening = Opening {
        def,
        presets: presets(def, None),
        draft: id.to_string(),
        view: Some(view),
    };
    let done = Callback::new(move |outcome: Outcome| {
        if outcome.wrote {
            status.saved(reader);
        }
        leave.run(());
    });
    let in_room = Place::of(def) == Place::Confidential;
    view! {
        <Sheet reader=reader title=reader.t(words::EDIT) heading=heading focus_on=focus_on in_room=in_room leave=leave>
            {readers::before(reader, space)}
            {form(reader, kept_from, opening, done)}
        </Sheet>
    }
}

/// Makes what leads back to where a sheet was opened, to the page of its record for who came from outside.
fn leaving(def: &'static RecordDef, id: RecordId) -> Callback<()> {
    let navigate = StoredValue::new_local(use_navigate());
    Callback::new(move |()| {
        if !router::back() {
            let options = NavigateOptions { replace: true };
            let _left = navigate.try_with_value(|go| go(&routes::record(def, id), options));
        }
    })
}

/// Why this person cannot change a record, in words.
fn kept_from(reader: Reader, view: &RecordView) -> Option<String> {
    let session = reader.app.session;
    let led = session.led_by_other(view);
    let led = led.map(|led| lead::sentence(reader, led));
    led.or_else(|| (!session.may_change(view)).then(|| reader.s(words::READ_ONLY)))
}

fn form(
    reader: Reader,
    kept_from: Option<String>,
    opening: Opening,
    done: Callback<Outcome>,
) -> AnyView {
    match kept_from {
        None => view! { <RecordForm opening=opening reader=reader done=done /> }.into_any(),
        Some(why) => view! { <IconLine icon="lock" text=why /> }.into_any(),
    }
}

#[component]
fn FormPage(
    def: &'static RecordDef,
    #[prop(optional_no_strip)] parent: Option<RecordId>,
) -> impl IntoView {
    let reader = use_reader();
    let status = use_status();
    let records = reader.app.records;
    let session = reader.app.session;
    let may_add = untrack(|| reader.may_add_below(def, parent));
    let kept_from = (!may_add).then(|| reader.s(words::READ_ONLY));
    let back = match parent.and_then(|parent| untrack(|| records.get(parent))) {
        Some(parent) => routes::record(parent.def, parent.id),
        None if def.key == records::VERANSTALTUNG.key => routes::DATES.to_owned(),
        None => routes::list(def),
    };
    let draft = match parent {
        Some(parent) => routes::new_child_draft(def, parent),
        None => format!("{}/neu", def.key),
    };
    let opening = Opening {
        def,
        presets: presets(def, parent),
        draft,
        view: None,
    };
    let navigate = StoredValue::new_local(use_navigate());
    let done = Callback::new(move |Outcome { id, .. }| {
        status.saved(reader);
        if let Some(parent) = parent {
            sorted(reader, parent);
        }
        // Something new is shown: back from its page leads to where the form was opened, not into the form again.
        let options = NavigateOptions { replace: true };
        navigate.try_with_value(|go| go(&routes::record(def, id), options));
    });
    let bar = Bar::Back {
        href: back,
        place: reader.s(def.name),
        sub: Signal::derive(move || {
            session
                .current()
                .get()
                .map_or_else(String::new, |town| town.title)
        }),
    };
    // Before anything is written for a circle, it says who will read it.
    let readers = move || {
        let space = records.home_below(def, parent);
        space.map(|space| readers::before(reader, space))
    };
    view! {
        <Frame reader=reader title=reader.t(def.add) bar=bar here=Place::of(def)>
            <PageHead title=breakable(reader.t(def.add)) />
            {readers}
            {form(reader, kept_from, opening, done)}
        </Frame>
    }
}

/// A note that became another record leaves the inbox.
fn sorted(reader: Reader, parent: RecordId) {
    let Some(view) = untrack(|| reader.app.records.get(parent)) else {
        return;
    };
    let (Some(field), Some(state)) = (view.def.state, view.def.sorted) else {
        return;
    };
    let edit = crate::state::Edit::Set {
        field,
        value: Value::Text(state.to_owned()),
        prev: view.state.dots(field),
    };
    spawn_local(async move {
        // A note that could not be moved is still in the inbox, where it can be seen.
        let _still_there = reader.app.records.write(parent, vec![edit]).await;
    });
}

/// What the address fills in: the record the new one belongs to, and fields by key.
fn presets(def: &'static RecordDef, parent: Option<RecordId>) -> Vec<(&'static str, String)> {
    let reader = use_reader();
    let query = use_query_map().get_untracked();
    let mut presets: Vec<(&'static str, String)> = def
        .fields
        .iter()
        .filter_map(|field| Some((field.key, query.get(field.key)?)))
        .collect();
    let parent = parent.and_then(|id| untrack(|| reader.app.records.get(id)));
    if let Some(parent) = parent
        && let Some(field) = link_for(def, parent.def)
    {
        presets.push((field.key, parent.id.to_string()));
    }
    presets
}
