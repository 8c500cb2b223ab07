//! Screens on which nothing goes on by itself: nothing here yet, an invitation that opens nothing, another window, a
//! store that cannot be used. Each says what is, what follows, and has one way on.

use super::frame::{Say, frame, say, title};
use crate::error::{AppError, advice};
use crate::pages::hand_over::offer;
use crate::pages::scan::code_input;
use crate::pages::wall_clock;
use crate::platform::{address, clock, hand_over};
use crate::ui::*;
use crate::widgets::{Button, ButtonLook, ButtonSize, Icon, Notice, Tone, Wiring};
use leptos::ev::SubmitEvent;
use leptos::task::spawn_local;
use shared::crypto::InviteCodeError;
use shared::text::{Text, dates, sentences, words};

pub(super) fn empty() -> AnyView {
    let say = say();
    title(say.t(words::NO_INVITE));
    let body = view! {
        <super::roofline::Roofline/>
        <h1>{say.t(words::NO_INVITE)}</h1>
        {erased(say)}
        <p>{say.t(words::NO_INVITE_TEXT)}</p>
        {code_form(say)}
    };
    let foot = view! {
        {open_key(say)}
        <Button
            label=say.s(words::WITH_SHEET)
            icon="print"
            look=ButtonLook::Quiet
            size=ButtonSize::Wide
            press=Callback::new(move |()| say.app.session.use_sheet())
        />
        {super::first_day_key()}
        {super::welcome::language(say)}
    };
    frame(None, body, foot)
}

/// Says which circles were erased from this device, by whom, and what became of unsent work.
fn erased(say: Say) -> Vec<AnyView> {
    let session = say.app.session;
    session
        .erased()
        .get_untracked()
        .into_iter()
        .map(|erased| {
            let time = dates::time(wall_clock::from_ms(erased.at_ms));
            let line = sentences::erased_by(&erased.title, erased.by.as_deref(), &time, say.locale);
            view! {
                <Notice
                    tone=Tone::Warn
                    icon="trash"
                    title=say.s(words::ERASED)
                    text=line
                    note=say.s(words::ERASED_TEXT)
                />
            }
            .into_any()
        })
        .collect()
}

pub(super) fn failed(error: &AppError) -> AnyView {
    let say = say();
    let offline = *error == AppError::Offline;
    let heading = match error {
        AppError::Offline => words::INVITE_WAITS,
        AppError::TurnedAway => words::TURNED_AWAY,
        _ => words::INVITE_FAILED,
    };
    title(say.t(heading));
    let reason = match error {
        AppError::Offline => say.s(words::JOIN_NEEDS_NETWORK),
        AppError::InviteCode(InviteCodeError::Character { position }) => {
            sentences::invite_mistyped(*position, say.locale)
        }
        other => say.s(advice(other).words),
    };
    let tone = if offline { Tone::Info } else { Tone::Warn };
    let icon = if offline { "offline" } else { "warning" };
    let body = view! {
        <h1>{say.t(heading)}</h1>
        <div role="status"><Notice tone=tone icon=icon title=reason/></div>
        {(!offline).then(|| code_form(say))}
    };
    let foot = if offline {
        view! {
            <Button
                label=say.s(words::RETRY)
                icon="sync"
                look=ButtonLook::Primary
                size=ButtonSize::Large
                press=Callback::new(move |()| say.app.session.retry_invitation())
            />
        }
        .into_any()
    } else {
        open_key(say).into_any()
    };
    let foot = view! {
        {foot}
        <Button
            label=say.s(words::CANCEL)
            look=ButtonLook::Quiet
            size=ButtonSize::Wide
            press=Callback::new(move |()| say.app.session.leave_invitation())
        />
    };
    frame(None, body, foot)
}

pub(super) fn other_tab() -> AnyView {
    let take = |say: Say| Callback::new(move |()| say.app.session.take_over());
    one_way_on(
        words::OTHER_TAB,
        words::OTHER_TAB_TEXT,
        words::OTHER_TAB_TAKE,
        take,
    )
}

pub(super) fn broken(error: &AppError) -> AnyView {
    let again = |say: Say| Callback::new(move |()| say.app.session.try_again());
    let reload = |_: Say| Callback::new(|()| address::reload());
    let reason = advice(error);
    match error {
        AppError::Emptied => one_way_on(words::STORE_TROUBLE, reason.words, words::NEXT, again),
        _ if reason.action == crate::error::Action::Update => one_way_on(
            words::STORE_TROUBLE,
            reason.words,
            words::UPDATE_LOAD,
            reload,
        ),
        _ => one_way_on(words::STORE_TROUBLE, reason.words, words::RETRY, again),
    }
}

fn one_way_on(
    heading: Text,
    text: Text,
    label: Text,
    press: impl Fn(Say) -> Callback<()>,
) -> AnyView {
    let say = say();
    title(say.t(heading));
    let broken = heading == words::STORE_TROUBLE;
    let body = view! {
        <h1>{say.t(heading)}</h1>
        <p role="status">{say.t(text)}</p>
        {broken.then(|| salvaged(say))}
        {broken.then(|| view! {
            <Button
                label=say.s(words::COPY_REPORT)
                icon="copy"
                press=Callback::new(move |()| {
                    let phase = say.app.session.phase().get_untracked();
                    let report = format!("{}\n{phase:?}", say.app.sync.report());
                    spawn_local(async move { let _copied = hand_over::copy(&report).await; });
                })
            />
        })}
    };
    let foot = view! {
        <Button
            label=say.s(label)
            look=ButtonLook::Primary
            size=ButtonSize::Large
            press=press(say)
        />
    };
    frame(None, body, foot)
}

/// What can still be read of a damaged storage, as a rescue file.
fn salvaged(say: Say) -> Option<AnyView> {
    let saved = say.app.sync.salvaged()?;
    let note = sentences::salvaged(saved.envelopes, saved.left, say.locale);
    let save = Callback::new(move |()| {
        let today = dates::split(wall_clock::from_ms(clock::now_ms())).0;
        offer(today, &saved.file);
    });
    Some(
        view! {
            <Notice tone=Tone::Ok icon="save" title=say.s(words::SALVAGE) note=note>
                <Button label=say.s(words::RESCUE_SAVE) icon="save" press=save />
            </Notice>
        }
        .into_any(),
    )
}

/// The code of an invitation, typed or pasted with its link.
fn code_form(say: Say) -> impl IntoView {
    let code = RwSignal::new(String::new());
    let error = RwSignal::new(None);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = code.get_untracked();
        if typed.trim().is_empty() {
            error.set(Some(say.s(words::INVITE_CODE_MISSING)));
            crate::pages::focus::to("code");
            return;
        }
        say.app.session.open_invitation(typed);
    };
    let wiring = Wiring {
        hint: Some(say.s(words::INVITE_CODE_HINT)),
        error: error.into(),
        ..Wiring::plain("code", say.t(words::INVITE_CODE))
    };
    view! {
        <form id="einladung" autocomplete="off" on:submit=submit>
            {code_input(say.locale, wiring, code)}
        </form>
    }
}

fn open_key(say: Say) -> impl IntoView {
    view! {
        <button
            class="button button--primary button--large button--wide"
            type="submit"
            form="einladung"
        >
            {say.t(words::INVITE_OPEN)}
            <Icon name="forward"/>
        </button>
    }
}
