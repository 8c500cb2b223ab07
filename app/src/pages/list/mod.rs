//! The list of any kind of record: what people look for first as keys, words, order, headings by state, ways of
//! looking that are kept, and one step for many records at once. A list of thousands costs what is on the screen.

mod bulk;
mod tools;

use super::export::export_keys;
use super::frame::{Bar, Frame, Place};
use super::missing::{Missing, NoTown};
use super::reading::{Reader, use_reader};
use super::rows::{add_key, record_row};
use super::status::use_status;
use crate::platform::clock::now_ms;
use crate::router::use_params_map;
use crate::routes;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{
    Button, ButtonLook, Empty, PageHead, SearchBox, Section, Segmented, WindowList, breakable,
};
use bulk::Chosen;
use shared::ids::{DeviceId, RecordId};
use shared::lists::{self, Item, Now, Show, View};
use shared::merge::RecordState;
use shared::records::{self, RecordDef, SpaceKind};
use shared::text::{sentences, words};
use std::cell::RefCell;

thread_local! {
    /// How each list was looked at last, so that back from a record leads to the same rows. Never in the address: the
    /// browser would keep it in clear.
    static LAST: RefCell<Vec<(u16, View)>> = const { RefCell::new(Vec::new()) };
}

fn last(def: &RecordDef) -> View {
    LAST.with(|last| {
        let last = last.borrow();
        let found = last.iter().find(|(kind, _)| *kind == def.id);
        found.map(|(_, view)| view.clone()).unwrap_or_default()
    })
}

fn remember(def: &RecordDef, view: View) {
    LAST.with(|last| {
        let mut last = last.borrow_mut();
        last.retain(|(kind, _)| *kind != def.id);
        last.push((def.id, view));
    });
}

/// Draws the list of the kind in the address.
#[component]
pub fn List() -> impl IntoView {
    let params = use_params_map();
    let reader = use_reader();
    move || match params
        .with(|map| map.get("kind"))
        .and_then(|key| records::by_key(&key))
    {
        Some(def) if reader.has_room(def.home) => of(reader, def),
        Some(def) if def.home == SpaceKind::Town => view! { <NoTown /> }.into_any(),
        Some(_) => view! { <Missing /> }.into_any(),
        None => view! { <Missing /> }.into_any(),
    }
}

/// Draws the list of a kind.
pub(super) fn of(reader: Reader, def: &'static RecordDef) -> AnyView {
    page(Desk::new(reader, def))
}

/// What a list and its tools share.
#[derive(Clone, Copy)]
struct Desk {
    reader: Reader,
    def: &'static RecordDef,
    view: RwSignal<View>,
    /// What is typed; part of the view, but an input needs its own signal.
    typed: RwSignal<String>,
    /// The records picked for one step, while picking.
    chosen: Chosen,
    /// The own devices, for "mine" and "by others".
    own: StoredValue<Vec<DeviceId>>,
    /// Names under which the person who looks is in charge, for "mine".
    names: Memo<Vec<String>>,
}

impl Desk {
    fn new(reader: Reader, def: &'static RecordDef) -> Self {
        let view = last(def);
        let typed = RwSignal::new(view.words.clone());
        let view = RwSignal::new(view);
        Effect::new(move || {
            let words = typed.get();
            if view.with_untracked(|view| view.words != words) {
                view.update(|view| view.words = words);
            }
        });
        Effect::new(move || remember(def, view.get()));
        Self {
            reader,
            def,
            view,
            typed,
            chosen: Chosen::new(),
            own: StoredValue::new(untrack(|| reader.app.session.own_devices())),
            names: Memo::new(move |_| reader.app.my_names()),
        }
    }

    /// Shows the list in another way.
    fn look(self, view: View) {
        self.typed.set(view.words.clone());
        self.view.set(view);
    }

