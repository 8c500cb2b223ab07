//! Step 1: where the invitation leads, as what, how long it is good; a name for this device.

use super::frame::{Say, frame, say, title};
use super::roofline::Roofline;
use crate::platform::clock;
use crate::state::JoinView;
use crate::ui::*;
use crate::widgets::{Button, ButtonLook, ButtonSize, Icon, RowList, TextInput, Wiring, breakable};
use leptos::ev::SubmitEvent;
use shared::text::{sentences, words};

pub(super) fn welcome() -> AnyView {
    let say = say();
    let invitation = say.app.session.invitation().get_untracked();
    let known = invitation.known_device;
    let name = RwSignal::new(String::new());
    let error = RwSignal::new(None);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = name.get_untracked();
        if typed.trim().is_empty() && !known {
            error.set(Some(say.s(words::JOIN_NAME_MISSING)));
            crate::pages::focus::to("name");
            return;
        }
        say.app.session.accept(&typed);
    };
    let (heading, label, hint) = if invitation.further {
        let heading = say.s(words::WELCOME_DEVICE);
        (heading, words::DEVICE_NAME, words::DEVICE_NAME_HINT)
    } else {
        let heading = sentences::welcome(&invitation.title, say.locale);
        (heading, words::JOIN_NAME, words::JOIN_NAME_HINT)
    };
    title(&heading);
    let wiring = Wiring {
        hint: Some(say.s(hint)),
        error: error.into(),
        ..Wiring::plain("name", say.t(label))
    };
    let body = view! {
        <Roofline/>
        <h1>{heading}</h1>
        <p>{say.t(words::JOIN_AFTER)}</p>
        {summary(say, &invitation)}
        <form id="beitreten" autocomplete="off" on:submit=submit>
            {(!known).then(|| view! { <TextInput wiring=wiring value=name/> })}
        </form>
    };
    // A phone in use goes back to where it was; an empty one can only take another.
    let (other, icon) = if known {
        (words::INVITE_NO, "back")
    } else {
        (words::INVITE_OTHER, "qr")
    };
    let foot = view! {
        <button
            class="button button--primary button--large button--wide"
            type="submit"
            form="beitreten"
        >
            {say.t(words::JOIN)}
            <Icon name="forward"/>
        </button>
        <Button
            label=say.s(other)
            icon=icon
            look=ButtonLook::Quiet
            size=ButtonSize::Wide
            press=Callback::new(move |()| say.app.session.leave_invitation())
        />
        {language(say)}
    };
    frame((!known).then_some(1), body, foot)
}

fn summary(say: Say, invitation: &JoinView) -> impl IntoView + use<> {
    let left_ms = invitation.expires_ms.saturating_sub(clock::now_ms());
    let minutes = usize::try_from(left_ms / 60_000).unwrap_or(0);
    let valid = sentences::valid_for(minutes, invitation.uses_left, say.locale);
    let role = invitation.role.map_or("", |role| say.t(role));
    let (icon, label) = if invitation.further {
        ("person", words::PERSON)
    } else {
        ("town", words::JOIN_TOWN)
    };
    let lines = [
        line(icon, say.t(label), invitation.title.clone()),
        line("people", say.t(words::JOIN_ROLE), breakable(role)),
        line("clock", say.t(words::JOIN_VALID), valid),
    ];
    view! { <RowList>{lines.into_iter().collect_view()}</RowList> }
}

/// A fact: its label stands above it.
fn line(icon: &'static str, label: &'static str, fact: String) -> impl IntoView {
    view! {
        <li class="row row-list__item">
            <Icon name=icon/>
            <span class="row__body">
                <span class="row__meta">{label}</span>
                <span class="row__title">{fact}</span>
            </span>
        </li>
    }
}

/// A key to the other language, written in that language.
pub(super) fn language(say: Say) -> impl IntoView {
    let other = match say.locale {
        shared::text::Locale::De => shared::text::Locale::En,
        shared::text::Locale::En => shared::text::Locale::De,
    };
    view! {
        <button
            class="button button--quiet button--wide"
            type="button"
            lang=other.tag()
            on:click=move |_| say.app.prefs.set_locale(other)
        >
            {say.t(words::OTHER_LANGUAGE)}
        </button>
    }
}
