//! Root of the page tree: state, preferences on the page, the way in, the pages.

use crate::pages::join::Entrance;
use crate::pages::missing::Missing;
use crate::pages::status::LiveRegion;
use crate::pages::{
    bin, card, conflict, count, dates, edit, history, invite, list, network, record, search,
    settings, status, sync, today, town, towns, wall_clock,
};
use crate::state::{self, Contrast, Phase, Prefs, Theme};
use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;
use wasm_bindgen::JsCast as _;

/// Chooses between the way in and the pages.
#[component]
pub fn Root() -> impl IntoView {
    let app = state::provide();
    wall_clock::provide();
    status::provide();
    show_prefs(app.prefs);
    let open = Memo::new(move |_| app.session.phase().get() == Phase::Open);
    view! {
        <LiveRegion />
        <Show when=move || open.get() fallback=|| view! { <Entrance /> }>
            <Router>
                // Another language draws the pages anew, so no page has to follow it word by word.
                {move || {
                    app.prefs.locale().track();
                    view! { <Pages /> }
                }}
            </Router>
        </Show>
    }
}

/// The table of contents: every address and its page.
#[component]
fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=|| view! { <Missing /> }>
            <Route path=path!("/") view=today::Today />
            <Route path=path!("/termine") view=dates::Dates />
            <Route path=path!("/ort") view=town::Town />
            <Route path=path!("/netzwerk") view=network::Network />
            <Route path=path!("/orte") view=towns::Towns />
            <Route path=path!("/abgleich") view=sync::Sync />
            <Route path=path!("/einstellungen") view=settings::Settings />
            <Route path=path!("/suche") view=search::Search />
            <Route path=path!("/papierkorb") view=bin::Bin />
            <Route path=path!("/einladen") view=invite::Invite />
            <Route path=path!("/karte") view=card::Card />
            <Route path=path!("/karte/:event") view=card::Card />
            <Route path=path!("/zaehlen/:event") view=count::Count />
            <Route path=path!("/konflikt/:id/:field") view=conflict::Decide />
            <Route path=path!("/r/:kind") view=list::List />
            <Route path=path!("/r/:kind/neu") view=edit::New />
            <Route path=path!("/r/:kind/:id") view=record::Record />
            <Route path=path!("/r/:kind/:id/bearbeiten") view=edit::Edit />
            <Route path=path!("/r/:kind/:id/verlauf") view=history::History />
            <Route path=path!("/galerie") view=gallery />
        </Routes>
    }
}

/// Every widget in its states, for those who build them.
#[cfg(debug_assertions)]
fn gallery() -> impl IntoView {
    view! { <crate::pages::gallery::Gallery /> }
}

/// Not in what people install.
#[cfg(not(debug_assertions))]
fn gallery() -> impl IntoView {
    view! { <Missing /> }
}

/// Writes the preferences to the root element: language, theme, contrast, size of text.
fn show_prefs(prefs: Prefs) {
    Effect::new(move || {
        let root = document().document_element();
        let Some(root) = root.and_then(|root| root.dyn_into::<web_sys::HtmlElement>().ok()) else {
            return;
        };
        let theme = match prefs.theme().get() {
            Theme::Auto => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        };
        let contrast = match prefs.contrast().get() {
            Contrast::Auto => None,
            Contrast::Normal => Some("normal"),
            Contrast::More => Some("more"),
        };
        for (name, value) in [
            ("lang", Some(prefs.locale().get().tag())),
            ("data-theme", theme),
            ("data-contrast", contrast),
        ] {
            // The names are valid, so setting them cannot fail.
            let _set = match value {
                Some(value) => root.set_attribute(name, value),
                None => root.remove_attribute(name),
            };
        }
        let size = format!("{}%", prefs.text_size().get().percent());
        let _set = root.style().set_property("font-size", &size);
    });
}
