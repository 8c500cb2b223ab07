//! Idea cards are looked at before anybody outside sees them: accepted, laid to a topic, or held back with a reason. Every
//! decision has its way back. What the decisions write stands in `shared::event::cards`.

use super::super::frame::{Bar, Frame};
use super::super::reading::{Reader, use_reader};
use super::super::status::{Status, use_status};
use super::feedback;
use crate::error::advice;
use crate::pages::focus;
use crate::router::use_params_map;
use crate::routes;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{
    Button, ButtonLook, ButtonSize, Empty, IconLine, LinkButton, Row, RowList, Section, Segmented,
    TextInput, Wiring,
};
use leptos::task::spawn_local;
use shared::event::cards::{self, REASONS, Standing, Verdict};
use shared::event::number;
use shared::ids::RecordId;
use shared::records::BEITRAG;
use shared::text::{event_sentences, event_words};
use shared::value::names_guard;

/// Topics offered as keys.
const TOPICS_OFFERED: usize = 8;
/// Id of the input of topic or reason; there is one at a time.
const INPUT: &str = "karte-wort";

/// What is asked about a card before it is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asking {
    Topic,
    Reason,
}

/// What the page remembers: which cards are shown, what is asked of which card, what is typed.
#[derive(Clone, Copy)]
struct Desk {
    reader: Reader,
    status: Status,
    event: Option<RecordId>,
    shown: RwSignal<Standing>,
    asking: RwSignal<Option<(RecordId, Asking)>>,
    typed: RwSignal<String>,
    error: RwSignal<Option<String>>,
}

/// Draws the cards of the event in the address, or all cards.
#[component]
pub fn Cards() -> impl IntoView {
    let params = use_params_map();
    move || {
        let event = params
            .with(|map| map.get("event"))
            .and_then(|id| id.parse().ok());
        page(event)
    }
}

fn page(event: Option<RecordId>) -> AnyView {
    let reader = use_reader();
    let desk = Desk {
        reader,
        status: use_status(),
        event,
        shown: RwSignal::new(Standing::New),
        asking: RwSignal::new(None),
        typed: RwSignal::new(String::new()),
        error: RwSignal::new(None),
    };
    let sub = Signal::derive(move || {
        let view = event.and_then(|event| reader.app.records.get(event));
        view.map(|view| reader.title(&view)).unwrap_or_default()
    });
    let bar = Bar::Back {
        href: event.map_or_else(|| routes::list(&BEITRAG), routes::event),
        place: reader.s(event_words::CHECK_CARDS),
        sub,
    };
    view! {
        <Frame reader=reader title=reader.t(event_words::CHECK_CARDS) bar=bar tool=true>
            <div class="stack">
                <p class="section__note">{reader.t(event_words::CHECK_CARDS_TEXT)}</p>
                {move || body(desk)}
                {feedback(reader, desk.status)}
            </div>
        </Frame>
    }
    .into_any()
}

/// The cards of an event, or all of the town, the oldest first: what lies longest is looked at first. Reactive.
pub(in crate::pages) fn cards_of(reader: Reader, event: Option<RecordId>) -> Vec<RecordView> {
    let mut all = match event {
        Some(event) => reader.app.records.children(event, &BEITRAG),
        None => reader.app.records.list(&BEITRAG),
    };
    all.sort_by_key(|view| view.state.created().map(|version| version.hlc));
    all
}

/// How many cards nobody has looked at. Reactive.
pub(in crate::pages) fn to_check(reader: Reader, event: Option<RecordId>) -> usize {
    cards_of(reader, event)
        .iter()
        .filter(|view| cards::standing(&view.state) == Standing::New)
        .count()
}

/// The row that leads here, while there is something to look at.
pub(in crate::pages) fn row(reader: Reader, event: RecordId) -> Option<AnyView> {
    let count = to_check(reader, Some(event));
    (count > 0).then(|| {
        let title = event_sentences::cards_to_check(count, reader.locale);
        view! { <Row title=title icon="card" href=routes::check_cards(event) /> }.into_any()
    })
}

