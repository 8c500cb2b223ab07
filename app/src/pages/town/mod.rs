//! Ort: the town on one page: what it is, a year at a glance, who sits at the table, what was done, what is aimed at, the way
//! to every list.

mod wall;
mod year;

use crate::pages::events;
use crate::pages::frame::{Bar, Frame, Place};
use crate::pages::lists::town_parts;
use crate::pages::missing::no_town;
use crate::pages::reading::{Reader, day_in, phase_of, use_reader};
use crate::pages::rows::add_key;
use crate::routes;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{
    ButtonLook, Figure, FigureRow, GapLine, LinkButton, PageHead, RoundTable, Row, RowList, Seat,
    Section,
};
use shared::kommunen;
use shared::records::{
    AKTEUR, AUFGABE, BEITRAG, KOMMUNE, Phase, SECTORS, SpaceKind, VERANSTALTUNG,
};
use shared::text::{dates, sentences, words};

/// Sector that is not a chair at the table: single people.
const NOT_A_CHAIR: &str = "einzelperson";

/// Draws the page.
#[component]
pub fn Town() -> impl IntoView {
    let reader = use_reader();
    let session = reader.app.session;
    let title = Signal::derive(move || {
        session
            .current()
            .get()
            .map(|space| space.title)
            .unwrap_or_default()
    });
    let has_town = Memo::new(move |_| reader.has_room(SpaceKind::Town));
    let sub = Signal::derive(move || {
        let line = town_line(reader, &title.get());
        line.split(" · ").next().unwrap_or_default().to_owned()
    });
    let window = Signal::derive(move || format!("{} {}", reader.t(words::NAV_TOWN), title.get()));
    view! {
        <Frame reader=reader title=window bar=Bar::Town(sub) here=Place::Town>
            {move || if has_town.get() {
                view! {
                    {move || head(reader, &title.get())}
                    {move || year::year(reader)}
                    <div class="columns columns--32">
                        {move || alliance(reader)}
                        {move || figures(reader)}
                    </div>
                    {move || wall::wall(reader)}
                    {move || lists(reader)}
                }
                .into_any()
            } else {
                view! { <PageHead title=reader.s(words::NAV_TOWN) />{no_town(reader)} }.into_any()
            }}
        </Frame>
    }
}

/// The record of the town, if somebody made one.
fn town_record(reader: Reader, title: &str) -> Option<RecordView> {
    reader
        .app
        .records
        .list_all(&KOMMUNE)
        .into_iter()
        .find(|view| reader.title(view) == title)
}

fn town_line(reader: Reader, title: &str) -> String {
    let field = |view: &RecordView, key: &str| {
        KOMMUNE
            .field_by_key(key)
            .and_then(|field| reader.field(view, field.id))
    };
    let record = town_record(reader, title);
    let official = kommunen::all().iter().find(|town| town.name == title);
    let inhabitants = record
        .as_ref()
        .and_then(|view| {
            view.state
                .shown(KOMMUNE.field_by_key("einwohner")?.id)?
                .value
                .as_int()
        })
        .or_else(|| official.map(|town| i64::from(town.population)));
    let district = record
        .as_ref()
        .and_then(|view| field(view, "landkreis"))
        .or_else(|| official.map(|town| town.district.to_owned()));
    let inhabitants = inhabitants.map(|number| sentences::inhabitants(number, reader.locale));
    let parts: Vec<String> = [district, inhabitants].into_iter().flatten().collect();
    parts.join(" · ")
}

fn head(reader: Reader, title: &str) -> AnyView {
    let record = town_record(reader, title);
    let sorbian = record
        .as_ref()
        .and_then(|view| {
            KOMMUNE
                .field_by_key("name_hsb")
                .and_then(|field| reader.field(view, field.id))
        })
        .or_else(|| {
            let official = kommunen::all().iter().find(|town| town.name == title);
            official.and_then(|town| town.name_hsb).map(str::to_owned)
        });
    let name = match sorbian {
        Some(sorbian) => format!("{title} / {sorbian}"),
        None => title.to_owned(),
    };
    let since = year::running(reader).map(|(_, begin)| {
        let month = dates::months_between(begin, reader.today()) + 1;
        sentences::accompanied_since(&reader.day(begin), month, reader.locale)
    });
    let link = match record {
        Some(view) => view! {
            <LinkButton label=reader.t(words::ABOUT_TOWN) href=routes::record(view.def, view.id) icon="info" />
        }
        .into_any(),
        None => {
            let name = String::from(js_sys::encode_uri_component(title));
            let href = format!("{}?name={name}", routes::new(&KOMMUNE));
            view! { <LinkButton label=reader.t(words::TOWN_CHOOSE) href=href icon="town" /> }.into_any()
        }
    };
    let line = town_line(reader, title);
    let kicker = (!line.is_empty()).then_some(line);
    match since {
        Some(since) => view! {
            <PageHead kicker=kicker title=name text=Signal::stored(since)>{link}</PageHead>
        }
        .into_any(),
        None => view! { <PageHead kicker=kicker title=name>{link}</PageHead> }.into_any(),
    }
}

