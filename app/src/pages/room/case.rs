//! One case: its lists, and who can read them.

use super::confidential::needs_admins;
use super::lists::lists;
use crate::pages::frame::{Bar, Frame, Place};
use crate::pages::missing::{Missing, NotHere};
use crate::pages::reading::{Reader, use_reader};
use crate::pages::trust::readers;
use crate::router::use_params_map;
use crate::routes;
use crate::ui::*;
use crate::widgets::{LinkButton, Notice, PageHead};
use shared::ids::SpaceId;
use shared::records::SpaceKind;
use shared::sync::SpaceInfo;
use shared::text::words;

/// Draws the case in the address and shows it from now on: lists and new records belong to it.
#[component]
pub fn Case() -> impl IntoView {
    let params = use_params_map();
    move || {
        let space: Option<SpaceId> = params.with(|map| map.get("space")?.parse().ok());
        match space {
            Some(space) => page(space),
            None => view! { <Missing /> }.into_any(),
        }
    }
}

fn page(space: SpaceId) -> AnyView {
    let reader = use_reader();
    reader.app.room.choose_case(space);
    view! {
        <Frame reader=reader title=reader.t(words::SPACE_CASE) bar=Bar::Room here=Place::Confidential>
            {move || match reader.app.trust.circle(space).filter(|it| it.kind == SpaceKind::Case) {
                Some(case) => inside(reader, &case),
                None => view! { <NotHere /> }.into_any(),
            }}
        </Frame>
    }
    .into_any()
}

fn inside(reader: Reader, case: &SpaceInfo) -> AnyView {
    let href = routes::circle(case.id);
    let readers = readers::panel(reader, case.id);
    view! {
        <PageHead kicker=Some(reader.s(words::SPACE_CASE)) title=case.title.clone()>
            <LinkButton label=reader.t(words::CIRCLE) href=href icon="people" />
        </PageHead>
        {reader.app.trust.is_closed(case.id).then(|| view! {
            <Notice icon="stop" title=reader.t(words::CIRCLE_CLOSED) />
        })}
        {needs_admins(reader, case)}
        <div class="columns columns--32">
            <div class="stack">{lists(reader, SpaceKind::Case)}</div>
            <aside class="stack" aria-label=reader.t(words::WHO_CAN_READ)>
                {readers}
                <Notice icon="info" title=reader.t(words::NO_PRIVILEGE) note=reader.s(words::NO_PRIVILEGE_TEXT) />
            </aside>
        </div>
    }
    .into_any()
}
