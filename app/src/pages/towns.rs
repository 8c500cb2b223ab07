//! Orte: every town of this device, for the project team and whoever works in more than one.

use super::events;
use super::frame::{Bar, Frame, Place};
use super::reading::use_reader;
use crate::router::use_navigate;
use crate::routes;
use crate::ui::*;
use crate::widgets::{Icon, PageHead, RowList};
use shared::records::{SpaceKind, VERANSTALTUNG};
use shared::text::{sentences, words};

/// Draws the page.
#[component]
pub fn Towns() -> impl IntoView {
    let reader = use_reader();
    let app = reader.app;
    let navigate = StoredValue::new_local(use_navigate());
    let rows = move || {
        let here = app.session.current().get().map(|space| space.id);
        let running: Vec<_> = app
            .records
            .list_all(&VERANSTALTUNG)
            .into_iter()
            .filter(|view| events::is_running(view, reader.now()))
            .collect();
        app.session
            .spaces()
            .get()
            .into_iter()
            .filter(|space| space.kind == SpaceKind::Town)
            .map(|space| {
                let count = app.sync.entries_in(space.id);
                let band = running.iter().find(|view| view.space == space.id);
                let meta: Vec<String> =
                    std::iter::once(sentences::entries(count, reader.locale))
                        .chain(band.map(|view| {
                            sentences::running_event(&reader.title(view), reader.locale)
                        }))
                        .collect();
                let current = (here == Some(space.id)).then_some("true");
                view! {
                    <li class="row-list__item">
                        <button
                            class="row row--button"
                            type="button"
                            aria-current=current
                            on:click=move |_| {
                                app.session.choose(space.id);
                                navigate.with_value(|go| go(routes::TOWN, Default::default()));
                            }
                        >
                            <Icon name="town" />
                            <span class="row__body">
                                <span class="row__title">{space.title}</span>
                                <span class="row__meta">{meta.join(" · ")}</span>
                            </span>
                            {current.map(|_| view! { <Icon name="check" small=true /> })}
                            <Icon name="open" small=true />
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    let bar = Bar::Back {
        href: routes::TOWN.to_owned(),
        place: reader.s(words::TOWNS),
        sub: Signal::stored(String::new()),
    };
    view! {
        <Frame reader=reader title=reader.t(words::TOWNS) bar=bar here=Place::Town>
            <PageHead title=reader.s(words::TOWNS) text=Signal::stored(reader.s(words::TOWNS_TEXT)) />
            <RowList>{rows}</RowList>
        </Frame>
    }
}
