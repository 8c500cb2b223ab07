//! The form page of any record: a new one, or changes to one.

use super::frame::{Bar, Frame, Place};
use super::missing::Missing;
use super::reading::{Reader, use_reader};
use super::record::in_address;
use super::status::use_status;
use super::trust::readers;
use crate::form::{Opening, RecordForm};
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

/// Draws the form that changes the record in the address.
#[component]
pub fn Edit() -> impl IntoView {
    let params = use_params_map();
    move || {
        let found = in_address(&params.get());
        // The form keeps what was on the screen when it was opened; later changes must not draw it anew.
        let found = found.filter(|(_, id)| untrack(|| reader_has(*id)));
        match found {
            Some((def, id)) => view! { <FormPage def=def id=id /> }.into_any(),
            None => view! { <Missing /> }.into_any(),
        }
    }
}

fn reader_has(id: RecordId) -> bool {
    use_reader().app.records.get(id).is_some()
}

#[component]
fn FormPage(
    def: &'static RecordDef,
    #[prop(optional)] id: Option<RecordId>,
    #[prop(optional_no_strip)] parent: Option<RecordId>,
) -> impl IntoView {
    let reader = use_reader();
    let status = use_status();
    let records = reader.app.records;
    let session = reader.app.session;
    let view: Option<RecordView> = id.and_then(|id| untrack(|| records.get(id)));
    let heading = match &view {
        Some(view) => untrack(|| reader.title(view)),
        None => breakable(reader.t(def.add)),
    };
    let space = view.as_ref().map(|view| view.space);
    let may_write = untrack(|| match &view {
        Some(view) => session.may_write(view.space) && !view.unnamed,
        None => reader.may_add_below(def, parent),
    });
    let back = match (
        id,
        parent.and_then(|parent| untrack(|| records.get(parent))),
    ) {
        (Some(id), _) => routes::record(def, id),
        (None, Some(parent)) => routes::record(parent.def, parent.id),
        (None, None) if def.key == records::VERANSTALTUNG.key => routes::DATES.to_owned(),
        (None, None) => routes::list(def),
    };
    let draft = match (id, parent) {
        (Some(id), _) => id.to_string(),
        (None, Some(parent)) => routes::new_child_draft(def, parent),
        (None, None) => format!("{}/neu", def.key),
    };
    let opening = Opening {
        def,
        presets: presets(def, parent),
        draft,
        view,
    };
    let navigate = StoredValue::new_local(use_navigate());
    let changes = id.is_some();
    let done = Callback::new(move |id: RecordId| {
        status.saved(reader);
        if let Some(parent) = parent {
            sorted(reader, parent);
        }
        // Who changed something goes on where the form was opened. Something new is shown: back from its page leads to
        // where the form was opened, not into the form again.
        if changes && router::back() {
            return;
        }
        let options = NavigateOptions { replace: true };
        navigate.try_with_value(|go| go(&routes::record(def, id), options));
    });
    let kicker = if id.is_some() { words::EDIT } else { def.name };
    let bar = Bar::Back {
        href: back,
        place: reader.s(kicker),
        // What is changed; for something new the title already says it, so the town.
        sub: if id.is_some() {
            Signal::stored(reader.s(def.name))
        } else {
            Signal::derive(move || {
                session
                    .current()
                    .get()
                    .map_or_else(String::new, |town| town.title)
            })
        },
    };
    // Before anything is written for a circle, it says who will read it.
    let readers = move || {
        let space = space.or_else(|| records.home_below(def, parent));
        space.map(|space| readers::line(reader, space))
    };
    let form = if may_write {
        view! { <RecordForm opening=opening reader=reader done=done /> }.into_any()
    } else {
        view! { <IconLine icon="lock" text=reader.t(words::READ_ONLY) /> }.into_any()
    };
    view! {
        <Frame reader=reader title=reader.t(if id.is_some() { words::EDIT } else { def.add }) bar=bar here=Place::of(def)>
            <PageHead title=heading />
            {readers}
            {form}
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
