//! What a form does while it is filled in, drawn: what it chooses itself, when it stops saying that something is wrong.

use super::testing::{Page, draw_at, set, tell, texts};
use crate::routes;
use leptos::task::tick;
use shared::ids::RecordId;
use shared::records::{AKTEUR, ALLIANZ, MITGLIEDSCHAFT, RecordDef};
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

/// Types into a field.
async fn type_in(page: &Page, field: &str, words: &str) {
    let input: HtmlInputElement = page.find(&format!("#feld-{field}")).unchecked_into();
    input.set_value(words);
    tell(&input, "input");
    tick().await;
}

async fn refused(def: &'static RecordDef) -> Page {
    let page = draw_at(&routes::new(def), &[]).await;
    page.submit();
    tick().await;
    page
}

#[wasm_bindgen_test]
async fn what_was_wrong_is_taken_back_as_soon_as_it_is_mended() {
    let page = refused(&AKTEUR).await;
    let said = |page: &Page| texts(&page.place, "form .field__error").len();
    let listed = |page: &Page| texts(&page.place, "[role=alert] li").len();
    type_in(&page, "email", "info").await;
    assert_eq!(
        (said(&page), listed(&page)),
        (1, 1),
        "what is wrong since is found by the next save"
    );
    page.submit();
    tick().await;
    assert_eq!((said(&page), listed(&page)), (2, 2));
    type_in(&page, "email", "info@").await;
    assert_eq!((said(&page), listed(&page)), (2, 2), "still wrong");
    type_in(&page, "name", "Angelfreunde").await;
    assert_eq!((said(&page), listed(&page)), (1, 1));
    type_in(&page, "email", "info@example.org").await;
    assert_eq!((said(&page), listed(&page)), (0, 0));
    assert!(texts(&page.place, "[role=alert]").is_empty());
}