    /// Makes what says whether a record is shown; what is alike for all of a list's thousands is read once. Reactive.
    fn judge(self) -> impl Fn(Show, &RecordView) -> bool {
        let (now_ms, today) = (now_ms(), self.reader.today());
        let (own, names) = (self.own.get_value(), self.names.get());
        move |show, view| {
            let item = Item {
                record: &view.state,
                unsent: view.unsent,
            };
            let now = Now {
                today,
                now_ms,
                own: &own,
            };
            show.takes(self.def, item, now) || (show == Show::Mine && self.in_charge(view, &names))
        }
    }

    /// Whether one of `names` is in charge of a record. Reactive.
    fn in_charge(self, view: &RecordView, names: &[String]) -> bool {
        let fields = self.def.charge.iter();
        let mut fields = fields.filter_map(|field| self.reader.field(view, *field));
        fields.any(|words| lists::is_in_charge(&words, names))
    }

    /// Every record of the kind in which the words occur. Reactive.
    fn found(self) -> Vec<RecordView> {
        let records = self.reader.app.records;
        let mut views = records.list(self.def);
        self.view
            .with(|view| records.retain_matching(&view.words, self.def, &mut views));
        views
    }

    /// What is shown, in its order. Reactive.
    fn shown(self) -> Vec<RecordView> {
        let view = self.view.get();
        let mut views = self.found();
        let takes = self.judge();
        views.retain(|record| takes(view.show, record));
        let states: Vec<&RecordState> = views.iter().map(|view| &*view.state).collect();
        let places = lists::order(self.def, &states, view.order);
        places
            .into_iter()
            .filter_map(|place| views.get(place).cloned())
            .collect()
    }
}

/// A heading, if the list has them, and what stands below.
type Block = (Option<String>, Vec<RecordId>);

/// What is shown, under its headings. Reactive.
fn blocks(desk: Desk) -> Vec<Block> {
    let views = desk.shown();
    let id_at = |place: usize| views.get(place).map(|view| view.id);
    if desk.view.with(|view| view.grouped) {
        let states: Vec<&RecordState> = views.iter().map(|view| &*view.state).collect();
        return lists::groups(desk.def, &states)
            .into_iter()
            .map(|(state, places)| {
                let name = state.map_or(words::UNKNOWN_STATE, |state| state.label);
                let heading = sentences::heading_with_count(
                    desk.reader.t(name),
                    places.len(),
                    desk.reader.locale,
                );
                (
                    Some(heading),
                    places.into_iter().filter_map(id_at).collect(),
                )
            })
            .collect();
    }
    let all: Vec<RecordId> = views.iter().map(|view| view.id).collect();
    if all.is_empty() {
        Vec::new()
    } else {
        vec![(None, all)]
    }
}

fn page(desk: Desk) -> AnyView {
    let Desk { reader, def, .. } = desk;
    let status = use_status();
    let town = reader.app.session.current();
    let sub = Signal::derive(move || {
        let shown = town.get().filter(|_| def.home == SpaceKind::Town);
        shown.map(|space| space.title).unwrap_or_default()
    });
    let bar = Bar::Back {
        href: Place::above(def).to_owned(),
        place: reader.s(def.names),
        sub,
    };
    let any = Memo::new(move |_| !reader.app.records.list(def).is_empty());
    let blocks = Memo::new(move |_| blocks(desk));
    let leaving = Callback::new(move |()| {
        untrack(|| match desk.chosen.all() {
            Some(chosen) => chosen
                .into_iter()
                .filter_map(|id| reader.app.records.get(id))
                .collect(),
            None => desk.shown(),
        })
    });
    view! {
        <Frame reader=reader title=reader.t(def.names) bar=bar here=Place::of(def)>
            <PageHead title=breakable(reader.t(def.names))>
                {add_key(reader, def, ButtonLook::Primary)}
            </PageHead>
            {move || any.get().then(|| view! {
                <SearchBox label=reader.t(words::LIST_SEARCH) placeholder=reader.t(words::LIST_SEARCH) value=desk.typed />
                {filters(desk)}
                {move || mine(desk)}
                {tools::tools(desk)}
            })}
            {move || bulk::bar(desk, status)}
            {move || match (any.get(), blocks.get()) {
                (false, _) => nothing_yet(reader, def),
                (true, blocks) if blocks.is_empty() => nothing_shown(desk),
                (true, blocks) => blocks.into_iter().enumerate().map(|(number, it)| block(desk, number, it)).collect_view().into_any(),
            }}
            {export_keys(reader, def, leaving)}
        </Frame>
    }
    .into_any()
}

