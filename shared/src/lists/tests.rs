//! Records as lists see them. Here is what the tests of its files write.

mod notes;
mod repeating;
mod showing;
mod uniting;
mod workflow;

use super::*;
use crate::ids::RecordId;
use crate::merge::{Author, Edit, Op, State, plan};
use crate::records::{
    AKTEUR, ALL, ANTWORT, AUFGABE, BEGLEITUNG, BEITRAG, FieldKind, NOTIZ, Repeat, VERANSTALTUNG,
    ZAEHLUNG,
};

const MINE: DeviceId = DeviceId([1; 16]);
const OTHER: DeviceId = DeviceId([2; 16]);
const TODAY: i32 = 20_711; // Tuesday, 15 September 2026
const DAY_MS: u64 = 86_400_000;
const NOW: Now<'static> = Now {
    today: TODAY,
    now_ms: 20_711 * DAY_MS,
    own: &[MINE],
};

/// A record written by one device on a day.
fn record(def: &RecordDef, device: DeviceId, day: u64, values: &[(&str, Value)]) -> RecordState {
    let id = RecordId([7; 16]);
    let edits: Vec<Edit> = values
        .iter()
        .map(|(key, value)| Edit::Set {
            field: def.field_by_key(key).unwrap().id,
            value: value.clone(),
            prev: vec![],
        })
        .collect();
    let author = Author {
        device,
        op_no: 1,
        hlc: (day * DAY_MS) << 16,
    };
    let mut state = State::default();
    for op in plan(&state, def.id, id, &edits, author) {
        state.apply(&op);
    }
    std::sync::Arc::unwrap_or_clone(state.records.remove(&id).unwrap_or_default())
}

fn text_of(words: &str) -> Value {
    Value::Text(words.to_owned())
}

fn task(title: &str, due: Option<i32>, status: &str) -> RecordState {
    let mut values = vec![("titel", text_of(title)), ("status", text_of(status))];
    values.extend(due.map(|day| ("bis", Value::Date(day))));
    record(&AUFGABE, MINE, 20_700, &values)
}

fn shown(show: Show, record: &RecordState) -> bool {
    let item = Item {
        record,
        unsent: false,
    };
    show.takes(&AUFGABE, item, NOW)
}
