//! When the demo's entries were written. A town that has worked for fourteen months did not write everything this morning:
//! what tells its day was written down on it, what is due was planned before, and a state was reached step by step.

use shared::ids::{RecordId, SpaceId};
use shared::merge::Edit;
use shared::records::{FieldKind, Phase, RecordDef, StateDef};
use shared::value::Value;

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;
/// How long before its day something is planned, days.
const PLANNED_BEFORE: i32 = 24;
/// How long after an event the last is written about it, days.
const REPORTED_AFTER: i32 = 12;
/// From one state to the next, days.
const STEP: i32 = 10;
/// From one phase of accompaniment to the next, days.
const PHASE: i32 = 40;

/// How long before the day it tells a paper was begun, days.
const DRAFTED_BEFORE: i32 = 45;

/// Days on which an entry is made.
const MADE_ON: &[&str] = &["am", "datum", "zeitpunkt", "eingang_am", "stand"];
/// Days in the calendar, known before.
const AHEAD: &[&str] = &["beginn", "bis", "termin", "ende", "seit"];
/// Kinds whose begin is a fact written down on the day, not a date in the calendar.
const BEGUN: &[&str] = &["begleitung", "analyse", "stelle", "protokoll"];
/// States with the field that tells the day they were entered on.
const ENTERED_ON: &[(&str, &str)] = &[
    ("laeuft", "beginn"),
    ("laufend", "beginn"),
    ("aktiv", "seit"),
    ("vereinbarung", "vereinbarung_am"),
    ("beschlossen", "beschluss_am"),
    ("freigegeben", "freigabe_am"),
    ("veroeffentlicht", "veroeffentlicht_am"),
    ("geprueft", "geprueft_am"),
    ("beantwortet", "beantwortet_am"),
    ("angezeigt_genehmigt", "angezeigt_am"),
];

/// What is written at one time.
#[derive(Debug)]
pub(super) struct Line {
    /// Milliseconds from the begin of today.
    pub(super) at_ms: i64,
    pub(super) space: SpaceId,
    pub(super) def: &'static RecordDef,
    pub(super) record: RecordId,
    pub(super) edits: Vec<Edit>,
}

