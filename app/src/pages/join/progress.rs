//! Screens on which something is going on: opening, reading the invitation, waiting to be let in, fetching.

use super::frame::{frame, say, title};
use crate::state::Link;
use crate::widgets::{Icon, Notice};
use leptos::prelude::*;
use shared::text::{Text, words};

pub(super) fn starting() -> AnyView {
    busy(words::STARTING, None)
}

pub(super) fn reading() -> AnyView {
    busy(words::INVITE_READING, None)
}

pub(super) fn waiting() -> AnyView {
    busy(words::JOIN_WAITING, Some(words::JOIN_WAITING_TEXT))
}

pub(super) fn loading() -> AnyView {
    busy(words::JOIN_LOADING, None)
}

fn busy(heading: Text, text: Option<Text>) -> AnyView {
    let say = say();
    title(say.t(heading));
    let link = say.app.sync.state();
    let body = view! {
        <h1 role="status">{say.t(heading)}</h1>
        {text.map(|text| view! { <p>{say.t(text)}</p> })}
        <progress class="progress__bar" aria-label=say.t(heading)></progress>
        {move || (text.is_some() && link.get() == Link::Offline).then(|| view! {
            <Notice icon="offline" title=say.s(words::OFFLINE) text=say.s(words::JOIN_NEEDS_NETWORK)/>
        })}
        <p class="icon-line"><Icon name="lock" small=true/><span>{say.t(words::JOIN_AFTER)}</span></p>
    };
    frame(None, body, ())
}
