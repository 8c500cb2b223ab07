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
    element.scroll_into_view();
    on(id);
}

/// Moves the focus to an element by id where a page opens; what is seen already is not moved.
pub fn on(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ignored = element.focus();
    }
}

/// Closes a part of the page by id.
pub fn fold(id: &str) {
    if let Some(part) = document().get_element_by_id(id) {
        // An attribute that cannot be taken away leaves the part open.
        let _ignored = part.remove_attribute("open");
    }
}

/// Moves the focus to the row after or before the one that has it, or to the field above the first.
pub fn to_row(forward: bool) -> bool {
    let Ok(all) = document().query_selector_all("main input[type=search], main a.row") else {
        return false;
    };
    let all: Vec<web_sys::HtmlElement> = (0..all.length())
        .filter_map(|place| all.get(place)?.dyn_into().ok())
        .collect();
    let here = document().active_element();
    let at = all.iter().position(|element| {
        here.as_ref()
            .is_some_and(|here| element.is_same_node(Some(here)))
    });
    let next = match (at, forward) {
        (Some(at), true) => at.checked_add(1),
        (Some(at), false) => at.checked_sub(1),
        (None, _) => None,
    };
    let Some(element) = next.and_then(|next| all.get(next)) else {
        return false;
    };
    element.focus().is_ok()
}

/// Moves the focus back to the link that opened an address, to the heading of the page where none can be seen. What has
/// the focus already keeps it.
pub fn back_to(address: &str) {
    let nowhere = document()
        .active_element()
        .is_none_or(|it| it.tag_name() == "BODY");
    if !nowhere {
        return;
    }
    let links = document().query_selector_all(&format!(".app a[href=\"{address}\"]"));
    let links = links.ok();
    let count = links.as_ref().map_or(0, web_sys::NodeList::length);
    for place in 0..count {
        let link = links.as_ref().and_then(|links| links.get(place));
        let link = link.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok());
        // What is not drawn at this width does not take it.
        let took = link.is_some_and(|link| {
            let _ignored = link.focus();
            document()
                .active_element()
                .is_some_and(|it| it.is_same_node(Some(&link)))
        });
        if took {
            return;
        }
    }
    if document()
        .query_selector(".app")
        .is_ok_and(|it| it.is_some())
    {
        to_heading();
    }
}

/// Follows the first row of the page.
pub fn open_first_row() {
    let row = document().query_selector("main a.row").ok().flatten();
    if let Some(row) = row.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        row.click();
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
