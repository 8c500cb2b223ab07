//! Abgleich: what is not on the server yet, what needs a decision, what was exchanged lately. No content.

use super::frame::{Bar, Frame, Place, more_places};
use super::hand_over::save_key;
use super::reading::{Reader, use_reader};
use super::recovered::untold;
use super::status::{Status, use_status};
use crate::platform::hand_over;
use crate::routes;
use crate::state::{App, Link, Loading, PutOff, is_confidential};
use crate::ui::*;
use crate::widgets::{
    Button, ButtonLook, ButtonSize, Icon, Notice, PageHead, Progress, ReadyItem, ReadyList, Row,
    RowList, Section, Tone,
};
use leptos::task::spawn_local;
use shared::text::{Locale, Text, problems, sentences, words};

/// Lines of the journal that are shown.
const LINES_SHOWN: usize = 8;

/// Draws the page.
#[component]
pub fn Sync() -> impl IntoView {
    let reader = use_reader();
    let status = use_status();
    let sync = reader.app.sync;
    let (unsent, link) = (sync.unsent(), sync.state());
    let me = reader.app.session.me();
    let sub = Signal::derive(move || format!("{} · {}", reader.t(words::THIS_PHONE), me.get()));
    let bar = Bar::Back {
        href: routes::TODAY.to_owned(),
        place: reader.s(words::NAV_SYNC),
        sub,
    };
    let title = Signal::derive(move || match unsent.get() {
        0 => reader.s(words::ALL_SENT),
        count => sentences::entries_wait(count, reader.locale),
    });
    let put_off = sync.put_off();
    let text = Signal::derive(move || {
        reader.s(how_it_stands(
            unsent.get(),
            link.get(),
            put_off.get().is_some(),
        ))
    });
    let busy = Signal::derive(move || link.get() == Link::Sending);
    let label = Signal::derive(move || {
        reader.s(if busy.get() {
            words::STATE_SENDING
        } else {
            words::SEND_NOW
        })
    });
    view! {
        <Frame reader=reader title=reader.t(words::NAV_SYNC) bar=bar here=Place::Sync>
            <PageHead title=title text=text />
            <Button
                label=label
                icon="sync"
                look=ButtonLook::Primary
                size=ButtonSize::Large
                busy=busy
                press=Callback::new(move |()| sync.send_now())
            />
            {move || more_places(reader)}
            {move || refused(reader, link.get())}
            {move || put_off.get().map(|it| later(reader, it))}
            {move || still_loading(reader)}
            {move || update(reader)}
            {move || files_wait(reader)}
            // That everything is on the server is said only when attachments are, too.
            {move || (unsent.get() > 0 || reader.app.attachments.waiting() == 0).then(|| safety(reader, unsent.get()))}
            {move || untold(reader)}
            {move || waiting(reader)}
            {move || decisions(reader)}
            {move || lately(reader)}
            <Section id="uebergeben" title=reader.t(words::HAND_OVER)>
                <p>{reader.t(words::HAND_OVER_TEXT)}</p>
                {save_key(reader, status)}
            </Section>
            <RowList>
                <Row
                    title=reader.t(words::HAND_ON)
                    meta=reader.t(words::HAND_ON_META)
                    href=routes::HAND_OVER
                    icon="qr"
                />
                <Row title=reader.t(words::RECOVERED_PAGE) href=routes::RECOVERED icon="history" />
                <li class="row-list__item">
                    <button class="row row--button" type="button" on:click=move |_| copy_report(reader, status)>
                        <Icon name="report" />
                        <span class="row__body">{reader.t(words::COPY_REPORT)}</span>
                    </button>
                </li>
            </RowList>
        </Frame>
    }
}

/// The sentence below the number of entries that wait.
const fn how_it_stands(unsent: usize, link: Link, put_off: bool) -> Text {
    match (unsent, link) {
        (0, Link::Online | Link::Sending) => words::ALL_SENT_TEXT,
        (0, Link::Offline) => words::OFFLINE_TEXT,
        (_, Link::Offline) => words::WAITING_TEXT,
        (_, Link::Online | Link::Sending) if put_off => words::WAITING_REFUSED_TEXT,
        (_, Link::Online | Link::Sending) => words::WAITING_ONLINE_TEXT,
        (_, Link::Refused(_)) => words::WAITING_PARTLY_TEXT,
    }
}

