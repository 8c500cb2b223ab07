//! Suchen: over everything this device can read; every hit says why. Pages and lists are found by their names, and the arrow keys
//! walk through the rows and Enter opens the first, so that it is the quick way for a keyboard too (Ctrl+K).

use super::focus;
use super::frame::{Bar, Frame};
use super::reading::{Reader, state_of, use_reader};
use super::rows::state_tag;
use super::whereto;
use crate::router::use_query_map;
use crate::routes;
use crate::state::Hit;
use crate::ui::*;
use crate::widgets::{Empty, Icon, PageHead, Row, RowList, SearchBox, Section, Segmented};
use shared::ids::{RecordId, SpaceId};
use shared::records::{self, RecordDef};
use shared::text::{fold, sentences, words};
use std::cell::RefCell;
use std::time::Duration;

/// Hits that are drawn with each letter; what a phone shows above its keyboard.
const HITS_FIRST: usize = 6;
/// So long after the last letter come the others.
const CALM: Duration = Duration::from_millis(300);
/// Id of the field.
const FIELD: &str = "suchwort";
/// Pages and lists offered.
const WAYS_MAX: usize = 4;
/// Kinds that get a key.
const KINDS_MAX: usize = 6;

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
    let kind = RwSignal::new(None::<u16>);
    let calm = RwSignal::new(String::new());
    // Other words find other kinds.
    Effect::new(move || {
        typed.track();
        kind.set(None);
    });
    view! {
        <Frame reader=reader title=reader.t(words::SEARCH) bar=bar chip_full=true focus_on=FIELD>
            <PageHead title=reader.s(words::SEARCH) text=Signal::stored(reader.s(words::SEARCH_HINT)) />
            <div class="stack" on:keydown=move |event: web_sys::KeyboardEvent| arrows(&event)>
                <SearchBox
                    label=reader.t(words::SEARCH)
                    placeholder=""
                    id=FIELD
                    value=typed
                    submit=Callback::new(move |()| if typed.with_untracked(|it| !it.trim().is_empty()) { focus::open_first_row() })
                />
                {move || ways(reader, &typed.get())}
                {move || found(reader, &typed.get(), kind, calm)}
            </div>
        </Frame>
    }
}

/// The arrow keys walk through what was found.
fn arrows(event: &web_sys::KeyboardEvent) {
    let moved = match event.key().as_str() {
        "ArrowDown" => focus::to_row(true),
        "ArrowUp" => focus::to_row(false),
        _ => false,
    };
    if moved {
        event.prevent_default();
    }
}

/// Pages, lists and new records whose names begin with what is typed.
fn ways(reader: Reader, query: &str) -> Option<AnyView> {
    let pages = [
        (words::NAV_TODAY, routes::TODAY, "today"),
        (words::NAV_EVENTS, routes::DATES, "calendar"),
        (words::NAV_TOWN, routes::TOWN, "town"),
        (words::NAV_CONFIDENTIAL, routes::CONFIDENTIAL, "lock"),
        (words::NAV_NETWORK, routes::NETWORK, "network"),
        (words::CAPTURE, routes::CAPTURE, "plus"),
        (words::DESK, routes::DESK, "conflict"),
        (words::NAV_SYNC, routes::SYNC, "sync"),
        (words::TRASH, routes::BIN, "trash"),
        (words::NAV_SETTINGS, routes::SETTINGS, "settings"),
    ];
    let pages = pages.map(|(name, href, icon)| (reader.t(name), href.to_owned(), icon));
    let shown = records::ALL.iter().filter(|def| reader.has_room(def.home));
    let lists = shown
        .clone()
        .map(|def| (reader.t(def.names), routes::list(def), def.icon));
    let new = shown
        .filter(|def| reader.may_add(def))
        .map(|def| (reader.t(def.add), routes::new(def), "plus"));
    let by_use = whereto::ways(reader).into_iter();
    let by_use = by_use.map(|way| (reader.t(way.name), way.href, way.icon));
    let rows: Vec<AnyView> = pages
        .into_iter()
        .chain(by_use)
        .chain(lists)
        .chain(new)
        .filter(|(name, _, _)| fold::begins(query, name))
        .take(WAYS_MAX)
        .map(|(name, href, icon)| view! { <Row title=name href=href icon=icon /> }.into_any())
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <Section id="gehe-zu" title=reader.t(words::GO_TO)><RowList>{rows}</RowList></Section>
        }
        .into_any()
    })
}

