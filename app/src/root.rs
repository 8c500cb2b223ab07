//! Root of the page tree: state, preferences on the page, the way in, the pages.

use crate::pages::join::Entrance;
use crate::pages::status::LiveRegion;
use crate::pages::{
    bin, capture, card, centre, conflict, count, dates, desk, edit, event, hand_over, history,
    invite, joint, list, missing, network, record, recovered, room, search, settings, sheet,
    status, sync, taps, today, town, towns, trust, unite, wall_clock,
};
use crate::platform::keys;
use crate::router;
use crate::routes;
use crate::state::{self, Contrast, Phase, Prefs, Theme};
use crate::ui::*;
use wasm_bindgen::JsCast as _;

/// Chooses between the way in and the pages.
#[component]
pub fn Root() -> impl IntoView {
    let app = state::provide();
    wall_clock::provide();
    let said = status::provide();
    let kiosk = event::ballot::provide();
    taps::provide(app);
    show_prefs(app.prefs);
    // Here and not among the pages, which go with every lock and come again.
    router::provide();
    let open = Memo::new(move |_| app.session.phase().get() == Phase::Open);
    Effect::new(move |_| {
        if !open.get() {
            said.forget();
        }
    });
    view! {
        <LiveRegion />
        {move || {
            // The public at the phone sees the ballot and nothing else, whatever the address says.
            if open.get() && kiosk.is_on() {
                app.prefs.locale().track();
                view! { <event::ballot::Ballot /> }
            } else if open.get() {
                view! { <Pages /> }
            } else {
                view! { <Entrance /> }
            }
        }}
    }
}

/// The page of the address. Another language draws it anew, so no page has to follow it word by word.
#[component]
fn Pages() -> impl IntoView {
    let app = state::use_app();
    let go = StoredValue::new_local(router::use_navigate());
    keys::on_search(move || {
        // The listener outlives the pages: locked, it finds nothing to go with.
        let _left = go.try_with_value(|go| go(routes::SEARCH, router::NavigateOptions::default()));
    });
    sheet::provide();
    view! {
        {move || {
            app.prefs.locale().track();
            router::page(PAGES, || missing::Missing().into_view())
        }}
        {move || {
            app.prefs.locale().track();
            router::sheet(SHEETS)
        }}
    }
}

/// What lies over a page, by its address.
pub(crate) const SHEETS: &[(&str, router::Page)] =
    &[("/r/:kind/:id/bearbeiten", || edit::Edit().into_view())];

/// The table of contents: every address and its page.
pub(crate) const PAGES: &[(&str, router::Page)] = &[
    ("/", || today::Today().into_view()),
    ("/termine", || dates::Dates().into_view()),
    ("/ort", || town::Town().into_view()),
    ("/netzwerk", || network::Network().into_view()),
    ("/orte", || towns::Towns().into_view()),
    ("/abgleich", || sync::Sync().into_view()),
    ("/uebergabe", || hand_over::HandOver().into_view()),
    ("/wiederhergestellt", || {
        recovered::RecoveredPage().into_view()
    }),
    ("/einstellungen", || settings::Settings().into_view()),
    ("/suche", || search::Search().into_view()),
    ("/papierkorb", || bin::Bin().into_view()),
    ("/einladen", || invite::Invite().into_view()),
    ("/notieren", || capture::Capture().into_view()),
    ("/kreise", || trust::circles::Circles().into_view()),
    ("/kreis/:space", || trust::circle::Circle().into_view()),
    ("/kreis/:space/:member", || {
        trust::person::Person().into_view()
    }),
    ("/nachlass/:space", || {
        trust::left_work::LeftWorkPage().into_view()
    }),
    ("/alarm/:space", || trust::alarm::Alarm().into_view()),
    ("/ort-anlegen", || trust::found::FoundTown().into_view()),
    ("/fall-anlegen", || trust::found::FoundCase().into_view()),
    ("/geraete", || trust::devices::Devices().into_view()),
    ("/telefon-weg", || trust::lost::Lost().into_view()),
    ("/wiederherstellungsblatt", || {
        trust::sheet::Sheet().into_view()
    }),
    ("/vertraulich", || {
        room::confidential::Confidential().into_view()
    }),
    ("/vertraulich/:space", || room::case::Case().into_view()),
    ("/erste-24-stunden", || {
        room::first_day::FirstDayPage().into_view()
    }),
    ("/karte", || card::Card().into_view()),
    ("/karte/:event", || card::Card().into_view()),
    ("/karten", || event::cards::Cards().into_view()),
    ("/karten/:event", || event::cards::Cards().into_view()),
    ("/zaehlen/:event", || count::Count().into_view()),
    ("/zentrale", || centre::Centre().into_view()),
    ("/abgleichtisch", || desk::Desk().into_view()),
    ("/zusammenfuehren/:id/:other", || unite::Unite().into_view()),
    ("/termin-neu", || event::new::NewEvent().into_view()),
    ("/termin/:event", || event::page::Event().into_view()),
    ("/gemeinsam/:id", || joint::Joint().into_view()),
    ("/bereit/:event", || event::ready::Ready().into_view()),
    ("/punkte/:event", || event::votes::Votes().into_view()),
    ("/pinnwand/:vote", || event::Board().into_view()),
    ("/pinnwand/:vote/:board", || event::Board().into_view()),
    ("/plakat/:vote", || event::poster::Poster().into_view()),
    ("/mitschreiben/:event", || {
        event::minutes::NewMinutes().into_view()
    }),
    ("/protokoll/:minutes", || {
        event::minutes::Minutes().into_view()
    }),
    ("/protokoll/:minutes/:place", || {
        event::Handout().into_view()
    }),
    ("/nachbereitung/:event", || {
        event::debrief::Debrief().into_view()
    }),
    ("/ablauf/:participation", || event::flow::Flow().into_view()),
    ("/notiz/:event", || event::incident::Incident().into_view()),
    ("/konflikt/:id/:field", || conflict::Decide().into_view()),
    ("/r/:kind", || list::List().into_view()),
    ("/r/:kind/neu", || edit::New().into_view()),
    ("/r/:kind/:id", || record::Record().into_view()),
    ("/r/:kind/:id/verlauf", || history::History().into_view()),
    #[cfg(debug_assertions)]
    ("/galerie", || crate::pages::gallery::Gallery().into_view()),
];

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
