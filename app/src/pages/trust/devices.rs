//! Meine Geräte: every device of the person at hand, a second one from the first, a lost one out.

use super::give::{asked_twice, give};
use super::people::{circle_names, day_of, device_name};
use crate::error::advice;
use crate::pages::frame::{Bar, Frame, Place};
use crate::pages::invite::{made_rows, shown as shown_invitation};
use crate::pages::reading::{Reader, use_reader};
use crate::pages::status::{Status, use_status};
use crate::platform::clock;
use crate::routes;
use crate::state::{Invitation, Order, OwnDevice, is_sheet};
use crate::ui::*;
use crate::widgets::{
    Button, ButtonLook, Icon, PageHead, Row, RowList, Section, Tag, TextInput, Tone, Wiring,
};
use leptos::ev::SubmitEvent;
use leptos::task::spawn_local;
use shared::text::{sentences, words};

/// How long the invitation for a second device is good: both lie on one table.
const SECOND_DEVICE_MS: u64 = 15 * 60_000;

/// Draws the page.
#[component]
pub fn Devices() -> impl IntoView {
    let reader = use_reader();
    let status = use_status();
    let made = RwSignal::new(None::<Invitation>);
    // Drawn again only when a device changed: a half-typed name stays.
    let own = Memo::new(move |_| reader.app.trust.own_devices());
    let bar = Bar::Back {
        href: routes::SETTINGS.to_owned(),
        place: reader.s(words::MY_DEVICES),
        sub: reader.app.session.me(),
    };
    view! {
        <Frame reader=reader title=reader.t(words::MY_DEVICES) bar=bar here=Place::Settings>
            <PageHead title=reader.s(words::MY_DEVICES) text=Signal::stored(reader.s(words::MY_DEVICES_TEXT)) />
            {move || super::waiting::waiting(reader, None)}
            <div class="stack">{move || {
                own.with(|own| own.iter().map(|own| device(reader, status, own)).collect_view())
            }}</div>
            {second(reader, status, made)}
            <RowList>
                <Row
                    title=reader.t(words::LOST_PHONE)
                    meta=reader.t(words::LOST_PHONE_META)
                    href=routes::LOST
                    icon="warning"
                />
                <Row title=reader.t(words::SHEET) meta=reader.t(words::SHEET_META) href=routes::SHEET icon="print" />
            </RowList>
        </Frame>
    }
}

fn device(reader: Reader, status: Status, own: &OwnDevice) -> AnyView {
    let id = own.device.id;
    let day = day_of(reader, own.device.since_ms);
    let since = sentences::since_by(&day, None, reader.locale);
    let icon = if is_sheet(&own.device) {
        "print"
    } else {
        "device"
    };
    let rename = (!is_sheet(&own.device) && !own.going).then(|| rename(reader, status, own));
    let remove = Callback::new(move |()| {
        give(reader, status, Order::RemoveDevice(id), words::DECIDED);
    });
    let key = if is_sheet(&own.device) {
        words::VOID_SHEET
    } else {
        words::REMOVE_DEVICE
    };
    let follows: &[shared::text::Text] = if is_sheet(&own.device) {
        &[words::VOID_SHEET_1]
    } else {
        &[
            words::REMOVE_DEVICE_1,
            words::REMOVE_2,
            words::REMOVE_3,
            words::REMOVE_4,
        ]
    };
    view! {
        <section class="panel">
            <h2 class="cluster"><Icon name=icon />{device_name(reader, &own.device)}</h2>
            <p class="row__meta">{format!("{since} · {}", circle_names(reader, &own.circles))}</p>
            {own.device.this.then(|| view! {
                <p><Tag label=reader.t(words::THIS_DEVICE) icon="check" tone=Tone::Ok /></p>
            })}
            {own.renamed.then(|| view! {
                <p><Tag label=reader.t(words::IS_BEING_NAMED) icon="clock" tone=Tone::Warn /></p>
            })}
            {rename}
            {if own.going {
                view! { <p><Tag label=reader.t(words::IS_BEING_REMOVED) icon="clock" tone=Tone::Warn /></p> }.into_any()
            } else if own.device.this {
                ().into_any()
            } else {
                asked_twice(reader, key, follows, key, remove)
            }}
        </section>
    }
    .into_any()
}

/// Draws a line that opens to another name.
fn rename(reader: Reader, status: Status, own: &OwnDevice) -> AnyView {
    let id = own.device.id;
    let typed = RwSignal::new(device_name(reader, &own.device));
    let error = RwSignal::new(None);
    let input = format!("name-{id}");
    let wiring = Wiring {
        hint: Some(reader.s(words::RENAME_DEVICE_HINT)),
        error: error.into(),
        ..Wiring::plain(&input, reader.t(words::DEVICE_NAME))
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let name = typed.get_untracked().trim().to_owned();
        if name.is_empty() {
            error.set(Some(reader.s(words::DEVICE_NAME_MISSING)));
            crate::pages::focus::to(&input);
            return;
        }
        give(reader, status, Order::NameDevice(id, name), words::DECIDED);
    };
    view! {
        <details class="more">
            <summary class="more__line">{reader.t(words::RENAME_DEVICE)}</summary>
            <form class="more__body stack stack--tight" autocomplete="off" on:submit=submit>
                <TextInput wiring=wiring value=typed />
                <p><Button label=reader.s(words::SAVE) icon="save" submit=true /></p>
            </form>
        </details>
    }
    .into_any()
}

fn second(reader: Reader, status: Status, made: RwSignal<Option<Invitation>>) -> AnyView {
    let busy = RwSignal::new(false);
    let press = Callback::new(move |()| {
        busy.set(true);
        spawn_local(async move {
            match reader.app.trust.invite_device(None, SECOND_DEVICE_MS).await {
                Ok(invitation) => drop(made.try_set(Some(invitation))),
                Err(error) => status.offer(reader.s(advice(&error).words), None),
            }
            let _left = busy.try_set(false);
        });
    });
    view! {
        <Section id="zweites" title=reader.t(words::SECOND_DEVICE)>
            <p class="measure">{reader.t(words::SECOND_DEVICE_TEXT)}</p>
            <p>
                <Button
                    label=reader.s(words::SECOND_DEVICE_ADD)
                    icon="qr"
                    look=ButtonLook::Primary
                    busy=busy
                    press=press
                />
            </p>
            <div aria-live="polite">
                {move || made.get().map(|it| shown_invitation(reader, status, &it))}
            </div>
        </Section>
        {move || open_invitations(reader, status)}
    }
    .into_any()
}

/// What is still open stands where one more may have no room.
fn open_invitations(reader: Reader, status: Status) -> Option<AnyView> {
    let now_ms = clock::now_ms();
    let mut all = reader.app.sync.invitations();
    all.retain(|it| it.is_open(now_ms));
    (!all.is_empty()).then(|| {
        view! {
            <Section id="einladungen" title=reader.t(words::INVITATIONS)>
                {made_rows(reader, status, &all, now_ms)}
            </Section>
        }
        .into_any()
    })
}
