//! An address that leads nowhere, or to something that is not on this device.

use super::frame::{Bar, Frame};
use super::reading::use_reader;
use crate::routes;
use crate::ui::*;
use crate::widgets::{ButtonLook, LinkButton, PageHead};
use shared::text::words;

/// Draws the page.
#[component]
pub fn Missing() -> impl IntoView {
    let reader = use_reader();
    let bar = Bar::Back {
        href: routes::TODAY.to_owned(),
        place: reader.s(words::NAV_TODAY),
        sub: Signal::stored(String::new()),
    };
    view! {
        <Frame reader=reader title=reader.t(words::PAGE_MISSING) bar=bar>
            <PageHead
                title=reader.s(words::PAGE_MISSING)
                text=Signal::stored(reader.s(words::PAGE_MISSING_TEXT))
            />
            <p>
                <LinkButton
                    label=reader.t(words::TO_TODAY)
                    href=routes::TODAY
                    look=ButtonLook::Primary
                />
            </p>
        </Frame>
    }
}

/// Draws, for a page of its own, that what its address names is not on this device. It may arrive while the page is open.
#[component]
pub fn NotHereYet() -> impl IntoView {
    let reader = use_reader();
    let bar = Bar::Back {
        href: routes::TODAY.to_owned(),
        place: reader.s(words::NAV_TODAY),
        sub: Signal::stored(String::new()),
    };
    view! {
        <Frame reader=reader title=reader.t(words::ENTRY_NOT_HERE) bar=bar>
            <PageHead
                title=reader.s(words::ENTRY_NOT_HERE)
                text=Signal::stored(reader.s(words::NOT_HERE_YET))
            />
            <p>
                <LinkButton
                    label=reader.t(words::TO_TODAY)
                    href=routes::TODAY
                    look=ButtonLook::Primary
                />
            </p>
        </Frame>
    }
}

/// Draws that a record is not on this device; the frame of the page stands already.
#[component]
pub fn NotHere() -> impl IntoView {
    let reader = use_reader();
    view! { <PageHead title=reader.s(words::ENTRY_NOT_HERE) /> }
}
