//! Einladen: into which circle, as what, by which way; then a link with its QR code, who waits, what is still open. The
//! secret stands in the link and nowhere else.

use super::focus;
use super::frame::{Bar, Frame, Place};
use super::reading::{Reader, use_reader};
use super::scan::code_input;
use super::status::{Status, use_status};
use super::trust::people::{CAPABILITIES, ROLES, kind_word};
use super::trust::waiting::waiting;
use crate::error::advice;
use crate::platform::{clock, hand_over};
use crate::router::use_query_map;
use crate::routes;
use crate::state::{Invitation, Order, is_confidential, usual};
use crate::ui::*;
use crate::widgets::{
    Button, ButtonLook, ButtonSize, ChoiceInput, Entry, Icon, IconLine, Notice, PageHead, Qr, Row,
    RowList, Section, Segmented, Tone, Wiring,
};
use leptos::task::spawn_local;
use shared::ids::{InviteId, SpaceId};
use shared::mlog::{Capability, Role};
use shared::records::SpaceKind;
use shared::sync::SpaceInfo;
use shared::text::{sentences, words};

/// The two ways, with key, word and how long an invitation made for it is good: both at one table, or a link that is
/// sent.
const WAYS: [(&str, shared::text::Text, u64); 2] = [
    ("tisch", words::WAY_TABLE, 15 * 60_000),
    ("link", words::WAY_LINK, 7 * 24 * 3_600_000),
];

/// The heading of the invitation that was just made.
const MADE: &str = "einladung-fuer";

/// Draws the page.
#[component]
pub fn Invite() -> impl IntoView {
    let reader = use_reader();
    let status = use_status();
    let given = use_query_map().with_untracked(|map| map.get(routes::INTO)?.parse().ok());
    let into = Memo::new(move |_| given.or_else(|| Some(reader.app.session.current().get()?.id)));
    let circle = Memo::new(move |_| reader.app.trust.circle(into.get()?));
    let role = RwSignal::new(Role::Gk.key().to_owned());
    let may = RwSignal::new(String::new());
    let way = RwSignal::new(WAYS[0].0.to_owned());
    let made = RwSignal::new(None::<Invitation>);
    let failed = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let sub = Signal::derive(move || circle.get().map(|it| it.title).unwrap_or_default());
    // Where a role has a usual place, it is proposed; a circle that lacks a second admin asks for one first.
    Effect::new(move || {
        let (Some(circle), Some(role)) = (circle.get(), role.with(|key| Role::from_key(key)))
        else {
            return;
        };
        let proposed = if circle.needs_admins {
            Capability::Admin
        } else {
            usual(role, circle.kind)
        };
        let key = CAPABILITIES.iter().find(|(it, ..)| *it == proposed);
        may.set(key.map_or("", |(_, key, _)| *key).to_owned());
    });
    // A link made for another choice is not the one that is asked for now.
    let chosen = Memo::new(move |_| format!("{} {} {}", role.get(), may.get(), way.get()));
    Effect::new(move || {
        chosen.with(|_| ());
        made.set(None);
        failed.set(None);
    });
    let bar = Bar::Back {
        href: given.map_or_else(|| routes::TOWN.to_owned(), routes::circle),
        place: reader.s(words::INVITE),
        sub,
    };
    let admin = move || {
        circle
            .get()
            .is_some_and(|it| it.capability == Some(Capability::Admin))
    };
    let make = Callback::new(move |()| {
        let chosen = untrack(|| {
            let role = Role::from_key(&role.get())?;
            let may = CAPABILITIES.iter().find(|(_, key, _)| *key == may.get())?.0;
            let life_ms = WAYS.iter().find(|(key, ..)| *key == way.get())?.2;
            Some((role, grants(reader, &circle.get()?, role, may), life_ms))
        });
        let Some((role, grants, life_ms)) = chosen else {
            return;
        };
        busy.set(true);
        failed.set(None);
        spawn_local(async move {
            match reader.app.sync.invite(role, grants, life_ms).await {
                Ok(invitation) => drop(made.try_set(Some(invitation))),
                Err(error) => drop(failed.try_set(Some(reader.s(advice(&error).words)))),
            }
            let _left = busy.try_set(false);
        });
    });
    view! {
        <Frame reader=reader title=reader.t(words::INVITE) bar=bar here=Place::Town>
            <PageHead title=reader.s(words::INVITE) text=Signal::stored(reader.s(words::INVITE_ONE_PERSON)) />
            {move || (!admin()).then(|| view! { <IconLine icon="lock" text=reader.t(words::ADMIN_ONLY) /> })}
            {move || waiting(reader, None)}
            {move || circle.get().filter(|_| admin()).map(|circle| form(reader, &circle, role, may, way))}
            {move || failed.get().map(|text| view! {
                <Notice tone=Tone::Danger icon="stop" title=reader.t(words::NO_INVITE) text=text />
            })}
            {move || admin().then(|| view! {
                <Button
                    label=reader.s(words::INVITE_MAKE)
                    icon="qr"
                    look=ButtonLook::Primary
                    size=ButtonSize::Large
                    busy=busy
                    press=make
                />
            })}
            <div aria-live="polite">
                {move || made.get().map(|invitation| shown(reader, status, &invitation))}
            </div>
            <Section id="einladungen" title=reader.t(words::INVITATIONS)>
                {move || {
                    let all = reader.app.sync.invitations();
                    made_rows(reader, status, &all, clock::now_ms())
                }}
            </Section>
        </Frame>
    }
}

