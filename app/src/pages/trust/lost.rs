//! Telefon weg: what to do now, in order, and what each step really does.

use super::give::give;
use super::people::{circle_names, device_name};
use crate::pages::frame::{Bar, Frame, Place};
use crate::pages::reading::{Reader, use_reader};
use crate::pages::status::{Status, use_status};
use crate::routes;
use crate::state::{Order, is_sheet};
use crate::ui::*;
use crate::widgets::{Button, ButtonLook, Call, IconLine, LinkButton, Notice, PageHead, Tag, Tone};
use shared::text::{Text, words};

/// Number that blocks SIM cards in Germany.
const SIM_LOCK: &str = "116 116";

/// Draws the page.
#[component]
pub fn Lost() -> impl IntoView {
    let reader = use_reader();
    let status = use_status();
    let bar = Bar::Back {
        href: routes::DEVICES.to_owned(),
        place: reader.s(words::LOST_PHONE),
        sub: Signal::stored(String::new()),
    };
    view! {
        <Frame reader=reader title=reader.t(words::LOST_PHONE) bar=bar here=Place::Settings>
            <PageHead title=reader.s(words::LOST_PHONE) text=Signal::stored(reader.s(words::LOST_TEXT)) />
            <ol class="step-list">
                {step(reader, words::LOST_1, words::LOST_1_TEXT, {
                    view! { {move || devices(reader, status)} }.into_any()
                })}
                {step(reader, words::LOST_2, words::LOST_2_TEXT, view! {
                    <Call number=SIM_LOCK name=reader.t(words::SIM_LOCK) when=reader.t(words::SIM_LOCK_TEXT) />
                }.into_any())}
                {step(reader, words::LOST_3, words::LOST_3_TEXT, ().into_any())}
                {step(reader, words::LOST_4, words::LOST_4_TEXT, view! {
                    <p class="cluster">
                        <LinkButton label=reader.t(words::SECOND_DEVICE_ADD) href=routes::DEVICES icon="qr" />
                        <LinkButton label=reader.t(words::CIRCLES) href=routes::CIRCLES icon="people" />
                    </p>
                }.into_any())}
            </ol>
            <Notice
                icon="info"
                title=reader.t(words::LOST_TRUTH)
                note=reader.s(words::LOST_TRUTH_TEXT)
            />
        </Frame>
    }
}

fn step(reader: Reader, title: Text, text: Text, more: AnyView) -> AnyView {
    view! {
        <li class="step-list__item">
            <div class="step-list__body">
                <h2 class="step-list__title">{reader.t(title)}</h2>
                <p class="step-list__text">{reader.t(text)}</p>
                {more}
            </div>
        </li>
    }
    .into_any()
}

fn devices(reader: Reader, status: Status) -> AnyView {
    let mut own = reader.app.trust.own_devices();
    own.retain(|own| !own.device.this && !is_sheet(&own.device));
    if own.is_empty() {
        return view! { <IconLine icon="info" text=reader.t(words::LOST_NO_OTHER) /> }.into_any();
    }
    let rows: Vec<AnyView> = own
        .iter()
        .map(|own| {
            let id = own.device.id;
            let press = Callback::new(move |()| {
                give(reader, status, Order::RemoveDevice(id), words::DECIDED);
            });
            let going = own.going;
            view! {
                <li class="row row-list__item">
                    <span class="row__body">
                        <span class="row__title">{device_name(reader, &own.device)}</span>
                        <span class="row__meta">{circle_names(reader, &own.circles)}</span>
                    </span>
                    {if going {
                        view! { <Tag label=reader.t(words::IS_BEING_REMOVED) icon="clock" tone=Tone::Warn /> }.into_any()
                    } else {
                        view! {
                            <Button label=reader.s(words::REMOVE_NOW) look=ButtonLook::Danger press=press />
                        }
                        .into_any()
                    }}
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ul class="row-list">{rows}</ul> }.into_any()
}
