//! Zielpyramide: the goals of the strategy in courses of bricks. A goal is laid when a measure reached it, in work while one
//! runs, planned otherwise.

use crate::pages::reading::{Reader, phase_of};
use crate::routes;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{Icon, Section};
use shared::ids::RecordId;
use shared::records::{MASSNAHME, Phase, ZIEL};
use shared::text::{Text, words};
use shared::value::Value;

/// The levels from the top, with the class of their course and of their bricks.
const LEVELS: [(&str, &str, &str); 3] = [
    (
        "leitziel",
        "goal-wall__course goal-wall__course--top",
        "goal goal--top",
    ),
    (
        "mittlerziel",
        "goal-wall__course goal-wall__course--middle",
        "goal goal--middle",
    ),
    ("handlungsziel", "goal-wall__course", "goal"),
];
/// Level of goals that measures work on.
const ACTION: &str = "handlungsziel";

/// Draws the wall; nothing while there is no goal.
pub(super) fn wall(reader: Reader) -> Option<AnyView> {
    let goals = reader.app.records.list(&ZIEL);
    if goals.is_empty() {
        return None;
    }
    let measures = reader.app.records.list(&MASSNAHME);
    let courses = LEVELS
        .into_iter()
        .filter_map(|(level, course, brick)| {
            let bricks: Vec<AnyView> = goals
                .iter()
                .filter(|goal| text(goal, "ebene") == Some(level))
                .map(|goal| {
                    let state = (level == ACTION).then(|| standing(goal.id, &measures));
                    draw(reader, goal, brick, state)
                })
                .collect();
            (!bricks.is_empty()).then(|| view! { <div class=course>{bricks}</div> })
        })
        .collect_view();
    let link = Some((routes::list(&MASSNAHME), reader.s(MASSNAHME.names)));
    Some(
        view! {
            <Section id="ziele" title=reader.t(words::GOAL_WALL) link=link>
                <div class="goal-wall">{courses}</div>
            </Section>
        }
        .into_any(),
    )
}

fn text<'a>(view: &'a RecordView, key: &str) -> Option<&'a str> {
    view.state.text(view.def.field_by_key(key)?.id)
}

/// How far a goal is: key for the look, sign, word.
type Standing = (&'static str, &'static str, Text);

fn standing(goal: RecordId, measures: &[RecordView]) -> Standing {
    let link = MASSNAHME.field_by_key(ACTION).map_or(0, |field| field.id);
    let own = measures
        .iter()
        .filter(|measure| measure.state.value(link) == Some(&Value::Link(goal)));
    let mut running = false;
    for measure in own {
        match phase_of(measure) {
            Phase::Done if text(measure, "zielerreichung") == Some("voll") => {
                return ("reached", "check", words::GOAL_REACHED);
            }
            Phase::Running | Phase::Done => running = true,
            Phase::Open | Phase::Stopped => {}
        }
    }
    if running {
        ("running", "clock", words::GOAL_RUNNING)
    } else {
        ("planned", "draft", words::GOAL_PLANNED)
    }
}

fn draw(
    reader: Reader,
    goal: &RecordView,
    class: &'static str,
    state: Option<Standing>,
) -> AnyView {
    let level = ZIEL
        .field_by_key("ebene")
        .and_then(|field| reader.field(goal, field.id));
    view! {
        <a class=class href=routes::record(goal.def, goal.id) data-state=state.map(|state| state.0)>
            <span class="goal__level">{level}</span>
            <span class="goal__text">{reader.title(goal)}</span>
            {state.map(|(_, icon, word)| view! {
                <span class="goal__state"><Icon name=icon small=true />{reader.t(word)}</span>
            })}
        </a>
    }
    .into_any()
}