/// What is found: the kinds as keys, then the hits.
fn found(
    reader: Reader,
    query: &str,
    kind: RwSignal<Option<u16>>,
    calm: RwSignal<String>,
) -> AnyView {
    if query.trim().is_empty() {
        return ().into_any();
    }
    let wanted = kind.get().and_then(records::by_id);
    let found = reader.app.records.search(query, wanted, HITS_FIRST);
    if found.hits.is_empty() {
        return view! {
            <div role="status">
                <Empty title=reader.t(words::SEARCH_NOTHING) text=reader.t(words::SEARCH_NOTHING_TEXT) />
            </div>
        }
        .into_any();
    }
    let of_wanted = |it: &&(&RecordDef, usize)| wanted.is_none_or(|def| def.id == it.0.id);
    let count = found.kinds.iter().filter(of_wanted).map(|it| it.1).sum();
    view! {
        {kinds(reader, &found.kinds, kind)}
        <p class="section__note" role="status">{sentences::hits(count, reader.locale)}</p>
        {hits(reader, query, &found.hits, found.more, calm)}
    }
    .into_any()
}

/// What kinds of records were found, as keys, when there are several.
fn kinds(
    reader: Reader,
    found: &[(&'static RecordDef, usize)],
    kind: RwSignal<Option<u16>>,
) -> Option<AnyView> {
    if found.len() < 2 {
        return None;
    }
    let all: usize = found.iter().map(|(_, count)| count).sum();
    let with_count =
        |name, count| sentences::heading_with_count(reader.t(name), count, reader.locale);
    let mut options = vec![(String::new(), with_count(words::FILTER_ALL, all))];
    let of_kinds = found.iter().take(KINDS_MAX);
    options
        .extend(of_kinds.map(|(def, count)| (def.id.to_string(), with_count(def.names, *count))));
    let chosen =
        Signal::derive(move || kind.get().map(|kind| kind.to_string()).unwrap_or_default());
    let choose = Callback::new(move |key: String| kind.set(key.parse().ok()));
    Some(
        view! { <Segmented label=reader.t(words::FILTER) options=options chosen=chosen choose=choose /> }
            .into_any(),
    )
}

/// The hits: at once as many as a screen holds, the others when nobody types any more.
fn hits(
    reader: Reader,
    query: &str,
    first: &[Hit],
    more: Vec<RecordId>,
    calm: RwSignal<String>,
) -> AnyView {
    let first = first.iter().map(|hit| hit_row(reader, hit)).collect_view();
    let query = query.to_owned();
    let typed = query.clone();
    // Who typed on meanwhile is at other words, which have hits of their own.
    set_timeout(move || drop(calm.try_set(typed)), CALM);
    let rest = move || {
        let all = calm.with(|calm| *calm == query);
        let rest = all.then(|| reader.app.records.hits(&query, &more));
        let rest = rest.unwrap_or_default();
        rest.iter().map(|hit| hit_row(reader, hit)).collect_view()
    };
    view! { <RowList>{first} {rest}</RowList> }.into_any()
}

/// A hit: its name, or the name with what matched marked; its kind; and where else it matched.
fn hit_row(reader: Reader, hit: &Hit) -> AnyView {
    let def = hit.record.def;
    let in_title = hit.field == def.title;
    let title = if in_title {
        marked(&hit.parts)
    } else {
        reader.title(&hit.record).into_any()
    };
    let meta = [
        Some(reader.s(def.name)),
        elsewhere(reader, hit.record.space),
    ];
    let meta = meta.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let why = def.field(hit.field).filter(|_| !in_title).map(|field| {
        let place = sentences::found_in(reader.t(field.label), reader.locale);
        view! { <span class="row__meta">{place} ": " {marked(&hit.parts)}</span> }
    });
    let state = state_of(&hit.record).map(|state| {
        view! { <span class="cluster row__tags">{state_tag(reader, state)}</span> }
    });
    let href = routes::record(def, hit.record.id);
    view! {
        <li class="row-list__item">
            <a class="row" href=href>
                <Icon name=def.icon />
                <span class="row__body">
                    <span class="row__title">{title}</span>
                    <span class="row__meta">{meta}</span>
                    {why}
                    {state}
                </span>
                <Icon name="open" small=true />
            </a>
        </li>
    }
    .into_any()
}

/// A text with what was looked for marked.
fn marked(parts: &[(String, bool)]) -> AnyView {
    parts
        .iter()
        .map(|(text, found)| {
            if *found {
                view! { <mark>{text.clone()}</mark> }.into_any()
            } else {
                text.clone().into_any()
            }
        })
        .collect_view()
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
