//! What the renderer promises, on a real page: patching keeps what a person has in hand.
//!
//! Run by `cargo ci wasm` in headless Chromium.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test that does not hold stops")]

use app::ui::*;
use leptos::task::tick;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{HtmlElement, HtmlInputElement};

wasm_bindgen_test_configure!(run_in_browser);

/// A place on the page, with what `make` describes; gone when dropped.
struct Stage {
    place: HtmlElement,
    shown: Rc<RefCell<Option<Shown>>>,
    owner: Owner,
}

impl Stage {
    fn with(make: impl FnOnce() -> View) -> Self {
        leptos::mount::mount_to_body(|| ());
        let place: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&place).unwrap();
        let owner = Owner::new();
        let shown = owner.with(|| mount(&place, make()));
        Self {
            place,
            shown: Rc::new(RefCell::new(Some(shown))),
            owner,
        }
    }

    fn html(&self) -> String {
        self.place.inner_html().replace("<!---->", "")
    }

    fn find<T: wasm_bindgen::JsCast>(&self, what: &str) -> T {
        self.place
            .query_selector(what)
            .unwrap()
            .unwrap()
            .unchecked_into()
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.owner.cleanup();
        self.shown.borrow_mut().take();
        self.place.remove();
    }
}

#[wasm_bindgen_test]
fn elements_attributes_and_text_stand_as_described() {
    let stage = Stage::with(|| {
        let none: Option<String> = None;
        view! {
            <p class="a" id="one" hidden=true title=none aria-label="x">"Guten " {"Tag"} {None::<String>} {3}</p>
            <svg viewBox="0 0 1 1"><title>"Bild"</title></svg>
        }
    });
    assert_eq!(
        stage.html(),
        r#"<p class="a" id="one" aria-label="x" hidden="">Guten Tag3</p><svg viewBox="0 0 1 1"><title>Bild</title></svg>"#
    );
    let title: web_sys::Element = stage.find("title");
    assert_eq!(
        title.namespace_uri().as_deref(),
        Some("http://www.w3.org/2000/svg")
    );
}

#[wasm_bindgen_test]
async fn an_input_keeps_focus_and_caret_when_something_around_it_changes() {
    let count = RwSignal::new(0);
    let stage = Stage::with(move || {
        (move || {
            let now = count.get();
            view! { <label>{now} <input type="text" value="abc" data-now=now /></label> }
        })
        .into_view()
    });
    let input: HtmlInputElement = stage.find("input");
    input.focus().unwrap();
    input.set_selection_range(1, 1).unwrap();
    count.set(7);
    tick().await;
    assert!(stage.html().contains('7'));
    let after: HtmlInputElement = stage.find("input");
    assert!(after.is_same_node(Some(&input)));
    assert!(
        document()
            .active_element()
            .unwrap()
            .is_same_node(Some(&input))
    );
    assert_eq!(after.selection_start().unwrap(), Some(1));
    assert_eq!(after.get_attribute("data-now").as_deref(), Some("7"));
}

#[wasm_bindgen_test]
async fn lists_grow_and_shrink_at_their_place() {
    let words = RwSignal::new(vec!["a", "b", "c"]);
    let stage = Stage::with(move || {
        view! {
            <ul>
                <li>"first"</li>
                {move || words.get().into_iter().map(|word| view! { <li>{word}</li> }).collect_view()}
                <li>"last"</li>
            </ul>
        }
    });
    for list in [vec!["x"], vec![], vec!["p", "q", "r", "s"], vec!["q"]] {
        words.set(list.clone());
        tick().await;
        let inside: String = list.iter().map(|word| format!("<li>{word}</li>")).collect();
        assert_eq!(
            stage.html(),
            format!("<ul><li>first</li>{inside}<li>last</li></ul>")
        );
    }
}

#[wasm_bindgen_test]
async fn a_key_exchanges_the_whole_view() {
    let page = RwSignal::new("one");
    let stage = Stage::with(move || {
        (move || {
            View::Keyed(
                page.get().to_owned(),
                Box::new(view! { <input type="text" /> }),
            )
        })
        .into_view()
    });
    let input: HtmlInputElement = stage.find("input");
    input.set_value("typed");
    page.set("two");
    tick().await;
    let after: HtmlInputElement = stage.find("input");
    assert!(!after.is_same_node(Some(&input)));
    assert_eq!(after.value(), "");
}

