//! Netzwerk: which towns had this before (map and list), what this town struggles with, the exchange board, which towns
//! there are and how far they are, offers with the day of their last check, the way to every list of the network.
//!
//! A screen built for its kinds: municipality, challenge, exchange post, offer.

mod matches;

use crate::pages::frame::{Bar, Frame, Place};
use crate::pages::lists::kinds;
use crate::pages::reading::{Reader, day_in, ms_of, phase_of, state_of, use_reader};
use crate::pages::rows::{add_key, shortened};
use crate::routes;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{BoardPost, ButtonLook, Empty, Meter, Row, RowList, Section, Tag, Tone};
use shared::ids::RecordId;
use shared::lists;
use shared::records::{
    ANGEBOT, ANTWORT, AUSTAUSCHBEITRAG, BEGLEITUNG, HERAUSFORDERUNG, KOMMUNE, Part, Phase,
    RecordDef, SIZES, SpaceKind,
};
use shared::text::{dates, sentences, words};
use shared::value::Value;

/// Posts shown before "all".
const POSTS_SHOWN: usize = 6;
/// Offers shown before "all".
const OFFERS_SHOWN: usize = 6;
/// Towns shown before "all".
const TOWNS_SHOWN: usize = 12;
/// Characters of a post that are shown on the board.
const POST_CHARS: usize = 160;
/// Months after which an offer without a check counts as outdated.
const CHECK_MONTHS: i32 = 6;
/// Greatest level of a challenge.
const LEVEL_MAX: u8 = 3;

/// Draws the page.
#[component]
pub fn Network() -> impl IntoView {
    let reader = use_reader();
    let sub = Signal::derive(move || {
        let spaces = reader.app.session.spaces().get();
        spaces
            .into_iter()
            .find(|space| space.kind == SpaceKind::Network)
            .map(|space| space.title)
            .unwrap_or_default()
    });
    let asked = RwSignal::new(None::<String>);
    view! {
        <Frame reader=reader title=reader.t(words::NAV_NETWORK) bar=Bar::Town(sub) here=Place::Network>
            {matches::matches(reader, asked)}
            {move || board(reader)}
            <div class="columns columns--2">
                {move || towns(reader)}
                {move || offers(reader)}
            </div>
            {move || more(reader)}
        </Frame>
    }
}

/// The text in a field, by key.
fn text(view: &RecordView, key: &str) -> Option<String> {
    let field = view.def.field_by_key(key)?;
    view.state
        .shown(field.id)?
        .value
        .as_text()
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}

/// The record a field links to, by key.
fn link(view: &RecordView, key: &str) -> Option<RecordId> {
    let field = view.def.field_by_key(key)?;
    match view.state.shown(field.id)?.value {
        Value::Link(id) => Some(id),
        _ => None,
    }
}

/// The records a field links to, by key.
fn link_all(view: &RecordView, key: &str) -> Vec<RecordId> {
    let elements = view
        .def
        .field_by_key(key)
        .map(|field| view.state.elements(field.id));
    let values = elements
        .unwrap_or_default()
        .into_iter()
        .map(|(_, value)| value);
    values
        .filter_map(|value| match value {
            Value::Link(id) => Some(*id),
            _ => None,
        })
        .collect()
}

fn words_of(reader: Reader, view: &RecordView, key: &str) -> Option<String> {
    let field = view.def.field_by_key(key)?;
    reader.field(view, field.id)
}

fn all_link(reader: Reader, def: &'static RecordDef, count: usize) -> Option<(String, String)> {
    (count > 0).then(|| (routes::list(def), sentences::all_of(count, reader.locale)))
}

fn towns(reader: Reader) -> AnyView {
    let views = reader.app.records.list(&KOMMUNE);
    let accompaniments = reader.app.records.list_all(&BEGLEITUNG);
    let body = if views.is_empty() {
        empty(reader, &KOMMUNE)
    } else {
        let rows = views
            .iter()
            .take(TOWNS_SHOWN)
            .map(|view| town_row(reader, view, &accompaniments))
            .collect_view();
        view! { <RowList>{rows}</RowList> }.into_any()
    };
    view! {
        <Section id="orte" title=reader.t(KOMMUNE.names) link=all_link(reader, &KOMMUNE, views.len())>
            {body}
        </Section>
    }
    .into_any()
}

/// A town by name, or, where it wants to stay unnamed, by what it is; size as a band, never as a number.
fn town_row(reader: Reader, view: &RecordView, accompaniments: &[RecordView]) -> AnyView {
    let district = words_of(reader, view, "landkreis");
    let own = is_own(reader, view);
    let (title, unnamed) = town_name(reader, view);
    let size = KOMMUNE
        .field_by_key("einwohner")
        .and_then(|field| view.state.shown(field.id)?.value.as_int())
        .map(|people| reader.s(band(people)));
    let kind = words_of(reader, view, "typ");
    let meta: Vec<String> = [kind, district.filter(|_| !unnamed), size]
        .into_iter()
        .flatten()
        .collect();
    // The phase of the accompaniment, where this device may read it; else where the town stands.
    let phase = accompaniments
        .iter()
        .filter(|other| phase_of(other) != Phase::Stopped)
        .find(|other| link(other, "kommune") == Some(view.id))
        .and_then(state_of)
        .or_else(|| state_of(view));
    let tags = phase.map(|state| {
        view! {
            <span class="cluster">
                {crate::pages::rows::state_tag(reader, state)}
                {own.then(|| view! { <Tag label=reader.t(words::OWN_TOWN) icon="pin" tone=Tone::Plain /> })}
            </span>
        }
        .into_any()
    });
    view! {
        <Row
            title=title
            meta=meta.join(" · ")
            href=routes::record(view.def, view.id)
            icon="town"
            tags=tags
        />
    }
    .into_any()
}

