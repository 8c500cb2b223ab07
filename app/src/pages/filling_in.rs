//! What a form does while it is filled in, drawn: what it chooses itself, when it stops saying that something is wrong.

use super::testing::{Page, draw_at, set};
use crate::routes;
use shared::ids::RecordId;
use shared::records::{ALLIANZ, MITGLIEDSCHAFT};
use shared::value::Value;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::HtmlInputElement;

wasm_bindgen_test_configure!(run_in_browser);

/// The form of a new member while there are so many alliances.
async fn member_of(alliances: u8) -> Page {
    let title = |number| vec![set(1, Value::Text(format!("Allianz {number}")))];
    let all: Vec<_> = (1..=alliances)
        .map(|number| (&ALLIANZ, RecordId([number; 16]), title(number)))
        .collect();
    draw_at(&routes::new(&MITGLIEDSCHAFT), &all).await
}

fn chosen(page: &Page, field: &str) -> Vec<bool> {
    let what = format!("#feld-{field} input");
    let all = page.place.query_selector_all(&what).unwrap();
    let inputs = (0..all.length()).filter_map(|at| all.get(at));
    inputs
        .map(|it| it.unchecked_into::<HtmlInputElement>().checked())
        .collect()
}

#[wasm_bindgen_test]
async fn what_has_to_be_named_and_is_the_only_one_is_chosen_already() {
    let allianz = MITGLIEDSCHAFT.field(1).unwrap().key;
    assert_eq!(chosen(&member_of(1).await, allianz), [true]);
    assert_eq!(chosen(&member_of(2).await, allianz), [false, false]);
}
