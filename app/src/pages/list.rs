//! The list of any kind of record: filter by words and by phase, in the kind's order.

use super::export::export_keys;
use super::frame::{Bar, Frame, Place};
use super::missing::Missing;
use super::reading::{Reader, phase_of, use_reader};
use super::rows::{add_key, record_row};
use crate::router::use_params_map;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{Button, ButtonLook, Empty, PageHead, RowList, Segmented};
use shared::records::{self, Phase, RecordDef, SpaceKind};
use shared::text::words;

/// Rows drawn at first and added by "more": so many fit a few screens, and a long list opens at once.
const ROWS_STEP: usize = 60;

/// Which records are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Filter {
    All,
    Open,
    Unsent,
}

impl Filter {
    const ALL: [Self; 3] = [Self::All, Self::Open, Self::Unsent];

    const fn key(self) -> &'static str {
        match self {
            Self::All => "alle",
            Self::Open => "offen",
            Self::Unsent => "nicht-gesendet",
        }
    }

    fn shows(self, view: &RecordView) -> bool {
        match self {
            Self::All => true,
            Self::Open => matches!(phase_of(view), Phase::Open | Phase::Running),
            Self::Unsent => view.unsent,
        }
    }
}

/// Draws the list of the kind in the address.
#[component]
pub fn List() -> impl IntoView {
    let params = use_params_map();
    let reader = use_reader();
    move || match params
        .with(|map| map.get("kind"))
        .and_then(|key| records::by_key(&key))
        .filter(|def| reader.has_room(def.home))
    {
        Some(def) => view! { <KindList def=def /> }.into_any(),
        None => view! { <Missing /> }.into_any(),
    }
}

#[component]
fn KindList(def: &'static RecordDef) -> impl IntoView {
    let reader = use_reader();
    let filter = RwSignal::new(Filter::All);
    let limit = RwSignal::new(ROWS_STEP);
    let options = Filter::ALL
        .into_iter()
        .filter(|filter| *filter != Filter::Open || def.state.is_some())
        .map(|filter| {
            let word = match filter {
                Filter::All => words::FILTER_ALL,
                Filter::Open => words::FILTER_OPEN,
                Filter::Unsent => words::FILTER_UNSENT,
            };
            (filter.key().to_owned(), reader.s(word))
        })
        .collect();
    let choose = Callback::new(move |key: String| {
        if let Some(chosen) = Filter::ALL.into_iter().find(|filter| filter.key() == key) {
            filter.set(chosen);
        }
    });
    let town = reader.app.session.current();
    let sub = Signal::derive(move || {
        let shown = town.get().filter(|_| def.home == SpaceKind::Town);
        shown.map(|space| space.title).unwrap_or_default()
    });
    let shown = Callback::new(move |()| {
        untrack(|| {
            let mut views = reader.app.records.list(def);
            views.retain(|view| filter.get().shows(view));
            views
        })
    });
    let bar = Bar::Back {
        href: Place::above(def).to_owned(),
        place: reader.s(def.names),
        sub,
    };
    view! {
        <Frame reader=reader title=reader.t(def.names) bar=bar here=Place::of(def)>
            <PageHead title=reader.s(def.names)>
                {add_key(reader, def, ButtonLook::Primary)}
            </PageHead>
            <Segmented
                label=reader.t(words::FILTER)
                options=options
                chosen=Signal::derive(move || filter.get().key().to_owned())
                choose=choose
            />
            {move || rows(reader, def, filter, limit)}
            {export_keys(reader, def, shown)}
        </Frame>
    }
}

fn rows(
    reader: Reader,
    def: &'static RecordDef,
    filter: RwSignal<Filter>,
    limit: RwSignal<usize>,
) -> AnyView {
    let all = reader.app.records.list(def);
    if all.is_empty() {
        return view! {
            <Empty title=reader.t(def.empty.0) text=reader.t(def.empty.1)>
                {add_key(reader, def, ButtonLook::Plain)}
            </Empty>
        }
        .into_any();
    }
    let chosen = filter.get();
    let shown: Vec<RecordView> = all.into_iter().filter(|view| chosen.shows(view)).collect();
    if shown.is_empty() {
        return view! {
            <Empty title=reader.t(words::FILTER_EMPTY) text=reader.t(words::FILTER_EMPTY_TEXT)>
                <Button
                    label=reader.s(words::FILTER_RESET)
                    press=Callback::new(move |()| filter.set(Filter::All))
                />
            </Empty>
        }
        .into_any();
    }
    let limit_now = limit.get();
    let more = shown.len() > limit_now;
    let rows = shown
        .iter()
        .take(limit_now)
        .map(|view| record_row(reader, view))
        .collect_view();
    view! {
        <RowList>{rows}</RowList>
        {more.then(|| view! {
            <Button
                label=reader.s(words::SHOW_MORE)
                press=Callback::new(move |()| limit.update(|limit| *limit += ROWS_STEP))
            />
        })}
    }
    .into_any()
}
