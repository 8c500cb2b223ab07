//! The evening before: says green, or what is missing and what to do about it.

use super::super::events;
use super::super::frame::{Bar, Frame};
use super::super::reading::{Reader, use_reader};
use super::super::wall_clock;
use crate::platform::battery;
use crate::routes;
use crate::state::PhoneLock;
use crate::ui::*;
use crate::widgets::{LinkButton, Notice, ReadyItem, ReadyList, Tone};
use leptos::task::spawn_local;
use shared::event::plan::{self, Warning};
use shared::event::ready::{Answer, Check, Facts, checks, is_green};
use shared::ids::RecordId;
use shared::records::VERANSTALTUNG;
use shared::text::{Text, dates, event_words};

/// Draws the check of the event in the address.
#[component]
pub fn Ready() -> impl IntoView {
    super::in_address("event", page)
}

fn page(id: RecordId) -> AnyView {
    let reader = use_reader();
    let charge = RwSignal::new(None);
    spawn_local(async move {
        let told = battery::charge().await;
        let _left = charge.try_set(told);
    });
    spawn_local(reader.app.sync.check_offline());
    let sub = Signal::derive(move || {
        let view = reader.app.records.get(id);
        view.map(|view| reader.title(&view)).unwrap_or_default()
    });
    let bar = Bar::Back {
        href: routes::event(id),
        place: reader.s(event_words::READY_CHECK),
        sub,
    };
    view! {
        <Frame reader=reader title=reader.t(event_words::READY_CHECK) bar=bar tool=true>
            <div class="stack">{move || body(reader, id, charge.get())}</div>
        </Frame>
    }
    .into_any()
}

fn body(reader: Reader, id: RecordId, battery: Option<(u8, bool)>) -> AnyView {
    let all = checks(&facts(reader, id, battery));
    let green = is_green(&all);
    let items: Vec<AnyView> = all
        .into_iter()
        .map(|(check, answer)| {
            let (fact, remedy) = said(check, answer == Answer::Good);
            let icon = match answer {
                Answer::Good => "done",
                Answer::Missing => "warning",
                Answer::Look => "eye",
            };
            let note = (answer != Answer::Good).then(|| reader.s(remedy));
            view! { <ReadyItem text=reader.t(fact) note=note icon=icon open=answer == Answer::Missing /> }.into_any()
        })
        .collect();
    let head = if green {
        view! { <Notice tone=Tone::Ok icon="done" title=reader.t(event_words::ALL_READY) /> }
    } else {
        view! { <Notice tone=Tone::Warn icon="warning" title=reader.t(event_words::NOT_READY) /> }
    };
    view! {
        {head}
        <ReadyList>{items}</ReadyList>
        <div class="keys">
            <LinkButton label=reader.t(event_words::TO_SYNC_PAGE) href=routes::SYNC icon="sync" />
            <LinkButton label=reader.t(event_words::INVITE_PHONE) href=routes::INVITE icon="device" />
            <LinkButton label=reader.t(event_words::TO_EVENT) href=routes::edit(&VERANSTALTUNG, id) icon="note" />
        </div>
        <p class="section__note">{reader.t(event_words::LOCK_AT_STALL)}</p>
    }
    .into_any()
}

fn facts(reader: Reader, id: RecordId, battery: Option<(u8, bool)>) -> Facts {
    let sync = reader.app.sync;
    let offline = sync.offline_ready().get();
    let view = reader.app.records.get(id);
    let heard = sync.last_success_ms().get();
    let today = reader.today();
    let field = shared::event::number(&VERANSTALTUNG, "notfallkontakt");
    Facts {
        shell: offline.shell == Some(true),
        lasting: offline.persisted == Some(true),
        unsent: sync.unsent().get(),
        heard_today: heard.is_some_and(|ms| dates::split(wall_clock::from_ms(ms)).0 == today),
        other_phones: view
            .as_ref()
            .map_or(0, |view| reader.app.session.other_devices(view.space)),
        quick_lock: {
            let locks = reader.app.locks.view().get();
            locks.pin || locks.phone == PhoneLock::On
        },
        battery,
        emergency: view
            .as_ref()
            .is_some_and(|view| reader.field(view, field).is_some()),
        warnings: view.as_ref().map_or(0, |view| {
            let now = reader.now();
            // A running event is not warned about its beginning; what was not settled is still not settled.
            let running = events::is_running(view, now);
            let open = plan::warnings(&view.state, now).into_iter();
            open.filter(|warning| !(running && matches!(warning, Warning::Past)))
                .count()
        }),
    }
}

/// What a check says when it is kept, and its remedy.
fn said(check: Check, good: bool) -> (Text, Text) {
    match (check, good) {
        (Check::Shell, true) => (event_words::SHELL_GOOD, event_words::SHELL_REMEDY),
        (Check::Shell, false) => (event_words::SHELL_MISSING, event_words::SHELL_REMEDY),
        (Check::Lasting, true) => (event_words::LASTING_GOOD, event_words::LASTING_REMEDY),
        (Check::Lasting, false) => (event_words::LASTING_MISSING, event_words::LASTING_REMEDY),
        (Check::Sent, true) => (event_words::SENT_GOOD, event_words::SENT_REMEDY),
        (Check::Sent, false) => (event_words::SENT_MISSING, event_words::SENT_REMEDY),
        (Check::SecondPhone, true) => (event_words::SECOND_GOOD, event_words::SECOND_REMEDY),
        (Check::SecondPhone, false) => (event_words::SECOND_MISSING, event_words::SECOND_REMEDY),
        (Check::Lock, true) => (event_words::LOCK_GOOD, event_words::LOCK_REMEDY),
        (Check::Lock, false) => (event_words::LOCK_MISSING, event_words::LOCK_REMEDY),
        (Check::Battery, true) => (event_words::BATTERY_GOOD, event_words::BATTERY_REMEDY),
        (Check::Battery, false) => (event_words::BATTERY_LOOK, event_words::BATTERY_REMEDY),
        (Check::Emergency, true) => (event_words::CONTACT_GOOD, event_words::CONTACT_REMEDY),
        (Check::Emergency, false) => (event_words::CONTACT_MISSING, event_words::CONTACT_REMEDY),
        (Check::Deadlines, true) => (event_words::DEADLINES_GOOD, event_words::DEADLINES_REMEDY),
        (Check::Deadlines, false) => (
            event_words::DEADLINES_MISSING,
            event_words::DEADLINES_REMEDY,
        ),
    }
}