/// What the server said instead of taking what waits, and when it is asked again.
fn later(reader: Reader, put_off: PutOff) -> AnyView {
    let next = sentences::next_try(&reader.clock_ms(put_off.next_ms), reader.locale);
    let text = reader.s(problems::problem(put_off.code));
    view! { <Notice tone=Tone::Warn icon="clock" title=next note=text /> }.into_any()
}

fn refused(reader: Reader, link: Link) -> Option<AnyView> {
    let Link::Refused(code) = link else {
        return None;
    };
    Some(
        view! {
            <Notice
                tone=Tone::Danger
                icon="stop"
                title=reader.t(words::LINK_REFUSED)
                note=reader.s(problems::problem(code))
            />
        }
        .into_any(),
    )
}

/// How much of what is being loaded is here, as a bar with figures.
pub(super) fn loading_bar(app: App, locale: Locale, label: String) -> AnyView {
    let now = move || app.sync.loading().map_or((0, 0), Loading::done_of);
    let figures = Signal::derive(move || match app.sync.loading() {
        Some(Loading::Bytes(it)) => sentences::bytes_loaded(it.bytes_done, it.bytes_all, locale),
        Some(Loading::Envelopes { done, all }) => sentences::envelopes_loaded(done, all, locale),
        None => String::new(),
    });
    view! {
        <Progress
            id="loading"
            label=label
            figures=figures
            value=Signal::derive(move || now().0)
            max=Signal::derive(move || now().1)
        />
    }
    .into_any()
}

/// The same on the pages of somebody who did not wait for the end.
pub(super) fn still_loading(reader: Reader) -> Option<AnyView> {
    let known = Memo::new(move |_| reader.app.sync.loading().is_some());
    known.get().then(|| {
        let label = reader.s(words::STILL_LOADING);
        loading_bar(reader.app, reader.locale, label)
    })
}

/// Offers a new version of the app; loading it is a person's decision.
pub(super) fn update(reader: Reader) -> Option<AnyView> {
    let sync = reader.app.sync;
    sync.update_ready().get().then(|| {
        view! {
            <Notice icon="save" title=reader.t(words::UPDATE_READY)>
                <Button
                    label=reader.s(words::UPDATE_LOAD)
                    press=Callback::new(move |()| sync.activate_update())
                />
            </Notice>
        }
        .into_any()
    })
}

/// Attachments that lie on this device only.
fn files_wait(reader: Reader) -> Option<AnyView> {
    let count = reader.app.attachments.waiting();
    (count > 0).then(|| {
        let title = sentences::files_wait(count, reader.locale);
        view! { <Notice tone=Tone::Warn icon="outbox" title=title note=reader.s(words::DO_NOT_WIPE) /> }.into_any()
    })
}

/// Whether this phone may be wiped.
fn safety(reader: Reader, unsent: usize) -> AnyView {
    let confirmed = reader.app.sync.confirmed();
    let last = reader.app.sync.last_success_ms().get();
    let last = last.map_or_else(|| reader.s(words::NEVER_SYNCED), |ms| reader.near_ms(ms));
    let line = sentences::confirmed(confirmed, &last, reader.locale);
    if unsent == 0 {
        // Only what is known is said: without an answer since the start, nothing is known of the server.
        match reader.app.sync.all_on_server() {
            Some(records) => {
                let title = sentences::all_on_server(records, reader.locale);
                view! { <Notice tone=Tone::Ok icon="done" title=title note=line /> }.into_any()
            }
            None => {
                let title = reader.t(words::NOTHING_WAITS);
                view! { <Notice icon="device" title=title note=line /> }.into_any()
            }
        }
    } else {
        let note = sentences::only_here(unsent, &line, reader.locale);
        view! { <Notice tone=Tone::Warn icon="device" title=reader.t(words::DO_NOT_WIPE) note=note /> }.into_any()
    }
}

