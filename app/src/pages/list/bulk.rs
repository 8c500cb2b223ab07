//! One step for many records: pick, then a state, the Papierkorb, or out of the app. Every step can be taken back
//! as a whole.

use super::Desk;
use crate::error::{AppError, advice};
use crate::pages::reading::{Reader, state_of};
use crate::pages::status::Status;
use crate::state::{Edit, RecordView};
use crate::ui::*;
use crate::widgets::{Button, ButtonLook};
use leptos::task::spawn_local;
use shared::ids::RecordId;
use shared::records::{FieldKind, StateDef};
use shared::text::{sentences, words};
use shared::value::Value;

/// The records picked, while picking.
#[derive(Clone, Copy)]
pub(super) struct Chosen(RwSignal<Option<Vec<RecordId>>>);

impl Chosen {
    pub(super) fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// Whether records are being picked. Reactive where it is read.
    pub(super) fn picking(self) -> Signal<bool> {
        Signal::derive(move || self.0.with(Option::is_some))
    }

    /// Returns what is picked, `None` while nothing is being picked. Reactive.
    pub(super) fn all(self) -> Option<Vec<RecordId>> {
        self.0.get()
    }

    pub(super) fn begin(self) {
        self.0.set(Some(Vec::new()));
    }

    fn end(self) {
        self.0.set(None);
    }

    fn has(self, id: RecordId) -> bool {
        self.0
            .with(|chosen| chosen.as_ref().is_some_and(|chosen| chosen.contains(&id)))
    }

    fn put(self, id: RecordId, picked: bool) {
        self.0.update(|chosen| {
            if let Some(chosen) = chosen {
                chosen.retain(|other| *other != id);
                if picked {
                    chosen.push(id);
                }
            }
        });
    }
}

/// Draws a record with a box to pick it.
pub(super) fn pick_row(desk: Desk, view: &RecordView) -> AnyView {
    let reader = desk.reader;
    let id = view.id;
    let box_id = format!("wahl-{id}");
    view! {
        <li class="row-list__item check-row check-row--pick">
            <span class="check-row__box">
                <input
                    class="check-row__input"
                    type="checkbox"
                    id=box_id.clone()
                    prop:checked=move || desk.chosen.has(id)
                    on:change=move |event| desk.chosen.put(id, event_target_checked(&event))
                />
            </span>
            <label class="check-row__label" for=box_id>
                <span class="check-row__title">{reader.title(view)}</span>
                <small class="check-row__meta">{reader.summary(view)}</small>
            </label>
        </li>
    }
    .into_any()
}

/// Draws what can be done with the records picked; nothing while none are being picked.
pub(super) fn bar(desk: Desk, status: Status) -> Option<AnyView> {
    let reader = desk.reader;
    let chosen = desk.chosen.all()?;
    let count = chosen.len();
    let session = reader.app.session;
    let mut views: Vec<RecordView> = chosen
        .iter()
        .filter_map(|id| reader.app.records.get(*id))
        .filter(|view| session.may_write(view.space))
        .collect();
    let writable = views.len();
    views.retain(|view| session.may_change(view));
    let led = writable - views.len();
    let led = (led > 0).then(|| view! { <p>{sentences::led_by_others(led, reader.locale)}</p> });
    let states = steps(desk, &views)
        .into_iter()
        .map(|(state, ids)| {
            let press = Callback::new(move |()| set_state(desk, status, state, ids.clone()));
            view! { <Button label=reader.s(state.label) press=press /> }
        })
        .collect_view();
    let ids: Vec<RecordId> = views.iter().map(|view| view.id).collect();
    let trash = (!ids.is_empty()).then(|| {
        let press = Callback::new(move |()| to_bin(desk, status, ids.clone()));
        view! { <Button label=reader.s(words::TO_TRASH) icon="trash" look=ButtonLook::Danger press=press /> }
    });
    let all = Callback::new(move |()| {
        let shown = untrack(|| desk.shown());
        desk.chosen
            .0
            .set(Some(shown.into_iter().map(|view| view.id).collect()));
    });
    Some(
        view! {
            <div class="panel stack stack--tight" role="group" aria-label=reader.t(words::PICK)>
                <p role="status"><strong>{sentences::picked(count, reader.locale)}</strong></p>
                {led}
                <div class="cluster">
                    <Button label=reader.s(words::PICK_ALL) icon="check" press=all />
                    <Button
                        label=reader.s(words::PICK_END)
                        icon="close"
                        press=Callback::new(move |()| desk.chosen.end())
                    />
                </div>
                <div class="cluster">{states}{trash}</div>
            </div>
        }
        .into_any(),
    )
}

