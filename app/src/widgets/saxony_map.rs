//! A map of Saxony with the towns of the network. Who reads it aloud hears its title; the list beside it says the same.

use crate::ui::*;
use shared::kommunen::map::{self, Point};

/// How a town is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pin {
    /// The town that is shown: a house in a ring.
    Here,
    /// A town like it, with its number in the list.
    Match(usize),
    /// Any other town.
    Other,
}

/// Draws the districts and the pins, the important ones on top.
#[component]
pub fn SaxonyMap(
    /// What the map shows, in a sentence.
    #[prop(into)]
    title: String,
    /// Key of the district of the town that is shown.
    #[prop(optional_no_strip)]
    here: Option<String>,
    /// Where towns are.
    mut pins: Vec<(Point, Pin)>,
) -> impl IntoView {
    let is_here = |key: &str| here.as_deref() == Some(key);
    // The edge of the own district must not be covered by those of its neighbours.
    let mut districts: Vec<map::District> = map::districts().collect();
    districts.sort_by_key(|district| is_here(district.key));
    let outlines = districts
        .iter()
        .map(|district| {
            let class = if is_here(district.key) {
                "saxony-map__district saxony-map__district--here"
            } else {
                "saxony-map__district"
            };
            view! { <path class=class d=district.path></path> }
        })
        .collect_view();
    let names = districts
        .iter()
        .map(|district| {
            let Point { x, y } = district.label;
            view! { <text class="saxony-map__name" x=x.to_string() y=y.to_string()>{district.name}</text> }
        })
        .collect_view();
    pins.sort_by_key(|(_, pin)| match pin {
        Pin::Other => 0,
        Pin::Match(_) => 1,
        Pin::Here => 2,
    });
    let pins = pins
        .into_iter()
        .map(|(point, pin)| draw(point, pin))
        .collect_view();
    view! {
        <svg
            class="saxony-map"
            viewBox=format!("0 0 {} {}", map::WIDTH, map::HEIGHT)
            role="img"
            aria-label=title
        >
            {outlines}
            {names}
            {pins}
        </svg>
    }
}

fn draw(Point { x, y }: Point, pin: Pin) -> AnyView {
    match pin {
        Pin::Here => view! {
            <circle class="saxony-map__ring" cx=x.to_string() cy=y.to_string() r="31"></circle>
            <path
                class="saxony-map__pin saxony-map__point saxony-map__point--here"
                d=format!("M{} {}v-14l14-12 14 12v14z", x - 14, y + 12)
            ></path>
        }
        .into_any(),
        Pin::Match(number) => view! {
            <g class="saxony-map__pin">
                <circle
                    class="saxony-map__point saxony-map__point--match"
                    cx=x.to_string()
                    cy=y.to_string()
                    r="17"
                ></circle>
                <text class="saxony-map__number" x=x.to_string() y=(y + 6).to_string()>{number}</text>
            </g>
        }
        .into_any(),
        Pin::Other => view! {
            <path class="saxony-map__point" d=format!("M{x} {}l8 8-8 8-8-8z", y - 8)></path>
        }
        .into_any(),
    }
}
