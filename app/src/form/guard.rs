//! Below a field that must stay free of names: what looks like one, why, and a key that puts something neutral in.
//!
//! The text is looked at on this device only. Nothing is forbidden; a person decides.

use crate::pages::reading::Reader;
use crate::ui::*;
use crate::widgets::{Button, Icon};
use shared::text::{Locale, sentences, words};
use shared::value::names_guard::{Finding, Reason, find, replace};

/// Places shown at once; the next ones come up when these are done.
const PLACES_SHOWN: usize = 3;

/// Draws the warnings for what is typed; nothing for a text without findings.
#[component]
pub fn NamesGuard(
    /// What is typed.
    value: RwSignal<String>,
    /// Words.
    reader: Reader,
) -> impl IntoView {
    let found = Memo::new(move |_| value.with(|text| find(text)));
    view! {
        <div role="status" class="stack stack--tight">
            {move || {
                let found = found.get();
                let more = found.len().saturating_sub(PLACES_SHOWN);
                let places = found.into_iter().take(PLACES_SHOWN);
                let places = places.map(|finding| warning(value, finding, reader)).collect_view();
                let more = (more > 0).then(|| {
                    view! { <p class="field__hint">{sentences::more_places(more, reader.locale)}</p> }
                });
                view! { {places}{more} }
            }}
        </div>
    }
}

/// Says why a place is marked.
#[must_use]
pub fn looks_like(reason: Reason, place: &str, locale: Locale) -> String {
    let sentence = match reason {
        Reason::Name => sentences::looks_like_name,
        Reason::Phone => sentences::looks_like_phone,
        Reason::Email => sentences::looks_like_email,
        Reason::Plate => sentences::looks_like_plate,
    };
    sentence(place, locale)
}

fn warning(value: RwSignal<String>, finding: Finding, reader: Reader) -> Option<AnyView> {
    let Finding { range, reason } = finding;
    let place = value.with_untracked(|text| text.get(range.clone()).map(str::to_owned))?;
    let press = Callback::new(move |()| {
        value.update(|text| *text = replace(text, &range, reader.t(reason.neutral())));
    });
    Some(
        view! {
            <div class="field__warn">
                <Icon name="warning" small=true />
                <span>{looks_like(reason, &place, reader.locale)}</span>
                <Button label=reader.s(words::REPLACE) press=press />
            </div>
        }
        .into_any(),
    )
}
