//! One circle: who is in it as what, since when and by whom; who waits; invitations; rules.

use super::circle_in;
use super::give::{asked_twice, give};
use super::people::{
    decided, device_count, kind_icon, kind_word, may_word, name_of, role_word, since,
};
use crate::pages::frame::{Bar, Frame, Place};
use crate::pages::missing::{Missing, NotHere};
use crate::pages::reading::{Reader, use_reader};
use crate::pages::status::{Status, use_status};
use crate::platform::clock;
use crate::router::use_params_map;
use crate::routes;
use crate::state::{Order, is_confidential};
use crate::ui::*;
use crate::widgets::{
    Button, ButtonLook, IconLine, LinkButton, Notice, PageHead, ReadyItem, ReadyList, Row, RowList,
    Section, Tone,
};
use shared::ids::SpaceId;
use shared::mlog::Capability;
use shared::records::SpaceKind;
use shared::sync::{Person, SpaceInfo};
use shared::text::{sentences, words};

/// Draws the circle in the address.
#[component]
pub fn Circle() -> impl IntoView {
    let params = use_params_map();
    move || match params.with(circle_in) {
        Some(space) => page(space),
        None => view! { <Missing /> }.into_any(),
    }
}

fn page(space: SpaceId) -> AnyView {
    let reader = use_reader();
    let status = use_status();
    let sub = Signal::derive(move || {
        let circle = reader.app.trust.circle(space);
        circle.map(|circle| circle.title).unwrap_or_default()
    });
    let bar = Bar::Back {
        href: routes::CIRCLES.to_owned(),
        place: reader.s(words::CIRCLE),
        sub,
    };
    view! {
        <Frame reader=reader title=reader.t(words::CIRCLE) bar=bar here=Place::Settings>
            {move || match reader.app.trust.circle(space) {
                Some(circle) => inside(reader, status, &circle),
                None => view! { <NotHere /> }.into_any(),
            }}
        </Frame>
    }
    .into_any()
}

fn inside(reader: Reader, status: Status, circle: &SpaceInfo) -> AnyView {
    let admin = circle.capability == Some(Capability::Admin);
    let invite = routes::invite_into(circle.id);
    let people = reader.app.trust.people(circle.id);
    let people: Vec<AnyView> = people
        .iter()
        .map(|person| person_row(reader, circle.id, person))
        .collect();
    let (invitations, rules) = (
        invitations(reader, status, circle),
        rules(reader, status, circle, admin),
    );
    let may_invite = admin && circle.alarm.is_none();
    view! {
        <PageHead kicker=Some(reader.s(kind_word(circle.kind))) title=circle.title.clone()>
            {may_invite.then(|| view! {
                <LinkButton label=reader.t(words::INVITE) href=invite icon="qr" look=ButtonLook::Primary />
            })}
        </PageHead>
        {notices(reader, circle)}
        {super::waiting::waiting(reader, Some(circle.id))}
        {pending(reader, status, circle)}
        <div class="columns columns--32">
            <Section id="dabei" title=reader.t(words::WHO_IS_IN)>
                <RowList>{people}</RowList>
            </Section>
            <div class="stack stack--wide">
                {invitations}
                {rules}
            </div>
        </div>
        {left_work(reader, circle, admin)}
        {(admin && circle.kind == SpaceKind::Case).then(|| close(reader, status, circle.id))}
    }
    .into_any()
}

fn notices(reader: Reader, circle: &SpaceInfo) -> Vec<AnyView> {
    let mut all = Vec::new();
    if circle.alarm.is_some() {
        let href = routes::alarm(circle.id);
        all.push(
            view! {
                <Notice tone=Tone::Danger icon="warning" title=reader.t(words::ALARM_READ_ONLY)>
                    <LinkButton label=reader.t(words::ALARM_SEE) href=href />
                </Notice>
            }
            .into_any(),
        );
    }
    if circle.needs_admins {
        all.push(
            view! {
                <Notice
                    tone=Tone::Warn
                    icon="person"
                    title=reader.t(words::NEEDS_SECOND_ADMIN)
                    note=reader.s(words::NEEDS_SECOND_ADMIN_TEXT)
                />
            }
            .into_any(),
        );
    }
    if reader.app.trust.is_closed(circle.id) {
        all.push(view! { <Notice icon="stop" title=reader.t(words::CIRCLE_CLOSED) /> }.into_any());
    }
    if circle.capability.is_none() {
        all.push(
            view! { <Notice tone=Tone::Warn icon="stop" title=reader.t(words::REMOVED_HERE) /> }
                .into_any(),
        );
    }
    all
}

fn person_row(reader: Reader, space: SpaceId, person: &Person) -> AnyView {
    let what = [
        reader.t(role_word(person.role)),
        reader.t(may_word(person.capability)),
    ];
    let devices = sentences::devices(device_count(person), reader.locale);
    let since = since(reader, person);
    let tags = view! { <span class="row__meta">{format!("{since} · {devices}")}</span> };
    view! {
        <Row
            title=name_of(reader, person)
            meta=what.join(" · ")
            href=routes::person(space, person.member)
            icon="person"
            tags=Some(tags.into_any())
        />
    }
    .into_any()
}

