//! Which sectors sit at the table and which chairs are empty. Gaps are drawn, not left out.
//!
//! The drawing is hidden from readers; the list beside it says the same.

use super::{Icon, Tone};
use crate::ui::*;

/// One chair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// Name of the sector.
    pub label: String,
    /// Organisations sitting there.
    pub count: usize,
}

/// Draws table and list; the number of a chair refers to the list.
#[component]
pub fn RoundTable(
    /// Chairs in order.
    seats: Vec<Seat>,
    /// Word below the total, for example "Organisationen".
    #[prop(into)]
    caption: String,
    /// Word for an empty chair, for example "fehlt".
    #[prop(into)]
    missing: String,
) -> impl IntoView {
    let total: usize = seats.iter().map(|seat| seat.count).sum();
    let chairs = seats
        .iter()
        .zip(chair_places(seats.len()))
        .zip(1..)
        .map(|((seat, place), number): ((&Seat, ChairPlace), usize)| {
            chair(seat.count, &place, number)
        })
        .collect_view();
    let items = seats
        .into_iter()
        .zip(1..)
        .map(|(seat, number): (Seat, usize)| {
            let end = if seat.count == 0 {
                view! { <span class=Tone::Plain.class("tag")>{missing.clone()}</span> }.into_any()
            } else {
                view! { <span class="numbers">{seat.count}</span> }.into_any()
            };
            view! {
                <li class="sector-list__item" data-seat=(seat.count == 0).then_some("empty")>
                    <span class="sector-list__seat">{number}</span>
                    <span class="sector-list__text"><span>{seat.label}</span>{end}</span>
                </li>
            }
        });
    view! {
        <div class="round-table">
            <svg class="round-table__drawing" viewBox="0 0 300 300" aria-hidden="true" focusable="false">
                <circle class="fill-ground" cx="150" cy="150" r="86"></circle>
                <circle class="line-ink" cx="150" cy="150" r="86" stroke-width="3"></circle>
                <circle class="line-ink" cx="150" cy="150" r="79" stroke-width="1"></circle>
                <text class="round-table__text round-table__text--total" x="150" y="150">{total}</text>
                <text class="round-table__text round-table__text--caption" x="150" y="174">{caption}</text>
                {chairs}
            </svg>
            <ol class="sector-list">{items.collect_view()}</ol>
        </div>
    }
}

/// Where a chair stands: centre and turn in degrees.
struct ChairPlace {
    x: f64,
    y: f64,
    degrees: f64,
}

/// Distance of the chairs from the middle of the drawing.
const CHAIR_RADIUS: f64 = 122.0;

fn chair_places(count: usize) -> impl Iterator<Item = ChairPlace> {
    let step = 360.0 / f64::from(u32::try_from(count.max(1)).unwrap_or(1));
    (0..u32::try_from(count).unwrap_or(0)).map(move |index| {
        let degrees = step * f64::from(index);
        let (sine, cosine) = degrees.to_radians().sin_cos();
        ChairPlace {
            x: 150.0 + CHAIR_RADIUS * sine,
            y: 150.0 - CHAIR_RADIUS * cosine,
            degrees,
        }
    })
}

fn chair(count: usize, place: &ChairPlace, number: usize) -> impl IntoView + use<> {
    let shape = "M-22 14v-20q0-12 12-12h20q12 0 12 12v20z";
    let turn = format!(
        "translate({:.1} {:.1}) rotate({:.0})",
        place.x, place.y, place.degrees
    );
    let (class, dash, text) = if count == 0 {
        ("line-soft", Some("5 4"), "round-table__text")
    } else {
        ("fill-1", None, "round-table__text round-table__text--on")
    };
    view! {
        <g transform=turn><path d=shape class=class stroke-width="2.5" stroke-dasharray=dash></path></g>
        <text class=text x=format!("{:.1}", place.x) y=format!("{:.1}", place.y + 5.0)>{number}</text>
    }
}

/// Draws a notice about the gaps with the sign of information.
#[component]
pub fn GapLine(
    /// How many chairs are empty, in words.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <div class="notice"><Icon name="info" /><p class="notice__text">{text}</p></div> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn the_first_chair_stands_at_the_top_and_all_stand_apart() {
        let places: Vec<_> = chair_places(10).collect();
        assert_eq!(places.len(), 10);
        let first = places.first().unwrap();
        assert!((first.x - 150.0).abs() < 0.1 && (first.y - 28.0).abs() < 0.1);
    }
}