fn form(
    reader: Reader,
    circle: &SpaceInfo,
    role: RwSignal<String>,
    may: RwSignal<String>,
    way: RwSignal<String>,
) -> AnyView {
    let roles = ROLES
        .iter()
        .filter(|(role, ..)| *role != Role::Projektteam || has_team(reader))
        .map(|(role, name, what)| {
            entry(
                role.key(),
                format!("{} – {}", reader.t(*name), reader.t(*what)),
            )
        })
        .collect();
    let rights = CAPABILITIES
        .iter()
        .map(|(_, key, words)| entry(key, reader.s(*words)))
        .collect();
    let ways = WAYS
        .iter()
        .map(|(key, word, _)| ((*key).to_owned(), reader.s(*word)))
        .collect();
    let confidential = is_confidential(circle.kind);
    view! {
        <p class="icon-line">
            <Icon name=super::trust::people::kind_icon(circle.kind) small=true />
            <span>{format!("{}: {}", reader.t(kind_word(circle.kind)), circle.title)}</span>
        </p>
        <ChoiceInput
            wiring=Wiring::plain("rolle", reader.t(words::INVITE_ROLE))
            value=role
            entries=roles
            none=""
        />
        {confidential.then(|| view! {
            <ChoiceInput
                wiring=Wiring::plain("darf", reader.t(words::MAY))
                value=may
                entries=rights
                none=""
            />
        })}
        <div class="field">
            <p class="field__label">{reader.t(words::WAY)}</p>
            <Segmented
                label=reader.t(words::WAY)
                options=ways
                chosen=way
                choose=Callback::new(move |key: String| way.set(key))
            />
            <p class="field__hint">{move || {
                let hint = if way.get() == WAYS[0].0 { words::WAY_TABLE_TEXT } else { words::WAY_LINK_TEXT };
                reader.t(hint)
            }}</p>
        </div>
        {move || {
            let admin = if confidential {
                true
            } else {
                role.with(|key| Role::from_key(key)).is_some_and(|role| {
                    usual(role, SpaceKind::Town) == Capability::Admin
                })
            };
            let text = if admin { words::WORDS_WILL_BE_ASKED } else { words::COMES_BY_ITSELF };
            view! { <IconLine icon="key" text=reader.t(text) /> }
        }}
    }
    .into_any()
}

fn entry(key: &str, label: String) -> Entry {
    Entry {
        key: key.to_owned(),
        label,
        group: None,
    }
}

fn has_team(reader: Reader) -> bool {
    reader
        .app
        .session
        .spaces()
        .with(|all| all.iter().any(|space| space.kind == SpaceKind::Team))
}

/// What a role gets: a confidential circle stands alone; a town comes with the network; the project team comes into
/// every town, the team and the network.
fn grants(
    reader: Reader,
    circle: &SpaceInfo,
    role: Role,
    may: Capability,
) -> Vec<(SpaceId, Capability)> {
    if is_confidential(circle.kind) {
        return vec![(circle.id, may)];
    }
    let all = reader.app.trust.circles();
    let team = role == Role::Projektteam;
    all.iter()
        .filter(|it| it.capability == Some(Capability::Admin))
        .filter(|it| match it.kind {
            SpaceKind::Network => true,
            SpaceKind::Team => team,
            SpaceKind::Town => team || it.id == circle.id,
            SpaceKind::Core | SpaceKind::Case => false,
        })
        .map(|it| (it.id, usual(role, it.kind)))
        .collect()
}

