//! Adding a kind of record is writing one definition. A kind that nothing else knows goes the whole way: judged, written,
//! merged, sent, listed, found, kept in history, handed out. That it is drawn as form, list, record and history, and found by typing, is shown by
//! `app/src/pages/new_kind.rs`.

#![cfg(all(feature = "client", feature = "testing"))]
#![expect(clippy::unwrap_used, reason = "a test that fails says where")]

use shared::batch;
use shared::export::{Context, Format, Source, export};
use shared::ids::{DeviceId, RecordId, SpaceId};
use shared::lists::{self, Order, Place, Show};
use shared::merge::{Author, Edit, RecordState, State, plan};
use shared::records::trial::TRIAL;
use shared::records::{ALL, by_id};
use shared::search::{Filter, Index, entries};
use shared::text::Locale;
use shared::value::Value;
use shared::value::validate::validate;

const DEVICE: DeviceId = DeviceId([1; 16]);
const RECORD_ID: RecordId = RecordId([2; 16]);
const SPACE: SpaceId = SpaceId([3; 16]);
const DAY: i32 = 20_711;

/// What a form writes, sent to another device and applied there.
fn sent(state: &mut State, op_no: u64, values: &[(u16, Value)]) {
    let prev = |field| {
        let record = state.records.get(&RECORD_ID);
        record.map(|record| record.dots(field)).unwrap_or_default()
    };
    let edits: Vec<Edit> = values
        .iter()
        .map(|(field, value)| Edit::Set {
            field: *field,
            value: value.clone(),
            prev: prev(*field),
        })
        .collect();
    let author = Author {
        device: DEVICE,
        op_no,
        hlc: op_no << 16,
    };
    let ops = plan(state, TRIAL.id, RECORD_ID, &edits, author);
    let (author, ops) = batch::decode(&batch::encode(DEVICE, &ops).unwrap()).unwrap();
    assert_eq!(author, DEVICE);
    for op in ops {
        state.apply(&op);
    }
}

#[test]
fn a_kind_that_is_only_defined_goes_the_whole_way() {
    assert!(by_id(TRIAL.id).is_none() && ALL.iter().all(|def| def.key != TRIAL.key));

    // The form judges by the definition.
    assert_eq!(validate(&TRIAL, &[]).len(), 1, "the title is missing");
    let values = [
        (1, Value::Text("Kükenweg".to_owned())),
        (2, Value::Date(DAY)),
        (3, Value::Text("offen".to_owned())),
    ];
    assert_eq!(validate(&TRIAL, &values), []);

    // Written, sealed into a batch, opened and merged on another device; changed once.
    let mut state = State::default();
    sent(&mut state, 1, &values);
    sent(&mut state, 10, &[(3, Value::Text("fertig".to_owned()))]);
    let record: &RecordState = &state.records[&RECORD_ID];
    assert_eq!(record.kind, TRIAL.id);

    // The list knows its state, its day, its order, its steps.
    let now = lists::Now {
        today: DAY,
        now_ms: 0,
        own: &[DEVICE],
    };
    let item = lists::Item {
        record,
        unsent: false,
    };
    assert!(Show::Mine.takes(&TRIAL, item, now) && !Show::Open.takes(&TRIAL, item, now));
    assert_eq!(lists::order(&TRIAL, &[record], Order::Title), [0]);
    assert_eq!(lists::steps(&TRIAL, record)[1].1, Place::Here);

    // History keeps both states.
    assert_eq!(record.history(3).len(), 2);

    // Search finds it by its title, without the dots of the letters.
    let mut index = Index::new();
    let shown: Vec<(u16, &Value)> = [1, 2, 3]
        .into_iter()
        .filter_map(|field| Some((field, record.value(field)?)))
        .collect();
    index.put(RECORD_ID, TRIAL.id, entries(&TRIAL, shown));
    let hits = index.find("kuken", Filter::default(), 5).hits;
    assert_eq!(hits.len(), 1);
    assert_eq!((hits[0].record, hits[0].kind), (RECORD_ID, TRIAL.id));

    // It leaves as a table with the words of the definition.
    let context = Context {
        locale: Locale::De,
        title_of: &|_| None,
        space_title: &|_| None,
    };
    let source = Source {
        id: RECORD_ID,
        space: SPACE,
        state: record,
    };
    let table = export(&TRIAL, &[source], Format::Csv, &context).unwrap();
    assert!(table.contains("Kükenweg") && table.contains("fertig") && table.contains("Titel"));
}
