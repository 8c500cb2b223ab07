//! One person in one circle: role, devices, a new device for somebody who lost theirs, the way out.

use super::circle_in;
use super::give::{asked_twice, give};
use super::people::{
    CAPABILITIES, ROLES, day_of, device_name, may_word, name_of, role_word, since,
};
use crate::error::advice;
use crate::pages::frame::{Bar, Frame, Place};
use crate::pages::invite::shown as shown_invitation;
use crate::pages::missing::Missing;
use crate::pages::reading::{Reader, use_reader};
use crate::pages::status::{Status, use_status};
use crate::router::use_params_map;
use crate::routes;
use crate::state::{Invitation, Order, is_sheet, usual};
use crate::ui::*;
use crate::widgets::{
    Button, ButtonLook, ChoiceInput, Entry, LinkButton, PageHead, Row, RowList, Section, Wiring,
};
use leptos::task::spawn_local;
use shared::ids::{MemberId, SpaceId};
use shared::mlog::{Capability, Role};
use shared::records::SpaceKind;
use shared::sync::{Person as PersonView, PersonDevice};
use shared::text::{sentences, words};

/// How long the invitation for a person's new device is good.
const NEW_DEVICE_MS: u64 = 7 * 24 * 3_600_000;

/// Draws the person in the address.
#[component]
pub fn Person() -> impl IntoView {
    let params = use_params_map();
    move || {
        let found = params.with(|map| {
            let member: MemberId = map.get("member")?.parse().ok()?;
            Some((circle_in(map)?, member))
        });
        match found {
            Some((space, member)) => page(space, member),
            None => view! { <Missing /> }.into_any(),
        }
    }
}

fn page(space: SpaceId, member: MemberId) -> AnyView {
    let reader = use_reader();
    let status = use_status();
    let trust = reader.app.trust;
    // What is being chosen stays when something arrives meanwhile.
    let made = RwSignal::new(None::<Invitation>);
    let chosen = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    choose_usual(reader, space, member, chosen);
    let sub = Signal::derive(move || {
        let circle = trust.circle(space);
        circle.map(|circle| circle.title).unwrap_or_default()
    });
    let bar = Bar::Back {
        href: routes::circle(space),
        place: reader.s(words::PERSON),
        sub,
    };
    view! {
        <Frame reader=reader title=reader.t(words::PERSON) bar=bar here=Place::Settings>
            {move || {
                let people = trust.people(space);
                match people.iter().find(|it| it.member == member) {
                    Some(person) => inside(reader, status, space, person, chosen, made),
                    None => view! {
                        <PageHead title=reader.s(words::PERSON_GONE) />
                        <p>
                            <LinkButton
                                label=reader.t(words::WHO_IS_IN)
                                href=routes::circle(space)
                                look=ButtonLook::Primary
                            />
                        </p>
                    }
                    .into_any(),
                }
            }}
        </Frame>
    }
    .into_any()
}

fn inside(
    reader: Reader,
    status: Status,
    space: SpaceId,
    person: &PersonView,
    chosen: Chosen,
    made: RwSignal<Option<Invitation>>,
) -> AnyView {
    let circle = reader.app.trust.circle(space);
    let admin = circle.and_then(|it| it.capability) == Some(Capability::Admin);
    let facts = [
        (words::JOIN_ROLE, reader.s(role_word(person.role))),
        (words::MAY, reader.s(may_word(person.capability))),
        (words::SINCE, since(reader, person)),
    ];
    let facts: Vec<AnyView> = facts
        .into_iter()
        .map(|(label, value)| {
            view! { <div class="facts__item"><dt>{reader.t(label)}</dt><dd>{value}</dd></div> }
                .into_any()
        })
        .collect();
    let member = person.member;
    let go = Callback::new(move |()| {
        give(
            reader,
            status,
            Order::RemoveMember(space, member),
            words::DECIDED,
        );
    });
    let (line, first) = if person.me {
        (words::LEAVE_CIRCLE, words::LEAVE_CIRCLE_1)
    } else {
        (words::REMOVE_PERSON, words::REMOVE_PERSON_1)
    };
    let follows = [
        first,
        words::REMOVE_2,
        words::REMOVE_3,
        words::REMOVE_4,
        words::REMOVE_5,
    ];
    let devices: Vec<AnyView> = person
        .devices
        .iter()
        .map(|device| device_row(reader, device))
        .collect();
    view! {
        <PageHead title=name_of(reader, person) />
        <dl class="facts">{facts}</dl>
        <Section id="geraete" title=reader.t(words::DEVICES)>
            <RowList>{devices}</RowList>
        </Section>
        {admin.then(|| role(reader, status, space, member, chosen))}
        {(admin && !person.me).then(|| new_device(reader, status, space, member, made))}
        {(admin || person.me).then(|| asked_twice(reader, line, &follows, line, go))}
    }
    .into_any()
}

