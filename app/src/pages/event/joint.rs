//! Two towns, one event: it moves to the network, where both read. The page says before what goes along, what stays, and who
//! can read it then. What the release copies stands in `shared::event::joint`.

use super::super::frame::{Bar, Frame};
use super::super::missing::NotHere;
use super::super::reading::{Reader, use_reader};
use super::super::status::{Status, use_status};
use super::super::trust::readers;
use super::{feedback, set};
use crate::error::{AppError, advice};
use crate::router::{NavigateOptions, use_navigate};
use crate::routes;
use crate::state::{Edit, RecordView};
use crate::ui::*;
use crate::widgets::{
    Button, ButtonLook, ButtonSize, ChoiceInput, Entry, Notice, Row, RowList, Section, Tone, Wiring,
};
use leptos::task::spawn_local;
use shared::event::{joint, number};
use shared::ids::{RecordId, SpaceId};
use shared::records::{
    ABFRAGE, AUFGABE, BEITRAG, BETEILIGUNG, KOMMUNE, PROTOKOLL, SpaceKind, VERANSTALTUNG, ZAEHLUNG,
};
use shared::text::{event_sentences, event_words};
use shared::value::Value;

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

/// Draws the page of the event in the address.
#[component]
pub fn Joint() -> impl IntoView {
    super::in_address("event", page)
}

fn page(id: RecordId) -> AnyView {
    let reader = use_reader();
    let status = use_status();
    let Some(view) = untrack(|| reader.app.records.get(id)) else {
        return view! { <NotHere /> }.into_any();
    };
    let bar = Bar::Back {
        href: routes::event(id),
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
                {move || reader.app.records.get(id).map(|view| body(desk, &view))}
                {feedback(reader, status)}
            </div>
        </Frame>
    }
    .into_any()
}

/// What is unusual about an event of several towns, on its page.
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
        view! {
            <Notice icon="network" title=title note=reader.s(event_words::JOINT_READERS) />
            {readers::line(reader, view.space)}
        }
        .into_any()
    })
}

/// What becomes of an event of several towns when they part, what cannot be done from this device, and who can.
fn parting(reader: Reader, view: &RecordView) -> AnyView {
    let lines = [
        Some(event_words::JOINT_PART_EVENT),
        Some(event_words::JOINT_PART_TASKS),
        (!reader.app.session.may_write(view.space)).then_some(event_words::JOINT_PART_READ_ONLY),
    ];
    let lines: Vec<AnyView> = lines
        .into_iter()
        .flatten()
        .map(|line| view! { <p>{reader.t(line)}</p> }.into_any())
        .collect();
    view! { <Section id="trennen" title=reader.t(event_words::JOINT_PART)>{lines}</Section> }
        .into_any()
}

fn body(desk: Desk, view: &RecordView) -> AnyView {
    let reader = desk.reader;
    if let Some(notice) = notice(reader, view) {
        return view! { {notice}{parting(reader, view)} }.into_any();
    }
    view! { <p>{reader.t(event_words::JOINT_TEXT)}</p>{before(desk, view)} }.into_any()
}

/// What is said and asked before an event is given away.
fn before(desk: Desk, view: &RecordView) -> AnyView {
    let reader = desk.reader;
    if is_begun(reader, view.id) {
        return view! {
            <Notice
                tone=Tone::Warn
                icon="info"
                title=reader.t(event_words::JOINT_TOO_LATE)
                text=reader.t(event_words::JOINT_TOO_LATE_TEXT)
            />
        }
        .into_any();
    }
    let network = reader.app.records.home(SpaceKind::Network);
    let Some(network) = network.filter(|space| reader.app.session.may_write(*space)) else {
        return view! { <Notice icon="lock" title=reader.t(event_words::JOINT_READ_ONLY) /> }
            .into_any();
    };
    let release = joint::release(&view.state, &[]);
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
    view! {
        {form(desk, view.id, network)}
        {readers::line(reader, network)}
        <Section id="mit" title=reader.t(event_words::JOINT_GOES)>
            <p>{goes.join(", ")}</p>
        </Section>
        <Section id="bleibt" title=reader.t(event_words::JOINT_STAYS)>
            <p>{reader.t(event_words::JOINT_STAYS_TEXT)}</p>
            {(!held.is_empty()).then(|| view! { <RowList>{held}</RowList> })}
        </Section>
    }
    .into_any()
}

fn form(desk: Desk, event: RecordId, network: SpaceId) -> AnyView {
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
            match give(reader, event, network, other).await {
                Ok(moved) => {
                    let back = Callback::new(move |()| take_back(reader, status, moved, event));
                    status.offer(reader.s(event_words::JOINT_DONE), Some(back));
                    let _left = go.try_run(routes::event(moved));
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

/// Whether anything but tasks has been written at the event.
fn is_begun(reader: Reader, event: RecordId) -> bool {
    let kinds = [&ZAEHLUNG, &ABFRAGE, &BEITRAG, &PROTOKOLL, &BETEILIGUNG];
    kinds.into_iter().any(|def| {
        let all = reader.app.records.list_all(def);
        all.iter()
            .any(|view| joint::owners(def, &view.state).contains(&event))
    })
}

/// Makes the joint event, leads the tasks of the town to it, and puts the former event into the bin.
async fn give(
    reader: Reader,
    event: RecordId,
    network: SpaceId,
    other: RecordId,
) -> Result<RecordId, AppError> {
    let records = reader.app.records;
    let view = untrack(|| records.get(event)).ok_or(AppError::NotFound)?;
    let towns = [RecordId(view.space.0), other];
    let release = joint::release(&view.state, &towns);
    let moved = records
        .create_in(network, &VERANSTALTUNG, release.edits)
        .await?;
    lead_tasks(reader, event, moved).await?;
    records.trash(event).await?;
    Ok(moved)
}

async fn lead_tasks(reader: Reader, from: RecordId, to: RecordId) -> Result<(), AppError> {
    let link = Value::Link(from);
    let field = number(&AUFGABE, "veranstaltung");
    let tasks = untrack(|| reader.app.records.list_all(&AUFGABE));
    for task in tasks
        .iter()
        .filter(|task| task.state.value(field) == Some(&link))
        // A task this device may only read stays where it is; without this one refusal would leave the rest half done.
        .filter(|task| untrack(|| reader.app.session.may_write(task.space)))
    {
        let edit: Edit = set(Some(task), &AUFGABE, "veranstaltung", Value::Link(to));
        reader.app.records.write(task.id, vec![edit]).await?;
    }
    Ok(())
}

fn take_back(reader: Reader, status: Status, moved: RecordId, event: RecordId) {
    spawn_local(async move {
        let records = reader.app.records;
        let done = async {
            records.restore(event).await?;
            lead_tasks(reader, moved, event).await?;
            records.trash(moved).await
        };
        match done.await {
            Ok(()) => status.saved(reader),
            Err(error) => status.offer(reader.s(advice(&error).words), None),
        }
    });
}