/// Draws an invitation to be passed on: QR code, link, how long it is good.
pub(super) fn shown(reader: Reader, status: Status, invitation: &Invitation) -> AnyView {
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
    let id = invitation.id;
    let heading = made_heading(reader, invitation);
    let announced = Memo::new(move |_| {
        let all = reader.app.sync.invitations();
        all.iter().any(|it| it.id == id && it.announced)
    });
    if !announced.get_untracked() {
        return at_table(reader, status, id, heading);
    }
    view! {
        <div class="panel">
            {heading}
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

/// Says what the code below is for. It has to be scanned: it comes into view, and the reader is led to it.
fn made_heading(reader: Reader, invitation: &Invitation) -> AnyView {
    request_animation_frame(|| focus::to(MADE));
    let role = if invitation.further {
        words::INVITED_DEVICE
    } else {
        invitation.role
    };
    let text = sentences::invitation_for(reader.t(role), reader.locale);
    view! { <h2 id=MADE tabindex="-1">{text}</h2> }.into_any()
}

/// Draws the way without any network: this code for the other phone, and its answer back.
fn at_table(reader: Reader, status: Status, id: InviteId, heading: AnyView) -> AnyView {
    let answer = RwSignal::new(String::new());
    let error = RwSignal::new(None);
    let wiring = Wiring {
        hint: Some(reader.s(words::TABLE_ANSWER_HINT)),
        error: error.into(),
        ..Wiring::plain("antwort", reader.t(words::TABLE_ANSWER))
    };
    let take = Callback::new(move |()| {
        error.set(None);
        spawn_local(async move {
            match reader
                .app
                .trust
                .take_table_answer(answer.get_untracked())
                .await
            {
                Ok(()) => {
                    let _left = answer.try_set(String::new());
                    status.offer(reader.s(words::TABLE_TAKEN), None);
                }
                Err(problem) => drop(error.try_set(Some(reader.s(advice(&problem).words)))),
            }
        });
    });
    let code = untrack(|| reader.app.trust.table_code(id)).unwrap_or_default();
    view! {
        <div class="panel">
            {heading}
            <IconLine icon="offline" text=reader.t(words::TABLE_TEXT) />
            <Qr text=code.clone() label=reader.t(words::INVITE_QR_LABEL) />
            <p>{reader.t(words::TABLE_FIRST)}</p>
            <details class="more">
                <summary class="more__line">{reader.t(words::TABLE_AS_TEXT)}</summary>
                <p class="invite-link">{code}</p>
            </details>
            {code_input(reader.locale, wiring, answer)}
            <p><Button label=reader.s(words::TABLE_TAKE) icon="check" press=take /></p>
        </div>
    }
    .into_any()
}

/// Draws invitations with what became of them; those that are open can be taken back.
pub(super) fn made_rows(
    reader: Reader,
    status: Status,
    all: &[Invitation],
    now_ms: u64,
) -> AnyView {
    if all.is_empty() {
        return view! { <p class="section__note">{reader.t(words::INVITATIONS_NONE)}</p> }
            .into_any();
    }
    let rows: Vec<AnyView> = all
        .iter()
        .map(|invitation| {
            let id = invitation.id;
            let title = if invitation.further {
                words::INVITED_DEVICE
            } else {
                invitation.role
            };
            let open = invitation.is_open(now_ms);
            let back = open.then(|| {
                let press = Callback::new(move |()| {
                    super::trust::give(reader, status, Order::Withdraw(id), words::INVITE_WITHDRAWN);
                });
                view! {
                    <Button label=reader.s(words::INVITE_WITHDRAW) look=ButtonLook::Quiet press=press />
                }
                .into_any()
            });
            view! {
                <Row
                    title=reader.t(title)
                    meta=fate(reader, invitation, now_ms)
                    icon=if open { "clock" } else { "close" }
                    end=back
                />
            }
            .into_any()
        })
        .collect();
    view! { <RowList>{rows}</RowList> }.into_any()
}

fn fate(reader: Reader, invitation: &Invitation, now_ms: u64) -> String {
    let text = if invitation.withdrawn {
        words::INVITE_IS_WITHDRAWN
    } else if invitation.closed {
        words::INVITE_IS_CLOSED
    } else if let Some(problem) = invitation.problem {
        problem
    } else if invitation.uses_left() == 0 {
        words::INVITE_IS_USED
    } else if invitation.expires_ms <= now_ms {
        words::INVITE_IS_EXPIRED
    } else if !invitation.announced {
        words::INVITE_NOT_ANNOUNCED
    } else {
        let until = reader.near_ms(invitation.expires_ms);
        return match (invitation.uses_max, invitation.uses_left()) {
            (1, _) => sentences::valid_until(&until, reader.locale),
            (_, left) => sentences::valid_until_for(&until, left, reader.locale),
        };
    };
    reader.s(text)
}
