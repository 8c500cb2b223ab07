//! The one match from the kind of a field to the widget that asks for it.
//!
//! There is no arm for "everything else": a new kind does not compile until it has its widget.

use super::entry::Entry;
use super::guard::NamesGuard;
use super::similar::Similar;
use crate::form::typed;
use crate::pages::reading::Reader;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{
    ChoiceInput, ChoicesInput, CorrectionInput, CorrectionLabels, CounterInput, DateInput,
    Entry as Option_, Keyboard, LongTextInput, Pick, PickInput, TextInput, Wiring,
};
use shared::kommunen;
use shared::lists::may_belong;
use shared::records::{self, Choice, FieldKind, RecordDef, Required, StateDef};
use shared::text::words;
use shared::value::Value;

/// Greatest number of municipalities or records offered while typing.
const TOWNS_MAX: usize = 8;

/// Draws the input of one field.
#[component]
pub fn FieldInput(
    /// The field of the open form.
    entry: Entry,
    /// The kind of the record.
    record: &'static RecordDef,
    /// The record, when an existing one is changed.
    view: StoredValue<Option<RecordView>, LocalStorage>,
    /// Words.
    reader: Reader,
    /// Cannot be changed.
    locked: bool,
) -> impl IntoView {
    let def = entry.def;
    let wiring = Wiring {
        id: entry.element_id(),
        label: reader.s(def.label),
        hint: def.hint.map(|hint| reader.s(hint)),
        optional: match def.required {
            Required::Yes => None,
            // Said in the short form only; further sections are as a whole for whoever has more to say.
            Required::No if def.section == 0 => Some(reader.s(words::OPTIONAL)),
            Required::No => Some(String::new()),
        },
        error: entry.error.into(),
        locked,
    };
    let is_new = view.with_value(Option::is_none);
    // A name people type freely may exist already; for dates and talks the same words are usual.
    let names = is_new && record.title == def.id && record.order == def.id;
    let similar = (names && matches!(def.kind, FieldKind::Text { .. }))
        .then(|| view! { <Similar value=entry.raw def=record reader=reader /> });
    let guard = def
        .names_guard
        .then(|| view! { <NamesGuard value=entry.raw reader=reader /> });
    let input = input(entry, record, view, reader, wiring);
    if similar.is_none() && guard.is_none() {
        return input;
    }
    view! { <div class="stack stack--tight">{input}{similar}{guard}</div> }.into_any()
}