fn alliance(reader: Reader) -> AnyView {
    let views = reader.app.records.list(&AKTEUR);
    let sector = AKTEUR.field_by_key("sektor").map_or(0, |field| field.id);
    let seats: Vec<Seat> = SECTORS
        .iter()
        .filter(|choice| choice.key != NOT_A_CHAIR)
        .map(|choice| Seat {
            label: reader.s(choice.label),
            count: views
                .iter()
                .filter(|view| {
                    view.state.shown(sector).and_then(|it| it.value.as_text()) == Some(choice.key)
                })
                .count(),
        })
        .collect();
    let empty = seats.iter().filter(|seat| seat.count == 0).count();
    let link = Some((routes::list(&AKTEUR), reader.s(AKTEUR.names)));
    view! {
        <Section id="allianz" title=reader.t(words::LOCAL_ALLIANCE) link=link>
            <RoundTable
                seats=seats
                caption=reader.t(words::ORGANISATIONS)
                missing=reader.t(words::SECTOR_MISSING)
            />
            {(empty > 0).then(|| view! { <GapLine text=sentences::empty_chairs(empty, reader.locale) /> })}
            <p>{add_key(reader, &AKTEUR, ButtonLook::Plain)}</p>
        </Section>
    }
    .into_any()
}

fn figures(reader: Reader) -> AnyView {
    let records = reader.app.records;
    let events = records.list(&VERANSTALTUNG);
    let called_off = events
        .iter()
        .filter(|view| phase_of(view) == Phase::Stopped)
        .count();
    let visitors: i64 = events
        .iter()
        .map(|view| events::visitors(reader, view.id).total)
        .sum();
    let open = records
        .list(&AUFGABE)
        .iter()
        .filter(|view| matches!(phase_of(view), Phase::Open | Phase::Running))
        .count();
    let cards = records.list(&BEITRAG).len();
    let talked = AKTEUR
        .field_by_key("zuletzt_gesprochen")
        .map_or(0, |field| field.id);
    let today = reader.today();
    let quiet = records
        .list(&AKTEUR)
        .iter()
        .filter_map(|view| day_in(view, talked))
        .filter(|day| today.saturating_sub(*day) > crate::pages::today::QUIET_DAYS)
        .count();
    let number = move |count: usize| reader.number(i64::try_from(count).unwrap_or(i64::MAX));
    let held = events.len();
    view! {
        <Section id="zahlen" title=reader.t(words::IN_NUMBERS)>
            <FigureRow>
                <Figure number=number(held) label=sentences::events_called_off(called_off, reader.locale) />
                <Figure number=reader.number(visitors) label=reader.t(words::VISITORS_COUNTED) />
                <Figure number=number(open) label=reader.t(words::TASKS_OPEN) />
                <Figure number=number(cards) label=reader.t(words::CARDS_COLLECTED) />
            </FigureRow>
            {(quiet > 0).then(|| view! { <GapLine text=sentences::quiet_organisations(quiet, reader.locale) /> })}
        </Section>
    }
    .into_any()
}

/// The way to every list of the town, by part of the mission, and to what belongs to the town as a whole.
fn lists(reader: Reader) -> AnyView {
    let session = reader.app.session;
    let admin = session
        .current()
        .get()
        .is_some_and(|space| session.is_admin(space.id));
    view! {
        <h2 class="visually-hidden">{reader.t(words::ALL_LISTS)}</h2>
        <div class="columns columns--flow">{town_parts(reader)}</div>
        <Section id="weiteres" title=reader.t(words::MORE_PLACES)>
            <RowList>
                <Row
                    title=reader.t(words::NAV_NETWORK)
                    href=routes::NETWORK
                    icon="network"
                    meta=reader.t(words::NETWORK_META)
                />
                <Row title=reader.t(words::DESK) href=routes::DESK icon="conflict" meta=reader.t(words::DESK_TEXT) />
                <Row title=reader.t(words::TRASH) href=routes::BIN icon="trash" meta=reader.t(words::TRASH_EMPTY_TEXT) />
                {session.current().get().map(|space| view! {
                    <Row
                        title=reader.t(words::WHO_IS_IN)
                        href=routes::circle(space.id)
                        icon="people"
                        meta=reader.t(words::READERS_TOWN)
                    />
                })}
                {admin.then(|| view! {
                    <Row
                        title=reader.t(words::INVITE)
                        href=routes::INVITE
                        icon="qr"
                        meta=reader.t(words::INVITE_META)
                    />
                })}
            </RowList>
        </Section>
    }
    .into_any()
}
