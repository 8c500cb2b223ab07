//! An address that leads nowhere, or to something that is not on this device.

use super::frame::{Bar, Frame};
use super::reading::use_reader;
use crate::routes;
use crate::ui::*;
use crate::widgets::{ButtonLook, LinkButton, PageHead};
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

/// Draws that a record is not on this device; the frame of the page stands already.
#[component]
pub fn NotHere() -> impl IntoView {
    let reader = use_reader();
    view! { <PageHead title=reader.s(words::ENTRY_NOT_HERE) /> }
}