/// Plans the lines of a record. `oldest` is the day, from today, from which on entries that tell no day are spread; `turn`
/// is the record's place in the list and decides its hour.
pub(super) fn plan(
    (space, def, record): (SpaceId, &'static RecordDef, RecordId),
    edits: Vec<Edit>,
    today: i32,
    (oldest, turn): (i32, usize),
) -> Vec<Line> {
    let told = told(def, &edits, today);
    let begun = begun(def, &told, today, (oldest, turn));
    let hour = hour_ms(turn);
    let line = |at_ms: i64, edits: Vec<Edit>| Line {
        at_ms,
        space,
        def,
        record,
        edits,
    };
    let mut first = Vec::new();
    let mut later = Vec::new();
    let mut states = Vec::new();
    for edit in edits {
        let day = told.iter().find(|(field, _)| Some(*field) == set(&edit));
        match (state_of(def, &edit), day) {
            (Some((states_of, key)), _) => states = path(states_of, key),
            (None, Some((field, day))) if *day <= 0 && *day > begun && !is_ahead(def, *field) => {
                later.push(line(at(*day, hour), vec![edit]));
            }
            (None, _) => first.push(edit),
        }
    }
    let field = def.state.unwrap_or_default();
    let mut steps = states.iter().map(|state| Edit::Set {
        field,
        value: Value::Text((*state).to_owned()),
        prev: Vec::new(),
    });
    first.extend(steps.next());
    let mut last_ms = at(begun, hour);
    let days = days_of(def, begun, &told, &states);
    let days = days
        .into_iter()
        .map(|(day, known)| if known { day } else { workday(today, day) });
    let steps: Vec<Line> = (1..)
        .zip(days.zip(steps))
        .map(|(nth, (day, step))| {
            last_ms = at(day, hour_ms(turn * 7 + nth * 13)).max(last_ms + 20 * MINUTE_MS);
            line(last_ms, vec![step])
        })
        .collect();
    std::iter::once(line(at(begun, hour), first))
        .chain(later)
        .chain(steps)
        .collect()
}

/// The fields that tell a day, with the day from today.
fn told(def: &RecordDef, edits: &[Edit], today: i32) -> Vec<(u16, i32)> {
    let day = |edit: &Edit| match edit {
        Edit::Set {
            field,
            value: Value::Date(day),
            ..
        } => Some((*field, *day - today)),
        Edit::Set {
            field,
            value: Value::DateTime(minutes),
            ..
        } => Some((*field, shared::text::dates::split(*minutes).0 - today)),
        _ => None,
    };
    let known = |(field, _): &(u16, i32)| def.field(*field).is_some();
    edits.iter().filter_map(day).filter(known).collect()
}

fn among(def: &RecordDef, field: u16, keys: &[&str]) -> bool {
    def.field(field)
        .is_some_and(|field| keys.contains(&field.key))
}

fn is_ahead(def: &RecordDef, field: u16) -> bool {
    among(def, field, AHEAD)
}

/// The day an entry was begun on: the one it tells, some time before what it plans, or any.
fn begun(def: &RecordDef, told: &[(u16, i32)], today: i32, (oldest, turn): (i32, usize)) -> i32 {
    let on = |keys| {
        let days = told.iter().filter(|(field, _)| among(def, *field, keys));
        days.map(|(_, day)| *day).min()
    };
    let past = |day: &i32| *day <= 0;
    if let Some(day) = on(MADE_ON).filter(past) {
        return day;
    }
    if BEGUN.contains(&def.key)
        && let Some(day) = on(&["beginn"]).filter(past)
    {
        return day;
    }
    if let Some(day) = on(AHEAD) {
        let planned = (day - PLANNED_BEFORE).min(-1 - spread(turn, 20));
        return workday(today, planned.max(oldest));
    }
    let span = (-oldest - STEP).max(1);
    let any = oldest + spread(turn, span);
    let earliest = told.iter().map(|(_, day)| *day).filter(past).min();
    let drafted = earliest.map_or(any, |day| day - DRAFTED_BEFORE);
    workday(today, any.min(drafted).max(oldest))
}

/// The day, or the Friday before it: offices are closed at the weekend.
fn workday(today: i32, day: i32) -> i32 {
    // The first day of 1970 was a Thursday.
    let weekday = (today + day + 3).rem_euclid(7);
    day - (weekday - 4).max(0)
}

/// A number below `span` that looks like none in particular.
fn spread(turn: usize, span: i32) -> i32 {
    let turn = i32::try_from(turn % 10_000).unwrap_or_default();
    (turn * 61 + 17) % span.max(1)
}

/// An hour of work.
fn hour_ms(turn: usize) -> i64 {
    (8 * 60 + i64::from(spread(turn, 9 * 60))) * MINUTE_MS
}

fn at(day: i32, hour_ms: i64) -> i64 {
    i64::from(day) * DAY_MS + hour_ms
}

fn set(edit: &Edit) -> Option<u16> {
    match edit {
        Edit::Set { field, .. } => Some(*field),
        _ => None,
    }
}

fn state_of<'a>(def: &RecordDef, edit: &'a Edit) -> Option<(&'static [StateDef], &'a str)> {
    let Edit::Set {
        field,
        value: Value::Text(key),
        ..
    } = edit
    else {
        return None;
    };
    match def.field(*field)?.kind {
        FieldKind::State { states } if def.state == Some(*field) => Some((states, key)),
        _ => None,
    }
}

