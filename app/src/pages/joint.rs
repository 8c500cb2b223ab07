//! Two towns, one event or one alliance: it moves to the network, where both read. The page says before what goes along, what
//! stays, and who can read it then. What the release copies stands in the definition of the kind.

use super::event::{feedback, in_address};
use super::frame::{Bar, Frame};
use super::missing::{Missing, NotHere};
use super::reading::{Reader, use_reader};
use super::record;
use super::status::{Status, use_status};
use super::trust::readers;
use crate::error::advice;
use crate::router::{NavigateOptions, use_navigate};
use crate::routes;
use crate::state::{Given, RecordView};
use crate::ui::*;
use crate::widgets::{
    Button, ButtonLook, ButtonSize, ChoiceInput, Entry, LinkButton, Notice, Row, RowList, Section,
    Tone, Wiring,
};
use leptos::task::spawn_local;
use shared::event::number;
use shared::ids::{RecordId, SpaceId};
use shared::joint;
use shared::records::{Joint as Sharing, KOMMUNE, SpaceKind, VERANSTALTUNG};
use shared::text::{event_sentences, event_words};

/// What the page holds while the records below it change.
#[derive(Clone, Copy)]
struct Desk {
    reader: Reader,
    status: Status,
    town: RwSignal<String>,
    error: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
    go: Callback<String>,
}

/// Draws the page of the event or alliance in the address.
#[component]
pub fn Joint() -> impl IntoView {
    in_address("id", page)
}

fn page(id: RecordId) -> AnyView {
    let reader = use_reader();
    let status = use_status();
    let Some(view) = untrack(|| reader.app.records.get(id)) else {
        return view! { <NotHere /> }.into_any();
    };
    let Some(sharing) = view.def.joint else {
        return view! { <Missing /> }.into_any();
    };
    let bar = Bar::Back {
        href: home_page(&view, id),
        place: reader.s(event_words::JOINT),
        sub: Signal::stored(reader.title(&view)),
    };
    let desk = Desk {
        reader,
        status,
        town: RwSignal::new(String::new()),
        error: RwSignal::new(None),
        busy: RwSignal::new(false),
        go: {
            let navigate = use_navigate();
            Callback::new(move |to: String| navigate(&to, NavigateOptions { replace: true }))
        },
    };
    view! {
        <Frame reader=reader title=reader.t(event_words::JOINT) bar=bar tool=true>
            <div class="stack">
                {move || reader.app.records.get(id).map(|view| body(desk, sharing, &view))}
                {feedback(reader, status)}
            </div>
        </Frame>
    }
    .into_any()
}

/// The page of a record: an event has one of its own.
fn home_page(view: &RecordView, id: RecordId) -> String {
    if view.def.id == VERANSTALTUNG.id {
        routes::event(id)
    } else {
        routes::record(view.def, id)
    }
}

/// The way to have a record together with another town, or to what that means and how it ends; where there is a network.
pub(super) fn key(reader: Reader, id: RecordId) -> AnyView {
    (move || {
        reader.has_room(SpaceKind::Network).then(|| {
            view! { <LinkButton label=reader.t(event_words::JOINT) href=routes::joint(id) icon="network" /> }
        })
    })
    .into_any()
}

/// What is unusual about a record of several towns, on its page.
pub(super) fn notice(reader: Reader, view: &RecordView) -> Option<AnyView> {
    let here = reader.app.session.current().get();
    let others: Vec<String> = reader
        .app
        .records
        .joint_towns(view)
        .into_iter()
        .filter(|town| here.as_ref().is_none_or(|here| here.id.0 != town.0))
        .map(|town| {
            let title = reader.name(town);
            title.unwrap_or_else(|| reader.s(event_words::JOINT_OTHERS))
        })
        .collect();
    (!others.is_empty()).then(|| {
        let title = event_sentences::joint_with(&others, reader.locale);
        let each = view.def.joint.and_then(|sharing| sharing.each);
        let said = [Some(event_words::JOINT_READERS), each];
        let said: Vec<&str> = said
            .into_iter()
            .flatten()
            .map(|text| reader.t(text))
            .collect();
        view! {
            <Notice icon="network" title=title note=said.join(" ") />
            {stragglers(reader, view)}
        }
        .into_any()
    })
}

/// The same with who can read it, on pages that do not say that at their foot.
pub(super) fn notice_with_readers(reader: Reader, view: &RecordView) -> Option<AnyView> {
    let notice = notice(reader, view)?;
    Some(view! { {notice}{readers::line(reader, view.space)} }.into_any())
}

/// What was hung on the former record without signal, and the key that fetches it.
fn stragglers(reader: Reader, view: &RecordView) -> Option<AnyView> {
    let (former, count) = reader.app.records.stragglers(view)?;
    let status = use_status();
    let id = view.id;
    let press = Callback::new(move |()| {
        spawn_local(async move {
            match reader.app.records.lead(former, id, None).await {
                Ok(_) => status.saved(reader),
                Err(error) => status.offer(reader.s(advice(&error).words), None),
            }
        });
    });
    let title = event_sentences::joint_stragglers(count, reader.locale);
    Some(
        view! {
            <Notice tone=Tone::Warn icon="info" title=title>
                <Button label=reader.s(event_words::JOINT_FETCH) icon="link" press=press />
            </Notice>
        }
        .into_any(),
    )
}

