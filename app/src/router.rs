//! Addresses and pages: which page the address names, following links without loading anew, going back.
//!
//! One table of pages, no nesting. Each address is drawn as a page of its own: two records never share one drawing. A sheet
//! has an address too; the page beneath it stays as it was drawn (`routes::beneath`).

use crate::routes;
use crate::ui::{
    RwSignal, Set as _, Signal, View, WithUntracked as _, document, expect_context,
    provide_context, use_context, window,
};
use leptos::prelude::Get as _;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{HtmlAnchorElement, MouseEvent, ScrollToOptions};

/// Draws a page.
pub type Page = fn() -> View;

/// Named parts of an address: those in its path, or those behind the question mark.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ParamsMap(Vec<(String, String)>);

impl ParamsMap {
    /// Returns the part of that name, decoded.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<String> {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.clone())
    }
}

/// How to go to an address.
#[derive(Debug, Clone, Copy, Default)]
pub struct NavigateOptions {
    /// Takes the place of the present address, so that back does not lead here.
    pub replace: bool,
}

/// Mark in the page around links whose page takes the place of this one: back from there leads past it.
const PASSING: &str = "[data-passing]";

/// The present address, path and question.
#[derive(Clone, Copy)]
struct Location {
    /// Of the page.
    page: RwSignal<String>,
    /// Of the sheet that lies over it.
    sheet: RwSignal<Option<String>>,
}

/// The parts of the address a page was drawn for.
#[derive(Clone)]
struct Parts {
    path: ParamsMap,
    query: ParamsMap,
}

/// Begins to follow links and the browser's way back.
pub fn provide() {
    if use_context::<Location>().is_some() {
        return;
    }
    let location = Location::at(&here(), came_from().as_deref());
    provide_context(location);
    let back = Closure::<dyn Fn()>::new(move || {
        location.follow();
    });
    let click = Closure::<dyn Fn(MouseEvent)>::new(move |event: MouseEvent| {
        if let Some((address, options)) = link_of(&event) {
            event.prevent_default();
            location.go(&address, options);
        }
    });
    // Both listeners live as long as the page does.
    let _done =
        window().add_event_listener_with_callback("popstate", back.into_js_value().unchecked_ref());
    let _done =
        document().add_event_listener_with_callback("click", click.into_js_value().unchecked_ref());
}

/// Stands at an address without the browser, which takes only so many steps in a while.
#[cfg(all(test, target_arch = "wasm32"))]
pub(crate) fn provide_at(address: &str) {
    provide_context(Location::at(address, None));
}

/// Draws the page the address names, `missing` if none does.
pub fn page(pages: &[(&str, Page)], missing: Page) -> View {
    drawn(expect_context::<Location>().page.get(), pages, missing)
}

/// Draws the sheet the address names, if it names one.
pub fn sheet(sheets: &[(&str, Page)]) -> View {
    let address = expect_context::<Location>().sheet.get();
    address.map_or(View::Nothing, |address| {
        drawn(address, sheets, || View::Nothing)
    })
}

fn drawn(address: String, pages: &[(&str, Page)], missing: Page) -> View {
    let (path, query) = address.split_once('?').unwrap_or((&address, ""));
    let found = pages
        .iter()
        .find_map(|(pattern, page)| Some((matched(pattern, path)?, *page)));
    let (parts, page) = found.unwrap_or((ParamsMap::default(), missing));
    provide_context(Parts {
        path: parts,
        query: asked(query),
    });
    View::Keyed(address, Box::new(page()))
}

/// Returns the named parts of the path the page was drawn for.
#[must_use]
pub fn use_params_map() -> Signal<ParamsMap> {
    Signal::stored(
        use_context::<Parts>()
            .map(|parts| parts.path)
            .unwrap_or_default(),
    )
}

/// Returns what stands behind the question mark of the address the page was drawn for.
#[must_use]
pub fn use_query_map() -> Signal<ParamsMap> {
    Signal::stored(
        use_context::<Parts>()
            .map(|parts| parts.query)
            .unwrap_or_default(),
    )
}

/// Returns what goes to an address of the app.
pub fn use_navigate() -> impl Fn(&str, NavigateOptions) + Clone + Send + Sync + 'static {
    let location = use_context::<Location>();
    move |address: &str, options: NavigateOptions| {
        if let Some(location) = location {
            location.go(address, options);
        }
    }
}

