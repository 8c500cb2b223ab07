//! Screens on which something is going on: opening, reading the invitation, waiting to be let in, fetching.

use super::frame::{frame, say, title};
use crate::pages::sync::loading_bar;
use crate::state::Link;
use crate::ui::*;
use crate::widgets::{Button, ButtonSize, Icon, Notice, Qr};
use shared::text::{Text, words};

pub(super) fn starting() -> AnyView {
    busy(words::STARTING, None, false)
}

pub(super) fn reading() -> AnyView {
    busy(words::INVITE_READING, None, false)
}

pub(super) fn waiting() -> AnyView {
    let say = say();
    // Where words are compared, both sides see the same four; elsewhere nobody asks for them.
    let four = move || {
        say.app.trust.join_words().map(|four| {
            let items: Vec<AnyView> = four
                .into_iter()
                .map(|word| view! { <li class="code-grid__word">{word}</li> }.into_any())
                .collect();
            view! {
                <p>{say.t(words::READ_WORDS_OUT)}</p>
                <ol class="code-grid" aria-label=say.t(words::FOUR_WORDS)>{items}</ol>
            }
        })
    };
    // At a table without a signal the inviting device scans this.
    let answer = move || {
        say.app.trust.table_answer().map(|code| {
            view! {
                <div class="panel">
                    <p>{say.t(words::TABLE_SHOW)}</p>
                    <Qr text=code.clone() label=say.s(words::TABLE_SHOW)/>
                    <p class="invite-link">{code}</p>
                </div>
            }
        })
    };
    let more = view! { {answer}{four} };
    busy_with(
        words::JOIN_WAITING,
        Some(words::JOIN_WAITING_TEXT),
        true,
        more.into_any(),
    )
}

pub(super) fn loading() -> AnyView {
    // A phone on which every circle is damaged has nothing to show either, and is no newcomer.
    if untrack(|| say().app.sync.to_tell().mending) {
        return busy(words::MENDING, Some(words::MENDING_ALL_TEXT), false);
    }
    busy(words::JOIN_LOADING, None, true)
}

fn busy(heading: Text, text: Option<Text>, needs_network: bool) -> AnyView {
    busy_with(heading, text, needs_network, ().into_any())
}

fn busy_with(heading: Text, text: Option<Text>, needs_network: bool, more: AnyView) -> AnyView {
    let say = say();
    title(say.t(heading));
    let link = say.app.sync.state();
    // Before it is known how much there is, the bar says only that something is going on.
    let known = Memo::new(move |_| say.app.sync.loading().is_some());
    let body = view! {
        <div role="status"><h1>{say.t(heading)}</h1></div>
        {text.map(|text| view! { <p>{say.t(text)}</p> })}
        {more}
        {move || if known.get() {
            loading_bar(say.app, say.locale, say.s(heading))
        } else {
            view! { <progress class="progress__bar" aria-label=say.t(heading)></progress> }.into_any()
        }}
        {move || (needs_network && link.get() == Link::Offline).then(|| view! {
            <Notice icon="offline" title=say.s(words::OFFLINE) text=say.s(words::JOIN_NEEDS_NETWORK)/>
        })}
        <p class="icon-line"><Icon name="lock" small=true/><span>{say.t(words::JOIN_AFTER)}</span></p>
    };
    // As soon as a circle can be read, nobody has to wait for the rest of it.
    let usable = move || known.get() && say.app.session.spaces().with(|it| !it.is_empty());
    let foot = move || {
        usable().then(|| {
            view! {
                <Button
                    label=say.s(words::JOIN_USE_NOW)
                    icon="forward"
                    size=ButtonSize::Wide
                    press=Callback::new(move |()| say.app.session.finish())
                />
            }
        })
    };
    frame(None, body, foot)
}