/// The filters that show something, with how much; the one in use stays.
fn filters(desk: Desk) -> AnyView {
    let reader = desk.reader;
    let offered = Memo::new(move |_| {
        let (views, takes) = (desk.found(), desk.judge());
        Show::ALL
            .into_iter()
            .filter_map(|show| {
                let count = views.iter().filter(|view| takes(show, view)).count();
                let in_use = desk.view.with_untracked(|view| view.show == show);
                // What shows everything needs no second key.
                let tells = show == Show::All || in_use || (count > 0 && count < views.len());
                let word =
                    sentences::heading_with_count(reader.t(show.name()), count, reader.locale);
                tells.then(|| (show.key().to_owned(), word))
            })
            .collect::<Vec<_>>()
    });
    let choose = Callback::new(move |key: String| {
        if let Some(show) = Show::from_key(&key) {
            desk.view.update(|view| view.show = show);
        }
    });
    (move || {
        let offered = offered.get();
        (offered.len() > 1).then(|| {
            view! {
                <Segmented
                    label=reader.t(words::FILTER)
                    options=offered
                    chosen=Signal::derive(move || desk.view.with(|view| view.show.key().to_owned()))
                    choose=choose
                />
            }
        })
    })
    .into_any()
}

/// What "mine" means, and where to say more about oneself.
fn mine(desk: Desk) -> Option<AnyView> {
    let chosen = desk.view.with(|view| view.show == Show::Mine) && !desk.def.charge.is_empty();
    let names = desk.names.get().join(", ");
    chosen.then(|| {
        let line = sentences::mine_means(&names, desk.reader.locale);
        view! {
            <p class="section__note">
                {line} " " <a href=routes::SETTINGS>{desk.reader.t(words::CHANGE)}</a>
            </p>
        }
        .into_any()
    })
}

fn nothing_yet(reader: Reader, def: &'static RecordDef) -> AnyView {
    view! {
        <Empty title=reader.t(def.empty.0) text=reader.t(def.empty.1)>
            {add_key(reader, def, ButtonLook::Plain)}
        </Empty>
    }
    .into_any()
}

fn nothing_shown(desk: Desk) -> AnyView {
    let reader = desk.reader;
    view! {
        <Empty title=reader.t(words::FILTER_EMPTY) text=reader.t(words::FILTER_EMPTY_TEXT)>
            <Button
                label=reader.s(words::FILTER_RESET)
                press=Callback::new(move |()| desk.look(View::default()))
            />
        </Empty>
    }
    .into_any()
}

fn block(desk: Desk, number: usize, (heading, ids): Block) -> AnyView {
    let count = ids.len();
    let ids = StoredValue::new(ids);
    let row =
        Callback::new(
            move |place: usize| match ids.with_value(|ids| ids.get(place).copied()) {
                Some(id) => row(desk, id),
                None => ().into_any(),
            },
        );
    let rows = view! { <WindowList id=format!("stueck-{number}") count=count row=row /> };
    match heading {
        Some(heading) => {
            view! { <Section id=format!("gruppe-{number}") title=heading>{rows}</Section> }
                .into_any()
        }
        None => rows.into_any(),
    }
}

/// One record; drawn anew when it changes, alone.
fn row(desk: Desk, id: RecordId) -> AnyView {
    let records = desk.reader.app.records;
    let newest = Memo::new(move |_| {
        let view = records.get(id)?;
        Some((view.state.changed().map(|last| last.dot), view.unsent))
    });
    let picking = desk.chosen.picking();
    (move || {
        newest.get()?;
        let view = untrack(|| records.get(id))?;
        Some(if picking.get() {
            bulk::pick_row(desk, &view)
        } else {
            record_row(desk.reader, &view)
        })
    })
    .into_any()
}
