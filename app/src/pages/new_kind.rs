//! A kind of record that is only defined is drawn as form, list and row, on a real page. What it needs besides is shown by
//! `shared/tests/new_kind.rs`.

use super::reading::use_reader;
use super::rows::record_row;
use super::{list, status, wall_clock};
use crate::form::{Opening, RecordForm};
use crate::state::{self, Edit, RecordView};
use crate::ui::*;
use leptos::task::tick;
use shared::ids::{DeviceId, RecordId, SpaceId};
use shared::merge::{Author, State, plan};
use shared::records::by_key;
use shared::records::trial::TRIAL;
use shared::value::Value;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{HtmlElement, HtmlInputElement};

wasm_bindgen_test_configure!(run_in_browser);

const ID: RecordId = RecordId([2; 16]);

/// Draws a page below the state of the app and returns where. It stays: the loops of the app outlive the test.
fn draw(make: fn() -> View) -> HtmlElement {
    let _ready = leptos::mount::mount_to_body(|| ());
    let place: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    document().body().unwrap().append_child(&place).unwrap();
    let owner = Owner::new();
    let shown = owner.with(|| {
        let _app = state::provide();
        wall_clock::provide();
        status::provide();
        mount(&place, make())
    });
    std::mem::forget((owner, shown));
    place
}

fn words(place: &HtmlElement, what: &str) -> Vec<String> {
    let found = place.query_selector_all(what).unwrap();
    let words = (0..found.length()).filter_map(|at| found.item(at)?.text_content());
    words.map(|it| it.trim().to_owned()).collect()
}

fn says(place: &HtmlElement, what: &str, expected: &str) {
    let all = words(place, what);
    assert!(
        all.iter().any(|it| it.contains(expected)),
        "{what}: {all:?}"
    );
}

#[wasm_bindgen_test]
async fn its_form_asks_for_every_field_and_names_what_is_missing() {
    assert!(by_key(TRIAL.key).is_none(), "nothing else knows it");
    let place = draw(|| {
        let opening = Opening {
            def: &TRIAL,
            view: None,
            presets: Vec::new(),
            draft: "probe/neu".to_owned(),
        };
        let done = Callback::new(|_| ());
        view! { <RecordForm opening=opening reader=use_reader() done=done /> }.into_view()
    });
    for label in ["Titel", "Bis"] {
        says(&place, "form label", label);
    }
    let title: HtmlInputElement = place
        .query_selector("form input[type=text]")
        .unwrap()
        .unwrap()
        .unchecked_into();
    let form: HtmlElement = place
        .query_selector("form")
        .unwrap()
        .unwrap()
        .unchecked_into();
    let submit = || {
        let event = web_sys::Event::new("submit").unwrap();
        form.dispatch_event(&event).unwrap();
    };
    submit();
    tick().await;
    assert_eq!(title.get_attribute("aria-invalid").as_deref(), Some("true"));
    title.set_value("Kükenweg");
    title
        .dispatch_event(&web_sys::Event::new("input").unwrap())
        .unwrap();
    submit();
    tick().await;
    assert_ne!(title.get_attribute("aria-invalid").as_deref(), Some("true"));
}

#[wasm_bindgen_test]
async fn its_list_says_what_it_is_and_what_to_do_first() {
    let place = draw(|| list::of(use_reader(), &TRIAL));
    tick().await;
    says(&place, "h1", "Proben");
    says(&place, "*", "Keine Probe");
    says(&place, "*", "Eine anlegen.");
}

#[wasm_bindgen_test]
fn its_record_is_a_row_with_title_day_and_state() {
    let place = draw(|| {
        let mut state = State::default();
        let set = |field, value| Edit::Set {
            field,
            value,
            prev: Vec::new(),
        };
        let edits = [
            set(1, Value::Text("Kükenweg".to_owned())),
            set(2, Value::Date(20_711)),
            set(3, Value::Text("fertig".to_owned())),
        ];
        let author = Author {
            device: DeviceId([1; 16]),
            op_no: 1,
            hlc: 1 << 16,
        };
        for op in plan(&state, TRIAL.id, ID, &edits, author) {
            state.apply(&op);
        }
        let view = RecordView {
            id: ID,
            space: SpaceId([3; 16]),
            def: &TRIAL,
            state: state.records[&ID].clone(),
            unnamed: false,
            unsent: false,
        };
        record_row(use_reader(), &view)
    });
    says(&place, "a.row", "Kükenweg");
    says(&place, "a.row", "15");
    says(&place, "a.row", "fertig");
    let link = place.query_selector("a.row").unwrap().unwrap();
    let href = link.get_attribute("href").unwrap();
    assert_eq!(href, format!("/r/probe/{ID}"));
}