#[wasm_bindgen_test]
async fn handlers_are_those_of_the_last_drawing_and_attributes_that_are_gone_go() {
    let round = RwSignal::new(1);
    let pressed = RwSignal::new(0);
    let stage = Stage::with(move || {
        (move || {
            let now = round.get();
            let label = (now == 1).then_some("once");
            view! { <button aria-label=label on:click=move |_| pressed.set(now)>"+1"</button> }
        })
        .into_view()
    });
    let button: HtmlElement = stage.find("button");
    button.click();
    assert_eq!(pressed.get_untracked(), 1);
    round.set(2);
    tick().await;
    button.click();
    assert_eq!(pressed.get_untracked(), 2);
    assert_eq!(button.get_attribute("aria-label"), None);
}

#[wasm_bindgen_test]
async fn what_is_gone_follows_no_signal_any_more() {
    let there = RwSignal::new(true);
    let word = RwSignal::new("a");
    let runs = Rc::new(RefCell::new(0));
    let counted = Rc::clone(&runs);
    let stage = Stage::with(move || {
        (move || {
            let counted = Rc::clone(&counted);
            there.get().then(|| {
                view! { <p>{move || { *counted.borrow_mut() += 1; word.get() }}</p> }
            })
        })
        .into_view()
    });
    assert_eq!((stage.html().as_str(), *runs.borrow()), ("<p>a</p>", 1));
    word.set("b");
    tick().await;
    assert_eq!((stage.html().as_str(), *runs.borrow()), ("<p>b</p>", 2));
    there.set(false);
    tick().await;
    word.set("c");
    tick().await;
    assert_eq!((stage.html().as_str(), *runs.borrow()), ("", 2));
}

#[wasm_bindgen_test]
async fn what_is_gone_follows_no_signal_that_changed_in_the_same_breath() {
    let there = RwSignal::new(true);
    let word = RwSignal::new("a");
    let runs = Rc::new(RefCell::new(0));
    let counted = Rc::clone(&runs);
    // A closure within a closure, as a form on its page that is left by saving.
    let stage = Stage::with(move || {
        (move || {
            let counted = Rc::clone(&counted);
            there.get().then_some(move || {
                let counted = Rc::clone(&counted);
                view! { <p>{move || { *counted.borrow_mut() += 1; word.get() }}</p> }
            })
        })
        .into_view()
    });
    assert_eq!((stage.html().as_str(), *runs.borrow()), ("<p>a</p>", 1));
    // Every effect has begun to listen.
    tick().await;
    there.set(false);
    word.set("b");
    tick().await;
    tick().await;
    assert_eq!((stage.html().as_str(), *runs.borrow()), ("", 1));
}

#[wasm_bindgen_test]
fn a_select_takes_its_value_after_its_options() {
    let stage = Stage::with(|| {
        view! {
            <select prop:value="b"><option value="a">"A"</option><option value="b">"B"</option></select>
        }
    });
    let select: web_sys::HtmlSelectElement = stage.find("select");
    assert_eq!(select.value(), "b");
}

#[wasm_bindgen_test]
fn what_somebody_typed_never_becomes_markup() {
    let typed = "<img src=x onerror=alert(1)>".to_owned();
    let stage = Stage::with(move || view! { <p title=typed>{typed.clone()}</p> });
    let paragraph: web_sys::Element = stage.find("p");
    assert_eq!(paragraph.child_element_count(), 0);
    assert_eq!(
        paragraph.text_content().as_deref(),
        Some("<img src=x onerror=alert(1)>")
    );
}

#[wasm_bindgen_test]
async fn the_star_of_gender_is_seen_and_not_read_out_between_its_halves() {
    let who = RwSignal::new("Bürger*innen");
    let stage = Stage::with(move || {
        view! {
            <p aria-label="Besucher*innen".to_owned()>{move || who.get()}</p>
            <option>{move || who.get()}</option>
        }
    });
    assert_eq!(
        stage.html(),
        r#"<p aria-label="Besucher*innen">Bürger<span aria-hidden="true">*</span>innen</p><option>Bürger*innen</option>"#
    );
    who.set("alle");
    tick().await;
    assert_eq!(
        stage.html(),
        r#"<p aria-label="Besucher*innen">alle</p><option>alle</option>"#
    );
    who.set("Sorb*innen");
    tick().await;
    assert!(stage.html().contains(r"Sorb<span"));
}