/// The widget of the kind of field.
fn input(
    entry: Entry,
    record: &'static RecordDef,
    view: StoredValue<Option<RecordView>, LocalStorage>,
    reader: Reader,
    wiring: Wiring,
) -> AnyView {
    let def = entry.def;
    let none = reader.s(words::NOT_STATED);
    match def.kind {
        FieldKind::Text { chars_max } => {
            view! { <TextInput wiring=wiring value=entry.raw chars_max=chars_max /> }.into_any()
        }
        FieldKind::LongText { chars_max } => {
            view! { <LongTextInput wiring=wiring value=entry.raw chars_max=chars_max /> }.into_any()
        }
        FieldKind::Number { unit, .. } => {
            let unit = unit.map(|unit| reader.s(unit));
            view! { <TextInput wiring=wiring value=entry.raw keyboard=Keyboard::Number unit=unit /> }
                .into_any()
        }
        FieldKind::Money => {
            let unit = Some(reader.s(words::EURO));
            view! { <TextInput wiring=wiring value=entry.raw keyboard=Keyboard::Decimal unit=unit /> }
                .into_any()
        }
        FieldKind::YesNo => {
            let entries = vec![
                plain(typed::YES, reader.t(words::YES)),
                plain(typed::NO, reader.t(words::NO)),
            ];
            view! { <ChoiceInput wiring=wiring value=entry.raw entries=entries none=none /> }
                .into_any()
        }
        FieldKind::Date => view! { <DateInput wiring=wiring value=entry.raw /> }.into_any(),
        FieldKind::DateTime => {
            view! { <DateInput wiring=wiring value=entry.raw with_time=true /> }.into_any()
        }
        FieldKind::Choice { choices } => {
            let entries = with_newer(
                choice_entries(choices, reader),
                &[entry.opened_with()],
                reader,
            );
            view! { <ChoiceInput wiring=wiring value=entry.raw entries=entries none=none /> }
                .into_any()
        }
        FieldKind::Choices { choices, count_max } => {
            let there = entry.set.get_untracked();
            let entries = with_newer(choice_entries(choices, reader), &there, reader);
            view! {
                <ChoicesInput wiring=wiring value=entry.set entries=entries count_max=count_max />
            }
            .into_any()
        }
        FieldKind::State { states } => {
            let is_new = view.with_value(Option::is_none);
            let now = entry.opened_with();
            let entries = state_entries(states, &now, is_new, reader);
            let entries = with_newer(entries, &[now], reader);
            let wiring = Wiring {
                optional: None,
                ..wiring
            };
            view! { <ChoiceInput wiring=wiring value=entry.raw entries=entries none=none /> }
                .into_any()
        }
        FieldKind::Link { to } if is_long(to, reader) => {
            let of = Linked { to, reader };
            view! {
                <PickInput
                    wiring=wiring
                    value=entry.raw
                    find=Callback::new(move |typed: String| of.find(&typed))
                    name=Callback::new(move |key: String| of.name(&key))
                    change=reader.s(words::CHOOSE_ANOTHER)
                    icon=Some(of.icon())
                />
            }
            .into_any()
        }
        FieldKind::Link { to } => {
            let there = untrack(|| entry.raw.get());
            let entries = with_chosen(record_entries(to, reader), &[there], reader);
            view! { <ChoiceInput wiring=wiring value=entry.raw entries=entries none=none /> }
                .into_any()
        }
        FieldKind::AnyLink => {
            let find = Callback::new(move |typed: String| find_records(record, &typed, reader));
            let name = Callback::new(move |id: String| record_name(&id, reader));
            view! {
                <PickInput
                    wiring=wiring
                    value=entry.raw
                    find=find
                    name=name
                    change=reader.s(words::CHOOSE_ANOTHER)
                    icon=Some("link")
                    typed=Some(entry.looked_for)
                />
            }
            .into_any()
        }
        FieldKind::Links { to } if is_long(to, reader) => {
            many_links(entry, Linked { to, reader }, wiring)
        }
        FieldKind::Links { to } => {
            let there = entry.set.get_untracked();
            let entries = with_chosen(record_entries(to, reader), &there, reader);
            let none = records::by_key(to).map_or_else(String::new, |def| reader.s(def.empty.0));
            view! { <ChoicesInput wiring=wiring value=entry.set entries=entries none=none /> }
                .into_any()
        }
        FieldKind::Counter => {
            let steps = (reader.s(words::ONE_LESS), reader.s(words::ONE_MORE));
            view! {
                <CounterInput
                    wiring=wiring
                    total=entry.total()
                    so_far=reader.s(words::SO_FAR_ALL_PHONES)
                    value=entry.raw
                    step_labels=steps
                />
            }
            .into_any()
        }
        // Attachments are added on the record's page.
        FieldKind::Files => ().into_any(),
        FieldKind::Corrections { of } => {
            let counters = of
                .iter()
                .filter_map(|key| record.field_by_key(key))
                .map(|field| plain(field.key, reader.t(field.label)))
                .collect();
            let labels = CorrectionLabels {
                of: reader.s(words::CORRECT_WHICH),
                amount: reader.s(words::CORRECT_AMOUNT),
                reason: reader.s(words::CORRECT_REASON),
            };
            let earlier = earlier_corrections(record, view, def.id, reader);
            view! {
                <CorrectionInput
                    wiring=wiring
                    earlier=earlier
                    counters=counters
                    labels=labels
                    draft=entry.correction
                />
            }
            .into_any()
        }
        FieldKind::Ags => {
            let find = Callback::new(|typed: String| find_towns(&typed));
            let name = Callback::new(|key: String| town_name(&key));
            view! {
                <PickInput
                    wiring=wiring
                    value=entry.raw
                    find=find
                    name=name
                    change=reader.s(words::CHOOSE_ANOTHER)
                    typed=Some(entry.looked_for)
                />
            }
            .into_any()
        }
        FieldKind::Phone => {
            view! { <TextInput wiring=wiring value=entry.raw keyboard=Keyboard::Phone /> }
                .into_any()
        }
        FieldKind::Email => {
            view! { <TextInput wiring=wiring value=entry.raw keyboard=Keyboard::Email /> }
                .into_any()
        }
        FieldKind::Url => {
            view! { <TextInput wiring=wiring value=entry.raw keyboard=Keyboard::Url /> }.into_any()
        }
    }
}

