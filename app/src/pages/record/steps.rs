//! Where a record stands in its workflow: the line of steps, the keys that lead on, what was when.

use crate::error::advice;
use crate::form::looks_like;
use crate::pages::reading::{Reader, ms_of, state_of};
use crate::pages::status::Status;
use crate::routes;
use crate::state::{Edit, RecordView};
use crate::ui::*;
use crate::widgets::{
    Button, ButtonLook, Icon, LinkButton, Notice, Row, RowList, Section, Step, StepLine,
};
use leptos::task::spawn_local;
use shared::lists::{self, Place};
use shared::records::FieldKind;
use shared::text::{sentences, words};
use shared::value::Value;

/// The line of steps.
pub(super) fn line(reader: Reader, view: &RecordView) -> Option<AnyView> {
    let field = view.def.field(view.def.state?)?;
    let steps = lists::steps(view.def, &view.state);
    let at = steps.iter().position(|(_, place)| *place == Place::Here)?;
    let here = steps.get(at).map(|(state, _)| reader.t(state.label))?;
    let now = sentences::state_at(here, at + 1, steps.len(), reader.locale);
    let steps = steps
        .iter()
        .map(|(state, place)| Step {
            label: reader.s(state.label),
            place: match place {
                Place::Behind => "behind",
                Place::Here => "here",
                Place::Ahead => "ahead",
            },
        })
        .collect();
    Some(view! { <StepLine label=reader.t(field.label) steps=steps now=now /> }.into_any())
}

/// The next steps of the workflow. A step that asks for a reason leads to the form, where the reason is asked for.
pub(super) fn keys(reader: Reader, status: Status, view: &RecordView) -> Option<AnyView> {
    let def = view.def;
    let id = view.id;
    let field = def.field(def.state?)?;
    let FieldKind::State { states } = field.kind else {
        return None;
    };
    let here = state_of(view)?;
    let keys = states
        .iter()
        .filter(|state| here.next.contains(&state.key))
        .map(|state| {
            if state.reason {
                let href = format!("{}?{}={}", routes::edit(def, id), field.key, state.key);
                return view! { <LinkButton label=reader.t(state.label) href=href /> }.into_any();
            }
            let press = go(reader, status, view, field.id, state.key);
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

/// Makes what leads a record into a state.
fn go(
    reader: Reader,
    status: Status,
    view: &RecordView,
    field: u16,
    key: &'static str,
) -> Callback<()> {
    let id = view.id;
    let prev = StoredValue::new(view.state.dots(field));
    Callback::new(move |()| {
        let value = Value::Text(key.to_owned());
        let prev = prev.get_value();
        let edit = Edit::Set { field, value, prev };
        spawn_local(async move {
            match reader.app.records.write(id, vec![edit]).await {
                Ok(()) => status.saved(reader),
                Err(error) => status.offer(reader.s(advice(&error).words), None),
            }
        });
    })
}

/// A post that other towns do not see yet says so, with the key of the next step on its way to them.
pub(super) fn held_back(
    reader: Reader,
    status: Status,
    view: &RecordView,
    editable: bool,
) -> Option<AnyView> {
    if !lists::is_held_back(view.def, &view.state) {
        return None;
    }
    let names = could_name(reader, view, editable);
    let field = view.def.state?;
    let key = state_of(view)
        .filter(|_| editable)
        .and_then(|here| here.next.first().copied())
        .and_then(|key| Some((key, lists::state_named(view.def, key)?)))
        .map(|(key, state)| {
            let press = go(reader, status, view, field, key);
            let label = format!("{}: {}", reader.t(words::NEXT_STEP), reader.t(state.label));
            view! { <Button label=label look=ButtonLook::Primary press=press /> }
        });
    Some(
        view! {
            <Notice
                icon="eye-off"
                title=reader.t(words::HELD_BACK)
                note=reader.s(words::HELD_BACK_TEXT)
            >
                {names}
                {key}
            </Notice>
        }
        .into_any(),
    )
}

/// What in a post could name somebody, with the way to change it: the check of names is a step on the way to other towns.
fn could_name(reader: Reader, view: &RecordView, editable: bool) -> Option<AnyView> {
    let places = lists::names_in(view.def, &view.state);
    let rows = places
        .iter()
        .map(|place| {
            let label = sentences::change_it(reader.t(place.field.label), reader.locale);
            let href = routes::edit_at(view.def, view.id, place.field.key);
            let change = editable.then(|| view! { <LinkButton label=label href=href /> });
            view! {
                <li class="field__warn">
                    <Icon name="warning" small=true />
                    <span>{looks_like(place.reason, place.words, reader.locale)}</span>
                    {change}
                </li>
            }
        })
        .collect_view();
    (!places.is_empty()).then(|| {
        view! {
            <p>{reader.t(words::LOOK_BEFORE)}</p>
            <ul class="stack stack--tight" role="list">{rows}</ul>
        }
        .into_any()
    })
}

/// Which states the record was in, when, and who led it there; the newest first.
pub(super) fn history(reader: Reader, view: &RecordView) -> Option<AnyView> {
    let field = view.def.field(view.def.state?)?;
    let steps = view.state.history(field.id);
    if steps.is_empty() {
        return None;
    }
    let rows = steps
        .into_iter()
        .map(|version| {
            let who = reader.who(view, version.dot.device);
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
