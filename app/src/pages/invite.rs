//! Einladen: a link and its QR code for one more device. The secret stands in the link and nowhere else.

use super::frame::{Bar, Frame, Place};
use super::reading::{Reader, use_reader};
use super::status::use_status;
use crate::error::advice;
use crate::platform::hand_over;
use crate::routes;
use crate::state::Invitation;
use crate::ui::*;
use crate::widgets::{
    Button, ButtonLook, ButtonSize, ChoiceInput, Entry, Icon, IconLine, Notice, PageHead, Qr,
    ReadyItem, ReadyList, Section, Tone, Wiring,
};
use leptos::task::spawn_local;
use shared::records::SpaceKind;
use shared::text::{Text, sentences, words};

/// Roles that can be invited to a town, with key, word and what it may do.
const ROLES: [(&str, Text, Text); 5] = [
    ("gk", words::ROLE_GK, words::ROLE_GK_TEXT),
    ("rathaus", words::ROLE_RATHAUS, words::ROLE_RATHAUS_TEXT),
    ("allianz", words::ROLE_ALLIANZ, words::ROLE_ALLIANZ_TEXT),
    ("lesen", words::ROLE_LESEN, words::ROLE_LESEN_TEXT),
    (
        "projektteam",
        words::ROLE_PROJEKTTEAM,
        words::ROLE_PROJEKTTEAM_TEXT,
    ),
];

/// How long an invitation can live, in milliseconds.
const LIVES: [(&str, u64); 3] = [
    ("1", HOUR_MS),
    ("24", 24 * HOUR_MS),
    ("168", 7 * 24 * HOUR_MS),
];
const HOUR_MS: u64 = 3_600_000;

/// Draws the page.
#[component]
pub fn Invite() -> impl IntoView {
    let reader = use_reader();
    let status = use_status();
    let session = reader.app.session;
    let role = RwSignal::new("gk".to_owned());
    let life = RwSignal::new("24".to_owned());
    let made = RwSignal::new(None::<Invitation>);
    let failed = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let town = session.current();
    let sub = Signal::derive(move || town.get().map(|space| space.title).unwrap_or_default());
    let bar = Bar::Back {
        href: routes::TOWN.to_owned(),
        place: reader.s(words::INVITE),
        sub,
    };
    let admin = move || town.get().is_some_and(|space| session.is_admin(space.id));
    let make = Callback::new(move |()| {
        let Some((key, ..)) = ROLES
            .iter()
            .find(|(key, ..)| role.with_untracked(|role| role == key))
        else {
            return;
        };
        let chosen = LIVES
            .iter()
            .find(|(key, _)| life.with_untracked(|life| life == key));
        let life_ms = chosen.map_or(HOUR_MS, |(_, ms)| *ms);
        let spaces = spaces_for(reader, key);
        busy.set(true);
        failed.set(None);
        spawn_local(async move {
            match reader.app.sync.invite(key, spaces, life_ms).await {
                Ok(invitation) => {
                    let _left = made.try_set(Some(invitation));
                }
                Err(error) => {
                    let _left = failed.try_set(Some(reader.s(advice(&error).words)));
                }
            }
            let _left = busy.try_set(false);
        });
    });
    let roles = ROLES
        .iter()
        .filter(|(key, ..)| *key != "projektteam" || has_team(reader))
        .map(|(key, name, what)| entry(key, format!("{} – {}", reader.t(*name), reader.t(*what))))
        .collect();
    let lives = LIVES
        .iter()
        .map(|(key, ms)| {
            let minutes = usize::try_from(ms / 60_000).unwrap_or(usize::MAX);
            entry(key, sentences::valid_for(minutes, 1, reader.locale))
        })
        .collect();
    view! {
        <Frame reader=reader title=reader.t(words::INVITE) bar=bar here=Place::Town>
            <PageHead title=reader.s(words::INVITE) text=Signal::stored(reader.s(words::INVITE_ONE_PERSON)) />
            {move || (!admin()).then(|| view! { <IconLine icon="lock" text=reader.t(words::READ_ONLY) /> })}
            <ChoiceInput
                wiring=Wiring::plain("rolle", reader.t(words::INVITE_ROLE))
                value=role
                entries=roles
                none=""
            />
            <ChoiceInput
                wiring=Wiring::plain("dauer", reader.t(words::JOIN_VALID))
                value=life
                entries=lives
                none=""
            />
            {move || failed.get().map(|text| view! {
                <Notice tone=Tone::Danger icon="stop" title=reader.t(words::NO_INVITE) text=text />
            })}
            <Button
                label=reader.s(words::INVITE_MAKE)
                icon="qr"
                look=ButtonLook::Primary
                size=ButtonSize::Large
                busy=busy
                disabled=Signal::derive(move || !admin())
                press=make
            />
            <div aria-live="polite">
                {move || made.get().map(|invitation| shown(reader, status, &invitation))}
            </div>
            {move || pending(reader)}
        </Frame>
    }
}