fn plain(key: &str, label: &str) -> Option_ {
    Option_ {
        key: key.to_owned(),
        label: label.to_owned(),
        group: None,
    }
}

fn choice_entries(choices: &[Choice], reader: Reader) -> Vec<Option_> {
    choices
        .iter()
        .map(|choice| Option_ {
            group: choice.group.map(|group| reader.s(group)),
            ..plain(choice.key, reader.t(choice.label))
        })
        .collect()
}

/// What a newer version of the app wrote stays among the entries, without its key; otherwise nobody could see that it is there.
fn with_newer(mut entries: Vec<Option_>, there: &[String], reader: Reader) -> Vec<Option_> {
    for key in there {
        if !key.is_empty() && entries.iter().all(|entry| entry.key != *key) {
            entries.push(plain(key, reader.t(words::NEWER_ENTRY)));
        }
    }
    entries
}

/// The state a record is in and the steps from there; a new record may start anywhere.
fn state_entries(states: &[StateDef], now: &str, is_new: bool, reader: Reader) -> Vec<Option_> {
    let here = states.iter().find(|state| state.key == now);
    states
        .iter()
        .filter(|state| match here {
            Some(here) if !is_new => state.key == now || here.next.contains(&state.key),
            _ => true,
        })
        .map(|state| plain(state.key, reader.t(state.label)))
        .collect()
}

/// More records than somebody looks through: they are found by some letters of their name.
const LOOKED_THROUGH_MAX: usize = 40;
/// Greatest number of records offered while typing.
const FOUND_MAX: usize = 8;

fn is_long(to: &str, reader: Reader) -> bool {
    let def = records::by_key(to);
    def.is_some_and(|def| reader.app.records.count(def) > LOOKED_THROUGH_MAX)
}

/// The records a field may name.
#[derive(Clone, Copy)]
struct Linked {
    to: &'static str,
    reader: Reader,
}

impl Linked {
    fn find(self, typed: &str) -> Vec<Pick> {
        let Some(def) = records::by_key(self.to) else {
            return Vec::new();
        };
        let found = untrack(|| self.reader.app.records.search(typed, Some(def), FOUND_MAX));
        let hits = found.hits.iter();
        hits.map(|hit| Pick {
            key: hit.record.id.to_string(),
            label: self.reader.title(&hit.record),
        })
        .collect()
    }

    fn name(self, key: &str) -> Option<String> {
        untrack(|| self.reader.name(key.parse().ok()?))
    }

    fn icon(self) -> &'static str {
        records::by_key(self.to).map_or("link", |def| def.icon)
    }
}

