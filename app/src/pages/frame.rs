//! What stands around every page: skip link, top bar, the page, the places.
//!
//! A page that opens sets the window's title and takes the focus to its heading.

use super::focus;
use super::reading::Reader;
use super::room;
use super::sheet;
use super::status::use_status;
use crate::error::{AppError, advice};
use crate::router;
use crate::routes;
use crate::state::Link;
use crate::ui::*;
use crate::widgets::{
    Button, ButtonLook, ChipWords, Icon, LinkButton, MainNav, NavPlace, Notice, Snackbar, SyncChip,
    Tone, breakable,
};
use shared::records::{RecordDef, SpaceKind, VERANSTALTUNG};
use shared::text::{sentences, words};

/// A place of the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Today.
    Today,
    /// Events.
    Dates,
    /// The town.
    Town,
    /// The confidential room.
    Confidential,
    /// The network of towns.
    Network,
    /// The desk of the project team.
    Centre,
    /// Sync.
    Sync,
    /// Settings.
    Settings,
}

impl Place {
    /// Returns the place under which records of a kind are found.
    #[must_use]
    pub fn of(def: &RecordDef) -> Self {
        match def.home {
            _ if def.key == VERANSTALTUNG.key => Self::Dates,
            SpaceKind::Network | SpaceKind::Team => Self::Network,
            SpaceKind::Town => Self::Town,
            SpaceKind::Core | SpaceKind::Case => Self::Confidential,
        }
    }

    /// Returns where back leads from the list of a kind.
    #[must_use]
    pub fn above(def: &RecordDef) -> &'static str {
        match def.home {
            SpaceKind::Network | SpaceKind::Team => routes::NETWORK,
            SpaceKind::Town => routes::TOWN,
            SpaceKind::Core | SpaceKind::Case => routes::CONFIDENTIAL,
        }
    }
}

/// What the top bar says.
#[derive(Debug, Clone)]
pub enum Bar {
    /// The town, with a line below.
    Town(Signal<String>),
    /// A way back, with what this page is and a line below.
    Back {
        /// Where back leads for who did not come from a page of the app; everybody else goes back to that page.
        href: String,
        /// What this page is.
        place: String,
        /// Line below; empty is left out.
        sub: Signal<String>,
    },
    /// The confidential room, with the time at which it closes.
    Room,
}