/// Decisions the server has not taken yet: nothing of them counts before.
fn pending(reader: Reader, status: Status, circle: &SpaceInfo) -> Option<AnyView> {
    let decisions = reader.app.trust.decisions(circle.id);
    if decisions.is_empty() {
        return None;
    }
    let rows: Vec<AnyView> = decisions
        .into_iter()
        .map(|decision| {
            let number = decision.number;
            let meta = match decision.problem {
                Some(code) => shared::text::problems::problem(code),
                None => words::WAITS_FOR_NETWORK,
            };
            let press = Callback::new(move |()| {
                give(reader, status, Order::GiveUp(number), words::GIVEN_UP);
            });
            let end = view! {
                <Button label=reader.s(words::GIVE_UP) look=ButtonLook::Quiet press=press />
            };
            view! {
                <Row
                    title=decided(reader, circle, decision.what)
                    meta=reader.t(meta)
                    icon="clock"
                    end=Some(end.into_any())
                />
            }
            .into_any()
        })
        .collect();
    Some(
        view! {
            <Section id="offen" title=reader.t(words::DECIDED_NOT_DONE)>
                <RowList>{rows}</RowList>
            </Section>
        }
        .into_any(),
    )
}

fn invitations(reader: Reader, status: Status, circle: &SpaceInfo) -> Option<AnyView> {
    let mut all = reader.app.sync.invitations();
    all.retain(|it| it.spaces.contains(&circle.id));
    if all.is_empty() {
        return None;
    }
    let rows = crate::pages::invite::made_rows(reader, status, &all, clock::now_ms());
    Some(
        view! {
            <Section id="einladungen" title=reader.t(words::INVITATIONS)>
                {rows}
            </Section>
        }
        .into_any(),
    )
}

fn rules(reader: Reader, status: Status, circle: &SpaceInfo, admin: bool) -> Option<AnyView> {
    let rules = reader.app.trust.rules(circle.id)?;
    let space = circle.id;
    let kept = match rules.retention_days {
        0 => reader.s(words::KEPT_UNDECIDED),
        days => sentences::kept_months(usize::from(days) / 30, reader.locale),
    };
    let sheets = match (is_confidential(circle.kind), rules.paper) {
        (true, _) => words::NO_SHEET_HERE,
        (false, true) => words::SHEETS_ALLOWED,
        (false, false) => words::SHEETS_FORBIDDEN,
    };
    let days = rules.retention_days;
    let turn = (admin && !is_confidential(circle.kind)).then(|| {
        let allow = !rules.paper;
        let label = if allow {
            words::ALLOW_SHEETS
        } else {
            words::FORBID_SHEETS
        };
        let press = Callback::new(move |()| {
            give(
                reader,
                status,
                Order::Rules(space, days, allow),
                words::DECIDED,
            );
        });
        view! { <p><Button label=reader.s(label) look=ButtonLook::Quiet press=press /></p> }
            .into_any()
    });
    let (who, icon) = (reader.s(who_reads(circle.kind)), kind_icon(circle.kind));
    Some(
        view! {
            <Section id="regeln" title=reader.t(words::RULES)>
                <ReadyList>
                    <ReadyItem text=who icon=icon />
                    <ReadyItem text=kept icon="clock" />
                    <ReadyItem text=reader.s(sheets) icon="print" />
                </ReadyList>
                {turn}
            </Section>
        }
        .into_any(),
    )
}

const fn who_reads(kind: SpaceKind) -> shared::text::Text {
    match kind {
        SpaceKind::Network => words::READERS_NETWORK,
        SpaceKind::Team => words::READERS_TEAM,
        SpaceKind::Town => words::READERS_TOWN,
        SpaceKind::Core => words::READERS_CORE,
        SpaceKind::Case => words::READERS_CASE,
    }
}

fn left_work(reader: Reader, circle: &SpaceInfo, admin: bool) -> Option<AnyView> {
    let count = reader.app.trust.left_work(circle.id).len();
    if !admin || count == 0 {
        return None;
    }
    let title = sentences::work_left(count, reader.locale);
    let href = routes::left_work(circle.id);
    Some(
        view! {
            <Notice tone=Tone::Warn icon="inbox" title=title>
                <LinkButton label=reader.t(words::LOOK_THROUGH) href=href />
            </Notice>
        }
        .into_any(),
    )
}

fn close(reader: Reader, status: Status, space: SpaceId) -> AnyView {
    if reader.app.trust.is_closed(space) {
        return view! { <IconLine icon="stop" text=reader.t(words::CIRCLE_CLOSED) /> }.into_any();
    }
    let press = Callback::new(move |()| give(reader, status, Order::Close(space), words::DECIDED));
    asked_twice(
        reader,
        words::CLOSE_CASE,
        &[words::CLOSE_CASE_1, words::CLOSE_CASE_2],
        words::CLOSE_CASE,
        press,
    )
}