fn entry(key: &str, label: String) -> Entry {
    Entry {
        key: key.to_owned(),
        label,
        group: None,
    }
}

fn has_team(reader: Reader) -> bool {
    untrack(|| {
        reader
            .app
            .session
            .spaces()
            .with(|all| all.iter().any(|space| space.kind == SpaceKind::Team))
    })
}

/// The spaces a role comes into: the town shown and the network; the project team into everything.
fn spaces_for(reader: Reader, role: &str) -> Vec<shared::ids::SpaceId> {
    let current = untrack(|| reader.app.session.current().get()).map(|space| space.id);
    untrack(|| reader.app.session.spaces().get())
        .into_iter()
        .filter(|space| match space.kind {
            SpaceKind::Network => true,
            SpaceKind::Team => role == "projektteam",
            SpaceKind::Town => role == "projektteam" || Some(space.id) == current,
            SpaceKind::Core | SpaceKind::Case => false,
        })
        .map(|space| space.id)
        .collect()
}

fn shown(reader: Reader, status: super::status::Status, invitation: &Invitation) -> AnyView {
    let link = StoredValue::new(invitation.link.clone());
    let copy = Callback::new(move |()| {
        let link = link.get_value();
        spawn_local(async move {
            let line = if hand_over::copy(&link).await {
                words::COPIED
            } else {
                words::NOT_COPIED
            };
            status.offer(reader.s(line), None);
        });
    });
    let share = Callback::new(move |()| {
        let link = link.get_value();
        spawn_local(async move {
            // A share sheet that was closed has nothing to report.
            let _closed = hand_over::share("Schulterschluss", &link).await;
        });
    });
    let until = sentences::valid_until(&reader.near_ms(invitation.expires_ms), reader.locale);
    view! {
        <div class="panel">
            <Qr text=invitation.link.clone() label=reader.t(words::INVITE_QR_LABEL) />
            <p>{reader.t(words::INVITE_SCAN)}</p>
            <p class="field__label">{reader.t(words::INVITE_LINK)}</p>
            <p class="invite-link">{invitation.link.clone()}</p>
            <p class="icon-line"><Icon name="clock" small=true /><span>{until}</span></p>
            <div class="cluster">
                <Button label=reader.s(words::COPY) icon="link" press=copy />
                {hand_over::can_share().then(|| view! {
                    <Button label=reader.s(words::SHARE) icon="forward" press=share />
                })}
            </div>
        </div>
    }
    .into_any()
}

fn pending(reader: Reader) -> AnyView {
    let waiting = reader.app.sync.joins();
    let body = if waiting.is_empty() {
        view! { <p class="section__note">{reader.t(words::INVITE_PENDING_NONE)}</p> }.into_any()
    } else {
        let lines = waiting
            .into_iter()
            .map(|join| view! { <ReadyItem text=join.name icon="clock" open=true /> })
            .collect_view();
        view! { <ReadyList>{lines}</ReadyList> }.into_any()
    };
    view! { <Section id="wartende" title=reader.t(words::INVITE_PENDING)>{body}</Section> }
        .into_any()
}
