//! The tasks of one organisation from one meeting: what it gets, and nothing of the others. As text and as paper.

use super::super::frame::{Bar, Frame};
use super::super::missing::Missing;
use super::super::reading::{Reader, day_in, minutes_in, use_reader};
use super::super::status::use_status;
use super::{feedback, print_key, share_key};
use crate::router::use_params_map;
use crate::routes;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{Row, RowList};
use shared::event::number;
use shared::ids::RecordId;
use shared::records::{AUFGABE, PROTOKOLL};
use shared::text::{dates, event_words, sentences};
use shared::value::Value;

/// Draws the sheet of the organisation in the address.
#[component]
pub fn Handout() -> impl IntoView {
    let reader = use_reader();
    let params = use_params_map();
    move || {
        let minutes: Option<RecordId> = params
            .with(|map| map.get("minutes"))
            .and_then(|id| id.parse().ok());
        let place: Option<usize> = params
            .with(|map| map.get("place"))
            .and_then(|place| place.parse().ok());
        let view = minutes.and_then(|id| reader.app.records.get(id));
        let (Some(view), Some(place)) = (view, place) else {
            return view! { <Missing /> }.into_any();
        };
        match groups(reader, view.id).into_iter().nth(place) {
            Some((who, tasks)) => sheet(reader, &view, &who, &tasks),
            None => view! { <Missing /> }.into_any(),
        }
    }
}

fn sheet(reader: Reader, view: &RecordView, who: &str, tasks: &[RecordView]) -> AnyView {
    let status = use_status();
    let rows: Vec<AnyView> = tasks
        .iter()
        .map(|task| view! { <Row title=reader.title(task) meta=due(reader, task).unwrap_or_default() icon="task-open" /> }.into_any())
        .collect();
    let bar = Bar::Back {
        href: routes::minutes(view.id),
        place: reader.s(event_words::HAND_OUT),
        sub: Signal::stored(reader.title(view)),
    };
    let whole = in_words(reader, view, who, tasks);
    let when = heading(reader, view);
    let name = who.to_owned();
    let share = share_key(
        reader,
        status,
        reader.t(event_words::SHARE),
        name.clone(),
        whole,
    );
    view! {
        <Frame reader=reader title=reader.t(event_words::HAND_OUT) bar=bar tool=true>
            <div class="stack">
                <h2>{name}</h2>
                <p>{when}</p>
                <RowList>{rows}</RowList>
                <div class="cluster">
                    {share}
                    {print_key(reader)}
                </div>
                {feedback(reader, status)}
            </div>
        </Frame>
    }
    .into_any()
}

/// Tasks of a meeting by who does them, in the order of names; tasks without anybody come last.
pub(super) fn groups(reader: Reader, minutes: RecordId) -> Vec<(String, Vec<RecordView>)> {
    let field = number(&AUFGABE, "protokoll");
    let link = Value::Link(minutes);
    let mut groups: Vec<(String, Vec<RecordView>)> = Vec::new();
    for task in reader.app.records.list_all(&AUFGABE) {
        if task.state.value(field) != Some(&link) {
            continue;
        }
        let who = reader
            .field(&task, number(&AUFGABE, "organisation"))
            .or_else(|| reader.field(&task, number(&AUFGABE, "verantwortlich")));
        let Some(who) = who else { continue };
        match groups.iter_mut().find(|(name, _)| *name == who) {
            Some((_, tasks)) => tasks.push(task),
            None => groups.push((who, vec![task])),
        }
    }
    groups.sort_by(|one, other| one.0.cmp(&other.0));
    groups
}

/// The tasks as a message.
pub(super) fn in_words(
    reader: Reader,
    view: &RecordView,
    who: &str,
    tasks: &[RecordView],
) -> String {
    let mut lines = vec![heading(reader, view), format!("{who}:")];
    for task in tasks {
        let due = due(reader, task)
            .map(|due| format!(", {due}"))
            .unwrap_or_default();
        lines.push(format!("– {}{due}", reader.title(task)));
    }
    lines.join("\n")
}

fn heading(reader: Reader, view: &RecordView) -> String {
    let day = minutes_in(view, number(&PROTOKOLL, "beginn"))
        .map(|minutes| reader.day(dates::split(minutes).0));
    [Some(reader.title(view)), day]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

fn due(reader: Reader, task: &RecordView) -> Option<String> {
    let day = day_in(task, number(&AUFGABE, "bis"))?;
    Some(sentences::until(&reader.day(day), reader.locale))
}
