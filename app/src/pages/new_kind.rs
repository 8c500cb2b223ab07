//! A kind of record that is only defined, and added by its line, is drawn by every generic page: form, list, record, history,
//! search. What it needs besides is shown by `shared/tests/new_kind.rs`.

use super::reading::use_reader;
use super::rows::record_row;
use super::testing::{Page, draw, draw_at, set, texts};
use super::{list, testing};
use crate::form::{Opening, RecordForm};
use crate::routes;
use crate::ui::*;
use leptos::task::tick;
use shared::ids::RecordId;
use shared::merge::Edit;
use shared::records::trial::{self, TRIAL};
use shared::records::{ALL, RecordDef};
use shared::value::Value;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::HtmlInputElement;

wasm_bindgen_test_configure!(run_in_browser);

const READY: RecordId = RecordId([2; 16]);
const OPEN: RecordId = RecordId([3; 16]);

fn made_up() -> Vec<(&'static RecordDef, RecordId, Vec<Edit>)> {
    let record = |title: &str, day, state: &str| {
        vec![
            set(1, Value::Text(title.to_owned())),
            set(2, Value::Date(day)),
            set(3, Value::Text(state.to_owned())),
        ]
    };
    let ready = record("Kükenweg", 20_711, "fertig");
    vec![
        (&TRIAL, READY, ready),
        (&TRIAL, OPEN, record("Entenpfad", 20_800, "offen")),
    ]
}

async fn at(address: &str) -> Page {
    trial::add();
    draw_at(address, &made_up()).await
}

#[wasm_bindgen_test]
async fn its_form_asks_for_every_field_and_names_what_is_missing() {
    assert!(
        ALL.iter().all(|def| def.key != TRIAL.key),
        "nobody knows it"
    );
    let page = draw(&[], || {
        let opening = Opening {
            def: &TRIAL,
            view: None,
            presets: Vec::new(),
            draft: "probe/neu".to_owned(),
        };
        let done = Callback::new(|_| ());
        view! { <RecordForm opening=opening reader=use_reader() done=done /> }.into_view()
    });
    page.says("form label", "Titel");
    page.says("form label", "Bis");
    let title: HtmlInputElement = page.find("form input[type=text]").unchecked_into();
    page.submit();
    tick().await;
    assert_eq!(title.get_attribute("aria-invalid").as_deref(), Some("true"));
    title.set_value("Kükenweg");
    testing::tell(&title, "input");
    page.submit();
    tick().await;
    assert_ne!(title.get_attribute("aria-invalid").as_deref(), Some("true"));
}

#[wasm_bindgen_test]
async fn its_empty_list_says_what_it_is_and_what_to_do_first() {
    let page = draw(&[], || list::of(use_reader(), &TRIAL));
    tick().await;
    page.says("h1", "Proben");
    page.says("*", "Keine Probe");
    page.says("*", "Eine anlegen.");
}

#[wasm_bindgen_test]
async fn its_list_shows_its_records_in_their_order_with_day_state_and_filters() {
    let page = at(&routes::list(&TRIAL)).await;
    page.says("h1", "Proben");
    page.says("main a", "Neue Probe");
    let rows = texts(&page.place, "a.row");
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert!(
        rows[0].contains("Kükenweg") && rows[0].contains("fertig"),
        "{rows:?}"
    );
    assert!(
        rows[1].contains("Entenpfad") && rows[1].contains("13"),
        "{rows:?}"
    );
    let href = page.find("a.row").get_attribute("href").unwrap();
    assert_eq!(href, routes::record(&TRIAL, READY));
    page.says("main button", "Offene 1");
    page.says("main button", "Nach Stand gliedern");
    page.says("main button", "Tabelle (CSV)");
}

#[wasm_bindgen_test]
async fn its_page_its_form_and_its_history_open() {
    let page = at(&routes::record(&TRIAL, READY)).await;
    page.says("h1", "Kükenweg");
    page.says("main", "Stand im Verlauf");
    page.says("main button", "Daten (JSON)");
    let page = at(&routes::edit(&TRIAL, READY)).await;
    let title: HtmlInputElement = page.find("form input[type=text]").unchecked_into();
    assert_eq!(title.value(), "Kükenweg");
    let page = at(&routes::new(&TRIAL)).await;
    page.says("h1", "Neue Probe");
    let page = at(&routes::history(&TRIAL, READY)).await;
    page.says("main h2", "Titel");
    page.says("main li", "Kükenweg");
}

#[wasm_bindgen_test]
async fn it_is_found_and_so_is_its_list() {
    let page = at("/suche?q=kuken").await;
    page.says("main a.row", "Kükenweg");
    let page = at("/suche?q=entenp").await;
    page.says("main a.row", "Entenpfad");
}

#[wasm_bindgen_test]
async fn its_record_is_a_row_with_title_day_and_state() {
    let _known = at("/r/probe").await;
    let page = draw(&made_up(), || {
        let reader = use_reader();
        let view = untrack(|| reader.app.records.get(READY)).unwrap();
        record_row(reader, &view)
    });
    page.says("a.row", "Kükenweg");
    page.says("a.row", "15");
    page.says("a.row", "fertig");
}
