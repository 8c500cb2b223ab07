//! A sheet over a page: it rises from below on a phone and stands at the right on a desk. What lies beneath stays as it
//! was drawn; it cannot be reached and is not read out until the sheet goes.
//!
//! The browser's own dialog lies above everything and knows Escape and a phone's gesture for going back. Whatever closes it
//! goes back in the browser's history, so there is one way out.

use super::focus;
use super::frame::lock_key;
use super::reading::Reader;
use super::status::use_status;
use crate::router;
use crate::ui::*;
use crate::widgets::Icon;
use shared::text::words;
use wasm_bindgen::JsCast as _;

/// Id of the sheet on the page.
const SHEET: &str = "blatt";
/// Id of its heading.
const HEADING: &str = "blatt-titel";

/// Title of the window while a sheet lies over the page.
#[derive(Clone, Copy)]
struct Covering(RwSignal<Option<String>>);

/// Provides what tells pages that a sheet lies over them.
pub fn provide() {
    provide_context(Covering(RwSignal::new(None)));
}

/// Returns the title of the window while a sheet lies over the page. Reactive.
pub fn covering() -> Signal<Option<String>> {
    use_context::<Covering>().map_or_else(|| Signal::stored(None), |it| it.0.into())
}

/// Draws a sheet around the children.
#[component]
pub fn Sheet(
    /// Words.
    reader: Reader,
    /// Title of the window, never what somebody wrote; also the small line above the heading.
    #[prop(into)]
    title: String,
    /// Heading.
    #[prop(into)]
    heading: String,
    /// Id of the input that takes the focus instead of the heading.
    #[prop(optional_no_strip)]
    focus_on: Option<String>,
    /// It lies in the confidential room, which can be closed from here too.
    in_room: bool,
    /// Goes back to what lies beneath.
    leave: Callback<()>,
    /// What stands on it.
    children: Children,
) -> impl IntoView {
    use_status().turn_page();
    // The key that opened it takes the focus when it goes.
    let address = router::here();
    if let Some(covering) = use_context::<Covering>() {
        covering.0.set(Some(title.clone()));
        on_cleanup(move || {
            let _gone = covering.0.try_set(None);
            request_animation_frame(move || focus::back_to(&address));
        });
    }
    request_animation_frame(move || {
        if let Some(dialog) = dialog() {
            let _shown = dialog.show_modal();
            focus::to(HEADING);
            if let Some(input) = focus_on {
                focus::to(&input);
            }
        }
    });
    let gone = move |_: web_sys::Event| leave.run(());
    view! {
        <dialog class="sheet" id=SHEET aria-labelledby=HEADING on:close=gone>
            <header class="sheet__head">
                <div class="sheet__words">
                    <p class="sheet__kicker">{title}</p>
                    <h1 class="sheet__title" id=HEADING tabindex="-1">{heading}</h1>
                </div>
                {in_room.then(|| lock_key(reader, true))}
                <button class="icon-button" type="button" aria-label=reader.t(words::CLOSE) on:click=move |_| close()>
                    <Icon name="close" />
                </button>
            </header>
            <div class="sheet__body"><div class="stack">{children()}</div></div>
        </dialog>
    }
}

fn dialog() -> Option<web_sys::HtmlDialogElement> {
    document().get_element_by_id(SHEET)?.dyn_into().ok()
}

fn close() {
    if let Some(dialog) = dialog() {
        dialog.close();
    }
}
