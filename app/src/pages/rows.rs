//! A record as a row of a list, the same everywhere.

use super::reading::{Reader, day_in, phase_of, state_of};
use crate::routes;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{ButtonLook, DateBlock, LinkButton, Row, Tag, Tone, breakable};
use shared::records::{FieldKind, Phase, RecordDef, StateDef, ZAEHLUNG};
use shared::text::{dates, words};

/// Draws a record that leads to its page.
pub fn record_row(reader: Reader, view: &RecordView) -> AnyView {
    row_with(
        reader,
        view,
        reader.summary_beside(view, day_leaf(view)),
        routes::record(view.def, view.id),
    )
}

/// Draws a record with another second line and address.
pub fn row_with(reader: Reader, view: &RecordView, meta: String, href: String) -> AnyView {
    let lead = day_leaf(view).map(|day| date_block(reader, day));
    let icon = lead.is_none().then(|| view.def.icon.to_owned());
    // A count says how many; its own name is only needed where an event is counted in parts.
    let end = (view.def.id == ZAEHLUNG.id).then(|| {
        view! { <strong class="numbers">{reader.number(shared::event::tally::counted(&view.state))}</strong> }.into_any()
    });
    view! {
        <Row
            title=reader.title(view)
            end=end
            meta=meta
            href=href
            icon=icon
            lead=lead
            tags=tags(reader, view)
        />
    }
    .into_any()
}

/// The day that stands as a leaf of a calendar before a record, if its list is in the order of days.
fn day_leaf(view: &RecordView) -> Option<i32> {
    let field = view.def.field(view.def.order)?;
    matches!(field.kind, FieldKind::Date | FieldKind::DateTime)
        .then(|| day_in(view, view.def.order))
        .flatten()
}

/// Draws a day as a leaf of a calendar.
pub fn date_block(reader: Reader, day: i32) -> AnyView {
    let civil = dates::civil(day);
    view! {
        <DateBlock month=dates::month_short(civil.month, reader.locale) day=civil.day.to_string() />
    }
    .into_any()
}

/// Draws the state of a record, unless it is the ordinary one, and whether it waits to be sent.
fn tags(reader: Reader, view: &RecordView) -> Option<AnyView> {
    let state = state_of(view).filter(|_| phase_of(view) != Phase::Open);
    if state.is_none() && !view.unsent {
        return None;
    }
    Some(
        view! {
            <span class="cluster row__tags">
                {state.map(|state| state_tag(reader, state))}
                {view.unsent.then(|| view! {
                    <Tag label=reader.t(words::STATE_READY) icon="outbox" tone=Tone::Plain />
                })}
            </span>
        }
        .into_any(),
    )
}

/// Draws a state of a workflow: sign, word, colour of its phase.
pub fn state_tag(reader: Reader, state: &StateDef) -> AnyView {
    let (icon, tone) = match state.phase {
        Phase::Open => ("draft", Tone::Plain),
        Phase::Running => ("clock", Tone::Info),
        Phase::Done => ("done", Tone::Ok),
        Phase::Stopped => ("close", Tone::Plain),
    };
    view! { <Tag label=breakable(reader.t(state.label)) icon=icon tone=tone /> }.into_any()
}

/// Draws the key that adds a record of a kind, where this device may.
pub fn add_key(reader: Reader, def: &'static RecordDef, look: ButtonLook) -> AnyView {
    (move || {
        reader.may_add(def).then(|| {
            view! { <LinkButton label=breakable(reader.t(def.add)) href=routes::new(def) icon="plus" look=look /> }
        })
    })
    .into_any()
}

/// The beginning of a text, cut between words.
pub fn shortened(text: &str, chars_max: usize) -> String {
    if text.chars().count() <= chars_max {
        return text.to_owned();
    }
    let cut: String = text.chars().take(chars_max).collect();
    let whole = cut.rfind(' ').and_then(|end| cut.get(..end));
    format!("{} …", whole.unwrap_or(&cut))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn a_long_text_is_cut_between_words_and_one_long_word_where_it_has_to_be() {
        let short = shortened(&"wort ".repeat(60), 160);
        assert!(short.ends_with("wort …") && short.chars().count() <= 162);
        assert_eq!(shortened("kurz", 4), "kurz");
        assert_eq!(shortened("Donaudampfschiff", 5), "Donau …");
    }
}
