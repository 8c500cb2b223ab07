//! Vertraulich: the inner circle of the town that is shown, the cases, and who can read what.

use super::is_open;
use super::lists::lists;
use crate::pages::frame::{Bar, Frame, Place};
use crate::pages::reading::{Reader, use_reader};
use crate::pages::trust::readers;
use crate::routes;
use crate::ui::*;
use crate::widgets::{Empty, LinkButton, Notice, PageHead, Row, RowList, Section, Tag, Tone};
use shared::mlog::Capability;
use shared::records::SpaceKind;
use shared::sync::SpaceInfo;
use shared::text::{sentences, words};

/// Draws the page.
#[component]
pub fn Confidential() -> impl IntoView {
    let reader = use_reader();
    let title = reader.t(words::NAV_CONFIDENTIAL);
    view! {
        <Frame reader=reader title=title bar=Bar::Room here=Place::Confidential>
            // While the door is closed, the heading is the door's.
            {move || is_open(reader).then(|| view! {
                <PageHead title=reader.s(words::NAV_CONFIDENTIAL) text=Signal::stored(reader.s(words::ROOM_HOLDS)) />
            })}
            {super::just_happened(reader)}
            {move || inside(reader)}
        </Frame>
    }
}

fn inside(reader: Reader) -> AnyView {
    let circles = reader.app.trust.circles();
    let town = reader.app.session.current().get();
    let core = circles.iter().find(|it| {
        let here = town.as_ref().filter(|town| town.kind == SpaceKind::Town);
        it.kind == SpaceKind::Core && here.is_none_or(|town| town.title == it.title)
    });
    let cases: Vec<&SpaceInfo> = circles
        .iter()
        .filter(|it| it.kind == SpaceKind::Case)
        .collect();
    let others = circles
        .iter()
        .filter(|it| it.kind == SpaceKind::Core && core.is_none_or(|core| core.id != it.id))
        .count();
    view! {
        {match core {
            Some(core) => inner_circle(reader, core),
            None => view! {
                <Empty title=reader.t(words::NO_CORE) text=reader.t(words::NO_CORE_TEXT) />
            }
            .into_any(),
        }}
        {(others > 0).then(|| view! {
            <RowList>
                <Row
                    title=sentences::other_inner_circles(others, reader.locale)
                    meta=reader.t(words::OTHER_TOWN_FIRST)
                    href=routes::TOWNS
                    icon="town"
                />
            </RowList>
        })}
        {cases_section(reader, &circles, &cases)}
    }
    .into_any()
}

fn inner_circle(reader: Reader, core: &SpaceInfo) -> AnyView {
    let title = sentences::inner_circle_of(&core.title, reader.locale);
    let lacks = needs_admins(reader, core);
    let readers = readers::panel(reader, core.id);
    view! {
        <div class="columns columns--32">
            <Section id="kern" title=title>
                {lacks}
                {lists(reader, SpaceKind::Core)}
            </Section>
            <aside class="stack" aria-label=reader.t(words::WHO_CAN_READ)>{readers}</aside>
        </div>
    }
    .into_any()
}

/// Says why nothing can be written yet, and leads to where it can be changed.
pub(super) fn needs_admins(reader: Reader, circle: &SpaceInfo) -> Option<AnyView> {
    circle.needs_admins.then(|| {
        let admin = circle.capability == Some(Capability::Admin);
        let href = routes::invite_into(circle.id);
        view! {
            <Notice
                tone=Tone::Warn
                icon="person"
                title=reader.t(words::NEEDS_SECOND_ADMIN)
                note=reader.s(words::NEEDS_SECOND_ADMIN_TEXT)
            >
                {admin.then(|| view! {
                    <LinkButton label=reader.t(words::INVITE_SECOND_ADMIN) href=href icon="qr" />
                })}
            </Notice>
        }
        .into_any()
    })
}

fn cases_section(reader: Reader, circles: &[SpaceInfo], cases: &[&SpaceInfo]) -> AnyView {
    let may_found = circles
        .iter()
        .any(|it| it.capability == Some(Capability::Admin));
    let key = may_found.then(|| {
        view! { <LinkButton label=reader.t(words::FOUND_A_CASE) href=routes::FOUND_CASE icon="plus" /> }
            .into_any()
    });
    let body = if cases.is_empty() {
        view! {
            <Empty title=reader.t(words::NO_CASE) text=reader.t(words::NO_CASE_TEXT)>{key}</Empty>
        }
        .into_any()
    } else {
        let rows: Vec<AnyView> = cases.iter().map(|case| case_row(reader, case)).collect();
        view! { <RowList>{rows}</RowList> <p>{key}</p> }.into_any()
    };
    view! { <Section id="faelle" title=reader.t(words::CASES)>{body}</Section> }.into_any()
}

fn case_row(reader: Reader, case: &SpaceInfo) -> AnyView {
    let people = reader.app.trust.people(case.id).len();
    let tags = if reader.app.trust.is_closed(case.id) {
        Some(
            view! { <Tag label=reader.t(words::CASE_ENDED) icon="stop" tone=Tone::Plain /> }
                .into_any(),
        )
    } else {
        case.needs_admins.then(|| {
            view! { <Tag label=reader.t(words::NEEDS_SECOND_ADMIN) icon="person" tone=Tone::Warn /> }
                .into_any()
        })
    };
    view! {
        <Row
            title=case.title.clone()
            meta=sentences::readable_for(people, reader.locale)
            href=routes::case(case.id)
            icon="lock"
            tags=tags
        />
    }
    .into_any()
}
