//! Einstellungen: language, look, this device, storage, licences, data protection in plain words.

use super::frame::{Bar, Frame, Place};
use super::reading::{Reader, use_reader};
use super::status::use_status;
use super::sync::copy_report;
use super::trust::locks::locks;
use super::trust::people::{circle_name, kind_word};
use crate::platform::clock::now_ms;
use crate::routes;
use crate::state::{Contrast, TextSize, Theme};
use crate::ui::*;
use crate::widgets::{
    Button, PageHead, ReadyItem, ReadyList, Row, RowList, Section, Segmented, TextInput, Wiring,
    breakable,
};
use leptos::task::spawn_local;
use shared::kommunen;
use shared::text::{Locale, Text, file_words, sentences, words};
use shared::value::display;

/// So long the proof that everything works offline counts as fresh.
const PROOF_MS: u64 = 10 * 60_000;

/// Draws the page.
#[component]
pub fn Settings() -> impl IntoView {
    let reader = use_reader();
    let status = use_status();
    let app = reader.app;
    let bar = Bar::Back {
        href: routes::TODAY.to_owned(),
        place: reader.s(words::NAV_SETTINGS),
        sub: app.session.me(),
    };
    view! {
        <Frame reader=reader title=reader.t(words::NAV_SETTINGS) bar=bar here=Place::Settings>
            <PageHead title=breakable(reader.t(words::NAV_SETTINGS)) />
            <div class="columns columns--flow">
                <Section id="sprache" title=reader.t(words::LANGUAGE)>{language(reader)}</Section>
                <Section id="aussehen" title=reader.t(words::APPEARANCE)>
                    {theme(reader)} {contrast(reader)} {text_size(reader)}
                </Section>
                <Section id="geraet" title=reader.t(words::THIS_DEVICE)>
                    {device(reader)}
                </Section>
                <Section id="zustaendig" title=reader.t(words::CHARGES)>{charges(reader)}</Section>
                <Section id="sperren" title=reader.t(words::LOCKS)>{locks(reader)}</Section>
                <Section id="speicher" title=reader.t(words::STORAGE)>{storage(reader)}</Section>
                <Section id="anhaenge" title=reader.t(file_words::ROOM)>{attachments(reader)}</Section>
            <Section id="datenschutz" title=reader.t(words::PRIVACY)>
                <div class="stack measure">
                    {[words::PRIVACY_1, words::PRIVACY_2, words::PRIVACY_3, words::PRIVACY_4]
                        .map(|text| view! { <p>{reader.t(text)}</p> })
                        .into_iter()
                        .collect_view()}
                </div>
            </Section>
            <Section id="lizenzen" title=reader.t(words::LICENCES)>
                <div class="stack measure">
                    <p>{reader.t(words::LICENCE_TEXT)}</p>
                    <p>{reader.t(kommunen::ATTRIBUTION)}</p>
                    <p class="numbers">{format!("Schulterschluss {}", env!("CARGO_PKG_VERSION"))}</p>
                    <p>
                        <Button
                            label=reader.s(words::COPY_REPORT)
                            icon="report"
                            press=Callback::new(move |()| copy_report(reader, status))
                        />
                    </p>
                </div>
            </Section>
            </div>
            <RowList>
                <Row title=reader.t(words::CIRCLES) meta=reader.t(words::WHO_IS_IN) href=routes::CIRCLES icon="people" />
                <Row title=reader.t(words::MY_DEVICES) href=routes::DEVICES icon="device" />
                <Row title=reader.t(words::LOST_PHONE) meta=reader.t(words::LOST_PHONE_META) href=routes::LOST icon="warning" />
                <Row title=reader.t(words::SHEET) meta=reader.t(words::SHEET_META) href=routes::SHEET icon="print" />
                <Row title=reader.t(words::NAV_SYNC) href=routes::SYNC icon="sync" />
                <Row
                    title=reader.t(words::HAND_OVER)
                    meta=reader.t(words::HAND_ON_META)
                    href=routes::HAND_OVER
                    icon="save"
                />
                <Row title=reader.t(words::RECOVERED_PAGE) href=routes::RECOVERED icon="history" />
                <Row title=reader.t(words::TRASH) href=routes::BIN icon="trash" />
            </RowList>
        </Frame>
    }
}

