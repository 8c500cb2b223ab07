//! Alarm: the server showed what cannot have happened. What it was, what it means, the evidence, and the way on.

use super::circle_in;
use super::give::{asked_twice, give};
use crate::pages::frame::{Bar, Frame, Place};
use crate::pages::missing::Missing;
use crate::pages::reading::use_reader;
use crate::pages::status::use_status;
use crate::platform::file;
use crate::router::use_params_map;
use crate::routes;
use crate::state::Order;
use crate::ui::*;
use crate::widgets::{
    Button, ButtonLook, Empty, Notice, PageHead, ReadyItem, ReadyList, Section, Tone,
};
use shared::ids::SpaceId;
use shared::sync::Alarm as Kind;
use shared::text::{Text, words};

/// Name of the file with the evidence.
const FILE: &str = "schulterschluss-beweise.cbor";
/// Its media type.
const MEDIA_TYPE: &str = "application/cbor";

/// Draws the alarm of the circle in the address.
#[component]
pub fn Alarm() -> impl IntoView {
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
    let sub = Signal::derive(move || {
        let circle = trust.circle(space);
        circle.map(|circle| circle.title).unwrap_or_default()
    });
    let bar = Bar::Back {
        href: routes::circle(space),
        place: reader.s(words::ALARM),
        sub,
    };
    let keep = Callback::new(move |()| {
        let saved = untrack(|| trust.evidence(space))
            .is_some_and(|bytes| file::save_bytes(FILE, MEDIA_TYPE, &bytes));
        let line = if saved {
            words::EXPORTED
        } else {
            words::EXPORT_FAILED
        };
        status.offer(reader.s(line), None);
    });
    let lift = Callback::new(move |()| {
        give(reader, status, Order::LiftAlarm(space), words::ALARM_LIFTED);
    });
    view! {
        <Frame reader=reader title=reader.t(words::ALARM) bar=bar here=Place::Settings>
            {move || match trust.circle(space).and_then(|circle| circle.alarm) {
                None => view! {
                    <PageHead title=reader.s(words::ALARM) />
                    <Empty title=reader.t(words::ALARM_NONE) text=reader.t(words::ALARM_NONE_TEXT) />
                }
                .into_any(),
                Some(alarm) => view! {
                    <PageHead title=reader.s(words::ALARM_TITLE) />
                    <Notice
                        tone=Tone::Danger
                        icon="warning"
                        title=reader.t(meaning(alarm))
                        note=reader.s(words::ALARM_READ_ONLY_TEXT)
                    />
                    <Section id="jetzt" title=reader.t(words::WHAT_NOW)>
                        <ReadyList>
                            <ReadyItem text=reader.s(words::ALARM_DO_1) icon="forward" />
                            <ReadyItem text=reader.s(words::ALARM_DO_2) icon="forward" />
                            <ReadyItem text=reader.s(words::ALARM_DO_3) icon="forward" />
                        </ReadyList>
                        <p>
                            <Button
                                label=reader.s(words::ALARM_EVIDENCE)
                                icon="save"
                                look=ButtonLook::Primary
                                press=keep
                            />
                        </p>
                        <p class="field__hint">{reader.t(words::ALARM_EVIDENCE_TEXT)}</p>
                    </Section>
                    {asked_twice(
                        reader,
                        words::ALARM_LIFT,
                        &[words::ALARM_LIFT_1, words::ALARM_LIFT_2],
                        words::ALARM_LIFT,
                        lift,
                    )}
                }
                .into_any(),
            }}
        </Frame>
    }
    .into_any()
}

const fn meaning(alarm: Kind) -> Text {
    match alarm {
        Kind::Chain | Kind::Gap => words::ALARM_MISSING,
        Kind::Witness | Kind::Fork => words::ALARM_TWO_HISTORIES,
        Kind::Forged | Kind::NotAllowed => words::ALARM_FORGED,
        Kind::Members => words::ALARM_MEMBERS,
        Kind::Rollback => words::ALARM_ROLLBACK,
        Kind::Checkpoint => words::ALARM_CHECKPOINT,
    }
}