/// Draws the frame around the children.
#[component]
pub fn Frame(
    /// Words.
    reader: Reader,
    /// Title of the window, without the name of the app. Never what somebody wrote: browsers keep titles in their
    /// history, in clear.
    #[prop(into)]
    title: Signal<String>,
    /// Top bar.
    bar: Bar,
    /// Place of the navigation this page belongs to.
    #[prop(optional)]
    here: Option<Place>,
    /// Shows the whole sync chip also on narrow screens.
    #[prop(optional)]
    chip_full: bool,
    /// A tool: no navigation, only back; the heading of the page is in the bar.
    #[prop(optional)]
    tool: bool,
    /// Id of the input that takes the focus instead of the heading, where writing at once is what the page is for.
    #[prop(optional)]
    focus_on: Option<&'static str>,
    /// Keys at the lower edge of a tool.
    #[prop(optional_no_strip)]
    dock: Option<AnyView>,
    /// The page.
    children: Children,
) -> impl IntoView {
    let status = use_status();
    let in_room = here == Some(Place::Confidential);
    let class = match (tool, in_room) {
        (true, _) => "app app--tool",
        (false, true) => "app vault",
        (false, false) => "app",
    };
    let first = status.turn_page();
    let sheet = sheet::covering();
    Effect::new(move || {
        let title = sheet.get().unwrap_or_else(|| title.get());
        document().set_title(&format!("{title} · Schulterschluss"));
    });
    let covered = move || sheet.with(Option::is_some);
    if !first {
        request_animation_frame(move || match focus_on {
            Some(id) => focus::on(id),
            None => focus::to_heading(),
        });
    }
    let saved = move || {
        status.line().map(|line| {
            view! {
                <p class="field__saved"><Icon name="check" small=true />{line}</p>
            }
        })
    };
    let snack = move || {
        status.snack().map(|snack| {
            view! {
                <Snackbar text=snack.text() undo_label=reader.t(words::UNDO) undo=snack.undo />
            }
        })
    };
    view! {
        <a
            class="skip-link"
            href="#inhalt"
            inert=covered
            on:click=move |event| {
                event.prevent_default();
                event.stop_propagation();
                focus::to("inhalt");
            }
        >
            {reader.t(words::SKIP_TO_CONTENT)}
        </a>
        <div class=class inert=covered aria-hidden=move || covered().then_some("true")>
            {top_bar(reader, bar, tool, chip_full, in_room)}
            <main class="app__main" id="inhalt" tabindex="-1">
                {if tool {
                    children().into_any()
                } else {
                    let closed = move || in_room && !room::is_open(reader);
                    view! {
                        <div class="stack" hidden=closed>
                            {in_room.then(|| room::strip(reader))}
                            {move || store_trouble(reader)}
                            {move || alarms(reader)}
                            {move || erased(reader)}
                            {saved}
                            {children()}
                            {snack}
                        </div>
                        {in_room.then_some(move || closed().then(|| room::gate(reader)))}
                    }
                    .into_any()
                }}
            </main>
            {dock.map(|keys| view! {
                <section class="app__dock dock" aria-label=reader.t(words::DOCK)>{keys}</section>
            })}
            {(!tool).then(|| nav(reader, here))}
        </div>
    }
}

/// The last save did not reach the disk: what is, what follows, and the way to take everything along.
fn store_trouble(reader: Reader) -> Option<AnyView> {
    let trouble = reader.app.sync.store_trouble()?;
    let text = advice(&AppError::Store(trouble)).words;
    Some(
        view! {
            <Notice tone=Tone::Danger icon="stop" title=reader.t(words::STORE_REFUSES) note=reader.s(text)>
                <LinkButton label=reader.t(words::RESCUE_SAVE) href=routes::HAND_OVER />
            </Notice>
        }
        .into_any(),
    )
}