/// The states some of the records may step to, and which of them. What asks for a reason is done one by one.
fn steps(desk: Desk, views: &[RecordView]) -> Vec<(&'static StateDef, Vec<RecordId>)> {
    let states = match desk.def.state.and_then(|field| desk.def.field(field)) {
        Some(field) => field.kind,
        None => return Vec::new(),
    };
    let FieldKind::State { states } = states else {
        return Vec::new();
    };
    states
        .iter()
        .filter(|state| !state.reason)
        .filter_map(|state| {
            let ids: Vec<RecordId> = views
                .iter()
                .filter(|view| state_of(view).is_some_and(|here| here.next.contains(&state.key)))
                .map(|view| view.id)
                .collect();
            (!ids.is_empty()).then_some((state, ids))
        })
        .collect()
}

fn set_state(desk: Desk, status: Status, state: &'static StateDef, ids: Vec<RecordId>) {
    let Some(field) = desk.def.state else { return };
    let reader = desk.reader;
    let records = reader.app.records;
    spawn_local(async move {
        let mut done: Vec<(RecordId, Value)> = Vec::new();
        let mut outcome = Ok(());
        for id in ids {
            let Some(view) = untrack(|| records.get(id)) else {
                continue;
            };
            let before = view.state.value(field).cloned().unwrap_or(Value::Null);
            outcome = write_state(reader, &view, field, Value::Text(state.key.to_owned())).await;
            if outcome.is_err() {
                break;
            }
            done.push((id, before));
        }
        let line = sentences::state_set(done.len(), reader.t(state.label), reader.locale);
        let undo = Callback::new(move |()| {
            status.clear_snack();
            let back = done.clone();
            spawn_local(async move {
                for (id, before) in back {
                    let Some(view) = untrack(|| records.get(id)) else {
                        continue;
                    };
                    // What somebody changed since is theirs.
                    if view.state.text(field) == Some(state.key)
                        && let Err(error) = write_state(reader, &view, field, before).await
                    {
                        status.offer(reader.s(advice(&error).words), None);
                        return;
                    }
                }
                status.say(reader.s(words::TAKEN_BACK));
            });
        });
        finish(desk, status, line, undo, outcome);
    });
}

async fn write_state(
    reader: Reader,
    view: &RecordView,
    field: u16,
    value: Value,
) -> Result<(), AppError> {
    let prev = view.state.dots(field);
    let edit = Edit::Set { field, value, prev };
    reader.app.records.write(view.id, vec![edit]).await
}

fn to_bin(desk: Desk, status: Status, ids: Vec<RecordId>) {
    let reader = desk.reader;
    let records = reader.app.records;
    spawn_local(async move {
        let mut done: Vec<RecordId> = Vec::new();
        let mut outcome = Ok(());
        for id in ids {
            outcome = records.trash(id).await;
            if outcome.is_err() {
                break;
            }
            done.push(id);
        }
        let line = sentences::trashed(done.len(), reader.locale);
        let undo = Callback::new(move |()| {
            status.clear_snack();
            let back = done.clone();
            spawn_local(async move {
                for id in back {
                    if let Err(error) = records.restore(id).await {
                        status.offer(reader.s(advice(&error).words), None);
                        return;
                    }
                }
                status.say(reader.s(words::RESTORED));
            });
        });
        finish(desk, status, line, undo, outcome);
    });
}

/// Says what was done, with the way back for all of it; after a fault, what is wrong, and the picked ones stay picked.
fn finish(
    desk: Desk,
    status: Status,
    line: String,
    undo: Callback<()>,
    outcome: Result<(), AppError>,
) {
    match outcome {
        Ok(()) => {
            status.offer(line, Some(undo));
            let _left = desk.chosen.0.try_set(None);
        }
        Err(error) => {
            let advice = desk.reader.t(advice(&error).words);
            status.offer(format!("{line} {advice}"), Some(undo));
        }
    }
}
