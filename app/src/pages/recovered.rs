//! Was wiederhergestellt wurde: what came back after damage, a copied phone or a restored server, and what is missing, by
//! device and number. Abgleich says it once; here it can be read again.

use super::frame::{Bar, Frame, Place};
use super::reading::{Reader, use_reader};
use super::room;
use super::status::use_status;
use super::sync::copy_report;
use crate::routes;
use crate::state::{Missing, Past, Recovered, Unsettled, is_confidential};
use crate::ui::*;
use crate::widgets::{
    Button, ButtonLook, Empty, LinkButton, Notice, PageHead, ReadyItem, ReadyList, Section, Tone,
};
use shared::ids::SpaceId;
use shared::sync::Mended;
use shared::text::{sentences, words};

/// Draws the page.
#[component]
pub fn RecoveredPage() -> impl IntoView {
    let reader = use_reader();
    let bar = Bar::Back {
        href: routes::SYNC.to_owned(),
        place: reader.s(words::RECOVERED),
        sub: reader.app.session.me(),
    };
    view! {
        <Frame reader=reader title=reader.t(words::RECOVERED) bar=bar here=Place::Sync>
            <PageHead title=reader.s(words::RECOVERED) text=Signal::stored(reader.s(words::RECOVERED_TEXT)) />
            {move || body(reader)}
        </Frame>
    }
}

fn body(reader: Reader) -> AnyView {
    let sync = reader.app.sync;
    let (told, past) = (sync.to_tell(), sync.recovered());
    let (unsettled, passed_over) = (sync.unsettled(), sync.passed_over());
    let nothing = past.is_empty()
        && told.mended.is_none()
        && told.parted.is_none()
        && unsettled.is_empty()
        && passed_over == 0;
    if nothing && !told.mending {
        return view! {
            <Empty title=reader.t(words::RECOVERED_NOTHING) text=reader.t(words::RECOVERED_NOTHING_TEXT)>
                <LinkButton
                    label=reader.t(words::RESCUE_SAVE)
                    href=routes::HAND_OVER
                    look=ButtonLook::Plain
                />
            </Empty>
        }
        .into_any();
    }
    let fresh = [
        told.mended.map(|it| mended(reader, it)),
        told.parted
            .map(|it| sentences::parted(it.reissued, reader.locale)),
    ];
    let fresh = fresh.into_iter().flatten().map(item);
    let back = fresh.chain(past.iter().map(|(past, _)| came_back(reader, past)));
    let back = back.collect_view();
    let healed: Vec<(SpaceId, &Vec<Missing>)> = past
        .iter()
        .filter_map(|(past, missing)| match &past.what {
            Recovered::Healed(healed) => Some((healed.space, missing)),
            Recovered::Mended(_) | Recovered::Parted(_) => None,
        })
        .collect();
    view! {
        {told.mending.then(|| mending(reader))}
        {contradictions(reader, &unsettled)}
        {(!healed.is_empty()).then(|| missing(reader, &healed))}
        <Section id="wiederkam" title=reader.t(words::RECOVERED_BACK)>
            <ReadyList>{back}</ReadyList>
        </Section>
        {unread(reader, &unsettled, passed_over)}
    }
    .into_any()
}

fn item(text: String) -> AnyView {
    view! { <ReadyItem text=text /> }.into_any()
}

fn came_back(reader: Reader, past: &Past) -> AnyView {
    let text = match &past.what {
        Recovered::Healed(healed) => {
            sentences::healed(&title(reader, healed.space), healed.offered, reader.locale)
        }
        Recovered::Mended(it) => mended(reader, *it),
        Recovered::Parted(parted) => sentences::parted(parted.reissued, reader.locale),
    };
    view! { <ReadyItem text=text note=Some(reader.near_ms(past.at_ms)) /> }.into_any()
}

fn mended(reader: Reader, mended: Mended) -> String {
    match mended.lost {
        0 => reader.s(words::MENDED_ALL),
        lost => sentences::mended(lost, reader.locale),
    }
}

fn missing(reader: Reader, healed: &[(SpaceId, &Vec<Missing>)]) -> AnyView {
    let mut lines: Vec<(String, bool)> = Vec::new();
    for (space, missing) in healed {
        for (device, from, to) in *missing {
            let who = format!(
                "{}: {}",
                title(reader, *space),
                reader.who_in(*space, *device)
            );
            let line = sentences::missing(&who, *from, *to, reader.locale);
            if lines.iter().all(|(other, _)| *other != line) {
                lines.push((line, true));
            }
        }
    }
    if lines.is_empty() {
        lines.push((reader.s(words::HEALED_NOTHING_MISSING), false));
    }
    let lines = lines.into_iter().map(|(line, open)| {
        let icon = if open { "warning" } else { "done" };
        view! { <ReadyItem text=line icon=icon open=open /> }.into_any()
    });
    view! {
        <Section id="fehlt" title=reader.t(words::RECOVERED_MISSING)>
            <ReadyList>{lines.collect_view()}</ReadyList>
        </Section>
    }
    .into_any()
}