/// Goes back to the page one came from, as the browser's own key does. Says no where there is none in the app: a link
/// from outside was followed, or an address typed.
pub fn back() -> bool {
    let Ok(history) = window().history() else {
        return false;
    };
    came_from().is_some() && history.back().is_ok()
}

/// The address the present one was reached from, as `go` has written it down.
fn came_from() -> Option<String> {
    window().history().ok()?.state().ok()?.as_string()
}

impl Location {
    fn at(address: &str, came_from: Option<&str>) -> Self {
        let (page, sheet) = apart(address, came_from);
        Self {
            page: RwSignal::new(page),
            sheet: RwSignal::new(sheet),
        }
    }

    fn go(self, address: &str, options: NavigateOptions) {
        let Ok(history) = window().history() else {
            return;
        };
        let _done = if options.replace {
            // Where one came from stays the same.
            let came_from = history.state().unwrap_or(JsValue::NULL);
            history.replace_state_with_url(&came_from, "", Some(address))
        } else {
            history.push_state_with_url(&here().into(), "", Some(address))
        };
        // Who opens or closes a sheet stays where they were on the page.
        if self.follow() {
            return;
        }
        let top = ScrollToOptions::new();
        top.set_top(0.0);
        window().scroll_to_with_scroll_to_options(&top);
    }

    /// Takes over the address of the browser. Says whether only the sheet is another.
    fn follow(self) -> bool {
        let (page, sheet) = apart(&here(), came_from().as_deref());
        let other_page = self.page.with_untracked(|before| *before != page);
        if other_page {
            leave();
            self.page.set(page);
        }
        let other_sheet = self.sheet.with_untracked(|before| *before != sheet);
        if other_sheet {
            self.sheet.set(sheet);
        }
        other_sheet && !other_page
    }
}

/// Takes the keyboard off what is about to go. Where it stands in what leaves the page, Chromium lays out everything at once:
/// the page that goes together with the one that comes.
fn leave() {
    let there = document().active_element();
    if let Some(there) = there.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        // An element that keeps the keyboard goes with it.
        let _kept = there.blur();
    }
}

/// The page and the sheet over it.
fn apart(address: &str, came_from: Option<&str>) -> (String, Option<String>) {
    match routes::beneath(address, came_from) {
        Some(page) => (page, Some(address.to_owned())),
        None => (address.to_owned(), None),
    }
}

/// Returns the address in the browser.
pub fn here() -> String {
    let location = window().location();
    location.pathname().unwrap_or_default() + &location.search().unwrap_or_default()
}

/// Returns the address a click leads to, if it is an ordinary click on a link to another page of the app.
fn link_of(event: &MouseEvent) -> Option<(String, NavigateOptions)> {
    let special = event.alt_key()
        || event.ctrl_key()
        || event.meta_key()
        || event.shift_key()
        || event.button() != 0;
    if special || event.default_prevented() {
        return None;
    }
    let target: web_sys::Element = event.target()?.dyn_into().ok()?;
    let link: HtmlAnchorElement = target.closest("a[href]").ok()??.dyn_into().ok()?;
    if link.has_attribute("download") || !matches!(link.target().as_str(), "" | "_self") {
        return None;
    }
    let ours = link.origin() == window().location().origin().ok()?;
    let address = link.pathname() + &link.search();
    // A place on the same page is the browser's business.
    let same_page = !link.hash().is_empty() && address == here();
    let replace = matches!(link.closest(PASSING), Ok(Some(_)));
    (ours && !same_page).then_some((address, NavigateOptions { replace }))
}

/// Compares a path with a pattern such as `/r/:kind/:id`; returns its named parts if they fit.
fn matched(pattern: &str, path: &str) -> Option<ParamsMap> {
    let mut parts = Vec::new();
    let mut path = path.trim_matches('/').split('/');
    for piece in pattern.trim_matches('/').split('/') {
        let given = path.next()?;
        match piece.strip_prefix(':') {
            Some(_) if given.is_empty() => return None,
            Some(name) => parts.push((name.to_owned(), decoded(given))),
            None if piece == given => {}
            None => return None,
        }
    }
    path.next().is_none().then_some(ParamsMap(parts))
}

/// Takes what stands behind the question mark apart.
fn asked(query: &str) -> ParamsMap {
    let pairs = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(key), decoded(&value.replace('+', " ")))
        });
    ParamsMap(pairs.collect())
}

fn decoded(text: &str) -> String {
    js_sys::decode_uri_component(text).map_or_else(|_| text.to_owned(), String::from)
}
