//! Founding: a town with its inner circle, or a case for a few people.

use crate::error::advice;
use crate::pages::frame::{Bar, Frame, Place};
use crate::pages::reading::use_reader;
use crate::pages::status::use_status;
use crate::router::NavigateOptions;
use crate::router::use_navigate;
use crate::routes;
use crate::ui::*;
use crate::widgets::{
    Button, ButtonLook, ButtonSize, PageHead, Pick, PickInput, ReadyItem, ReadyList, TextInput,
    Wiring,
};
use leptos::ev::SubmitEvent;
use leptos::task::spawn_local;
use shared::kommunen;
use shared::text::words;

/// Greatest number of municipalities that are offered at once.
const TOWNS_MAX: usize = 6;

/// Draws the form for a town.
#[component]
pub fn FoundTown() -> impl IntoView {
    form(true)
}

/// Draws the form for a case.
#[component]
pub fn FoundCase() -> impl IntoView {
    form(false)
}

fn form(town: bool) -> AnyView {
    let reader = use_reader();
    let status = use_status();
    let navigate = StoredValue::new_local(use_navigate());
    let ags = RwSignal::new(String::new());
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let (title, place, back) = if town {
        (words::FOUND_A_TOWN, Place::Settings, routes::CIRCLES)
    } else {
        (
            words::FOUND_A_CASE,
            Place::Confidential,
            routes::CONFIDENTIAL,
        )
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let listed = kommunen::find(&ags.get_untracked());
        let name = listed.map_or_else(|| typed.get_untracked(), |town| town.name.to_owned());
        if name.trim().is_empty() {
            error.set(Some(reader.s(words::FOUND_MISSING)));
            crate::pages::focus::to(if town { "ort" } else { "titel" });
            return;
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let trust = reader.app.trust;
            let founded = if town {
                trust.found_town(listed.map(|town| town.ags), name).await
            } else {
                trust.found_case(name).await
            };
            match founded {
                Ok(space) => {
                    status.say(reader.s(words::FOUNDED));
                    let to = if town {
                        reader.app.session.choose(space);
                        routes::circle(space)
                    } else {
                        routes::case(space)
                    };
                    let _left = navigate.try_with_value(|go| go(&to, NavigateOptions::default()));
                }
                Err(problem) => {
                    let _left = error.try_set(Some(reader.s(advice(&problem).words)));
                }
            }
            let _left = busy.try_set(false);
        });
    };
    let follows = if town {
        [
            words::FOUND_TOWN_1,
            words::FOUND_TOWN_2,
            words::FOUND_TOWN_3,
        ]
    } else {
        [
            words::FOUND_CASE_1,
            words::FOUND_CASE_2,
            words::FOUND_CASE_3,
        ]
    };
    let follows: Vec<AnyView> = follows
        .into_iter()
        .map(|text| view! { <ReadyItem text=reader.s(text) icon="forward" /> }.into_any())
        .collect();
    let bar = Bar::Back {
        href: back.to_owned(),
        place: reader.s(title),
        sub: Signal::stored(String::new()),
    };
    view! {
        <Frame reader=reader title=reader.t(title) bar=bar here=place>
            <PageHead title=reader.s(title) />
            <form class="stack" autocomplete="off" on:submit=submit>
                {if town {
                    town_fields(ags, typed, error)
                } else {
                    let wiring = Wiring {
                        hint: Some(reader.s(words::CASE_TITLE_HINT)),
                        error: error.into(),
                        ..Wiring::plain("titel", reader.t(words::CASE_TITLE))
                    };
                    view! { <TextInput wiring=wiring value=typed /> }.into_any()
                }}
                <p class="field__label">{reader.t(words::WHAT_FOLLOWS)}</p>
                <ReadyList>{follows}</ReadyList>
                <Button
                    label=reader.s(words::FOUND)
                    icon="plus"
                    look=ButtonLook::Primary
                    size=ButtonSize::Large
                    submit=true
                    busy=busy
                />
            </form>
        </Frame>
    }
    .into_any()
}

fn town_fields(
    ags: RwSignal<String>,
    typed: RwSignal<String>,
    error: RwSignal<Option<String>>,
) -> AnyView {
    let reader = use_reader();
    let wiring = Wiring {
        hint: Some(reader.s(words::FOUND_TOWN_HINT)),
        error: error.into(),
        ..Wiring::plain("ort", reader.t(words::SPACE_TOWN))
    };
    let free = Wiring {
        optional: Some(reader.s(words::OPTIONAL)),
        ..Wiring::plain("ort-frei", reader.t(words::FOUND_TOWN_FREE))
    };
    let find = Callback::new(move |typed: String| {
        let found = kommunen::search(&typed, TOWNS_MAX).into_iter();
        found
            .map(|town| Pick {
                key: town.ags.to_owned(),
                label: format!("{}, {}", town.name, town.district),
            })
            .collect::<Vec<_>>()
    });
    let name = Callback::new(|key: String| kommunen::find(&key).map(|town| town.name.to_owned()));
    view! {
        <PickInput wiring=wiring value=ags find=find name=name change=reader.s(words::FOUND_TOWN_OTHER) />
        {move || ags.with(String::is_empty).then(|| view! { <TextInput wiring=free.clone() value=typed /> })}
    }
    .into_any()
}