fn top_bar(reader: Reader, bar: Bar, tool: bool, chip_full: bool, in_room: bool) -> impl IntoView {
    let session = reader.app.session;
    let back = matches!(bar, Bar::Back { .. });
    let head = match bar {
        Bar::Room => {
            let until = reader.app.room.open_until();
            let sub = move || {
                until
                    .get()
                    .map(|ms| sentences::open_until(&reader.clock_ms(ms), reader.locale))
            };
            view! {
                <p class="top-bar__place">
                    <span class="top-bar__name">{reader.t(words::NAV_CONFIDENTIAL)}</span><small class="top-bar__sub">{sub}</small>
                </p>
            }
            .into_any()
        }
        Bar::Town(sub) => {
            let town = move || {
                session
                    .current()
                    .get()
                    .map_or_else(|| reader.s(words::APP_NAME), |space| space.title)
            };
            let several = move || {
                session.spaces().with(|all| {
                    all.iter()
                        .filter(|space| space.kind == SpaceKind::Town)
                        .count()
                        > 1
                })
            };
            view! {
                <p class="top-bar__place">
                    {move || if several() {
                        view! { <a class="top-bar__towns" href=routes::TOWNS>{town()}</a> }.into_any()
                    } else {
                        view! { <span class="top-bar__name">{town()}</span> }.into_any()
                    }}
                    <small class="top-bar__sub">{move || sub.get()}</small>
                </p>
            }
            .into_any()
        }
        Bar::Back { href, place, sub } => {
            let words = view! {
                <span class="top-bar__name">{breakable(&place)}</span>
                {move || {
                    let sub = sub.get();
                    (!sub.is_empty()).then(|| view! { <small class="top-bar__sub">{sub}</small> })
                }}
            };
            view! {
                <a
                    class="icon-button"
                    href=href
                    aria-label=reader.t(words::BACK)
                    on:click=move |event| if router::back() { event.prevent_default() }
                >
                    <Icon name="back" />
                </a>
                {if tool {
                    view! { <h1 class="top-bar__place">{words}</h1> }.into_any()
                } else {
                    view! { <p class="top-bar__place">{words}</p> }.into_any()
                }}
            }
            .into_any()
        }
    };
    // Numbers need their word; "all sent" is said by the sign where there is little room.
    let unsent = reader.app.sync.unsent();
    let full = Signal::derive(move || chip_full && !back && unsent.get() > 0);
    let class = match (back, in_room) {
        (true, true) => "app__bar top-bar top-bar--back top-bar--vault",
        (true, false) => "app__bar top-bar top-bar--back",
        (false, true) => "app__bar top-bar top-bar--vault",
        (false, false) => "app__bar top-bar",
    };
    view! {
        <header class=class>
            {head}
            <SyncChip words=chip(reader) href=routes::SYNC full=full />
            {(!tool).then(|| view! {
                <a class="icon-button" href=routes::CAPTURE aria-label=reader.t(words::CAPTURE)>
                    <Icon name="plus" />
                </a>
                {(!chip_full && !back).then(|| view! {
                    <a class="icon-button" href=routes::SEARCH aria-label=reader.t(words::SEARCH)>
                        <Icon name="search" />
                    </a>
                })}
                {lock_key(reader, in_room)}
            })}
        </header>
    }
}

/// The key that closes the confidential room, elsewhere the whole app.
pub(super) fn lock_key(reader: Reader, in_room: bool) -> AnyView {
    let leaves_room = move || in_room && room::is_open(reader);
    view! {
        <button
            class="icon-button"
            type="button"
            aria-label=move || {
                reader.t(if leaves_room() { words::ROOM_CLOSE } else { words::LOCK_NOW })
            }
            on:click=move |_| {
                if untrack(leaves_room) {
                    reader.app.room.close();
                } else {
                    reader.app.locks.close();
                }
            }
        >
            {move || if leaves_room() {
                view! { <Icon name="unlock" /> }
            } else {
                view! { <Icon name="lock" /> }
            }}
        </button>
    }
    .into_any()
}

/// What the chip says: number first, then the state of the connection.
pub(super) fn chip(reader: Reader) -> Signal<ChipWords> {
    let sync = reader.app.sync;
    let (unsent, link) = (sync.unsent(), sync.state());
    Signal::derive(move || {
        let count = unsent.get();
        let spoken = |words: &str| format!("{words}, {}", reader.t(words::TO_SYNC));
        match (count, link.get()) {
            (_, Link::Sending) => ChipWords {
                icon: "sync",
                short: if count == 0 {
                    String::new()
                } else {
                    count.to_string()
                },
                word: format!(" {}", reader.t(words::STATE_SENDING)),
                spoken: spoken(reader.t(words::STATE_SENDING)),
            },
            (0, Link::Offline) => ChipWords {
                icon: "offline",
                short: String::new(),
                word: reader.s(words::OFFLINE),
                spoken: spoken(reader.t(words::OFFLINE)),
            },
            (0, Link::Refused(_)) => ChipWords {
                icon: "warning",
                short: String::new(),
                word: reader.s(words::LINK_REFUSED),
                spoken: spoken(reader.t(words::LINK_REFUSED)),
            },
            (0, Link::Online) => ChipWords {
                icon: "done",
                short: String::new(),
                word: reader.s(words::ALL_SENT),
                spoken: spoken(reader.t(words::ALL_SENT)),
            },
            (count, Link::Offline | Link::Online | Link::Refused(_)) => ChipWords {
                icon: "outbox",
                short: count.to_string(),
                word: format!(" {}", reader.t(words::UNSENT)),
                spoken: spoken(&format!("{count} {}", reader.t(words::UNSENT))),
            },
        }
    })
}