fn body(desk: Desk) -> AnyView {
    let Desk { reader, shown, .. } = desk;
    let all = cards_of(reader, desk.event);
    let of = |standing: Standing| {
        all.iter()
            .filter(move |view| cards::standing(&view.state) == standing)
    };
    let now = shown.get();
    let options = [
        (Standing::New, event_words::CARDS_NEW),
        (Standing::Shown, event_words::CARDS_SHOWN),
        (Standing::HeldBack, event_words::CARDS_HELD),
    ]
    .map(|(standing, word)| {
        let label = event_sentences::with_number(reader.t(word), of(standing).count());
        (key_of(standing).to_owned(), label)
    });
    let choose = Callback::new(move |key: String| {
        let found = [Standing::New, Standing::Shown, Standing::HeldBack];
        if let Some(standing) = found.into_iter().find(|it| key_of(*it) == key) {
            shown.set(standing);
        }
    });
    let known = cards::topics(all.iter().map(|view| &*view.state));
    let list: Vec<AnyView> = of(now)
        .enumerate()
        .map(|(place, view)| card(desk, view, place == 0 && now == Standing::New, &known))
        .collect();
    let (title, text) = match now {
        Standing::New => (event_words::NO_NEW_CARDS, event_words::NO_NEW_CARDS_TEXT),
        Standing::Shown | Standing::HeldBack => {
            (event_words::NO_SUCH_CARDS, event_words::NO_SUCH_CARDS_TEXT)
        }
    };
    let list = if list.is_empty() {
        view! { <Empty title=reader.t(title) text=reader.t(text) /> }.into_any()
    } else {
        view! { <ul class="card-check">{list}</ul> }.into_any()
    };
    view! {
        <Segmented
            label=reader.t(BEITRAG.names)
            options=options.to_vec()
            chosen=Signal::stored(key_of(now).to_owned())
            choose=choose
        />
        {list}
        {topics(reader, of(Standing::Shown))}
    }
    .into_any()
}

const fn key_of(standing: Standing) -> &'static str {
    match standing {
        Standing::New => "neu",
        Standing::Shown => "angenommen",
        Standing::HeldBack => "zurueckgehalten",
    }
}

/// What the accepted cards are about.
fn topics<'v>(reader: Reader, shown: impl Iterator<Item = &'v RecordView>) -> Option<AnyView> {
    let rows: Vec<AnyView> = cards::topics(shown.map(|view| &*view.state))
        .into_iter()
        .map(|(topic, count)| {
            let end = view! { <strong class="numbers">{count}</strong> }.into_any();
            view! { <Row title=topic end=Some(end) /> }.into_any()
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! { <Section id="themen" title=reader.t(event_words::TOPICS)><RowList>{rows}</RowList></Section> }
            .into_any()
    })
}

fn card(desk: Desk, view: &RecordView, first: bool, known: &[(String, usize)]) -> AnyView {
    let Desk { reader, asking, .. } = desk;
    let id = view.id;
    let field = |key: &str| reader.field(view, number(&BEITRAG, key));
    let words = field("text").unwrap_or_default();
    let named = !names_guard::find(&words).is_empty();
    let standing = cards::standing(&view.state);
    let reason = field("status_grund").filter(|_| standing == Standing::HeldBack);
    let foot: Vec<String> = [field("thema"), field("ortsteil"), reason]
        .into_iter()
        .flatten()
        .collect();
    let may_write = reader.app.session.may_write(view.space);
    let photo = !view.state.elements(number(&BEITRAG, "anhaenge")).is_empty();
    let open = asking.get().filter(|(card, _)| *card == id);
    let keys = (may_write && open.is_none()).then(|| keys(desk, id, standing, first));
    let ask = open.map(|(_, what)| ask(desk, id, what, known));
    view! {
        <li class="card-check__card">
            <p class="card-check__text">{words}</p>
            {(!foot.is_empty()).then(|| view! { <p class="row__meta">{foot.join(" · ")}</p> })}
            {(named && standing != Standing::HeldBack).then(|| view! {
                <IconLine icon="warning" text=reader.t(event_words::CARD_NAMED) />
            })}
            {photo.then(|| view! { <p><LinkButton label=reader.t(event_words::SEE_PHOTO) href=routes::record(view.def, id) icon="camera" /></p> })}
            {keys}
            {ask}
        </li>
    }
    .into_any()
}

