//! Where the keyboard is: after navigation at the heading, after a failed save at the list of errors.

use crate::ui::*;
use wasm_bindgen::JsCast as _;

/// Moves the focus to an element by id; opens a closed part of the page around it first.
pub fn to(id: &str) {
    let Some(element) = document().get_element_by_id(id) else {
        return;
    };
    if let Ok(Some(part)) = element.closest("details") {
        // A closed part has nothing to focus. An attribute that cannot be set leaves it closed.
        let _ignored = part.set_attribute("open", "");
    }
    if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
        element.scroll_into_view();
        let _ignored = element.focus();
    }
}

/// Moves the focus to the heading of the page.
pub fn to_heading() {
    let heading = document()
        .query_selector("main h1, header h1")
        .ok()
        .flatten();
    let Some(heading) = heading.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return;
    };
    // A heading can take the focus only with a tab index; below zero keeps it out of the tab order.
    let _ignored = heading.set_attribute("tabindex", "-1");
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ignored = heading.focus_with_options(&options);
}
