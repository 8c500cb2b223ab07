//! The state of a record as a line of steps: what lies behind, where it is, what is ahead.

use super::state_of;
use crate::merge::RecordState;
use crate::records::{FieldKind, Phase, RecordDef, StateDef};

/// Where a step lies, seen from the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The record has been there.
    Behind,
    /// The record is there.
    Here,
    /// The record may come there.
    Ahead,
}

/// Returns the steps of a kind's workflow in order.
///
/// From the first state on it is always the one named first as next, as long as it goes on. A record beside that line (on
/// hold, called off) has its state at the end.
#[must_use]
pub fn steps(def: &RecordDef, record: &RecordState) -> Vec<(&'static StateDef, Place)> {
    let Some(field) = def.state.and_then(|field| def.field(field)) else {
        return Vec::new();
    };
    let FieldKind::State { states } = field.kind else {
        return Vec::new();
    };
    let here = state_of(def, record);
    let line = line(states);
    let at = line
        .iter()
        .position(|state| Some(state.key) == here.map(|here| here.key));
    let history = record.history(field.id);
    let was_there = |state: &StateDef| {
        let mut keys = history.iter().filter_map(|version| version.value.as_text());
        keys.any(|key| key == state.key)
    };
    let mut steps: Vec<(&'static StateDef, Place)> = line
        .iter()
        .enumerate()
        .map(|(number, state)| {
            let place = match at {
                Some(at) if number == at => Place::Here,
                Some(at) if number < at => Place::Behind,
                None if was_there(state) => Place::Behind,
                _ => Place::Ahead,
            };
            (*state, place)
        })
        .collect();
    if let (None, Some(here)) = (at, here) {
        steps.push((here, Place::Here));
    }
    steps
}

/// Follows the states forward; a state that was passed already, or stands before, is going back.
fn line(states: &'static [StateDef]) -> Vec<&'static StateDef> {
    let mut line: Vec<&'static StateDef> = Vec::new();
    let mut at = (!states.is_empty()).then_some(0);
    while let Some(state) = at.and_then(|at| states.get(at)) {
        line.push(state);
        let next = state.next.first().and_then(|key| {
            let place = states.iter().position(|other| other.key == *key)?;
            let goes_on = Some(place) > at && states.get(place)?.phase != Phase::Stopped;
            goes_on.then_some(place)
        });
        at = next;
    }
    line
}