/// What becomes of a record of several towns when they part, what cannot be done from this device, and who can.
fn parting(reader: Reader, sharing: &'static Sharing, view: &RecordView) -> AnyView {
    let writes = reader.app.session.may_write(view.space);
    let read_only = (!writes).then_some(event_words::JOINT_PART_READ_ONLY);
    let lines = sharing.parting.iter().copied().chain(read_only);
    let lines: Vec<AnyView> = lines
        .map(|line| view! { <p>{reader.t(line)}</p> }.into_any())
        .collect();
    view! { <Section id="trennen" title=reader.t(event_words::JOINT_PART)>{lines}</Section> }
        .into_any()
}

fn body(desk: Desk, sharing: &'static Sharing, view: &RecordView) -> AnyView {
    let reader = desk.reader;
    if let Some(notice) = notice_with_readers(reader, view) {
        return view! { {notice}{parting(reader, sharing, view)} }.into_any();
    }
    view! { <p>{reader.t(sharing.text)}</p>{before(desk, sharing, view)} }.into_any()
}

/// What is said and asked before a record is given away.
fn before(desk: Desk, sharing: &'static Sharing, view: &RecordView) -> AnyView {
    let reader = desk.reader;
    if reader.app.records.is_too_late_to_share(view) {
        let (title, text) = sharing.too_late;
        return view! {
            <Notice tone=Tone::Warn icon="info" title=reader.t(title) text=reader.t(text) />
        }
        .into_any();
    }
    let network = reader.app.records.home(SpaceKind::Network);
    let may_write = |space: &SpaceId| reader.app.session.may_write(*space);
    let Some(network) = network.filter(|space| may_write(space) && may_write(&view.space)) else {
        return view! { <Notice icon="lock" title=reader.t(event_words::JOINT_READ_ONLY) /> }
            .into_any();
    };
    let release = joint::release(view.def, &view.state, &[], None);
    let goes: Vec<&str> = release
        .released
        .iter()
        .map(|field| reader.t(field.label))
        .collect();
    let held: Vec<AnyView> = release
        .held_back
        .iter()
        .map(|field| {
            view! { <Row title=reader.t(field.label) meta=reader.t(event_words::JOINT_HELD_BACK) icon="warning" href=routes::edit(view.def, view.id) /> }
                .into_any()
        })
        .collect();
    // Without what has to stand there nothing goes; what has two versions is decided before, for one of them goes.
    let disputed = record::conflicts(reader, view);
    let ready = !release.lacks_something() && disputed.is_empty();
    view! {
        {disputed}
        {ready.then(|| form(desk, view.id, network))}
        {readers::line(reader, network)}
        <Section id="mit" title=reader.t(event_words::JOINT_GOES)>
            <p>{goes.join(", ")}</p>
        </Section>
        <Section id="bleibt" title=reader.t(event_words::JOINT_STAYS)>
            <p>{reader.t(sharing.stays)}</p>
            {(!held.is_empty()).then(|| view! { <RowList>{held}</RowList> })}
        </Section>
    }
    .into_any()
}

fn form(desk: Desk, id: RecordId, network: SpaceId) -> AnyView {
    let Desk {
        reader,
        status,
        town,
        error,
        busy,
        go,
    } = desk;
    let submit = Callback::new(move |()| {
        let other: Option<RecordId> = town.get_untracked().parse().ok();
        error.set(other.is_none().then(|| reader.s(event_words::NEEDS_TOWN)));
        let Some(other) = other.filter(|_| !busy.get_untracked()) else {
            return;
        };
        busy.set(true);
        spawn_local(async move {
            match reader.app.records.give(id, network, other).await {
                Ok(given) => {
                    let joint = untrack(|| reader.app.records.get(given.joint));
                    let to = joint.map(|view| home_page(&view, view.id));
                    let back = Callback::new(move |()| take_back(reader, status, given.clone()));
                    status.offer(reader.s(event_words::JOINT_DONE), Some(back));
                    let _left = to.map(|to| go.try_run(to));
                }
                Err(problem) => status.offer(reader.s(advice(&problem).words), None),
            }
            let _left = busy.try_set(false);
        });
    });
    let wiring = Wiring {
        error: error.into(),
        ..Wiring::plain("andere-stadt", reader.t(event_words::JOINT_TOWN))
    };
    view! {
        <form
            class="stack"
            autocomplete="off"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                submit.run(());
            }
        >
            <ChoiceInput wiring=wiring value=town entries=others(reader) none="–" />
            <Button
                label=reader.s(event_words::JOINT_DO)
                icon="network"
                look=ButtonLook::Primary
                size=ButtonSize::Wide
                busy=busy
                submit=true
            />
        </form>
    }
    .into_any()
}

/// The other towns of the network that show their name.
fn others(reader: Reader) -> Vec<Entry> {
    let here = reader.app.session.current().get();
    let unnamed = number(&KOMMUNE, "sichtbarkeit");
    reader
        .app
        .records
        .list(&KOMMUNE)
        .iter()
        .filter(|town| here.as_ref().is_none_or(|here| here.id.0 != town.id.0))
        .filter(|town| town.state.text(unnamed) != Some("anonym"))
        .map(|town| Entry {
            key: town.id.to_string(),
            label: reader.title(town),
            group: None,
        })
        .collect()
}

fn take_back(reader: Reader, status: Status, given: Given) {
    spawn_local(async move {
        match reader.app.records.take_back(&given).await {
            Ok(()) => status.saved(reader),
            Err(error) => status.offer(reader.s(advice(&error).words), None),
        }
    });
}
