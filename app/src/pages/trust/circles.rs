//! Kreise: every circle of this device, who may do what in it, and the way to found more.

use super::people::{circle_name, kind_icon, kind_word, may_word};
use crate::pages::frame::{Bar, Frame, Place};
use crate::pages::reading::{Reader, use_reader};
use crate::routes;
use crate::ui::*;
use crate::widgets::{LinkButton, PageHead, Row, RowList, Section, Tag, Tone};
use shared::mlog::Capability;
use shared::records::SpaceKind;
use shared::sync::SpaceInfo;
use shared::text::{sentences, words};

/// Draws the page.
#[component]
pub fn Circles() -> impl IntoView {
    let reader = use_reader();
    let bar = Bar::Back {
        href: routes::SETTINGS.to_owned(),
        place: reader.s(words::CIRCLES),
        sub: Signal::stored(String::new()),
    };
    view! {
        <Frame reader=reader title=reader.t(words::CIRCLES) bar=bar here=Place::Settings>
            <PageHead title=reader.s(words::CIRCLES) text=Signal::stored(reader.s(words::CIRCLES_TEXT)) />
            {move || super::waiting::waiting(reader, None)}
            <RowList>{move || {
                let circles = reader.app.trust.circles();
                circles.iter().map(|circle| row(reader, circle)).collect_view()
            }}</RowList>
            {move || found_keys(reader)}
            <Section id="was-ist" title=reader.t(words::CIRCLES_WHAT)>
                <div class="stack measure">
                    <p>{reader.t(words::CIRCLES_WHAT_1)}</p>
                    <p>{reader.t(words::CIRCLES_WHAT_2)}</p>
                </div>
            </Section>
        </Frame>
    }
}

fn row(reader: Reader, circle: &SpaceInfo) -> AnyView {
    let people = reader.app.trust.people(circle.id);
    let may = circle.capability.map(|it| reader.t(may_word(it)));
    let meta = [
        Some(reader.s(kind_word(circle.kind))),
        Some(sentences::people(people.len(), reader.locale)),
        may.map(|may| sentences::you_may(may, reader.locale)),
    ];
    let meta: Vec<String> = meta.into_iter().flatten().collect();
    view! {
        <Row
            title=circle_name(reader, &circle.title, circle.kind)
            meta=meta.join(" · ")
            href=routes::circle(circle.id)
            icon=kind_icon(circle.kind)
            tags=state(reader, circle)
        />
    }
    .into_any()
}

/// What is special about a circle now: an alarm, or that it waits for a second admin.
fn state(reader: Reader, circle: &SpaceInfo) -> Option<AnyView> {
    let tag = if circle.alarm.is_some() {
        view! { <Tag label=reader.t(words::ALARM) icon="warning" tone=Tone::Danger /> }
    } else if circle.needs_admins {
        view! { <Tag label=reader.t(words::NEEDS_SECOND_ADMIN) icon="person" tone=Tone::Warn /> }
    } else {
        return None;
    };
    Some(tag.into_any())
}

/// Towns are founded by admins of the network, cases by admins of any circle.
fn found_keys(reader: Reader) -> Option<AnyView> {
    let admin_of = |circle: &SpaceInfo| circle.capability == Some(Capability::Admin);
    let circles = reader.app.trust.circles();
    let town = circles
        .iter()
        .any(|it| it.kind == SpaceKind::Network && admin_of(it));
    let any = circles.iter().any(admin_of);
    any.then(|| {
        view! {
            <div class="cluster">
                {town.then(|| view! {
                    <LinkButton label=reader.t(words::FOUND_A_TOWN) href=routes::FOUND_TOWN icon="plus" />
                })}
                <LinkButton label=reader.t(words::FOUND_A_CASE) href=routes::FOUND_CASE icon="plus" />
            </div>
        }
        .into_any()
    })
}