fn language(reader: Reader) -> impl IntoView {
    let prefs = reader.app.prefs;
    // Each language is written in itself, so that it is found by those who read no other.
    let mut options: Vec<(String, String)> = Locale::ALL
        .into_iter()
        .map(|locale| {
            let name = match locale {
                Locale::De => "Deutsch",
                Locale::En => "English",
            };
            (locale.tag().to_owned(), name.to_owned())
        })
        .collect();
    if words::HAS_SORBIAN {
        options.push((Text::SORBIAN.to_owned(), "Hornjoserbsce".to_owned()));
    }
    let chosen = Signal::derive(move || {
        if prefs.sorbian().get() {
            return Text::SORBIAN.to_owned();
        }
        prefs.locale().get().tag().to_owned()
    });
    let choose = Callback::new(move |tag: String| {
        if tag == Text::SORBIAN {
            prefs.set_sorbian();
        }
        if let Some(locale) = Locale::from_tag(&tag) {
            prefs.set_locale(locale);
        }
    });
    view! { <Segmented label=reader.t(words::LANGUAGE) options=options chosen=chosen choose=choose /> }
}

/// A row of keys over a preference: one key per value.
fn choice<T: Copy + PartialEq + Send + Sync + 'static>(
    label: &'static str,
    values: Vec<(T, String)>,
    now: Signal<T>,
    set: impl Fn(T) + Copy + Send + Sync + 'static,
) -> AnyView {
    let keyed: Vec<(String, T, String)> = values
        .into_iter()
        .enumerate()
        .map(|(number, (value, word))| (number.to_string(), value, word))
        .collect();
    let options = keyed
        .iter()
        .map(|(key, _, word)| (key.clone(), word.clone()))
        .collect();
    let keyed = StoredValue::new(keyed);
    let chosen = Signal::derive(move || {
        let now = now.get();
        keyed.with_value(|all| {
            all.iter()
                .find(|(_, value, _)| *value == now)
                .map(|(key, ..)| key.clone())
                .unwrap_or_default()
        })
    });
    let choose = Callback::new(move |key: String| {
        let value = keyed.with_value(|all| {
            all.iter()
                .find(|(other, ..)| *other == key)
                .map(|(_, value, _)| *value)
        });
        if let Some(value) = value {
            set(value);
        }
    });
    view! {
        <div class="field">
            <p class="field__label">{label}</p>
            <Segmented label=label options=options chosen=chosen choose=choose />
        </div>
    }
    .into_any()
}

fn theme(reader: Reader) -> AnyView {
    let prefs = reader.app.prefs;
    let word = |theme, text: Text| (theme, reader.s(text));
    let values = vec![
        word(Theme::Auto, words::THEME_AUTO),
        word(Theme::Light, words::THEME_LIGHT),
        word(Theme::Dark, words::THEME_DARK),
    ];
    choice(
        reader.t(words::THEME),
        values,
        prefs.theme(),
        move |theme| prefs.set_theme(theme),
    )
}

fn contrast(reader: Reader) -> AnyView {
    let prefs = reader.app.prefs;
    let values = vec![
        (Contrast::Auto, reader.s(words::THEME_AUTO)),
        (Contrast::Normal, reader.s(words::CONTRAST_NORMAL)),
        (Contrast::More, reader.s(words::CONTRAST_MORE)),
    ];
    choice(
        reader.t(words::CONTRAST),
        values,
        prefs.contrast(),
        move |value| prefs.set_contrast(value),
    )
}

fn text_size(reader: Reader) -> AnyView {
    let prefs = reader.app.prefs;
    let values = TextSize::ALL
        .into_iter()
        .map(|size| (size, format!("{} %", size.percent())))
        .collect();
    choice(
        reader.t(words::TEXT_SIZE),
        values,
        prefs.text_size(),
        move |size| prefs.set_text_size(size),
    )
}

fn device(reader: Reader) -> impl IntoView {
    let session = reader.app.session;
    let me = session.me();
    let rows = move || {
        session
            .spaces()
            .get()
            .into_iter()
            .map(|space| {
                let role = session.role(space.id).map(|role| reader.s(role));
                let what = [Some(reader.s(kind_word(space.kind))), role]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(" · ");
                view! { <div class="facts__item"><dt>{space.title}</dt><dd>{what}</dd></div> }
            })
            .collect_view()
    };
    view! {
        <dl class="facts">
            <div class="facts__item"><dt>{reader.t(words::JOIN_NAME)}</dt><dd>{move || me.get()}</dd></div>
            {rows}
        </dl>
    }
}