fn keys(desk: Desk, id: RecordId, standing: Standing, first: bool) -> AnyView {
    let Desk { reader, .. } = desk;
    let ask = move |what: Asking| {
        Callback::new(move |()| {
            desk.typed.set(String::new());
            desk.error.set(None);
            desk.asking.set(Some((id, what)));
            request_animation_frame(|| focus::to(INPUT));
        })
    };
    let accept = Callback::new(move |()| decide(desk, id, Verdict::LetThrough));
    let anew = Callback::new(move |()| decide(desk, id, Verdict::Anew));
    let look = if first {
        ButtonLook::Primary
    } else {
        ButtonLook::Plain
    };
    view! {
        <div class="keys">
            {(standing != Standing::Shown).then(|| view! { <Button label=reader.s(event_words::CARD_ACCEPT) icon="check" look=look press=accept /> })}
            <Button label=reader.s(event_words::CARD_LAY) icon="card" press=ask(Asking::Topic) />
            {(standing != Standing::HeldBack).then(|| view! { <Button label=reader.s(event_words::CARD_HOLD_BACK) icon="eye-off" press=ask(Asking::Reason) /> })}
            {(standing != Standing::New).then(|| view! { <Button label=reader.s(event_words::CARD_ANEW) icon="undo" press=anew /> })}
        </div>
    }
    .into_any()
}

/// One word more: the topic, or the reason. A key that is offered decides at once.
fn ask(desk: Desk, id: RecordId, what: Asking, known: &[(String, usize)]) -> AnyView {
    let Desk {
        reader,
        typed,
        error,
        ..
    } = desk;
    let offered: Vec<String> = match what {
        Asking::Topic => known
            .iter()
            .take(TOPICS_OFFERED)
            .map(|(topic, _)| topic.clone())
            .collect(),
        Asking::Reason => REASONS.iter().map(|reason| reader.s(*reason)).collect(),
    };
    let verdict = move |word: String| match what {
        Asking::Topic => Verdict::Lay(word),
        Asking::Reason => Verdict::HoldBack(word),
    };
    let keys: Vec<AnyView> = offered
        .into_iter()
        .map(|word| {
            let label = word.clone();
            let press = Callback::new(move |()| decide(desk, id, verdict(word.clone())));
            view! { <Button label=label press=press /> }.into_any()
        })
        .collect();
    let (label, missing, key) = match what {
        Asking::Topic => (
            event_words::CARD_TOPIC,
            event_words::NEEDS_TOPIC,
            event_words::CARD_LAY_THERE,
        ),
        Asking::Reason => (
            event_words::CARD_REASON,
            event_words::NEEDS_CARD_REASON,
            event_words::CARD_HOLD_BACK,
        ),
    };
    let wiring = Wiring {
        error: error.into(),
        ..Wiring::plain(INPUT, reader.t(label))
    };
    let close = Callback::new(move |()| desk.asking.set(None));
    view! {
        <form
            class="stack stack--tight"
            autocomplete="off"
            on:submit=move |event| {
                event.prevent_default();
                let word = typed.get_untracked();
                if word.trim().is_empty() {
                    error.set(Some(reader.s(missing)));
                    focus::to(INPUT);
                } else {
                    decide(desk, id, verdict(word));
                }
            }
        >
            {(!keys.is_empty()).then(|| view! { <div class="cluster" role="group" aria-label=reader.t(label)>{keys}</div> })}
            <TextInput wiring=wiring value=typed />
            <div class="cluster">
                <Button label=reader.s(key) icon="check" look=ButtonLook::Primary size=ButtonSize::Normal submit=true />
                <Button label=reader.s(shared::text::words::CANCEL) press=close />
            </div>
        </form>
    }
    .into_any()
}

/// Writes a verdict and offers the way back.
fn decide(desk: Desk, id: RecordId, verdict: Verdict) {
    let Desk { reader, status, .. } = desk;
    let Some(before) = untrack(|| reader.app.records.get(id)) else {
        return;
    };
    desk.asking.set(None);
    let said = match &verdict {
        Verdict::LetThrough => reader.s(event_words::CARD_ACCEPTED),
        Verdict::Lay(topic) => event_sentences::laid_to(topic.trim(), reader.locale),
        Verdict::HoldBack(_) => reader.s(event_words::CARD_HELD),
        Verdict::Anew => reader.s(event_words::CARD_IS_NEW),
    };
    let edits = cards::decide(&before.state, &verdict);
    spawn_local(async move {
        match reader.app.records.write(id, edits).await {
            Ok(()) => status.offer(said, Some(back(desk, before))),
            Err(error) => status.offer(reader.s(advice(&error).words), None),
        }
    });
}

fn back(desk: Desk, before: RecordView) -> Callback<()> {
    let Desk { reader, status, .. } = desk;
    let before = StoredValue::new_local(before);
    Callback::new(move |()| {
        let before = before.get_value();
        let Some(now) = untrack(|| reader.app.records.get(before.id)) else {
            return;
        };
        status.clear_snack();
        let edits = cards::take_back(&before.state, &now.state);
        super::write(reader, status, before.id, edits);
    })
}