fn device_row(reader: Reader, device: &PersonDevice) -> AnyView {
    let day = day_of(reader, device.since_ms);
    let mut meta = vec![sentences::since_by(&day, None, reader.locale)];
    if device.this {
        meta.insert(0, reader.s(words::THIS_DEVICE));
    }
    let icon = if is_sheet(device) { "print" } else { "device" };
    view! { <Row title=device_name(reader, device) meta=meta.join(" · ") icon=icon /> }.into_any()
}

/// Role and right being chosen, by their keys.
type Chosen = (RwSignal<String>, RwSignal<String>);

/// Begins with what the person has. Choosing a role proposes what is usual for it; what counts is what is chosen.
fn choose_usual(reader: Reader, space: SpaceId, member: MemberId, (role, may): Chosen) {
    let may_key = |capability: Capability| {
        let found = CAPABILITIES.iter().find(|(other, ..)| *other == capability);
        found.map_or("", |(_, key, _)| *key).to_owned()
    };
    let people = untrack(|| reader.app.trust.people(space));
    if let Some(person) = people.iter().find(|it| it.member == member) {
        role.set(person.role.key().to_owned());
        may.set(may_key(person.capability));
    }
    let kind = untrack(|| reader.app.trust.circle(space)).map_or(SpaceKind::Town, |it| it.kind);
    Effect::new(move |before: Option<String>| {
        let now = role.get();
        if before.is_some_and(|before| before != now)
            && let Some(role) = Role::from_key(&now)
        {
            may.set(may_key(usual(role, kind)));
        }
        now
    });
}

fn role(
    reader: Reader,
    status: Status,
    space: SpaceId,
    member: MemberId,
    (role, may): Chosen,
) -> AnyView {
    let press = Callback::new(move |()| {
        let chosen = CAPABILITIES
            .iter()
            .find(|(_, key, _)| may.with_untracked(|may| may == key));
        if let (Some(role), Some((capability, ..))) =
            (role.with_untracked(|key| Role::from_key(key)), chosen)
        {
            let order = Order::SetRole(space, member, role, *capability);
            give(reader, status, order, words::DECIDED);
        }
    });
    let roles: Vec<Entry> = ROLES
        .iter()
        .map(|(role, name, what)| {
            entry(
                role.key(),
                format!("{} – {}", reader.t(*name), reader.t(*what)),
            )
        })
        .collect();
    let rights: Vec<Entry> = CAPABILITIES
        .iter()
        .map(|(_, key, words)| entry(key, reader.s(*words)))
        .collect();
    view! {
        <Section id="rolle-aendern" title=reader.t(words::CHANGE_ROLE)>
            <ChoiceInput
                wiring=Wiring::plain("rolle", reader.t(words::INVITE_ROLE))
                value=role
                entries=roles
                none=""
            />
            <ChoiceInput
                wiring=Wiring::plain("darf", reader.t(words::MAY))
                value=may
                entries=rights
                none=""
            />
            <p><Button label=reader.s(words::CHANGE_ROLE) icon="check" press=press /></p>
        </Section>
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

/// The second admin's way to bring somebody back who lost everything.
fn new_device(
    reader: Reader,
    status: Status,
    space: SpaceId,
    member: MemberId,
    made: RwSignal<Option<Invitation>>,
) -> AnyView {
    let press = Callback::new(move |()| {
        spawn_local(async move {
            let of = Some((space, member));
            match reader.app.trust.invite_device(of, NEW_DEVICE_MS).await {
                Ok(invitation) => drop(made.try_set(Some(invitation))),
                Err(error) => status.offer(reader.s(advice(&error).words), None),
            }
        });
    });
    view! {
        <Section id="zurueck" title=reader.t(words::NEW_DEVICE_FOR)>
            <p class="measure">{reader.t(words::NEW_DEVICE_FOR_TEXT)}</p>
            <p><Button label=reader.s(words::INVITE_NEW_DEVICE) icon="qr" press=press /></p>
            <div aria-live="polite">
                {move || made.get().map(|it| shown_invitation(reader, status, &it))}
            </div>
        </Section>
    }
    .into_any()
}
