//! The first person of an empty installation names network, first town and themselves.

use super::frame::{Say, frame, say, title};
use crate::ui::*;
use crate::widgets::{Icon, Pick, PickInput, TextInput, Wiring};
use leptos::ev::SubmitEvent;
use shared::kommunen;
use shared::text::words;

/// Greatest number of municipalities that are offered at once.
const TOWNS_MAX: usize = 6;

pub(super) fn founding() -> AnyView {
    let say = say();
    title(say.t(words::FOUND_TITLE));
    let [network, ags, free, name] = std::array::from_fn(|_| RwSignal::new(String::new()));
    let [no_network, no_town, no_name] = std::array::from_fn(|_| RwSignal::new(None));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let listed = kommunen::find(&ags.get_untracked());
        let town = listed.map_or_else(|| free.get_untracked(), |town| town.name.to_owned());
        let (network, name) = (network.get_untracked(), name.get_untracked());
        let missing = |field: &str| field.trim().is_empty();
        let error = |missing: bool| missing.then(|| say.s(words::FOUND_MISSING));
        no_network.set(error(missing(&network)));
        no_town.set(error(missing(&town)));
        no_name.set(missing(&name).then(|| say.s(words::JOIN_NAME_MISSING)));
        let first = [("netzwerk", &network), ("ort", &town), ("name", &name)]
            .into_iter()
            .find_map(|(id, value)| missing(value).then_some(id));
        match first {
            Some(id) => crate::pages::focus::to(id),
            None => say
                .app
                .session
                .found(&network, listed.map(|town| town.ags), &town, &name),
        }
    };
    let plain = |id: &str, label, error: RwSignal<Option<String>>| Wiring {
        error: error.into(),
        ..Wiring::plain(id, say.t(label))
    };
    let named = Wiring {
        hint: Some(say.s(words::JOIN_NAME_HINT)),
        ..plain("name", words::JOIN_NAME, no_name)
    };
    let free_wiring = Wiring {
        optional: Some(say.s(words::OPTIONAL)),
        ..Wiring::plain("ort-frei", say.t(words::FOUND_TOWN_FREE))
    };
    let network_wiring = plain("netzwerk", words::FOUND_NETWORK, no_network);
    let body = view! {
        <super::roofline::Roofline/>
        <h1>{say.t(words::FOUND_TITLE)}</h1>
        <p>{say.t(words::FOUND_TEXT)}</p>
        <form id="gruenden" autocomplete="off" class="stack" on:submit=submit>
            <TextInput wiring=network_wiring value=network/>
            {town(say, ags, no_town)}
            {move || ags.with(String::is_empty).then(|| view! {
                <TextInput wiring=free_wiring.clone() value=free/>
            })}
            <TextInput wiring=named value=name/>
        </form>
    };
    let foot = view! {
        <button class="button button--primary button--large button--wide" type="submit" form="gruenden">
            {say.t(words::FOUND)}
            <Icon name="forward"/>
        </button>
        {super::welcome::language(say)}
    };
    frame(Some(1), body, foot)
}

fn town(say: Say, ags: RwSignal<String>, error: RwSignal<Option<String>>) -> impl IntoView {
    let wiring = Wiring {
        hint: Some(say.s(words::FOUND_TOWN_HINT)),
        error: error.into(),
        ..Wiring::plain("ort", say.t(words::FOUND_TOWN))
    };
    let entry = |town: &kommunen::Municipality| Pick {
        key: town.ags.to_owned(),
        label: format!("{}, {}", town.name, town.district),
    };
    let find = Callback::new(move |typed: String| {
        kommunen::search(&typed, TOWNS_MAX)
            .into_iter()
            .map(entry)
            .collect::<Vec<_>>()
    });
    let name = Callback::new(|key: String| kommunen::find(&key).map(|town| town.name.to_owned()));
    view! {
        <PickInput wiring=wiring value=ags find=find name=name change=say.s(words::FOUND_TOWN_OTHER)/>
    }
}
