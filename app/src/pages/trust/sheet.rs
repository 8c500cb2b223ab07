//! Das Wiederherstellungsblatt: one printed code for the day on which everything else is gone.

use super::people::day_of;
use crate::error::advice;
use crate::pages::frame::{Bar, Frame, Place};
use crate::pages::reading::{Reader, use_reader};
use crate::pages::status::use_status;
use crate::platform::hand_over;
use crate::routes;
use crate::state::{is_confidential, is_sheet};
use crate::ui::*;
use crate::widgets::{
    Button, ButtonLook, IconLine, Notice, PageHead, Qr, ReadyItem, ReadyList, Row, RowList,
    Section, Tone,
};
use leptos::task::spawn_local;
use shared::text::{sentences, words};

/// Draws the page.
#[component]
pub fn Sheet() -> impl IntoView {
    let reader = use_reader();
    let status = use_status();
    let code = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let make = Callback::new(move |()| {
        busy.set(true);
        spawn_local(async move {
            match reader.app.trust.make_sheet().await {
                Ok(made) => drop(code.try_set(Some(made))),
                Err(error) => status.offer(reader.s(advice(&error).words), None),
            }
            let _left = busy.try_set(false);
        });
    });
    let bar = Bar::Back {
        href: routes::DEVICES.to_owned(),
        place: reader.s(words::DEVICE_PAPER),
        sub: reader.app.session.me(),
    };
    view! {
        <Frame reader=reader title=reader.t(words::SHEET) bar=bar here=Place::Settings>
            {move || match code.get() {
                Some(code) => printed(reader, &code),
                None => view! {
                    <PageHead title=reader.s(words::SHEET) text=Signal::stored(reader.s(words::SHEET_TEXT)) />
                    <div class="columns columns--2">{what_comes_back(reader)}</div>
                    {sheets(reader)}
                    <p>
                        <Button
                            label=reader.s(words::SHEET_MAKE)
                            icon="print"
                            look=ButtonLook::Primary
                            busy=busy
                            press=make
                        />
                    </p>
                    <p class="field__hint measure">{reader.t(words::SHEET_MAKE_TEXT)}</p>
                }
                .into_any(),
            }}
        </Frame>
    }
}

/// What the sheet opens and what it does not, by the circles of this device.
fn what_comes_back(reader: Reader) -> AnyView {
    let circles = reader.app.trust.circles();
    let allowed = |space| {
        reader
            .app
            .trust
            .rules(space)
            .is_some_and(|rules| rules.paper)
    };
    let (open, shut): (Vec<_>, Vec<_>) = circles
        .into_iter()
        .partition(|circle| !is_confidential(circle.kind) && allowed(circle.id));
    let mut comes: Vec<String> = open.into_iter().map(|circle| circle.title).collect();
    comes.push(reader.s(words::BACK_EVERYTHING_SENT));
    let mut stays: Vec<String> = shut
        .into_iter()
        .map(|circle| {
            format!(
                "{} ({})",
                circle.title,
                reader.t(super::people::kind_word(circle.kind))
            )
        })
        .collect();
    stays.push(reader.s(words::GONE_UNSENT));
    let list = |lines: Vec<String>, icon: &'static str, open: bool| {
        let items: Vec<AnyView> = lines
            .into_iter()
            .map(|line| view! { <ReadyItem text=line icon=icon open=open /> }.into_any())
            .collect();
        view! { <ReadyList>{items}</ReadyList> }
    };
    view! {
        <Section id="zurueck" title=reader.t(words::COMES_BACK)>{list(comes, "done", false)}</Section>
        <Section id="nicht" title=reader.t(words::COMES_NOT_BACK)>
            {list(stays, "close", true)}
            <p class="section__note">{reader.t(words::SECOND_ADMIN_WAY)}</p>
        </Section>
    }
    .into_any()
}

fn sheets(reader: Reader) -> AnyView {
    let own = reader.app.trust.own_devices();
    let rows: Vec<AnyView> = own
        .iter()
        .filter(|own| is_sheet(&own.device))
        .map(|own| {
            let day = day_of(reader, own.device.since_ms);
            let meta = sentences::sheet_of(&day, reader.locale);
            view! { <Row title=reader.t(words::SHEET) meta=meta href=routes::DEVICES icon="print" /> }
                .into_any()
        })
        .collect();
    if rows.is_empty() {
        return view! { <IconLine icon="info" text=reader.t(words::NO_SHEET_YET) /> }.into_any();
    }
    view! { <RowList>{rows}</RowList> }.into_any()
}

/// The sheet as it is printed: what it is for, the code, the same as QR code, what to do with it.
fn printed(reader: Reader, code: &str) -> AnyView {
    let groups: Vec<AnyView> = code
        .split('-')
        .map(|group| view! { <li class="code-grid__word">{group.to_owned()}</li> }.into_any())
        .collect();
    let steps: Vec<AnyView> = [words::SHEET_USE_1, words::SHEET_USE_2, words::SHEET_USE_3]
        .into_iter()
        .map(|text| view! { <ReadyItem text=reader.s(text) icon="forward" /> }.into_any())
        .collect();
    view! {
        <PageHead
            kicker=Some("Schulterschluss".to_owned())
            title=sentences::sheet_for(&reader.app.session.me().get(), reader.locale)
        />
        <Notice
            tone=Tone::Warn
            icon="print"
            title=reader.t(words::SHEET_ONCE)
            note=reader.s(words::SHEET_ONCE_TEXT)
        />
        <section class="panel">
            <ol class="code-grid" aria-label=reader.t(words::SHEET_CODE)>{groups}</ol>
            <Qr text=code.to_owned() label=reader.t(words::SHEET_QR) />
        </section>
        <Section id="anwenden" title=reader.t(words::SHEET_USE)><ReadyList>{steps}</ReadyList></Section>
        <p class="numbers row__meta">{crate::platform::address::origin()}</p>
        <p>
            <Button
                label=reader.s(words::PRINT)
                icon="print"
                look=ButtonLook::Primary
                press=Callback::new(|()| hand_over::print())
            />
        </p>
    }
    .into_any()
}
