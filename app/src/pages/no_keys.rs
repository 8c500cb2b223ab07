//! What is stored as a key is read as a word, on every page of every kind, also when only a newer version knows the word.

use super::testing::{MadeUp, draw_at, set, texts};
use crate::routes;
use crate::state::is_confidential;
use shared::ids::RecordId;
use shared::merge::{Edit, element_id};
use shared::records::sample::sample;
use shared::records::{ALL, AUFGABE, FieldKind, RecordDef, Shape, ZWISCHENBILANZ};
use shared::value::Value;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const ID: RecordId = RecordId([4; 16]);
const NEWER: &str = "neu_erfunden";

/// Keys that no language has as words.
fn keys(def: &RecordDef) -> Vec<&'static str> {
    let of = |kind: &FieldKind| -> Vec<&'static str> {
        match kind {
            FieldKind::Choice { choices } | FieldKind::Choices { choices, .. } => {
                choices.iter().map(|choice| choice.key).collect()
            }
            FieldKind::State { states } => states.iter().map(|state| state.key).collect(),
            _ => Vec::new(),
        }
    };
    let all = def.fields.iter().flat_map(|field| of(&field.kind));
    all.filter(|key| key.contains('_')).chain([NEWER]).collect()
}

/// A value of a field as a save writes it.
fn edit(def: &RecordDef, field: u16, value: Value) -> Option<Edit> {
    let kind = def.field(field)?.kind;
    match (kind.shape(), &value) {
        (Shape::One, _) => Some(set(field, value)),
        (Shape::Set, Value::Text(key)) => Some(Edit::Put {
            field,
            element: element_id(key),
            value,
        }),
        (Shape::Set, Value::Link(id)) => Some(Edit::Put {
            field,
            element: *id.as_bytes(),
            value,
        }),
        (Shape::Counter, Value::Int(amount)) => Some(Edit::Add {
            field,
            amount: *amount,
        }),
        _ => None,
    }
}

fn ours(def: &'static RecordDef) -> Vec<Edit> {
    let values = sample(def, 7).into_iter();
    values
        .filter_map(|(field, value)| edit(def, field, value))
        .collect()
}

const fn is_kept_as_key(kind: &FieldKind) -> bool {
    matches!(
        kind,
        FieldKind::Choice { .. } | FieldKind::Choices { .. } | FieldKind::State { .. }
    )
}

/// Every choice and state has a key that this version does not know.
fn newer(def: &'static RecordDef) -> Vec<Edit> {
    let kept = is_kept_as_key;
    let fields = def.fields.iter().filter(|field| kept(&field.kind));
    fields
        .filter_map(|field| edit(def, field.id, Value::Text(NEWER.to_owned())))
        .chain(ours(def).into_iter().filter(|edit| match edit {
            Edit::Set { field, .. } | Edit::Put { field, .. } | Edit::Add { field, .. } => {
                def.field(*field).is_some_and(|field| !kept(&field.kind))
            }
            _ => false,
        }))
        .collect()
}

#[wasm_bindgen_test]
async fn no_page_of_any_kind_shows_a_key() {
    for def in ALL {
        for edits in [ours(def), newer(def)] {
            let records: [MadeUp; 1] = [(def, ID, edits.clone())];
            let addresses = [
                routes::list(def),
                routes::record(def, ID),
                routes::edit(def, ID),
                routes::history(def, ID),
            ];
            let confidential = is_confidential(def.home);
            for address in addresses {
                // The room that shows their lists is closed here.
                if confidential && address == routes::list(def) {
                    continue;
                }
                let page = draw_at(&address, &records).await;
                let words = texts(&page.place, "main, dialog").join(" ");
                let drawn = page
                    .place
                    .query_selector("main a.row, form, main dl, main ol");
                assert!(drawn.unwrap().is_some(), "{address}: {words}");
                let is_newer = edits == newer(def);
                let asks = def.fields.iter().any(|field| is_kept_as_key(&field.kind));
                if is_newer && asks && address == routes::record(def, ID) {
                    assert!(words.contains("neuere Angabe"), "{address}: {words}");
                }
                for key in keys(def) {
                    assert!(!words.contains(key), "{address} shows {key}: {words}");
                }
            }
        }
    }
}

#[wasm_bindgen_test]
async fn a_link_to_a_record_that_a_choice_names_is_read_as_the_choice() {
    let review = RecordId([5; 16]);
    let records: [MadeUp; 2] = [
        (
            &ZWISCHENBILANZ,
            review,
            vec![set(2, Value::Text("3".to_owned()))],
        ),
        (
            &AUFGABE,
            ID,
            vec![
                set(1, Value::Text("Saal mieten".to_owned())),
                set(12, Value::Link(review)),
            ],
        ),
    ];
    let page = draw_at(&routes::record(&AUFGABE, ID), &records).await;
    page.says("main", "nach 3 Monaten");
}

#[wasm_bindgen_test]
async fn what_a_newer_version_wrote_keeps_nobody_from_saving() {
    for def in ALL {
        let records: [MadeUp; 1] = [(def, ID, newer(def))];
        let page = draw_at(&routes::edit(def, ID), &records).await;
        page.submit();
        leptos::task::tick().await;
        let wrong = texts(&page.place, ".error-summary a, form [role=alert] a");
        assert!(wrong.is_empty(), "{}: {wrong:?}", def.key);
    }
}