/// Several of a long list: cards of what was picked, and a search for more.
fn many_links(entry: Entry, of: Linked, wiring: Wiring) -> AnyView {
    let reader = of.reader;
    // Who is unticked stays on the screen until the form is left, to be ticked again.
    let known = RwSignal::new(entry.set.get_untracked());
    let picked = RwSignal::new(String::new());
    Effect::new(move || {
        let key = picked.get();
        if key.is_empty() {
            return;
        }
        for list in [known, entry.set] {
            if list.with_untracked(|keys| !keys.contains(&key)) {
                list.update(|keys| keys.push(key.clone()));
            }
        }
        picked.set(String::new());
    });
    let finder = Wiring::plain(&format!("{}-suche", wiring.id), reader.t(words::SEARCH));
    let none = reader.s(words::NOT_STATED);
    let cards = move || {
        let named = |key: &String| plain(key, &name_or_elsewhere(key, reader));
        let entries: Vec<_> = known.with(|keys| keys.iter().map(named).collect());
        let (wiring, none) = (wiring.clone(), none.clone());
        view! { <ChoicesInput wiring=wiring value=entry.set entries=entries none=none /> }
    };
    view! {
        <div class="stack stack--tight">
            {cards}
            <PickInput
                wiring=finder
                value=picked
                find=Callback::new(move |typed: String| of.find(&typed))
                name=Callback::new(move |key: String| of.name(&key))
                change=reader.s(words::CHOOSE_ANOTHER)
                icon=Some(of.icon())
            />
        </div>
    }
    .into_any()
}

fn record_entries(to: &str, reader: Reader) -> Vec<Option_> {
    let Some(def) = records::by_key(to) else {
        return Vec::new();
    };
    untrack(|| {
        let mut entries: Vec<_> = reader
            .app
            .records
            .list(def)
            .iter()
            .map(|view| plain(&view.id.to_string(), &reader.title(view)))
            .collect();
        entries.sort_by(|one, other| one.label.cmp(&other.label));
        entries
    })
}

/// What is chosen stays in the list, also when it is gone or on other devices only; otherwise nobody could take it back.
fn with_chosen(mut entries: Vec<Option_>, there: &[String], reader: Reader) -> Vec<Option_> {
    for key in there {
        if !key.is_empty() && entries.iter().all(|entry| entry.key != *key) {
            entries.push(plain(key, &name_or_elsewhere(key, reader)));
        }
    }
    entries
}

fn name_or_elsewhere(key: &str, reader: Reader) -> String {
    let name = key.parse().ok().and_then(|id| untrack(|| reader.name(id)));
    name.unwrap_or_else(|| reader.s(words::ENTRY_ELSEWHERE))
}

fn earlier_corrections(
    record: &'static RecordDef,
    view: StoredValue<Option<RecordView>, LocalStorage>,
    field: u16,
    reader: Reader,
) -> Vec<String> {
    view.with_value(|view| {
        let Some(view) = view else { return Vec::new() };
        let elements = view.state.elements(field);
        let entries = elements
            .into_iter()
            .filter(|(_, value)| matches!(value, Value::Correction { .. }));
        entries
            .map(|(_, value)| reader.correction(record, value))
            .collect()
    })
}

/// What a record of kind `from` may belong to, by what is typed.
fn find_records(from: &'static RecordDef, typed: &str, reader: Reader) -> Vec<Pick> {
    let hits = untrack(|| reader.app.records.search(typed, None, usize::MAX)).hits;
    hits.into_iter()
        .filter(|hit| may_belong(from, hit.record.def))
        .take(TOWNS_MAX)
        .map(|hit| Pick {
            key: hit.record.id.to_string(),
            label: named(&hit.record, reader),
        })
        .collect()
}

fn record_name(id: &str, reader: Reader) -> Option<String> {
    let view = untrack(|| reader.app.records.get(id.parse().ok()?))?;
    Some(named(&view, reader))
}

fn named(view: &RecordView, reader: Reader) -> String {
    format!("{} · {}", reader.title(view), reader.t(view.def.name))
}

fn find_towns(typed: &str) -> Vec<Pick> {
    kommunen::search(typed, TOWNS_MAX)
        .into_iter()
        .map(|town| Pick {
            key: town.ags.to_owned(),
            label: town_label(town),
        })
        .collect()
}

fn town_name(key: &str) -> Option<String> {
    kommunen::find(key).map(town_label)
}

fn town_label(town: &kommunen::Municipality) -> String {
    match town.name_hsb {
        Some(hsb) => format!("{} / {hsb}, {}", town.name, town.district),
        None => format!("{}, {}", town.name, town.district),
    }
}
