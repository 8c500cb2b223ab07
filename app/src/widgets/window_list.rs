//! A list of any length that costs what is on the screen: rows are drawn in pieces, and only the pieces near the screen
//! are in the page. The others are empty boxes of the height they had, or are guessed to have.

use crate::platform::visible;
use leptos::html::Ul;
use crate::ui::*;

/// Rows of one piece.
const PIECE_ROWS: usize = 40;
/// Pieces drawn at once; the rest waits for its turn, so that a long list opens quickly.
const PIECES_FIRST: usize = 1;
/// How close to the screen a piece is drawn: about two screens of a phone, so that quick scrolling meets drawn rows.
const MARGIN: &str = "1500px 0px";
/// Height of a row in quarters of a `rem`, before it was ever drawn: two lines and the padding.
const ROW_QUARTERS: usize = 16;

/// Draws `count` list items; `row` gives the item at a place.
#[component]
pub fn WindowList(
    /// How many rows there are.
    count: usize,
    /// Draws the row at a place: a list item.
    row: Callback<usize, AnyView>,
) -> impl IntoView {
    let pieces: Vec<AnyView> = (0..count)
        .step_by(PIECE_ROWS)
        .enumerate()
        .map(|(number, from)| {
            let to = count.min(from + PIECE_ROWS);
            piece(from, to, number < PIECES_FIRST, row)
        })
        .collect();
    view! { <div class="row-list">{pieces}</div> }
}

fn piece(from: usize, to: usize, first: bool, row: Callback<usize, AnyView>) -> AnyView {
    let near = RwSignal::new(first);
    let node = NodeRef::<Ul>::new();
    let height_px = StoredValue::new(None::<i32>);
    let watch = StoredValue::new_local(None::<visible::Watch>);
    Effect::new(move || {
        let Some(list) = node.get() else { return };
        let watching = visible::watch(&list, MARGIN, move |is_near| {
            let Some(list) = node.try_get_untracked().flatten() else {
                return;
            };
            // Who is in a piece with the keyboard keeps it.
            let here = document().active_element();
            let in_use = here.is_some_and(|here| list.contains(Some(&here)));
            if is_near || in_use {
                let _gone = near.try_set(true);
            } else if near.try_get_untracked() == Some(true) {
                height_px.try_set_value(Some(list.offset_height()));
                let _gone = near.try_set(false);
            }
        });
        if watching.is_none() {
            near.set(true);
        }
        watch.set_value(watching);
    });
    let style = move || {
        if near.get() {
            return String::new();
        }
        match height_px.get_value() {
            Some(px) => format!("block-size:{px}px"),
            None => format!("block-size:{}rem", (to - from) * ROW_QUARTERS / 4),
        }
    };
    view! {
        <ul class="row-list__part" node_ref=node style=style>
            {move || {
                near.get().then(|| (from..to).map(|place| row.run(place)).collect_view())
            }}
        </ul>
    }
    .into_any()
}