fn unread(reader: Reader, unsettled: &[Unsettled], passed_over: usize) -> Option<AnyView> {
    let mut lines: Vec<String> = Vec::new();
    for it in unsettled {
        if it.newer > 0 {
            lines.push(sentences::waits_for_update(
                &it.title,
                it.newer,
                reader.locale,
            ));
        }
        if it.closed > 0 {
            lines.push(sentences::not_opened(&it.title, it.closed, reader.locale));
        }
    }
    if passed_over > 0 {
        lines.push(sentences::passed_over(passed_over, reader.locale));
    }
    let lines: Vec<AnyView> = lines
        .into_iter()
        .map(|line| view! { <ReadyItem text=line icon="warning" open=true /> }.into_any())
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <Section id="unlesbar" title=reader.t(words::RECOVERED_UNREAD)>
                <ReadyList>{lines}</ReadyList>
            </Section>
        }
        .into_any()
    })
}

/// A damaged storage that is being read again.
pub(super) fn mending(reader: Reader) -> AnyView {
    let (title, note) = (reader.t(words::MENDING), reader.s(words::MENDING_TEXT));
    view! { <Notice tone=Tone::Warn icon="warning" title=title note=note /> }.into_any()
}

/// Devices that came to different states: who, and what to do.
pub(super) fn contradictions(reader: Reader, unsettled: &[Unsettled]) -> Vec<AnyView> {
    let status = use_status();
    let differ = unsettled
        .iter()
        .filter_map(|it| Some((it, it.contradiction?)));
    differ
        .map(|(it, differ)| {
            let who = |device| reader.who_in(it.space, device);
            let (maker, other) = (who(differ.maker), who(differ.other));
            let line = sentences::contradiction(&maker, &other, &it.title, reader.locale);
            let note = reader.s(words::CONTRADICTION_TEXT);
            view! {
                <Notice tone=Tone::Warn icon="warning" title=line note=note>
                    <Button
                        label=reader.s(words::COPY_REPORT)
                        icon="copy"
                        press=Callback::new(move |()| copy_report(reader, status))
                    />
                </Notice>
            }
            .into_any()
        })
        .collect()
}

/// One sentence for whoever has to know that devices came to different states, for Heute.
pub(super) fn disagreements(reader: Reader) -> Vec<AnyView> {
    let unsettled = reader.app.sync.unsettled().into_iter();
    // A circle or a case is not named while its room is closed.
    let hidden = |space: SpaceId| {
        let circle = reader.app.trust.circle(space);
        circle.is_none_or(|it| is_confidential(it.kind)) && !room::is_open(reader)
    };
    let concerned = unsettled.filter(|it| it.concerned && !hidden(it.space));
    concerned
        .filter_map(|it| {
            let differ = it.contradiction?;
            let who = |device| reader.who_in(it.space, device);
            let (maker, other) = (who(differ.maker), who(differ.other));
            let line = sentences::contradiction(&maker, &other, &it.title, reader.locale);
            let label = reader.t(words::CONTRADICTION_SEE);
            let see = view! { <LinkButton label=label href=routes::SYNC look=ButtonLook::Plain /> };
            let notice = view! {
                <Notice tone=Tone::Warn icon="warning" title=line>{see}</Notice>
            };
            Some(notice.into_any())
        })
        .collect()
}

/// What the person has not been told yet, for Abgleich.
pub(super) fn untold(reader: Reader) -> Option<AnyView> {
    let sync = reader.app.sync;
    let told = sync.to_tell();
    let unsettled = sync.unsettled();
    let mut lines: Vec<String> = Vec::new();
    lines.extend(
        told.parted
            .map(|it| sentences::parted(it.reissued, reader.locale)),
    );
    lines.extend(told.mended.map(|it| mended(reader, it)));
    for healed in &told.healed {
        let mut line =
            sentences::healed(&title(reader, healed.space), healed.offered, reader.locale);
        if healed.missing.is_empty() {
            line = format!("{line} {}", reader.t(words::HEALED_NOTHING_MISSING));
        }
        lines.push(line);
        for (device, from, to) in &healed.missing {
            let who = reader.who_in(healed.space, *device);
            lines.push(sentences::missing(&who, *from, *to, reader.locale));
        }
    }
    let differ = contradictions(reader, &unsettled);
    if lines.is_empty() && !told.mending && differ.is_empty() {
        return None;
    }
    let read = (!lines.is_empty()).then(|| {
        let lines = lines.into_iter().map(item).collect_view();
        view! {
            <ReadyList>{lines}</ReadyList>
            <Button
                label=reader.s(words::UNDERSTOOD)
                icon="check"
                press=Callback::new(move |()| sync.told())
            />
        }
    });
    let link = Some((routes::RECOVERED.to_owned(), reader.s(words::SHOW_ALL)));
    Some(
        view! {
            <Section id="wiederhergestellt" title=reader.t(words::RECOVERED) link=link>
                {told.mending.then(|| mending(reader))}
                {differ}
                {read}
            </Section>
        }
        .into_any(),
    )
}

fn title(reader: Reader, space: SpaceId) -> String {
    let spaces = reader.app.session.spaces().get();
    let space = spaces.into_iter().find(|it| it.id == space);
    space.map_or_else(|| reader.s(words::APP_NAME), |it| it.title)
}