/// Circles in which the server showed what cannot have happened: said on every page until it is cleared up.
fn alarms(reader: Reader) -> Vec<AnyView> {
    let circles = reader.app.trust.circles();
    circles
        .into_iter()
        .filter(|circle| circle.alarm.is_some())
        .map(|circle| {
            let title = sentences::alarm_in(&circle.title, reader.locale);
            let href = routes::alarm(circle.id);
            view! {
                <Notice tone=Tone::Danger icon="warning" title=title>
                    <LinkButton label=reader.t(words::ALARM_SEE) href=href />
                </Notice>
            }
            .into_any()
        })
        .collect()
}

/// Circles that were erased from this device by order: said until it was read.
fn erased(reader: Reader) -> Vec<AnyView> {
    let session = reader.app.session;
    session
        .erased()
        .get()
        .into_iter()
        .map(|erased| {
            let time = reader.near_ms(erased.at_ms);
            let line =
                sentences::erased_by(&erased.title, erased.by.as_deref(), &time, reader.locale);
            let read = Callback::new(move |()| session.erased_was_read());
            view! {
                <Notice
                    tone=Tone::Warn
                    icon="trash"
                    title=reader.t(words::ERASED)
                    text=line
                    note=reader.s(words::ERASED_TEXT)
                >
                    <Button label=reader.s(words::DONE) press=read />
                </Notice>
            }
            .into_any()
        })
        .collect()
}

/// The ways to Zentrale and settings, which have no room in the bar at the lower edge; on a desk they stand at the side.
/// One page of the bar and the chip of every page lead to them.
pub(super) fn more_places(reader: Reader) -> AnyView {
    let centre = reader.has_room(SpaceKind::Team).then(|| {
        view! { <LinkButton label=reader.t(words::CENTRE) href=routes::CENTRE icon="centre" look=ButtonLook::Quiet /> }
    });
    view! {
        <p class="cluster more-places">
            {centre}
            <LinkButton label=reader.t(words::NAV_SETTINGS) href=routes::SETTINGS icon="settings" look=ButtonLook::Quiet />
        </p>
    }
    .into_any()
}

fn nav(reader: Reader, here: Option<Place>) -> impl IntoView {
    let place = |place: Place, href: &str, icon: &'static str, label| NavPlace {
        href: href.to_owned(),
        icon,
        label: reader.s(label),
        here: here == Some(place),
        count: None,
    };
    let places = vec![
        place(Place::Today, routes::TODAY, "today", words::TODAY),
        place(Place::Dates, routes::DATES, "calendar", words::NAV_EVENTS),
        place(Place::Town, routes::TOWN, "town", words::NAV_TOWN),
        place(
            Place::Confidential,
            routes::CONFIDENTIAL,
            "lock",
            words::NAV_CONFIDENTIAL,
        ),
        place(
            Place::Network,
            routes::NETWORK,
            "network",
            words::NAV_NETWORK,
        ),
    ];
    let sync = NavPlace {
        count: Some((reader.app.sync.unsent(), reader.s(words::NOT_SENT))),
        ..place(Place::Sync, routes::SYNC, "sync", words::NAV_SYNC)
    };
    let centre = reader
        .has_room(SpaceKind::Team)
        .then(|| place(Place::Centre, routes::CENTRE, "centre", words::CENTRE));
    let mut more: Vec<NavPlace> = centre.into_iter().collect();
    more.extend([
        sync,
        place(
            Place::Settings,
            routes::SETTINGS,
            "settings",
            words::NAV_SETTINGS,
        ),
    ]);
    view! { <MainNav label=reader.t(words::NAV_LABEL) places=places more=more /> }
}