fn is_own(reader: Reader, view: &RecordView) -> bool {
    let here = reader.app.session.current().get();
    here.is_some_and(|space| space.id.0 == view.id.0)
}

/// What a town is called here, and whether it stays unnamed; then it is called by what it is.
fn town_name(reader: Reader, view: &RecordView) -> (String, bool) {
    (reader.title(view), view.unnamed)
}

/// The key of the band of a number of inhabitants.
const fn band_key(people: i64) -> &'static str {
    match people {
        ..2_000 => "bis_2",
        2_000..5_000 => "2_5",
        5_000..10_000 => "5_10",
        10_000..20_000 => "10_20",
        _ => "ueber_20",
    }
}

/// The band of a number of inhabitants.
fn band(people: i64) -> shared::text::Text {
    let key = band_key(people);
    SIZES
        .iter()
        .find(|size| size.key == key)
        .map_or(words::NOT_STATED, |size| size.label)
}

/// What this town struggles with, the heaviest first.
fn profile(reader: Reader) -> AnyView {
    let Some(town) = reader.app.session.current().get() else {
        return ().into_any();
    };
    let level = |view: &RecordView| -> u8 {
        text(view, "auspraegung")
            .and_then(|key| key.parse().ok())
            .unwrap_or(0)
    };
    let mut views: Vec<RecordView> = reader
        .app
        .records
        .list(&HERAUSFORDERUNG)
        .into_iter()
        .filter(|view| link(view, "kommune") == Some(RecordId(town.id.0)))
        .collect();
    views.sort_by_key(|view| std::cmp::Reverse(level(view)));
    let items = views
        .iter()
        .map(|view| {
            let bricks = level(view);
            view! {
                <li class="profile__item">
                    <a href=routes::record(view.def, view.id)>{reader.title(view)}</a>
                    <span class="profile__level">
                        <Meter
                            full=bricks
                            of=LEVEL_MAX
                            label=sentences::level_of(bricks, LEVEL_MAX, reader.locale)
                        />
                        {words_of(reader, view, "trend")}
                    </span>
                </li>
            }
        })
        .collect_view();
    let body = if views.is_empty() {
        view! { <p>{reader.t(HERAUSFORDERUNG.empty.1)}</p> }.into_any()
    } else {
        view! { <ul class="profile">{items}</ul> }.into_any()
    };
    let add = reader.may_add(&HERAUSFORDERUNG).then(|| {
        view! {
            <p>
                <crate::widgets::LinkButton
                    label=reader.t(HERAUSFORDERUNG.add)
                    href=routes::new_child(&HERAUSFORDERUNG, RecordId(town.id.0))
                    icon="plus"
                />
            </p>
        }
    });
    view! {
        <Section id="profil" title=sentences::profile_of(&town.title, reader.locale)>
            {body}
            {add}
        </Section>
    }
    .into_any()
}

fn board(reader: Reader) -> AnyView {
    let mut posts: Vec<RecordView> = reader
        .app
        .records
        .list(&AUSTAUSCHBEITRAG)
        .into_iter()
        .filter(|view| phase_of(view) != Phase::Stopped)
        .collect();
    posts.sort_by_key(|view| std::cmp::Reverse(view.state.created().map(|first| first.hlc)));
    let link = all_link(reader, &AUSTAUSCHBEITRAG, posts.len());
    let body = if posts.is_empty() {
        empty(reader, &AUSTAUSCHBEITRAG)
    } else {
        let posts = posts
            .iter()
            .take(POSTS_SHOWN)
            .map(|view| post(reader, view))
            .collect_view();
        view! {
            <div class="board">{posts}</div>
            <p>{add_key(reader, &AUSTAUSCHBEITRAG, ButtonLook::Primary)}</p>
        }
        .into_any()
    };
    view! {
        <Section id="brett" title=reader.t(words::EXCHANGE_BOARD) link=link>
            <p class="section__note">{reader.t(words::EXCHANGE_BOARD_TEXT)}</p>
            {body}
        </Section>
    }
    .into_any()
}

/// The town that stands behind a post or an answer, where it says so.
pub(super) fn sender(reader: Reader, view: &RecordView) -> Option<String> {
    link(view, "kommune")
        .filter(|_| text(view, "absender").as_deref() == Some("stadt"))
        .and_then(|id| reader.name(id))
}