fn waiting(reader: Reader) -> Option<AnyView> {
    let kinds = reader.app.sync.unsent_by_kind();
    if kinds.is_empty() {
        return None;
    }
    let rows = kinds
        .into_iter()
        .map(|(def, count)| {
            let end = Some(view! { <strong>{count}</strong> }.into_any());
            // What kind of confidential entry waits is nobody's business who looks over a shoulder.
            if is_confidential(def.home) {
                let title = reader.t(words::NAV_CONFIDENTIAL);
                return view! { <Row title=title icon="lock" end=end href=routes::CONFIDENTIAL /> };
            }
            view! { <Row title=reader.t(def.names) icon=def.icon end=end href=routes::list(def) /> }
        })
        .collect_view();
    Some(
        view! {
            <Section id="wartet" title=reader.t(words::WHAT_WAITS)><RowList>{rows}</RowList></Section>
        }
        .into_any(),
    )
}

fn decisions(reader: Reader) -> Option<AnyView> {
    let all = reader.app.records.conflicts();
    if all.is_empty() {
        return None;
    }
    let rows = all
        .iter()
        .map(|conflict| {
            let mut people: Vec<String> = conflict
                .sides
                .iter()
                .map(|side| reader.author_name(&conflict.record, side.author.dot.device))
                .collect();
            people.dedup();
            let meta = format!(
                "{} · {}",
                reader.title(&conflict.record),
                sentences::versions_by(conflict.sides.len(), &people.join(", "), reader.locale),
            );
            view! {
                <Row
                    title=reader.t(conflict.field.label)
                    meta=meta
                    icon="conflict"
                    href=routes::conflict(conflict.record.id, conflict.field.id)
                />
            }
        })
        .collect_view();
    Some(
        view! {
            <Section id="entscheiden" title=reader.t(words::NEEDS_DECISION)>
                <RowList>{rows}</RowList>
            </Section>
        }
        .into_any(),
    )
}

fn lately(reader: Reader) -> AnyView {
    let journal = reader.app.sync.journal();
    let body = if journal.is_empty() {
        view! { <p>{reader.t(words::NEVER_SYNCED)}</p> }.into_any()
    } else {
        let lines = journal
            .into_iter()
            .take(LINES_SHOWN)
            .flat_map(|entry| {
                let time = reader.near_ms(entry.at_ms);
                let sent =
                    (entry.sent > 0).then(|| sentences::envelopes_sent(entry.sent, reader.locale));
                let fetched = (entry.fetched > 0)
                    .then(|| sentences::envelopes_fetched(entry.fetched, reader.locale));
                [sent, fetched]
                    .into_iter()
                    .flatten()
                    .map(move |line| format!("{time} · {line}"))
            })
            .map(|line| view! { <ReadyItem text=line /> })
            .collect_view();
        view! { <ReadyList>{lines}</ReadyList> }.into_any()
    };
    view! { <Section id="zuletzt" title=reader.t(words::LATELY)>{body}</Section> }.into_any()
}

/// Puts the report for helpers on the clipboard.
pub(super) fn copy_report(reader: Reader, status: Status) {
    let report = untrack(|| reader.app.sync.report());
    spawn_local(async move {
        let line = if hand_over::copy(&report).await {
            words::COPIED
        } else {
            words::NOT_COPIED
        };
        status.offer(reader.s(line), None);
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn nothing_is_said_to_go_out_while_the_server_puts_it_off() {
        for link in [Link::Online, Link::Sending] {
            let said = |put_off| how_it_stands(3, link, put_off).get(Locale::De);
            assert_eq!(said(false), words::WAITING_ONLINE_TEXT.get(Locale::De));
            assert_eq!(said(true), words::WAITING_REFUSED_TEXT.get(Locale::De));
        }
        let nothing_waits = how_it_stands(0, Link::Online, true).get(Locale::De);
        assert_eq!(nothing_waits, words::ALL_SENT_TEXT.get(Locale::De));
    }
}
