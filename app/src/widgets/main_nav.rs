//! The places of the app: at the bottom on a phone, at the side on a desktop.

use super::{BrandMark, Icon};
use crate::ui::*;

/// One place.
#[derive(Debug, Clone)]
pub struct NavPlace {
    /// Address.
    pub href: String,
    /// Sign.
    pub icon: &'static str,
    /// Word.
    pub label: String,
    /// Whether this is where we are.
    pub here: bool,
    /// Number behind the word, with what it counts for readers; zero is not drawn.
    pub count: Option<(Signal<usize>, String)>,
}

/// Draws the places; `more` stands at the end of the side bar and is left out on phones.
#[component]
pub fn MainNav(
    /// What this is, for readers.
    #[prop(into)]
    label: String,
    /// The places at the bottom.
    places: Vec<NavPlace>,
    /// The places of the side bar only.
    more: Vec<NavPlace>,
) -> impl IntoView {
    // The grid has as many columns as there are places.
    let count = places.len().to_string();
    view! {
        <nav class="app__nav main-nav" id="menue" aria-label=label>
            <div class="main-nav__brand"><BrandMark />"Schulterschluss"</div>
            <ul class="main-nav__list" data-places=count>{list(places)}</ul>
            <ul class="main-nav__more">{list(more)}</ul>
        </nav>
    }
}

fn list(places: Vec<NavPlace>) -> impl IntoView {
    places
        .into_iter()
        .map(|place| {
            let count = place.count.map(|(number, spoken)| {
                move || {
                    let spoken = spoken.clone();
                    (number.get() > 0).then(|| view! {
                        <span class="main-nav__count">
                            {number.get()} <span class="visually-hidden">{spoken}</span>
                        </span>
                    })
                }
            });
            view! {
                <li>
                    <a class="main-nav__link" href=place.href aria-current=place.here.then_some("page")>
                        <Icon name=place.icon />
                        <span>{place.label}</span>
                        {count}
                    </a>
                </li>
            }
        })
        .collect_view()
}