fn post(reader: Reader, view: &RecordView) -> AnyView {
    let icon = match text(view, "art").as_deref() {
        Some("frage") => "question",
        Some("warnung") => "warning",
        Some("vorlage") => "brick",
        Some("gesuch_angebot") => "bridge",
        Some("termin") => "calendar",
        _ => "chat",
    };
    let kind = words_of(reader, view, "art").unwrap_or_else(|| reader.s(AUSTAUSCHBEITRAG.name));
    let sender = sender(reader, view).unwrap_or_else(|| reader.s(words::UNNAMED));
    let when = view
        .state
        .created()
        .map(|first| reader.near_ms(ms_of(first.hlc)));
    let answers = reader.app.records.children(view.id, &ANTWORT).len();
    let answers = (answers > 0).then(|| sentences::answers(answers, reader.locale));
    let state = state_of(view)
        .filter(|_| lists::is_held_back(view.def, &view.state))
        .map(|state| reader.s(state.label));
    let foot: Vec<String> = [Some(sender), when, answers, state]
        .into_iter()
        .flatten()
        .collect();
    view! {
        <BoardPost
            icon=icon
            kind=kind
            title=reader.title(view)
            href=routes::record(view.def, view.id)
            text=shortened(&text(view, "text").unwrap_or_default(), POST_CHARS)
            foot=foot.join(" · ")
        />
    }
    .into_any()
}

fn offers(reader: Reader) -> AnyView {
    let today = reader.today();
    let mut offers: Vec<RecordView> = reader
        .app
        .records
        .list(&ANGEBOT)
        .into_iter()
        .filter(|view| phase_of(view) != Phase::Stopped)
        .collect();
    let count = offers.len();
    offers.truncate(OFFERS_SHOWN);
    let body = if offers.is_empty() {
        empty(reader, &ANGEBOT)
    } else {
        let rows = offers
            .iter()
            .map(|view| offer_row(reader, view, today))
            .collect_view();
        view! {
            <RowList>{rows}</RowList>
            <p>{add_key(reader, &ANGEBOT, ButtonLook::Plain)}</p>
        }
        .into_any()
    };
    view! {
        <Section id="angebote" title=reader.t(ANGEBOT.names) link=all_link(reader, &ANGEBOT, count)>
            {body}
        </Section>
    }
    .into_any()
}

fn offer_day(view: &RecordView, key: &str) -> Option<i32> {
    let field = ANGEBOT.field_by_key(key)?;
    day_in(view, field.id)
}

/// Whether an offer was checked lately and has not ended.
pub(super) fn is_fresh(view: &RecordView, today: i32) -> bool {
    let checked_until =
        offer_day(view, "geprueft_am").and_then(|day| dates::add_months(day, CHECK_MONTHS));
    checked_until.is_some_and(|until| until >= today)
        && offer_day(view, "gueltig_bis").is_none_or(|until| until >= today)
}

fn offer_row(reader: Reader, view: &RecordView, today: i32) -> AnyView {
    let checked = offer_day(view, "geprueft_am");
    let fresh = is_fresh(view, today);
    let words = match checked {
        Some(day) => sentences::last_checked(&reader.day(day), reader.locale),
        None => reader.s(words::NEVER_CHECKED),
    };
    let meta: Vec<String> = ["art", "region", "telefon"]
        .into_iter()
        .filter_map(|key| words_of(reader, view, key))
        .collect();
    let (icon, tone) = if fresh {
        ("done", Tone::Ok)
    } else {
        ("warning", Tone::Warn)
    };
    let tags = view! { <span class="cluster"><Tag label=words icon=icon tone=tone /></span> };
    view! {
        <Row
            title=reader.title(view)
            meta=meta.join(" · ")
            href=routes::record(view.def, view.id)
            icon="phone"
            tags=Some(tags.into_any())
        />
    }
    .into_any()
}

/// Every list of the network, and the desk of the central team for those who sit at it.
fn more(reader: Reader) -> AnyView {
    let team = reader.has_room(SpaceKind::Team).then(|| {
        view! {
            <Section id="team" title=reader.t(Part::Team.name())>
                <RowList>
                    <Row
                        title=reader.t(words::CENTRE)
                        href=routes::CENTRE
                        icon="centre"
                        meta=reader.t(words::CENTRE_META)
                    />
                    {kinds(reader, Part::Team)}
                </RowList>
            </Section>
        }
    });
    view! {
        <div class="columns columns--2">
            <Section id="listen" title=reader.t(words::ALL_LISTS)>
                <RowList>{kinds(reader, Part::Network)}</RowList>
            </Section>
            {team}
        </div>
    }
    .into_any()
}

fn empty(reader: Reader, def: &'static RecordDef) -> AnyView {
    view! {
        <Empty title=reader.t(def.empty.0) text=reader.t(def.empty.1)>
            {add_key(reader, def, ButtonLook::Plain)}
        </Empty>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn sizes_are_bands() {
        assert_eq!(band(6_800).de, "5–10 Tsd.");
        assert_eq!(band(2_000).de, "2–5 Tsd.");
        assert_eq!(band(400_000).de, "über 20 Tsd.");
    }
}
