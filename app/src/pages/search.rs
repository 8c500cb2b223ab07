//! Suchen: over everything this device can read; every hit says why.

use super::frame::{Bar, Frame};
use super::reading::{Reader, use_reader};
use crate::router::use_query_map;
use crate::routes;
use crate::ui::*;
use crate::widgets::{Empty, PageHead, Row, RowList, SearchBox};
use shared::ids::SpaceId;
use shared::text::{sentences, words};
use std::cell::RefCell;

/// Hits that are drawn.
const HITS_MAX: usize = 50;

thread_local! {
    /// What was searched last, so that back from a hit leads to the same hits. Never in the address: the browser
    /// would keep it in clear.
    static LAST: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps what the next search page begins with.
pub(super) fn remember(query: String) {
    LAST.with(|last| *last.borrow_mut() = query);
}

/// Draws the page, beginning with what was searched last or, in a link made by hand, with its `q`.
#[component]
pub fn Search() -> impl IntoView {
    let reader = use_reader();
    let given = use_query_map().with_untracked(|map| map.get("q"));
    let typed = RwSignal::new(given.unwrap_or_else(|| LAST.with(|last| last.borrow().clone())));
    Effect::new(move || remember(typed.get()));
    let bar = Bar::Back {
        href: routes::TODAY.to_owned(),
        place: reader.s(words::SEARCH),
        sub: Signal::stored(String::new()),
    };
    view! {
        <Frame reader=reader title=reader.t(words::SEARCH) bar=bar chip_full=true>
            <PageHead title=reader.s(words::SEARCH) text=Signal::stored(reader.s(words::SEARCH_HINT)) />
            <SearchBox
                label=reader.t(words::SEARCH)
                placeholder=""
                value=typed
            />
            {move || hits(reader, &typed.get())}
        </Frame>
    }
}

fn hits(reader: Reader, query: &str) -> AnyView {
    if query.trim().is_empty() {
        return ().into_any();
    }
    let hits = reader.app.records.search(query);
    if hits.is_empty() {
        return view! {
            <div role="status">
                <Empty title=reader.t(words::SEARCH_NOTHING) text=reader.t(words::SEARCH_NOTHING_TEXT) />
            </div>
        }
        .into_any();
    }
    let count = sentences::hits(hits.len(), reader.locale);
    let rows = hits
        .iter()
        .take(HITS_MAX)
        .map(|hit| {
            let def = hit.record.def;
            let field = def.field(hit.field).map(|field| reader.t(field.label));
            let why = field
                .map(|field| sentences::found_in(field, reader.locale))
                .unwrap_or_default();
            let why = (hit.field != def.title).then(|| format!("{why}: {}", hit.text));
            let parts = [
                Some(reader.s(def.name)),
                elsewhere(reader, hit.record.space),
                why,
            ];
            let meta = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
            view! {
                <Row
                    title=reader.title(&hit.record)
                    meta=meta
                    icon=def.icon
                    href=routes::record(def, hit.record.id)
                />
            }
        })
        .collect_view();
    view! {
        <p class="section__note" role="status">{count}</p>
        <RowList>{rows}</RowList>
    }
    .into_any()
}

/// The town of a hit, when it is not the one that is shown.
fn elsewhere(reader: Reader, space: SpaceId) -> Option<String> {
    let session = reader.app.session;
    if session.current().get().is_some_and(|here| here.id == space) {
        return None;
    }
    session
        .spaces()
        .get()
        .into_iter()
        .find(|other| other.id == space)
        .map(|other| other.title)
}
