//! What removed devices had not sent: an admin looks through it and takes it over or throws it away. Until then
//! nothing of it counts.

use super::circle_in;
use super::give::{asked_twice, give};
use crate::pages::frame::{Bar, Frame, Place};
use crate::pages::missing::Missing;
use crate::pages::reading::{Reader, use_reader};
use crate::pages::status::{Status, use_status};
use crate::router::use_params_map;
use crate::routes;
use crate::state::{LeftWork, Order};
use crate::ui::*;
use crate::widgets::{Button, ButtonLook, Empty, PageHead};
use shared::ids::SpaceId;
use shared::text::{sentences, words};

/// Draws the work that waits in the circle of the address.
#[component]
pub fn LeftWorkPage() -> impl IntoView {
    let params = use_params_map();
    move || match params.with(circle_in) {
        Some(space) => page(space),
        None => view! { <Missing /> }.into_any(),
    }
}

fn page(space: SpaceId) -> AnyView {
    let reader = use_reader();
    let status = use_status();
    let trust = reader.app.trust;
    trust.look_for_left_work();
    let sub = Signal::derive(move || {
        let circle = trust.circle(space);
        circle.map(|circle| circle.title).unwrap_or_default()
    });
    let bar = Bar::Back {
        href: routes::circle(space),
        place: reader.s(words::LEFT_WORK),
        sub,
    };
    view! {
        <Frame reader=reader title=reader.t(words::LEFT_WORK) bar=bar here=Place::Settings>
            <PageHead title=reader.s(words::LEFT_WORK) text=Signal::stored(reader.s(words::LEFT_WORK_TEXT)) />
            {move || {
                let all = trust.left_work(space);
                if all.is_empty() {
                    view! {
                        <Empty title=reader.t(words::LEFT_WORK_NONE) text=reader.t(words::LEFT_WORK_NONE_TEXT) />
                    }
                    .into_any()
                } else {
                    all.iter().map(|work| parcel(reader, status, space, work)).collect_view().into_any()
                }
            }}
        </Frame>
    }
    .into_any()
}

fn parcel(reader: Reader, status: Status, space: SpaceId, work: &LeftWork) -> AnyView {
    let id = work.parcel;
    let name = work.name.clone();
    let name = name.unwrap_or_else(|| reader.s(words::NAME_UNREADABLE));
    let lines: Vec<AnyView> = work
        .lines
        .iter()
        .filter_map(|(def, field, value)| {
            let field = def.field(*field)?;
            let label = format!("{} · {}", reader.t(def.name), reader.t(field.label));
            let value = reader.value(field, value);
            Some(
                view! { <div class="facts__item"><dt>{label}</dt><dd>{value}</dd></div> }
                    .into_any(),
            )
        })
        .collect();
    let take = Callback::new(move |()| {
        give(
            reader,
            status,
            Order::TakeOver(space, id),
            words::WILL_TAKE_OVER,
        );
    });
    let discard = Callback::new(move |()| {
        give(
            reader,
            status,
            Order::Discard(space, id),
            words::WILL_DISCARD,
        );
    });
    view! {
        <section class="panel">
            <h2>{sentences::work_of(&name, reader.locale)}</h2>
            <p class="row__meta">{sentences::arrived(&reader.near_ms(work.received_ms), reader.locale)}</p>
            <dl class="facts">{lines}</dl>
            <p>
                <Button label=reader.s(words::TAKE_OVER) icon="check" look=ButtonLook::Primary press=take />
            </p>
            <p class="field__hint">{reader.t(words::TAKE_OVER_TEXT)}</p>
            {asked_twice(reader, words::DISCARD, &[words::DISCARD_1], words::DISCARD, discard)}
        </section>
    }
    .into_any()
}
