//! One point of the agenda: what was said, decided, and given out.

use super::entry::{self, Draft};
use crate::pages::event::{set, write};
use crate::pages::reading::{Reader, day_in, minutes_in, state_of};
use crate::pages::status::Status;
use crate::pages::wall_clock;
use crate::platform::clock::now_ms;
use crate::routes;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{Button, Icon, LinkButton, Tag};
use shared::event::{lines, number};
use shared::ids::RecordId;
use shared::records::{AUFGABE, BESCHLUSS, TAGESORDNUNGSPUNKT};
use shared::text::{event_sentences, event_words, sentences, words};
use shared::value::Value;

/// Draws a point; the current one with its input.
#[expect(
    clippy::too_many_arguments,
    reason = "a block shows the point and where it stands in the minutes"
)]
pub(super) fn point(
    reader: Reader,
    status: Status,
    minutes: &RecordView,
    view: &RecordView,
    place: usize,
    current: bool,
    locked: bool,
    draft: Draft,
) -> AnyView {
    let id = view.id;
    let field = number(&TAGESORDNUNGSPUNKT, "kernpunkte");
    let said: Vec<AnyView> = lines::of_field(&view.state, field)
        .into_iter()
        .map(|line| view! { <li>{line}</li> }.into_any())
        .collect();
    let heading = format!("punkt-{id}");
    let labelled_by = heading.clone();
    let state = (!current).then_some("closed");
    let written = state_of(minutes).is_some_and(|state| state.key == "mitschrift");
    let conflict = view.state.conflicts().next().map(|field| {
        view! { <LinkButton label=reader.t(words::SEE_BOTH) href=routes::conflict(id, field) icon="conflict" /> }
    });
    view! {
        <section class="agenda-block" data-state=state aria-labelledby=labelled_by>
            <div class="agenda-block__head">
                <span class="agenda-block__number">{place}</span>
                <div class="agenda-block__title">
                    <h2 id=heading>{reader.title(view)}</h2>
                    <span class="agenda-block__time">{time(reader, view, written)}</span>
                </div>
            </div>
            {(!said.is_empty()).then(|| view! { <ul class="agenda-block__points">{said}</ul> })}
            {decisions(reader, minutes.id, id)}
            {tasks(reader, id)}
            {conflict}
            {(!locked).then(|| clock_keys(reader, status, minutes.id, view))}
            {current.then(|| entry::entry(reader, status, minutes, id, draft))}
        </section>
    }
    .into_any()
}

/// When the point was begun, or that it is still open. The clock runs only while minutes are taken.
fn time(reader: Reader, view: &RecordView, written: bool) -> String {
    let at = |key: &str| minutes_in(view, number(&TAGESORDNUNGSPUNKT, key));
    match (at("begonnen_um"), at("beendet_um")) {
        (Some(begun), Some(ended)) => {
            format!(
                "{} · {}",
                reader.clock(begun),
                event_sentences::minutes(ended.saturating_sub(begun), reader.locale)
            )
        }
        (Some(begun), None) if !written => reader.clock(begun),
        (Some(begun), None) => {
            let minutes = reader.now().saturating_sub(begun).max(0);
            event_sentences::since_minutes(&reader.clock(begun), minutes, reader.locale)
        }
        (None, _) => reader.s(event_words::POINT_OPEN),
    }
}

/// Begins the point, which ends the one that runs; or ends it.
fn clock_keys(
    reader: Reader,
    status: Status,
    minutes: RecordId,
    view: &RecordView,
) -> Option<AnyView> {
    let id = view.id;
    let at = |key: &str| minutes_in(view, number(&TAGESORDNUNGSPUNKT, key));
    let (label, icon) = match (at("begonnen_um"), at("beendet_um")) {
        (None, _) => (event_words::BEGIN_POINT, "clock"),
        (Some(_), None) => (event_words::END_POINT, "check"),
        (Some(_), Some(_)) => return None,
    };
    let press = Callback::new(move |()| {
        let now = Value::DateTime(wall_clock::from_ms(now_ms()));
        let points = untrack(|| reader.app.records.children(minutes, &TAGESORDNUNGSPUNKT));
        for point in points {
            let at = |key: &str| minutes_in(&point, number(&TAGESORDNUNGSPUNKT, key));
            let running = at("begonnen_um").is_some() && at("beendet_um").is_none();
            let key = if running {
                "beendet_um"
            } else if point.id == id {
                "begonnen_um"
            } else {
                continue;
            };
            write(
                reader,
                status,
                point.id,
                vec![set(Some(&point), &TAGESORDNUNGSPUNKT, key, now.clone())],
            );
        }
    });
    Some(view! { <p><Button label=reader.s(label) icon=icon press=press /></p> }.into_any())
}

fn of_point(
    reader: Reader,
    def: &'static shared::records::RecordDef,
    point: RecordId,
) -> Vec<RecordView> {
    let field = number(def, "punkt");
    let link = Value::Link(point);
    let all = reader.app.records.list_all(def);
    all.into_iter()
        .filter(|view| view.state.value(field) == Some(&link))
        .collect()
}

fn decisions(reader: Reader, minutes: RecordId, point: RecordId) -> Vec<AnyView> {
    let all: Vec<RecordId> = reader
        .app
        .records
        .children(minutes, &BESCHLUSS)
        .iter()
        .map(|view| view.id)
        .collect();
    of_point(reader, &BESCHLUSS, point)
        .iter()
        .map(|view| {
            let place = all
                .iter()
                .position(|id| *id == view.id)
                .map_or(1, |at| at + 1);
            let way = reader.field(view, number(&BESCHLUSS, "art"));
            view! {
                <div class="decision">
                    <p class="decision__kind">
                        <Icon name="decision" small=true />
                        {event_sentences::decision(place, reader.locale)}
                        {way.map(|way| view! { <Tag label=way /> })}
                    </p>
                    <p class="decision__text">{reader.title(view)}</p>
                </div>
            }
            .into_any()
        })
        .collect()
}

fn tasks(reader: Reader, point: RecordId) -> Vec<AnyView> {
    of_point(reader, &AUFGABE, point)
        .iter()
        .map(|view| {
            let who = view
                .state
                .text(number(&AUFGABE, "verantwortlich"))
                .map(str::to_owned);
            let due = day_in(view, number(&AUFGABE, "bis"));
            let due = due.map(|day| sentences::until(&reader.day(day), reader.locale));
            let what: Vec<String> = [Some(reader.title(view)), due]
                .into_iter()
                .flatten()
                .collect();
            view! {
                <div class="task-line">
                    <Icon name="task-open" />
                    <p>
                        {who.map(|who| view! { <span class="task-line__who">{who}</span> " " })}
                        {what.join(" · ")}
                    </p>
                </div>
            }
            .into_any()
        })
        .collect()
}
