//! Screens on which something is going on: opening, reading the invitation, waiting to be let in, fetching.

use super::frame::{frame, say, title};
use crate::state::Link;
use crate::ui::*;
use crate::widgets::{Icon, Notice};
use shared::text::{Text, words};

pub(super) fn starting() -> AnyView {
    busy(words::STARTING, None, false)
}

pub(super) fn reading() -> AnyView {
    busy(words::INVITE_READING, None, false)
}

pub(super) fn waiting() -> AnyView {
    busy(words::JOIN_WAITING, Some(words::JOIN_WAITING_TEXT), true)
}

pub(super) fn loading() -> AnyView {
    busy(words::JOIN_LOADING, None, true)
}

fn busy(heading: Text, text: Option<Text>, needs_network: bool) -> AnyView {
    let say = say();
    title(say.t(heading));
    let link = say.app.sync.state();
    let body = view! {
        <div role="status"><h1>{say.t(heading)}</h1></div>
        {text.map(|text| view! { <p>{say.t(text)}</p> })}
        <progress class="progress__bar" aria-label=say.t(heading)></progress>
        {move || (needs_network && link.get() == Link::Offline).then(|| view! {
            <Notice icon="offline" title=say.s(words::OFFLINE) text=say.s(words::JOIN_NEEDS_NETWORK)/>
        })}
        <p class="icon-line"><Icon name="lock" small=true/><span>{say.t(words::JOIN_AFTER)}</span></p>
    };
    frame(None, body, ())
}
