//! An address that leads nowhere, or to something that is not on this device.

use super::frame::{Bar, Frame};
use super::reading::{Reader, use_reader};
use crate::routes;
use crate::ui::*;
use crate::widgets::{ButtonLook, Empty, LinkButton, PageHead};
use shared::text::{Text, words};

/// Draws the page of an address that leads nowhere.
#[component]
pub fn Missing() -> impl IntoView {
    page(words::PAGE_MISSING, words::PAGE_MISSING_TEXT)
}

/// Draws, for a page of its own, that what its address names is not on this device. It may arrive while the page is open.
#[component]
pub fn NotHereYet() -> impl IntoView {
    page(words::ENTRY_NOT_HERE, words::NOT_HERE_YET)
}

fn page(title: Text, text: Text) -> AnyView {
    let reader = use_reader();
    let bar = Bar::Back {
        href: routes::TODAY.to_owned(),
        place: reader.s(words::NAV_TODAY),
        sub: Signal::stored(String::new()),
    };
    view! {
        <Frame reader=reader title=reader.t(title) bar=bar>
            <PageHead title=reader.s(title) text=Signal::stored(reader.s(text)) />
            <p>
                <LinkButton
                    label=reader.t(words::TO_TODAY)
                    href=routes::TODAY
                    look=ButtonLook::Primary
                />
            </p>
        </Frame>
    }
    .into_any()
}

/// Draws, for a page of its own, that what belongs to a town is not here because no town is.
#[component]
pub fn NoTown() -> impl IntoView {
    page(words::NO_TOWN, words::NO_TOWN_TEXT)
}

/// Says it instead of a part of a page.
pub(super) fn no_town(reader: Reader) -> AnyView {
    view! {
        <Empty title=reader.t(words::NO_TOWN) text=reader.t(words::NO_TOWN_TEXT)>
            <LinkButton label=reader.t(words::CIRCLES) href=routes::CIRCLES icon="people" />
        </Empty>
    }
    .into_any()
}

/// Draws that a record is not on this device; the frame of the page stands already.
#[component]
pub fn NotHere() -> impl IntoView {
    let reader = use_reader();
    view! { <PageHead title=reader.s(words::ENTRY_NOT_HERE) /> }
}
