//! Pages drawn on a real page, over a device in memory. For tests in the browser.

use super::{missing, status, wall_clock};
use crate::root::{PAGES, SHEETS};
use crate::router;
use crate::state;
use crate::ui::*;
use leptos::task::tick;
use shared::ids::RecordId;
use shared::merge::Edit;
use shared::records::RecordDef;
use shared::value::Value;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

/// Id of what is drawn.
const PLACE: &str = "gezeichnet";

/// A record to draw.
pub(super) type MadeUp = (&'static RecordDef, RecordId, Vec<Edit>);

/// A page that was drawn.
pub(super) struct Page {
    /// Where.
    pub(super) place: HtmlElement,
}

impl Page {
    /// Returns the first element.
    pub(super) fn find(&self, what: &str) -> Element {
        let found = self.place.query_selector(what).unwrap();
        found.unwrap_or_else(|| panic!("{what}: {}", self.place.text_content().unwrap()))
    }

    /// Asserts that one of the elements has these words.
    pub(super) fn says(&self, what: &str, expected: &str) {
        let all = texts(&self.place, what);
        assert!(
            all.iter().any(|it| it.contains(expected)),
            "{what}: {all:?}"
        );
    }

    /// Sends the form.
    pub(super) fn submit(&self) {
        tell(&self.find("form"), "submit");
    }
}

/// Tells an element that something happened.
pub(super) fn tell(element: &Element, what: &str) {
    let event = web_sys::Event::new(what).unwrap();
    element.dispatch_event(&event).unwrap();
}

/// The words of each element.
pub(super) fn texts(place: &HtmlElement, what: &str) -> Vec<String> {
    let found = place.query_selector_all(what).unwrap();
    let words = (0..found.length()).filter_map(|at| found.item(at)?.text_content());
    words.map(|it| it.trim().to_owned()).collect()
}

/// A field with a value nobody had written before.
pub(super) const fn set(field: u16, value: Value) -> Edit {
    Edit::Set {
        field,
        value,
        prev: Vec::new(),
    }
}

/// Draws something in an app with these records. It stays until the next is drawn.
pub(super) fn draw(records: &[MadeUp], make: fn() -> View) -> Page {
    draw_in("/", records, make)
}

fn draw_in(address: &str, records: &[MadeUp], make: fn() -> View) -> Page {
    leptos::mount::mount_to_body(|| ());
    let place: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    place.set_id(PLACE);
    // The page before goes; what else stands there is the harness's.
    if let Some(before) = document().get_element_by_id(PLACE) {
        before.remove();
    }
    document().body().unwrap().append_child(&place).unwrap();
    let owner = Owner::new();
    let shown = owner.with(|| {
        let _app = state::testing::provide(records);
        wall_clock::provide();
        status::provide();
        router::provide_at(address);
        mount(&place, make())
    });
    std::mem::forget((owner, shown));
    Page { place }
}

/// Draws the page of an address.
pub(super) async fn draw_at(address: &str, records: &[MadeUp]) -> Page {
    let page = draw_in(address, records, || {
        View::Many(vec![
            router::page(PAGES, || missing::Missing().into_view()),
            (|| router::sheet(SHEETS)).into_view(),
        ])
    });
    // What follows from signals is drawn after the first picture.
    for _ in 0..3 {
        tick().await;
    }
    page
}
