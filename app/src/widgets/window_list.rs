//! A list of any length that costs what is on the screen: rows are drawn in pieces, and only the pieces near the screen
//! are in the page. The others are empty boxes of the height they had, or are guessed to have.

use crate::platform::visible;
use crate::ui::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

/// Rows of one piece.
const PIECE_ROWS: usize = 40;
/// Pieces drawn at once; the rest waits for its turn, so that a long list opens quickly.
const PIECES_FIRST: usize = 1;
/// How close to the screen a piece is drawn: about two screens of a phone, so that quick scrolling meets drawn rows.
const MARGIN: &str = "1500px 0px";
/// Height of a row in `rem`, before it was ever drawn: two lines and the padding.
const ROW_REM: usize = 4;

/// Draws `count` list items; `row` gives the item at a place.
#[component]
pub fn WindowList(
    /// Beginning of the ids of the pieces, unique on the page.
    #[prop(into)]
    id: String,
    /// How many rows there are.
    count: usize,
    /// Draws the row at a place: a list item.
    row: Callback<usize, AnyView>,
) -> impl IntoView {
    let pieces: Vec<AnyView> = (0..count)
        .step_by(PIECE_ROWS)
        .enumerate()
        .map(|(number, from)| {
            let rows = from..count.min(from + PIECE_ROWS);
            piece(format!("{id}-{number}"), rows, number < PIECES_FIRST, row)
        })
        .collect();
    view! { <div class="row-list">{pieces}</div> }
}

fn piece(
    id: String,
    rows: std::ops::Range<usize>,
    first: bool,
    row: Callback<usize, AnyView>,
) -> AnyView {
    let near = RwSignal::new(first);
    let watch = StoredValue::new_local(None::<visible::Watch>);
    let own = id.clone();
    let guess = format!("{}rem", rows.len() * ROW_REM);
    request_animation_frame(move || {
        let Some(list) = element(&own) else { return };
        if !first {
            let _kept = list.style().set_property("block-size", &guess);
        }
        let begun = visible::watch(&list.clone(), MARGIN, move |is_near| {
            // Who is in a piece with the keyboard keeps it.
            let here = document().active_element();
            let in_use = here.is_some_and(|here| list.contains(Some(&here)));
            show(&list, near, is_near || in_use);
        });
        if begun.is_none() {
            let _gone = near.try_set(true);
        }
        watch.try_set_value(begun);
    });
    view! {
        <ul class="row-list__part" id=id>
            {move || {
                near.get().then(|| rows.clone().map(|place| row.run(place)).collect_view())
            }}
        </ul>
    }
    .into_any()
}

/// Draws the rows of a piece, or leaves a box of the same height.
fn show(list: &HtmlElement, near: RwSignal<bool>, shown: bool) {
    if near.try_get_untracked().is_none_or(|now| now == shown) {
        return;
    }
    // The browser refuses neither: the property and the lengths are valid.
    let _set = if shown {
        list.style().remove_property("block-size").map(|_| ())
    } else {
        let height = format!("{}px", list.offset_height());
        list.style().set_property("block-size", &height)
    };
    let _gone = near.try_set(shown);
}

fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}