/// Functions and organisations, kept while typing.
fn charges(reader: Reader) -> impl IntoView {
    let records = reader.app.records;
    let typed = RwSignal::new(records.charges());
    Effect::new(move |before: Option<()>| {
        let typed = typed.get();
        if before.is_some() {
            records.keep_charges(&typed);
        }
    });
    let wiring = Wiring {
        hint: Some(reader.s(words::CHARGES_HINT)),
        optional: Some(String::new()),
        ..Wiring::plain("zustaendig-fuer", reader.t(words::CHARGES_FIELD))
    };
    view! { <TextInput wiring=wiring value=typed /> }
}

fn storage(reader: Reader) -> impl IntoView {
    let sync = reader.app.sync;
    let ready = sync.offline_ready();
    let busy = RwSignal::new(false);
    let check = move || {
        busy.set(true);
        spawn_local(async move {
            sync.check_offline().await;
            let _left = busy.try_set(false);
        });
    };
    // The proof reads the whole storage: not again with every visit of the page.
    if now_ms().saturating_sub(ready.get_untracked().checked_ms) > PROOF_MS {
        check();
    }
    let lines = move || {
        let now = ready.get();
        let shell = now.shell == Some(true);
        let persisted = now.persisted == Some(true);
        view! {
            <ReadyItem
                text=reader.t(if shell { words::READY_SHELL } else { words::READY_SHELL_MISSING })
                note=(!shell).then(|| reader.s(words::READY_SHELL_MISSING_TEXT))
                    .or_else(|| Some(display::bytes(now.shell_bytes, reader.locale)))
                icon=if shell { "done" } else { "warning" }
                open=!shell
            />
            <ReadyItem
                text=sentences::entries_here(reader.app.sync.entries(), reader.locale)
                icon=if now.data { "done" } else { "warning" }
                open=!now.data
            />
            <ReadyItem
                text=reader.t(if persisted { words::READY_PERSISTED } else { words::READY_NOT_PERSISTED })
                note=(!persisted).then(|| reader.s(words::READY_NOT_PERSISTED_TEXT))
                icon=if persisted { "done" } else { "warning" }
                open=!persisted
            />
        }
    };
    view! {
        <ReadyList>{lines}</ReadyList>
        <p>
            <Button
                label=Signal::derive(move || {
                    reader.s(if busy.get() { words::READY_CHECKING } else { words::READY_CHECK })
                })
                icon="sync"
                busy=busy
                press=Callback::new(move |()| check())
            />
        </p>
    }
}

/// Room for attachments, here and on the server.
fn attachments(reader: Reader) -> AnyView {
    let files = reader.app.attachments;
    files.look();
    let bytes = move |bytes: u64| display::bytes(bytes, reader.locale);
    let rows = move || {
        let (rooms, here) = files.rooms();
        let titles = reader.app.session.spaces().get();
        let rows: Vec<AnyView> = rooms
            .iter()
            .filter_map(|room| {
                let circle = titles.iter().find(|it| it.id == room.space)?;
                let title = circle_name(reader, &circle.title, circle.kind);
                let of =
                    sentences::of_room(&bytes(room.bytes), &bytes(room.bytes_max), reader.locale);
                Some(
                    view! { <div class="facts__item"><dt>{title}</dt><dd>{of}</dd></div> }
                        .into_any(),
                )
            })
            .collect();
        let none = rows
            .is_empty()
            .then(|| view! { <p class="section__note">{reader.t(file_words::ROOM_UNKNOWN)}</p> });
        view! {
            <dl class="facts">
                <div class="facts__item"><dt>{reader.t(file_words::ROOM_HERE)}</dt><dd>{bytes(here)}</dd></div>
                {rows}
            </dl>
            {none}
        }
        .into_any()
    };
    let free = Callback::new(move |()| {
        spawn_local(async move { drop(files.free_up().await) });
    });
    view! {
        {rows}
        <p><Button label=reader.s(file_words::FREE_UP) icon="trash" press=free /></p>
        <p class="section__note">{reader.t(file_words::FREE_UP_NOTE)}</p>
    }
    .into_any()
}