/// The states up to one, each of them a step that is allowed from the one before. Where there is no such way, the state alone.
fn path(states: &'static [StateDef], to: &str) -> Vec<&'static str> {
    let Some(end) = states.iter().position(|state| state.key == to) else {
        return Vec::new();
    };
    let Some((last, before)) = states.get(..=end).and_then(<[_]>::split_last) else {
        return Vec::new();
    };
    let mut path: Vec<&StateDef> = Vec::new();
    for state in before.iter().filter(|state| state.phase != Phase::Stopped) {
        let follows = path
            .last()
            .is_none_or(|last| last.next.contains(&state.key));
        if follows {
            path.push(state);
        }
    }
    while path
        .last()
        .is_some_and(|state| !state.next.contains(&last.key))
    {
        path.pop();
    }
    path.push(last);
    path.into_iter().map(|state| state.key).collect()
}

/// The days on which the states after the first were entered, and whether a field tells it. Between what is told the steps
/// are even.
fn days_of(def: &RecordDef, begun: i32, told: &[(u16, i32)], states: &[&str]) -> Vec<(i32, bool)> {
    let gap = if def.key == "begleitung" { PHASE } else { STEP };
    let told_for = |state: &str| {
        let (_, key) = ENTERED_ON.iter().find(|(of, _)| *of == state)?;
        let (_, day) = told.iter().find(|(field, _)| among(def, *field, &[key]))?;
        (*day <= 0).then_some(*day)
    };
    let mut known = vec![(0, begun)];
    for (place, state) in (0..).zip(states).skip(1) {
        let last = known.last().map_or(begun, |(_, day)| *day);
        known.extend(told_for(state).map(|day| (place, day.max(last))));
    }
    let steps = i32::try_from(states.len().saturating_sub(1)).unwrap_or_default();
    let (place, day) = known.last().copied().unwrap_or((0, begun));
    if place < steps {
        let left = steps - place;
        let is_event = states.contains(&"laeuft") && place > 0;
        let days = if is_event { REPORTED_AFTER } else { gap * left };
        known.push((steps, (day + days).min(0).max(day)));
    }
    let mut days = Vec::new();
    for (&(from, begin), &(to, end)) in known.iter().zip(known.iter().skip(1)) {
        let is_told = states.get(usize::try_from(to).unwrap_or_default());
        let is_told = is_told.is_some_and(|state| told_for(state).is_some());
        for step in 1..=to - from {
            let day = begin + (end - begin) * step / (to - from);
            days.push((day, is_told && step == to - from));
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::records::by_key;

    const TODAY: i32 = 20_000;
    const SPACE: SpaceId = SpaceId([1; 16]);
    const RECORD: RecordId = RecordId([2; 16]);

    fn lines(kind: &str, fields: &[(&str, Value)]) -> Vec<(i64, Vec<String>)> {
        let def = by_key(kind).unwrap();
        let edits = fields
            .iter()
            .map(|(key, value)| Edit::Set {
                field: def.field_by_key(key).unwrap().id,
                value: value.clone(),
                prev: Vec::new(),
            })
            .collect();
        let name = |edit: &Edit| match edit {
            Edit::Set { field, value, .. } if Some(*field) == def.state => match value {
                Value::Text(state) => state.clone(),
                other => format!("{other:?}"),
            },
            edit => def.field(set(edit).unwrap()).unwrap().key.to_owned(),
        };
        let mut lines = plan((SPACE, def, RECORD), edits, TODAY, (-400, 3));
        lines.sort_by_key(|line| line.at_ms);
        lines
            .iter()
            .map(|line| {
                (
                    line.at_ms.div_euclid(DAY_MS),
                    line.edits.iter().map(name).collect(),
                )
            })
            .collect()
    }

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    fn on(day: i64, what: &[&str]) -> (i64, Vec<String>) {
        (day, what.iter().map(|what| (*what).to_owned()).collect())
    }

    #[test]
    fn what_tells_its_day_is_written_on_it() {
        let note = [("text", text("Saal")), ("am", Value::Date(TODAY - 2))];
        assert_eq!(lines("notiz", &note), [on(-2, &["text", "am"])]);
    }

    #[test]
    fn what_is_due_was_planned_before() {
        let task = [
            ("titel", text("Schlüssel")),
            ("bis", Value::Date(TODAY - 2)),
        ];
        assert_eq!(lines("aufgabe", &task), [on(-28, &["titel", "bis"])]);
    }

    #[test]
    fn accompaniment_went_through_its_phases_from_its_begin_on() {
        let file = [
            ("titel", text("Begleitung")),
            ("phase", text("vereinbarung")),
            ("beginn", Value::Date(TODAY - 300)),
            ("vereinbarung_am", Value::Date(TODAY - 250)),
        ];
        assert_eq!(
            lines("begleitung", &file),
            [
                on(-300, &["titel", "beginn", "kontakt"]),
                on(-275, &["auftrag"]),
                on(-250, &["vereinbarung"]),
                on(-250, &["vereinbarung_am"]),
            ]
        );
    }

    #[test]
    fn an_event_is_under_way_on_its_day_and_reported_after_it() {
        let event = [
            ("titel", text("Fest")),
            (
                "beginn",
                Value::DateTime(shared::text::dates::join(TODAY - 100, 600)),
            ),
            ("status", text("durchgefuehrt")),
        ];
        let days = lines("veranstaltung", &event);
        let day = |state: &str| {
            let line = days
                .iter()
                .find(|(_, what)| what.iter().any(|what| what == state));
            line.map(|(day, _)| *day)
        };
        assert_eq!(day("idee"), Some(-126), "a Friday");
        assert_eq!(day("laeuft"), Some(-100));
        assert_eq!(day("durchgefuehrt"), Some(-88));
    }

    #[test]
    fn no_state_is_skipped_that_may_not_be() {
        for def in shared::records::ALL {
            for field in def
                .fields
                .iter()
                .filter(|field| def.state == Some(field.id))
            {
                let FieldKind::State { states } = field.kind else {
                    continue;
                };
                for state in states {
                    let path = path(states, state.key);
                    assert_eq!(path.last(), Some(&state.key), "{}", def.key);
                    for pair in path.windows(2) {
                        let from = states.iter().find(|state| state.key == pair[0]).unwrap();
                        assert!(from.next.contains(&pair[1]), "{}: {pair:?}", def.key);
                    }
                }
            }
        }
    }
}
